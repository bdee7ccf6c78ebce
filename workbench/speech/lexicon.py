"""Read the engines' word lists: tab-separated rows under `workbench/resources/speech/`."""

from __future__ import annotations

import csv
from functools import cache
from importlib import resources


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one resource file as dictionaries, the head as keys."""
    path = resources.files("workbench") / "resources" / "speech" / f"{name}.tsv"
    lines = path.read_text(encoding="utf-8").splitlines()
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


@cache
def word_classes(name: str) -> dict[str, frozenset[str]]:
    """Return a file of classes (columns `class` and `words`) as sets of words."""
    return {row["class"]: frozenset(row["words"].split()) for row in rows(name)}
