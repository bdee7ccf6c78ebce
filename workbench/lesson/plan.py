"""The timed plan: phases whose minutes add up, with social form, material and both levels."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from workbench.bundled import bundled_toml
from workbench.errors import OptionError
from workbench.lesson.wording import say

if TYPE_CHECKING:
    from markupsafe import Markup

MINUTES = (45, 90)
LEVELS = (1, 2)


@dataclass(frozen=True)
class Phase:
    """One phase: when it begins and ends, and what is done in it."""

    key: str
    begin: int
    end: int
    title: Markup
    doing: Markup
    social: Markup
    material: Markup
    levels: Markup


def make_plan(minutes: int, lang: str, *, pair: bool, has_labels: bool) -> list[Phase]:
    """Return the phases of a lesson of 45 or 90 minutes.

    Examples
    --------
    >>> plan = make_plan(45, "en", pair=False, has_labels=True)
    >>> plan[0].begin, plan[-1].end
    (0, 45)
    """
    if minutes not in MINUTES:
        raise OptionError(f"minutes={minutes} is not known. Known: 45, 90.")
    found = next(p for p in _plans() if (p["minutes"], p["pair"]) == (minutes, pair))
    phases, at = [], 0
    for name, length in found["phases"]:
        key = "headline" if name == "naming" and not has_labels else name
        words = [
            say(f"phase_{key}{part}", lang) for part in ("", "_do", "_social", "_with", "_levels")
        ]
        phases.append(Phase(key, at, at + length, *words))
        at += length
    return phases


@cache
def _plans() -> list[dict[str, Any]]:
    return list(bundled_toml("lesson/plan.toml")["plan"])
