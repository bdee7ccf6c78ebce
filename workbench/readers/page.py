"""What a reader of a web page sees: its blocks of text in the order of the page."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING

from lxml import etree, html

from workbench.bundled import bundled_toml
from workbench.readers.records import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_BLOCKS = _HEADINGS | words_of(
    "address article aside blockquote body button caption center dd details dialog div dl dt "
    "fieldset figcaption figure footer form header hgroup hr legend li main nav ol p pre section "
    "summary table tbody td tfoot th thead tr ul video audio br"
)
_UNSEEN = words_of(
    "script style noscript template svg head iframe object select option textarea math canvas "
    "input picture source track"
)
_FRAMES = frozenset({"nav", "footer", "aside", "form", "header", "dialog"})
_WORDS = re.compile(r"[A-Z]?[a-z]+|[A-Z]+|\d+")


@dataclass(slots=True)
class Seen:
    """One block of text on a page, and what stands around it."""

    text: str
    tag: str
    hints: frozenset[str]  # kinds that its class names give away
    frame: str = ""  # nav, footer, aside, …: what it lies in; empty for the main part
    group: str = ""  # path of the frame; blocks of one frame belong together
    in_figure: bool = False
    linked: bool = False  # every word is a link

    @property
    def key(self) -> str:
        """Return letters and digits only, to compare texts by."""
        return key_of(self.text)


def key_of(text: str) -> str:
    """Fold a text to its letters and digits.

    Examples
    --------
    >>> key_of("«Krieg», sagt er: 3 Jahre.")
    'kriegsagter3jahre'
    """
    return "".join(letter for letter in text.casefold() if letter.isalnum())


@cache
def _kinds() -> dict[str, frozenset[str]]:
    """Map each word of a class name to the kinds of line that it tells of."""
    rows = bundled_toml("html.toml")
    words = {word for kind in rows.values() for word in kind}
    return {w: frozenset(k for k, kind in rows.items() if w in kind) for w in words}


@cache
def _hints(names: str) -> frozenset[str]:
    words = {word.lower() for word in _WORDS.findall(names)}
    return frozenset().union(*(_kinds().get(word, frozenset()) for word in words))


def parse(text: str) -> HtmlElement | None:
    """Parse a page; None if nothing is left of it."""
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, ValueError):
        return None


@dataclass(slots=True)
class _Walk:
    """The state of one pass over a page."""

    blocks: list[Seen] = field(default_factory=list)
    text: list[str] = field(default_factory=list)
    linked: list[bool] = field(default_factory=list)
    owner: HtmlElement | None = None

    def add(self, text: str | None, *, linked: bool) -> None:
        if text:
            self.text.append(text)
            self.linked += [linked] if text.strip() else []

    def flush(self) -> None:
        line = " ".join("".join(self.text).split())
        if line and self.owner is not None:
            self.blocks.append(_seen(line, self.owner, linked=all(self.linked)))
        self.text, self.linked = [], []


def visible_blocks(tree: HtmlElement) -> list[Seen]:
    """Return the blocks of text that a reader sees, in the order of the page."""
    body = tree.find("body")
    walk = _Walk()
    skipped: HtmlElement | None = None
    links = 0
    for event, element in etree.iterwalk(tree if body is None else body, events=("start", "end")):
        if not isinstance(element.tag, str):
            continue
        if event == "start" and skipped is None:
            if _is_unseen(element):
                skipped = element
                continue
            if _is_block(element):
                walk.flush()
                walk.owner = element
            links += element.tag == "a"
            walk.add(element.text, linked=links > 0)
        elif event == "end" and (skipped is None or element is skipped):
            if skipped is None:
                if _is_block(element):
                    walk.flush()
                    walk.owner = element.getparent()
                links -= element.tag == "a"
            skipped = None
            walk.add(element.tail, linked=links > 0)
    walk.flush()
    return walk.blocks


_FOR_SCREEN_READERS = re.compile(
    r"(?:^|\s)(?:visually-?hidden|sr-only|screen-reader-text|invisible)(?:\s|$)", re.IGNORECASE
)


def _is_unseen(element: HtmlElement) -> bool:
    return (
        element.tag in _UNSEEN
        or element.get("hidden") is not None
        or _FOR_SCREEN_READERS.search(element.get("class") or "") is not None
        or "display:none" in (element.get("style") or "").replace(" ", "").lower()
    )


_SPLITTING = frozenset({"kicker", "credit", "byline"})


def _is_block(element: HtmlElement) -> bool:
    """Tell whether a line ends here; inline kickers, credits and bylines are lines, too."""
    return element.tag in _BLOCKS or bool(_SPLITTING & _hints(_names(element)))


def _names(element: HtmlElement) -> str:
    return f"{element.get('class', '')} {element.get('id', '')} {element.get('itemprop', '')}"


def _seen(line: str, owner: HtmlElement, *, linked: bool) -> Seen:
    seen = Seen(line, str(owner.tag), frozenset(), linked=linked)
    near = 2  # a class name tells about the element and what it lies in, not about the page
    hints: set[str] = set()
    for depth, element in enumerate(_upwards(owner)):
        kinds = _hints(_names(element))
        hints |= (
            kinds - {"cut"} if depth < near and element.tag not in {"article", "body"} else set()
        )
        if element.tag in _HEADINGS and depth:
            seen.tag = str(element.tag)
        seen.in_figure |= element.tag in {"figure", "figcaption"}
        if element.tag == "figcaption" or ("caption" in kinds and seen.in_figure):
            hints.add("caption")
        cut = str(element.tag) if element.tag in _FRAMES else "box" if "cut" in kinds else ""
        if cut and not seen.frame and not (cut == "header" and _holds_headline(element)):
            seen.frame, seen.group = cut, element.getroottree().getpath(element)
    seen.hints = frozenset(hints)
    return seen


def _upwards(element: HtmlElement) -> Iterator[HtmlElement]:
    while element is not None and element.tag not in {"body", "html"}:
        yield element
        element = element.getparent()


def _holds_headline(header: HtmlElement) -> bool:
    """Tell an article's own header from the site's."""
    return header.find(".//h1") is not None or any(
        element.tag in {"article", "main"} for element in _upwards(header)
    )
