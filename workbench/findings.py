"""Pass findings on without passing on the articles: offsets and features out, text back in.

News articles are protected; where they stand in a text, and what was found there, is not. A
findings table keeps places, features and the text's digest, and of the words only a short
snippet. Who has the articles puts the words back (`attach_text`).

Snippets of many rows can add up to the article (a tokens table would). So each article has a
ceiling: once the snippets of its rows cover more than `max_share` of its characters, the rows
that follow go without.

Misleads when
-------------
- a snippet within the ceiling is taken for a licence: how many words may be quoted is a question
  of the law where you are, not of this function;
- the other side read the page with another version: the digest then differs, and `attach_text`
  says so instead of cutting words at the wrong places.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.errors import OptionError
from workbench.layout import digest
from workbench.tables import ARTICLES, FINDINGS, same_text

if TYPE_CHECKING:
    from collections.abc import Iterator

MAX_WORDS = 15
MAX_SHARE = 0.1
_WORD = re.compile(r"\S+")
# Columns that repeat the article's words; a finding does without them.
_WORDY = (
    "text", "sentence", "surface", "before", "after", "left", "right", "node", "example", "passage",
    "layout", "headline", "lead", "kicker", "token", "lemma",
)  # fmt: skip


def export_findings(
    spans: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    max_words: int = MAX_WORDS,
    max_share: float = MAX_SHARE,
) -> pd.DataFrame:
    """Turn a span table into one that may be passed on: no text but short snippets.

    Parameters
    ----------
    spans
        Any table with `article_id`, `start`, `end`: mentions, quotations, sources, kwic, tokens.
    articles
        The articles that it was made from: reads `article_id`, `text`, and `url` if there.
    max_words
        Words of the span that a snippet keeps; 0 keeps none.
    max_share
        Share of an article's characters that all its snippets together may give away.

    Returns
    -------
    pandas.DataFrame
        A findings table, same rows and order: place, `digest`, `snippet`, `url`, then the
        features of `spans` that do not repeat the article's words. Speakers' names stay. Write
        it with `write_table`.

    Raises
    ------
    TableError
        If a column is missing, or the texts have changed since the spans were made.
    OptionError
        If `max_words` is below 0 or `max_share` not between 0 and 1.

    Examples
    --------
    >>> text = "Die Regierung spricht von einer Schutzmission an der Grenze, nicht von Krieg."
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    >>> spans = pd.DataFrame({"article_id": ["a", "a"], "start": [32, 71], "end": [45, 76]})
    >>> found = export_findings(spans.assign(sentence=text), articles, max_share=0.2)
    >>> found[["start", "end", "snippet"]].values.tolist()
    [[32, 45, 'Schutzmission'], [71, 76, nan]]
    """
    if max_words < 0 or not 0 <= max_share <= 1:
        raise OptionError("export_findings: max_words must be 0 or more, max_share from 0 to 1.")
    FINDINGS.require(spans, "article_id", "start", "end", function="export_findings")
    ARTICLES.require(articles, "article_id", "text", function="export_findings")
    same_text(spans, articles, "export_findings")
    texts = _by_id(articles, articles["text"])
    ids = spans["article_id"].astype("str")
    digests = {name: digest(text) for name, text in texts.items() if name in set(ids)}
    urls = _by_id(articles, articles["url"]) if "url" in articles else {}
    features = [n for n in spans.columns if n not in _WORDY and n not in FINDINGS.names]
    snippets = _snippets(spans, texts, max_words, max_share)
    places = spans[["article_id", "start", "end", *features]]
    table = places.assign(digest=ids.map(digests), url=ids.map(urls), snippet=snippets)
    return FINDINGS.conform(table)


def attach_text(findings: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Put the words back where the articles are at hand.

    Parameters
    ----------
    findings
        A findings table (`export_findings`), as it came back from a file.
    articles
        Articles of your own: reads `article_id`, `text`. They are matched by the digest of their
        text, so that another id for the same article does no harm.

    Returns
    -------
    pandas.DataFrame
        The same rows and order, with `text` (the whole span), `article_id` as it is in
        `articles`, and `attached`: ``yes``, ``other_text`` (an article of this id is there, but
        with another text) or ``no_article``. Without ``yes`` the text is missing.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["mine"], "text": ["Es ist Krieg."]})
    >>> spans = pd.DataFrame({"article_id": ["a"], "start": [7], "end": [12]})
    >>> shared = export_findings(spans, articles.assign(article_id="a"), max_words=0)
    >>> attach_text(shared, articles)[["article_id", "text", "attached"]].values.tolist()
    [['mine', 'Krieg', 'yes']]
    """
    FINDINGS.require(findings, "article_id", "start", "end", "digest", function="attach_text")
    ARTICLES.require(articles, "article_id", "text", function="attach_text")
    text = articles["text"].astype("object").where(articles["text"].notna(), "")
    ours = dict(zip(text.map(digest), articles["article_id"].astype("str"), strict=True))
    texts, known = _by_id(articles, text), set(articles["article_id"].astype("str"))
    rows = [
        _attached(str(article), start, end, ours.get(told), known, texts)
        for article, start, end, told in zip(
            *(findings[n] for n in ("article_id", "start", "end", "digest")), strict=True
        )
    ]
    columns = pd.DataFrame(rows, columns=["article_id", "text", "attached"], index=findings.index)
    return findings.assign(**{str(name): columns[name].astype("str") for name in columns})


def _by_id(articles: pd.DataFrame, values: pd.Series[Any]) -> dict[str, Any]:
    return dict(zip(articles["article_id"].astype("str"), values, strict=True))


def _snippets(
    spans: pd.DataFrame, texts: dict[str, str], max_words: int, max_share: float
) -> pd.Series[str]:
    """Cut the snippets, and stop where an article has given enough away."""
    given: dict[str, int] = {}
    found = []
    for article, start, end in _places(spans):
        text = texts.get(article, "")
        snippet = _first_words(text, start, end, max_words)
        spent = given.get(article, 0) + len(snippet)
        allowed = bool(snippet) and spent <= max_share * len(text)
        given[article] = spent if allowed else given.get(article, 0)
        found.append(snippet if allowed else None)
    return pd.Series(found, index=spans.index, dtype="str")


def _places(spans: pd.DataFrame) -> Iterator[tuple[str, int, int]]:
    yield from zip(spans["article_id"].astype("str"), spans["start"], spans["end"], strict=True)


def _first_words(text: str, start: int, end: int, most: int) -> str:
    """Return the first words of a span, with dots where there are more."""
    words = list(_WORD.finditer(text, start, end))
    if not most or not words:
        return ""
    if len(words) <= most:
        return text[start:end]
    return text[start : words[most - 1].end()] + " …"


def _attached(  # noqa: PLR0917 (a row and what it is looked up in)
    article: str, start: int, end: int, mine: str | None, known: set[str], texts: dict[str, str]
) -> tuple[str, str | None, str]:
    if mine is None:
        return article, None, "other_text" if article in known else "no_article"
    return mine, texts[mine][start:end], "yes"
