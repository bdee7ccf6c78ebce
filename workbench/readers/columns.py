"""Tables of other sources, under our column names; what we do not know is kept.

A `text` column is kept exactly as it stands, so that offsets made elsewhere
stay valid. Only where a source has no `text` but a body, the text is composed.
"""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench import layout
from workbench.bylines import parse_byline
from workbench.characters import keep_length, mend, normalise
from workbench.languages import clean_language
from workbench.layout import Line
from workbench.readers.records import (
    DEFAULT_TZ,
    MAX_CHARACTERS,
    Harvest,
    Problem,
    body_of,
    choose_outlet,
    compose_row,
    count_words,
    fill_dates,
    host_of,
    join,
    make_id,
)
from workbench.readers.restore import own_table, restore
from workbench.tables import ARTICLES

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbench.readers.records import Options, Source

Row = dict[str, Any]


@cache
def _names() -> dict[str, list[str]]:
    path = files("workbench") / "resources" / "columns.toml"
    named = tomllib.loads(path.read_text(encoding="utf-8"))
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
    if not {"text", "body"} & set(matched):
        names = ", ".join(map(str, frame.columns[:8]))
        return Harvest(problems=[Problem(source.name, f"no-text-column:{names}")])
    harvest = Harvest()
    content = "text" if "text" in matched else "body"
    columns = {ours: [_flat(v, ours) for v in frame[name]] for ours, name in matched.items()}
    rows = []
    for at, values in enumerate(zip(*columns.values(), strict=True)):
        given = {k: v for k, v in zip(columns, values, strict=True) if v}
        if not given.get(content, "").strip():
            harvest.problems.append(Problem(source.name, "empty", item=items[at]))
            continue
        row = _keep_text(given) if content == "text" else _compose_text(given)
        rows.append((at, row))
    _settle(rows, source, form, options)
    kept = [at for at, _ in rows]
    extra = _extra(frame, set(matched.values())).iloc[kept].reset_index(drop=True)
    made = ARTICLES.conform(pd.DataFrame([row for _, row in rows], columns=ARTICLES.names))
    harvest.frames = [pd.concat([made, extra], axis=1)]
    if "published" not in matched:
        harvest.problems.append(Problem(source.name, "no-date-column", skipped=False))
    return harvest


def _flat(value: Any, ours: str = "") -> str:  # noqa: ANN401 (any cell of any table)
    """Return a cell as text: a person's or publisher's name, a list joined, nothing as ''."""
    if isinstance(value, str):
        return value
    if value is None or value is pd.NaT or value != value:  # noqa: PLR0124 (not a number)
        return ""
    if isinstance(value, Mapping):
        named = next((value[k] for k in ("name", "@value", "url", "@id", "text") if k in value), "")
        return _flat(named, ours)
    if isinstance(value, (list, tuple)) or hasattr(value, "tolist"):
        many = value.tolist() if hasattr(value, "tolist") else value
        if not isinstance(many, (list, tuple)):
            return _flat(many, ours)
        return ("\n\n" if ours in {"text", "body", "lead"} else "; ").join(_flat(v) for v in many)
    return value.isoformat() if hasattr(value, "isoformat") else str(value)


def _keep_text(given: Row) -> Row:
    """Lay out a text as it stands; its paragraphs are body, or what the columns say they are."""
    text, warnings = keep_length(given["text"])
    if len(text) > MAX_CHARACTERS:
        text, warnings = text[:MAX_CHARACTERS], [*warnings, "cut:too-long"]
    zones = ("headline", "kicker", "lead")
    known = {p: z for z in zones if z in given for p in given[z].strip().split("\n")}
    blocks = layout.plain_blocks(text, known=known)
    body = body_of(text, blocks)
    return given | {
        "article_id": given.get("article_id") or make_id(given.get("headline", ""), body),
        "text": text,
        "n_words": count_words(body),
        "digest": layout.digest(text),
        "layout": layout.pack(blocks),
        "warnings": [*warnings, *look_of(text)],
    }


