"""The frames that make a phrase a source: what stands before it, behind it, and the verb.

Each frame is one small function that looks at a candidate in its sentence and gives the rule and
the words of the cue, or None. They are asked in a fixed order, the surest first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbench.citing.candidates import DETERMINERS
from workbench.citing.lexicon import cue_class, particle_class
from workbench.lexicons import function_words

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbench.citing.candidates import Candidate
    from workbench.citing.words import Word

MEDIA = frozenset(["medium", "agency"])
CLAUSE_ENDS = frozenset([",", ";", ":", "–", "—", ".", "!", "?", "(", ")"])
OPENERS = frozenset(
    "und aber doch denn sondern wie dass ob weil während nachdem als wenn so oder "
    "and but that as while when after because".split()
)
BEFORE_OBJECTS = frozenset(
    "of in into inside by to from at for with on about near outside against over under after "
    "before via through within".split()
)
AUXILIARIES = frozenset(
    "wird werde wurde wurden werden würde ist sei war waren sind seien muss müsse musste soll solle "
    "kann könne konnte will wolle wollte darf dürfe bleibt blieb "
    "was were is are be been will would must should can could".split()
)
HAVE = frozenset("hat habe hatte haben hatten has had have".split())
OBLIQUE = frozenset(
    "dem den des einem einen eines einer seinem seiner ihrem ihrer im am vom zum zur beim".split()
)
PARTICLES = frozenset("mit an bekannt zurück ein fest aus auf hinzu vor ab hervor".split())
SAYS = frozenset(["say", "tell", "report"])
TELLS = frozenset(["tell", "report"])
TREATED = frozenset(
    "genannt bezeichnet beschrieben festgehalten dokumentiert erwähnt aufgeführt gewarnt eingestuft gewertet geschildert".split()
)
HEISST = frozenset(["heisst", "heißt", "hiess", "hieß", "heisse", "heiße", "steht", "stand"])
FEMININE = (
    "ung",
    "schaft",
    "ion",
    "ei",
    "ee",
    "wehr",
    "ie",
    "enz",
    "ät",
    "ache",
    "ale",
    "örde",
    "ik",
    "age",
)
PRONOUNS = frozenset("er sie wir ich man".split())
ADVERBS = frozenset(
    "gestern heute morgen später zuvor danach unterdessen inzwischen dagegen zudem allerdings".split()
)
PLACES = frozenset("am im in an auf bei nach vor zu zum zur aus gegen um ab seit".split())
NEAR, FAR = 4, 14  # words between a phrase and its verb: verb-second, verb-final


@dataclass(frozen=True, slots=True)
class Frame:
    """Why a phrase is a source: the rule, and the words of the cue by number."""

    rule: str
    cue: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A sentence with one candidate in it."""

    words: Sequence[Word]
    candidate: Candidate
    language: str

    def low(self, at: int) -> str:
        """Return a word in lower case, "" outside the sentence."""
        return self.words[at].low if 0 <= at < len(self.words) else ""

    def verb(self, at: int) -> str:
        """Return the class of the cue at a place; a German particle may stand apart."""
        if not 0 <= at < len(self.words) or self.words[at].quoted:
            return ""
        word = self.words[at].text
        if self.language == "de":
            if self.words[at].capital and at > 0:
                return ""
            for there in range(at + 1, min(len(self.words), at + 30)):
                if self.low(there) in PARTICLES and self._closes(there):
                    return particle_class(word, self.low(there)) or cue_class(word, "de")
        return cue_class(word, self.language)

    def _closes(self, at: int) -> bool:
        """Whether a particle ends its clause."""
        return self.low(at + 1) in CLOSERS

    def clause_end(self, at: int) -> int:
        """Return the end of the clause that a word stands in."""
        while (
            at < len(self.words) and self.low(at) not in CLAUSE_ENDS and not self.words[at].quoted
        ):
            at += 1
        return at


CLOSERS = CLAUSE_ENDS | frozenset(["", "und", "oder"])


def find_frame(scene: Scene) -> Frame | None:
    """Return the frame that makes the candidate a source, None if there is none."""
    for read in GERMAN if scene.language == "de" else ENGLISH:
        frame = read(scene)
        if frame is not None:
            return frame
    return None


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


