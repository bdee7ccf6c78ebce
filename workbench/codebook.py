"""Codebooks: frames and their labels, written down once, reviewed like code, checked before use.

A codebook is one TOML file. Whoever wants to count words for a thing must first say which words,
what counts as one, and why; the file holds that, with an example and a counter-example a label.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from workbench.errors import ReadError
from workbench.matching import POLICIES, Matcher, patterns_of
from workbench.tables import ARTICLES, CODEBOOK, CODEBOOK_CHECKS
from workbench.variants import WORD, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from os import PathLike

_BOOK: dict[str, type] = {
    "title": str,
    "version": str,
    "author": str,
    "language": str,
    "note": str,
    "frame": list,
}
_FRAME: dict[str, type] = {"name": str, "definition": str, "label": list}
_LABEL: dict[str, type] = {
    "name": str,
    "language": str,
    "variants": list,
    "exclude": list,
    "compounds": str,
    "definition": str,
    "example": str,
    "counter_example": str,
    "source": str,
}
_NEEDED = {
    "codebook": ("title", "version", "author", "language", "frame"),
    "frame": ("name", "definition", "label"),
    "label": ("name", "definition", "example", "counter_example", "source"),
}
_TYPES: dict[type, str] = {str: "a text", list: "a list"}
_HEAD = re.compile(r"\s*\[\[\s*(frame(?:\.label)?)\s*\]\]")
_KEY = re.compile(r"\s*([A-Za-z_-]+)\s*=")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where we are in the file, to say so when something is wrong."""

    path: Path
    lines: dict[tuple[int, int, str], int]
    frame: int = -1
    label: int = -1

    def fail(self, key: str, problem: str) -> ReadError:
        line = self.lines.get((self.frame, self.label, key))
        line = line or self.lines.get((self.frame, self.label, ""), 1)
        return ReadError(f"{self.path.name}, line {line}, key {key!r}: {problem}")

    def at(self, frame: int, label: int = -1) -> _Place:
        return _Place(self.path, self.lines, frame, label)


