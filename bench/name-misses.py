#!/usr/bin/env python3
"""Sorts the persons, organizations and locations that a system missed strictly, and those it marked without need.

Usage: name-misses.py GOLD.jsonl[.gz] SYS.ndjson   (both as the language bench's score.py takes them: UTF-16 offsets)
A miss goes under the first heading that fits:
  state that acts    the same words, called organization by the gold and location by the system; a country of data/countries.tsv
  people             the same words, called group by the system
  common noun        the gold span holds a word in small letters, other than particles, that the system leaves out: "city of X", "X forces"
  title              a person whose span holds a shorter one of the system
  several as one     the gold span holds a comma or "and", and a shorter one of the system
  type, boundary, missed
"""
import collections, gzip, json, pathlib, re, sys

CORE = ("person", "organization", "location")
PARTICLES = {"of", "the", "and", "for", "in", "al", "bin", "ibn", "el", "de", "du", "van", "von", "bu"}


def records(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rt", encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def spans(record):
    named = (m for e in record["entities"] for m in e.get("mentions", [e]) if m.get("form", "name") == "name")
    return {(m["start"], m["end"], m["type"]) for m in named}


def states():
    table = (pathlib.Path(__file__).resolve().parent.parent / "data" / "countries.tsv").read_text("utf-8").splitlines()
    rows = [row.split("\t") for row in table if not row.startswith("#")]
    name, aliases = rows[0].index("name"), rows[0].index("aliases")
    return {word for row in rows[1:] for word in [row[name], *row[aliases].split("|")] if word}


def heading(miss, words, marked, known):
    touching = [y for y in marked if y[0] < miss[1] and miss[0] < y[1]]
    same = [y[2] for y in touching if y[:2] == miss[:2]]
    small = [w for w in re.findall(r"[^\W\d_][\w’'-]*", words) if w[0].islower() and w not in PARTICLES]
    if same:
        acts = miss[2] == "organization" and same[0] == "location" and words in known
        return "state that acts" if acts else "people" if same[0] == "group" else "type"
    if small:
        return "common noun"
    if not touching:
        return "missed"
    if any(miss[0] <= y[0] and y[1] <= miss[1] for y in touching):
        return "title" if miss[2] == "person" else "several as one" if re.search(", | and ", words) else "boundary"
    return "boundary"


def extra(span, gold, text):
    touching = [x for x in gold if x[0] < span[1] and span[0] < x[1]]
    if any(x[2] in CORE for x in touching):
        return "touches a gold name"
    if any(x[0] > 0 and text(x[0] - 1, x[0]).isalpha() for x in touching):
        return "the gold name begins within a word"
    return "the gold has another type" if touching else "unmarked"


def main():
    if len(sys.argv) != 3:
        raise SystemExit(__doc__)
    system, known = {r["id"]: spans(r) for r in records(sys.argv[2])}, states()
    missed, needless, total = collections.Counter(), collections.Counter(), [0, 0, 0]
    for record in records(sys.argv[1]):
        units = record["text"].encode("utf-16-le")
        text = lambda start, end: units[2 * start:2 * end].decode("utf-16-le", "replace")
        gold, marked = spans(record), system.get(record["id"], set())
        wanted, found = ({x for x in side if x[2] in CORE} for side in (gold, marked))
        total = [a + b for a, b in zip(total, (len(wanted), len(found), len(wanted & found)))]
        missed.update(heading(x, text(*x[:2]), marked, known) for x in wanted - found)
        needless.update(extra(y, gold, text) for y in found - wanted)
    print("gold {} system {} both {}".format(*total))
    for title, counts in (("missed", missed), ("needless", needless)):
        print(f"{title} {sum(counts.values())}:", ", ".join(f"{name} {n}" for name, n in counts.most_common()))


main()
