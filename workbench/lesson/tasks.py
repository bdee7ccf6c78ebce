"""The tasks of the sheet: the same sections at two levels, guided at level 1, open at level 2."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from workbench.lesson.answers import silent_people
from workbench.lesson.people import people_in
from workbench.lesson.wording import cite, listed, say, shorten

if TYPE_CHECKING:
    from workbench.lesson.answers import Answer, Found
    from workbench.lesson.reading import Reading

SECTIONS = ("headline", "voices", "naming", "sources", "compare", "missing")
_GUIDED = 6  # rows that level 1 is given
_EMPTY = 6  # rows that level 2 fills
_BOX = "☐"


@dataclass(frozen=True)
class Task:
    """One task: what to do, a table to fill in, boxes to tick, lines to write on."""

    key: str
    title: Markup
    prompts: tuple[Markup, ...]
    headings: tuple[Markup, ...] = ()
    rows: tuple[tuple[Markup, ...], ...] = ()
    boxes: tuple[Markup, ...] = ()
    lines: int = 0
    hint: Markup = field(default_factory=Markup)


def make_tasks(reading: Reading, answers: dict[str, Answer], level: int, lang: str) -> list[Task]:
    """Return the tasks of a level, for the sections that the articles give something for."""
    sections = [key for key in SECTIONS if key in answers]
    return [_task(key, reading, answers[key], level, lang) for key in sections]


def _task(key: str, reading: Reading, answer: Answer, level: int, lang: str) -> Task:
    title = say(f"task_{key}", lang)
    prompts = [say(f"task_{key}_{level}", lang)]
    if level == 1:
        guided = {"voices": _voices, "naming": _naming, "sources": _sources}
        hint = say(f"task_{key}_hint", lang)
        if key in guided:
            headings, rows = guided[key](answer, lang)
            return Task(key, title, tuple(prompts), headings, rows, hint=hint)
        if key == "headline":
            boxes = tuple(say(f"headline_box_{n}", lang) for n in (1, 2, 3))
            return Task(key, title, tuple(prompts), boxes=boxes, lines=2, hint=hint)
        if key == "missing":
            prompts += _candidates(reading, lang)
        return Task(key, title, tuple(prompts), lines=3, hint=hint)
    if key == "voices":
        blank = (Markup(""),) * len(answer.headings)
        heads = (say("head_line", lang), *answer.headings[1:])
        return Task(key, title, tuple(prompts), heads, (blank,) * _EMPTY, lines=2)
    return Task(key, title, tuple(prompts), lines=5)


def _voices(answer: Answer, lang: str) -> tuple[tuple[Markup, ...], tuple[tuple[Markup, ...], ...]]:
    """Give line and first words; the first row is filled in as an example."""
    heads = tuple(say(key, lang) for key in ("head_line", "head_words", "head_who", "head_how"))
    rows = []
    for number, found in enumerate(_sure_first(answer.rows)):
        words = cite(shorten(found.surface, 42), found.page, lang)
        solved = found.cells[1:3] if number == 0 else (Markup(""), Markup(""))
        rows.append((escape(found.line), words, *solved))
    return heads, tuple(rows)


def _naming(answer: Answer, lang: str) -> tuple[tuple[Markup, ...], tuple[tuple[Markup, ...], ...]]:
    """Give every place, with boxes to tick."""
    kinds = [f"voice_{voice}_short" for voice in ("outlet", "direct", "indirect")]
    kinds += [f"stance_{stance}_short" for stance in ("asserted", "rejected", "distanced")]
    heads = tuple(say(key, lang) for key in ("head_line", "head_word", *kinds))
    rows = []
    for found in answer.rows[: 2 * _GUIDED]:
        word = cite(found.surface, found.page, lang)
        rows.append((escape(found.line), word, *[escape(_BOX)] * len(kinds)))
    return heads, tuple(rows)


def _sources(
    answer: Answer, lang: str
) -> tuple[tuple[Markup, ...], tuple[tuple[Markup, ...], ...]]:
    """Give the line; the source is looked for."""
    heads = tuple(say(key, lang) for key in ("head_line", "head_source", "head_kind"))
    lines = dict.fromkeys(found.line for found in _sure_first(answer.rows))
    return heads, tuple((escape(line), Markup(""), Markup("")) for line in lines)


def _sure_first(rows: list[Found]) -> list[Found]:
    """Return some rows in text order, the sure ones before others."""
    pages = sorted({row.page.row for row in rows})
    each = _GUIDED // max(1, len(pages))
    kept = []
    for page in pages:  # every text gets its share
        own = [row for row in rows if row.page.row == page]
        kept += sorted(own, key=lambda row: not row.sure)[:each]
    return sorted(kept, key=lambda row: (row.page.row, row.start))


def _candidates(reading: Reading, lang: str) -> list[Markup]:
    """Name people of the text, speaking or not, to be sorted."""
    names = [name for page in reading.pages for name in people_in(reading, page)]
    silent = [name for page in reading.pages for name in silent_people(reading, page)]
    if not silent:
        return []
    return [say("task_missing_names", lang, who=listed(sorted(dict.fromkeys(names)), lang))]
