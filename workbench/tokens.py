"""Tokens: every word, number and mark of the articles, as codes into one vocabulary.

What a token is stands in `workbench.vocabulary`, what a lemma is in
`workbench.lemmas`, where sentences end in `workbench.sentences`.
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from workbench.errors import OptionError
from workbench.lemmas import is_stop_word, lemmatize
from workbench.lexicons import abbreviations
from workbench.partitions import by_partition
from workbench.segments import blocks_of, carried, in_text, languages_of, texts_of
from workbench.sentences import sentence_spans
from workbench.tables import ARTICLES, SPAN_METADATA, TEXT_ZONES, TOKENS
from workbench.vocabulary import Encoded, encode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    from workbench.layout import Block

    Array = NDArray[Any]

# Characters that are encoded at a time: the arrays of a block stay in the processor's cache.
_BLOCK = 400_000
_ZONE_CODES = {zone: code for code, zone in enumerate(TEXT_ZONES)}


@by_partition
def tokenize(articles: pd.DataFrame, *, keep: Iterable[str] = ()) -> pd.DataFrame:
    """Split the texts into tokens, with lemma, zone and sentence.

    Parameters
    ----------
    articles
        Reads `article_id`, `text` and, if there, `layout`, `language`, `outlet`,
        `published`, `section`, `digest`, and every column of yours. Without
        `layout` all paragraphs are body; without `language` all is German.
    keep
        More article columns to carry along, such as ``["author_code"]``, so that
        `count_words` can group by them.

    Returns
    -------
    pandas.DataFrame
        A tokens table, one row a token in the order of the texts: `article_id`,
        `start`, `end` (characters in `text`), `token` (hyphens and apostrophes
        unified), `lemma`, `is_word`, `is_stop`, `zone`, `sentence`, and metadata.
        All but numbers are categoricals, and `token` and `lemma` have one
        vocabulary each: about 40 bytes a token.

    Raises
    ------
    TableError
        If `article_id` or `text`, or a column of `keep`, is missing.

    Notes
    -----
    Misleads when a text is in another language than its `language` says: lemmas
    and function words are then wrong. Web addresses and marks are tokens, but
    not words (`is_word`), and so are not counted.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Der Krieg endet."]})
    >>> tokenize(articles)[["start", "end", "token", "lemma", "is_word", "is_stop"]]
       start  end  token  lemma  is_word  is_stop
    0      0    3    Der    der     True     True
    1      4    9  Krieg  Krieg     True    False
    2     10   15  endet  enden     True    False
    3     15   16      .      .    False    False
    """
    ARTICLES.require(articles, "article_id", "text", function="tokenize")
    names = _carried_names(articles, [keep] if isinstance(keep, str) else list(keep))
    if articles.empty:
        more = [name for name in names if name not in TOKENS.names]
        return TOKENS.empty().assign(**carried(articles, np.empty(0, dtype=np.int64), more))
    languages = languages_of(articles)
    pieces = _pieces(articles, languages)
    codes, types = _one_vocabulary(pieces)
    article = _whole(pieces, "article")
    word = _whole(pieces, "word")
    lemma, stop = _by_type(codes, types, word, article, languages)
    columns = {
        "start": _whole(pieces, "start"),
        "end": _whole(pieces, "end"),
        "token": pd.Categorical.from_codes(codes, categories=pd.Index(types, dtype="str")),
        "lemma": lemma,
        "is_word": word,
        "is_stop": stop,
        "zone": pd.Categorical.from_codes(_whole(pieces, "zone"), categories=pd.Index(TEXT_ZONES)),
        "sentence": _whole(pieces, "sentence"),
    } | carried(articles, article, ["article_id", *names])
    order = [*TOKENS.names, *(name for name in names if name not in TOKENS.names)]
    return pd.DataFrame({name: columns[name] for name in order}, copy=False)


@dataclass(frozen=True)
class _Piece:
    """The tokens of some consecutive articles; `code` counts in `types` of its own."""

    article: Array
    start: Array
    end: Array
    word: Array
    zone: Array
    sentence: Array
    code: Array
    types: pa.Array


def _carried_names(articles: pd.DataFrame, keep: list[str]) -> list[str]:
    """Name the article columns that tokens carry: metadata, the user's own, and `keep`."""
    ARTICLES.require(articles, *keep, function="tokenize")
    if taken := set(keep) & {"start", "end", "token", "lemma", "is_word", "is_stop", "sentence"}:
        raise OptionError(f"tokenize: keep={taken.pop()!r} is a column of tokens; rename it first.")
    own = [
        name
        for name in articles.columns
        if name not in ARTICLES.names and name not in TOKENS.names and _is_plain(articles[name])
    ]
    return list(dict.fromkeys([*SPAN_METADATA, "digest", *own, *keep]))


def _is_plain(column: pd.Series[Any]) -> bool:
    """Say whether values can be categories; lists and dictionaries cannot."""
    some = column.dropna().head(1)
    return some.empty or isinstance(some.iloc[0], Hashable)


def _pieces(articles: pd.DataFrame, languages: list[str]) -> list[_Piece]:
    texts = texts_of(articles)
    blocks = [in_text(found) for found in blocks_of(articles, texts)]
    return [
        _piece(part.start, texts[part], blocks[part], languages[part]) for part in _parts(texts)
    ]


def _parts(texts: Sequence[str]) -> Iterator[slice]:
    """Yield runs of articles that are about `_BLOCK` characters long."""
    begin = size = 0
    for i, text in enumerate(texts, 1):
        size += len(text)
        if size >= _BLOCK or i == len(texts):
            yield slice(begin, i)
            begin, size = i, 0


