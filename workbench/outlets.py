"""Outlets: who publishes, where, and what their pages say besides articles.

One outlet is one declaration in ``resources/outlets/<slug>.toml``; a user's own
stand in files ``<name>.outlet.toml`` and go before those. An outlet is known
from its domain, its name, the name of the file, or the furniture of its page,
and never from what an article says: articles cite other media.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, fields, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any
from zoneinfo import available_timezones

from workbench.bundled import RESOURCES, bundled_words
from workbench.errors import ReadError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

UNKNOWN = "unknown"
PROFILE = ".outlet.toml"  # how the name of a user's own profile ends
_DATED_NAME = re.compile(
    r"(?P<name>.*?)[\s_.,-]*(?<!\d)(?:(?:19|20)\d\d[-_.]?[01]\d[-_.]?[0-3]\d|[0-3]?\d\.[01]?\d\.(?:19|20)\d\d)"
    r"(?!\d)"
)
_COPYRIGHT = re.compile(r"\s*(?:©|\(c\)|copyright\b|quelle:|source:)", re.IGNORECASE)
_ADDRESS = re.compile(r"(?:https?://)?(?:www\.)?[\w-]+(?:\.[\w-]+)*\.[a-z]{2,6}(?:/\S*)?")


@dataclass(frozen=True, slots=True)
class HouseLine:
    """A line that only this house has on its pages: a pattern and its zone."""

    pattern: str
    zone: str
    example: str
    box: bool = False


@dataclass(frozen=True, slots=True)
class Outlet:
    """A newspaper, broadcaster or agency."""

    name: str
    slug: str = ""
    aliases: tuple[str, ...] = ()
    country: str = ""
    language: str = ""
    tz: str = ""
    kind: str = ""
    common_word: bool = False  # its bare name is a word of every page («Welt»)
    opening: str = ""  # what the first paragraph below the picture is: lead, body or not known
    kicker_in_headline: bool = False  # «Kicker: Headline» in one line
    domains: tuple[str, ...] = ()
    signs: tuple[str, ...] = ()
    lines: tuple[HouseLine, ...] = ()
    credits: tuple[str, ...] = ()  # an agency's short names in author lines, the first for tables


@dataclass(frozen=True, slots=True)
class _Index:
    """Profiles by everything that they are known by."""

    names: dict[str, Outlet]
    domains: dict[str, Outlet]
    named: tuple[tuple[re.Pattern[str], Outlet], ...]
    signs: tuple[tuple[re.Pattern[str], Outlet], ...]


@cache
def read_outlets() -> tuple[Outlet, ...]:
    """Read every outlet profile, in the order of the slugs.

    Examples
    --------
    >>> [outlet.tz for outlet in read_outlets() if outlet.slug == "blick"]
    ['Europe/Zurich']
    """
    folder = RESOURCES / "outlets"
    paths = sorted((p for p in folder.iterdir() if p.name.endswith(".toml")), key=lambda p: p.name)
    return tuple(_outlet(path.read_text(encoding="utf-8")) for path in paths)


def _outlet(declaration: str) -> Outlet:
    row = tomllib.loads(declaration)
    lines = tuple(HouseLine(**line) for line in row.pop("lines", ()))
    made: dict[str, Any] = {k: tuple(v) if isinstance(v, list) else v for k, v in row.items()}
    return replace(Outlet(**made), lines=lines)


def read_profiles(paths: Iterable[Path]) -> tuple[Outlet, ...]:
    r"""Read a user's own profiles; a mistake in one is told with the name of its file.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder) / "bote.outlet.toml"
    ...     _ = path.write_text('name = "Der Bote"\ntz = "Europe/Vienna"\n', encoding="utf-8")
    ...     read_profiles([path])[0].tz
    'Europe/Vienna'
    """
    return tuple(_read_profile(path) for path in paths)


def agencies_of(profiles: Iterable[Outlet]) -> dict[str, str]:
    """Return credited name → short name of the agencies among profiles.

    Examples
    --------
    >>> agencies_of([Outlet("Depeschenbund", credits=("dpb", "Depeschenbund"))])
    {'dpb': 'dpb', 'depeschenbund': 'dpb'}
    """
    return {name.casefold(): o.credits[0].casefold() for o in profiles for name in o.credits}


def _read_profile(path: Path) -> Outlet:
    try:
        outlet = _outlet(path.read_text(encoding="utf-8-sig"))
        for pattern in (*outlet.signs, *(line.pattern for line in outlet.lines)):
            re.compile(pattern)
    except (tomllib.TOMLDecodeError, TypeError, re.error, UnicodeDecodeError, OSError) as error:
        known = ", ".join(field.name for field in fields(Outlet))
        raise ReadError(
            f"The profile {str(path)!r} cannot be read: {error}. It may have: {known}."
        ) from error
    if not outlet.name or (outlet.tz and outlet.tz not in available_timezones()):
        wrong = f"tz={outlet.tz!r} is no time zone" if outlet.name else "it has no name"
        raise ReadError(f"The profile {str(path)!r} cannot be used: {wrong}.")
    return replace(outlet, slug=outlet.slug or path.name.removesuffix(PROFILE))


def find_outlet(
    *,
    domain: str = "",
    name: str = "",
    filename: str = "",
    lines: Iterable[str] = (),
    own: tuple[Outlet, ...] = (),
) -> tuple[Outlet | None, str]:
    """Find who published a page.

    Reads
    -----
    domain
        host or address of the page.
    name
        the publisher's name, as a column or the metadata of the page has it.
    filename
        such as ``Blick 2022-04-09.txt``: what stands before the date.
    lines
        lines of page furniture; never lines of the article.
    own
        the user's own profiles, which go before the known ones.

    Returns
    -------
    tuple
        the outlet or None, and from where it is known: name, domain,
        filename, furniture, or unknown. An outlet without a profile has
        nothing but its name.

    Misleads when
    -------------
    a file is named after its story: «Krieg 2022-04-09.txt» makes an outlet
    «Krieg».

    Examples
    --------
    >>> find_outlet(filename="blick 2022-04-09.txt")[0].name
    'Blick'
    >>> outlet, source = find_outlet(filename="Der Morgen 2031-05-07 Gipfel.txt")
    >>> outlet.name, outlet.tz, source
    ('Der Morgen', '', 'filename')
    """
    stem = _name_in_file(filename)
    index = _index(own)
    found = (
        (index.names.get(_key(name)), "name"),
        (_by_domain(index, domain), "domain"),
        (index.names.get(_key(stem)), "filename"),
        (_by_furniture(index, lines), "furniture"),
        (Outlet(name.strip()) if name.strip() else None, "name"),
        (Outlet(stem) if _says_date(filename) and _is_outlet_name(stem) else None, "filename"),
    )
    return next((hit for hit in found if hit[0] is not None), (None, UNKNOWN))


def _key(name: str) -> str:
    """Fold a name to its letters and digits: «Tages-Anzeiger» is tagesanzeiger."""
    return re.sub(r"[\W_]+", "", name.casefold())


@lru_cache(maxsize=16)
def _index(own: tuple[Outlet, ...]) -> _Index:
    """Index the user's own profiles before the known ones."""
    outlets = (*own, *read_outlets())
    names: dict[str, Outlet] = {}
    domains: dict[str, Outlet] = {}
    for outlet in outlets:
        for alias in (outlet.name, outlet.slug, *outlet.aliases, *outlet.domains):
            names.setdefault(_key(alias), outlet)
        for domain in outlet.domains:
            domains.setdefault(domain, outlet)
    names.pop("", None)
    signs = ((re.compile(sign, re.IGNORECASE), o) for o in outlets for sign in o.signs)
    return _Index(names, domains, tuple((_named(o), o) for o in outlets), tuple(signs))


