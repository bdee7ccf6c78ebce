"""Articles that need not fit in memory: Parquet files as one Dask dataframe, a few at a time."""

from __future__ import annotations

import os
import warnings
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import LoadWarning, OptionError, ReadError
from workbench.layout import digest
from workbench.readers.sources import Where, list_files, list_paths
from workbench.readers.twice import warn_of_copies
from workbench.tables import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd
    import pyarrow as pa

ROWS = 5_000  # articles of a partition: some 15 MB of text, some 200 MB while they are worked on
_SLOW = 20  # partitions that share a row group, from which reading takes longer than working
_HINT = (
    "scan_articles reads Parquet files that write_articles wrote. To make them: "
    "write_articles(read_articles({source!r}), 'corpus/', by='month'), file by file if all of "
    "them do not fit in memory."
)


@dataclass(frozen=True)
class Piece:
    """What one partition reads: some row groups of a file, or a slice of one."""

    path: str
    groups: tuple[int, ...]
    start: int
    stop: int


def scan_articles(source: Where | Iterable[Where], *, rows: int = ROWS) -> Any:  # noqa: ANN401
    """Open Parquet files as a Dask dataframe of articles, without reading more than ids.

    Parameters
    ----------
    source
        A folder, a file, a pattern such as ``"corpus/*.parquet"``, or a list of files, written
        by `write_articles`. Files are taken in the order of their names.
    rows
        Articles of a partition at most. One partition is in memory per worker, with everything
        that is made of it: 5 000 articles of usual length take about 200 MB.

    Returns
    -------
    dask.dataframe.DataFrame
        An articles table in partitions. All functions that find and count take it; what they
        give is to the last digit what they give for ``read_articles(source)``.

    Raises
    ------
    ReadError
        If there is no Parquet file, or one lacks the columns of an articles table.
    OptionError
        If `rows` is below 1.

    Misleads when
    -------------
    the same `article_id` is in two files: `read_articles` would tell them apart or drop a copy,
    this warns (`LoadWarning`), and counts both. Nor does it look whether two ids hold the same text
    (`find_copies`), or fill in what the files leave out, such as `language`.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> import pandas as pd
    >>> from workbench.corpus import write_articles
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": ["x", "y"]})
    >>> with TemporaryDirectory() as folder:
    ...     _ = write_articles(articles, folder, by="month")
    ...     scan = scan_articles(folder, rows=1)
    ...     scan.npartitions, len(scan)
    (2, 2)
    """
    if rows < 1:
        raise OptionError(f"scan_articles: rows={rows} must be 1 or more.")
    import dask
    import dask.dataframe as dd

    files = _files(source)
    empty = _empty(files)
    warn_of_copies(files)
    pieces = [piece for path in files for piece in _pieces(path, rows)]
    # Dask would turn texts into a type of its own, other than that of `read_articles`.
    with dask.config.set({"dataframe.convert-string": False}):
        return dd.from_map(
            read_piece,
            pieces or [Piece(files[0], (), 0, 0)],
            empty=empty,
            meta=empty,
            label="scan-articles",
        )


def read_piece(piece: Piece, empty: pd.DataFrame) -> pd.DataFrame:
    """Read one partition, with the columns and types of `empty`."""
    import pyarrow.parquet as pq

    with pq.ParquetFile(piece.path) as file:
        table = _slice(file, piece)
    frame = table.to_pandas(ignore_metadata=True)
    added = [name for name in _own(empty) if name in frame]
    extra = {name: frame[name].astype(empty[name].dtype) for name in added}
    articles = ARTICLES.conform(frame).assign(**extra).reindex(columns=empty.columns)
    unguarded = articles["digest"].isna()
    if unguarded.any():
        made = [digest(text) for text in articles.loc[unguarded, "text"].fillna("")]
        articles.loc[unguarded, "digest"] = made
    return articles


