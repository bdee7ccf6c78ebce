"""Boxes inside an article: links, newsletters, topic tags, below their heading."""

from __future__ import annotations

from workbench.cleaning.shapes import Draft, is_prose, is_title, last_mark

MAX_BOX = 8


def opens_box(drafts: list[Draft], at: int, end: int) -> bool:
    """Tell whether the lines below a heading belong to it."""
    draft = drafts[at]
    if draft.effect in {"box", "tags", "head-word"}:
        return last_mark(draft.text) != "."  # a sentence is a plug by itself
    if draft.effect != "opens" or at + 1 >= end or drafts[at + 1].gap:
        return False
    below = drafts[at + 1]
    title = below.zone == "media_duration" or (not below.zone and is_title(below.text))
    if title:
        draft.put("boilerplate", draft.rule)
    return title


def mark_box(drafts: list[Draft], at: int, end: int) -> int:
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
    """Tell whether a title below the heading is a teaser: another title follows it."""
    if at + 1 >= end or drafts[at].zone:
        return False
    after = drafts[at + 1]
    return is_title(drafts[at].text) and not after.zone and not is_prose(after.text)


def _give_back_subhead(drafts: list[Draft], members: list[int], end: int) -> list[int]:
    """Without empty lines, a title below a finished link is the next subhead."""
    few = 2
    if len(members) < few or members[-1] + 1 >= end:
        return members
    last, after = drafts[members[-1]], drafts[members[-1] + 1]
    finished = all(drafts[at].zone for at in members[:-1])
    if finished and not last.zone and not after.gap and not after.zone and is_prose(after.text):
        return members[:-1]
    return members
