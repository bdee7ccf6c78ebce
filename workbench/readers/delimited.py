"""CSV and TSV: any delimiter, any encoding, every cell as it stands.

Cells are text: ids keep their zeros, and an outlet called «NA» is not missing.
Only an empty cell is.
"""

from __future__ import annotations

import csv
import io
from collections import Counter
from typing import TYPE_CHECKING

import pandas as pd

from workbench.characters import decode
from workbench.readers.columns import match_columns, shape_table
from workbench.readers.records import Harvest, Problem
from workbench.readers.restore import own_table, unescape_table

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.readers.records import Options, Source

_DELIMITERS = (";", ",", "\t", "|")
_SNIFFED = 50  # records


def read_delimited(source: Source, options: Options) -> Harvest:
    """Read the articles of a CSV or TSV file, one a row."""
    text, warnings = decode(source.data)
    if warnings == ["binary"]:
        return Harvest(problems=[Problem(source.name, "binary")])
    if source.cut:
        text = text[: text.rfind("\n") + 1]  # the last row is broken off
    text = text.lstrip("\ufeff\n\r")
    if not text.strip():
        return Harvest(problems=[Problem(source.name, "empty")])
    frame, lost = read_cells(text, find_delimiter(text))
    form = "tsv" if source.suffix == ".tsv" else "csv"
    if own_table(frame):
        frame = unescape_table(frame)
    items = list(range(1, len(frame) + 1))
    harvest = shape_table(frame, source, form=form, options=options, items=items)
    harvest.problems += [Problem(source.name, code, item=line) for line, code in lost]
    harvest.problems += [Problem(source.name, code, skipped=False) for code in warnings]
    return harvest


def find_delimiter(text: str) -> str:
    r"""Find which of ``; , tab |`` divides the cells.

    The one that gives every record as many cells as the header; between two
    that do, the one whose header has more names that we know, then more cells.

    Examples
    --------
    >>> find_delimiter('Titel;Text\nKrieg, Frieden;"Er sagte: ja; nein"\n')
    ';'
    """
    return max(_DELIMITERS, key=lambda delimiter: _fitness(text, delimiter))


def _fitness(text: str, delimiter: str) -> tuple[int, float, int]:
    records = _records(text, delimiter)
    header = next(records, [])
    widths = Counter(len(r) for _, r in zip(range(_SNIFFED), records, strict=False) if r)
    share = widths[len(header)] / widths.total() if widths else 1.0
    return (len(match_columns(header)), share, len(header)) if len(header) > 1 else (0, 0.0, 1)


def _records(text: str, delimiter: str) -> Iterator[list[str]]:
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    try:
        yield from csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    except csv.Error:
        return


def read_cells(text: str, delimiter: str) -> tuple[pd.DataFrame, list[tuple[int, str]]]:
    r"""Read every cell as text; return the table, and the lines that were lost with why.

    Examples
    --------
    >>> read_cells("id,outlet\n007,NA\n", ",")[0].values.tolist()
    [['007', 'NA']]
    """
    try:
        frame = pd.read_csv(
            io.StringIO(text, newline=""),
            sep=delimiter,
            dtype=str,
            keep_default_na=False,
            index_col=False,
            low_memory=False,
        )
    except (pd.errors.ParserError, ValueError):
        return _read_by_line(text, delimiter)
    return frame, []


def _read_by_line(text: str, delimiter: str) -> tuple[pd.DataFrame, list[tuple[int, str]]]:
    """Read record by record, and lose only those that are broken."""
    lost: list[tuple[int, str]] = []
    rows: list[list[str]] = []
    header: list[str] = []
    for line, record in _whole_records(text, lost):
        cells = next(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter), [])
        if not header:
            header = _unique(cells)
        elif len(cells) > len(header):
            lost.append((line, f"row:{len(cells)}-cells-not-{len(header)}"))
        elif any(cells):
            rows.append(cells + [""] * (len(header) - len(cells)))
    return pd.DataFrame(rows, columns=header or None, dtype="str"), sorted(lost)


def _whole_records(text: str, lost: list[tuple[int, str]]) -> Iterator[tuple[int, str]]:
    """Join lines until the quotation marks are balanced; a line whose quote never ends is lost."""
    lines = text.splitlines(keepends=True)
    odd = [line.count('"') % 2 for line in lines]
    at = 0
    while at < len(lines):
        end = at
        if odd[at]:
            end = next((i for i in range(at + 1, len(lines)) if odd[i]), -1)
        if end < 0:
            lost.append((at + 1, "row:unclosed-quote"))
            at += 1
            continue
        yield at + 1, "".join(lines[at : end + 1])
        at = end + 1


def _unique(names: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        unique.append(f"{name}.{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return unique
