"""Sequences of neighbouring words as numbers: counted in parts of a corpus, then added up.

`count_part` counts whole articles, `combine` adds parts, and both deal in whole
numbers, so that a corpus counted in parts has the same counts to the last digit.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.grouping import (
    article_parts,
    changes,
    check_order,
    codes_of,
    counted,
    filled,
    firsts,
    fold_case,
    groups_of,
    only_blanks,
)
from workbench.tables import TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]

_LARGEST = np.iinfo(np.int64).max


@dataclass(frozen=True)
class NgramCounts:
    """What a part of a corpus adds: whole numbers, and the words that they are about.

    A row of `codes` is a sequence: numbers of `keys`, with -1 after its last word.
    """

    keys: pd.Index[Any]
    spellings: pd.DataFrame  # word, key, n, n_stop
    groups: pd.DataFrame  # the columns of `by`, total, total_articles
    codes: Array
    group: Array
    n: Array
    n_articles: Array


def count_part(
    tokens: pd.DataFrame,
    *,
    lengths: Sequence[int],
    by: list[str],
    unit: str,
    zones: Iterable[str] | None,
    fold: bool,
    tz: str,
) -> NgramCounts:
    """Count the sequences of some whole articles."""
    needed = ("article_id", "start", "end", "sentence", unit, "is_word", "is_stop", "zone")
    TOKENS.require(tokens, *needed, function="count_ngrams")
    check_order(tokens, function="count_ngrams")
    rows = np.flatnonzero(counted(tokens, zones))
    group, labels = groups_of(tokens, rows, by, tz, function="count_ngrams")
    article = codes_of(tokens["article_id"])[0][rows].astype(np.int64)
    word, keys, spellings = _vocabulary(tokens, rows, unit, fold=fold)
    part, group_of, size = article_parts(group, article)
    linked = _linked(tokens, rows)
    found = [
        _count(at, key, shorter, (len(keys), part, group_of))
        for at, key, shorter in _sequences(word, linked, len(keys), lengths)
    ]
    width = max(lengths)
    padded = [np.pad(x[0], ((0, 0), (0, width - x[0].shape[1])), constant_values=-1) for x in found]
    return NgramCounts(
        keys=keys,
        spellings=spellings,
        groups=labels.assign(
            total=np.bincount(group_of, weights=size, minlength=len(labels)).astype(np.int64),
            total_articles=np.bincount(group_of, minlength=len(labels)),
        ),
        codes=np.concatenate(padded),
        group=np.concatenate([x[1] for x in found]),
        n=np.concatenate([x[2] for x in found]),
        n_articles=np.concatenate([x[3] for x in found]),
    )


def _vocabulary(
    tokens: pd.DataFrame, rows: Array, unit: str, *, fold: bool
) -> tuple[Array, pd.Index[Any], pd.DataFrame]:
    """Give the words of the counted tokens numbers, and count their spellings."""
    codes, words = codes_of(tokens[unit])
    code = filled(tokens[unit], codes[rows]).astype(np.int64)
    stop = tokens["is_stop"].to_numpy()[rows]
    used, code = _dense(code, len(words))
    spelled = words.take(used)
    key, keys = fold_case(spelled) if fold else (np.arange(len(spelled)), spelled)
    spellings = pd.DataFrame(
        {
            "word": spelled,
            "key": key,
            "n": np.bincount(code, minlength=len(spelled)),
            "n_stop": np.bincount(code, weights=stop, minlength=len(spelled)).astype(np.int64),
        }
    )
    return key[code], keys, spellings


def _dense(code: Array, size: int) -> tuple[Array, Array]:
    """Return the numbers that occur, and each number's place among them."""
    used = np.flatnonzero(np.bincount(code, minlength=size))
    place = np.zeros(size, dtype=np.int64)
    place[used] = np.arange(len(used))
    return used, place[code]


def _linked(tokens: pd.DataFrame, rows: Array) -> Array:
    """Say of each word whether the next one stands beside it in the same sentence."""
    article = codes_of(tokens["article_id"])[0][rows]
    sentence = tokens["sentence"].to_numpy()[rows]
    start, end = tokens["start"].to_numpy()[rows], tokens["end"].to_numpy()[rows]
    beside = (np.diff(rows) == 1) & ~changes(article)[1:] & ~changes(sentence)[1:]
    return only_blanks(tokens, rows[:-1], start[1:] - end[:-1], beside)


