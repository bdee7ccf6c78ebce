"""What every reader hands back: articles as rows, and what went wrong in words."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import cache, lru_cache
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import numpy as np

from workbench import layout
from workbench.dates import Moment, parse_date
from workbench.outlets import Outlet, find_outlet
from workbench.tables import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from workbench.layout import Block, Line

DEFAULT_TZ = "Europe/Zurich"
MAX_CHARACTERS = 5_000_000  # of one article; more is a dump, not an article
SHORT_BODY = 60  # words; below it a page is often a paywall's stub or a cookie wall

WARNING_GAP = "; "


@dataclass(frozen=True, slots=True)
class Options:
    """What the caller says about all articles of a source."""

    tz: str | None = None
    language: str | None = None
    outlet: str | None = None
    profiles: tuple[Outlet, ...] = ()  # the user's own outlets


@dataclass(frozen=True, slots=True)
class Source:
    """One file (or member of an archive) in memory: its name, suffix, bytes."""

    name: str
    suffix: str
    data: bytes
    cut: bool = False  # the file is longer, or broken off

    @property
    def stem(self) -> str:
        """Return the file's name without folder and suffix."""
        return PurePosixPath(self.name.replace("\\", "/")).name.removesuffix(self.suffix)


@dataclass(frozen=True, slots=True)
class Problem:
    """A finding about a file or one of its items that is not an article's own warning."""

    file: str
    code: str
    item: int = 0
    skipped: bool = True
    quiet: bool = False  # listed by `check_articles`, but not worth a warning


