"""Questions about naming: whose word a label is, and what its voice does with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from workbench.lesson.items import MOST_OPTIONS, Evidence, Item, is_askable
from workbench.lesson.people import full_name, of_page
from workbench.lesson.wording import cite, listed, say
from workbench.tables import COUNTED_ZONES, STANCES, VOICES, is_own

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pandas as pd

    from workbench.lesson.reading import Page, Reading

Row = dict[Any, Any]  # a row of a table by its column names
_TWICE = 2
_SIDE = 90  # characters shown on either side of a label


def ask_words(reading: Reading, lang: str) -> Iterator[Item]:
    """Yield the questions about labels of all pages."""
    for page in reading.pages:
        own = counted(of_page(reading.mentions, page))
        yield from _own_words(own, page, lang)
        yield from _own_counts(own, page, lang)
        for row in own[own["sure"]].to_dict(orient="records"):
            yield from _voice(row, page, lang)
            yield from _stance(row, page, lang)


def counted(mentions: pd.DataFrame) -> pd.DataFrame:
    """Return the mentions that count: no repeats, no captions."""
    in_zone = mentions["zone"].astype(str).isin([*COUNTED_ZONES, "kicker"])
    return mentions[in_zone & ~mentions["repeat"]]


def _own_words(own: pd.DataFrame, page: Page, lang: str) -> Iterator[Item]:
    """Ask which of these words is the newsroom's own."""
    labels = {str(name): rows for name, rows in own.groupby("label", observed=True)}
    others = [k for k, rows in labels.items() if rows["sure"].all() and not is_own(rows).any()]
    for name, every in labels.items():
        rows = every[is_own(every) & every["sure"]]
        if rows.empty:
            continue
        row = rows.iloc[0].to_dict()
        options = tuple(cite(word, page, lang) for word in [name, *others][:MOST_OPTIONS])
        lines = listed([page.line(int(start)) for start in rows["start"]], lang)
        reason = say(
            "because_own_word",
            lang,
            lines=lines,
            word=options[0],
            others=listed(options[1:], lang),
        )
        yield from _item("own_word", row, page, lang, options, reason=reason, answer=0)


def _own_counts(own: pd.DataFrame, page: Page, lang: str) -> Iterator[Item]:
    """Ask at how many of these places the word is the newsroom's own: naive, voice-aware."""
    for name, rows in own.groupby("label", observed=True):
        n, n_own = len(rows), int(is_own(rows).sum())
        if n < _TWICE or n == n_own or not rows["sure"].all():
            continue
        numbers = sorted({n_own, *range(n + 1)}, key=lambda k: (abs(k - n_own), k))[:MOST_OPTIONS]
        options = tuple(escape(k) for k in sorted(numbers))
        lines = listed([page.line(int(start)) for start in rows["start"]], lang)
        reason = say(
            "because_own_count",
            lang,
            word=cite(str(name), page, lang),
            n=n,
            n_own=n_own,
            places=_places(rows, page, lang),
        )
        row = rows.iloc[0].to_dict()
        yield from _item(
            "own_count",
            row,
            page,
            lang,
            options,
            reason=reason,
            answer=sorted(numbers).index(n_own),
            lines=lines,
        )


def _places(rows: pd.DataFrame, page: Page, lang: str) -> Markup:
    """Say of each place whose word it is: *line 4 the newsroom, line 9 quoted*."""
    told = zip(rows["start"], rows["voice"].astype(str), rows["stance"].astype(str), strict=True)
    return Markup("; ").join(
        say(
            "place",
            lang,
            line=page.line(int(start)),
            voice=say(f"voice_{voice}_short", lang),
            stance=say(f"stance_{stance}_short", lang),
        )
        for start, voice, stance in told
    )


def _voice(row: Row, page: Page, lang: str) -> Iterator[Item]:
    options = tuple(say(f"voice_{voice}", lang) for voice in VOICES)
    voice = str(row["voice"])
    speaker = full_name(row["speaker_name"]) or str(row["speaker"])
    who = cite(speaker, page, lang, longest=70) if speaker else say("somebody", lang)
    reason = say(
        f"because_voice_{voice}",
        lang,
        line=page.line(int(row["start"])),
        word=_word(row, page, lang),
        who=who,
    )
    yield from _item("voice", row, page, lang, options, reason=reason, answer=VOICES.index(voice))


def _stance(row: Row, page: Page, lang: str) -> Iterator[Item]:
    """Ask what the voice does with the word, where another word denies it or holds it off."""
    stance = str(row["stance"])
    if stance == "asserted":
        return
    options = tuple(say(f"stance_{stance}", lang) for stance in STANCES)
    trigger = cite(str(row["trigger"]), page, lang)
    reason = say(
        f"because_stance_{stance}",
        lang,
        line=page.line(int(row["start"])),
        word=_word(row, page, lang),
        trigger=trigger,
    )
    yield from _item(
        "stance", row, page, lang, options, reason=reason, answer=STANCES.index(stance)
    )


def _item(
    kind: str,
    row: Row,
    page: Page,
    lang: str,
    options: tuple[Markup, ...],
    *,
    reason: Markup,
    answer: int,
    lines: str = "",
) -> Iterator[Item]:
    """Yield the item if it has options enough."""
    if not is_askable(options):
        return
    start, end = int(row["start"]), int(row["end"])
    rule = str(row["stance_rule"] if kind == "stance" else row["voice_rule"]) or "narration"
    evidence = Evidence(page.article_id, start, end, rule)
    line = lines or page.line(start)
    word = cite(str(row["label"]), page, lang) if kind == "own_count" else _word(row, page, lang)
    question = say(
        f"ask_{kind}", lang, word=word, line=line, outlet=page.outlet or say("this_outlet", lang)
    )
    hint = say(f"hint_{kind}", lang, line=line)
    passage = passage_of(row, page, lang) if kind in {"voice", "stance"} else None
    ordered = kind in {"voice", "stance", "own_count"}
    yield Item(kind, question, options, answer, reason, hint, line, evidence, passage, ordered)


def passage_of(row: Row, page: Page, lang: str) -> Markup:
    """Return the sentence with the label in bold, cut to what is near it."""
    begin, words = int(row["sentence_start"]), str(row["sentence"])
    start, end = int(row["start"]) - begin, int(row["end"]) - begin
    left = (
        words[:start] if start <= _SIDE else "… " + words[start - _SIDE : start].partition(" ")[2]
    )
    rest = words[end:]
    right = rest if len(rest) <= _SIDE else rest[:_SIDE].rpartition(" ")[0] + " …"
    language = Markup(' lang="{}"').format(page.language) if page.language != lang else ""
    return Markup("<span{}>{}<strong>{}</strong>{}</span>").format(
        language, left, words[start:end], right
    )


def _word(row: Row, page: Page, lang: str) -> Markup:
    return cite(str(row["surface"]), page, lang)
