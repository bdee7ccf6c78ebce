"""Give every line of a page its zone: labels first, then head, tail and middle.

1. `label_lines`: lines that say what they are (patterns, dates, authors).
2. `mark_head`: headline by agreement of signs, and what stands around it.
3. `_mark_tail`: once standing phrases begin and no prose follows, the rest.
4. `_mark_middle`: prose is body, a title before prose a subhead.

A paragraph of prose between head and tail is never cut.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from workbench.bylines import (
    agency_of,
    find_names,
    is_code,
    is_source_line,
    parse_byline,
    picture_sources,
    split_signature,
)
from workbench.cleaning.datelines import has_label, is_date_line, read_dates
from workbench.cleaning.header import mark_head
from workbench.cleaning.patterns import find_hit, inline_credit
from workbench.cleaning.shapes import (
    Draft,
    has_two_sentences,
    is_bullet,
    is_prose,
    is_title,
    last_mark,
)

from workbench.dates import DEFAULT_TZ

if TYPE_CHECKING:
    from workbench.outlets import Outlet

REAL_PARAGRAPH = 120  # so long is a paragraph that keeps a page's text going
MAX_BOX = 8
# Rules and zones that hold for a line although it has a date in it.
BEFORE_DATES = ("house", "url")
# Furniture that belongs to the links of a list, below an article.
LIST_PARTS = ("reading-time", "player", "abo-mark", "bare-number")
PICTURE_ZONES = ("media_caption", "media_duration", "credit", "caption")
CAPTION = 320


def assign_zones(
    drafts: list[Draft], outlet: Outlet | None = None, language: str = "de", tz: str = ""
) -> None:
    """Give every draft its zone and rule."""
    label_lines(drafts, outlet, tz)
    plain = not any(draft.zone for draft in drafts)
    _pair_credits(drafts)
    start = mark_head(drafts, outlet, language)
    end = len(drafts) if plain else _find_tail(drafts, start)
    _mark_middle(drafts, start, end)
    _mark_tail(drafts, end)


def label_lines(drafts: list[Draft], outlet: Outlet | None, tz: str) -> None:
    """Label the lines that say by themselves what they are."""
    house = outlet.lines if outlet is not None else ()
    for draft in drafts:
        hit = find_hit(draft.text, house)
        if hit is not None and (hit.rule in BEFORE_DATES or hit.zone in PICTURE_ZONES):
            draft.take(hit)
            if hit.zone == "credit" and _has_caption(draft.text):
                draft.put("caption", "credit-inside")
        elif is_source_line(draft.text):
            draft.put("byline", "source-line")
        elif is_date_line(draft.text, tz=tz or DEFAULT_TZ):
            draft.put(_which_date(draft.text), "date-line")
        elif hit is not None and hit.effect != "tail-only":
            draft.take(hit)
        else:
            _label_source(draft)
            if not draft.zone and hit is not None:
                draft.effect = hit.effect
    _label_labelled(drafts)


def _has_caption(text: str) -> bool:
    """«Image: The hedgehog is with a vet. Pic: Network Rail»: more than a credit."""
    hit, least = _inline_credit(text), 30
    return hit is not None and hit.start() > least


def _which_date(text: str) -> str:
    first, last = read_dates(text, year=2000)
    return "updated" if first is None and last is not None else "published"


def _label_labelled(drafts: list[Draft]) -> None:
    """A bare label goes with the line that it introduces: «Image caption,», «Autor:»."""
    for label, line in pairwise(drafts):
        if label.effect != "label" or line.gap > label.gap + 1:
            continue
        if not line.zone and len(line.text) <= CAPTION:
            line.put(label.zone, "labelled")


def _label_source(draft: Draft) -> None:
    """Label picture credits and author lines."""
    if _is_bare_credit(draft.text):
        draft.put("credit", "picture-source")
    elif parse_byline(draft.text) is not None:
        draft.put("byline", "author-line")
    elif (hit := _inline_credit(draft.text)) is not None and not find_names(draft.text):
        draft.put("caption" if hit.start() else "credit", "credit-inside")


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


def _pair_credits(drafts: list[Draft]) -> None:
    """Note which line a bare credit belongs to: above it, else below it."""
    for at, draft in enumerate(drafts):
        above = drafts[at - 1] if at and not draft.gap else None
        if _is_picture_source(draft, above, drafts[at - 2] if at > 1 else None):
            draft.put("credit", "source-below-caption")
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


def _is_caption_shape(draft: Draft, *, alone: bool = False) -> bool:
    """A title or one sentence; two if nothing but the credit stands with it."""
    if draft.zone or len(draft.text) > CAPTION or find_names(draft.text):
        return False
    return alone or is_title(draft.text) or not has_two_sentences(draft.text)


def _find_tail(drafts: list[Draft], start: int) -> int:
    """Return the first line below the article.

    That is the first standing phrase after which no real paragraph follows, or
    one that only stands at the end of an article (comments, copyright).
    """
    ends = next(
        (
            at
            for at in range(start + 1, len(drafts))
            if drafts[at].zone and drafts[at].effect == "end"
        ),
        len(drafts),
    )
    last = max((at for at in range(start, ends) if _is_real(drafts, at)), default=start - 1)
    last = _trim_after_signature(drafts, start, last)
    at = last + 1
    while at < ends and _belongs_to_text(drafts, at, ends):
        at += 1
    return at


def _is_real(drafts: list[Draft], at: int) -> bool:
    draft = drafts[at]
    if draft.zone or draft.caption_at_hand or draft.effect == "tail-only":
        return False
    if is_prose(draft.text):
        return not _in_teaser_list(drafts, at)
    return _is_set_apart_sentence(drafts, at)


def _is_set_apart_sentence(drafts: list[Draft], at: int) -> bool:
    """A short sentence between empty lines: «Verletzt wurde niemand.»"""
    draft, few = drafts[at], 3
    if not draft.gap or last_mark(draft.text) != "." or len(draft.text.split()) < few:
        return False
    after = drafts[at + 1] if at + 1 < len(drafts) else None
    return after is None or after.gap > 0 or after.zone == "byline"


def _in_teaser_list(drafts: list[Draft], at: int) -> bool:
    """A single sentence right below «Mehr zum Thema», in the same group."""
    before = drafts[at - 1]
    return (
        at > 0
        and not drafts[at].gap
        and before.effect == "box"
        and len(drafts[at].text) < REAL_PARAGRAPH
    )


def _trim_after_signature(drafts: list[Draft], start: int, last: int) -> int:
    """A single paragraph below the author's shorthand is no part of the article."""
    for at in range(start, last):
        if drafts[at].zone or not is_prose(drafts[at].text):
            continue
        if split_signature(drafts[at].text)[1] is None:
            continue
        real = [i for i in range(at + 1, last + 1) if _is_real(drafts, i)]
        standing = any(drafts[i].zone == "boilerplate" for i in range(at + 1, last + 1))
        if len(real) <= 1 and standing:
            return at
    return last


