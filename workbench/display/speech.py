"""Quotations and sources with their words, cue and rule: every number opens to these."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.display import View, show_table
from workbench.labels import label, number
from workbench.tables import ARTICLES, QUOTATIONS, SOURCES, same_text

if TYPE_CHECKING:
    from workbench.tables import Table

_QUOTED = (
    "words",
    "speaker_name",
    "kind",
    "cue",
    "rule",
    "confidence",
    "outlet",
    "medium",
    "article_id",
)
_CITED = ("passage", "name", "kind", "cue", "rule", "confidence", "outlet", "article_id")
_AROUND = 60  # characters of the text on each side of a source


def show_quotations(
    quotations: pd.DataFrame, articles: pd.DataFrame, *, lang: str = "de", max_rows: int = 30
) -> View:
    """Show quotations with their words, speaker, cue, medium, rule and confidence.

    Parameters
    ----------
    quotations
        A quotations table, or some of its rows.
    articles
        The articles that they were found in.
    lang
        Language of the headings.
    max_rows
        Rows to show; the view says how many there are.

    Returns
    -------
    View
        One row a quotation; the parts of a discontinuous one are divided by «…».

    Examples
    --------
    >>> from workbench.quotations import find_quotations
    >>> text = "«Es ist Krieg», sagte Anna Keller."
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    >>> "Es ist Krieg" in repr(show_quotations(find_quotations(articles), articles))
    True
    """
    words = _words(quotations, articles, QUOTATIONS, "show_quotations", 0)
    first = quotations.assign(words=words).groupby("quotation_id", sort=False)["words"]
    whole = first.agg(" … ".join) if len(quotations) else pd.Series(dtype="str")
    rows = quotations.drop_duplicates("quotation_id")
    if "speaker_name" in rows and "speaker" in rows:  # somebody unnamed has no name but words
        named = rows["speaker_name"].where(rows["speaker_name"].notna(), rows["speaker"])
        rows = rows.assign(speaker_name=named)
    rows = rows.assign(words=rows["quotation_id"].map(whole))
    return _shown(rows, _QUOTED, "quotations_caption", lang, max_rows)


def show_sources(
    sources: pd.DataFrame, articles: pd.DataFrame, *, lang: str = "de", max_rows: int = 30
) -> View:
    """Show cited sources in the passage that cites them, with the rule.

    Parameters
    ----------
    sources
        A sources table, or some of its rows.
    articles
        The articles that they were found in.
    lang
        Language of the headings.
    max_rows
        Rows to show; the view says how many there are.

    Returns
    -------
    View
        One row a source; its words stand between brackets.

    Examples
    --------
    >>> from workbench.sources import find_sources
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Laut der Polizei ist Ruhe."]})
    >>> "Laut der [Polizei] ist Ruhe." in repr(show_sources(find_sources(articles), articles))
    True
    """
    passage = _words(sources, articles, SOURCES, "show_sources", _AROUND)
    rows = sources.assign(passage=passage)
    return _shown(rows, _CITED, "sources_caption", lang, max_rows)


def _words(
    spans: pd.DataFrame, articles: pd.DataFrame, table: Table, function: str, around: int
) -> list[str]:
    """Return the words of each span, or the passage around it with the span in brackets."""
    table.require(spans, "article_id", "start", "end", function=function)
    ARTICLES.require(articles, "article_id", "text", function=function)
    same_text(spans, articles, function)
    texts = dict(zip(articles["article_id"].astype(str), articles["text"], strict=True))
    places = zip(spans["article_id"].astype(str), spans["start"], spans["end"], strict=True)
    return [_passage(texts[a], start, end, around) for a, start, end in places]


def _passage(text: str, start: int, end: int, around: int) -> str:
    if not around:
        return " ".join(text[start:end].split())
    left = text.rfind("\n", 0, start) + 1
    line = text.find("\n", end)
    right = line if line >= 0 else len(text)
    before, after = text[max(left, start - around) : start], text[end : min(right, end + around)]
    before = before if start - around <= left else "… " + before.partition(" ")[2]
    after = after if end + around >= right else after.rpartition(" ")[0] + " …"
    return f"{before}[{text[start:end]}]{after}"


def _shown(
    rows: pd.DataFrame, columns: tuple[str, ...], caption: str, lang: str, max_rows: int
) -> View:
    total = len(rows)
    words = label(
        caption, lang, shown=number(min(total, max_rows), lang), total=number(total, lang)
    )
    there = [name for name in columns if name in rows]
    named = rows[there]
    if "kind" in there:
        kinds: list[Any] = [label(f"kind_{kind}", lang) for kind in named["kind"].astype(str)]
        named = named.assign(kind=kinds)
    return show_table(named.reset_index(drop=True), caption=words, lang=lang, max_rows=max_rows)
