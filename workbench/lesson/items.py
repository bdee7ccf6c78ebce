"""Closed questions with one right answer, drawn from the tables and never invented.

Each asker yields items from rows that are sure; here they are chosen, a few of every kind, and
their options put in an order. The same articles and seed give the same items.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markupsafe import Markup

WANTED = 10
MOST_OF_A_KIND = 4
EASY = ("zone",)  # one of these is enough
LEAST_OPTIONS, MOST_OPTIONS = 3, 4


class Evidence(NamedTuple):
    """The place in the article that an answer rests on."""

    article_id: str
    start: int
    end: int
    rule: str
    confidence: float | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A question, its options, which of them is right, and why."""

    kind: str
    question: Markup
    options: tuple[Markup, ...]
    answer: int
    reason: Markup
    hint: Markup
    line: str
    evidence: Evidence
    passage: Markup | None = None
    ordered: bool = False  # the options have an order of their own


def is_askable(options: Sequence[object]) -> bool:
    """Whether there are options enough, all different."""
    return len(options) >= LEAST_OPTIONS and len(set(options)) == len(options)


def choose_items(candidates: Iterable[Item], *, n: int = WANTED, seed: int = 0) -> list[Item]:
    """Choose up to `n` items, one of each kind in turn, and shuffle their options."""
    rng = np.random.default_rng(seed)
    kinds: dict[str, list[Item]] = {}
    for item in candidates:
        kinds.setdefault(item.kind, []).append(item)
    queues = {
        kind: [found[i] for i in rng.permutation(len(found))] for kind, found in kinds.items()
    }
    chosen = list(_in_turn(queues, n))
    order = list(queues)
    chosen.sort(key=lambda item: order.index(item.kind))
    return [_shuffled(item, rng) for item in chosen]


def _in_turn(queues: dict[str, list[Item]], n: int) -> Iterator[Item]:
    """Yield one item of each kind, then a second …; a place is asked about only twice."""
    asked: Counter[tuple[str, int]] = Counter()
    given = 0
    for turn in range(MOST_OF_A_KIND):
        for kind, queue in queues.items():
            if kind in EASY and turn:
                continue
            fresh = [i for i in queue if not asked[i.evidence[:2]]]
            again = [i for i in queue if asked[i.evidence[:2]] == 1]
            item = next(iter(fresh or again), None)
            if item is None or given == n:
                continue
            queue.remove(item)
            asked[item.evidence[:2]] += 1
            given += 1
            yield item


def _shuffled(item: Item, rng: np.random.Generator) -> Item:
    if item.ordered:
        return item
    order = [int(i) for i in rng.permutation(len(item.options))]
    options = tuple(item.options[i] for i in order)
    return replace(item, options=options, answer=order.index(item.answer))
