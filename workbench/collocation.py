"""Collocates: the words that stand near a word more often than chance would have it.

The unit is the pair of a node and a word in its window. With O pairs of this node and this word,
R pairs of the node, C pairs of the word and N pairs in all,

    expected = R · C / N
    mi       = log2(O / expected)            Church and Hanks 1990
    mi3      = log2(O³ / expected)           Daille 1994
    t_score  = (O - expected) / √O           Church et al. 1991
    g2       = 2 · Σ O · ln(O / E), signed   Dunning 1993
    log_dice = 14 + log2(2 · O / (f_node + f_word))    Rychlý 2008

with f the occurrences of node and word. R and C are counted, not estimated: a window that the end
of its sentence cuts short has fewer places.

Misleads when
-------------
- `mi` is used to rank: a misprint that stands once beside the node wins. `log_dice` is steadier;
- one article repeats a phrase: look at `n_articles`;
- windows overlap: a word between two nodes counts twice, so `log_dice` may pass 14;
- company is taken for meaning: *Krieg* near *kein* says the opposite of *Krieg* near *brutal*.

Sources
-------
Evert, S. (2008): Corpora and collocations. In: Lüdeling, A. and Kytö, M. (eds.): Corpus
Linguistics. An International Handbook, article 58. Berlin. Others: `workbench.association`.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from workbench.association import (
    expected_count,
    log_dice,
    log_likelihood,
    mutual_information,
    t_score,
)
from workbench.errors import OptionError, check_count, check_option
from workbench.grouping import check_order, codes_of, counted, listed
from workbench.neighbours import SPANS, Company, Line, combine, near_all, near_places
from workbench.partitions import meta_of, parts_of
from workbench.queries import find_hits
from workbench.tables import COUNTED_ZONES, MENTIONS, TOKENS, same_text

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Array = NDArray[Any]

UNITS = ("lemma", "token")
WINDOW = 5
ENOUGH = 3  # articles from which a collocate says something about more than its article
_MOSTLY = 0.5  # a word is a stop word when most of its occurrences are


def score_collocates(
    tokens: pd.DataFrame,
    node: str | None,
    *,
    window: int | tuple[int, int] = WINDOW,
    span: Literal["sentence", "zone", "article"] = "sentence",
    unit: Literal["lemma", "token"] = "lemma",
    zones: Iterable[str] | None = COUNTED_ZONES,
    mentions: pd.DataFrame | None = None,
    match: Literal["lemma", "token", "regex"] = "lemma",
    case: bool = False,
    whole_word: bool = True,
    min_n: int = 3,
    min_articles: int = ENOUGH,
    stop_words: bool = True,
    top: int | None = None,
) -> pd.DataFrame:
    r"""Find the words that keep company with a node.

    Parameters
    ----------
    tokens
        A tokens table (`tokenize`). Reads `article_id`, `start`, `end`, `token`, `lemma`,
        `is_word`, `is_stop`, `zone`, `sentence`.
    node
        A word or phrase in the query language of `kwic`; with `mentions` a label. None takes
        every word (or every label) as a node.
    window
        Words on each side, or on the left and on the right: ``(0, 1)`` are neighbours on the
        right.
    span
        Where a window ends at the latest: with the ``"sentence"``, the ``"zone"`` (headline, lead
        …) or the ``"article"``.
    unit
        Count dictionary forms (``"lemma"``) or words as they stand, in small letters.
    zones
        Parts of the page to count; None counts all.
    mentions
        A mentions table (`find_mentions`) of the same articles: its labels are the nodes.
    match, case, whole_word
        How the query is compared: `by`, `case` and `whole_word` of `kwic`.
    min_n
        Leave out words that stand near the node less often.
    min_articles
        Articles that `enough` asks for.
    stop_words
        False hides function words. They still take their places in the windows.
    top
        Only the first collocates of each node.

    Returns
    -------
    pandas.DataFrame
        A collocates table, by node and falling `log_dice`.

    Raises
    ------
    TableError
        If a column is missing, or the mentions were made from other texts.
    OptionError
        If the query is empty, the label is not among the mentions, or an option is not known.

    Examples
    --------
    >>> from workbench.tokens import tokenize
    >>> text = "Das ist kein Krieg. Kein Krieg endet so."
    >>> tokens = tokenize(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    >>> table = score_collocates(tokens, "Krieg", window=1, min_n=1)
    >>> table[["lemma", "n", "n_before", "n_after", "n_node", "log_dice"]].head(2).round(1)
       lemma  n  n_before  n_after  n_node  log_dice
    0   kein  2       2        0       2      14.0
    1  enden  1       0        1       2      13.4
    """
    check_option("span", span, tuple(SPANS))
    check_option("unit", unit, UNITS)
    check_count(
        "score_collocates",
        min_n=min_n,
        min_articles=min_articles,
        top=1 if top is None else top,
    )
    TOKENS.require(meta_of(tokens), *TOKENS.names[:9], function="score_collocates")
    left, right = _sides(window)
    labels = None if mentions is None else _labels(mentions, node)
    query = {"by": match, "case": case, "whole_word": whole_word}
    count = partial(
        count_collocates,
        node=node,
        left=left,
        right=right,
        span=span,
        unit=unit,
        zones=listed(zones),
        labels=labels,
        query=query,
    )
    company = parts_of(tokens).fold(count, combine)
    return score_company(
        company, unit=unit, min_n=min_n, min_articles=min_articles, stop_words=stop_words, top=top
    )


def count_collocates(
    tokens: pd.DataFrame,
    *,
    node: str | None,
    left: int,
    right: int,
    span: str,
    unit: str,
    zones: list[str] | None,
    labels: pd.DataFrame | None,
    query: dict[str, Any],
) -> Company:
    """Count what `score_company` needs of a corpus or of a part of it (whole articles)."""
    check_order(tokens, function="score_collocates")
    line = Line.of(tokens, np.flatnonzero(counted(tokens, zones)), unit, span)
    if node is None and labels is None:
        return near_all(line, left=left, right=right)
    if labels is None:
        first, last = find_hits(
            tokens, str(node), **query, zones=zones, function="score_collocates"
        )
        names, number = [str(node)], np.zeros(len(first), dtype=np.int64)
    else:
        same_text(labels, _digests(tokens), "score_collocates")
        names = sorted(set(labels["label"]))
        number, first, last = _rows(tokens, labels, names)
    low = np.searchsorted(line.rows, first)
    high = np.searchsorted(line.rows, last, side="right") - 1
    there = np.flatnonzero(low <= high)
    return near_places(
        line,
        number[there],
        low[there],
        high[there],
        nodes=pd.Index(names, dtype="str"),
        left=left,
        right=right,
    )


def score_company(
    company: Company,
    *,
    unit: str,
    min_n: int,
    min_articles: int,
    stop_words: bool,
    top: int | None,
) -> pd.DataFrame:
    """Turn counts, added over all parts of a corpus, into a collocates table."""
    stop = company.stop >= _MOSTLY * np.maximum(company.n_word, 1)
    n = company.left + company.right
    keep = n >= min_n
    if not stop_words:
        keep &= ~stop[company.word]
    rows = np.flatnonzero(keep)
    node, word, n = company.node[rows], company.word[rows], n[rows]
    scores = _scores(company, node, word, n)
    ranks = _rank(company.words, word), -scores["log_dice"], _rank(company.nodes, node)
    order = np.lexsort(ranks)
    if top is not None:
        order = order[_nth(node[order]) < top]
    columns: dict[str, Any] = {
        "node": company.nodes.take(node[order]),
        unit: company.words.take(word[order]),
        "n": n,
        "n_before": company.left[rows],
        "n_after": company.right[rows],
        "n_node": company.n_node[node],
        "n_word": company.n_word[word],
        "total": np.full(len(rows), company.n_word.sum(), dtype=np.int64),
        **scores,
        "n_articles": company.n_articles[rows],
        "is_stop": stop[word],
        "enough": company.n_articles[rows] >= min_articles,
    }
    names = {"node", unit}
    table = {name: v if name in names else v[order] for name, v in columns.items()}
    return pd.DataFrame(table, index=range(len(order))).astype({"node": "str", unit: "str"})


def _scores(company: Company, node: Array, word: Array, n: Array) -> dict[str, Array]:
    """Return the measures of association of some pairs that occur `n` times."""
    pairs = int(company.windows.sum())
    reach, windows = company.reach[node], company.windows[word]
    expected = expected_count(reach, windows, max(pairs, 1))
    return {
        "expected": expected,
        "log_dice": log_dice(n, company.n_node[node], company.n_word[word]),
        "mi": mutual_information(n, expected),
        "mi3": mutual_information(n, expected, power=3),
        "t_score": t_score(n, expected),
        "g2": log_likelihood(n, reach, windows, pairs),
    }


def _rank(names: pd.Index[Any], used: Array) -> Array:
    """Return the place of each name in the alphabet, of those that are used."""
    found = np.unique(used)
    rank = np.zeros(len(names), dtype=np.int64)
    rank[found[names.take(found).argsort()]] = np.arange(len(found))
    return rank[used]


def _nth(node: Array) -> Array:
    """Return the number of each row among those of its node; they stand together."""
    first = np.flatnonzero(np.diff(node, prepend=-1))
    return np.arange(len(node)) - np.repeat(first, np.diff(first, append=len(node)))


def _sides(window: int | tuple[int, int]) -> tuple[int, int]:
    match window:
        case int() | (int(), int()):
            left, right = (window, window) if isinstance(window, int) else window
            if min(left, right) >= 0 and left + right >= 1:
                return left, right
    raise OptionError(
        f"score_collocates: window={window!r} must be a number of words from 1, or two such as "
        "(5, 5) with at least one above 0."
    )


def _labels(mentions: pd.DataFrame, label: str | None) -> pd.DataFrame:
    """Return the mentions of one label, or of all."""
    MENTIONS.require(mentions, "article_id", "start", "end", "label", function="score_collocates")
    found = mentions.assign(label=mentions["label"].astype("str"))
    if label is None:
        return found
    known = sorted(set(found["label"]))
    if label not in known:
        raise OptionError(
            f"score_collocates: node={label!r} is not a label of the mentions: "
            f"{', '.join(map(repr, known)) or 'none'}."
        )
    return found[found["label"] == label]


def _digests(tokens: pd.DataFrame) -> pd.DataFrame:
    names = [name for name in ("article_id", "digest") if name in tokens]
    return tokens[names].drop_duplicates()


def _rows(
    tokens: pd.DataFrame, labels: pd.DataFrame, names: list[str]
) -> tuple[Array, Array, Array]:
    """Return label, first and last row of the mentions that stand in the tokens."""
    codes, ids = codes_of(tokens["article_id"])
    begins = np.flatnonzero(np.diff(codes, prepend=-2))
    place = np.full(len(ids), -1, dtype=np.int64)  # of each article, in the order of the tokens
    place[codes[begins]] = np.arange(len(begins))
    at = np.repeat(np.arange(len(begins)), np.diff(begins, append=len(codes))) << 32
    article = ids.get_indexer(pd.Index(labels["article_id"].astype("str")))
    known = np.flatnonzero((article >= 0) & (place[article] >= 0))
    labels, base = labels.iloc[known], place[article[known]] << 32
    ends, starts = at + tokens["end"].to_numpy(), at + tokens["start"].to_numpy()
    first = np.searchsorted(ends, base + labels["start"].to_numpy(), side="right")
    last = np.searchsorted(starts, base + labels["end"].to_numpy()) - 1
    number = pd.Index(names).get_indexer(pd.Index(labels["label"]))
    order = np.flatnonzero(first <= last)
    return number[order], first[order], last[order]
