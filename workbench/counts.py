"""Counts of words as tables that can be added over the parts of a corpus, and cut by word.

Words are categories, all else whole numbers, so every sum is exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]

_SPARSE = 8  # possible numbers a row from which sorting them is the smaller work


def add_counts(parts: Iterable[pd.DataFrame], *keys: str) -> pd.DataFrame:
    """Add the counts of the parts of a corpus: rows with the same `keys` become one.

    The keys are categorical columns, all others whole numbers; so the sums of parts equal the
    counts of the whole to the last digit.

    Examples
    --------
    >>> part = pd.DataFrame({"word": pd.Categorical(["Krieg"]), "n": [2]})
    >>> add_counts([part, part], "word")
        word  n
    0  Krieg  4
    """
    found = list(parts)
    found = [part for part in found if len(part)] or found[:1]
    names: dict[str, Any] = {}
    numbers = [np.zeros(len(part), dtype=np.int64) for part in found]
    for key in keys:
        codes, names[key] = number_words([part[key].cat.categories for part in found])
        size = np.int64(len(names[key]))
        for i, (at, part) in enumerate(zip(codes, found, strict=True)):
            numbers[i] = numbers[i] * size + at[part[key].cat.codes]
    others = found[0].columns.drop(list(keys))
    rest, sums = add_rows(numbers, {n: [p[n].to_numpy() for p in found] for n in others})
    where = {}
    for key in reversed(keys):
        rest, where[key] = np.divmod(rest, max(len(names[key]), 1))
    named = {key: pd.Categorical.from_codes(where[key], categories=names[key]) for key in keys}
    return pd.DataFrame(named | sums)


def add_rows(
    numbers: Sequence[Array], columns: dict[str, list[Array]]
) -> tuple[Array, dict[str, Array]]:
    """Add up the rows of several tables that have one number, which no table has twice.

    Returns
    -------
    numpy.ndarray
        The numbers, rising.
    dict
        The sums of each column.

    Examples
    --------
    >>> found, sums = add_rows([np.array([2, 0]), np.array([2])], {"n": [[1, 5], [3]]})
    >>> found.tolist(), sums["n"].tolist()
    ([0, 2], [5, 4])
    """
    size = 1 + max(int(number.max(initial=-1)) for number in numbers)
    if size > _SPARSE * sum(map(len, numbers)):
        found, short = np.unique(np.concatenate(numbers), return_inverse=True)
        numbers = np.split(short, np.cumsum(list(map(len, numbers)))[:-1])
    else:
        there = np.zeros(size, dtype=bool)
        for number in numbers:
            there[number] = True
        found, places = np.flatnonzero(there), np.cumsum(there) - 1
        numbers = [places[number] for number in numbers]
    sums = {}
    for name, parts in columns.items():
        total = np.zeros((len(found), *np.shape(parts[0])[1:]), dtype=np.int64)
        for number, values in zip(numbers, parts, strict=True):
            total[number] += values
        sums[name] = total
    return found, sums


def join_counts(parts: Sequence[pd.DataFrame], group: str, word: str) -> pd.DataFrame:
    """Put counts that share no word, as `cut_counts` gives them, in one table: nothing is added."""
    found = [part for part in parts if len(part)] or list(parts[:1])
    if len(found) == 1:
        return found[0]
    numbers, groups = number_words([part[group].cat.categories for part in found])
    names = [part[word].cat.categories for part in found]
    begin = np.cumsum([0, *map(len, names)])
    codes = {
        group: (groups, [at[p[group].cat.codes] for at, p in zip(numbers, found, strict=True)]),
        word: (
            names[0].append(names[1:]),
            [p[word].cat.codes.to_numpy() + at for p, at in zip(found, begin[:-1], strict=True)],
        ),
    }
    table: dict[str, Any] = {
        key: pd.Categorical.from_codes(np.concatenate(at), categories=categories)
        for key, (categories, at) in codes.items()
    }
    for name in found[0].columns.drop([group, word]):
        table[name] = np.concatenate([part[name].to_numpy() for part in found])
    return pd.DataFrame(table, copy=False)


def number_words(indexes: Sequence[pd.Index[Any]]) -> tuple[list[Array], pd.Index[Any]]:
    """Give the words of several lists numbers in one list.

    Examples
    --------
    >>> numbers, words = number_words([pd.Index(["der", "Krieg"]), pd.Index(["Krieg", "endet"])])
    >>> numbers[1].tolist(), words.tolist()
    ([1, 2], ['der', 'Krieg', 'endet'])
    """
    codes, words = pd.factorize(indexes[0].append(list(indexes[1:])))
    return np.split(codes, np.cumsum([len(index) for index in indexes])[:-1]), pd.Index(words)


def hash_words(words: pd.Index[Any]) -> NDArray[np.uint64]:
    """Return a number of 64 bits for each word, the same in every process."""
    return pd.util.hash_array(words.to_numpy(dtype=object), categorize=False)


def small(counts: pd.DataFrame) -> pd.DataFrame:
    """Return counts as numbers of 32 bits, where all of a column fit."""
    fits = {
        name: "int32"
        for name, dtype in counts.dtypes.items()
        if dtype == np.int64 and counts[name].max() <= np.iinfo(np.int32).max
    }
    return counts.astype(fits)


def cut_counts(key: str, counts: pd.DataFrame, n: int) -> list[pd.DataFrame]:
    """Cut counts in `n` tables by the hash of their words, so that each can be added by itself.

    Examples
    --------
    >>> counts = pd.DataFrame({"word": pd.Categorical(["Krieg", "endet"]), "n": [2, 1]})
    >>> sorted(len(piece) for piece in cut_counts("word", counts, 1))
    [2]
    """
    column = counts[key].array
    of_word = (hash_words(column.categories) % np.uint64(n)).astype(np.int64)
    of_row = of_word[column.codes] if len(counts) else np.zeros(0, dtype=np.int64)
    short = np.empty(len(of_word), dtype=np.int64)
    pieces = []
    for number in range(n):
        words = np.flatnonzero(of_word == number)
        short[words] = np.arange(len(words))
        rows = np.flatnonzero(of_row == number)
        named = pd.Categorical.from_codes(
            short[column.codes[rows]], categories=column.categories.take(words)
        )
        pieces.append(counts.take(rows).assign(**{key: named}))
    return pieces


def frequent(counts: pd.DataFrame, min_n: int) -> pd.DataFrame:
    """Leave out the words that are rarer than that in all groups together; "" is any word."""
    names = counts["word"].cat.categories
    codes = counts["word"].cat.codes.to_numpy()
    n = np.bincount(codes, counts["n"], minlength=len(names))
    keep = (n >= min_n) | (names == "")
    if keep.all():
        return counts
    kept = counts[keep[codes]]
    return kept.assign(word=kept["word"].cat.remove_unused_categories())
