"""Shares of frames as rows: for each group a mark with its interval, under the frame's name."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from workbench.labels import label, number
from workbench.plots.lettering import colours_of, short
from workbench.plots.marks import draw_interval
from workbench.plots.style import PALETTE, SOFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

WIDTH = 6.0  # inches
LONGEST = 26  # characters of the name of a row
_ROW = 0.27  # inches


class Series(NamedTuple):
    """One of the two counts: the ending of its columns, its marker, its place in a row."""

    name: str
    ending: str
    marker: str
    offset: float


SERIES = (Series("all", "", "s", -0.17), Series("own", "_own", "o", 0.17))


def draw_rows(
    shown: pd.DataFrame, chosen: tuple[Series, ...], groups: Sequence[str] | None, lang: str
) -> Axes:
    """Draw a row a group, under a line that names the frame."""
    import matplotlib.pyplot as plt

    grouped = bool((shown["group"] != "").any())
    names, places = _rows(shown, grouped=grouped)
    _, axes = plt.subplots(figsize=(WIDTH, 2.1 + _ROW * len(names)))
    colours = colours_of(shown["group" if grouped else "unit"], groups)
    for series in chosen if len(chosen) > 1 else [chosen[0]._replace(offset=0)]:
        _draw_series(axes, shown, places, series, colours, grouped=grouped)
        explain(axes, series, lang)
    if not all(shown[f"enough{s.ending}"].all() for s in chosen):
        explain(axes, None, lang)
    _write_numbers(axes, shown, places, chosen)
    axes.set_yticks(range(len(names)), [short(name, LONGEST) for name, _ in names])
    for tick, (_, heads) in zip(axes.get_yticklabels(), names, strict=True):
        tick.set_fontweight("bold" if heads else "normal")
    axes.set_ylim(len(names) - 0.4, -0.6)
    axes.set_xlim(-0.02, 1.02)
    axes.grid(visible=True, axis="x")
    axes.xaxis.set_major_formatter(lambda value, _: percent(value, lang))
    return axes


def _rows(shown: pd.DataFrame, *, grouped: bool) -> tuple[list[tuple[str, bool]], list[int]]:
    """Return the names down the side (and which of them are headings), and each row's place."""
    names: list[tuple[str, bool]] = []
    places = [0] * len(shown)
    for unit, rows in shown.groupby("unit", sort=False):
        if grouped:
            names.append((str(unit), True))
        for at, group in zip(rows.index, rows["group"], strict=True):
            places[at] = len(names)
            names.append((str(group) if grouped else str(unit), False))
    return names, places


def _draw_series(
    axes: Axes,
    shown: pd.DataFrame,
    places: list[int],
    series: Series,
    colours: dict[str, int],
    *,
    grouped: bool,
) -> None:
    for at, row in enumerate(shown.to_dict("records")):
        share, low, high = (row[f"{name}{series.ending}"] for name in ("share", "low", "high"))
        nth = colours[row["group" if grouped else "unit"]]
        colour = SOFT if series.name == "all" else PALETTE[nth % len(PALETTE)]
        draw_interval(
            axes, places[at] + series.offset, share, low, high,
            colour=colour, marker=series.marker, filled=row[f"enough{series.ending}"],
        )  # fmt: skip


def explain(axes: Axes, series: Series | None, lang: str) -> None:
    """Add an entry to the legend; None explains the hollow marks."""
    marker, words = "o", "frames_hollow"
    if series is not None:
        marker, words = series.marker, f"frames_{series.name}"
    colour = PALETTE[0] if series is not None and series.name == "own" else SOFT
    fill_with = "white" if series is None else colour
    text = label(words, lang)
    axes.plot([], [], marker, color=colour, markerfacecolor=fill_with, markersize=6, label=text)


def _write_numbers(
    axes: Axes, shown: pd.DataFrame, places: list[int], chosen: tuple[Series, ...]
) -> None:
    """Write count and denominator of every mark at the right edge."""
    for at, row in enumerate(shown.to_dict("records")):
        parts = [f"{row[f'n{s.ending}']}/{row[f'total{s.ending}']}" for s in chosen]
        axes.text(
            1.02,
            places[at],
            " · ".join(parts),
            transform=axes.get_yaxis_transform(),
            va="center",
            fontsize=8.5,
            color=SOFT,
        )


def percent(value: float, lang: str) -> str:
    """Write a share as a percentage."""
    return f"{number(100 * value, lang)}\N{NO-BREAK SPACE}%"
