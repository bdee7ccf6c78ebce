"""Words placed by their rates in two groups."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np

from workbench.errors import check_option
from workbench.labels import LANGUAGES, label, number
from workbench.plots.keyness import COLOURS, LONGEST_WORD, caption_of, names_in, of_target, spoken
from workbench.plots.lettering import LINE, describe_as, draw_nothing, letter, short
from workbench.plots.style import MARKERS, PALETTE, SOFT, house_style

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes

_POINT = 4  # pixels from the middle of a point that a name keeps free
_TICKS = (0.01, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000)  # rates
_BESIDE = (
    ((5, 0), "left", "center"),
    ((-5, 0), "right", "center"),
    ((0, 5), "center", "bottom"),
    ((0, -5), "center", "top"),
)


def plot_word_scatter(
    keyness: pd.DataFrame,
    *,
    target: str | None = None,
    names: int = 24,
    stop_words: bool = False,
    title: str | None = None,
    lang: str = "de",
) -> Axes:
    """Place words by their rates in two groups, and name those that lean furthest to a side.

    Parameters
    ----------
    keyness
        A keyness table, as `score_keyness` gives it with two groups or a group and the rest.
    target
        The group to show; needed where the table has several.
    names
        Words that are named if there is room: half for each side, those with the largest weighted
        log-odds and `enough` articles first.
    stop_words
        Whether function words are shown.
    title, lang
        As in `plot_keyness`.

    Returns
    -------
    matplotlib.axes.Axes
        Its figure is described in words (`describe_figure`).

    Examples
    --------
    >>> from workbench.plots import describe_figure
    >>> from workbench.keyness import score_keyness
    >>> from workbench.tokens import tokenize
    >>> import pandas as pd
    >>> texts = ["Krieg, Krieg, Krieg!"] * 3 + ["Krieg, Mission."] * 3
    >>> articles = pd.DataFrame({"article_id": range(6), "text": texts, "outlet": list("AAABBB")})
    >>> axes = plot_word_scatter(score_keyness(tokenize(articles), min_n=1), target="A", lang="en")
    >>> describe_figure(axes)[:33]
    'Scatter plot: Words in A and in t'
    """
    check_option("lang", lang, LANGUAGES)
    table, word = of_target(keyness, target, "plot_word_scatter")
    shown = table if stop_words or "is_stop" not in table else table[~table["is_stop"]]
    lean = shown["log_odds_z"].where(shown["log_odds_z"].notna(), shown["log_ratio"])
    shown = shown.assign(lean=lean)[lean.notna().to_numpy()]
    sure = shown[shown["enough"]].sort_values("lean", kind="stable")
    each = max(names // 2, 1)
    ends = [sure[sure["lean"] > 0].tail(each)[::-1], sure[sure["lean"] < 0].head(each)]
    called = names_in(table, target, lang)
    heading = title or label("scatter_title", lang, **called)
    based_on = caption_of(table, called, lang, all_words=True)
    if shown.empty:
        return draw_nothing(heading, label("nothing_to_plot", lang), based_on)
    based_on = f"{based_on} {label('scatter_caption', lang)}"
    with house_style():
        axes = _draw_rates(shown, ends, lang)
        axes.set_xlabel(label("scatter_axis", lang, name=short(called["reference"], 40)))
        axes.set_ylabel(label("scatter_axis", lang, name=short(called["target"], 40)))
        letter(axes, heading, fill(based_on, LINE), legend=False)
        _name_points(axes, ends, word)
    rows = "; ".join(filter(None, (spoken(end.head(6), word, lang) for end in ends)))
    describe_as(axes, "scatter_alt", lang, title=heading, rows=rows, caption=based_on)
    return axes


def _draw_rates(shown: pd.DataFrame, ends: list[pd.DataFrame], lang: str) -> Axes:
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(figsize=(6.0, 6.4))
    positive = shown[["per_10k", "per_10k_ref"]].to_numpy().ravel()
    positive = positive[positive > 0]
    low, floor, high = positive.min(), positive.min() / 2, positive.max() * 1.5
    axes.set(xscale="log", yscale="log", xlim=(floor / 1.3, high), ylim=(floor / 1.3, high))
    for factor, style in ((1, "-"), (4, ":"), (1 / 4, ":")):
        axes.plot([floor, high], [floor * factor, high * factor], style, color=SOFT, linewidth=0.8)
    axes.plot(
        shown["per_10k_ref"].clip(lower=floor),
        shown["per_10k"].clip(lower=floor),
        "o",
        color="#b6bec7",
        markersize=2.5,
        markeredgewidth=0,
        linestyle="none",
    )
    for end, nth in zip(ends, COLOURS, strict=True):
        axes.plot(
            end["per_10k_ref"].clip(lower=floor),
            end["per_10k"].clip(lower=floor),
            MARKERS[nth],
            color=PALETTE[nth],
            markersize=4.5,
            linestyle="none",
        )
    ticks = [t for t in _TICKS if low <= t <= high]
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_ticks([floor, *ticks], ["0", *(_rate(tick, lang) for tick in ticks)])
        axis.set_ticks([], minor=True)
    axes.spines["left"].set_visible(True)
    axes.grid(visible=True)
    axes.set_aspect("equal")
    return axes


def _rate(value: float, lang: str) -> str:
    return number(value, lang, 0 if value >= 1 else len(f"{value}") - 2)


def _name_points(axes: Axes, ends: list[pd.DataFrame], word: str) -> None:
    """Write the names beside their points where they meet no other name; others stay unnamed."""
    figure = axes.get_figure(root=True)
    if figure is None:
        return
    from matplotlib.transforms import Bbox

    figure.canvas.draw()
    floor = axes.get_xlim()[0] * 1.3
    taken: list[Any] = []
    for end in ends:
        x, y = end["per_10k_ref"].clip(lower=floor), end["per_10k"].clip(lower=floor)
        for across, up in axes.transData.transform(np.column_stack([x, y])):
            taken.append(Bbox.from_bounds(across - _POINT, up - _POINT, 2 * _POINT, 2 * _POINT))
    for end, nth in zip(ends, COLOURS, strict=True):
        for row in end.to_dict("records"):
            at = max(row["per_10k_ref"], floor), max(row["per_10k"], floor)
            for offset, ha, va in _BESIDE:
                text = axes.annotate(
                    short(row[word], LONGEST_WORD),
                    at,
                    xytext=offset,
                    textcoords="offset points",
                    ha=ha,
                    va=va,
                    fontsize=8.5,
                    color=PALETTE[nth],
                )
                box = text.get_window_extent()
                inside = axes.bbox.x0 <= box.x0 and box.x1 <= figure.bbox.x1
                if inside and not any(box.overlaps(other) for other in taken):
                    taken.append(box)
                    break
                text.remove()
