"""Words between marks inside a sentence: quoted, or only a name or a title."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.speech.german.findings import Found
from workbench.speech.german.speakers import speaker_of
from workbench.speech.german.subjects import antecedent
from workbench.speech.german.verbs import View, find_cue
from workbench.speech.german.words import (
    CAPITAL,
    DETERMINER,
    FINITE,
    KONJUNKTIV,
    NUMBER,
    PREPOSITION,
    PUNCTUATION,
)
from workbench.speech.lexicon import word_classes

if TYPE_CHECKING:
    from workbench.speech.german.sentences import Words


def judgements(view: View, found: list[Found]) -> list[Found]:
    """Read *X nannte das «fahrlässig»*: words between marks in the clause of a reporting verb."""
    words, items = view.words, []
    for number, clause in enumerate(view.clauses):
        marks = [i for i in range(clause.begin, clause.end) if i in words.partial]
        if not marks:
            continue
        cue = find_cue(view, number)
        if cue is None or words.flags[cue.verb] & KONJUNKTIV:
            continue
        speaker = speaker_of(view, cue)
        if speaker == (clause.begin, clause.begin + 1) and clause.subordinate:
            speaker = antecedent(view, number) or speaker
        for index in marks:
            close = words.partial[index][0]
            if any(f.covers(index) for f in found) or (
                speaker and speaker[0] <= index < speaker[1]
            ):
                continue
            if not _is_judged(words, index, close, judges="judge" in cue.classes):
                continue
            if speaker is not None:
                items.append(
                    Found(
                        [(index + 1, close)],
                        "direct",
                        "direct_partial",
                        speaker,
                        cue.tokens,
                        partial=index,
                    )
                )
    return items


def _is_judged(words: Words, index: int, close: int, *, judges: bool) -> bool:
    """Tell *nannte das «fahrlässig»* from a name or title: *las die «Neue Post»*."""
    before = words.flags[index - 1]
    if before & CAPITAL and words.flags[index + 1] & CAPITAL:  # «die Enzyklika «Fata Morgana»»
        return False
    if not words.text[words.starts[index + 1]].isupper():
        return True
    if judges and words.low(index - 1) in {"als", "ein", "eine", "einen", "einer", "einem", "von"}:
        return True
    if before & (DETERMINER | PREPOSITION):
        return any(
            words.flags[i] & FINITE and not words.flags[i] & CAPITAL
            for i in range(index + 2, close)
        )
    return not _is_name(words, index, close) or _is_term(words, index)


def _is_term(words: Words, index: int) -> bool:
    """Tell *1200 «Helfer»*, *ein «Putsch»*, *als «Verwalter»* from names, which have no number."""
    return (
        bool(words.flags[index - 1] & NUMBER)
        or words.low(index - 1) in word_classes("de_words")["indefinite"]
    )


def partials(view: View, found: list[Found]) -> list[Found]:
    """Words between marks inside reported speech are quoted word for word."""
    items = []
    words = view.words
    for index in range(view.sentence.begin, view.sentence.end):
        if index not in words.partial:
            continue
        close, _ = words.partial[index]
        host = next((f for f in found if f.covers(index)), None)
        if host is None or _is_title(words, index, close):
            continue
        if _is_name(words, index, close) and not _is_term(words, index):
            continue
        items.append(
            Found([(index + 1, close)], "direct", "partial", host.speaker, host.cue, partial=index)
        )
    return items


def _is_title(words: Words, begin: int, close: int) -> bool:
    """Tell *der Film «Das Boot am See»* from quoted words: a noun before, a capital, no verb."""
    if not words.flags[begin - 1] & CAPITAL or not words.text[words.starts[begin + 1]].isupper():
        return False
    return not any(words.flags[i] & FINITE for i in range(begin + 2, close))


def _is_name(words: Words, begin: int, close: int) -> bool:
    inner = [i for i in range(begin + 1, close) if not words.flags[i] & PUNCTUATION]
    return bool(inner) and all(
        words.flags[i] & CAPITAL or words.text[words.starts[i]].isupper() for i in inner
    )
