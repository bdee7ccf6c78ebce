"""What can be looked up in a tokens table at once: where a word stands, what some articles hold.

An index is made when it is first asked for, and remembered for as long as its
table lives. It cannot be stale: it shares the columns of the table, so that
pandas copies them before anybody changes one, and what was changed is another
table with an index of its own.

On 36 million tokens the first question takes a second or two, and the ones
after it some milliseconds; see ``docs/performance.md``.
"""

from __future__ import annotations

import weakref
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from workbench.grouping import codes_of, counted, in_order

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]
    Key = tuple[tuple[int, int], ...]

Value = TypeVar("Value")

_COLUMNS = ("article_id", "start", "token", "lemma", "zone", "is_word", "sentence")
_KNOWN: dict[Key, Index] = {}
_LATEST: dict[int, weakref.finalize[Any, Any]] = {}  # how each table forgets its index


def index_of(tokens: pd.DataFrame) -> Index:
    """Return the index of a tokens table: the one that is remembered, or a new one.

    Examples
    --------
    >>> from workbench.tokens import tokenize
    >>> tokens = tokenize(pd.DataFrame({"article_id": ["a"], "text": ["Krieg ist Krieg."]}))
    >>> index = index_of(tokens)
    >>> index.rows("lemma", index.types("lemma", ["krieg"], case=False)).tolist()
    [0, 2]
    >>> index_of(tokens) is index
    True
    """
    columns = [tokens[name] for name in _COLUMNS if name in tokens]
    if any(map(_is_text, columns)):
        return Index(tokens)  # not as `tokenize` made it; nothing lies still in memory
    key = tuple(map(_address, columns))
    if key not in _KNOWN:
        table = id(tokens)
        if (before := _LATEST.get(table)) is not None:
            before()  # the table was changed in place: nobody asks for its old columns again
        index = _KNOWN[key] = Index(tokens)
        _LATEST[table] = weakref.finalize(tokens, _forget, key, table)
        return index
    return _KNOWN[key]


def _forget(key: Key, table: int) -> None:
    _KNOWN.pop(key, None)
    _LATEST.pop(table, None)


def _address(column: pd.Series[Any]) -> tuple[int, int]:
    """Tell where the values of a column lie in memory; an index keeps them from being freed."""
    values = _codes(column)
    return values.__array_interface__["data"][0], len(values)


def _is_text(column: pd.Series[Any]) -> bool:
    """Say whether a column holds strings instead of codes, as one from CSV does."""
    if isinstance(column.dtype, pd.CategoricalDtype):
        return False
    return not isinstance(column.dtype, np.dtype) or column.dtype == np.dtype(object)


def _codes(column: pd.Series[Any]) -> Array:
    if isinstance(column.dtype, pd.CategoricalDtype):
        return column.array.codes
    return column.to_numpy()


