"""German word forms: what a form can be, decided once a type from closed lists and its lemma.

There is no tagger. A form carries every reading it may have; the clause around it decides. This
works because German marks much of its grammar on the surface: nouns are capitalised, function
words are a closed set, and Konjunktiv I is the infinitive's stem in -e (*stehe*, *gehe*).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from workbench.dictionary import base_form, is_known
from workbench.speech.lexicon import word_classes

FINITE = 1  # may be a finite verb
SUBJUNCTIVE = 2  # Konjunktiv I
SUBJUNCTIVE2 = 4  # Konjunktiv II
PARTICIPLE = 8  # may be a past participle (getötet, berichtet)
INFINITIVE = 16
ZU_INFINITIVE = 32  # zu inside: abzuweisen
AUXILIARY = 64
MODAL = 128
PREPOSITION = 256
DETERMINER = 512  # may begin a noun phrase: articles, possessives, numbers, quantities
PRONOUN = 1024  # may be a subject by itself
OBJECT_PRONOUN = 2048
SUBORDINATOR = 4096
COORDINATOR = 8192
RELATIVE = 16384
QUESTION = 32768
ADVERB = 65536
CAPITAL = 131072  # begins with a capital letter or digit-letter mix (G20), so may be a noun
NUMBER = 262144
ADJECTIVE = 524288  # may stand before a noun
NOT_NOMINATIVE = 1 << 20
PARTICLE = 1 << 21
PUNCTUATION = 1 << 22
TIME = 1 << 23  # a day, month or hour: no speaker
NAME = 1 << 25  # a capitalised form that no dictionary knows
QUOTED = 1 << 24  # an opaque quotation: a whole utterance that stands for one word
VERB = FINITE | PARTICIPLE | INFINITIVE | ZU_INFINITIVE
KONJUNKTIV = SUBJUNCTIVE | SUBJUNCTIVE2

_FROM_CLASS = {
    "article": DETERMINER,
    "determiner": DETERMINER,
    "quantity": DETERMINER,
    "not_nominative": NOT_NOMINATIVE,
    "subject_pronoun": PRONOUN,
    "object_pronoun": OBJECT_PRONOUN,
    "relative": RELATIVE,
    "question": QUESTION,
    "subordinator": SUBORDINATOR,
    "coordinator": COORDINATOR,
    "preposition": PREPOSITION,
    "adverb": ADVERB,
    "particle": PARTICLE,
    "subjunctive": SUBJUNCTIVE | FINITE,
    "subjunctive2": SUBJUNCTIVE2 | FINITE,
    "month": TIME,
    "weekday": TIME,
}
_INSEPARABLE = (
    "be",
    "emp",
    "ent",
    "er",
    "miss",
    "ver",
    "zer",
    "über",
    "unter",
    "wider",
    "wieder",
    "hinter",
    "durch",
)
_ADVERB_ENDINGS = ("weise", "falls", "dings", "mals", "seits", "wärts", "halber", "maßen", "massen")
_ADJECTIVE_ENDINGS = ("e", "en", "er", "es", "em")
_ADVERBIAL = (
    "lich",
    "ig",
    "isch",
    "bar",
    "sam",
    "haft",
    "los",
    "end",
    "mäß",
    "mäss",
    "iv",
    "ell",
    "al",
)
_POLITE = frozenset({"sie", "er", "ich", "wir"})
_UMLAUTS = frozenset("äöü")


@dataclass(frozen=True, slots=True)
class Type:
    """One word form: its lower-case spelling, its lemma and everything it may be."""

    low: str
    lemma: str
    flags: int


def _closed_classes() -> dict[str, int]:
    flags: dict[str, int] = {}
    for name, words in word_classes("de_words").items():
        for word in words:
            flags[word] = flags.get(word, 0) | _FROM_CLASS.get(name, 0)
    return flags


_CLASSES = word_classes("de_words")
_CLOSED = _closed_classes()
_NO_VERB = _CLASSES["no_verb"]
_FUNCTION = PREPOSITION | DETERMINER | SUBORDINATOR | COORDINATOR | QUESTION | PRONOUN
_NEVER_VERB = _FUNCTION | OBJECT_PRONOUN | ADVERB | RELATIVE


@lru_cache(maxsize=300_000)
def type_of(form: str, *, initial: bool = False) -> Type:
    """Return what `form` can be; a capital says noun unless it opens the sentence (`initial`)."""
    low = form.lower()
    if not form[0].isalnum():
        return Type(low, low, PUNCTUATION)
    if form[0].isdigit():
        return Type(low, low, NUMBER | DETERMINER | (0 if _is_plain_number(form) else CAPITAL))
    if form[0].isupper() and not initial:
        lemma = base_form(form, "de").lower()
        kept = (_CLOSED.get(low, 0) | _CLOSED.get(lemma, 0)) & TIME
        compound = "-" in form or form.isupper()
        kept |= 0 if compound or is_known(form, "de") else NAME
        return Type(low, lemma, CAPITAL | kept | (PRONOUN if low in _POLITE else 0))
    if low in _CLASSES["small_name"] or "." in form or _has_inner_capital(form):
        return Type(low, low, CAPITAL)
    return _initial_or_lower(form, low)


def _has_inner_capital(form: str) -> bool:
    """Tell names such as *iPod*, *el-Masri*, *see.ch* from plain lower case."""
    return form[0].islower() and any(letter.isupper() for letter in form)


def _initial_or_lower(form: str, low: str) -> Type:
    flags = _CLOSED.get(low, 0)
    if low.endswith(_ADVERB_ENDINGS) and not flags & TIME:
        flags |= ADVERB
    lemma = base_form(low, "de")
    if not flags & _NEVER_VERB:
        flags |= _verb_readings(low, lemma)
    if low.endswith(_ADJECTIVE_ENDINGS) and not flags & (_FUNCTION | AUXILIARY | MODAL):
        flags |= ADJECTIVE if not flags & VERB or _is_attributive(low) else 0
    if form[0].isupper() and not flags & (_NEVER_VERB | AUXILIARY | MODAL):
        present = low.endswith("end") and lemma.endswith("en")  # «Einschränkend sagte …»
        adverbial = present or (flags & PARTICIPLE and low.endswith("t"))  # «Besorgt sagte …»
        flags |= CAPITAL if not adverbial and _names_something(form, low) else ADVERB
    return Type(low, lemma, flags)


def _names_something(form: str, low: str) -> bool:
    """Tell *Kritiker* from *Offiziell* at the head of a sentence, by the lemma's capital."""
    participle = low.startswith(_INSEPARABLE) and low.endswith("t")  # «Besorgt äusserte sich …»
    if not (participle or low.endswith(_ADVERBIAL)) or not is_known(low, "de"):
        return True
    return not base_form(form, "de").islower()


