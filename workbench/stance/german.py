"""German: read the stance at one place, and whom its clause ascribes the word to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.stance.context import leader_of
from workbench.stance.distance import distanced, kind_of_marks, so_called, word_as_word
from workbench.stance.grammar import (
    CAPITAL,
    FINITE,
    find_subject,
    is_reporting_mood,
    speaker_phrase,
)
from workbench.stance.lexicon import words as classes
from workbench.stance.negation import negated
from workbench.stance.predicates import NAMED_THING, ascribed, denied_before, lemmas_of
from workbench.stance.records import Ascribed, Reading, Verdict

if TYPE_CHECKING:
    from workbench.stance.context import Page, Place
    from workbench.stance.grammar import Marked

POINTERS = frozenset({"demnach", "demzufolge"})
LONGEST_LABEL = 8  # words before the colon of a headline


def read_german(page: Page, start: int, end: int) -> Reading:
    """Read one place of a German article.

    Examples
    --------
    >>> from workbench.stance.context import Page
    >>> text = "Es gab keine Panne."
    >>> read_german(Page(text, [("body", 0, len(text))]), 13, 18).verdict.rule
    'no'
    """
    quoted, marked = kind_of_marks(page, start, end)
    place = page.place(start, end)
    if place is None:
        return Reading(quoted=quoted)
    by, verdict = _decide(place)
    leader = leader_of(place)
    if leader is not None and by is None:
        # In a list the first word shows what governs all of them.
        by, first = _decide(leader)
        verdict = word_as_word(leader) or verdict or first
    if by is not None and quoted == "name" and not by.rule.endswith(":als"):
        by = None  # *kündigte den Film «Überfall» an*: a title is nobody's word
    by = by or _before_colon(place, marked)
    verdict = verdict or _agentless(place, by)
    if verdict is None and quoted == "term" and marked and _is_outlets(by) and not _reported(place):
        verdict = Verdict("distanced", (marked.start, marked.end), "scare_marks")
    by = _somebody(by, quoted) or _turn(page, place)
    by = by or _document(place) or _pointed_at(page, place)
    if by is None and _reported(place):
        by = Ascribed(None, "subjunctive")  # *Es gebe keinen Engpass.* Somebody says so.
    return Reading(verdict, quoted, by)


def _decide(place: Place) -> tuple[Ascribed | None, Verdict | None]:
    """Try the rules from the closest to the loosest."""
    by, denial = ascribed(place)
    verdict = negated(place) or so_called(place) or denial or denied_before(place) or _wrong(place)
    return by, verdict or distanced(place)


def _before_colon(place: Place, marked: Marked | None) -> Ascribed | None:
    """*Despot Veck im TV: «Schutzmission»*: who is named before the colon says it."""
    begin = place.first
    if marked is None or place.page.text[: marked.start].rstrip()[-1:] != ":":
        return None
    colon = next((i for i in range(begin, place.begin) if place.low(i) == ":"), begin)
    if colon - begin > LONGEST_LABEL or any(
        place.words.flags[i] & FINITE and not place.words.flags[i] & CAPITAL
        for i in range(begin, colon)
    ):
        return None
    end = speaker_phrase(place.words, begin, colon, apposition=False)
    return Ascribed(place.words.span(begin, end), "colon") if end > begin else None


def _is_outlets(by: Ascribed | None) -> bool:
    return by is None or by.rule == NAMED_THING


def _agentless(place: Place, by: Ascribed | None) -> Verdict | None:
    """*wird oft als Übergriff bezeichnet*: a word that is about, and nobody's."""
    if by is None or by.source is not None or not by.rule.endswith(":als"):
        return None
    finite = place.view.clauses[place.clause].finite
    return Verdict("distanced", place.characters(max(finite, place.first)), "agentless_naming")


def _somebody(by: Ascribed | None, quoted: str) -> Ascribed | None:
    """Without a source only marks show that the words are somebody's: *«unwahr» genannt*."""
    if by is None or by.source is not None or by.rule == NAMED_THING:
        return by
    return by if quoted in {"term", "words"} and not by.rule.endswith(":als") else None


def _turn(page: Page, place: Place) -> Ascribed | None:
    """In an interview the name before the colon speaks up to the next; who asks is the outlet."""
    turn = page.turn_at(place.span[0])
    if turn is None:
        return None
    span, asks = turn
    return Ascribed(None, "asks") if asks else Ascribed(span, "interview")


def _document(place: Place) -> Ascribed | None:
    """*ein Bericht, in dem es heißt, dass …*: the document says it."""
    for clause in place.view.clauses[: place.clause + 1]:
        at = clause.begin
        relative = place.low(at) == "in" and place.low(at + 1) in {"dem", "der", "denen"}
        if at == place.first or not relative or place.low(at - 1) != ",":
            continue
        for start in range(max(place.first, at - 1 - LONGEST_LABEL), at - 1):
            if speaker_phrase(place.words, start, at - 1, apposition=False) == at - 1:
                return Ascribed(place.words.span(start, at - 1), "in_which")
    return None


def _pointed_at(page: Page, place: Place) -> Ascribed | None:
    """*Die Zahlen wurden berichtigt. Demnach …*: the subject before is what *demnach* means."""
    if not POINTERS & set(place.lows(place.first, place.stop)):
        return None
    before = page.view_before(place)
    subject = find_subject(before, 0) if before is not None else None
    if before is None or subject is None:
        return None
    return Ascribed(before.words.span(*subject), "demnach")


def _reported(place: Place) -> bool:
    """Whether the clause's mood says that somebody speaks; *es sei denn* does not."""
    clause = place.view.clauses[place.clause]
    idiom = place.low(clause.konjunktiv + 1) in {"denn", "dank"}
    return is_reporting_mood(place.words, clause) and not idiom


def _wrong(place: Place) -> Verdict | None:
    """*Der Begriff Krieg sei irreführend*, *Krieg ist das falsche Wort*."""
    if "sein" not in lemmas_of(place):
        return None
    known, clause = classes("german"), place.view.clauses[place.clause]
    before = set(place.lows(clause.begin, place.begin))
    for index in range(place.end, clause.end):
        if place.low(index) in known["wrong"] and before & known["word_noun"]:
            return Verdict("rejected", place.characters(index), "wrong_word")
    return None
