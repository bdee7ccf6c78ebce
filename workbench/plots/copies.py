"""Who prints whose words: a field for every pair of outlets, with the number in it."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING

import pandas as pd

from workbench.errors import check_option
from workbench.labels import LANGUAGES, label, number
from workbench.plots.lettering import LINE, describe_as, draw_nothing, letter, short
from workbench.plots.style import house_style
from workbench.tables import COPIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from matplotlib.axes import Axes

_KINDS = ("wire", "same_text", "copy", "contains", "part")
_MOST = 12  # outlets on a side
_SPOKEN = 12  # fields that the description reads out
_LEVEL = 3  # outlets whose names stand level
_DARK = 0.55  # share of the highest number from which the figures are white


def plot_copies(
    copies: pd.DataFrame,
    *,
    kinds: Iterable[str] = _KINDS,
    title: str | None = None,
    lang: str = "de",
) -> Axes:
    """Draw who copies whom: copies in rows, origins in columns, pairs of articles as numbers.

    Parameters
    ----------
    copies
        A copies table, as `find_copies` gives it.
    kinds
        Kinds of copies that count. By default neither versions nor two papers with one agency
        text, of which neither is the other's origin.
    title
        A finding or a question; the default says what is shown.
    lang
        Language of the wording: ``de`` or ``en``.

    Returns
    -------
    matplotlib.axes.Axes
        Its figure is described in words (`describe_figure`). The 12 outlets with the most pairs
        on each side are shown; the caption says how many pairs there are.

    Examples
    --------
    >>> from workbench.plots import describe_figure
    >>> import pandas as pd
    >>> row = {"outlet": "Bote", "source_outlet": "dpa", "kind": "wire", "group": 1}
    >>> axes = plot_copies(pd.DataFrame([row, row]), lang="en")
    >>> describe_figure(axes)[:64]
    'Table of fields: Who prints whose words. Bote from dpa: 2. Numbe'
    """
    check_option("lang", lang, LANGUAGES)
    COPIES.require(copies, "outlet", "source_outlet", "kind", "group", function="plot_copies")
    wanted = list(kinds)
    counted = copies[copies["kind"].astype(str).isin(wanted)]
    unknown = label("unknown", lang)
    counted = counted.assign(
        **{n: counted[n].astype("object").fillna(unknown) for n in ("outlet", "source_outlet")}
    )
    pairs = pd.crosstab(counted["outlet"], counted["source_outlet"])
    heading = title or label("copies_title", lang)
    told = label(
        "copies_caption",
        lang,
        kinds=", ".join(label(f"kind_{kind}", lang) for kind in wanted),
        n=number(len(counted), lang),
        groups=number(counted["group"].nunique(), lang),
    )
    if pairs.empty:
        return draw_nothing(heading, label("no_rows", lang), told)
    with house_style():
        axes = _draw(pairs, lang)
        letter(axes, heading, fill(told, LINE), legend=False)
    rows = _spoken(pairs, lang)
    describe_as(axes, "copies_alt", lang, title=heading, rows=rows, caption=told)
    return axes


def _spoken(pairs: pd.DataFrame, lang: str) -> str:
    """Write the fullest fields as they would be read aloud."""
    fields = [
        (int(n), str(copy), str(source))
        for copy, row in pairs.iterrows()
        for source, n in row.items()
        if n
    ]
    fields.sort(key=lambda field: -field[0])
    return "; ".join(
        label("copies_alt_row", lang, copy=copy, source=source, n=number(n, lang))
        for n, copy, source in fields[:_SPOKEN]
    )


def _draw(pairs: pd.DataFrame, lang: str) -> Axes:
    import matplotlib.pyplot as plt

    rows = pairs.sum(axis=1).sort_values(ascending=False, kind="stable").index[:_MOST]
    columns = pairs.sum(axis=0).sort_values(ascending=False, kind="stable").index[:_MOST]
    shown = pairs.loc[rows, columns]
    _, axes = plt.subplots(figsize=(6.0, 2.2 + 0.42 * len(rows)))
    axes.pcolormesh(shown.where(shown > 0), cmap="Blues", vmin=0, edgecolors="white", linewidth=2)
    most = int(shown.to_numpy().max())
    for i, row in enumerate(shown.to_numpy().tolist()):
        for j, n in enumerate(row):
            ink = "white" if n > _DARK * most else "#1f2328"
            if n:
                axes.text(j + 0.5, i + 0.5, number(n, lang), ha="center", va="center", color=ink)
    axes.set_xticks([j + 0.5 for j in range(len(columns))], [short(c, 22) for c in columns])
    axes.tick_params(axis="x", length=0)
    if len(columns) > _LEVEL:
        plt.setp(axes.get_xticklabels(), rotation=30, ha="right")
    axes.set_xlim(0, max(len(columns), _LEVEL))
    axes.set_yticks([i + 0.5 for i in range(len(rows))], [short(r, 26) for r in rows])
    axes.invert_yaxis()
    axes.set_xlabel(label("copies_axis_source", lang))
    axes.set_ylabel(label("copies_axis_copy", lang))
    axes.spines[:].set_visible(False)
    return axes
