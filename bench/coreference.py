"""Scores pronouns and name links of `sitrep code` against the Entity annotation of a GUM CoNLL-U file.

    python3 bench/coreference.py input FILE.conllu.gz > in.ndjson
    sitrep code --input-format ndjson in.ndjson > out.ndjson
    python3 bench/coreference.py score FILE.conllu.gz out.ndjson

he/she: of the gold's he, she and their forms whose chain has a name or common noun before them, the share that the record gives to an
entity with a mention that overlaps one of the chain's earlier mentions that are no pronouns. Links: over pairs of named mentions of persons, organisations and
places that both sides have, the share of pairs in one chain: precision, recall, F1.
"""
import gzip, itertools, json, re, sys

PRONOUNS = {"he", "she", "him", "her", "his", "hers", "himself", "herself"}


def documents(path):
    name, text, spans, open_, paragraph = None, "", [], {}, False
    for line in gzip.open(path, "rt", encoding="utf-8"):
        line = line.rstrip("\n")
        if line.startswith("# newdoc id"):
            if name:
                yield name, text, spans
            name, text, spans, open_ = line.split("= ")[1], "", [], {}
        elif line.startswith("# newpar"):
            text = text.rstrip() + "\n\n" if text else ""
        elif line and line[0].isdigit():
            cells = line.split("\t")
            if "-" in cells[0]:
                continue
            start = len(text)
            text += cells[1]
            end = len(text)
            entity = re.search(r"Entity=([^|]*)", cells[9])
            for mark in re.findall(r"\([^()]+\)?|[^()]+\)", entity.group(1)) if entity else []:
                if mark.startswith("("):
                    key, kind = mark[1:].rstrip(")").split("-")[:2]
                    open_.setdefault(key, []).append((start, kind, cells[3]))
                    if mark.endswith(")"):
                        close(open_, key, end, text, spans)
                else:
                    close(open_, mark.rstrip(")").split("-")[0], end, text, spans)
            if "SpaceAfter=No" not in cells[9]:
                text += " "
    if name:
        yield name, text, spans


def close(open_, key, end, text, spans):
    if open_.get(key):
        start, kind, tag = open_[key].pop()
        spans.append((start, end, key, kind, tag))


def overlap(a, b):
    return a[0] < b[1] and b[0] < a[1]


def main():
    if sys.argv[1] == "input":
        for name, text, _ in documents(sys.argv[2]):
            print(json.dumps({"id": name, "text": text}, ensure_ascii=False))
        return
    records = {r["id"]: r for r in map(json.loads, open(sys.argv[3], encoding="utf-8"))}
    right = total = hit = gold_pairs = got_pairs = 0
    for name, text, spans in documents(sys.argv[2]):
        record = records[name]
        if record["text"] != text:
            sys.exit(f"{name}: the record's text differs")
        entities = [[(m["start"], m["end"]) for m in e["mentions"]] for e in record["entities"]]
        for start, end, key, kind, _ in spans:
            if text[start:end].lower() not in PRONOUNS:
                continue
            before = [s for s in spans if s[2] == key and s[1] <= start and text[s[0]:s[1]].lower() not in PRONOUNS and s[4] != "PRON"]
            if not before:
                continue
            total += 1
            mine = next((e for e in entities if (start, end) in e), None)
            right += mine is not None and any(overlap(m, s) for m in mine for s in before if m != (start, end))
        named = [(m["start"], m["end"], i) for i, e in enumerate(record["entities"]) for m in e["mentions"] if m["form"] == "name"]
        both = []
        for start, end, system in named:
            fitting = [s for s in spans if s[3] in ("person", "organization", "place") and s[4] == "PROPN" and overlap((start, end), s)]
            if fitting:
                both.append((system, min(fitting, key=lambda s: abs(s[0] - start) + abs(s[1] - end))[2]))
        for (a, x), (b, y) in itertools.combinations(both, 2):
            gold_pairs += x == y
            got_pairs += a == b
            hit += a == b and x == y
    p, r = hit / max(1, got_pairs), hit / max(1, gold_pairs)
    print(f"he/she {right} of {total} = {100 * right / max(1, total):.1f}; named links P {100 * p:.1f} R {100 * r:.1f} F1 {200 * p * r / max(1e-9, p + r):.1f} ({gold_pairs} gold, {got_pairs} found)")


main()
