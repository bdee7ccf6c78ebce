"""Mentions of labels: where they stand, what the voice does with them, and whose voice it is.

Counting says how often a word stands in an article. It does not say that the article denies it,
that a minister said it, or that it stands in marks. So a mention is a row, with the stance and
the voice at its place, and the words that decided both.

Misleads when
-------------
- a codebook's label is also another thing's name: look at the passages before counting;
- a denial needs knowledge of the world (irony, *Krieg? Welcher Krieg?*): it is read as asserted;
- `mark_voice` is given no quotations: then only constructions inside the clause are seen.

Source
------
Definitions of voice and stance: ``docs/methods/framing.md``.
"""

from __future__ import annotations

from bisect import bisect_right
from operator import itemgetter
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.matching import Hit, Matcher, patterns_of
from workbench.partitions import by_partition
from workbench.progress import track
from workbench.repeats import find_repeats
from workbench.segments import blocks_of, carried, in_text, languages_of, texts_of
from workbench.sentences import sentence_spans
from workbench.spotting import find_words
from workbench.stance.context import Page
from workbench.stance.read import read_place
from workbench.tables import (
    ARTICLES,
    CODEBOOK,
    MENTION_STANCE,
    MENTIONS,
    SPAN_METADATA,
    STANCES,
    TEXT_ZONES,
    TOKENS,
    check_there,
    same_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbench.layout import Block
    from workbench.stance.records import Reading

_FOUND = (
    "row",
    "start",
    "end",
    "matched",
    "surface",
    "zone",
    "repeat",
    "sentence_start",
    "sentence",
)


@by_partition
def find_mentions(
    articles: pd.DataFrame, codebook: pd.DataFrame, *, tokens: pd.DataFrame | None = None
) -> pd.DataFrame:
    """Find every place where a label of the codebook stands.

    Parameters
    ----------
    articles
        Reads `article_id`, `text` and, if there, `layout` and `language`.
    codebook
        A `codebook` table (`read_codebook`). Labels are looked for in articles of their language.
    tokens
        The tokens of the same articles, if they are at hand: then only articles whose vocabulary
        holds a label are read.

    Returns
    -------
    pandas.DataFrame
        A `mentions` table. Where labels overlap the longest wins. A line that says again what the
        text says is marked `repeat`.

    Raises
    ------
    TableError
        If a column is missing, or the tokens were made from other texts.

    Examples
    --------
    >>> from workbench.matching import codebook_of
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Zwei Kriege. Ein Krieger."]})
    >>> find_mentions(articles, codebook_of(["Krieg"]))[["start", "end", "surface"]]
       start  end surface
    0      5   11  Kriege
    """
    ARTICLES.require(articles, "article_id", "text", function="find_mentions")
    CODEBOOK.require(codebook, *CODEBOOK.names[:6], function="find_mentions")
    wanted = _holding(articles, codebook, tokens)
    found: list[tuple[Any, ...]] = []
    for row, text, language, blocks, hits in _hits(articles, codebook, wanted):
        found += [(row, *rest) for rest in _rows(text, blocks, hits, language)]
    return _mentions(articles, codebook, found)


def _hits(
    articles: pd.DataFrame, codebook: pd.DataFrame, wanted: set[str] | None
) -> Iterator[tuple[int, str, str, list[Block], list[Hit]]]:
    """Yield the articles that hold a label, with their language, blocks and hits."""
    spoken = np.array(languages_of(articles), dtype=object)
    chosen = np.ones(len(articles), dtype=bool)
    if wanted is not None:
        chosen = articles["article_id"].astype(str).isin(wanted).to_numpy()
    matchers: dict[str, Matcher] = {}
    held: dict[int, list[tuple[int, int]]] = {}
    for language in dict.fromkeys(spoken[chosen]):
        matchers[language] = Matcher(patterns_of(codebook, language), language)
        rows = np.flatnonzero(chosen & (spoken == language))
        spans = find_words(articles["text"].iloc[rows], matchers[language].knows)
        held |= {int(rows[at]): words for at, words in spans}
    rows = np.array(sorted(held), dtype=np.int64)
    some = articles.iloc[rows]
    texts = texts_of(some)
    pages = zip(rows.tolist(), texts, blocks_of(some, texts), strict=True)
    for row, text, blocks in track(pages, "finding labels", total=len(rows)):
        if hits := matchers[spoken[row]].find_at(text, held[row]):
            yield row, text, spoken[row], in_text(blocks), hits


def _holding(
    articles: pd.DataFrame, codebook: pd.DataFrame, tokens: pd.DataFrame | None
) -> set[str] | None:
    """Return the articles whose tokens hold a label, by a look at the vocabulary."""
    if tokens is None:
        return None
    TOKENS.require(tokens, "article_id", "token", function="find_mentions")
    same_text(tokens, articles, "find_mentions")
    matchers = [
        Matcher(patterns_of(codebook, lang), lang) for lang in codebook["language"].unique()
    ]
    forms = tokens["token"].astype("category").cat
    known = [any(m.knows(str(form)) for m in matchers) for form in forms.categories]
    inside = np.append(np.array(known, dtype=bool), False)[forms.codes.to_numpy()]
    return set(tokens.loc[inside, "article_id"].astype(str).unique())


def _rows(
    text: str, blocks: Sequence[Block], hits: Sequence[Hit], language: str
) -> Iterator[tuple[Any, ...]]:
    starts = [block.start for block in blocks]
    repeats = find_repeats(text, blocks)
    spans: dict[int, list[tuple[int, int]]] = {}
    for hit in hits:
        number = bisect_right(starts, hit.start) - 1
        if number < 0 or hit.end > blocks[number].end:
            continue
        block, surface = blocks[number], text[hit.start : hit.end]
        if number not in spans:
            spans[number] = list(sentence_spans(text, block.start, block.end, language))
        begin, end = _sentence(spans[number], block, hit)
        yield (*hit, surface, block.zone, repeats[number], begin, text[begin:end])


def _sentence(spans: Sequence[tuple[int, int]], block: Block, hit: Hit) -> tuple[int, int]:
    at = bisect_right(spans, hit.start, key=itemgetter(0)) - 1
    if at >= 0 and hit.start < spans[at][1]:
        return spans[at][0], max(spans[at][1], hit.end)
    return block.start, block.end


def _mentions(
    articles: pd.DataFrame, codebook: pd.DataFrame, found: list[tuple[Any, ...]]
) -> pd.DataFrame:
    if not found:
        return MENTIONS.empty()
    columns: dict[str, Any] = dict(zip(_FOUND, zip(*found, strict=True), strict=True))
    which, matched = np.array(columns.pop("row")), np.array(columns.pop("matched"))
    for name in ("frame", "label"):
        codes, order = pd.factorize(codebook[name])
        columns[name] = pd.Categorical.from_codes(codes[matched], categories=order)
    columns["zone"] = pd.Categorical(columns["zone"], categories=list(TEXT_ZONES))
    meta = carried(articles, which, ["article_id", *SPAN_METADATA, "digest"])
    return MENTIONS.conform(pd.DataFrame(columns | meta))


@by_partition
def mark_stance(mentions: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
    """Say of each mention whether its voice asserts, rejects or distances the label.

    Parameters
    ----------
    mentions
        A `mentions` table.
    articles
        The articles that it was made from.

    Returns
    -------
    pandas.DataFrame
        The same rows with the columns of `mention_stance`: `stance`, what decided it, the marks
        round the label, and whom the clause itself ascribes the label to (for `mark_voice`).

    Raises
    ------
    TableError
        If a column is missing, or the texts have changed.

    Examples
    --------
    >>> from workbench.matching import codebook_of
    >>> text = "Das war keine Panne, das war ein Anschlag."
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": [text]})
    >>> mentions = find_mentions(articles, codebook_of(["Panne", "Anschlag"]))
    >>> mark_stance(mentions, articles)[["label", "stance", "trigger"]].values.tolist()
    [['Panne', 'rejected', 'keine'], ['Anschlag', 'asserted', '']]
    """
    MENTIONS.require(mentions, "article_id", "start", "end", function="mark_stance")
    ARTICLES.require(articles, "article_id", "text", function="mark_stance")
    same_text(mentions, articles, "mark_stance")
    check_there(mentions, articles, "mark_stance")
    read: list[tuple[Any, ...]] = [()] * len(mentions)
    for text, page, language, places in _pages(mentions, articles):
        for at, start, end in places:
            read[at] = _stance_row(text, read_place(page, start, end, language))
    added = pd.DataFrame(read, columns=MENTION_STANCE.names, index=mentions.index)
    added["stance"] = pd.Categorical(added["stance"], categories=list(STANCES))
    kept = mentions.drop(columns=[c for c in MENTION_STANCE.names if c in mentions])
    return pd.concat([kept, MENTION_STANCE.conform(added)], axis=1)


def _pages(
    mentions: pd.DataFrame, articles: pd.DataFrame
) -> Iterator[tuple[str, Page, str, list[tuple[int, int, int]]]]:
    """Yield each article that has mentions, with the place of each in the table."""
    places: dict[str, list[tuple[int, int, int]]] = {}
    columns = (mentions["article_id"].astype(str), mentions["start"], mentions["end"])
    for at, (article, start, end) in enumerate(zip(*columns, strict=True)):
        places.setdefault(article, []).append((at, start, end))
    ids = articles["article_id"].astype(str)
    chosen = articles[ids.isin(list(places))]
    texts, languages = texts_of(chosen), languages_of(chosen)
    names = chosen["article_id"].astype(str).tolist()
    for row, article in enumerate(track(names, "marking stance")):
        blocks = in_text(blocks_of(chosen.iloc[[row]], [texts[row]])[0])
        page = Page(texts[row], [(b.zone, b.start, b.end) for b in blocks])
        yield texts[row], page, languages[row], places.pop(article, [])


def _stance_row(text: str, reading: Reading) -> tuple[Any, ...]:
    verdict, by = reading.verdict, reading.ascribed
    stance = ("asserted", "", -1, -1, "")
    if verdict is not None:
        start, end = verdict.trigger
        stance = (verdict.stance, text[start:end], start, end, verdict.rule)
    if by is None:
        return (*stance, reading.quoted, "", -1, -1, "")
    if by.source is None:
        return (*stance, reading.quoted, "", -1, -1, by.rule)
    return (*stance, reading.quoted, text[slice(*by.source)], *by.source, by.rule)
