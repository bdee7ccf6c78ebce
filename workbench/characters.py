r"""From bytes to clean characters: which encoding, what was broken, what was invisible.

The ladder of encodings: byte order mark, UTF-16 by its zero bytes, UTF-8, then
Windows-1252, Mac and DOS weighed by the letters that German and its neighbours
use, last charset-normalizer. Whatever was guessed or mended is said in a warning.

Examples
--------
>>> decode("Größe".encode("cp1252"))
('Größe', ['encoding:cp1252-guessed'])
>>> normalise("An\u00adgriffs\u2011krieg")
('Angriffs-krieg', ['soft-hyphens', 'hyphens'])
"""

from __future__ import annotations

import codecs
import re
import unicodedata
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from numpy.typing import NDArray

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_EIGHT_BIT = ("cp1252", "mac_roman", "cp850")
_SAMPLE = 65_536
_CONTROLS = bytes({*range(9), *range(14, 27), *range(28, 32)})  # not tab, line ends, form feed
_BINARY_SHARE = 0.01

# Letters and marks that German, French, Italian and English papers really use.
_LIKELY = frozenset("äöüÄÖÜßéèêàçÉÈÀ«»„“”‚‘’–—…€§°·•²½\u00a0")
_RARE = frozenset("áíóúñæøåšžëâîïôûùÁÓÅÇŠŽ")
_MARKS = frozenset("«»„“”‚‘–—…§€°·•²½\u00a0")
_ALOOF = frozenset("§€°")  # never touch a letter


def decode(data: bytes, *, declared: str = "") -> tuple[str, list[str]]:
    r"""Decode bytes, and say in a warning which encoding had to be guessed.

    Parameters
    ----------
    data
        The file as it lies.
    declared
        An encoding that the file names itself (HTML ``<meta charset>``); it is
        tried after UTF-8.

    Returns
    -------
    tuple of str and list of str
        Text and warnings. ``["binary"]`` means that this is no text at all.

    Examples
    --------
    >>> decode(b"\xef\xbb\xbfTitel")
    ('Titel', [])
    >>> decode("Krieg".encode("utf-16-le"))
    ('Krieg', ['encoding:utf-16-le-guessed'])
    """
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return data.decode(encoding, "replace"), []
    if wide := _utf16(data):
        return data.decode(wide, "replace"), [f"encoding:{wide}-guessed"]
    if _is_binary(data):
        return "", ["binary"]
    try:
        return data.decode("utf-8"), []
    except UnicodeDecodeError:
        return _decode_8bit(data, declared)


