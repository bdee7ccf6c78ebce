"""Labelled articles as files: one article a line of JSON, with its text and its labels."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.errors import ReadError
from workbench.languages import find_language

if TYPE_CHECKING:
    from collections.abc import Iterable
    from os import PathLike

Record = dict[str, Any]
LABELS = ("quotations", "mentions")


def read_gold(path: str | PathLike[str], what: str = "") -> list[Record]:
    """Read labelled articles, one a line of JSON: `name`, `text`, and the labels `what`.

    Without `what` each line may hold either kind of labels.

    Raises
    ------
    ReadError
        Names the line that is no such record.
    """
    records = []
    needed = (what,) if what else LABELS
    for number, line in enumerate(Path(path).read_text(encoding="utf-8").split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except ValueError as error:
            raise ReadError(f"{path}, line {number}: not JSON ({error}).") from error
        if not isinstance(record, dict) or "name" not in record or not set(needed) & set(record):
            keys = " or ".join(map(repr, needed))
            raise ReadError(f"{path}, line {number}: needs the keys 'name' and {keys}.")
        records.append(record)
    return records


def gold_articles(gold: Iterable[Record], language: str | None = None) -> pd.DataFrame:
    """Return labelled articles as an `articles` table: ids and offsets as given.

    The language is the given one, else what the record says, else what its text looks like.

    Examples
    --------
    >>> gold_articles([{"name": "a", "text": "Es ist Krieg.", "language": "de"}]).values.tolist()
    [['a', 'Es ist Krieg.', 'de']]
    """
    rows = [(r["name"], r["text"], language or language_of(r)) for r in gold]
    return pd.DataFrame(rows, columns=["article_id", "text", "language"])


def language_of(record: Record) -> str:
    """Return the language that a record names, or that its text looks like."""
    return str(record.get("language") or find_language(record.get("text", "")) or "de")


def write_predictions(
    predicted: Iterable[Record],
    path: str | PathLike[str],
    gold: Iterable[Record],
    what: str = "quotations",
) -> Path:
    r"""Write predictions, one article a line in the order of the gold, also those without any.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_predictions([], f"{folder}/out.jsonl", [{"name": "a"}]).read_text()
    '{"name": "a", "quotations": []}\n'
    """
    found = {record["name"]: record[what] for record in predicted}
    lines = [{"name": r["name"], what: found.get(r["name"], [])} for r in gold]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    Path(path).write_text(text, encoding="utf-8")
    return Path(path)
