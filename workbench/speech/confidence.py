"""How sure a hit is: a sum of log-odds for its rule and a few plain circumstances, set by hand.

The weights are rows of a resource file, each a multiple of a half with its reason. They order hits;
how often hits of a rating are right is measured by ``tests/score_rules.py``.
"""

from __future__ import annotations

import math
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from workbench.speech.lexicon import rows

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.speech.records import Quotation

PRONOUNS = frozenset(
    [
        "er",
        "sie",
        "es",
        "der",
        "die",
        "das",
        "dieser",
        "diese",
        "wir",
        "ich",
        "man",
        "he",
        "she",
        "it",
        "they",
        "we",
        "i",
        "who",
    ]
)
SHORT = 6  # words
BESIDE, APART = 10, 3  # characters
FAR = 150  # characters


def rate(text: str, quotations: Sequence[Quotation], table: str) -> list[Quotation]:
    """Set the confidence of each quotation from a table of weights."""
    weights = _weights(table)
    rated = []
    for index, quotation in enumerate(quotations):
        score = sum(weights.get(key, 0.0) for key in circumstances(text, quotations, index))
        rated.append(replace(quotation, confidence=round(1 / (1 + math.exp(-score)), 2)))
    return rated


@cache
def _weights(table: str) -> dict[tuple[str, str], float]:
    return {
        (row["circumstance"], value): float(row["logit"])
        for row in rows(table)
        for value in row["values"].split(", ")
    }


def circumstances(
    text: str, quotations: Sequence[Quotation], index: int
) -> Iterator[tuple[str, str]]:
    """Yield what the confidence of a hit rests on."""
    quotation = quotations[index]
    yield "rule", quotation.rule
    yield "speaker", _form(text, quotation)
    yield "distance", _distance(quotation)
    yield "cue", _gap(quotation)
    if sum(text.count(" ", start, end) + 1 for start, end in quotation.spans) < SHORT:
        yield "length", "very short"
    if quotation.nested_in is not None:
        if quotation.rule != "partial":
            yield "inside", quotations[quotation.nested_in].kind
    elif _holds(quotations, index):
        yield "holds", "another"


def _form(text: str, quotation: Quotation) -> str:
    if quotation.speaker is None:
        return "none"
    return "pronoun" if text[slice(*quotation.speaker)].lower() in PRONOUNS else "named"


def _distance(quotation: Quotation) -> str:
    if quotation.speaker is None:
        return "no speaker"
    start, end = quotation.speaker
    gap = min(min(abs(first - end), abs(start - last)) for first, last in quotation.spans)
    return "beside" if gap < BESIDE else "near" if gap < FAR else "far"


def _gap(quotation: Quotation) -> str:
    """Name how far the reporting word is from the speaker."""
    if quotation.speaker is None or quotation.cue is None:
        return "one is missing"
    start, end = quotation.speaker
    gap = max(start - quotation.cue[1], quotation.cue[0] - end)
    return "apart" if gap >= APART else "beside"


def _holds(quotations: Sequence[Quotation], index: int) -> bool:
    """Whether the next quotation in text order lies inside this one, other than a partial one."""
    following = quotations[index + 1 : index + 2]
    return any(q.nested_in == index and q.rule != "partial" for q in following)
