"""English: read the stance at one place, and whom its clause ascribes the word to.

Word order does in English what endings do in German, so the rules look at short windows left of
the label: its determiner, the preposition or verb before that, and the verb's subject.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.stance.english_window import (
    ATTRIBUTES,
    CLOSED,
    MARKS,
    REACH,
    Left,
    Window,
    frames_of,
    kind_of_marks,
    left_of,
    window_at,
)
from workbench.stance.lexicon import words
from workbench.stance.records import Ascribed, Reading, Verdict

if TYPE_CHECKING:
    from workbench.stance.context import Page
    from workbench.stance.lexicon import Ascription


def read_english(page: Page, start: int, end: int) -> Reading:
    """Read one place of an English article.

    Examples
    --------
    >>> from workbench.stance.context import Page
    >>> text = "There was no riot in town."
    >>> read_english(Page(text, [("body", 0, len(text))]), 13, 17).verdict.rule
    'no'
    """
    window = window_at(page, start, end)
    quoted, marked = kind_of_marks(page, start, end)
    if window is None:
        return Reading(quoted=quoted)
    left = left_of(window, window.at)
    by, denial = _ascribed(window, left)
    verdict = _negated(window, left) or _distanced(window, left) or denial
    verdict = verdict or _denied_clause(window, left)
    if verdict is None and by is not None and by.source is None:
        verdict, by = window.verdict("distanced", "agentless_naming", max(left.before, 0)), None
    if verdict is None and quoted == "term" and marked and by is None:
        verdict = Verdict("distanced", (marked.start, marked.end), "scare_marks")
    if verdict is not None and verdict.rule == "what_they_call":
        by = None
    return Reading(verdict, quoted, by)


def _negated(window: Window, left: Left) -> Verdict | None:
    known = words("english")
    if left.determiner in known["negative_determiner"]:
        return window.verdict("rejected", "no", _last(window, left.before + 1, "no"))
    at, before = left.before, window.low(left.before)
    definite = left.determiner in known["definite"]
    if before in known["without"] and not definite:
        return window.verdict("rejected", "without", at)
    if before in known["neither"] and not definite:
        return window.verdict("rejected", "neither_nor", at)
    if before in {"or", "nor"} and (joined := _joined(window, at)) is not None:
        return joined
    while before in known["negator_more"] | {"of", "about", "as"} and at > 0:
        at, before = at - 1, window.low(at - 1)
    if before in known["negator"] and window.low(at + 1) not in known["not_only"]:
        contrast = set(map(str.lower, window.forms[window.end : window.end + REACH]))
        if not definite or contrast & known["contrast"]:
            return window.verdict("rejected", "not", at)
    return _not_a_case(window, left) or _not_done(window, left) or _not_behind(window)


def _not_done(window: Window, left: Left) -> Verdict | None:
    """Read the indefinite object of a denied verb: *The company never paid a fine*."""
    known = words("english")
    if left.determiner not in known["indefinite"]:
        return None
    for index in range(left.before, max(-1, left.before - REACH // 2), -1):
        low = window.low(index)
        if low in CLOSED | known["stopper"] | known["preposition"]:
            return None
        if low in known["negator"] and window.low(index + 1) not in known["not_only"]:
            return window.verdict("rejected", "not_done", index)
    return None


def _not_behind(window: Window) -> Verdict | None:
    """Read a denied occurrence: *The merger did not happen*."""
    known, index = words("english"), window.end
    while window.low(index) in known["auxiliary"] | MARKS:
        index += 1
    if window.low(index) in known["negator"] and window.low(index + 1) in known["occurrence"]:
        return window.verdict("rejected", "not_behind", index)
    return None


def _last(window: Window, index: int, low: str) -> int:
    while index > 0 and window.low(index) != low:
        index -= 1
    return index


def _joined(window: Window, at: int) -> Verdict | None:
    """*no riot or revolt*, *neither a coup nor a revolt*."""
    known = words("english")
    for index in range(at - 1, max(-1, at - ATTRIBUTES - 2), -1):
        if window.low(index) in known["negative_determiner"] | known["neither"]:
            return window.verdict("rejected", "neither_nor", index)
    return None


def _not_a_case(window: Window, left: Left) -> Verdict | None:
    """*There is not any talk of war*, *There was no talk of a war*."""
    known = words("english")
    if window.low(left.before) != "of" or left.determiner in known["definite"]:
        return None
    noun = window.low(left.before - 1)
    if noun not in {"question", "talk", "sign", "evidence", "trace", "hint"}:
        return None
    low = window.low(left.before - 2)
    return window.verdict("rejected", "no_talk_of", left.before - 2) if low == "no" else None


def _distanced(window: Window, left: Left) -> Verdict | None:
    known = words("english")
    for index in range(window.at - 1, max(-1, window.at - ATTRIBUTES - 1), -1):
        if window.low(index) in known["distancing"]:
            return window.verdict("distanced", "so_called", index)
        if window.low(index) in CLOSED | known["stopper"] | known["preposition"]:
            break
    index = window.at - 1
    while window.low(index) in MARKS:
        index -= 1
    if window.low(index) in known["word_noun"] and not _ascribed(window, left)[1]:
        return window.verdict("distanced", "word_as_word", index)
    called = _last_verb(window, left.before, known["calls"])
    lows = [window.low(i) for i in range(called)]
    if called > 0 and "what" in lows and called - lows.index("what") <= REACH:
        return window.verdict("distanced", "what_they_call", called)
    return None


def _last_verb(window: Window, index: int, verbs: frozenset[str]) -> int:
    while index >= 0 and window.low(index) in MARKS | {"as"}:
        index -= 1
    return index if window.low(index) in verbs else -1


def _ascribed(window: Window, left: Left) -> tuple[Ascribed | None, Verdict | None]:
    """Return whom the verb left of the label gives it to, and whether it denies it."""
    known = words("english")
    noun, at = "", left.before
    if window.low(at) in MARKS:
        at -= 1
    if window.low(at) in known["word_noun"]:  # rejected the term invasion
        noun, at = "word", left_of(window, at).before
    elif window.low(at) == "of" and window.low(at - 1) in known["claim_noun"] | known["word_noun"]:
        noun, at = "claim", left_of(window, at - 1).before
    link = window.low(at) if window.low(at) in known["preposition"] | {"as"} else ""
    verb = _verb(window, at - 1 if link else at, far=link == "as" or not link)
    if verb is None:
        return None, None
    index, row = verb
    frame = link or noun or "obj"
    adjacent = index == (at - 1 if link else at)
    if frame not in row.frames and not (frame == "word" and "claim" in row.frames):
        if frame in {"word", "claim"} and "obj" in row.frames:
            frame = "obj"
        else:
            return None, None
    if adjacent and _is_named(window, left, row):
        return None, None
    if (
        frame == "obj"
        and not adjacent
        and window.low(index) not in known["calls"] | {"labelled", "labeled", "branded", "termed"}
    ):
        return None, None
    rule = f"{window.low(index)}:{frame}"
    if window.low(index - 1) in known["copula"]:
        by = _agent(window, rule) if frame in {"as", "obj"} else None
        return by, None
    source = _subject(window, index)
    by = None if source is None else Ascribed(source, rule)
    denied = (
        row.denies and frame not in {"for", "as"} and window.low(index - 1) not in known["negator"]
    )
    return by, window.verdict("rejected", "denial_verb", index) if denied else None


def _is_named(window: Window, left: Left, row: Ascription) -> bool:
    """Whether the label is what gets a name: *called the raid a rescue*, *… as a rescue*."""
    if left.determiner not in words("english")["definite"]:
        return False
    behind = window.low(window.end)
    if behind == "as":
        return "as" in row.frames
    return behind in words("english")["article"] | MARKS


def _agent(window: Window, rule: str) -> Ascribed:
    """Return X of *was described as a massacre by X*; without one it is nobody's word."""
    known = words("english")
    index = window.end
    while window.low(index) in MARKS:
        index += 1
    if window.low(index) != "by":
        return Ascribed(None, rule)
    end = index + 1
    while end < len(window.forms) and window.low(end) not in CLOSED | known["stopper"]:
        end += 1
    return Ascribed((window.spans[index + 1][0], window.spans[end - 1][1]), rule)


