"""Author lines: names, desk shorthand and agencies, and the places they hide in.

«Von Max Muster, Berlin», «mbe/dpa», «red, ORF.at/Agenturen», and the «(dzc)»
after the last full stop. The words that tell are rows in
``resources/cleaning/bylines.toml`` and ``resources/agencies.toml``.
"""

from __future__ import annotations

from workbench.bylines.lines import Byline, is_source_line, needs_neighbour, parse_byline
from workbench.bylines.names import (
    agency_of,
    find_name_and_place,
    find_names,
    is_code,
    is_role,
    own_agencies,
    picture_sources,
)
from workbench.bylines.signatures import dateline_agencies, split_signature, strip_author_code

__all__ = [
    "Byline",
    "agency_of",
    "dateline_agencies",
    "find_name_and_place",
    "find_names",
    "is_code",
    "is_role",
    "is_source_line",
    "needs_neighbour",
    "own_agencies",
    "parse_byline",
    "picture_sources",
    "split_signature",
    "strip_author_code",
]
