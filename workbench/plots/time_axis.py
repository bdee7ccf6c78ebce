"""Dates along an axis, in the words of the reader's language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.labels import label

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_TICKS = 7  # dates that fit below a figure
_WEEK, _MONTH = 7, 28  # days


def length_of(periods: pd.Series[Any]) -> str:
    """Say whether the periods are days, weeks or months, by the shortest step between two.

    Examples
    --------
    >>> length_of(pd.Series(pd.to_datetime(["2024-03-04", "2024-03-11", "2024-04-01"])))
    'week'
    """
    days = np.sort(periods.unique()).astype("datetime64[D]")
    if len(days) < 2:  # noqa: PLR2004 (one period has no step)
        return "day"
    step = int(np.diff(days).astype(int).min())
    return "month" if step >= _MONTH else "week" if step >= _WEEK else "day"


def write_date(day: pd.Timestamp, every: str, lang: str) -> str:
    """Write the first day of a period as readers say it.

    Examples
    --------
    >>> day = pd.Timestamp("2024-03-04")
    >>> write_date(day, "week", "de"), write_date(day, "month", "en")
    ('4. März', 'Mar 2024')
    """
    month = label("trends_months", lang).split()[day.month - 1]
    key = "trends_month_form" if every == "month" else "trends_day_form"
    return label(key, lang, day=day.day, month=month, year=day.year)


def date_axis(axes: Axes, periods: pd.Series[Any], every: str, lang: str) -> None:
    """Put dates below the axis: periods that are there, evenly chosen."""
    days = pd.DatetimeIndex(sorted(periods.unique()))
    step = -(-len(days) // _TICKS) or 1
    ticks = days[::step]
    several = len(set(days.year)) > 1 and every != "month"
    names = [write_date(day, every, lang) + (f"\n{day.year}" if several else "") for day in ticks]
    axes.set_xticks(ticks.to_numpy(), names)
    axes.set_xlabel(label(f"trends_{every}", lang))
