"""How right are the rules? Scores of predicted quotations against hand labels.

The measure is that of the data set's own paper, on words instead of its token numbers:

1. Predicted and gold quotations of an article are paired one to one so that the summed overlap F1
   of their words is highest; a pair must share a word.
2. quote, speaker, cue: word precision averaged over predictions that have the role, word recall
   averaged over gold that has it; without a partner both are 0. F1 is their harmonic mean.
3. attributed: a gold quotation counts as found when the F1 with its partner is at least 0.5 and
   the speakers share a word (both empty also counts).
4. The same recall for each type of the gold.

Misleads when
-------------
- the gold names another mention of the same person than the rule: that is scored as wrong;
- a type is rare in the gold: one quotation moves its recall.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.pairing import pair_best
from workbench.tables import QUOTATIONS, SCORES

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from os import PathLike

    from numpy.typing import NDArray

    from workbench.evaluation.gold import Record

Words = frozenset[int]
ROLES = ("quote", "speaker", "cue")
TYPES = {  # the kinds of the quotations table and the types of the gold
    "direct": "Direct",
    "indirect": "Indirect",
    "reported": "Reported",
    "free_indirect": "FreeIndirect",
    "continuation": "IndirectFreeIndirect",  # an indirect one by a rule of this name
}
_FOUND = 0.5  # F1 of the words from which a quotation counts as found
_STRAY = 0.02  # share of labels inside others that can be slips
_WORD = re.compile(r"\w+(?:[-'’]\w+)*")


def has_nested(gold: Iterable[Record]) -> bool:
    """Whether the labels have speech inside speech, so that predictions should have it too.

    Examples
    --------
    >>> inner, outer = {"quote": [[5, 9]]}, {"quote": [[0, 20]]}
    >>> has_nested([{"quotations": [outer, inner]}]), has_nested([{"quotations": [inner]}])
    (True, False)
    """
    spans = [
        sorted((q["quote"][0][0], -q["quote"][-1][1]) for q in r["quotations"] if q["quote"])
        for r in gold
    ]
    inside = sum(later[1] >= first[1] for row in spans for first, later in pairwise(row))
    return inside > _STRAY * sum(map(len, spans))


def predicted_quotations(quotations: pd.DataFrame) -> list[Record]:
    """Return a quotations table in the format of the gold, one record an article.

    Examples
    --------
    >>> predicted_quotations(QUOTATIONS.empty())
    []
    """
    QUOTATIONS.require(
        quotations, "article_id", "start", "end", "quotation_id", "kind", function="evaluate"
    )
    found: dict[str, dict[str, Record]] = {}
    for row in quotations.to_dict("records"):
        here = found.setdefault(str(row["article_id"]), {})
        if row["quotation_id"] not in here:
            here[row["quotation_id"]] = {
                "type": gold_type(str(row["kind"]), str(row["rule"])),
                "quote": [],
                "speaker": _span(row, "speaker"),
                "cue": _span(row, "cue"),
                "nested": isinstance(row["nested_in"], str),
                "rule": str(row["rule"]),
                "confidence": float(row["confidence"]),
            }
        here[row["quotation_id"]]["quote"].append([int(row["start"]), int(row["end"])])
    return [{"name": n, "quotations": list(rows.values())} for n, rows in found.items()]


def write_predictions(
    predicted: Iterable[Record],
    path: str | PathLike[str],
    gold: Iterable[Record],
    what: str = "quotations",
) -> Path:
    r"""Write predictions, one article a line in the order of the gold, also those without any.

    Examples
    --------
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_predictions([], f"{folder}/out.jsonl", [{"name": "a"}]).read_text()
    '{"name": "a", "quotations": []}\n'
    """
    found = {record["name"]: record[what] for record in predicted}
    lines = [{"name": r["name"], what: found.get(r["name"], [])} for r in gold]
    text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
    Path(path).write_text(text, encoding="utf-8")
    return Path(path)


def gold_type(kind: str, rule: str) -> str:
    """Return the gold's type for a kind and the rule that found it.

    Examples
    --------
    >>> gold_type("direct", "direct_before"), gold_type("indirect", "konjunktiv_continuation")
    ('Direct', 'IndirectFreeIndirect')
    """
    goes_on = kind == "indirect" and "continuation" in rule
    return TYPES["continuation" if goes_on else kind]


def _span(row: dict[Any, Any], role: str) -> list[list[int]]:
    start = row[f"{role}_start"]
    return [] if pd.isna(start) else [[int(start), int(row[f"{role}_end"])]]


def score_quotations(gold: Iterable[Record], predicted: Iterable[Record]) -> pd.DataFrame:
    """Score predicted quotations against labelled ones.

    Parameters
    ----------
    gold
        Records with `name`, `text` and `quotations`: `type`, and the spans of each role.
    predicted
        Records with `name` and `quotations`; articles that are not in the gold do not count.

    Returns
    -------
    pandas.DataFrame
        A `scores` table: `part` (all, or a type of the gold), `measure` (quote, speaker, cue,
        attributed), `value` (precision, recall, f1), `score`, `n`.

    Examples
    --------
    >>> said = {"type": "Direct", "quote": [[0, 4]], "speaker": [[11, 15]], "cue": []}
    >>> gold = [{"name": "a", "text": "Nein, sagt Vogt.", "quotations": [said]}]
    >>> scores = score_quotations(gold, gold)
    >>> scores.set_index(["part", "measure", "value"])["score"]["all", "attributed", "f1"].item()
    1.0
    """
    guesses = {record["name"]: record["quotations"] for record in predicted}
    tally = _Tally()
    for record in gold:
        tally.add(record, guesses.get(record["name"], []))
    return SCORES.conform(pd.DataFrame(tally.rows(), columns=SCORES.names))


class _Tally:
    """Precision and recall of each role over all articles, as they are read."""

    def __init__(self) -> None:
        self.precision: dict[str, list[float]] = defaultdict(list)
        self.recall: dict[str, list[float]] = defaultdict(list)
        self.found: dict[str, list[bool]] = defaultdict(list)
        self.n_predicted = 0

    def add(self, record: Record, predicted: Sequence[Record]) -> None:
        """Pair the quotations of one article and count what they share."""
        places = _places(record["text"])
        golds = [_roles(q, *places) for q in record["quotations"]]
        guesses = [g for g in (_roles(q, *places) for q in predicted) if g["quote"]]
        self.n_predicted += len(guesses)
        table = np.array(
            [[overlap(g["quote"], p["quote"]) for p in guesses] for g in golds], dtype=float
        ).reshape(len(golds), len(guesses))
        pairs = {int(i): int(j) for i, j in pair_best(table) if table[i, j] > 0}
        of_guess = {j: i for i, j in pairs.items()}
        nothing: dict[str, Words] = dict.fromkeys(ROLES, frozenset())
        for j, guess in enumerate(guesses):
            _share(guess, golds[of_guess[j]] if j in of_guess else nothing, self.precision)
        for i, truth in enumerate(golds):
            partner = guesses[pairs[i]] if i in pairs else nothing
            _share(truth, partner, self.recall)
            speaker = bool(truth["speaker"] & partner["speaker"]) or not (
                truth["speaker"] or partner["speaker"]
            )
            hit = i in pairs and bool(table[i, pairs[i]] >= _FOUND) and speaker
            self.found[record["quotations"][i]["type"]].append(hit)

    def rows(self) -> Iterator[tuple[str, str, str, float, int]]:
        """Yield the rows of the scores table."""
        for role in ROLES:
            precision, recall = self.precision[role], self.recall[role]
            yield from _three(role, _mean(precision), _mean(recall), len(precision), len(recall))
        every = [hit for hits in self.found.values() for hit in hits]
        hits, n = sum(every), self.n_predicted
        precise = hits / n if n else 0.0
        recalled = hits / len(every) if every else 0.0
        yield from _three("attributed", precise, recalled, n, len(every))
        for name in sorted(self.found):
            hits_of = self.found[name]
            yield name, "attributed", "recall", _mean(hits_of), len(hits_of)


def score_lines(scores: pd.DataFrame) -> list[str]:
    """Write the scores of quotations as the lines that the shared script prints.

    Examples
    --------
    >>> score_lines(score_quotations([], []))[0]
    'quote        P 0.000  R 0.000  F1 0.000'
    """
    table = scores.set_index(["part", "measure", "value"])
    values = table["score"].to_dict()
    lines = [
        f"{name:12} P {values['all', name, 'precision']:.3f}  "
        f"R {values['all', name, 'recall']:.3f}  F1 {values['all', name, 'f1']:.3f}"
        for name in (*ROLES, "attributed")
    ]
    parts = scores[scores["part"] != "all"]
    rows = zip(parts["part"], parts["score"], parts["n"], strict=True)
    return lines + [f"  {part:22} R {score:.3f}  (n={n})" for part, score, n in rows]


def _three(
    measure: str, precision: float, recall: float, n_predicted: int, n_gold: int
) -> Iterator[tuple[str, str, str, float, int]]:
    yield "all", measure, "precision", precision, n_predicted
    yield "all", measure, "recall", recall, n_gold
    yield "all", measure, "f1", f1(precision, recall), n_gold


def _share(one: dict[str, Words], other: dict[str, Words], into: dict[str, list[float]]) -> None:
    for role in ROLES:
        if one[role]:
            into[role].append(len(one[role] & other[role]) / len(one[role]))


def _places(text: str) -> tuple[NDArray[Any], NDArray[Any]]:
    """Return where the words of a text begin and end."""
    spans = [m.span() for m in _WORD.finditer(text)]
    places = np.array(spans, dtype=int).reshape(len(spans), 2)
    return places[:, 0], places[:, 1]


def _roles(quotation: Record, starts: NDArray[Any], ends: NDArray[Any]) -> dict[str, Words]:
    """Return the numbers of the words that each role covers."""
    return {
        role: frozenset(
            int(i)
            for start, end in quotation.get(role) or ()
            for i in np.flatnonzero((starts < end) & (ends > start))
        )
        for role in ROLES
    }


def overlap(one: Words, other: Words) -> float:
    """Return the F1 of two sets of words."""
    both = len(one & other)
    return f1(both / len(other), both / len(one)) if both else 0.0


def f1(precision: float, recall: float) -> float:
    """Return the harmonic mean.

    Examples
    --------
    >>> f1(0.5, 1.0), f1(0.0, 0.0)
    (0.6666666666666666, 0.0)
    """
    return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0
