"""Which side is compared with which: targets and references of a keyness table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any, cast

import numpy as np
import pandas as pd

from workbench.association import log_likelihood
from workbench.contrast import Side, compare, compare_known
from workbench.counts import add_counts, frequent
from workbench.errors import OptionError
from workbench.grouping import alphabet_ranks

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from numpy.typing import NDArray

    Array = NDArray[Any]

_MOSTLY = 0.5  # a word is a stop word when most of its occurrences are
_SUMS = ("n", "n_articles", "n_squared", "n_by_size")
_NAMED = 20  # groups that a message lists


@dataclass(frozen=True)
class Contest:
    """The counts of all groups as sides, and what they are compared with.

    `known` are rates instead of counts, with a note for each word.
    """

    words: pd.Index[Any]
    groups: Mapping[str, Side]
    whole: Side
    stop: Array
    reference: str
    outside: Side | None = None
    known: tuple[Array, Array] | None = None

    @cached_property
    def ranks(self) -> Array:
        """Return the place of each word in the order of the alphabet."""
        return alphabet_ranks(self.words)

    @classmethod
    def of(cls, counts: pd.DataFrame, reference: str | pd.DataFrame, min_n: int) -> Contest:
        """Arrange the counts of words that occur so often in all; most words of a corpus do not.

        `reference` is a word, counts of another corpus or rates.
        """
        outside = known = None
        if isinstance(reference, str):
            name = reference
        elif "rate" in reference:
            name, rates = "wordfreq", reference.set_index("word")
        else:
            name = "corpus"
            ours = counts.assign(group=_prefixed(counts["group"], "="))
            theirs = reference.assign(group=_prefixed(reference["group"], "+"))
            counts = add_counts([ours, theirs], "group", "word")
        counts = frequent(counts, min_n)
        words = pd.Index(counts["word"].cat.categories, dtype="str")
        sides: Mapping[str, Side] = Sides(counts)
        if name == "corpus":
            added = [side for group, side in sides.items() if group[0] == "+"]
            outside = _total(added, len(words))
            sides = {group[1:]: side for group, side in sides.items() if group[0] == "="}
        if name == "wordfreq":
            found = rates.reindex(words)
            known = (found["rate"].to_numpy(), found["note"].fillna("absent").to_numpy())
        whole = _total(sides.values(), len(words))
        n_stop = np.bincount(counts["word"].cat.codes, counts["n_stop"], minlength=len(words))
        n = np.bincount(counts["word"].cat.codes, counts["n"], minlength=len(words))
        stop = n_stop >= _MOSTLY * np.maximum(n, 1)
        return cls(words, sides, whole, stop, name, outside, known)

    def targets(self, target: str | None, min_articles: int) -> list[str]:
        """Return the groups to look at; refuse a named one that can't be compared."""
        if self.reference not in {"rest", "corpus", "wordfreq"}:
            self._check("reference", self.reference)
        if target is None:
            there = [name for name in self.groups if name != self.reference]
            return [name for name in there if self.known or self.opponent(name).total]
        self._check("target", target)
        if target == self.reference:
            raise OptionError(f"score_keyness: target and reference are both {target!r}.")
        sides = {repr(target): self.groups[target]}
        if not self.known:
            sides[f"the reference ({self.reference})"] = self.opponent(target)
        for name, side in sides.items():
            if side.total_articles < min_articles:
                raise OptionError(
                    f"score_keyness: {name} has {side.total_articles} article(s), and "
                    f"min_articles={min_articles} asks for more. Add articles, or lower it."
                )
        return [target]

    def _check(self, option: str, name: str) -> None:
        if name in self.groups:
            return
        listed = ", ".join(map(repr, list(self.groups)[:_NAMED])) or "no groups"
        more = ", …" if len(self.groups) > _NAMED else ""
        raise OptionError(
            f"score_keyness: {option}={name!r} is not among the groups: {listed}{more}."
        )

    def opponent(self, target: str) -> Side:
        """Return the side that a target is compared with."""
        if self.outside is not None:
            return self.outside
        if self.reference == "rest":
            return self.whole - self.groups[target]
        return self.groups[self.reference]

    def score(
        self,
        target: str,
        *,
        min_n: int,
        min_articles: int,
        prior: float,
        stop_words: bool,
        top: int | None,
    ) -> tuple[pd.DataFrame, Array]:
        """Compare one target, its most typical word first; return the ends, and G² of all words."""
        one = self.groups[target]
        two = None if self.known else self.opponent(target)
        n = one.n if two is None else one.n + two.n
        rows = np.flatnonzero((n >= min_n) & (self.words != ""))
        rows = rows if stop_words else rows[~self.stop[rows]]
        g2 = self._g2(one, two, rows)
        best = np.lexsort((self.ranks[rows], -g2))
        g2, rows = g2[best], rows[best[ends(len(best), top)]]  # before the table, which is wide
        one, note = one.take(rows), np.array("")
        total_ref: Any = pd.NA
        if self.known:
            note = self.known[1][rows]
            scores = compare_known(one, self.known[0][rows])
            missing = pd.array([pd.NA] * len(rows), dtype="Int64")
            theirs: dict[str, Any] = dict.fromkeys(("n_ref", "n_articles_ref"), missing)
            n_articles, sides_enough = one.n_articles, one.total_articles >= min_articles
        else:
            two = cast("Side", two).take(rows)
            scores = compare(one, two, prior)
            theirs = {"n_ref": two.n, "n_articles_ref": two.n_articles}
            total_ref = two.total
            n_articles = np.where(scores["g2"] < 0, two.n_articles, one.n_articles)
            sides_enough = min(one.total_articles, two.total_articles) >= min_articles
        columns = {
            "target": target,
            "reference": self.reference,
            "lemma": self.words.take(rows),
            "n": one.n,
            "total": one.total,
            "n_articles": one.n_articles,
            "total_ref": total_ref,
            **theirs,
            **scores,
            "is_stop": self.stop[rows],
            "enough": sides_enough & (n_articles >= min_articles),
            "reference_note": np.broadcast_to(note, len(rows)),
        }
        return pd.DataFrame(columns, index=range(len(rows))), g2

    def _g2(self, one: Side, two: Side | None, rows: Array) -> Array:
        """Return the measure that words are ordered by."""
        one = one.take(rows)
        if two is None:
            rates, _ = cast("tuple[Array, Array]", self.known)
            return compare_known(one, rates[rows])["g2"]
        theirs = two.n[rows]
        return log_likelihood(one.n, one.total, one.n + theirs, one.total + two.total)


