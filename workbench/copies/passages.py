"""Copied passages: the runs of words that a copy shares with its origin, and what is in them."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.alignment.words import words_of
from workbench.errors import TableError, check_count, check_option
from workbench.segments import carried
from workbench.shingles import hash_runs
from workbench.tables import (
    ARTICLES,
    COPIED_SHARES,
    COPIES,
    MENTIONS,
    PASSAGES,
    SPAN_METADATA,
    same_text,
)

if TYPE_CHECKING:
    from collections.abc import Iterator

    from numpy.typing import NDArray

    from workbench.alignment.words import Words

    Array = NDArray[Any]
    _Run = tuple[int, int, int]

SOURCES = ("others", "agency", "all")


def find_passages(articles: pd.DataFrame, copies: pd.DataFrame, *, size: int = 5) -> pd.DataFrame:
    """Find the passages that copies share with their origins, word for word.

    Parameters
    ----------
    articles
        The articles in which `copies` were found.
    copies
        A copies table (`find_copies`), or some of its rows.
    size
        Words of a run that counts as shared, as in `find_copies`.

    Returns
    -------
    pandas.DataFrame
        A passages table: `article_id`, `start`, `end` in the copy, `source_id`, `source_start`,
        `source_end` in the origin, `n_words`, `kind`, `source_outlet`, `from_agency`, metadata.
        Passages from one origin do not overlap; those from two origins may.

    Raises
    ------
    TableError
        If a column is missing, an article of `copies` is not among `articles`, or its text has
        changed since.

    Notes
    -----
    Case, ß and the kind of quotation marks make no difference; one changed word ends a passage.

    Examples
    --------
    >>> from workbench.copies.find import find_copies
    >>> wire = "Am Montag sind in Velmin nach Angaben der Stadt sieben Menschen gestorben."
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["DPB", "Bote"],
    ...     "text": [wire, "Es hiess: " + wire]})
    >>> found = find_passages(articles, find_copies(articles, min_words=10, agencies=["DPB"]))
    >>> found[["article_id", "start", "source_id", "source_start", "n_words"]]
      article_id  start source_id  source_start  n_words
    0          b     10         a             0       12
    """
    ARTICLES.require(articles, "article_id", "text", function="find_passages")
    needed = ("article_id", "source_id", "kind", "source_outlet", "from_agency")
    COPIES.require(copies, *needed, function="find_passages")
    check_count("find_passages", size=size)
    if copies.empty:
        return PASSAGES.empty()
    row_of = {name: row for row, name in enumerate(articles["article_id"].astype(str))}
    used = sorted(
        {_row(name, row_of) for end in ("article_id", "source_id") for name in copies[end]}
    )
    articles = articles.iloc[used]
    _same_texts(copies, articles)
    words = words_of(articles)
    row_of = {name: row for row, name in enumerate(articles["article_id"].astype(str))}
    pairs = copies[["article_id", "source_id"]].astype(str).to_numpy().tolist()
    found = [
        (pair, row_of[copy], row_of[source], *run)
        for pair, (copy, source) in enumerate(pairs)
        for run in _runs(words, row_of[copy], row_of[source], size)
    ]
    return _table(articles, copies, words, np.array(found).reshape(-1, 6))


def _row(name: object, row_of: dict[str, int]) -> int:
    if str(name) not in row_of:
        raise TableError(f"find_passages: no article has the article_id {name!r}.")
    return row_of[str(name)]


def _same_texts(copies: pd.DataFrame, articles: pd.DataFrame) -> None:
    """Refuse texts that are not those compared: what they share now is another question."""
    articles = articles.assign(**carried(articles, np.arange(len(articles)), ["digest"]))
    for end, digest in (("article_id", "digest"), ("source_id", "source_digest")):
        if digest in copies:
            ends = copies[[end, digest]].set_axis(["article_id", "digest"], axis=1)
            same_text(ends, articles, "find_passages")


def _runs(words: Words, copy: int, source: int, size: int) -> Iterator[_Run]:
    """Yield the shared runs of two articles: first word in each, and length in words."""
    here, there = words.of(copy), words.of(source)
    places: dict[int, list[int]] = defaultdict(list)
    for place, run in enumerate(_hashes(words, there, size)):
        places[run].append(place)
    run_at: list[int] = []  # first word here, first word there, first word that is still free
    end = 0
    for place, run in enumerate(_hashes(words, here, size)):
        if run not in places:
            continue
        if run_at and place == run_at[2] + 1 and place - run_at[0] + run_at[1] in places[run]:
            run_at[2] = place
            continue
        if run_at:
            yield _whole(run_at, end, size, here, there)
            end = run_at[2] + size
        run_at = [place, places[run][0], place]
    if run_at:
        yield _whole(run_at, end, size, here, there)


def _hashes(words: Words, part: slice, size: int) -> list[int]:
    hashes, _ = hash_runs(words.code[part], words.article[part], size)
    return hashes.tolist()


def _whole(run: list[int], end: int, size: int, here: slice, there: slice) -> _Run:
    """Return a run without the words that the run before it holds already."""
    taken = max(end - run[0], 0)
    return here.start + run[0] + taken, there.start + run[1] + taken, run[2] + size - run[0] - taken


def _table(
    articles: pd.DataFrame, copies: pd.DataFrame, words: Words, found: Array
) -> pd.DataFrame:
    pair, copy, _, first, other, n = (column.astype(np.int64) for column in found.T)
    columns: dict[str, Any] = {
        "start": words.start[first].astype(np.int64),
        "end": words.end[first + n - 1].astype(np.int64),
        "source_start": words.start[other].astype(np.int64),
        "source_end": words.end[other + n - 1].astype(np.int64),
        "n_words": n,
    }
    of_pair = copies[["source_id", "kind", "source_outlet", "from_agency"]].iloc[pair]
    columns |= {name: of_pair[name].to_numpy() for name in of_pair}
    columns |= carried(articles, copy, ["article_id", *SPAN_METADATA, "digest"])
    return PASSAGES.conform(pd.DataFrame(columns))


def mark_copied(spans: pd.DataFrame, passages: pd.DataFrame) -> pd.DataFrame:
    """Mark the mentions, quotations or tokens that came with a copy.

    Parameters
    ----------
    spans
        Mentions, or any table with `article_id`, `start` and `end`.
    passages
        A passages table (`find_passages`).

    Returns
    -------
    pandas.DataFrame
        The same rows in the same order with `copied` (the whole span stands in a copied passage)
        and `copied_from` (the origin; with several the one whose passage begins first).

    Raises
    ------
    TableError
        If a column is missing, or both were made from different texts.

    Notes
    -----
    Misleads where a desk changed a word into what the origin says elsewhere; the mark is about
    the run of words, not about intent. What was changed is in `compare_copies`.

    Examples
    --------
    >>> spans = pd.DataFrame({"article_id": ["b", "b"], "start": [12, 90], "end": [17, 95]})
    >>> passages = PASSAGES.conform(pd.DataFrame({
    ...     "article_id": ["b"], "start": [10], "end": [60], "source_id": ["a"]}))
    >>> mark_copied(spans, passages)["copied"].tolist()
    [True, False]
    """
    MENTIONS.require(spans, "article_id", "start", "end", function="mark_copied")
    needed = ("article_id", "start", "end", "source_id")
    PASSAGES.require(passages, *needed, function="mark_copied")
    if "digest" in spans and "digest" in passages:
        same_text(spans, passages, "mark_copied")
    held: dict[str, list[tuple[int, int, str]]] = defaultdict(list)
    for article, start, end, source in passages[list(needed)].itertuples(index=False):
        held[str(article)].append((start, end, str(source)))
    places = zip(spans["article_id"].astype(str), spans["start"], spans["end"], strict=True)
    origin = [_origin(held.get(article, []), start, end) for article, start, end in places]
    found = pd.Series(origin, index=spans.index, dtype="str")
    return spans.assign(copied=found.notna().astype(bool), copied_from=found)


def _origin(held: list[tuple[int, int, str]], start: int, end: int) -> str | None:
    return next((source for a, b, source in held if a <= start and end <= b), None)


def measure_copied(
    articles: pd.DataFrame, passages: pd.DataFrame, *, sources: str = "others"
) -> pd.DataFrame:
    """Measure how much of each article stands in other articles: its share of agency text.

    Parameters
    ----------
    articles
        The articles; one row each comes back, also of those that copy nothing.
    passages
        A passages table (`find_passages`) of these articles.
    sources
        ``"others"`` counts what comes from other outlets, ``"agency"`` only what comes from
        agencies, ``"all"`` also an outlet's own earlier versions.

    Returns
    -------
    pandas.DataFrame
        A copied_shares table: `article_id`, `outlet`, `published`, `n` and `total` (words),
        `share`, `n_sources`, `sources`, `agency` (as credited), `disclosure`.

    Raises
    ------
    TableError
        If a column is missing.
    OptionError
        If `sources` is not known.

    Notes
    -----
    Misleads when the agency's dispatch is not among the articles: then nothing is found, though
    an agency may be credited (`disclosure` says ``only_credit``). The share is a lower bound: words
    that the desk changed, and runs shorter than `size`, are not counted.

    Examples
    --------
    >>> articles = pd.DataFrame({"article_id": ["b"], "text": ["Es ist ein Krieg in Istrau."]})
    >>> passages = PASSAGES.conform(pd.DataFrame({"article_id": ["b"], "start": [3], "end": [26],
    ...     "source_id": ["a"], "source_outlet": ["DPB"], "from_agency": [True]}))
    >>> measure_copied(articles, passages, sources="agency")[["n", "total", "share", "disclosure"]]
       n  total     share disclosure
    0  5      6  0.833333     silent
    """
    ARTICLES.require(articles, "article_id", "text", function="measure_copied")
    needed = ("article_id", "start", "end", "source_id", "source_outlet", "from_agency")
    PASSAGES.require(passages, *needed, function="measure_copied")
    check_option("sources", sources, SOURCES)
    words = words_of(articles)
    counted = _counted(passages, sources)
    by_article = dict(list(counted.groupby(counted["article_id"].astype(str), sort=False)))
    none = counted.head(0)
    rows = [
        _copied_words(words, row, by_article.get(str(name), none))
        for row, name in enumerate(articles["article_id"])
    ]
    table = pd.DataFrame(
        rows, columns=["n", "n_sources", "sources", "wire"], index=articles.index
    ).assign(article_id=articles["article_id"], total=words.sizes)
    for name in ("outlet", "published", "agency"):
        table[name] = articles.get(name)
    table["share"] = table["n"] / table["total"].where(table["total"] > 0)
    table["disclosure"] = [
        _disclosure(bool(n), wire=wire, agency=isinstance(agency, str) and bool(agency))
        for n, wire, agency in table[["n", "wire", "agency"]].itertuples(index=False)
    ]
    return COPIED_SHARES.conform(table.drop(columns="wire")).reset_index(drop=True)


def _counted(passages: pd.DataFrame, sources: str) -> pd.DataFrame:
    """Return the passages of the sources that were asked for."""
    if sources == "agency":
        return passages[passages["from_agency"].astype(bool)]
    if sources == "all" or "outlet" not in passages:
        return passages
    outlet, other = (passages[name].astype("object") for name in ("outlet", "source_outlet"))
    return passages[(outlet != other) | outlet.isna()]


def _copied_words(words: Words, row: int, found: pd.DataFrame) -> tuple[int, int, str | None, bool]:
    """Count the words in passages, each once; also name the origins."""
    part = words.of(row)
    covered = np.zeros(part.stop - part.start, dtype=bool)
    for start, end in found[["start", "end"]].itertuples(index=False):
        first, last = np.searchsorted(words.start[part], [start, end])
        covered[first:last] = True
    sources = list(dict.fromkeys(found["source_id"].astype(str)))
    wire = bool(found["from_agency"].astype(bool).any())
    return int(covered.sum()), len(sources), "; ".join(sources) or None, wire


def _disclosure(copied: bool, *, wire: bool, agency: bool) -> str:  # noqa: FBT001 (a fact, no switch)
    if not copied:
        return "only_credit" if agency else "none"
    if agency:
        return "credited"
    return "silent" if wire else "copied"