@dataclass(slots=True)
class Harvest:
    """What one file gave."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    frames: list[pd.DataFrame] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def words_of(names: str) -> frozenset[str]:
    """Return the set of the words of a string."""
    return frozenset(names.split())


_LAST_LETTER = 0x40000  # no letter of Unicode stands further back
_JOINERS = tuple(map(ord, "-'’"))


@cache
def letters() -> NDArray[np.bool_]:
    r"""Say of each code point whether it is what a regular expression calls ``\w``."""
    table = np.zeros(0x110000, dtype=bool)
    table[:_LAST_LETTER] = [chr(code).isalnum() for code in range(_LAST_LETTER)]
    table[ord("_")] = True
    return table


def count_words(text: str) -> int:
    r"""Count the words of a text, ``\w+(?:[-'’]\w+)*``; hyphenated words are one.

    Examples
    --------
    >>> count_words("Es ist keine Spezial-Operation.")
    4
    """
    points = np.frombuffer(f"\n{text}".encode("utf-32-le", "surrogatepass"), dtype=np.uint32)
    letter = letters().take(points)
    begins = np.flatnonzero(letter[1:] & ~letter[:-1]) + 1
    # A joiner right between two letters begins no word; before the first one is the line end.
    before = points[begins - 1]
    joins = (before == _JOINERS[0]) | (before == _JOINERS[1]) | (before == _JOINERS[2])
    joined = joins & (begins > 1) & letter[begins - 2]
    return len(begins) - int(np.count_nonzero(joined))


def make_id(headline: str, body: str) -> str:
    """Return the first 16 hex digits of the SHA-256 of headline and body.

    Blanks do not matter, so that the same article pasted twice has one id.

    Examples
    --------
    >>> make_id("Titel", "Ein  Satz.") == make_id("Titel ", "Ein Satz.")
    True
    """
    text = " ".join(f"{headline} {body}".split())
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:16]


def body_of(text: str, blocks: Sequence[Block]) -> str:
    """Return the body's paragraphs, joined by line ends."""
    return "\n".join(text[b.start : b.end] for b in blocks if b.zone == "body" and b.cut is None)


def compose_row(lines: Sequence[Line], meta: dict[str, Any], warnings: list[str]) -> dict[str, Any]:
    """Make an `articles` row of the lines of a page and what is known about it."""
    text, blocks = layout.compose(lines)
    body = body_of(text, blocks)
    row = {c.name: meta.get(c.name) or None for c in ARTICLES.columns}
    n_words = count_words(body)
    if n_words < SHORT_BODY:
        warnings = [*warnings, f"short-body:{n_words}-words"]
    row |= {
        "article_id": meta.get("article_id") or make_id(str(meta.get("headline") or ""), body),
        "text": text,
        "authors": join(meta.get("authors")),
        "agency": join(meta.get("agency")),
        "n_words": n_words,
        "digest": layout.digest(text),
        "layout": layout.pack(blocks),
        "date_precision": meta.get("date_precision") or "none",
        "tz_source": meta.get("tz_source") or "none",
        "warnings": join(dict.fromkeys(warnings)),
    }
    return row


def join(values: object) -> str | None:
    """Join several values for one cell; nothing gives a missing cell."""
    if values is None or isinstance(values, str):
        return values or None
    return WARNING_GAP.join(str(v) for v in values) or None  # type: ignore[attr-defined]


def choose_outlet(
    meta: dict[str, Any], names: Sequence[tuple[str, str]], options: Options, *, name: str
) -> str:
    """Fill in outlet and its source; return the zone that its times without one stand in.

    What the user says comes first, then a name that a profile knows, then the
    first name, the address, and the name of the file.
    """
    if options.outlet:
        names = [(options.outlet, "user")]
    own = options.profiles
    tries = [(find_outlet(name=one, own=own)[0], source) for one, source in names if one.strip()]
    known = [hit for hit in tries if hit[0] and hit[0].slug]
    host = host_of(str(meta.get("url") or ""))
    by_file = find_outlet(filename=name, own=own)[0]
    by_file = by_file or find_outlet(filename=parent_of(name, own), own=own)[0]
    by_host = find_outlet(domain=host, own=own)[0]
    tries = [*known, (by_host, "domain"), *tries, (by_file, "filename")]
    found = [hit for hit in tries if hit[0]]
    profile, source = found[0] if found else (None, "unknown")
    meta["outlet"] = options.outlet or (profile.name if profile else host)
    meta["outlet_source"] = source if found or not host else "domain"
    return options.tz or (profile.tz if profile else "")


def parent_of(name: str, own: tuple[Outlet, ...] = ()) -> str:
    """Return the name of the folder that a file lies in, if it is named after a known outlet."""
    folder = PurePosixPath(name).parent.name
    profile, _ = find_outlet(name=folder, own=own) if folder else (None, "")
    return folder if profile and profile.slug else ""


def host_of(address: str) -> str:
    """Return the host of an address; empty if it is none.

    Examples
    --------
    >>> host_of("https://www.blick.ch/ausland/x"), host_of("Blick"), host_of("blick.ch")
    ('blick.ch', '', 'blick.ch')
    """
    try:
        host = urlsplit(address).hostname or ""
    except ValueError:
        return ""
    if not host and re.fullmatch(r"[\w-]+(\.[\w-]+)*\.[a-z]{2,10}", address.lower()):
        host = address.lower()
    return host.removeprefix("www.")


_EPOCH = re.compile(r"(\d{10})(?:\.\d+|\d{3})?")


@lru_cache(maxsize=100_000)
def parse_moment(value: str, tz: str) -> Moment | None:
    """Parse a cell as a time; seconds since 1970 are understood, too.

    Examples
    --------
    >>> parse_moment("1649531160", "Europe/Zurich").when.isoformat()
    '2022-04-09T19:06:00+00:00'
    """
    if epoch := _EPOCH.fullmatch(value):
        return Moment(datetime.fromtimestamp(int(epoch[1]), UTC), "minute", "explicit")
    return parse_date(value, tz=tz)


def fill_dates(meta: dict[str, Any], published: str, updated: str, tz: str) -> None:
    """Fill in both times; one that cannot be read gives a warning, never a guess."""
    meta |= {"tz": tz, "tz_source": "none", "date_precision": "none"}
    for column, value in (("published", published), ("updated", updated)):
        moment = parse_moment(value, tz) if value else None
        meta[column] = moment.when if moment else None
        if value and not moment:
            meta["warnings"].append(f"date:{column}-unreadable")
        if moment:
            meta["warnings"] += moment.warnings
        if moment and column == "published":
            meta |= {"date_precision": moment.precision, "tz_source": moment.source}
