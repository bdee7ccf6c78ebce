"""Read the fields of an article from the lines of its page."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.bylines import (
    Byline,
    dateline_agencies,
    find_names,
    is_code,
    parse_byline,
    split_signature,
)
from workbench.cleaning.datelines import read_dates, same_day
from workbench.dates import DEFAULT_TZ, Moment, parse_date
from workbench.layout import Line

if TYPE_CHECKING:
    from workbench.cleaning.shapes import Draft
    from workbench.outlets import Outlet

_GLUED_KICKER = re.compile(r"(?P<kicker>[^:]{3,60}):(?P<headline>[^\s\d].{8,})")
_SPACED_KICKER = re.compile(r"(?P<kicker>[^:]{3,60}):\s*(?P<headline>\D.{8,})")
# «Premiere in BernDas Meer ist blau»: the word that begins the headline lost its blank.
_MERGED_KICKER = re.compile(
    r"(?P<kicker>[^:.]{8,60}[a-zäöüß])"
    r"(?P<headline>(?:D(?:er|ie|as)|Eine?|Wie|So|Warum|Was|Wer|Wo|Jetzt|Nun|Hier|Es|Sie|Wir) .{8,})"
)
_PICTURES = re.compile(r"\((?:Fotos?|Bild(?:er)?|Video|Grafik|Illustration|Photos?)\)")
_TITLES = {"kicker", "headline", "section"}


def read_fields(
    drafts: list[Draft], outlet: Outlet | None, source: str, *, filename: str, tz: str | None
) -> tuple[list[Line], dict[str, object], list[str]]:
    """Return the page's lines, its fields and its warnings."""
    signature = _take_signature(drafts)
    zone = tz or (outlet.tz if outlet is not None else "") or DEFAULT_TZ
    meta: dict[str, object] = {**_titles(drafts, outlet)}
    found, warnings = _times(drafts, zone, _year_of(filename, zone))
    meta |= found | _people(drafts, signature)
    if outlet is not None:
        meta |= {"outlet": outlet.name, "outlet_source": source}
    url = next((d.text for d in drafts if d.rule == "url" and d.text.startswith("http")), None)
    if url:
        meta["url"] = url
    if "tz" not in meta:
        meta["tz"] = zone
    lines = [Line(d.shown, d.zone, d.rule, d.number) for d in drafts]
    return lines, meta, warnings


def _take_signature(drafts: list[Draft]) -> Byline | None:
    """Take the author's shorthand off the last line of the text."""
    last = next((d for d in reversed(drafts) if d.zone == "body"), None)
    if last is None:
        return None
    text, byline = split_signature(last.text)
    if byline is None or not text:
        return None
    last.text = text
    return byline


def house_lines(drafts: list[Draft]) -> list[str]:
    """Return the lines that may tell the house: what is not the article, never its text."""
    cut = ("furniture", "boilerplate", "section")
    opens = next((at for at, d in enumerate(drafts) if d.zone == "headline"), 0)
    return [d.text for at, d in enumerate(drafts) if d.zone in cut and _tells_house(d, at, opens)]


def _tells_house(draft: Draft, at: int, opens: int) -> bool:
    """Lines above the headline and standing phrases tell; teasers of other media do not."""
    return at < opens or draft.rule in {
        "copyright", "programme-note", "house", "comment-rules", "url", "correct-us", "support",
        "print-note", "app-plug", "paywall", "newsletter",
    }  # fmt: skip


