"""A saved web page: trafilatura says what is article, the page's own marks say what is what.

Body and subheads are what trafilatura keeps. Kicker, headline, lead, captions
and credits are found by the tags and class names of the page, the rest of its
visible lines are cut and can be seen in `dropped`.
"""

from __future__ import annotations

import re
from collections import deque
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench.bylines import parse_byline, strip_author_code
from workbench.characters import decode, mend, normalise
from workbench.cleaning import clean_page
from workbench.languages import clean_language, find_language
from workbench.layout import Line
from workbench.readers.metadata import Facts, read_metadata
from workbench.readers.page import Seen, key_of, parse, visible_blocks
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
_NEAR = 12  # lines
_SHORT = 120  # characters; shorter lines in boxes are notices, longer ones are article


@dataclass(frozen=True, slots=True)
class Kept:
    """A paragraph that trafilatura takes for article."""

    text: str
    zone: str
    key: str


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
    page = clean_page(seen, filename=source.stem, tz=options.tz, language=language or "de")
    lines = _Arrangement(blocks, deque(kept), facts, page).lines()
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
            yield Kept(line, "subhead" if _is_subhead(element, line) else "body", key_of(line))


def _is_subhead(element: Any, line: str) -> bool:  # noqa: ANN401 (lxml's element)
    """Tell a subhead: a heading, or a short bold paragraph without an end mark."""
    if element.tag == "head":
        return True
    bold = "".join(
        "".join(hi.itertext()) for hi in element.iter("hi") if "#b" in hi.get("rend", "")
    )
    return len(line) < _SHORT and line[-1] not in ".!?:;," and key_of(bold) == key_of(line)


def _one_line(text: str) -> str:
    return " ".join(text.split())