class Index:
    """Where the types of a tokens table stand, and where its articles begin."""

    def __init__(self, tokens: pd.DataFrame) -> None:
        # A shallow copy: pandas now copies these columns before it writes to them.
        held = tokens[[name for name in _COLUMNS if name in tokens]].copy(deep=False)
        texts = [name for name in held if _is_text(held[name])]
        self._tokens = held.astype(dict.fromkeys(texts, "category"))
        self._postings: dict[str, tuple[Array, Array]] = {}
        self._spellings: dict[tuple[str, bool], tuple[pa.Array, Array]] = {}
        self._edges: dict[tuple[str, ...], Array] = {}
        self._kept: dict[tuple[Hashable, Key], tuple[Any, list[pd.Series[Any]]]] = {}

    @cached_property
    def in_order(self) -> bool:
        """Say whether the tokens stand as in the text."""
        start = self._tokens["start"].to_numpy()
        return in_order(_codes(self._tokens["article_id"]), start)

    def types(self, unit: str, forms: Iterable[str], *, case: bool) -> Array:
        """Return the numbers of the types that are spelt like one of `forms`."""
        spelt, order = self._spelling(unit, case=case)
        wanted = {form if case else form.lower() for form in forms}
        places = range(len(spelt))

        def spelling(place: int) -> str:
            return spelt[place].as_py()

        spans = [
            slice(bisect_left(places, form, key=spelling), bisect_right(places, form, key=spelling))
            for form in wanted
        ]
        return np.sort(np.concatenate([order[:0], *(order[span] for span in spans)]))

    def rows(self, unit: str, types: Array) -> Array:
        """Return the rows of some types, in the order of the table."""
        if unit not in self._postings:
            self._postings[unit] = _sorted_rows(self.codes(unit), len(self.words(unit)))
        rows, begins = self._postings[unit]
        found = [rows[begins[code] : begins[code + 1]] for code in types.tolist()]
        if len(found) == 1:
            return found[0].astype(np.int64)
        return np.sort(np.concatenate([np.empty(0, dtype=np.int64), *found]))

    def codes(self, unit: str) -> Array:
        """Return the number of each token's type."""
        return self._tokens[unit].array.codes

    def values(self, name: str) -> Array:
        """Return numbers that say which tokens have the same value in a column."""
        return _codes(self._tokens[name])

    def words(self, unit: str) -> pd.Index[Any]:
        """Return the types."""
        return self._tokens[unit].cat.categories

    def edges(self, *names: str) -> Array:
        """Return the rows where one of some columns changes, with the first row."""
        if names not in self._edges:
            self._edges[names] = _changes([_codes(self._tokens[name]) for name in names])
        return self._edges[names]

    def keep(
        self, name: Hashable, columns: Sequence[pd.Series[Any]], make: Callable[[], Value]
    ) -> Value:
        """Return what `make` makes of some columns of the table, and remember it."""
        if any(map(_is_text, columns)):
            return make()
        key = name, tuple(map(_address, columns))
        if key not in self._kept:  # the columns are held, or others might come to lie there
            self._kept[key] = make(), list(columns)
        kept: Value = self._kept[key][0]
        return kept

    def begins(self, columns: Sequence[pd.Series[Any]]) -> Array:
        """Return the rows where one of some columns changes; any columns of the table."""
        values = (codes_of(c)[0] if _is_text(c) else _codes(c) for c in columns)
        return self.keep("begins", columns, lambda: _changes(list(values)))

    def sizes(self, zones: Sequence[str] | None, columns: Sequence[pd.Series[Any]]) -> Array:
        """Return the words in some zones of each run of some columns."""
        begins = self.begins(columns)

        def words() -> Array:
            if not len(begins):
                return np.zeros(0, dtype=np.int64)
            return np.add.reduceat(counted(self._tokens, zones), begins, dtype=np.int64)

        return self.keep(("sizes", None if zones is None else tuple(zones)), columns, words)

    def _spelling(self, unit: str, *, case: bool) -> tuple[pa.Array, Array]:
        """Return the types in the order of the alphabet, and their numbers."""
        if (unit, case) not in self._spellings:
            words = pa.array(self.words(unit), pa.large_string())
            if not case:
                words = pc.utf8_lower(words)
            order = pc.sort_indices(words)
            self._spellings[unit, case] = words.take(order), order.to_numpy().astype(np.int64)
        return self._spellings[unit, case]


def _changes(columns: list[Array]) -> Array:
    """Return the rows where one of some columns changes, with the first row."""
    changes = np.zeros(len(columns[0]), dtype=bool)
    changes[:1] = True
    for values in columns:
        changes[1:] |= values[1:] != values[:-1]
    return np.flatnonzero(changes)


def _sorted_rows(codes: Array, n_types: int) -> tuple[Array, Array]:
    """Return the rows sorted by type, and where each type begins: a counting sort by scipy."""
    from scipy.sparse import coo_array

    here = np.flatnonzero(codes >= 0).astype(np.int32)
    shape = (n_types, len(codes))
    marks = coo_array((np.ones(len(here), dtype=bool), (codes[here], here)), shape=shape)
    table = marks.tocsr()
    return table.indices, table.indptr
