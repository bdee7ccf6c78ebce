"""Where an article comes from, as a sheet must say: outlet, date, author, rights."""

from __future__ import annotations

import csv
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd

from workbench.display.cells import timestamp
from workbench.errors import ReadError
from workbench.lesson.reading import told
from workbench.lesson.wording import say
from workbench.places import sample_path

if TYPE_CHECKING:
    from markupsafe import Markup

    from workbench.lesson.reading import Page


def byline(page: Page, lang: str) -> str:
    """Return outlet, date and author as far as they are known."""
    facts = page.facts
    author = told(facts.get("authors")) or told(facts.get("author_code"))
    code = f"({author})" if author and not told(facts.get("authors")) else author
    agency = told(facts.get("agency")).upper()
    return " · ".join(filter(None, [page.outlet, _published(page, lang), code, agency]))


def origin(page: Page, lang: str) -> Markup:
    """Return the copyright line of an article, and where it was taken from."""
    if is_sample(page):
        return say("origin_sample", lang, name=told(page.facts.get("source_file")))
    name = told(page.facts.get("url")) or told(page.facts.get("source_file"))
    key = "origin" if name else "origin_unknown"
    return say(key, lang, outlet=page.outlet or say("unknown_outlet", lang), name=name)


def is_sample(page: Page) -> bool:
    """Whether the article is one of the invented ones that come with the project."""
    return (told(page.facts.get("source_file")), page.outlet) in _sample()


@cache
def _sample() -> frozenset[tuple[str, str]]:
    try:
        path = sample_path().parent / "articles-manifest.csv"
    except ReadError:  # installed without the project's files
        return frozenset()
    with path.open(encoding="utf-8", newline="") as file:
        return frozenset((row["file"], row["outlet"]) for row in csv.DictReader(file))


def _published(page: Page, lang: str) -> str:
    time = page.facts.get("published")
    if not isinstance(time, pd.Timestamp) or pd.isna(time):
        return ""
    exact = told(page.facts.get("date_precision")) == "minute"
    return timestamp(time.tz_convert(told(page.facts.get("tz")) or "UTC"), lang, exact=exact)
