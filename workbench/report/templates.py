"""The templates and styles that reports, lists of pages and the coding page are made from."""

from __future__ import annotations

from importlib.resources import files
from typing import Any

RESOURCES = files("workbench") / "resources"
_STYLES = ("report/style.css", "styles/display.css", "report/print.css")


def page_style() -> str:
    """Return the style sheet of a page: the page, our own views, then paper."""
    return "\n".join((RESOURCES / name).read_text(encoding="utf-8") for name in _STYLES)


def fill_template(template: str, **facts: Any) -> str:  # noqa: ANN401 (what the template asks for)
    """Return a page made from a file of ``resources``; all that is put in is escaped.

    Parameters
    ----------
    template
        Path below ``resources``, such as ``report/overview.html.j2``.
    facts
        What the template names; `style` is always there.
    """
    from jinja2 import Environment

    source = (RESOURCES / template).read_text(encoding="utf-8")
    page = Environment(autoescape=True).from_string(source)
    return page.render(style=page_style(), **facts)
