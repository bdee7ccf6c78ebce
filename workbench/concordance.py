"""Words in their context (KWIC: keyword in context), one hit a line.

The query is compared with the vocabulary, and only then with the tokens, as
numbers. What stands around a hit is rebuilt from the tokens: a blank is where
the text had one.

Misleads when
-------------
- only a sample is shown: `n_total` says how many hits there are;
- a lemma is ambiguous (*Kosten*, *kosten* differ only by their capital) or
  unknown to the dictionary (*Putins* is not found by *Putin*);
- a line ends where the part of the page ends: a headline is not the context of
  the lead.

Source
------
Luhn, H. P. (1960): Key word-in-context index for technical literature.
American Documentation 11 (4), 288–295.
"""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from workbench.errors import OptionError, check_option
from workbench.index import index_of
from workbench.queries import find_hits
from workbench.tables import COUNTED_ZONES, KWIC, TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from workbench.index import Index

    Array = NDArray[Any]

_SIDES = {"left": ("L1", "L2", "L3"), "right": ("R1", "R2", "R3")}
_PLACE = re.compile("[LR][1-9]")


def kwic(
    tokens: pd.DataFrame,
    query: str,
    *,
    width: int = 8,
    by: Literal["lemma", "token", "regex"] = "lemma",
    case: bool = False,
    whole_word: bool = True,
    within_sentence: bool = False,
    zones: Iterable[str] | None = COUNTED_ZONES,
    sort: str | Sequence[str] | None = None,
    sample: int | None = None,
    seed: int = 0,
) -> pd.DataFrame:
    r"""Find a word or phrase, and show it in its context.

    Parameters
    ----------
    tokens
        A tokens table (`tokenize`). Reads `article_id`, `start`, `end`, `token`,
        `lemma`, `is_word`, `zone`, `sentence`, and carries the metadata along.
    query
        A word (``"Krieg"``) or a phrase (``"Krieg in der Ukraine"``). A hyphen and
        a blank are the same: ``"Spezial Operation"`` finds *Spezial-Operation*. The
        words of a phrase follow each other in one sentence, with nothing between.
    width
        Words of context on each side.
    by
        ``"lemma"`` finds all forms of the word, ``"token"`` just the form given,
        and ``"regex"`` forms that match a regular expression; a blank in it
        divides the expressions of neighbouring words: ``"Krieg\w* gegen"``.
    case
        Tell *Macht* from *macht*.
    whole_word
        False also finds the query inside words: *krieg* in *Bürgerkriege*.
    within_sentence
        End the context where the sentence ends.
    zones
        Parts of the page to look in; None looks in all.
    sort
        ``"left"`` or ``"right"`` sorts by the three nearest words on that side; a
        list such as ``["R1", "L1"]`` names them (first to the right, first to the
        left). None keeps the order of the articles.
    sample
        Show at most so many hits, drawn at random; `n_total` says of how many.
    seed
        Start of the random numbers, so that a sample can be drawn again.

    Returns
    -------
    pandas.DataFrame
        A kwic table, one row a hit: `article_id`, `start`, `end` (characters in
        `text`), `left`, `node`, `right`, `zone`, `n_total` (hits of the query
        before sampling), and metadata.

    Raises
    ------
    TableError
        If `tokens` lacks a column.
    OptionError
        If the query is empty or no regular expression, or an option is unknown.

    Examples
    --------
    >>> from workbench.tokens import tokenize
    >>> text = "Der Krieg dauert an. Sie sagen «Spezial-Operation», nicht Krieg."
    >>> tokens = tokenize(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> kwic(tokens, "Spezial Operation", width=2)[["left", "node", "right", "n_total"]]
              left               node         right  n_total
    0  Sie sagen «  Spezial-Operation  », nicht Krieg        1
    """
    needed = ("article_id", "start", "end", "token", "lemma", "is_word", "zone", "sentence")
    TOKENS.require(tokens, *needed, function="kwic")
    places = _places(sort)
    if width < 0 or (sample is not None and sample < 1):
        raise OptionError("kwic: width must be 0 or more, and sample 1 or more.")
    index = index_of(tokens)
    options: dict[str, Any] = {"by": by, "case": case, "whole_word": whole_word}
    first, last = find_hits(tokens, query, **options, zones=zones, function="kwic", index=index)
    n_total = len(first)
    if sample is not None and sample < n_total:
        drawn = np.sort(np.random.default_rng(seed).choice(n_total, sample, replace=False))
        first, last = first[drawn], last[drawn]
    if not n_total:
        return KWIC.empty()
    window = _Window(tokens, index, first, last, within_sentence=within_sentence)
    if places:
        order = window.order(places)
        window = _Window(tokens, index, first[order], last[order], within_sentence=within_sentence)
    return KWIC.conform(window.table(width, n_total))


