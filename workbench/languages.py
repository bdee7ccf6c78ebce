"""Which language a text is in; honest about texts that are too short to tell.

py3langid, restricted to the languages that our readers meet. Its model (4.5 MB)
takes most of a second to load and is loaded when the first text asks for it.
"""

from __future__ import annotations

import re
from difflib import get_close_matches
from functools import cache
from itertools import islice
from typing import Any

from workbench.errors import OptionError

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

# ISO 639-1, and languages without a code there that are written where German is.
_LISTED = """
    aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de
    dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia
    id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo
    lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa pi pl
    ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th ti tk
    tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu
    bar dsb frr gsw hsb ksh nds stq
"""
_CODES = frozenset(_LISTED.split())

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


def check_language(language: str | None) -> str | None:
    """Return the code of a language that somebody gives as a code or name; refuse what is none.

    Examples
    --------
    >>> check_language("German"), check_language("de-CH")
    ('de', 'de-CH')
    """
    if language is None or clean_language(language) in _CODES:
        return language and _NAMES.get(language.strip().casefold(), language.strip())
    guess = get_close_matches(language.casefold(), [*_NAMES, *_CODES], n=1)
    hint = f" Did you mean {guess[0]!r}?" if guess else ""
    raise OptionError(
        f"language={language!r} is no language.{hint} Give its code, such as de, en or fr-CH."
    )


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
