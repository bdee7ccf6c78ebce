"""Who can stand beside whom as an option: names that surely mean different people or bodies.

A person counts by the full name only. Two names that share a word may be one person, or a person
and her husband: they never stand in one question.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.lesson.reading import told
from workbench.lexicons import function_words
from workbench.speech.cast import read_cast
from workbench.speech.names import name_in

if TYPE_CHECKING:
    from collections.abc import Iterable

    import pandas as pd

    from workbench.lesson.reading import Page, Reading

_WORD = re.compile(r"[^\W\d_]{3,}")
_FULL = 2  # words of a full name


def full_name(name: object) -> str:
    """Return a person's full name, "" for a surname alone, a body or nobody.

    Examples
    --------
    >>> full_name("Salme Orvik"), full_name("Orvik"), full_name("die Polizei")
    ('Salme Orvik', '', '')
    """
    words = told(name)
    if len(words.split()) < _FULL or name_in(words) != words:
        return ""
    return words


def people_in(reading: Reading, page: Page) -> list[str]:
    """Return the full names of everybody in an article, those who speak first."""
    own = of_page(reading.quotations, page)
    names = [full_name(name) for name in own["speaker_name"]]
    names += [full_name(person.name) for person in read_cast(page.text, ()).people]
    bodies = set(of_page(reading.sources, page)["name"].map(told))  # «Radio Lauve» is no person
    return apart(name for name in names if name and name not in bodies)


def apart(names: Iterable[str], *, taken: Iterable[str] = ()) -> list[str]:
    """Return the names that share no word with one before, nor with one that is taken.

    Examples
    --------
    >>> apart(["Teo Masch", "Birte Masch", "Lia Penn"])
    ['Teo Masch', 'Lia Penn']
    """
    seen: set[str] = set()
    for name in taken:
        seen |= stems(name)
    kept = []
    for name in names:
        words = stems(name)
        if words and not words & seen:
            kept.append(name)
            seen |= words
    return kept


def stems(name: str) -> set[str]:
    """Return the words of a name by their first letters, so that cases and genders are one."""
    words = {word.casefold() for word in _WORD.findall(name)}
    return {word[:5] for word in words - function_words("de") - function_words("en")}


def of_page(table: pd.DataFrame, page: Page) -> pd.DataFrame:
    """Return a table's rows of one article."""
    return table[table["article_id"].astype(str) == page.article_id]
