"""Questions about who speaks: from rows of quotations and sources that are sure."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from markupsafe import Markup, escape

from workbench.lesson.items import LEAST_OPTIONS, MOST_OPTIONS, Evidence, Item, is_askable
from workbench.lesson.people import apart, full_name, of_page, people_in, stems
from workbench.lesson.reading import told
from workbench.lesson.wording import cite, say

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import pandas as pd

    from workbench.lesson.reading import Page, Reading

Row = dict[Any, Any]  # a row of a table by its column names
_SHORTEST = 4  # words of a quotation that can be asked about
_AROUND = 80  # characters beside a name in which its role stands
_VAGUE = ("", "nach")  # half a cue: *nach Angaben der Polizei*
_NEAR = 60  # characters between speaker and cue that are shown together
_CONTENT = {
    "de": re.compile(r"(?<=\s)[A-ZÄÖÜ][a-zäöüß]{4,}(?![\w-])"),
    "en": re.compile(r"(?<=\s)[a-z]{6,}(?![\w-])"),
}
_MEDIA = ("medium", "agency")
_LIKE_A_NAME = re.compile(r"\b[A-ZÄÖÜ][\w-]+ [A-ZÄÖÜ]")  # *Chefin vom Dienst Marit Löhning*


def ask_speech(reading: Reading, lang: str) -> Iterator[Item]:
    """Yield the questions about voices and sources of all pages."""
    for page in reading.pages:
        askers = (_speakers, _media, _unnamed, _cues, _manners, _pictures)
        for asker in askers:
            yield from asker(reading, page, lang)


def _speakers(reading: Reading, page: Page, lang: str) -> Iterator[Item]:
    """Ask who says this; the other people of the article are the options."""
    people = people_in(reading, page)
    for row in _asked(reading, page):
        name = full_name(row["speaker_name"])
        # Whom *she* means is read from the sentences before, and less sure than the rule says.
        if name not in people or name.split()[-1] not in str(row["speaker"]):
            continue
        others = [escape(other) for other in apart(people, taken=[name])]
        options = [*[escape(name), *others][: MOST_OPTIONS - 1], say("nobody", lang)]
        reason = say(
            "because_speaker", lang, line=_line(page, row), name=name, words=_said(page, row, lang)
        )
        yield from _item(
            "speaker", page, row, lang, options, reason=reason, passage=_words(page, row, lang)
        )


def _media(reading: Reading, page: Page, lang: str) -> Iterator[Item]:
    """Ask by which other medium the words came."""
    sources, people = of_page(reading.sources, page), people_in(reading, page)
    for row in _asked(reading, page):
        found = sources[(sources["quotation_id"] == row["quotation_id"]) & sources["sure"]]
        media = [str(n) for n in found.loc[found["kind"].isin(_MEDIA), "name"]]
        own = any(stems(name) & stems(page.outlet) for name in media)
        if own or len(set(media)) != 1 or full_name(row["speaker_name"]) not in people:
            continue
        others = apart(_names(sources, "medium", "agency", "social", "credit"), taken=media)
        none = say("no_medium", lang, outlet=page.outlet or say("this_outlet", lang))
        options = [escape(media[0]), *map(escape, others[: MOST_OPTIONS - 2]), none]
        reason = say(
            "because_medium",
            lang,
            line=_line(page, row),
            medium=media[0],
            cue=cite(told(found["cue"].iloc[0]), page, lang),
        )
        yield from _item(
            "medium", page, row, lang, options, reason=reason, passage=_words(page, row, lang)
        )


def _unnamed(reading: Reading, page: Page, lang: str) -> Iterator[Item]:
    """Ask who stays without a name; those who have one are the options."""
    named = [name for name in people_in(reading, page) if name in set(_full_names(reading, page))]
    for row in _asked(reading, page):
        who = told(row["speaker"])
        if (
            not row["anonymous"]
            or full_name(row["speaker_name"])
            or _may_be_named(who, page, named)
            or _LIKE_A_NAME.search(who)
        ):
            continue
        options = [cite(who, page, lang, longest=70), *map(escape, apart(named, taken=[who])[:3])]
        reason = say(
            "because_unnamed", lang, line=page.line(int(row["speaker_start"])), who=options[0]
        )
        yield from _item("unnamed", page, row, lang, options, reason=reason)


def _cues(reading: Reading, page: Page, lang: str) -> Iterator[Item]:
    """Ask which word shows that somebody else speaks; words of the quotation are the options."""
    for row in _asked(reading, page):
        cue = told(row["cue"])
        said = page.text[row["start"] : row["end"]]
        content = [
            w
            for w in dict.fromkeys(_CONTENT[page.language].findall(said))
            if w.casefold() not in cue.casefold()
        ]
        if cue.casefold() in _VAGUE or len(content) < LEAST_OPTIONS - 1:
            continue
        options = [cite(word, page, lang) for word in [cue, *content[: MOST_OPTIONS - 1]]]
        reason = say("because_cue", lang, line=page.line(int(row["cue_start"])), cue=options[0])
        around = _around(page, row, lang)
        yield from _item("cue", page, row, lang, options, reason=reason, passage=around)


def _manners(reading: Reading, page: Page, lang: str) -> Iterator[Item]:
    """Ask how it is given: word for word, in the newsroom's words, to nobody."""
    for row in _asked(reading, page):
        right = ("direct", "indirect").index(str(row["kind"]))
        options = [say(f"manner_{kind}", lang) for kind in ("direct", "indirect", "own")]
        reason = say(
            f"because_{row['kind']}",
            lang,
            line=_line(page, row),
            cue=cite(told(row["cue"]) or told(row["speaker"]), page, lang),
        )
        passage = _words(page, row, lang)
        yield from _item(
            "manner", page, row, lang, options, reason=reason, passage=passage, answer=right
        )