def ends(n: int, top: int | None) -> Array:
    """Return the places of the first and last `top` of `n` things, or of all of them.

    Examples
    --------
    >>> ends(9, 2).tolist()
    [0, 1, 7, 8]
    """
    places = np.arange(n)
    return places if top is None else places[(places < top) | (places >= n - top)]


def _prefixed(groups: pd.Series[Any], mark: str) -> pd.Series[Any]:
    """Mark the groups of one corpus, so that two of one name stay two."""
    return groups.cat.rename_categories([f"{mark}{name}" for name in groups.cat.categories])


class Sides(Mapping[str, Side]):
    """The side of each group, in the order of their names (what has none last), when asked for.

    A side is as long as the vocabulary, so no more than two or three are in memory at a time.
    """

    def __init__(self, counts: pd.DataFrame) -> None:
        groups = counts["group"].cat.codes.to_numpy()
        names = counts["group"].cat.categories
        order = np.argsort(groups, kind="stable")
        edges = np.searchsorted(groups[order], np.arange(len(names) + 1))
        self._words = counts["word"].cat.categories
        self._columns = {name: counts[name].to_numpy() for name in _SUMS}
        self._codes = counts["word"].cat.codes.to_numpy()
        self._rows = {
            str(names[number]): order[edges[number] : edges[number + 1]]
            for number in sorted(range(len(names)), key=lambda nth: (names[nth] == "", names[nth]))
            if edges[number] < edges[number + 1]
        }

    def __iter__(self) -> Iterator[str]:
        return iter(self._rows)

    def __len__(self) -> int:
        return len(self._rows)

    def __getitem__(self, name: str) -> Side:
        rows = self._rows[name]
        arrays = {name: np.zeros(len(self._words), dtype=np.int64) for name in _SUMS}
        for column, array in arrays.items():
            array[self._codes[rows]] = self._columns[column][rows]
        any_word = self._words.get_loc("")
        alls = {column: int(array[any_word]) for column, array in arrays.items()}
        arrays["n"][any_word] = 0
        return Side(
            **arrays,
            total=alls["n"],
            total_articles=alls["n_articles"],
            size_squared=alls["n_squared"],
        )


def _total(sides: Iterable[Side], n_words: int) -> Side:
    """Add up sides."""
    none = np.zeros(n_words, dtype=np.int64)
    whole = Side(none, none, none, none, total=0, total_articles=0, size_squared=0)
    for side in sides:
        whole += side
    return whole
