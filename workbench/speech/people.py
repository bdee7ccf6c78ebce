"""Who a speaker's phrase means: name, role, age, and whether nobody is named.

One person is *Franak Viacorka (34), einem Berater der Opposition* at first, then *Viacorka*, then
*der Berater*, then *er*. A surname means the first of its bearers in the
article, a role noun the last who bears it, a pronoun whoever of its gender was named last. Bodies
keep the name they are called by, without article; their short form in brackets is an alias.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbench.speech.bodies import body_name, fullest
from workbench.speech.cast import Cast, Person, is_place, learn, read_cast
from workbench.speech.names import (
    CAPITAL,
    RUN,
    TAIL,
    article_given,
    bare,
    gender_in,
    is_body,
    is_common,
    is_introduced,
    is_name,
    name_in,
    people_words,
    role_noun,
    without_giving,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.speech.records import Quotation, Span

SHORT_FORM = re.compile(r"\s\((?P<short>[A-ZÄÖÜ][\w-]{1,11})\)")
LONG_FORM = re.compile(rf"{CAPITAL}(?:\s(?:für|der|des|und|of|for|{CAPITAL}))*$")
LONGEST_FORM = 80  # characters
YEARS_OLD = re.compile(r"(?i)(\d{2,3})(?:-jährige|-year-old| jahre alte)")
PLURAL_CUE = re.compile(r"(?:en|were|are)$")


@dataclass(frozen=True, slots=True)
class Speaker:
    """What an article tells about a speaker."""

    name: str = ""
    role: str = ""
    age: int | None = None
    anonymous: bool = False


def name_speakers(
    text: str, quotations: Sequence[Quotation], *, language: str = "de"
) -> list[Speaker]:
    """Return who speaks in each quotation, mentions of one person or body under one name."""
    cast = read_cast(text, quotations)
    aliases = _aliases(text)
    known: dict[Span, Speaker] = {}
    bodies: list[Span] = []
    for quotation in sorted(quotations, key=lambda q: q.speaker or (0, 0)):
        span = quotation.speaker
        if span is None or span in known:
            continue
        phrase = without_giving(text[slice(*span)])
        person = _meant(phrase, cast, quotation, quotations)
        if person is None:
            article = article_given(text[slice(*span)])
            who = known[span] = _unnamed(phrase, article, aliases, language)
            if who.name and _first(phrase) not in people_words("indefinite"):
                bodies.append(span)
        else:
            learn(person, phrase)
            person.places.append(span[0])
            known[span] = Speaker(person.name, person.role, person.age, person.anonymous)
    longer = fullest([(span[0], known[span].name) for span in bodies])
    for span, name in zip(bodies, longer, strict=True):
        known[span] = replace(known[span], name=name)
    return [known[q.speaker] if q.speaker is not None else Speaker() for q in quotations]


def _aliases(text: str) -> dict[str, str]:
    """Return short forms in brackets and what they stand for: *Bund Freies Tal (BFT)*."""
    found = {}
    for match in SHORT_FORM.finditer(text):
        begin = max(0, match.start() - LONGEST_FORM)
        longer = LONG_FORM.search(text[begin : match.start()])
        if longer is not None:
            found[match["short"]] = body_name(longer[0])
    return found


def _meant(
    phrase: str, cast: Cast, quotation: Quotation, quotations: Sequence[Quotation]
) -> Person | None:
    """Return the person whom a phrase means, None if it is nobody of the cast."""
    words, at = phrase.lower().split(), (quotation.speaker or (0, 0))[0]
    if len(words) == 1 and words[0] in people_words("self"):
        inside = quotation.nested_in is not None
        return _around(cast, quotations[quotation.nested_in or 0]) if inside else None
    possessive = len(words) > 1 and words[-1] in people_words("angaben")
    gender = _pronoun_gender(words[0], cast.text, quotation, possessive=possessive)
    if gender is not None and (possessive or len(words) == 1):
        return cast.latest(at, gender)
    if len(words) == 1 and words[0] in people_words("points"):
        return None
    return _described(phrase, cast, at)


def _described(phrase: str, cast: Cast, at: int) -> Person | None:
    """Return the person of a name, an age or a role."""
    first = _first(phrase)
    name = name_in(phrase) or _surname_in(phrase, cast)
    if name:
        return cast.named(name, gender_in(phrase, name)) or cast.add(name, at)
    if first in people_words("indefinite"):
        return None
    years = YEARS_OLD.search(phrase)
    if years:
        aged = next((p for p in cast.people if p.age == int(years[1])), None)
        return aged or cast.latest(at, {"die": "f", "der": "m"}.get(first, ""))
    return _bearer(role_noun(phrase), cast, at)


def _around(cast: Cast, quotation: Quotation) -> Person | None:
    """Return who speaks in the quotation around one that says *ich*."""
    if quotation.speaker is None:
        return None
    name = name_in(cast.text[slice(*quotation.speaker)])
    return cast.named(name) if name else cast.latest(quotation.speaker[0] + 1, "")


def _pronoun_gender(first: str, text: str, quotation: Quotation, *, possessive: bool) -> str | None:
    """Return the gender that a pronoun asks for, "" for any, None if it is no pronoun for one."""
    if first in people_words("own"):
        return "" if possessive else None
    if first in people_words("he") | people_words("she"):
        return "m" if first in people_words("he") else "f"
    if first in people_words("sie"):
        cue = text[slice(*quotation.cue)].split(" ", maxsplit=1)[0] if quotation.cue else ""
        return None if PLURAL_CUE.search(cue) else "f"
    return "" if first in people_words("relative") else None


def _surname_in(phrase: str, cast: Cast) -> str:
    """Return a bare surname: one of the cast, or a word that no dictionary knows."""
    plain = TAIL.sub("", re.sub(r"\([^)]*\)", "", phrase)).strip('«»„“”"‚‘ ')
    if not RUN.fullmatch(plain) or " " in plain:
        return ""
    if cast.named(plain) is not None:
        return plain
    longer = re.finditer(rf"({CAPITAL}(?: {CAPITAL}){{0,3}}) {re.escape(plain)}\b", cast.text)
    runs = [[*match[1].split(), plain] for match in longer]
    names = [(bare(run), run) for run in runs]
    for name, run in sorted(names, key=lambda n: is_common(n[0][0]) if n[0] else True):
        if len(name) > 1 and is_name(name, dropped=False):
            return " ".join(name)
        if len(name) == 1 and is_introduced(name, run):
            return plain
    other = is_common(plain) or plain.isupper() or is_body(plain) or _is_group(plain.lower())
    return "" if other or is_place(plain, cast.text) else plain


def _is_group(low: str) -> bool:
    return any(low.endswith(word) for word in people_words("group"))


def _bearer(noun: str, cast: Cast, at: int) -> Person | None:
    """Return the person who bears a role: *der Berater* after *Berater Berg*."""
    bearers = [p for p in cast.people if noun and p.role and role_noun(p.role) == noun]
    named = [p for p in bearers if min(p.places) < at]
    return named[-1] if named else next((p for p in bearers if p.name), None)


def _first(phrase: str) -> str:
    return next(iter(phrase.split()), "").lower()


def _unnamed(phrase: str, article: str, aliases: dict[str, str], language: str) -> Speaker:
    """Describe a speaker without a personal name: an unnamed person, or a body by its own name."""
    first = _first(phrase)
    pronouns = ("he", "she", "sie", "self", "relative", "points", "own")
    if " " not in phrase and any(first in people_words(name) for name in pronouns):
        return Speaker()
    if {first, phrase.lower().split()[-1]} & people_words("none"):  # «Nobody in New York»
        return Speaker()
    body = is_body(_first_noun(phrase))
    noun = role_noun(phrase)
    vague = _is_vague(phrase)
    determined = first in people_words("determiner") and not vague
    abstract = _first_noun(phrase).endswith(("ung", "ion", "heit", "keit", "ment"))
    if not body and not abstract and (_is_group(first) or vague or (noun and not determined)):
        return Speaker(role=phrase, anonymous=noun not in people_words("speaks_for"))
    name = body_name(phrase, article, language=language)
    if noun and not body:
        return Speaker(name, role=phrase)
    return Speaker(aliases.get(name, name))


def _is_vague(phrase: str) -> bool:
    """Whether a phrase counts or picks people: *zwei Anwohner*, *etwa 40 Prozent*, *die 14*."""
    first = _first(phrase)
    if first in people_words("indefinite"):
        return True
    words = [w for w in phrase.lower().split() if w not in people_words("about")]
    number = words[1:2] if first in people_words("determiner") else words[:1]
    return any(re.fullmatch(r"\d[\d.,]*", word) for word in number)


def _first_noun(phrase: str) -> str:
    determined = _first(phrase) in people_words("determiner")
    match = RUN.search(phrase.partition(" ")[2] if determined else phrase)
    return match[0].split()[0] if match else ""
