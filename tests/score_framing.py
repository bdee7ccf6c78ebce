"""Score voice, stance and speaker of mentions against labels made by hand.

    python tests/score_framing.py              scores on both sets
    python tests/score_framing.py --show       and each mention that went wrong (own set only)
    python tests/score_framing.py --update     pin floors (only upwards)
    python tests/score_framing.py --update --allow-regression

The floors stand in ``tests/mentions/floors.json`` beside a digest of the labels;
``test_quality_mentions.py`` holds the scores to them. The set `dev` lies outside the
repository, beside it, and is left out where it is absent; its floors are then kept.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import math
import sys
from functools import cache
from pathlib import Path

import workbench as wb
from workbench.evaluation import gold_articles, gold_codebook, predicted_mentions, read_gold

ROOT = Path(__file__).resolve().parents[1]
FLOORS = Path(__file__).parent / "mentions" / "floors.json"
SHARED = ROOT.parent / "shared"
SETS = {
    "own": ROOT / "data" / "gold" / "mentions" / "mentions.jsonl",
    "dev": SHARED / "data" / "framing" / "dev.jsonl",
}
MEASURES = {
    "joint": ("joint", "accuracy"),
    "voice": ("voice", "macro_f1"),
    "stance": ("stance", "macro_f1"),
    "rejected": ("stance", "rejected"),
    "distanced": ("stance", "distanced"),
    "speaker": ("speaker", "accuracy"),
}


@cache
def predicted(name: str) -> list[dict]:
    gold = read_gold(SETS[name])
    articles = gold_articles(gold)
    found = wb.find_mentions(articles, gold_codebook(gold)).pipe(wb.mark_stance, articles)
    return predicted_mentions(wb.mark_voice(found, wb.find_quotations(articles)))


def measured(name: str) -> dict[str, float]:
    scores = wb.score_mentions(read_gold(SETS[name]), predicted(name))
    scores = scores[scores["part"] == "all"].set_index(["measure", "value"])["score"]
    return {key: round(float(scores[place]), 4) for key, place in MEASURES.items()}


def gold_digest(name: str) -> str:
    """Digest of the labels, so that a floor is known to be of these labels."""
    return hashlib.sha256(SETS[name].read_bytes()).hexdigest()[:16]


def pinned() -> dict[str, dict]:
    return json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}


def update(*, allow_regression: bool) -> None:
    old = pinned()
    now = dict(old)
    for name, path in SETS.items():
        if path.exists():
            floors = {key: math.floor(1000 * s) / 1000 for key, s in measured(name).items()}
            now[name] = {"digest": gold_digest(name), "floors": floors}
    lower = [
        f"{name}.{key}: {now[name]['floors'][key]} < {floor}"
        for name in old
        for key, floor in old[name]["floors"].items()
        if now[name]["floors"][key] < floor
    ]
    if lower and not allow_regression:
        sys.exit("Floors would fall (use --allow-regression):\n" + "\n".join(lower))
    FLOORS.write_text(json.dumps(now, indent=1) + "\n", "utf-8")


def wrong(name: str) -> list[str]:
    """Each labelled mention whose voice or stance was missed, with its passage."""
    guesses = {record["name"]: record["mentions"] for record in predicted(name)}
    lines = []
    for record in read_gold(SETS[name]):
        places = {m["start"]: m for m in guesses.get(record["name"], [])}
        for truth in record["mentions"]:
            guess = places.get(truth["start"], {})
            marks = [
                f"{truth[k]}≠{guess.get(k)}"
                for k in ("voice", "stance")
                if truth[k] != guess.get(k)
            ]
            if marks:
                start, end = truth["start"], truth["end"]
                text = f"{record['text'][max(0, start - 80) : start]}[{truth['surface']}]{record['text'][end : end + 40]}"
                lines.append(
                    f"{record['name']}:{start} {' '.join(marks)}  {' '.join(text.split())}"
                )
    return lines


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--show", action="store_true", help="list what went wrong in the own set")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    options = parser.parse_args()
    if options.update:
        update(allow_regression=options.allow_regression)
    for name, path in SETS.items():
        print(name, measured(name) if path.exists() else "is not here")  # noqa: T201 (a script)
    if options.show:
        print("\n".join(wrong("own")))  # noqa: T201


if __name__ == "__main__":
    main()
