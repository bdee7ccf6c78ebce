"""What a source is called: *das Ministerium* has the name of the ministry that came before."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.citing.candidates import DETERMINERS
from workbench.citing.lexicon import noun_kind
from workbench.citing.names import NAMED_KINDS
from workbench.speech.declension import nominative, number_and_gender, strong

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.citing.candidates import Candidate
    from workbench.citing.words import Word


_PEOPLE = re.compile(r"isch(?:e|en|er|es|em)?$")


@dataclass(slots=True)
class NameBook:
    """The names of one article, in the order of the text."""

    language: str
    last: dict[str, str] = field(default_factory=dict)  # kind -> name of a medium
    bodies: list[tuple[str, str]] = field(default_factory=list)  # noun of the list, name

    def name(self, words: Sequence[Word], candidate: Candidate) -> str:
        """Return the name of a candidate, and remember it for shorter mentions."""
        if candidate.name is not None:
            if not candidate.name.common or candidate.marked:
                self.last[candidate.kind] = candidate.name.shown
            return candidate.name.shown
        written = words[candidate.noun].text
        _, noun = noun_kind(written, self.language)
        plain = self._plain(words, candidate)
        if candidate.kind in NAMED_KINDS:
            endings = ("", "s", "es") if self.language == "de" else ("",)
            short = words[candidate.noun].low in [noun + ending for ending in endings]
            return self.last.get(candidate.kind, plain) if short else plain
        bare = len(plain.split()) == 1
        # «Ministerium» is short for the ministry named before; «Polizei» is its own name
        if bare and plain.lower() == noun:
            longer = next((n for k, n in reversed(self.bodies) if k == noun), "")
            if longer:
                return longer
        self.bodies.append((noun, plain))
        return plain

    def _plain(self, words: Sequence[Word], candidate: Candidate) -> str:
        """Return the phrase without article, its noun in the nominative, proper adjectives kept."""
        article = words[candidate.det].low if candidate.det < candidate.begin else ""
        noun = words[candidate.noun].text
        describing = [
            word.text
            for word in words[candidate.begin : candidate.noun]
            if word.low not in DETERMINERS and _belongs(word, self.language)
        ]
        if self.language == "de":
            noun = nominative(noun, article)
            kind = number_and_gender(noun, article, describing[-1] if describing else "")
            describing = [strong(word, kind) for word in describing]
        behind = [word.text for word in words[candidate.noun + 1 : candidate.end]]
        return " ".join([*describing, noun, *behind])


def _belongs(word: Word, language: str) -> bool:
    """Whether an adjective says which body it is: *tarvonisches Ministerium*."""
    return language == "en" or word.capital or _PEOPLE.search(word.low) is not None
