"""Word frequencies: how often, per 10 000 words, in how many articles, how evenly.

With f the occurrences of a word and N the words of its group,

    per_10k = 10 000 · f / N

and four measures of dispersion, whose formulas stand in `workbench.dispersion`:

- `dispersion`, Gries' *deviation of proportions* (DP): 0 where the word is spread just as the
  articles' lengths let one expect, towards 1 where few articles have it all;
- `dp_norm`, the same divided by its largest possible value (Lijffijt and Gries 2012);
- `juilland_d`, Juilland's D: 1 where every article has the word at the same rate, 0 where one
  article has it all;
- `arf`, the average reduced frequency (Savický and Hlaváčová 2002): the occurrences that are
  left when those close together count as one.

`n_articles` is the simplest of them, a word's *range*.

Misleads when
-------------
- groups are small: a word of one article has a high rate in a small group;
  look at `n_articles` beside it;
- an article stands in the corpus twice (agency copy, updated version);
- DP of rare words: a word that occurs twice cannot be spread evenly over a
  hundred articles, so compare DP among words of like frequency only;
- Juilland's D over many articles: it nears 1 for every frequent word (Biber et al. 2016), and
  short articles weigh as much as long ones;
- ARF on articles in no order: it sees which occurrences are near each other in the corpus.

Sources
-------
Those of `workbench.dispersion`, and Biber, D., Reppen, R., Schnur, E. and Ghanem, R. (2016): On the
(non)utility of Juilland's D for assessing lexical dispersion. IJCL 21 (4), 439–464.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from workbench.bags import ids_of, take_articles
from workbench.dispersion import (
    deviation,
    gap_sums,
    juilland,
    normalised,
    reduced_frequency,
)
from workbench.errors import check_count, check_option
from workbench.grouping import alphabet_ranks, check_order, firsts, group_names, listed
from workbench.lazy import is_lazy
from workbench.partitions import meta_of, parts_of
from workbench.spread import BY_ROW, Spread, Totals, cut_rows, join_rows, spread_of
from workbench.subsets import tally_articles
from workbench.tables import COUNTED_ZONES, TOKENS, WORDS
from workbench.tallies import (
    Cells,
    Chosen,
    Tally,
    arrange,
    choose,
    combine,
    cut,
    frequent,
    tally,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]

UNITS = ("lemma", "token")


def count_words(
    tokens: pd.DataFrame,
    *,
    articles: pd.DataFrame | Iterable[str] | None = None,
    by: str | Sequence[str] | None = None,
    unit: Literal["lemma", "token"] = "lemma",
    zones: Iterable[str] | None = COUNTED_ZONES,
    fold: bool | None = None,
    min_n: int = 1,
    top: int | None = None,
    stop_words: bool = True,
    dispersion: bool = True,
    tz: str = "Europe/Zurich",
) -> pd.DataFrame:
    """Count words, in all articles or per group.

    Parameters
    ----------
    tokens
        A tokens table (`tokenize`). Reads `article_id`, the `unit` column,
        `is_word`, `is_stop`, `zone`, and the columns of `by`.
    articles
        Only count these: a table such as ``articles[articles["outlet"] == "A"]``, or ids. The
        same as filtering the tokens, but nothing is copied, and with ``dispersion=False`` the
        words of each article are counted once: choices after the first are answered at once.
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
    dispersion
        False leaves out the measures of dispersion. Over Dask that reads the
        corpus once instead of twice: they need every word's total first.
    tz
        Time zone in which a day begins, for ``by="day"`` and the like.

    Returns
    -------
    pandas.DataFrame
        A words table: the columns of `by`, then `lemma` (or `token`), `n`,
        `total` (words of the group), `per_10k` (occurrences per 10 000 words),
        `n_articles` (the word's *range*), `total_articles`, `is_stop`, and the
        measures of dispersion: `dispersion` (Gries' DP, 0 to 1), `dp_norm`,
        `juilland_d` (both missing in a group of one article) and `arf` (in
        occurrences). Sorted by group, falling `n`, and word.

    Raises
    ------
    TableError
        If `tokens` lacks a column (for one of `by` the message says how to get it), or they do
        not stand in the order of the text and `dispersion` is asked for.
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
    >>> count_words(tokens, articles=["b"], dispersion=False, top=1)[["lemma", "n", "total"]]
      lemma  n  total
    0   der  2      6
    """
    check_option("unit", unit, UNITS)
    check_count("count_words", min_n=min_n, top=1 if top is None else top)
    names = group_names(by, [unit, *WORDS.names[1:]], function="count_words")
    needed = ("article_id", unit, "is_word", "is_stop", "zone")
    TOKENS.require(meta_of(tokens), *needed, function="count_words")
    options: dict[str, Any] = {
        "unit": unit,
        "names": names,
        "zones": listed(zones),
        "fold": unit == "token" if fold is None else fold,
        "tz": tz,
        "function": "count_words",
    }
    counts = None
    if articles is not None:
        ids = ids_of(articles, function="count_words")
        quick = not (dispersion or is_lazy(tokens))
        counts = tally_articles(tokens, ids, **options) if quick else None
        tokens = tokens if counts else take_articles(tokens, ids)
    spread: dict[str, Array] = {}
    if counts is None:
        counts, spread = _counted(tokens, options, min_n, dispersion=dispersion)
    columns = _columns(counts) | spread
    shown = _order(counts, keep=_kept(counts, min_n, stop_words=stop_words), top=top)
    labels = {name: counts.labels[name].take(counts.group[shown]).array for name in names}
    named = {unit: counts.spelled.take(counts.word[shown])}
    return pd.DataFrame(labels | named | {name: values[shown] for name, values in columns.items()})


def _counted(
    tokens: pd.DataFrame, options: dict[str, Any], min_n: int, *, dispersion: bool
) -> tuple[Tally, dict[str, Array]]:
    """Count the words of all tokens, and measure how they are spread."""
    cells = parts_of(tokens).map(partial(_cells, ordered=dispersion), partial(choose, **options))
    few = None if dispersion else partial(frequent, min_n=min_n)
    count = partial(tally, rates=dispersion)
    counts = combine(cells.fold_apart(count, cut, combine, finish=few))
    if not dispersion:
        return counts, {}
    totals = Totals.of(counts, hashed=cells.lazy)
    spreads = cells.fold_apart(spread_of, cut_rows, join_rows, totals)
    return counts, _spread_columns(counts, spreads)


def _cells(
    tokens: pd.DataFrame, chosen: Callable[[pd.DataFrame], Chosen], *, ordered: bool
) -> Cells:
    if ordered:  # `arf` looks at the distances between occurrences
        check_order(tokens, function="count_words")
    return arrange(chosen(tokens))


def _columns(counts: Tally) -> dict[str, Array]:
    """Return what is known when every word was counted once."""
    total = counts.total[counts.group]
    return {
        "n": counts.n,
        "total": total,
        "per_10k": counts.n / total * 10_000,
        "n_articles": counts.n_articles,
        "total_articles": counts.articles[counts.group],
        "is_stop": counts.is_stop[counts.word],
    }


def _spread_columns(counts: Tally, spreads: Sequence[Spread]) -> dict[str, Array]:
    """Return the measures of dispersion; the last gap of a word goes round to its first place."""
    total = counts.total[counts.group]
    whole = {name: np.concatenate([getattr(s, name) for s in spreads]) for name in BY_ROW}
    order = np.argsort(whole["row"])  # every row of the tally stands there once
    shared, gaps, first, last = (whole[name][order] for name in BY_ROW[1:])
    each = np.arange(len(counts.n))
    gaps = gaps + gap_sums(each, first + total - last, counts.n, total)
    dp = deviation(shared, counts.n, total)
    return {
        "dispersion": dp,
        "dp_norm": normalised(dp, counts.smallest[counts.group], total),
        "juilland_d": juilland(counts.rates, counts.articles[counts.group]),
        "arf": reduced_frequency(gaps, total),
    }


def _kept(counts: Tally, min_n: int, *, stop_words: bool) -> Array:
    keep = counts.n >= min_n
    return keep if stop_words else keep & ~counts.is_stop[counts.word]


def _order(counts: Tally, keep: Array, top: int | None) -> Array:
    """Return the rows to show: by group, falling n, and word; the first `top` of each group."""
    rows = np.flatnonzero(keep)
    ranks = _label_ranks(counts.labels)
    if top is not None:  # of the others nobody asks where they stand in the alphabet
        order = np.lexsort((-counts.n[rows], ranks[counts.group[rows]]))
        rows = rows[order]
        n, place = counts.n[rows], _places(ranks[counts.group[rows]])
        least = np.maximum.accumulate(np.where(place < top, np.arange(len(rows)), 0))
        rows = rows[n >= n[least]]
    used = np.unique(counts.word[rows])
    rank = np.zeros(len(counts.words), dtype=np.int64)
    rank[used] = alphabet_ranks(counts.spelled.take(used))
    group = ranks[counts.group[rows]]
    order = np.lexsort((rank[counts.word[rows]], -counts.n[rows], group))
    rows, group = rows[order], group[order]
    return rows if top is None else rows[_places(group) < top]


def _places(group: Array) -> Array:
    """Return the place of each row in its group; the groups come side by side."""
    first = firsts(group)
    return np.arange(len(group)) - np.repeat(first, np.diff(first, append=len(group)))


def _label_ranks(labels: pd.DataFrame) -> Array:
    """Return the place of each group in the order of its labels, missing ones last."""
    ranks = np.arange(len(labels))
    if not labels.columns.empty:
        order = labels.reset_index(drop=True).sort_values(list(labels.columns), kind="stable")
        ranks[order.index.to_numpy()] = np.arange(len(labels))
    return ranks
