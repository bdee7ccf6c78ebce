"""Parquet files: a table of articles, a row each."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.readers.columns import shape_table
from workbench.readers.records import Harvest, Problem

if TYPE_CHECKING:
    from workbench.readers.records import Options, Source


def read_parquet(source: Source, options: Options) -> Harvest:
    """Read the articles of a Parquet file."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    if not source.data:
        return Harvest(problems=[Problem(source.name, "empty")])
    try:
        table = pq.read_table(pa.BufferReader(source.data))
    except (pa.ArrowException, OSError) as error:
        return Harvest(problems=[Problem(source.name, f"unreadable:{type(error).__name__}")])
    frame = table.to_pandas(ignore_metadata=True)
    frame = frame[[c for c in frame.columns if not str(c).startswith("__index_level_")]]
    items = list(range(1, len(frame) + 1))
    return shape_table(frame, source, form="parquet", options=options, items=items)
