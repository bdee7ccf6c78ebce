"""Lines that say what they are: page furniture, standing phrases, labels.

The rows of ``resources/cleaning/lines.tsv`` hold for every house; an outlet's
own rows stand in its profile and go first. A pattern must match the whole
line. The column `effect` says what else a line tells:

box        the short lines after it belong to it (related articles)
tags       the short lines after it are topic tags
end        the article is over
tail-only  counts only after the article
head-word  may be a heading of the article when a paragraph follows at once
not-title  no hit above the first paragraph, where the headline stands
label      the next line has the same zone («Image caption,»)
summary    the points below it are lead
opens      opens a box only when a title stands right below
offer      a sentence above it was cut short by the paywall
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate
from typing import TYPE_CHECKING

from workbench.bundled import bundled_text, bundled_words

if TYPE_CHECKING:
    from workbench.outlets import HouseLine

# «Crime & Public Safety»
_PAIR_OF_RUBRICS = re.compile(
    r"[A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)? & [A-ZÄÖÜ][\w-]+(?: [A-ZÄÖÜ][\w-]+)?"
)
_ESCAPED = re.compile(r"(\\.)|[^\\]+")
# Every credit in a caption has one of them.
CREDIT_MARKS = (":", "/", "(", "©", "Credit", "zVg", "zvg")
LONGEST = 900  # no standing phrase is longer, and long lines are the costly ones


@dataclass(frozen=True, slots=True)
class Hit:
    """What a line was taken for, and the rule that did."""

    zone: str
    rule: str
    effect: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the resource file."""

    rule: str
    zone: str
    effect: str
    language: str
    pattern: str
    example: str


@cache
def read_rows() -> tuple[Row, ...]:
    """Read the rows that hold for every house."""
    rows = bundled_text("cleaning/lines.tsv").splitlines()[1:]
    return tuple(Row(*row.split("\t")) for row in rows if row)


Joined = tuple[re.Pattern[str], dict[int, Hit]]


@cache
def _rows_joined() -> Joined:
    return _join([(row.pattern, Hit(row.zone, row.rule, row.effect)) for row in read_rows()])


@lru_cache(maxsize=1000)
def _house_joined(house: tuple[HouseLine, ...]) -> Joined:
    hits = (Hit(line.zone, "house", "box" if line.box else "") for line in house)
    return _join([(line.pattern, hit) for line, hit in zip(house, hits, strict=True)])


def _join(rows: list[tuple[str, Hit]]) -> Joined:
    """Join patterns into one in lower case; the number of its last group tells the row.

    Capitals are folded here and in the line, not by the engine: it can then tell
    by the first letter which of a thousand phrases a line may be.
    """
    folded = [_ESCAPED.sub(lambda hit: hit[1] or hit[0].lower(), row[0]) for row in rows]
    numbers = accumulate((1 + re.compile(one).groups for one in folded), initial=1)
    hits = {number: row[1] for number, row in zip(numbers, rows, strict=False)}
    return re.compile("|".join(f"({one})" for one in folded)), hits


def find_hit(text: str, house: tuple[HouseLine, ...] = ()) -> Hit | None:
    """Return the first row that a line matches.

    Examples
    --------
    >>> find_hit("Lesen Sie auch").zone, find_hit("Der Krieg dauert an.")
    ('boilerplate', None)
    """
    if len(text) > LONGEST:
        return None
    return (_first(_house_joined(house), text) if house else None) or _find_row(text)


@lru_cache(maxsize=20_000)
def _find_row(text: str) -> Hit | None:
    """Pages of one house repeat their lines, so hits are remembered."""
    return _first(_rows_joined(), text)


def _first(joined: Joined, text: str) -> Hit | None:
    found = joined[0].fullmatch(text.lower())
    return joined[1][found.lastindex] if found is not None and found.lastindex else None


@cache
def _inline_credit() -> re.Pattern[str]:
    rows = bundled_text("cleaning/inline-credits.tsv").splitlines()[1:]
    return re.compile("|".join(f"(?:{row.split(chr(9))[0]})" for row in rows if row))


def inline_credit(text: str) -> re.Match[str] | None:
    """Find the credit at the end of a caption that has it in the same line.

    Examples
    --------
    >>> inline_credit("Porters outside the hospital. Photograph: Dean Alvarez/Reuters")[0]
    'Photograph: Dean Alvarez/Reuters'
    """
    if not any(mark in text for mark in CREDIT_MARKS):
        return None
    return _inline_credit().search(text)


@cache
def _sections() -> frozenset[str]:
    return frozenset(map(str.casefold, bundled_words("cleaning/sections.txt")))


def is_section(text: str) -> bool:
    """Tell whether a line is the name of a rubric or a genre.

    Examples
    --------
    >>> is_section("UK news"), is_section("Siegtor vor Schluss")
    (True, False)
    """
    name = text.strip(" :|")
    return name.casefold() in _sections() or _PAIR_OF_RUBRICS.fullmatch(name) is not None
