"""The verbs of a clause, and whether a label is what one of them ascribes or denies."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbench.stance.context import MARKS, phrase_of
from workbench.stance.grammar import (
    AUXILIARY,
    CAPITAL,
    FINITE,
    INFINITIVE,
    MODAL,
    PARTICIPLE,
    PARTICLE,
    RELATIVE_PRONOUNS,
    TIME,
    ZU_INFINITIVE,
    Cue,
    agent_of_passive,
    find_subject,
    speaker_of,
    speaker_phrase,
)
from workbench.stance.lexicon import Ascription, verbs
from workbench.stance.lexicon import words as classes
from workbench.stance.records import Ascribed, Verdict

if TYPE_CHECKING:
    from workbench.stance.context import Place
    from workbench.stance.grammar import Type

NOBODY = frozenset(["man", "es", "ich", "wir", "wer", "niemand", "jeder"])
POINTING = frozenset(["das", "dies", "dieses", "beides", "alles", "vieles", "es"])
NAMED_THING = "named_thing"
NAMING = frozenset({"nennen", "heißen", "taufen", "schimpfen"})
LONGEST_CHAIN = 4
LONGEST_ANTECEDENT = 10
CLAUSES_TO_PARTICLE = 3


def verbs_of(place: Place, number: int) -> list[tuple[int, str, bool]]:
    """List the verbs of a clause: word, lemma with its particle, whether it is a participle."""
    clause, words = place.view.clauses[number], place.words
    held = clause.finite >= 0 and words.flags[clause.finite] & (AUXILIARY | MODAL)
    found = []
    for index in range(clause.begin, clause.end):
        flags = words.flags[index]
        if flags & CAPITAL and index > clause.begin:
            continue
        if flags & FINITE and (index == clause.finite or not held):
            lemma = words.types[index].lemma
            found += [(index, part + lemma, False) for part in _particles(place, number, index)]
            found.append((index, lemma, False))
        if flags & (PARTICIPLE | INFINITIVE | ZU_INFINITIVE):
            found.append((index, words.types[index].lemma, bool(flags & PARTICIPLE)))
    return found


def _particles(place: Place, number: int, verb: int) -> list[str]:
    """Return the separated particle, also where a relative clause stands between."""
    clause, words = place.view.clauses[number], place.words
    found = [words.low(clause.particle)] if clause.particle >= 0 else []
    for later in place.view.clauses[number + 1 : number + 1 + CLAUSES_TO_PARTICLE]:
        if words.flags[later.begin] & PARTICLE and later.end <= later.begin + 2:
            found += [words.low(later.begin)]
    ends = [i for i in range(verb + 1, clause.end) if words.flags[i] & PARTICLE]
    return found + [words.low(i) for i in ends if _closes(place, i, clause.end)]


def _closes(place: Place, index: int, end: int) -> bool:
    """Whether a particle is followed by *und* + verb, a comma or nothing."""
    return index + 1 >= end or place.low(index + 1) in {"und", "oder", ",", ".", "–"}


def lemmas_of(place: Place) -> frozenset[str]:
    """Return the verb lemmas of the label's clause, with and without particles."""
    return frozenset(lemma for _, lemma, _ in verbs_of(place, place.clause))


def chain_of(place: Place) -> list[tuple[int, str, str]]:
    """Follow the label up to the verb's complement: (head word, preposition, determiner) each.

    *(forderte) ein Verbot der Werbung für Tabak*: Tabak ← für, Werbung ← der, Verbot.
    """
    links = []
    head = place.begin
    for _ in range(LONGEST_CHAIN):
        phrase = phrase_of(place, head)
        links.append((head, phrase.preposition, phrase.determiner))
        before = phrase.before
        while before >= place.first and place.words.low(before) in MARKS:
            before -= 1
        if before < place.first or not place.words.flags[before] & CAPITAL:
            return links
        if place.words.flags[before] & TIME:
            return links
        head = before
    return links


def ascribed(place: Place) -> tuple[Ascribed | None, Verdict | None]:
    """Return whom the clause ascribes the label to, and the denial if the verb denies it."""
    number = place.clause
    for index, lemma, participle in verbs_of(place, number):
        known = verbs("german").get(lemma)
        if known is None or place.begin <= index < place.end:
            continue
        passive = participle and _is_passive(place, number)
        if "word" in known.frames and len(known.frames) == 1:
            by = _by(place, index, lemma, "word", passive=False)
            if by is not None and by.source and _is_just_marked(place):
                return by, None
            continue
        if _is_named(place, known, lemma):
            return Ascribed(None, NAMED_THING), None
        link = _governed(place, known, index, number, passive=passive)
        if link:
            return _by(place, index, lemma, link, passive=passive), _denial(
                place, known, index, link
            )
    return _gapped(place, number) or _for_whom(place, number), None


