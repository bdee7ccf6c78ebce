"""The blocks of a web page in their zones, in the order of the page.

Tags and class names tell first, then what is known of pages in general, then
what trafilatura takes for article. What is none of it is cut.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import islice
from typing import TYPE_CHECKING

from workbench.bylines import parse_byline
from workbench.layout import Line
from workbench.readers.page import key_of

if TYPE_CHECKING:
    from collections import deque

    from workbench.cleaning import Page
    from workbench.readers.metadata import Facts
    from workbench.readers.page import Seen

SHORT = 120  # characters; shorter lines in boxes are notices, longer ones are article
_NEAR = 12  # lines
_AHEAD = 100  # paragraphs; trafilatura keeps the order of the page
_ALIKE = 0.6  # share of words that make two headlines one

# What `cleaning` knows of any page, whatever its form.
_KNOWN = frozenset({"furniture", "boilerplate", "byline", "published", "updated"})
_CHANGED = re.compile(r"aktualisiert|geändert|stand|update|modified|edited", re.IGNORECASE)
_ISSUED = re.compile(r"publiziert|veröffentlicht|erschienen|erstellt|published", re.IGNORECASE)
_CREDIT = re.compile(
    r"(?:Foto|Bild|Archivbild|Symbolbild|Quelle|Video|Grafik|Photo|Image|Picture|Credit|Illustration)"
    r"s?(?:montage)?\s?[:/]|©|\(c\)|Getty|Keystone|imago",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Kept:
    """A paragraph that trafilatura takes for article."""

    text: str
    zone: str
    key: str
    bold: bool = False


@dataclass(slots=True)
class Arrangement:
    """Puts the blocks of a page in their zones."""

    blocks: list[Seen]
    queue: deque[Kept]
    facts: Facts
    page: Page
    out: list[tuple[Line, str]] = field(default_factory=list)
    said: set[str] = field(default_factory=set)
    in_body: bool = False

    def lines(self) -> list[Line]:
        """Return the lines of the page."""
        headline = self._headline()
        known = {key_of(line.text): line for line in self.page.lines if line.zone in _KNOWN}
        for block in self.blocks:
            self._place(block, headline, known.get(block.key))
        self._flush(len(self.queue))
        lines = _grouped(self.out)
        if headline and not any(line.zone == "headline" for line in lines):
            lines.insert(0, Line(headline, "headline", "html:metadata"))
        return lines

    def _headline(self) -> str:
        """Choose the headline that stands on the page over the one in the page's head."""
        wanted = self.facts.headline
        titles = [b for b in self.blocks if b.tag in {"h1", "h2"} and not is_notice(b)]
        titles = [b for b in titles if not self._is_house(b) and "kicker" not in b.hints]
        if wanted and any(key_of(wanted) == b.key for b in self.blocks):
            return wanted
        best = max(titles, key=lambda b: likeness(b.text, wanted), default=None)
        if best and likeness(best.text, wanted) >= _ALIKE:
            return best.text
        first = next((b.text for b in titles if b.tag == "h1"), "")
        if first and wanted:
            self.facts.warnings.append("headline:page-differs-from-metadata")
        return first or wanted

    def _is_house(self, block: Seen) -> bool:
        """Tell whether a block is only the name of the outlet."""
        return block.key in {key_of(name) for name, _ in self.facts.outlets}

    def _place(self, block: Seen, headline: str, known: Line | None) -> None:
        """Find the zone of one block."""
        kept = self._take(block)
        zone, rule = self._marked_zone(block, headline, bold=kept is not None and kept.bold)
        if block.key in self.said:
            zone, rule = "furniture", "html:repeat"
        elif zone:
            pass
        elif known is not None and _is_minor(block, kept):
            zone, rule = known.zone, known.rule
        elif kept is not None and not is_notice(block):
            zone, rule = kept.zone, "html:heading" if kept.zone == "subhead" else "html:paragraph"
        elif kept is None and self._is_part(block):
            return
        else:
            zone, rule = "furniture", f"html:{block.frame or 'not-article'}"
        self._add(block.text, zone, rule, block.group)

    def _take(self, block: Seen) -> Kept | None:
        """Take a block's paragraph from the queue, and place those that were before it."""
        near = enumerate(islice(self.queue, _AHEAD))
        at = next((i for i, kept in near if kept.key == block.key), None)
        if at is None:
            return None
        self._flush(at)
        return self.queue.popleft()

    def _flush(self, n: int) -> None:
        """Place the next paragraphs that no block of the page is equal to."""
        for _ in range(n):
            kept = self.queue.popleft()
            if not self._is_rest(kept):
                self._add(kept.text, kept.zone, "html:trafilatura")

    def _is_rest(self, paragraph: Kept) -> bool:
        """Tell whether a paragraph is made of lines that have their place already."""
        words, near = set(paragraph.text.split()), [line.text for line, _ in self.out[-_NEAR:]]
        joined = key_of("".join(near))
        return paragraph.key in joined or any(words <= set(text.split()) for text in near)

    def _is_part(self, block: Seen) -> bool:
        """Tell whether a block is a piece of the next paragraph (cut by <br>)."""
        if not self.queue or not block.key:
            return False
        return len(block.key) > 1 and block.key in self.queue[0].key and not block.frame

    def _marked_zone(self, block: Seen, headline: str, *, bold: bool) -> tuple[str, str]:
        """Return the zone that tag and class name give a block, and the rule."""
        if block.key == key_of(headline) and not block.frame:
            return "headline", "html:headline"
        if block.in_figure and not block.frame:
            if "credit" in block.hints or _CREDIT.match(block.text):
                return "credit", "html:credit"
            return ("caption", "html:figcaption") if "caption" in block.hints else ("", "")
        if self.in_body or block.frame:
            return "", ""
        if bold and len(block.text) > SHORT // 2 and not self._has("lead"):
            return "lead", "html:bold-first-paragraph"
        return self._header_zone(block)

    def _has(self, zone: str) -> bool:
        return any(line.zone == zone for line, _ in self.out)

    def _header_zone(self, block: Seen) -> tuple[str, str]:
        """Return the zone of a block above the body."""
        short = len(block.text) <= SHORT
        hints = block.hints if short else block.hints & {"lead"}
        dated = "time" in hints and re.search(r"\d", block.text)
        changed = _CHANGED.search(block.text) and not _ISSUED.search(block.text)
        names = {key_of(name) for name in self.facts.authors}
        signed = "byline" in hints or block.key in names or parse_byline(block.text)
        marks = (
            (self._is_house(block), "furniture", "html:outlet"),
            ("kicker" in hints, "kicker", "html:class-kicker"),
            (block.key == key_of(self.facts.kicker), "kicker", "html:jsonld-kicker"),
            ("lead" in hints and block.tag != "h1", "lead", "html:class-lead"),
            (self._has("headline") and self._is_told_lead(block), "lead", "html:description"),
            (dated, "updated" if changed else "published", "html:time"),
            (short and signed, "byline", "html:byline"),
        )
        return next(((zone, rule) for hit, zone, rule in marks if hit), ("", ""))

    def _is_told_lead(self, block: Seen) -> bool:
        """Tell whether a block is the lead that the page's head gives, or begins with it.

        One without an end mark was cut off by a program, from the first paragraph as a rule.
        """
        for lead in (self.facts.lead, self.facts.description):
            key = key_of(lead)
            whole = len(lead) > SHORT // 4 and lead[-1] in '.!?»“"'
            if key and (block.key == key or (whole and block.key.startswith(key))):
                return True
        return False

    def _add(self, text: str, zone: str, rule: str, group: str = "") -> None:
        key = key_of(text)
        if zone == "body" and key in self.said:
            zone, rule = "furniture", "html:repeat"
        if zone in {"headline", "lead", "kicker"}:
            self.said.add(key)
        self.in_body |= zone == "body"
        self.out.append((Line(text, zone, rule), group))


def likeness(one: str, other: str) -> float:
    """Return the share of words that two headlines have in common.

    Examples
    --------
    >>> likeness("Streit im Bundestag: Ampel streitet", "Bundestag: Ampel streitet")
    1.0
    """
    a, b = set(one.casefold().split()), set(other.casefold().split())
    return len(a & b) / max(min(len(a), len(b)), 2)


def _is_minor(block: Seen, kept: Kept | None) -> bool:
    """Tell a line that may be cut on general grounds: short, and no heading in the article."""
    return len(block.text) < SHORT and (kept is None or kept.zone != "subhead")


def is_notice(block: Seen) -> bool:
    """Tell a notice or a link from the article that it stands in."""
    if block.linked or block.frame in {"nav", "footer"}:
        return True
    return bool(block.frame) and len(block.text) < SHORT


def _grouped(placed: list[tuple[Line, str]]) -> list[Line]:
    """Join neighbouring lines that were cut with the same menu or box."""
    lines: list[Line] = []
    last = ""
    for line, group in placed:
        if group and group == last and lines[-1].zone == line.zone == "furniture":
            lines[-1] = Line(f"{lines[-1].text} · {line.text}", "furniture", lines[-1].rule)
        else:
            lines.append(line)
        last = group
    return lines
