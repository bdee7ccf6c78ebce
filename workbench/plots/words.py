"""The most frequent words: bars for up to three groups, dots for more."""

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
from workbench.plots.style import MARKERS, PALETTE, SOFT, house_style
from workbench.tables import WORDS

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from matplotlib.axes import Axes

_MOST_BARS = 3  # groups that bars still tell apart; from the fourth on dots do it better
_ROW = 0.29  # inches of height for a bar or a row of dots
_SPOKEN = 12  # rows that the description of a figure reads out
_LONGEST_WORD = 28  # characters in rows; addresses can be words


def plot_words(
    words: pd.DataFrame,
    *,
    by: str | None = None,
    groups: Sequence[str] | None = None,
    top: int = 20,
    stop_words: bool = False,
    title: str | None = None,
    lang: str = "de",
) -> Axes:
    """Draw the most frequent words, per 10 000 words and with their numbers.

    Parameters
    ----------
    words
        A words table, as `count_words` gives it.
    by
        Column of groups to compare, such as ``"outlet"``: bars for up to three
        groups, dots for more. Seven are shown at most, the largest; the caption says so.
    groups
        All groups there are, in an order of your own. A group then keeps its
        colour in every figure, also where others are missing.
    top
        Number of words, the most frequent over all groups.
    stop_words
        Whether function words are shown.
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
    >>> table = {"lemma": ["Krieg"], "n": [3], "total": [900], "per_10k": [33.3]}
    >>> axes = plot_words(pd.DataFrame(table | {"total_articles": [2]}), lang="en")
    >>> describe_figure(axes)[:76]
    'Bar chart: The most frequent words, per 10,000 words (number in brackets): K'
    """
    check_option("lang", lang, LANGUAGES)
    word = _word_column(words, by)
    words, cut = name_groups(words, by, lang), ""
    if by is not None:
        sizes = words.groupby(by, sort=False)["total"].max()
        words, cut = keep_largest(words, by, sizes, lang)
    shown = _top_words(words, word, by, top, stop_words=stop_words)
    heading = title or _default_title(by, lang)
    based_on = f"{_caption(words, by, lang, stop_words=stop_words)} {cut}".strip()
    if shown.empty:
        return draw_nothing(heading, label("nothing_to_plot", lang), based_on)
    colours = colours_of(words[by] if by else None, groups)
    dots = len(colours) > _MOST_BARS
    with house_style():
        axes = _empty_axes(shown[word].nunique(), 1 if dots else len(colours))
        draw = _draw_dots if dots else _draw_bars
        draw(axes, shown, word, colours, lang)
        unit = label("words_axis_dots" if dots else "words_axis", lang)
        if dots:
            axes.set_xlabel(unit)
        caption = based_on if dots else f"{unit[:1].upper()}{unit[1:]}. {based_on}"
        letter(axes, heading, fill(caption, LINE), legend=by is not None)
    kind = label("words_alt_dots" if dots else "words_alt_bars", lang)
    rows = _spoken(shown, word, lang, len(colours))
    describe_as(axes, "words_alt", lang, title=heading, rows=rows, caption=based_on, kind=kind)
    return axes


def _word_column(words: pd.DataFrame, by: str | None) -> str:
    """Return the column that holds the words, and refuse a table that can't be drawn."""
    word = "token" if "token" in words and "lemma" not in words else "lemma"
    needed = [word, "n", "total", "per_10k", *([by] if by else [])]
    WORDS.require(words, *needed, function="plot_words")
    if by is None and words[word].duplicated().any():
        raise TableError(
            "plot_words: some words have several rows, so this table has groups. "
            "Name their column, such as by='outlet'."
        )
    return word


def _top_words(
    words: pd.DataFrame, word: str, by: str | None, top: int, *, stop_words: bool
) -> pd.DataFrame:
    """Return the rows of the most frequent words, the most frequent first."""
    if top < 1:
        raise OptionError(f"top={top} shows nothing; give a number from 1.")
    kept = words if stop_words or "is_stop" not in words else words[~words["is_stop"]]
    ranked = (
        kept.groupby(word, observed=True)["n"].sum().sort_values(ascending=False, kind="stable")
    )
    order = {name: place for place, name in enumerate(ranked.index[:top])}
    chosen = kept[kept[word].isin(list(order))]
    chosen = chosen.assign(place=chosen[word].map(order).astype("int64"))
    chosen["group"] = chosen[by].astype(str) if by else ""
    return chosen.sort_values("place", kind="stable")


