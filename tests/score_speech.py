"""Score quotations and sources against labels: our own, and the shared ones where they are.

    python tests/score_speech.py                 all figures
    python tests/score_speech.py --update        pin floors (only upwards)
    python tests/score_speech.py --update --allow-regression

The floors stand in ``tests/speech-floors.json`` beside digests of the labels; ``test_quality.py``
holds the figures to them. Every second piece of our own gold was looked at while the rules for
sources were written (`developed`); the others give figures only (`unseen`).
"""

import argparse
import hashlib
import json
import math
from pathlib import Path

from workbench.evaluation import (
    gold_articles,
    has_nested,
    predicted_quotations,
    read_gold,
    score_quotations,
    score_sources,
)
from workbench.quotations import find_quotations
from workbench.sources import find_sources

from floors import pin

ROOT = Path(__file__).parents[1]
FLOORS = Path(__file__).parent / "speech-floors.json"
OWN = ROOT / "data" / "gold" / "quotations.jsonl"
DATA = ROOT.parent / "shared" / "data"
SHARED = {
    "wikinews": DATA / "wikinews-quotations" / "dev.jsonl",
    "polnear": DATA / "polnear" / "dev.jsonl",
}
MEASURES = ("quote", "speaker", "cue", "attributed")


def digest(path):
    """Digest of the labels, so that a floor is known to be of these."""
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def predictions(records):
    """What the rules find in labelled articles: the table, and the format of the gold."""
    articles = gold_articles(records)
    found = find_quotations(articles, nested=has_nested(records))
    return articles, found, predicted_quotations(found)


def figures(records, predicted):
    """F1 of each measure, and how right the more confident half is."""
    scores = scores_of(score_quotations(records, predicted), "all")
    half = confident_half(predicted)
    sure = scores_of(score_quotations(records, half), "all")
    return {
        **{m: down(scores[m, "f1"]) for m in MEASURES},
        "confident_half": down(sure["attributed", "precision"]),
    }


def scores_of(scores, part):
    rows = scores[scores["part"] == part]
    return dict(zip(zip(rows["measure"], rows["value"], strict=True), rows["score"], strict=True))


def confident_half(predicted):
    """Keep the half of the predictions with the highest confidence; among equals the first."""
    every = [
        (-q["confidence"], n, m)
        for n, r in enumerate(predicted)
        for m, q in enumerate(r["quotations"])
    ]
    kept = {place[1:] for place in sorted(every)[: len(every) // 2]}
    return [
        r | {"quotations": [q for m, q in enumerate(r["quotations"]) if (n, m) in kept]}
        for n, r in enumerate(predicted)
    ]


def plain(records, predicted):
    """Leave out Reported and speech inside speech, in labels and predictions alike."""
    gold = [
        r
        | {
            "quotations": [
                q for q in r["quotations"] if q["type"] != "Reported" and q["nested_in"] is None
            ]
        }
        for r in records
    ]
    guesses = [
        r
        | {
            "quotations": [
                q for q in r["quotations"] if q["type"] != "Reported" and not q["nested"]
            ]
        }
        for r in predicted
    ]
    return gold, guesses


def source_figures(records, sources):
    """F1 of each kind of source, and of all."""
    scores = score_sources(records, sources)
    rows = scores[scores["value"] == "f1"]
    return {part: down(score) for part, score in zip(rows["part"], rows["score"], strict=True)}


def down(score):
    """Round down, so that a floor is never above what was measured."""
    return math.floor(score * 1000) / 1000


def measure_own():
    records = read_gold(OWN, "quotations")
    articles, found, predicted = predictions(records)
    articles["outlet"] = [r["outlet"] for r in records]
    sources = find_sources(articles, found)
    german = [r for r in records if r["language"] == "de"]
    english = [r for r in records if r["language"] == "en"]
    return {
        "quotations": figures(records, predicted),
        "quotations_de": figures(german, predicted),
        "quotations_en": figures(english, predicted),
        "without_reported_and_nested": figures(*plain(records, predicted)),
        "sources_developed": source_figures(records[::2], sources),
        "sources_unseen": source_figures(records[1::2], sources),
    }


def measure_shared(name):
    records = read_gold(SHARED[name], "quotations")
    return figures(records, predictions(records)[2])


def measured():
    there = [name for name, path in SHARED.items() if path.is_file()]
    return {"own": measure_own()} | {name: measure_shared(name) for name in there}


def digests():
    paths = {"own": OWN} | SHARED
    return {name: digest(path) for name, path in paths.items() if path.is_file()}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    options = parser.parse_args()
    now = measured()
    print(json.dumps(now, indent=1))  # noqa: T201 (a script)
    if options.update:
        old = json.loads(FLOORS.read_text("utf-8"))["digests"] if FLOORS.exists() else {}
        floors = {"digests": {**old, **digests()}, "floors": now}
        pin(FLOORS, floors, allow_regression=options.allow_regression)


if __name__ == "__main__":
    main()
