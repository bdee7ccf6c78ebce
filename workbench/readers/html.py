"""A saved web page: trafilatura says what is article, the page's own marks say what is what.

Body and subheads are what trafilatura keeps. Kicker, headline, lead, captions
and credits are found by the tags and class names of the page, the rest of its
visible lines are cut and can be seen in `dropped`.
"""

from __future__ import annotations

import re
from collections import deque
from typing import TYPE_CHECKING, Any

from workbench.bylines import parse_byline, strip_author_code
from workbench.characters import decode, mend, normalise
from workbench.cleaning import clean_page
from workbench.languages import clean_language, find_language
from workbench.layout import Line
from workbench.readers.arrange import SHORT, Arrangement, Kept
from workbench.readers.metadata import Facts, read_metadata
from workbench.readers.page import key_of, parse, visible_blocks
from workbench.readers.records import (
    DEFAULT_TZ,
    MAX_CHARACTERS,
    Harvest,
    Problem,
    choose_outlet,
    compose_row,
    fill_dates,
)

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbench.cleaning import Page
    from workbench.readers.records import Options, Source

_CHARSET = re.compile(rb"<meta[^>]{0,200}charset\s*=\s*[\"']?\s*([\w-]{2,20})", re.IGNORECASE)
_OWN_REPORT = re.compile(r"<meta[^>]+name=[\"']?generator[\"']?[^>]+Media Workbench", re.IGNORECASE)
_HEAD = 20_000


def read_html(source: Source, options: Options) -> Harvest:
    """Read one saved page; nothing in it is run, and nothing is fetched."""
    text, warnings = _page_text(source)
    if not text.strip():
        return Harvest(problems=[Problem(source.name, "binary" if warnings else "empty")])
    if _OWN_REPORT.search(text[:_HEAD]):
        return Harvest(problems=[Problem(source.name, "no-article:own-report", quiet=True)])
    tree = parse(text)
    blocks = visible_blocks(tree) if tree is not None else []
    if tree is None or not blocks:
        return Harvest(problems=[Problem(source.name, "empty")])
    facts = read_metadata(tree)
    kept = _paragraphs(text, facts)
    if not kept:
        return Harvest(problems=[Problem(source.name, "no-text")])
    seen = "\n\n".join(b.text for b in blocks if not b.frame)
    language = options.language or find_language("\n".join(k.text for k in kept))
    language = language or clean_language(facts.language)
    page = clean_page(
        seen,
        filename=source.stem,
        tz=options.tz,
        language=language or "de",
        profiles=options.profiles,
    )
    lines = Arrangement(blocks, deque(kept), facts, page).lines()
    lines, code, agencies = _unsign(lines)
    meta = _meta(facts, lines, page, source, options)
    meta["author_code"] = code or meta.get("author_code")
    meta["agency"] = [*dict.fromkeys([*agencies, *(meta.get("agency") or ())])]
    meta |= {"language": language, "source_file": source.name, "source_format": "html"}
    warnings += facts.warnings + (["paywall"] if facts.paywall else []) + meta.pop("warnings")
    return Harvest(rows=[compose_row(lines, meta, warnings)])


def _page_text(source: Source) -> tuple[str, list[str]]:
    declared = _CHARSET.search(source.data[:_HEAD])
    text, warnings = decode(source.data, declared=declared[1].decode() if declared else "")
    if source.cut:
        warnings.append("cut:too-long")
    text, mended = mend(text)
    text, cleaned = normalise(text)
    return text, [*warnings, *mended, *cleaned]


def _paragraphs(text: str, facts: Facts) -> list[Kept]:
    """Return what trafilatura keeps; the page's own articleBody where that is nothing."""
    kept = list(_extract(text))
    if not kept and facts.body:
        kept = [Kept(t, "body", key_of(t)) for t in map(_one_line, facts.body.split("\n")) if t]
    room = MAX_CHARACTERS
    short = []
    for paragraph in kept:
        room -= len(paragraph.text)
        short += [paragraph] if room >= 0 else []
    return short


def _extract(text: str) -> Iterable[Kept]:
    from lxml import etree
    from trafilatura import extract

    xml = extract(text, output_format="xml", include_formatting=True, include_comments=False)
    main = etree.fromstring(xml.encode()).find("main") if xml else None
    for element in () if main is None else main.iter("p", "head", "item", "quote", "cell", "ab"):
        if any(above.tag in {"quote", "item", "cell"} for above in element.iterancestors()):
            continue  # its words are in the one above
        line = _one_line("".join(map(str, element.itertext())))
        if key_of(line):
            bold = _is_bold(element, key_of(line))
            # A short bold paragraph without an end mark is a subhead, too.
            is_title = bold and len(line) < SHORT and line[-1] not in ".!?:;,"
            zone = "subhead" if element.tag == "head" or is_title else "body"
            yield Kept(line, zone, key_of(line), bold)


def _is_bold(element: Any, key: str) -> bool:  # noqa: ANN401 (lxml's element)
    parts = ("".join(hi.itertext()) for hi in element.iter("hi") if "#b" in hi.get("rend", ""))
    return key_of("".join(parts)) == key


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _unsign(lines: list[Line]) -> tuple[list[Line], str | None, tuple[str, ...]]:
    """Take the shorthand off the last paragraph of the body."""
    at = max((i for i, line in enumerate(lines) if line.zone == "body"), default=-1)
    if at < 0:
        return lines, None, ()
    text, code, agencies = strip_author_code(lines[at].text)
    if not text or text == lines[at].text:
        return lines, code, agencies
    cut = Line(lines[at].text[len(text) :].strip(), "byline", "html:signature")
    kept = Line(text, "body", lines[at].rule)
    return [*lines[:at], kept, cut, *lines[at + 1 :]], code, agencies


def _meta(
    facts: Facts, lines: list[Line], page: Page, source: Source, options: Options
) -> dict[str, Any]:
    """Fill in the columns: what the page says first, what its lines say where it says nothing."""
    found = {
        zone: [x.text for x in lines if x.zone == zone] for zone in ("kicker", "headline", "lead")
    }
    meta: dict[str, Any] = {zone: "\n".join(texts) for zone, texts in found.items()}
    section = facts.section or page.meta.get("section")
    meta |= {"section": section, "url": facts.url, "warnings": []}
    by_lines = page.meta.get("outlet_source") == "furniture"
    names = [*facts.outlets, *([(str(page.meta["outlet"]), "furniture")] if by_lines else [])]
    tz = choose_outlet(meta, names, options, name=source.name) or DEFAULT_TZ
    fill_dates(meta, facts.published, facts.updated, tz)
    if not meta.get("published"):
        dated = ("published", "updated", "date_precision", "tz_source")
        meta |= {k: page.meta[k] for k in dated if page.meta.get(k)}
    if not meta.get("published"):
        meta["warnings"].append("date:missing")
    bylines = [parse_byline(name) for name in facts.authors]
    named = [b.authors or () if b else (n,) for n, b in zip(facts.authors, bylines, strict=True)]
    meta["authors"] = [n for names in named for n in names] or page.meta.get("authors")
    meta["agency"] = [a for b in bylines if b for a in b.agency] or page.meta.get("agency")
    codes = [b.author_code for b in bylines if b and b.author_code]
    meta["author_code"] = codes[0] if codes else page.meta.get("author_code")
    return meta
