"""How evenly words are spread over the parts of a corpus: the second reading, added up.

DP and ARF weigh every article and gap by a word's total in the corpus, so all words are counted
before (`workbench.tallies`), and then read once more. Sums are whole numbers (see
`workbench.dispersion`).
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.counts import hash_words
from workbench.dispersion import gap_sums, shared_sums
from workbench.grouping import firsts
from workbench.tallies import number_labels

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    from workbench.tallies import Cells, Tally

    Array = NDArray[Any]


@dataclass(frozen=True)
class Totals:
    """What the second reading must know of the first: where each word stands, n, and N.

    Over Dask words are their hashes, for every worker holds these of all words.
    """

    words: pd.Index[Any]
    labels: pd.DataFrame
    key: Array  # of each row of the tally, rising: word, then group
    n: Array
    total: Array  # words of each group

    @classmethod
    def of(cls, counts: Tally, *, hashed: bool) -> Totals:
        """Take them from a tally."""
        plain = cls(counts.words, counts.labels, counts.key, counts.n, counts.total)
        hashes = pd.Index(hash_words(counts.words)) if hashed else plain.words
        return replace(plain, words=hashes) if hashed and hashes.is_unique else plain

    def rows(self, cells: Cells) -> tuple[Array, Array]:
        """Find the rows of one table, and its groups."""
        chosen = cells.chosen
        if self.words is chosen.words and self.labels is chosen.labels:
            return np.arange(len(self.n)), np.arange(len(self.labels))
        hashed = self.words.dtype == np.uint64
        asked = pd.Index(hash_words(chosen.words)) if hashed else chosen.words
        group = number_labels([self.labels, chosen.labels])[0][1]
        n_groups = np.int64(max(len(self.labels), 1))
        word = self.words.get_indexer(asked)
        key = word[cells.row_word] * n_groups + group[cells.row_group]
        return np.searchsorted(self.key, key), group

    def total_of(self, row: Array) -> Array:
        """Return the words of the group of some rows."""
        return self.total[self.group_of(row)]

    def group_of(self, row: Array) -> Array:
        """Return the group of some rows."""
        return self.key[row] % max(len(self.labels), 1)


@dataclass(frozen=True)
class Spread:
    """Sums that need the totals first, with the first and last place of each word."""

    row: Array  # row of the tally, rising
    shared: Array
    gaps: Array
    first: Array
    last: Array
    length: Array  # words of each group of the tally


def spread_of(cells: Cells, totals: Totals) -> Spread:
    """Sum over the parts and the gaps of one table, given the totals of all."""
    row, group = totals.rows(cells)
    n, total = totals.n[row], totals.total_of(row)
    gaps = np.zeros_like(cells.position)
    np.subtract(cells.position[1:], cells.position[:-1], out=gaps[1:])
    gaps[cells.row_token] = 0
    last = np.append(cells.row_token, len(cells.position))[1:] - 1
    length = np.zeros(len(totals.labels), dtype=np.int64)
    length[group] = cells.total
    order = np.argsort(row)
    found = Spread(
        row=row,
        shared=shared_sums(cells.row_cell, cells.cell_n, cells.cell_size, n, total),
        gaps=gap_sums(cells.row_token, gaps, n, total),
        first=cells.position[cells.row_token],
        last=cells.position[last],
        length=length,
    )
    return _some(found, order)


BY_ROW = ("row", "shared", "gaps", "first", "last")


def _some(spread: Spread, rows: Array) -> Spread:
    return replace(spread, **{name: getattr(spread, name)[rows] for name in BY_ROW})


def cut_rows(spread: Spread, n: int) -> list[Spread]:
    """Cut in `n` pieces, each with every nth row of the tally."""
    return [_some(spread, np.flatnonzero(spread.row % n == number)) for number in range(n)]


def join_rows(spreads: Sequence[Spread], totals: Totals) -> Spread:
    """Add up tables that follow each other; a gap may reach over their border."""
    if len(spreads) == 1:
        return spreads[0]
    before = np.cumsum([np.zeros_like(spreads[0].length), *(s.length for s in spreads)], axis=0)
    group = [totals.group_of(s.row) for s in spreads]
    moved = [at[of_row] for at, of_row in zip(before[:-1], group, strict=True)]
    row, first, last = (
        np.concatenate(values)
        for values in (
            [s.row for s in spreads],
            [s.first + at for at, s in zip(moved, spreads, strict=True)],
            [s.last + at for at, s in zip(moved, spreads, strict=True)],
        )
    )
    order = np.argsort(row, kind="stable")  # the tables of one word stay in their order
    row, first, last = row[order], first[order], last[order]
    begins = firsts(row)
    gaps = np.append(0, first[1:] - last[:-1])[: len(row)]
    gaps[begins] = 0
    found = row[begins]
    over = gap_sums(begins, gaps, totals.n[found], totals.total_of(found))
    added = {
        name: np.add.reduceat(np.concatenate([getattr(s, name) for s in spreads])[order], begins)
        if len(row)
        else row
        for name in ("shared", "gaps")
    }
    ends = np.append(begins, len(row))[1:] - 1
    return Spread(
        row=found,
        shared=added["shared"],
        gaps=added["gaps"] + over,
        first=first[begins],
        last=last[ends],
        length=before[-1],
    )
