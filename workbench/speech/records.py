"""What an engine finds: one record a quotation, all places as character spans of the text."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbench.speech.marks import Marked

Span = tuple[int, int]
Block = tuple[str, int, int]  # zone, start, end

NEXT_PARAGRAPH = "next paragraph"  # how a mark is repaired whose quotation goes on


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody's words in an article, and who says them.

    Direct speech covers the words between the marks, without the marks. Indirect speech covers the
    reported clause, conjunction included; a discontinuous quotation has several spans.
    `confidence` is a rating of its rule, set by hand and checked on labelled articles.
    """

    spans: tuple[Span, ...]
    kind: str  # direct | indirect | reported | free_indirect
    rule: str
    speaker: Span | None = None
    cue: Span | None = None
    addressee: Span | None = None
    medium: Span | None = None  # the outlet through which the words came
    repeat: bool = False  # a headline, subhead or teaser that shortens words of the body
    nested_in: int | None = None  # index of the quotation around this one, in the same list
    confidence: float = 0.0

    @property
    def start(self) -> int:
        """Where the quoted words begin."""
        return self.spans[0][0]

    @property
    def end(self) -> int:
        """Where the quoted words end."""
        return self.spans[-1][1]


def in_text_order(quotations: Sequence[Quotation]) -> list[Quotation]:
    """Sort by place, wider first, and set `nested_in` to the narrowest quotation around each."""
    ordered = sorted(quotations, key=lambda q: (q.start, -q.end))
    around: list[int] = []
    nested = []
    for index, quotation in enumerate(ordered):
        while around and ordered[around[-1]].end < quotation.end:
            around.pop()
        inside = around and ordered[around[-1]].start <= quotation.start
        nested.append(replace(quotation, nested_in=around[-1] if inside else None))
        around.append(index)
    return nested


def join_paragraphs(quotations: Sequence[Quotation], marks: Sequence[Marked]) -> list[Quotation]:
    """Join the paragraphs of one quotation that opens anew in each of them."""
    goes_on = {m.inner: after.inner for m, after in pairwise(marks) if m.repaired == NEXT_PARAGRAPH}
    by_span = {q.spans[0]: q for q in quotations if len(q.spans) == 1}
    joined, taken = [], set[Span]()
    for quotation in sorted(quotations, key=lambda q: q.start):
        if quotation.spans[-1] in taken:
            continue
        whole = quotation
        while whole.spans[-1] in goes_on and goes_on[whole.spans[-1]] in by_span:
            more = by_span[goes_on[whole.spans[-1]]]
            taken.add(more.spans[0])
            named = more if whole.cue is None and more.cue is not None else whole
            whole = replace(named, spans=(*whole.spans, *more.spans))
        joined.append(whole)
    return joined
