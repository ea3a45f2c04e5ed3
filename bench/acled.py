#!/usr/bin/env python3
"""How often the ACLED sub-event of a report's main event is right, on the own labelled reports (data/labelled/acled).

  acled.py [--all]      the fifth set aside by a hash of the id, or every report

A report counts as right when an event that overlaps its labelled trigger, or failing that its first event, has the labelled sub-event;
reports outside ACLED (labels in parentheses) when none of their events has one of ACLED's.
"""
import collections, hashlib, json, pathlib, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent


def aside(item):
    return hashlib.sha256(item["id"].encode()).digest()[0] % 5 == 0


items = [json.loads(line) for path in sorted((ROOT / "data/labelled/acled").glob("*.jsonl")) for line in path.open(encoding="utf-8") if line.strip()]
items = items if "--all" in sys.argv else [i for i in items if aside(i)]
with tempfile.NamedTemporaryFile("w", suffix=".ndjson", encoding="utf-8") as file:
    file.writelines(json.dumps({"id": i["id"], "text": i["text"]}) + "\n" for i in items)
    file.flush()
    out = subprocess.run([ROOT / "sitrep", "code", "--input-format", "ndjson", file.name], check=True, capture_output=True, text=True).stdout
records = {r["id"]: r for r in map(json.loads, out.splitlines())}
tally = collections.defaultdict(collections.Counter)
for item in items:
    events, text = records[item["id"]].get("events") or [], item["text"]
    start = text.index(item["trigger"])
    end = start + len(item["trigger"])
    main = next((e for e in events if e["trigger"]["start"] < end and start < e["trigger"]["end"]), events[0] if events else None)
    got = ((main or {}).get("acled") or {}).get("subEventType", "none")
    outside = item["acled"].startswith("(")
    right = all((e.get("acled") or {}).get("eventType", "(none)") == "(none)" for e in events) if outside else got == item["acled"]
    group = tally["outside ACLED" if outside else "within ACLED"]
    group.update(all=1, right=right, none=main is None)
    tally[item["acled"]].update(all=1, right=right, none=main is None)
for name, n in sorted(tally.items()):
    print(f"{name:36} {n['right']:4} of {n['all']:4} right, {n['none']} without an event")
