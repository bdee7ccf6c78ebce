"""Words counted part by part: what one table of tokens, or one partition of it, knows of them.

A *part* is what one article has in one group. `choose` takes the words that count and numbers
them, `arrange` puts the occurrences of each word side by side, `tally` counts them, and `combine`
adds up the tallies of partitions that follow each other. All sums are sums of whole numbers, so
the tally of many partitions is, to the last digit, the tally of one table.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.counts import add_rows, hash_words, number_words
from workbench.dispersion import rate_sums
from workbench.grouping import (
    article_parts,
    changes,
    codes_of,
    commonest,
    counted,
    filled,
    firsts,
    fold_case,
    groups_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]

_MOSTLY = 0.5  # a lemma is a stop word when most of its occurrences are


@dataclass(frozen=True)
class Chosen:
    """The words that count, in the order of the corpus, as numbers of group, word and article."""

    group: Array
    word: Array
    article: Array
    stop: Array
    labels: pd.DataFrame
    words: pd.Index[Any]
    spellings: pd.DataFrame


@dataclass(frozen=True)
class Cells:
    """The same words, the occurrences of each (group and word) side by side.

    One row a group and word; one cell a row and part; one occurrence a token.
    """

    chosen: Chosen
    row_group: Array
    row_word: Array
    row_cell: Array  # where each row begins among the cells
    row_token: Array  # and among the tokens
    cell_n: Array
    cell_size: Array
    position: Array  # of each token, in its group
    stop: Array  # occurrences of each word that are function words
    total: Array  # words of each group
    articles: Array
    smallest: Array  # words of the smallest part of each group


@dataclass(frozen=True)
class Tally:
    """Counts of each group and word, which may be added up."""

    labels: pd.DataFrame
    total: Array
    articles: Array
    smallest: Array
    words: pd.Index[Any]
    stop: Array
    spellings: pd.DataFrame
    group: Array
    word: Array
    n: Array
    n_articles: Array
    rates: Array

    @cached_property
    def key(self) -> Array:
        """Return one number a row, rising: word, then group."""
        return self.word * np.int64(max(len(self.labels), 1)) + self.group

    @cached_property
    def is_stop(self) -> Array:
        """Return True for the words most occurrences of which are function words."""
        n = np.bincount(self.word, weights=self.n, minlength=len(self.words))
        return self.stop >= np.maximum(n, 1) * _MOSTLY

    @cached_property
    def spelled(self) -> pd.Index[Any]:
        """Return each word as it is spelled most often."""
        if self.spellings.empty:
            return self.words
        word, n = (self.spellings[name].to_numpy() for name in ("word", "n"))
        return commonest(word, pd.Index(self.spellings["spelling"]), n)


def choose(
    tokens: pd.DataFrame,
    *,
    unit: str,
    names: Sequence[str],
    zones: Iterable[str] | None,
    fold: bool,
    tz: str,
    function: str,
) -> Chosen:
    """Take the words that count, and number their groups, words and articles."""
    rows = np.flatnonzero(counted(tokens, zones))
    article = codes_of(tokens["article_id"])[0]
    rows = _together(rows, article[rows])
    group, labels = groups_of(tokens, rows, list(names), tz, function=function)
    word, words, spellings = _words(tokens[unit], rows, fold=fold)
    stop = tokens["is_stop"].to_numpy()[rows]
    return Chosen(group, word, article[rows].astype(np.int64), stop, labels, words, spellings)


def _together(rows: Array, article: Array) -> Array:
    """Put the words of each article side by side, if they are not."""
    runs = article[firsts(article)]
    found = pd.unique(runs)
    if len(found) == len(runs):
        return rows
    rank = np.zeros(int(article.max()) + 2, dtype=np.int64)
    rank[found] = np.arange(len(found))
    return rows[np.argsort(rank[article], kind="stable")]


def _words(
    column: pd.Series[Any], rows: Array, *, fold: bool
) -> tuple[Array, pd.Index[Any], pd.DataFrame]:
    """Give the words that occur numbers; folded ones come with their spellings."""
    codes, words = codes_of(column)
    codes = filled(column, codes[rows])
    n = np.bincount(codes, minlength=len(words))
    used = np.flatnonzero(n)
    short = np.zeros(len(words), dtype=np.int64)
    words, n = words.take(used), n[used]
    if not fold:
        short[used] = np.arange(len(used))
        return short[codes], words, SPELLINGS
    number, keys = fold_case(words)
    short[used] = number
    found = pd.DataFrame({"word": number, "spelling": words, "n": n})
    return short[codes], keys, found


SPELLINGS = pd.DataFrame({"word": [], "spelling": [], "n": []}).astype(
    {"word": "int64", "spelling": "str", "n": "int64"}
)


def arrange(chosen: Chosen) -> Cells:
    """Put the occurrences of each group and word side by side, in the order of the corpus."""
    part, of_group, size = article_parts(chosen.group, chosen.article)
    n_groups = max(len(chosen.labels), 1)
    bits = np.int64(max(len(chosen.word), 1).bit_length())
    row_key = chosen.word if n_groups == 1 else chosen.word * np.int64(n_groups) + chosen.group
    # Row and place in one number: numpy sorts plain numbers ten times faster than it ranks them.
    key = np.sort((row_key << bits) | np.arange(len(row_key), dtype=np.int64))
    place = key & ((np.int64(1) << bits) - 1)
    key >>= bits
    here = part[place]
    begins_row = changes(key)
    row_token, cell_token = np.flatnonzero(begins_row), np.flatnonzero(begins_row | changes(here))
    word, group = np.divmod(key[row_token], n_groups)
    smallest = np.full(len(chosen.labels), np.iinfo(np.int64).max)
    np.minimum.at(smallest, of_group, size)
    return Cells(
        chosen=chosen,
        row_group=group,
        row_word=word,
        row_cell=np.searchsorted(cell_token, row_token),
        row_token=row_token,
        cell_n=np.diff(cell_token, append=len(key)),
        cell_size=size[here[cell_token]],
        position=place if n_groups == 1 else _positions(chosen.group, n_groups)[place],
        stop=np.bincount(
            chosen.word.take(np.flatnonzero(chosen.stop)), minlength=len(chosen.words)
        ),
        total=np.bincount(of_group, size, minlength=len(chosen.labels)).astype(np.int64),
        articles=np.bincount(of_group, minlength=len(chosen.labels)),
        smallest=smallest,
    )


def _positions(group: Array, n_groups: int) -> Array:
    """Return the place of each word among those of its group."""
    order = np.argsort(group, kind="stable")
    begins = np.searchsorted(group[order], np.arange(n_groups))
    position = np.empty(len(group), dtype=np.int64)
    position[order] = np.arange(len(group)) - begins[group[order]]
    return position


def tally(cells: Cells, *, rates: bool = True) -> Tally:
    """Count each group and word; the sums of rates are for the measures of dispersion alone."""
    n_tokens, n_cells = len(cells.position), len(cells.cell_n)
    return Tally(
        labels=cells.chosen.labels,
        total=cells.total,
        articles=cells.articles,
        smallest=cells.smallest,
        words=cells.chosen.words,
        stop=cells.stop,
        spellings=cells.chosen.spellings,
        group=cells.row_group,
        word=cells.row_word,
        n=np.diff(cells.row_token, append=n_tokens),
        n_articles=np.diff(cells.row_cell, append=n_cells),
        rates=rate_sums(cells.row_cell, cells.cell_n, cells.cell_size)
        if rates
        else np.zeros((len(cells.row_token), 0), dtype=np.int64),
    )


def combine(tallies: Sequence[Tally]) -> Tally:
    """Add up the tallies of tables that follow each other; an article lies in one of them."""
    some = [t for t in tallies if len(t.labels)] or list(tallies[:1])
    if len(some) == 1:
        return some[0]
    word, words = number_words([t.words for t in some])
    group, labels = number_labels([t.labels for t in some])
    numbers = [
        w[t.word] * len(labels) + g[t.group] for t, w, g in zip(some, word, group, strict=True)
    ]
    columns = {n: [getattr(t, n) for t in some] for n in ("n", "n_articles", "rates")}
    key, rows = add_rows(numbers, columns)
    smallest = np.full(len(labels), np.iinfo(np.int64).max)
    np.minimum.at(smallest, np.concatenate(group), np.concatenate([t.smallest for t in some]))
    at_word, at_group = np.divmod(key, len(labels))
    spellings = pd.concat(
        [
            t.spellings.assign(word=number[t.spellings["word"].to_numpy()])
            for t, number in zip(some, word, strict=True)
        ],
        ignore_index=True,
    )
    return Tally(
        labels=labels,
        total=_added(group, [t.total for t in some], len(labels)),
        articles=_added(group, [t.articles for t in some], len(labels)),
        smallest=smallest,
        words=words,
        stop=_added(word, [t.stop for t in some], len(words)),
        spellings=spellings.groupby(["word", "spelling"], as_index=False, sort=False).sum(),
        group=at_group,
        word=at_word,
        **rows,
    )


def cut(whole: Tally, n: int) -> list[Tally]:
    """Cut a tally in `n` by the hash of its words; what groups have goes with the first piece."""
    of_word = (hash_words(whole.words) % np.uint64(n)).astype(np.int64)
    of_row, of_spelling = of_word[whole.word], of_word[whole.spellings["word"].to_numpy()]
    short = np.empty(len(of_word), dtype=np.int64)
    pieces = []
    for number in range(n):
        words, rows = np.flatnonzero(of_word == number), np.flatnonzero(of_row == number)
        short[words] = np.arange(len(words))
        spellings = whole.spellings[of_spelling == number]
        piece = Tally(
            labels=whole.labels,
            total=whole.total * (number == 0),
            articles=whole.articles * (number == 0),
            smallest=whole.smallest,
            words=whole.words.take(words),
            stop=whole.stop[words],
            spellings=spellings.assign(word=short[spellings["word"].to_numpy()]),
            group=whole.group[rows],
            word=short[whole.word[rows]],
            n=whole.n[rows],
            n_articles=whole.n_articles[rows],
            rates=whole.rates[rows],
        )
        pieces.append(piece)
    return pieces


def frequent(whole: Tally, min_n: int) -> Tally:
    """Leave out the words that no group has so often; what groups have stays as it is."""
    keep = np.zeros(len(whole.words), dtype=bool)
    keep[whole.word[whole.n >= min_n]] = True
    if keep.all():
        return whole
    short = np.cumsum(keep) - 1
    rows = keep[whole.word]
    spellings = whole.spellings[keep[whole.spellings["word"].to_numpy()]]
    return replace(
        whole,
        words=whole.words[keep],
        stop=whole.stop[keep],
        spellings=spellings.assign(word=short[spellings["word"].to_numpy()]),
        word=short[whole.word[rows]],
        **{name: getattr(whole, name)[rows] for name in ("group", "n", "n_articles", "rates")},
    )


def _added(numbers: list[Array], values: list[Array], length: int) -> Array:
    result = np.zeros(length, dtype=np.int64)
    for number, some in zip(numbers, values, strict=True):
        result[number] += some  # no number twice in one tally
    return result


def number_labels(labels: Sequence[pd.DataFrame]) -> tuple[list[Array], pd.DataFrame]:
    """Give the groups of several tallies numbers in one list; those of the first keep theirs."""
    lengths = [len(frame) for frame in labels]
    if labels[0].columns.empty:
        return [np.zeros(n, dtype=np.int64) for n in lengths], labels[0]
    every = pd.concat(labels, ignore_index=True)
    number = every.groupby(list(every.columns), sort=False, dropna=False).ngroup()
    first = every[~number.duplicated()].reset_index(drop=True)
    return _split(number.to_numpy(), lengths), first


def _split(codes: Array, lengths: list[int]) -> list[Array]:
    return np.split(codes, np.cumsum(lengths)[:-1])
