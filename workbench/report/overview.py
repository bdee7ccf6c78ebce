"""The page that lists all reports of a folder, in every language that is there."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import lxml.html

from workbench.labels import LANGUAGES, label, number
from workbench.report.templates import fill_template

if TYPE_CHECKING:
    from pathlib import Path

_HEAD = 32_768  # characters; the facts stand at the top of each report


@dataclass(frozen=True)
class Entry:
    """One report in the list."""

    href: str
    title: str
    question: str
    facts: str
    pdf: str = ""


def write_overview(out: Path, lang: str) -> Path:
    """Write ``index.html`` over the reports found below `out`; return its path."""
    shelves = [(code, label("language_name", code), _entries(out, code)) for code in LANGUAGES]
    shelves.sort(key=lambda shelf: shelf[0] != lang)
    words = {w: label(w, lang) for w in ("reports_title", "reports_intro", "skip")}
    kept = [shelf for shelf in shelves if shelf[2]]
    page = fill_template("report/overview.html.j2", lang=lang, words=words, shelves=kept)
    path = out / "index.html"
    path.write_text(page, encoding="utf-8")
    return path


def _entries(out: Path, lang: str) -> list[Entry]:
    found = [(path, _facts(path)) for path in sorted((out / lang).glob("*.html"))]
    return [_entry(path, facts) for path, facts in found if facts]


def _facts(path: Path) -> dict[str, Any]:
    """Read a report's facts back from its head; nothing for a page of another kind."""
    with path.open(encoding="utf-8") as file:
        head = lxml.html.fromstring(file.read(_HEAD).encode())
    found = head.find(".//meta[@name='workbench-report']")
    facts: dict[str, Any] = {} if found is None else json.loads(found.get("content", "{}"))
    return facts


def _entry(path: Path, facts: dict[str, Any]) -> Entry:
    lang = facts["lang"]
    parts = [facts["date"]]
    if facts["n_articles"] is not None:
        parts.insert(0, f"{number(facts['n_articles'], lang)} {label('n_articles', lang)}")
    if not facts["complete"]:
        parts.append(label("incomplete_short", lang))
    href = f"{quote(path.parent.name)}/{quote(path.name)}"
    printed = path.with_suffix(".pdf")
    pdf = f"{quote(path.parent.name)}/{quote(printed.name)}" if printed.is_file() else ""
    return Entry(href, facts["title"], facts["question"], " · ".join(parts), pdf)
