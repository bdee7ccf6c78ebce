"""Read articles with their marks: `browse_article`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbench.errors import TableError, check_option
from workbench.labels import LANGUAGES, label, number
from workbench.tables import ARTICLES, MENTIONS
from workbench.widgets.layers import (
    MENTION_FACTS,
    headings_of,
    names_of,
    places_of,
    quotation_layer,
    span_layer,
)
from workbench.widgets.packing import as_words, pack_articles

if TYPE_CHECKING:
    import pandas as pd

    from workbench.widgets.reading import ArticleReader

MOST_ARTICLES = 1_000


def browse_article(
    articles: pd.DataFrame,
    article_id: str | None = None,
    *,
    mentions: pd.DataFrame | None = None,
    quotations: pd.DataFrame | None = None,
    lang: str = "de",
    tz: str = "Europe/Zurich",
) -> ArticleReader:
    """Read one article after the other, with mentions, quotations and speakers marked.

    Each mark is labelled; on hover or focus the view says by which rule it was
    found. Lines that were cut from the page come back on demand.

    Parameters
    ----------
    articles
        An articles table, as `read_articles` gives it.
    article_id
        The article to open; the first if None.
    mentions
        A mentions table of these articles, if its labels are to be marked.
    quotations
        A quotations table of these articles, if they are to be marked.
    lang
        Language of the wording: ``de`` or ``en``.
    tz
        Time zone of the dates.

    Returns
    -------
    ArticleReader
        A widget. Its `selected` is the row of the article that is open.

    Raises
    ------
    TableError
        If a column is missing, or there is no such article.

    Misleads when
        The marks are taken for facts: they are what rules found. More than
        1 000 articles are sampled, and the view says so.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["Es ist Krieg.", "Frieden."]})
    >>> browse_article(articles, "b", lang="en").selected["text"].tolist()
    ['Frieden.']
    """
    from workbench.widgets.reading import ArticleReader

    check_option("lang", lang, LANGUAGES)
    ARTICLES.require(articles, "article_id", "text", function="browse_article")
    ids = as_words(articles["article_id"])
    if article_id is not None and article_id not in set(ids):
        raise TableError(f"There is no article {article_id!r} in this table of {len(ids)}.")
    kept = _sampled(articles, ids, article_id)
    places = places_of(kept)
    layers: list[dict[str, Any]] = []
    if mentions is not None:
        MENTIONS.require(mentions, "article_id", "start", "end", function="browse_article")
        here = mentions[as_words(mentions["article_id"]).isin(list(places))]
        hue = "frame" if "frame" in here else ""
        layers.append(span_layer("mention", here, places, tag=hue, hue=hue, facts=MENTION_FACTS))
    layers += quotation_layer(quotations, places)
    columns = dict.fromkeys(["rule", *(name for layer in layers for name in layer["facts"])])
    data = {
        "articles": pack_articles(kept, tz=tz),
        "layers": layers,
        "names": names_of(lang),
        "headings": headings_of(list(columns), lang),
        "note": _note(len(kept), len(articles), lang),
    }
    first = article_id if article_id is not None else next(iter(places), "")
    return ArticleReader(articles, data=data, article=first, lang=lang)


def _sampled(articles: pd.DataFrame, ids: pd.Series[Any], article_id: str | None) -> pd.DataFrame:
    """Return as many articles as a page carries, drawn at random, the wanted one among them."""
    once = articles[~ids.duplicated()]
    if len(once) <= MOST_ARTICLES:
        return once
    drawn = once.sample(MOST_ARTICLES, random_state=0).index
    wanted = as_words(once["article_id"]) == article_id
    return once[once.index.isin(drawn) | wanted]


def _note(shown: int, total: int, lang: str) -> str:
    if shown == total:
        return ""
    values = {"shown": number(shown, lang), "total": number(total, lang)}
    return label("widget_sampled_articles", lang, **values)