def _belongs_to_text(drafts: list[Draft], at: int, ends: int) -> bool:
    """Keep short last sentences with the text: «Das Spiel endete 2:1.»"""
    draft = drafts[at]
    if draft.zone in {"caption", "credit"} or draft.caption_at_hand:
        return False
    if draft.zone:
        return (
            any(
                not later.zone and _is_sentence(later.text) and _near(drafts, at, i)
                for i, later in enumerate(drafts[at + 1 : min(ends, at + 3)], at + 1)
            )
            and draft.zone == "furniture"
        )
    if draft.effect == "tail-only":
        return False
    if at + 1 < len(drafts) and drafts[at + 1].effect == "offer":
        return True  # a sentence that the paywall cut short
    if is_title(draft.text) and drafts[at - 1].zone != "boilerplate":
        return _sentence_follows(drafts, at, ends)
    return _is_sentence(draft.text) or is_bullet(draft.text)


def _sentence_follows(drafts: list[Draft], at: int, ends: int) -> bool:
    """A last subhead with no more than a short sentence below it."""
    after = drafts[at + 1] if at + 1 < ends else None
    return after is not None and not after.zone and _is_sentence(after.text)


def _near(drafts: list[Draft], at: int, later: int) -> bool:
    return all(drafts[i].zone in {"furniture", ""} for i in range(at, later))


