"""Headlines that quote: words of the body, shortened, with the body's speaker.

*«Ohne unabhängige Ukraine kein unabhängiges Belarus»* over an article is the editor's cut of a
sentence further down. Counted again it would double the speaker's share, so it is marked `repeat`.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.speech.names import is_common, name_in

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.speech.records import Block, Quotation, Span

WORD = re.compile(r"\w+(?:-\w+)*")
LONG_WORD = 4  # shorter ones are mostly articles and prepositions
SHARED = 2  # words that both must have
OVERLAP = 0.6  # of the words of the shorter one


def mark_repeats(
    text: str, blocks: Sequence[Block], quotations: Sequence[Quotation]
) -> list[Quotation]:
    """Give quotations outside the body the speaker of the body words that they shorten."""
    starts = [start for _, start, _ in blocks]
    zones = [blocks[max(bisect_right(starts, q.start) - 1, 0)][0] for q in quotations]
    body = [
        (q, _content(text, q)) for q, zone in zip(quotations, zones, strict=True) if zone == "body"
    ]
    framed = [(q, words) for q, words in body if q.kind == "direct" and q.cue is not None]
    return [
        _inherit(text, q, _content(text, q), body if zone != "body" else framed)
        if zone != "body" or _is_bare(q)
        else q
        for q, zone in zip(quotations, zones, strict=True)
    ]


def _is_bare(quotation: Quotation) -> bool:
    """Whether an utterance has no frame, as over a page whose zones nobody knows."""
    return quotation.kind == "direct" and quotation.cue is None and quotation.nested_in is None


def _inherit(
    text: str,
    quotation: Quotation,
    own: frozenset[str],
    body: Sequence[tuple[Quotation, frozenset[str]]],
) -> Quotation:
    """Copy speaker and medium from the most similar words of the body, if they are similar."""
    best, score = None, 0.0
    for other, words in body:
        shared = len(own & words)
        share = shared / max(1, min(len(own), len(words)))
        if shared >= SHARED and share >= OVERLAP and share > score and other.speaker is not None:
            best, score = other, share
    if best is None:
        return quotation
    if quotation.speaker is not None and _has_name(text, quotation.speaker):
        return replace(quotation, repeat=True)  # «Berg: ‹Wir bleiben›»
    return replace(
        quotation,
        speaker=best.speaker,
        medium=best.medium,
        repeat=True,
        confidence=max(best.confidence, quotation.confidence),
    )


def _has_name(text: str, speaker: Span) -> bool:
    """Whether a headline names its speaker itself, and not only an event: *Aufstand: «…»*."""
    phrase = text[slice(*speaker)]
    first = phrase.split()[0].strip("«»„“")
    return bool(name_in(phrase)) or not (first and is_common(first))


def _content(text: str, quotation: Quotation) -> frozenset[str]:
    words = (
        m[0].casefold() for start, end in quotation.spans for m in WORD.finditer(text, start, end)
    )
    return frozenset(w for w in words if len(w) > LONG_WORD)