def _denied_clause(window: Window, left: Left) -> Verdict | None:
    """*He denied that there had been a massacre*."""
    if left.determiner in words("english")["definite"]:
        return None
    for index in range(window.at - 1, 0, -1):
        if window.low(index) in CLOSED:
            return None
        row = frames_of(window.low(index - 1)) if window.low(index) == "that" else None
        if row is not None and row.denies:
            return window.verdict("rejected", "denied_clause", index - 1)
    return None


def _verb(window: Window, at: int, *, far: bool) -> tuple[int, Ascription] | None:
    """Find the verb that governs what follows: right there, or before its first object."""
    for index in range(at, max(-1, at - (REACH if far else 1)), -1):
        low = window.low(index)
        if low in CLOSED - {"-"} or low in {"that", "which", "and", "but"}:
            return None
        row = frames_of(low)
        if row is not None and window.low(index - 1) not in {"the", "a", "an", "of"}:
            return index, row
    return None


def _subject(window: Window, verb: int) -> tuple[int, int] | None:
    """Return the phrase left of a verb group; the agent after *by* in a passive."""
    known = words("english")
    index = verb - 1
    while (
        window.low(index) in known["auxiliary"] | known["adverb"] | known["negator"] and index >= 0
    ):
        index -= 1
    end = index + 1
    if window.low(index) in {"who", "which", "that"}:
        index -= 2 if window.low(index - 1) == "," else 1
        end = index + 1
    while index >= 0 and window.low(index) not in CLOSED | known["stopper"] | MARKS:
        index -= 1
    begin = index + 1
    if end <= begin:
        return None
    while window.low(begin) in {"on", "in"} and begin < end:
        return None
    return window.spans[begin][0], window.spans[end - 1][1]
