"""The lettering that all figures share: title, caption, legend, names and colours of groups."""

from __future__ import annotations

from textwrap import fill, wrap
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.labels import label, number
from workbench.plots.style import PALETTE, SOFT, describe_figure, house_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

LINE = 84  # characters of a line of the caption
LONGEST_NAME = 30  # characters of a name in the legend
_LEGEND_COLUMNS = 2
_WIDE, _MARK = 64, 5  # characters that stand side by side in a figure; a mark is as wide as some
_ROWS, _LINES = 3, 4  # rows of a legend and lines of a caption that every figure has room for
_ROW, _LINE = 0.24, 0.15  # inches of one more
_MOST_GROUPS = len(PALETTE)  # that colours tell apart
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
    named = axes.get_legend_handles_labels()[1] if legend else []
    columns = _columns(axes, named)
    rows = -(-len(named) // columns)
    more = _ROW * max(rows - _ROWS, 0) + _LINE * max(caption.count("\n") + 1 - _LINES, 0)
    figure.set_figheight(figure.get_figheight() + more)  # many groups take no room from the axes
    if named:
        axes.legend(
            loc="lower left",
            bbox_to_anchor=(-0.02, 1.0 + above),
            borderaxespad=0.2,
            ncols=columns,
            handletextpad=0.4,
            columnspacing=1.2,
        )


def _columns(axes: Axes, named: Sequence[str]) -> int:
    """Return one column where two would not fit beside the names of the rows."""
    beside = max((len(tick.get_text()) for tick in axes.get_yticklabels()), default=0)
    half = -(-len(named) // _LEGEND_COLUMNS)
    both = (named[:half], named[half:])
    width = beside + sum(_MARK + max(map(len, some), default=0) for some in both)
    return _LEGEND_COLUMNS if width <= _WIDE else 1


def describe_as(
    axes: Axes, key: str, lang: str, *, title: str, rows: str, caption: str, **more: str
) -> None:
    """Describe a figure in the wording `key`: what it shows, its rows, and what they rest on."""
    rows = rows or label("nothing_to_plot", lang)
    said = {"title": title.rstrip("."), "rows": rows.rstrip("."), "caption": caption}
    describe_figure(axes, label(key, lang, **said, **more))


def draw_nothing(title: str, words: str, caption: str = "") -> Axes:
    """Draw a sentence where there is nothing to draw, instead of bare axes."""
    import matplotlib.pyplot as plt

    with house_style():
        _, axes = plt.subplots(figsize=(6.0, 1.6))
        axes.set_axis_off()
        axes.text(0, 0.5, words)
        letter(axes, title, fill(caption, LINE), legend=False)
    describe_figure(axes, f"{title.rstrip(' .')}: {words} {caption}")
    return axes


def keep_largest(
    table: pd.DataFrame, column: str, sizes: pd.Series[Any], lang: str
) -> tuple[pd.DataFrame, str]:
    """Return the rows of the largest groups, as many as colours tell apart, and what the cut is.

    `sizes` holds every group with its size. Nothing is said where nothing was cut.
    """
    if len(sizes) <= _MOST_GROUPS:
        return table, ""
    kept = sizes.nlargest(_MOST_GROUPS).index
    said = {"shown": number(_MOST_GROUPS, lang), "all": number(len(sizes), lang)}
    return table[table[column].isin(kept)], label("groups_cut", lang, **said)


def colours_of(found: pd.Series[Any] | None, order: Sequence[str] | None) -> dict[str, int]:
    """Return the groups that are there, each with the number of its colour.

    An order with more groups than colours gives colours to those that are there.
    """
    if found is None:
        return {"": 0}
    there = list(dict.fromkeys(found.astype(str)))
    known = [*dict.fromkeys([*map(str, order or ()), *there])]
    if len(known) > _MOST_GROUPS:
        known = [group for group in known if group in there]
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
