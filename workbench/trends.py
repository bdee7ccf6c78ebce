"""Trends: how often a term occurs over days, weeks or months, and how sure that is.

With n the occurrences of a term in the articles of a period and N their words,

    per_10k = 10 000 · n / N

and a 95 % interval that is the wider of Poisson and bootstrap over articles
(`workbench.intervals` says why). Every period between the first and the last
article has a row; where a group has no article, `total` is 0 and the rate is
missing: nothing was printed, which is not the same as not using a word.

Misleads when
-------------
- a period has few articles: `enough` is false, and the interval says how wide
  it is open;
- the subject comes and goes: fewer *Krieg* may mean more sport; compare terms
  with each other, or choose the articles first;
- dates are known to the month only (`date_precision`): their articles all lie
  on the first day;
- many terms and periods are looked at: of twenty intervals one misses by chance.

The step counts whole articles, combining is putting their rows together, so a
corpus that is counted in parts has the same rates and intervals.

Source
------
Kilgarriff, A. (2005): Language is never, ever, ever, random. Corpus Linguistics
and Linguistic Theory 1 (2), 263–276 (why chance alone is too narrow).
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from workbench.errors import OptionError, check_count, check_option
from workbench.grouping import PERIODS, group_names, listed
from workbench.intervals import DRAWS, rate_intervals, summed
from workbench.partitions import in_one_table, parts_of
from workbench.queries import find_hits
from workbench.runs import runs_of
from workbench.tables import COUNTED_ZONES, TOKENS, TRENDS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]

UNITS = ("lemma", "token", "regex")
_TERM = "term: "  # before the columns of counts: a term may be called as a column is
ENOUGH = 5  # articles from which a period can be compared


def count_trends(
    tokens: pd.DataFrame,
    terms: str | Iterable[str] | Mapping[str, Sequence[str]],
    *,
    every: Literal["day", "week", "month"] = "week",
    by: str | Sequence[str] | None = None,
    unit: Literal["lemma", "token", "regex"] = "lemma",
    zones: Iterable[str] | None = COUNTED_ZONES,
    case: bool = False,
    min_articles: int = ENOUGH,
    draws: int = DRAWS,
    seed: int = 0,
    tz: str = "Europe/Zurich",
) -> pd.DataFrame:
    r"""Count terms over time, per 10 000 words of each period.

    Parameters
    ----------
    tokens
        A tokens table (`tokenize`) with `published`.
    terms
        A word, a phrase (``"Krieg in der Ukraine"``), a list of them, or a dictionary
        of names: ``{"Krieg": ["Krieg", "Angriffskrieg"]}`` counts both as one term.
    every
        Length of a period. A week begins on Monday.
    by
        Column or columns to group by, such as ``"outlet"``.
    unit
        How words are compared, as in `kwic`: all forms (``"lemma"``), the form given
        (``"token"``), or regular expressions (``"regex"``: ``r"\w*krieg"``).
    zones
        Parts of the page to count; None counts all.
    case
        Tell *Macht* from *macht*.
    min_articles
        Articles that a period needs for `enough`.
    draws, seed
        Samples of the bootstrap, and where their random numbers begin.
    tz
        Time zone in which a day begins.

    Returns
    -------
    pandas.DataFrame
        A trends table: the columns of `by`, then `term`, `period`, `n`, `total`,
        `per_10k`, `low`, `high`, `n_articles`, `total_articles`, `enough`. All
        groups have all periods; articles without a date are a row without `period`.

    Raises
    ------
    TableError
        If `tokens` lacks a column.
    OptionError
        If there is no term, or an option is not known.

    Notes
    -----
    For frames and labels, `count_frames` with ``by="week"`` gives shares of the
    mentions of each week, with intervals; it has no rows for weeks without any.

    Examples
    --------
    >>> from workbench.tokens import tokenize
    >>> days = pd.to_datetime(["2024-03-04", "2024-03-06"], utc=True)
    >>> texts = ["Der Krieg beginnt.", "Kriege enden."]
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": texts, "published": days})
    >>> count_trends(tokenize(articles), "Krieg", every="day")[["period", "n", "total", "per_10k"]]
          period  n  total      per_10k
    0 2024-03-04  1      3  3333.333333
    1 2024-03-05  0      0          NaN
    2 2024-03-06  1      2  5000.000000
    """
    check_option("every", every, tuple(PERIODS))
    check_option("unit", unit, UNITS)
    check_count("count_trends", min_articles=min_articles, draws=draws)
    names = group_names(by, TRENDS.names, function="count_trends")
    wanted = _terms(terms)
    step = partial(
        count_part,
        terms=wanted,
        every=every,
        by=names,
        unit=unit,
        zones=listed(zones),
        case=case,
        tz=tz,
    )
    articles = parts_of(tokens).fold(step, in_one_table)
    return finish(
        [articles], every=every, by=names, min_articles=min_articles, draws=draws, seed=seed
    )


def _terms(terms: str | Iterable[str] | Mapping[str, Sequence[str]]) -> dict[str, list[str]]:
    """Return the queries of each term."""
    from collections.abc import Mapping as Named

    if isinstance(terms, Named):
        found = {k: [v] if isinstance(v, str) else list(v) for k, v in terms.items()}
    else:
        found = {term: [term] for term in ([terms] if isinstance(terms, str) else terms or [])}
    queries = [query for of_term in found.values() for query in of_term]
    if not all(found.values()) or not all(isinstance(q, str) for q in [*found, *queries]):
        raise OptionError(
            "count_trends: a term is a word or a phrase, or a name with a list of them."
        )
    if not found:
        raise OptionError("count_trends: name at least one term, such as 'Krieg'.")
    return found


def count_part(
    tokens: pd.DataFrame,
    terms: dict[str, list[str]],
    *,
    every: str,
    by: list[str],
    unit: str,
    zones: Iterable[str] | None,
    case: bool,
    tz: str,
) -> pd.DataFrame:
    """Count the terms in each article: one row an article and group, one column a term."""
    needed = ("article_id", "start", "end", "token", "lemma", "is_word", "zone", "sentence")
    TOKENS.require(tokens, *needed, function="count_trends")
    runs = runs_of(tokens, [*by, every], zones=listed(zones), tz=tz, function="count_trends")
    first, number = runs.parts()
    size = np.bincount(number, weights=runs.sizes, minlength=len(first)).astype(np.int64)
    kept = size > 0  # an article without any word has no rate
    table = runs.labels.take(runs.group[first[kept]]).reset_index(drop=True)
    table = table.rename(columns={every: "_period"})
    table["_total"] = size[kept]
    for term, queries in terms.items():
        hits = number[runs.of(_first_rows(tokens, queries, unit, zones, case=case))]
        table[_TERM + term] = np.bincount(hits, minlength=len(first))[kept]
    return table


def _first_rows(
    tokens: pd.DataFrame, queries: list[str], unit: str, zones: Iterable[str] | None, *, case: bool
) -> Array:
    """Return the rows where a hit of one of the queries begins."""
    options: dict[str, Any] = {
        "by": unit,
        "case": case,
        "whole_word": True,
        "function": "count_trends",
    }
    found = [find_hits(tokens, query, zones=zones, **options)[0] for query in queries]
    return found[0] if len(found) == 1 else np.unique(np.concatenate(found))


def finish(
    parts: Sequence[pd.DataFrame],
    *,
    every: str,
    by: list[str],
    min_articles: int,
    draws: int,
    seed: int,
) -> pd.DataFrame:
    """Turn the counts of all articles into rates with intervals, a row a period."""
    articles = pd.concat(parts, ignore_index=True)
    if articles.empty:
        return pd.DataFrame({name: articles[name] for name in by} | dict(TRENDS.empty()))
    group, groups = _groups(articles, by)
    period, periods = _periods(articles["_period"], every)
    cell = group * (len(periods) + 1) + np.where(period < 0, len(periods), period)
    columns = [name for name in map(str, articles) if name.startswith(_TERM)]
    shape = (len(groups), len(periods) + 1, len(columns))
    rates = _rates(articles[[*columns, "_total"]], cell, shape[0] * shape[1], draws, seed)
    # A cell is a group and period; the rows of the table are in the order group, term, period.
    table = {
        name: np.broadcast_to(values.reshape((*shape[:2], -1)), shape).swapaxes(1, 2).ravel()
        for name, values in rates.items()
    }
    of_group, of_period, term = (at.swapaxes(1, 2).ravel() for at in np.indices(shape))
    names = pd.Index([name.removeprefix(_TERM) for name in columns], dtype="str")
    dates = periods.append(pd.DatetimeIndex([pd.NaT])).astype("datetime64[us]")
    own: dict[str, Any] = {"term": names.take(term), "period": dates.take(of_period)}
    enough = table["total_articles"] >= min_articles
    found = TRENDS.conform(pd.DataFrame(own | table | {"enough": enough}))
    shown = (of_period < len(periods)) | (table["total_articles"] > 0)  # articles without a date
    keys = groups.take(of_group[shown]).reset_index(drop=True)
    return pd.concat([keys, found[shown].reset_index(drop=True)], axis=1)


def _groups(articles: pd.DataFrame, by: list[str]) -> tuple[Array, pd.DataFrame]:
    """Return the number of each row's group, and the groups in their order."""
    if not by:
        return np.zeros(len(articles), dtype=np.int64), pd.DataFrame(index=range(1))
    grouped = articles.groupby(by, dropna=False, sort=True, observed=True)
    return grouped.ngroup().to_numpy(), grouped.size().reset_index()[by]


