"""Shares of frames over the weeks: a panel a frame, the naive count dotted behind the own voice."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from workbench.labels import label
from workbench.plots.frame_rows import LONGEST, WIDTH, explain, percent
from workbench.plots.lettering import colours_of, day, short
from workbench.plots.style import PALETTE, SOFT

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from workbench.plots.frame_rows import Series

_PANEL = 1.15  # inches of height


def draw_weeks(
    shown: pd.DataFrame, chosen: tuple[Series, ...], groups: Sequence[str] | None, lang: str
) -> Axes:
    """Draw a panel a frame, all on one scale; return the first."""
    import matplotlib.pyplot as plt

    colours = colours_of(shown["unit"], groups)
    size = (WIDTH, 2.2 + _PANEL * len(colours))
    _, grid = plt.subplots(len(colours), 1, figsize=size, sharex=True, sharey=True, squeeze=False)
    panels: list[Axes] = list(grid[:, 0])
    for axes, (unit, nth) in zip(panels, colours.items(), strict=True):
        rows = shown[shown["unit"] == unit].sort_values("group")
        for series in chosen:
            colour = SOFT if series.name == "all" else PALETTE[nth % len(PALETTE)]
            _draw_line(axes, rows, series, colour, main=series == chosen[-1])
        axes.text(0, 1.03, short(unit, LONGEST), transform=axes.transAxes, fontweight="bold")
    _explain(panels[0], shown, chosen, lang)
    _scale(panels, lang)
    return panels[0]


def _draw_line(axes: Axes, rows: pd.DataFrame, series: Series, colour: str, *, main: bool) -> None:
    """Draw one count; the main one with its interval and hollow marks where evidence is thin."""
    weeks = pd.to_datetime(rows["group"]).to_numpy()  # an empty column has no type of its own
    share, low, high = (
        rows[f"{name}{series.ending}"].to_numpy(dtype=float) for name in ("share", "low", "high")
    )
    if not main:
        axes.plot(weeks, share, linestyle=":", color=colour, linewidth=1.6)
        return
    axes.fill_between(weeks, low, high, color=colour, alpha=0.15, linewidth=0)
    axes.plot(weeks, share, color=colour, marker=series.marker, markersize=5)
    few = ~rows[f"enough{series.ending}"].to_numpy(dtype=bool)
    hollow = axes.plot(weeks[few], share[few], series.marker, color=colour, markersize=5)[0]
    hollow.set(markerfacecolor="white", zorder=4)


def _explain(axes: Axes, shown: pd.DataFrame, chosen: tuple[Series, ...], lang: str) -> None:
    if len(chosen) > 1:
        axes.plot([], [], linestyle=":", color=SOFT, label=label("frames_all", lang))
    explain(axes, chosen[-1], lang)
    if not shown[f"enough{chosen[-1].ending}"].all():
        explain(axes, None, lang)


def _scale(panels: list[Axes], lang: str) -> None:
    from matplotlib.dates import AutoDateLocator, num2date

    panels[0].set_ylim(-0.03, 1.03)
    panels[0].set_yticks([0, 0.5, 1])
    for axes in panels:
        axes.grid(visible=True, axis="y")
        axes.tick_params(axis="y", labelsize=9)
        axes.yaxis.set_major_formatter(lambda value, _: percent(value, lang))
    weeks = AutoDateLocator(minticks=2, maxticks=8)  # type: ignore[no-untyped-call]
    panels[-1].xaxis.set_major_locator(weeks)
    panels[-1].xaxis.set_major_formatter(
        lambda at, _: day(num2date(at), lang, year=False)  # type: ignore[no-untyped-call]
    )
    panels[-1].set_xlabel(label("frames_week", lang))
