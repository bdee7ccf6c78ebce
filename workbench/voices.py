"""Whose word is a label at its place? The innermost source nearest to it.

Quotations say which stretch is whose; constructions that are no quotations (*X nannte es Y*,
*X forderte Y*) come from `mark_stance`. Where both hold a label, the one that lies inside the
other wins: in *«Putin nennt es Y», sagte Berg* the word is Putin's.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import pandas as pd

from workbench.partitions import by_partition
from workbench.stance.lexicon import words
from workbench.tables import MENTION_VOICE, MENTIONS, VOICES

if TYPE_CHECKING:
    from collections.abc import Iterator

_READ = (
    "start",
    "end",
    "quotation_id",
    "kind",
    "rule",
    "speaker_start",
    "speaker_end",
    "cue_start",
)
_TOLD = ("speaker", "speaker_name", "medium")
MIN_CONFIDENCE = 0.25
# Evidence that by itself makes no word somebody's; some of it names who a quotation leaves out.
NOBODYS = frozenset({"asks", "subjunctive", "in_which", "demnach"})
FIRST_PERSON = frozenset({"ich", "wir", "i", "we"})
POINTERS = frozenset({"demnach", "danach", "demzufolge"})  # they point at a source named before
REACH = 250  # characters over which they look back for it
MARKED = ("term", "words")  # marks that hold words, and no name


class _Span(NamedTuple):
    """One row of the quotations table."""

    start: int
    end: int
    quotation_id: str
    kind: str
    rule: str
    speaker_start: int
    speaker_end: int
    cue_start: int
    speaker: str
    speaker_name: str
    medium: str


@by_partition
def mark_voice(
    mentions: pd.DataFrame,
    quotations: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    *,
    min_confidence: float = MIN_CONFIDENCE,
) -> pd.DataFrame:
    """Say of each mention whose word it is: the outlet's own, quoted, or reported.

    Parameters
    ----------
    mentions
        A `mentions` table; after `mark_stance` also words are seen that a clause ascribes without
        quoting.
    quotations
        The `quotations` of the same articles: `article_id`, `start`, `end`, `kind`, and if there
        `speaker`, `speaker_start`, `speaker_end`, `speaker_name`, `medium`, `quotation_id`,
        `rule`.
    sources
        The `sources` of the same articles; a speaker that is a cited medium is also the `medium`.
    min_confidence
        Quotations below this `confidence` are left aside, if the table has that column.

    Returns
    -------
    pandas.DataFrame
        The same rows with the columns of `mention_voice`. Marks round a term that turn out to be
        a source's words no longer count as scare quotes: such a `stance` becomes asserted.

    Examples
    --------
    >>> mentions = pd.DataFrame({"article_id": ["a", "a"], "start": [4, 30], "end": [9, 35]})
    >>> quotations = pd.DataFrame(
    ...     {"article_id": "a", "start": [0], "end": [20], "kind": "direct", "speaker": "Berg"}
    ... )
    >>> mark_voice(mentions, quotations)[["voice", "speaker"]].values.tolist()
    [['direct', 'Berg'], ['outlet', '']]
    """
    MENTIONS.require(mentions, "article_id", "start", "end", function="mark_voice")
    spans = _spans(_telling(quotations, min_confidence))
    media = _media(sources)
    rows = []
    result = mentions.drop(columns=[c for c in MENTION_VOICE.names if c in mentions])
    for mention in _mentions(mentions):
        around = spans.get(mention["article_id"], [])
        row = _with_speaker(_voice(mention, around), mention, around)
        rows.append(_with_medium(row, mention, media))
    added = pd.DataFrame(rows, columns=MENTION_VOICE.names, index=mentions.index)
    added["voice"] = pd.Categorical(added["voice"], categories=list(VOICES))
    if "stance_rule" in result:
        result = _without_scare(result, added, spans)
    return pd.concat([result, MENTION_VOICE.conform(added)], axis=1)


def _telling(quotations: pd.DataFrame | None, confidence: float) -> pd.DataFrame | None:
    """Leave out what is too unsure, and noun frames without a speaker.

    In *der Verdacht liegt nahe, dass …* and *es besteht die Möglichkeit, dass …* nobody speaks.
    """
    if quotations is None or not len(quotations):
        return quotations
    kept = pd.Series(True, index=quotations.index)  # noqa: FBT003
    if "confidence" in quotations:
        unsure = quotations["confidence"].between(0, confidence, inclusive="neither")
        # Marks show by themselves that somebody speaks; only who it is may be unsure.
        kept &= ~unsure | (quotations["kind"].astype(str) == "direct")
    if {"rule", "speaker"} <= {*quotations}:
        nouns = quotations["rule"].astype(str).str.startswith("noun_")
        speakers = quotations["speaker"].fillna("").astype(str)
        heads = pd.Series(
            [f" {name}".split(" ")[-1].casefold() for name in speakers], speakers.index
        )
        kept &= ~(nouns & (speakers == "")) & ~heads.isin(words("german")["no_speaker"])
    return quotations[kept]


def _spans(quotations: pd.DataFrame | None) -> dict[str, list[_Span]]:
    """Return the quotations of each article; columns that are missing are empty."""
    if quotations is None or not len(quotations):
        return {}
    found: dict[str, list[_Span]] = {}
    columns = [_column(quotations, name) for name in (*_READ, *_TOLD)]
    ids = quotations["article_id"].astype(str)
    for article, *values in zip(ids, *columns, strict=True):
        found.setdefault(article, []).append(_Span(*values))
    return found


def _column(frame: pd.DataFrame, name: str) -> list[Any]:
    empty: Any = -1 if name.endswith(("start", "end")) else ""
    if name not in frame:
        return [empty] * len(frame)
    values = frame[name].astype("object")
    return [int(v) if empty == -1 else str(v) for v in values.where(values.notna(), empty)]


def _mentions(mentions: pd.DataFrame) -> Iterator[dict[str, Any]]:
    names = ["article_id", "start", "end"]
    names += ["quoted", "source", "source_start", "source_end", "source_rule", "stance_rule"]
    names += ["trigger_start"]
    empty = {"quoted": "", "source": "", "source_rule": "", "stance_rule": ""}
    columns = [
        mentions[n].tolist() if n in mentions else [empty.get(n, -1)] * len(mentions) for n in names
    ]
    for values in zip(*columns, strict=True):
        yield dict(zip(names, values, strict=True)) | {"article_id": str(values[0])}


def _voice(mention: dict[str, Any], spans: list[_Span]) -> list[Any]:
    """Return the voice columns of one mention."""
    inner = _innermost(mention, spans)
    if mention["source_rule"] == "named_thing":  # the narrator's word for what gets a name
        inner = None if inner is not None and inner.kind == "reported" else inner
        mention = mention | {"source_rule": ""}
    if mention["source_rule"] == "asks" and (inner is None or "interview" in inner.rule):
        return ["outlet", "", -1, -1, "", "", "", "asks"]
    own = mention["source_rule"] not in {"", *NOBODYS} and _is_inside(mention, inner)
    marked = _is_marked(mention, inner, spans, own=bool(own))
    if own:
        return _ascribed(mention, marked=marked)
    if inner is None:
        return _unsaid(mention, spans)
    kind = "direct" if inner.kind == "direct" or marked else "indirect"
    speaker: list[Any] = [inner.speaker, inner.speaker_start, inner.speaker_end, inner.speaker_name]
    if (not inner.speaker or inner.speaker.casefold() in POINTERS) and mention["source"]:
        speaker = [mention["source"], mention["source_start"], mention["source_end"], ""]
    return [kind, *speaker, inner.medium, inner.quotation_id, inner.rule]


def _unsaid(mention: dict[str, Any], spans: list[_Span]) -> list[Any]:
    """Without a quotation: the outlet's word, or words between marks that nobody claims."""
    start = mention["start"]
    if any(s.speaker_start <= start < s.speaker_end for s in spans):
        return ["outlet", "", -1, -1, "", "", "", "names_the_speaker"]
    if mention["source_rule"] == "subjunctive":
        kind = "direct" if mention["quoted"] in MARKED else "indirect"
        return [kind, "", -1, -1, "", "", "", "subjunctive"]
    if mention["quoted"] == "words" and mention["stance_rule"] != "scare_marks":
        return ["direct", "", -1, -1, "", "", "", "marks"]
    return ["outlet", "", -1, -1, "", "", "", ""]


