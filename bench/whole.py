#!/usr/bin/env python3
"""Measures the whole pipeline, HTML to record, and how it grows: articles, tokens and MB of HTML a second, peak memory, start-up.

    python3 bench/whole.py [--program PATH] [--sizes 10,100,1000,10000] [--jobs 1,2]

Pages of about 600 words each are put together from the invented articles of eval/, with menus, related links and a footer around them; no two are equal.
"CPU" is processor time of all threads, so a figure a CPU second is a figure a core even where other jobs run beside it. Python 3 standard library only; Linux and macOS.
"""
import argparse, html, json, os, pathlib, re, statistics, subprocess, sys, tempfile, time

ROOT = pathlib.Path(__file__).resolve().parent.parent
WORDS = 600


def page(number, articles):
    """Paragraphs of several articles, rotated by the number, until there are enough words."""
    paragraphs, words, at = [], 0, number
    while words < WORDS:
        article = articles[(at * 7 + number // len(articles)) % len(articles)]
        for p in article["paragraphs"]:
            if words >= WORDS:
                break
            paragraphs.append(re.sub(r"\b(\d\d)\b", lambda m: str(10 + (int(m[1]) + number) % 90), p))
            words += len(p.split())
        at += 1
    links = "".join(f'<li><a href="/{i}">{html.escape(a["title"])}</a></li>' for i, a in enumerate(articles[:20]))
    body = "".join(f"<p>{html.escape(p)}</p>\n" for p in paragraphs)
    first = articles[number % len(articles)]
    return (f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{html.escape(first["title"])} | The Invented Herald</title>'
            f'<meta property="article:published_time" content="{first["published"]}T08:00:00Z"><style>{".a{color:red}" * 200}</style>'
            f'<script>{"var x=1;" * 2000}</script></head><body><nav><ul>{links}</ul></nav><main><article><h1>{html.escape(first["title"])}</h1>{body}</article></main>'
            f'<aside><h2>Related</h2><ul>{links}</ul></aside><footer><p>Copyright The Invented Herald. All rights reserved.</p></footer></body></html>')


def run(command):
    """Wall and processor seconds, peak memory in MB, standard error."""
    with tempfile.TemporaryFile() as errors:
        start = time.monotonic()
        child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=errors)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        errors.seek(0)
        text = errors.read().decode("utf-8", "replace")
    if status:
        sys.exit(f"{command}: {text}")
    return wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / (1024 if sys.platform == "linux" else 1024 * 1024), text


def main():
    a = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    a.add_argument("--program", default=str(ROOT / "artifacts/sitrep/Sitrep.Cli"))
    a.add_argument("--sizes", default="10,100,1000,10000")
    a.add_argument("--jobs", default="1,2")
    a = a.parse_args()
    articles = [json.loads(f.read_text("utf-8")) for f in sorted((ROOT / "eval").glob("*.json"))]
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        small = work / "small.ndjson"
        small.write_text(json.dumps({"id": "a", "text": "Police arrested three men in Suva on Monday, the minister said.", "published": "2026-05-13"}) + "\n")
        starts = [run([a.program, "code", str(small)]) for _ in range(7)]
        print(f"start-up to the record of one sentence: {statistics.median(s[0] for s in starts):.2f} s, of which CPU {statistics.median(s[1] for s in starts):.2f} s (medians of 7)\n")
        print("| pages | jobs | wall s | CPU s | pages a CPU s | tokens a CPU s | MB of HTML a CPU s | peak MB |\n| --- | --- | --- | --- | --- | --- | --- | --- |")
        for size in (int(x) for x in a.sizes.split(",")):
            lines = work / "in.ndjson"
            total = 0
            with open(lines, "w", encoding="utf-8") as out:
                for i in range(size):
                    text = page(i, articles)
                    total += len(text.encode())
                    out.write(json.dumps({"id": str(i), "html": text}, ensure_ascii=False) + "\n")
            for jobs in a.jobs.split(","):
                wall, cpu, peak, errors = run([a.program, "code", str(lines), "--input-format", "ndjson", "--jobs", jobs, "--timings"])
                tokens = int(re.search(r"(\d+) tokens", errors)[1])
                print(f"| {size:,} | {jobs} | {wall:.1f} | {cpu:.1f} | {size / cpu:.0f} | {tokens / cpu:,.0f} | {total / cpu / 1e6:.2f} | {peak:.0f} |", flush=True)
        print("\n" + errors.strip())


if __name__ == "__main__":
    main()
