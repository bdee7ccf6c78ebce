"""The German grammar that the speech engine reads by, under one roof.

Stance needs the same words, clauses, phrases and subjects as quotations. It takes them from here,
so that a change over there has one place to be followed.
"""

from __future__ import annotations

from workbench.speech.german.clauses import (
    RELATIVE_PRONOUNS,
    Clause,
    is_reporting_mood,
    split_clauses,
)
from workbench.speech.german.phrases import speaker_phrase
from workbench.speech.german.sentences import Words, read_words
from workbench.speech.german.speakers import speaker_of
from workbench.speech.german.subjects import agent_of_passive, find_subject
from workbench.speech.german.verbs import Cue, View
from workbench.speech.german.words import (
    ADJECTIVE,
    ADVERB,
    AUXILIARY,
    CAPITAL,
    COORDINATOR,
    DETERMINER,
    FINITE,
    INFINITIVE,
    MODAL,
    NUMBER,
    PARTICIPLE,
    PARTICLE,
    PREPOSITION,
    QUOTED,
    TIME,
    ZU_INFINITIVE,
    Type,
    type_of,
)
from workbench.speech.marks import Marked, pair_marks

__all__ = [
    "ADJECTIVE",
    "ADVERB",
    "AUXILIARY",
    "CAPITAL",
    "COORDINATOR",
    "DETERMINER",
    "FINITE",
    "INFINITIVE",
    "MODAL",
    "NUMBER",
    "PARTICIPLE",
    "PARTICLE",
    "PREPOSITION",
    "QUOTED",
    "RELATIVE_PRONOUNS",
    "TIME",
    "ZU_INFINITIVE",
    "Clause",
    "Cue",
    "Marked",
    "Type",
    "View",
    "Words",
    "agent_of_passive",
    "find_subject",
    "is_reporting_mood",
    "pair_marks",
    "read_words",
    "speaker_of",
    "speaker_phrase",
    "split_clauses",
    "type_of",
]
