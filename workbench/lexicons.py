"""Function words and abbreviations of German and English.

The words are rows in ``resources/stopwords`` and ``resources/abbreviations``,
one file a language, and each file says where its words come from. A language
that has no file has no such words; nothing else changes.
"""

from __future__ import annotations

from functools import cache

from workbench.bundled import RESOURCES

DEFAULT_LANGUAGE = "de"


def base_language(language: object) -> str:
    """Return the first part of a BCP-47 code; German where there is none.

    Examples
    --------
    >>> base_language("de-CH"), base_language("EN"), base_language("")
    ('de', 'en', 'de')
    """
    code = language.strip().lower() if isinstance(language, str) else ""
    first = code.replace("_", "-").split("-")[0]
    return first if first.isalpha() else DEFAULT_LANGUAGE


def stop_words(language: str) -> frozenset[str]:
    """Return the function words that tables may hide, in lower case.

    Negators (kein, nicht, ohne), *gegen*, *laut* and speech verbs are not among
    them: framing and attribution live on those words.

    Examples
    --------
    >>> "der" in stop_words("de"), "nicht" in stop_words("de"), "sagte" in stop_words("de")
    (True, False, False)
    """
    return _sections("stopwords", language).get("stop", frozenset())


@cache
def function_words(language: str) -> frozenset[str]:
    """Return all function words, also those that are never hidden.

    A capital (Gegen, Nicht, Der) does not make another word of them.
    """
    sections = _sections("stopwords", language)
    return sections.get("stop", frozenset()) | sections.get("visible", frozenset())


def abbreviations(language: str, *sections: str) -> frozenset[str]:
    """Return the words of the named sections of the abbreviation file.

    Examples
    --------
    >>> "bzw" in abbreviations("de", "inside"), "usw" in abbreviations("de", "inside", "end")
    (True, True)
    """
    found = _sections("abbreviations", language)
    return frozenset().union(*(found.get(name, frozenset()) for name in sections))


def sentence_starters(language: str) -> frozenset[str]:
    """Return words that, with a capital, show that a sentence begins."""
    return stop_words(language) | abbreviations(language, "starter")


@cache
def _sections(folder: str, language: str) -> dict[str, frozenset[str]]:
    """Read a word file: ``[section]`` lines, words divided by blanks, # comments."""
    path = RESOURCES / folder / f"{base_language(language)}.txt"
    if not path.is_file():
        return {}
    sections: dict[str, set[str]] = {}
    words: set[str] = set()
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("["):
            words = sections.setdefault(line.strip("[] "), set())
        elif not line.startswith("#"):
            words.update(line.split())
    return {name: frozenset(found) for name, found in sections.items()}
