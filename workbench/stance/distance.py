"""German and English marks round a word, and German words that hold a word at a distance."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.dictionary import base_form
from workbench.stance.context import MARKS, is_head
from workbench.stance.grammar import CAPITAL, DETERMINER, type_of
from workbench.stance.lexicon import words as classes
from workbench.stance.predicates import lemmas_of
from workbench.stance.records import Verdict
from workbench.variants import WORD, is_word

if TYPE_CHECKING:
    from workbench.stance.context import Page, Place
    from workbench.stance.grammar import Marked

REACH = 9
UNINFLECTED = frozenset({"angeblich", "vermeintlich"})
LONGEST_TERM = 3  # words between marks that still are one term
SHORTEST_TAIL = 4
_NOUN_ENDINGS = (
    "ung",
    "heit",
    "keit",
    "schaft",
    "tät",
    "ion",
    "ik",
    "ie",
    "ei",
    "in",
    "enz",
    "anz",
    "ur",
    "ismus",
    "ling",
    "chen",
    "lein",
    "tum",
    "nis",
    "ment",
)
_DERIVED = ("lich", "los", "haft", "voll", "ig")
_INFLECTION = ("e", "en", "n", "es", "er", "se", "sen", "nen")


def distanced(place: Place) -> Verdict | None:
    """Return the words that make the label a word and not a thing, if there are any."""
    rules = (word_as_word, _what_they_call)
    return next((verdict for rule in rules if (verdict := rule(place))), None)


def so_called(place: Place) -> Verdict | None:
    """*die sogenannten Helfer*, *wegen angeblichen Verrats*, *angeblich ein Krieg*."""
    known = classes("german")
    for index in range(place.begin - 1, max(place.first, place.begin - REACH) - 1, -1):
        low, begin = place.low(index), index
        if low in known["named"] and place.low(index - 1) == "so":
            begin = index - 1
        elif low not in known["distancing_form"]:
            continue
        if low in UNINFLECTED and not place.words.flags[index + 1] & (DETERMINER | CAPITAL):
            continue  # das vermeintlich sichere Lager: it is the adjective that is doubted
        after = index + 2 if low == "sog" and place.low(index + 1) == "." else index + 1
        if is_head(place, after):
            return Verdict("distanced", place.characters(begin, index), "so_called")
    return None


def word_as_word(place: Place) -> Verdict | None:
    """*Das Wort Krieg fällt nicht*."""
    index = place.begin - 1
    while place.low(index) in MARKS | {"vom", "von", ","} and place.begin - index < LONGEST_TERM:
        index -= 1
    if place.low(index) not in classes("german")["word_noun"]:
        return None
    if place.low(index + 1) in {"von", "vom"} and not place.page.around(*place.span):
        return None
    return Verdict("distanced", place.characters(index), "word_as_word")


def _what_they_call(place: Place) -> Verdict | None:
    """*was Sarmund eine Säuberung nennt*."""
    clause = place.view.clauses[place.clause]
    if place.low(clause.begin) != "was" or not {"nennen", "heißen"} & lemmas_of(place):
        return None
    return Verdict("distanced", place.characters(clause.finite), "what_they_call")


def kind_of_marks(page: Page, start: int, end: int) -> tuple[str, Marked | None]:
    """Tell marks round a term, round a name, and round a longer stretch; "" without marks."""
    around = page.around(start, end)
    if not around:
        return "", None
    marked = around[0]
    inner = page.text[marked.inner[0] : marked.inner[1]]
    if _is_named(page, marked, inner):
        return "name", marked
    return ("term" if len(WORD.findall(inner)) <= LONGEST_TERM else "words"), marked


def _is_named(page: Page, marked: Marked, inner: str) -> bool:
    forms = WORD.findall(inner)
    if len(forms) > 2 * LONGEST_TERM:
        return False
    if inner.casefold() in _names(page) or page.text[marked.end : marked.end + 1] == "-":
        return True  # also «Bild»-Zeitung
    return bool(forms) and all(_is_proper(form) for form in forms)


def _names(page: Page) -> set[str]:
    """Return every marked phrase of the article that once stands behind the noun it names."""
    if page.names is None:
        named = (m for m in page.marks if _follows_noun(page, m) or _is_called(page, m))
        page.names = {page.text[m.inner[0] : m.inner[1]].casefold() for m in named}
    return page.names


def _follows_noun(page: Page, marked: Marked) -> bool:
    """*der Frachter «Hoffnung»*, *in den Klassen «A», «B»*; not *nannte Berg «Unsinn»*."""
    start = page.text.rfind("\n", 0, marked.start) + 1
    before = page.text[start : marked.start].rstrip()
    while before.endswith((",", "und", "oder")):
        stripped = before.rstrip(",undoer ")
        previous = next((m for m in page.marks if m.end == start + len(stripped)), None)
        if previous is None:
            return False
        before = page.text[start : previous.start].rstrip()
    words = WORD.findall(before[-80:])
    if not words or not before.endswith(words[-1]):
        return False
    noun = words[-1]
    low = noun.casefold()
    known = classes("german")
    if low in known["word_noun"] or not noun[0].isupper() or low in known["definite"]:
        return False
    if low in known["name_cue"]:
        return True
    opening = (
        len(words) == 1
        or page.text[: page.text.rfind(noun, 0, marked.start)].rstrip()[-1:] in ".!?:"
    )
    if opening and not type_of(noun, initial=True).flags & CAPITAL:
        return False  # the sentence opens with it: *Auch «Krise» taugt nicht*
    inner = page.text[marked.inner[0] : marked.inner[1]]
    governed = len(words) > 1 and _is_governed(words)
    return (
        inner[:1].isupper() and is_common_noun(noun) and (governed or not _ascribes(page, marked))
    )


def _is_governed(words: list[str]) -> bool:
    """Whether the noun is no subject: *mit dem Radiosender «Welle»*, *des Frachters «Hoffnung»*."""
    known = classes("german")
    for word in reversed(words[:-1]):
        low = word.casefold()
        if low in known["definite"] | known["indefinite"]:
            if low in {"dem", "des", "den", "einem", "einen", "eines"}:
                return True
            continue
        if word[0].isupper() or not word.endswith(("e", "en", "er", "es", "em")):
            return low in known["preposition"]
    return False


def _is_called(page: Page, marked: Marked) -> bool:
    """*«Hoffnung» heißt das Schiff*, *ein Hund namens «Krieg»*."""
    before = WORD.findall(page.text[max(0, marked.start - 20) : marked.start])
    return bool(before) and before[-1].casefold() in classes("german")["name_cue"]


def _ascribes(page: Page, marked: Marked) -> bool:
    """Whether a verb of naming stands near: then the noun before the marks is who names."""
    from workbench.stance.lexicon import verbs

    start = max(page.text.rfind(c, 0, marked.start) for c in ".!?\n") + 1
    end = min(
        (e for c in ".!?\n,;" if (e := page.text.find(c, marked.end)) >= 0), default=len(page.text)
    )
    near = WORD.findall(page.text[start:end])
    lemmas = {base_form(w, "de") for w in near if w[0].islower()}
    naming = {v for v, a in verbs("german").items() if a.frames & {"als", "von"}} | {"nennen"}
    return bool(lemmas & naming)


def _is_proper(form: str) -> bool:
    """Whether a form looks like a proper name: capital, and no German noun."""
    if not form[0].isupper():
        return False
    return any(c.isupper() for c in form[1:] if not form.isupper()) or not is_common_noun(form)


def is_common_noun(form: str) -> bool:
    """Whether a word is a German noun, itself or by its last part.

    Names are in the dictionary as well, but they do not inflect like nouns.

    Examples
    --------
    >>> [is_common_noun(word) for word in ("Parteien", "Kerzenmeer", "Columbia", "Wikiasari")]
    [True, True, False, False]
    """
    word = form.rsplit("-", maxsplit=1)[-1]
    if is_word(word):
        return _inflects(word)
    for cut in range(3, len(word) - SHORTEST_TAIL + 1):
        tail = word[cut:].capitalize()
        if is_word(tail) and is_word(word[:cut].rstrip("s")):
            return True
    return False


def _inflects(word: str) -> bool:
    lemma = base_form(word, "de")
    low = word.lower()
    if lemma != word or low.endswith(_NOUN_ENDINGS):
        return True
    if low.endswith("en") and base_form(low, "de") == low:
        return True  # an infinitive as a noun: das Sterben
    if any(is_word(low + ending) for ending in _DERIVED):
        return True  # a noun without a plural: Willkür, willkürlich
    forms = [word + ending for ending in _INFLECTION] + _plurals(word)
    return any(is_word(form) for form in forms)


def _plurals(word: str) -> list[str]:
    """Return plurals that change the vowel (Gärten) and those in -s behind a vowel (Kitas)."""
    found = [word + "s"] if word[-1] in "aiouy" else []
    for vowel, changed in (("au", "äu"), ("a", "ä"), ("o", "ö"), ("u", "ü")):
        at = word.lower().rfind(vowel)
        if at > 0:
            stem = word[:at] + changed + word[at + len(vowel) :]
            found += [stem, stem + "e", stem + "er", stem + "n"]
    return found
