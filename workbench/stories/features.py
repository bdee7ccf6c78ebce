"""What articles are about, as numbers: lemmas of their language, and names that cross languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.tables import COUNTED_ZONES
from workbench.tokens import tokenize

if TYPE_CHECKING:
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    Array = NDArray[Any]

_SAME = 6  # letters by which a name is known: Veldanien, Veldania, Veldaniens are one
_SHORTEST, _DIGITS = 3, 2  # letters of a name, digits of a number
_COMMON, _FEW = 0.1, 50  # a word in more articles than this tells no event


@dataclass(frozen=True)
class Features:
    """One row an article: half its weight in lemmas, half in names and numbers."""

    weights: csr_array
    words: Array  # what each column is called

    def shared(self, one: int, others: list[int], most: int) -> list[str]:
        """Name the words that an article shares with others, the weightiest first."""
        product = self.weights[[one]].multiply(self.weights[others].mean(axis=0)[None, :]).tocsr()
        order = np.argsort(-product.data, kind="stable")
        found: dict[str, str] = {}
        for word in self.words[product.indices[order]].tolist():
            found.setdefault(word.casefold()[:_SAME], word)
        return list(found.values())[:most]


def features_of(articles: pd.DataFrame) -> Features:
    """Weigh words by tf-idf: (1 + log tf) · log((N + 1) / (df + ½)), each half of length √½.

    Salton, G. and Buckley, C. (1988): Term-weighting approaches in automatic text retrieval.
    Information Processing & Management 24 (5), 513–523.
    """
    from scipy.sparse import hstack

    tokens = tokenize(articles.assign(article_id=np.arange(len(articles))))
    kept = tokens["is_word"] & ~tokens["is_stop"] & tokens["zone"].isin(COUNTED_ZONES)
    tokens = tokens[kept.to_numpy()]
    row = tokens["article_id"].astype("int64").to_numpy()
    halves, words = [], []
    for code, names in (_lemmas(tokens), _names(tokens)):
        weights, name = _weigh(row[code >= 0], code[code >= 0], len(articles), names)
        halves.append(weights)
        words.append(name)
    return Features(hstack(halves, format="csr"), np.concatenate(words))


def _lemmas(tokens: pd.DataFrame) -> tuple[Array, Array]:
    """Give numbers to the lemmas; the same letters in two languages are two."""
    names = tokens["lemma"].cat.categories.to_numpy(dtype=object)
    folded, _ = pd.factorize(np.array([str(name).casefold() for name in names], dtype=object))
    language = tokens["language"].cat.codes.to_numpy().astype(np.int64) + 1
    lemma = folded[tokens["lemma"].cat.codes.to_numpy()]
    code, first = pd.factorize(lemma + language * (len(names) + 1))
    spelled = np.empty(len(names) + 1, dtype=object)
    spelled[folded] = names
    return code, spelled[first % (len(names) + 1)]


def _names(tokens: pd.DataFrame) -> tuple[Array, Array]:
    """Give numbers to what reads alike in many languages: words with a capital, and numbers."""
    types = [str(word) for word in tokens["token"].cat.categories]
    keys = np.array([_key(word) for word in types], dtype=object)
    code, _ = pd.factorize(keys)
    token = tokens["token"].cat.codes.to_numpy()
    n = np.bincount(token, minlength=len(types))
    shown = sorted(range(len(types)), key=lambda i: (not types[i].isupper(), n[i]))
    spelled = {int(code[i]): types[i] for i in shown}
    names = [spelled[number] for number in range(int(code.max(initial=-1)) + 1)]
    return code[token], np.array(names, dtype=object)


def _key(word: str) -> str | None:
    """Return by what a name or number is known; None for other words.

    >>> _key("Veldaniens"), _key("1'870"), _key("kam")
    ('veldan', '#1870', None)
    """
    digits = "".join(char for char in word if char.isdigit())
    if digits:
        return f"#{digits}" if len(digits) >= _DIGITS else None
    if word[:1].isupper() and len(word) >= _SHORTEST:
        return word.casefold()[:_SAME]
    return None


def _weigh(row: Array, code: Array, n_articles: int, names: Array) -> tuple[csr_array, Array]:
    """Return tf-idf rows of length √½, without words that tell no event."""
    from scipy.sparse import csr_array

    ones = np.ones(len(row), dtype=np.float64)
    counts = csr_array((ones, (row, code)), shape=(n_articles, len(names)))
    counts.sum_duplicates()
    held_by = np.bincount(counts.indices, minlength=len(names))
    rarity = np.log((n_articles + 1) / (held_by + 0.5))
    counts.data = (1 + np.log(counts.data)) * rarity[counts.indices]
    length = np.sqrt(2 * np.asarray(counts.multiply(counts).sum(axis=1)).ravel())
    counts.data /= np.repeat(np.where(length > 0, length, 1), np.diff(counts.indptr))
    telling = (held_by > 1) & (held_by <= max(_FEW, _COMMON * n_articles))
    return counts[:, telling], names[telling]