def _empty_axes(n_words: int, n_bars: int) -> Axes:
    import matplotlib.pyplot as plt

    height = 1.9 + _ROW * n_words * (1 + 0.75 * (n_bars - 1))
    _, axes = plt.subplots(figsize=(6.0, height))
    return axes


def _draw_bars(
    axes: Axes, shown: pd.DataFrame, word: str, colours: dict[str, int], lang: str
) -> None:
    thick = 0.8 / len(colours)
    for nth, (group, number_of_colour) in enumerate(colours.items()):
        rows = shown[shown["group"] == group]
        colour = PALETTE[number_of_colour % len(PALETTE)]
        places = rows["place"] + (nth - (len(colours) - 1) / 2) * thick
        bars = axes.barh(
            places,
            rows["per_10k"],
            height=thick * 0.9,
            color=colour,
            label=short(group, LONGEST_NAME),
        )
        texts = [
            f"{number(rate, lang, 1)} ({number(n, lang)})"
            for rate, n in zip(rows["per_10k"], rows["n"], strict=True)
        ]
        axes.bar_label(bars, texts, padding=4, fontsize=9, color=SOFT)
    _name_rows(axes, shown, word)
    axes.margins(x=0.18)
    axes.xaxis.set_visible(False)
    axes.spines["bottom"].set_visible(False)


def _draw_dots(
    axes: Axes, shown: pd.DataFrame, word: str, colours: dict[str, int], lang: str
) -> None:
    for group, nth in colours.items():
        rows = shown[shown["group"] == group]
        axes.plot(
            rows["per_10k"],
            rows["place"],
            linestyle="none",
            marker=MARKERS[nth % len(MARKERS)],
            color=PALETTE[nth % len(PALETTE)],
            markersize=7,
            markeredgecolor="white",
            label=short(group, LONGEST_NAME),
        )
    _name_rows(axes, shown, word)
    axes.grid(visible=True)
    axes.xaxis.set_major_formatter(lambda value, _: number(value, lang))
    axes.set_xlim(left=0)


def _name_rows(axes: Axes, shown: pd.DataFrame, word: str) -> None:
    rows = shown.drop_duplicates("place")
    axes.set_yticks(rows["place"].tolist(), [short(name, _LONGEST_WORD) for name in rows[word]])
    axes.set_ylim(len(rows) - 0.4, -0.6)


def _default_title(by: str | None, lang: str) -> str:
    if by is None:
        return label("words_title", lang)
    return label("words_title_by", lang, by=column_heading(by, lang))


def _caption(words: pd.DataFrame, by: str | None, lang: str, *, stop_words: bool) -> str:
    """Say what the rates are based on: words and articles of each group."""
    groups = words.drop_duplicates(by) if by else words.head(1)
    parts = []
    for row in groups.to_dict("records"):
        n_articles = number(row.get("total_articles", 0), lang)
        facts = {"words": number(row["total"], lang), "articles": n_articles}
        if by:
            parts.append(label("words_denominator", lang, name=row[by], **facts))
        else:
            parts.append(label("words_denominator_all", lang, **facts))
    lines = [label("words_caption", lang, denominators="; ".join(parts))] if parts else []
    if "is_stop" in words and not stop_words:
        lines.append(label("words_no_stop", lang))
    return " ".join(lines)


def _spoken(shown: pd.DataFrame, word: str, lang: str, n_groups: int) -> str:
    """Write the first words of the figure as they would be read aloud."""
    rows = []
    for row in shown[shown["place"] < max(1, _SPOKEN // n_groups)].to_dict("records"):
        rate = number(row["per_10k"], lang, 1)
        name = f"{row[word]}, {row['group']}:" if row["group"] else f"{row[word]}"
        rows.append(label("words_alt_row", lang, word=name, rate=rate, n=number(row["n"], lang)))
    return "; ".join(rows)