def _is_sentence(text: str) -> bool:
    """A short sentence: two words at least, and a full stop."""
    return len(text.split()) > 1 and last_mark(text) in ".!?…" and not text.endswith("...")


def _mark_middle(drafts: list[Draft], start: int, end: int) -> None:
    interview = _is_interview(drafts, start, end)
    at = start
    while at < end:
        draft = drafts[at]
        if _is_heading(drafts, at, end):
            draft.put("subhead", "heading-of-text")
        if draft.zone in {"boilerplate", "furniture"} and _opens_box(drafts, at, end):
            at = _mark_box(drafts, at, end)
            continue
        if draft.zone == "byline" and _below_pull_quote(drafts, at):
            draft.put("body", "pull-quote-speaker")
        elif draft.rule == "date-line" and at > start and _is_chronicle(drafts, at, end):
            draft.put("subhead", "date-as-heading")
        elif not draft.zone:
            _mark_text_line(drafts, at, end, interview=interview)
        at += 1


def _is_chronicle(drafts: list[Draft], at: int, end: int) -> bool:
    """A bare date above a paragraph, when the article has its date already."""
    dated = any(draft.zone == "published" for draft in drafts[max(0, at - 200) : at])
    return dated and _prose_follows(drafts, at, end)


def _is_heading(drafts: list[Draft], at: int, end: int) -> bool:
    """«Zur Person» is a subhead when its text stands right below it."""
    draft = drafts[at]
    if draft.effect != "head-word" or at + 1 >= end:
        return False
    return not drafts[at + 1].zone and is_prose(drafts[at + 1].text)


def _opens_box(drafts: list[Draft], at: int, end: int) -> bool:
    """Tell whether the lines below a heading belong to it."""
    draft = drafts[at]
    if draft.effect in {"box", "tags", "head-word"}:
        return True
    if draft.effect != "opens" or at + 1 >= end or drafts[at + 1].gap:
        return False
    title = not drafts[at + 1].zone and is_title(drafts[at + 1].text)
    if title:
        draft.put("boilerplate", draft.rule)
    return title


def _mark_text_line(drafts: list[Draft], at: int, end: int, *, interview: bool) -> None:
    draft = drafts[at]
    if draft.caption_at_hand:
        draft.put("caption", "beside-credit")
    elif is_prose(draft.text) or is_bullet(draft.text):
        draft.put("body", "prose")
    elif draft.indent:
        draft.put("boilerplate", "indented-link")
    elif interview and draft.text.endswith("?"):
        draft.put("body", "interview-question")
    elif is_title(draft.text) and _prose_follows(drafts, at, end):
        draft.put("subhead", "title-before-prose")
    else:
        draft.put("body", "kept")


def _prose_follows(drafts: list[Draft], at: int, end: int) -> bool:
    """Look past furniture and pictures for the paragraph that a subhead opens."""
    for draft in drafts[at + 1 : min(end, at + 8)]:
        if draft.zone in {"furniture", "caption", "credit", "media_title", "media_caption"}:
            continue
        if draft.zone or draft.caption_at_hand:
            continue
        return is_prose(draft.text) or _is_sentence(draft.text) or is_bullet(draft.text)
    return False


def _is_interview(drafts: list[Draft], start: int, end: int) -> bool:
    """Three questions as lines of their own make an interview."""
    enough = 3
    asked = sum(1 for draft in drafts[start:end] if not draft.zone and draft.text.endswith("?"))
    return asked >= enough


def _below_pull_quote(drafts: list[Draft], at: int) -> bool:
    above = drafts[at - 1] if at else None
    return (
        above is not None
        and above.zone == "body"
        and not drafts[at].gap
        and above.text[:1] in "«„“\"»‹'"
        and above.text[-1:] in "»“”\"«›'"
    )


