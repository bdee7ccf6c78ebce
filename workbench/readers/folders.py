"""Tables in several files: a corpus cut by time, and Dask dataframes a file per partition."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbench.errors import OptionError, check_option
from workbench.partitions import each_part, stream
from workbench.progress import track
from workbench.readers.scan import ROWS
from workbench.readers.writers import TABLES, append_frame, write_frame

if TYPE_CHECKING:
    import pandas as pd

    from workbench.readers.sources import Where

TIMES = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
_UNDATED = "undated"


def write_by_time(articles: pd.DataFrame, where: Where, by: str) -> Path:
    """Write one Parquet file a day, month or year (UTC), in blocks that `scan_articles` likes.

    Within a file, articles stand by outlet and time: queries for one of them read less.
    """
    check_option("by", by, tuple(TIMES))
    folder = _new_folder(where)
    names = articles["published"].dt.strftime(TIMES[by]).fillna(_UNDATED)
    for name, part in articles.groupby(names, sort=True):
        ordered = part.sort_values(["outlet", "published"], kind="stable")
        write_frame(ordered, folder / f"{name}.parquet", (".parquet",), block=ROWS)
    return folder


def check_partitioned(where: Where, suffixes: tuple[str, ...] = TABLES) -> str:
    """Return the suffix of a file or folder to write a Dask dataframe to, or refuse it."""
    path = Path(where)
    suffix = path.suffix.lower()
    if suffix and (suffix not in suffixes or suffix == ".xlsx"):
        raise OptionError(
            f"{path.name!r}: a Dask dataframe is written to a folder of Parquet files (no suffix, "
            "or .parquet), to .csv or to .jsonl."
        )
    return suffix


def write_partitions(table: Any, where: Where, suffixes: tuple[str, ...], *, quote: bool) -> Path:  # noqa: ANN401
    """Write a Dask dataframe partition by partition: a folder of Parquet files, or one file."""
    path = Path(where).expanduser()
    if check_partitioned(path, suffixes) in {"", ".parquet"}:
        folder = _new_folder(path)
        names = [folder / f"part-{i:05d}.parquet" for i in range(table.npartitions)]
        each_part(table, _write_part, names)
        return folder
    path.parent.mkdir(parents=True, exist_ok=True)
    parts = track(stream(table), "writing", total=table.npartitions)
    for number, part in enumerate(parts):
        append_frame(part, path, first=number == 0, quote=quote)
    return path


def _new_folder(where: Where) -> Path:
    folder = Path(where).expanduser()
    if folder.is_file():
        raise OptionError(f"{str(folder)!r} is a file; give a folder that is new or empty.")
    if folder.is_dir() and any(folder.glob("*.parquet")):
        raise OptionError(
            f"The folder {str(folder)!r} holds Parquet files already; old and new ones would be "
            "read together. Give a new folder, or empty this one first."
        )
    folder.mkdir(parents=True, exist_ok=True)
    return folder


def _write_part(frame: pd.DataFrame, path: Path) -> Path:
    return write_frame(frame, path, (".parquet",))
