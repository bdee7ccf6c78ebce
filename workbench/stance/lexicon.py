"""Read the knowledge of this package: tab-separated rows under ``resources/stance/``."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from workbench.bundled import bundled_rows


@dataclass(frozen=True, slots=True)
class Ascription:
    """What a verb does to its complement: in which frames, and whether it denies it."""

    frames: frozenset[str]
    denies: bool


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one resource file as dictionaries, the head as keys."""
    return bundled_rows(f"stance/{name}.tsv")


@cache
def words(language: str) -> dict[str, frozenset[str]]:
    """Return the word classes of a language.

    Examples
    --------
    >>> "keine" in words("german")["negative_determiner"]
    True
    """
    return {row["class"]: frozenset(row["words"].split()) for row in rows(f"words_{language}")}


@cache
def verbs(language: str) -> dict[str, Ascription]:
    """Return the verbs that ascribe or deny a word, by lemma.

    Examples
    --------
    >>> verbs("german")["bestreiten"].denies
    True
    """
    found = {}
    for row in rows(f"verbs_{language}"):
        frames = frozenset(row["frame"].split())
        found[row["verb"]] = Ascription(frames, row["stance"] == "rejected")
    return found
