#!/usr/bin/env python3
"""Runs `sitrep eval eval` and writes its figures between the card marks of README.md and docs/benchmarks.md."""
import json, pathlib, re, subprocess

ROOT = pathlib.Path(__file__).resolve().parent.parent


card = json.loads(subprocess.run([ROOT / "sitrep", "eval", "eval", "--format", "json"], cwd=ROOT, check=True, capture_output=True, text=True).stdout)


def figure(layer, name):
    return card[layer][name]


def row(first, layer, name, label=None):
    f = figure(layer, name)
    more = [f"{100 * f[k]:.1f}" if k in f else "" for k in ("precision", "recall")]
    return f"| {first} | {label or name} | {100 * f['value']:.1f} | {more[0]} | {more[1]} |"


def replace(path, lines):
    page = path.read_text("utf-8")
    new, count = re.subn(r"(<!-- card -->\n).*?(\n<!-- /card -->)", lambda m: m[1] + "\n".join(lines) + m[2], page, flags=re.S)
    assert count == 1, path
    path.write_text(new, "utf-8")


share = lambda name: f"{100 * figure('events', name)['value']:.0f} %"
replace(ROOT / "README.md", [
    "| layer | asked | F1 | precision | recall |", "| --- | --- | --- | --- | --- |",
    row("statements", "statements", "and the source shares a word (soft)", "content overlaps by half and the source is right"),
    row("", "statements", "content and source exact (strict)", "content and source exact"),
    row("events", "events", "trigger and type"),
    row("places", "places", "found and within 161 km", "found and put within 161 km"),
    row("times", "times", "value", "the value is right"),
    row("counts", "counts", "bounds right", "kind and both bounds are right"),
    row("copies", "copies", "pairs"), "",
    f"Of the events with the right type, {share('status')} have the right status, {share('date')} the right date, {share('place')} the right place; of their actors {share('actors: words')} are the right words, and {share('actors: code')} carry the right code."])
replace(ROOT / "docs/benchmarks.md", ["| layer | figure | % | P | R |", "| --- | --- | --- | --- | --- |"] + [
    row("" if i else layer, layer, name, f"{name} ({figure(layer, name)['of']})") for layer in ("statements", "events", "places", "times", "counts", "copies") for i, name in enumerate(card[layer])])
