"""Names in a speaker's phrase: where the personal name is, what is role, title, body or nobody.

There is no list of first names. A name is what is left of a run of capitalised words when articles,
titles and role nouns are taken off its front: *Veldaniens Ministerpräsidentin Salme Orvik*.
"""

from __future__ import annotations

import re
from functools import cache

from workbench.dictionary import base_form, is_known
from workbench.speech.lexicon import rows, word_classes

WORD = r"[^\W\d_a-zäöüß][\w'’-]*"
SHORT = r"(?:[^\W\d_a-zäöüß]|Dr|St|Mr|Ms|Mrs|Prof|Gen|Maj|Sen|Rep|Gov|Col|Lt|Capt|Sgt|Rev|Hon)\."
CAPITAL = rf"(?:{SHORT}|{WORD})"
PARTICLE = r"(?:von der|van der|von|van|de|zu|al|el|bin|ibn|da|di|del|la|le)"
RUN = re.compile(rf"{CAPITAL}(?:[ \u00a0](?:{PARTICLE}[ \u00a0])?{CAPITAL})*")
RUNS = re.compile(rf"{CAPITAL}(?:[ \u00a0](?:{PARTICLE}[ \u00a0])?{CAPITAL})+")
TAIL = re.compile(r"(?<=\w) (?:in|im|am|an|auf|bei|beim|at|on|aus) .*$")
GIVEN_BY = re.compile(  # «Angaben der Polizei»: the source is behind the noun
    r"(?i)^(?:\S+\s){0,2}\S*(?:angaben?|aussagen?|auskunft|informationen|worten|ansicht|meinung|"
    r"einschätzung|darstellung|mitteilung|schätzung|schätzungen|zahlen)\s"
    r"(?:von\s|vom\s|des\s|der\s|(?=(?!unter|über|hinter)[\wäöüß]+e[rs]\s))"
)
LONGEST_NAME = 4
THREE = 3
SHORTEST_PERSON = 5  # letters
LONGEST_ENDING = 4  # letters; inside a word a short part proves nothing: *Beamter* is no *Amt*


@cache
def people_words(name: str) -> frozenset[str]:
    """Return one class of words about people."""
    return word_classes("people_words")[name]


@cache
def _function_words() -> frozenset[str]:
    german, english = word_classes("de_words"), word_classes("en_words")
    names = ("article", "preposition", "subordinator", "coordinator", "adverb", "month", "weekday")
    own = frozenset.union(*(german[n] for n in names if n in german))
    return own | frozenset.union(*(english[n] for n in ("det", "prep", "sub", "adv", "time", "wh")))


@cache
def _role_endings() -> dict[str, str]:
    """Return every form that a role noun's ending takes, each with the ending itself."""
    endings = sorted({row["ending"] for row in rows("roles")}, key=len)
    return {ending + case: ending for ending in endings for case in ("nen", "en", "n", "s", "")}


@cache
def role_ending(word: str) -> str:
    """Return the role noun that a word is or ends in, without its case ending; "" if none."""
    low, endings = word.lower().rstrip("."), _role_endings()
    return next((endings[low[i:]] for i in range(len(low)) if low[i:] in endings), "")


def role_noun(phrase: str) -> str:
    """Return the noun that names a role in a phrase: *dem Berater* -> berater."""
    words = re.findall(r"[^\W\d_][\w-]*", phrase)
    german = (role_ending(w) for w in words if w[0].isupper() or w.isascii())
    return next((ending for ending in german if ending), "")


def bare(run: list[str]) -> list[str]:
    """Drop articles, titles, role nouns and what stands before them in front of a name."""
    if "zu" in run[:-1] and is_common(run[run.index("zu") + 1]):  # «Berg zu Reportern»
        run = run[: run.index("zu")]
    last = max((i for i, w in enumerate(run[:-1]) if _is_front(w)), default=-1)
    run = run[last + 1 :]
    while len(run) > 1 and run[0].lower() in _function_words():
        if last >= 0 and run[0].lower() in word_classes("en_words")["time"]:
            break  # «Präsident Jan Peter Berg» is no January
        run = run[1:]
    while len(run) >= THREE and names_person(run[0]) and run[1][:1].isupper():
        run = run[1:]
    if len(run) == THREE and is_common(run[0]) and not is_common(run[1]):  # «Despot Radan Veck»
        run = run[1:]
    return [] if len(run) == 1 and role_ending(run[0]) else run


def is_introduced(name: list[str], run: list[str]) -> bool:
    """Whether the word in front of a name, within a run of capitals, says who it is."""
    before = run[-len(name) - 1] if len(run) > len(name) > 0 else ""
    if not before or is_title(before):
        return bool(before)
    several = base_form(name[-1], "de") != name[-1]  # «Beamte, Dutzend Personen»
    return names_person(before) and not several