def _utf16(data: bytes) -> str:
    """Name the UTF-16 order that the zero bytes give away; empty if none."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    half = len(sample) // 2
    if not half or b"\0" not in sample:
        return ""
    even, odd = sample[::2].count(0) / half, sample[1::2].count(0) / half
    many, few = 0.4, 0.05
    if odd > many and even < few:
        return "utf-16-le"
    return "utf-16-be" if even > many and odd < few else ""


def _is_binary(data: bytes) -> bool:
    sample = data[:_SAMPLE]
    controls = len(sample) - len(sample.translate(None, _CONTROLS))
    return controls > _BINARY_SHARE * len(sample)


def _decode_8bit(data: bytes, declared: str) -> tuple[str, list[str]]:
    if text := _damaged_utf8(data):
        return text, ["encoding:utf-8-damaged"]
    if declared:
        try:
            # Browsers read what calls itself latin-1 as Windows-1252, and so do its writers.
            latin = declared.lower().replace("_", "-") in {"iso-8859-1", "latin-1", "latin1"}
            return data.decode("cp1252" if latin else declared), []
        except (LookupError, UnicodeDecodeError):
            pass
    encoding = _weigh(data) or _ask_normalizer(data)
    return data.decode(encoding, "replace"), [f"encoding:{encoding}-guessed"]


_UTF8_PAIR = re.compile(rb"[\xc3-\xf4][\x80-\xbf]+")
_HIGH = re.compile(rb"[\x80-\xff]")


def _damaged_utf8(data: bytes) -> str:
    """Decode UTF-8 with a few foreign bytes in it (two files pasted together, a cut end)."""
    text = data.decode("utf-8", "workbench-cp1252")
    good = sum(1 for _ in islice(_UTF8_PAIR.finditer(data), 100_000))
    bad = len(text.encode("utf-8")) - len(data)  # each bad byte became two or three
    return text if good > 4 * max(bad, 1) else ""


def _as_cp1252(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return bad.decode("cp1252", "replace"), error.end


codecs.register_error("workbench-cp1252", _as_cp1252)


def _weigh(data: bytes) -> str:
    """Return the 8-bit encoding whose letters look most like a newspaper; empty if none does."""
    places = [m.start() for m in islice(_HIGH.finditer(data, 1, len(data) - 1), 20_000)]
    seen = Counter((data[at : at + 1], _near(data[at - 1]), _near(data[at + 1])) for at in places)
    scores = {
        encoding: sum(
            n * _weight(b.decode(encoding, "replace"), *near) for (b, *near), n in seen.items()
        )
        for encoding in _EIGHT_BIT
    }
    best = max(scores, key=lambda encoding: scores[encoding])
    return best if scores[best] > 0 or not places else ""


def _near(byte: int) -> str:
    letter = chr(byte)
    return "a" if letter.isascii() and letter.islower() else "A" if letter.isalpha() else " "


def _weight(letter: str, before: str, after: str) -> int:
    """Weigh one decoded letter by what it is and what it stands beside."""
    if letter not in _LIKELY:
        return 0 if letter in _RARE else -2
    if letter in _ALOOF and (before != " " or after != " "):
        return -3
    if before == after == "a" and (letter in _MARKS or letter.isupper()):
        return -3
    return 0 if letter == "…" and before == " " else 1


def _ask_normalizer(data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:200_000]).best()
    return best.encoding if best else "cp1252"


# UTF-8 read as Windows-1252 or latin-1: a lead byte's letter, then a trail byte's mark.
MOJIBAKE_STARTS = "ÃÂâÅÄ"
_MOJIBAKE = re.compile(f"[{MOJIBAKE_STARTS}][\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]")


def mend(text: str) -> tuple[str, list[str]]:
    """Repair text that was decoded wrongly before it reached us (``Ã¼`` for ``ü``).

    Only `ftfy.fix_encoding` is used: the rest of ftfy would straighten the
    quotation marks, which are evidence here.

    Examples
    --------
    >>> mend("Die MÃ¼nchner sprechen von â€žKriegâ€œ.")
    ('Die Münchner sprechen von „Krieg“.', ['mojibake-fixed'])
    """
    if not _MOJIBAKE.search(text):
        return text, []
    from ftfy import fix_encoding

    mended = fix_encoding(text)
    return (text, []) if mended == text else (mended, ["mojibake-fixed"])


_LINE_ENDS = re.compile("\r\n?|[\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")
_SPACES = re.compile("[\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_LIGATURES = {0xFB00 + i: s for i, s in enumerate(("ff", "fi", "fl", "ffi", "ffl", "st", "st"))}
_LIGATURE = re.compile("[\ufb00-\ufb06]")
# Scripts in which the joiners change what is read: Arabic, Syriac to Thaana, Indic to Khmer,
# Mongolian; and emoji that are joined to one picture.
_JOINED = (
    "\u0600-\u08ff\u0900-\u0dff\u0e00-\u0fff\u1000-\u109f\u1780-\u18af"
    "\u2600-\u27bf\ufb50-\ufdff\ufe0f\ufe70-\ufefe\U0001f000-\U0001faff"
)
_REMOVED = (
    ("nul-removed", re.compile("\0+")),
    ("controls-removed", re.compile("[\x01-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f]+")),
    ("soft-hyphens", re.compile("\u00ad+")),
    ("bidi", re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")),
    (
        "zero-width",
        re.compile(
            "[\u034f\u115f\u1160\u17b4\u17b5\u180e\u200b\u2060-\u2065\u206a-\u206f\ufeff"
            "\ufff9-\ufffb\U000e0001\U000e0020-\U000e007f]+"
            f"|(?<![{_JOINED}])[\u200c\u200d]+|[\u200c\u200d]+(?![{_JOINED}])"
        ),
    ),
)
_HYPHEN = re.compile("[\u2010\u2011]")
_SURROGATE = re.compile("[\ud800-\udfff]")
_MIXED = re.compile("[A-Za-z][\u0370-\u03ff\u0400-\u04ff]|[\u0370-\u03ff\u0400-\u04ff][A-Za-z]")
_ODD = re.compile("[^\t\n -~¡-¬®-ʯ–—‘’‚“”„…€•]")


def normalise(text: str) -> tuple[str, list[str]]:
    r"""Clean the characters of a text without changing what a reader sees.

    Composes letters (NFC), takes out what is invisible (soft hyphens, zero-width
    characters, bidi and control characters), opens ligatures, makes one hyphen
    of the two typographic ones, and one space and one line end of the many
    kinds. Quotation marks and dashes stay as they are.

    Parameters
    ----------
    text
        Any text.

    Returns
    -------
    tuple of str and list of str
        The text and one warning code for each kind of change; spaces and line
        ends are changed without a word. ``homoglyphs`` is only reported:
        Latin mixed with Greek or Cyrillic letters in one word.

    Examples
    --------
    >>> normalise("o\u0308ffentlich \ufb01ndet\u00a0statt\r\n")
    ('öffentlich findet statt\n', ['ligatures', 'nfd'])
    """
    if not _ODD.search(text):
        return text, []
    text = _LINE_ENDS.sub("\n", text)
    warnings = []
    for code, pattern in _REMOVED:
        text, n = pattern.subn("", text)
        warnings += [code] if n else []
    for code, pattern, new in (("hyphens", _HYPHEN, "-"), ("surrogates", _SURROGATE, "\ufffd")):
        text, n = pattern.subn(new, text)
        warnings += [code] if n else []
    text = _SPACES.sub(" ", text)
    if _LIGATURE.search(text):
        text = text.translate(_LIGATURES)
        warnings.append("ligatures")
    if not unicodedata.is_normalized("NFC", text):
        text = unicodedata.normalize("NFC", text)
        warnings.append("nfd")
    return text, warnings + (["homoglyphs"] if _MIXED.search(text) else [])


def keep_length(text: str) -> tuple[str, list[str]]:
    r"""Replace only what no table can hold, one character for one, so that offsets stay.

    Examples
    --------
    >>> keep_length("ab\x00cd")
    ('ab cd', ['nul-replaced'])
    """
    warnings = []
    if "\0" in text:
        text = text.replace("\0", " ")
        warnings.append("nul-replaced")
    text, n = _SURROGATE.subn("\ufffd", text) if not text.isascii() else (text, 0)
    return text, warnings + (["surrogates"] if n else [])


_BLANKS = np.array([chr(code).isspace() for code in range(0x3002)])


def is_space(points: NDArray[np.uint32]) -> NDArray[np.bool_]:
    """Say of each code point whether it is a blank, as `str.isspace` does."""
    return _BLANKS[np.minimum(points, len(_BLANKS) - 1)]
