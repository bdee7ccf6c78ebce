"""What measures share: which tokens count, the groups they fall into, and their words as numbers.

Every measure works on the codes of categorical columns; strings are touched once a type.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from workbench.errors import OptionError, TableError, check_option
from workbench.tables import ZONES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Array = NDArray[Any]

_WIDEST_GAP = 2  # characters between neighbours; more means that tokens were left out
PERIODS = {"day": "D", "week": "W-SUN", "month": "M"}


def counted(tokens: pd.DataFrame, zones: Iterable[str] | None) -> Array:
    """Return True for the words of the zones that count."""
    word = tokens["is_word"].to_numpy()
    wanted = listed(zones)
    if wanted is None:
        return word
    for zone in wanted:
        check_option("zones", zone, ZONES)
    codes, found = codes_of(tokens["zone"])
    return word & np.append(found.isin(wanted), [False])[codes]


def listed(zones: Iterable[str] | None) -> list[str] | None:
    """Return the zones as a list, which every part of a corpus can read anew."""
    return zones if zones is None else [zones] if isinstance(zones, str) else list(zones)


def codes_of(column: pd.Series[Any]) -> tuple[Array, pd.Index[Any]]:
    """Return numbers and the values that they stand for; -1 is a missing value."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.array.codes, column.cat.categories
    codes, values = pd.factorize(column)
    return codes, pd.Index(values)


def changes(values: Array) -> Array:
    """Return True where a value differs from the one before it; the first always does."""
    differs = np.ones(len(values), dtype=bool)
    np.not_equal(values[1:], values[:-1], out=differs[1:])
    return differs


def firsts(values: Array) -> Array:
    """Return where runs of one value begin.

    Examples
    --------
    >>> firsts(np.array([7, 7, 3, 3, 7])).tolist()
    [0, 2, 4]
    """
    return np.flatnonzero(changes(values))


def alphabet_ranks(words: pd.Index[Any]) -> Array:
    """Return the place of each word in the order of the alphabet (of code points, as in Python).

    Examples
    --------
    >>> alphabet_ranks(pd.Index(["b", "ä", "a"])).tolist()
    [1, 2, 0]
    """
    ranks = np.empty(len(words), dtype=np.int64)
    ranks[pc.sort_indices(pa.array(words, pa.large_string())).to_numpy()] = np.arange(len(words))
    return ranks


def commonest(number: Array, spelling: pd.Index[Any], n: Array) -> pd.Index[Any]:
    """Return the spelling of each number that occurs most often; of equals, the first by alphabet.

    Examples
    --------
    >>> spelling = pd.Index(["der", "Der", "Krieg"])
    >>> commonest(np.array([0, 0, 1]), spelling, np.array([2, 2, 1])).tolist()
    ['Der', 'Krieg']
    """
    several = np.flatnonzero(np.bincount(number)[number] > 1)
    rank = np.zeros(len(number), dtype=np.int64)
    rank[several] = alphabet_ranks(spelling.take(several))
    order = np.lexsort((rank, -n, number))
    return spelling.take(order[firsts(number[order])])


def check_order(tokens: pd.DataFrame, *, function: str) -> None:
    """Refuse tokens out of the order of the text, where a measure asks how far apart they are."""
    if "start" in tokens and not in_order(
        codes_of(tokens["article_id"])[0], tokens["start"].to_numpy()
    ):
        raise TableError(
            f"{function}: the tokens do not stand in the order of the text, which says what stands "
            "beside what. Put them back: tokens.sort_values(['article_id', 'start'])."
        )


def in_order(article: Array, start: Array) -> bool:
    """Say whether each article stands together, its tokens one after the other.

    Examples
    --------
    >>> in_order(np.array([1, 1, 0]), np.array([0, 5, 0]))
    True
    >>> in_order(np.array([1, 0, 1]), np.array([0, 0, 5]))
    False
    """
    begins = changes(article)
    runs = article[begins]
    if len(pd.unique(runs)) < len(runs):
        return False
    return bool((begins[1:] | (start[1:] > start[:-1])).all())


