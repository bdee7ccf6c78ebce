"""Write an executed notebook as one HTML file that needs nothing else.

An own nbconvert template over cleaned outputs: no script but our own, no
request, code folded, each figure with words, and at the foot what the numbers
were made from.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any

from nbconvert import HTMLExporter

from workbench.bundled import RESOURCES
from workbench.errors import ReportError
from workbench.labels import label, number
from workbench.report.execute import NUMBER
from workbench.report.flatten import flatten, widget_states
from workbench.report.hosting import host_widgets
from workbench.report.outputs import NO_ALT, settle, without_alt
from workbench.report.safe import Page
from workbench.report.templates import page_style

if TYPE_CHECKING:
    from pathlib import Path

    from nbformat import NotebookNode

    from workbench.report.execute import Run

_WORDS = (
    "code", "parameters_cell", "show_output", "solution", "exercise", "skip", "warning_output",
    "error_output", "about_report", "incomplete",
)  # fmt: skip
_QUESTION = 300  # characters of it that the overview shows
_TITLE = re.compile(r"^#\s+(.+?)\s*#*\s*$", re.MULTILINE)


def export_html(run: Run, lang: str) -> str:
    """Return the report of an executed notebook as one page of HTML.

    Parameters
    ----------
    run
        What `run_notebook` gave.
    lang
        Language of the page: ``de`` or ``en``.
    """
    nb, name = run.nb, run.notebook.name
    hosted = host_widgets(widget_states(nb), lang)
    flatten(nb, lang)
    silent = settle(nb, lang)
    nb.metadata.pop("widgets", None)
    has_title = bool(title_of(nb))
    page = Page(lang, level=0 if has_title else 1)
    folder = run.notebook.resolve().parent
    exporter = _exporter(page, folder, lang)
    about = describe(nb, run, lang)
    page_facts = {"about": about, "has_title": has_title, "hosted": hosted, "style": page_style()}
    page_facts |= {"words": {word: label(word, lang) for word in _WORDS}}
    page_facts |= {"lang": lang, "failure": run.failure, "footer": _footer(run, about, lang)}
    body, _ = exporter.from_notebook_node(nb, {"wb": page_facts})
    silent += [_markdown_picture(nb)] * bool(page.without_alt)
    if (silent or NO_ALT in body) and not run.failure:
        raise ReportError(without_alt(name, silent))
    return str(body)


def describe(nb: NotebookNode, run: Run, lang: str) -> dict[str, Any]:
    """Return what the overview lists: title, question, number of articles, date."""
    now = datetime.now(UTC).astimezone()
    return {
        "title": title_of(nb) or run.notebook.stem,
        "question": question_of(nb),
        "lang": lang,
        "n_articles": run.facts.get("n_articles"),
        "date": now.strftime("%Y-%m-%d %H:%M"),
        "complete": not run.failure,
    }


def as_content(about: dict[str, Any]) -> str:
    """Write the facts for a meta element; the overview reads them back."""
    return json.dumps(about, ensure_ascii=False)


def _exporter(page: Page, folder: Path, lang: str) -> HTMLExporter:
    return HTMLExporter(  # type: ignore[no-untyped-call]
        template_name="workbench",
        extra_template_basedirs=[str(RESOURCES / "report")],
        exclude_anchor_links=True,
        language_code=lang,
        filters={
            "safe_html": page.clean,
            "safe_prose": partial(page.clean_prose, folder=folder),
            "as_content": as_content,
        },
    )


def title_of(nb: NotebookNode) -> str:
    """Return the notebook's title: its first heading of the first level, or nothing."""
    for cell in nb.cells:
        if cell.cell_type == "markdown" and (found := _TITLE.search(cell.source)):
            return _plain(found.group(1))
    return ""


def question_of(nb: NotebookNode) -> str:
    """Return the notebook's question: the first paragraph after the title that asks."""
    source = "\n\n".join(c.source for c in nb.cells[:4] if c.cell_type == "markdown")
    blocks = [_plain(block) for block in re.split(r"\n\s*\n", source)]
    prose = [b for b in blocks if b and not b.startswith(("#", "|", "```", "!["))]
    asking = [b for b in prose if "?" in b]
    text = (asking or prose or [""])[0]
    return text if len(text) <= _QUESTION else text[:_QUESTION].rsplit(" ", 1)[0] + " …"


def _plain(markdown: str) -> str:
    """Take Markdown's emphasis, quote marks and link targets away."""
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)", r"\1", markdown)
    text = re.sub(r"^\s*>\s?", "", text, flags=re.MULTILINE)
    return re.sub(r"[*`]|\b_|_\b", "", " ".join(text.split())).strip()


def _footer(run: Run, about: dict[str, Any], lang: str) -> list[tuple[str, list[str]]]:
    """Return the footer's lines: a name, and the words that follow it."""
    facts = run.facts
    n = facts.get("n_articles")
    parameters = [f"{name} = {value}" for name, value in facts.get("parameters", {}).items()]
    versions = [f"{name} {value}" for name, value in facts.get("versions", {}).items()]
    return [
        (
            label("footer_articles", lang),
            [label("unknown", lang) if n is None else number(n, lang)],
        ),
        (label("footer_digest", lang), [facts.get("digest") or label("unknown", lang)]),
        (label("footer_parameters", lang), parameters or ["–"]),
        (label("footer_versions", lang), versions),
        (label("footer_notebook", lang), [run.notebook.name]),
        (label("footer_date", lang), [about["date"]]),
    ]


def _markdown_picture(nb: NotebookNode) -> int:
    pattern = re.compile(r"!\[\s*\]\(|<img", re.IGNORECASE)
    found = (c for c in nb.cells if c.cell_type == "markdown" and pattern.search(c.source))
    return next((cell.metadata.get(NUMBER, 0) for cell in found), 0)