def _periods(begins: pd.Series[Any], every: str) -> tuple[Array, pd.DatetimeIndex]:
    """Return the place of each date among all periods from the first to the last."""
    dated = pd.to_datetime(begins)
    if dated.isna().all():
        return np.full(len(dated), -1), pd.DatetimeIndex([])
    every_one = pd.period_range(dated.min(), dated.max(), freq=PERIODS[every])
    periods = pd.DatetimeIndex(every_one.start_time)
    return periods.get_indexer(pd.DatetimeIndex(dated)), periods


def _rates(
    articles: pd.DataFrame, cell: Array, n_cells: int, draws: int, seed: int
) -> dict[str, Array]:
    """Count the articles of each period and group: a row a cell, a column a term."""
    *counts, sizes = (articles[name].to_numpy(dtype=np.int64) for name in articles)
    of_terms = np.column_stack(counts)
    n = summed(of_terms, cell, n_cells)
    total = summed(sizes[:, None], cell, n_cells)
    low, high = rate_intervals(of_terms, sizes, cell, n_cells, draws=draws, seed=seed)
    return {
        "n": n,
        "total": total,
        "per_10k": n / np.where(total > 0, total, np.nan) * 10_000,
        "low": low * 10_000,
        "high": high * 10_000,
        "n_articles": summed(of_terms > 0, cell, n_cells),
        "total_articles": np.bincount(cell, minlength=n_cells),
    }
