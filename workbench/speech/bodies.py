"""What a body or a document is called: one name for it in an article, in the nominative.

*Angaben des Roten Kreuzes*, *dem Roten Kreuz* and *das Rote Kreuz* are *Rotes Kreuz*; *der lokale
Sender Radio Lauve* is *Radio Lauve*; *UN-Angaben* are the UN's. *Das Ministerium* has the longer
name that the article gives it elsewhere. What is known by nobody (*neuen Erkenntnissen*) has none.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from workbench.dictionary import base_form
from workbench.speech.declension import (
    POSSESSIVE,
    gender_of,
    is_inflected,
    nominative,
    number_and_gender,
    strong,
)
from workbench.speech.lexicon import rows
from workbench.speech.names import is_common, people_words

if TYPE_CHECKING:
    from collections.abc import Sequence

QUOTED_NAME = re.compile(r"[«„“\"]([^\W\d_a-zäöüß][^«»„“”\"]*)[»“”\"]")
GIVEN = re.compile(r"(?<=\w{2})-?(?:angaben|informationen)$", re.IGNORECASE)
NAMED_BY_KIND = ("radio", "rundfunk", "fernsehen")  # nouns that are part of the name
OF = frozenset(["des", "der"])
PLACED = frozenset(["in", "von", "aus"])
JOINED = frozenset(["und", "sowie", "and"])
SHORTENED = frozenset(  # nouns by which a compound is called: *das Ministerium*
    ["ministerium", "departement", "amt", "behörde", "kommission", "verband", "gericht"]
)


def body_name(phrase: str, article: str = "", *, language: str = "de") -> str:
    """Return what a phrase without a person calls a body, a document or a group, "" for nobody.

    Parameters
    ----------
    phrase
        A speaker's phrase; an article of its own goes before `article`.
    article
        The article in front of the phrase, where the phrase does not hold it.
    language
        ``"en"`` for a phrase that has no cases.

    Examples
    --------
    >>> body_name("des Roten Kreuzes"), body_name("den Vereinten Nationen")
    ('Rotes Kreuz', 'Vereinte Nationen')
    >>> body_name("dem lokalen Sender Radio Lauve"), body_name("UN-Angaben")
    ('Radio Lauve', 'UN')
    """
    titled = QUOTED_NAME.search(phrase)
    if titled:  # «das Portal „Offenes Fenster“»
        return titled[1]
    plain = re.sub(r"\([^)]*\)", "", phrase).partition(",")[0].strip('«»„“”"‚‘ ')
    first, _, rest = plain.partition(" ")
    if first.lower() in people_words("determiner") and rest:
        article, plain = first.lower(), rest
    words = plain.strip('«»„“”"‚‘ ').split()
    if words and POSSESSIVE.match(words[0]):
        article = words[0].lower()
    head = head_of(words, language)
    if head < 0:
        return plain
    return _medium(words, head) or (_declined(words, head, article) if language != "en" else plain)


def head_of(words: Sequence[str], language: str = "de") -> int:
    """Return the place of the noun that a phrase is about, -1 if there is none."""
    for at, word in enumerate(words):
        if language == "en":
            if word in _media_nouns():
                return at
            continue
        if at and words[at - 1].lower() in people_words("behind"):
            return -1
        if word[:1].isupper() and not _describes(words, at):
            return at
    return -1


def _describes(words: Sequence[str], at: int) -> bool:
    """Whether a capital begins an adjective of a name: *Rotes Kreuz*, *Vereinte Nationen*."""
    if POSSESSIVE.match(words[at]):
        return True
    follows = at + 1 < len(words) and bool(_gender(words[at + 1]))
    return follows and not _gender(words[at]) and is_inflected(words[at])


def _gender(word: str) -> str:
    return gender_of(word) or gender_of(base_form(word, "de"))


def _medium(words: Sequence[str], head: int) -> str:
    """Return the name behind a noun for a medium: *Sender Radio Lauve*, *tabloid Volksblitz*."""
    low, end = words[head].lower(), head + 1
    if low.endswith(NAMED_BY_KIND) or not low.endswith(_media_nouns()):
        return ""
    while end < len(words) and words[end][:1].isupper():
        end += 1
    several = end < len(words) and words[end] in JOINED
    return "" if several else " ".join(words[head + 1 : end])


@cache
def _media_nouns() -> tuple[str, ...]:
    return tuple(row["noun"] for row in rows("media_nouns"))


def _declined(words: Sequence[str], head: int, article: str) -> str:
    """Return a German phrase as it stands in the nominative without article."""
    noun, describing, behind = nominative(words[head], article), words[:head], words[head + 1 :]
    giver = GIVEN.sub("", noun)
    if giver != noun:  # «israelischen Armeeangaben»
        noun, behind = nominative(giver, "des"), []
    elif noun.lower() in people_words("content") and not behind:
        describing = [word for word in describing if "isch" in word]
        if not describing:
            return ""
    kind = number_and_gender(noun, article, describing[-1] if describing else "")
    return " ".join([*(strong(word, kind) for word in describing), noun, *behind])


def fullest(names: Sequence[tuple[int, str]]) -> list[str]:
    """Return for each place and name the longest one: *Ministerium* is *Finanzministerium*.

    A short name takes the only longer one of the article, else the last one before it.

    Examples
    --------
    >>> fullest([(3, "Wasseramt in Torm"), (40, "Wasseramt"), (90, "Amt"), (99, "Polizei")])
    ['Wasseramt in Torm', 'Wasseramt in Torm', 'Wasseramt in Torm', 'Polizei']
    """
    once = [(at, _longer(at, name, names)) for at, name in names]
    return [_longer(at, name, once) for at, name in once]


def _longer(at: int, name: str, names: Sequence[tuple[int, str]]) -> str:
    longer = [(place, other) for place, other in names if _shortens(name, other)]
    if len({other for _, other in longer}) > 1:
        longer = [(place, other) for place, other in longer if place < at][-1:]
    return max(longer, key=lambda found: len(found[1]))[1] if longer else name


def _shortens(name: str, other: str) -> bool:
    """Whether a noun alone may stand for a longer name: *Amt* for *Wasseramt in Torm*."""
    noun = name[:1].isupper() and (is_common(name) or gender_of(name))
    if other == name or not noun:
        return _stands_before_place(name, other)
    words = other.split()
    at = head_of(words)
    head, low, behind = words[at].lower(), name.lower(), words[at + 1 : at + 3]
    if head != low and not (low in SHORTENED and head.endswith(low)):
        return False
    return not behind or behind[0] in OF or (behind[0] in PLACED and behind[1][:1].isupper())


def _stands_before_place(name: str, other: str) -> bool:
    """*defence ministry* and *defence ministry in Sarmund*."""
    return name.islower() and other.startswith((f"{name} in ", f"{name} of "))
