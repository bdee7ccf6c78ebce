"""What a web page says about itself: JSON-LD first, then OpenGraph and other meta tags.

Broken JSON is mended where that is safe, and searched for the most important
fields where it is not. Nothing is run, and nothing is fetched.
"""

from __future__ import annotations

import html
import json
import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from workbench.bylines import agency_of
from workbench.readers.records import words_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from lxml.html import HtmlElement

Node = dict[str, Any]

_ARTICLE_TYPES = words_of(
    "NewsArticle Article ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle "
    "BackgroundNewsArticle ReviewNewsArticle AskPublicNewsArticle AdvertiserContentArticle "
    "BlogPosting LiveBlogPosting Report SocialMediaPosting"
)
# Below these, articles are other pages' teasers.
_TEASERS = frozenset({"itemListElement", "relatedLink", "citation", "liveBlogUpdate", "mentions"})
_DEPTH = 8


@dataclass(slots=True)
class Facts:
    """What the head of a page says; empty where it says nothing."""

    headline: str = ""
    kicker: str = ""
    lead: str = ""  # schema.org abstract: an editor's own
    description: str = ""  # may be written for search engines only
    section: str = ""
    published: str = ""
    updated: str = ""
    authors: list[str] = field(default_factory=list)
    outlets: list[tuple[str, str]] = field(default_factory=list)  # name, source
    url: str = ""
    language: str = ""
    body: str = ""
    paywall: bool = False
    warnings: list[str] = field(default_factory=list)


def read_metadata(tree: HtmlElement) -> Facts:
    """Read what a page says about itself in its head."""
    facts = Facts()
    _from_jsonld(tree, facts)
    meta = _meta_tags(tree)
    for name, keys in _META.items():
        if not getattr(facts, name):
            setattr(facts, name, next((meta[k] for k in keys if k in meta), ""))
    if not facts.authors:
        names = [meta[k] for k in ("author", "article:author", "parsely-author") if k in meta]
        facts.authors = [n for n in names[:1] if "://" not in n]
    for key in ("og:site_name", "application-name", "publisher", "dc.publisher"):
        facts.outlets += [(meta[key], "meta")] if key in meta else []
    if not facts.published:
        _from_times(tree, facts)
    canonical = tree.xpath("//link[@rel='canonical']/@href")
    facts.url = facts.url or (str(canonical[0]) if canonical else "") or meta.get("og:url", "")
    facts.language = facts.language or tree.get("lang", "") or meta.get("og:locale", "")
    return facts


_META = {
    "headline": ("og:title", "twitter:title", "dc.title"),
    "description": ("og:description", "description", "twitter:description"),
    "section": ("article:section", "parsely-section", "section"),
    "published": (
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dc.date.issued",
        "dcterms.created",
        "parsely-pub-date",
        "pubdate",
    ),
    "updated": ("article:modified_time", "og:updated_time", "datemodified", "last-modified"),
}


