"""The templates and styles that reports, lists of pages and the coding page are made from."""

from __future__ import annotations

from typing import Any

from workbench.bundled import bundled_text

_STYLES = ("report/style.css", "styles/display.css", "report/print.css")


def page_style() -> str:
    """Return the style sheet of a page: the page, our own views, then paper."""
    return "\n".join(bundled_text(name) for name in _STYLES)


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

    page = Environment(autoescape=True).from_string(bundled_text(template))
    return page.render(style=page_style(), **facts)
