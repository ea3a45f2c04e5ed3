#!/usr/bin/env python3
"""Measures the server: start on the samples, and every list on a store of many articles.

usage: python3 bench/serve.py [ARTICLES] [STORE]

The articles are records of the repository's own invented articles with other ids, days, places and words (bench/Sitrep.Bench/ManyArticles.cs).
STORE is filled when it is not there, and kept; without it a temporary one is used.
"""
import json, pathlib, statistics, subprocess, sys, tempfile, time, urllib.parse, urllib.request

ROOT = pathlib.Path(__file__).resolve().parent.parent
SITREP = str(ROOT / "sitrep")
REQUESTS = 15


def fill(store, count):
    subprocess.run(["dotnet", "run", "--project", str(ROOT / "bench/Sitrep.Bench"), "-c", "Release", "--", "store", store, str(count)], check=True)


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
            lists = ["overview", "events?limit=200", "events?place=Goma%201", "events?actor=KENCOP", "events?q=police%20arrested", "events?from=2026-03-01&to=2026-03-07&minSources=2", "events/" + event,
                     "contested", "places", "timeline", "articles", "articles?q=police", "statements", "statements?speaker=governor", "statements?about=levy", "entities", "entities?q=police",
                     "search?q=police", "articles/a000007", "changes?since=2026-12-20", "corrections"]
            for path in lists:
                taken = []
                for _ in range(REQUESTS):
                    begin = time.perf_counter()
                    server.get("/api/v1/" + path)
                    taken.append((time.perf_counter() - begin) * 1000)
                print(f"{urllib.parse.unquote(path):55} {statistics.median(taken):7.1f} ms   {max(taken):7.1f} at most")


main()
