#!/usr/bin/env python3
"""Measures the server: start on the samples, and every list on a store of many articles.

usage: python3 bench/serve.py [ARTICLES] [STORE]

The articles are made of paragraphs of the repository's own invented articles (eval/), drawn at random with a fixed
seed, with other places, figures, outlets and dates put in. STORE is filled when it is not there and kept; without it a
temporary one is used.
"""
import json, pathlib, random, re, statistics, subprocess, sys, tempfile, time, urllib.parse, urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
SITREP = str(ROOT / "sitrep")
TOWNS = ("Suva Lautoka Kisumu Nakuru Mombasa Poti Batumi Kutaisi Gagra Tblisi Rustavi Goma Bukavu Kindu Beni Bunia Garissa Lodwar Lamu Mopti Gao Kidal Timbuktu Segou "
         "Zinder Agadez Diffa Maroua Garoua Bamenda Buea Juba Bor Malakal Wau Yei Kadugli Nyala Geneina Atbara Kassala").split()
OUTLETS = "Meridian Wire|Lake Gazette|The Colchis Herald|Harbour Post|Valley Monitor|Coast Tribune|Delta Courier|Hill Observer".split("|")
REQUESTS = 15


def paragraphs():
    written = [json.loads(p.read_text()) for p in sorted((ROOT / "eval").glob("*.json"))]
    lines = "".join(json.dumps({"id": a["id"], "text": "\n\n".join(a["paragraphs"])}) + "\n" for a in written)
    coded = subprocess.run([SITREP, "code", "-", "--input-format", "ndjson"], input=lines, capture_output=True, text=True).stdout
    texts = [json.loads(line) for line in coded.splitlines()]
    found = [p for r in texts for p in r.get("text", "").split("\n\n") if 12 <= len(p.split()) <= 90 and "|" not in p]
    names = {p["name"] for r in texts for p in r.get("places", []) if p["kind"] == "town"}
    return sorted(set(found)), sorted(names, key=len, reverse=True)


def articles(count):
    chance = random.Random(20260513)
    pool, names = paragraphs()
    towns = re.compile(r"\b(" + "|".join(map(re.escape, names)) + r")\b")
    for number in range(count):
        here = chance.sample(TOWNS, 3)
        text = "\n\n".join(chance.sample(pool, chance.randint(4, 8)))
        text = towns.sub(lambda m: here[len(m[0]) % 3], text)
        text = re.sub(r"\b\d{1,2}\b", lambda m: str(chance.randint(2, 60)), text)
        day = 1 + number * 360 // count
        yield {"id": f"a{number:06}", "title": f"{text.split('.')[0][:90]}", "text": text, "url": f"https://{chance.choice(OUTLETS).lower().replace(' ', '-')}.example/{number}",
               "published": time.strftime("%Y-%m-%d", time.gmtime(1767225600 + day * 86400))}


def fill(store, count):
    with tempfile.NamedTemporaryFile("w", suffix=".ndjson") as lines:
        lines.writelines(json.dumps(a) + "\n" for a in articles(count))
        lines.flush()
        subprocess.run([SITREP, "add", lines.name, "--input-format", "ndjson", "--store", store], check=True)


class Server:
    def __init__(self, store):
        self.started = time.perf_counter()
        self.process = subprocess.Popen([SITREP, "serve", "--store", store, "--port", "0"], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        self.base = self.process.stdout.readline().strip().rstrip("/")

    def get(self, path):
        with urllib.request.urlopen(self.base + path) as reply:
            return reply.read()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.process.terminate()
        self.process.wait()


def start(store):
    with Server(store) as server:
        events = json.loads(server.get("/api/v1/events"))
        return time.perf_counter() - server.started, events["total"]


def main():
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20000
    with tempfile.TemporaryDirectory() as folder:
        samples = folder + "/samples.db"
        subprocess.run([SITREP, "add", str(ROOT / "samples"), "--store", samples], check=True, stderr=subprocess.DEVNULL)
        times = sorted(start(samples)[0] for _ in range(5))
        print(f"samples: from the command to the events of both stories: {times[2]:.2f} s (median of 5, {times[0]:.2f} to {times[-1]:.2f})")
        store = sys.argv[2] if len(sys.argv) > 2 else folder + "/many.db"
        if not pathlib.Path(store).exists():
            fill(store, count)
        with Server(store) as server:
            overview = json.loads(server.get("/api/v1/overview"))
            print(f"{overview['articles']} articles, {overview['events']} events: ready after {time.perf_counter() - server.started:.1f} s")
            event = json.loads(server.get("/api/v1/events?limit=1"))["items"][0]["id"]
            lists = ["overview", "events?limit=200", "events?place=Goma", "events?actor=KENCOP", "events?q=police%20arrested", "events?from=2026-03-01&to=2026-03-07&minSources=2", "events/" + event,
                     "contested", "places", "timeline", "articles", "articles?q=police", "statements", "statements?speaker=governor", "statements?about=levy", "entities", "entities?q=police",
                     "search?q=police", "articles/a000007", "corrections"]
            for path in lists:
                taken = []
                for _ in range(REQUESTS):
                    begin = time.perf_counter()
                    server.get("/api/v1/" + path)
                    taken.append((time.perf_counter() - begin) * 1000)
                print(f"{urllib.parse.unquote(path):55} {statistics.median(taken):7.1f} ms   {max(taken):7.1f} at most")


main()
