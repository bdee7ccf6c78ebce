"""Give every line of a page its zone: labels first, then head, tail and middle.

1. `label_lines`: lines that say what they are (patterns, dates, authors).
2. `mark_head`: headline by agreement of signs, and what stands around it.
3. `mark_tail`: once standing phrases begin and no prose follows, the rest.
4. `_mark_middle`: prose is body, a title before prose a subhead.

A paragraph of prose between head and tail is never cut.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cleaning.boxes import mark_box, opens_box
from workbench.cleaning.datelines import has_label
from workbench.cleaning.header import mark_head
from workbench.cleaning.labelling import label_lines, pair_credits
from workbench.cleaning.shapes import (
    REAL_PARAGRAPH,
    Draft,
    has_inner_stop,
    is_bullet,
    is_data,
    is_prose,
    is_sentence,
    is_title,
    last_mark,
)
from workbench.cleaning.speech import (
    below_pull_quote,
    find_speakers,
    is_interview,
    is_pull_quote,
    is_speaker,
)
from workbench.cleaning.tail import find_tail, mark_tail

if TYPE_CHECKING:
    from workbench.outlets import Outlet


def assign_zones(
    drafts: list[Draft], outlet: Outlet | None = None, language: str = "de", tz: str = ""
) -> None:
    """Give every draft its zone and rule."""
    label_lines(drafts, outlet, tz)
    _acquit_prose(drafts)
    plain = not any(draft.zone for draft in drafts)
    pair_credits(drafts)
    start = mark_head(drafts, outlet, language)
    end = len(drafts) if plain else find_tail(drafts, start)
    _mark_middle(drafts, start, end)
    mark_tail(drafts, end)


def _acquit_prose(drafts: list[Draft]) -> None:
    """Free a paragraph that only its words condemn, between paragraphs of the text.

    An article on newsletters says newsletter; the house's own notices stand
    with other lines of the house.
    """
    interview = is_interview(drafts, 0, len(drafts))
    for at in range(1, len(drafts) - 1):
        draft = drafts[at]
        if interview and draft.rule in {"reader-call", "helpline"} and draft.text.endswith("?"):
            draft.put("", "")
            draft.effect = ""
        if draft.zone != "boilerplate" or len(draft.text) < REAL_PARAGRAPH:
            continue
        among_text = all(not d.zone and is_prose(d.text) for d in (drafts[at - 1], drafts[at + 1]))
        if among_text and last_mark(draft.text) == "." and is_prose(draft.text):
            draft.put("", "")
            draft.effect = ""


def _mark_middle(drafts: list[Draft], start: int, end: int) -> None:
    interview = is_interview(drafts, start, end)
    speakers = find_speakers(drafts, start, end)
    at = start
    while at < end:
        draft = drafts[at]
        if _is_heading(drafts, at, end):
            draft.put("subhead", "heading-of-text")
        if draft.zone in {"boilerplate", "furniture"} and opens_box(drafts, at, end):
            at = mark_box(drafts, at, end)
            continue
        if draft.zone == "byline" and below_pull_quote(drafts, at):
            draft.put("body", "pull-quote-speaker")
        elif draft.effect == "summary" and at > start and _prose_follows(drafts, at, end):
            draft.put("subhead", "box-in-text")
        elif draft.rule == "date-line" and at > start and _is_chronicle(drafts, at, end):
            draft.put("subhead", "date-as-heading")
        elif not draft.zone and draft.text.partition(": ")[0] in speakers:
            draft.put("body", "interview-turn")
        elif not draft.zone:
            _mark_text_line(drafts, at, end, interview=interview)
        at += 1


def _is_chronicle(drafts: list[Draft], at: int, end: int) -> bool:
    """Find a bare date above a paragraph, when the article has its date already."""
    dated = any(draft.zone == "published" for draft in drafts[max(0, at - 200) : at])
    return dated and not has_label(drafts[at].text) and _prose_follows(drafts, at, end)


def _is_heading(drafts: list[Draft], at: int, end: int) -> bool:
    """«Zur Person» is a subhead when its text stands right below it."""
    draft = drafts[at]
    if draft.effect != "head-word" or at + 1 >= end:
        return False
    return not drafts[at + 1].zone and is_prose(drafts[at + 1].text)


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
    elif at and not draft.gap and is_speaker(draft.text, drafts[at - 1]):
        draft.put("body", "pull-quote-speaker")
    elif is_pull_quote(drafts, at, end):
        draft.put("body", "pull-quote")
    elif _is_subhead_shape(draft.text) and _prose_follows(drafts, at, end):
        draft.put("subhead", "title-before-prose")
    else:
        draft.put("body", "kept")


def _is_subhead_shape(text: str) -> bool:
    """Tell a subhead from short lines of the text: it is one title, and announces nothing."""
    few, longest = 4, 110
    if text.endswith("?") and len(text) > longest:
        return False
    announces = text.endswith(":") and len(text.split()) > few
    announces = announces or text.endswith(("—", "–"))  # «CNN —», the text stands below
    return is_title(text) and not (is_data(text) or announces or has_inner_stop(text))


def _prose_follows(drafts: list[Draft], at: int, end: int) -> bool:
    """Look past furniture and pictures for the paragraph that a subhead opens."""
    for draft in drafts[at + 1 : min(end, at + 8)]:
        if draft.zone in {"furniture", "caption", "credit", "media_title", "media_caption"}:
            continue
        if draft.zone or draft.caption_at_hand:
            continue
        return is_prose(draft.text) or is_sentence(draft.text) or is_bullet(draft.text)
    return False
