"""Tables of framing: codebooks, mentions, their marks, counts and audits."""

from __future__ import annotations

import pandas as pd

from workbench.tables.contract import META, SPAN, Column, Table

CODEBOOK = Table(
    "codebook",
    "one variant of one label",
    (
        Column("frame", "str", "the frame, the picture that a label belongs to"),
        Column("label", "str", "the label: the word whose use is studied"),
        Column("language", "str", "language of the label, such as de"),
        Column("variant", "str", "a word or phrase that counts as the label; inflection and spelling are found by themselves"),
        Column("kind", "str", "label, variant, or exclusion (a word that looks like the label and is not)"),
        Column("compounds", "str", "which compounds count: none, hyphen (Ukraine-Krieg), head (also Angriffskrieg), parts (any hyphenated part)"),
        Column("definition", "str", "what counts, for a coder"),
        Column("example", "str", "a sentence that counts"),
        Column("counter_example", "str", "a sentence that does not"),
        Column("source", "str", "where the label or its meaning is documented"),
        Column("codebook", "str", "title of the codebook"),
        Column("version", "str", "version of the codebook"),
        Column("author", "str", "who wrote the codebook"),
    ),
)  # fmt: skip

CODEBOOK_CHECKS = Table(
    "codebook_checks",
    "one finding about a label of a codebook",
    (
        Column("frame", "str", "the frame"),
        Column("label", "str", "the label"),
        Column("problem", "str", "overlap, ambiguous, no_hit or no_example"),
        Column("detail", "str", "what was found, and what to do about it"),
        Column("n", "int64", "hits in the articles that were given; 0 without articles"),
    ),
)

MENTIONS = Table(
    "mentions",
    "one place where a label of the codebook stands",
    (
        *SPAN,
        Column("frame", "category", "the label's frame"),
        Column("label", "category", "the label of the codebook"),
        Column("surface", "str", "the words as they stand"),
        Column("zone", "category", "the block's zone"),
        Column("repeat", "bool", "the same words stand elsewhere in the article and are counted there (teaser, caption, subhead)"),
        Column("sentence_start", "int64", "first character of the sentence in the article's `text`"),
        Column("sentence", "str", "the sentence"),
        *META,
    ),
)  # fmt: skip

STANCES = ("asserted", "rejected", "distanced")
VOICES = ("outlet", "direct", "indirect")
OWN = {"voice": "outlet", "stance": "asserted"}  # what makes a mention the outlet's own word


def is_own(mentions: pd.DataFrame) -> pd.Series[bool]:
    """Whether the outlet says each label in its own voice and means it.

    This is what every voice-aware count counts. What was not marked decides nothing: without
    `voice` and `stance` every mention is the outlet's.

    Examples
    --------
    >>> is_own(pd.DataFrame({"voice": ["outlet", "direct"], "stance": "asserted"})).tolist()
    [True, False]
    """
    own = pd.Series(data=True, index=mentions.index)
    for name, value in OWN.items():
        if name in mentions:
            own &= mentions[name].astype(str) == value
    return own


MENTION_STANCE = Table(
    "mention_stance",
    "the columns that `mark_stance` adds to mentions",
    (
        Column("stance", "category", "of the voice towards the label: " + ", ".join(STANCES)),
        Column("trigger", "str", "the words that decided the stance; empty when it is asserted"),
        Column("trigger_start", "int64", "first character of the trigger; -1 without"),
        Column("trigger_end", "int64", "one past its last character; -1 without"),
        Column("stance_rule", "str", "the rule that gave the stance"),
        Column("quoted", "category", "marks round the label: term (it alone or a short phrase), name (of a ship, film, law), words (a longer stretch), or empty"),
        Column("source", "str", "whom the clause itself ascribes the word to (X nannte es Y, X forderte Y); empty if nobody"),
        Column("source_start", "int64", "first character of that source; -1 without"),
        Column("source_end", "int64", "one past its last character; -1 without"),
        Column("source_rule", "str", "the construction that ascribes it; empty if none"),
    ),
)  # fmt: skip

MENTION_VOICE = Table(
    "mention_voice",
    "the columns that `mark_voice` adds to mentions",
    (
        Column("voice", "category", "whose word it is here: outlet (its own narration), direct (quoted), indirect (reported)"),
        Column("speaker", "str", "text of the source nearest the label; empty when nobody is named"),
        Column("speaker_start", "int64", "first character of the speaker; -1 without"),
        Column("speaker_end", "int64", "one past its last character; -1 without"),
        Column("speaker_name", "str", "the speaker's name, mentions of one person merged; empty when unknown"),
        Column("medium", "str", "the outlet through which the words came; empty without"),
        Column("quotation_id", "str", "the quotation that the mention stands in; empty without"),
        Column("voice_rule", "str", "the rule that gave the voice"),
    ),
)  # fmt: skip

