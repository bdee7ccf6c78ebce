"""What marks a source: rows of cue, language, class, own example and origin in resource files."""

from __future__ import annotations

from functools import cache

from workbench.bundled import bundled_rows
from workbench.dictionary import base_form
from workbench.lexicons import base_language

ALL = "all"  # a name that is the same in every language
_SHORTEST_PART = 3  # letters before the noun in a compound: Bau-amt, not S-amt


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """Return the rows of one resource file, the head as keys."""
    return bundled_rows(f"sources/{name}.tsv")


@cache
def word_class(name: str) -> frozenset[str]:
    """Return one class of function words.

    Examples
    --------
    >>> "dem" in word_class("oblique"), "das" in word_class("oblique")
    (True, False)
    """
    return next(frozenset(r["words"].split()) for r in rows("words") if r["class"] == name)


@cache
def _nouns(language: str, match: str) -> dict[str, str]:
    return {
        row["noun"]: row["kind"]
        for row in rows("nouns")
        if row["language"] == language and (match == ALL or row["match"] == match)
    }


@cache
def noun_kind(word: str, language: str) -> tuple[str, str]:
    """Return the kind of source that a noun names, and the noun of the list; empty if none.

    Examples
    --------
    >>> noun_kind("Verkehrsministeriums", "de"), noun_kind("Hund", "de")
    (('authority', 'ministerium'), ('', ''))
    """
    low = word.lower()
    if low in {"insgesamt", "gesamt"}:
        return "", ""
    forms = [low, *(low.removesuffix(e) for e in ("s", "es", "e", "en", "n") if low.endswith(e))]
    every, ends = _nouns(language, ALL), _nouns(language, "end")
    for form in forms:
        if form in every:
            return every[form], form
    last = [form.rsplit("-", 1)[-1] for form in forms]
    for form, part in zip(forms, last, strict=True):
        if part in ends:
            return ends[part], part
        for end in _longest_first(language):
            if form.endswith(end) and len(form) >= len(end) + _SHORTEST_PART:
                return ends[end], end
    return "", ""


@cache
def _longest_first(language: str) -> tuple[str, ...]:
    return tuple(sorted(_nouns(language, "end"), key=len, reverse=True))


@cache
def _cues(language: str) -> dict[str, str]:
    return {row["cue"]: row["class"] for row in rows("cues") if row["language"] == language}


@cache
def cue_class(word: str, language: str) -> str:
    """Return the class of a verb or noun by its dictionary form, "" if it is no cue.

    Examples
    --------
    >>> cue_class("berichtet", "de"), cue_class("said", "en"), cue_class("läuft", "de")
    ('report', 'say', '')
    """
    known = _cues(language)
    low = word.lower()
    if not low:  # a whole quotation
        return ""
    if low in known:
        return known[low]
    if language == "de" and word[:1].isupper():  # *Angaben* is a noun, *angaben* a verb
        noun = base_form(word, language).lower()
        if noun in known:
            return known[noun]
    lemma = base_form(low, language).lower()
    if lemma in known:
        return known[lemma]
    verb = base_form(lemma, language).lower()  # verbreitetes, verbreitet, verbreiten
    return known.get(verb, "")


@cache
def particle_class(word: str, particle: str) -> str:
    """Return the class of a German verb whose particle stands apart: *teilte … mit*."""
    lemma = base_form(word.lower(), "de")
    return _cues("de").get(particle + lemma, "")


@cache
def rule_confidence(rule: str) -> float:
    """Return the share of a rule's hits that were right on labelled articles, drawn to a half.

    (right + 1) / (n + 2): few hits say little, and no rule is ever certain.
    """
    return next((float(r["confidence"]) for r in rows("rules") if r["rule"] == rule), 0.5)


def language_of(language: object) -> str:
    """Return ``"en"`` for English and ``"de"`` for anything else."""
    return "en" if base_language(language) == "en" else "de"
