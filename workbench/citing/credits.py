"""Credits: whose picture it is (*Foto: Instagram @berg*), and whose dispatch (*(dpa/lbr)*)."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from workbench.bundled import bundled_toml

if TYPE_CHECKING:
    from collections.abc import Iterator

_LABEL = re.compile(
    r"(?<![\w-])(?:Fotos?|Bild(?:er)?|Grafik|Illustration|Screenshot|Photographs?|Photos?|"
    r"Pictures?|Images?|Credit)(?:\s+(?:by|von))?\s*:[ \t]*(?=\S)|©[ \t]*(?=\w)"
)
PROSE = frozenset(["kicker", "headline", "lead", "subhead", "body"])
_CLOSED = frozenset(".!?|)]")
_SHORT = 60  # characters of a credit that closes a paragraph
_DISPATCH = re.compile(
    r"\((?P<codes>[A-Za-zÄÖÜäöü][\w-]{1,14}(?:\s?/\s?[A-Za-zÄÖÜäöü][\w-]{1,14})*)\)\s*$"
)


@cache
def agency_names() -> dict[str, str]:
    """Return the names that agencies are credited by, each with the short name."""
    rows = bundled_toml("agencies.toml")["agencies"]
    return {n: r["short"] for r in rows if r.get("wire", True) for n in (r["short"], *r["names"])}


def picture_credits(text: str, zone: str, start: int, end: int) -> Iterator[tuple[int, int, int]]:
    """Yield start and end of the name in a picture credit, and where the credit begins."""
    labels = list(_LABEL.finditer(text, start, end))
    if not labels or (zone in PROSE and not _is_credit(text, labels[-1], start, end)):
        return
    label = labels[-1]
    line = text.find("\n", label.end(), end)
    who = (
        text[label.end() : line if line > 0 else end]
        .split("]", maxsplit=1)[0]
        .split("|", maxsplit=1)[0]
    )
    first = label.end() + len(who) - len(who.rpartition(",")[2].lstrip())
    words = text[first : label.end() + len(who)].rstrip(" .)")
    if words:
        yield first, first + len(words), label.start()


def _is_credit(text: str, label: re.Match[str], start: int, end: int) -> bool:
    """Whether a credit inside prose is one: it begins the paragraph, or it ends it and is short."""
    if label.start() in {start, start + 1}:
        return True
    behind_sentence = text[start : label.start()].rstrip()[-1:] in _CLOSED
    named = label[0].startswith(("Foto", "Photo"))
    return end - label.end() <= _SHORT and (named or behind_sentence)


def dispatch_credit(
    text: str, start: int, end: int, author: str
) -> tuple[int, int, str, str] | None:
    """Return the agency in the brackets that close a paragraph: place, name and rule."""
    found = _DISPATCH.search(text, start, end)
    if found is None:
        return None
    codes = list(re.finditer(r"[^\s/]+", found["codes"]))
    base = found.start("codes")
    for code in codes:
        short = agency_names().get(code[0].lower())
        if short is not None:
            return base + code.start(), base + code.end(), short, "agency_credit"
    first = codes[0]
    if len(codes) > 1 and first[0].islower() and first[0] != author:
        return base, base + first.end(), first[0], "agency_credit_new"
    return None
