"""Word by word: what stands in one text and not in the other."""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterator

_TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
_MARKS = str.maketrans(dict.fromkeys("«»„“”‹›‚‘", '"') | {"’": "'", "–": "-", "—": "-"})


class Edit(NamedTuple):
    """A stretch of both texts: same, changed, cut (only in the first) or added."""

    change: str
    a: tuple[int, int]
    b: tuple[int, int]


def word_edits(a: str, b: str) -> list[Edit]:
    """Compare two texts word by word; case, ß and the kind of quotation marks do not count.

    The stretches cover both texts without gaps, blanks going with the word before them.

    Examples
    --------
    >>> [(e.change, "Der Krieg endet."[slice(*e.b)]) for e in
    ...  word_edits("Der Konflikt endet.", "Der Krieg endet.")]
    [('same', 'Der '), ('changed', 'Krieg '), ('same', 'endet.')]
    """
    (words_a, edges_a), (words_b, edges_b) = _tokens(a), _tokens(b)
    names = {"equal": "same", "replace": "changed", "delete": "cut", "insert": "added"}
    matcher = SequenceMatcher(None, words_a, words_b, autojunk=False)
    return [
        Edit(names[kind], (edges_a[i], edges_a[k]), (edges_b[j], edges_b[m]))
        for kind, i, k, j, m in matcher.get_opcodes()
    ]


def _tokens(text: str) -> tuple[list[str], list[int]]:
    """Return the words and marks, folded, and the edges between them."""
    found = list(_TOKEN.finditer(text))
    starts = [0, *(match.start() for match in found[1:])] if found else []
    return [match[0].translate(_MARKS).casefold() for match in found], [*starts, len(text)]


def told_edits(a: str, b: str) -> str:
    """Write the changes in words: *Konflikt → Krieg; + gestern; − wohl*.

    Examples
    --------
    >>> told_edits("Der Konflikt endet wohl.", "Der Krieg endet.")
    'Konflikt → Krieg; − wohl'
    """
    return "; ".join(_told(a, b))


def _told(a: str, b: str) -> Iterator[str]:
    for change, (i, k), (j, m) in word_edits(a, b):
        old, new = a[i:k].strip(), b[j:m].strip()
        if change == "changed":
            yield f"{old} → {new}"
        elif change != "same":
            yield f"− {old}" if change == "cut" else f"+ {new}"
