"""Teasers of videos and recordings in the head of a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.cleaning.shapes import is_title, key

if TYPE_CHECKING:
    from workbench.cleaning.shapes import Draft


def mark_media(drafts: list[Draft]) -> None:
    """Find the teasers of videos and recordings, by their duration or programme line."""
    for at, draft in enumerate(drafts):
        if draft.zone == "media_duration":
            if at and drafts[at - 1].rule == "listen":
                draft.put("furniture", "listen")
            else:
                _media_above(drafts, at)
                _media_below(drafts, at)
        elif draft.zone == "media_caption":
            _media_above(drafts, at)


def _media_above(drafts: list[Draft], at: int) -> None:
    """Find the title up to three lines above a duration, in the same group."""
    reach = 3 if any(draft.gap for draft in drafts) else 1
    group = []
    for back in range(at - 1, max(-1, at - 1 - reach), -1):
        if drafts[back + 1].gap:
            break
        if not drafts[back].zone and is_title(drafts[back].text):
            group.append(back)
        elif drafts[back].zone not in {"credit", "media_caption"}:
            break
    if group:
        drafts[group[-1]].put("media_title", "above-duration")
        for back in group[:-1]:
            drafts[back].put("media_caption", "above-duration")


def _media_below(drafts: list[Draft], at: int) -> None:
    """Find the line below a duration that repeats the title: «Kicker:Title»."""
    if at + 1 >= len(drafts) or drafts[at + 1].gap or drafts[at + 1].zone:
        return
    titles = [key(d.text) for d in drafts[max(0, at - 3) : at] if d.zone == "media_title"]
    below = key(drafts[at + 1].text)
    if any(title and title in below for title in titles):
        drafts[at + 1].put("media_caption", "repeats-media-title")
