"""What a table promises: its columns, their types and meanings, and how that is checked."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pandas as pd

from workbench.errors import TableError

# Zones whose words count by default. A repeated teaser, a caption or a kicker
# is not counted unless it is asked for.
COUNTED_ZONES = ("headline", "lead", "subhead", "body")

# Zones that are part of `articles.text`, in the order of a page.
TEXT_ZONES = (
    "kicker",
    "headline",
    "lead",
    "subhead",
    "body",
    "caption",
    "credit",
    "media_title",
    "media_caption",
)

# Zones of lines that are read and then cut from the text; `dropped` shows them.
CUT_ZONES = (
    "section",
    "byline",
    "published",
    "updated",
    "media_duration",
    "furniture",
    "boilerplate",
)

ZONES = TEXT_ZONES + CUT_ZONES

# Article metadata that every span table carries along as categoricals.
SPAN_METADATA = ("outlet", "published", "section", "language")


_PART = (
    "Filter it to what you want to look at and call .compute() on that, or, where every partition "
    "can stand by itself, use in_partitions."
)


@dataclass(frozen=True)
class Column:
    """One column: its name, its pandas type and its meaning."""

    name: str
    dtype: str
    meaning: str


@dataclass(frozen=True)
class Table:
    """A table's contract: what one row is, and its columns in order."""

    name: str
    row: str
    columns: tuple[Column, ...]
    key: str = ""  # the column that holds a value once only

    @property
    def names(self) -> list[str]:
        """Return the column names in order."""
        return [column.name for column in self.columns]

    def empty(self) -> pd.DataFrame:
        """Return the table with no rows and every column typed.

        Examples
        --------
        >>> from workbench.tables import BLOCKS
        >>> BLOCKS.empty().dtypes["start"]
        dtype('int64')
        """
        return self._empty.copy()

    @cached_property
    def _empty(self) -> pd.DataFrame:
        """The table without rows: pandas takes as long to make it as `kwic` to find a word."""
        return pd.DataFrame({c.name: pd.Series(dtype=c.dtype) for c in self.columns})

    def conform(self, frame: pd.DataFrame) -> pd.DataFrame:
        """Return `frame` with the contract's columns first, in order and typed.

        Columns that are missing are filled with the empty value of their type;
        columns that the contract does not name stay, at the end.
        """
        if self._is_met_by(frame):
            return frame.copy(deep=False)
        typed = {c.name: _typed(frame, c) for c in self.columns}
        extra = {name: frame[name] for name in frame.columns if name not in typed}
        return pd.DataFrame(typed | extra, index=frame.index)

    def _is_met_by(self, frame: pd.DataFrame) -> bool:
        """Say whether the columns already stand there as promised."""
        if frame.columns[: len(self.columns)].tolist() != self.names:
            return False
        types = zip(frame.dtypes.tolist(), self.columns, strict=False)
        return all(str(dtype) == column.dtype for dtype, column in types)

    def require(self, frame: pd.DataFrame, *names: str, function: str, instead: str = "") -> None:
        """Raise `TableError` unless `frame` has the columns `names`.

        `instead` says what else to do with a Dask dataframe.

        Examples
        --------
        >>> from workbench.tables import ARTICLES
        >>> ARTICLES.require(pd.DataFrame({"txt": []}), "text", function="tokenize")
        Traceback (most recent call last):
        ...
        workbench.errors.TableError: tokenize needs an articles table with the column 'text'; ...
        """
        if hasattr(frame, "__dask_graph__"):
            raise TableError(
                f"{function} needs the whole {self.name} table in memory (a pandas DataFrame), and "
                f"this is a Dask dataframe. {instead or _PART}"
            )
        if not isinstance(frame, pd.DataFrame):
            raise TableError(
                f"{function} needs {_article(self.name)} {self.name} table (a pandas DataFrame), "
                f"not {type(frame).__name__}."
            )
        missing = [name for name in names if name not in frame.columns]
        if not missing:
            if self.key in names:
                self._check_key(frame[self.key], function)
            return
        column = "column" if len(missing) == 1 else "columns"
        has = ", ".join(map(str, frame.columns[:12])) or "no columns"
        raise TableError(
            f"{function} needs {_article(self.name)} {self.name} table with the {column} "
            f"{', '.join(map(repr, missing))}; this one has: {has}."
        )

    def _check_key(self, keys: pd.Series[Any], function: str) -> None:
        """Refuse rows that share a key or have none: whose text would offsets count in."""
        if keys.isna().any():
            raise TableError(
                f"{function}: {int(keys.isna().sum())} row(s) of the {self.name} table have no "
                f"{self.key}. Give each its own: .assign({self.key}=range(len(articles)))."
            )
        twice = keys.duplicated(keep=False)
        if not twice.any():
            return
        first = keys[twice].iloc[0]
        raise TableError(
            f"{function}: {self.key} {first!r} stands in {int((keys == first).sum())} rows of the "
            f"{self.name} table, and every row needs its own. For copies of the same: "
            f".drop_duplicates({self.key!r}). For different ones of two corpora, rename before "
            f"you put them together: .assign({self.key}='b-' + second[{self.key!r}])."
        )


