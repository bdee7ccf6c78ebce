"""A table's cells as words: headings, numbers and times in the reader's language."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pandas as pd
from pandas.api import types

from workbench.labels import column_heading, label, number

if TYPE_CHECKING:
    from collections.abc import Iterator

LONGEST = 240  # characters of a cell; longer texts end in " …"
_LONG = 40  # characters from which a column gets room to wrap in
_EXACT, _ROUND = 1, 100  # below the first three digits after the point, from the second on one
_TIMES = {"de": ("%d.%m.%Y", "%d.%m.%Y, %H:%M"), "en": ("%-d %b %Y", "%-d %b %Y, %H:%M")}


# Columns whose cells are codes with words of their own. Sheets for coders keep their codes.
_WORDED = {
    "zone": ("zone",),
    "voice": ("voice",),
    "headline_voice": ("voice",),
    "body_voice": ("voice",),
    "stance": ("stance",),
    "headline_stance": ("stance",),
    "body_stance": ("stance",),
    "change": ("change",),
    "measure": ("column", "agreement"),
    "variable": ("column",),
    "warning": ("agreement",),
    "kind": ("kind",),
    "disclosure": ("disclosure",),
    "rule": ("origin",),
    "value": ("voice", "stance"),
}


@dataclass(frozen=True)
class Shown:
    """A column as it is shown: raw name, heading, cells, CSS class, and whether it heads rows."""

    name: str
    heading: str
    cells: list[str]
    css: str = ""
    heads: bool = False


def shown_columns(frame: pd.DataFrame, lang: str, max_rows: int) -> Iterator[Shown]:
    """Write each column of the first rows in the reader's language."""
    head = frame.head(max_rows)
    n_index = 0
    if not _is_counter(head.index):
        n_index = head.index.nlevels
        levels = ["" if n is None else str(n) for n in head.index.names]
        head = head.rename_axis(index=levels).reset_index(allow_duplicates=True)
    names: list[Any] = list(head.columns)
    for position, name in enumerate(names):
        written = " · ".join(map(str, name)) if isinstance(name, tuple) else str(name)
        cells, css = cells_of(head.iloc[:, position], head, lang)
        yield Shown(written, column_heading(written, lang), cells, css, position < n_index)


def _is_counter(index: pd.Index[Any]) -> bool:
    return index.nlevels == 1 and index.name is None and types.is_integer_dtype(index.dtype)


def _wording(key: str, lang: str) -> str:
    try:
        return label(key, lang)
    except KeyError:
        return ""


def cells_of(column: pd.Series[Any], frame: pd.DataFrame, lang: str) -> tuple[list[str], str]:
    """Return a column's cells as text, and the CSS class that sets them."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        column = column.astype(column.cat.categories.dtype)
    if types.is_bool_dtype(column.dtype):
        return [label("yes" if value else "no", lang) for value in column], ""
    if types.is_datetime64_any_dtype(column.dtype):
        return _times(column, frame.get("tz"), lang), "wb-fixed"
    if types.is_numeric_dtype(column.dtype):
        digits = _digits(column)
        return ["–" if pd.isna(v) else number(v, lang, digits) for v in column], "wb-num"
    if column.name in _WORDED:
        kinds = _WORDED[str(column.name)]
        return [_worded(value, kinds, lang) for value in column], ""
    cells = [_shortened(value) for value in column]
    long = max(map(len, cells), default=0) > _LONG
    return cells, "wb-fixed" if column.name == "article_id" else "wb-long" if long else ""


def _worded(value: Any, kinds: tuple[str, ...], lang: str) -> str:  # noqa: ANN401 (a cell)
    """Return the reader's word for a code, of the first kind that knows it."""
    words = (_wording(f"{kind}_{value}", lang) for kind in kinds)
    return next(filter(None, words), _shortened(value))


def _digits(column: pd.Series[Any]) -> int:
    """Return how many digits after the point a column needs."""
    values = column.dropna().abs()
    if types.is_integer_dtype(column.dtype) or values.empty or (values % 1 == 0).all():
        return 0
    highest = float(values.max())
    return 3 if highest < _EXACT else 1 if highest >= _ROUND else 2


def _shortened(value: Any) -> str:  # noqa: ANN401 (a cell of any table)
    if value is None or (types.is_scalar(value) and pd.isna(value)):
        return ""
    text = str(value)
    return text if len(text) <= LONGEST else text[:LONGEST].rstrip() + " …"


def _times(column: pd.Series[Any], zones: pd.Series[Any] | None, lang: str) -> list[str]:
    """Write times in the time zone of their article where it is known, else as they are."""
    names = [None] * len(column) if zones is None else list(zones)
    local = [_localised(time, tz) for time, tz in zip(column, names, strict=True)]
    exact = any(time.time() != pd.Timestamp(0).time() for time in local if not pd.isna(time))
    return ["" if pd.isna(time) else timestamp(time, lang, exact=exact) for time in local]


def _localised(time: Any, tz: object) -> Any:  # noqa: ANN401 (a Timestamp or NaT)
    known = isinstance(tz, str) and tz and not pd.isna(time) and time.tzinfo is not None
    return time.tz_convert(tz) if known else time


def timestamp(time: pd.Timestamp, lang: str, *, exact: bool = True) -> str:
    """Write a time; UTC is said, for readers would take it for their own.

    Examples
    --------
    >>> timestamp(pd.Timestamp("2022-04-09 14:32"), "de")
    '09.04.2022, 14:32'
    """
    pattern = _TIMES[lang][exact].replace("%-d", str(time.day))
    return time.strftime(pattern) + (" UTC" if exact and str(time.tzinfo) == "UTC" else "")
