"""Our own tables, read back: `articles` as it was written, other tables refused."""

from __future__ import annotations

import re
from typing import Any

import numpy as np
import pandas as pd

from workbench import layout
from workbench.readers.bulk import digests
from workbench.readers.cells import strings_of
from workbench.readers.records import body_of, count_words, join
from workbench.tables import ARTICLES, TABLES

# A spreadsheet runs a cell that begins like this. An apostrophe before it stops that; a cell that
# has apostrophes already gets one more, so that taking one off gives back what was.
_FORMULA = re.compile(r"'*[=+\-@\t\r]")
_ESCAPED = re.compile(r"'+[=+\-@\t\r]")


def escape_formula(value: Any) -> Any:  # noqa: ANN401 (any cell)
    """Put an apostrophe before a cell that a spreadsheet would run as a formula.

    Examples
    --------
    >>> escape_formula("=HYPERLINK(…)"), escape_formula("Krieg"), escape_formula(-5)
    ("'=HYPERLINK(…)", 'Krieg', -5)
    """
    return f"'{value}" if isinstance(value, str) and _FORMULA.match(value) else value


def unescape_formula(value: Any) -> Any:  # noqa: ANN401 (any cell)
    """Undo `escape_formula`.

    Examples
    --------
    >>> unescape_formula(escape_formula("'=1")), unescape_formula("'Krieg'")
    ("'=1", "'Krieg'")
    """
    return value[1:] if isinstance(value, str) and _ESCAPED.match(value) else value


def own_table(frame: pd.DataFrame) -> str:
    """Name the table of ours that a frame is; empty if it is foreign."""
    columns = set(frame.columns)
    if columns >= set(ARTICLES.names):
        return ARTICLES.name
    return next((name for name, table in TABLES.items() if columns >= set(table.names)), "")


def unescape_table(frame: pd.DataFrame) -> pd.DataFrame:
    """Undo `escape_formula` in a table of ours; the digest tells for the text."""
    undone = {
        str(name): [unescape_formula(v) for v in column]
        for name, column in frame.items()
        if column.str.startswith("'").any()
    }
    if "text" in undone and "digest" in frame:
        rows = zip(frame["text"], undone["text"], frame["digest"], strict=True)
        undone["text"] = [
            raw if raw == new or layout.digest(raw) == given else new for raw, new, given in rows
        ]
    return frame.assign(**undone)


def restore(frame: pd.DataFrame) -> pd.DataFrame:
    """Give a table that `write_articles` wrote its types back, and check its texts.

    A text that was changed since (in a spreadsheet, say) is laid out anew and
    gets the warning ``text-edited``, for the offsets made before no longer fit.
    """
    frame = frame.copy()
    for column in ("published", "updated"):
        if not isinstance(frame[column].dtype, pd.DatetimeTZDtype):
            given = frame[column].replace("", None)
            frame[column] = pd.to_datetime(given, utc=True, format="ISO8601")
    frame["n_words"] = pd.to_numeric(frame["n_words"])
    for column in frame.columns:
        if frame[column].dtype in ("object", "str"):
            frame[column] = frame[column].replace("", None).astype("str")
    found = pd.Series(digests(strings_of(frame["text"])), frame.index, dtype="str")
    stale = np.flatnonzero(found != frame["digest"]).tolist()
    if not stale:
        return ARTICLES.conform(frame)
    anew = [_lay_out(frame.iloc[i]) for i in stale]
    for column in ("text", "layout", "digest", "n_words", "warnings"):
        frame[column] = _put(frame[column], stale, [row[column] for row in anew])
    return ARTICLES.conform(frame)


def _put(column: pd.Series[Any], places: list[int], values: list[Any]) -> pd.Series[Any]:
    cells = column.astype("object").tolist()
    for place, value in zip(places, values, strict=True):
        cells[place] = value
    return pd.Series(cells, index=column.index)


def _lay_out(row: pd.Series[Any]) -> dict[str, Any]:
    text = row["text"] if isinstance(row["text"], str) else ""
    zones = [z for z in ("headline", "kicker", "lead") if isinstance(row[z], str)]
    blocks = layout.plain_blocks(text, known={row[z]: z for z in zones})
    told = row["warnings"].split("; ") if isinstance(row["warnings"], str) else []
    return {
        "text": text,
        "layout": layout.pack(blocks),
        "digest": layout.digest(text),
        "n_words": count_words(body_of(text, blocks)),
        "warnings": join(dict.fromkeys([*told, "text-edited"])),
    }
