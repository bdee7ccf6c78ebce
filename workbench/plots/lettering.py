"""The lettering that all figures share: title, caption, legend, names and colours of groups."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.labels import label
from workbench.plots.style import SOFT, describe_figure

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

LINE = 84  # characters of a line of the caption
LONGEST_NAME = 30  # characters of a name in the legend
_LEGEND_COLUMNS = 2
_EDGE = 0.015  # share of the width at which title and caption begin
_TITLE, _TITLE_LINES = 48, 3  # characters of a line of the title, and lines of it


def letter(axes: Axes, title: str, caption: str, *, legend: bool, above: float = 0) -> None:
    """Write title, legend and caption; title and caption start at the edge of the picture.

    The legend stands on the axes; `above` lifts it by a share of their height.
    """
    figure = axes.get_figure(root=True)
    if figure is None:
        return
    lines = wrap(title, _TITLE, max_lines=_TITLE_LINES, placeholder=" …") or [""]
    figure.suptitle("\n".join(lines), x=_EDGE, ha="left", fontsize=13, fontweight="bold")
    figure.supxlabel(caption, x=_EDGE, ha="left", fontsize=8.5, color=SOFT)
    if legend and axes.get_legend_handles_labels()[0]:
        axes.legend(
            loc="lower left",
            bbox_to_anchor=(-0.02, 1.0 + above),
            borderaxespad=0.2,
            ncols=_LEGEND_COLUMNS,
            handletextpad=0.4,
            columnspacing=1.2,
        )


def describe_as(
    axes: Axes, key: str, lang: str, *, title: str, rows: str, caption: str, **more: str
) -> None:
    """Describe a figure in the wording `key`: what it shows, its rows, and what they rest on."""
    rows = rows or label("nothing_to_plot", lang)
    said = {"title": title.rstrip("."), "rows": rows.rstrip("."), "caption": caption}
    describe_figure(axes, label(key, lang, **said, **more))


def colours_of(found: pd.Series[Any] | None, order: Sequence[str] | None) -> dict[str, int]:
    """Return the groups that are there, each with the number of its colour."""
    if found is None:
        return {"": 0}
    there = list(dict.fromkeys(found.astype(str)))
    known = [*dict.fromkeys([*map(str, order or ()), *there])]
    return {group: nth for nth, group in enumerate(known) if group in there}


def name_groups(table: pd.DataFrame, by: str | None, lang: str) -> pd.DataFrame:
    """Return the table with its groups as names; a missing one is called unknown."""
    if by is None or by not in table:
        return table
    names = table[by].astype("object")
    known = names.notna() & (names.astype("str") != "")
    return table.assign(**{by: names.where(known, label("unknown", lang)).astype("str")})


def value_of(column: str, value: object, lang: str) -> str:
    """Return what a value of `voice`, `stance` or `zone` is called for readers."""
    try:
        return label(f"{column}_{value}", lang)
    except KeyError:
        return str(value)


def day(value: object, lang: str, *, year: bool = True) -> str:
    """Write a day as the reader's language does.

    Examples
    --------
    >>> day("2024-03-04", "de"), day("2024-03-04", "en", year=False)
    ('04.03.2024', '4 Mar')
    """
    date = pd.Timestamp(value)  # type: ignore[arg-type]
    if lang == "de":
        return f"{date:%d.%m.%Y}" if year else f"{date:%d.%m.}"
    return f"{date.day} {date:%b}" + (f" {date.year}" if year else "")


def short(name: object, longest: int) -> str:
    """Return a name on one line, shortened if it is too long."""
    text = " ".join(str(name).split())
    return text if len(text) <= longest else text[: longest - 1] + "…"