def _titles(drafts: list[Draft], outlet: Outlet | None) -> dict[str, object]:
    meta: dict[str, object] = {}
    for draft in drafts:
        if draft.zone in _TITLES and draft.zone not in meta:
            meta[draft.zone] = draft.text
    if isinstance(meta.get("kicker"), str):
        meta["kicker"] = str(meta["kicker"]).rstrip(" \u00a0:")
    repeated = f"{meta.get('kicker', '')}:"
    if len(repeated) > 1 and str(meta.get("headline", "")).startswith(repeated):
        meta["headline"] = str(meta["headline"]).removeprefix(repeated).strip()
    pattern = _SPACED_KICKER if outlet is not None and outlet.kicker_in_headline else _GLUED_KICKER
    headline = str(meta.get("headline", ""))
    glued = pattern.fullmatch(headline) or _MERGED_KICKER.fullmatch(headline)
    if glued and "kicker" not in meta:
        meta |= {"kicker": glued["kicker"], "headline": glued["headline"]}
    lead = [draft.text for draft in drafts if draft.zone == "lead"]
    if lead:
        meta["lead"] = " ".join(lead)
    return meta


def _year_of(filename: str, tz: str) -> int | None:
    named = parse_date(re.split(r"[/\\]", filename)[-1].replace("_", " "), tz=tz)
    return named.when.year if named is not None else None


def _times(drafts: list[Draft], tz: str, year: int | None) -> tuple[dict[str, object], list[str]]:
    published: Moment | None = None
    updated: Moment | None = None
    for draft in drafts:
        if draft.zone not in {"published", "updated"}:
            continue
        first, last = read_dates(draft.text, tz=tz, year=year)
        if draft.zone == "updated":
            last = last or first or _clock_of(draft.text, published, tz)
            first = None
        elif draft.rule == "clock" and published is not None and published.precision == "day":
            published = _clock_of(draft.text, published, tz) or published
        published = published if published is not None else first
        updated = updated if updated is not None else last
    return _time_fields(published, updated, tz)


def _clock_of(text: str, published: Moment | None, tz: str) -> Moment | None:
    """Read «21:34 Uhr», which stands below the day of publication."""
    return None if published is None else same_day(published, text, tz=tz)


def _time_fields(
    published: Moment | None, updated: Moment | None, tz: str
) -> tuple[dict[str, object], list[str]]:
    meta: dict[str, object] = {}
    warnings: list[str] = []
    for name, moment in (("published", published), ("updated", updated)):
        if moment is not None:
            meta[name] = moment.when
            warnings += moment.warnings
    known = published or updated
    if known is not None:
        meta |= {"date_precision": known.precision, "tz": tz, "tz_source": known.source}
    return meta, list(dict.fromkeys(warnings))


def _people(drafts: list[Draft], signature: Byline | None) -> dict[str, object]:
    authors: list[str] = []
    agencies: list[str] = []
    codes: list[str] = []
    for byline in [*_bylines(drafts), *([signature] if signature else [])]:
        authors += byline.authors
        agencies += byline.agency
        codes += [byline.author_code] if byline.author_code else []
    first = next((d.text for d in drafts if d.zone in {"lead", "body"}), "")
    body = next((d.text for d in drafts if d.zone == "body"), "")
    agencies += [*dateline_agencies(first), *dateline_agencies(body)]
    meta: dict[str, object] = {}
    if authors:
        meta["authors"] = list(dict.fromkeys(authors))
    if codes:
        meta["author_code"] = codes[0]
    if agencies:
        meta["agency"] = list(dict.fromkeys(agencies))
    return meta


def _names_on_date_line(text: str) -> list[Byline]:
    """«Von Jan Roth | 9. April 2022», «By Jane Doe, Political Editor 9 April 2022»."""
    parts = re.split(r"\s*[|•·]\s*|(?=\b\d)|\s(?=(?:von|by)\s)", text)
    read = (parse_byline(part.strip(" ,")) for part in parts if part)
    return [byline for byline in read if byline is not None and byline.authors]


def _bylines(drafts: list[Draft]) -> list[Byline]:
    found = []
    for draft in drafts:
        if draft.zone == "published":
            found += _names_on_date_line(draft.text)
        if draft.zone != "byline":
            continue
        byline = parse_byline(draft.text)
        if byline is not None:
            found.append(byline)
        elif is_code(draft.text):
            found.append(Byline(author_code=draft.text))
        elif _PICTURES.search(draft.text) or draft.rule == "source":
            continue
        elif names := find_names(draft.text):
            found.append(Byline(authors=names))
    return found
