"""Lexical variety: how many different words a text gets by with.

With V the different words and N the words of a text,

    TTR = V / N

falls with length by itself, because words come back; it tells nothing about
texts of different length. So TTR is given beside two measures that don't:

*MATTR*, the moving-average type-token ratio: the mean TTR of all stretches of
`window` words (Covington and McFall 2010). *MTLD*: the mean length of stretches
that keep a TTR above .72, read forwards and backwards (McCarthy and Jarvis 2010).

Misleads when
-------------
- a group has fewer words than the window: MATTR is missing, not guessed;
- stretches run across articles (``within="group"``): an outlet of short articles
  has more subjects in a stretch, and so more words. To compare outlets whose
  articles differ in length take ``within="article"`` and a window of 100;
- German compounds are words of their own: do not compare languages.

Sources
-------
Covington, M. A. and McFall, J. D. (2010): Cutting the Gordian knot: the
moving-average type-token ratio. Journal of Quantitative Linguistics 17 (2), 94–100.
McCarthy, P. M. and Jarvis, S. (2010): MTLD, vocd-D, and HD-D. Behavior Research
Methods 42 (2), 381–392.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from workbench.errors import check_count, check_option
from workbench.grouping import check_order, codes_of, counted, group_names, groups_of, listed
from workbench.partitions import parts_of
from workbench.tables import COUNTED_ZONES, TOKENS, VARIETY

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]

UNITS = ("token", "lemma")
WITHIN = ("group", "article")
WINDOW = 500
MTLD_LEVEL = 0.72


def measure_variety(
    tokens: pd.DataFrame,
    *,
    by: str | Sequence[str] | None = None,
    unit: Literal["token", "lemma"] = "token",
    zones: Iterable[str] | None = COUNTED_ZONES,
    window: int = WINDOW,
    within: Literal["group", "article"] = "group",
    tz: str = "Europe/Zurich",
) -> pd.DataFrame:
    """Measure lexical variety of all articles or of each group.

    Parameters
    ----------
    tokens
        A tokens table (`tokenize`). Capitals make no difference.
    by
        Column or columns to group by, such as ``"outlet"`` or ``"article_id"``.
    unit
        Words as they stand (``"token"``) or dictionary forms (``"lemma"``).
    zones
        Parts of the page to count; None counts all.
    window
        Words of the moving stretch.
    within
        Whether stretches run through a whole group, its articles in the order of
        their dates (``"group"``), or stay inside one article (``"article"``).
    tz
        Time zone in which a day begins, for ``by="day"`` and the like.

    Returns
    -------
    pandas.DataFrame
        A variety table: the columns of `by`, then `n_types`, `total` (words), `ttr`,
        `mattr`, `n_windows` (stretches that `mattr` is the mean of), `mtld`, and
        `total_articles`. `mattr` is missing where no stretch fits.

    Raises
    ------
    TableError
        If `tokens` lacks a column.
    OptionError
        If `window` is below 2 or an option is not known.

    Examples
    --------
    >>> from workbench.tokens import tokenize
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Krieg und Krieg und Streit"]})
    >>> measure_variety(tokenize(articles), window=3)[["n_types", "total", "ttr", "mattr"]]
       n_types  total  ttr     mattr
    0        3      5  0.6  0.777778
    """
    check_option("unit", unit, UNITS)
    check_option("within", within, WITHIN)
    check_count("measure_variety", window=window, least=2)  # one word is always different
    names = group_names(by, VARIETY.names, function="measure_variety")
    step = partial(count_part, by=names, unit=unit, zones=listed(zones), tz=tz)
    found = parts_of(tokens).fold(step, combine)
    return finish([found], by=names, window=window, within=within)


@dataclass(frozen=True)
class WordSequence:
    """The words of some whole articles in their order, as numbers of `keys`."""

    keys: pd.Index[Any]
    word: Array
    articles: pd.DataFrame  # the columns of `by`, _published, _article, _size


def count_part(
    tokens: pd.DataFrame, *, by: list[str], unit: str, zones: Iterable[str] | None, tz: str
) -> WordSequence:
    """Give the words of some whole articles numbers, one after the other."""
    TOKENS.require(tokens, "article_id", unit, "is_word", "zone", function="measure_variety")
    check_order(tokens, function="measure_variety")
    rows = np.flatnonzero(counted(tokens, zones))
    group, labels = groups_of(tokens, rows, by, tz, function="measure_variety")
    code, ids = codes_of(tokens["article_id"])
    pair = group * np.int64(len(ids) + 1) + code[rows]
    order = np.argsort(pair, kind="stable")
    found, size = np.unique(pair, return_counts=True)
    of_group, article = np.divmod(found, len(ids) + 1)
    words, keys = _numbered(tokens[unit], rows[order])
    table = labels.take(of_group).reset_index(drop=True)
    table["_published"] = _published(tokens, rows[order], size)
    table["_article"] = pd.Series(ids.take(article)).astype("str").array
    return WordSequence(keys, words, table.assign(_size=size))


def _numbered(column: pd.Series[Any], rows: Array) -> tuple[Array, pd.Index[Any]]:
    codes, words = codes_of(column)
    code = codes[rows].astype(np.int64)
    used = np.flatnonzero(np.bincount(code, minlength=len(words)))
    key, keys = pd.factorize(pd.Index([str(word).casefold() for word in words.take(used)]))
    number = np.zeros(len(words), dtype=np.int64)
    number[used] = key
    return number[code], pd.Index(keys)


def _published(tokens: pd.DataFrame, rows: Array, size: Array) -> pd.Series[Any]:
    """Return the time of each article, by its first word."""
    first = rows[np.cumsum(size) - size]
    if "published" not in tokens:
        return pd.Series(pd.NaT, index=range(len(first)), dtype="datetime64[us, UTC]")
    times = pd.Series(tokens["published"].iloc[first].astype("object").to_numpy())
    return pd.to_datetime(times, utc=True).astype("datetime64[us, UTC]")


def combine(parts: Sequence[WordSequence]) -> WordSequence:
    """Put the articles of several parts behind one another, their words numbered alike."""
    if len(parts) == 1:
        return parts[0]
    keys = pd.Index(pd.unique(pd.Series([key for part in parts for key in part.keys], dtype="str")))
    word = np.concatenate([keys.get_indexer(part.keys)[part.word] for part in parts])
    filled = [part.articles for part in parts if len(part.word)] or [parts[0].articles]
    return WordSequence(keys, word, pd.concat(filled, ignore_index=True))


def finish(
    parts: Sequence[WordSequence], *, by: list[str], window: int, within: str
) -> pd.DataFrame:
    """Put the parts of a corpus into the order of their dates, and measure each group."""
    whole = combine(parts)
    articles, word = whole.articles, whole.word
    if articles.empty:
        return pd.DataFrame({name: articles[name] for name in by} | dict(VARIETY.empty()))
    ends = articles["_size"].cumsum().to_numpy()
    articles = articles.assign(_begin=ends - articles["_size"].to_numpy())
    articles = articles.sort_values([*by, "_published", "_article"], kind="stable")
    key: list[str] = by or ["_all"]
    grouped = articles.assign(_all=0).groupby(key, dropna=False, sort=True, observed=True)
    rows = []
    for _, own in grouped:
        runs = [word[b : b + n] for b, n in zip(own["_begin"], own["_size"], strict=True)]
        rows.append(_measured(runs, window, within))
    names = grouped.size().reset_index()[by]
    return pd.concat([names, VARIETY.conform(pd.DataFrame(rows))], axis=1)


def _measured(runs: list[Array], window: int, within: str) -> dict[str, Any]:
    """Measure one group: its articles in order, each an array of words."""
    words = np.concatenate(runs)
    stretches = [words] if within == "group" else runs
    sums = [sum_windows(stretch, window) for stretch in stretches]
    types, windows = (sum(column) for column in zip(*sums, strict=True))
    n_types = len(np.unique(words))
    return {
        "n_types": n_types,
        "total": len(words),
        "ttr": n_types / len(words),
        "mattr": types / (windows * window) if windows else np.nan,
        "n_windows": windows,
        "mtld": mtld(words.tolist()),
        "total_articles": len(runs),
    }


def sum_windows(words: Array, window: int) -> tuple[int, int]:
    """Return the different words of all stretches of a text, added up, and the stretches.

    A word adds one to every stretch in which it is the first of its kind: those
    that begin after its last occurrence and hold it.

    Examples
    --------
    >>> sum_windows(np.array([1, 2, 1, 3]), 3)  # (1 2 1) has two, (2 1 3) three
    (5, 2)
    """
    n = len(words)
    windows = n - window + 1
    if windows < 1:
        return 0, 0
    place = np.argsort(words, kind="stable")
    before = np.full(n, -1, dtype=np.int64)
    same = np.diff(words[place]) == 0
    before[place[1:][same]] = place[:-1][same]
    at = np.arange(n)
    last = np.minimum(at, windows - 1)
    return int(np.maximum(last - np.maximum(before, at - window), 0).sum()), windows


def mtld(words: Sequence[int], level: float = MTLD_LEVEL) -> float:
    """Return the measure of textual lexical diversity: forwards and backwards, then their mean."""
    return (_mtld(words, level) + _mtld(words[::-1], level)) / 2


def _mtld(words: Sequence[int], level: float) -> float:
    factors, seen, length = 0.0, set(), 0
    for word in words:
        length += 1
        seen.add(word)
        if len(seen) / length <= level:
            factors, seen, length = factors + 1, set(), 0
    if length:
        factors += (1 - len(seen) / length) / (1 - level)
    return len(words) / factors if factors else float(len(words))