def _sequences(
    word: Array, linked: Array, base: int, lengths: Sequence[int]
) -> list[tuple[Array, Array, list[Array]]]:
    """Return place and number of every sequence of each length, and the numbers one word shorter.

    The number of a sequence is made from the rank of the sequence without its
    last word, so it fits 64 bits however many words there are.
    """
    at, key = np.arange(len(word)), word
    shorter: list[Array] = []
    found = []
    for length in range(1, max(lengths) + 1):
        if length > 1:
            there, rank = (np.arange(base), key) if length == 2 else _ranked(key)  # noqa: PLR2004
            shorter.append(there)
            goes_on = at + length - 1 < len(word)
            goes_on[goes_on] = linked[at[goes_on] + length - 2]
            at = at[goes_on]
            key = rank[goes_on] * base + word[at + length - 1]
        if length in lengths:
            found.append((at, key, list(shorter)))
    return found


def _ranked(key: Array) -> tuple[Array, Array]:
    values, rank = np.unique(key, return_inverse=True)
    return values, rank


def _count(
    at: Array, key: Array, shorter: list[Array], known: tuple[int, Array, Array]
) -> tuple[Array, Array, Array, Array]:
    """Count sequences of one length; return their words, groups, occurrences and articles.

    Sorting pairs of sequence and part (what one article has in one group) puts a
    sequence's groups, and in them its articles, next to each other.
    """
    base, part, group_of = known
    bits = len(group_of).bit_length()
    values: Array | None = None
    if int(key.max(initial=0)) >= _LARGEST >> bits:  # a million articles and more
        values, key = _ranked(key)
    pair = np.sort(key << bits | part[at])
    first = firsts(pair)
    number, of_part = pair[first] >> bits, pair[first] & ((1 << bits) - 1)
    group = group_of[of_part]
    row = np.flatnonzero(changes(number) | changes(group))
    n = np.diff(first[row], append=len(pair))
    n_articles = np.diff(row, append=len(first))
    number = number[row] if values is None else values[number[row]]
    return _words_of(number, shorter, base), group[row], n, n_articles


def _words_of(number: Array, shorter: list[Array], base: int) -> Array:
    """Take numbers of sequences apart into the numbers of their words."""
    columns = []
    for there in reversed(shorter):
        rank, last = np.divmod(number, base)
        columns.append(last)
        number = there[rank]
    return np.column_stack([number, *reversed(columns)])


def combine(parts: Sequence[NgramCounts], by: list[str]) -> NgramCounts:
    """Add up what the parts of a corpus have; each article is in one part."""
    if len(parts) == 1:
        return parts[0]
    keys = pd.Index(pd.unique(pd.Series([key for part in parts for key in part.keys])))
    number: list[Array] = [np.append(keys.get_indexer(part.keys), -1) for part in parts]
    spelled = [
        p.spellings.assign(key=x[p.spellings["key"]]) for p, x in zip(parts, number, strict=True)
    ]
    group, groups = _one_list(parts, by)
    longest = parts[0].codes.shape[1]
    rows = pd.DataFrame(
        np.concatenate([x[p.codes] for p, x in zip(parts, number, strict=True)]),
        columns=range(longest),
    )
    rows["group"] = np.concatenate([g[p.group] for p, g in zip(parts, group, strict=True)])
    for name in ("n", "n_articles"):
        rows[name] = np.concatenate([getattr(part, name) for part in parts])
    added = rows.groupby([*range(longest), "group"], sort=True).sum().reset_index()
    return NgramCounts(
        keys=keys,
        spellings=pd.concat(spelled).groupby(["word", "key"], as_index=False).sum(),
        groups=groups,
        codes=added[list(range(longest))].to_numpy(dtype=np.int64),
        group=added["group"].to_numpy(),
        n=added["n"].to_numpy(),
        n_articles=added["n_articles"].to_numpy(),
    )


def _one_list(parts: Sequence[NgramCounts], by: list[str]) -> tuple[list[Array], pd.DataFrame]:
    """Return each part's groups as rows of one list of groups, in the order of their values."""
    every = pd.concat([part.groups for part in parts], ignore_index=True)
    sums = ["total", "total_articles"]
    if not by:
        groups = every[sums].sum().to_frame().T.astype(np.int64)
        number: Array = np.zeros(len(every), dtype=np.int64)
    else:
        grouped = every.groupby(by, dropna=False, sort=True, observed=True)
        groups = grouped[sums].sum().reset_index()
        number = grouped.ngroup().to_numpy()
    return np.split(number, np.cumsum([len(part.groups) for part in parts])[:-1]), groups
