"""Signatures at the end of a text, and the agencies of its dateline."""

from __future__ import annotations

import re
from functools import cache

from workbench.bylines.lines import Byline, credit_line
from workbench.bylines.names import agency_of, is_name, titled, word_set

_DATELINE = re.compile(r"^[^.!?(]{2,60}(?:\.[^.!?(]{1,20})?\((?P<who>[^()]{2,40})\)\s*[-–—:.]")
_ENDED = r"[.!?…»«“”\"':;)\]]"


def strip_author_code(paragraph: str) -> tuple[str, str | None, tuple[str, ...]]:
    """Take the shorthand off the end of a paragraph.

    Returns
    -------
    tuple
        the paragraph without it, the shorthand or None, the agencies.

    Examples
    --------
    >>> strip_author_code("Er schwieg. (dzc)")
    ('Er schwieg.', 'dzc', ())
    >>> strip_author_code("Er schwieg. (sda/abc)")
    ('Er schwieg.', 'abc', ('sda',))
    >>> strip_author_code("Er schwieg (lacht)")
    ('Er schwieg (lacht)', None, ())
    """
    text, byline = split_signature(paragraph)
    return (text, byline.author_code, byline.agency) if byline else (paragraph, None, ())


def split_signature(paragraph: str) -> tuple[str, Byline | None]:
    """Split a paragraph from the signature at its end, with names if it has some.

    Examples
    --------
    >>> split_signature("Das bleibt offen. (Valentina Kohlhofer, APA, 9.1.2023)")[1]
    Byline(authors=('Valentina Kohlhofer',), author_code=None, agency=('apa',), location='')
    """
    for pattern in _signatures():
        hit = pattern.search(paragraph)
        if hit is None:
            continue
        byline = _signature(hit["who"], wrapped=pattern is _signatures()[0])
        if byline is not None:
            return paragraph[: hit.start()].rstrip(), byline
    return paragraph, None


@cache
def _signatures() -> tuple[re.Pattern[str], ...]:
    return (
        re.compile(rf"(?<={_ENDED})\s*[(\[](?P<who>[^()\[\]]{{2,90}})[)\]]\.?$"),
        re.compile(rf"(?<={_ENDED})\s*(?P<who>/+\s?[\w/-]{{2,25}})\.?$"),
        re.compile(
            rf"(?<={_ENDED})\s+(?P<who>(?:\w{{2,4}},? ?/?)?[A-Za-z.]{{2,8}}"
            r"(?:[/ -][\w.]{2,10}){0,4})$"
        ),
        re.compile(rf"(?<={_ENDED})\s*[—–-]+\s?(?P<who>[\w/-]{{2,25}})$"),
    )


def _signature(who: str, *, wrapped: bool) -> Byline | None:
    undated = re.sub(r",?\s*\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{2,4})?\s*$", "", who).strip(" ,;")
    if wrapped:
        short = credit_line(f"({undated})")
        return short or _signed_names(undated)
    slash = credit_line(undated)
    return slash if slash and (slash.agency or "/" in undated) else None


def _signed_names(text: str) -> Byline | None:
    """«Valentina Kohlhofer, APA»: names beside agencies, nothing else."""
    authors: list[str] = []
    agencies: list[str] = []
    for part in re.split(r"\s*[,;/]\s*|\s+und\s+|\s+and\s+", text):
        short = agency_of(part)
        if short:
            agencies.append(short)
        elif is_name(part):
            authors.append(titled(part))
        elif part.casefold() not in word_set("fillers"):
            return None
    # A name alone in parentheses may be the person that a sentence speaks of.
    known = agencies or len(authors) == 1
    return Byline(tuple(authors), None, tuple(dict.fromkeys(agencies))) if known else None


def dateline_agencies(paragraph: str) -> tuple[str, ...]:
    """Return the agencies named in a dateline.

    Examples
    --------
    >>> dateline_agencies("BERLIN (dpa/AFP) - Der Bundestag hat getagt.")
    ('dpa', 'afp')
    """
    hit = _DATELINE.match(paragraph)
    if hit is None:
        return ()
    found = [agency_of(part) for part in re.split(r"[/,;\s]+|\bund\b", hit["who"]) if part]
    return tuple(dict.fromkeys(a for a in found if a))
