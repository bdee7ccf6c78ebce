"""Which reader reads which file."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.bylines import own_agencies
from workbench.errors import WorkbenchError
from workbench.outlets import agencies_of
from workbench.readers.delimited import read_delimited
from workbench.readers.html import read_html
from workbench.readers.jsonl import read_jsonl
from workbench.readers.parquet import read_parquet
from workbench.readers.plain import read_plain
from workbench.readers.records import Harvest, Problem

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbench.readers.records import Options, Source

READERS: dict[str, Callable[[Source, Options], Harvest]] = {
    ".txt": read_plain,
    ".text": read_plain,
    ".md": read_plain,
    ".html": read_html,
    ".htm": read_html,
    ".xhtml": read_html,
    ".csv": read_delimited,
    ".tsv": read_delimited,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".json": read_jsonl,
    ".parquet": read_parquet,
}

_MARKUP = re.compile(rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|head|body)\b", re.IGNORECASE)


def harvest_source(source: Source, options: Options) -> Harvest:
    """Read one file, whatever it is; what goes wrong is handed back, not raised."""
    reader = READERS[source.suffix]
    disguised = reader is read_plain and _MARKUP.match(source.data[:500]) is not None
    try:
        with own_agencies(agencies_of(options.profiles)):
            harvest = (read_html if disguised else reader)(source, options)
    except WorkbenchError:
        raise
    except Exception as error:  # noqa: BLE001 (one bad file never stops a folder)
        reason = " ".join(f"{type(error).__name__} {error}".split())[:200]
        return Harvest(problems=[Problem(source.name, f"unreadable:{reason}")])
    if disguised:
        harvest.problems.append(Problem(source.name, "html-in-txt", skipped=False))
    return harvest
