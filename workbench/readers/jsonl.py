"""JSON lines, and JSON files that hold one article or a list of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pandas as pd
import pyarrow as pa

from workbench.characters import decode
from workbench.readers.cells import series_of
from workbench.readers.columns import match_columns, shape_table
from workbench.readers.records import Harvest, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbench.readers.records import Options, Source

Record = dict[str, Any]

_DECODER = json.JSONDecoder(strict=False)
# Keys under which services wrap their list of articles.
_WRAPPERS = (
    "articles",
    "items",
    "data",
    "results",
    "documents",
    "docs",
    "stories",
    "hits",
    "@graph",
)


def read_jsonl(source: Source, options: Options) -> Harvest:
    """Read the articles of a JSON or JSON-lines file; a bad line is reported, the rest is read."""
    text, warnings = decode(source.data)
    if warnings == ["binary"]:
        return Harvest(problems=[Problem(source.name, "binary")])
    if not text or text.isspace():
        return Harvest(problems=[Problem(source.name, "empty")])
    whole = _whole(text) if source.suffix == ".json" else None
    numbered, bad = whole if whole is not None else _by_line(text)
    del text  # twice the size of the file, and not needed any more
    harvest = Harvest()
    if numbered:
        frame = _frame([record for _, record in numbered])
        frame.columns = frame.columns.astype("str")
        items = [item for item, _ in numbered]
        harvest = shape_table(frame, source, form="jsonl", options=options, items=items)
    if not numbered:
        bad = bad[:1]  # no line is JSON: that is one finding
    harvest.problems += [Problem(source.name, code, item=item) for item, code in bad]
    harvest.problems += [Problem(source.name, code, skipped=False) for code in warnings]
    return harvest


def _frame(records: list[Record]) -> pd.DataFrame:
    """Make a table; long texts go into it at once, and are let go where they were."""
    names = match_columns(map(str, records[0]))
    name = names.get("text", names.get("body", ""))
    if not all(isinstance(record.get(name), str) for record in records):
        return pd.DataFrame(records)
    try:
        texts = pa.array([record[name] for record in records], pa.large_string())
    except UnicodeEncodeError:  # half a character: the careful way knows what to do
        return pd.DataFrame(records)
    for record in records:
        record[name] = ""
    return pd.DataFrame(records).assign(**{name: series_of(texts)})


def _by_line(text: str) -> tuple[list[tuple[int, Record]], list[tuple[int, str]]]:
    """Parse line by line. Only a line feed ends a line: U+2028 may stand in a string."""
    good: list[tuple[int, Record]] = []
    bad: list[tuple[int, str]] = []
    for number, line in enumerate(_lines(text), 1):
        if not line or line.isspace():
            continue
        try:
            record, end = _DECODER.raw_decode(line)
        except (ValueError, RecursionError):
            bad.append((number, "bad-json"))
            continue
        if end < len(line):
            bad.append((number, "bad-json"))
        elif isinstance(record, dict):
            good.append((number, record))
        else:
            bad.append((number, "not-an-object"))
    return good, bad


def _lines(text: str) -> Iterator[str]:
    """Hand on one line after the other, without what JSON takes for blanks around it."""
    begin = 0
    while (end := text.find("\n", begin)) >= 0:
        yield text[begin:end].strip(" \t\r")
        begin = end + 1
    yield text[begin:].strip(" \t\r")


def _whole(text: str) -> tuple[list[tuple[int, Record]], list[tuple[int, str]]] | None:
    """Parse a file that is one JSON value; None if it is not (it may be JSON lines)."""
    try:
        data = _DECODER.decode(text)
    except (ValueError, RecursionError):
        return None
    found = list(enumerate(_articles_in(data), 1))
    good = [(number, one) for number, one in found if isinstance(one, dict)]
    return good, [(n, "not-an-object") for n, one in found if not isinstance(one, dict)]


def _articles_in(data: Any) -> list[Any]:  # noqa: ANN401 (any JSON)
    if isinstance(data, list):
        return data
    if not isinstance(data, dict):
        return [data]
    if {"text", "body"} & set(match_columns(map(str, data))):
        return [data]
    inner = (data[key] for key in _WRAPPERS if isinstance(data.get(key), list))
    return next(inner, [data])
