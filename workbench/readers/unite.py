"""Many files, one table: the same article once, every id once."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

import pandas as pd

from workbench.readers.records import join
from workbench.tables import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

_NAMED = 3  # files that a warning names
_MADE = re.compile("[0-9a-f]{16}")


class _Row(NamedTuple):
    """What tells two rows of one id apart."""

    at: int
    outlet: str
    day: date | None
    n_words: int
    digest: str
    file: str


def unite(parts: Sequence[pd.DataFrame]) -> pd.DataFrame:
    """Join the articles of several files.

    The same article from the same outlet is kept once, with a warning that
    says how many copies there were and where. Two outlets with one text are
    two articles: a reprint is a finding. An id that two articles have gets a
    number at its end.
    """
    filled = [part for part in parts if len(part)]
    articles = pd.concat(filled, ignore_index=True) if filled else parts[0]
    articles = ARTICLES.conform(articles).reset_index(drop=True)
    doubled = articles["article_id"].duplicated(keep=False)
    if not doubled.any():
        return articles
    ids, notes = articles["article_id"].tolist(), dict[int, list[str]]()
    gone: set[int] = set()
    for article_id, rows in _by_id(articles[doubled]).items():
        kept: list[_Row] = []
        for first, *copies in _same_articles(rows, made=_MADE.fullmatch(article_id) is not None):
            gone |= {copy.at for copy in copies}
            notes[first.at] = [_copies_note(copies)] if copies else []
            if kept:
                notes[first.at].append(_twin_note(kept[0], first, ids[kept[0].at]))
                ids[first.at] = _free_id(ids[first.at], set(ids))
            kept.append(first)
    noted = pd.Series(_noted(articles, notes), index=articles.index, dtype="str")
    articles = articles.assign(article_id=ids, warnings=noted)
    return ARTICLES.conform(articles.drop(index=sorted(gone)).reset_index(drop=True))


def _by_id(articles: pd.DataFrame) -> dict[str, list[_Row]]:
    groups: dict[str, list[_Row]] = {}
    columns = ["article_id", "outlet", "published", "n_words", "digest", "source_file"]
    for at, name, outlet, published, n_words, digest, file in articles[columns].itertuples():
        day = None if published is pd.NaT else published.date()
        row = _Row(at, _word(outlet), day, n_words, digest, _word(file).replace(";", ","))
        groups.setdefault(name, []).append(row)
    return groups


def _word(value: object) -> str:
    return value if isinstance(value, str) else ""


def _same_articles(rows: list[_Row], *, made: bool) -> list[list[_Row]]:
    """Sort the rows of one id into articles: same outlet, same day, same text.

    An id that we made says that headline and body are the same; captions may differ.
    """
    found: dict[tuple[object, ...], list[_Row]] = {}
    for row in rows:
        text = row.n_words if made else row.digest
        found.setdefault((row.outlet, row.day, text), []).append(row)
    return list(found.values())


def _copies_note(copies: list[_Row]) -> str:
    where = ", ".join(dict.fromkeys(copy.file for copy in copies[:_NAMED]))
    more = f" and {len(copies) - _NAMED} more" if len(copies) > _NAMED else ""
    return f"copies:{len(copies) + 1}, also in {where}{more}"


def _twin_note(one: _Row, other: _Row, article_id: str) -> str:
    same = one.digest == other.digest
    return f"same-text:{one.file}" if same else f"duplicate-id:{article_id}"


def _free_id(article_id: str, taken: set[str]) -> str:
    number = 2
    while f"{article_id}-{number}" in taken:
        number += 1
    return f"{article_id}-{number}"


def _noted(articles: pd.DataFrame, notes: dict[int, list[str]]) -> list[str | None]:
    """Return the column of warnings with the notes added."""
    told = articles["warnings"].tolist()
    return [join([w for w in (_word(old), *notes.get(at, ())) if w]) for at, old in enumerate(told)]