def _is_attributive(low: str) -> bool:
    """Tell *die erklärte Absicht* (a participle with an ending) from *sagte*, *stehe*."""
    stem = low.rstrip("srm").removesuffix("en").removesuffix("e")
    return stem.endswith("end") or any(
        type_of(low[: -len(ending)]).flags & PARTICIPLE
        for ending in _ADJECTIVE_ENDINGS
        if low.endswith(ending) and len(low) > len(ending) + 2
    )


def _is_plain_number(form: str) -> bool:
    return not any(letter.isalpha() for letter in form)


def _verb_readings(low: str, lemma: str) -> int:
    if not _is_infinitive(lemma) or low in _NO_VERB:
        return 0
    flags = AUXILIARY if lemma in _CLASSES["auxiliary"] else 0
    flags |= MODAL if lemma in _CLASSES["modal"] else 0
    if low == lemma:
        if not is_known(low, "de"):  # «sardischen»: nobody's infinitive
            return 0
        flags |= INFINITIVE | FINITE
        return flags | (PARTICIPLE if low.startswith(_INSEPARABLE) else 0)
    if _is_only_attributive(low, lemma):
        return 0
    return flags | _inflected(low, lemma)


def _is_only_attributive(low: str, lemma: str) -> bool:
    """Tell *kommende*, *erklärtes* from finite forms with the same endings."""
    if low.endswith(("end", "ende", "enden", "ender", "endes", "endem")):
        return lemma + "d" in low
    return low.endswith(("er", "es", "em")) and _is_attributive(low)


def _inflected(low: str, lemma: str) -> int:
    """Return the readings of a verb form that is not the infinitive."""
    if any(low[:at] + low[at + 2 :] == lemma for at in _places("zu", low)):
        return ZU_INFINITIVE
    if _has_participle_ge(low, lemma) or low == "worden":
        return PARTICIPLE
    flags = FINITE | (PARTICIPLE if _may_be_participle(low, lemma) else 0)
    if _is_first_subjunctive(low, lemma):
        return flags | SUBJUNCTIVE
    return flags | (SUBJUNCTIVE2 if _is_second_subjunctive(low, lemma) else 0)


def _is_first_subjunctive(low: str, lemma: str) -> bool:
    """Tell *stehe*, *ändere*, *handle* by the infinitive: stehen, ändern, handeln."""
    infinitives = {low + "n", low[:-1] + "n", low[:-2] + "e" + low[-2:-1] + "n"}
    return low.endswith("e") and lemma in infinitives


def _places(part: str, low: str) -> list[int]:
    return [i for i in range(len(low)) if low.startswith(part, i)]


def _is_infinitive(lemma: str) -> bool:
    return lemma.endswith(("en", "ern", "eln", "tun", "sein")) and lemma.islower()


def _has_participle_ge(low: str, lemma: str) -> bool:
    """Tell *mitgeteilt*, *begeben* from *teilt*, *geben*: one *ge* more than the infinitive."""
    return low.endswith(("t", "en")) and low.count("ge") > lemma.removesuffix("en").count("ge")


def _may_be_participle(low: str, lemma: str) -> bool:
    """Whether a verb without *ge* has this form as participle: *berichtet*, *begonnen*."""
    if lemma.endswith("ieren"):
        return low.endswith("iert")
    regular = low.endswith("t") and not low.endswith("st")
    strong = low.endswith("en") and not low.endswith("ten")
    return low.startswith(_INSEPARABLE) and (regular or strong)


def _is_second_subjunctive(low: str, lemma: str) -> bool:
    """Tell *brächten*, *stünde* by an umlaut that the infinitive does not have."""
    ending = low.endswith(("e", "en", "est"))
    return ending and any(letter in low and letter not in lemma for letter in _UMLAUTS)
