"""What a visitor sees: outputs cleaned as in a report, live controls, the list of pages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from jinja2 import pass_context
from nbconvert.filters.markdown_mistune import IPythonRenderer, MarkdownWithMath
from nbformat.v4 import new_notebook

from workbench.labels import label
from workbench.report.export import as_content
from workbench.report.flatten import HOSTED, VIEW
from workbench.report.outputs import settle
from workbench.report.safe import Page
from workbench.report.templates import fill_template, page_style

if TYPE_CHECKING:
    from collections.abc import Sequence

    from jinja2.runtime import Context
    from nbformat import NotebookNode

    from workbench.serve.prepare import Served

_WORDS = (
    "code", "parameters_cell", "show_output", "solution", "exercise", "skip", "warning_output",
    "error_output", "incomplete", "serve_running", "serve_list", "serve_title", "serve_absent",
    "serve_full", "serve_failed",
)  # fmt: skip


def page_facts(served: Sequence[Served], lang: str) -> dict[str, Any]:
    """Return what the template of a page needs to know, the same for all visitors."""
    return {
        "lang": lang,
        "style": page_style(),
        "words": {word: label(word, lang) for word in _WORDS},
        "pages": {page.name.removesuffix(".ipynb"): vars(page) for page in served},
    }


def index_page(served: Sequence[Served], lang: str) -> str:
    """Return the list of pages as HTML."""
    words = {w: label(w, lang) for w in ("serve_title", "serve_intro", "skip")}
    return fill_template("serve/index.html.j2", lang=lang, words=words, served=served)


def page_filters(lang: str) -> dict[str, Any]:
    """Return the template's filters: what a report lets through, and no more."""

    @pass_context
    def safe_html(context: Context, source: str) -> str:
        return _page(context, lang).clean(source)

    @pass_context
    def as_shown(_: Context, cell: NotebookNode) -> NotebookNode:
        return _as_shown(cell, lang)

    return {
        "markdown2html": _as_html,
        "safe_html": safe_html,
        "safe_prose": safe_html,
        "as_shown": as_shown,
        "as_content": as_content,  # the report's template, which ours extends, asks for it
    }


def _as_html(source: str) -> str:
    """Render Markdown without a link beside each heading."""
    return str(
        MarkdownWithMath(IPythonRenderer(escape=False, exclude_anchor_links=True)).render(source)
    )


def _page(context: Context, lang: str) -> Page:
    """Return the state of the page being written; headings and ids are counted along it."""
    resources = context["resources"]
    if "wb_page" not in resources:
        known = resources["wb"]["pages"].get(resources["metadata"]["name"], {})
        resources["wb_page"] = Page(lang, level=0 if known.get("has_title") else 1)
    page: Page = resources["wb_page"]
    return page


def _as_shown(cell: NotebookNode, lang: str) -> NotebookNode:
    """Leave one form of each output; a live control stays one."""
    if cell.cell_type != "code":
        return cell
    for output in cell.outputs:
        if VIEW in output.get("data", {}):
            output.data = {VIEW: output.data[VIEW]}
            output.metadata[HOSTED] = output.data[VIEW]["model_id"]  # settled already
    settle(new_notebook(cells=[cell]), lang)  # type: ignore[no-untyped-call]
    return cell
