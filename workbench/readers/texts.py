"""The texts of a table: kept as they stand, or composed of kicker, headline, lead and body."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pyarrow as pa

from workbench import layout
from workbench.characters import mend, normalise
from workbench.layout import Line
from workbench.readers.bulk import digests, measure
from workbench.readers.cells import storable
from workbench.readers.records import MAX_CHARACTERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    import pandas as pd

    Columns = dict[str, Any]  # by our names

_HEADS = ("headline", "kicker", "lead")
_PARTS = ("kicker", "headline", "lead", "body")


def keep_texts(texts: pd.Series[Any], given: Columns) -> Columns:
    """Lay out texts as they stand; paragraphs are body, or what the other columns call them."""
    kept, warnings = storable(texts)
    heads = {zone: given[zone] for zone in _HEADS if zone in given}
    zones = {
        at: {line: zone for zone, cell in zip(heads, cells, strict=True) for line in _lines(cell)}
        for at, cells in enumerate(zip(*heads.values(), strict=True))
        if any(cells)
    }
    empty = [""] * len(kept)
    found = measure(kept, given.get("article_id", empty), given.get("headline", empty), zones)
    for at, told in found.looks.items():
        warnings[at] += told
    return given | {
        "article_id": found.ids,
        "text": kept,
        "n_words": found.n_words,
        "digest": digests(kept),
        "layout": pa.chunked_array(found.layouts, pa.string()),
        "warnings": warnings,
    }


def _lines(cell: str) -> list[str]:
    return cell.strip().split("\n") if cell else []


def _column(texts: Iterable[str]) -> pa.ChunkedArray:
    return pa.chunked_array([[*texts]], pa.large_string())


class _Page(NamedTuple):
    """One composed text: its layout, its parts in clean characters, and its repeated lines."""

    text: str
    layout: str
    clean: dict[str, str]
    repeats: dict[str, str]
    warnings: list[str]


def compose_texts(given: Columns) -> Columns:
    """Compose texts of kicker, headline, lead and body; a body that repeats them is cut."""
    parts = [given.get(zone, [""] * len(given["body"])) for zone in _PARTS]
    pages = [_compose(dict(zip(_PARTS, cells, strict=True))) for cells in zip(*parts, strict=True)]
    heads = {
        zone: [" ".join(page.clean[zone].split()) for page in pages]
        for zone in ("kicker", "headline", "lead")
    }
    bodies = _column(page.clean["body"] for page in pages)
    repeats = {at: page.repeats for at, page in enumerate(pages) if page.repeats}
    ids = given.get("article_id", [""] * len(pages))
    found = measure(bodies, ids, heads["headline"], repeats)
    texts = _column(page.text for page in pages)
    return (
        given
        | heads
        | {
            "article_id": found.ids,
            "text": texts,
            "n_words": found.n_words,
            "digest": digests(texts),
            "layout": [page.layout for page in pages],
            "warnings": [[*p.warnings, *found.looks.get(at, ())] for at, p in enumerate(pages)],
        }
    )


def _compose(parts: Mapping[str, str]) -> _Page:
    """Compose one text of its parts."""
    warnings: list[str] = []
    clean: dict[str, str] = {}
    for zone, text in parts.items():
        mended, mended_why = mend(text)
        clean[zone], cleaned_why = normalise(mended[:MAX_CHARACTERS])
        warnings += [*mended_why, *cleaned_why]
    lines: list[Line] = []
    seen: dict[str, str] = {}
    repeats: dict[str, str] = {}
    for zone, text in clean.items():
        for number, (start, end) in enumerate(layout.paragraphs(text), 1):
            line = text[start:end]
            if zone != "body":
                line = " ".join(line.split())
                seen[line] = zone
            if zone == "body" and line in seen:
                repeats[line] = seen[line]
                lines.append(Line(line, "furniture", "table:repeat", number))
            else:
                lines.append(Line(line, zone, f"table:{zone}", number))
    text, blocks = layout.compose(lines)
    return _Page(text, layout.pack(blocks), clean, repeats, warnings)
