"""The way back: tables to files that other programs open."""

from __future__ import annotations

import json
import math
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd
from pandas.api.types import is_datetime64_any_dtype, is_numeric_dtype

from workbench.errors import OptionError
from workbench.readers.restore import escape_formula

if TYPE_CHECKING:
    from workbench.readers.sources import Where

_EXCEL_ROWS = 1_048_576
_EXCEL_CELL = 32_767
_NOT_IN_EXCEL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


TABLES = (".csv", ".jsonl", ".parquet", ".xlsx")


def check_suffix(where: Where, suffixes: tuple[str, ...] = TABLES) -> str:
    """Return the suffix of a file to write; refuse one that names no format.

    Examples
    --------
    >>> check_suffix("words.CSV")
    '.csv'
    """
    path = Path(where)
    if path.suffix.lower() not in suffixes:
        raise OptionError(
            f"{path.name!r}: give the file one of the suffixes {', '.join(suffixes)}."
        )
    return path.suffix.lower()


def write_frame(
    frame: pd.DataFrame,
    where: Where,
    suffixes: tuple[str, ...],
    *,
    quote: bool = True,
    block: int | None = None,
) -> Path:
    """Write a table in the format that the suffix names; Parquet in blocks of so many rows."""
    path = Path(where).expanduser()
    suffix = check_suffix(path, suffixes)
    path.parent.mkdir(parents=True, exist_ok=True)
    frame = frame.reset_index(drop=True)
    if suffix == ".parquet":
        frame.to_parquet(path, index=False, row_group_size=block)
    elif suffix == ".jsonl":
        _write_jsonl(frame, path)
    elif suffix == ".csv":
        (_quoted(frame) if quote else frame).to_csv(
            path, index=False, encoding="utf-8-sig", lineterminator="\r\n"
        )
    else:
        _write_excel(frame, path, quote=quote)
    return path


def append_frame(frame: pd.DataFrame, path: Path, *, first: bool, quote: bool) -> None:
    """Write a part of a table to .csv or .jsonl: the first with a header, others behind it."""
    frame = frame.reset_index(drop=True)
    if path.suffix.lower() == ".jsonl":
        _write_jsonl(frame, path, mode="w" if first else "a")
        return
    (_quoted(frame) if quote else frame).to_csv(
        path,
        index=False,
        header=first,
        mode="w" if first else "a",
        encoding="utf-8-sig" if first else "utf-8",
        lineterminator="\r\n",
    )


def _quoted(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the table with no cell that a spreadsheet would run."""
    words = [c for c in frame.columns if not is_numeric_dtype(frame[c]) and not _is_time(frame[c])]
    return frame.assign(**{c: [escape_formula(v) for v in frame[c]] for c in words})


def _is_time(column: pd.Series[Any]) -> bool:
    return is_datetime64_any_dtype(column.dtype)


def _write_jsonl(frame: pd.DataFrame, path: Path, *, mode: str = "w") -> None:
    """Write one object a line; a missing value is null."""
    columns = {
        name: [t.isoformat() if t is not pd.NaT else None for t in column]
        if _is_time(column)
        else column.tolist()
        for name, column in frame.items()
    }
    with path.open(mode, encoding="utf-8", newline="\n") as file:
        for values in zip(*columns.values(), strict=True):
            cells = (None if _is_missing(v) else v for v in values)
            row = dict(zip(columns, cells, strict=True))
            file.write(json.dumps(row, ensure_ascii=False, default=_plain) + "\n")


def _plain(value: Any) -> Any:  # noqa: ANN401 (numpy's numbers, timestamps, arrays)
    return value.isoformat() if hasattr(value, "isoformat") else value.tolist()


def _is_missing(value: Any) -> bool:  # noqa: ANN401 (any cell)
    return (
        value is None
        or value is pd.NaT
        or value is pd.NA
        or (isinstance(value, float) and math.isnan(value))
    )


def _write_excel(frame: pd.DataFrame, path: Path, *, quote: bool) -> None:
    """Write a sheet; what Excel cannot hold is replaced, and the cell says so."""
    if len(frame) >= _EXCEL_ROWS:
        raise OptionError(
            f"An Excel sheet holds {_EXCEL_ROWS - 1} rows and this table has {len(frame)}. "
            "Write .csv or .parquet instead."
        )
    plain = {
        name: column.dt.tz_convert("UTC").dt.tz_localize(None)
        if isinstance(column.dtype, pd.DatetimeTZDtype)
        else [_for_excel(value, quote=quote) for value in column]
        for name, column in frame.items()
    }
    pd.DataFrame(plain, index=frame.index).to_excel(path, index=False)


def _for_excel(value: Any, *, quote: bool) -> Any:  # noqa: ANN401 (any cell)
    if isinstance(value, pd.Timestamp) and value.tzinfo is not None:
        return value.tz_convert("UTC").tz_localize(None)
    if not isinstance(value, str):
        return value
    value = _NOT_IN_EXCEL.sub("\ufffd", escape_formula(value) if quote else value)
    end = " […]"
    return value if len(value) <= _EXCEL_CELL else value[: _EXCEL_CELL - len(end)] + end
