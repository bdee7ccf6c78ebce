"""Articles as numbers, some megabytes at a time: each chunk has the number of its form.

Two threads share the work, for numpy and Arrow let go of Python's lock. What
comes out is the same, however the articles are divided.
"""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any, TypeVar

import numpy as np
import pyarrow as pa

from workbench.chunks import as_bytes, find_chunks, merge_types, runs_of_bytes
from workbench.forms import find_forms, join_forms
from workbench.layout import are_plain
from workbench.progress import track
from workbench.segments import languages_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    import pandas as pd
    from numpy.typing import NDArray

    from workbench.forms import Forms

    Array = NDArray[Any]

BLOCK = 3_000_000  # bytes that are encoded at a time
THREADS = 2

A = TypeVar("A")
B = TypeVar("B")


@dataclass(frozen=True)
class Run:
    """Some consecutive texts as rows of numbers.

    They are the texts `rows`, lie in `data` as UTF-8, one behind the other, and begin at
    `bounds`; `size` holds the chunks of each, `code` the number of each chunk.
    """

    rows: slice
    data: Array
    bounds: Array
    size: Array
    code: Array


@dataclass(frozen=True)
class Part:
    """Some consecutive articles: their texts, and for each chunk of them the number of its form.

    Texts are UTF-8, one behind the other, and begin at `bounds`; `size` holds the
    chunks of each article.
    """

    data: Array
    bounds: Array
    layouts: Sequence[str | None]
    languages: Sequence[str]
    size: Array
    form: Array

    def text(self) -> str:
        """Return the texts, joined by line ends."""
        whole = self.data[self.bounds[0] : self.bounds[-1]].tobytes()
        spans = pairwise((self.bounds - self.bounds[0]).tolist())
        return b"\n".join([whole[a:b] for a, b in spans]).decode("utf-8", "surrogatepass")


def in_threads(work: Callable[[A], B], items: Sequence[A], what: str) -> list[B]:
    """Do the same for several parts, two at a time; `what` stands before the bar of long work."""
    if len(items) == 1:
        return [work(items[0])]
    with ThreadPoolExecutor(THREADS) as threads:
        return list(track(threads.map(work, items), what, total=len(items)))


def number_chunks(texts: pd.Series[Any]) -> tuple[list[Run], pa.Array]:
    """Cut texts into chunks, and number the different ones; they are returned, too."""
    data, bounds = as_bytes(texts)
    slices = list(runs_of_bytes(bounds, BLOCK))
    if not slices:
        return [], pa.array([], pa.binary())
    blocks = in_threads(
        lambda rows: find_chunks(data, bounds[rows.start : rows.stop + 1]), slices, "reading texts"
    )
    places, types = merge_types([block.types for block in blocks])
    runs = [
        Run(rows, data, bounds[rows.start : rows.stop + 1], block.size, at.take(block.code))
        for rows, block, at in zip(slices, blocks, places, strict=True)
    ]
    return runs, types


def encode_articles(articles: pd.DataFrame, *, sentences: bool = True) -> tuple[list[Part], Forms]:
    """Cut the texts of an articles table into chunks, and look at the different ones.

    Without `sentences` the forms have no marks.
    """
    runs, types = number_chunks(articles["text"])
    codes = [run.code for run in runs]
    spoken = languages_of(articles)
    languages = sorted(set(spoken))
    language = np.zeros(len(types), dtype=np.int32)
    if len(languages) > 1:
        numbers = np.array([languages.index(name) for name in spoken], dtype=np.int32)
        speech = [np.repeat(numbers[run.rows], run.size) for run in runs]
        codes, used = _by_language(codes, speech, len(types), len(languages))
        language = (used // len(types)).astype(np.int32)
        types = types.take(pa.array(used % len(types)))
    layouts = _layouts(articles)
    parts = [
        Part(run.data, run.bounds, layouts[run.rows], spoken[run.rows], run.size, code)
        for run, code in zip(runs, codes, strict=True)
    ]
    half = len(types) // THREADS + 1
    found = in_threads(
        lambda at: find_forms(
            types[at : at + half], language[at : at + half], languages, sentences=sentences
        ),
        range(0, max(len(types), 1), half),
        "finding tokens",
    )
    return parts, join_forms(found)


def _layouts(articles: pd.DataFrame) -> list[str | None]:
    """Return the layouts that say more than the text does."""
    if "layout" not in articles:
        return [None] * len(articles)
    layouts = articles["layout"].tolist()
    known = zip(layouts, are_plain(layouts).tolist(), strict=True)
    return [x if isinstance(x, str) and x and not plain else None for x, plain in known]


def _by_language(
    codes: list[Array], speech: list[Array], n: int, n_languages: int
) -> tuple[list[Array], Array]:
    """Renumber the types for each language that they occur in, and say which those are."""
    keys = [code + said * np.int32(n) for code, said in zip(codes, speech, strict=True)]
    used = np.zeros(n * n_languages, dtype=bool)
    for key in keys:
        used[key] = True
    number = np.cumsum(used, dtype=np.int32) - np.int32(1)
    return [number.take(key) for key in keys], np.flatnonzero(used)
