#!/usr/bin/env bash
# Kills `sitrep add` of 2,000 invented articles at random moments, resumes it, and compares the store with that of an undisturbed run.
# usage: bench/kill-add.sh [MOMENTS] [ARTICLES]   (after ./sitrep has been built)
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
moments=${1:-50} articles=${2:-2000}
sitrep=${SITREP:-artifacts/sitrep/Sitrep.Cli}
folder=$(mktemp -d); trap 'rm -rf "$folder"' EXIT
RANDOM=20260513
awk -v n="$articles" 'BEGIN {
  split("Suva Nadi Lautoka Labasa Ba", town, " "); split("fish bread fuel water land", what, " ")
  for (i = 1; i <= n; i++) printf "{\"id\":\"a%d\",\"published\":\"2026-05-13\",\"text\":\"Police arrested %d men in %s on Monday after a quarrel over %s prices, a spokesman said. Number %d of the market stayed open.\"}\n", i, i % 9 + 2, town[i % 5 + 1], what[i % 7 % 5 + 1], i
}' > "$folder/articles.ndjson"
start=$(date +%s%N)
"$sitrep" add "$folder/articles.ndjson" --store "$folder/undisturbed.db" 2> /dev/null
whole=$((($(date +%s%N) - start) / 1000000))
"$sitrep" export --store "$folder/undisturbed.db" --as records > "$folder/expected"
bad=0 partial=0
for ((moment = 1; moment <= moments; moment++)); do
  store="$folder/killed.db"; rm -f "$store"*
  after=$((whole * (RANDOM % 1000) / 1000))
  "$sitrep" add "$folder/articles.ndjson" --store "$store" 2> /dev/null & process=$!
  sleep "$(printf '%d.%03d' $((after / 1000)) $((after % 1000)))"
  kill -9 "$process" 2> /dev/null || true
  wait "$process" 2> /dev/null || true
  held=0; [ -f "$store" ] && held=$("$sitrep" export --store "$store" --as records | wc -l)
  [ "$held" -gt 0 ] && [ "$held" -lt "$articles" ] && partial=$((partial + 1))
  "$sitrep" add "$folder/articles.ndjson" --store "$store" 2> /dev/null
  "$sitrep" export --store "$store" --as records | cmp -s - "$folder/expected" || { bad=$((bad + 1)); echo "moment $moment, after $after ms: the store differs"; }
done
echo "$moments kills within $whole ms, $partial of them with part of $articles articles stored; $bad stores differ from the undisturbed run"
