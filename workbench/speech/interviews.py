"""Interviews: paragraphs that open with who speaks, *NZZ: Wie geht es? / Berg: Gut.*.

Such turns have no marks and no verb. A label alone proves nothing (*Ziel: den Hafen retten*), so an
interview needs several turns, and labels that come back.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.speech.records import Block, Span

CAPITAL = r"[^\W\d_a-zäöüß]"
LABEL = re.compile(rf"(?P<name>{CAPITAL}[\w.'’-]*(?:\s{CAPITAL}[\w.'’-]*){{0,3}}):\s+(?=\S)")
FEWEST_TURNS = 3
TWICE = 2


@dataclass(frozen=True, slots=True)
class Turn:
    """One paragraph of an interview: its number, the words said and the label before them."""

    block: int
    words: Span
    speaker: Span


def find_turns(text: str, blocks: Sequence[Block]) -> list[Turn]:
    """Find the turns of an interview; an article without one has none."""
    turns = []
    for number, (_, start, end) in enumerate(blocks):
        match = LABEL.match(text, start, end)
        if match is not None and text[match.end() : match.end() + 1] not in '«»„“”"‚':
            turns.append(Turn(number, (match.end(), end), match.span("name")))
    labels = Counter(text[slice(*t.speaker)] for t in turns)
    returning = [t for t in turns if labels[text[slice(*t.speaker)]] >= TWICE]
    spoken = {text[slice(*t.speaker)] for t in returning}
    return turns if len(turns) >= FEWEST_TURNS and spoken else []
