"""Terms over time: lines with their intervals, gaps where nothing was printed."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.errors import TableError, check_option
from workbench.labels import LANGUAGES, label, number
from workbench.plots.lettering import (
    LINE,
    colours_of,
    describe_as,
    draw_nothing,
    keep_largest,
    letter,
    name_groups,
    short,
)
from workbench.plots.marks import End, name_ends
from workbench.plots.style import MARKERS, PALETTE, SOFT, house_style
from workbench.plots.time_axis import date_axis, length_of, write_date
from workbench.tables import TRENDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

_WIDTH, _PANEL = 6.0, 2.2  # inches
_ENDS = 18  # characters of a name at the end of its line
_MOST_BANDS = 3  # lines whose bands can still be told apart; more have bars, side by side
_ASIDE = 0.09  # of a period, between such bars
_DAYS = {"day": 1, "week": 7, "month": 30}
_SPOKEN = 12  # lines that the description reads out


def plot_trends(
    trends: pd.DataFrame,
    *,
    by: str | None = None,
    groups: Sequence[str] | None = None,
    title: str | None = None,
    lang: str = "de",
) -> Axes:
    """Draw how often terms occur over time, with 95 % intervals.

    Parameters
    ----------
    trends
        A trends table, as `count_trends` gives it.
    by
        Column of groups, such as ``"outlet"``: then each term has a panel, and each
        group a line. Seven lines are shown at most: the largest groups, or the terms
        with the most hits; the caption says so.
    groups
        All groups (without `by`: terms) there are, in an order of your own; each then
        keeps its colour in every figure.
    title
        A finding or a question; the default says what is shown.
    lang
        Language of the wording: ``de`` or ``en``.

    Returns
    -------
    matplotlib.axes.Axes
        The first panel. Its figure is described in words (`describe_figure`). A line
        is broken where there is no article; grey bands mark periods in which no group
        has any; hollow marks rest on few articles.

    Raises
    ------
    TableError
        If a column is missing, or the table has groups and `by` does not name them.

    Examples
    --------
    >>> from workbench.plots import describe_figure
    >>> row = {"term": "war", "period": pd.Timestamp("2024-03-04"), "n": 3, "total": 900}
    >>> rates = {"per_10k": 33.3, "low": 6.9, "high": 97.4, "n_articles": 2}
    >>> axes = plot_trends(pd.DataFrame([row | rates | {"total_articles": 4}]), lang="en")
    >>> describe_figure(axes)[:73]
    'Line chart: How often over time? war, per 10,000 words (95% interval): wa'
    """
    check_option("lang", lang, LANGUAGES)
    needed = [name for name in TRENDS.names if name not in {"enough", "n_articles"}]
    TRENDS.require(trends, *needed, *([by] if by else []), function="plot_trends")
    lines = ["term", *([by] if by else [])]
    if trends.duplicated([*lines, "period"]).any():
        raise TableError(
            "plot_trends: some terms have several rows a period, so this table has groups. "
            "Name their column, such as by='outlet'."
        )
    trends = name_groups(trends, by, lang)
    line = by or "term"
    sizes = trends.groupby(line, sort=False, observed=True)["total" if by else "n"].sum()
    trends, cut = keep_largest(trends, line, sizes, lang)
    shown = trends[trends["period"].notna()].sort_values("period", kind="stable")
    shown = shown.assign(line=shown[line].astype(str), panel=shown["term"] if by else "")
    heading = title or label("trends_title", lang, terms=", ".join(dict.fromkeys(trends["term"])))
    undated = _undated(trends, lang)
    if shown.empty:
        return draw_nothing(heading, label("trends_nothing", lang), undated)
    every = length_of(shown["period"])
    caption = " ".join(filter(None, (_caption(shown, by, every, lang), undated, cut)))
    with house_style():
        colours = colours_of(shown["line"], groups)
        panels = _draw(shown, colours, every, lang)
        axes = next(iter(panels.values()))
        legend = bool(axes.get_legend_handles_labels()[0])
        letter(axes, heading, fill(caption, LINE), legend=legend, above=0.12 if by else 0)
        for name, panel in panels.items():
            name_ends(panel, _ends(panel, shown[shown["panel"] == name], colours))
    rows = _spoken(shown, every, lang)
    describe_as(axes, "trends_alt", lang, title=heading, rows=rows, caption=caption)
    return axes


def _draw(shown: pd.DataFrame, colours: dict[str, int], every: str, lang: str) -> dict[str, Axes]:
    """Draw a panel for each term (or one for all), on one scale and one time axis."""
    import matplotlib.pyplot as plt

    panels = list(dict.fromkeys(shown["panel"]))
    height = 2.0 + _PANEL * len(panels) * (1 if len(panels) > 1 else 1.2)
    _, grid = plt.subplots(
        len(panels), 1, figsize=(_WIDTH, height), sharex=True, sharey=True, squeeze=False
    )
    every_axes: list[Axes] = list(grid[:, 0])
    for axes, name in zip(every_axes, panels, strict=True):
        rows = shown[shown["panel"] == name]
        _draw_gaps(axes, rows, every)
        for place, (line, nth) in enumerate(colours.items()):
            aside = 0.0 if len(colours) <= _MOST_BANDS else place - (len(colours) - 1) / 2
            days = pd.Timedelta(days=aside * _ASIDE * _DAYS[every])
            own = rows[rows["line"] == line]
            bands = len(colours) <= _MOST_BANDS
            _draw_line(axes, own.assign(period=own["period"] + days), nth, bands=bands)
        if name:
            axes.text(0, 1.03, short(name, 40), transform=axes.transAxes, fontweight="bold")
        axes.grid(visible=True, axis="y")
        axes.yaxis.set_major_formatter(lambda value, _: number(value, lang, int(value % 1 > 0)))
        axes.set_ylim(bottom=0)
    date_axis(every_axes[-1], shown["period"], every, lang)
    every_axes[0].set_ylabel(label("trends_axis", lang))
    _explain(every_axes[0], shown, lang)
    return dict(zip(panels, every_axes, strict=True))


def _draw_line(axes: Axes, rows: pd.DataFrame, nth: int, *, bands: bool) -> None:
    """Draw one line with its intervals; a missing rate breaks the line and its band."""
    colour = PALETTE[nth % len(PALETTE)]
    days = rows["period"].to_numpy()
    rate, low, high = (rows[name].to_numpy(dtype=float) for name in ("per_10k", "low", "high"))
    if bands:
        axes.fill_between(days, low, high, color=colour, alpha=0.13, linewidth=0)
    there = ~np.isnan(rate)
    axes.vlines(days[there], low[there], high[there], color=colour, linewidth=0.8, alpha=0.45)
    few = ~rows["enough"].to_numpy(dtype=bool) if "enough" in rows else np.zeros(len(rows), bool)
    marker = MARKERS[nth % len(MARKERS)]
    axes.plot(days, rate, color=colour, linewidth=1.7, marker=marker, markersize=4.5)
    hollow = axes.plot(days[few], rate[few], marker, color=colour, markersize=4.5)[0]
    hollow.set(markerfacecolor="white", zorder=4)


def _draw_gaps(axes: Axes, rows: pd.DataFrame, every: str) -> None:
    """Shade the periods in which no group has any article."""
    total = rows.groupby("period")["total_articles"].sum()
    for day in total.index[total == 0]:
        around = pd.Timedelta(days=_DAYS[every] / 2)
        axes.axvspan(day - around, day + around, color=SOFT, alpha=0.12, linewidth=0)


def _ends(axes: Axes, rows: pd.DataFrame, colours: dict[str, int]) -> list[End]:
    """Return where each line ends, at the right edge, with its name."""
    last = rows[rows["per_10k"].notna()].drop_duplicates("line", keep="last")
    edge = axes.get_xlim()[1]
    return [
        End(edge, rate, short(line, _ENDS), PALETTE[colours[line] % len(PALETTE)])
        for line, rate in zip(last["line"], last["per_10k"], strict=True)
    ]


def _explain(axes: Axes, shown: pd.DataFrame, lang: str) -> None:
    """Add what hollow marks and grey bands mean to the legend, where there are any."""
    if "enough" in shown and not shown.loc[shown["total"] > 0, "enough"].all():
        words = label("trends_hollow", lang)
        axes.plot([], [], "o", color=SOFT, markerfacecolor="white", markersize=5, label=words)
    if (shown.groupby("period")["total_articles"].sum() == 0).any():
        axes.fill_between([], [], [], color=SOFT, alpha=0.18, label=label("trends_gap", lang))


def _caption(shown: pd.DataFrame, by: str | None, every: str, lang: str) -> str:
    """Say what the rates rest on: words, articles, hits."""
    of_term = shown[shown["term"] == shown["term"].iloc[0]]
    parts = []
    for name, rows in of_term.groupby(by, sort=False, observed=True) if by else [("", of_term)]:
        articles = rows["total_articles"]
        facts = {
            "words": number(rows["total"].sum(), lang),
            "articles": number(articles.sum(), lang),
        }
        facts |= {"low": articles.min(), "high": articles.max()}
        key = "trends_denominator" if by else "trends_denominator_all"
        every_word = label(f"trends_unit_{every}", lang)
        parts.append(label(key, lang, name=name, every=every_word, **facts))
    hits = shown.groupby("term", sort=False)["n"].sum()
    counts = ", ".join(f"{term} {number(n, lang)}" for term, n in hits.items())
    said = [label("trends_caption", lang, denominators="; ".join(parts))]
    said += [label("trends_n", lang, counts=counts), label("trends_interval", lang)]
    total = of_term.groupby("period")["total_articles"].sum()
    if gaps := int((total == 0).sum()):
        said.append(label("trends_gaps", lang, gaps=gaps, periods=len(total)))
    return " ".join(said)


def _undated(trends: pd.DataFrame, lang: str) -> str:
    """Say how many articles are not shown, for want of a date."""
    undated = trends[trends["period"].isna()]
    n = max(undated.groupby("term")["total_articles"].sum(), default=0)  # the same for each term
    return label("trends_undated", lang, articles=number(n, lang)) if n else ""


def _spoken(shown: pd.DataFrame, every: str, lang: str) -> str:
    """Read out where each line begins, ends and is highest."""
    rows = []
    for (panel, line), part in list(shown.groupby(["panel", "line"], sort=False))[:_SPOKEN]:
        name = ", ".join(filter(None, (str(panel), str(line))))
        there = part[part["per_10k"].notna()].to_dict("records")
        if not there:
            rows.append(label("trends_alt_none", lang, name=name))
            continue
        most = max(there, key=lambda row: row["per_10k"])
        facts: dict[str, Any] = {"low": _rate(most["low"], lang), "high": _rate(most["high"], lang)}
        for key, row in (("first", there[0]), ("last", there[-1]), ("most", most)):
            facts[key] = _rate(row["per_10k"], lang)
            facts[f"{key}_when"] = write_date(row["period"], every, lang)
        rows.append(label("trends_alt_row", lang, name=name, **facts))
    return "; ".join(rows)


def _rate(value: float, lang: str) -> str:
    return number(value, lang, 1)
