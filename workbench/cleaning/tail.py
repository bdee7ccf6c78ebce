"""The end of an article: where it is, and what stands below it.

Once standing phrases begin and no prose follows, the rest of the page is tail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.bylines import find_names, is_code, parse_byline, split_signature
from workbench.cleaning.datelines import has_label
from workbench.cleaning.shapes import (
    REAL_PARAGRAPH,
    is_bullet,
    is_data,
    is_prose,
    is_sentence,
    is_title,
    last_mark,
)

if TYPE_CHECKING:
    from workbench.cleaning.shapes import Draft

# The foot of a page repeats its menu: «Impressum», «Kontakt», below links and comments.
FOOTER_PARTS = ("menu", "audio-box", "read-more")
PAGE_CONTROLS = frozenset(["mehr", "more", "startseite", "home", "nach oben", "back to top"])
# Furniture that belongs to the links of a list, below an article.
LIST_PARTS = ("reading-time", "player", "abo-mark", "bare-number")


def find_tail(drafts: list[Draft], start: int) -> int:
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
                not later.zone and is_sentence(later.text) and _near(drafts, at, i)
                for i, later in enumerate(drafts[at + 1 : min(ends, at + 3)], at + 1)
            )
            and draft.zone == "furniture"
        )
    if draft.effect == "tail-only":
        return False
    if at + 1 < len(drafts) and drafts[at + 1].effect == "offer":
        return True  # a sentence that the paywall cut short
    if is_title(draft.text) and drafts[at - 1].zone != "boilerplate" and not is_data(draft.text):
        return _sentence_follows(drafts, at, ends)
    return is_sentence(draft.text) or is_bullet(draft.text) or is_data(draft.text)


def _sentence_follows(drafts: list[Draft], at: int, ends: int) -> bool:
    """Find a last subhead with no more than a short sentence below it."""
    after = drafts[at + 1] if at + 1 < ends else None
    if after is None or after.zone:
        return False
    return is_sentence(after.text) or is_data(after.text)


def _near(drafts: list[Draft], at: int, later: int) -> bool:
    return all(drafts[i].zone in {"furniture", ""} for i in range(at, later))


def mark_tail(drafts: list[Draft], start: int) -> None:
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