def only_blanks(tokens: pd.DataFrame, rows: Array, gap: Array, beside: Array) -> Array:
    """Say of tokens `beside` the next, `gap` characters away, if only blanks stand between.

    Two blanks may, but not in an article without any mark: whoever kept only the words of it left
    no trace of a comma but the room that it took.

    Examples
    --------
    >>> table = pd.DataFrame({"article_id": ["a", "a", "b"], "is_word": [True, False, True]})
    >>> only_blanks(table, np.array([0, 0, 2]), np.array([1, 2, 2]), np.full(3, True)).tolist()
    [True, True, False]
    """
    near = beside & (gap <= _WIDEST_GAP)
    wide = np.flatnonzero(near & (gap == _WIDEST_GAP))
    if len(wide):
        article = codes_of(tokens["article_id"])[0]
        marked = article[~tokens["is_word"].to_numpy()]
        near[wide] = np.isin(article[rows[wide]], marked)
    return near


def group_names(by: str | Iterable[str] | None, own: Iterable[str], *, function: str) -> list[str]:
    """Return the columns to group by; refuse those that the result has of its `own`."""
    names = [by] if isinstance(by, str) else list(dict.fromkeys(by or []))
    taken = set(own).intersection(names)
    if taken:
        name = min(taken)
        raise OptionError(
            f"{function}: by={name!r} is a column that the result has of its own. Leave it out, or "
            "give your column another name."
        )
    return names


def groups_of(
    tokens: pd.DataFrame, rows: Array, names: list[str], tz: str, *, function: str
) -> tuple[Array, pd.DataFrame]:
    """Give each counted token the number of its group, in the order of the labels."""
    columns: dict[str, Any] = {}
    numbers, begins = [], np.zeros(len(rows), dtype=bool)
    begins[:1] = True
    for name in names:
        codes, values = _group_column(tokens, name, tz, function)
        rank = np.full(len(values) + 1, len(values))  # what is missing (-1) comes last
        rank[values.argsort()] = np.arange(len(values))
        numbers.append((codes[rows], rank))
        begins |= changes(numbers[-1][0])
        columns[name] = pd.Series(values.sort_values().array)
    first = np.flatnonzero(begins)  # numbers are looked up once a run, not once a token
    number = np.zeros(len(first), dtype=np.int64)
    for codes, rank in numbers:
        number = number * len(rank) + rank[codes[first]]
    found, short = np.unique(number, return_inverse=True)
    labels = {}
    rest = found
    for name in reversed(names):
        rest, at = np.divmod(rest, len(columns[name]) + 1)
        labels[name] = columns[name].reindex(at).array
    length = np.diff(first, append=len(rows))
    return np.repeat(short, length), pd.DataFrame(labels, index=range(len(found)))


def _group_column(
    tokens: pd.DataFrame, name: str, tz: str, function: str
) -> tuple[Array, pd.Index[Any]]:
    """Return the codes and values of one column to group by."""
    if name in tokens.columns:
        return codes_of(tokens[name])
    if name in PERIODS and "published" in tokens.columns:
        codes, times = codes_of(tokens["published"])
        short, values = pd.factorize(begin_of(times, name, tz, function=function))
        return np.append(short, -1)[codes], pd.Index(values)
    has = ", ".join(map(str, tokens.columns))
    raise TableError(
        f"{function}: the tokens have no column {name!r}; they have: {has}. To carry a column of "
        f"the articles along, make them with tokenize(articles, keep=[{name!r}]). "
        f"For times there are by='day', 'week' and 'month', which need 'published'."
    )


def begins_of(column: pd.Series[Any], period: str, tz: str, *, function: str) -> pd.DatetimeIndex:
    """Return the first day of the period of each row of `published`."""
    codes, times = codes_of(column)
    begins = begin_of(times, period, tz, function=function)
    return pd.DatetimeIndex(begins.append(pd.DatetimeIndex([pd.NaT])).take(codes))


def begin_of(times: pd.Index[Any], period: str, tz: str, *, function: str) -> pd.DatetimeIndex:
    """Return the first day of the period that each time lies in; a time without a zone is UTC.

    Examples
    --------
    >>> times = pd.Index(["2024-03-03T23:30Z", "2024-03-10"])
    >>> begin_of(times, "week", "Europe/Zurich", function="count_words").strftime("%d.%m.").tolist()
    ['04.03.', '04.03.']
    """
    known = times_of(times, function=function)
    try:
        local = known.tz_convert(tz).tz_localize(None)
    except (KeyError, ValueError, TypeError) as error:
        raise OptionError(
            f"{function}: tz={tz!r} is no time zone; write it like 'Europe/Zurich'."
        ) from error
    return local.to_period(PERIODS[period]).start_time


