"""Hand labels: articles with what somebody marked in them, one article a line of JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.errors import ReadError
from workbench.languages import check_language, find_language
from workbench.matching import codebook_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

Record = dict[str, Any]


def read_gold(path: str | PathLike[str], what: str = "mentions") -> list[Record]:
    """Read labelled articles, one a line of JSON: `name`, `text`, and the labels `what`.

    Raises
    ------
    ReadError
        If there is no such file; names the line that is no such record.
    """
    if not Path(path).is_file():
        raise ReadError(f"There is no file {str(path)!r} with labelled articles.")
    records = []
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise ReadError(f"{path}, line {number}: not JSON ({error}).") from error
        if not isinstance(record, dict) or not {"name", what} <= set(record):
            raise ReadError(f"{path}, line {number}: needs the keys 'name' and {what!r}.")
        records.append(record)
    return records


def gold_articles(gold: Iterable[Record], language: str | None = None) -> pd.DataFrame:
    """Return labelled articles as an `articles` table: ids and offsets as given.

    Examples
    --------
    >>> gold_articles([{"name": "a", "text": "Es ist Krieg.", "language": "de"}]).values.tolist()
    [['a', 'Es ist Krieg.', 'de']]
    """
    given = check_language(language)
    rows = [(r["name"], r["text"], given or _language(r)) for r in gold]
    return pd.DataFrame(rows, columns=["article_id", "text", "language"])


def gold_codebook(gold: Iterable[Record], language: str | None = None) -> pd.DataFrame:
    """Return a codebook of the surfaces in the gold, those of each language by themselves."""
    surfaces: dict[str, list[str]] = {}
    given = check_language(language)
    for record in gold:
        here = surfaces.setdefault(given or _language(record), [])
        here += [mention["surface"] for mention in record["mentions"]]
    books = [codebook_of(found, name) for name, found in surfaces.items() if found]
    return pd.concat(books, ignore_index=True) if books else codebook_of([])


def _language(record: Record) -> str:
    return str(record.get("language") or find_language(record.get("text", "")) or "de")
