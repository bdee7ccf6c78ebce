"""The words of articles as numbers: one for all spellings that differ in case, ß or marks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.segments import blocks_of, in_text, runs_of, texts_of
from workbench.tables import COUNTED_ZONES
from workbench.vocabulary import encode

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd
    from numpy.typing import NDArray

    Array = NDArray[Any]

_BLOCK = 400_000  # characters that are encoded at a time


@dataclass(frozen=True)
class Words:
    """The words of some articles: article (its row), place in its text, and number of the word."""

    article: Array
    start: Array
    end: Array
    code: Array
    first: Array  # where the words of each article begin, and after the last where they end

    def of(self, article: int) -> slice:
        """Return where the words of one article stand."""
        return slice(int(self.first[article]), int(self.first[article + 1]))

    @property
    def sizes(self) -> Array:
        """Return the number of words of each article."""
        return np.diff(self.first)


def words_of(articles: pd.DataFrame, zones: Iterable[str] = COUNTED_ZONES) -> Words:
    """Return the words of the zones; *Strasse* and *Straße*, *der* and *Der* are one.

    Examples
    --------
    >>> import pandas as pd
    >>> code = words_of(pd.DataFrame({"text": ["Die Straße. DIE Strasse!"]})).code.tolist()
    >>> code[:2] == code[2:]
    True
    """
    texts = texts_of(articles)
    wanted = frozenset(zones)
    blocks = [
        [(b.start, b.end) for b in in_text(found) if b.zone in wanted]
        for found in blocks_of(articles, texts)
    ]
    numbers: dict[str, int] = {}
    parts = [_part(texts, blocks, some, numbers) for some in runs_of(texts, _BLOCK)]
    empty = np.empty(0, dtype=np.int32)
    article, start, end, code = (
        np.concatenate([empty, *(part[i] for part in parts)]) for i in range(4)
    )
    first = np.searchsorted(article, np.arange(len(texts) + 1))
    return Words(article, start, end, code, first)


def _part(
    texts: list[str], blocks: list[list[tuple[int, int]]], some: slice, numbers: dict[str, int]
) -> tuple[Array, Array, Array, Array]:
    """Encode some articles and keep the words that stand in their blocks."""
    found, bases = encode(texts[some])
    edges = [
        base + place
        for base, spans in zip(bases.tolist(), blocks[some], strict=True)
        for span in spans
        for place in span
    ]
    inside = np.searchsorted(edges, found.start, side="right") % 2 == 1
    kept = np.flatnonzero(found.word & inside)
    start = found.start[kept]
    article = np.searchsorted(bases, start, side="right") - 1
    types = found.types.to_pylist()
    code_of = np.array([_number(word, numbers) for word in types], dtype=np.int32)
    base = bases[article]
    places = (start - base).astype(np.int32), (found.end[kept] - base).astype(np.int32)
    return (article + some.start).astype(np.int32), *places, code_of[found.code[kept]]


def _number(word: str, numbers: dict[str, int]) -> int:
    """Return the number of a word; a new word gets the next."""
    known = numbers.get(word)
    if known is None:
        known = numbers.setdefault(word.casefold(), len(numbers))
        numbers[word] = known
    return known