@cache
def names_person(word: str) -> bool:
    """Whether a German noun means somebody: it has a feminine, is one, or comes from an adjective.

    Examples
    --------
    >>> [names_person(w) for w in ("Physiker", "Kritikerin", "Verbündeten", "Obmann", "Sebastian")]
    [True, True, True, True, False]
    """
    part = word.rsplit("-", 1)[-1]
    if len(part) < SHORTEST_PERSON or not _is_known(part):
        return False
    stem = re.sub(r"e[nr]?$", "", part)
    adjectival = stem != part and all(_is_known(stem + e) for e in ("er", "e", "en", "em"))
    feminine = _is_known(part + "in") or (part.endswith("in") and _is_known(part + "nen"))
    return adjectival or feminine or (part.endswith("mann") and _is_known(part[:-4] + "männer"))


def _is_known(word: str) -> bool:
    return is_known(word, "de")


def _is_front(word: str) -> bool:
    return is_title(word) or word.lower() in people_words("determiner")


@cache
def is_title(word: str) -> bool:
    """Whether a name follows such a word: *Frau*, *Dr.*, *Ministerin*."""
    low = word.lower().rstrip(".")
    titles = people_words("title") | people_words("man") | people_words("woman")
    return low in titles or bool(role_ending(word))


def is_name(name: list[str], *, dropped: bool) -> bool:
    """Whether the words left of a run are a person's name."""
    if not name or len(name) > LONGEST_NAME or any(is_body(word) for word in name):
        return False
    if len(name) == 1:
        return dropped and not is_common(name[0])
    return dropped or not (_is_adjective(name[0]) and is_common(name[-1]))


@cache
def _is_adjective(word: str) -> bool:
    """Whether a capitalised word is an inflected adjective: *Junge Leute*, *Schweizer Berge*."""
    low = word.lower()
    return low.endswith(("e", "em", "en", "er", "es")) and base_form(low, "de") != low


@cache
def is_common(word: str) -> bool:
    """Whether a word, or the last part of a compound, is a common noun rather than a name."""
    last = word.rstrip("-").rsplit("-", 1)[-1] or word
    return is_known(last, "de") and not last.isupper()


@cache
def is_body(word: str) -> bool:
    """Whether a word names an organisation, a document or a place of news."""
    low = word.lower()
    return any(
        part in low if len(part) > LONGEST_ENDING else low.rstrip("es").endswith(part.rstrip("es"))
        for part in _body_parts()
    )


@cache
def _body_parts() -> tuple[str, ...]:
    return tuple(row["part"] for row in rows("bodies"))


def without_giving(phrase: str) -> str:
    """Return the source in *Angaben der Polizei*: the phrase behind what it gave."""
    return GIVEN_BY.sub("", phrase)


def article_given(phrase: str) -> str:
    """Return the article between what was given and its source: *Angaben der Polizei*."""
    found = GIVEN_BY.search(phrase)
    last = found[0].split()[-1].lower() if found else ""
    return "dem" if last == "vom" else last if last in people_words("determiner") else ""


def name_in(phrase: str) -> str:
    """Return the personal name in a phrase, "" if it names a body, a document or nobody."""
    plain = re.sub(r"\([^)]*\)", "", phrase).strip('«»„“”"‚‘ ')
    for piece in plain.split(","):
        for match in RUN.finditer(piece):
            before = piece[: match.start()].split()
            if len(before) > 1 and before[-1].lower() in people_words("behind"):
                continue
            run = match[0].split()
            name = bare(run)
            if is_name(name, dropped=is_introduced(name, run)):
                return " ".join(name)
    return ""


def gender_in(phrase: str, name: str = "") -> str:
    """Return "f" or "m" if article, title or role noun beside a name tell it, else ""."""
    before = phrase.partition(name)[0] if name else phrase
    words = re.findall(r"[\w-]+", before) or re.findall(r"[\w-]+", phrase)
    for word in words:
        low = word.lower()
        if low in people_words("woman"):
            return "f"
        if low in people_words("man"):
            return "m"
    noun = next((role_ending(w) for w in reversed(words) if role_ending(w)), "")
    return _gender_of_role(noun, words[0].lower() if words else "") if noun else ""


def _gender_of_role(noun: str, article: str) -> str:
    if noun in people_words("feminine"):
        return "f"
    if noun in people_words("masculine"):
        return "m"
    if noun not in _german_roles():
        return ""
    if noun in people_words("either"):
        return {"die": "f", "eine": "f", "einer": "f", "der": "m", "ein": "m"}.get(article, "")
    return "f" if noun.endswith("in") else "m"


@cache
def _german_roles() -> frozenset[str]:
    return frozenset(row["ending"] for row in rows("roles") if row["language"] == "de")
