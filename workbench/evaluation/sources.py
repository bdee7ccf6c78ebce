"""How right are the cited sources? A hit overlaps a label of the same kind, each label once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pandas as pd

from workbench.evaluation.quotations import f1
from workbench.tables import SCORES, SOURCE_KINDS, SOURCES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.evaluation.gold import Record


def score_sources(gold: Iterable[Record], sources: pd.DataFrame) -> pd.DataFrame:
    """Score found sources against labelled ones: a hit overlaps a label of the same kind.

    Parameters
    ----------
    gold
        Records with `name` and `sources` (`kind`, `start`, `end`).
    sources
        A sources table of these articles.

    Returns
    -------
    pandas.DataFrame
        A `scores` table: `part` (all, or a kind of source), `measure` (source), `value`
        (precision, recall, f1), `score`, `n`.

    Examples
    --------
    >>> gold = [{"name": "a", "sources": [{"kind": "medium", "start": 0, "end": 5}]}]
    >>> found = {"article_id": ["a"], "start": [2], "end": [9], "kind": ["medium"]}
    >>> scores = score_sources(gold, pd.DataFrame(found))
    >>> scores.loc[scores["part"] == "all", "score"].tolist()
    [1.0, 1.0, 1.0]
    """
    SOURCES.require(sources, "article_id", "start", "end", "kind", function="score_sources")
    found: dict[str, list[Record]] = {}
    for row in sources[["article_id", "start", "end", "kind"]].to_dict("records"):
        found.setdefault(str(row["article_id"]), []).append({str(k): v for k, v in row.items()})
    counts = {kind: [0, 0, 0] for kind in SOURCE_KINDS}  # right, found, labelled
    for record in gold:
        labels = list(record["sources"])
        for truth in labels:
            counts[truth["kind"]][2] += 1
        for guess in found.get(record["name"], []):
            counts[str(guess["kind"])][1] += 1
            hit = next((t for t in labels if _same_source(t, guess)), None)
            if hit is not None:
                labels.remove(hit)
                counts[str(guess["kind"])][0] += 1
    totals = [sum(count[place] for count in counts.values()) for place in range(3)]
    parts = [("all", totals), *((k, c) for k, c in counts.items() if c[1] or c[2])]
    rows = [(part, *row) for part, count in parts for row in _source_rows(*count)]
    return SCORES.conform(pd.DataFrame(rows, columns=SCORES.names))


def _same_source(truth: Record, guess: Record) -> bool:
    overlaps = truth["start"] < guess["end"] and truth["end"] > guess["start"]
    return bool(overlaps and truth["kind"] == guess["kind"])


def _source_rows(right: int, found: int, labelled: int) -> Iterator[tuple[str, str, float, int]]:
    precision = right / found if found else 0.0
    recall = right / labelled if labelled else 0.0
    yield "source", "precision", precision, found
    yield "source", "recall", recall, labelled
    yield "source", "f1", f1(precision, recall), labelled
