"""How each table of ``workbench table`` is made from articles.

A recipe is a function of articles and options. To offer a new table, write its
recipe here and name it in `RECIPES`; the command, its help and its test follow.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

from workbench.errors import OptionError
from workbench.partitions import by_partition

if TYPE_CHECKING:
    from collections.abc import Callable

    import pandas as pd


@dataclass(frozen=True)
class Options:
    """What the command was told beside the path."""

    codebook: str | None = None
    by: str | None = None
    target: str | None = None
    reference: str | None = None
    node: str | None = None
    agency: tuple[str, ...] = ()


def codebook(path: str | None) -> pd.DataFrame:
    """Read the codebook, or say that one is needed."""
    from workbench.codebook import read_codebook

    if path is None:
        raise OptionError(
            "This table needs a codebook, such as --codebook data/codebooks/krieg.toml."
        )
    return read_codebook(path)


@by_partition
def mentions(articles: pd.DataFrame, book: pd.DataFrame) -> pd.DataFrame:
    """Find the labels, and say of each whose word it is and how it is meant.

    Quotations are found only in the articles that hold a label: whose word it is depends on
    nothing else, and most articles of a corpus hold none.
    """
    from workbench.framing import find_mentions, mark_stance
    from workbench.quotations import find_quotations
    from workbench.sources import find_sources
    from workbench.voices import mark_voice

    found = find_mentions(articles, book)
    articles = articles[articles["article_id"].isin(found["article_id"].astype("object"))]
    found = mark_stance(found, articles)
    quotations = find_quotations(articles)
    return mark_voice(found, quotations, find_sources(articles, quotations))


def _articles(articles: pd.DataFrame, _: Options) -> pd.DataFrame:
    return articles


def _segments(name: str) -> Callable[[pd.DataFrame, Options], pd.DataFrame]:
    def make(articles: pd.DataFrame, _: Options) -> pd.DataFrame:
        from workbench import segments

        split: Any = getattr(segments, name)
        return split(articles)

    return make


def _tokens(articles: pd.DataFrame, _: Options) -> pd.DataFrame:
    from workbench.tokens import tokenize

    return tokenize(articles)


def _grouped(articles: pd.DataFrame, by: str | None) -> pd.DataFrame:
    """Make tokens that carry the column to group by."""
    from workbench.tokens import tokenize

    return tokenize(articles, keep=[by] if by is not None and by in articles else [])


def _words(articles: pd.DataFrame, options: Options) -> pd.DataFrame:
    from workbench.frequency import count_words

    return count_words(_grouped(articles, options.by), by=options.by)


def _ngrams(articles: pd.DataFrame, options: Options) -> pd.DataFrame:
    from workbench.ngrams import count_ngrams

    tokens = _grouped(articles, options.by)
    return count_ngrams(tokens, by=options.by, n=(2, 4), stop_words="inside")


def _trends(articles: pd.DataFrame, options: Options) -> pd.DataFrame:
    from workbench.trends import count_trends

    book = codebook(options.codebook)
    said = book[book["kind"] != "exclusion"]
    terms = {str(name): list(rows["variant"]) for name, rows in said.groupby("label", sort=False)}
    by = options.by or "outlet"
    return count_trends(_grouped(articles, by), terms, by=by)


def _keyness(articles: pd.DataFrame, options: Options) -> pd.DataFrame:
    from workbench.keyness import score_keyness

    by = options.by or "outlet"
    reference = options.reference or "rest"
    tokens = _grouped(articles, by)
    return score_keyness(tokens, by=by, target=options.target, reference=reference)


def _collocates(articles: pd.DataFrame, options: Options) -> pd.DataFrame:
    from workbench.collocation import score_collocates
    from workbench.tokens import tokenize

    return score_collocates(tokenize(articles), options.node)


def _variety(articles: pd.DataFrame, options: Options) -> pd.DataFrame:
    from workbench.variety import measure_variety

    by = list(dict.fromkeys([options.by or "outlet", "language"]))  # a mean of two says nothing
    return measure_variety(_grouped(articles, options.by), by=by)


def _readability(articles: pd.DataFrame, options: Options) -> pd.DataFrame:
    from workbench.readability import measure_readability

    return measure_readability(_grouped(articles, options.by), by=options.by or "article_id")


def _quotations(articles: pd.DataFrame, _: Options) -> pd.DataFrame:
    from workbench.quotations import find_quotations

    return find_quotations(articles)


def _sources(articles: pd.DataFrame, _: Options) -> pd.DataFrame:
    from workbench.quotations import find_quotations
    from workbench.sources import find_sources

    return find_sources(articles, find_quotations(articles))


def _copies(articles: pd.DataFrame, options: Options) -> pd.DataFrame:
    from workbench.copies.find import find_copies

    return find_copies(articles, agencies=options.agency)


def _stories(articles: pd.DataFrame, _: Options) -> pd.DataFrame:
    from workbench.stories.match import match_stories

    return match_stories(articles)


def _versions(articles: pd.DataFrame, _: Options) -> pd.DataFrame:
    from workbench.versions import compare_versions

    return compare_versions(articles)


def _mentions(articles: pd.DataFrame, options: Options) -> pd.DataFrame:
    return mentions(articles, codebook(options.codebook))


RECIPES: dict[str, Callable[[pd.DataFrame, Options], pd.DataFrame]] = {
    "articles": _articles,
    "blocks": _segments("split_blocks"),
    "dropped": _segments("find_dropped"),
    "paragraphs": _segments("split_paragraphs"),
    "sentences": _segments("split_sentences"),
    "tokens": _tokens,
    "words": _words,
    "ngrams": _ngrams,
    "trends": _trends,
    "keyness": _keyness,
    "collocates": _collocates,
    "variety": _variety,
    "readability": _readability,
    "quotations": _quotations,
    "sources": _sources,
    "mentions": _mentions,
    "copies": _copies,
    "stories": _stories,
    "versions": _versions,
}
CODED = ("mentions", "trends")  # these need a codebook

# What each table can be told beside the path; any other option is refused.
USES: dict[str, tuple[str, ...]] = {
    "words": ("by",),
    "ngrams": ("by",),
    "trends": ("codebook", "by"),
    "keyness": ("by", "target", "reference"),
    "collocates": ("node",),
    "variety": ("by",),
    "readability": ("by",),
    "mentions": ("codebook",),
    "copies": ("agency",),
}

# These compare articles or words: no row where there is too little to compare.
COMPARED = {
    "copies": "no two articles have enough text in common",
    "stories": "no event is told by two outlets",
    "versions": "no article stands here in two versions",
    "keyness": "there is one group only, or no word stands in it five times",
    "collocates": "no word stands three times beside it",
}


def check_fit(name: str, options: Options) -> None:
    """Refuse an option that would do nothing for this table."""
    for field in fields(options):
        if not getattr(options, field.name) or field.name in USES.get(name, ()):
            continue
        takers = ", ".join(table for table, uses in USES.items() if field.name in uses)
        raise OptionError(
            f"--{field.name} does nothing for the table {name}; it is for {takers}. Leave it out."
        )
