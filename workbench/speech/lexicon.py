"""Read the engines' word lists: tab-separated rows under `workbench/resources/speech/`."""

from __future__ import annotations

from functools import cache

from workbench.bundled import bundled_rows


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one resource file as dictionaries, the head as keys."""
    return bundled_rows(f"speech/{name}.tsv")


@cache
def word_classes(name: str) -> dict[str, frozenset[str]]:
    """Return a file of classes (columns `class` and `words`) as sets of words."""
    return {row["class"]: frozenset(row["words"].split()) for row in rows(name)}
