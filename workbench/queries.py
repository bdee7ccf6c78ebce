"""The query language of `kwic`: a word, a phrase or regular expressions, found in the tokens.

The query is compared with the vocabulary, and only then with the tokens, as numbers.
"""

from __future__ import annotations

import re
from itertools import product
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.errors import OptionError, check_option
from workbench.grouping import check_order, only_blanks
from workbench.index import index_of
from workbench.lemmas import lemmatize
from workbench.lexicons import base_language
from workbench.tables import ZONES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from numpy.typing import NDArray

    from workbench.index import Index

    Array = NDArray[Any]

MODES = ("lemma", "token", "regex")
_GAP = re.compile(r"[ \t\r\n\u2010\u2011-]+")
_LONGEST = 6  # words of a phrase that are also looked for joined by hyphens
_UNIFIED = str.maketrans("\u2019\u02bc\u2018\u00a0\u2009", "'''\u202f\u202f")


def find_hits(
    tokens: pd.DataFrame,
    query: str,
    *,
    by: str,
    case: bool,
    whole_word: bool,
    zones: Iterable[str] | None,
    function: str,
    index: Index | None = None,
) -> tuple[Array, Array]:
    """Return the first and last row of every hit of a query, in the order of the tokens."""
    check_option("by", by, MODES)
    wanted = None if zones is None else _zones(zones)
    phrases = phrases_of(query, by, function)
    index = index_of(tokens) if index is None else index
    options: dict[str, Any] = {"case": case, "whole_word": whole_word, "function": function}
    first, last = _find(tokens, index, phrases, by, **options)
    if wanted is None:
        return first, last
    fits = np.append(index.words("zone").isin(wanted), [False])
    hit = fits[index.codes("zone")[first]]
    return first[hit], last[hit]


def phrases_of(query: str, by: str, function: str = "kwic") -> list[list[str]]:
    """Return the ways in which the query may be divided into tokens.

    Examples
    --------
    >>> phrases_of("Spezial Operation", "token")
    [['Spezial', 'Operation'], ['Spezial-Operation']]
    """
    parts = query.split() if by == "regex" else [part for part in _GAP.split(query) if part]
    if not parts:
        raise OptionError(f"{function}: the query is empty.")
    if by == "regex" or len(parts) > _LONGEST:
        return [parts]
    gaps = product(" -", repeat=len(parts) - 1)
    joined = ("".join(map("".join, zip(parts, [*gap, ""], strict=True))) for gap in gaps)
    return [phrase.split(" ") for phrase in joined]


def _find(
    tokens: pd.DataFrame,
    index: Index,
    phrases: list[list[str]],
    by: str,
    *,
    case: bool,
    whole_word: bool,
    function: str,
) -> tuple[Array, Array]:
    """Return the first and last row of every hit, in the order of the tokens."""
    if not index.in_order:
        check_order(tokens, function=function)
    unit = "lemma" if by == "lemma" else "token"
    codes = index.codes(unit)
    languages = _languages(tokens) if by == "lemma" else []
    found = []
    for phrase in phrases:
        fits = [
            _fits(index, part, by, languages, case=case, whole_word=whole_word) for part in phrase
        ]
        if not all(map(len, fits)):
            continue
        at = index.rows(unit, fits[0])
        for step, fit in enumerate(fits[1:], 1):
            at = at[at + step < len(codes)]
            at = at[np.isin(codes[at + step], fit)]
            at = at[_adjacent(tokens, index, at + step - 1)]
        found.append(np.column_stack([at, at + len(phrase) - 1]))
    if len(found) == 1:
        return found[0][:, 0], found[0][:, 1]
    hits = np.unique(np.concatenate([np.empty((0, 2), dtype=np.int64), *found]), axis=0)
    return hits[:, 0], hits[:, 1]


def _adjacent(tokens: pd.DataFrame, index: Index, at: Array) -> Array:
    """Say whether a token and the next stand side by side in one sentence."""
    article, sentence = index.values("article_id"), index.values("sentence")
    same = (article[at] == article[at + 1]) & (sentence[at] == sentence[at + 1])
    gap = tokens["start"].to_numpy()[at + 1] - tokens["end"].to_numpy()[at]
    return only_blanks(tokens, at, gap, same)


def _languages(tokens: pd.DataFrame) -> list[str]:
    if "language" not in tokens:
        return [base_language("")]
    column = tokens["language"]
    if not isinstance(column.dtype, pd.CategoricalDtype):  # `astype` would copy every token's code
        column = column.astype("category")
    spoken = {base_language(code) for code in column.cat.categories}
    return sorted(spoken or {base_language("")})


def _fits(
    index: Index, part: str, by: str, languages: list[str], *, case: bool, whole_word: bool
) -> Array:
    """Return the types of the vocabulary that fit one part of the query."""
    unit = "lemma" if by == "lemma" else "token"
    if by == "regex":
        fits = _fits_regex(index.words(unit), part, case=case, whole_word=whole_word)
        return np.flatnonzero(fits)
    forms = {part.translate(_UNIFIED)}
    for language in languages:
        forms.update(lemmatize(forms.copy(), language))
    if whole_word:
        return index.types(unit, forms, case=case)
    words = index.words(unit) if case else index.words(unit).str.lower()
    held = [words.str.contains(form if case else form.lower(), regex=False) for form in forms]
    return np.flatnonzero(np.logical_or.reduce([np.asarray(each, dtype=bool) for each in held]))


def _fits_regex(words: pd.Index[Any], part: str, *, case: bool, whole_word: bool) -> Array:
    try:
        pattern = re.compile(part, 0 if case else re.IGNORECASE)
    except re.error as wrong:
        raise OptionError(
            f"{part!r} is no regular expression ({wrong}). A blank in the query divides "
            r"the expressions of neighbouring words; write \s for a blank inside one."
        ) from None
    test: Callable[[str], Any] = pattern.fullmatch if whole_word else pattern.search
    return np.fromiter((test(word) is not None for word in words), dtype=bool, count=len(words))


def _zones(zones: Iterable[str]) -> list[str]:
    wanted = [zones] if isinstance(zones, str) else list(zones)
    for zone in wanted:
        check_option("zones", zone, ZONES)
    return wanted
