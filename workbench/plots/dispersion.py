"""Where words stand in the articles: a strip an article, a stroke an occurrence."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.errors import OptionError, TableError, check_option
from workbench.grouping import codes_of, counted, listed
from workbench.labels import LANGUAGES, label, number
from workbench.plots.lettering import (
    LINE,
    LONGEST_NAME,
    day,
    describe_as,
    draw_nothing,
    letter,
    short,
)
from workbench.plots.style import PALETTE, SOFT, house_style
from workbench.queries import find_hits
from workbench.tables import COUNTED_ZONES, TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from matplotlib.axes import Axes

_ROW = 0.13  # inches of height for an article
_MOST = len(PALETTE)  # words that colours tell apart


def plot_dispersion(
    tokens: pd.DataFrame,
    words: str | Sequence[str],
    *,
    by: str | None = "outlet",
    zones: Iterable[str] | None = COUNTED_ZONES,
    articles: int = 80,
    title: str | None = None,
    lang: str = "de",
) -> Axes:
    """Show where in each article some words stand.

    Parameters
    ----------
    tokens
        A tokens table (`tokenize`).
    words
        Words or phrases in the query language of `kwic`, at most seven.
    by
        Column of groups that articles are put together by; within a group they stand by date.
    zones
        Parts of the page to look in; None looks in all.
    articles
        Articles to show at most, those with the most occurrences; the caption says how many of
        how many.
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
    >>> from workbench.tokens import tokenize
    >>> texts = ["Krieg ist Krieg.", "Kein Wort davon."]
    >>> tokens = tokenize(pd.DataFrame({"article_id": ["a", "b"], "text": texts}))
    >>> axes = plot_dispersion(tokens, "Krieg", by=None, lang="en")
    >>> describe_figure(axes)[:78]
    'Strip chart: Where in the article: Krieg. Krieg: 2 occurrences in 1 of 2 artic'
    """
    check_option("lang", lang, LANGUAGES)
    asked = [words] if isinstance(words, str) else list(words)
    if not 1 <= len(asked) <= _MOST:
        raise OptionError(f"plot_dispersion: give one to {_MOST} words, not {len(asked)}.")
    if articles < 1:
        raise OptionError(f"articles={articles} shows nothing; give a number from 1.")
    TOKENS.require(tokens, *TOKENS.names[:9], function="plot_dispersion")
    if by is not None and by not in tokens:
        raise TableError(f"plot_dispersion: the tokens have no column {by!r}.")
    strips, hits = _place(tokens, asked, by, listed(zones))
    shown = strips.nlargest(articles, "n", keep="first").sort_values(_ORDER, kind="stable")
    shown = shown.assign(row=np.arange(len(shown)) + pd.factorize(shown["group"])[0] * 1.6)
    heading = title or label("dispersion_title", lang, words=", ".join(asked))
    if shown.empty:
        return draw_nothing(heading, label("nothing_to_plot", lang))
    caption = label("dispersion_caption", lang)
    if len(shown) < len(strips):
        cut = {"shown": number(len(shown), lang), "all": number(len(strips), lang)}
        caption = f"{caption} {label('dispersion_cut', lang, **cut)}"
    with house_style():
        axes = _draw(shown, hits, asked, lang)
        axes.set_xlabel(label("dispersion_axis", lang))
        totals = _spoken(strips.assign(group=""), hits, asked, lang)
        letter(axes, heading, fill(f"{caption} {totals}.", LINE), legend=len(asked) > 1)
    rows = _spoken(strips, hits, asked, lang)
    describe_as(axes, "dispersion_alt", lang, title=heading, rows=rows, caption=caption)
    return axes


_ORDER = ["group", "published", "article"]


def _place(
    tokens: pd.DataFrame, asked: list[str], by: str | None, zones: list[str] | None
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the articles with their length, and the place of each hit among their words."""
    rows = np.flatnonzero(counted(tokens, zones))
    article = codes_of(tokens["article_id"])[0][rows]
    codes, first, length = np.unique(article, return_index=True, return_counts=True)
    heads = tokens.iloc[rows[first]]
    published = heads["published"] if "published" in heads else pd.Series(pd.NaT, heads.index)
    group = heads[by].astype("object") if by else pd.Series("", heads.index)
    strips = pd.DataFrame(
        {
            "article": codes,
            "length": length,
            "group": group.where(group.notna(), "").astype("str").to_numpy(),
            "published": pd.to_datetime(published.astype("object"), utc=True).to_numpy(),
        }
    )
    found = []
    for nth, word in enumerate(asked):
        at, _ = find_hits(
            tokens,
            word,
            by="lemma",
            case=False,
            whole_word=True,
            zones=zones,
            function="plot_dispersion",
        )
        at = np.searchsorted(rows, at)
        at = at[at < len(rows)]
        strip = np.searchsorted(codes, article[at])
        place = at - first[strip]
        found.append(pd.DataFrame({"word": nth, "article": article[at], "place": place}))
    hits = pd.concat(found, ignore_index=True)
    n = hits.groupby("article").size().reindex(codes, fill_value=0)
    return strips.assign(n=n.to_numpy()), hits


def _draw(shown: pd.DataFrame, hits: pd.DataFrame, asked: list[str], lang: str) -> Axes:
    import matplotlib.pyplot as plt

    last = float(shown["row"].max())
    _, axes = plt.subplots(figsize=(6.0, 1.9 + _ROW * (last + 2)))
    axes.hlines(shown["row"], 0, shown["length"], color="#e4e8ec", linewidth=6)
    row = shown.set_index("article")["row"]
    for nth, word in enumerate(asked):
        mine = hits[(hits["word"] == nth) & hits["article"].isin(row.index)]
        at = row.reindex(mine["article"]).to_numpy()
        axes.vlines(
            mine["place"] + 0.5,
            at - 0.42,
            at + 0.42,
            color=PALETTE[nth],
            linewidth=1.6,
            label=short(word, LONGEST_NAME),
        )
    _name_groups(axes, shown)
    axes.set_yticks(shown["row"].tolist(), [_date(when, lang) for when in shown["published"]])
    axes.tick_params(axis="y", labelsize=5.5, labelcolor=SOFT, pad=2)
    axes.set_ylim(last + 0.8, -1.8)
    axes.set_xlim(left=0)
    axes.xaxis.set_major_formatter(lambda value, _: number(value, lang))
    return axes


def _name_groups(axes: Axes, shown: pd.DataFrame) -> None:
    """Write the name of each group above its first article."""
    for group, rows in shown.groupby("group", sort=False):
        if group:
            axes.text(0, rows["row"].min() - 0.6, short(group, 40), fontsize=8.5, va="bottom")


def _date(when: Any, lang: str) -> str:  # noqa: ANN401 (a time or none)
    return "" if pd.isna(when) else day(when, lang, year=False)


def _spoken(strips: pd.DataFrame, hits: pd.DataFrame, asked: list[str], lang: str) -> str:
    """Say of each word and group how often and in how many articles it stands."""
    rows = []
    found = hits.merge(strips, on="article")
    groups = strips["group"].unique()
    for nth, word in enumerate(asked):
        for group in groups:
            mine = found[(found["word"] == nth) & (found["group"] == group)]
            said = {
                "name": f"{word}, {group}" if group else word,
                "n": number(len(mine), lang),
                "articles": number(mine["article"].nunique(), lang),
                "all": number((strips["group"] == group).sum(), lang),
            }
            rows.append(label("dispersion_row", lang, **said))
    return "; ".join(rows)
