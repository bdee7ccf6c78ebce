"""N-grams: sequences of words that stand side by side in one sentence.

With f the occurrences of a sequence and N the *words* of its group,

    per_10k = 10 000 · f / N

so that a sequence can be compared with a word of `count_words`. Nothing stands
between the words of a sequence but blanks: a mark, the end of a sentence or of
a block of the page ends it.

Misleads when
-------------
- a text stands in the corpus twice: agency copy makes long sequences frequent, in
  several articles too; leave copies out first;
- sequences of different length are ranked together: a part is always at least
  as frequent as the whole («in der», «in der Nacht»);
- the words are lemmas: «den Krieg beenden» and «der Krieg endete» become one;
- marks were taken out of the tokens: one without blanks («und/oder») no longer divides. Pass all
  tokens; only words are counted anyway.

Counting is split into a step, a combination and a finish, so that parts of a
corpus can be counted apart: the counts are whole numbers and simply add up.

Source
------
Manning, C. D. and Schütze, H. (1999): Foundations of statistical natural
language processing, chapter 6.1. Counts agree with `nltk.ngrams`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from workbench.errors import OptionError, check_count, check_option
from workbench.grouping import alphabet_ranks, commonest, group_names, listed
from workbench.partitions import parts_of
from workbench.sequences import NgramCounts, combine, count_part
from workbench.tables import COUNTED_ZONES, NGRAMS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]

UNITS = ("token", "lemma")
STOP_WORDS = ("keep", "mixed", "inside")
LONGEST = 9
_BITS = 63  # of a number that is not negative
_MOSTLY = 0.5  # a word is a function word when most of its occurrences are


def count_ngrams(
    tokens: pd.DataFrame,
    *,
    n: int | tuple[int, int] = 2,
    by: str | Sequence[str] | None = None,
    unit: Literal["token", "lemma"] = "token",
    zones: Iterable[str] | None = COUNTED_ZONES,
    fold: bool | None = None,
    min_n: int = 1,
    min_articles: int = 1,
    top: int | None = None,
    stop_words: Literal["keep", "mixed", "inside"] = "keep",
    tz: str = "Europe/Zurich",
) -> pd.DataFrame:
    """Count sequences of words, in all articles or per group.

    Parameters
    ----------
    tokens
        A tokens table (`tokenize`). Reads `article_id`, `start`, `end`, `sentence`,
        the `unit` column, `is_word`, `is_stop`, `zone`, and the columns of `by`.
    n
        Words in a sequence, or the shortest and the longest: ``(2, 4)`` counts
        sequences of two, three and four words.
    by
        Column or columns to group by: any that tokens carry, and ``"day"``,
        ``"week"`` or ``"month"`` of `published`.
    unit
        Words as they stand (``"token"``) or dictionary forms (``"lemma"``).
    zones
        Parts of the page to count; None counts all.
    fold
        Count *Der Krieg* and *der Krieg* as one. None folds tokens and keeps lemmas.
    min_n, min_articles
        Leave out sequences with fewer occurrences, or in fewer articles of the group.
    top
        Only the most frequent sequences of each group.
    stop_words
        ``"keep"`` shows all, ``"mixed"`` hides sequences of function words only
        («in der»), ``"inside"`` also those that begin or end with one («der Krieg»).
    tz
        Time zone in which a day begins, for ``by="day"`` and the like.

    Returns
    -------
    pandas.DataFrame
        An ngrams table: the columns of `by`, then `ngram`, `n_tokens`, `n`, `total`
        (words of the group), `per_10k`, `n_articles`, `total_articles`. Sorted by
        group, falling `n`, and sequence.

    Raises
    ------
    TableError
        If `tokens` lacks a column.
    OptionError
        If `n`, `unit`, `stop_words`, a zone or a limit is out of range.

    Examples
    --------
    >>> from workbench.tokens import tokenize
    >>> text = "Der Krieg dauert an. Sie sagen: der Krieg dauert, nur der Krieg."
    >>> tokens = tokenize(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> count_ngrams(tokens, min_n=2)[["ngram", "n_tokens", "n", "total"]]
              ngram  n_tokens  n  total
    0     der Krieg         2  3     12
    1  Krieg dauert         2  2     12
    """
    shortest, longest = _lengths(n)
    check_option("unit", unit, UNITS)
    check_option("stop_words", stop_words, STOP_WORDS)
    check_count(
        "count_ngrams", min_n=min_n, min_articles=min_articles, top=1 if top is None else top
    )
    names = group_names(by, NGRAMS.names, function="count_ngrams")
    lengths = range(shortest, longest + 1)
    folds = unit == "token" if fold is None else fold
    step = partial(
        count_part,
        lengths=lengths,
        by=names,
        unit=unit,
        zones=listed(zones),
        fold=folds,
        tz=tz,
    )
    found = parts_of(tokens).fold(step, partial(combine, by=names))
    return finish(
        [found], by=names, min_n=min_n, min_articles=min_articles, top=top, stop_words=stop_words
    )


def _lengths(n: int | tuple[int, int]) -> tuple[int, int]:
    """Return the shortest and the longest sequence that is counted."""
    match n:
        case int() | (int(), int()):
            shortest, longest = (n, n) if isinstance(n, int) else n
            if 1 <= shortest <= longest <= LONGEST:
                return shortest, longest
    raise OptionError(
        f"count_ngrams: n={n!r} must be a whole number from 1 to {LONGEST}, or two such as (2, 4), "
        "the shorter first."
    )


def finish(
    parts: Sequence[NgramCounts],
    *,
    by: list[str],
    min_n: int,
    min_articles: int,
    top: int | None,
    stop_words: str,
) -> pd.DataFrame:
    """Turn the counts of all parts of a corpus into the table that was asked for."""
    counts = combine(parts, by)
    spelling, stop = _spellings(counts)
    kept = (counts.n >= min_n) & (counts.n_articles >= min_articles)
    if stop_words != "keep":
        kept &= ~_hidden(counts.codes, stop, edges=stop_words == "inside")
    rows = np.flatnonzero(kept)
    length = (counts.codes[rows] >= 0).sum(axis=1)
    group, n = counts.group[rows], counts.n[rows]
    if top is not None:  # a threshold first: only what may be shown becomes strings
        near = _leading(group, n, top)
        rows, length, group, n = rows[near], length[near], group[near], n[near]
    order = _order(group, n, counts.codes[rows], alphabet_ranks(spelling))
    if top is not None:
        begins = np.searchsorted(group[order], np.arange(len(counts.groups)))
        order = order[np.arange(len(order)) - begins[group[order]] < top]
    rows, group = rows[order], group[order]
    total = counts.groups["total"].to_numpy()[group]
    table = {name: counts.groups[name].take(group).array for name in by} | {
        "ngram": _written(counts.codes[rows], spelling),
        "n_tokens": length[order],
        "n": counts.n[rows],
        "total": total,
        "per_10k": counts.n[rows] / total * 10_000,
        "n_articles": counts.n_articles[rows],
        "total_articles": counts.groups["total_articles"].to_numpy()[group],
    }
    own = pd.DataFrame(table)
    return pd.concat([own[by], NGRAMS.conform(own.drop(columns=by))], axis=1)


def _spellings(counts: NgramCounts) -> tuple[pd.Index[Any], Array]:
    """Return each word's most frequent spelling, and whether it is a function word."""
    key, n, n_stop = (counts.spellings[name].to_numpy() for name in ("key", "n", "n_stop"))
    stop = np.bincount(key, weights=n_stop) / np.bincount(key, weights=n) >= _MOSTLY
    return commonest(key, pd.Index(counts.spellings["word"]), n), stop


def _hidden(codes: Array, stop: Array, *, edges: bool) -> Array:
    """Say which sequences have function words only, or at an edge."""
    last = (codes >= 0).sum(axis=1) - 1
    if edges:
        return stop[codes[:, 0]] | stop[codes[np.arange(len(codes)), last]]
    return np.logical_and.reduce(np.append(stop, True)[codes], axis=1)


def _leading(group: Array, n: Array, top: int) -> Array:
    """Return the rows that are among the `top` of their group, ties included."""
    order = np.lexsort((-n, group))
    ranked = group[order]
    begins = np.flatnonzero(np.diff(ranked, prepend=-1))
    ends = np.append(begins[1:], len(ranked))
    least = np.zeros(int(group.max(initial=-1)) + 1, dtype=np.int64)
    least[ranked[begins]] = n[order][np.minimum(begins + top, ends) - 1]
    return np.flatnonzero(n >= least[group])


def _order(group: Array, n: Array, codes: Array, rank: Array) -> Array:
    """Sort by group, falling n, and the words of the sequence: as many in one number as it holds.

    numpy sorts one column of numbers several times faster than it ranks rows by many.
    """
    columns = [group, n.max(initial=0) - n, *(np.append(rank + 1, 0)[x] for x in codes.T)]
    packed, room = [np.zeros(len(n), dtype=np.int64)], _BITS
    for values in columns:
        bits = int(values.max(initial=0)).bit_length()
        if bits > room:
            packed, room = [*packed, np.zeros(len(n), dtype=np.int64)], _BITS
        packed[-1] = packed[-1] << bits | values
        room -= bits
    return np.lexsort(packed[::-1])


def _written(codes: Array, spelling: pd.Index[Any]) -> pd.Series[str]:
    """Write sequences out, their words divided by blanks."""
    words = pa.array(spelling, pa.large_string())
    columns = [words.take(pa.array(column, mask=column < 0)) for column in codes.T]
    blank = pa.scalar(" ", pa.large_string())
    written = pc.binary_join_element_wise(*columns, blank, null_handling="skip")
    return pd.Series(written.to_pandas(), dtype="str")
