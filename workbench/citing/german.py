"""German frames: *laut der Polizei*, *teilte das Amt mit*, *sagte dem «Boten»*."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.citing.lexicon import cue_class, particle_class, word_class
from workbench.citing.scene import (
    CLAUSE_ENDS,
    CLOSERS,
    FAR,
    MEDIA,
    NEAR,
    SAYS,
    Frame,
    Scene,
    in_same_clause,
    is_unnamed,
    participle,
    posted,
    wanted_verbs,
)
from workbench.lexicons import function_words

if TYPE_CHECKING:
    from collections.abc import Callable


def _attribution(s: Scene) -> Frame | None:
    """*laut Polizei, gemäss dem Amt*."""
    at = s.candidate.det - 1
    if s.low(at) in {"laut", "gemäss", "gemäß", "nach"} and not (
        s.low(at) == "nach" and s.candidate.kind != "document"
    ):
        return Frame("attribution", (at,))
    return None


def _zufolge(s: Scene) -> Frame | None:
    """*dem Amt zufolge*."""
    end = s.candidate.end
    if s.low(end) == "zufolge":
        return Frame("attribution", (end,))
    return None


def _given_by(s: Scene) -> Frame | None:  # noqa: PLR0911 (each way out is a rule)
    """*nach Angaben der Polizei, einem Bericht des Boten zufolge, ein Sprecher des Amtes*."""
    at = s.candidate.det - 1
    if s.low(at) in {"von", "vom"}:
        at -= 1
    genitive = (
        s.low(s.candidate.det) in word_class("determiners") | {"von", "vom"}
        or at < s.candidate.det - 1
    )
    noun = s.words[at].text if at >= 0 else ""
    if not noun[:1].isupper() or not (genitive or s.candidate.begin == at + 1):
        return None
    kind = cue_class(noun, "de")
    if kind == "spokesperson":
        return Frame("spokesperson", (at,)) if is_unnamed(s, at) else None
    if (
        kind == "given_by"
        and s.low(at) in {"bericht", "berichts"}
        and s.candidate.kind not in MEDIA
    ):
        return None
    if kind != "given_by":
        return None
    for before in range(at - 1, max(-1, at - 5), -1):
        if s.low(before) in {"nach", "laut", "gemäss", "gemäß", "in", "aus", "unter"}:
            return Frame("given_by", (before, at))
    end = s.candidate.end
    if s.low(end) == "zufolge" or (
        s.low(end) == "," and s.low(end + 1) in {"wonach", "demzufolge"}
    ):
        return Frame("given_by", (at, end if s.low(end) == "zufolge" else end + 1))
    return None


def _subject(s: Scene) -> Frame | None:
    """*Die Polizei teilte mit, wie «Bild» berichtet*: the phrase opens its clause."""
    c = s.candidate
    before = s.low(c.det - 1)
    if c.kind == "social":
        return None
    opens = (
        c.det == 0
        or before in CLAUSE_ENDS
        or before in word_class("openers")
        or s.words[c.det - 1].quoted
    )
    article = s.low(c.det)
    if not opens or article in word_class("oblique") or (article == "der" and _is_feminine(s)):
        return None
    at = c.end
    if s.low(at) == ",":  # an apposition between commas
        at = s.clause_end(at + 1) + 1
    reach = FAR if before in {"wie", "dass", "ob", "weil", "nachdem", "während"} else NEAR
    return _first_verb(s, at, min(len(s.words), at + reach), wanted_verbs(c))


def _first_verb(s: Scene, begin: int, end: int, wanted: frozenset[str]) -> Frame | None:
    if "publish" in wanted and s.low(begin) in {"will", "wollen", "wolle"}:  # will erfahren haben
        return Frame("subject", (begin,))
    for at in range(begin, end):
        if s.words[at].quoted or s.low(at) in CLAUSE_ENDS or s.low(at) in word_class("auxiliaries"):
            return None
        if s.low(at) in word_class("have"):
            return participle(s, at, wanted)
        if s.verb(at) in wanted:
            return Frame("subject", _whole(s, at))
    return None


def _whole(s: Scene, at: int) -> tuple[int, ...]:
    """Return the verb with the particle that stands apart."""
    for there in range(at + 1, min(len(s.words), at + 30)):
        if (
            s.language == "de"
            and s.low(there) in word_class("particles")
            and s.low(there + 1) in CLOSERS
        ):
            if particle_class(s.words[at].text, s.low(there)):
                return at, there
            break
    return (at,)


def _is_feminine(s: Scene) -> bool:
    """Whether *der* before the phrase is a dative: its noun, or the one before its name, tells."""
    c = s.candidate
    nouns = [c.noun] if c.noun >= 0 else [i for i in range(c.det, c.begin) if s.words[i].capital]
    return any(s.low(i).endswith(tuple(word_class("feminine"))) for i in nouns)


def _inverted(s: Scene) -> Frame | None:
    """*teilte die Polizei mit, berichtet die «Bild», hat das Amt bestätigt*."""
    c = s.candidate
    at = c.det - 1
    while s.low(at) in word_class("between"):
        at -= 1
    if (
        at < 0
        or c.kind == "social"
        or s.low(c.det) in word_class("oblique")
        or (s.low(c.det) == "der" and _is_feminine(s))
    ):
        return None
    object_likely = c.kind == "document" and s.low(c.det) not in {"der", "die", "das"}
    if object_likely or _has_subject(s, at):
        return None
    if s.low(at) in word_class("have"):
        return participle(s, at, wanted_verbs(c))
    told = c.name is not None and s.low(c.det) == "der" and s.verb(at) != "report"
    if s.verb(at) in wanted_verbs(c) and not told:  # sagte der «NZZ»: a dative
        return Frame("subject", _whole(s, at))
    return None


def _has_subject(s: Scene, verb: int) -> bool:
    """Whether the place before the verb is taken by its subject: *Berg lobte das Amt*."""
    before = verb - 1
    if before < 0 or s.words[before].quoted:
        return False
    if s.low(before) in word_class("pronouns") or s.low(before) == ")":
        return True
    if not s.words[before].capital or s.low(before) in function_words("de") | word_class("adverbs"):
        return False
    return not any(s.low(i) in word_class("places") for i in range(max(0, before - 3), before))


def _recipient(s: Scene) -> Frame | None:
    """*sagte dem Boten, gegenüber dem Boten, im Interview mit dem Boten, im Radio*."""
    c = s.candidate
    if c.kind not in MEDIA:
        return None
    at = c.det - 1
    verb = next(
        (i for i in range(len(s.words)) if s.verb(i) in SAYS and in_same_clause(s, i)), None
    )
    if s.low(at) == "gegenüber" or (
        s.low(at) == "mit" and s.low(at - 1) in {"interview", "gespräch"}
    ):
        return Frame("recipient", (at,) if verb is None else (verb, at))
    if verb is None or (c.name is not None and c.name.common and not (c.marked or c.described)):
        return None
    if s.low(c.det) in {"dem", "der", "einem", "einer", "im"} or s.low(at) in {
        "zu",
        "in",
        "bei",
        "auf",
        "via",
    }:
        return Frame("recipient", (verb,))
    return None


def _by(s: Scene) -> Frame | None:
    """*in einer vom Sender X ausgestrahlten Rede*."""
    c = s.candidate
    if c.kind not in MEDIA or not (s.low(c.det) == "vom" or s.low(c.det - 1) in {"von", "durch"}):
        return None
    for at in range(c.end, min(len(s.words), c.end + 8)):
        if s.verb(at) in {"publish", "report"}:
            return Frame("published_by", (at,))
    return None


def _says_in(s: Scene) -> Frame | None:  # noqa: PLR0911 (each way out is a rule)
    """*heisst es in dem Bericht, hiess es aus dem Amt, geht aus dem Papier hervor*."""
    c = s.candidate
    place = s.low(c.det) in {"im", "beim", "vom"} or s.low(c.det - 1) in {"in", "aus", "bei", "von"}
    if not place or c.kind == "social":
        return None
    for at in range(len(s.words)):
        if (
            c.kind == "document"
            and s.verb(at) in SAYS
            and in_same_clause(s, at)
            and s.low(c.det - 1) == "in"
        ):
            return Frame("says_in", (at,))
        if s.low(at) in word_class("heisst") and (s.low(at + 1) == "es" or s.low(at - 1) == "es"):
            return Frame("says_in", (at,))
        if s.low(at) in {"hervorgeht", "hervorging"} and s.low(c.det - 1) == "aus":
            return Frame("says_in", (at,))
        if s.low(at) in {"geht", "ging", "gehe"} and "hervor" in {w.low for w in s.words}:
            return Frame("says_in", (at,)) if s.low(c.det - 1) == "aus" else None
        if s.low(at) in {"verlautet", "verlautete"} and s.low(c.det - 1) == "aus":
            return Frame("says_in", (at,))
        if (
            c.kind == "document"
            and at > c.end
            and (s.low(at) in word_class("treated") or s.low(at) == "rede")
        ):
            return Frame("says_in", (at,))
    return None


GERMAN: tuple[Callable[[Scene], Frame | None], ...] = (
    _attribution,
    _zufolge,
    _given_by,
    posted,
    _says_in,
    _subject,
    _inverted,
    _by,
    _recipient,
)
