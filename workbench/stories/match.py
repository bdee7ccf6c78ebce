"""Which articles tell the same story: one event, several outlets.

The likeness of two articles is the cosine of their tf-idf weights, half from the lemmas of their
language and half from names and numbers; between languages only names and numbers count. Articles
further apart in time than the window have none. Pairs from `min_score` on make chains, and chains
are cut where the mean likeness of two parts falls below half of it (average linkage), so that a
week of news about one war does not become one story.

Sources
-------
Allan, J., Carbonell, J., Doddington, G., Yamron, J. and Yang, Y. (1998): Topic detection and
tracking pilot study. Proceedings of the DARPA Broadcast News Workshop, 194–218.
Sokal, R. and Michener, C. (1958): A statistical method for evaluating systematic relationships.
University of Kansas Science Bulletin 38, 1409–1438 (average linkage).
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.errors import OptionError
from workbench.grouping import times_of
from workbench.segments import languages_of
from workbench.stories.features import features_of
from workbench.tables import ARTICLES, STORIES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray
    from scipy.sparse import csr_array

    from workbench.stories.features import Features

    Array = NDArray[Any]

_AT_ONCE = 512  # articles whose likeness to others is held at a time
_LARGEST = 1500  # articles of a chain that is cut in one piece
_CUT = 0.5  # share of `min_score` that the parts of a story must have in common
_FAINT = 0.25  # share of `min_score` below which a likeness counts as none
_EVIDENCE = 6  # words that are named


def match_stories(
    articles: pd.DataFrame,
    *,
    hours: float | None = 48,
    min_score: float = 0.12,
    min_outlets: int = 2,
) -> pd.DataFrame:
    """Find the articles of different outlets that tell the same event.

    Parameters
    ----------
    articles
        All articles at once. Reads `article_id`, `text`, `published` and, if there, `outlet`,
        `language`, `headline`, `layout`.
    hours
        Articles further apart than this are not of one story; None leaves time aside. With a
        window, articles without a time have no story.
    min_score
        Likeness from which two articles are linked, between 0 and 1. Higher: fewer, surer.
    min_outlets
        Stories in fewer outlets are left out.

    Returns
    -------
    pandas.DataFrame
        A stories table, one row an article that has a story, by time of the story: `story_id`
        (day of its first article and a number), `article_id`, `outlet`, `published`, `language`,
        `headline`, `score` (mean likeness to the others), `evidence` (the shared words that
        weigh most), `n_articles`, `n_outlets`.

    Raises
    ------
    TableError
        If a column is missing.
    OptionError
        If `hours` is not above 0, or `min_score` not between 0 and 1.

    Notes
    -----
    Misleads where two events share names and day (two matches of one team, two raids in one
    town), where comment and report of one topic are different things to you, and between
    languages that write names differently (Genf, Geneva). `evidence` shows on what a match rests.

    Examples
    --------
    >>> texts = ["Wehr bei Grell gebrochen", "Das Wehr von Grell ist gebrochen", "Ball in Wien",
    ...     "Ernte im Thurgau"]
    >>> articles = pd.DataFrame({"article_id": list("abcd"), "outlet": list("ABCD"),
    ...     "text": texts, "published": pd.to_datetime(["2024-04-03"] * 4, utc=True)})
    >>> match_stories(articles)[["story_id", "article_id", "evidence"]]
           story_id article_id              evidence
    0  2024-04-03-1          a  Wehr; Grell; brechen
    1  2024-04-03-1          b  Wehr; Grell; brechen
    """
    ARTICLES.require(articles, "article_id", "text", "published", function="match_stories")
    _check(hours, min_score)
    if articles.empty:
        return STORIES.empty()
    frame = articles.reset_index(drop=True)
    features = features_of(frame)
    times = _hours(frame["published"])
    likeness = _likeness(features, times, hours, languages_of(frame), min_score * _FAINT)
    groups = [
        part
        for chain in _chains(likeness, np.arange(len(frame)), min_score)
        for part in _parts(likeness, chain, min_score * _CUT)
    ]
    return _table(frame, groups, likeness, features, min_outlets)


def _check(hours: float | None, min_score: float) -> None:
    if hours is not None and not hours > 0:
        raise OptionError(f"match_stories: hours={hours} must be above 0, or None for no window.")
    if not 0 < min_score < 1:
        raise OptionError(f"match_stories: min_score={min_score} must be between 0 and 1.")


def _hours(published: pd.Series[Any]) -> Array:
    """Return times as hours; NaN where there is none."""
    times = pd.Series(times_of(published, function="match_stories"))
    return ((times - pd.Timestamp(0, tz="UTC")) / pd.Timedelta(hours=1)).to_numpy(dtype=float)


def _likeness(
    features: Features, times: Array, hours: float | None, languages: list[str], faint: float
) -> csr_array:
    """Return the likeness of all pairs inside the window, faint ones left out."""
    from scipy.sparse import coo_array

    order = np.argsort(times, kind="stable")
    if hours is not None:
        order = order[~np.isnan(times[order])]
    weights, at = features.weights[order], times[order]
    speech, _ = pd.factorize(np.array(languages, dtype=object))
    found = [np.empty((3, 0))]
    for begin in range(0, len(order), _AT_ONCE):
        part = slice(begin, min(begin + _AT_ONCE, len(order)))
        last = (
            len(order) if hours is None else np.searchsorted(at, at[part.stop - 1] + hours, "right")
        )
        both = (weights[part] @ weights[begin:last].T).tocoo()
        one, other = order[both.row + begin], order[both.col + begin]
        # Half the weight is in lemmas, which two languages cannot share.
        score = np.where(speech[one] == speech[other], both.data, 2 * both.data)
        near = hours is None or np.abs(times[one] - times[other]) <= hours
        kept = (both.row < both.col) & near & (score >= faint)
        found.append(np.stack([one[kept], other[kept], score[kept]]))
    one, other, score = np.concatenate(found, axis=1)
    index = np.concatenate([one, other]), np.concatenate([other, one])
    shape = (len(times), len(times))
    return coo_array(
        (np.tile(score, 2), (index[0].astype(int), index[1].astype(int))), shape
    ).tocsr()


def _chains(likeness: csr_array, rows: Array, least: float) -> Iterator[Array]:
    """Yield articles that hang together; overlong chains only by stronger links."""
    from scipy.sparse.csgraph import connected_components

    links = likeness[rows][:, rows]
    links.data = np.where(links.data >= least, links.data, 0)
    links.eliminate_zeros()
    n, chain = connected_components(links, directed=False)
    sizes = np.bincount(chain, minlength=n)
    for number in np.flatnonzero(sizes > 1):
        members = rows[chain == number]
        if len(members) > _LARGEST:
            yield from _chains(likeness, members, least * 1.25)
        else:
            yield members


def _parts(likeness: csr_array, chain: Array, least: float) -> Iterator[Array]:
    """Cut a chain where the mean likeness of its parts is too small."""
    from scipy.cluster.hierarchy import fcluster, linkage
    from scipy.spatial.distance import squareform

    apart = 1 - likeness[chain][:, chain].toarray().clip(0, 1)
    np.fill_diagonal(apart, 0)
    tree = linkage(squareform(apart, checks=False), "average")
    number = fcluster(tree, 1 - least, "distance")
    for part in np.unique(number):
        members = chain[number == part]
        if len(members) > 1:
            yield members


def _table(
    articles: pd.DataFrame,
    groups: list[Array],
    likeness: csr_array,
    features: Features,
    min_outlets: int,
) -> pd.DataFrame:
    """Write one row an article, stories by time."""
    none = pd.Series(None, index=articles.index, dtype="object")
    outlet = articles.get("outlet", none)
    told = [members for members in groups if outlet.iloc[members].nunique() >= min_outlets]
    rows = []
    for story, members in _by_time(told, pd.to_datetime(articles["published"], utc=True)):
        inside = likeness[members][:, members]
        score = np.asarray(inside.sum(axis=1)).ravel() / (len(members) - 1)
        for place, row in enumerate(members.tolist()):
            others = [other for other in members.tolist() if other != row]
            words = "; ".join(features.shared(row, others, _EVIDENCE))
            n_outlets = outlet.iloc[members].nunique()
            rows.append((story, row, score[place], words, len(members), n_outlets))
    names = ["story_id", "row", "score", "evidence", "n_articles", "n_outlets"]
    found = pd.DataFrame(rows, columns=names)
    known = articles.iloc[found["row"].astype(int)].reset_index(drop=True)
    for name in ("article_id", "outlet", "published", "language", "headline"):
        found[name] = known.get(name)
    return STORIES.conform(found[STORIES.names])


def _by_time(groups: list[Array], published: pd.Series[Any]) -> Iterator[tuple[str, Array]]:
    """Yield stories in the order of their first articles, named by day and number."""
    begins = [published.iloc[members].min() for members in groups]
    far = pd.Timestamp.max.tz_localize("UTC")
    order = sorted(
        range(len(groups)), key=lambda i: (far if pd.isna(begins[i]) else begins[i], min(groups[i]))
    )
    seen: Counter[str] = Counter()
    for i in order:
        day = "" if pd.isna(begins[i]) else f"{begins[i]:%Y-%m-%d}-"
        seen[day] += 1
        yield f"{day}{seen[day]}", groups[i][np.argsort(published.iloc[groups[i]], kind="stable")]
