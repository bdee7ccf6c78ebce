"""Tokens: every word, number and mark of the articles, as codes into one vocabulary.

What a token is stands in `workbench.vocabulary`, what a lemma is in
`workbench.lemmas`, where sentences end in `workbench.sentences`.
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa

from workbench.encoding import encode_articles, in_threads
from workbench.errors import OptionError
from workbench.lemmas import is_stop_word, lemmatize
from workbench.partitions import by_partition
from workbench.placing import place_tokens
from workbench.progress import track
from workbench.segments import carried, languages_of
from workbench.tables import ARTICLES, SPAN_METADATA, TEXT_ZONES, TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from workbench.encoding import Part
    from workbench.forms import Forms

    Array = NDArray[Any]

_LEMMAS = 10_000  # types that are looked up between two steps of the bar
_PLACES = ("size", "start", "end", "zone", "sentence")


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
    parts, forms = encode_articles(articles)
    lemma, stop = _by_type(forms, sorted(set(languages_of(articles))))
    tables = {"token": forms.token, "lemma": lemma.codes, "is_word": forms.word, "is_stop": stop}

    def look_up(part: Part) -> dict[str, Array]:
        piece = place_tokens(part, forms)
        found = {name: table.take(piece.item) for name, table in tables.items()}
        return {name: getattr(piece, name) for name in _PLACES} | found

    pieces = in_threads(look_up, parts, "placing tokens")
    columns: dict[str, Any] = {
        name: np.concatenate([piece.pop(name) for piece in pieces]) for name in (*_PLACES, *tables)
    }
    size = columns.pop("size")
    columns["token"] = _categorical(columns["token"], pd.Index(forms.types.to_pandas()))
    columns["lemma"] = _categorical(columns["lemma"], lemma.categories)
    columns["zone"] = _categorical(columns["zone"], pd.Index(TEXT_ZONES))
    each = carried(articles, np.arange(len(articles)), ["article_id", *names])
    for name, column in each.items():
        columns[name] = _categorical(np.repeat(column.codes, size), column.categories)
    order = [*TOKENS.names, *(name for name in names if name not in TOKENS.names)]
    return pd.DataFrame({name: columns[name] for name in order}, copy=False)


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


def _categorical(codes: Array, categories: pd.Index[Any]) -> pd.Categorical[Any]:
    """Make a categorical of codes that are known to be right."""
    return pd.Categorical.from_codes(codes, categories=categories, validate=False)


def _by_type(forms: Forms, languages: list[str]) -> tuple[pd.Categorical[Any], Array]:
    """Look up lemma and stop word of the tokens in the forms, once per type and language."""
    n = len(forms.types)
    key = forms.token + forms.language * np.int32(n)
    used, words = (
        np.bincount(keys, minlength=n * len(languages)) > 0 for keys in (key, key[forms.word])
    )
    lemmas = np.tile(forms.types.to_numpy(zero_copy_only=False), len(languages))
    lemmas[~used] = None
    stops = np.zeros(len(used), dtype=bool)
    for number, name in enumerate(languages):
        here = np.flatnonzero(words[number * n :][:n]) + number * n
        known = lemmas[here].tolist()
        some = track(range(0, len(known), _LEMMAS), "finding lemmas")
        lemmas[here] = [lemma for at in some for lemma in lemmatize(known[at : at + _LEMMAS], name)]
        stops[here] = is_stop_word(known, name)
    encoded = pa.array(lemmas, pa.string()).dictionary_encode()
    code = encoded.indices.fill_null(0).to_numpy()[key]
    return _categorical(code, pd.Index(encoded.dictionary.to_pandas())), stops[key]
