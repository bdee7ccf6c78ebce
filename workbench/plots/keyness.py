"""What is typical of a group: ratios with intervals."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.errors import OptionError, TableError, check_option
from workbench.labels import LANGUAGES, label, number
from workbench.plots.lettering import LINE, describe_as, draw_nothing, letter, short
from workbench.plots.marks import draw_interval
from workbench.plots.style import MARKERS, PALETTE, SOFT, house_style
from workbench.tables import KEYNESS

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_ROW = 0.29  # inches of height for a word
LONGEST_WORD = 28
COLOURS = (0, 3)  # more often, less often


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
    >>> from workbench.plots import describe_figure
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
    table, word = of_target(keyness, target, "plot_keyness")
    if top < 1:
        raise OptionError(f"top={top} shows nothing; give a number from 1.")
    shown = _extremes(table, top, stop_words=stop_words, all_words=all_words)
    names = names_in(table, target, lang)
    heading = title or label("keyness_title", lang, **names)
    based_on = caption_of(table, names, lang, all_words=all_words)
    if shown.empty:
        why = "keyness_thin" if len(table) and not all_words else "nothing_to_plot"
        return draw_nothing(heading, label(why, lang), based_on)
    with house_style():
        axes = _draw_ratios(shown, word, lang)
        axes.set_xlabel(label("keyness_axis", lang, **names))
        letter(axes, heading, fill(based_on, LINE), legend=False)
    rows = spoken(shown, word, lang)
    describe_as(axes, "keyness_alt", lang, title=heading, rows=rows, caption=based_on)
    return axes


def of_target(keyness: pd.DataFrame, target: str | None, function: str) -> tuple[pd.DataFrame, str]:
    """Return the rows of one target, and the column that holds the words."""
    word = "token" if "token" in keyness and "lemma" not in keyness else "lemma"
    names = [word if name == "lemma" else name for name in KEYNESS.names]
    KEYNESS.require(keyness, *names, function=function)
    every = keyness["target"].drop_duplicates()
    there = every.dropna().tolist()
    if target is None and len(every) > 1:
        raise TableError(f"{function}: the table has several targets; name one: {there}.")
    if target is not None and there and target not in there:
        check_option("target", target, tuple(there))
    rows = keyness if target is None else keyness[keyness["target"] == target]
    return rows, word


def names_in(table: pd.DataFrame, target: str | None, lang: str) -> dict[str, str]:
    """Return what target and reference are called for readers."""
    unknown = label("unknown", lang)
    sides = table[["target", "reference"]].fillna(unknown)
    name = target or (str(sides["target"].iloc[0]) if len(table) else "") or label("all", lang)
    reference = str(sides["reference"].iloc[0]) if len(table) else "rest"
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

    _, axes = plt.subplots(figsize=(6.0, 2.2 + _ROW * len(shown)))
    for row in shown.to_dict("records"):
        nth = COLOURS[row["log_ratio"] < 0]
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
    axes.set_yticks(shown["place"].tolist(), [short(name, LONGEST_WORD) for name in shown[word]])
    axes.set_ylim(len(shown) - 0.4, -0.6)
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


def caption_of(table: pd.DataFrame, names: dict[str, str], lang: str, *, all_words: bool) -> str:
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


def spoken(shown: pd.DataFrame, word: str, lang: str) -> str:
    """Write words with their ratio as they would be read aloud."""
    rows = []
    for row in shown.to_dict("records"):
        times = 2 ** abs(row["log_ratio"])
        key = "keyness_more" if row["log_ratio"] > 0 else "keyness_less"
        said = {"word": row[word], "times": number(times, lang, 1), "n": _counts(row, lang)}
        rows.append(label(key, lang, **said))
    return "; ".join(rows)
