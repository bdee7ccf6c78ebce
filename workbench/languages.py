"""Which language a text is in; honest about texts that are too short to tell.

py3langid, restricted to the languages that our readers meet. Its model (4.5 MB)
takes most of a second to load and is loaded when the first text asks for it.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import islice
from typing import Any

# Not the 97 of the model: each language more costs certainty on short texts.
CANDIDATES = ("de", "en", "fr", "it", "es", "nl", "pt", "pl", "tr", "ru", "uk")

_NAMES = {
    "german": "de",
    "deutsch": "de",
    "allemand": "de",
    "english": "en",
    "englisch": "en",
    "anglais": "en",
    "french": "fr",
    "französisch": "fr",
    "italian": "it",
    "italienisch": "it",
    "spanish": "es",
    "spanisch": "es",
    "dutch": "nl",
    "niederländisch": "nl",
    "russian": "ru",
    "russisch": "ru",
    "ger": "de",
    "deu": "de",
    "eng": "en",
    "fra": "fr",
    "fre": "fr",
    "ita": "it",
}

_SAMPLE = 300  # characters; longer samples are slower and no surer
_LONG_LINE = 60  # characters; menus and buttons are shorter and may be in another language
_MIN_LETTERS = 12
_MIN_CONFIDENCE = 0.6
_LETTER = re.compile(r"[^\W\d_]")
_TAG = re.compile(r"[a-z]{2,3}(?:[-_][A-Za-z0-9]+)*")


def find_language(text: str) -> str:
    """Return the BCP-47 code of the language of `text`; empty if it cannot be told.

    Swiss German comes out as ``de``. Only the longest lines are looked at, for
    the menus of a German page may be in English.

    Examples
    --------
    >>> find_language("Der Krieg geht in das zweite Jahr."), find_language("1:45")
    ('de', '')
    """
    sample = _sample(text)
    letters = islice(_LETTER.finditer(sample, 0, _SAMPLE), _MIN_LETTERS)
    if sum(1 for _ in letters) < _MIN_LETTERS:
        return ""
    language, confidence = _identifier().classify(sample)
    return str(language) if confidence >= _MIN_CONFIDENCE else ""


def clean_language(tag: str) -> str:
    """Return the plain code of what a source calls a language; empty if it is none.

    Examples
    --------
    >>> clean_language("de-CH"), clean_language("German"), clean_language("42")
    ('de', 'de', '')
    """
    tag = tag.strip()
    name = _NAMES.get(tag.casefold())
    if name or not _TAG.fullmatch(tag.lower()):
        return name or ""
    primary = re.split("[-_]", tag.lower())[0]
    return _NAMES.get(primary, primary)


def _sample(text: str) -> str:
    """Return the running text from the first lines of a page."""
    if len(text) <= _SAMPLE:
        return text
    lines = [line for line in text[: 20 * _SAMPLE].split("\n") if len(line) >= _LONG_LINE]
    return ("\n".join(lines) or text)[:_SAMPLE]


@cache
def _identifier() -> Any:  # noqa: ANN401 (py3langid has no types)
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(list(CANDIDATES))
    return identifier
