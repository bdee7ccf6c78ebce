"""What stands between headline and text: lead, author, date, picture."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.bylines import find_name_and_place, find_names, is_role, split_signature
from workbench.cleaning.patterns import is_section
from workbench.cleaning.shapes import (
    LONG,
    META,
    Draft,
    has_inner_stop,
    has_two_sentences,
    is_bullet,
    is_prose,
    is_title,
)
from workbench.cleaning.speech import is_interview

if TYPE_CHECKING:
    from workbench.outlets import Outlet

_DATELINE = re.compile(
    r"[^\W\da-zäöü][\w./-]*(?: [\w./-]+){0,3}(?:, [^–—]{1,30})?(?: \([^)]+\))? [-–—] "
)
SET_APART = (*META, "credit", "caption", "media_title", "media_duration")
MAX_LEAD_LINES = 5
BUTTON = 2
MAX_LEAD = 1000


def mark_opening(
    drafts: list[Draft], start: int, outlet: Outlet | None, language: str, *, found: bool
) -> int:
    """Mark what stands between headline and text; return where the text begins."""
    at = start
    lead = _direct_lead(drafts, start) if found else start
    for draft in drafts[start:lead]:
        if not draft.zone:
            draft.put("lead", "below-headline")
    at = _mark_between(drafts, lead, found=found)
    summed = any(draft.zone == "lead" for draft in drafts[start:at])
    if (
        found
        and not summed
        and (
            (at > start and _is_late_lead(drafts, at, outlet, language))
            or _is_plain_lead(drafts, at, outlet, language)
        )
    ):
        drafts[at].put("lead", "opens-text")
        return mark_opening(drafts, at + 1, outlet, language, found=False)
    return at


def _mark_between(drafts: list[Draft], at: int, *, found: bool) -> int:
    """Mark what stands between the headline and the first paragraph; return where that is."""
    while at < len(drafts):
        draft = drafts[at]
        if draft.effect == "summary":
            _mark_summary(drafts, at)
        elif draft.effect == "tags":
            _mark_tags(drafts, at)
        elif draft.rule == "correct-us" and len(draft.text.split()) <= BUTTON:
            draft.put("furniture", "button-in-head")  # «Feedback»
        points = _points_below(drafts, at) if found or at else at
        for point in drafts[at:points]:
            point.put("lead", "in-points")
        if not draft.zone and not _mark_meta(drafts, at):
            if is_prose(draft.text) or is_bullet(draft.text) or _begins_text(drafts, at):
                break
            _mark_stray(drafts, at)
        at = max(points, at + 1)
    return at


def _mark_tags(drafts: list[Draft], at: int) -> None:
    """Mark the topic tags that a head has: a few words each."""
    most, words = 6, 12 if drafts[at].rule == "toc-head" else 4
    for draft in drafts[at + 1 : at + 1 + most]:
        if draft.zone or draft.gap or is_prose(draft.text) or len(draft.text.split()) > words:
            break
        draft.put("furniture", "tag")


def _mark_summary(drafts: list[Draft], at: int) -> None:
    """Mark the points below «Darum gehts», «Summary»: one sentence each."""
    most = 6
    for draft in drafts[at + 1 : at + 1 + most]:
        if draft.zone == "furniture" and draft.rule != "counter":
            continue
        if draft.zone or len(draft.text) > LONG or has_two_sentences(draft.text):
            break
        if draft.gap and not is_bullet(draft.text) and drafts[at + 1] is not draft:
            break
        draft.put("lead", "in-summary")


def _direct_lead(drafts: list[Draft], start: int) -> int:
    """Return the line after the lead that stands right below the headline.

    It is a lead when something that belongs to a head follows it: the date,
    the author, the picture. Otherwise the text has simply begun.
    """
    titles = _titles_below(drafts, start)
    if titles > start:
        return titles
    at, size, lines, prose = start, 0, 0, 0
    summed = False  # below «In Kürze», sentences are points of the lead
    while at < len(drafts) and lines <= MAX_LEAD_LINES and size <= MAX_LEAD:
        draft = drafts[at]
        if not draft.zone and is_section(draft.text) and lines == 0:
            draft.put("section", "rubric-below-headline")
        elif not draft.zone and not draft.caption_at_hand and not _is_meta(drafts, at):
            size, lines = size + len(draft.text), lines + 1
            prose += is_prose(draft.text) and not summed
        elif draft.zone != "section" and draft.rule not in {
            "summary-head",
            "separator",
            "abo-mark",
        }:
            break
        summed = summed or draft.rule == "summary-head"
        at += 1
    most_prose = 2
    if lines == 0 or at >= len(drafts) or lines > MAX_LEAD_LINES or size > MAX_LEAD:
        return start
    if prose > most_prose:
        return start
    return at if _closes_head(drafts, at) else start


def _titles_below(drafts: list[Draft], start: int) -> int:
    """Return the line after titles below a headline: above the text stands no subhead."""
    at, least = start, 6
    while at < len(drafts) and at - start < MAX_LEAD_LINES and _is_standfirst(drafts, at, least):
        at += 1
    followed = at < len(drafts) and not drafts[at].zone and is_prose(drafts[at].text)
    return at if followed and not drafts[at].caption_at_hand else start


def _points_below(drafts: list[Draft], at: int) -> int:
    """Return the line after points of a lead: three at least, close together, above the text.

    Each is one sentence or title; the paragraphs below them are set apart, they are not.
    """
    fewest, most, longest, words = 3, 6, 130, 3
    end = at
    while end < len(drafts) and end - at < most:
        draft = drafts[end]
        if draft.zone or draft.caption_at_hand or (end > at and draft.gap):
            break
        if len(draft.text) > longest or len(draft.text.split()) < words:
            break
        if has_two_sentences(draft.text) or find_names(draft.text):
            break
        end += 1
    if end - at < fewest or end + 1 >= len(drafts):
        return at
    text = [draft for draft in drafts[end : end + 8] if not draft.zone and is_prose(draft.text)]
    apart = drafts[end].gap or drafts[end].zone
    return end if apart and len(text) > 1 and all(draft.gap for draft in text[1:]) else at


def _is_standfirst(drafts: list[Draft], at: int, least: int) -> bool:
    draft = drafts[at]
    if draft.zone or draft.caption_at_hand or _is_meta(drafts, at) or is_section(draft.text):
        return False
    if has_inner_stop(draft.text) or _has_dateline(draft.text):
        return False
    if draft.text.endswith("?") and is_interview(drafts, at, len(drafts)):
        return False
    return len(draft.text.split()) >= least and is_title(draft.text)


def _closes_head(drafts: list[Draft], at: int) -> bool:
    """Tell whether the line at hand still belongs to a head, with text below it."""
    draft = drafts[at]
    head_tools = {"share", "listen", "reading-time", "counter", "count-of-comments", "player"}
    told = draft.zone in SET_APART or draft.rule in head_tools or draft.caption_at_hand
    if not (told or _is_meta(drafts, at)):
        return False
    return any(not d.zone and is_prose(d.text) for d in drafts[at + 1 : at + 60])


def _is_meta(drafts: list[Draft], at: int) -> bool:
    """Find names and roles that the head gives without «Von»."""
    draft = drafts[at]
    if draft.zone or draft.caption_at_hand:
        return draft.zone in META
    before = drafts[at - 1] if at else None
    if find_names(draft.text):
        return True
    after = drafts[at + 1] if at + 1 < len(drafts) else None
    if after is not None and after.zone in META and find_name_and_place(draft.text):
        return True
    if before is None or before.zone != "byline":
        return False
    if draft.text.startswith(",") or _tells_of_author(drafts, at):
        return True
    return is_role(draft.text) or (not draft.gap and _ends_group(drafts, at))


def _tells_of_author(drafts: list[Draft], at: int) -> bool:
    """«Jane Doe spent three days in Lander Flats», right below «By Jane Doe», above the date."""
    names = find_names(re.sub(r"^(?:By|Von) ", "", drafts[at - 1].text, flags=re.IGNORECASE))
    longest = 250
    if not any(drafts[at].text.casefold().startswith(name.casefold()) for name in names):
        return False
    after = drafts[at + 1] if at + 1 < len(drafts) else None
    return len(drafts[at].text) <= longest and after is not None and after.zone in META


def _ends_group(drafts: list[Draft], at: int) -> bool:
    """Find her desk or place: a short line right below the author, set off from the text."""
    most = 6
    return len(drafts[at].text.split()) <= most and at + 1 < len(drafts) and drafts[at + 1].gap > 0


def _mark_meta(drafts: list[Draft], at: int) -> bool:
    """Mark an author's name, her role or the rubric; tell whether it was one."""
    draft = drafts[at]
    if draft.caption_at_hand:
        draft.put("caption", "beside-credit")
        return True
    if _is_meta(drafts, at):
        draft.put("byline", "name-in-head")
        return True
    if is_section(draft.text):
        draft.put("section", "rubric-in-head")
        return True
    before = drafts[at - 1] if at else None
    if before is not None and not draft.gap and before.rule in {"counter", "below-counter"}:
        if before.rule == "counter" and len(draft.text) <= LONG:
            draft.put("caption", "below-counter")
            return True
        if before.rule != "counter" and is_title(draft.text):
            draft.put("credit", "below-caption")
            return True
    return False