def _article(noun: str) -> str:
    return "an" if noun[0] in "aeiou" else "a"


def _typed(frame: pd.DataFrame, column: Column) -> Any:  # noqa: ANN401
    """Return one column of a table, typed; an empty one where it is missing."""
    if column.name in frame.columns:
        return _cast(frame[column.name], column.dtype)
    return _cast(pd.Series(None, index=frame.index, dtype="object"), column.dtype)


def _cast(values: Any, dtype: str) -> Any:  # noqa: ANN401 (the stubs know no dtype by name)
    """Cast with the empty value that the type has: 0, False, NaT or NaN."""
    if str(values.dtype) == dtype:
        return values
    if dtype.startswith("int") or dtype == "bool":
        filled = values.astype("object").where(values.notna(), 0) if values.hasnans else values
        return filled.astype(dtype)
    if dtype.startswith("datetime64"):
        return pd.to_datetime(values, utc=True).astype(dtype)
    return values.astype(dtype)


def same_text(spans: pd.DataFrame, articles: pd.DataFrame, function: str) -> None:
    """Raise `TableError` when spans were made from other texts than `articles` holds.

    Offsets only mean something on the text that they were counted in; the
    `digest` column of both tables tells whether it is the same.
    """
    if "digest" not in spans or "digest" not in articles:
        return
    pairs = spans[["article_id", "digest"]].dropna().drop_duplicates()
    known = dict(zip(articles["article_id"].astype(str), articles["digest"], strict=True))
    ids = pairs["article_id"].astype(str)
    stale = [i for i, d in zip(ids, pairs["digest"], strict=True) if i in known and known[i] != d]
    if stale:
        raise TableError(
            f"{function}: the text of {len(stale)} article(s) has changed since the table was "
            f"made (first: {stale[0]}). Make it again from the articles you pass."
        )


def check_there(spans: pd.DataFrame, articles: pd.DataFrame, function: str) -> None:
    """Raise `TableError` when spans are of articles that `articles` does not hold."""
    ids = pd.Index(articles["article_id"].astype(str))
    found = spans["article_id"].astype(str)
    lost = found[~found.isin(ids)]
    if len(lost):
        raise TableError(
            f"{function}: {len(lost)} row(s) are of articles that are not there (first: "
            f"{lost.iloc[0]!r}). Pass the articles that the table was made from, or leave its rows: "
            "table[table['article_id'].isin(articles['article_id'])]."
        )


SPAN = (
    Column("article_id", "category", "the article that the row belongs to"),
    Column("start", "int64", "first character in the article's `text`"),
    Column("end", "int64", "one past the last character: `text[start:end]` is the surface"),
)

META = (
    Column("outlet", "category", "the article's outlet"),
    Column("published", "category", "the article's time of publication (UTC)"),
    Column("section", "category", "the article's section"),
    Column("language", "category", "the article's language"),
    Column("digest", "category", "the article's text digest; guards against mixing offsets"),
)
