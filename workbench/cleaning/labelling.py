"""The first pass: lines that say by themselves what they are, and picture credits."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.bylines import (
    agency_of,
    find_names,
    is_source_line,
    needs_neighbour,
    parse_byline,
    picture_sources,
)
from workbench.cleaning.datelines import is_date_line, read_dates
from workbench.cleaning.patterns import find_hit, inline_credit, is_section
from workbench.cleaning.shapes import (
    CAPTION,
    LONG,
    META,
    Draft,
    has_two_sentences,
    is_prose,
    is_title,
    key,
    last_mark,
)
from workbench.dates import DEFAULT_TZ

if TYPE_CHECKING:
    from workbench.outlets import Outlet

# Rules and zones that hold for a line although it has a date in it.
BEFORE_DATES = ("house", "url", "print-source", "programme-note")
PICTURE_ZONES = ("media_caption", "media_duration", "credit", "caption")


def label_lines(drafts: list[Draft], outlet: Outlet | None, tz: str) -> None:
    """Label the lines that say by themselves what they are."""
    house = outlet.lines if outlet is not None else ()
    _label_house_name(drafts, outlet)
    begun = False  # a paragraph stands above
    for draft in (draft for draft in drafts if not draft.zone):
        begun = begun or is_prose(draft.text)
        hit = find_hit(draft.text, house)
        if hit is not None and hit.effect == "not-title" and not begun:
            hit = None
        if hit is not None and (hit.rule in BEFORE_DATES or hit.zone in PICTURE_ZONES):
            draft.take(hit)
            if hit.zone == "credit" and _has_caption(draft.text):
                draft.put("caption", "credit-inside")
        elif is_source_line(draft.text):
            draft.put("byline", "source-line")
        elif is_date_line(draft.text, tz=tz or DEFAULT_TZ):
            draft.put(_which_date(draft.text), "date-line")
        elif hit is not None and hit.rule == "related-inline" and _names_author(draft.text):
            draft.put("byline", "author-line")
        elif hit is not None and hit.effect != "tail-only":
            draft.take(hit)
        else:
            _label_source(draft)
            if not draft.zone and hit is not None:
                draft.effect = hit.effect
    _acquit_titles(drafts)
    _label_labelled(drafts)


def _acquit_titles(drafts: list[Draft]) -> None:
    """Take «Schweizer Käse aus Wien» for no author where no date and no author stands near."""
    reach = 2
    for at, draft in enumerate(drafts):
        if draft.rule != "author-line" or not needs_neighbour(draft.text):
            continue
        near = [*drafts[max(0, at - reach) : at], *drafts[at + 1 : at + 1 + reach]]
        if not any(other.zone in META for other in near):
            draft.put("", "")


def _names_author(text: str) -> bool:
    """«Interview: Anna Blum» gives the author, «Interview: Warum wir das tun» leads elsewhere."""
    kind, _, rest = text.partition(":")
    byline = parse_byline(text) if kind.isalpha() and find_names(rest.strip()) else None
    return byline is not None and bool(byline.authors)


def _label_house_name(drafts: list[Draft], outlet: Outlet | None) -> None:
    """Mark the house's own name at the top of the page; further down it may be a credit."""
    reach = 12
    names = {key(n) for n in (outlet.name, *outlet.aliases, *outlet.domains)} if outlet else set()
    for draft in drafts[:reach]:
        if draft.text.endswith("—"):
            continue  # «CNN —» is a dateline
        if key(draft.text) in names or _names_edition(draft.text, outlet):
            draft.put("furniture", "house-name")
        elif is_date_line(draft.text) or parse_byline(draft.text) is not None:
            return


def _names_edition(text: str, outlet: Outlet | None) -> bool:
    """«Volksblitz am Sonntag»; but «Welt im Wandel» says nothing of a paper."""
    longest = 4
    if outlet is None or outlet.common_word or len(text.split()) > longest:
        return False
    return text.casefold().startswith(f"{outlet.name.casefold()} ")


