"""Static views for notebooks and reports: tables, an article, what was cut, passages.

Every view is made of escaped text; nothing from an article is ever HTML. In
JupyterLab the views follow the theme, light or dark; in a terminal they are
plain text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pandas as pd
from markupsafe import Markup

from workbench.display.cells import Shown, cells_of, shown_columns
from workbench.display.mentions import show_mentions
from workbench.display.views import View, on_days, view_of
from workbench.errors import OptionError, check_option
from workbench.labels import LANGUAGES, column_heading, label, number
from workbench.layout import plain_blocks, unpack
from workbench.segments import find_dropped
from workbench.tables import ARTICLES, KWIC

if TYPE_CHECKING:
    from workbench.layout import Block

__all__ = [
    "View",
    "show_article",
    "show_dropped",
    "show_kwic",
    "show_mentions",
    "show_table",
]

_META = ("outlet", "section", "published", "updated", "authors", "author_code", "agency")


def show_table(
    frame: pd.DataFrame, *, caption: str | None = None, lang: str = "de", max_rows: int = 50
) -> View:
    """Show a table as readers expect it: headings in their language, numbers in their format.

    Parameters
    ----------
    frame
        Any table. An index with a name (or with words) is shown as row headings.
    caption
        Words above the table.
    lang
        Language of headings and numbers: ``de`` or ``en``.
    max_rows
        Rows to show; the view says how many there are.

    Returns
    -------
    View
        Shows itself at the end of a cell.

    Examples
    --------
    >>> show_table(pd.DataFrame({"lemma": ["Krieg"], "n": [1204]}), caption="Wörter", lang="en")
    Wörter
     word     n
    Krieg 1,204
    """
    check_option("lang", lang, LANGUAGES)
    columns = list(shown_columns(frame, lang, max_rows))
    total = len(frame)
    notes = []
    if total > max_rows:
        shown = number(min(max_rows, total), lang)
        notes.append(label("rows_shown", lang, shown=shown, total=number(total, lang)))
    if any(cell.endswith(" …") for column in columns for cell in column.cells):
        notes.append(label("long_texts_cut", lang))
    if not total:
        notes.append(label("no_rows", lang))
    return view_of(columns, caption, " · ".join(notes), lang, "wb-rows")


def show_dropped(articles: pd.DataFrame, *, lang: str = "de", max_rows: int = 50) -> View:
    """Show every line that was cut from the pages, with the rule that cut it.

    Parameters
    ----------
    articles
        An articles table, as `read_articles` gives it.
    lang
        Language of the view.
    max_rows
        Lines to show; the counts by rule are always complete.

    Returns
    -------
    View
        The lines, then on demand how many of them each rule cut.

    Examples
    --------
    >>> show_dropped(ARTICLES.empty(), lang="en")
    0 lines cut from 0 articles
    No rows.
    """
    ARTICLES.require(articles, "article_id", "text", function="show_dropped")
    dropped = find_dropped(articles)
    n_articles = number(dropped["article_id"].nunique(), lang)
    caption = label("dropped_caption", lang, lines=number(len(dropped), lang), articles=n_articles)
    lines = show_table(dropped, caption=caption, lang=lang, max_rows=max_rows)
    if dropped.empty:
        return lines
    counts = dropped.groupby(["rule", "zone"]).size().rename("n").reset_index()
    counts = counts.sort_values("n", ascending=False)[["zone", "rule", "n"]]
    rules = show_table(counts, lang=lang)
    folded = Markup('<details class="wb-view"><summary>{}</summary>{}</details>').format(
        label("dropped_by_rule", lang), rules.html
    )
    return View(lines.html + folded, f"{lines.text}\n\n{rules.text}")


def show_kwic(
    kwic: pd.DataFrame, *, lang: str = "de", max_rows: int = 50, tz: str = "Europe/Zurich"
) -> View:
    """Show hits in their contexts, aligned at the hit.

    Parameters
    ----------
    kwic
        A kwic table. Its column `n_total` says how many hits there were before sampling.
    lang
        Language of the view.
    max_rows
        Rows to show.
    tz
        Time zone of the dates.

    Returns
    -------
    View
        Left context, hit, right context, outlet, date, zone and article.

    Examples
    --------
    >>> hits = pd.DataFrame({"left": ["Es ist"], "node": ["Krieg"], "right": ["."]})
    >>> show_kwic(hits, lang="en")
    Es ist [Krieg] .
    1 of 1 hits shown
    """
    KWIC.require(kwic, "left", "node", "right", function="show_kwic")
    total = int(kwic["n_total"].max()) if "n_total" in kwic and len(kwic) else len(kwic)
    shown = kwic.head(max_rows)
    note = label("hits_shown", lang, shown=number(len(shown), lang), total=number(total, lang))
    context = shown[["left", "node", "right"]].fillna("").astype(str)
    columns = [_context_column(context, name, lang) for name in ("left", "node", "right")]
    more = [n for n in ("outlet", "published", "zone", "article_id") if n in shown]
    columns += shown_columns(on_days(shown[more], tz), lang, max_rows)
    text = "\n".join(f"{r.left} [{r.node}] {r.right}" for r in context.itertuples())
    view = view_of(columns, None, note, lang, "wb-kwic")
    return View(view.html, f"{text}\n{note}".strip())


def show_article(
    articles: pd.DataFrame, article_id: str | None = None, *, lang: str = "de"
) -> View:
    r"""Show one article as a page: each line with its zone, cut lines on demand.

    Parameters
    ----------
    articles
        An articles table.
    article_id
        Which article; the first if None.
    lang
        Language of the zones' names.

    Returns
    -------
    View
        The page in its own order; where lines were cut, a place to open them.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Krieg.\n\nEr dauert an."]})
    >>> show_article(articles, lang="en")
    body: Krieg.
    body: Er dauert an.
    """
    check_option("lang", lang, LANGUAGES)
    ARTICLES.require(articles, "article_id", "text", function="show_article")
    article = _choose(articles, article_id)
    layout = article.get("layout")
    blocks = unpack(layout) if isinstance(layout, str) and layout else plain_blocks(article["text"])
    lines = [_line(article["text"], block, lang) for block in blocks]
    html = Markup(
        '<article class="wb-view wb-article"{lang}><dl class="wb-meta">{meta}</dl>{page}</article>'
    ).format(lang=_lang_of(article), meta=_meta(article, lang), page=_page(blocks, lines, lang))
    kept = [f"{zone}: {words}" for b, (zone, words) in zip(blocks, lines, strict=True) if not b.cut]
    return View(html, "\n".join(kept))


def _context_column(context: pd.DataFrame, name: str, lang: str) -> Shown:
    key = "node" if name == "node" else f"{name}_context"
    return Shown(name, label(key, lang), context[name].tolist(), f"wb-{name}")


def _choose(articles: pd.DataFrame, article_id: str | None) -> pd.Series[Any]:
    if articles.empty:
        raise OptionError("show_article: the articles table is empty.")
    if article_id is None:
        return articles.iloc[0]
    found = articles[articles["article_id"].astype(str) == str(article_id)]
    if found.empty:
        some = ", ".join(map(str, articles["article_id"].head(5)))
        raise OptionError(f"There is no article {article_id!r}. The first ids are: {some}.")
    return found.iloc[0]


def _line(text: str, block: Block, lang: str) -> tuple[str, str]:
    words = text[block.start : block.end] if block.cut is None else block.cut
    return label(f"zone_{block.zone}", lang), words


def _lang_of(article: pd.Series[Any]) -> Markup:
    language = article.get("language")
    known = isinstance(language, str) and language
    return Markup(' lang="{}"').format(language) if known else Markup("")


def _meta(article: pd.Series[Any], lang: str) -> Markup:
    """Write what is known about the article as pairs of name and value."""
    there = [name for name in _META if name in article and not pd.isna(article[name])]
    frame = pd.DataFrame([article])
    pairs = []
    for name in there:
        cells, _ = cells_of(frame[name].infer_objects(), frame, lang)
        if cells[0]:
            pair = Markup("<div><dt>{}</dt><dd>{}</dd></div>").format(
                column_heading(name, lang), cells[0]
            )
            pairs.append(pair)
    return Markup("").join(pairs)


def _page(blocks: list[Block], lines: list[tuple[str, str]], lang: str) -> Markup:
    """Write the lines; runs of cut lines go behind a summary."""
    parts: list[Markup] = []
    run: list[Markup] = []
    for block, (zone, words) in zip(blocks, lines, strict=True):
        if block.cut is None:
            parts += _folded(run, lang)
            run = []
            parts.append(_block(zone, words, f"wb-is-{block.zone}"))
        else:
            run.append(_block(f"{zone} · {block.rule}", words, "wb-is-cut"))
    return Markup("\n").join([*parts, *_folded(run, lang)])


def _folded(run: list[Markup], lang: str) -> list[Markup]:
    if not run:
        return []
    summary = label("cut_lines", lang, n=number(len(run), lang))
    lines = Markup("\n").join(run)
    return [Markup("<details><summary>{}</summary>{}</details>").format(summary, lines)]


def _block(zone: str, words: str, css: str) -> Markup:
    return Markup(
        '<div class="wb-block {}"><span class="wb-zone">{}</span><p class="wb-words">{}</p></div>'
    ).format(css, zone, words)
