"""English quotations: one own sentence a construction, with the row it must give."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbench.speech.english import find_english
from workbench.speech.english.lexicon import inflect
from workbench.speech.lexicon import rows


def found(text):
    """Rows (rule, speaker, cue, contents …) of a text whose lines are its paragraphs."""
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(("body", start, start + len(line)))
        start += len(line) + 1

    def words(span):
        return text[slice(*span)] if span else None

    return [
        (q.rule, words(q.speaker), words(q.cue), *map(words, q.spans))
        for q in find_english(text, blocks)
    ]


CONSTRUCTIONS = {
    # direct speech
    "“The bridge is safe,” Anna Keller, the mayor of Aldford, said on Monday. “We tested it.”": [
        ("said_final", "Anna Keller, the mayor of Aldford", "said", "The bridge is safe,", "We tested it.")
    ],
    '"Nobody asked us," said Peter Brandt, a baker.': [
        ("said_inverted", "Peter Brandt, a baker", "said", "Nobody asked us,")
    ],
    "“The dam,” Keller said, “will hold for years.”": [
        ("said_final", "Keller", "said", "The dam,", "will hold for years.")
    ],
    "“Will it hold?” a boy asked. The crowd went home.": [
        ("said_final", "a boy", "asked", "Will it hold?")
    ],
    "Keller said: “The dam will hold.”": [("colon", "Keller", "said", "The dam will hold.")],
    "Keller added, ‘It's our dam.’": [("said_quote", "Keller", "added", "It's our dam.")],
    "HOLT: Why should anybody pay twice?": [
        ("turn", "HOLT", ":", "Why should anybody pay twice?")
    ],
    # indirect speech and thought
    "Keller told reporters in Aldford that the dam would hold, but nobody listened.": [
        ("that_clause", "Keller", "told", "that the dam would hold")
    ],
    "The ministry believes the tunnel will open in May and wants the council to pay.": [
        ("other_zero", "The ministry", "believes", "the tunnel will open in May"),
        ("urge_object", "The ministry", "wants", "the council to pay"),
    ],
    "The tunnel, Keller argued, was never needed.": [
        ("said_indirect", "Keller", "argued", "The tunnel", "was never needed")
    ],
    "The fee will rise in spring, the council said.": [
        ("said_indirect", "the council", "said", "The fee will rise in spring")
    ],
    "According to the fire brigade, forty people were inside.": [
        ("according_to", "the fire brigade", "According to", "forty people were inside")
    ],
    "Forty people were inside, according to Mia Holt, who leads the brigade.": [
        ("according_to", "Mia Holt", "according to", "Forty people were inside")
    ],
    "As the baker put it, the street had lost its bread.": [
        ("as_said", "the baker", "put it", "the street had lost its bread")
    ],
    "In a survey of tenants published Monday, most wanted lower fees.": [
        ("in_document", "a survey of tenants published Monday", "In", "most wanted lower fees")
    ],
    "Asked about the fee, Keller said she would wait.": [
        ("asked", None, "Asked about", "the fee"),
        ("zero_that", "Keller", "said", "she would wait"),
    ],
    "She left the room, saying that the vote was a farce.": [
        ("that_clause_ing", "She", "saying", "that the vote was a farce")
    ],
    "A plan that critics say would ruin the valley.": [
        ("relative", "critics", "say", "that", "would ruin the valley")
    ],
    "A nurse who spoke on the condition of anonymity said that the ward was full.": [
        ("that_clause", "A nurse who spoke on the condition of anonymity", "said", "that the ward was full")
    ],
    # objects, passives, nouns, adjectives, impressions
    "The union called for longer breaks and accused the owner of hiding losses.": [
        ("about_phrase", "The union", "called for", "longer breaks"),
        ("object_phrase", "The union", "accused", "the owner of hiding losses"),
    ],
    "Brandt called the new fee “a bad joke” in an interview with the Evening Post.": [
        ("object_phrase", "Brandt", "called", "the new fee “a bad joke”")
    ],
    "Keller, who once supported the tunnel, now opposes it.": [
        ("stance_phrase", "who", "once supported", "the tunnel"),
        ("stance_phrase", "Keller", "now opposes", "it"),
    ],
    "The owner was accused of hiding losses by two former clerks.": [
        ("passive_by", "two former clerks", "was accused", "The owner", "of hiding losses")
    ],
    "Rents are expected to rise in autumn.": [
        ("passive", None, "are expected", "Rents", "to rise in autumn")
    ],
    "His criticism of the tunnel was short.": [
        ("noun_possessive", "His", "criticism of", "the tunnel")
    ],
    "The mayor was confident that the dam would hold.": [
        ("adjective_clause", "The mayor", "was confident", "that the dam would hold")
    ],
    "The dam seems to be safe.": [("seems", None, "seems", "The dam", "to be safe")],
    "The owner reportedly sold the tower in March.": [
        ("hearsay", None, "reportedly", "The owner", "sold the tower in March")
    ],
}  # fmt: skip


@pytest.mark.parametrize("text", CONSTRUCTIONS)
def test_each_construction_gives_its_rows(text):
    assert found(text) == CONSTRUCTIONS[text]


@pytest.mark.parametrize(
    "text",
    [
        "It was Keller’s ‘old’ bridge, the miners’ bridge.",  # apostrophes and a scare quote
        "The paper’s report of 1910 hangs beside the claims office.",  # nouns, not verbs
        "The United States won 3-1.",  # a capital is no third person
        "Smoke showed up over the harbour.",  # another verb with its particle
    ],
)
def test_what_is_no_attribution_stays_unmarked(text):
    assert found(text) == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "She said that rain had reached the port, which is closed.",
            "that rain had reached the port",
        ),
        (
            "She said that rain had reached the port, which had two cranes and is closed.",
            "that rain had reached the port",
        ),
        (
            "She said that rain had reached the port, which had closed.",
            "that rain had reached the port, which had closed",
        ),
        (
            "She says that rain fell on the port, which is closed.",
            "that rain fell on the port, which is closed",
        ),
    ],
)
def test_what_the_writer_adds_in_the_present_is_not_reported_in_the_past(text, words):
    assert [row[-1] for row in found(text)] == [words]


def test_speech_goes_on_over_paragraphs():
    opened = (
        "“The dam is old,” Keller said. “It was built by hand.\n“Now it leaks.” The visitors left."
    )
    assert found(opened) == [
        (
            "said_final",
            "Keller",
            "said",
            "The dam is old,",
            "It was built by hand.",
            "Now it leaks.",
        )
    ]
    announced = "On Monday, Keller wrote to the council:\n“Close the dam.”"
    assert found(announced) == [("announced", "Keller", "wrote", "Close the dam.")]


def test_speech_in_speech_is_given_on_request():
    text = "Keller said critics feared the price, “a very old story”. “The board thinks it is cheap,” she said."
    blocks = [("body", 0, len(text))]
    rows = [
        (q.rule, text[slice(*q.spans[0])], q.nested_in)
        for q in find_english(text, blocks, nested=True)
    ]
    assert rows == [
        ("zero_that", "critics feared the price, “a very old story”", None),
        ("stance_phrase", "the price, “a very old story”", 0),
        ("quoted_words", "a very old story", 0),
        ("said_final", "The board thinks it is cheap,", None),
        ("other_zero", "it is cheap", 3),
    ]
    assert [q.nested_in for q in find_english(text, blocks)] == [None, None]


def test_headlines_inherit_the_speaker_of_the_body():
    text = "“We carried them on doors”: eleven hurt\n“We carried them on doors,” Nora Islev said."
    blocks = [("headline", 0, 39), ("body", 40, len(text))]
    headline, body = find_english(text, blocks)
    assert (headline.repeat, body.repeat) == (True, False)
    assert text[slice(*headline.speaker)] == "Nora Islev"


def test_outlet_and_addressee_have_their_places():
    text = "Keller told the Evening Post that the dam would hold."
    (quotation,) = find_english(text, [("body", 0, len(text))])
    assert text[slice(*quotation.addressee)] == "the Evening Post"
    assert text[slice(*quotation.medium)] == "Evening Post"


@pytest.mark.parametrize("table", ["en_cues", "en_nouns", "en_adjectives"])
def test_every_cue_of_the_lexicon_is_found_in_its_own_example(table):
    missed = []
    for row in rows(table):
        text = row["example"]
        forms = set(inflect(row["cue"].split()[0], row.get("forms") or ""))
        cues = [text[slice(*q.cue)] for q in find_english(text, [("body", 0, len(text))]) if q.cue]
        if not any(forms & set(cue.lower().split()) for cue in cues):
            missed.append(row["cue"])
    assert missed == []


def test_every_rule_is_listed_with_its_confidence():
    listed = {row["rule"]: float(row["confidence"]) for row in rows("en_rules")}
    fired = {row[0] for text in CONSTRUCTIONS for row in found(text)}
    assert fired <= set(listed)
    assert all(0 < share < 1 for share in listed.values())


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "said",
            "told",
            "according",
            "to",
            "Keller",
            ",",
            ".",
            ":",
            ";",
            "“",
            "”",
            '"',
            "'",
            "’",
            "‘",
            "''",
            "—",
            "(",
            ")",
            "that",
            "who",
            "which",
            "to",
            "be",
            "as",
            "in",
            "a",
            "survey",
            "\n",
            "asked",
            "saying",
            "reportedly",
            "seems",
            "of",
            "'s",
            "U.S.",
            "Mr.",
            "call",
            "for",
            "wants",
            "“A,”",
            "?”",
        ]
    ),
)


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=40))
def test_any_text_is_read_and_every_span_lies_inside(pieces):
    text = " ".join(pieces)
    blocks, start = [], 0
    for line in text.split("\n"):
        blocks.append(("body", start, start + len(line)))
        start += len(line) + 1
    for q in find_english(text, blocks):
        for begin, end in [*q.spans, *filter(None, (q.speaker, q.cue, q.addressee, q.medium))]:
            assert 0 <= begin < end <= len(text)
