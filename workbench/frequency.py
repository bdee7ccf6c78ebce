"""Word frequencies: how often, per 10 000 words, in how many articles, how evenly.

With f the occurrences of a word and N the words of its group,

    per_10k = 10 000 · f / N

and with s_i the share of article i in the words of the group, and v_i the
share of article i in the occurrences of the word,

    DP = ½ · Σ_i |s_i - v_i|

Gries' *deviation of proportions*: 0 where the word is spread just as the
articles' lengths would make one expect, towards 1 where few articles have it
all. It is not normalised (Lijffijt and Gries 2012 divide by 1 - min s_i).

Misleads when
-------------
- groups are small: a word of one article has a high rate in a small group;
  look at `n_articles` beside it;
- an article stands in the corpus twice (agency copy, updated version);
- DP of rare words: a word that occurs twice cannot be spread evenly over a
  hundred articles, so compare DP among words of like frequency only.

Sources
-------
Gries, S. Th. (2008): Dispersions and adjusted frequencies in corpora.
International Journal of Corpus Linguistics 13 (4), 403–437.
Lijffijt, J. and Gries, S. Th. (2012): Correction to Stefan Th. Gries'
«Dispersions and adjusted frequencies in corpora». IJCL 17 (1), 147–149.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from workbench.errors import OptionError, check_option
from workbench.grouping import cells_of, codes_of, counted, groups_of, parts_of, share_of, words_of
from workbench.tables import COUNTED_ZONES, TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]

UNITS = ("lemma", "token")
_MOSTLY = 0.5  # a lemma is a stop word when most of its occurrences are


def count_words(
    tokens: pd.DataFrame,
    *,
    by: str | Sequence[str] | None = None,
    unit: Literal["lemma", "token"] = "lemma",
    zones: Iterable[str] | None = COUNTED_ZONES,
    fold: bool | None = None,
    min_n: int = 1,
    top: int | None = None,
    stop_words: bool = True,
    tz: str = "Europe/Zurich",
) -> pd.DataFrame:
    """Count words, in all articles or per group.

    Parameters
    ----------
    tokens
        A tokens table (`tokenize`). Reads `article_id`, the `unit` column,
        `is_word`, `is_stop`, `zone`, and the columns of `by`.
    by
        Column or columns to group by: any that tokens carry, and ``"day"``,
        ``"week"`` (its Monday) or ``"month"`` (its first day) of `published`.
    unit
        Count dictionary forms (``"lemma"``) or words as they stand (``"token"``).
    zones
        Parts of the page to count; None counts all, also captions and kickers.
    fold
        Count *Leben* and *leben* as one, under the spelling that is most
        frequent. None folds tokens (Der, der) and keeps lemmas, whose capitals
        tell nouns from verbs.
    min_n
        Leave out words with fewer occurrences in the group.
    top
        Only the most frequent words of each group.
    stop_words
        False hides function words. They still count in `total` and `per_10k`.
    tz
        Time zone in which a day begins, for ``by="day"`` and the like.

    Returns
    -------
    pandas.DataFrame
        A words table: the columns of `by`, then `lemma` (or `token`), `n`,
        `total` (words of the group), `per_10k` (occurrences per 10 000 words),
        `n_articles`, `total_articles`, `dispersion` (Gries' DP, 0 to 1) and
        `is_stop`. Sorted by group, falling `n`, and word.

    Raises
    ------
    TableError
        If `tokens` lacks a column; for one of `by` the message says how to get it.
    OptionError
        If `unit` or a zone is not known, or `min_n` or `top` is below 1.

    Examples
    --------
    >>> from workbench.tokens import tokenize
    >>> texts = ["Krieg ist Krieg.", "Der Krieg endet, der Streit bleibt."]
    >>> tokens = tokenize(pd.DataFrame({"article_id": ["a", "b"], "text": texts}))
    >>> count_words(tokens, top=2)[["lemma", "n", "total", "per_10k", "n_articles"]]
       lemma  n  total      per_10k  n_articles
    0  Krieg  3      9  3333.333333           2
    1    der  2      9  2222.222222           1
    """
    check_option("unit", unit, UNITS)
    for name, value in (("min_n", min_n), ("top", 1 if top is None else top)):
        if value < 1:
            raise OptionError(f"count_words: {name}={value} must be 1 or more.")
    names = [by] if isinstance(by, str) else list(by or [])
    needed = ("article_id", unit, "is_word", "is_stop", "zone")
    TOKENS.require(tokens, *needed, function="count_words")
    rows = np.flatnonzero(counted(tokens, zones))
    group, labels = groups_of(tokens, rows, names, tz, function="count_words")
    word, words = words_of(tokens[unit], rows, fold=unit == "token" if fold is None else fold)
    counts = _count(group, word, codes_of(tokens["article_id"])[0][rows])
    stop = share_of(word, tokens["is_stop"].to_numpy()[rows], len(words)) >= _MOSTLY
    keep = counts.n >= min_n
    if not stop_words:
        keep &= ~stop[counts.word]
    order = _order(counts, words, labels, keep, top)
    shown = counts.take(order)
    return pd.DataFrame(
        {name: labels[name].take(shown.group).array for name in names}
        | {
            unit: words.take(shown.word),
            "n": shown.n,
            "total": shown.total,
            "per_10k": shown.n / shown.total * 10_000,
            "n_articles": shown.n_articles,
            "total_articles": shown.total_articles,
            "dispersion": shown.dispersion,
            "is_stop": stop[shown.word],
        }
    )


@dataclass(frozen=True)
class _Counts:
    """One row a group and word, as arrays; `group` and `word` are numbers."""

    group: Array
    word: Array
    n: Array
    total: Array
    n_articles: Array
    total_articles: Array
    dispersion: Array

    def take(self, rows: Array) -> _Counts:
        """Return some rows in the order asked for."""
        return _Counts(**{name: values[rows] for name, values in vars(self).items()})


def _count(group: Array, word: Array, article: Array) -> _Counts:
    """Count words per group and article, from numbers alone.

    The cells stand by word, then by part: a word's groups stand next to each other.
    """
    part, of_group, size = parts_of(group, article)
    cell_word, cell_part, f = cells_of(word, part, len(size))
    cell_group = of_group[cell_part]
    edge = np.diff(cell_word, prepend=-1).astype(bool) | np.diff(cell_group, prepend=-1).astype(
        bool
    )
    row = np.cumsum(edge) - 1
    n_groups = int(of_group.max(initial=-1)) + 1
    total = np.bincount(of_group, weights=size, minlength=n_groups).astype(np.int64)
    n = np.bincount(row, weights=f).astype(np.int64)
    expected = size[cell_part] / total[cell_group]
    apart = np.bincount(row, weights=np.abs(expected - f / n[row]) - expected)
    return _Counts(
        group=cell_group[edge],
        word=cell_word[edge],
        n=n,
        total=total[cell_group[edge]],
        n_articles=np.bincount(row),
        total_articles=np.bincount(of_group, minlength=n_groups)[cell_group[edge]],
        # Articles without the word add their whole share, which is 1 less the others'.
        dispersion=np.clip((apart + 1) / 2, 0, 1),
    )


def _order(
    counts: _Counts, words: pd.Index[Any], labels: pd.DataFrame, keep: Array, top: int | None
) -> Array:
    """Return the rows to show: by group, falling n, and word; the first `top` of each group."""
    rows = np.flatnonzero(keep)
    used = np.unique(counts.word[rows])
    rank = np.zeros(len(words), dtype=np.int64)
    rank[used[words.take(used).argsort()]] = np.arange(len(used))
    order = np.lexsort((rank[counts.word[rows]], -counts.n[rows], counts.group[rows]))
    rows = rows[order]
    if top is None:
        return rows
    begins = np.searchsorted(counts.group[rows], np.arange(len(labels)))
    return rows[np.arange(len(rows)) - begins[counts.group[rows]] < top]
