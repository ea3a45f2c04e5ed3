#!/usr/bin/env python3
"""Checks that `sitrep eval` gives the same figures as the scorers of the development benches on the same records.

    python3 bench/check-scores.py SHARED        SHARED holds bench/ (it is not part of this project)

Codes each set once, scores the records with both and compares precision, recall and F1. Python 3 standard library only.
"""
import gzip, json, pathlib, subprocess, sys, tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
SITREP = ROOT / "sitrep"


def run(*args, **more):
    return subprocess.run([str(a) for a in args], check=True, capture_output=True, text=True, **more).stdout


def theirs(bench, kind, gold, records):
    """(name of ours, precision, recall, F1) in per cent."""
    if kind == "attribution":
        m = json.loads(run(sys.executable, bench / kind / "score.py", gold, records, "--json"))["measures"]
        names = {"content found": "content overlaps by half", "relation soft": "and the source shares a word (soft)",
                 "relation strict": "content and source exact (strict)", "relation full": "content, source and cue exact"}
        return [(names[k], *(m[k]["all"][x] for x in ("P", "R", "F1"))) for k in names]
    if kind == "places":
        m = next(iter(json.loads(run(sys.executable, bench / kind / "score.py", "score", "--pred", records, gold, "--json")).values()))
        names = {"strict": "name exact", "relaxed": "name overlaps", "endToEnd": "found and within 161 km"}
        return [(names[k], *(100 * m[k][x] for x in ("precision", "recall", "f1"))) for k in names]
    if kind == "own":
        m = json.loads(run(sys.executable, bench.parent / "own/score.py", "score", records, gold, "--json"))
        return [(ours, *(100 * m[k][x] for x in ("p", "r", "f1"))) for k, ours in (("events", "trigger and type"), ("found", "trigger"))]
    m = json.loads(run(sys.executable, bench / kind / "score.py", gold, records, "--json"))
    names = {"times": {"strict": "span exact", "relaxed": "span overlaps", "type": "type", "value": "value"},
             "counts": {"found": "found", "range": "bounds right", "number": "number right"},
             "duplicates": {"pairs": "pairs", "bcubed": "B-cubed"}}[kind]
    return [(names[k], *(100 * m[k][x] for x in ("p", "r", "f1"))) for k in names]


def compare(bench, kind, gold, records):
    section = {"attribution": "statements", "duplicates": "copies", "own": "events"}.get(kind, kind)
    ours = json.loads(run(SITREP, "eval", gold, *(["--records", records] if kind != "duplicates" else []), "--format", "json"))[section]
    wrong = 0
    for name, *figures in theirs(bench, kind, gold, records):
        mine = [100 * ours[name][x] for x in ("precision", "recall", "value")]
        same = all(abs(a - b) < 0.06 for a, b in zip(mine, figures))
        wrong += not same
        print(f"{'same ' if same else 'OTHER'} {gold.name:24} {name:38} {' '.join(f'{x:5.1f}' for x in mine)}" + ("" if same else "   not " + " ".join(f"{x:5.1f}" for x in figures)))
    return wrong


def main():
    bench = pathlib.Path(sys.argv[1]) / "bench"
    sets = [("attribution", "kinds.jsonl"), ("attribution", "data/gum-news.jsonl.gz"), ("attribution", "data/polnear-dev.jsonl.gz"),
            *(("places", f"{n}.jsonl") for n in ("probes", "trnews", "geovirus", "gwn", "lgl")),
            *(("times", f"{n}.jsonl") for n in ("news", "gum", "forms")), ("counts", "sentences.jsonl"), ("own", "af.jsonl"), ("own", "tr.jsonl")]
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        for kind, name in sets:
            gold = (bench.parent if kind == "own" else bench) / kind / name
            with (gzip.open(gold, "rt", encoding="utf-8") if name.endswith(".gz") else open(gold, encoding="utf-8")) as lines:
                items = [json.loads(l) for l in lines if l.strip()]
            (work / "in.ndjson").write_text("".join(json.dumps({k: i[k] for k in ("id", "text", "published") if k in i}) + "\n" for i in items))
            (work / "out.ndjson").write_text(run(SITREP, "code", "--input-format", "ndjson", work / "in.ndjson"))
            wrong += compare(bench, kind, gold, work / "out.ndjson")
        run(sys.executable, bench / "duplicates/make.py", bench / "duplicates/base.jsonl", work / "copies", "--seed", "11")
        gold = work / "copies/gold.jsonl"
        run(SITREP, "add", work / "copies/articles.ndjson", "--store", work / "s.db")
        (work / "out.ndjson").write_text(run(SITREP, "export", "--store", work / "s.db", "--as", "documents"))
        wrong += compare(bench, "duplicates", gold, work / "out.ndjson")
    print(f"{wrong} figures differ")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()
