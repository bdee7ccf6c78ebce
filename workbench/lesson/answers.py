"""The key: what the tables hold for each task, row by row, with its rule and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from workbench.alignment.words import words_of
from workbench.labels import label, number
from workbench.lesson.ask_words import counted, passage_of
from workbench.lesson.people import apart, full_name, of_page, people_in
from workbench.lesson.reading import told
from workbench.lesson.wording import cite, listed, say
from workbench.tables import is_own

if TYPE_CHECKING:
    import pandas as pd

    from workbench.lesson.reading import Page, Reading

Row = dict[Any, Any]  # a row of a table by its column names
_HEADS = ("media_title", "kicker", "headline")
_PASSAGE = 160


@dataclass(frozen=True)
class Found:
    """One row of the key: a place, its cells, and whether it is sure."""

    page: Page
    start: int
    end: int
    cells: tuple[Markup, ...]
    sure: bool
    rule: str
    confidence: float | None = None

    @property
    def line(self) -> str:
        """Return the number of its line or lines."""
        return self.page.line(self.start, self.end)

    @property
    def surface(self) -> str:
        """Return its words."""
        return self.page.text[self.start : self.end]


@dataclass(frozen=True)
class Answer:
    """The key to one task: sentences, and a table under headings."""

    words: list[Markup] = field(default_factory=list)
    headings: tuple[Markup, ...] = ()
    rows: list[Found] = field(default_factory=list)


def answer_all(reading: Reading, lang: str) -> dict[str, Answer]:
    """Return the key to each task that the articles give something for."""
    answers = {
        "headline": Answer([w for page in reading.pages for w in _headline(reading, page, lang)]),
        "voices": _voices(reading, lang),
        "naming": _naming(reading, lang),
        "sources": _sources(reading, lang),
        "missing": Answer([w for page in reading.pages for w in _missing(reading, page, lang)]),
    }
    if reading.is_pair:
        answers["compare"] = Answer(list(_compared(reading, lang)))
    if not answers["naming"].rows:
        del answers["naming"]
    return answers


def open_cases(answers: dict[str, Answer]) -> list[tuple[str, Found]]:
    """Return the rows that are not sure, for discussion, in the order of the text."""
    rows = [(key, row) for key, answer in answers.items() for row in answer.rows if not row.sure]
    return sorted(rows, key=lambda pair: (pair[1].page.row, pair[1].start))


def _headline(reading: Reading, page: Page, lang: str) -> list[Markup]:
    heads = [b for b in page.blocks if b.zone in _HEADS]
    words = []
    for block in heads:
        text = cite(page.text[block.start : block.end], page, lang)
        zone = label(f"zone_{block.zone}", lang)
        line = page.line(block.start, block.end)
        said = _inside(of_page(reading.quotations, page), block.start, block.end)
        parts = [say("key_head", lang, zone=zone, line=line, words=text)]
        parts += [_said_in_head(row, page, block.end, lang) for row in said] or [
            say("key_head_own", lang)
        ]
        named = _inside(of_page(reading.mentions, page), block.start, block.end)
        parts += [
            say(
                "key_head_label",
                lang,
                word=escape(row["surface"]),
                voice=_short("voice", row, lang),
                stance=_short("stance", row, lang),
            )
            for row in named
        ]
        words.append(Markup(" ").join(parts))
    return words or [say("key_head_none", lang)]


def _said_in_head(row: Row, page: Page, end: int, lang: str) -> Markup:
    who = _who(row)
    if not who:
        return say("key_head_nobody", lang)
    at = row["speaker_start"]
    inside = 0 <= int(at) < end
    key = "key_head_said" if inside else "key_head_later"
    doubt = Markup("") if row["sure"] else Markup(" {}").format(say("key_unsure_note", lang))
    return say(key, lang, who=cite(who, page, lang, longest=80), line=page.line(int(at))) + doubt


def _voices(reading: Reading, lang: str) -> Answer:
    rows = []
    for page in reading.pages:
        own = of_page(reading.quotations, page)
        first = own[~own["repeat"]].drop_duplicates("quotation_id")
        rows += [_voice_row(row, page, lang) for row in first.to_dict(orient="records")]
    headings = ("head_words", "head_who", "head_how", "head_cue", "head_via")
    return Answer([say("key_voices", lang)], _heads(headings, lang), rows)


def _voice_row(row: Row, page: Page, lang: str) -> Found:
    start, end = int(row["start"]), int(row["end"])
    who = _who(row)
    cells = (
        cite(page.text[start:end], page, lang, longest=_PASSAGE),
        cite(who, page, lang, longest=80) if who else say("nobody_named", lang),
        say(f"how_{row['kind']}", lang),
        cite(told(row["cue"]), page, lang),
        cite(told(row["medium"]), page, lang),
    )
    sure, confidence = bool(row["sure"]), float(row["confidence"])
    return Found(page, start, end, cells, sure, str(row["rule"]), confidence)


def _who(row: Row) -> str:
    """Return the one name of who speaks, else the words of the text."""
    return told(row["speaker_name"]) or told(row["speaker"])


def _naming(reading: Reading, lang: str) -> Answer:
    rows, words = [], [say("key_naming", lang)]
    for page in reading.pages:
        own = counted(of_page(reading.mentions, page))
        rows += [_naming_row(row, page, lang) for row in own.to_dict(orient="records")]
        words += _naive_and_aware(own, page, lang)
    headings = ("head_passage", "head_voice", "head_stance", "head_who")
    return Answer(words, _heads(headings, lang), rows)


def _naming_row(row: Row, page: Page, lang: str) -> Found:
    cells = (
        passage_of(row, page, lang),
        _short("voice", row, lang),
        _short("stance", row, lang),
        cite(_who(row), page, lang, longest=80),
    )
    start, end = int(row["start"]), int(row["end"])
    rule = " · ".join(filter(None, [str(row["voice_rule"]), str(row["stance_rule"])])) or say(
        "no_rule", lang
    )
    return Found(page, start, end, cells, bool(row["sure"]), rule)


def _naive_and_aware(own: pd.DataFrame, page: Page, lang: str) -> list[Markup]:
    """Say how often each label stands, and how often it is the newsroom's own word."""
    parts = [
        say(
            "key_count",
            lang,
            word=cite(str(name), page, lang),
            n=len(rows),
            n_own=int(is_own(rows).sum()),
        )
        for name, rows in own.groupby("label", observed=True)
    ]
    if not parts:
        return []
    return [say("key_counts", lang, text=_name(page, lang), counts=Markup("; ").join(parts))]


