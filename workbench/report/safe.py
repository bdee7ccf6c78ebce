"""Keep only harmless HTML: what outputs and Markdown may bring into a report.

An allow-list over the parsed tree. Scripts, forms, frames and everything that
could load, run or leave the page goes; a reader is told where something that
was to be seen has gone. On the way the page is put in order: headings without
gaps, tables with header scopes that scroll inside themselves, each id once.
"""

from __future__ import annotations

import base64
import html
import mimetypes
import re
from typing import TYPE_CHECKING

import lxml.etree
import lxml.html

from workbench.labels import label

if TYPE_CHECKING:
    from pathlib import Path

    from lxml.html import HtmlElement

_KEPT = """
a abbr article b bdi bdo blockquote br caption cite code col colgroup dd del details dfn div dl dt
em figcaption figure h1 h2 h3 h4 h5 h6 hr i img ins kbd li mark ol p pre q s samp section small span
strong style sub summary sup table tbody td tfoot th thead time tr u ul var wbr
"""
_GONE = "base head link meta noscript script template title"
_TOLD = """
applet audio button canvas embed form frame frameset iframe input math object select svg textarea
video
"""
_ATTRIBUTES = """
alt aria-hidden aria-label class colspan datetime dir height href id lang open role rowspan scope
span src start style tabindex title type width
"""
KEPT, GONE, TOLD = (frozenset(words.split()) for words in (_KEPT, _GONE, _TOLD))
ATTRIBUTES = frozenset(_ATTRIBUTES.split())
_ROLES = ("group", "img", "note")
_LINK = re.compile(r"(https?://|mailto:|#)", re.IGNORECASE)
_SIBLING = re.compile(r"(\.\./)?(\w[\w-]*/)?\w[\w.-]*\.(html|ipynb)(#[\w-]*)?$")
_PICTURE = re.compile(r"data:image/(png|jpeg|gif|webp|svg\+xml);base64,[A-Za-z0-9+/=\s]*$")
_BAD_STYLE = re.compile(r"url\s*\(|@|\\|<|expression|position|behavior|content", re.IGNORECASE)
_BAD_SHEET = re.compile(r"url\s*\(|@import|\\|<|position", re.IGNORECASE)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
DISPLAY_MARK = "wb-view-style"  # our own views' style sheet, which the page has already


