"""How right are voice and stance? Scores of predicted mentions against hand labels.

The measure: a gold mention is matched with the first predicted one that overlaps it; one that is
not predicted at all is wrong. Accuracy and F1 of each class for voice and stance, macro F1 over
the classes that occur in the gold, joint accuracy (both right), and the share of mentions with a
named speaker whose predicted speaker shares a word with one of the accepted ones. Once over all
mentions, once over those that both readers were sure of.

Misleads when
-------------
- the gold was sampled to hold many hard cases: the scores are not those of running text;
- a class is rare in the gold: one mention moves its F1, and with it the macro F1.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pandas as pd

from workbench.tables import MENTIONS, SCORES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from workbench.evaluation.gold import Record

_ARTICLES = frozenset(["der", "die", "das", "dem", "den", "des", "ein", "eine", "einer", "einem"])


def predicted_mentions(mentions: pd.DataFrame) -> list[Record]:
    """Return marked mentions in the format of the gold, one record an article."""
    needed = ("article_id", "start", "end", "voice", "stance", "speaker")
    MENTIONS.require(mentions, *needed, function="predicted_mentions")
    found: dict[str, list[Record]] = {}
    for values in zip(*(mentions[name].tolist() for name in needed), strict=True):
        article, *rest = values
        found.setdefault(str(article), []).append(dict(zip(needed[1:], rest, strict=True)))
    return [{"name": name, "mentions": rows} for name, rows in found.items()]


def score_mentions(gold: Iterable[Record], predicted: Iterable[Record]) -> pd.DataFrame:
    """Score predicted mentions against labelled ones.

    Parameters
    ----------
    gold
        Records with `name` and `mentions` (`start`, `end`, `voice`, `stance`, `speakers`, `sure`).
    predicted
        Records with `name` and `mentions` (`start`, `end`, `voice`, `stance`, `speaker`).

    Returns
    -------
    pandas.DataFrame
        A `scores` table: `part` (all, sure), `measure` (voice, stance, joint, speaker), `value`
        (accuracy, macro_f1, or the F1 of a class), `score`, `n`.

    Examples
    --------
    >>> label = {"start": 4, "end": 9, "voice": "direct", "stance": "asserted"}
    >>> gold = [{"name": "a", "mentions": [label | {"speakers": ["der Vogt"], "sure": True}]}]
    >>> guess = [{"name": "a", "mentions": [label | {"voice": "outlet", "speaker": ""}]}]
    >>> scores = score_mentions(gold, guess).set_index(["part", "measure", "value"])["score"]
    >>> [float(scores["all", "voice", "accuracy"]), float(scores["all", "stance", "asserted"])]
    [0.0, 1.0]
    """
    guesses = {record["name"]: record["mentions"] for record in predicted}
    pairs = [
        (truth, _at(truth, guesses.get(record["name"], [])))
        for record in gold
        for truth in record["mentions"]
    ]
    rows = [("all", *row) for row in _scores(pairs)]
    rows += [("sure", *row) for row in _scores([p for p in pairs if p[0].get("sure", True)])]
    return SCORES.conform(pd.DataFrame(rows, columns=SCORES.names))


def mention_lines(scores: pd.DataFrame) -> list[str]:
    """Write the scores of mentions as the lines that the shared script prints.

    Examples
    --------
    >>> label = {"start": 0, "end": 5, "voice": "outlet", "stance": "asserted", "speakers": []}
    >>> gold = [{"name": "a", "mentions": [label]}]
    >>> mention_lines(score_mentions(gold, gold))[0]
    'all (n=1): joint accuracy 1.000'
    """
    lines = []
    for part, rows in scores.groupby("part", sort=False):
        at = rows.set_index(["measure", "value"])["score"]
        n = rows["n"].iloc[0]
        speaker = f", speaker accuracy {at['speaker', 'accuracy']:.3f}" if "speaker" in at else ""
        lines.append(f"{part} (n={n}): joint accuracy {at['joint', 'accuracy']:.3f}{speaker}")
        for measure in ("voice", "stance"):
            own = at[measure]
            each = ", ".join(f"{name} {own[name]:.3f}" for name in own.index[2:])
            head = f"accuracy {own['accuracy']:.3f}  macro F1 {own['macro_f1']:.3f}"
            lines.append(f"  {measure:6} {head}  ({each})")
    return lines


def _at(truth: Record, guesses: list[Record]) -> Record:
    for guess in guesses:
        if guess["start"] < truth["end"] and guess["end"] > truth["start"]:
            return guess
    return {}


def _scores(pairs: list[tuple[Record, Record]]) -> Iterator[tuple[str, str, float, int]]:
    if not pairs:
        return
    n = len(pairs)
    for key in ("voice", "stance"):
        marks = [(truth[key], guess.get(key)) for truth, guess in pairs]
        scores = {c: _f1(marks, c) for c in sorted({truth for truth, _ in marks})}
        yield key, "accuracy", sum(t == g for t, g in marks) / n, n
        yield key, "macro_f1", sum(scores.values()) / len(scores), n
        for name, score in scores.items():
            yield key, name, score, sum(t == name for t, _ in marks)
    both = sum(all(t[k] == g.get(k) for k in ("voice", "stance")) for t, g in pairs)
    yield "joint", "accuracy", both / n, n
    spoken = [(t, g) for t, g in pairs if any(t.get("speakers", []))]
    if spoken:
        yield (
            "speaker",
            "accuracy",
            sum(_is_same(t, g) for t, g in spoken) / len(spoken),
            len(spoken),
        )


def _f1(marks: list[tuple[str, str | None]], name: str) -> float:
    hit = sum(t == g == name for t, g in marks)
    return 2 * hit / (sum(t == name for t, _ in marks) + sum(g == name for _, g in marks))


def _is_same(truth: Record, guess: Record) -> bool:
    """Whether the predicted speaker shares a word with an accepted one."""
    said = _words(guess.get("speaker"))
    return any(_words(name) & said for name in truth["speakers"])


def _words(text: str | None) -> set[str]:
    return set(re.findall(r"\w+", (text or "").casefold())) - _ARTICLES
