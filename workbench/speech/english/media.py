"""The outlet through which words came: *told CNN*, *in an interview with the Evening Post*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.speech.english import words as w
from workbench.speech.english.lexicon import word_class

if TYPE_CHECKING:
    from workbench.speech.english.frames import Finding
    from workbench.speech.english.words import Range, Sentence

REACH = 14  # tokens behind the cue in which the outlet is named


def medium_of(s: Sentence, finding: Finding) -> Range | None:
    """Return the outlet that speaks, is spoken to or is named behind the cue."""
    for part in (finding.speaker, finding.addressee):
        outlet = outlet_in(s, *part) if part else None
        if outlet is not None:
            return outlet
    if finding.cue is None:
        return None
    taken = {i for part in finding.contents for i in range(*part)}
    first = max(finding.cue[1], finding.speaker[1] if finding.speaker else 0)
    last = first
    while last < min(s.hi, first + REACH) and last not in taken and not s.tag[last] & w.STOP:
        last += 1
    return outlet_in(s, first, last) if _leads_to_outlet(s, first, last) else None


def _leads_to_outlet(s: Sentence, first: int, last: int) -> bool:
    """*in an interview with*, *on*, *to*: an outlet named after a preposition."""
    return any(s.tag[j] & w.PREP for j in range(first, last))


def outlet_in(s: Sentence, first: int, last: int) -> Range | None:
    """Return the first run of capitalised words that holds an outlet's word: *Evening Post*."""
    start = -1
    for j in range(first, last + 1):
        if j < last and s.tag[j] & w.CAP:
            start = j if start < 0 else start
        elif start >= 0:
            if any(s.low[k] in word_class("outlet") for k in range(start, j)):
                return start, j
            start = -1
    return None
