"""Where wanted words stand in many texts at once: asked in the vocabulary, then looked up.

Ten thousand articles have 3.5 million words, but only some 130,000 different ones.
Each different chunk (`workbench.chunks`) is asked once whether it holds a wanted
word; texts are rows of numbers, and only chunks that hold one are ever placed.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np

from workbench.chunks import expand, join
from workbench.encoding import number_chunks
from workbench.variants import HYPHENS, WORD

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pandas as pd
    import pyarrow as pa
    from numpy.typing import NDArray

    from workbench.encoding import Run

    Array = NDArray[Any]

# A word that was broken at the end of a line stands in two chunks.
_BROKEN = re.compile(rf"(?<=\S)[{HYPHENS}]\n\n")


class _Words(NamedTuple):
    """The wanted words of chunks, from ``first[i]`` to ``first[i + 1]``.

    Places count from the beginning of a chunk, `length` is that of the chunks, and
    `broken` says which may hold the first half of a word.
    """

    first: Array
    begin: Array
    end: Array
    length: Array
    broken: Array


def find_words(
    texts: pd.Series[Any], is_wanted: Callable[[str], bool]
) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    r"""Yield the number of each text that holds wanted words, and where these stand in it.

    A word is what `workbench.variants.WORD` says; each form is asked about once.

    Examples
    --------
    >>> import pandas as pd
    >>> texts = pd.Series(["Der Krieg.", "Der Friede.", "Im An-\ngriff: «Krieg»"])
    >>> list(find_words(texts, {"Krieg", "An-\ngriff"}.__contains__))
    [(0, [(4, 9)]), (2, [(3, 12), (15, 20)])]
    """
    runs, types = number_chunks(texts)
    words = _words_of(types, is_wanted)
    for run in runs:
        broken, found = _placed(run, words)
        for number in broken:
            spans = WORD.finditer(texts.iloc[run.rows.start + number])
            found[number] = [m.span() for m in spans if is_wanted(m[0])]
        for number in sorted(found):
            if found[number]:
                yield run.rows.start + number, found[number]


def _words_of(types: pa.Array, is_wanted: Callable[[str], bool]) -> _Words:
    """Look for wanted words in the different chunks."""
    text, bases = join(types)
    known: dict[str, bool] = {}
    spans = [(0, 0)]
    for found in WORD.finditer(text.replace("\n", " ")):
        form = found[0]
        if form not in known:
            known[form] = is_wanted(form)
        if known[form]:
            spans.append(found.span())
    begin, end = np.array(spans[1:], dtype=np.int64).reshape(-1, 2).T
    first = np.searchsorted(begin, bases)
    base = np.repeat(bases[:-1], np.diff(first))
    halves = np.array([found.start() for found in _BROKEN.finditer(text)], dtype=np.int64)
    broken = np.zeros(len(types), dtype=bool)
    broken[np.searchsorted(bases, halves, side="right") - 1] = True
    return _Words(first, begin - base, end - base, np.diff(bases) - 1, broken)


def _placed(run: Run, words: _Words) -> tuple[list[int], dict[int, list[tuple[int, int]]]]:
    """Name the texts of a run that may hold broken words, and place the words of the others."""
    form = run.code
    after = np.append(0, np.cumsum(words.length.take(form)))
    first = np.append(0, np.cumsum(run.size))

    def text_of(chunks: Array) -> Array:
        return np.searchsorted(first, chunks, side="right") - 1

    held = np.flatnonzero((np.diff(words.first) > 0).take(form))
    chunk, item = expand(words.first, form[held])
    text = text_of(held)[chunk]
    base = after[held][chunk] - after[first[text]]
    begin, end = base + words.begin[item], base + words.end[item]
    found: dict[int, list[tuple[int, int]]] = {}
    for number, *span in zip(text.tolist(), begin.tolist(), end.tolist(), strict=True):
        found.setdefault(number, []).append((span[0], span[1]))
    return np.unique(text_of(np.flatnonzero(words.broken.take(form)))).tolist(), found