def _places(sort: str | Sequence[str] | None) -> list[str]:
    """Return the places to sort by, such as R1, R2."""
    if sort is None:
        return []
    if isinstance(sort, str):
        if sort in _SIDES:
            return list(_SIDES[sort])
        sort = [sort]
    for place in sort:
        if not _PLACE.fullmatch(place):
            check_option("sort", place, (*_SIDES, "L1", "L2", "L3", "R1", "R2", "R3"))
    return list(sort)


class _Window:
    """The tokens around some hits, and where their context must end."""

    def __init__(
        self,
        tokens: pd.DataFrame,
        index: Index,
        first: Array,
        last: Array,
        *,
        within_sentence: bool,
    ) -> None:
        self.tokens, self.first, self.last = tokens, first, last
        names = ["article_id", "zone", *(["sentence"] if within_sentence else [])]
        edges = index.edges(*names)
        run = np.searchsorted(edges, first, side="right")
        self.low, self.high = edges[run - 1], np.append(edges, len(tokens))[run]
        self.is_word = tokens["is_word"].to_numpy()

    def words(self, step: int, width: int) -> Iterator[Array]:
        """Yield the rows of the words on one side, from the hit on; -1 beyond the context."""
        row = np.array(self.first if step < 0 else self.last)
        for _ in range(width):
            row += step
            inside = (row >= self.low) & (row < self.high)
            while (mark := inside & ~self.is_word[np.where(inside, row, 0)]).any():
                row[mark] += step
                inside = (row >= self.low) & (row < self.high)
            yield np.where(inside, row, -1)

    def order(self, places: list[str]) -> Array:
        """Return the order of the hits by the words at some places."""
        keys = []
        for place in places:
            *_, rows = self.words(-1 if place[0] == "L" else 1, int(place[1:]))
            words = _spelt(self.tokens, rows)
            keys.append(["" if r < 0 else _key(w) for r, w in zip(rows, words, strict=True)])
        return np.lexsort([pd.factorize(pd.Index(key), sort=True)[0] for key in reversed(keys)])

    def table(self, width: int, n_total: int) -> pd.DataFrame:
        """Return the lines, with as many words on each side."""
        low, high = self.first, self.last + 1
        for left, right in zip(self.words(-1, width), self.words(1, width), strict=True):
            # The marks at the edge of the context belong to it: the » after a last word.
            low = np.where(left < 0, self.low, left)
            high = np.where(right < 0, self.high, right + 1)
        cuts = np.column_stack([low, self.first, self.last + 1, high])
        parts = [pd.array(part, dtype="str") for part in _texts(self.tokens, cuts)]
        core = {"start", "end", "token", "lemma", "is_word", "is_stop", "sentence"}
        columns: dict[Any, Any] = {
            name: column.array.take(self.first)
            for name, column in self.tokens.items()
            if name not in core
        }
        columns |= {
            "start": self.tokens["start"].to_numpy()[self.first].astype(np.int64),
            "end": self.tokens["end"].to_numpy()[self.last].astype(np.int64),
            **dict(zip(("left", "node", "right"), parts, strict=True)),
            "n_total": np.full(len(cuts), n_total),
        }
        ours = [name for name in KWIC.names if name in columns]
        order = dict.fromkeys([*ours, *columns])
        return pd.DataFrame({name: columns[name] for name in order}, copy=False)


def _spelt(tokens: pd.DataFrame, rows: Array) -> list[str]:
    """Return the tokens of some rows; a table read from a file has no categories."""
    words = tokens["token"].iloc[rows]
    if isinstance(words.dtype, pd.CategoricalDtype):
        return words.cat.categories.take(words.cat.codes.to_numpy()).tolist()
    return words.astype("str").tolist()


def _texts(tokens: pd.DataFrame, cuts: Array) -> Iterator[list[str]]:
    """Write out what stands between the cuts: the first part of all lines, then the next."""
    length = cuts[:, -1] - cuts[:, 0]
    begin = np.cumsum(length) - length
    rows = np.repeat(cuts[:, 0] - begin, length) + np.arange(length.sum())
    words = _spelt(tokens, rows)
    start, end = tokens["start"].to_numpy(), tokens["end"].to_numpy()
    blank = (start[rows] != end[rows - 1]).tolist()
    pieces = [f" {word}" if gap else word for word, gap in zip(words, blank, strict=True)]
    for part in pairwise((cuts - (cuts[:, 0] - begin)[:, None]).T.tolist()):
        yield ["".join(pieces[a:b]).strip() for a, b in zip(*part, strict=True)]


def _key(word: str) -> str:
    """Return a key that sorts Ä with A, and small with capital letters (DIN 5007-1)."""
    plain = unicodedata.normalize("NFD", word.casefold())
    return "".join(char for char in plain if not unicodedata.combining(char))
