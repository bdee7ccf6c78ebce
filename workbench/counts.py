"""Counts of words as tables that can be added over the parts of a corpus, and cut by word.

Words are categories, all else whole numbers, so every sum is exact.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.grouping import firsts

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]


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
    columns: dict[str, Any] = {}
    number = np.zeros(sum(map(len, found)), dtype=np.int64)
    for key in keys:
        names, values = number_words([part[key].cat.categories for part in found])
        columns[key] = values
        codes = [at[part[key].cat.codes] for at, part in zip(names, found, strict=True)]
        number = number * np.int64(len(values)) + np.concatenate(codes)
    order = np.argsort(number, kind="stable")
    number = number[order]
    first = firsts(number)
    rest = number[first]
    at = {}
    for key in reversed(keys):
        rest, at[key] = np.divmod(rest, max(len(columns[key]), 1))
    table: dict[str, Any] = {
        key: pd.Categorical.from_codes(at[key], categories=columns[key]) for key in keys
    }
    for name in found[0].columns.drop(list(keys)):
        summands = np.concatenate([part[name].to_numpy() for part in found], dtype=np.int64)[order]
        table[name] = np.add.reduceat(summands, first) if len(first) else summands
    return pd.DataFrame(table)


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
    kept = counts[((n >= min_n) | (names == ""))[codes]]
    return kept.assign(word=kept["word"].cat.remove_unused_categories())
