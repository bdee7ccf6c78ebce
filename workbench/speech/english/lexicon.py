"""English cues with all their forms, made once from the rows of ``resources/speech/en_*.tsv``.

One look-up per word type then tells what a token can be; nothing is tagged or downloaded.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Final

from workbench.speech.lexicon import rows, word_classes

BASE: Final = 1
THIRD: Final = 2
PAST: Final = 4
PARTICIPLE: Final = 8
ING: Final = 16


@dataclass(frozen=True, slots=True)
class Cue:
    """A verb or phrase of attribution with the complements it takes.

    Frames: q direct speech, t that-clause, z clause without that, w question, n object,
    i infinitive, o object with infinitive, a addressee before the message, p passive,
    s the object is talked about (not only acted upon).
    """

    name: str
    frames: frozenset[str]
    noun: bool
    particles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Form:
    """One inflected form of a cue's head verb; ``kind`` adds up what it may be."""

    cue: Cue
    kind: int


def word_class(name: str) -> frozenset[str]:
    """Return the words of one closed class of ``en_words.tsv``."""
    return word_classes("en_words")[name]


def third_person(verb: str) -> str:
    """Return the form in -s: *says*, *replies*, *stresses*."""
    if _soft_y(verb):
        return verb[:-1] + "ies"
    return verb + ("es" if verb.endswith(("s", "sh", "ch", "x", "z", "o")) else "s")


def _soft_y(verb: str) -> bool:
    return verb.endswith("y") and verb[-2:-1] not in "aeiou"


def inflect(verb: str, irregular: str) -> dict[str, int]:
    """Return the forms of a verb with what each may be.

    ``irregular`` lists the past, participle and ing forms that the spelling rules miss.
    """
    listed = irregular.split()
    pasts = [form for form in listed if not form.endswith("ing")]
    mute_e = verb.endswith("e") and not verb.endswith(("ee", "oe", "ye"))
    regular = verb[:-1] + "ied" if _soft_y(verb) else verb + ("d" if verb.endswith("e") else "ed")
    ings = [form for form in listed if form.endswith("ing")]
    forms = {verb: BASE}
    kinds = [(third_person(verb), THIRD)]
    kinds += [(ing, ING) for ing in ings or [(verb[:-1] if mute_e else verb) + "ing"]]
    for form in pasts or [regular]:
        both = form.endswith("ed") or len(pasts) == 1  # wrote, written but labeled, labelled
        kinds.append(
            (form, PAST | PARTICIPLE if both else PAST if form == pasts[0] else PARTICIPLE)
        )
    for form, kind in kinds:
        forms[form] = forms.get(form, 0) | kind
    return forms


@cache
def cue_forms() -> dict[str, tuple[Form, ...]]:
    """Return every form of every cue's first word, the longest phrase first."""
    table: dict[str, list[Form]] = {}
    for row in rows("en_cues"):
        head, *particles = row["cue"].split()
        frames = frozenset(row["frames"].split())
        cue = Cue(row["cue"], frames, row["noun"] == "noun", tuple(particles))
        for form, kind in inflect(head, row["forms"]).items():
            table.setdefault(form, []).append(Form(cue, kind))
    return {
        form: tuple(sorted(found, key=lambda f: -len(f.cue.particles)))
        for form, found in table.items()
    }


@cache
def openers(table: str) -> dict[str, frozenset[str]]:
    """Return nouns or adjectives of attribution with the words that may open their content."""
    found: dict[str, frozenset[str]] = {}
    for row in rows(table):
        words = frozenset(row["openers"].split())
        found[row["cue"]] = words
        if table == "en_nouns":
            found[third_person(row["cue"])] = words
    return found


@cache
def confidence(rule: str) -> float:
    """Return the share of a rule's hits that were right on the labelled training articles."""
    return next((float(row["confidence"]) for row in rows("en_rules") if row["rule"] == rule), 0.3)
