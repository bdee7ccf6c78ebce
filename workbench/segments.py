"""Parts of articles: blocks with their zones, cut lines, paragraphs, sentences.

All of them are read from the `layout` column, which `read_articles` writes. An
articles table without it works too: then every paragraph of `text` is body.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.chunks import as_bytes
from workbench.errors import TableError
from workbench.layout import digests_at, plain_blocks, unpack
from workbench.lexicons import base_language
from workbench.partitions import by_partition
from workbench.progress import track
from workbench.sentences import sentence_spans
from workbench.tables import (
    ARTICLES,
    BLOCKS,
    DROPPED,
    PARAGRAPHS,
    SENTENCES,
    SPAN_METADATA,
    TEXT_ZONES,
    ZONES,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from workbench.layout import Block
    from workbench.tables import Table


@by_partition
def split_blocks(articles: pd.DataFrame) -> pd.DataFrame:
    r"""List every line of the pages with its zone, in the order of the page.

    Parameters
    ----------
    articles
        Reads `article_id`, `text` and, if there, `layout`.

    Returns
    -------
    pandas.DataFrame
        A blocks table: `article_id`, `block`, `line`, `zone`, `start`, `end`
        (characters in `text`; equal for a line that was cut), `text`, `rule`.

    Raises
    ------
    TableError
        If `article_id` or `text` is missing.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Krieg.\n\nEr dauert an."]})
    >>> split_blocks(articles)[["zone", "start", "end", "text"]]
       zone  start  end           text
    0  body      0    6         Krieg.
    1  body      8   21  Er dauert an.
    """
    ARTICLES.require(articles, "article_id", "text", function="split_blocks")
    rows = [
        (article, number, b.line, b.zone, b.start, b.end, _words(text, b), b.rule)
        for article, text, blocks in each_page(articles)
        for number, b in enumerate(blocks)
    ]
    return BLOCKS.conform(pd.DataFrame(rows, columns=BLOCKS.names))


@by_partition
def find_dropped(articles: pd.DataFrame) -> pd.DataFrame:
    """List every line that was cut from the pages, with the rule that cut it.

    Parameters
    ----------
    articles
        Reads `article_id`, `text` and, if there, `layout`. Without `layout`
        nothing was cut, and the table is empty.

    Returns
    -------
    pandas.DataFrame
        A dropped table: `article_id`, `line`, `zone`, `text`, `rule`.

    Raises
    ------
    TableError
        If `article_id` or `text` is missing.

    Examples
    --------
    >>> from workbench.layout import Line, compose, pack
    >>> text, blocks = compose([Line("Krieg", "headline", "first"), Line("1/6", "furniture", "x")])
    >>> page = {"article_id": ["a"], "text": [text], "layout": [pack(blocks)]}
    >>> find_dropped(pd.DataFrame(page))[["zone", "text", "rule"]]
            zone text rule
    0  furniture  1/6    x
    """
    ARTICLES.require(articles, "article_id", "text", function="find_dropped")
    rows = [
        (article, b.line, b.zone, b.cut, b.rule)
        for article, _, blocks in each_page(articles)
        for b in blocks
        if b.cut is not None
    ]
    return DROPPED.conform(pd.DataFrame(rows, columns=DROPPED.names))


@by_partition
def split_paragraphs(articles: pd.DataFrame) -> pd.DataFrame:
    r"""List the paragraphs of the texts: every block that was not cut.

    Parameters
    ----------
    articles
        Reads `article_id`, `text` and, if there, `layout`, `outlet`,
        `published`, `section`, `language`, `digest`.

    Returns
    -------
    pandas.DataFrame
        A paragraphs table: `article_id`, `start`, `end`, `paragraph`, `zone`,
        `text`, and the article's metadata as categoricals.

    Raises
    ------
    TableError
        If `article_id` or `text` is missing.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Krieg.\n\nEr dauert an."]})
    >>> split_paragraphs(articles)[["paragraph", "zone", "text"]]
       paragraph  zone           text
    0          0  body         Krieg.
    1          1  body  Er dauert an.
    """
    ARTICLES.require(articles, "article_id", "text", function="split_paragraphs")
    rows = [
        (row, b.start, b.end, number, b.zone, text[b.start : b.end])
        for row, (_, text, blocks) in enumerate(each_page(articles))
        for number, b in enumerate(in_text(blocks))
    ]
    return _span_table(articles, rows, ["start", "end", "paragraph", "zone", "text"], PARAGRAPHS)


@by_partition
def split_sentences(articles: pd.DataFrame) -> pd.DataFrame:
    """List the sentences of the texts. No sentence crosses a paragraph.

    The rules are told in `workbench.sentences`: NLTK's Punkt with word lists of
    our own, ordinals, quotations that go on. They follow the article's
    `language`; where there is none, German.

    Parameters
    ----------
    articles
        Reads `article_id`, `text` and, if there, `layout`, `outlet`,
        `published`, `section`, `language`, `digest`.

    Returns
    -------
    pandas.DataFrame
        A sentences table: `article_id`, `start`, `end`, `sentence`,
        `paragraph`, `zone`, `text`, and the article's metadata as categoricals.

    Raises
    ------
    TableError
        If `article_id` or `text` is missing.

    Examples
    --------
    >>> text = "Er kam am 9. April. «Ich gehe. Du bleibst», sagte er."
    >>> split_sentences(pd.DataFrame({"article_id": ["a"], "text": [text]}))["text"].tolist()
    ['Er kam am 9. April.', '«Ich gehe. Du bleibst», sagte er.']
    """
    ARTICLES.require(articles, "article_id", "text", function="split_sentences")
    rows = []
    languages = languages_of(articles)
    for row, (_, text, blocks) in enumerate(
        track(list(each_page(articles)), "splitting sentences")
    ):
        spans = (
            (paragraph, b.zone, start, end)
            for paragraph, b in enumerate(in_text(blocks))
            for start, end in sentence_spans(text, b.start, b.end, languages[row])
        )
        rows += [
            (row, start, end, number, paragraph, zone, text[start:end])
            for number, (paragraph, zone, start, end) in enumerate(spans)
        ]
    names = ["start", "end", "sentence", "paragraph", "zone", "text"]
    return _span_table(articles, rows, names, SENTENCES)


def blocks_of(articles: pd.DataFrame, texts: Sequence[str]) -> list[list[Block]]:
    """Return the blocks of each article: from its layout, or its paragraphs."""
    if "layout" not in articles:
        return [plain_blocks(text) for text in texts]
    return [
        unpack(layout) if isinstance(layout, str) and layout else plain_blocks(text)
        for layout, text in zip(articles["layout"], texts, strict=True)
    ]


def in_text(blocks: Iterable[Block]) -> list[Block]:
    """Return the blocks that are part of the text."""
    return [block for block in blocks if block.cut is None]


def texts_of(articles: pd.DataFrame) -> list[str]:
    """Return the texts; a missing one is empty."""
    return [text if isinstance(text, str) else "" for text in articles["text"].tolist()]


def runs_of(texts: Sequence[str], size: int) -> Iterator[slice]:
    """Yield runs of articles that are about `size` characters long, to be worked on at a time."""
    begin = length = 0
    for i, text in enumerate(texts, 1):
        length += len(text)
        if length >= size or i == len(texts):
            yield slice(begin, i)
            begin, length = i, 0


def languages_of(articles: pd.DataFrame) -> list[str]:
    """Return the base language of each article; German where there is none."""
    if "language" not in articles:
        return [base_language("")] * len(articles)
    given = articles["language"].tolist()
    known = {language: base_language(language) for language in set(given)}
    return [known[language] for language in given]


def carried(
    articles: pd.DataFrame, rows: np.ndarray[Any, Any], columns: Sequence[str]
) -> dict[str, pd.Categorical[Any]]:
    """Repeat metadata of the articles as categoricals: `rows` says which article.

    Categories stand in the order of the articles, and a column that the articles
    lack has none. Only the categories hold values, so a span costs 1 to 4 bytes.
    """
    categories = {}
    for name in columns:
        values = _values(articles, name)
        try:
            codes, found = pd.factorize(values)
        except TypeError:
            raise TableError(
                f"The column {name!r} holds lists or other values that cannot be a category. "
                "Turn it into words first, or leave it out."
            ) from None
        whole = pd.Categorical.from_codes(codes, categories=pd.Index(found))
        categories[name] = pd.Categorical.from_codes(whole.codes[rows], dtype=whole.dtype)
    return categories


def _values(articles: pd.DataFrame, name: str) -> pd.Series[Any]:
    if name in articles:
        return articles[name]
    if name == "digest":
        return pd.Series(digests_at(*as_bytes(articles["text"])), dtype="str")
    kind = "datetime64[us, UTC]" if name == "published" else "str"
    return pd.Series(None, index=articles.index, dtype=kind)


def each_page(articles: pd.DataFrame) -> Iterator[tuple[Any, str, list[Block]]]:
    """Yield id, text and blocks of each article."""
    texts = texts_of(articles)
    return zip(articles["article_id"], texts, blocks_of(articles, texts), strict=True)


def _words(text: str, block: Block) -> str:
    return text[block.start : block.end] if block.cut is None else block.cut


def _span_table(
    articles: pd.DataFrame, rows: list[tuple[Any, ...]], names: list[str], table: Table
) -> pd.DataFrame:
    """Make a span table of rows that begin with the number of their article."""
    if not rows:
        return table.empty()
    columns = dict(zip(["row", *names], zip(*rows, strict=True), strict=True))
    which = np.array(columns.pop("row"))
    meta = carried(articles, which, ["article_id", *SPAN_METADATA, "digest"])
    zone = pd.Categorical(columns["zone"], categories=list(ZONES[: len(TEXT_ZONES)]))
    return table.conform(pd.DataFrame(columns | {"zone": zone} | meta))
