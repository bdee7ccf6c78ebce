"""A sentence as words: names in quotation marks stay words, quoted sentences become one."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.speech.marks import Marked

_TOKEN = re.compile(r"@?\w+(?:[-'’.]\w+)*|[^\w\s]")
_MARKS = frozenset("«»„“”\"‚‘’'‹›‟")
_LONGEST_NAME = 5  # words between marks that can still be a name


@dataclass(frozen=True, slots=True)
class Word:
    """One word, mark or quoted stretch of a sentence."""

    start: int
    end: int
    text: str
    low: str
    quoted: bool = False  # a whole quotation, opaque
    marked: int = -1  # start of the marks around it, -1 without

    @property
    def capital(self) -> bool:
        """Whether it is written as a name."""
        return not self.quoted and (self.text[:1].isupper() or self.text[:1].isdigit())


def read_words(text: str, start: int, end: int, marks: Sequence[Marked]) -> list[Word]:
    """Return the words of ``text[start:end]``; `marks` are outer stretches in text order."""
    words: list[Word] = []
    at = start
    first = bisect_left([m.end for m in marks], start + 1)
    for mark in marks[first:]:
        if mark.start >= end:
            break
        if mark.start < at:
            at = max(at, min(mark.end, end)) if not _is_name(text, mark) else at
            continue
        words += _plain(text, at, mark.start, -1)
        at = min(mark.end, end)
        if _is_name(text, mark):
            words += _plain(text, mark.start, at, mark.start)
        else:
            words.append(Word(mark.start, at, "", "", quoted=True))
    return words + list(_plain(text, at, end, -1))


def _plain(text: str, start: int, end: int, marked: int) -> Iterator[Word]:
    for match in _TOKEN.finditer(text, start, end):
        if match[0] not in _MARKS:
            word = match[0].rstrip(".")
            yield Word(
                match.start(),
                match.start() + len(word) if word else match.end(),
                word or match[0],
                (word or match[0]).lower(),
                marked=marked,
            )


def _is_name(text: str, mark: Marked) -> bool:
    """Whether what stands between marks may be a name: a few words, the first with a capital."""
    inner = text[slice(*mark.inner)]
    return (
        len(inner.split()) <= _LONGEST_NAME
        and bool(re.match(r"[^\W_a-zäöüß]", inner))
        and inner[-1:] not in ".!?,…"
    )