def _is_marked(
    mention: dict[str, Any], inner: _Span | None, spans: list[_Span], *, own: bool
) -> bool:
    """Whether the marks round the label are the innermost source's, not a wider quotation's."""
    if mention["quoted"] != "words" or inner is None:
        return mention["quoted"] in MARKED
    start, end = inner.start, inner.end
    if own:
        start, end = mention["source_start"], mention["source_end"]
    return not any(s.kind == "direct" and s.start <= start and end <= s.end for s in spans)


def _with_speaker(row: list[Any], mention: dict[str, Any], spans: list[_Span]) -> list[Any]:
    """Give *demnach* the source it points at: the last one named, if that is near."""
    pointing = str(row[1]).casefold() in POINTERS
    if not pointing:
        return row
    start = mention["start"]
    named = [s for s in spans if s.speaker and s.speaker.casefold() not in POINTERS]
    before = [s for s in named if start - REACH <= s.speaker_start < start]
    if not before:
        return [row[0], "", -1, -1, "", *row[5:]]
    last = max(before, key=lambda s: s.speaker_start)
    return [row[0], last.speaker, last.speaker_start, last.speaker_end, last.speaker_name, *row[5:]]


def _innermost(mention: dict[str, Any], spans: list[_Span]) -> _Span | None:
    """Return the shortest quotation round the mention that is not the naming of its speaker."""
    start, end = mention["start"], mention["end"]
    if mention["stance_rule"] == "what_they_call":  # the naming itself is no quotation
        spans = [s for s in spans if s.start <= mention["trigger_start"] < s.end]
    if mention["quoted"] == "name":  # marks round a title hold nobody's words
        spans = [s for s in spans if "partial" not in s.rule and s.kind != "reported"]
    around = [
        s
        for s in spans
        if s.start < end
        and start < s.end
        and not (s.speaker_start <= start and end <= s.speaker_end)
        and _reaches(s, start)
    ]
    if any(s.kind == "direct" for s in around):  # «Ich sehe keine Krise»: I am who is quoted
        around = [s for s in around if s.speaker.casefold() not in FIRST_PERSON]
    return min(around, key=lambda s: (s.end - s.start, s.kind != "direct"), default=None)


