"""Who speaks: interviews, turns of talk, pull quotes and the names below them."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from workbench.bylines import find_names

if TYPE_CHECKING:
    from workbench.cleaning.shapes import Draft


def is_pull_quote(drafts: list[Draft], at: int, end: int) -> bool:
    """Find a quotation as a line of its own, with its speaker on the next."""
    if not _is_quoted(drafts[at].text) or at + 1 >= end or drafts[at + 1].gap:
        return False
    speaker = drafts[at + 1].text
    return bool(find_names(speaker) or find_names(speaker.partition(",")[0]))


def is_speaker(text: str, above: Draft) -> bool:
    """Tell whether a line names who speaks in the quotation right above it."""
    if above.rule == "pull-quote":
        return True
    name = text.partition(",")[0]
    return above.zone == "body" and _is_quoted(above.text) and bool(find_names(name))


def _is_quoted(text: str) -> bool:
    return text[:1] in "«„“\"»‹'" and text[-1:] in "»“”\"«›'"


def is_interview(drafts: list[Draft], start: int, end: int) -> bool:
    """Three questions as lines of their own make an interview."""
    enough = 3
    asked = sum(1 for draft in drafts[start:end] if not draft.zone and draft.text.endswith("?"))
    return asked >= enough


def find_speakers(drafts: list[Draft], start: int, end: int) -> set[str]:
    """Find names before a colon that open two turns of talk: «NZZ: Warum das?»."""
    longest, enough = 20, 2
    heads = Counter(
        draft.text.partition(": ")[0]
        for draft in drafts[start:end]
        if not draft.zone and ": " in draft.text[: longest + 2]
    )
    return {head for head, n in heads.items() if n >= enough and head[:1].isupper()}


def below_pull_quote(drafts: list[Draft], at: int) -> bool:
    """Tell whether an author line stands right below a quotation: it names its speaker."""
    above = drafts[at - 1] if at else None
    return (
        above is not None and above.zone == "body" and not drafts[at].gap and _is_quoted(above.text)
    )
