"""Shares: how many of the quoted words are given to each speaker, role or kind of speech.

With n the words of one speaker's quotations in a group and N the words of all its quotations,

    share = n / N

and the interval is a percentile bootstrap over *articles*: whole articles are drawn anew with
replacement, for the quotations of one article are not independent of each other.

Misleads when
-------------
- a group has few articles: the interval of three articles is wide and still too narrow, so
  `enough` is false below a handful;
- the wrong speaker was found: shares inherit the errors of the rules, see their confidence;
- long is taken for prominent: a headline of four words is read by more people than a paragraph.

Source
------
Efron, B. and Tibshirani, R. J. (1993): An Introduction to the Bootstrap. New York, chapter 13.
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.errors import TableError, check_count
from workbench.grouping import PERIODS, begins_of, group_names
from workbench.intervals import DRAWS, drawn_anew, middle
from workbench.partitions import in_one_table, meta_of, parts_of
from workbench.tables import ARTICLES, QUOTATIONS, SHARES, check_there, same_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]

ENOUGH = 5  # articles with quotations from which a group can be compared
_AT_ONCE = 50  # draws held in memory together
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


def count_sources(
    quotations: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    of: str = "speaker_name",
    by: str | Sequence[str] | None = None,
    repeats: bool = False,
    nested: bool = False,
    min_articles: int = ENOUGH,
    draws: int = DRAWS,
    seed: int = 0,
    tz: str = "Europe/Zurich",
) -> pd.DataFrame:
    """Count the words that each speaker is given, in all articles or per group.

    Parameters
    ----------
    quotations
        A quotations table (or a traces table joined to it): reads `article_id`,
        `start`, `end`, `quotation_id`, `repeat`, `nested_in` and the column `of`.
    articles
        The articles that the quotations were found in, for their words.
    of
        What to count: ``"speaker_name"``, ``"person"`` (`mark_people`),
        ``"role"``, ``"kind"``, ``"anonymous"``, ``"medium"`` or any other column.
    by
        Columns to group by, such as ``"outlet"``, and ``"day"``, ``"week"``
        (its Monday) or ``"month"`` of `published`.
    repeats
        Count headlines and teasers that shorten words of the body again.
    nested
        Count speech inside speech again, besides the speech around it.
    min_articles
        Articles with quotations that a group needs for `enough`.
    draws, seed
        Bootstrap samples, and where their random numbers begin.
    tz
        Time zone in which a day begins.

    Returns
    -------
    pandas.DataFrame
        A shares table: the columns of `by`, then `of`, `n` (words), `total`,
        `share`, `low`, `high`, `n_quotations`, `n_articles`, `total_articles`,
        `enough`. Sorted by group and falling `n`.

    Raises
    ------
    TableError
        If a column is missing.
    OptionError
        If `draws` is below 1.

    Examples
    --------
    >>> from workbench.quotations import find_quotations
    >>> texts = ["«Wir gehen», sagte Anna Keller.", "«Ich bleibe hier», sagte Urs Berg."]
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": texts})
    >>> count_sources(find_quotations(articles), articles)[["speaker_name", "n", "total", "share"]]
      speaker_name  n  total  share
    0     Urs Berg  3      5    0.6
    1  Anna Keller  2      5    0.4
    """
    check_count("count_sources", draws=draws, min_articles=min_articles)
    needed = ("article_id", "start", "end", "quotation_id", "repeat", "nested_in", of)
    QUOTATIONS.require(meta_of(quotations), *needed, function="count_sources")
    ARTICLES.require(meta_of(articles), "article_id", "text", function="count_sources")
    names = group_names(by, [of, *SHARES.names[1:]], function="count_sources")
    step = partial(_cells, of=of, names=names, repeats=repeats, nested=nested, tz=tz)
    cells = parts_of(quotations, articles).fold(step, in_one_table)
    if cells.empty:
        return _empty(of, names)
    parts = cells.groupby(names, sort=True, observed=True, dropna=False) if names else [((), cells)]
    counted = [
        _shares(group, draws, seed, min_articles).assign(**_key(names, key)) for key, group in parts
    ]
    table = pd.concat(counted, ignore_index=True).rename(columns={"_of": of})
    types = {name: cells[name].dtype for name in names}  # a missing group has the type of a number
    return table[[*names, of, *SHARES.names[1:]]].astype(types)


def _cells(
    quotations: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    of: str,
    names: list[str],
    repeats: bool,
    nested: bool,
    tz: str,
) -> pd.DataFrame:
    """Count the words that each article gives to each value, a row a group, value and article."""
    same_text(quotations, articles, "count_sources")
    check_there(quotations, articles, "count_sources")
    kept = quotations[
        (repeats | ~quotations["repeat"].to_numpy(dtype=bool))
        & (nested | quotations["nested_in"].isna().to_numpy())
    ]
    rows = pd.DataFrame({name: _group(kept, name, tz) for name in names}, index=kept.index)
    rows["_of"] = _plain(kept[of])
    rows["_article_id"] = kept["article_id"].astype("str")
    rows["n"] = _n_words(kept, articles)
    rows["_quotation_id"] = kept["quotation_id"].astype("str")
    keys = [*names, "_of", "_article_id"]
    each = rows.groupby(keys, sort=False, observed=True, dropna=False)
    return each.agg(n=("n", "sum"), n_quotations=("_quotation_id", "nunique")).reset_index()


def _key(names: list[str], key: Any) -> dict[str, Any]:  # noqa: ANN401 (a value of any column)
    return dict(zip(names, key if isinstance(key, tuple) else (key,), strict=True))


def _empty(of: str, names: list[str]) -> pd.DataFrame:
    table = SHARES.empty().rename(columns={"speaker_name": of})
    return pd.DataFrame({name: pd.Series(dtype="str") for name in names} | dict(table))


def _plain(column: pd.Series[Any]) -> pd.Series[Any]:
    """Write values as words; a missing one is empty."""
    return column.astype("object").where(column.notna(), "").astype("str")


def _group(quotations: pd.DataFrame, name: str, tz: str) -> pd.Series[Any]:
    if name in quotations:
        column = quotations[name]
        categories = isinstance(column.dtype, pd.CategoricalDtype)
        return column.astype(column.cat.categories.dtype) if categories else column
    if name in PERIODS and "published" in quotations:
        begins = begins_of(quotations["published"], name, tz, function="count_sources")
        return pd.Series(begins, index=quotations.index)
    has = ", ".join(map(str, quotations.columns))
    raise TableError(
        f"count_sources: the quotations have no column {name!r}; they have: {has}. "
        "For times there are by='day', 'week' and 'month', which need 'published'."
    )


def _n_words(quotations: pd.DataFrame, articles: pd.DataFrame) -> Array:
    """Count the words of each span."""
    texts = dict(zip(articles["article_id"].astype(str), articles["text"], strict=True))
    spans = zip(
        quotations["article_id"].astype(str), quotations["start"], quotations["end"], strict=True
    )
    return np.array([len(_WORD.findall(texts[a], s, e)) for a, s, e in spans], dtype=np.int64)


def _shares(rows: pd.DataFrame, draws: int, seed: int, min_articles: int) -> pd.DataFrame:
    """Count one group, and draw its articles anew for the intervals."""
    article, ids = pd.factorize(rows["_article_id"])
    value, values = pd.factorize(rows["_of"])
    cell, code = np.unique(value.astype(np.int64) * len(ids) + article, return_inverse=True)
    words = np.bincount(code, weights=rows["n"])
    of_value, of_article = np.divmod(cell, len(ids))
    n = np.bincount(of_value, weights=words, minlength=len(values))
    total = words.sum()
    low, high = _intervals(of_value, of_article, words, len(ids), draws, seed)
    each = np.bincount(value, weights=rows["n_quotations"], minlength=len(values))
    table = pd.DataFrame(
        {
            "_of": pd.Index(values).astype("str"),
            "n": n.astype(np.int64),
            "total": np.full(len(values), int(total)),
            "share": n / max(total, 1),
            "low": low,
            "high": high,
            "n_quotations": each.astype(np.int64),
            "n_articles": np.bincount(of_value, minlength=len(values)),
            "total_articles": np.full(len(values), len(ids)),
            "enough": np.full(len(values), len(ids) >= min_articles),
        }
    )
    return table.sort_values(["n", "_of"], ascending=[False, True], kind="stable")


def _intervals(  # noqa: PLR0917 (arrays that belong together)
    of_value: Array,
    of_article: Array,
    words: Array,
    n_articles: int,
    draws: int,
    seed: int,
) -> tuple[Array, Array]:
    """Return the 2.5th and 97.5th percentile of each share over samples of the articles."""
    random = np.random.default_rng(seed)
    starts = np.flatnonzero(np.diff(of_value, prepend=-1))
    shares = []
    for times in drawn_anew(n_articles, draws, random, at_once=_AT_ONCE):
        drawn = times[:, of_article] * words
        total = np.maximum(drawn.sum(axis=1, keepdims=True), 1)
        shares.append(np.add.reduceat(drawn, starts, axis=1) / total)
    return middle(np.vstack(shares))
