"""English: the words around a label, as far left as its determiner, and the marks round it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from workbench.dictionary import base_form
from workbench.sentences import sentence_spans
from workbench.stance.lexicon import Ascription, rows, words
from workbench.stance.records import Verdict

if TYPE_CHECKING:
    from workbench.stance.context import Page
    from workbench.stance.grammar import Marked

TOKEN = re.compile(r"\w+(?:[-'’]\w+)*|[^\w\s]")
MARKS = frozenset('“”"‘’«»')
LONGEST_TERM = 3
ATTRIBUTES = 4  # words between a determiner and its head
REACH = 12
CLOSED = frozenset(",;:.!?()–—-")


@dataclass(frozen=True, slots=True)
class Window:
    """The sentence of a label as lower-case words; `at` is the label's first word."""

    forms: list[str]
    spans: list[tuple[int, int]]
    at: int
    end: int

    def low(self, index: int) -> str:
        """Return the word at a number, "" outside the sentence."""
        return self.forms[index].lower() if 0 <= index < len(self.forms) else ""

    def verdict(self, stance: str, rule: str, index: int) -> Verdict:
        """Return a verdict that one word triggered."""
        return Verdict(stance, self.spans[index], rule)


@dataclass(frozen=True, slots=True)
class Left:
    """What stands left of the label: its determiner and the word before its phrase."""

    determiner: str
    before: int


def window_at(page: Page, start: int, end: int) -> Window | None:
    """Return the sentence of a place; None where the text holds no word there."""
    for _, begin, stop in page.blocks:
        if not begin <= start < stop:
            continue
        spans = list(sentence_spans(page.text, begin, stop, "en"))
        first, last = next(((a, b) for a, b in spans if a <= start < b), (begin, stop))
        found = [(m[0], m.span()) for m in TOKEN.finditer(page.text, first, last)]
        found = [part for form, span in found for part in _contraction(form, span)]
        inside = [i for i, (_, (a, b)) in enumerate(found) if a < end and b > start]
        if inside:
            forms, places = [f for f, _ in found], [s for _, s in found]
            return Window(forms, places, inside[0], inside[-1] + 1)
    return None


def _contraction(form: str, span: tuple[int, int]) -> list[tuple[str, tuple[int, int]]]:
    """Split *isn't* into *is* and *n't*."""
    low = form.lower().replace("’", "'")
    if low.endswith("n't"):
        cut = span[1] - 3
        return [(form[:-3], (span[0], cut)), ("n't", (cut, span[1]))]
    return [(form, span)]


def left_of(window: Window, head: int) -> Left:
    """Walk left from a head over its attributes to the determiner."""
    known = words("english")
    index = head - 1
    while index >= 0 and head - index <= ATTRIBUTES + 1:
        low = window.low(index)
        if low in known["definite"] | known["indefinite"] | known["negative_determiner"]:
            return Left(low, index - 1)
        if low in MARKS or _modifies(low, known):
            index -= 1
            continue
        break
    return Left("", index)


def _modifies(low: str, known: dict[str, frozenset[str]]) -> bool:
    closed = ("stopper", "preposition", "auxiliary", "negator", "neither", "copula", "word_noun")
    if low in CLOSED or any(low in known[name] for name in closed):
        return False
    if low in known["pronoun_subject"] | known["calls"] or frames_of(low):
        return False
    return not low.endswith("ly") or low in {"early", "friendly", "deadly"}


@cache
def frames_of(low: str) -> Ascription | None:
    """Return the frames in which a verb form ascribes a word; None for any other word."""
    lemma = base_form(low, "en")
    found = [row for row in rows("verbs_english") if row["verb"] in (lemma, low)]
    if not found:
        return None
    frames = frozenset(frame for row in found for frame in row["frame"].split())
    return Ascription(frames, any(row["stance"] == "rejected" for row in found))


def kind_of_marks(page: Page, start: int, end: int) -> tuple[str, Marked | None]:
    """Tell marks round a term, round a name, and round a longer stretch."""
    around = page.around(start, end)
    if not around:
        return "", None
    marked = around[0]
    forms = re.findall(r"\w+(?:[-'’]\w+)*", page.text[marked.inner[0] : marked.inner[1]])
    before = re.findall(r"\w+", page.text[max(0, marked.start - 40) : marked.start])
    known = words("english")
    named = bool(before) and before[-1].lower() in known["bare_name"] | {
        "named",
        "titled",
        "entitled",
    }
    if len(before) > 1 and before[-2].lower() in known["definite"] | known["article"]:
        named |= before[-1].islower() and before[-1] not in known["word_noun"]
    titled = all(f[0].isupper() for f in forms if f.lower() not in known["preposition"])
    sentence_first = not before or page.text[: marked.start].rstrip()[-1:] in ".!?\n"
    if named and titled:
        return "name", marked
    if titled and len(forms) > 1 and not sentence_first and len(forms) <= 2 * LONGEST_TERM:
        return "name", marked
    return ("term" if len(forms) <= LONGEST_TERM else "words"), marked