def _meta_tags(tree: HtmlElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for tag in tree.iter("meta"):
        name = tag.get("property") or tag.get("name") or tag.get("itemprop") or ""
        content = (tag.get("content") or "").strip()
        if name and content:
            found.setdefault(name.lower(), content)
    return found


_CHANGED = re.compile(r"aktualisiert|geändert|stand:|update|modified|last edited", re.IGNORECASE)


def _from_times(tree: HtmlElement, facts: Facts) -> None:
    """Take the first <time> for the publication, unless it says that it is the last change."""
    for element in tree.iter("time"):
        when = element.get("datetime") or element.text_content()
        before = element.getprevious()
        near = before.tail if before is not None else getattr(element.getparent(), "text", "")
        if _CHANGED.search(f"{near or ''} {element.text_content()} {element.get('class', '')}"):
            facts.updated = facts.updated or when
        else:
            facts.published = facts.published or when


def _from_jsonld(tree: HtmlElement, facts: Facts) -> None:
    """Take over the fields of the page's NewsArticle."""
    nodes: list[Node] = []
    named: dict[str, Node] = {}
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        data, broken = parse_jsonld(script.text or "")
        facts.warnings += ["jsonld:broken"] if broken else []
        named |= {str(n["@id"]): n for n in _walk(data) if "@id" in n and len(n) > 1}
        nodes += [node for node in _walk(data) if _is_article(node)]
    if not nodes:
        return
    article = max(nodes, key=lambda n: ("headline" in n) + ("datePublished" in n) + len(n) / 1000)
    texts = {key: _text(article.get(key)) for key in article}
    facts.headline = texts.get("headline") or texts.get("name", "")
    facts.kicker = texts.get("alternativeHeadline", "")
    facts.lead = texts.get("abstract", "")
    facts.description = texts.get("description", "")
    facts.section = texts.get("articleSection", "")
    facts.published = texts.get("datePublished", "")
    facts.updated = texts.get("dateModified", "")
    facts.language = texts.get("inLanguage", "")
    facts.body = _paragraphs(article.get("articleBody"))
    facts.url = texts.get("url") or texts.get("mainEntityOfPage", "")
    facts.authors = _authors(article.get("author") or article.get("creator"), named)
    facts.outlets = [(n, "jsonld") for n in _names(article.get("publisher"), named)]
    facts.paywall = texts.get("isAccessibleForFree", "").lower() in {"false", "0", "no"}


_TRAILING_COMMA = re.compile(r",\s*(?=[}\]])")
_WRAPPING = re.compile(
    r"^\s*(?:<!--|//\s*<!\[CDATA\[|/\*\s*<!\[CDATA\[\s*\*/)|(?:-->|//\s*\]\]>)\s*$"
)
_SALVAGE = re.compile(
    r'"(headline|alternativeHeadline|description|datePublished|dateModified|articleSection'
    r'|inLanguage|isAccessibleForFree)"\s*:\s*("(?:[^"\\\n]|\\.)*"|true|false)'
)


def parse_jsonld(text: str) -> tuple[Any, bool]:
    """Parse a JSON-LD script; return what was found and whether it was broken.

    Examples
    --------
    >>> parse_jsonld('{"@type": "NewsArticle", "headline": "Titel",}')
    ({'@type': 'NewsArticle', 'headline': 'Titel'}, False)
    >>> parse_jsonld('{"@type": "NewsArticle", "headline": "Titel", "author": {')
    ({'@type': 'NewsArticle', 'headline': 'Titel'}, True)
    """
    text = _WRAPPING.sub("", text).strip().rstrip(";")
    for attempt in (text, _TRAILING_COMMA.sub("", text)):
        try:
            return json.loads(attempt, strict=False), False
        except (ValueError, RecursionError):
            continue
    if not text:
        return None, False
    found = {key: json.loads(value, strict=False) for key, value in _SALVAGE.findall(text)}
    return ({"@type": "NewsArticle"} | found if found else None), True


def _walk(data: Any, depth: int = 0) -> Iterator[Node]:  # noqa: ANN401 (any JSON)
    """Hand on every object in JSON-LD, @graph and lists included, teasers not."""
    if depth > _DEPTH:
        return
    if isinstance(data, list):
        for one in data:
            yield from _walk(one, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key, value in data.items():
            if key not in _TEASERS and isinstance(value, (dict, list)):
                yield from _walk(value, depth + 1)


def _is_article(node: Node) -> bool:
    kinds = node.get("@type")
    kinds = kinds if isinstance(kinds, list) else [kinds]
    return any(str(k).rsplit("/", 1)[-1] in _ARTICLE_TYPES for k in kinds)


_TAG = re.compile(r"<[a-zA-Z/][^>]*>")


def _text(value: Any) -> str:  # noqa: ANN401 (any JSON)
    """Return a field as one line of text."""
    if isinstance(value, list):
        return _text(value[0]) if value else ""
    if isinstance(value, dict):
        return _text(value.get("name") or value.get("@id") or value.get("@value"))
    return " ".join(_TAG.sub("", html.unescape(str(value))).split()) if value is not None else ""


def _paragraphs(value: Any) -> str:  # noqa: ANN401 (any JSON)
    text = html.unescape(value) if isinstance(value, str) else ""
    return _TAG.sub("", re.sub(r"(?i)</p>|<br\s*/?>", "\n", text))


def _authors(value: Any, named: dict[str, Node]) -> list[str]:  # noqa: ANN401 (any JSON)
    """Return the names of authors; a newsroom is none, an agency is."""
    authors = []
    for one in value if isinstance(value, list) else [value]:
        names = _names(one, named)
        kind = one.get("@type") if isinstance(one, dict) else ""
        group = "Organization" in str(kind)
        authors += [n for n in names if not group or agency_of(n)]
    return authors


def _names(value: Any, named: dict[str, Node]) -> list[str]:  # noqa: ANN401 (any JSON)
    """Return the names of persons or organisations, references looked up in the graph."""
    if isinstance(value, list):
        return [name for one in value for name in _names(one, named)]
    if isinstance(value, dict):
        if "name" not in value and str(value.get("@id")) in named:
            value = named[str(value["@id"])]
        return _names(value.get("name"), {})
    name = _text(value)
    return [name] if name and "://" not in name else []
