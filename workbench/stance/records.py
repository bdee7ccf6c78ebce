"""What is read at one place: the stance, what decided it, and who the clause ascribes it to."""

from __future__ import annotations

from dataclasses import dataclass

Span = tuple[int, int]
Block = tuple[str, int, int]  # zone, start, end


@dataclass(frozen=True, slots=True)
class Verdict:
    """A stance with the span that decided it and the name of the rule."""

    stance: str
    trigger: Span
    rule: str


@dataclass(frozen=True, slots=True)
class Ascribed:
    """Who the clause itself gives the word to, in a construction that quotes nothing.

    `source` is None where the clause says that somebody does and not who (*wird als X bezeichnet*).
    """

    source: Span | None
    rule: str


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that is read at one mention."""

    verdict: Verdict | None = None  # None: asserted
    quoted: str = ""  # term | name | words
    ascribed: Ascribed | None = None
