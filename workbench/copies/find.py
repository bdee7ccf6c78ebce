"""Wire copy and near duplicates: which articles hold the words of which.

With W the words of an article and C those of them that stand in a run of `size` or more words
that the other article has too, in the same order,

    share = |C| / |W|

This is *containment* counted in words: a cut dispatch is wholly contained in the dispatch, though
the two do not resemble each other. It asks nothing of the order of the runs. A pair is a copy from
`min_share` of the shorter article on.

Misleads when
-------------
- both print a third text that is not in the corpus (an agency's, a press release): then the
  "origin" is only the earlier of two copies; `shared_wire` says so where a credit tells;
- they quote the same long statement;
- times are those of the last change, or days without hours;
- a text was translated or told in other words: not seen at all.

Sources
-------
Broder, A. Z. (1997): On the resemblance and containment of documents. Proceedings of Compression
and Complexity of Sequences, 21–29.
Clough, P., Gaizauskas, R., Piao, S. and Wilks, Y. (2002): METER: MEasuring TExt Reuse. Proceedings
of ACL, 152–159 (wholly, partially and not derived newspaper text).
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.alignment.origins import Facts, facts_of, hours_between, origin_first
from workbench.alignment.words import Words, words_of
from workbench.errors import OptionError, check_count
from workbench.grouping import listed
from workbench.segments import carried
from workbench.shingles import covered_words, hash_runs, number_runs, pair_articles
from workbench.tables import ARTICLES, COPIES

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Array = NDArray[Any]
    _Found = tuple[int, int, dict[int, int]]

_WHOLE, _HALF = 0.95, 0.5  # shares from which a text is the same, and mostly the same


def find_copies(
    articles: pd.DataFrame,
    *,
    size: int = 5,
    min_share: float = 0.25,
    min_words: int = 20,
    agencies: Iterable[str] = (),
) -> pd.DataFrame:
    """Find which articles hold the words of which: wire copy, duplicates, versions.

    Parameters
    ----------
    articles
        All articles at once. Reads `article_id`, `text` and, if there, `layout`, `outlet`,
        `published`, `updated`, `url`, `agency`.
    size
        Words of a run that counts as shared.
    min_share
        Share of the shorter article's words that must be shared.
    min_words
        Words that must be shared at least.
    agencies
        Outlets that are news agencies, beside those that have a profile (dpa, sda, APA, …).

    Returns
    -------
    pandas.DataFrame
        A copies table, one row a pair, in the order of the articles: `article_id` (the copy),
        `source_id` (its likely origin), `kind`, `n_shared` and `n_words` (words), `share`,
        `share_of_source`, outlets, times, `hours`, `rule`, `agency` (credited by the copy),
        `from_agency`, `group`. Nothing is dropped: copying is a finding. A text that more than
        100 articles hold is compared with the first of them only.

    Raises
    ------
    TableError
        If `article_id` or `text` is missing.
    OptionError
        If `size` or `min_words` is below 1, or `min_share` not between 0 and 1.

    Notes
    -----
    The origin is, in this order: the agency's own dispatch, the article published earlier (for
    versions the one changed earlier), the longer one. `rule` says which decided.

    Examples
    --------
    >>> wire = "Am Montag sind in Velmin nach Angaben der Stadt sieben Menschen gestorben."
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["DPB", "Bote"],
    ...     "text": [wire, wire + " Das Blatt war dabei."]})
    >>> found = find_copies(articles, min_words=10, agencies=["DPB"])
    >>> found[["article_id", "source_id", "kind", "n_shared", "n_words", "rule"]]
      article_id source_id  kind  n_shared  n_words    rule
    0          b         a  wire        12       16  agency
    """
    ARTICLES.require(articles, "article_id", "text", function="find_copies")
    _check(size, min_share, min_words)
    facts = facts_of(articles, listed(agencies) or [])
    order = np.lexsort([facts.published, ~facts.is_agency])  # the likely origin first
    words = words_of(articles)
    found = _find_pairs(words, order, size, min_share, min_words)
    pairs = [_Pair.of(pair, facts, words.sizes) for pair in found]
    pairs.sort(key=lambda pair: (pair.copy, pair.source))
    return _table(articles, pairs, facts, words.sizes)


def _check(size: int, min_share: float, min_words: int) -> None:
    check_count("find_copies", size=size, min_words=min_words)
    if not 0 < min_share <= 1:
        raise OptionError(f"find_copies: min_share={min_share} must be above 0 and at most 1.")


def _find_pairs(
    words: Words, order: Array, size: int, min_share: float, min_words: int
) -> list[_Found]:
    """Return pairs of rows with the shared words of each, counted exactly."""
    hashes, place = hash_runs(words.code, words.article, size)
    run, n_runs = number_runs(hashes, words.article[place])
    shared = run >= 0
    run, place = run[shared], place[shared]
    article = words.article[place]
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order))
    needed = np.maximum(np.ceil(min_share * words.sizes), min_words)
    # A run of `size` words covers `size` words at most, so fewer shared runs cannot be enough.
    least = np.maximum(np.ceil(needed / size), 1)
    pairs = pair_articles(run, rank[article], len(order), least[order])
    edges = np.searchsorted(article, np.arange(len(order) + 1)).tolist()
    parts = [slice(a, b) for a, b in pairwise(edges)]
    there = np.zeros(n_runs, dtype=bool)
    begins = place - words.first[article]
    sizes = words.sizes.tolist()
    kept = []
    for a, b in zip(*(order[side].tolist() for side in pairs), strict=True):
        n = {}
        for one, other in ((a, b), (b, a)):
            there[run[parts[other]]] = True
            found = begins[parts[one]][there[run[parts[one]]]]
            there[run[parts[other]]] = False
            n[one] = int(covered_words(found, sizes[one], size).sum())
        if n[a] >= needed[a] or n[b] >= needed[b]:
            kept.append((a, b, n))
    return kept


@dataclass(frozen=True, slots=True)
class _Pair:
    """A copy and its origin as rows of the articles, with what they share."""

    copy: int
    source: int
    n_shared: int
    share: float
    share_of_source: float
    rule: str
    kind: str

    @classmethod
    def of(cls, found: _Found, facts: Facts, sizes: Array) -> _Pair:
        """Decide who copied, and what kind of copy it is."""
        a, b, shared = found
        source, copy, rule = origin_first(a, b, facts, sizes)
        share, of_source = shared[copy] / int(sizes[copy]), shared[source] / int(sizes[source])
        kind = _kind(copy, source, share, of_source, facts)
        return cls(copy, source, shared[copy], share, of_source, rule, kind)


def _kind(copy: int, source: int, share: float, of_source: float, facts: Facts) -> str:
    """Name the kind of copy; who prints comes before how much."""
    similar = min(share, of_source) >= _HALF
    if facts.same_page(copy, source) or (facts.same_outlet(copy, source) and similar):
        return "version"
    if facts.is_agency[source] and not facts.is_agency[copy]:
        return "wire"
    if facts.credits[copy] & facts.credits[source]:
        return "shared_wire"
    if min(share, of_source) >= _WHOLE:
        return "same_text"
    if share >= _HALF:
        return "copy"
    return "contains" if of_source >= _HALF else "part"


def _table(articles: pd.DataFrame, pairs: list[_Pair], facts: Facts, sizes: Array) -> pd.DataFrame:
    """Write the pairs with what the articles tell about them."""
    copy = np.array([pair.copy for pair in pairs], dtype=np.int64)
    source = np.array([pair.source for pair in pairs], dtype=np.int64)
    version = np.array([pair.kind == "version" for pair in pairs], dtype=bool)
    ids = articles["article_id"].astype(str).to_numpy(dtype=object)
    from_agency = facts.is_agency[source] & ~facts.is_agency[copy]
    kind = [pair.kind for pair in pairs]
    credited = ["; ".join(sorted(facts.credits[i])) for i in copy]
    columns = {
        "article_id": ids[copy],
        "source_id": ids[source],
        "kind": _through_one_dispatch(kind, copy, source, from_agency),
        "n_shared": [pair.n_shared for pair in pairs],
        "n_words": sizes[copy],
        "share": [pair.share for pair in pairs],
        "share_of_source": [pair.share_of_source for pair in pairs],
        "outlet": _or_missing(facts.outlet[copy]),
        "source_outlet": _or_missing(facts.outlet[source]),
        "published": pd.to_datetime(facts.published[copy], utc=True),
        "source_published": pd.to_datetime(facts.published[source], utc=True),
        "hours": np.where(
            version,
            hours_between(facts.changed, source, copy),
            hours_between(facts.published, source, copy),
        ),
        "rule": [pair.rule for pair in pairs],
        "agency": _or_missing(np.array(credited, dtype=object)),
        "from_agency": from_agency,
        "group": _groups(copy, source, len(articles)),
        "digest": carried(articles, copy, ["digest"])["digest"],
        "source_digest": carried(articles, source, ["digest"])["digest"],
    }
    return COPIES.conform(pd.DataFrame(columns))


def _through_one_dispatch(
    kind: list[str], copy: Array, source: Array, from_agency: Array
) -> list[str]:
    """Call it shared wire where both papers hold one dispatch of the corpus."""
    wires: dict[int, set[int]] = {}
    for paper, dispatch in zip(
        copy[from_agency].tolist(), source[from_agency].tolist(), strict=True
    ):
        wires.setdefault(paper, set()).add(dispatch)
    return [
        "shared_wire"
        if name not in {"version", "wire"} and wires.get(a, set()) & wires.get(b, set())
        else name
        for name, a, b in zip(kind, copy.tolist(), source.tolist(), strict=True)
    ]


def _or_missing(values: Array) -> Array:
    return np.where(values == "", None, values)  # type: ignore[call-overload]


def _groups(copy: Array, source: Array, n_articles: int) -> Array:
    """Give numbers to the groups of articles that hang together, in the order of the rows."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    if not len(copy):
        return copy
    links = coo_array((np.ones(len(copy)), (copy, source)), shape=(n_articles, n_articles))
    _, group = connected_components(links, directed=False)
    return pd.factorize(group[copy])[0] + 1