_MARKUP = re.compile(r"</?(?:p|div|br|span|a|h[1-6]|ul|li|strong|em|table)\b[^>]*>", re.IGNORECASE)
_PAGE_LINE = re.compile(
    r"^(?:(?:Publiziert|Veröffentlicht|Aktualisiert|Published|Updated|Stand)\b.*\d{4}"
    r"|Teilen|Merken|Drucken|Share|Anzeige|Advertisement|Startseite|Menü)",
    re.MULTILINE,
)


def look_of(text: str) -> list[str]:
    """Warn if a text that should be clean looks like a web page."""
    if mend(text)[1]:  # told, not mended: offsets made elsewhere count these characters
        return ["looks-like:broken-characters"]
    if "</" in text and _MARKUP.search(text):
        return ["looks-like:html"]
    return ["looks-like:pasted-page"] if _PAGE_LINE.search(text[:1500]) else []


def _compose_text(given: Row) -> Row:
    """Compose a text of kicker, headline, lead and body; a body that repeats them is cut."""
    warnings: list[str] = []
    clean: dict[str, str] = {}
    for zone in ("kicker", "headline", "lead", "body"):
        mended, mended_why = mend(given.get(zone, ""))
        clean[zone], cleaned_why = normalise(mended[:MAX_CHARACTERS])
        warnings += [*mended_why, *cleaned_why]
    lines: list[Line] = []
    seen: set[str] = set()
    for zone, text in clean.items():
        for number, (start, end) in enumerate(layout.paragraphs(text), 1):
            line = " ".join(text[start:end].split()) if zone != "body" else text[start:end]
            repeat = zone == "body" and line in seen
            seen |= set() if zone == "body" else {line}
            lines.append(
                Line(line, "furniture", "table:repeat", number)
                if repeat
                else Line(line, zone, f"table:{zone}", number)
            )
    meta = given | {k: " ".join(clean[k].split()) for k in ("kicker", "headline", "lead")}
    look = look_of(clean["body"])
    return compose_row(lines, meta, []) | {"warnings": [*warnings, *look], "tz": given.get("tz")}


def _settle(rows: list[tuple[int, Row]], source: Source, form: str, options: Options) -> None:
    """Fill in outlet, dates, authors and language of the rows of a table."""

    @cache
    def outlet_of(name: str, url: str) -> tuple[dict[str, Any], str]:
        found: dict[str, Any] = {"url": name if host_of(name) else url}
        names = [] if host_of(name) else [(name, "column")]
        tz = choose_outlet(found, names, options, name=source.name)
        return {k: found[k] for k in ("outlet", "outlet_source")}, tz

    people = cache(_people)
    for _, row in rows:
        named, tz = outlet_of(row.get("outlet") or "", host_of(row.get("url") or ""))
        row.update(named)
        tz = row.get("tz") or options.tz or tz or DEFAULT_TZ
        fill_dates(row, row.pop("published", ""), row.pop("updated", ""), tz)
        if row.get("authors"):
            row.update({k: v for k, v in people(row["authors"]).items() if not row.get(k)})
            row["authors"] = people(row["authors"])["authors"]
        row["language"] = options.language or clean_language(row.get("language") or "")
        row.update({"source_file": source.name, "source_format": form})
        row["warnings"] = join(dict.fromkeys(row["warnings"]))
        row.update({name: None for name, value in row.items() if value == ""})


_SHORTHAND = re.compile(r"(?!nan|none|null)[a-zäöü]{2,4}(?:[/ ,]+[a-zäöü]{2,4})*")


def _people(line: str) -> dict[str, str | None]:
    """Sort what an author column says into names, shorthand and agencies.

    Examples
    --------
    >>> _people("hku/lor")
    {'authors': None, 'author_code': 'hku/lor', 'agency': None}
    """
    byline = parse_byline(line)
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
