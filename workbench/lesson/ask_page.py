"""Questions about the page, and about two pages side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from workbench.labels import label
from workbench.lesson.ask_words import counted
from workbench.lesson.items import MOST_OPTIONS, Evidence, Item, is_askable
from workbench.lesson.people import apart, full_name, of_page
from workbench.lesson.wording import cite, say, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.lesson.reading import Page, Reading

_ASKED = ("kicker", "headline", "lead", "subhead", "caption")
_SHOWN = (*_ASKED, "body")
_LONGEST = 140  # characters of a line that is looked for


def ask_page(reading: Reading, lang: str) -> Iterator[Item]:
    """Yield the questions about zones of all pages."""
    for page in reading.pages:
        zones = [zone for zone in _SHOWN if any(b.zone == zone for b in page.blocks)]
        for block in page.blocks:
            words = page.text[block.start : block.end]
            if block.zone not in _ASKED or page.text.count(words) > 1:
                continue
            rest = [zone for zone in zones if zone != block.zone]
            options = [escape(label(f"zone_{zone}", lang)) for zone in [block.zone, *rest]]
            line = page.line(block.start)
            name = label(f"zone_{block.zone}", lang)
            reason = say(
                "because_zone", lang, line=line, zone=name, what=say(f"zone_{block.zone}_is", lang)
            )
            evidence = Evidence(page.article_id, block.start, block.end, block.rule)
            shown = cite(shorten(words, _LONGEST), page, lang)
            yield from _item(
                "zone",
                options[:MOST_OPTIONS],
                reason=reason,
                evidence=evidence,
                line=line,
                lang=lang,
                shown=shown,
            )


def ask_pair(reading: Reading, lang: str) -> Iterator[Item]:
    """Yield the questions about two pages: what stands, and who speaks, in one of them only."""
    if not reading.is_pair:
        return
    for page, other in (reading.pages, reading.pages[::-1]):
        yield from _only_words(reading, page, other, lang)
        yield from _only_people(reading, page, other, lang)


def _only_words(reading: Reading, page: Page, other: Page, lang: str) -> Iterator[Item]:
    """Ask which word stands in this text only; looked up in both texts as they are."""
    here, there = (
        counted(of_page(reading.mentions, page)),
        counted(of_page(reading.mentions, other)),
    )
    if page.language != other.language:
        return
    wrong = list(dict.fromkeys(map(str, there["label"])))
    for name in dict.fromkeys(map(str, here["label"])):
        if name.casefold() in other.text.casefold() or name in wrong:
            continue
        rows = here[here["label"] == name]
        options = [cite(word, page, lang) for word in [name, *wrong][:MOST_OPTIONS]]
        line = page.line(int(rows["start"].iloc[0]))
        reason = say(
            "because_only_word",
            lang,
            word=options[0],
            line=line,
            text=_text(page),
            other=_text(other),
        )
        yield from _item(
            "only_word",
            options,
            reason=reason,
            evidence=_evidence(page, rows),
            line=line,
            lang=lang,
            text=_text(page),
        )


def _only_people(reading: Reading, page: Page, other: Page, lang: str) -> Iterator[Item]:
    """Ask who speaks in this text and is not even named in the other."""
    here, there = _speaking(reading, page), _speaking(reading, other)
    for name, rows in here.items():
        if name.split()[-1].casefold() in other.text.casefold():
            continue
        wrong = apart(there, taken=[name])
        options = [escape(n) for n in [name, *wrong][:MOST_OPTIONS]]
        line = page.line(int(rows["start"].iloc[0]))
        reason = say(
            "because_only_voice", lang, name=name, line=line, text=_text(page), other=_text(other)
        )
        yield from _item(
            "only_voice",
            options,
            reason=reason,
            evidence=_evidence(page, rows),
            line=line,
            lang=lang,
            text=_text(page),
        )


def _speaking(reading: Reading, page: Page) -> dict[str, Any]:
    """Return the sure quotations of each person with a full name."""
    own = of_page(reading.quotations, page)
    sure = own[own["sure"] & ~own["repeat"]]
    names = sure["speaker_name"].map(full_name)
    return {name: sure[names == name] for name in dict.fromkeys(names) if name}


def _text(page: Page) -> str:
    return f"{page.letter} ({page.outlet})" if page.outlet else page.letter


def _evidence(page: Page, rows: Any) -> Evidence:  # noqa: ANN401 (a table's rows)
    first = rows.iloc[0]
    return Evidence(page.article_id, int(first["start"]), int(first["end"]), "both texts")


def _item(
    kind: str,
    options: list[Markup],
    *,
    reason: Markup,
    evidence: Evidence,
    line: str,
    lang: str,
    shown: Markup | None = None,
    text: str = "",
) -> Iterator[Item]:
    """Yield the item if it has options enough; the first is right."""
    if not is_askable(options):
        return
    question = say(f"ask_{kind}", lang, text=text)
    hint = say(f"hint_{kind}", lang, line=line)
    yield Item(kind, question, tuple(options), 0, reason, hint, line, evidence, shown)
