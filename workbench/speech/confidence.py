"""How sure a hit is: a sum of log-odds for its rule and a few circumstances, measured on articles.

The weights are rows of a resource file, fitted once on hand-labelled articles and since then set by
hand where a rule was off. 0.9 means: of such hits nine in ten were right, words and speaker both;
``tests/score_rules.py`` measures whether that holds.
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
ARTICLES = frozenset(
    [
        "der",
        "die",
        "das",
        "dem",
        "den",
        "ein",
        "eine",
        "einer",
        "einem",
        "eines",
        "the",
        "a",
        "an",
        "ihr",
        "ihre",
        "sein",
        "seine",
    ]
)
LENGTHS = ((6, "very short"), (12, "short"), (25, "middle"), (60, "long"))  # words
BESIDE = 3  # characters
DISTANCES = ((10, "beside"), (40, "near"), (150, "clause away"), (500, "sentence away"))


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
    return {(row["circumstance"], row["value"]): float(row["weight"]) for row in rows(table)}


def circumstances(
    text: str, quotations: Sequence[Quotation], index: int
) -> Iterator[tuple[str, str]]:
    """Yield what the confidence of a hit rests on."""
    quotation = quotations[index]
    yield "always", "yes"
    yield "rule", quotation.rule
    yield "speaker", _form(text, quotation)
    yield "distance", _distance(quotation)
    yield "rule and distance", f"{quotation.rule}, {_distance(quotation)}"
    yield "rule and speaker", f"{quotation.rule}, {_form(text, quotation)}"
    yield "speaker and cue", _gap(quotation)
    yield "cue", text[slice(*quotation.cue)].lower() if quotation.cue else "none"
    n_words = sum(text.count(" ", start, end) + 1 for start, end in quotation.spans)
    yield "length", next((name for limit, name in LENGTHS if n_words < limit), "very long")
    yield "spans", "one" if len(quotation.spans) == 1 else "several"
    if quotation.nested_in is not None:
        yield (
            "inside",
            quotations[quotation.nested_in].kind
            + (" partial" if quotation.rule == "partial" else ""),
        )
    elif _holds(quotations, index):
        yield "holds", "another"


def _form(text: str, quotation: Quotation) -> str:
    if quotation.speaker is None:
        return "none"
    words = text[slice(*quotation.speaker)].lower().split()
    if len(words) == 1 and words[0] in PRONOUNS:
        return "pronoun"
    return "phrase" if words[:1] and words[0] in ARTICLES else "name"


def _distance(quotation: Quotation) -> str:
    if quotation.speaker is None:
        return "no speaker"
    start, end = quotation.speaker
    gaps = (abs(a - b) for span in quotation.spans for a, b in ((span[0], end), (start, span[1])))
    gap = min(gaps)
    side = "before" if start < quotation.start else "behind"
    return next((name for limit, name in DISTANCES if gap < limit), "far") + f", {side}"


def _gap(quotation: Quotation) -> str:
    """Name how far the reporting word is from the speaker."""
    if quotation.speaker is None or quotation.cue is None:
        return "one is missing"
    start, end = quotation.speaker
    gap = max(start - quotation.cue[1], quotation.cue[0] - end)
    return "beside" if gap < BESIDE else "around" if gap < 0 else "apart"


def _holds(quotations: Sequence[Quotation], index: int) -> bool:
    """Whether the next quotation in text order lies inside this one, other than a partial one."""
    following = quotations[index + 1 : index + 2]
    return any(q.nested_in == index and q.rule != "partial" for q in following)
