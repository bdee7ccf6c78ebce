"""What is typical of a group: ratios with intervals, and words placed by rates in two groups."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.errors import OptionError, TableError, check_option
from workbench.labels import LANGUAGES, label, number
from workbench.plots.lettering import LINE, letter, short
from workbench.plots.marks import draw_interval
from workbench.plots.style import MARKERS, PALETTE, SOFT, describe_figure, house_style
from workbench.tables import KEYNESS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW = 0.29  # inches of height for a word
_LONGEST_WORD = 28
_POINT = 4  # pixels from the middle of a point that a name keeps free
_COLOURS = (0, 3)  # more often, less often
_TICKS = (0.01, 0.1, 0.3, 1, 3, 10, 30, 100, 300, 1000, 3000)  # rates


def plot_keyness(
    keyness: pd.DataFrame,
    *,
    target: str | None = None,
    top: int = 10,
    stop_words: bool = False,
    all_words: bool = False,
    title: str | None = None,
    lang: str = "de",
) -> Axes:
    """Draw the words that a group uses much more, and much less, often, with their intervals.

    Words are ranked by the end of their interval that is nearer to no difference: how large the
    difference is at least.

    Parameters
    ----------
    keyness
        A keyness table, as `score_keyness` gives it.
    target
        The group to show; needed where the table has several.
    top
        Words on each side.
    stop_words
        Whether function words are shown.
    all_words
        Also show words for which there are not `enough` articles, as hollow marks.
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
    >>> from workbench.keyness import score_keyness
    >>> from workbench.tokens import tokenize
    >>> import pandas as pd
    >>> texts = ["Krieg, Krieg, Krieg!"] * 3 + ["Mission, Mission."] * 3
    >>> articles = pd.DataFrame({"article_id": range(6), "text": texts, "outlet": list("AAABBB")})
    >>> axes = plot_keyness(score_keyness(tokenize(articles)), target="A", lang="en")
    >>> describe_figure(axes)[:59]
    'Dot chart: What A writes more, and less, than the rest: Kri'
    """
    check_option("lang", lang, LANGUAGES)
    table, word = _of_target(keyness, target, "plot_keyness")
    if top < 1:
        raise OptionError(f"top={top} shows nothing; give a number from 1.")
    shown = _extremes(table, top, stop_words=stop_words, all_words=all_words)
    names = _names(table, target, lang)
    heading = title or label("keyness_title", lang, **names)
    based_on = _caption(table, names, lang, all_words=all_words)
    with house_style():
        axes = _draw_ratios(shown, word, lang)
        axes.set_xlabel(label("keyness_axis", lang, **names))
        letter(axes, heading, fill(based_on, LINE), legend=False)
    rows = _spoken(shown, word, lang) or label("nothing_to_plot", lang)
    said = {"title": heading.rstrip("."), "rows": rows, "caption": based_on}
    describe_figure(axes, label("keyness_alt", lang, **said))
    return axes


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
    table, word = _of_target(keyness, target, "plot_word_scatter")
    shown = table if stop_words or "is_stop" not in table else table[~table["is_stop"]]
    lean = shown["log_odds_z"].where(shown["log_odds_z"].notna(), shown["log_ratio"])
    shown = shown.assign(lean=lean)[lean.notna().to_numpy()]
    sure = shown[shown["enough"]].sort_values("lean", kind="stable")
    each = max(names // 2, 1)
    ends = [sure[sure["lean"] > 0].tail(each)[::-1], sure[sure["lean"] < 0].head(each)]
    called = _names(table, target, lang)
    heading = title or label("scatter_title", lang, **called)
    based_on = f"{_caption(table, called, lang, all_words=True)} {label('scatter_caption', lang)}"
    with house_style():
        axes = _draw_rates(shown, ends, lang)
        axes.set_xlabel(label("scatter_axis", lang, name=short(called["reference"], 40)))
        axes.set_ylabel(label("scatter_axis", lang, name=short(called["target"], 40)))
        letter(axes, heading, fill(based_on, LINE), legend=False)
        _name_points(axes, ends, word)
    spoken = [_spoken(end.head(6), word, lang) for end in ends]
    rows = "; ".join(part for part in spoken if part) or label("nothing_to_plot", lang)
    said = {"title": heading.rstrip("."), "rows": rows, "caption": based_on}
    describe_figure(axes, label("scatter_alt", lang, **said))
    return axes


def _of_target(
    keyness: pd.DataFrame, target: str | None, function: str
) -> tuple[pd.DataFrame, str]:
    """Return the rows of one target, and the column that holds the words."""
    word = "token" if "token" in keyness and "lemma" not in keyness else "lemma"
    names = [word if name == "lemma" else name for name in KEYNESS.names]
    KEYNESS.require(keyness, *names, function=function)
    there = keyness["target"].drop_duplicates().tolist()
    if target is None and len(there) > 1:
        raise TableError(f"{function}: the table has several targets; name one: {there}.")
    if target is not None and there and target not in there:
        check_option("target", target, tuple(there))
    rows = keyness if target is None else keyness[keyness["target"] == target]
    return rows, word


def _names(table: pd.DataFrame, target: str | None, lang: str) -> dict[str, str]:
    """Return what target and reference are called for readers."""
    name = target or (str(table["target"].iloc[0]) if len(table) else "") or label("all", lang)
    reference = str(table["reference"].iloc[0]) if len(table) else "rest"
    if reference in {"rest", "corpus", "wordfreq"}:
        reference = label(f"keyness_{reference}", lang)
    return {"target": name, "reference": reference}


def _extremes(table: pd.DataFrame, top: int, *, stop_words: bool, all_words: bool) -> pd.DataFrame:
    """Return the words with the largest sure differences, the most typical first."""
    kept = table[table["log_ratio"].notna()]
    if not stop_words:
        kept = kept[~kept["is_stop"]]
    if not all_words:
        kept = kept[kept["enough"]]
    more = kept[kept["log_ratio"] > 0].nlargest(top, "low", keep="first")
    less = kept[kept["log_ratio"] < 0].nsmallest(top, "high", keep="first")
    rows = [*more.index, *less.index[::-1]]
    return kept.loc[rows].assign(place=np.arange(len(rows)))


def _draw_ratios(shown: pd.DataFrame, word: str, lang: str) -> Axes:
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(figsize=(6.0, 2.2 + _ROW * max(len(shown), 1)))
    for row in shown.to_dict("records"):
        nth = _COLOURS[row["log_ratio"] < 0]
        draw_interval(
            axes,
            row["place"],
            row["log_ratio"],
            row["low"],
            row["high"],
            colour=PALETTE[nth],
            marker=MARKERS[nth],
            filled=bool(row["enough"]),
        )
        axes.text(
            1.01,
            row["place"],
            _counts(row, lang),
            transform=axes.get_yaxis_transform(),
            va="center",
            fontsize=8.5,
            color=SOFT,
        )
    axes.axvline(0, color=SOFT, linewidth=0.8)
    edge = max([1.0, *shown["low"].abs(), *shown["high"].abs()])
    axes.set_xlim(-edge * 1.03, edge * 1.03)
    step = 1 if edge < 5 else 2  # noqa: PLR2004 (ticks that fit)
    ticks = [at for at in range(-12, 13, step) if abs(at) <= edge]
    axes.set_xticks(ticks, [_times(at, lang) for at in ticks])
    axes.set_yticks(shown["place"].tolist(), [short(name, _LONGEST_WORD) for name in shown[word]])
    axes.set_ylim(max(len(shown), 1) - 0.4, -0.6)
    axes.grid(visible=True, axis="x")
    return axes


def _times(exponent: int, lang: str) -> str:
    """Write a power of two as readers say it: 4×, equal, ¼."""
    if exponent == 0:
        return label("keyness_equal", lang)
    return f"{2**exponent}×" if exponent > 0 else f"1/{2**-exponent}"


def _counts(row: dict[Any, Any], lang: str) -> str:
    """Write the occurrences on both sides, or in the target where the reference has rates only."""
    n = number(row["n"], lang)
    return n if pd.isna(row["n_ref"]) else f"{n} : {number(row['n_ref'], lang)}"


def _draw_rates(shown: pd.DataFrame, ends: list[pd.DataFrame], lang: str) -> Axes:
    import matplotlib.pyplot as plt

    _, axes = plt.subplots(figsize=(6.0, 6.4))
    positive = shown[["per_10k", "per_10k_ref"]].to_numpy().ravel()
    positive = positive[positive > 0]
    low = positive.min() if len(positive) else 1.0
    floor, high = low / 2, (positive.max() if len(positive) else 10.0) * 1.5
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
    for end, nth in zip(ends, _COLOURS, strict=True):
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
    for end, nth in zip(ends, _COLOURS, strict=True):
        for row in end.to_dict("records"):
            at = max(row["per_10k_ref"], floor), max(row["per_10k"], floor)
            for offset, ha, va in _BESIDE:
                text = axes.annotate(
                    short(row[word], _LONGEST_WORD),
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


_BESIDE = (
    ((5, 0), "left", "center"),
    ((-5, 0), "right", "center"),
    ((0, 5), "center", "bottom"),
    ((0, -5), "center", "top"),
)


def _caption(table: pd.DataFrame, names: dict[str, str], lang: str, *, all_words: bool) -> str:
    """Say what the rates are based on, and what the marks mean."""
    if table.empty:
        return ""
    first = table.iloc[0]
    words = {"name": names["target"], "words": number(first["total"], lang)}
    parts = [label("keyness_denominator", lang, **words)]
    if not pd.isna(first["total_ref"]):
        words = {"name": names["reference"], "words": number(first["total_ref"], lang)}
        parts.append(label("keyness_denominator", lang, **words))
    lines = [label("words_caption", lang, denominators="; ".join(parts))]
    if not all_words:
        lines += [label("keyness_counts", lang, **names), label("keyness_interval", lang)]
    if first["reference"] == "wordfreq":
        lines.append(label("keyness_trap", lang))
    return " ".join(lines)


def _spoken(shown: pd.DataFrame, word: str, lang: str) -> str:
    """Write words with their ratio as they would be read aloud."""
    rows = []
    for row in shown.to_dict("records"):
        times = 2 ** abs(row["log_ratio"])
        key = "keyness_more" if row["log_ratio"] > 0 else "keyness_less"
        said = {"word": row[word], "times": number(times, lang, 1), "n": _counts(row, lang)}
        rows.append(label(key, lang, **said))
    return "; ".join(rows)
