"""Which of two articles is the likely origin, and which outlets are agencies."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.outlets import find_outlet

if TYPE_CHECKING:
    from collections.abc import Iterable

    from numpy.typing import NDArray

    Array = NDArray[Any]


@dataclass(frozen=True)
class Facts:
    """What is known about each article, as arrays in the order of the table."""

    outlet: Array
    url: Array
    credits: list[frozenset[str]]
    published: Array
    changed: Array  # last change, or publication where none is told
    is_agency: Array

    def same_page(self, a: int, b: int) -> bool:
        """Whether two articles stand under one address of one outlet."""
        return bool(self.url[a]) and self.url[a] == self.url[b] and self.same_outlet(a, b)

    def same_outlet(self, a: int, b: int) -> bool:
        """Whether two articles have one outlet, and it is known."""
        return bool(self.outlet[a]) and self.outlet[a] == self.outlet[b]


def facts_of(articles: pd.DataFrame, agencies: Iterable[str] = ()) -> Facts:
    """Return what decides about origins; `agencies` are outlets beside the known ones.

    Examples
    --------
    >>> facts_of(pd.DataFrame({"outlet": ["Bote", "DPB"]}), ["DPB"]).is_agency.tolist()
    [False, True]
    """
    outlet = _strings(articles, "outlet")
    named = {name.casefold() for name in agencies}
    wires = {name for name in set(outlet) if name.casefold() in named or _is_agency(name)}
    published = _times(articles, "published")
    updated = _times(articles, "updated")
    credited = [
        frozenset(name.strip() for name in credit.casefold().split(";") if name.strip())
        for credit in _strings(articles, "agency")
    ]
    return Facts(
        outlet,
        _strings(articles, "url"),
        credited,
        published,
        np.where(np.isnat(updated), published, updated),
        np.array([name in wires for name in outlet], dtype=bool),
    )


def _is_agency(outlet: str) -> bool:
    """Whether the outlet's profile says that it is a news agency."""
    profile, _ = find_outlet(name=outlet)
    return profile is not None and "agency" in profile.kind


def _strings(articles: pd.DataFrame, name: str) -> Array:
    if name not in articles:
        return np.full(len(articles), "", dtype=object)
    return articles[name].astype("object").fillna("").astype(str).to_numpy(dtype=object)


def _times(articles: pd.DataFrame, name: str) -> Array:
    if name not in articles:
        return np.full(len(articles), np.datetime64("NaT", "us"))
    times = pd.to_datetime(articles[name], utc=True).dt.tz_localize(None)
    return times.to_numpy().astype("datetime64[us]")


def origin_first(a: int, b: int, facts: Facts, sizes: Array) -> tuple[int, int, str]:
    """Return origin, copy and the rule: agency before paper, then earlier, then longer."""
    if facts.is_agency[a] != facts.is_agency[b]:
        return (a, b, "agency") if facts.is_agency[a] else (b, a, "agency")
    times = facts.changed if facts.same_outlet(a, b) else facts.published
    if times[a] < times[b] or times[b] < times[a]:  # False where a time is missing
        return (a, b, "earlier") if times[a] < times[b] else (b, a, "earlier")
    if sizes[a] != sizes[b]:
        return (a, b, "longer") if sizes[a] > sizes[b] else (b, a, "longer")
    return a, b, "order"


def hours_between(times: Array, first: Array, second: Array) -> Array:
    """Return the hours from one to the other; missing where a time is."""
    return (times[second] - times[first]) / np.timedelta64(1, "h")


def version_pairs(articles: pd.DataFrame) -> list[tuple[str, str]]:
    """Return consecutive versions: one address of one outlet, older and newer, texts that differ.

    Examples
    --------
    >>> version_pairs(pd.DataFrame({"article_id": ["x", "y"], "outlet": "Bote", "url": "b/1",
    ...     "text": ["Krieg", "Konflikt"]}))
    [('x', 'y')]
    """
    facts = facts_of(articles)
    pages: dict[tuple[str, str], list[int]] = {}
    for row in np.lexsort([facts.published, facts.changed]).tolist():
        if facts.url[row] and facts.outlet[row]:
            pages.setdefault((facts.outlet[row], facts.url[row]), []).append(row)
    ids, texts = articles["article_id"].astype(str).tolist(), articles["text"].tolist()
    return [
        (ids[old], ids[new])
        for rows in pages.values()
        for old, new in pairwise(rows)
        if texts[old] != texts[new]
    ]
