"""The pages of a lesson: templates filled, each a file that needs no other and asks for nothing."""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from markupsafe import Markup

from workbench.bundled import bundled_text
from workbench.labels import label
from workbench.lesson.answers import open_cases
from workbench.lesson.lines import EVERY
from workbench.lesson.origin import byline, is_sample, origin
from workbench.lesson.wording import cite, say

if TYPE_CHECKING:
    from jinja2 import Environment

    from workbench.lesson.answers import Answer
    from workbench.lesson.items import Item
    from workbench.lesson.plan import Phase
    from workbench.lesson.reading import Page, Reading
    from workbench.lesson.tasks import Task

_TEMPLATES = ("base", "macros", "sheet", "key", "plan", "check", "limits", "index")
_STYLES = ("report/style.css", "lesson/lesson.css")


@dataclass(frozen=True)
class Lesson:
    """Everything that the pages show."""

    reading: Reading
    lang: str
    tasks: dict[int, list[Task]]
    answers: dict[str, Answer]
    items: list[Item]
    plans: list[Phase]
    minutes: int

    @property
    def title(self) -> str:
        """Return the headline of the first article, or its outlet."""
        page = self.reading.pages[0]
        heads = [page.text[b.start : b.end] for b in page.blocks if b.zone == "headline"]
        return heads[0] if heads else page.outlet or page.text.split("\n", 1)[0][:80]


def render_pages(lesson: Lesson, *, pdf: bool) -> dict[str, str]:
    """Return the HTML of each page by its file name, the index last."""
    pages = {
        f"sheet-{level}.html": _render("sheet", lesson, tasks=tasks, level=level)
        for level, tasks in lesson.tasks.items()
    }
    pages["key.html"] = _render("key", lesson, open_cases=open_cases(lesson.answers))
    pages["plan.html"] = _render("plan", lesson)
    pages["check.html"] = _render("check", lesson, script=_read("lesson/check.js"))
    pages["limits.html"] = _render("limits", lesson)
    links = [(name, _named(name, lesson.lang), pdf and is_printed(name)) for name in pages]
    pages["index.html"] = _render("index", lesson, links=links)
    return pages


def is_printed(name: str) -> bool:
    """Whether a page is also for paper: not the self-check, nor the index."""
    return name not in {"check.html", "index.html"}


def _named(name: str, lang: str) -> tuple[Markup, Markup]:
    """Return a page's title and what it is for."""
    stem = name.removesuffix(".html").replace("-", "_")
    return say(f"page_{stem}", lang), say(f"page_{stem}_for", lang)


def _render(name: str, lesson: Lesson, *, script: str = "", **values: Any) -> str:  # noqa: ANN401
    style = "\n".join(_read(path) for path in _STYLES)
    named = f"page_sheet_{values['level']}" if name == "sheet" else f"page_{name}"
    template = _environment(lesson.lang).get_template(name)
    return template.render(
        lesson=lesson,
        lang=lesson.lang,
        page=say(named, lesson.lang),
        every=EVERY,
        style=Markup(style),  # noqa: S704 (our own file)
        script=Markup(script),  # noqa: S704
        style_hash=_hash(style),
        script_hash=_hash(script) if script else "",
        articles=[_facts(page, lesson) for page in lesson.reading.pages],
        sample=any(is_sample(page) for page in lesson.reading.pages),
        **values,
    )


def _facts(page: Page, lesson: Lesson) -> dict[str, Any]:
    """Return an article as the sheet prints it: blocks of lines, and where it comes from."""
    blocks: list[dict[str, Any]] = [
        {"zone": b.zone, "zone_name": label(f"zone_{b.zone}", lesson.lang), "lines": []}
        for b in page.blocks
    ]
    for line in page.lines:
        words = page.text[line.start : line.end].strip()
        blocks[line.block]["lines"].append((line.number, words))
    return {
        "letter": page.letter,
        "language": page.language,
        "blocks": [block for block in blocks if block["lines"]],
        "byline": byline(page, lesson.lang),
        "origin": origin(page, lesson.lang),
    }


def _hash(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
    return f"'sha256-{digest}'"


@cache
def _read(path: str) -> str:
    return bundled_text(path).strip()


@cache
def _environment(lang: str) -> Environment:
    from jinja2 import DictLoader, Environment, StrictUndefined

    sources = {name: _read(f"lesson/{name}.html.j2") for name in _TEMPLATES}
    environment = Environment(
        loader=DictLoader(sources),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals["say"] = lambda key, **values: say(key, lang, **values)
    environment.globals["cite"] = cite
    return environment
