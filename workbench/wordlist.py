"""The frequency list straight from the texts, where nothing else is wanted.

`count_words` counts a tokens table, which also holds lemmas, sentences and
places. Where one only asks how often each word form occurs, that table need not
be made: here tokens are counted block by block and forgotten. The numbers are
those of ``count_words(tokenize(articles), unit="token")``.

Misleads when
-------------
an article stands in the corpus twice (agency copy, updated version), and for
rates of words that few articles have; see `n_articles` beside them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from workbench.chunks import expand
from workbench.encoding import encode_articles, in_threads
from workbench.errors import check_count, check_option
from workbench.grouping import commonest, firsts, fold_case, listed
from workbench.placing import BODY, is_laid_out, place_tokens
from workbench.tables import ARTICLES, COUNTED_ZONES, TEXT_ZONES, WORDLIST, ZONES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    from workbench.encoding import Part
    from workbench.forms import Forms

    Array = NDArray[Any]

_LIMIT = 2**32
_WORDS = (
    "count_words(tokenize(articles), unit='token', dispersion=False) counts the same over Dask."
)


def count_tokens(
    articles: pd.DataFrame,
    *,
    zones: Iterable[str] | None = COUNTED_ZONES,
    fold: bool = True,
    min_n: int = 1,
    top: int | None = None,
) -> pd.DataFrame:
    """Count the word forms of all articles, several times faster than through tokens.

    Parameters
    ----------
    articles
        Reads `article_id`, `text` and, if there, `layout` and `language`.
    zones
        Parts of the page to count; None counts all, also captions and kickers.
    fold
        Count *Der* and *der* as one, under the spelling that is most frequent.
    min_n
        Leave out words with fewer occurrences.
    top
        Only the most frequent words.

    Returns
    -------
    pandas.DataFrame
        A wordlist table: `token`, `n`, `total` (words of all articles), `per_10k`,
        `n_articles`, `total_articles`; sorted by falling `n`, and word.

    Raises
    ------
    TableError
        If `article_id` or `text` is missing.
    OptionError
        If a zone is not known, or `min_n` or `top` is below 1.

    Notes
    -----
    For groups, lemmas, function words and dispersion use `count_words`.

    Examples
    --------
    >>> texts = ["Krieg ist Krieg.", "Der Krieg endet, der Streit und der Streik bleiben."]
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "text": texts})
    >>> count_tokens(articles, top=2)[["token", "n", "total", "n_articles"]]
       token  n  total  n_articles
    0  Krieg  3     12           2
    1    der  3     12           1
    """
    ARTICLES.require(articles, "article_id", "text", function="count_tokens", instead=_WORDS)
    check_count("count_tokens", min_n=min_n, top=1 if top is None else top)
    wanted = _wanted(zones)
    if articles.empty:
        return WORDLIST.empty()
    parts, forms = encode_articles(articles, sentences=False)
    words = pd.Index(forms.types.to_pandas(), dtype="str")
    number = fold_case(words)[0] if fold else np.arange(len(words))
    only = _words_only(forms)
    found = in_threads(
        lambda part: _count(_words(part, forms, only, wanted), number), parts, "counting words"
    )
    n, ranges, filled = (sum(column) for column in zip(*found, strict=True))
    if fold:
        words = commonest(number, words, n)
        n = np.bincount(number, weights=n, minlength=len(words)).astype(np.int64)
    order = _order(n, words, min_n)[:top]
    total = int(n.sum())
    return pd.DataFrame(
        {
            "token": words.take(order).array,
            "n": n[order],
            "total": np.full(len(order), total),
            "per_10k": n[order] / max(total, 1) * 10_000,
            "n_articles": ranges[order],
            "total_articles": np.full(len(order), filled),
        }
    )


def _wanted(zones: Iterable[str] | None) -> Array:
    """Return True for the codes of the zones that count."""
    names = listed(TEXT_ZONES if zones is None else zones) or []
    for zone in names:
        check_option("zones", zone, ZONES)
    return np.isin(TEXT_ZONES, names)


def _words_only(forms: Forms) -> tuple[Array, Array]:
    """Return where the words of each chunk begin, with the end, and the type of each word."""
    return np.append(0, np.cumsum(forms.word))[forms.first], forms.token[forms.word]


def _words(
    part: Part, forms: Forms, words: tuple[Array, Array], wanted: Array
) -> tuple[Array, Array]:
    """Return how many words of the wanted zones each article has, and their types."""
    first, token = words
    if is_laid_out(part):
        piece = place_tokens(part, forms)
        chosen = np.flatnonzero(forms.word.take(piece.item) & wanted.take(piece.zone))
        token, ends = forms.token.take(piece.item[chosen]), np.cumsum(piece.size)
    elif wanted[BODY]:
        chosen, item = expand(first, part.form.astype(np.intp))
        token, ends = token.take(item), np.cumsum(part.size)
    else:
        return np.zeros(len(part.size), dtype=np.intp), token[:0]
    return np.diff(np.searchsorted(chosen, ends), prepend=0), token


def _count(found: tuple[Array, Array], number: Array) -> tuple[Array, Array, int]:
    """Return how often each type occurs, in how many articles each word, and how many have one."""
    size, token = found
    n_words = int(number.max(initial=-1)) + 1
    key = np.repeat(np.arange(len(size)) * n_words, size) + number.take(token)
    if len(size) * n_words < _LIMIT:
        key = key.astype(np.uint32)  # sorted twice as fast
    key.sort()
    word = key[firsts(key)] % max(n_words, 1)
    n = np.bincount(token, minlength=len(number))
    return n, np.bincount(word, minlength=n_words), int(np.count_nonzero(size))


def _order(n: Array, words: pd.Index[Any], min_n: int) -> Array:
    """Return the words to show, by falling n, and word."""
    shown = np.flatnonzero(n >= min_n)
    rows = pa.table({"n": n[shown], "word": pa.array(words.take(shown))})
    order = pc.sort_indices(rows, sort_keys=[("n", "descending"), ("word", "ascending")])
    return shown[order.to_numpy()]
