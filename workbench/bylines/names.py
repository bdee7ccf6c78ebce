"""Persons' names, roles, desk shorthand and agencies: the words of author lines."""

from __future__ import annotations

import re
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from workbench.bundled import bundled_toml

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

MAX_AUTHORS = 8
UPPER = r"[^\W\d_a-zß-öø-ÿ]"
NAME_WORD = re.compile(rf"(?:[DO]['’]|Mac|Mc)?{UPPER}[\w'’.-]*", re.UNICODE)
_SPLIT_NAMES = re.compile(
    r"\s*(?:[,;|&•·/]|\bund\b|\band\b|\bsowie\b|\bmit\b|\bwith\b)\s*(?:and\s+|und\s+)?"
)
_CRAFT = re.compile(
    r"\s*\((?:Text|Fotos?|Bild(?:er)?|Video|Grafik|Illustration|Photos?|Text und Fotos?|Ton)\)",
    re.IGNORECASE,
)


@cache
def byline_words() -> dict[str, Any]:
    """Read the words of author lines."""
    return bundled_toml("cleaning/bylines.toml")


# Agencies that only the pages at hand know, set by `own_agencies` for as long as they are read.
_OWN: ContextVar[Mapping[str, str] | None] = ContextVar("own agencies", default=None)


@contextmanager
def own_agencies(agencies: Mapping[str, str]) -> Iterator[None]:
    """Know more agencies, credited name → short name, inside a ``with`` block.

    Examples
    --------
    >>> with own_agencies({"dpb": "dpb"}):
    ...     agency_of("dpb"), agency_of("SDA")
    ('dpb', 'sda')
    >>> agency_of("dpb")
    """
    token = _OWN.set({**_wire_agencies(), **agencies} if agencies else _OWN.get())
    try:
        yield
    finally:
        _OWN.reset(token)


def wire_agencies() -> Mapping[str, str]:
    """Return credited name → short name, of agencies that deliver text."""
    return _OWN.get() or _wire_agencies()


@cache
def _wire_agencies() -> dict[str, str]:
    rows = bundled_toml("agencies.toml")["agencies"]
    return {name: row["short"] for row in rows if row.get("wire", True) for name in row["names"]}


@cache
def picture_sources() -> frozenset[str]:
    """Return every agency's and picture house's credited name, in lower case.

    Examples
    --------
    >>> {"keystone", "dpa"} <= picture_sources()
    True
    """
    rows = bundled_toml("agencies.toml")["agencies"]
    return frozenset(name for row in rows for name in row["names"])


@cache
def role_pattern() -> re.Pattern[str]:
    """Return the pattern of a role: «Redaktorin», «correspondent»."""
    german = "|".join(map(re.escape, byline_words()["roles"]["de"]))
    english = "|".join(map(re.escape, byline_words()["roles"]["en"]))
    return re.compile(rf"\b(?:[\w-]*(?:{german})|{english})s?\b", re.IGNORECASE)


@cache
def word_set(key: str) -> frozenset[str]:
    """Return one list of words, of both languages."""
    found = byline_words()[key]
    return frozenset(found if isinstance(found, list) else [*found["de"], *found["en"]])


def is_code(text: str) -> bool:
    """Tell whether a line may be a desk's shorthand and nothing else.

    Examples
    --------
    >>> is_code("thm"), is_code("und"), is_code("EU")
    (True, False, False)
    """
    most = 4
    known = word_set("not_codes") | word_set("not_names") | word_set("fillers")
    return text.islower() and 1 < len(text) <= most and text.isalpha() and text not in known


def agency_of(name: str) -> str | None:
    """Return an agency's short name.

    Examples
    --------
    >>> agency_of("Keystone-SDA"), agency_of("Blick")
    ('sda', None)
    """
    return wire_agencies().get(name.strip(" .()[]").casefold())


def find_names(text: str) -> tuple[str, ...]:
    """Return the persons' names that a line consists of, or nothing.

    Examples
    --------
    >>> find_names("Corinne Haldimann, Reto von Zbinden")
    ('Corinne Haldimann', 'Reto von Zbinden')
    >>> find_names("Das Ende der Geduld")
    ()
    """
    parts = [part for part in _SPLIT_NAMES.split(_CRAFT.sub("", text).strip()) if part]
    if not 1 <= len(parts) <= MAX_AUTHORS or not all(map(is_name, parts)):
        return ()
    return tuple(map(titled, parts))


def is_name(text: str) -> bool:
    """Tell whether a text is one person's name: two capitalised words at least."""
    words = text.split()
    few, many = 2, 5
    if not few <= len(words) <= many or not all(map(str.isprintable, words)):
        return False
    plain = [w for w in words if w.casefold() not in word_set("particles")]
    if len(plain) < few or any(w.casefold() in word_set("not_names") for w in plain):
        return False
    if role_pattern().search(text) or agency_of(text) or _has_acronym(words):
        return False
    return all(NAME_WORD.fullmatch(w) for w in plain) and not _has_article(words)


def _has_article(words: list[str]) -> bool:
    """«Ursula von der Leyen» is a name, «Sanierung der Brücke» is not."""
    particles = word_set("particles")
    return any(
        word in {"der", "den", "zu", "zur", "zum"} and before.casefold() not in particles
        for before, word in pairwise(words)
    )


def _has_acronym(words: list[str]) -> bool:
    """Find ARD in «ARD Brüssel»; a name all in capitals has none."""
    shouted = [w.isupper() and len(w.strip(".")) > 1 for w in words]
    return any(shouted) and not all(shouted)


def titled(name: str) -> str:
    """Write a name that is all in capitals as names are written."""
    return name.title() if name.isupper() else name


def find_name_and_place(text: str) -> tuple[str, ...]:
    """Return the name in «Lukas Amrein, Obermatt»; nothing for other lines.

    Examples
    --------
    >>> find_name_and_place("Lukas Amrein, Obermatt")
    ('Lukas Amrein',)
    """
    name, comma, place = text.partition(",")
    words = place.split()
    most = 3
    if not comma or not 1 <= len(words) <= most or not all(w[:1].isupper() for w in words):
        return ()
    return find_names(name)


def is_role(text: str) -> bool:
    """Tell whether a short line says what an author is or where she works.

    Examples
    --------
    >>> is_role("Redakteurin Inland"), is_role("Drei Gegentore")
    (True, False)
    """
    longest = 10
    return (
        len(text.split()) <= longest
        and text[-1:] not in ".!?"
        and bool(role_pattern().search(text))
    )