def _is_just_marked(place: Place) -> bool:
    """Whether the label stands bare between its marks: *schreibt «Krieg»*."""
    finite = place.view.clauses[place.clause].finite
    may = finite >= 0 and place.words.flags[finite] & MODAL
    word = place.low(place.begin - 2) in classes("german")["word_noun"]
    marked = place.low(place.begin - 1) in MARKS and place.low(place.end) in MARKS
    return marked and not may and not word


def _is_named(place: Place, known: Ascription, lemma: str) -> bool:
    """Whether the label is what gets a name: *nannte die Räumung «Hilfe»*, *… als Hilfe*.

    How the thing is called before it gets its name is the narrator's choice.
    """
    clause, phrase = place.view.clauses[place.clause], place.phrase()
    if phrase.preposition or phrase.determiner not in classes("german")["definite"]:
        return False
    behind = place.lows(place.end, clause.end)
    if "als" in known.frames and "als" in behind:
        return True
    if lemma not in NAMING:
        return False
    marked = any(low in MARKS for low in behind[1:])
    return marked or bool(
        set(behind) & (classes("german")["indefinite"] - {"einem", "einer", "eines"})
    )


def _gapped(place: Place, number: int) -> Ascribed | None:
    """*Berg sprach von X, Tal von einer Kürzung*: the verb of the clause before serves again."""
    clause = place.view.clauses[number]
    if clause.finite >= 0 or number == 0:
        return None
    phrase = place.phrase()
    preposition = phrase.preposition
    for _, lemma, _ in verbs_of(place, number - 1):
        known = verbs("german").get(lemma)
        named = lemma in NAMING and phrase.determiner in classes("german")["indefinite"]
        if known is None or not (named or (preposition and preposition in known.frames)):
            continue
        end = speaker_phrase(place.words, clause.begin, place.begin, apposition=False)
        if clause.begin < end <= place.phrase().before + 1:
            return Ascribed(place.words.span(clause.begin, end), f"{lemma}:{preposition or 'obj'}")
    return None


def _for_whom(place: Place, number: int) -> Ascribed | None:
    """*Für die Bauern ist der Wolf eine Plage*: a predicate in somebody's eyes."""
    clause = place.view.clauses[number]
    finite = clause.finite
    if place.low(clause.begin) != "für" or finite < 0 or place.begin < finite:
        return None
    phrase = place.phrase()
    if place.words.types[finite].lemma not in {"sein", "bleiben"} or phrase.preposition:
        return None
    if phrase.determiner in classes("german")["definite"] or place.end < clause.end:
        return None
    end = speaker_phrase(place.words, clause.begin + 1, finite, apposition=False)
    return Ascribed(place.words.span(clause.begin + 1, end), "for_whom") if end == finite else None


def _is_passive(place: Place, number: int) -> bool:
    clause = place.view.clauses[number]
    return any(
        _lemma_at(place, i) == "werden" and place.low(i) not in {"würde", "würden"}
        for i in range(clause.begin, clause.end)
    )


def _lemma_at(place: Place, index: int) -> str:
    kind: Type = place.words.types[index]
    return "werden" if kind.low in {"worden", "wurde", "wurden", "wird"} else kind.lemma


def _governed(place: Place, known: Ascription, verb: int, number: int, *, passive: bool) -> str:
    """Return the frame in which the verb governs the label, "" if it does not."""
    subject = _subject(place, verb, number, passive=False)
    links = _below(chain_of(place), subject)
    head, preposition, _ = links[-1]
    frames = known.frames
    if links[0][1] == "als" or preposition == "als":
        return "als" if "als" in frames else ""
    nouns = [place.low(at) for at, *_ in links[1:]]
    worded = bool(set(nouns) & classes("german")["word_noun"])
    claimed = worded or bool(set(nouns) & classes("german")["claim_noun"])
    plain = {"vom": "von", "zum": "zu", "zur": "zu", "im": "in", "am": "an"}.get(
        preposition, preposition
    )
    if (claimed and "claim" in frames) or (worded and "word" in frames):
        return "claim"
    if plain:
        return plain if plain in frames else ""
    if frames == {"claim"} or not frames & {"obj", "dat", "gen"}:
        return ""
    if subject is not None and subject[0] <= head < subject[1]:
        return "obj" if passive else ""
    return "part" if len(links) > 1 and not claimed else "obj"