class Page:
    """The state of one page while its pieces are cleaned in reading order.

    Parameters
    ----------
    lang
        Language of the page, for the notes that stand for what was removed.
    level
        Level of the heading above what comes: 0 for none, 1 below a title.

    Examples
    --------
    >>> Page("en").clean('<p onclick="x()">War <script>x()</script>&amp; peace</p>')
    '<p>War &amp; peace</p>'
    """

    def __init__(self, lang: str, *, level: int = 0) -> None:
        self.lang = lang
        self.without_alt = 0
        self._level = level
        self._ids: set[str] = set()

    def clean(self, source: str) -> str:
        """Return the harmless part of `source` as HTML."""
        return self._clean(source, None)

    def clean_prose(self, source: str, folder: Path) -> str:
        """Do the same for the notebook's own prose, which may show pictures of its folder."""
        return self._clean(source, folder)

    def _clean(self, source: str, folder: Path | None) -> str:
        try:
            body = _parse(source)
        except (lxml.etree.LxmlError, ValueError, AssertionError):
            return f"<pre>{html.escape(source)}</pre>"
        for picture in body.iter("img") if folder else ():
            _embed(picture, folder)
        for element in list(body.iterdescendants()):
            self._judge(element)
        for table in list(body.iter("table")):
            self._order_table(table)
        for heading in body.iter("h1", "h2", "h3", "h4", "h5", "h6"):
            self._order_heading(heading)
        return _inner(body)

    def _judge(self, element: HtmlElement) -> None:
        tag = element.tag
        if not isinstance(tag, str) or element.getparent() is None:
            return
        if tag in GONE or (tag == "style" and _unwanted_sheet(element)):
            element.drop_tree()
        elif tag in TOLD:
            self._tell(element, tag)
        elif tag == "img" and not _PICTURE.match(element.get("src", "")):
            self._tell(element, element.get("alt") or tag)
        elif tag not in KEPT:
            element.drop_tag()
        else:
            self._judge_attributes(element)

    def _tell(self, element: HtmlElement, what: str) -> None:
        """Put a note in the place of something that was to be seen."""
        note = lxml.html.Element("em", {"class": "wb-removed"})
        note.text = label("removed", self.lang, what=what)
        note.tail = element.tail
        parent = element.getparent()
        if parent is not None:
            parent.replace(element, note)

    def _judge_attributes(self, element: HtmlElement) -> None:
        for name, value in list(element.attrib.items()):
            kept = self._judge_value(str(name), str(value)) if name in ATTRIBUTES else None
            if kept is None:
                del element.attrib[name]
            else:
                element.set(name, kept)
        if element.tag == "img" and not element.get("alt", "").strip():
            self.without_alt += 1

    def _judge_value(self, name: str, value: str) -> str | None:
        if name == "href":
            return _link(value.strip())
        if name == "id":
            return self._id(value)
        if name == "style":
            parts = [part.strip() for part in value.split(";")]
            return "; ".join(p for p in parts if p and not _BAD_STYLE.search(p)) or None
        if name == "role":
            return value if value in _ROLES else None
        if name == "tabindex":
            return "0" if value == "0" else None
        return value

    def _id(self, value: str) -> str | None:
        """Keep an id once; none that the page itself or a script could go by."""
        if value in self._ids or value.startswith("wb-") or not re.fullmatch(r"\S{2,}", value):
            return None
        self._ids.add(value)
        return value

    def _order_table(self, table: HtmlElement) -> None:
        for cell in list(table.iter("th")):
            if not cell.text_content().strip():
                cell.tag = "td"
                cell.attrib.pop("scope", None)
            elif not cell.get("scope"):
                in_head = any(parent.tag == "thead" for parent in cell.iterancestors())
                cell.set("scope", "col" if in_head or _all_headers(cell) else "row")
        self._let_scroll(table)

    def _let_scroll(self, table: HtmlElement) -> None:
        parent = table.getparent()
        if parent is None or "wb-scroll" in parent.get("class", ""):
            return
        name = "".join(table.xpath("./caption//text()")).strip() or label("table", self.lang)
        box = lxml.html.Element(
            "div", {"class": "wb-scroll", "role": "group", "tabindex": "0", "aria-label": name}
        )
        box.tail, table.tail = table.tail, None
        parent.replace(table, box)
        box.append(table)

    def _order_heading(self, heading: HtmlElement) -> None:
        """One h1 a page, and no level left out on the way down."""
        wanted = int(heading.tag[1])
        least = 2 if self._level else 1
        self._level = max(least, min(wanted, self._level + 1))
        heading.tag = f"h{self._level}"


def _parse(source: str) -> HtmlElement:
    parser = lxml.html.HTMLParser(
        encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True
    )
    text = _CONTROL.sub("", source).encode("utf-8", "replace")
    root = lxml.html.document_fromstring(b"<html><body><div></div>" + text, parser=parser)
    body: HtmlElement = root.find("body")
    if body is None:
        raise ValueError("no body")
    body[0].drop_tree()
    return body


def _inner(body: HtmlElement) -> str:
    parts = [html.escape(body.text or "", quote=False)]
    parts += [lxml.html.tostring(child, encoding="unicode") for child in body]
    return "".join(parts).strip()


def _embed(picture: HtmlElement, folder: Path | None) -> None:
    """Put a picture file that lies below the notebook's folder into the page."""
    name = picture.get("src", "")
    if folder is None or re.match(r"[a-z]+:|/", name, re.IGNORECASE):
        return
    path = (folder / name).resolve()
    kind = mimetypes.guess_type(path.name)[0] or ""
    if path.is_file() and path.is_relative_to(folder) and kind.startswith("image/"):
        data = base64.b64encode(path.read_bytes()).decode()
        picture.set("src", f"data:{kind};base64,{data}")


def _unwanted_sheet(element: HtmlElement) -> bool:
    text = element.text or ""
    return DISPLAY_MARK in text or bool(_BAD_SHEET.search(text))


def _link(value: str) -> str | None:
    """Keep links to the web, inside the page and to the report next door."""
    if _LINK.match(value):
        return value
    return value.replace(".ipynb", ".html") if _SIBLING.match(value) else None


def _all_headers(cell: HtmlElement) -> bool:
    row = cell.getparent()
    return row is not None and all(sibling.tag == "th" for sibling in row)