def _begins_text(drafts: list[Draft], at: int) -> bool:
    """Tell whether a short line opens the text: a subhead, a salutation, «Es ist kalt.»."""
    after = drafts[at + 1] if at + 1 < len(drafts) else None
    if after is None or has_inner_stop(drafts[at].text) or _has_dateline(drafts[at].text):
        return True
    if not after.zone and after.text.endswith("—"):
        return True  # «Auckland, New Zealand», «CNN —»: the dateline on two lines
    if after.zone or after.caption_at_hand or _open_credit(drafts, at):
        return False
    return is_prose(after.text) or not is_title(drafts[at].text)


def _open_credit(drafts: list[Draft], at: int) -> bool:
    """Tell whether a picture was credited further up and has no caption yet."""
    zones = [draft.zone for draft in drafts[max(0, at - 25) : at]]
    return zones.count("credit") > zones.count("caption")


def _mark_stray(drafts: list[Draft], at: int) -> None:
    """Mark a short line in the head that nothing else explains."""
    draft = drafts[at]
    before = drafts[at - 1] if at else None
    few = 4
    if before is not None and before.zone == "byline" and not draft.gap:
        draft.put("byline", "below-byline")
    elif len(draft.text.split()) >= few:
        draft.put("caption", "stray-in-head")
    else:
        draft.put("furniture", "stray-in-head")


