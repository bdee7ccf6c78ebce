"""What every `show_` function gives, and the table that most of them are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

import pandas as pd
from markupsafe import Markup

from workbench.bundled import bundled_text
from workbench.labels import label

if TYPE_CHECKING:
    from workbench.display.cells import Shown


@dataclass(frozen=True, repr=False)
class View:
    """What a `show_` function gives: HTML for notebooks and reports, text for terminals."""

    html: Markup
    text: str

    def _repr_html_(self) -> str:
        return f"<style>{_style()}</style>{self.html}"

    def __repr__(self) -> str:
        return self.text


def view_of(columns: list[Shown], caption: str | None, note: str, lang: str, css: str) -> View:
    """Return a table of columns; cells that are `Markup` stay as they are."""
    head = Markup("").join(_head_cell(column) for column in columns)
    rows = zip(*(column.cells for column in columns), strict=True)
    body = Markup("\n").join(
        Markup("<tr>{}</tr>").format(Markup("").join(map(_cell, columns, row))) for row in rows
    )
    table = Markup(
        '<div class="wb-view {css}"><div class="wb-scroll" role="group" tabindex="0" '
        'aria-label="{name}"><table class="wb-table">{caption}<thead><tr>{head}</tr></thead>'
        "<tbody>\n{body}\n</tbody></table></div>{note}</div>"
    ).format(
        css=css,
        name=caption or label("table", lang),
        caption=Markup("<caption>{}</caption>").format(caption) if caption else "",
        head=head,
        body=body,
        note=Markup('<p class="wb-note">{}</p>').format(note) if note else "",
    )
    return View(table, _as_text(columns, caption, note))


def _head_cell(column: Shown) -> Markup:
    if not column.heading:
        return Markup("<td></td>")
    title = Markup(' title="{}"').format(column.name) if column.name != column.heading else ""
    return Markup('<th scope="col"{css}{title}>{heading}</th>').format(
        css=_class(column.css), title=title, heading=column.heading
    )


def _cell(column: Shown, words: str) -> Markup:
    if column.heads:
        return Markup('<th scope="row">{}</th>').format(words)
    if column.css == "wb-node":
        return Markup('<td class="wb-node"><strong>{}</strong></td>').format(words)
    return Markup("<td{}>{}</td>").format(_class(column.css), words)


def _class(css: str) -> Markup:
    return Markup(' class="{}"').format(css) if css else Markup("")


def _as_text(columns: list[Shown], caption: str | None, note: str) -> str:
    table = pd.DataFrame({i: column.cells for i, column in enumerate(columns)})
    table.columns = pd.Index([column.heading for column in columns])
    rows = table.to_string(index=False) if len(table) else ""
    return "\n".join(part for part in (caption, rows, note) if part)


def on_days(frame: pd.DataFrame, tz: str) -> pd.DataFrame:
    """Leave the day of `published`, as it was in the time zone."""
    if "published" not in frame:
        return frame
    times = pd.to_datetime(frame["published"].astype("object"), utc=True)
    days = times.dt.tz_convert(tz).dt.tz_localize(None).dt.normalize()
    return frame.assign(published=days)


@cache
def _style() -> str:
    return bundled_text("styles/display.css")
