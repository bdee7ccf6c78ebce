r"""Counting frames: how often, out of how many, how sure; naive beside voice-aware.

The naive count takes every mention. The voice-aware one takes those that the outlet asserts in
its own voice. Shares are of all mentions of the group; the interval is a bootstrap over articles,
because mentions of one article are not independent: each of the 2 000 draws takes as many articles
as the group has, with replacement, and the interval holds the middle 95 % of the shares (percentile
method).

Misleads when
-------------
- a group has few articles: `enough` says whether it may be ranked, the interval says why not;
- one side's words are found better than the other's: see `audit_mentions`;
- wire copy is counted for the outlet that reprints it: filter by agency first.

Source
------
Efron, B. and Tibshirani, R. J. (1993): An introduction to the bootstrap, chapter 13.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any, Literal

import numpy as np
import pandas as pd

from workbench.errors import OptionError, check_option
from workbench.grouping import PERIODS, begins_of, listed
from workbench.intervals import drawn_anew, middle
from workbench.partitions import by_partition, in_one_table, parts_of
from workbench.tables import COUNTED_ZONES, FRAMES, HEADLINE_BODY, MENTIONS, ZONES, is_own

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from numpy.typing import NDArray

    Array = NDArray[np.float64]

UNITS = ("frame", "label")
_ORDERED = ("frame", "label", "voice", "stance", "zone")  # groups with an order of their own
HEAD_ZONES = ("kicker", "headline")
BODY_ZONES = ("lead", "body")
_DRAWS = 2000
_CHUNK = 200  # draws at a time: keeps the memory small with many articles


def count_frames(
    mentions: pd.DataFrame,
    by: str | Sequence[str] = (),
    *,
    unit: Literal["frame", "label"] = "frame",
    zones: Iterable[str] | None = COUNTED_ZONES,
    min_mentions: int = 10,
    min_articles: int = 5,
    seed: int = 0,
    tz: str = "Europe/Zurich",
) -> pd.DataFrame:
    """Count the frames of each group, all mentions beside those in the outlet's own voice.

    Parameters
    ----------
    mentions
        A `mentions` table; with `voice` and `stance` for the voice-aware columns.
    by
        One or more columns that make the groups, such as `outlet`, `voice`, `stance`, and
        ``"day"``, ``"week"`` (its Monday) or ``"month"`` (its first day) of `published`.
    unit
        Count frames or single labels.
    zones
        Zones that count; None counts all. Repeats never do.
    min_mentions, min_articles
        Evidence that a group needs before it may be ranked (`enough`).
    seed
        Seed of the bootstrap; the same seed gives the same interval.
    tz
        Time zone in which a day begins.

    Returns
    -------
    pandas.DataFrame
        A `frames` table with the columns of `by` in front. Every group lists every frame, also
        those with n = 0. The first column is named as `unit` says.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> mentions = pd.DataFrame({
    ...     "article_id": ["a", "a", "b"], "frame": ["war", "war", "mission"],
    ...     "zone": "body", "repeat": False,
    ...     "voice": ["outlet", "direct", "direct"], "stance": ["asserted", "asserted", "rejected"],
    ... })
    >>> count_frames(mentions)[["frame", "n", "total", "n_own", "total_own"]]
         frame  n  total  n_own  total_own
    0      war  2      3      1          1
    1  mission  1      3      0          1
    """
    check_option("unit", unit, UNITS)
    groups = [by] if isinstance(by, str) else list(by)
    if unit in groups:
        raise OptionError(f"by={unit!r} is what is counted; leave it out or count by another unit.")
    wanted = listed(zones)
    for zone in wanted or ():
        check_option("zones", zone, ZONES)
    step = partial(_counted, groups=groups, unit=unit, zones=wanted, tz=tz)
    frame = parts_of(mentions).fold(step, in_one_table)
    names = _units(frame, unit)
    rng = np.random.default_rng(seed)
    rows = []
    for key, group in _groups(frame, groups):
        rows += [key + row for row in _group_rows(group, unit, names, rng)]
    result = pd.DataFrame(rows, columns=[*groups, *FRAMES.names[:-2]])
    wide = result["total_articles"] >= min_articles
    result["enough"] = (result["total"] >= min_mentions) & wide
    result["enough_own"] = (result["total_own"] >= min_mentions) & wide
    # The table's own columns may also be groups (voice, stance): those stay in front.
    typed = FRAMES.conform(result[FRAMES.names])
    return pd.concat([result[groups], typed.rename(columns={"frame": unit})], axis=1)


def _counted(
    mentions: pd.DataFrame, groups: list[str], unit: str, zones: list[str] | None, tz: str
) -> pd.DataFrame:
    periods = [name for name in groups if name in PERIODS and name not in mentions]
    wanted = ["published" if name in periods else name for name in groups]
    MENTIONS.require(mentions, "article_id", unit, *wanted, function="count_frames")
    kept = np.ones(len(mentions), dtype=bool)
    if "zone" in mentions and zones is not None:
        kept &= mentions["zone"].astype(str).isin(zones).to_numpy()
    if "repeat" in mentions:
        kept &= ~mentions["repeat"].to_numpy(dtype=bool)
    frame = mentions[kept].copy()
    frame["_own"] = is_own(frame)
    for name in periods:
        frame[name] = begins_of(frame["published"], name, tz, function="count_frames")
    for name in groups:
        if name not in _ORDERED and isinstance(frame[name].dtype, pd.CategoricalDtype):
            # Categories stand as the articles do; groups stand by name, however those are cut.
            frame[name] = frame[name].astype(frame[name].cat.categories.dtype)
    return frame[list(dict.fromkeys(["article_id", unit, *groups, "_own"]))]


def _units(frame: pd.DataFrame, unit: str) -> list[str]:
    column = frame[unit]
    if isinstance(column.dtype, pd.CategoricalDtype):
        return [str(name) for name in column.cat.categories]
    return [str(name) for name in dict.fromkeys(column)]


def _groups(frame: pd.DataFrame, by: list[str]) -> Iterator[tuple[tuple[Any, ...], pd.DataFrame]]:
    if not by:
        if len(frame):
            yield (), frame
        return
    for key, group in frame.groupby(by, observed=True, sort=True, dropna=False):
        yield tuple(key), group


def _group_rows(
    group: pd.DataFrame, unit: str, names: list[str], rng: np.random.Generator
) -> Iterator[tuple[Any, ...]]:
    """Yield one row a frame: counts, shares and intervals of all and of own mentions."""
    every = _matrix(group, unit, names)
    own = _matrix(group, unit, names, own=True)
    (low, high), (low_own, high_own) = _intervals((every, own), rng)
    n, n_own = every.sum(axis=0), own.sum(axis=0)
    total, total_own = int(n.sum()), int(n_own.sum())
    articles = (every > 0).sum(axis=0)
    for i, name in enumerate(names):
        naive = (int(n[i]), total, _share(n[i], total), low[i], high[i])
        aware = (int(n_own[i]), total_own, _share(n_own[i], total_own), low_own[i], high_own[i])
        yield (name, *naive, *aware, int(articles[i]), len(every))


def _matrix(group: pd.DataFrame, unit: str, names: list[str], *, own: bool = False) -> Array:
    """Count the mentions of each article (row) by frame (column)."""
    articles = pd.factorize(group["article_id"].astype(str))[0]
    units = pd.Categorical(group[unit].astype(str), categories=names).codes
    weights = group["_own"].to_numpy(dtype=float) if own else np.ones(len(group))
    matrix = np.zeros((int(articles.max()) + 1, len(names)))
    np.add.at(matrix, (articles, units), weights)
    return matrix


def _share(n: float, total: float) -> float:
    return float(n / total) if total else float("nan")


def _intervals(matrices: tuple[Array, ...], rng: np.random.Generator) -> list[tuple[Array, Array]]:
    """Return the interval of each frame's share: articles drawn anew, the same for all matrices."""
    rows = len(matrices[0])
    shares: list[list[Array]] = [[] for _ in matrices]
    for drawn in drawn_anew(rows, _DRAWS, rng, at_once=_CHUNK):
        for at, matrix in enumerate(matrices):
            counts = drawn @ matrix
            with np.errstate(invalid="ignore"):
                shares[at].append(counts / counts.sum(axis=1, keepdims=True))
    return [_percentiles(np.vstack(parts)) for parts in shares]


