"""Measure each English quotation rule on labelled articles; `--write` updates en_rules.tsv.

Usage: python benchmarks/calibrate_english.py GOLD.jsonl [--write]

A hit is right when it overlaps its gold attribution with a word F1 of .5 and the speakers share a
word (the "attributed" of the shared scorer). Shares are pulled towards the mean of all rules with
the weight of five hits, so that a rule seen twice claims nothing.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import linear_sum_assignment
from workbench.speech.english import find_english

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

WORD = re.compile(r"\w+(?:[-'’]\w+)*")
TABLE = Path(__file__).parent.parent / "workbench/resources/speech/en_rules.tsv"
PRIOR = 5
ENOUGH = 0.5
Span = tuple[int, int]
Words = NDArray[np.int_]


def words_in(spans: Iterable[Span], starts: Words, ends: Words) -> set[int]:
    """Return the indices of the words that the spans cover."""
    found: set[int] = set()
    for start, end in spans:
        found |= set(np.flatnonzero((starts < end) & (ends > start)).tolist())
    return found


def judge(article: dict[str, Any]) -> Iterator[tuple[str, bool]]:
    """Yield (rule, right) for every prediction in one gold article."""
    text = article["text"]
    blocks = [("body", m.start(), m.end()) for m in re.finditer(r"[^\n]+", text)]
    places = [m.span() for m in WORD.finditer(text)]
    starts, ends = (np.array(side, dtype=int) for side in zip(*places, strict=True))
    guesses = find_english(text, blocks)
    gold = [
        (words_in(q["quote"], starts, ends), words_in(q["speaker"], starts, ends))
        for q in article["quotations"]
    ]
    mine = [
        (words_in(q.spans, starts, ends), words_in([q.speaker] if q.speaker else [], starts, ends))
        for q in guesses
    ]
    overlap = np.zeros((len(gold), len(mine)))
    for i, (quote, _) in enumerate(gold):
        for j, (guess, _) in enumerate(mine):
            overlap[i, j] = 2 * len(quote & guess) / max(1, len(quote) + len(guess))
    partner = {j: i for i, j in zip(*linear_sum_assignment(overlap, maximize=True), strict=True)}
    for j, quotation in enumerate(guesses):
        i = partner.get(j)
        right = i is not None and overlap[i, j] >= ENOUGH
        yield (
            quotation.rule,
            right and bool(gold[i][1] & mine[j][1] or not (gold[i][1] or mine[j][1])),
        )


def main() -> None:
    """Print, and on request store, the share of right hits of each rule."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    hits, right = Counter(), Counter()
    for line in options.gold.read_text(encoding="utf-8").splitlines():
        for rule, good in judge(json.loads(line)):
            hits[rule] += 1
            right[rule] += good
    mean = right.total() / max(1, hits.total())
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split("\t")[:4] for line in lines[1:]]
    out = [lines[0]]
    for rule, *texts in rows:
        share = (right[rule] + PRIOR * mean) / (hits[rule] + PRIOR)
        out.append("\t".join([rule, *texts, f"{share:.2f}", str(hits[rule])]))
        print(
            f"{rule:22} n {hits[rule]:5}  right {right[rule] / max(1, hits[rule]):.2f}"
            f"  confidence {share:.2f}"
        )
    unlisted = set(hits) - {row[0] for row in rows}
    if unlisted:
        print("not in en_rules.tsv:", ", ".join(sorted(unlisted)))
    if options.write:
        TABLE.write_text("\n".join(out) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
