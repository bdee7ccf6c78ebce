"""Give every line of a page its zone: labels first, then head, tail and middle.

1. `label_lines`: lines that say what they are (patterns, dates, authors).
2. `mark_head`: headline by agreement of signs, and what stands around it.
3. `_mark_tail`: once standing phrases begin and no prose follows, the rest.
4. `_mark_middle`: prose is body, a title before prose a subhead.

A paragraph of prose between head and tail is never cut.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbench.bylines import find_names, is_code, parse_byline, split_signature
from workbench.cleaning.boxes import mark_box, opens_box
from workbench.cleaning.datelines import has_label
from workbench.cleaning.header import mark_head
from workbench.cleaning.labelling import label_lines, pair_credits
from workbench.cleaning.shapes import (
    CAPTION,
    Draft,
    has_inner_stop,
    is_bullet,
    is_prose,
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

if TYPE_CHECKING:
    from workbench.outlets import Outlet

REAL_PARAGRAPH = 120  # so long is a paragraph that keeps a page's text going
# The foot of a page repeats its menu: «Impressum», «Kontakt», below links and comments.
FOOTER_PARTS = ("menu", "audio-box", "read-more")
PAGE_CONTROLS = frozenset(["mehr", "more", "startseite", "home", "nach oben", "back to top"])
# Furniture that belongs to the links of a list, below an article.
LIST_PARTS = ("reading-time", "player", "abo-mark", "bare-number")


def assign_zones(
    drafts: list[Draft], outlet: Outlet | None = None, language: str = "de", tz: str = ""
) -> None:
    """Give every draft its zone and rule."""
    label_lines(drafts, outlet, tz)
    _acquit_prose(drafts)
    plain = not any(draft.zone for draft in drafts)
    pair_credits(drafts)
    start = mark_head(drafts, outlet, language)
    end = len(drafts) if plain else _find_tail(drafts, start)
    _mark_middle(drafts, start, end)
    _mark_tail(drafts, end)


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


def _find_tail(drafts: list[Draft], start: int) -> int:
    """Return the first line below the article.

    That is the first standing phrase after which no real paragraph follows, or
    one that only stands at the end of an article (comments, copyright).
    """
    ends = _find_end(drafts, start)
    last = max((at for at in range(start, ends) if _is_real(drafts, at)), default=start - 1)
    at = last + 1
    while at < ends and _belongs_to_text(drafts, at, ends):
        at += 1
    return at + 1 if last >= start and at == len(drafts) - 1 and _is_cut_off(drafts[at]) else at


def _is_cut_off(draft: Draft) -> bool:
    """Tell whether the very last line of a page is a sentence that breaks off."""
    few = 5
    words = draft.text.split()
    return not draft.zone and len(words) > few and words[-1].islower() and not draft.effect


def _find_end(drafts: list[Draft], start: int) -> int:
    """Return the line from which on nothing can be the article, however long it is.

    Comments and copyright end a page. So does a list of links that stands below
    the signature, the sources or the topic tags, with no paragraph between.
    """
    closed = False
    paragraphs, enough = 0, 2
    told, still = 0, sum(_prose_length(draft) for draft in drafts[start:])
    for at in range(start, len(drafts)):
        draft = drafts[at]
        told, still = told + _prose_length(draft), still - _prose_length(draft)
        if not draft.zone:
            real = _is_real(drafts, at)
            paragraphs += real
            closed = (closed and not real) or (real and split_signature(draft.text)[1] is not None)
            continue
        lists = draft.effect in {"box", "head-word"} or draft.rule == "support"
        over = (closed and lists) or draft.effect == "end" or _opens_comments(drafts, at, told)
        if over and _may_end(draft, told, still):
            return at
        if paragraphs >= enough and (draft.zone == "byline" or draft.effect == "tags"):
            closed = True
    return len(drafts)


def _prose_length(draft: Draft) -> int:
    return len(draft.text) if not draft.zone and is_prose(draft.text) else 0


def _may_end(draft: Draft, told: int, still: int) -> bool:
    """Doubt an end with too much text below it; comments may run longer than an article."""
    comments = draft.rule in {"comments", "comment-prompt", "comment-rules", "count-of-comments"}
    return told > 0 and still <= told * (3 if comments else 1)


def _opens_comments(drafts: list[Draft], at: int, told: int) -> bool:
    """Find «14 Kommentare», and a name with the time of a comment right below."""
    if drafts[at].rule != "count-of-comments" or not told:
        return False
    reach = 6
    below = [draft.rule for draft in drafts[at + 1 : at + 1 + reach]]
    return any(rule in {"relative-date", "date-line"} for rule in below)


def _is_real(drafts: list[Draft], at: int) -> bool:
    draft = drafts[at]
    if draft.zone or draft.caption_at_hand or draft.effect == "tail-only":
        return False
    if is_prose(draft.text):
        return not _in_teaser_list(drafts, at)
    return _is_set_apart_sentence(drafts, at)


def _is_set_apart_sentence(drafts: list[Draft], at: int) -> bool:
    """Find a short sentence between empty lines: «Verletzt wurde niemand.»."""
    draft, few = drafts[at], 3
    if not draft.gap or last_mark(draft.text) != "." or len(draft.text.split()) < few:
        return False
    after = drafts[at + 1] if at + 1 < len(drafts) else None
    return after is None or after.gap > 0 or after.zone == "byline"


def _in_teaser_list(drafts: list[Draft], at: int) -> bool:
    """Find a single sentence right below «Mehr zum Thema», in the same group."""
    before = drafts[at - 1]
    return (
        at > 0
        and not drafts[at].gap
        and before.effect == "box"
        and len(drafts[at].text) < REAL_PARAGRAPH
    )


def _belongs_to_text(drafts: list[Draft], at: int, ends: int) -> bool:
    """Keep short last sentences with the text: «Das Spiel endete 2:1.»."""
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
    if is_title(draft.text) and drafts[at - 1].zone != "boilerplate" and not _is_data(draft.text):
        return _sentence_follows(drafts, at, ends)
    return _is_sentence(draft.text) or is_bullet(draft.text) or _is_data(draft.text)


def _is_data(text: str) -> bool:
    """Results and line-ups: «Langwil – Sarnenbach 4:3 (1:3, 1:0, 2:0)»."""
    enough = 3
    return len(re.findall(r"\d+", text)) >= enough and len(text) <= CAPTION


def _sentence_follows(drafts: list[Draft], at: int, ends: int) -> bool:
    """Find a last subhead with no more than a short sentence below it."""
    after = drafts[at + 1] if at + 1 < ends else None
    if after is None or after.zone:
        return False
    return _is_sentence(after.text) or _is_data(after.text)


def _near(drafts: list[Draft], at: int, later: int) -> bool:
    return all(drafts[i].zone in {"furniture", ""} for i in range(at, later))


def _is_sentence(text: str) -> bool:
    """Tell whether a line is a short sentence: two words at least, and a full stop."""
    return len(text.split()) > 1 and last_mark(text) in ".!?…" and not text.endswith("...")


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
    return is_title(text) and not (_is_data(text) or announces or has_inner_stop(text))


def _prose_follows(drafts: list[Draft], at: int, end: int) -> bool:
    """Look past furniture and pictures for the paragraph that a subhead opens."""
    for draft in drafts[at + 1 : min(end, at + 8)]:
        if draft.zone in {"furniture", "caption", "credit", "media_title", "media_caption"}:
            continue
        if draft.zone or draft.caption_at_hand:
            continue
        return is_prose(draft.text) or _is_sentence(draft.text) or is_bullet(draft.text)
    return False


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
            elif context and context != "tags" and _is_footer(draft):
                draft.put("boilerplate", "footer")
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


def _is_footer(draft: Draft) -> bool:
    return draft.rule in FOOTER_PARTS and draft.text.casefold() not in PAGE_CONTROLS


def _is_shorthand(text: str) -> bool:
    """Tell whether an author line is made of shorthand and agencies alone."""
    byline = parse_byline(text)
    return byline is not None and bool(byline.author_code and byline.agency) and not byline.authors


def _outlives(draft: Draft, context: str, *, dated: bool) -> bool:
    """Keep sources, pictures and a missing date below the article; not in a list."""
    if draft.zone == "byline" and context == "box" and _is_shorthand(draft.text):
        return True  # «MDR (kal/dpa)», below the links
    if context in {"box", "end"}:
        return False
    if draft.zone in {"published", "updated"}:
        return has_label(draft.text) or not (dated or draft.rule == "relative-date")
    return draft.zone in {"byline", "caption", "credit"}
