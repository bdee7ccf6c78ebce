"""The shape of a line: prose, title, list item; and what surrounds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbench.cleaning.patterns import Hit

LONG = 160
SENTENCE_WORDS = 8
TWO_SENTENCES = 90
CAPTION = 320
REAL_PARAGRAPH = 120  # so long is a paragraph that keeps a page's text going
META = ("byline", "published", "updated")
TITLE_WORDS = 26
TITLE_CHARACTERS = 190
_CLOSERS = "\"'”“»«›‹’‘)]> \u00a0"
_INNER_STOP = re.compile(r"[\w)\]»”\"][.!?…]+[\"”“»’)]*\s+[„“«»\"‘‹(]*[^\W\da-zß-öø-ÿ]")
_ABBREVIATED = re.compile(
    r"\b(?:Dr|Prof|Mr|Mrs|Ms|St|Nr|No|Co|Inc|vs|bzw|ca|Art|Abs|Mio|Mrd|Sen|Rep|Gov|Gen|Capt|Lt|\w)\.\s"
)
# Desk shorthand or agency behind the last full stop; «Pic: …» would be a caption's credit.
_SIGNED = re.compile(r"(?<=[.!?…»“”\"])\s*\([^():]{2,40}\)$")
_BULLET = re.compile(r"(?:[•·▪◦‣*–—-]\s+|[►▶]\ufe0e?\s*)\S")


@dataclass(slots=True)
class Draft:
    """A line whose zone is being looked for."""

    text: str
    number: int
    gap: int = 0  # empty lines before it
    indent: bool = False  # begins with a tab, as pasted list items do
    zone: str = ""
    rule: str = ""
    effect: str = ""
    caption_at_hand: bool = False  # a bare credit stands next to it
    raw: str = ""  # the line with its hard blanks, if it has any

    @property
    def shown(self) -> str:
        """Return the line as it stands on the page, without what was taken off its end."""
        return self.raw[: len(self.text)] or self.text

    def put(self, zone: str, rule: str) -> None:
        """Give the line a zone and the rule that says so."""
        self.zone, self.rule = zone, rule

    def take(self, hit: Hit) -> None:
        """Take zone, rule and effect from a pattern."""
        self.zone, self.rule, self.effect = hit.zone, hit.rule, hit.effect


def last_mark(text: str) -> str:
    """Return the last character that is no closing quotation mark or bracket.

    Examples
    --------
    >>> last_mark("«Das ist kein Preis.»")
    '.'
    """
    return text.rstrip(_CLOSERS)[-1:]


def has_two_sentences(text: str) -> bool:
    """Tell whether a sentence ends inside a line.

    Examples
    --------
    >>> has_two_sentences("Er kam. Sie ging."), has_two_sentences("Dr. Meier kam.")
    (True, False)
    """
    return bool(_INNER_STOP.search(_ABBREVIATED.sub("", text)))


def has_inner_stop(text: str) -> bool:
    """Tell whether a full stop ends a sentence inside a line; tabloids shout in headlines.

    Examples
    --------
    >>> has_inner_stop("Endlich! Die Waffen schweigen"), has_inner_stop("Er kam. Sie ging")
    (False, True)
    """
    hit = _INNER_STOP.search(_ABBREVIATED.sub("", text))
    return hit is not None and "." in hit[0] and not set(hit[0]) & {"!", "?"}


def is_prose(text: str) -> bool:
    """Tell whether a line reads as running text and not as a title or label.

    Examples
    --------
    >>> is_prose("Der Betrieb laufe nach Angaben der Firma uneingeschränkt weiter.")
    True
    >>> is_prose("Zwei Fähren auf der Helling")
    False
    """
    if len(text) >= LONG:
        return True
    signed = text.endswith(")") and _SIGNED.search(text)
    mark = last_mark(text[: signed.start()] if signed else text)
    if mark == "." and len(text.split()) >= SENTENCE_WORDS:
        return True
    return len(text) >= TWO_SENTENCES and has_two_sentences(text)


def is_title(text: str) -> bool:
    """Tell whether a line could be a headline, a subhead or a kicker.

    Examples
    --------
    >>> is_title("Wo es am meisten fehlt"), is_title("Verletzt wurde niemand.")
    (True, False)
    """
    if len(text) > TITLE_CHARACTERS or len(text.split()) > TITLE_WORDS or is_prose(text):
        return False
    if not any(map(str.isalpha, text)) or _BULLET.match(text) or text[0] in ",;.:":
        return False
    return last_mark(text) not in ".,;" or text.endswith(("...", "…"))


def is_bullet(text: str) -> bool:
    """Tell whether a line is an item of a list."""
    return bool(_BULLET.match(text))


def key(text: str) -> str:
    """Fold a line to its letters and digits, to find it again elsewhere."""
    return re.sub(r"[\W_]+", "", text.casefold())


def is_sentence(text: str) -> bool:
    """Tell whether a line is a short sentence: two words at least, and a full stop."""
    return len(text.split()) > 1 and last_mark(text) in ".!?…" and not text.endswith("...")


def is_data(text: str) -> bool:
    """Results and line-ups: «Langwil – Sarnenbach 4:3 (1:3, 1:0, 2:0)»."""
    enough = 3
    return len(re.findall(r"\d+", text)) >= enough and len(text) <= CAPTION
