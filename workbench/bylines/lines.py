"""Author lines: «Von Max Muster, Berlin», «mbe/dpa», «red, ORF.at/Agenturen»."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from workbench.bylines.names import (
    MAX_AUTHORS,
    NAME_WORD,
    UPPER,
    agency_of,
    byline_words,
    find_names,
    is_name,
    role_pattern,
    titled,
    wire_agencies,
    word_set,
)

MAX_BYLINE = 200
MOST_CODES = 3
_PROGRAMME = re.compile(
    r"(?!Stand|Publiziert|Aktualisiert|Veröffentlicht)[^\W\d][\w .«»:-]{2,60},"
    r"\s*\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4},\s*\d{1,2}(?:[:.]\d\d)? ?Uhr"
    r"(?:[;,]\s*(?P<code>[\w/; ]{2,30}))?;?"
)
_CODE = re.compile(r"[a-zäöü]{2,5}|[A-ZÄÖÜ][a-zäöü]{1,3}|[a-z]{1,2}\.[a-z]{1,3}\.?")
_PLACES = re.compile(
    r"(\s*(?:,|;|\||\(|\bund\b|\band\b|&|\bin\b|\bfor\b|\bfür\b|\baus\b)\s*)", re.IGNORECASE
)
_FROM_PLACE = re.compile(r"(?:Aus|From) (?P<place>[^\W\d_]\S*) (?P<name>.{5,60})")
_CORRESPONDENT = re.compile(
    r"(.{5,40}?)(?: and an? [a-z ]{4,30})?,? (?:in|aus) "
    rf"({UPPER}[\w-]+(?: {UPPER}[\w-]+)?)"
)
_HANDLE = re.compile(r"(?:@\w{2,30}[\s,|]*)+")


@dataclass(frozen=True, slots=True)
class Byline:
    """What an author line says."""

    authors: tuple[str, ...] = ()
    author_code: str | None = None
    agency: tuple[str, ...] = ()
    location: str = ""


@cache
def _lead_in() -> re.Pattern[str]:
    words = byline_words()["before_names"]
    known = sorted({*words["de"], *words["en"]}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, known))})(?:\s*:\s*|\s+)", re.IGNORECASE)


@cache
def _whole_line() -> re.Pattern[str]:
    rows = byline_words()["whole_line"]
    return re.compile("|".join(f"(?:{p})" for p in (*rows["de"], *rows["en"])), re.IGNORECASE)


def parse_byline(line: str) -> Byline | None:
    """Read an author line; give None when the line is none.

    A bare name is no byline by itself: what stands around it must tell
    (`find_names`).

    Examples
    --------
    >>> parse_byline("Von Henning Overbeck, Berlin")
    Byline(authors=('Henning Overbeck',), author_code=None, agency=(), location='Berlin')
    >>> parse_byline("mik/dpa/Reuters")
    Byline(authors=(), author_code='mik', agency=('dpa', 'reuters'), location='')
    >>> parse_byline("Von Kopf bis Fuss")
    """
    text = line.strip(" \u00a0•|-–—")
    if not text or len(text) > MAX_BYLINE:
        return None
    return (
        _after_lead_in(text)
        or credit_line(text)
        or _source_line(text)
        or _with_role(text)
        or _spoken_credit(text)
        or (Byline() if _HANDLE.fullmatch(text) else None)
    )


def _after_lead_in(text: str) -> Byline | None:
    """«Von Max Muster, Berlin», «By JANE DOE and JOHN ROE», «Autor: Beat Kuratli»."""
    hit = _lead_in().match(text)
    if hit is None:
        placed = _FROM_PLACE.fullmatch(text)
        names = find_names(placed["name"]) if placed else ()
        return Byline(authors=names, location=placed["place"]) if placed and names else None
    rest = re.sub(r"^(?:von|by)\s+", "", text[hit.end() :], flags=re.IGNORECASE)
    credit = credit_line(rest)
    if credit is not None:
        return credit
    names, location = _names_and_place(rest)
    if names:
        return Byline(authors=names, location=location)
    if re.match(r"autor(?:in|en)?:", text, re.IGNORECASE):
        return Byline()
    tokens = [token for token in re.split(r"[\s,;/]+", rest) if token]
    return _credits(tokens, slash=False, text=f"/{rest}") if "," in rest else None


def _names_and_place(text: str) -> tuple[tuple[str, ...], str]:
    """Split «Anna Blum und Jan Roth, Berlin» into the names and what follows them."""
    names: list[str] = []
    parts = _PLACES.split(text)
    for at in range(0, len(parts), 2):
        part = parts[at].strip(" )")
        placed = bool(names) and part.partition(" ")[0].casefold() in word_set("place_starts")
        # «Von Anna Blum, MDR SACHSEN»: capitals beside a name are her house.
        house = bool(names) and part.isupper() and not parts[0].isupper()
        if is_name(part) and not (placed or house):
            names.append(titled(part))
        elif names:
            return tuple(names), "".join(parts[at:]).strip(" ,;)")
        else:
            name = _name_before_role(part)
            if not name:
                return (), ""
            names.append(name)
    return tuple(names[:MAX_AUTHORS]), ""


def _name_before_role(text: str) -> str:
    """Find the name in «Imogen Radley Health correspondent»."""
    hit = role_pattern().search(text)
    if hit is None:
        return ""
    before = text[: hit.start()].split()
    if not all(word[:1].isupper() or word in {"and", "&"} for word in before):
        return ""
    for size in (2, 3):
        name = " ".join(before[:size])
        if size <= len(before) <= size + 2 and is_name(name):
            return titled(name)
    return ""


def _name_after_role(text: str) -> str:
    """Find the name in «FOCUS-online-Redakteurin Anna Blum»: the house is part of the role."""
    role, _, name = text.partition(" ")
    hit = role_pattern().fullmatch(role)
    return titled(name) if hit is not None and "-" in role and is_name(name) else ""


def _with_role(text: str) -> Byline | None:
    """«Imogen Radley Health correspondent», «Jan Roth in Berlin»."""
    if text[-1:] in ".!?:" or not NAME_WORD.match(text):
        return None
    name = _name_before_role(text) or _name_after_role(text)
    if name:
        return Byline(authors=(name,))
    hit = _CORRESPONDENT.fullmatch(text)
    if hit and (names := find_names(hit[1])):
        return Byline(authors=names, location=hit[2])
    return None


def _spoken_credit(text: str) -> Byline | None:
    """Read «(Mit Material der Nachrichtenagenturen dpa und AFP)», «Pruitt reported from Salem»."""
    if _whole_line().fullmatch(text.strip("()[]")) is None:
        return None
    named = [agency_of(word) for word in re.findall(r"[\w-]+", text)]
    return Byline(_authors_in(text), None, tuple(dict.fromkeys(a for a in named if a)))


def _authors_in(text: str) -> tuple[str, ...]:
    """Names in a whole-line credit such as «Reporting by Jane Doe; Editing by John Roe»."""
    hit = re.match(
        r"(?:(?:additional )?reporting by|mit .{3,60} (?:sprach(?:en)?|unterhielt(?:en)? sich)"
        r"|aus .{2,40} bericht(?:et|en)) ([^;.]+)",
        text,
        re.IGNORECASE,
    )
    if hit is None:
        return ()
    return find_names(hit[1]) or _names_and_place(hit[1])[0]


def credit_line(text: str) -> Byline | None:
    """«mbe/dpa», «red, ORF.at/Agenturen», «(SDA)», «dpa», «/pash», «mit dpa»."""
    bare = text.strip("()[]. ")
    slash = text.startswith("/")
    tokens = [t for t in re.split(r"[\s/,;+&·•()]+|(?<!\bt)-|\bund\b", bare.strip("/ ")) if t]
    longest = 10
    if not 1 <= len(tokens) <= longest:
        return None
    whole = agency_of(bare)
    if whole:
        return Byline(agency=(whole,))
    return _credits(tokens, slash=slash, text=text)


def _credits(tokens: list[str], *, slash: bool, text: str) -> Byline | None:
    agencies: list[str] = []
    codes: list[str] = []
    fillers = 0
    for token in tokens:
        low = token.casefold().strip(".")
        if short := wire_agencies().get(low):
            agencies.append(short)
        elif low in word_set("fillers") or re.fullmatch(r"[\w-]+\.(?:at|ch|de|com|net|org)", low):
            fillers += low not in {"mit", "und", "and", "von", "with"}
        elif _CODE.fullmatch(token) and low not in word_set("not_codes") | word_set("not_names"):
            codes.append(token)
        else:
            return None
    wrapped = text[:1] in "([" and text[-1:] in ")]"
    telling = bool(agencies) or slash or wrapped or ("/" in text and fillers > 0)
    if not telling or len(codes) > MOST_CODES:
        return None
    return Byline((), codes[0] if codes else None, tuple(dict.fromkeys(agencies)))


def needs_neighbour(line: str) -> bool:
    """Tell whether a line looks like «Jan Roth in Berlin», as «Schweizer Käse aus Wien» does too.

    Examples
    --------
    >>> needs_neighbour("Jan Roth in Berlin"), needs_neighbour("Von Jan Roth in Berlin")
    (True, False)
    """
    if _lead_in().match(line) is not None or role_pattern().search(line):
        return False
    return _CORRESPONDENT.fullmatch(line.strip()) is not None


def is_source_line(line: str) -> bool:
    """Tell whether a line gives the programme that a text comes from, with its date.

    Examples
    --------
    >>> is_source_line("Regionaljournal Ostschweiz, 9.4.2022, 17:30 Uhr; asch")
    True
    """
    return _PROGRAMME.fullmatch(line) is not None


def _source_line(text: str) -> Byline | None:
    """«Quelle: ntv.de, lar/dpa», «Regionaljournal Ostschweiz, 9.4.2022, 17:30 Uhr; asch»."""
    hit = re.fullmatch(r"(?:Quellen?|Sources?):\s*(.{2,120})", text, re.IGNORECASE)
    if hit:
        found = credit_line(hit[1])
        return found or Byline()
    hit = _PROGRAMME.fullmatch(text)
    if hit is None:
        return None
    code = hit["code"]
    tokens = re.split(r"[/; ]+", code) if code else []
    found = _credits(tokens, slash=True, text=text) if tokens else None
    return found or Byline()