@dataclass(slots=True)
class _Arrangement:
    """Puts the blocks of a page in their zones, in the order of the page."""

    blocks: list[Seen]
    queue: deque[Kept]
    facts: Facts
    page: Page
    out: list[tuple[Line, int]] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    in_body: bool = False

    def lines(self) -> list[Line]:
        """Return the lines of the page."""
        headline = self._headline()
        cut = {key_of(x.text): x for x in self.page.lines if x.zone in {"furniture", "boilerplate"}}
        for block in self.blocks:
            self._place(block, headline, cut.get(block.key))
        for paragraph in self.queue:
            self._add(paragraph.text, paragraph.zone, "html:trafilatura")
        lines = _grouped(self.out)
        if headline and not any(line.zone == "headline" for line in lines):
            lines.insert(0, Line(headline, "headline", "html:metadata"))
        return lines

    def _headline(self) -> str:
        """Choose the headline that stands on the page over the one in the page's head."""
        wanted = key_of(self.facts.headline)
        headings = [b for b in self.blocks if b.tag == "h1" and b.frame not in {"nav", "footer"}]
        outlets = {key_of(name) for name, _ in self.facts.outlets}
        headings = [b for b in headings if b.key not in outlets and "kicker" not in b.hints]
        if any(wanted and wanted == b.key for b in self.blocks) or not headings:
            return self.facts.headline
        if wanted and not (wanted in headings[0].key or headings[0].key in wanted):
            self.facts.warnings.append("headline:page-differs-from-metadata")
        return headings[0].text

    def _place(self, block: Seen, headline: str, known: Line | None) -> None:
        """Find the zone of one block."""
        kept = self._take(block)
        zone, rule = self._marked_zone(block, headline)
        if block.key in self.said:
            zone, rule = "furniture", "html:repeat"
        elif zone:
            pass
        elif known is not None and len(block.text) < _SHORT and not _is_heading(kept):
            zone, rule = known.zone, known.rule
        elif kept is not None and not _is_notice(block):
            zone, rule = kept.zone, "html:heading" if kept.zone == "subhead" else "html:paragraph"
        elif kept is None and self._is_part(block):
            return
        else:
            zone, rule = "furniture", f"html:{block.frame or 'not-article'}"
        self._add(block.text, zone, rule, block.group)

    def _take(self, block: Seen) -> Kept | None:
        """Take a block's paragraph from the queue, and place those that were before it."""
        at = next((i for i, kept in enumerate(self.queue) if kept.key == block.key), None)
        if at is None:
            return None
        for _ in range(at):
            earlier = self.queue.popleft()
            if not self._is_rest(earlier):
                self._add(earlier.text, earlier.zone, "html:trafilatura")
        return self.queue.popleft()

    def _is_rest(self, paragraph: Kept) -> bool:
        """Tell whether a paragraph is what trafilatura left of a line that has its place."""
        words = set(paragraph.text.split())
        return any(words <= set(line.text.split()) for line, _ in self.out[-_NEAR:])

    def _is_part(self, block: Seen) -> bool:
        """Tell whether a block is a piece of the next paragraph (cut by <br>), or holds it."""
        if not self.queue or not block.key:
            return not block.key and not block.text
        return len(block.key) > 1 and block.key in self.queue[0].key and not block.frame

    def _marked_zone(self, block: Seen, headline: str) -> tuple[str, str]:
        """Return the zone that tag and class name give a block, and the rule."""
        if block.key == key_of(headline) and block.key not in self.said and not block.frame:
            return "headline", "html:headline"
        if block.in_figure and not block.frame:
            if "credit" in block.hints or _CREDIT.match(block.text):
                return "credit", "html:credit"
            return ("caption", "html:figcaption") if "caption" in block.hints else ("", "")
        if self.in_body or block.frame:
            return "", ""
        return self._header_zone(block)

    def _header_zone(self, block: Seen) -> tuple[str, str]:
        """Return the zone of a block above the body."""
        short = len(block.text) <= _SHORT
        leads = {key_of(self.facts.lead), key_of(self.facts.description)} - {""}
        if "kicker" in block.hints and short:
            return "kicker", "html:class-kicker"
        if block.key == key_of(self.facts.kicker):
            return "kicker", "html:jsonld-kicker"
        if block.key in leads or ("lead" in block.hints and block.tag != "h1"):
            return "lead", "html:class-lead" if "lead" in block.hints else "html:description"
        if "time" in block.hints and short and re.search(r"\d", block.text):
            updated = _CHANGED.search(block.text) and not _ISSUED.search(block.text)
            return "updated" if updated else "published", "html:time"
        names = {key_of(name) for name in self.facts.authors}
        if short and ("byline" in block.hints or block.key in names or parse_byline(block.text)):
            return "byline", "html:byline"
        return "", ""

    def _add(self, text: str, zone: str, rule: str, group: int = 0) -> None:
        key = key_of(text)
        if zone in {"headline", "lead", "kicker"}:
            self.said.add(key)
        if zone == "body" and key in self.said:
            zone, rule = "furniture", "html:repeat"
        self.in_body |= zone == "body"
        self.out.append((Line(text, zone, rule), group))


_CHANGED = re.compile(r"aktualisiert|geändert|stand|update|modified|edited", re.IGNORECASE)
_ISSUED = re.compile(r"publiziert|veröffentlicht|erschienen|erstellt|published", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:Foto|Bild|Archivbild|Symbolbild|Quelle|Video|Grafik|Photo|Image|Picture|Credit|Illustration)"
    r"s?(?:montage)?\s?[:/]|©|\(c\)|Getty|Keystone|imago",
    re.IGNORECASE,
)


def _is_heading(kept: Kept | None) -> bool:
    return kept is not None and kept.zone == "subhead"


def _is_notice(block: Seen) -> bool:
    """Tell a notice or a link from the article that it stands in."""
    return (
        block.linked
        or block.frame in {"nav", "footer"}
        or bool(block.frame and len(block.text) < _SHORT)
    )


def _grouped(placed: list[tuple[Line, int]]) -> list[Line]:
    """Join neighbouring lines that were cut with the same menu or box."""
    lines: list[Line] = []
    last = 0
    for line, group in placed:
        if group and group == last and lines[-1].zone == line.zone == "furniture":
            lines[-1] = Line(f"{lines[-1].text} · {line.text}", "furniture", lines[-1].rule)
        else:
            lines.append(line)
        last = group
    return lines


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
    meta |= {"section": facts.section, "url": facts.url, "warnings": []}
    tz = choose_outlet(meta, facts.outlets, options, name=source.name) or DEFAULT_TZ
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
