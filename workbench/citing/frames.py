"""The frames that make a phrase a source: what stands before it, behind it, and the verb.

Each frame is one small function that looks at a candidate in its sentence and gives the rule and
the words of the cue, or None. They are asked in a fixed order, the surest first.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.citing.english import ENGLISH
from workbench.citing.german import GERMAN

if TYPE_CHECKING:
    from workbench.citing.scene import Frame, Scene


def find_frame(scene: Scene) -> Frame | None:
    """Return the frame that makes the candidate a source, None if there is none."""
    for read in GERMAN if scene.language == "de" else ENGLISH:
        frame = read(scene)
        if frame is not None:
            return frame
    return None
