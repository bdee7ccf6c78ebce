"""Author lines: names, desk shorthand and agencies, and the places they hide in.

«Von Max Muster, Berlin», «mbe/dpa», «red, ORF.at/Agenturen», and the «(dzc)»
after the last full stop. The words that tell are rows in
``resources/cleaning/bylines.toml`` and ``resources/agencies.toml``.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import Any

MAX_BYLINE = 200
MAX_AUTHORS = 8
_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_NAME_WORD = re.compile(rf"(?:[DO]['’]|Mac|Mc)?{_UPPER}[\w'’.-]*", re.UNICODE)
_SPLIT_NAMES = re.compile(
    r"\s*(?:[,;|&•·/]|\bund\b|\band\b|\bsowie\b|\bmit\b|\bwith\b)\s*(?:and\s+|und\s+)?"
)
_PROGRAMME = re.compile(
    r"(?!Stand|Publiziert|Aktualisiert|Veröffentlicht)[^\W\d][\w .«»:-]{2,60},"
    r"\s*\d{1,2}\.\s?\d{1,2}\.\s?\d{2,4},\s*\d{1,2}(?:[:.]\d\d)? ?Uhr"
    r"(?:[;,]\s*(?P<code>[\w/; ]{2,30}))?;?"
)
_CODE = re.compile(r"[a-zäöü]{2,5}|[A-ZÄÖÜ][a-zäöü]{1,3}|[a-z]{1,2}\.[a-z]{1,3}\.?")
_PLACES = re.compile(
    r"(\s*(?:,|;|\||\(|\bund\b|\band\b|&|\bin\b|\bfor\b|\bfür\b|\baus\b)\s*)", re.IGNORECASE
)
_CRAFT = re.compile(
    r"\s*\((?:Text|Fotos?|Bild(?:er)?|Video|Grafik|Illustration|Photos?|Text und Fotos?|Ton)\)", re.IGNORECASE
)
_FROM_PLACE = re.compile(r"(?:Aus|From) (?P<place>[^\W\d_]\S*) (?P<name>.{5,60})")
_HANDLE = re.compile(r"(?:@\w{2,30}[\s,|]*)+")
_DATELINE = re.compile(r"^[^.!?(]{2,60}(?:\.[^.!?(]{1,20})?\((?P<who>[^()]{2,40})\)\s*[-–—:.]")
_ENDED = r"[.!?…»«“”\"':;)\]]"


@dataclass(frozen=True, slots=True)
class Byline:
    """What an author line says."""

    authors: tuple[str, ...] = ()
    author_code: str | None = None
    agency: tuple[str, ...] = ()
    location: str = ""


@cache
def _words() -> dict[str, Any]:
    path = files("workbench") / "resources" / "cleaning" / "bylines.toml"
    return tomllib.loads(path.read_text(encoding="utf-8"))


@cache
def _agencies() -> dict[str, str]:
    """Credited name → short name, of agencies that deliver text."""
    path = files("workbench") / "resources" / "agencies.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["agencies"]
    return {name: row["short"] for row in rows if row.get("wire", True) for name in row["names"]}


@cache
def picture_sources() -> frozenset[str]:
    """Return every agency's and picture house's credited name, in lower case.

    Examples
    --------
    >>> {"keystone", "dpa"} <= picture_sources()
    True
    """
    path = files("workbench") / "resources" / "agencies.toml"
    rows = tomllib.loads(path.read_text(encoding="utf-8"))["agencies"]
    return frozenset(name for row in rows for name in row["names"])


@cache
def _lead_in() -> re.Pattern[str]:
    words = _words()["before_names"]
    known = sorted({*words["de"], *words["en"]}, key=len, reverse=True)
    return re.compile(rf"(?:{'|'.join(map(re.escape, known))})(?:\s*:\s*|\s+)", re.IGNORECASE)


@cache
def _whole_line() -> re.Pattern[str]:
    rows = _words()["whole_line"]
    return re.compile("|".join(f"(?:{p})" for p in (*rows["de"], *rows["en"])), re.IGNORECASE)


@cache
def _role() -> re.Pattern[str]:
    german = "|".join(map(re.escape, _words()["roles"]["de"]))
    english = "|".join(map(re.escape, _words()["roles"]["en"]))
    return re.compile(rf"\b(?:[\w-]*(?:{german})|{english})s?\b", re.IGNORECASE)


@cache
def _set(key: str) -> frozenset[str]:
    found = _words()[key]
    return frozenset(found if isinstance(found, list) else [*found["de"], *found["en"]])


def is_code(text: str) -> bool:
    """Tell whether a line may be a desk's shorthand and nothing else.

    Examples
    --------
    >>> is_code("thm"), is_code("und"), is_code("EU")
    (True, False, False)
    """
    most = 4
    known = _set("not_codes") | _set("not_names") | _set("fillers")
    return text.islower() and 1 < len(text) <= most and text.isalpha() and text not in known


def agency_of(name: str) -> str | None:
    """Return an agency's short name.

    Examples
    --------
    >>> agency_of("Keystone-SDA"), agency_of("Blick")
    ('sda', None)
    """
    return _agencies().get(name.strip(" .()[]").casefold())


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
    if not 1 <= len(parts) <= MAX_AUTHORS or not all(map(_is_name, parts)):
        return ()
    return tuple(map(_titled, parts))


def _is_name(text: str) -> bool:
    words = text.split()
    few, many = 2, 5
    if not few <= len(words) <= many or not all(map(str.isprintable, words)):
        return False
    plain = [w for w in words if w.casefold() not in _set("particles")]
    if len(plain) < few or any(w.casefold() in _set("not_names") for w in plain):
        return False
    if _role().search(text) or agency_of(text) or _has_acronym(words):
        return False
    return all(_NAME_WORD.fullmatch(w) for w in plain) and not _has_article(words)


def _has_article(words: list[str]) -> bool:
    """«Ursula von der Leyen» is a name, «Sanierung der Brücke» is not."""
    particles = _set("particles")
    return any(
        word in {"der", "den", "zu", "zur", "zum"} and before.casefold() not in particles
        for before, word in pairwise(words)
    )


def _has_acronym(words: list[str]) -> bool:
    """Find ARD in «ARD Brüssel»; a name all in capitals has none."""
    shouted = [w.isupper() and len(w.strip(".")) > 1 for w in words]
    return any(shouted) and not all(shouted)


def _titled(name: str) -> str:
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
    return len(text.split()) <= longest and text[-1:] not in ".!?" and bool(_role().search(text))


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
        or _credit_line(text)
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
    credit = _credit_line(rest)
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
        if _is_name(part):
            names.append(_titled(part))
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
    hit = _role().search(text)
    if hit is None:
        return ""
    before = text[: hit.start()].split()
    if not all(word[:1].isupper() or word in {"and", "&"} for word in before):
        return ""
    for size in (2, 3):
        name = " ".join(before[:size])
        if size <= len(before) <= size + 2 and _is_name(name):
            return _titled(name)
    return ""


def _with_role(text: str) -> Byline | None:
    """«Imogen Radley Health correspondent», «Jan Roth in Berlin»."""
    if text[-1:] in ".!?:" or not _NAME_WORD.match(text):
        return None
    name = _name_before_role(text)
    if name:
        return Byline(authors=(name,))
    hit = re.fullmatch(rf"(.{{5,40}}?),? (?:in|aus) ({_UPPER}[\w-]+(?: {_UPPER}[\w-]+)?)", text)
    if hit and (names := find_names(hit[1])):
        return Byline(authors=names, location=hit[2])
    return None


def _spoken_credit(text: str) -> Byline | None:
    """«(Mit Material der Nachrichtenagenturen dpa und AFP)», «Pruitt reported from Salem.»"""
    if _whole_line().fullmatch(text.strip("()[]")) is None:
        return None
    named = [agency_of(word) for word in re.findall(r"[\w-]+", text)]
    return Byline(_authors_in(text), None, tuple(dict.fromkeys(a for a in named if a)))


def _authors_in(text: str) -> tuple[str, ...]:
    """Names in a whole-line credit such as «Reporting by Jane Doe; Editing by John Roe»."""
    hit = re.match(
        r"(?:(?:additional )?reporting by|mit .{3,60} (?:sprach(?:en)?|unterhielt(?:en)? sich)) ([^;.]+)",
        text,
        re.IGNORECASE,
    )
    if hit is None:
        return ()
    return _names_and_place(hit[1])[0]


def _credit_line(text: str) -> Byline | None:
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
        if short := _agencies().get(low):
            agencies.append(short)
        elif low in _set("fillers") or re.fullmatch(r"[\w-]+\.(?:at|ch|de|com|net|org)", low):
            fillers += low not in {"mit", "und", "and", "von", "with"}
        elif _CODE.fullmatch(token) and low not in _set("not_codes") | _set("not_names"):
            codes.append(token)
        else:
            return None
    wrapped = text[:1] in "([" and text[-1:] in ")]"
    telling = bool(agencies) or slash or wrapped or ("/" in text and fillers > 0)
    if not telling or len(codes) > 3:
        return None
    return Byline((), codes[0] if codes else None, tuple(dict.fromkeys(agencies)))


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
        found = _credit_line(hit[1])
        return found or Byline()
    hit = _PROGRAMME.fullmatch(text)
    if hit is None:
        return None
    code = hit["code"]
    tokens = re.split(r"[/; ]+", code) if code else []
    found = _credits(tokens, slash=True, text=text) if tokens else None
    return found or Byline()


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
            rf"(?<={_ENDED})\s+(?P<who>(?:\w{{2,4}},? ?/?)?[A-Za-z.]{{2,8}}(?:[/ -][\w.]{{2,10}}){{0,4}})$"
        ),
        re.compile(rf"(?<={_ENDED})\s*[—–-]+\s?(?P<who>[\w/-]{{2,25}})$"),
    )


def _signature(who: str, *, wrapped: bool) -> Byline | None:
    undated = re.sub(r",?\s*\d{1,2}\.\s?\d{1,2}\.\s?(?:\d{2,4})?\s*$", "", who).strip(" ,;")
    if wrapped:
        short = _credit_line(f"({undated})")
        return short or _signed_names(undated)
    slash = _credit_line(undated)
    return slash if slash and (slash.agency or "/" in undated) else None


def _signed_names(text: str) -> Byline | None:
    """«Valentina Kohlhofer, APA»: names beside agencies, nothing else."""
    authors: list[str] = []
    agencies: list[str] = []
    for part in re.split(r"\s*[,;/]\s*|\s+und\s+|\s+and\s+", text):
        short = agency_of(part)
        if short:
            agencies.append(short)
        elif _is_name(part):
            authors.append(_titled(part))
        elif part.casefold() not in _set("fillers"):
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