FRAMES = Table(
    "frames",
    "one frame (or label) in one group, counted",
    (
        Column("frame", "str", "the frame (the column is named label when labels are counted)"),
        Column("n", "int64", "mentions, repeats left out"),
        Column("total", "int64", "mentions of all frames in the group"),
        Column("share", "float64", "n / total; missing when total is 0"),
        Column("low", "float64", "lower end of the 95 % bootstrap interval of the share, articles drawn anew"),
        Column("high", "float64", "upper end"),
        Column("n_own", "int64", "mentions in the outlet's own voice, asserted"),
        Column("total_own", "int64", "such mentions of all frames in the group"),
        Column("share_own", "float64", "n_own / total_own; missing when total_own is 0"),
        Column("low_own", "float64", "lower end of its interval"),
        Column("high_own", "float64", "upper end"),
        Column("n_articles", "int64", "articles with at least one mention"),
        Column("total_articles", "int64", "articles of the group with any mention"),
        Column("enough", "bool", "the group holds enough evidence to rank the naive shares"),
        Column("enough_own", "bool", "the group holds enough evidence to rank the outlet's own shares"),
    ),
)  # fmt: skip

HEADLINE_BODY = Table(
    "headline_body",
    "one label in one article's headline, set against its body",
    (
        Column("article_id", "str", "the article"),
        Column("outlet", "str", "the article's outlet"),
        Column("frame", "str", "the frame"),
        Column("label", "str", "the label in the headline (kicker and headline)"),
        Column("headline_voice", "str", "whose word it is in the headline"),
        Column("headline_stance", "str", "that voice's stance"),
        Column("n_body", "int64", "mentions of the label in lead and body"),
        Column("body_voice", "str", "its most frequent voice there; empty when it does not occur"),
        Column("body_stance", "str", "its most frequent stance there"),
        Column("body_speakers", "str", "who says it there, divided by '; '"),
        Column("change", "str", "same, only_headline, attributed_in_body, adopted_in_body or stance_changes"),
    ),
)  # fmt: skip

RIVALS = Table(
    "rivals",
    "one pair of words that name the same thing somewhere: candidates for a codebook",
    (
        Column("label", "str", "the one word"),
        Column("rival", "str", "the other; empty for a word that is only held at a distance"),
        Column("pattern", "str", "where they met: contrast (X und keine Y), or (X oder Y), renaming (X, die Y nennt), distanced (sogenannte X), quoted («X») or slot (near-equal sentences)"),
        Column("n", "int64", "places"),
        Column("n_articles", "int64", "articles"),
        Column("example", "str", "the first place"),
    ),
)  # fmt: skip

SHEET = Table(
    "sheet",
    "one sampled mention to be coded by hand",
    (
        Column("item", "int64", "number on the sheet, in random order"),
        Column("article_id", "str", "the article"),
        Column("start", "int64", "first character of the label"),
        Column("end", "int64", "one past its last character"),
        Column("label", "str", "the label"),
        Column("before", "str", "text before the label"),
        Column("surface", "str", "the label as it stands"),
        Column("after", "str", "text after the label"),
        Column("coded_voice", "str", "to be filled in: outlet, direct or indirect"),
        Column("coded_stance", "str", "to be filled in: asserted, rejected or distanced"),
        Column("note", "str", "to be filled in: what made it hard"),
        Column("stratum", "str", "predicted voice and stance; hide it from the coder"),
        Column("weight", "float64", "how many mentions this one stands for"),
    ),
)

AUDIT = Table(
    "audit",
    "one class of an audit: how right the marks are, and what the shares become",
    (
        Column("measure", "str", "voice or stance"),
        Column("value", "str", "the class"),
        Column("n_coded", "int64", "coded mentions that the coder gave this class"),
        Column("n_predicted", "int64", "coded mentions that the rules gave this class"),
        Column("n_right", "int64", "both"),
        Column("precision", "float64", "weighted share of the predicted that are right"),
        Column("precision_low", "float64", "lower end of its 95 % interval"),
        Column("precision_high", "float64", "upper end"),
        Column("recall", "float64", "weighted share of the coded that were found"),
        Column("recall_low", "float64", "lower end of its 95 % interval"),
        Column("recall_high", "float64", "upper end"),
        Column("f1", "float64", "harmonic mean of both"),
        Column("share", "float64", "share among all mentions as the rules have it"),
        Column("corrected", "float64", "share corrected for the errors found"),
        Column("corrected_low", "float64", "lower end of its 95 % interval"),
        Column("corrected_high", "float64", "upper end"),
    ),
)

SCORES = Table(
    "scores",
    "one score of predictions against hand labels",
    (
        Column(
            "part",
            "str",
            "all, or the part scored: sure (mentions both readers were sure of), a type of the gold, a kind of source",
        ),
        Column(
            "measure",
            "str",
            "voice, stance, joint (both right), speaker; quote, cue, attributed; source",
        ),
        Column(
            "value", "str", "accuracy, macro_f1, precision, recall, f1, or the class whose F1 it is"
        ),
        Column("score", "float64", "from 0 to 1"),
        Column("n", "int64", "labels behind it (predictions for a precision)"),
    ),
)