def _own(empty: pd.DataFrame) -> list[str]:
    ours = set(ARTICLES.names)
    return [name for name in empty.columns if name not in ours]


def _slice(file: Any, piece: Piece) -> pa.Table:  # noqa: ANN401
    """Read whole row groups at once; of a large one no more than is needed."""
    import pyarrow as pa

    size = sum(file.metadata.row_group(group).num_rows for group in piece.groups)
    if piece.stop - piece.start == size:
        return file.read_row_groups(list(piece.groups))
    parts, seen = [], 0
    for batch in file.iter_batches(piece.stop - piece.start, row_groups=list(piece.groups)):
        first, last = max(piece.start - seen, 0), min(piece.stop - seen, len(batch))
        seen += len(batch)
        if first < last:
            parts.append(batch.slice(first, last - first))
        if seen >= piece.stop:
            break
    return pa.Table.from_batches(parts)


def _files(source: Where | Iterable[Where]) -> list[str]:
    """List the Parquet files of a source, and refuse anything else in words."""
    found = [path for path, _ in list_files(_matches(source))]
    parquet = [str(path) for path in found if path.suffix.lower() == ".parquet"]
    if not parquet:
        raise ReadError(f"No Parquet file in {source!r}. " + _HINT.format(source=str(source)))
    others = [path.name for path in found if path.suffix.lower() != ".parquet"]
    if others:
        warnings.warn(
            f"{len(others)} file(s) are no Parquet and were left out (first: {others[0]}).",
            LoadWarning,
            stacklevel=3,
        )
    return parquet


def _matches(source: Where | Iterable[Where]) -> Where | list[Where]:
    """Return the paths of a source; a pattern with * or ? gives those that it matches."""
    if not isinstance(source, (str, os.PathLike)):
        return list_paths(source)
    path = Path(source).expanduser()
    if not set(str(path)) & set("*?["):
        return path
    found = sorted(Path(path.anchor or ".").glob(str(path.relative_to(path.anchor))))
    if not found:
        raise ReadError(f"No file matches {str(source)!r} (looked in {Path.cwd()}).")
    return list(found)


def _empty(files: list[str]) -> pd.DataFrame:
    """Return the table without rows: the contract's columns, and those that the files add."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    empty = ARTICLES.empty()
    for path in files:
        try:
            schema = pq.read_schema(path)
        except (pa.ArrowException, OSError) as error:
            raise ReadError(f"{path} is no Parquet file that can be read: {error}.") from error
        missing = [name for name in ("article_id", "text") if name not in schema.names]
        if missing:
            raise ReadError(f"{path} has no column {missing[0]!r}. " + _HINT.format(source=path))
        frame = schema.remove_metadata().empty_table().to_pandas()
        added = [
            name
            for name in frame.columns
            if name not in empty.columns and not name.startswith("__index_level_")
        ]
        empty = empty.assign(**{name: frame[name] for name in added})
    return empty


def _pieces(path: str, rows: int) -> Iterator[Piece]:
    """Cut a file into partitions: row groups together, or a large one in slices."""
    import pyarrow.parquet as pq

    metadata = pq.read_metadata(path)
    waiting: list[int] = []
    held = 0
    for group in range(metadata.num_row_groups):
        size = metadata.row_group(group).num_rows
        if held and held + size > rows:
            yield Piece(path, tuple(waiting), 0, held)
            waiting, held = [], 0
        if size <= rows:
            waiting.append(group)
            held += size
            continue
        if size > _SLOW * rows:
            _warn_large(path, size)
        for start in range(0, size, rows):
            yield Piece(path, (group,), start, min(start + rows, size))
    if held:
        yield Piece(path, tuple(waiting), 0, held)


def _warn_large(path: str, size: int) -> None:
    warnings.warn(
        f"{Path(path).name} holds {size:,} articles in one block, which is read again for every "
        "partition. Write it anew with write_articles(…, by='month') to read it once.",
        LoadWarning,
        stacklevel=5,
    )
