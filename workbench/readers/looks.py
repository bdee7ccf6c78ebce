"""Whether a text that should be clean looks like a web page, or like one decoded wrongly."""

from __future__ import annotations

import re

from workbench.characters import mend

_MARKUP = re.compile(r"</?(?:p|div|br|span|a|h[1-6]|ul|li|strong|em|table)\b[^>]*>", re.IGNORECASE)
_STAMPS = ("Publiziert", "Veröffentlicht", "Aktualisiert", "Published", "Updated", "Stand")
_BUTTONS = (
    "Teilen", "Merken", "Drucken", "Share", "Anzeige", "Advertisement", "Startseite", "Menü",
)  # fmt: skip
_PAGE_LINE = re.compile(
    rf"^(?:(?:{'|'.join(_STAMPS)})\b.*\d{{4}}|{'|'.join(_BUTTONS)})", re.MULTILINE
)
# How a line begins, in bytes, that tells of a page.
OPENINGS = frozenset(word.encode()[:4] for word in (*_STAMPS, *_BUTTONS))


def look_of(text: str) -> list[str]:
    r"""Warn if a text that should be clean looks like a web page.

    Examples
    --------
    >>> look_of("Teilen\nMerken\nDer Krieg tobt.")
    ['looks-like:pasted-page']
    """
    if mend(text)[1]:  # told, not mended: offsets made elsewhere count these characters
        return ["looks-like:broken-characters"]
    if "</" in text and _MARKUP.search(text):
        return ["looks-like:html"]
    return ["looks-like:pasted-page"] if _PAGE_LINE.search(text[:1500]) else []