def _percentiles(shares: Array) -> tuple[Array, Array]:
    """Return the middle 95 % of the draws; draws without any mention tell nothing."""
    kept = shares[~np.isnan(shares).any(axis=1)]
    if not len(kept):
        missing = np.full(shares.shape[1], np.nan)
        return missing, missing
    return middle(kept)


@by_partition
def compare_headline_body(mentions: pd.DataFrame) -> pd.DataFrame:
    """Set the label of each headline against the same label in lead and body.

    Parameters
    ----------
    mentions
        A `mentions` table with `voice` and `stance`.

    Returns
    -------
    pandas.DataFrame
        A `headline_body` table, one row a label and headline. `change` is `only_headline` (the
        text never says it), `attributed_in_body` (the outlet's own word in the headline,
        somebody's in the text), `adopted_in_body` (the other way round), `stance_changes`, or
        `same`.

    Raises
    ------
    TableError
        If a column is missing.

    Examples
    --------
    >>> mentions = pd.DataFrame({
    ...     "article_id": "a", "frame": "war", "label": "war", "zone": ["headline", "body"],
    ...     "repeat": False, "voice": ["outlet", "direct"], "stance": "asserted",
    ...     "speaker": ["", "the mayor"],
    ... })
    >>> compare_headline_body(mentions)[["n_body", "body_speakers", "change"]].values.tolist()
    [[1, 'the mayor', 'attributed_in_body']]
    """
    needed = ("article_id", "frame", "label", "zone")
    MENTIONS.require(mentions, *needed, "voice", "stance", function="compare_headline_body")
    zone = mentions["zone"].astype(str)
    texts = {"outlet": "", "speaker": ""}
    plain = mentions.assign(**{k: v for k, v in texts.items() if k not in mentions})
    columns = [*needed[:3], "voice", "stance", "outlet", "speaker"]
    plain = plain[columns].astype("object").fillna("").astype(str)
    heads = plain[zone.isin(HEAD_ZONES)]
    keys = ["article_id", "frame", "label"]
    bodies = dict(iter(plain[zone.isin(BODY_ZONES)].groupby(keys, sort=False)))
    rows = []
    for key, head in heads.groupby(keys, sort=False):
        first = head.iloc[0]
        body = bodies.get(key)
        rows.append(
            (
                key[0],
                first["outlet"] or None,
                *key[1:],
                first["voice"],
                first["stance"],
                *_body(first, body),
            )
        )
    return HEADLINE_BODY.conform(pd.DataFrame(rows, columns=HEADLINE_BODY.names))


def _body(head: pd.Series[Any], body: pd.DataFrame | None) -> tuple[int, str, str, str, str]:
    if body is None:
        return 0, "", "", "", "only_headline"
    voice = str(body["voice"].mode().iloc[0])
    stance = str(body["stance"].mode().iloc[0])
    speakers = "; ".join(dict.fromkeys(name for name in body["speaker"] if name))
    own, adopted = head["voice"] == "outlet", (body["voice"] == "outlet").any()
    if own and not adopted:
        change = "attributed_in_body"
    elif not own and adopted:
        change = "adopted_in_body"
    else:
        change = "same" if head["stance"] == stance else "stance_changes"
    return len(body), voice, stance, speakers, change