def _pictures(reading: Reading, page: Page, lang: str) -> Iterator[Item]:
    """Ask where a picture comes from."""
    sources = of_page(reading.sources, page)
    credits_ = sources[(sources["kind"] == "credit") & sources["sure"]]
    for row in credits_.to_dict(orient="records"):
        name = str(row["name"])
        known = apart(_names(credits_), taken=[name])
        rest = apart(
            _names(sources, "medium", "agency", "authority", "document"), taken=[name, *known]
        )
        options = [escape(n) for n in [name, *rest][:MOST_OPTIONS]]
        reason = say("because_picture", lang, line=page.line(int(row["start"])), name=name)
        yield from _item("picture", page, row, lang, options, reason=reason)


def _asked(reading: Reading, page: Page) -> Iterator[Row]:
    """Yield the quotations that may be asked about: sure, whole, said once, none inside another."""
    own = of_page(reading.quotations, page)
    around = set(own["nested_in"].dropna())
    parts = own["quotation_id"].value_counts()
    for row in own[own["sure"] & ~own["repeat"]].to_dict(orient="records"):
        inside = told(row["nested_in"]) or row["quotation_id"] in around
        long = len(page.text[row["start"] : row["end"]].split()) >= _SHORTEST
        if long and not inside and parts[row["quotation_id"]] == 1:
            yield row


def _item(
    kind: str,
    page: Page,
    row: Row,
    lang: str,
    options: Iterable[Markup],
    *,
    reason: Markup,
    passage: Markup | None = None,
    answer: int = 0,
) -> Iterator[Item]:
    """Yield the item if it has options enough."""
    given = tuple(options)
    if not is_askable(given):
        return
    start, end = int(row["start"]), int(row["end"])
    evidence = Evidence(page.article_id, start, end, str(row["rule"]), float(row["confidence"]))
    line = page.line(start, end)
    question = say(f"ask_{kind}", lang, line=line, outlet=page.outlet or say("this_outlet", lang))
    hint = say(f"hint_{kind}", lang, line=line)
    ordered = kind == "manner"
    yield Item(kind, question, given, answer, reason, hint, line, evidence, passage, ordered)


def _may_be_named(who: str, page: Page, named: list[str]) -> bool:
    """Whether a phrase may mean somebody who has a name elsewhere: *an engineer*, *Palv, an e…*."""
    if len(who.split()) < 2:  # noqa: PLR2004 (a bare noun or pronoun)
        return True
    for name in named:
        for match in re.finditer(re.escape(name), page.text):
            before = page.text[max(0, match.start() - _AROUND) : match.start()]
            behind = page.text[match.end() : match.end() + _AROUND]
            beside = [before.rpartition("\n")[2], behind.partition("\n")[0]]
            if stems(who) & stems(" ".join(beside)):
                return True
    return False


def _names(sources: pd.DataFrame, *kinds: str) -> list[str]:
    """Return the names of sources of some kinds, each once."""
    kept = sources[sources["kind"].isin(kinds)] if kinds else sources
    return list(dict.fromkeys(map(str, kept["name"].dropna())))


def _full_names(reading: Reading, page: Page) -> list[str]:
    own = of_page(reading.quotations, page)
    return [full_name(name) for name in own.loc[own["sure"], "speaker_name"]]


def _line(page: Page, row: Any) -> str:  # noqa: ANN401 (a row as dict or Series)
    return page.line(int(row["start"]), int(row["end"]))


def _words(page: Page, row: Row, lang: str) -> Markup:
    return cite(page.text[row["start"] : row["end"]], page, lang)


def _said(page: Page, row: Row, lang: str) -> Markup:
    """Return how the article names the speaker there: the words, and the cue."""
    places = [row["speaker_start"], row["speaker_end"]]
    if told(row["cue"]):
        places += [row["cue_start"], row["cue_end"]]
    begin, end = int(min(places)), int(max(places))
    near = end - begin <= _NEAR
    return cite(page.text[begin:end] if near else told(row["speaker"]), page, lang)


def _around(page: Page, row: Row, lang: str) -> Markup:
    """Return the quotation with its cue and speaker."""
    places = [row["start"], row["end"], row["cue_start"], row["cue_end"]]
    if told(row["speaker"]):
        places += [row["speaker_start"], row["speaker_end"]]
    return cite(page.text[int(min(places)) : int(max(places))], page, lang, longest=320)
