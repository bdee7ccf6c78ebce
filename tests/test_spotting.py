"""Wanted words, looked for in the vocabulary, stand where a walk through each text finds them."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st
from workbench.matching import EXCLUDED, Matcher, Pattern
from workbench.spotting import find_words
from workbench.variants import WORD

PARTS = ["Krieg", "An", "griff", "der", "Kriegen wir", "-", "–", "\u00ad", "'s", "*innen", "«", "."]
BLANKS = ["", " ", "\n", "\n\n", "\t", "\u00a0", "\ud83d"]
texts = st.lists(st.sampled_from(PARTS + BLANKS), max_size=20).map("".join)


def _found(column, wanted):
    return dict(find_words(pd.Series(column, dtype=object), wanted.__contains__))


@given(st.lists(texts, max_size=5))
def test_words_stand_where_a_walk_through_the_text_finds_them(column):
    wanted = {"Krieg", "Angriff", "An-\ngriff", "An–\ngriff", "der", "An-griff", "Krieg's"}
    walked = [[m.span() for m in WORD.finditer(text) if m[0] in wanted] for text in column]
    assert _found(column, wanted) == {i: spans for i, spans in enumerate(walked) if spans}


@given(st.lists(texts, max_size=5))
def test_labels_are_matched_alike_in_many_texts_and_in_one(column):
    patterns = [Pattern("Krieg", 0, "head"), Pattern("Krieg der Kriege", EXCLUDED)]
    matcher = Matcher([*patterns, Pattern("Angriff", 1), Pattern("der Krieg", 2)], "de")
    found = dict(find_words(pd.Series(column, dtype=object), matcher.knows))
    for number, text in enumerate(column):
        assert matcher.find_at(text, found.get(number, [])) == matcher.find(text)


def test_what_is_no_text_holds_no_words():
    assert _found([], {"Krieg"}) == {}
    assert _found([None, "", "Krieg"], {"Krieg"}) == {2: [(0, 5)]}


def test_of_labels_that_overlap_in_a_chain_the_longest_win():
    phrases = ["eins zwei", "zwei drei vier", "vier fünf", "sechs"]
    matcher = Matcher([Pattern(text, row) for row, text in enumerate(phrases)], "de")
    hits = matcher.find("eins zwei drei vier fünf sechs eins zwei")
    assert [hit.row for hit in hits] == [1, 3, 0]


def test_of_two_labels_that_end_a_compound_the_first_of_the_codebook_wins():
    labels = ["Steuerfahnder", "Fahnder"]
    for order in (labels, labels[::-1]):
        matcher = Matcher([Pattern(word, row, "head") for row, word in enumerate(order)], "de")
        assert [hit.row for hit in matcher.find("Die Bundessteuerfahnder kamen.")] == [0]
