"""The head of a page: headline, kicker, section, lead, and the teasers above.

The headline is the line above the first prose that looks most like one: its
length, what stands next to it (a lead, a date, an author), and whether the
page repeats it. Everything else in the head is told by its place to it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.bylines import find_name_and_place, find_names, parse_byline
from workbench.cleaning.media import mark_media
from workbench.cleaning.opening import mark_opening
from workbench.cleaning.patterns import is_section
from workbench.cleaning.shapes import (
    META,
    TWO_SENTENCES,
    Draft,
    has_inner_stop,
    has_two_sentences,
    is_prose,
    is_title,
    key,
)
from workbench.cleaning.speech import is_interview

if TYPE_CHECKING:
    from workbench.outlets import Outlet

HEAD_LINES = 150  # no headline is looked for below this line
KICKER_WORDS = 9
KICKER_CHARACTERS = 75
MENU_WORDS = 5
SHORT_TITLE = 4
RUBRIC_WORDS = 3
NAVIGATION = ("furniture", "above-headline")


def mark_head(drafts: list[Draft], outlet: Outlet | None, language: str) -> int:
    """Give the lines of the head their zones; return where the text begins."""
    mark_media(drafts)
    at = _find_headline(drafts)
    if at is None and _return_titles(drafts):
        at = _find_headline(drafts)
    if at is not None:
        _choose(drafts, at)
        # English papers set a rubric above the headline, German ones a line of its own.
        _above(drafts, at, english=outlet is not None and outlet.language == "en")
    start = (at + 1) if at is not None else 0
    return mark_opening(drafts, start, outlet, language, found=at is not None)


def _return_titles(drafts: list[Draft]) -> bool:
    """Take titles back from a video, when the page would have no headline without them."""
    taken = [draft for draft in drafts[:HEAD_LINES] if draft.rule == "above-duration"]
    for draft in taken:
        draft.put("", "")
    return bool(taken)


def _choose(drafts: list[Draft], at: int) -> None:
    """Make a line the headline; a credit below it then speaks of the next line."""
    if drafts[at].caption_at_hand and at + 2 < len(drafts) and not drafts[at + 2].gap:
        below = drafts[at + 2]
        below.caption_at_hand = not below.zone and not has_two_sentences(below.text)
    drafts[at].caption_at_hand = False
    drafts[at].put("headline", "headline")


def _find_headline(drafts: list[Draft]) -> int | None:
    candidates = _candidates(drafts)
    if not candidates:
        return None
    keys = [key(draft.text) for draft in drafts[: candidates[-1] + 1]]
    scores = {at: _title_score(drafts, at, keys) for at in candidates}
    if is_interview(drafts, 0, len(drafts)):  # its first question is not its headline
        scores |= {at: scores[at] - 3 for at in candidates[1:] if drafts[at].text.endswith("?")}
    return max(candidates, key=lambda at: (scores[at], at))


def _candidates(drafts: list[Draft]) -> list[int]:
    """Titles above the first prose; below it only those that open a head themselves.

    A caption may stand above the headline, and a caption is prose too.
    """
    candidates: list[int] = []
    prose = 0
    most = 3
    for at, draft in enumerate(drafts[:HEAD_LINES]):
        if draft.zone:
            continue
        if prose == 0 and _is_told_title(drafts, at):
            candidates.append(at)
        elif is_prose(draft.text):
            prose += not draft.caption_at_hand
        elif is_title(draft.text) and (prose == 0 or _opens_head(drafts, at)):
            candidates.append(at)
        if prose >= most:
            break
    return candidates


def _is_told_title(drafts: list[Draft], at: int) -> bool:
    """Find a headline of two short sentences: «A driver knew them all. Then the route changed.».

    It begins with «A», «Ein», and its lead and the author or date stand below it.
    """
    text, longest = drafts[at].text, 110
    if len(text) > longest or text.partition(" ")[0] not in {"A", "An", "Ein", "Eine"}:
        return False
    below = drafts[at + 1] if at + 1 < len(drafts) else None
    led = below is not None and not below.zone and is_prose(below.text)
    titles = any(not d.zone and is_title(d.text) and _is_long(d.text) for d in drafts[:at])
    return led and not titles and has_two_sentences(text) and _opens_head(drafts, at)


def _opens_head(drafts: list[Draft], at: int) -> bool:
    """Tell whether a date or an author stands right below a title, or below its lead."""
    reach = 3
    return any(draft.zone in {"published", "byline"} for draft in drafts[at + 1 : at + 1 + reach])


def _title_score(drafts: list[Draft], at: int, keys: list[str]) -> float:
    """Add up what speaks for a line being the headline."""
    text = drafts[at].text
    above = drafts[:at]
    prose = sum(1 for d in above if not d.zone and is_prose(d.text) and not d.caption_at_hand)
    return (
        _length_score(text)
        + _next_score(drafts, at)
        + _previous_score(drafts, at)
        + _repeat_score(text, keys, at)
        + 2.0 * (not any(draft.zone == "byline" for draft in above))
        - 1.5 * (any(d.rule == "date-line" for d in above) and _titled_above(drafts, at))
        - 2.0 * prose
        - 2.0 * text.endswith(":")
        - 1.5 * has_inner_stop(text)
        - 2.0 * is_section(text)
        - 4.0 * bool(find_names(text) or find_name_and_place(text))
        - (3.0 if prose or any(d.zone in META for d in above) else 1.0) * drafts[at].caption_at_hand
    )


def _titled_above(drafts: list[Draft], at: int) -> bool:
    """Tell whether something that could be the headline stands above the first date."""
    for draft in drafts[:at]:
        if draft.rule == "date-line":
            return False
        if not draft.zone and is_title(draft.text) and len(draft.text.split()) >= SHORT_TITLE:
            return True
    return False


def _repeat_score(text: str, keys: list[str], at: int) -> float:
    """Score a title that the page repeats; a rubric is repeated in the breadcrumb too."""
    few, short = 4, 9
    own = keys[at]
    if at + 1 < len(keys) and keys[at + 1].startswith(own) and keys[at + 1] != own:
        return 0.0  # «Kicker», and below it «Kicker: Headline»
    if len(own) <= short or not any(own in other for i, other in enumerate(keys) if i != at):
        return 0.0
    return 3.0 if len(text.split()) >= few else 1.0


def _length_score(text: str) -> float:
    words = len(text.split())
    typical = 4
    if words >= typical:
        return 3.0
    return {1: 0.0, 2: 1.0, 3: 2.0}[words]


def _next_score(drafts: list[Draft], at: int) -> float:
    """Score what follows: a headline stands before its lead, the date or the author."""
    if at + 1 >= len(drafts):
        return 0.0
    after = drafts[at + 1]
    if not after.zone:
        leads = is_prose(after.text) or has_inner_stop(after.text)
        leads = leads or (_is_long(drafts[at].text) and is_title(after.text))
        return 2.0 if leads or find_names(after.text) else 0.0
    if after.rule in {"breadcrumb", "menu", "topic-list", "house-name"}:
        return 0.0
    by_zone = {"byline": 2.0, "published": 2.0, "updated": 2.0, "furniture": 1.0, "section": 1.0}
    return by_zone.get(after.zone, 0.0)


def _is_long(text: str) -> bool:
    """Too long for a kicker, so what follows such a title is its standfirst."""
    words, characters = 9, 55
    return len(text) > characters or len(text.split()) >= words


def _previous_score(drafts: list[Draft], at: int) -> float:
    if at == 0:
        return 0.5
    before, draft = drafts[at - 1], drafts[at]
    if before.rule == "counter":
        return -3.0
    if before.zone or not is_title(before.text):
        return 0.0
    if (
        _is_long(before.text)
        or _tops_stack(drafts, at)
        or _in_points(drafts, at)
        or (
            len(draft.text) >= max(TWO_SENTENCES, 2 * len(before.text))
            and (len(before.text.split()) >= SHORT_TITLE)
        )
    ):
        return -3.0
    return 1.0 if _is_kicker(before.text) and not draft.gap else 0.0


def _tops_stack(drafts: list[Draft], at: int) -> bool:
    """Tell whether a title stands under a headline and its points; not under its own repeat."""
    most, own = 4, key(drafts[at].text)
    for draft in reversed(drafts[max(0, at - most) : at]):
        if draft.zone or not is_title(draft.text):
            return False
        if _is_long(draft.text):
            return own not in key(draft.text)
    return False


def _in_points(drafts: list[Draft], at: int) -> bool:
    """Tell whether a title is one of three phrases in a group, with a title set off above."""
    fewest = 3
    first, last = at, at
    while first > 0 and not drafts[first].gap:
        first -= 1
    while last + 1 < len(drafts) and not drafts[last + 1].gap:
        last += 1
    if first == 0 or last - first + 1 < fewest:
        return False
    return all(
        not draft.zone and is_title(draft.text) and len(draft.text.split()) >= SHORT_TITLE
        for draft in drafts[first - 1 : last + 1]
    )


def _is_kicker(text: str) -> bool:
    return len(text.split()) <= KICKER_WORDS and len(text) <= KICKER_CHARACTERS


def _above(drafts: list[Draft], at: int, *, english: bool) -> None:
    """Mark what stands above the headline: kicker, section, and navigation."""
    top = _skip_up(drafts, at - 1)
    if top >= 0 and drafts[top].rule == "share" and is_section(drafts[top].text):
        drafts[top].put("section", "genre-above-headline")  # «Comment» is a button elsewhere
    if top >= 0 and _can_be_kicker(drafts, top, at):
        if not is_section(drafts[top].text):
            rubric = english and len(drafts[top].text.split()) <= RUBRIC_WORDS
            drafts[top].put(*(("section", "overline") if rubric else ("kicker", "above-headline")))
            top = _skip_up(drafts, top - 1)
        _rubric(drafts, top)
    _lone_rubrics(drafts, at)
    _fill_above(drafts[:at])


def _fill_above(drafts: list[Draft]) -> None:
    """Take what is left above the headline for navigation; keep prose as a caption."""
    for draft in drafts:
        if not draft.zone:
            kept = draft.caption_at_hand or is_prose(draft.text)
            draft.put(*(("caption", "above-headline") if kept else NAVIGATION))
        elif draft.zone == "byline" and draft.text.startswith(("Quelle:", "Source:")):
            draft.put("credit", "source-above-headline")
        elif (draft.zone == "boilerplate" and len(draft.text.split()) <= MENU_WORDS) or (
            draft.zone == "byline" and _is_house_name(draft.text)
        ):
            draft.put(*NAVIGATION)


def _skip_up(drafts: list[Draft], at: int) -> int:
    """Look past marks and dates that stand between headline and kicker."""
    between = {"abo-mark", "separator", "date-line", "reading-time", "relative-date", "date-label"}
    while at >= 0 and drafts[at].rule in between:
        at -= 1
    return at


def _rubric(drafts: list[Draft], at: int) -> None:
    if (
        at >= 0
        and not drafts[at].zone
        and is_section(drafts[at].text)
        and _stands_alone(drafts, at)
    ):
        drafts[at].put("section", "rubric-above-headline")


def _lone_rubrics(drafts: list[Draft], at: int) -> None:
    """Mark a rubric that no other link stands next to."""
    for i in range(at):
        if drafts[i].zone or not is_section(drafts[i].text) or not _stands_alone(drafts, i):
            continue
        below = drafts[i + 1]
        linked = not below.gap and (not below.zone and not below.caption_at_hand)
        if not linked and below.rule not in {"menu", "topic-list", "breadcrumb"}:
            drafts[i].put("section", "lone-rubric")


def _is_house_name(text: str) -> bool:
    """«AP NEWS» at the top is the name of the house, not a credit."""
    byline = parse_byline(text)
    return byline is not None and not byline.authors


def _can_be_kicker(drafts: list[Draft], top: int, at: int) -> bool:
    draft = drafts[top]
    if draft.zone or not _is_kicker(draft.text) or not is_title(draft.text):
        return False
    own, title = key(draft.text), key(drafts[at].text)
    if own in {title, ""} or draft.caption_at_hand:
        return False
    words = len(draft.text.split())
    repeated = drafts[at].text.startswith(f"{draft.text.rstrip(': ')}:")
    if own in title and words >= SHORT_TITLE and not (repeated and words == SHORT_TITLE):
        return False  # the page's title, shortened
    if not drafts[top + 1].gap or is_section(draft.text):
        return True
    # Set off by empty lines: a kicker if it is no part of a chain, and not the house's name.
    many = len(draft.text.split()) > 1
    if top and not draft.gap and is_section(drafts[top - 1].text):
        return many and not _in_breadcrumb(drafts, top)
    return draft.gap > 0 or (top == 0 and many)


def _in_breadcrumb(drafts: list[Draft], at: int) -> bool:
    """Tell whether «Home» or «Startseite» begins the group of lines that ends here."""
    while at > 0 and not drafts[at].gap:
        at -= 1
        if drafts[at].text.casefold() in {"home", "startseite"}:
            return True
    return False


def _stands_alone(drafts: list[Draft], at: int) -> bool:
    """Tell a lone rubric from one link of a chain «Home / Politik / Inland»."""
    if at == 0 or drafts[at].gap:
        return True
    before = drafts[at - 1]
    if is_section(before.text):
        return False
    return not (before.rule == "menu" and before.text.casefold() in {"home", "startseite"}) and (
        bool(before.zone) or not is_title(before.text)
    )
