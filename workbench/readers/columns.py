"""Tables of other sources, under our column names; what we do not know is kept.

A `text` column is kept exactly as it stands, so that offsets made elsewhere
stay valid. Only where a source has no `text` but a body, the text is composed.
"""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from workbench.bundled import bundled_toml
from workbench.bylines import parse_byline
from workbench.characters import mend
from workbench.languages import clean_language
from workbench.readers.cells import cells_of, is_filled
from workbench.readers.records import (
    DEFAULT_TZ,
    Harvest,
    Problem,
    choose_outlet,
    fill_dates,
    host_of,
    join,
)
from workbench.readers.restore import own_table, restore
from workbench.readers.texts import compose_texts, keep_texts
from workbench.tables import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.readers.records import Options, Source
    from workbench.readers.texts import Columns

_SAID = (
    "outlet", "url", "tz", "published", "updated", "authors", "author_code", "agency", "language",
)  # fmt: skip
_TIMES = ("published", "updated", "date_precision", "tz", "tz_source")


@cache
def _names() -> dict[str, list[str]]:
    named = bundled_toml("columns.toml")
    return {ours: [_key(name) for name in theirs] for ours, theirs in named.items()}


def _key(name: str) -> str:
    return "".join(letter for letter in name.casefold() if letter.isalnum())


def match_columns(columns: Iterable[str]) -> dict[str, str]:
    """Map our column names to those of a foreign table.

    Examples
    --------
    >>> match_columns(["Titel", "Datum", "Quelle", "Volltext", "Seite"])
    {'headline': 'Titel', 'published': 'Datum', 'outlet': 'Quelle', 'body': 'Volltext'}
    """
    theirs: dict[str, str] = {}
    for name in columns:
        theirs.setdefault(_key(name), name)
    matched: dict[str, str] = {}
    for ours, keys in _names().items():
        found = next((theirs[key] for key in keys if key in theirs), None)
        if found is not None and found not in matched.values():
            matched[ours] = found
    return matched


def shape_table(
    frame: pd.DataFrame, source: Source, *, form: str, options: Options, items: Sequence[int]
) -> Harvest:
    """Make `articles` rows of a table; `items` are its rows' numbers in the file."""
    frame = frame.rename(columns=lambda name: mend(str(name))[0].strip())
    kind = own_table(frame)
    if kind == ARTICLES.name:
        return Harvest(frames=[restore(frame)])
    if kind:
        return Harvest(problems=[Problem(source.name, f"own-table:{kind}", quiet=True)])
    matched = match_columns(frame.columns)
    content = "text" if "text" in matched else "body"
    if content not in matched:
        names = ", ".join(map(str, frame.columns[:8]))
        return Harvest(problems=[Problem(source.name, f"no-text-column:{names}")])
    filled = is_filled(frame[matched[content]], content)
    problems = [
        Problem(source.name, "empty", item=items[at]) for at in np.flatnonzero(~filled).tolist()
    ]
    if problems:
        frame = frame[filled].reset_index(drop=True)
    given = {ours: cells_of(frame[name], ours) for ours, name in matched.items() if ours != "text"}
    made = keep_texts(frame[matched["text"]], given) if content == "text" else compose_texts(given)
    _settle(made, source, form, options)
    extra = _extra(frame, set(matched.values()))
    if "published" not in matched:
        problems.append(Problem(source.name, "no-date-column", skipped=False))
    return Harvest(frames=[pd.concat([_table(made), extra], axis=1)], problems=problems)


def _settle(made: Columns, source: Source, form: str, options: Options) -> None:
    """Fill in outlet, dates, authors and language; what many rows say is worked out once."""
    size = len(made["warnings"])
    given = {name: made.get(name, [""] * size) for name in _SAID}
    outlets = _outlets(given["outlet"], given["url"], source, options)
    zones = [
        said or options.tz or outlet["tz"] or DEFAULT_TZ
        for said, outlet in zip(given["tz"], outlets, strict=True)
    ]
    dates = [*map(cache(_dates), given["published"], given["updated"], zones)]
    people = [*map(cache(_people), given["authors"])]
    language = cache(clean_language)
    told = [*zip(made["warnings"], (found["warnings"] for found in dates), strict=True)]
    made |= {name: [found[name] for found in outlets] for name in ("outlet", "outlet_source")}
    made |= {name: [found[name] for found in dates] for name in _TIMES}
    for name in ("author_code", "agency"):
        pairs = zip(given[name], people, strict=True)
        made[name] = [said or found[name] for said, found in pairs]
    made |= {
        "authors": [found["authors"] for found in people],
        "language": [options.language or language(tag) for tag in given["language"]],
        "source_file": [source.name] * size,
        "source_format": [form] * size,
        "warnings": [join(dict.fromkeys(a + b)) if a or b else None for a, b in told],
    }


def _outlets(
    names: list[str], urls: list[str], source: Source, options: Options
) -> list[dict[str, Any]]:
    """Find outlet, where it is known from, and time zone of each row."""

    @cache
    def outlet_of(name: str, url: str) -> dict[str, Any]:
        found: dict[str, Any] = {"url": name if host_of(name) else url}
        known = [] if host_of(name) else [(name, "column")]
        found["tz"] = choose_outlet(found, known, options, name=source.name)
        return found

    return [*map(outlet_of, names, map(cache(host_of), urls))]


def _dates(published: str, updated: str, tz: str) -> dict[str, Any]:
    found: dict[str, Any] = {"warnings": []}
    fill_dates(found, published, updated, tz)
    return found


def _table(made: Columns) -> pd.DataFrame:
    """Make an articles table of its columns; an empty cell is a missing value."""
    types = {
        "int64": pa.int64(),
        "str": pa.large_string(),
        "datetime64[us, UTC]": pa.timestamp("us", "UTC"),
    }
    columns = {}
    for name, dtype in ((c.name, c.dtype) for c in ARTICLES.columns if c.name in made):
        cells = made[name]
        if isinstance(cells, list):
            cells = pa.array([None if cell == "" else cell for cell in cells], types[dtype])
        columns[name] = cells
    return ARTICLES.conform(pa.table(columns).to_pandas())


_SHORTHAND = re.compile(r"(?!nan|none|null)[a-zäöü]{2,4}(?:[/ ,]+[a-zäöü]{2,4})*")


def _people(line: str) -> dict[str, str | None]:
    """Sort what an author column says into names, shorthand and agencies.

    Examples
    --------
    >>> _people("hku/lor")
    {'authors': None, 'author_code': 'hku/lor', 'agency': None}
    """
    byline = parse_byline(line) if line else None
    if byline and (byline.authors or byline.author_code or byline.agency):
        authors, agency = join(byline.authors), join(byline.agency)
        return {"authors": authors, "author_code": byline.author_code, "agency": agency}
    if _SHORTHAND.fullmatch(line):
        return {"authors": None, "author_code": line, "agency": None}
    return {"authors": line, "author_code": None, "agency": None}


def _extra(frame: pd.DataFrame, used: set[str]) -> pd.DataFrame:
    """Return the columns that we do not know; a name that is ours is marked as given."""
    extra = frame[[name for name in frame.columns if name not in used]]
    extra = extra.rename(columns={n: f"given_{n}" for n in extra.columns if n in ARTICLES.names})
    odd = [n for n in extra.columns if extra[n].dtype == "object"]
    return extra.assign(**{n: [_as_cell(v) for v in extra[n]] for n in odd})


def _as_cell(value: Any) -> Any:  # noqa: ANN401 (any cell of any table)
    if isinstance(value, (dict, list)):
        return json.dumps(value, ensure_ascii=False)
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value