def _sources(reading: Reading, lang: str) -> Answer:
    rows = []
    for page in reading.pages:
        for row in of_page(reading.sources, page).to_dict(orient="records"):
            start, end = int(row["start"]), int(row["end"])
            name, kind = escape(row["name"]), escape(label(f"kind_{row['kind']}", lang))
            cells = (name, kind, cite(told(row["cue"]), page, lang))
            sure, confidence = bool(row["sure"]), float(row["confidence"])
            rows.append(Found(page, start, end, cells, sure, str(row["rule"]), confidence))
    words = [say("key_sources" if rows else "key_sources_none", lang)]
    return Answer(
        words, _heads(("head_source", "head_kind", "head_cue"), lang) if rows else (), rows
    )


def silent_people(reading: Reading, page: Page) -> list[str]:
    """Return the people whom an article names, and of whom it gives no words."""
    own = of_page(reading.quotations, page)
    spoken = [told(name) for name in own["speaker_name"]] + [told(who) for who in own["speaker"]]
    return apart(people_in(reading, page), taken=spoken)


def _missing(reading: Reading, page: Page, lang: str) -> list[Markup]:
    own = of_page(reading.quotations, page)
    speaking = list(dict.fromkeys(filter(None, map(full_name, own["speaker_name"]))))
    silent = silent_people(reading, page)
    text = _name(page, lang)
    words = []
    if speaking:
        words.append(say("key_speaking", lang, text=text, who=listed(speaking, lang)))
    if silent:
        words.append(say("key_silent", lang, text=text, who=listed(silent, lang)))
    unnamed = own[own["anonymous"] & ~own["repeat"]]["speaker"].dropna().drop_duplicates()
    if len(unnamed):
        who = listed([say("quoted", lang, words=told(w)) for w in unnamed], lang)
        words.append(say("key_anonymous", lang, text=text, who=who))
    return [*words, say("key_missing", lang)]


def _compared(reading: Reading, lang: str) -> list[Markup]:
    """Say what stands in one text only: labels and speakers."""
    words = []
    for page, other in (reading.pages, reading.pages[::-1]):
        here = counted(of_page(reading.mentions, page))["label"].astype(str)
        there = set(counted(of_page(reading.mentions, other))["label"].astype(str))
        only = [name for name in dict.fromkeys(here) if name not in there]
        people = _only_speaking(reading, page, other)
        who, names = listed(people, lang) or "–", listed(only, lang) or "–"
        words.append(say("key_only", lang, text=_name(page, lang), words=names, who=who))
    sizes = [
        say("key_size", lang, text=_name(page, lang), n=number(n, lang))
        for page, n in zip(reading.pages, words_of(reading.articles).sizes.tolist(), strict=True)
    ]
    return [*words, Markup(" ").join(sizes), say("key_compare", lang)]


def _only_speaking(reading: Reading, page: Page, other: Page) -> list[str]:
    own = of_page(reading.quotations, page)
    names = dict.fromkeys(filter(None, map(full_name, own["speaker_name"])))
    return [name for name in names if name.split()[-1].casefold() not in other.text.casefold()]


def _inside(table: pd.DataFrame, start: int, end: int) -> list[Row]:
    inside = table[(table["start"] >= start) & (table["end"] <= end)]
    return inside.to_dict(orient="records")


def _short(column: str, row: Row, lang: str) -> Markup:
    return say(f"{column}_{row[column]}_short", lang)


def _heads(keys: tuple[str, ...], lang: str) -> tuple[Markup, ...]:
    return tuple(say(key, lang) for key in keys)


def _name(page: Page, lang: str) -> str:
    return say("text_named", lang, letter=page.letter) if page.letter else say("the_text", lang)