def _is_late_lead(drafts: list[Draft], at: int, outlet: Outlet | None, language: str) -> bool:
    """Tell whether the first prose below date and picture is set apart as a lead."""
    if at >= len(drafts) or drafts[at].zone or not is_prose(drafts[at].text):
        return False
    longest = 480
    if len(drafts[at].text) > longest or _has_dateline(drafts[at].text):
        return False
    if at + 1 < len(drafts) and drafts[at + 1].zone in (*META, "caption", "credit", "furniture"):
        return drafts[at + 1].rule not in {"ad", "related"}
    if outlet is not None and outlet.opening:
        return outlet.opening == "lead"
    # Not known: a picture between date and text sets a lead apart, in German papers.
    before = drafts[at - 1].zone if at else ""
    return (
        language.startswith("de")
        and before in {"caption", "credit"}
        and has_two_sentences(drafts[at].text)
    )


def _is_plain_lead(drafts: list[Draft], at: int, outlet: Outlet | None, language: str) -> bool:
    """Tell whether the first of the paragraphs is a lead, where nothing but its shape tells.

    A lead is short, and what follows is longer; or the dateline stands below it.
    """
    if at + 1 < len(drafts) and _points_below(drafts, at + 1) > at + 1:
        return len(drafts[at].text) <= MAX_LEAD and not drafts[at].zone
    text = [d.text for d in drafts[at : at + 12] if not d.zone and is_prose(d.text)]
    few, longest = 3, 330
    if len(text) < few or drafts[at].text != text[0] or len(text[0]) > longest:
        return False
    if _has_dateline(text[0]):
        return False
    if at + 1 < len(drafts) and not drafts[at + 1].zone and _has_dateline(drafts[at + 1].text):
        return True
    if outlet is not None and outlet.opening:
        return outlet.opening == "lead"
    longer = 1.2
    return (
        language.startswith("de")
        and has_two_sentences(text[0])
        and not split_signature(text[0])[1]
        and sorted(map(len, text[1:4]))[1] > longer * len(text[0])
    )


def _has_dateline(text: str) -> bool:
    """Tell whether a paragraph begins with its place: «BERLIN (dpa) - …», «Wien – …»."""
    return _DATELINE.match(text) is not None
