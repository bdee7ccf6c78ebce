"""Read one place in the language of its article."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.stance.distance import kind_of_marks
from workbench.stance.english import read_english
from workbench.stance.german import read_german
from workbench.stance.records import Reading

if TYPE_CHECKING:
    from workbench.stance.context import Page


def read_place(page: Page, start: int, end: int, language: str) -> Reading:
    """Return what is read at a place; in a language without rules only the marks are."""
    if language == "de":
        return read_german(page, start, end)
    if language == "en":
        return read_english(page, start, end)
    return Reading(quoted=kind_of_marks(page, start, end)[0])
