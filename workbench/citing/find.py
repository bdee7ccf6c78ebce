"""The sources of one text: candidates in their frames, documents taken up, credits."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.citing.candidates import Candidate, find_candidates
from workbench.citing.credits import dispatch_credit, picture_credits
from workbench.citing.frames import find_frame
from workbench.citing.names import Memory, introduce
from workbench.citing.scene import Frame, Scene
from workbench.citing.shown import NameBook
from workbench.citing.words import Word, read_words
from workbench.sentences import sentence_spans
from workbench.speech.marks import pair_marks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

Block = tuple[str, int, int]  # zone, start, end
Span = tuple[int, int]
TAKES_UP = frozenset(["demnach", "darin", "dort", "danach", "er", "es", "sie", "accordingly", "it"])
_NOBODY = Candidate(0, 0, 0, "")
_MEDIA = frozenset(["medium", "agency"])
PROSE = frozenset(["kicker", "headline", "lead", "subhead", "body", "caption", "media_caption"])


@dataclass(frozen=True, slots=True)
class Source:
    """One place where a text names where its words come from."""

    start: int
    end: int
    kind: str
    name: str
    cue: str
    rule: str
    zone: str
    sentence: Span


@dataclass(frozen=True, slots=True)
class Page:
    """What the rules read: a text with its blocks, language, outlet and author's short name."""

    text: str
    blocks: Sequence[Block]
    language: str
    own: str = ""
    author: str = ""


@dataclass(frozen=True, slots=True)
class _Sentence:
    zone: str
    start: int
    end: int
    words: list[Word]


def find_cited(page: Page, speakers: Sequence[Span] = ()) -> list[Source]:
    """Find the sources of a text; `speakers` are the spans of the speakers of its quotations.

    Examples
    --------
    >>> text = "Das sagte sie dem Portal «Talbote». Laut der Polizei ist der Weg frei."
    >>> [(s.kind, s.name, s.rule) for s in find_cited(Page(text, [("body", 0, len(text))], "de"))]
    [('medium', 'Talbote', 'recipient'), ('authority', 'Polizei', 'attribution')]
    """
    sentences = list(_sentences(page))
    memory = Memory(own=page.own)
    for sentence in sentences:
        introduce(sentence.words, memory, page.language)
    book = NameBook(page.language)
    found: list[Source] = []
    before: list[Candidate] = []
    for number, sentence in enumerate(sentences):
        candidates = list(find_candidates(sentence.words, memory, page.language))
        if before and _takes_up(sentence, page.language):
            found += _documents(sentences[number - 1], before, book, "taken_up", found)
        found += _in_sentence(page, sentence, candidates, book, speakers)
        before = candidates
    found += _credits(page)
    return sorted({(s.start, s.end): s for s in reversed(found)}.values(), key=lambda s: s.start)


def _sentences(page: Page) -> Iterator[_Sentence]:
    marks = [m for m in pair_marks(page.text, page.blocks) if m.depth == 0]
    for zone, start, end in page.blocks:
        if zone not in PROSE:
            continue
        for a, b in sentence_spans(page.text, start, end, page.language):
            yield _Sentence(zone, a, b, read_words(page.text, a, b, marks))


def _in_sentence(
    page: Page,
    sentence: _Sentence,
    candidates: list[Candidate],
    book: NameBook,
    speakers: Sequence[Span],
) -> list[Source]:
    found = []
    for candidate in candidates:
        shown = book.name(sentence.words, candidate)
        frame = find_frame(Scene(sentence.words, candidate, page.language))
        if frame is None and _speaks(sentence.words, candidate, speakers):
            frame = Frame("speaker", ())
        if frame is not None:
            found.append(_source(sentence, candidate, frame, shown))
    swallowed = {s.cue.split(" … ")[-1] for s in found if s.rule == "given_by" and s.kind in _MEDIA}
    found = [s for s in found if s.kind != "document" or s.name.split()[0] not in swallowed]
    if any(s.kind in {"medium", "agency"} and s.rule in {"subject", "published_by"} for s in found):
        found += _documents(sentence, candidates, book, "shown", found)
    return found


def _speaks(words: Sequence[Word], candidate: Candidate, speakers: Sequence[Span]) -> bool:
    """Whether the phrase is the speaker of a quotation, not only a part of its name."""
    first, last = words[candidate.det].start, words[candidate.end - 1].end
    begin = words[candidate.begin].start
    return candidate.kind != "social" and any(
        (start in {first, begin}) and last <= end + 1 and not _is_person(words, candidate, end)
        for start, end in speakers
    )


def _is_person(words: Sequence[Word], candidate: Candidate, end: int) -> bool:
    """*Polizei-Chef Berg* begins with a body and is a person."""
    behind = words[candidate.end] if candidate.end < len(words) else None
    return behind is not None and behind.end <= end and behind.capital


def _takes_up(sentence: _Sentence, language: str) -> bool:
    """Whether a sentence goes on with what the last one named: *Demnach …, Er spricht von …*."""
    words = sentence.words
    if len(words) < 2 or words[0].low not in TAKES_UP:  # noqa: PLR2004 - a word and its verb
        return False
    if words[0].low in {"demnach", "darin", "danach", "accordingly"}:
        return True
    scene = Scene(words, _NOBODY, language)
    return scene.verb(1) in {"say", "report"}


def _documents(
    sentence: _Sentence,
    candidates: Sequence[Candidate],
    book: NameBook,
    rule: str,
    known: Sequence[Source],
) -> list[Source]:
    """Return the document of a sentence that a medium shows or the next sentence speaks from."""
    documents = [c for c in candidates if c.kind == "document"][:1]
    if not documents or any(
        s.sentence[0] == sentence.start and s.kind == "document" for s in known
    ):
        return []
    shown = book.name(sentence.words, documents[0])
    return [_source(sentence, documents[0], Frame(rule, ()), shown)]


def _source(sentence: _Sentence, candidate: Candidate, frame: Frame, shown: str) -> Source:
    words = sentence.words
    cue = " … ".join(words[i].text for i in frame.cue)
    start, end = words[candidate.begin].start, words[candidate.end - 1].end
    here = (sentence.start, sentence.end)
    return Source(start, end, candidate.kind, shown, cue, frame.rule, sentence.zone, here)


def _credits(page: Page) -> Iterator[Source]:
    text = page.text
    for zone, start, end in page.blocks:
        if zone in {"credit", "caption", "media_caption", "body"}:
            for a, b, begin in picture_credits(text, zone, start, end):
                cue = text[begin:a].rstrip(": \n")
                yield Source(a, b, "credit", text[a:b], cue, "picture_credit", zone, (start, end))
        if zone in {"body", "lead"}:
            hit = dispatch_credit(text, start, end, page.author)
            if hit is not None:
                a, b, name, rule = hit
                yield Source(a, b, "agency", name, "", rule, zone, (start, end))