def _given_by(s: Scene) -> Frame | None:
    """*nach Angaben der Polizei, einem Bericht des Boten zufolge, ein Sprecher des Amtes*."""
    at = s.candidate.det - 1
    if s.low(at) in {"von", "vom"}:
        at -= 1
    genitive = s.low(s.candidate.det) in DETERMINERS | {"von", "vom"} or at < s.candidate.det - 1
    noun = s.words[at].text if at >= 0 else ""
    if not noun[:1].isupper() or not (genitive or s.candidate.begin == at + 1):
        return None
    kind = cue_class(noun, "de")
    if kind == "spokesperson":
        return Frame("spokesperson", (at,)) if _unnamed(s, at) else None
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


def _unnamed(s: Scene, at: int) -> bool:
    """Whether a spokesperson speaks for the body: *ein Sprecher*, not *Berg, der Sprecher*."""
    first = at
    while first > 0 and s.low(first - 1) not in DETERMINERS and first > at - 3:
        if s.words[first - 1].quoted or s.low(first - 1) in CLAUSE_ENDS:
            break
        first -= 1
    return first == 0 or s.low(first - 1) in {"ein", "eine", "einer", "einem", "a", "an"}


def _subject(s: Scene) -> Frame | None:
    """*Die Polizei teilte mit, wie «Bild» berichtet*: the phrase opens its clause, then the verb."""
    c = s.candidate
    before = s.low(c.det - 1)
    if c.kind == "social":
        return None
    opens = c.det == 0 or before in CLAUSE_ENDS or before in OPENERS or s.words[c.det - 1].quoted
    article = s.low(c.det)
    if not opens or article in OBLIQUE or (article == "der" and _is_feminine(s)):
        return None
    at = c.end
    if s.low(at) == ",":  # an apposition between commas
        at = s.clause_end(at + 1) + 1
    reach = FAR if before in {"wie", "dass", "ob", "weil", "nachdem", "während"} else NEAR
    return _first_verb(s, at, min(len(s.words), at + reach), _wanted(c))


def _first_verb(s: Scene, begin: int, end: int, wanted: frozenset[str]) -> Frame | None:
    if "publish" in wanted and s.low(begin) in {"will", "wollen", "wolle"}:  # will erfahren haben
        return Frame("subject", (begin,))
    for at in range(begin, end):
        if s.words[at].quoted or s.low(at) in CLAUSE_ENDS or s.low(at) in AUXILIARIES:
            return None
        if s.low(at) in HAVE:
            return _participle(s, at, wanted)
        if s.verb(at) in wanted:
            return Frame("subject", _whole(s, at))
    return None


def _participle(s: Scene, auxiliary: int, wanted: frozenset[str]) -> Frame | None:
    """*hat … mitgeteilt*: the verb ends the clause."""
    end = s.clause_end(auxiliary + 1)
    ends = range(auxiliary + 1, end) if s.language == "en" else range(end - 1, auxiliary, -1)
    for at in list(ends)[:2]:
        if s.verb(at) in wanted:
            return Frame("subject", (auxiliary, at))
    return None


def _whole(s: Scene, at: int) -> tuple[int, ...]:
    """Return the verb with the particle that stands apart."""
    for there in range(at + 1, min(len(s.words), at + 30)):
        if s.language == "de" and s.low(there) in PARTICLES and s.low(there + 1) in CLOSERS:
            if particle_class(s.words[at].text, s.low(there)):
                return at, there
            break
    return (at,)


def _wanted(c: Candidate) -> frozenset[str]:
    """Return the verbs that make this phrase a source; ordinary words need verbs of reporting."""
    if c.name is not None and c.name.common and not (c.marked or c.described):
        return frozenset(["report"])
    return SAYS | {"publish"} if c.kind in MEDIA or c.kind == "document" else SAYS


def _is_feminine(s: Scene) -> bool:
    return s.low(s.candidate.noun).endswith(FEMININE) if s.candidate.noun >= 0 else True


def _inverted(s: Scene) -> Frame | None:
    """*teilte die Polizei mit, berichtet die «Bild», hat das Amt bestätigt*."""
    c = s.candidate
    at = c.det - 1
    if (
        at < 0
        or c.kind == "social"
        or s.low(c.det) in OBLIQUE
        or (s.low(c.det) == "der" and _is_feminine(s))
    ):
        return None
    if _has_subject(s, at):
        return None
    if s.low(at) in HAVE:
        return _participle(s, at, _wanted(c))
    if s.verb(at) in _wanted(c):
        return Frame("subject", _whole(s, at))
    return None


