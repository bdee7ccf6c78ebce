"""Who is given how many of the quoted words: dots with intervals."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

from workbench.errors import OptionError, TableError, check_option
from workbench.labels import LANGUAGES, column_heading, label, number
from workbench.plots.lettering import (
    LINE,
    LONGEST_NAME,
    colours_of,
    describe_as,
    draw_nothing,
    keep_largest,
    letter,
    name_groups,
    short,
)
from workbench.plots.marks import draw_interval
from workbench.plots.style import MARKERS, PALETTE, SOFT, house_style
from workbench.tables import SHARES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

_ROW = 0.34  # inches of height for a name
_GROUP = 0.17  # and for each further group in it
_SPOKEN = 12  # rows that the description reads out
_LONGEST = 34  # characters of a name


def plot_sources(
    shares: pd.DataFrame,
    *,
    of: str = "speaker_name",
    by: str | None = None,
    groups: Sequence[str] | None = None,
    top: int = 12,
    nobody: bool = True,
    title: str | None = None,
    lang: str = "de",
) -> Axes:
    """Draw the shares of the quoted words with their intervals.

    Parameters
    ----------
    shares
        A shares table, as `count_sources` gives it.
    of
        The column that was counted.
    by
        Column of groups to compare, such as ``"outlet"``. Seven are shown at most, the
        largest; the caption says so.
    groups
        All groups there are, in an order of your own. A group then keeps its
        colour in every figure, also where others are missing.
    top
        Number of rows, those with the most words over all groups.
    nobody
        Whether quotations without a named speaker are shown.
    title
        A finding or a question; the default says what is shown.
    lang
        Language of the wording: ``de`` or ``en``.

    Returns
    -------
    matplotlib.axes.Axes
        Its figure is described in words (`describe_figure`).

    Examples
    --------
    >>> from workbench.plots import describe_figure
    >>> import pandas as pd
    >>> row = {"speaker_name": "Anna Keller", "n": 3, "total": 4, "share": 0.75, "low": 0.5}
    >>> axes = plot_sources(pd.DataFrame([row | {"high": 1.0, "total_articles": 2}]), lang="en")
    >>> describe_figure(axes)[:85]
    'Dot chart: Who is quoted, share of the quoted words in per cent (interval): Anna Kell'
    """
    check_option("lang", lang, LANGUAGES)
    SHARES.require(
        shares.rename(columns={of: "speaker_name"}),
        *("speaker_name", "n", "total", "share", "low", "high"),
        function="plot_sources",
    )
    if by is None and shares[of].duplicated().any():
        raise TableError(
            "plot_sources: some names have several rows, so this table has groups. Name their "
            "column, such as by='outlet'."
        )
    shares, cut = name_groups(shares, by, lang), ""
    if by is not None:
        sizes = shares.groupby(by, sort=False)["total"].max()
        shares, cut = keep_largest(shares, by, sizes, lang)
    if top < 1:
        raise OptionError(f"top={top} shows nothing; give a number from 1.")
    shown = _top(shares, of, by, top, lang, nobody=nobody)
    colours = colours_of(shown["group"], groups)
    heading = title or _default_title(by, lang)
    based_on = f"{_caption(shares, by, lang)} {cut}".strip()
    if shown.empty:
        return draw_nothing(heading, label("shares_nothing", lang), based_on)
    with house_style():
        axes = _draw(shown, colours)
        axes.set_xlabel(label("shares_axis", lang))
        axes.xaxis.set_major_formatter(lambda value, _: number(value, lang))
        letter(axes, heading, fill(based_on, LINE), legend=by is not None)
    rows = _spoken(shown, lang)
    describe_as(axes, "shares_alt", lang, title=heading, rows=rows, caption=based_on)
    return axes


def _top(
    shares: pd.DataFrame, of: str, by: str | None, top: int, lang: str, *, nobody: bool
) -> pd.DataFrame:
    """Return the rows of the names with the most words, the most first."""
    kept = shares if nobody else shares[shares[of] != ""]
    ranked = kept.groupby(of)["n"].sum().sort_values(ascending=False, kind="stable")
    place = {name: at for at, name in enumerate(ranked.index[:top])}
    chosen = kept[kept[of].isin(list(place))]
    names = [_shown(str(name), lang) for name in chosen[of]]
    group = chosen[by].astype(str) if by else ""
    chosen = chosen.assign(place=chosen[of].map(place).astype("int64"), shown=names, group=group)
    return chosen.sort_values("place", kind="stable")


def _shown(name: str, lang: str) -> str:
    """Return what a value is called for readers."""
    for key in (f"shares_{name.lower()}" if name else "shares_nobody", f"kind_{name}"):
        try:
            return label(key, lang)
        except KeyError:
            continue
    return short(name, _LONGEST)


def _draw(shown: pd.DataFrame, colours: dict[str, int]) -> Axes:
    import matplotlib.pyplot as plt

    n_rows, n_groups = shown["place"].nunique(), len(colours)
    height = 1.9 + n_rows * (_ROW + _GROUP * (n_groups - 1))
    _, axes = plt.subplots(figsize=(6.0, height))
    for nth, (group, colour) in enumerate(colours.items()):
        rows = shown[shown["group"] == group]
        at = rows["place"] + 0.7 * ((nth + 0.5) / n_groups - 0.5)
        ink, marker = PALETTE[colour % len(PALETTE)], MARKERS[colour % len(MARKERS)]
        for place, row in zip(at, rows.to_dict("records"), strict=True):
            share, low, high = (row[name] * 100 for name in ("share", "low", "high"))
            draw_interval(axes, place, share, low, high, colour=ink, marker=marker)
        axes.plot([], [], marker, color=ink, label=short(group, LONGEST_NAME))
    ticks = shown.drop_duplicates("place")
    axes.set_yticks(ticks["place"].tolist(), ticks["shown"].tolist())
    axes.set_ylim(n_rows - 0.4, -0.6)
    axes.set_xlim(left=0)
    axes.grid(visible=True, axis="x")
    if n_groups > 1:
        for line in range(1, n_rows):
            axes.axhline(line - 0.5, color=SOFT, linewidth=0.3)
    return axes


def _default_title(by: str | None, lang: str) -> str:
    if by is None:
        return label("shares_title", lang)
    return label("shares_title_by", lang, by=column_heading(by, lang))


def _caption(shares: pd.DataFrame, by: str | None, lang: str) -> str:
    """Say what the shares are based on: words and articles of each group."""
    parts = []
    for row in (shares.drop_duplicates(by) if by else shares.head(1)).to_dict("records"):
        facts = {
            "words": number(row["total"], lang),
            "articles": number(row.get("total_articles", 0), lang),
        }
        key = "shares_denominator" if by else "shares_denominator_all"
        parts.append(label(key, lang, name=row[by] if by else "", **facts))
    return label("shares_caption", lang, denominators="; ".join(parts)) if parts else ""


def _spoken(shown: pd.DataFrame, lang: str) -> str:
    """Write the first rows of the figure as they would be read aloud."""
    rows = []
    for row in shown.head(_SPOKEN).to_dict("records"):
        name = f"{row['shown']}, {row['group']}:" if row["group"] else row["shown"]
        values = {k: number(row[k] * 100, lang) for k in ("share", "low", "high")}
        rows.append(label("shares_alt_row", lang, word=name, **values))
    return "; ".join(rows)