def _has_caption(text: str) -> bool:
    """«Image: The hedgehog is with a vet. Pic: Network Rail»: more than a credit."""
    hit, least = _inline_credit(text), 30
    return hit is not None and hit.start() > least


def _which_date(text: str) -> str:
    first, last = read_dates(text, year=2000)
    return "updated" if first is None and last is not None else "published"


def _label_labelled(drafts: list[Draft]) -> None:
    """Give a line the zone of the bare label above it: «Image caption,», «Autor:»."""
    for label, line in pairwise(drafts):
        if label.effect != "label" or line.gap > label.gap + 1:
            continue
        if not line.zone and len(line.text) <= CAPTION:
            sources = "uelle" in label.text or label.rule == "source"
            line.put(label.zone, "source" if sources else "labelled")
        if line.zone == "byline" and not line.gap and "uelle" in label.text + line.rule:
            line.effect = "label"


def _label_source(draft: Draft) -> None:
    """Label chains of rubrics, picture credits and author lines."""
    if _is_chain(draft.text) or _is_row_of_rubrics(draft.text):
        draft.put("furniture", "breadcrumb")
    elif _is_bare_credit(draft.text):
        draft.put("credit", "picture-source")
    elif parse_byline(draft.text) is not None:
        draft.put("byline", "author-line")
    elif (hit := _inline_credit(draft.text)) is not None and not find_names(draft.text):
        draft.put("caption" if hit.start() else "credit", "credit-inside")


def _is_chain(text: str) -> bool:
    """«Politik › Welt»: rubrics in one line, with marks between."""
    longest = 60
    parts = re.split(r"\s*[|>›»→/]\s*", text) if len(text) <= longest else []
    return len(parts) > 1 and all(parts) and any(map(is_section, parts))


def _is_row_of_rubrics(text: str) -> bool:
    """«News Sport Money Ukraine Health»: most words are rubrics by themselves."""
    fewest, most = 5, 30
    words = text.split()
    if not fewest <= len(words) <= most or not all(word[:1].isupper() for word in words):
        return False
    return 2 * sum(map(is_section, words)) > len(words)


def _is_bare_credit(text: str) -> bool:
    """«Keystone/Paul Meister», «Quelle: dpa/Mareike Stolte»: a picture house and a name."""
    longest = 70
    if len(text) > longest or last_mark(text) in ".!?:":
        return False
    bare = re.sub(r"^(?:Quelle|Source|Foto|Bild):\s*", "", text)
    parts = [part.strip(" ()©") for part in re.split(r"[/|,]", bare)]
    enough = 2
    if len(parts) < enough or not all(parts):
        return False
    if any("(" in part or ")" in part for part in parts):
        return False
    others = [part for part in parts if part.casefold() not in picture_sources()]
    if "/" in bare and len(parts) == enough and _is_house_and_name(parts):
        return True
    if len(others) == len(parts) or not all(part[:1].isupper() for part in others):
        return False
    return bool(others) or _pictures_only(parts)


def _is_house_and_name(parts: list[str]) -> bool:
    """«20min/Taddeo Cerletti»."""
    house, name = parts if find_names(parts[1]) else parts[::-1]
    if len(house.split()) > len(parts):
        return False
    return bool(find_names(name)) and (house.isupper() or bool(re.search(r"\d", house)))


def _pictures_only(parts: list[str]) -> bool:
    return any(agency_of(part) is None for part in parts)


def _inline_credit(text: str) -> re.Match[str] | None:
    """«Frühschicht: … in Leipzig Foto: Jonas Ahrendt/dpa»: caption and credit in one line."""
    longest = 500
    return inline_credit(text) if len(text) <= longest else None


