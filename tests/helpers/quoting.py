"""Quotations for tests, straight from the engines; the measure of the package does more."""

import pandas as pd
from workbench.segments import blocks_of, in_text, languages_of, texts_of
from workbench.speech.english import find_english
from workbench.speech.german import find_german


def quotations_of(articles):
    """Return the columns of a quotations table that mark_voice reads."""
    rows = []
    texts = texts_of(articles)
    for row, article in enumerate(articles["article_id"]):
        text = texts[row]
        blocks = [
            (b.zone, b.start, b.end) for b in in_text(blocks_of(articles.iloc[[row]], [text])[0])
        ]
        for number, q in enumerate(_find(languages_of(articles.iloc[[row]])[0], text, blocks)):
            spoken = q.speaker or (-1, -1)
            medium = text[slice(*q.medium)] if q.medium else ""
            for start, end in q.spans:
                rows.append(
                    (
                        article,
                        str(number),
                        start,
                        end,
                        q.kind,
                        text[slice(*q.speaker)] if q.speaker else "",
                        *spoken,
                        *(q.cue or (-1, -1)),
                        medium,
                        q.rule,
                        q.repeat,
                        q.confidence,
                    )
                )
    names = [
        "article_id",
        "quotation_id",
        "start",
        "end",
        "kind",
        "speaker",
        "speaker_start",
        "speaker_end",
        "cue_start",
        "cue_end",
        "medium",
        "rule",
        "repeat",
        "confidence",
    ]
    return pd.DataFrame(rows, columns=names)


def _find(language, text, blocks):
    find = find_english if language == "en" else find_german
    return find(text, blocks)