def _named(outlet: Outlet) -> re.Pattern[str]:
    names = "|".join(map(re.escape, (outlet.name, *outlet.aliases, *outlet.domains)))
    return re.compile(rf"(?<!\w)(?:{names})(?!\w)", re.IGNORECASE)


def _by_domain(index: _Index, address: str) -> Outlet | None:
    host = re.sub(r"^[a-z]+://", "", address.strip().casefold()).split("/")[0].split(":")[0]
    parts = host.split(".")
    tails = (".".join(parts[at:]) for at in range(len(parts) - 1))
    return next((index.domains[tail] for tail in tails if tail in index.domains), None)


def _by_furniture(index: _Index, lines: Iterable[str]) -> Outlet | None:
    """Find the house in its own name as a line, its address, its copyright, its phrases."""
    longest = 300
    for line in lines:
        text = line.strip()
        if not text or len(text) > longest:
            continue
        hit = _house_of(index, text)
        if hit is not None:
            return hit
    return None


def _house_of(index: _Index, text: str) -> Outlet | None:
    by_sign = next((outlet for sign, outlet in index.signs if sign.search(text)), None)
    if by_sign is not None:
        return by_sign
    if _COPYRIGHT.match(text):
        return next((outlet for names, outlet in index.named if names.search(text)), None)
    if _ADDRESS.fullmatch(text):
        return _by_domain(index, text)
    known = index.names.get(_key(text))
    return None if known is None or known.common_word else known


def _name_in_file(filename: str) -> str:
    """Give what stands before the date in a file name, or the whole stem."""
    base = re.split(r"[/\\]", filename)[-1]
    stem = re.sub(r"\.(?:txt|html?|md|csv|json|jsonl|gz|xhtml)$", "", base, flags=re.IGNORECASE)
    hit = _DATED_NAME.match(stem)
    return (hit["name"] if hit else stem).replace("_", " ").strip()


def _says_date(filename: str) -> bool:
    return _DATED_NAME.match(re.split(r"[/\\]", filename)[-1]) is not None


@cache
def _no_outlets() -> frozenset[str]:
    return frozenset(map(_key, bundled_words("cleaning/no-outlets.txt")))


def _is_outlet_name(name: str) -> bool:
    return bool(re.search(r"[^\W\d_]{2}", name)) and _key(name) not in _no_outlets()
