"""What the German rules put together: quotations in word numbers, and what they remember."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbench.speech.german.words import PUNCTUATION

if TYPE_CHECKING:
    from workbench.speech.german.sentences import Words
    from workbench.speech.german.verbs import Range, View


@dataclass(slots=True)
class Found:
    """A quotation in word numbers, while it is being put together."""

    ranges: list[Range]
    kind: str
    rule: str
    speaker: Range | None = None
    cue: tuple[int, ...] = ()
    addressee: Range | None = None
    utterance: int = -1  # opaque word that holds it
    sentence: int = -1
    partial: int = -1  # opening mark of a partial quotation
    frame: int = -1  # sentence of the cue, where it is not the one of the words

    def covers(self, index: int) -> bool:
        """Whether the word is one of the quoted."""
        return any(begin <= index < end for begin, end in self.ranges)


@dataclass(slots=True)
class State:
    """What the rules remember from sentence to sentence."""

    views: list[View]
    speaker: Range | None = None
    sentence: int = -99
    reported: bool = False  # whether the last sentence held reported words
    continuation: Found | None = None
    found: list[Found] = field(default_factory=list)


def trimmed(words: Words, ranges: list[Range]) -> list[Range]:
    """Cut commas and dashes off both ends of each range and drop what is empty."""
    kept = []
    for first, last in ranges:
        begin, end = first, last
        while (
            begin < end
            and words.flags[begin] & PUNCTUATION
            and begin not in words.partial
            and words.low(begin) in ",;:–—-."
        ):
            begin += 1
        while end > begin and words.low(end - 1) in ",;:–—-":
            end -= 1
        if begin < end:
            kept.append((begin, end))
    return kept


def content_end(view: View) -> int:
    """Return the end of the sentence's words, its final point left out."""
    end = view.sentence.end
    while end > view.sentence.begin and view.words.low(end - 1) in ".!?…":
        end -= 1
    return end


def row_start(view: View, number: int) -> int:
    """Return the first clause behind the last colon or semicolon before this one."""
    for earlier in range(number, 0, -1):
        if view.words.low(view.clauses[earlier].begin - 1) in {":", ";"}:
            return earlier
    return 0


def overlaps(item: Found, found: list[Found]) -> bool:
    """Whether a hit shares words with one that was found before."""
    return any(
        f.covers(begin) or item.covers(f.ranges[0][0]) for f in found for begin, _ in item.ranges
    )
