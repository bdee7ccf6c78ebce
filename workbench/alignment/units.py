"""Texts in parts, and which part of one text answers to which part of another.

Two parts are alike as far as they share words, rare words counting more (Dice's coefficient over
the words of both, weighted by log(1 + N / df) among all parts of the two texts). The best pairs are
the assignment with the highest sum, whatever their order; what left the common order has `moved`.
Of texts in two languages only the names and numbers that stand in both are compared.

Source
------
Dice, L. R. (1945): Measures of the amount of ecologic association between species. Ecology 26 (3),
297–302.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from workbench.sentences import sentence_spans
from workbench.tables import COUNTED_ZONES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from workbench.layout import Block

    Array = NDArray[Any]

UNITS = ("paragraph", "sentence")
ENOUGH = {"paragraph": 0.2, "sentence": 0.35}  # likeness from which parts answer to each other
BETWEEN_LANGUAGES = 0.4
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")
_PREFIX, _SHORTEST = 6, 3
_NAMES_IN_COMMON = 2  # one name alone says nothing


@dataclass(frozen=True)
class Unit:
    """A paragraph or sentence: its place, its words folded, its names and numbers."""

    start: int
    end: int
    text: str
    zone: str
    paragraph: int
    words: tuple[str, ...]

    @property
    def names(self) -> frozenset[str]:
        """What reads alike in two languages: starts of words with a capital, and numbers."""
        found = (match[0] for match in _WORD.finditer(self.text))
        return frozenset(
            word.casefold()[:_PREFIX]
            for word in found
            if word[0].isdigit() or (word[0].isupper() and len(word) >= _SHORTEST)
        )


class Match(NamedTuple):
    """Places of two parts that answer to each other; None where there is no answer."""

    a: int | None
    b: int | None
    similarity: float
    moved: bool


def units_of(text: str, blocks: Sequence[Block], language: str, unit: str) -> list[Unit]:
    """Split headline, lead, subheads and body into paragraphs or sentences.

    Examples
    --------
    >>> from workbench.layout import plain_blocks
    >>> text = "Es ist Krieg. Er dauert."
    >>> [u.text for u in units_of(text, plain_blocks(text), "de", "sentence")]
    ['Es ist Krieg.', 'Er dauert.']
    """
    counted = [(n, block) for n, block in enumerate(blocks) if block.zone in COUNTED_ZONES]
    found = []
    for paragraph, block in counted:
        spans = [(block.start, block.end)]
        if unit == "sentence":
            spans = list(sentence_spans(text, block.start, block.end, language))
        for start, end in spans:
            words = words_in(text[start:end])
            if words:
                found.append(Unit(start, end, text[start:end], block.zone, paragraph, words))
    return found


def words_in(text: str) -> tuple[str, ...]:
    """Return the words of a text, folded."""
    return tuple(word[0].casefold() for word in _WORD.finditer(text))


def align(
    a: Sequence[Unit], b: Sequence[Unit], enough: float, *, translated: bool = False
) -> list[Match]:
    """Pair the parts of two texts, in reading order; parts without answer stand where they were.

    Examples
    --------
    >>> from workbench.layout import plain_blocks
    >>> def parts(text):
    ...     return units_of(text, plain_blocks(text), "de", "sentence")
    >>> found = align(parts("Es tobt Krieg. Es regnet."), parts("Es tobt Streit."), 0.3)
    >>> [(match.a, match.b) for match in found]
    [(0, 0), (1, None)]
    """
    alike = _likeness(a, b, translated=translated)
    pairs = _best(np.where(alike >= enough, alike, 0))
    moved = _moved(pairs)
    answers = dict(pairs)
    rows = [
        Match(i, j, float(alike[i, j]), i in moved)
        if (j := answers.get(i)) is not None
        else Match(i, None, np.nan, moved=False)
        for i in range(len(a))
    ]
    for j in sorted(set(range(len(b))) - set(answers.values())):
        before = [n for n, row in enumerate(rows) if row.b is not None and row.b < j]
        place = max(before, key=lambda n: rows[n].b or 0) + 1 if before else 0
        rows.insert(place, Match(None, j, np.nan, moved=False))
    return rows


def _likeness(a: Sequence[Unit], b: Sequence[Unit], *, translated: bool) -> Array:
    """Return Dice's coefficient of all pairs, rare words counting more."""
    sets = [unit.names if translated else frozenset(unit.words) for unit in (*a, *b)]
    if translated:
        both = frozenset().union(*sets[: len(a)]) & frozenset().union(*sets[len(a) :])
        sets = [words & both for words in sets]
    number = {word: i for i, word in enumerate(dict.fromkeys(w for words in sets for w in words))}
    if not a or not b or not number:
        return np.zeros((len(a), len(b)))
    held = np.zeros((len(sets), len(number)))
    for row, words in enumerate(sets):
        held[row, [number[word] for word in words]] = 1
    weight = np.log(1 + len(sets) / held.sum(axis=0))
    one, other = held[: len(a)], held[len(a) :]
    size = np.add.outer(one @ weight, other @ weight)
    enough = one @ other.T >= (_NAMES_IN_COMMON if translated else 1)
    return np.where(enough, 2 * (one * weight) @ other.T / np.where(size > 0, size, 1), 0)


def _best(gain: Array) -> list[tuple[int, int]]:
    """Return the pairs with the highest sum; equal pairs keep the order of the texts."""
    from scipy.optimize import linear_sum_assignment

    if not gain.size:
        return []
    place = np.abs(np.subtract.outer(np.arange(gain.shape[0]), np.arange(gain.shape[1])))
    rows, columns = linear_sum_assignment(gain - place * 1e-9, maximize=True)
    return [(int(i), int(j)) for i, j in zip(rows, columns, strict=True) if gain[i, j] > 0]


def _moved(pairs: list[tuple[int, int]]) -> set[int]:
    """Return the parts of the first text that are outside the longest common order."""
    ends: list[int] = []
    where: list[int] = []
    back: list[int] = []
    for n, (_, j) in enumerate(pairs):
        at = bisect_left(ends, j)
        back.append(where[at - 1] if at else -1)
        ends[at : at + 1], where[at : at + 1] = [j], [n]
    kept: set[int] = set()
    n = where[-1] if where else -1
    while n >= 0:
        kept.add(pairs[n][0])
        n = back[n]
    return {i for i, _ in pairs} - kept
