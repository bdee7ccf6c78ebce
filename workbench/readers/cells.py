"""The cells of any table, as text."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc
from pandas.api.types import is_datetime64_any_dtype

from workbench.characters import keep_length
from workbench.readers.records import MAX_CHARACTERS

if TYPE_CHECKING:
    from numpy.typing import NDArray


def flat(value: Any, ours: str = "") -> str:  # noqa: ANN401 (any cell of any table)
    """Return a cell as text: a person's or publisher's name, a list joined, nothing as ''.

    Examples
    --------
    >>> flat(["Jan Roth", {"name": "Eva Lang"}], "authors"), flat(None), flat(7)
    ('Jan Roth; Eva Lang', '', '7')
    >>> flat(np.array(["Jan Roth", None, "Eva Lang"]), "authors"), flat(pd.NA)
    ('Jan Roth; Eva Lang', '')
    """
    if isinstance(value, str):
        return value
    if isinstance(value, Mapping):
        named = next((value[k] for k in ("name", "@value", "url", "@id", "text") if k in value), "")
        return flat(named, ours)
    if isinstance(value, (list, tuple)) or hasattr(value, "tolist"):
        many = value.tolist() if hasattr(value, "tolist") else value
        if not isinstance(many, (list, tuple)):
            return flat(many, ours)
        mark = "\n\n" if ours in {"text", "body", "lead"} else "; "
        return mark.join(filter(None, map(flat, many)))
    if pd.isna(value):
        return ""
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def cells_of(column: pd.Series[Any], ours: str) -> list[str]:
    """Return all cells of a column as text."""
    if column.dtype == "str":
        return column.fillna("").tolist()
    if is_datetime64_any_dtype(column.dtype):  # many articles have few times
        number, times = pd.factorize(column)
        return np.array([*map(flat, times), ""], dtype="object")[number].tolist()
    return [flat(value, ours) for value in column]


def strings_of(column: pd.Series[Any]) -> pa.ChunkedArray:
    """Return a column of strings as it lies in memory."""
    cells = pa.array(column)
    pieces = cells if isinstance(cells, pa.ChunkedArray) else pa.chunked_array([cells])
    return pieces.cast(pa.large_string())


def series_of(strings: pa.Array | pa.ChunkedArray) -> pd.Series[Any]:
    """Return strings as a column, without a copy."""
    return pa.table({"": strings}).to_pandas()[""]


def is_filled(column: pd.Series[Any], ours: str) -> NDArray[np.bool_]:
    r"""Say which cells hold more than blanks.

    Examples
    --------
    >>> is_filled(pd.Series(["Krieg", " \n", None, "Ä"]), "text").tolist()
    [True, False, False, True]
    """
    filled = np.zeros(len(column), dtype=bool)
    if column.dtype == "str":  # a letter says so at once, and nearly all have one
        found = pc.match_substring_regex(strings_of(column), "[!-~]")
        filled = pc.fill_null(found, fill_value=False).to_numpy()
    if not filled.all():
        doubtful = np.flatnonzero(~filled)
        filled[doubtful] = [bool(flat(value, ours).strip()) for value in column.iloc[doubtful]]
    return filled


def storable(column: pd.Series[Any]) -> tuple[pa.ChunkedArray, list[list[str]]]:
    """Return texts as they stand but for what no table can hold, and the warnings of each."""
    if column.dtype == "str":
        texts = strings_of(column)
        longest = pc.max(pc.binary_length(texts)).as_py() or 0
        data = (np.frombuffer(chunk.buffers()[2] or b"", np.uint8) for chunk in texts.chunks)
        if longest <= MAX_CHARACTERS and all(piece.min(initial=1) for piece in data):
            return texts, [[] for _ in range(len(texts))]
    pairs = [keep_length(flat(value, "text")) for value in column]
    warnings = [
        [*told, "cut:too-long"] if len(text) > MAX_CHARACTERS else told for text, told in pairs
    ]
    kept = pa.array([text[:MAX_CHARACTERS] for text, _ in pairs], pa.large_string())
    return pa.chunked_array([kept]), warnings