def _piece(
    first: int, texts: Sequence[str], blocks: Sequence[list[Block]], languages: Sequence[str]
) -> _Piece:
    """Encode some articles, and place their tokens in articles, zones and sentences."""
    found, bases = encode(texts)
    article = _spread(found.start, bases, np.arange(len(texts), dtype=np.int32))
    found, article = _take_stops(found, article, languages)
    zone_at, zones, sentence_at, sentences = _grid(bases, texts, blocks, languages)
    base = bases[article]
    return _Piece(
        article=article + np.int32(first),
        start=(found.start - base).astype(np.int32),
        end=(found.end - base).astype(np.int32),
        word=found.word,
        zone=_spread(found.start, zone_at, np.array(zones, dtype=np.int8)),
        sentence=_spread(found.start, sentence_at, np.array(sentences, dtype=np.int32)),
        code=found.code,
        types=found.types,
    )


def _grid(
    bases: Array, texts: Sequence[str], blocks: Sequence[list[Block]], languages: Sequence[str]
) -> tuple[list[int], list[int], list[int], list[int]]:
    """List where zones and sentences begin; the first of an article begins with it."""
    zone_at: list[int] = []
    zones: list[int] = []
    sentence_at: list[int] = []
    sentences: list[int] = []
    for base, text, here, language in zip(bases.tolist(), texts, blocks, languages, strict=True):
        zone_at.append(base)
        zones.append(_ZONE_CODES[here[0].zone if here else "body"])
        zone_at += [base + block.start for block in here[1:]]
        zones += [_ZONE_CODES[block.zone] for block in here[1:]]
        starts = [
            base + start
            for block in here
            for start, _ in sentence_spans(text, block.start, block.end, language)
        ]
        sentence_at += [base, *starts[1:]]
        sentences += range(max(len(starts), 1))
    return zone_at, zones, sentence_at, sentences


def _spread(start: Array, begins: Array | list[int], values: Array) -> Array:
    """Give every token the value of the stretch that it stands in."""
    firsts = np.searchsorted(start, begins)
    return np.repeat(values, np.diff(firsts, append=len(start)))


def _take_stops(found: Encoded, article: Array, languages: Sequence[str]) -> tuple[Encoded, Array]:
    """Give abbreviations their full stop: bzw and . become bzw."""
    ends = np.zeros(len(found), dtype=bool)
    stop = pc.index(found.types, ".").as_py()
    following = np.append(found.code[1:] == stop, False) & found.word
    following[:-1] &= found.start[1:] == found.end[:-1]
    lower = pc.utf8_lower(found.types)
    for language in set(languages):
        known = pa.array(sorted(abbreviations(language, "inside", "end")), pa.string())
        short = pc.is_in(lower, value_set=known).to_numpy(zero_copy_only=False)
        speaks = np.array([other == language for other in languages])
        ends |= following & short[found.code] & speaks[article]
    if not ends.any():
        return found, article
    kept = ~np.roll(ends, 1)
    code, types = _dotted(found.code, found.types, ends)
    end = found.end + ends
    dotted = Encoded(found.start[kept], end[kept], found.word[kept], code[kept], types)
    return dotted, article[kept]


def _dotted(code: Array, types: pa.Array, ends: Array) -> tuple[Array, pa.Array]:
    """Renumber the types where `ends` adds a full stop to a token."""
    short = np.unique(code[ends])
    longer = pa.array([f"{word}." for word in types.take(pa.array(short)).to_pylist()], pa.string())
    code = code.copy()
    code[ends] = len(types) + np.searchsorted(short, code[ends])
    return code, pa.concat_arrays([types, longer])


def _whole(pieces: list[_Piece], name: str) -> Array:
    return np.concatenate([getattr(piece, name) for piece in pieces])


def _one_vocabulary(pieces: list[_Piece]) -> tuple[Array, list[str]]:
    """Put the types of all pieces in one list, in composed form (NFC)."""
    types = pc.utf8_normalize(pa.concat_arrays([piece.types for piece in pieces]), form="NFC")
    merged = types.dictionary_encode()
    ours = merged.indices.to_numpy().astype(np.int32)
    begins = np.cumsum([0, *(len(piece.types) for piece in pieces)])
    codes = [ours[begin:][piece.code] for begin, piece in zip(begins, pieces, strict=False)]
    return np.concatenate(codes), merged.dictionary.to_pylist()


def _by_type(
    codes: Array, types: list[str], word: Array, article: Array, languages: list[str]
) -> tuple[pd.Categorical[Any], Array]:
    """Look up lemma and stop word once per type and language, and hand them to the tokens."""
    spoken = sorted(set(languages))
    language = np.array([spoken.index(x) for x in languages], dtype=np.int8)[article]
    all_types = np.array(types, dtype=object)
    lemmas = []
    stops = np.zeros((len(spoken), len(types)), dtype=bool)
    for number, name in enumerate(spoken):
        here = language == number
        used = np.bincount(codes[here], minlength=len(types)) > 0
        words = np.bincount(codes[here & word], minlength=len(types)) > 0
        numbers = np.flatnonzero(words).tolist()
        here_types = [types[i] for i in numbers]
        column = all_types.copy()
        column[~used] = None
        column[numbers] = lemmatize(here_types, name)
        stops[number, numbers] = is_stop_word(here_types, name)
        lemmas.append(column)
    encoded = pa.array(np.concatenate(lemmas), pa.string()).dictionary_encode()
    table = encoded.indices.fill_null(0).to_numpy().reshape(len(spoken), -1)
    lemma = pd.Index(encoded.dictionary.to_pylist(), dtype="str")
    return pd.Categorical.from_codes(table[language, codes], categories=lemma), stops[
        language, codes
    ]