def _below(
    links: list[tuple[int, str, str]], subject: tuple[int, int] | None
) -> list[tuple[int, str, str]]:
    """Cut the chain before the subject: in *warnte der Präsident vor X* nothing hangs on him."""
    if subject is None:
        return links
    for number, (head, *_) in enumerate(links[1:], 1):
        if subject[0] <= head < subject[1]:
            return links[:number]
    return links


def _subject(place: Place, verb: int, number: int, *, passive: bool) -> tuple[int, int] | None:
    if passive:
        return agent_of_passive(place.view, number)
    clause, flags = place.view.clauses[number], place.words.flags[verb]
    if (
        clause.zu_infinitive
        and flags & (ZU_INFINITIVE | INFINITIVE)
        and clause.finite in (-1, verb)
    ):
        return find_subject(place.view, number - 1) if number else None
    view = place.view
    held = place.words.flags[clause.finite] & (AUXILIARY | MODAL) if clause.finite >= 0 else 0
    if flags & FINITE and verb != clause.finite and not held:
        fixed = replace(clause, finite=verb)  # *bewaffneten* was taken for the verb
        clauses = (*view.clauses[:number], fixed, *view.clauses[number + 1 :])
        view = replace(view, clauses=clauses)
    return speaker_of(view, Cue(number, verb, (verb,), "", frozenset(), passive))


def _by(place: Place, verb: int, lemma: str, link: str, *, passive: bool) -> Ascribed | None:
    source = _subject(place, verb, place.clause, passive=passive)
    rule = f"{lemma}:{link}"
    if source is None or place.begin in range(*source):
        return Ascribed(None, rule) if passive else None
    source = antecedent(place, source)
    low = place.words.low(source[0])
    if low in classes("german")["negative_determiner"] | {"niemand"}:
        return None
    if low in NOBODY and source[1] == source[0] + 1:
        return None
    return Ascribed(place.words.span(*source), rule)


def antecedent(place: Place, source: tuple[int, int]) -> tuple[int, int]:
    """Return the phrase that a relative pronoun stands for: *Kern, der es Y nannte*.

    Where a verb stands between (*gab eine Erklärung ab, die X kritisierte*), the subject of the
    clause before is who speaks.
    """
    begin = source[0]
    relative = place.low(begin) in RELATIVE_PRONOUNS and place.low(begin - 1) == ","
    if source[1] > begin + 1 or not relative:
        return source
    end = begin - 1
    for start in range(max(place.first, end - LONGEST_ANTECEDENT), end):
        if speaker_phrase(place.words, start, end, apposition=False) == end:
            return start, end
    number = next((n for n, c in enumerate(place.view.clauses) if c.begin == begin), 0)
    subject = find_subject(place.view, number - 1) if number else None
    if subject is None or place.low(subject[0]) in POINTING:
        return source
    return subject


def _denial(place: Place, known: Ascription, verb: int, link: str) -> Verdict | None:
    """Return the denial that a verb states; a denied one (*schloss nicht aus*) is none."""
    clause = place.view.clauses[place.clause]
    lows = set(place.lows(clause.begin, clause.end))
    if place.low(place.end - 1) in classes("german")["request_noun"]:
        return None  # *wies die Klage zurück*: she does not deny that there is one
    denies = known.denies or ("word" in known.frames and link == "claim")
    if not denies or link == "part" or lows & classes("german")["negator"]:
        return None
    return Verdict("rejected", place.characters(verb), "denial_verb")


def denied_before(place: Place) -> Verdict | None:
    """*Die Behörde verneinte, dass es eine Panne gegeben habe*: the clause hangs on a denial."""
    number = place.clause
    if number == 0 or place.low(place.view.clauses[number].begin) not in {"dass", "daß", "ob"}:
        return None
    if place.phrase().determiner in classes("german")["definite"]:
        return None
    above = place.view.clauses[number - 1]
    if set(place.lows(above.begin, above.end)) & classes("german")["negator"]:
        return None
    for index, lemma, _ in verbs_of(place, number - 1):
        known = verbs("german").get(lemma)
        if known is not None and known.denies:
            return Verdict("rejected", place.characters(index), "denied_clause")
    return None
