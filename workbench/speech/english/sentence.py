"""The attributions of one English sentence: cues around their content first, then left to right."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbench.speech.english import words as w
from workbench.speech.english.clauses import clause_limit
from workbench.speech.english.frames import Finding, asked_by, complement, passive, relative_insert
from workbench.speech.english.inserted import enclosing
from workbench.speech.english.lexicon import ING, word_class
from workbench.speech.english.nominal import nominal
from workbench.speech.english.subjects import main_subject, subject_before
from workbench.speech.english.verbs import Verb, read_verb

if TYPE_CHECKING:
    from workbench.speech.english.words import Range, Sentence


def find_in_sentence(s: Sentence) -> list[Finding]:
    """Return the attributions of one sentence; outer ones swallow what they contain."""
    found: list[Finding] = []
    covered: set[int] = set()

    def take(finding: Finding) -> None:
        found.append(finding)
        for part in [*finding.contents, finding.cue or (0, 0)]:
            covered.update(range(*part))

    for finding in enclosing(s):
        if covered.isdisjoint(i for part in finding.contents for i in range(*part)):
            take(finding)
    for i in range(s.lo, s.hi):
        if not s.tag[i] & (w.CUE | w.NOMINAL) or i in covered or s.inside[i] >= 0:
            continue
        after = _after_cue(s, i, found) if s.tag[i] & w.CUE else None
        if after is None and s.tag[i] & w.NOMINAL:
            after = nominal(clause_limit(s, i, i), i)
        if after is not None:
            take(after)
    return found


def _after_cue(s: Sentence, i: int, found: list[Finding]) -> Finding | None:
    """Return the attribution whose content follows its cue."""
    verb = read_verb(s, i)
    if verb is None:
        return None
    if verb.passive:
        return passive(clause_limit(s, verb.start, verb.stop), verb)
    speaker = speaker_of(s, verb, found)
    limited = clause_limit(s, verb.start, verb.stop, speaker)
    finding = complement(limited, verb)
    if finding is None:
        return asked_by(limited, verb) or relative_insert(limited, verb, speaker)
    finding.speaker = speaker
    if speaker is None and verb.ing and limited.hi < s.hi:  # Noting the price, the baker …
        finding.speaker = main_subject(s, limited.hi + 1, s.hi)
    return _accepted(s, finding, verb, found)


def _accepted(s: Sentence, finding: Finding, verb: Verb, found: list[Finding]) -> Finding | None:
    """Keep what the form of the cue makes likely, named after it."""
    if finding.kind == "reported" and _is_message(s, finding.contents[0]):
        return None
    if verb.infinitive or verb.ing:
        return _non_finite(finding, verb)
    if finding.speaker is None:
        return _without_subject(s, finding, verb, found)
    return finding


def _is_message(s: Sentence, content: Range) -> bool:
    """*released a statement saying …*: what counts comes with the participle."""
    return any(
        s.low[j] in word_class("medium") and s.tag[j + 1] & w.CUE and s.low[j + 1].endswith("ing")
        for j in range(content[0], min(content[1] - 1, content[0] + 6))
    )


def _non_finite(finding: Finding, verb: Verb) -> Finding | None:
    """*…, saying that*, *to say that*: only what is speech or thought beyond doubt."""
    weak = {"zero_that", "other_zero", "question_clause", "object_phrase", "infinitive"}
    if finding.rule == "stance_phrase" or (verb.infinitive and finding.rule in weak):
        return None
    finding.rule = "infinitive_cue" if verb.infinitive else f"{finding.rule}_ing"
    return finding


def _without_subject(
    s: Sentence, finding: Finding, verb: Verb, found: list[Finding]
) -> Finding | None:
    """*Asked about taxes, …* has no speaker; other cues share the sentence's subject."""
    if verb.start == s.lo and verb.cue.name.startswith("ask"):
        finding.rule = "asked"
        return finding
    finding.speaker = main_subject(s, s.lo, verb.start) or (found[-1].speaker if found else None)
    finding.rule = "shared_subject"
    return finding if finding.speaker is not None else None


def speaker_of(s: Sentence, verb: Verb, found: list[Finding]) -> Range | None:
    """Return the cue's subject; of a second verb or a participle, the subject before."""
    before = verb.start - 1
    if before < s.lo:
        return None
    bare_ing = bool(verb.kind & ING) and verb.start == verb.head
    shared = verb.infinitive or s.low[before] in {"and", "but", "or", "by", "then"}
    after_message = s.low[before] in word_class("medium")
    if bare_ing and (after_message or s.tag[before] & (w.COMMA | w.DASH | w.PREP | w.SUB)):
        shared = True
    elif s.tag[before] & w.COMMA and not shared and not bare_ing:
        across = subject_before(s, verb.start)
        if across is not None:
            return across
        shared = True
    if not shared:
        return subject_before(s, verb.start)
    earlier = [f for f in found if f.speaker and f.cue and f.cue[0] < verb.head]
    earlier = [f for f in earlier if f.rule != "noun_possessive"]
    return earlier[-1].speaker if earlier else main_subject(s, s.lo, verb.start)