def _has_subject(s: Scene, verb: int) -> bool:
    """Whether the place before the verb is taken by its subject: *Berg lobte das Amt*."""
    before = verb - 1
    if before < 0 or s.words[before].quoted:
        return False
    if s.low(before) in PRONOUNS or s.low(before) == ")":
        return True
    if not s.words[before].capital or s.low(before) in function_words("de") | ADVERBS:
        return False
    return not any(s.low(i) in PLACES for i in range(max(0, before - 3), before))


def _recipient(s: Scene) -> Frame | None:
    """*sagte dem Boten, gegenüber dem Boten, im Interview mit dem Boten, im Radio*."""
    c = s.candidate
    if c.kind not in MEDIA:
        return None
    at = c.det - 1
    verb = next((i for i in range(len(s.words)) if s.verb(i) in SAYS and _same_clause(s, i)), None)
    if s.low(at) in {"gegenüber"} or (
        s.low(at) == "mit" and s.low(at - 1) in {"interview", "gespräch"}
    ):
        return Frame("recipient", (at,) if verb is None else (verb, at))
    if verb is None or (c.name is not None and c.name.common and not (c.marked or c.described)):
        return None
    if s.low(c.det) in {"dem", "der", "einem", "einer", "im"} or s.low(at) in {
        "zu",
        "in",
        "bei",
        "via",
    }:
        return Frame("recipient", (verb,))
    return None


def _same_clause(s: Scene, at: int) -> bool:
    """Whether a word is near the phrase, with no more than an apposition between."""
    first, last = sorted((at, s.candidate.begin))
    commas = sum(s.low(i) in {",", ";", ":"} for i in range(first, last))
    return last - first <= FAR and (commas in {0, 2} or s.verb(at) in TELLS)


def _by(s: Scene) -> Frame | None:
    """*in einer vom Sender X ausgestrahlten Rede*."""
    c = s.candidate
    if c.kind not in MEDIA or not (s.low(c.det) == "vom" or s.low(c.det - 1) in {"von", "durch"}):
        return None
    for at in range(c.end, min(len(s.words), c.end + 8)):
        if s.verb(at) in {"publish", "report"}:
            return Frame("published_by", (at,))
    return None


def _says_in(s: Scene) -> Frame | None:
    """*heisst es in dem Bericht, hiess es aus dem Amt, geht aus dem Papier hervor*."""
    c = s.candidate
    place = s.low(c.det) in {"im", "beim", "vom"} or s.low(c.det - 1) in {"in", "aus", "bei", "von"}
    if not place or c.kind == "social":
        return None
    for at in range(len(s.words)):
        if (
            c.kind == "document"
            and s.verb(at) in SAYS
            and _same_clause(s, at)
            and s.low(c.det - 1) == "in"
        ):
            return Frame("says_in", (at,))
        if s.low(at) in HEISST and (s.low(at + 1) == "es" or s.low(at - 1) == "es"):
            return Frame("says_in", (at,))
        if s.low(at) in {"hervorgeht", "hervorging"} and s.low(c.det - 1) == "aus":
            return Frame("says_in", (at,))
        if s.low(at) in {"geht", "ging", "gehe"} and "hervor" in {w.low for w in s.words}:
            return Frame("says_in", (at,)) if s.low(c.det - 1) == "aus" else None
        if s.low(at) in {"verlautet", "verlautete"} and s.low(c.det - 1) == "aus":
            return Frame("says_in", (at,))
        if c.kind == "document" and at > c.end and (s.low(at) in TREATED or s.low(at) == "rede"):
            return Frame("says_in", (at,))
    return None


