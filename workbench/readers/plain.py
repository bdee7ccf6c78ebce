"""A web page pasted into a text file: its lines are sorted into zones by `cleaning`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from workbench.characters import decode, mend, normalise
from workbench.cleaning import clean_page
from workbench.languages import find_language
from workbench.readers.records import (
    MAX_CHARACTERS,
    Harvest,
    Problem,
    choose_outlet,
    compose_row,
)

if TYPE_CHECKING:
    from workbench.readers.records import Options, Source

_MARKDOWN = (
    (re.compile(r"^ {0,3}#{1,6}[ \t]+(.*?)[ \t]*#*$", re.MULTILINE), r"\1"),
    (re.compile(r"!?\[([^\]\n]*)\]\([^)\n]*\)"), r"\1"),
    (re.compile(r"(\*\*|__)(?=\S)([^\n]+?)(?<=\S)\1"), r"\2"),
    (re.compile(r"(?<![\w*])\*(?=[^\s*])([^*\n]+?)(?<=\S)\*(?![\w*])"), r"\1"),
    (re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE), ""),
)


def read_plain(source: Source, options: Options) -> Harvest:
    """Read one pasted page."""
    text, warnings = decode_text(source)
    if warnings == ["binary"]:
        return Harvest(problems=[Problem(source.name, "binary")])
    if source.suffix == ".md":
        text = strip_markdown(text)
    if not text.strip():
        return Harvest(problems=[Problem(source.name, "empty")])
    language = options.language or find_language(text)
    page = clean_page(
        text,
        filename=source.stem,
        tz=options.tz,
        language=language or "de",
        profiles=options.profiles,
    )
    if not any(line.zone == "body" for line in page.lines):
        warnings.append("no-body")
    meta: dict[str, Any] = {**page.meta, "language": language}
    if options.outlet or not meta.get("outlet"):
        choose_outlet(meta, (), options, name=source.name)
    meta |= {"source_file": source.name, "source_format": "txt"}
    return Harvest(rows=[compose_row(page.lines, meta, [*warnings, *page.warnings])])


def decode_text(source: Source) -> tuple[str, list[str]]:
    """Decode, mend and normalise a file, within the limit for one article."""
    text, warnings = decode(source.data)
    if source.cut or len(text) > MAX_CHARACTERS:
        text = text[:MAX_CHARACTERS]
        warnings.append("cut:too-long")
    text, mended = mend(text)
    text, cleaned = normalise(text)
    return text, [*warnings, *mended, *cleaned]


def strip_markdown(text: str) -> str:
    r"""Take off Markdown's marks and keep the words.

    Examples
    --------
    >>> strip_markdown("# Titel\nEin **Wort** und [ein Link](https://x.example).")
    'Titel\nEin Wort und ein Link.'
    """
    for pattern, new in _MARKDOWN:
        text = pattern.sub(new, text)
    return text
