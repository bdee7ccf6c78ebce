"""Pasted web pages: every line gets a zone, the article's fields are read from them.

Structure comes first (where the prose is), then labels, then place: see
`workbench.cleaning.zones`. Nothing vanishes: `Page.lines` holds every line
that was not empty, the cut ones too, each with the rule that decided.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from workbench.bylines import own_agencies
from workbench.cleaning.fields import house_lines, read_fields
from workbench.cleaning.shapes import Draft
from workbench.cleaning.zones import assign_zones
from workbench.layout import Line  # noqa: TC001 (a dataclass shows its types)
from workbench.outlets import Outlet, agencies_of, find_outlet

__all__ = ["Page", "clean_page"]


_HARD_BLANKS = re.compile("[\u00a0\u202f\u2007-\u2009]")


@dataclass(frozen=True, slots=True)
class Page:
    """A pasted page: its lines with zones, the fields found, and warnings."""

    lines: list[Line]
    meta: dict[str, object] = field(default_factory=dict)
    warnings: list[str] = field(default_factory=list)


def clean_page(
    text: str,
    *,
    filename: str = "",
    tz: str | None = None,
    language: str = "de",
    profiles: tuple[Outlet, ...] = (),
) -> Page:
    r"""Sort the lines of a pasted page into zones and read its fields.

    Reads
    -----
    text
        the page as *select all, copy, paste* gives it, or a plain text.
    filename
        such as ``Blick 2022-04-09.txt``; names the outlet.
    tz
        time zone for times without an offset; the outlet's if not given,
        Europe/Zurich if there is none.
    language
        language of the page; decides nothing but doubtful leads.
    profiles
        the user's own outlets and agencies (`workbench.outlets.read_profiles`).

    Returns
    -------
    Page
        every line that is not empty, in order, with zone and rule; the fields
        that were found (kicker, headline, lead, section, published, updated,
        date_precision, tz, tz_source, authors, author_code, agency, outlet,
        outlet_source, url); warnings such as `date:future`.

    Misleads when
    -------------
    the page has an opening paragraph that is set in bold: plain text does not
    show whether it is a lead. Both are counted by default.

    Examples
    --------
    >>> page = clean_page("Titel der Geschichte\n\nEin Mann ging am Montag durch die ganze Stadt.")
    >>> [(line.zone, line.text) for line in page.lines][0]
    ('headline', 'Titel der Geschichte')
    """
    drafts = _drafts(text)
    outlet, source = find_outlet(filename=filename, own=profiles)
    zone = tz or (outlet.tz if outlet is not None else "")
    with own_agencies(agencies_of(profiles)):
        assign_zones(drafts, outlet, language, zone)
        if outlet is None or not outlet.slug:
            outlet, source = find_outlet(filename=filename, lines=house_lines(drafts), own=profiles)
        return Page(*read_fields(drafts, outlet, source, filename=filename, tz=tz))


def _drafts(text: str) -> list[Draft]:
    """Cut a text into its lines; empty ones only count as gaps."""
    drafts: list[Draft] = []
    gap = 0
    whole = text.replace("\r\n", "\n").replace("\r", "\n")
    for number, raw in enumerate(whole.split("\n"), 1):
        stripped = raw.strip()
        if not stripped:
            gap += 1
            continue
        soft = _HARD_BLANKS.sub(" ", stripped)
        draft = Draft(soft, number, gap if drafts else 0, indent=raw.startswith("\t"))
        draft.raw = "" if soft == stripped else stripped
        drafts.append(draft)
        gap = 0
    _close_up(drafts)
    return drafts


def _close_up(drafts: list[Draft]) -> None:
    """Where every line is set off by an empty one, an empty line tells nothing."""
    enough = 0.85
    if sum(draft.gap > 0 for draft in drafts[1:]) >= enough * max(1, len(drafts) - 1):
        for draft in drafts:
            draft.gap = max(0, draft.gap - 1)
