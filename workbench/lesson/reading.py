"""What a lesson is made of: one or two articles with their tables and their numbered lines."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.codebook import read_codebook
from workbench.errors import ReadError, TableError
from workbench.framing import find_mentions, mark_stance
from workbench.lesson.lines import TextLine, number_lines
from workbench.lesson.trust import mark_sure_mentions, mark_sure_quotations, mark_sure_sources
from workbench.matching import codebook_of
from workbench.places import sample_path
from workbench.quotations import find_quotations
from workbench.rivals import find_rival_labels
from workbench.segments import blocks_of, in_text, languages_of, texts_of
from workbench.sources import find_sources
from workbench.tables import ARTICLES
from workbench.voices import mark_voice

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.layout import Block

MOST = 2  # articles of a lesson
_ENOUGH = 2  # mentions that make a codebook worth asking about


@dataclass(frozen=True)
class Page:
    """One article: its text, blocks and lines. `letter` tells two articles apart."""

    row: int
    letter: str
    facts: dict[str, Any]
    text: str
    language: str
    blocks: list[Block]
    lines: list[TextLine] = field(default_factory=list)

    @property
    def article_id(self) -> str:
        """Return the article's id."""
        return str(self.facts["article_id"])

    @property
    def outlet(self) -> str:
        """Return the outlet's name; empty if it is not known."""
        return told(self.facts.get("outlet"))

    def line(self, start: int, end: int | None = None) -> str:
        """Return the number of the line at `start`, or of the lines up to `end`."""
        first = self._at(start)
        last = first if end is None else self._at(max(start, end - 1))
        words = str(first) if first == last else f"{first}–{last}"
        return f"{self.letter}{words}"

    def _at(self, place: int) -> int:
        before = [line.number for line in self.lines if line.start <= place]
        return before[-1] if before else 1

    def zone(self, start: int) -> str:
        """Return the zone of the block at `start`."""
        inside = [block.zone for block in self.blocks if block.start <= start]
        return inside[-1] if inside else "body"


@dataclass(frozen=True)
class Reading:
    """The articles of a lesson, read: pages, and tables whose rows say whether they are sure."""

    pages: tuple[Page, ...]
    articles: pd.DataFrame
    quotations: pd.DataFrame
    sources: pd.DataFrame
    mentions: pd.DataFrame

    @property
    def is_pair(self) -> bool:
        """Whether two articles are set side by side."""
        return len(self.pages) > 1


def told(value: object) -> str:
    """Return a cell as words; nothing for a missing one."""
    return "" if value is None or value is pd.NA or value != value else str(value)  # noqa: PLR0124


def read_lesson(articles: pd.DataFrame, codebook: pd.DataFrame | None = None) -> Reading:
    """Read one or two articles closely.

    Raises
    ------
    TableError
        If there is no article, or more than two.
    """
    ARTICLES.require(articles, "article_id", "text", function="write_lesson")
    if not 1 <= len(articles) <= MOST:
        raise TableError(
            f"A lesson is made from one article or from two; these are {len(articles)}. Choose by "
            "article_id: articles[articles.article_id.isin([…])], or --id on the command line."
        )
    articles = articles.reset_index(drop=True)
    if not all(text.strip() for text in texts_of(articles)):
        raise TableError("An article without text gives no lesson; check_articles says why.")
    quotations = find_quotations(articles)
    sources = find_sources(articles, quotations)
    book = _fitting_codebook(articles) if codebook is None else codebook
    found = mark_stance(find_mentions(articles, book), articles)
    mentions = mark_voice(found, quotations, sources)
    return Reading(
        _pages(articles),
        articles,
        mark_sure_quotations(quotations),
        mark_sure_sources(sources),
        mark_sure_mentions(mentions, quotations),
    )


def _pages(articles: pd.DataFrame) -> tuple[Page, ...]:
    texts, languages = texts_of(articles), languages_of(articles)
    letters = ("A", "B") if len(articles) > 1 else ("",)
    records = articles.to_dict(orient="records")
    pages = []
    for row, blocks in enumerate(blocks_of(articles, texts)):
        facts = {str(name): value for name, value in records[row].items()}
        kept = in_text(blocks)
        lines = number_lines(texts[row], kept)
        pages.append(Page(row, letters[row], facts, texts[row], languages[row], kept, lines))
    return tuple(pages)


def _fitting_codebook(articles: pd.DataFrame) -> pd.DataFrame:
    """Return the shipped codebook with most mentions here, else one of the articles' rivals."""
    best, most = codebook_of([]), _ENOUGH - 1
    for book in _shipped():
        n = int((~find_mentions(articles, book)["repeat"]).sum())
        if n > most:
            best, most = book, n
    return best if len(best) else _rival_codebook(articles)


def _shipped() -> Sequence[pd.DataFrame]:
    try:
        folder = sample_path("codebooks")
    except ReadError:  # installed without the project's files
        return []
    return [read_codebook(path) for path in sorted(folder.glob("*.toml"))]


def _rival_codebook(articles: pd.DataFrame) -> pd.DataFrame:
    """Make a codebook of the names that the articles themselves set against each other."""
    rivals = find_rival_labels(articles)
    pairs = rivals[rivals["rival"].fillna("") != ""]
    words = [*pairs["label"], *pairs["rival"]]
    return codebook_of([str(w) for w in words], languages_of(articles)[0])
