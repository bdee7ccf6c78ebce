"""Shares of frames: the naive count beside the voice-aware one, by group or week."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any, Literal

import pandas as pd

from workbench.errors import OptionError, TableError, check_option
from workbench.frames import count_frames
from workbench.labels import LANGUAGES, column_heading, label, number
from workbench.plots.frame_rows import SERIES, Series, draw_rows, percent
from workbench.plots.frame_weeks import draw_weeks
from workbench.plots.lettering import LINE, day, draw_nothing, letter, value_of
from workbench.plots.style import describe_figure, house_style
from workbench.tables import FRAMES

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

COUNTS = ("both", "all", "own")
_MARKS = ("voice", "stance")  # groups by these leave nothing to compare with the own voice
_NUMBERS = ("n", "total", "share", "low", "high")
_SPOKEN = 12  # rows that the description of a figure reads out


def plot_frames(
    table: pd.DataFrame,
    by: str | Sequence[str] = (),
    *,
    unit: Literal["frame", "label"] = "frame",
    count: Literal["both", "all", "own"] = "both",
    groups: Sequence[str] | None = None,
    title: str | None = None,
    lang: str = "de",
) -> Axes:
    r"""Draw the share of each frame: of all mentions, and of those in the outlet's own voice.

    Parameters
    ----------
    table
        A `mentions` table with `voice` and `stance`, or a `frames` table (`count_frames`).
    by
        The columns that make the groups, such as `outlet`, `voice`, `stance`; `week` alone draws
        lines over time. For a `frames` table: the columns that it was counted by.
    unit
        Frames or single labels; a `frames` table knows by itself.
    count
        ``all`` mentions (naive), the outlet's ``own`` (its voice, asserted), or ``both``. Groups
        by voice or stance show all.
    groups
        All groups there are, in an order of your own; each then keeps its colour in every figure.
    title
        A finding or a question; the default says what is shown.
    lang
        Language of the wording: ``de`` or ``en``.

    Returns
    -------
    matplotlib.axes.Axes
        Its figure is described in words (`describe_figure`). Hollow marks have too little
        evidence to be ranked.

    Raises
    ------
    OptionError
        If `by` names the week together with another column.
    TableError
        If a column is missing.

    Examples
    --------
    >>> mentions = pd.DataFrame({
    ...     "article_id": ["a", "a", "b"], "frame": ["war", "war", "mission"],
    ...     "voice": ["outlet", "direct", "direct"], "stance": "asserted",
    ... })
    >>> describe_figure(plot_frames(mentions, lang="en")).replace("\N{NO-BREAK SPACE}", " ")[:80]
    'Dot chart: Shares of the frames: war: all 67 % (2/3), own voice 100 % (1/1); mis'
    """
    check_option("lang", lang, LANGUAGES)
    check_option("count", count, COUNTS)
    columns = [by] if isinstance(by, str) else list(by)
    if "week" in columns and len(columns) > 1:
        raise OptionError("by='week' stands alone; choose the rows of the other group first.")
    counts, unit_column = _counted(table, columns, unit)
    shown = _shown(counts, columns, unit_column, lang)
    chosen = _chosen(count, columns)
    heading = title or _default_title(columns, unit_column, lang)
    if shown.empty:
        return draw_nothing(heading, label("frames_nothing", lang))
    with house_style():
        weekly = columns == ["week"]
        axes = (draw_weeks if weekly else draw_rows)(shown, chosen, groups, lang)
        caption = _caption(shown, chosen, lang, weekly=weekly)
        letter(axes, heading, fill(caption, LINE), legend=True, above=0.2 if weekly else 0)
    describe_figure(axes, _described(shown, chosen, heading, caption, lang, weekly=weekly))
    return axes


def _counted(table: pd.DataFrame, by: list[str], unit: str) -> tuple[pd.DataFrame, str]:
    """Return the counts to draw, and the column that holds the frames or labels."""
    if "share" not in table or "total" not in table:
        check_option("unit", unit, ("frame", "label"))
        return count_frames(table, by, unit="label" if unit == "label" else "frame"), unit
    column = "frame" if "frame" in table else "label"
    needed = [column, *_NUMBERS, *(f"{name}_own" for name in _NUMBERS), *by]
    FRAMES.require(table, *needed, function="plot_frames")
    if table.duplicated([*by, column]).any():
        raise TableError(
            f"plot_frames: some {column}s have several rows, so this table has groups. "
            "Name their columns, such as by='outlet'."
        )
    return table, column


def _shown(counts: pd.DataFrame, by: list[str], column: str, lang: str) -> pd.DataFrame:
    """Return what is drawn: frames that occur, with the name of their group."""
    there = counts.groupby(column, observed=True, sort=False)["n"].sum()
    kept = counts[counts[column].isin(list(there.index[there > 0]))]
    group = pd.Series("", index=kept.index, dtype="object")
    for name in by:
        values = kept[name].astype("object").where(kept[name].notna(), label("unknown", lang))
        group = group + " · " + values.map(lambda value, name=name: value_of(name, value, lang))
    group = group.str.removeprefix(" · ")
    if by == ["week"]:  # articles without a date have none
        kept = kept[kept["week"].notna()]
        group = pd.to_datetime(kept["week"]).astype("object")
    shown = kept.assign(unit=kept[column].astype(str), group=group)
    order = {name: nth for nth, name in enumerate(dict.fromkeys(shown["unit"]))}
    shown = shown.sort_values("unit", key=lambda names: names.map(order), kind="stable")
    for name in ("enough", "enough_own"):
        shown[name] = shown.get(name, True)
    return shown.reset_index(drop=True)


def _chosen(count: str, by: list[str]) -> tuple[Series, ...]:
    if set(_MARKS) & set(by):
        return SERIES[:1]
    return tuple(series for series in SERIES if count in {"both", series.name})


def _default_title(by: list[str], column: str, lang: str) -> str:
    what = label("frames_title" if column == "frame" else "labels_title", lang)
    if not by:
        return what
    names = ", ".join(column_heading(name, lang) for name in by)
    return label("frames_title_by", lang, what=what, by=names)


def _caption(shown: pd.DataFrame, chosen: tuple[Series, ...], lang: str, *, weekly: bool) -> str:
    """Say how to read the figure, and what each share is a share of."""
    lines = [label(f"frames_caption_{series.name}", lang) for series in chosen]
    lines += [label("frames_interval", lang)]
    lines += [label("frames_per_week" if weekly else "frames_numbers", lang)]
    per_group = shown.drop_duplicates("group").sort_values("group").to_dict("records")
    if weekly:
        parts = [
            f"{day(row['group'], lang, year=False)} {_totals(row, chosen)}" for row in per_group
        ]
        return " ".join(lines) + f" {'; '.join(parts)}."
    parts = [_articles(row, lang) for row in per_group]
    return " ".join(lines) + " " + label("words_caption", lang, denominators="; ".join(parts))


def _totals(row: dict[Any, Any], chosen: tuple[Series, ...]) -> str:
    return "/".join(str(row[f"total{series.ending}"]) for series in chosen)


def _articles(row: dict[Any, Any], lang: str) -> str:
    n_articles = number(row.get("total_articles", 0), lang)
    group = f"{row['group']}: " if row["group"] else ""
    return group + label("frames_denominator", lang, articles=n_articles)


def _described(
    shown: pd.DataFrame,
    chosen: tuple[Series, ...],
    heading: str,
    caption: str,
    lang: str,
    *,
    weekly: bool,
) -> str:
    rows = []
    for row in shown.head(_SPOKEN).to_dict("records"):
        group = day(row["group"], lang) if weekly else row["group"]
        sides = [_spoken(row, series, lang) for series in chosen]
        rows.append(f"{row['unit']}{', ' if group else ''}{group}: {', '.join(sides)}")
    kind = label("frames_alt_weeks" if weekly else "words_alt_dots", lang)
    return f"{kind}: {heading.rstrip('.')}: {'; '.join(rows)}. {caption}"


def _spoken(row: dict[Any, Any], series: Series, lang: str) -> str:
    share = row[f"share{series.ending}"]
    value = label("unknown", lang) if pd.isna(share) else percent(share, lang)
    counts = f"{row[f'n{series.ending}']}/{row[f'total{series.ending}']}"
    return f"{label(f'frames_spoken_{series.name}', lang)} {value} ({counts})"