def _mark_box(drafts: list[Draft], at: int, end: int) -> int:
    """Mark the lines that a heading such as «Lesen Sie auch» speaks of."""
    opener = drafts[at]
    tags = opener.effect == "tags"
    members = _box_members(drafts, at, end)
    for inside in members:
        if not drafts[inside].zone or drafts[inside].zone in {
            "published",
            "media_duration",
            "credit",
        }:
            drafts[inside].put("furniture" if tags else "boilerplate", f"in-{opener.rule}")
    return (members[-1] if members else at) + 1


def _box_members(drafts: list[Draft], at: int, end: int) -> list[int]:
    members: list[int] = []
    for inside in range(at + 1, min(end, at + 1 + MAX_BOX)):
        draft = drafts[inside]
        if draft.gap and (members or not _lone_teaser(drafts, inside, end)):
            break
        if not draft.zone and is_prose(draft.text) and not _is_plug(drafts, inside):
            break
        if draft.effect == "box" and draft.zone:
            break
        members.append(inside)
    return _give_back_subhead(drafts, members, end)


def _is_plug(drafts: list[Draft], at: int) -> bool:
    """Tell whether a sentence in a box is one of the house: more of its lines follow."""
    if last_mark(drafts[at].text) != ".":
        return True
    after = drafts[at + 1] if at + 1 < len(drafts) else None
    return after is not None and after.zone == "boilerplate" and not after.gap


def _lone_teaser(drafts: list[Draft], at: int, end: int) -> bool:
    """A title right below the heading, with another title after it, is a teaser."""
    if at + 1 >= end or drafts[at].zone:
        return False
    after = drafts[at + 1]
    return is_title(drafts[at].text) and not after.zone and not is_prose(after.text)


def _give_back_subhead(drafts: list[Draft], members: list[int], end: int) -> list[int]:
    """Without empty lines, a title below a finished link is the next subhead."""
    if len(members) < 2 or members[-1] + 1 >= end:
        return members
    last, after = drafts[members[-1]], drafts[members[-1] + 1]
    finished = all(drafts[at].zone for at in members[:-1])
    if finished and not last.zone and not after.gap and not after.zone and is_prose(after.text):
        return members[:-1]
    return members


def _mark_tail(drafts: list[Draft], start: int) -> None:
    """Mark what stands below the article."""
    dated = any(draft.zone == "published" for draft in drafts[:start])
    named = {draft.text for draft in drafts[:start] if draft.zone == "byline"}
    if start < len(drafts) and is_code(drafts[start].text) and not drafts[start].zone:
        drafts[start].put("byline", "shorthand-below-article")
    context = ""  # what the last heading opened: tags, box or end
    for draft in drafts[start:]:
        if draft.effect in {"tags", "box", "end", "head-word"}:
            context = "box" if draft.effect == "head-word" else draft.effect
        if draft.zone in {"furniture", "boilerplate"}:
            if context in {"box", "end"} and draft.rule in LIST_PARTS:
                draft.put("boilerplate", "in-list")
            elif draft.zone == "boilerplate" and not context and draft.rule != "programme-note":
                context = "other"
            continue
        if not draft.zone:
            _mark_below(draft, context)
        elif draft.text in named or not _outlives(draft, context, dated=dated):
            draft.put("boilerplate", "below-article")


def _mark_below(draft: Draft, context: str) -> None:
    """Topic tags are short and stand alone or below their heading; the rest leads elsewhere."""
    most = {"tags": 5, "": 2}.get(context, 0)
    is_tag = len(draft.text.split()) <= most and not find_names(draft.text)
    if is_tag and last_mark(draft.text) not in ".!?":
        draft.put("furniture", "tag")
    else:
        draft.put("boilerplate", "below-article")


def _outlives(draft: Draft, context: str, *, dated: bool) -> bool:
    """Sources, pictures and a missing date may stand below the article; not in a list."""
    if context in {"box", "end"}:
        return False
    if draft.zone in {"published", "updated"}:
        return not dated or has_label(draft.text)
    return draft.zone in {"byline", "caption", "credit"}
