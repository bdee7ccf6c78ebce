"""What stands in each different chunk: its tokens, its blanks, and the marks of sentences.

A chunk is looked at once for each language that it occurs in, for the language
says which full stops belong to an abbreviation.
"""

from __future__ import annotations

from dataclasses import dataclass, fields
from typing import TYPE_CHECKING, Any

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from workbench.chunks import join, join_bounds, merge_types
from workbench.lexicons import abbreviations
from workbench.marks import Marks, find_marks, join_marks
from workbench.vocabulary import Encoded, find_tokens, scan

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]


@dataclass(frozen=True)
class Forms:
    """The different chunks: characters, and the tokens from ``first[i]`` to ``first[i + 1]``.

    `length` counts the blank behind a chunk. Places count from its beginning.
    `token` is the type of each token in `types`, and `language` its language.
    `marks` is None where nobody asks for sentences.
    """

    length: Array
    first: Array
    token_begin: Array
    token_end: Array
    word: Array
    token: Array
    language: Array
    types: pa.Array
    marks: Marks | None


def find_forms(
    chunks: pa.Array, language: Array, languages: Sequence[str], *, sentences: bool
) -> Forms:
    """Look at the different chunks; `language` says which of the `languages` each is in."""
    text, bases = join(chunks)
    scanned = scan(text)
    starts = bases[:-1]
    found = _take_stops(find_tokens(scanned), starts, language, languages)
    first = np.searchsorted(found.start, bases)
    base = np.repeat(starts, np.diff(first))
    return Forms(
        length=(np.diff(bases) - 1).astype(np.int32),
        first=first,
        token_begin=(found.start - base).astype(np.int32),
        token_end=(found.end - base).astype(np.int32),
        word=found.word,
        token=found.code,
        language=np.repeat(language, np.diff(first)),
        types=found.types,
        marks=find_marks(chunks, scanned, bases, language, languages) if sentences else None,
    )


def join_forms(parts: Sequence[Forms]) -> Forms:
    """Put the forms of several lists of chunks one behind the other, with one list of types.

    Even one part needs that: composed forms may stand in its types twice.
    """
    places, types = merge_types([part.types for part in parts])
    whole = {
        field.name: np.concatenate([getattr(part, field.name) for part in parts])
        for field in fields(Forms)
        if field.name not in {"first", "types", "marks"}
    }
    whole["token"] = np.concatenate(
        [at.take(part.token) for at, part in zip(places, parts, strict=True)]
    )
    marks = [part.marks for part in parts if part.marks is not None]
    return Forms(
        first=join_bounds([part.first for part in parts]),
        types=types,
        marks=join_marks(marks) if marks else None,
        **whole,
    )


def _take_stops(found: Encoded, bases: Array, language: Array, languages: Sequence[str]) -> Encoded:
    """Give abbreviations their full stop: bzw and . become bzw."""
    stop = pc.index(found.types, ".").as_py()
    at = np.flatnonzero((found.code[1:] == stop) & found.word[:-1])
    at = at[found.start[at + 1] == found.end[at]]
    before = np.flatnonzero(np.bincount(found.code[at], minlength=len(found.types)))
    lower = pc.utf8_lower(found.types.take(pa.array(before)))
    spoken = language[np.searchsorted(bases, found.start[at], side="right") - 1]
    chosen = np.zeros(len(at), dtype=bool)
    for number, name in enumerate(languages):
        known = pa.array(sorted(abbreviations(name, "inside", "end")), pa.string())
        short = np.zeros(len(found.types), dtype=bool)
        short[before] = pc.is_in(lower, value_set=known).to_numpy(zero_copy_only=False)
        chosen |= short[found.code[at]] & (spoken == number)
    at = at[chosen]
    if not len(at):
        return found
    kept = np.ones(len(found), dtype=bool)
    kept[at + 1] = False
    code, types = _dotted(found.code, found.types, at)
    end = found.end.copy()
    end[at] += 1
    return Encoded(found.start[kept], end[kept], found.word[kept], code[kept], types)


def _dotted(code: Array, types: pa.Array, at: Array) -> tuple[Array, pa.Array]:
    """Renumber the types of the tokens that get a full stop."""
    short = np.unique(code[at])
    longer = pa.array([f"{word}." for word in types.take(pa.array(short)).to_pylist()], pa.string())
    code = code.copy()
    code[at] = len(types) + np.searchsorted(short, code[at])
    return code, pa.concat_arrays([types, longer])