def pair_credits(drafts: list[Draft]) -> None:
    """Note which line a bare credit belongs to: above it, else below it."""
    for at, draft in enumerate(drafts):
        above = drafts[at - 1] if at and not draft.gap else None
        dated = at + 1 < len(drafts) and drafts[at + 1].zone == "published"
        if not dated and _is_picture_source(draft, above, drafts[at - 2] if at > 1 else None):
            draft.put("credit", "source-below-caption")
        elif _is_photographer_of_text(drafts, at):
            draft.put("byline", "photographer-below-author")
        elif _is_photographer(drafts, at):
            draft.put("credit", "name-below-caption")
        elif _is_firm_below(drafts, at):
            draft.put("credit", "firm-below-caption")
        if draft.zone != "credit" or draft.effect == "label":
            continue
        below = drafts[at + 1] if at + 1 < len(drafts) and not drafts[at + 1].gap else None
        if above is not None and above.zone in {"caption", "media_caption"}:
            continue
        if above is not None and _is_caption_shape(above, alone=above.gap > 0):
            above.caption_at_hand = True
        elif below is not None and _is_caption_shape(below) and not is_prose(below.text):
            below.caption_at_hand = True


def _is_picture_source(draft: Draft, above: Draft | None, top: Draft | None) -> bool:
    """«Quelle: dpa» below a caption credits the picture; below the text, the text."""
    sourced = draft.text.startswith(("Quelle:", "Source:")) or agency_of(draft.text) is not None
    if draft.zone != "byline" or not sourced or above is None or above.zone:
        return False
    set_apart = above.gap > 0 or is_title(above.text) or top is None or bool(top.zone)
    return set_apart and not has_two_sentences(above.text)


def _is_photographer_of_text(drafts: list[Draft], at: int) -> bool:
    """Find «Fotos: Emil Kranz» right below «Text: Marlene Vogt»: both made the article."""
    draft = drafts[at]
    if at == 0 or draft.gap or draft.rule != "credit-label" or drafts[at - 1].zone != "byline":
        return False
    return bool(find_names(draft.text.partition(":")[2].strip()))


def _is_photographer(drafts: list[Draft], at: int) -> bool:
    """Find the bare name below a caption: one sentence that stands below page controls."""
    draft, first = drafts[at], 2
    if at < first or draft.zone or draft.gap or not find_names(draft.text):
        return False
    above, top = drafts[at - 1], drafts[at - 2]
    after = drafts[at + 1] if at + 1 < len(drafts) else None
    if after is None or after.zone or above.zone or top.zone not in {"furniture", "published"}:
        return False
    return last_mark(above.text) == "." and _is_caption_shape(above)


def _is_firm_below(drafts: list[Draft], at: int) -> bool:
    """Find a caption and the firm or person that took the picture, the two set apart as a pair."""
    draft, most, least = drafts[at], 4, 5
    if at == 0 or draft.zone or draft.gap or at + 1 >= len(drafts):
        return False
    above, after = drafts[at - 1], drafts[at + 1]
    if not above.gap or above.zone or not _is_caption_shape(above) or above.text[:1] in '«„“"':
        return False
    if len(above.text) > LONG or last_mark(above.text) in ":?" or len(above.text.split()) < least:
        return False
    words = draft.text.split()
    named = len(words) <= most and all(word[:1].isupper() or word == "via" for word in words)
    apart = after.gap > 0 or after.zone == "furniture"
    return named and apart and last_mark(draft.text) not in ".!?:,;" and not is_section(draft.text)


def _is_overline(text: str) -> bool:
    """«Berliner Bürgerämter:» announces a headline."""
    most = 4
    return text.endswith(":") and len(text.split()) <= most


def _is_caption_shape(draft: Draft, *, alone: bool = False) -> bool:
    """Accept a title or one sentence; two if nothing but the credit stands with it."""
    if draft.zone or len(draft.text) > CAPTION or _is_overline(draft.text):
        return False
    if find_names(draft.text):
        return False
    return alone or is_title(draft.text) or not has_two_sentences(draft.text)