def read_codebook(path: str | PathLike[str]) -> pd.DataFrame:
    """Read a codebook from its TOML file, one row a variant.

    Parameters
    ----------
    path
        The file: `title`, `version`, `author`, `language`, then ``[[frame]]`` with `name` and
        `definition`, each with ``[[frame.label]]``: `name`, `definition`, `example`,
        `counter_example`, `source`, and if wanted `variants` (other words and phrases), `exclude`
        (words that only look like the label), `compounds` (none, hyphen, head, parts), `language`.

    Returns
    -------
    pandas.DataFrame
        A `codebook` table.

    Raises
    ------
    ReadError
        Names the line and the key that is missing, unknown, empty or of a wrong type.

    Examples
    --------
    >>> read_codebook("no/such/book.toml")
    Traceback (most recent call last):
    ...
    workbench.errors.ReadError: There is no codebook at no/such/book.toml: ...
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise ReadError(f"There is no codebook at {path}: {error.strerror}.") from error
    try:
        book = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ReadError(f"{path.name} is not valid TOML: {error}.") from error
    place = _Place(path, _lines(text))
    return CODEBOOK.conform(pd.DataFrame(list(_rows(book, place)), columns=CODEBOOK.names))


def _lines(text: str) -> dict[tuple[int, int, str], int]:
    """Map every key of the file to its line; tomllib does not say."""
    lines: dict[tuple[int, int, str], int] = {}
    frame = label = -1
    for number, line in enumerate(text.splitlines(), 1):
        head = _HEAD.match(line)
        if head:
            frame, label = (frame + 1, -1) if head[1] == "frame" else (frame, label + 1)
            lines[frame, label, ""] = number
        elif key := _KEY.match(line):
            lines.setdefault((frame, label, key[1]), number)
    return lines


def _check(table: dict[str, Any], kind: str, known: dict[str, type], place: _Place) -> None:
    """Refuse a table with unknown, missing, empty or mistyped keys."""
    for key, value in table.items():
        if key not in known:
            guess = get_close_matches(key, known, n=1)
            hint = f" Did you mean {guess[0]!r}?" if guess else ""
            raise place.fail(key, f"a {kind} has no such key.{hint} Known: {', '.join(known)}.")
        if not isinstance(value, known[key]):
            raise place.fail(key, f"must be {_TYPES[known[key]]}, not {type(value).__name__}.")
    for key in _NEEDED[kind]:
        if not table.get(key):
            name = f" {table['name']!r}" if table.get("name") else ""
            raise place.fail(key, f"the {kind}{name} needs it, and it must not be empty.")


def _rows(book: dict[str, Any], place: _Place) -> Iterator[dict[str, str]]:
    _check(book, "codebook", _BOOK, place)
    seen: set[tuple[str, str, str]] = set()
    about = {key: book[key] for key in ("version", "author")} | {"codebook": book["title"]}
    for number, frame in enumerate(book["frame"]):
        _check(frame, "frame", _FRAME, place.at(number))
        for index, label in enumerate(frame["label"]):
            here = place.at(number, index)
            _check(label, "label", _LABEL, here)
            language = label.get("language", book["language"])
            identity = (frame["name"], label["name"], language)
            if identity in seen:
                raise here.fail("name", f"the label {label['name']!r} stands twice in this frame.")
            seen.add(identity)
            shared = about | {"frame": frame["name"], "language": language}
            yield from _label_rows(label, shared, here)


def _label_rows(
    label: dict[str, Any], shared: dict[str, str], place: _Place
) -> Iterator[dict[str, str]]:
    compounds = label.get("compounds", "none")
    if compounds not in POLICIES:
        raise place.fail("compounds", f"{compounds!r} is none of {', '.join(POLICIES)}.")
    told = {key: label.get(key, "") for key in _NEEDED["label"][1:]}
    row = shared | told | {"label": label["name"], "compounds": compounds}
    yield row | {"variant": label["name"], "kind": "label"}
    for key, kind in (("variants", "variant"), ("exclude", "exclusion")):
        for variant in label.get(key, []):
            if not isinstance(variant, str) or not WORD.search(variant):
                raise place.fail(key, f"{variant!r} holds no word.")
            yield row | {"variant": variant, "kind": kind}


def check_codebook(codebook: pd.DataFrame, articles: pd.DataFrame | None = None) -> pd.DataFrame:
    """List what a reviewer should look at: overlaps, ambiguous labels, labels without a hit.

    Parameters
    ----------
    codebook
        A `codebook` table.
    articles
        An `articles` table with `text` and `language`; without it hits are not counted.

    Returns
    -------
    pandas.DataFrame
        A `codebook_checks` table: `overlap` (two labels, one word), `ambiguous` (its example is
        not found as the label, or its counter-example is), `no_hit` (nothing in these articles).

    Examples
    --------
    >>> from workbench.matching import codebook_of
    >>> check_codebook(codebook_of(["Krieg", "Kriege"]))[["label", "problem"]].values.tolist()
    [['Kriege', 'overlap']]
    """
    CODEBOOK.require(codebook, *CODEBOOK.names[:6], function="check_codebook")
    rows = [*_overlaps(codebook), *_ambiguous(codebook)]
    if articles is not None:
        ARTICLES.require(articles, "text", "language", function="check_codebook")
        rows += _without_hit(codebook, articles)
    return CODEBOOK_CHECKS.conform(pd.DataFrame(rows, columns=CODEBOOK_CHECKS.names))


def _overlaps(codebook: pd.DataFrame) -> Iterator[tuple[str, str, str, str, int]]:
    owners: dict[tuple[str, str], tuple[str, str]] = {}
    kept = codebook[codebook["kind"] != "exclusion"]
    for row in _records(kept):
        key = " ".join(key_of(m[0], row["language"]) for m in WORD.finditer(row["variant"]))
        owner = owners.setdefault((row["language"], key), (row["frame"], row["label"]))
        if owner != (row["frame"], row["label"]):
            detail = f"{row['variant']!r} also belongs to {owner[1]!r} ({owner[0]}), which wins."
            yield row["frame"], row["label"], "overlap", detail, 0


def _ambiguous(codebook: pd.DataFrame) -> Iterator[tuple[str, str, str, str, int]]:
    heads = codebook[(codebook["kind"] == "label") & (codebook["example"] != "")]
    matchers = {
        language: Matcher(patterns_of(codebook, language), language)
        for language in heads["language"].unique()
    }
    labels = list(zip(codebook["frame"], codebook["label"], strict=True))
    for row in _records(heads):
        hits = matchers[row["language"]].find(row["example"])
        if (row["frame"], row["label"]) not in [labels[hit.row] for hit in hits]:
            yield row["frame"], row["label"], "ambiguous", f"not found in {row['example']!r}.", 0
        hits = matchers[row["language"]].find(row["counter_example"])
        if (row["frame"], row["label"]) in [labels[hit.row] for hit in hits]:
            detail = f"also found in its counter-example {row['counter_example']!r}."
            yield row["frame"], row["label"], "ambiguous", detail, len(hits)


def _without_hit(
    codebook: pd.DataFrame, articles: pd.DataFrame
) -> Iterator[tuple[str, str, str, str, int]]:
    counts = pd.Series(0, index=range(len(codebook)))
    spoken = articles["language"].astype(str).str.split("-").str[0]
    for language, group in articles.groupby(spoken, observed=True):
        matcher = Matcher(patterns_of(codebook, str(language)), str(language))
        for text in group["text"]:
            for hit in matcher.find(text):
                counts[hit.row] += 1
    names = ["frame", "label", "language"]
    totals = codebook[names].assign(n=counts.to_numpy()).groupby(names, sort=False, as_index=False)
    for row in _records(totals.sum()):
        if row["n"] == 0 and row["language"] in set(spoken):
            detail = f"stands in none of {len(articles)} articles."
            yield row["frame"], row["label"], "no_hit", detail, 0


def _records(frame: pd.DataFrame) -> list[dict[str, Any]]:
    return [dict(zip(frame.columns, row, strict=True)) for row in frame.itertuples(index=False)]
