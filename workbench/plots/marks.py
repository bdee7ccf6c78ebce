"""Marks that figures share: a value with its interval, and names at the ends of lines."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

_SIZE = 9  # points of a name at the end of a line
_APART = 1.15  # lines of text from one name to the next


class End(NamedTuple):
    """The end of a line, in the units of the axes, with what is written there."""

    x: float
    y: float
    text: str
    colour: str


def draw_interval(
    axes: Axes,
    at: float,
    value: float,
    low: float,
    high: float,
    *,
    colour: str,
    marker: str = "o",
    filled: bool = True,
) -> None:
    """Draw a value with its interval in the row `at`; hollow where evidence is thin.

    Nothing is drawn for a missing value, no line for a missing interval.

    Parameters
    ----------
    axes
        Axes whose rows go down the y axis.
    at
        Place of the row.
    value, low, high
        The value and the ends of its interval, in the units of the x axis.
    colour, marker, filled
        How the mark looks.
    """
    if math.isnan(value):
        return
    if not math.isnan(low + high):
        axes.plot([low, high], [at, at], color=colour, linewidth=1.4, solid_capstyle="butt")
    inside = colour if filled else "white"
    axes.plot(
        value, at, marker, color=colour, markerfacecolor=inside, markersize=6, zorder=3,
        markeredgecolor=colour,
    )  # fmt: skip


def name_ends(axes: Axes, ends: Sequence[End]) -> None:
    """Write each line's name at its end, in its colour, moved apart where names would meet.

    Call it last: the places depend on the scale of the y axis and the size of the picture.

    Parameters
    ----------
    axes
        Axes with the lines.
    ends
        The ends, one a line.
    """
    figure = axes.get_figure(root=True)
    if figure is None or not ends:
        return
    figure.draw_without_rendering()  # settles the layout
    points = 72 / figure.dpi
    ordered = sorted(ends, key=lambda end: end.y)
    wanted = [axes.transData.transform((0, end.y))[1] * points for end in ordered]
    for end, here, place in zip(ordered, wanted, _spread(wanted, _SIZE * _APART), strict=True):
        axes.annotate(
            end.text, (end.x, end.y), (7, place - here), textcoords="offset points",
            color=end.colour, fontsize=_SIZE, va="center", ha="left", annotation_clip=False,
        )  # fmt: skip


def _spread(wanted: Sequence[float], gap: float) -> list[float]:
    """Move rising places apart to at least `gap`, each group around its own middle.

    Examples
    --------
    >>> _spread([0, 1, 50], 10)
    [-4.5, 5.5, 50.0]
    """
    groups: list[tuple[float, int]] = []  # middle and number of members
    for place in wanted:
        middle, n = float(place), 1
        while groups and middle - groups[-1][0] < gap * (n + groups[-1][1]) / 2:
            before, n_before = groups.pop()
            middle = (middle * n + before * n_before) / (n + n_before)
            n += n_before
        groups.append((middle, n))
    return [middle + gap * (nth - (n - 1) / 2) for middle, n in groups for nth in range(n)]