def _reaches(span: _Span, start: int) -> bool:
    """Whether the span holds the speaker's words here.

    `reported` (*Im Streit um X warnte Berg vor Y*) covers the whole sentence, the outlet's words
    included: what the speaker said stands behind the verb.
    """
    return span.kind != "reported" or (start > span.cue_start and start > span.speaker_start)


def _is_inside(mention: dict[str, Any], inner: _Span | None) -> bool:
    """Whether the clause's own source lies inside the quotation, or there is no quotation."""
    if inner is None:
        return True
    return inner.start <= mention["source_start"] and mention["source_end"] <= inner.end


def _ascribed(mention: dict[str, Any], *, marked: bool) -> list[Any]:
    rule = mention["source_rule"]
    kind = "direct" if marked or rule == "interview" else "indirect"
    source = [mention["source"], mention["source_start"], mention["source_end"]]
    return [kind, *source, "", "", "", rule]


def _without_scare(
    result: pd.DataFrame, added: pd.DataFrame, spans: dict[str, list[_Span]]
) -> pd.DataFrame:
    """Take back scare marks that hold a source's words."""
    said = (result["stance_rule"] == "scare_marks") & (added["voice"] == "direct")
    said &= added["voice_rule"] != "interview"
    named = added["voice_rule"] == "names_the_speaker"
    said |= (result["stance_rule"] == "scare_marks") & named
    for at in result.index[said]:
        row = result.loc[at]
        inside = spans.get(str(row["article_id"]), [])
        # Marks inside a longer direct quotation are the speaker's own scare marks.
        own = any(
            s.kind == "direct" and s.start < row["trigger_start"] and row["trigger_end"] < s.end
            for s in inside
        )
        said[at] = not own or named[at]
    result = result.copy()
    result.loc[said, ["stance", "trigger", "stance_rule"]] = ["asserted", "", "quoted_term"]
    result.loc[said, ["trigger_start", "trigger_end"]] = -1
    return result


def _media(sources: pd.DataFrame | None) -> dict[str, list[tuple[int, int, str]]]:
    """Return the cited media of each article."""
    if sources is None or not len(sources) or "kind" not in sources:
        return {}
    cited = sources[sources["kind"].astype(str) == "medium"]
    found: dict[str, list[tuple[int, int, str]]] = {}
    columns = (cited["article_id"].astype(str), cited["start"], cited["end"], cited["name"])
    for article, start, end, name in zip(*columns, strict=True):
        found.setdefault(article, []).append((int(start), int(end), str(name)))
    return found


def _with_medium(
    row: list[Any], mention: dict[str, Any], media: dict[str, list[tuple[int, int, str]]]
) -> list[Any]:
    """Note the medium when the speaker is a cited one."""
    start, end = row[2], row[3]
    if row[5] or start < 0:
        return row
    names = [n for s, e, n in media.get(mention["article_id"], []) if s < end and start < e]
    return [*row[:5], names[0] if names else "", *row[6:]]