def _posted(s: Scene) -> Frame | None:
    """*schrieb auf X, ein auf X verbreitetes Video*."""
    c = s.candidate
    where = {"auf", "bei", "über", "via", "per", "in", "on", "via", "to", "over"}
    if c.kind != "social" or not (s.low(c.det) == "beim" or s.low(c.det - 1) in where):
        return None
    if c.name is None and c.noun >= 0 and not c.described:
        where_noun = s.words[c.noun].low
        if where_noun in {"service", "network", "app", "kanal"}:
            return None
    for at in range(len(s.words)):
        if (s.verb(at) or cue_class(s.words[at].text, s.language) if s.words[at].text else "") in {
            "post",
            "post_noun",
            "say",
            "report",
            "publish",
        }:
            return Frame("posted", (at,))
    return None


def _according(s: Scene) -> Frame | None:
    """*according to the ministry*."""
    at = s.candidate.det - 1
    if s.low(at) == "to" and s.low(at - 1) == "according":
        return Frame("attribution", (at - 1, at))
    return None


def _english_subject(s: Scene) -> Frame | None:
    """*The army said, Radio Lauve, a local station, reported*."""
    c = s.candidate
    if s.low(c.det - 1) in BEFORE_OBJECTS or c.kind == "social":
        return None
    at = c.end
    if s.low(at) == ",":
        at = s.clause_end(at + 1) + 1
    reach = FAR if c.kind == "document" else NEAR
    for here in range(at, min(len(s.words), at + reach)):
        if s.words[here].quoted or s.low(here) in CLAUSE_ENDS or s.low(here) in AUXILIARIES:
            return None
        if s.low(here).endswith("ing"):
            return None
        if s.low(here) in HAVE:
            return _participle(s, here, _wanted(c))
        if s.verb(here) in _wanted(c):
            return Frame("subject", (here,))
        if c.kind != "document" and not _between(s.low(here)):
            return None
    return None


def _between(word: str) -> bool:
    """Whether a word may stand between an English subject and its verb."""
    return word.endswith(("ly", "day")) or word in {
        "also",
        "now",
        "later",
        "then",
        "on",
        "earlier",
        "first",
    }


def _english_inverted(s: Scene) -> Frame | None:
    """*said the ministry* behind the words said."""
    c = s.candidate
    at = c.det - 1
    before = s.words[at - 1] if at > 0 else None
    ends = s.low(c.end) in CLOSERS and s.low(c.end) not in {"und", "oder"}
    if s.verb(at) in SAYS and ends and before is not None and (before.quoted or before.low == ","):
        return Frame("subject", (at,))
    return None


def _told(s: Scene) -> Frame | None:
    """*told Open Window, in an interview with the paper*."""
    c = s.candidate
    if c.kind not in MEDIA:
        return None
    at = c.det - 1
    if s.verb(at) == "tell":
        return Frame("recipient", (at,))
    if s.low(at) == "with" and "interview" in {s.low(at - 1), s.low(at - 2)}:
        return Frame("recipient", (at,))
    return None


def _english_in(s: Scene) -> Frame | None:
    """*said in a statement*."""
    c = s.candidate
    if c.kind != "document" or s.low(c.det - 1) != "in":
        return None
    for at in range(len(s.words)):
        if s.verb(at) in SAYS and _same_clause(s, at):
            return Frame("says_in", (at,))
    return None


def _english_by(s: Scene) -> Frame | None:
    """*a spokesman for the ministry, a statement from the police, reported by the paper*."""
    c = s.candidate
    at = c.det - 1
    if s.low(at) not in {"for", "of", "from", "by", "at", "in"} or at < 1:
        return None
    noun = cue_class(s.words[at - 1].text, "en") if s.words[at - 1].text else ""
    if noun == "spokesperson" and s.low(at) in {"for", "of", "from", "at"}:
        return Frame("spokesperson", (at - 1,)) if _unnamed(s, at - 1) else None
    if s.low(at) == "by" and noun in {"report", "publish"} and c.kind in MEDIA:
        return Frame("published_by", (at - 1,))
    if s.low(at - 1) in {"report", "statement", "interview", "article"} and c.kind in MEDIA:
        return Frame("given_by", (at - 1,))
    return None


GERMAN: tuple[Callable[[Scene], Frame | None], ...] = (
    _attribution,
    _zufolge,
    _given_by,
    _posted,
    _says_in,
    _subject,
    _inverted,
    _by,
    _recipient,
)
ENGLISH: tuple[Callable[[Scene], Frame | None], ...] = (
    _according,
    _posted,
    _told,
    _english_in,
    _english_by,
    _english_subject,
    _english_inverted,
)