def times_of(times: pd.Index[Any] | pd.Series[Any], *, function: str) -> pd.DatetimeIndex:
    """Read times; without a zone they are UTC."""
    try:  # a number is text here, and no time: pandas would take it for nanoseconds
        plain = times.astype("str") if pd.api.types.is_numeric_dtype(times) else times
        return pd.DatetimeIndex(pd.to_datetime(pd.Index(plain), utc=True, format="ISO8601"))
    except (ValueError, TypeError) as error:
        raise TableError(
            f"{function}: 'published' holds something that is no time like 2024-03-04T08:30Z. Make "
            "times of it first, with pandas.to_datetime(articles['published'], utc=True)."
        ) from error


def spellings_of(column: pd.Series[Any], rows: Array, *, fold: bool) -> tuple[Array, pd.Index[Any]]:
    """Return the word of some tokens, as numbers and spellings; folded means in small letters.

    A part of a corpus gets the spellings that the whole gets, so counts of parts can be added.
    """
    codes, words = codes_of(column)
    codes, words = filled(column, codes[rows]), pd.Index(words, dtype="str")
    if not fold:
        return codes.astype(np.int64), words
    short, folded = fold_case(words)
    return short[codes], folded


def filled(column: pd.Series[Any], codes: Array) -> Array:
    """Return the numbers of counted words; refuse those that have none."""
    if codes.min(initial=0) < 0:
        raise TableError(
            f"The column {column.name!r} of the tokens is empty in {np.count_nonzero(codes < 0)} "
            "rows that are words. From a CSV file, pandas takes words such as null and NA for "
            "nothing: read it with keep_default_na=False, or keep tokens as Parquet."
        )
    return codes


def fold_case(words: pd.Index[Any]) -> tuple[Array, pd.Index[Any]]:
    """Put together words that differ by case: the number of each, and the folded words.

    Examples
    --------
    >>> fold_case(pd.Index(["Der", "Maß", "der", "mass"]))[1].tolist()
    ['der', 'mass']
    """
    spelt = pa.array(words, pa.large_string())
    # Arrow lowers plain letters at once; others (ß, Σ) are folded as Python does.
    plain = pc.string_is_ascii(spelt)
    others = [word.casefold() for word in spelt.filter(pc.invert(plain)).to_pylist()]
    others = pa.array(others, pa.large_string())
    folded = pc.replace_with_mask(pc.ascii_lower(spelt), pc.invert(plain), others)
    encoded = folded.dictionary_encode()
    numbers = encoded.indices.to_numpy().astype(np.int64)
    return numbers, pd.Index(encoded.dictionary.to_pandas(), dtype="str")


def names_of(values: pd.Series[Any]) -> pd.Index[Any]:
    """Return the names of groups; a day is written as 2024-03-04, a missing value is empty."""
    if isinstance(values.dtype, np.dtype) and values.dtype.kind == "M":
        values = values.dt.strftime("%Y-%m-%d")
    plain = values.astype("object").where(values.notna(), "")
    return pd.Index(plain.map(str), dtype="str")


def article_parts(group: Array, article: Array) -> tuple[Array, Array, Array]:
    """Find the pairs of group and article (*parts*); return number, group and words of each.

    Tokens stand in the order of the articles, so pairs are looked up once a run.
    """
    pair = group * np.int64(int(article.max(initial=0)) + 2) + article
    first = firsts(pair)
    length = np.diff(first, append=len(pair))
    _, where, number = np.unique(pair[first], return_index=True, return_inverse=True)
    size = np.bincount(number, weights=length).astype(np.int64)
    return np.repeat(number.astype(np.int32), length), group[first][where], size


def cells_of(word: Array, part: Array, n_parts: int) -> tuple[Array, Array, Array]:
    """Count the words of each part: word, part and occurrences, sorted by word, then part."""
    bits = n_parts.bit_length()
    key = np.sort(word << bits | part)
    first = firsts(key)
    cell = key[first]
    return cell >> bits, cell & ((1 << bits) - 1), np.diff(first, append=len(key))
