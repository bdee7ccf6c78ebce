"""CSV and TSV: any delimiter, any encoding, every cell as it stands.

Cells are text: ids keep their zeros, and an outlet called «NA» is not missing.
Only an empty cell is.
"""

from __future__ import annotations

import csv
import io
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbench.characters import decode
from workbench.readers.columns import match_columns, shape_table
from workbench.readers.records import Harvest, Problem
from workbench.readers.restore import own_table, unescape_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    from workbench.readers.records import Options, Source

_DELIMITERS = (";", ",", "\t", "|")
_SNIFFED = 50  # records
_SNIFFED_CHARACTERS = 500_000
_BLOCK = 1_000_000_000  # bytes of rows that are read at a time


def read_delimited(source: Source, options: Options) -> Harvest:
    """Read the articles of a CSV or TSV file, one a row."""
    text, warnings = decode(source.data)
    if warnings == ["binary"]:
        return Harvest(problems=[Problem(source.name, "binary")])
    if source.cut:
        text = text[: text.rfind("\n") + 1]  # the last row is broken off
    text = text.lstrip("\ufeff\n\r")
    if not text or text.isspace():
        return Harvest(problems=[Problem(source.name, "empty")])
    frame, lost = read_cells(text, find_delimiter(text))
    del text  # twice the size of the file, and not needed any more
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
    records = _records(text[:_SNIFFED_CHARACTERS], delimiter)
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
    regular = _read_regular(text, delimiter)
    if regular is not None:
        return regular, []
    csv.field_size_limit(max(csv.field_size_limit(), len(text) + 1))
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    records: Iterable[tuple[int, list[str] | None]]
    try:
        header, *rest = [*reader] or [[]]
        records = enumerate(rest, 2)
    except csv.Error:  # a quotation mark without its partner: save what can be saved
        lines = text.splitlines(keepends=True)
        header = _cells(lines[0], delimiter) or lines[0].strip().split(delimiter)
        records = _whole_records(lines, delimiter, len(header))
    lost: list[tuple[int, str]] = []
    rows = [r for number, cells in records if (r := _row(number, cells, len(header), lost))]
    return pd.DataFrame(rows, columns=_unique(header), dtype="str"), lost


def _read_regular(text: str, delimiter: str) -> pd.DataFrame | None:
    """Read cells at full speed; None if anything in the text is not by the book."""
    import pyarrow as pa
    from pyarrow import csv as arrow

    header = next(_records(text[:_SNIFFED_CHARACTERS], delimiter), [])
    data = text.encode("utf-8", "surrogatepass")
    if not any(header) or not _is_regular(np.frombuffer(data, np.uint8), delimiter):
        return None
    names = [str(number) for number in range(len(header))]
    try:
        table = arrow.read_csv(
            pa.BufferReader(data),
            arrow.ReadOptions(
                use_threads=False,  # two threads take nearly twice the work, for little time
                block_size=min(len(data) + 1, _BLOCK),
                column_names=names,
                skip_rows_after_names=1,
            ),
            arrow.ParseOptions(delimiter=delimiter, newlines_in_values=True),
            arrow.ConvertOptions(column_types=dict.fromkeys(names, pa.large_string())),
        )
    except pa.ArrowInvalid:  # rows of different lengths, or one that is longer than a block
        return None
    frame = table.to_pandas()
    frame.columns = pd.Index(_unique(header))
    filled = np.logical_or.reduce([frame.iloc[:, at] != "" for at in range(len(header))])
    return frame if filled.all() else frame[filled].reset_index(drop=True)


def _is_regular(data: NDArray[np.uint8], delimiter: str) -> bool:
    """Say whether all quotation marks stand around whole cells, or doubled in them."""
    marks = np.flatnonzero(data == ord('"'))
    beside = np.frombuffer(f'{delimiter}\r\n"'.encode(), np.uint8)
    before, after = marks[::2] - 1, marks[1::2] + 1
    before, after = before[before >= 0], after[after < len(data)]
    edges = np.isin(data[before], beside).all() and np.isin(data[after], beside).all()
    return len(marks) % 2 == 0 and bool(edges)


def _row(
    number: int, cells: list[str] | None, width: int, lost: list[tuple[int, str]]
) -> list[str]:
    """Return a record with as many cells as the header; report one that has more."""
    if cells is None:
        lost.append((number, "row:unclosed-quote"))
        return []
    if any(cells[width:]):
        lost.append((number, f"row:{len(cells)}-cells-not-{width}"))
        return []
    if not any(cells):
        return []
    return cells[:width] + [""] * (width - len(cells))


def _cells(record: str, delimiter: str) -> list[str] | None:
    """Return the cells of one record; None if a quotation mark has no partner."""
    try:
        return next(csv.reader(io.StringIO(record, newline=""), delimiter=delimiter, strict=True))
    except (csv.Error, StopIteration):
        return None


def _whole_records(
    lines: list[str], delimiter: str, width: int
) -> Iterator[tuple[int, list[str] | None]]:
    """Join lines to records by their quotation marks; a line that cannot be closed is None."""
    odd = [at for at, line in enumerate(lines) if line.count('"') % 2]
    at = 1
    while at < len(lines):
        cells, end = _cells(lines[at], delimiter), at
        if cells is None:
            end = next(iter(odd[bisect_right(odd, at) :]), at)
            cells = _cells("".join(lines[at : end + 1]), delimiter)
            if cells is None or len(cells) != width:
                cells, end = None, at
        yield at + 1, cells
        at = end + 1


def _unique(names: list[str]) -> list[str]:
    seen: Counter[str] = Counter()
    unique = []
    for name in names:
        unique.append(f"{name}.{seen[name]}" if seen[name] else name)
        seen[name] += 1
    return unique
