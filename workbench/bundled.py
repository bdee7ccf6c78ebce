"""The files that come with the package: word lists, rules, labels, styles and scripts.

They lie under ``workbench/resources``; a name is the path below that folder.
"""

from __future__ import annotations

import csv
import tomllib
from importlib.resources import files
from typing import Any

RESOURCES = files("workbench") / "resources"


def bundled_text(name: str) -> str:
    """Return the text of a file.

    Examples
    --------
    >>> bundled_text("cleaning/lines.tsv").startswith("rule")
    True
    """
    return (RESOURCES / name).read_text(encoding="utf-8")


def bundled_toml(name: str) -> dict[str, Any]:
    """Return a file of settings.

    Examples
    --------
    >>> sorted(bundled_toml("cleaning/bylines.toml")["roles"])
    ['de', 'en']
    """
    return tomllib.loads(bundled_text(name))


def bundled_rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of a tab-separated file as dictionaries, the head as keys.

    Examples
    --------
    >>> sorted(bundled_rows("stance/words_german.tsv")[0])[:2]
    ['class', 'example']
    """
    lines = bundled_text(name).splitlines()
    return tuple(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def bundled_words(name: str) -> list[str]:
    """Return the lines of a list, without blank ones and # comments.

    Examples
    --------
    >>> "Wetter" in bundled_words("cleaning/sections.txt")
    True
    """
    lines = bundled_text(name).splitlines()
    return [line for line in lines if line and not line.startswith("#")]
