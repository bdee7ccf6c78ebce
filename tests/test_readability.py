"""Readability formulas agree with textstat 0.7.13 given the same counts."""

import numpy as np
import pandas as pd
import pytest
from workbench.readability import _formulas, count_part, finish, measure_readability
from workbench.tokens import tokenize

# What textstat counts in two texts of four sentences, and the scores that it makes of it.
GERMAN = {"words": 34, "sentences": 4, "long": 14, "syllables": 69, "many": 9, "one": 13}
GERMAN_SCORES = {
    "lix": 49.6764705882353,
    "wiener_1": 9.758552941176472,
    "wiener_2": 9.616876470588235,
    "wiener_3": 8.348085294117647,
    "wiener_4": 7.828129411764705,
    "flesch_amstad": 52.779411764705884,
}
ENGLISH = {"words": 38, "sentences": 4, "long": 12, "syllables": 72, "many": 12, "one": 23}
ENGLISH_SCORES = {"lix": 41.078947368421055, "flesch": 36.89776315789476}
TEXT = (
    "Die Bundesregierung verhandelt seit gestern über den Waffenstillstand. Der Minister sagte, die "
    "Gespräche seien schwierig. Niemand weiss, wie lange es dauert. Trotzdem bleiben die Vertreter der "
    "beteiligten Länder zuversichtlich und hoffen auf eine Einigung."
)


def make(*texts, **columns):
    ids = [f"a{i}" for i in range(len(texts))]
    return tokenize(pd.DataFrame({"article_id": ids, "text": list(texts)} | columns))


@pytest.mark.parametrize(
    ("language", "counts", "scores"),
    [("de", GERMAN, GERMAN_SCORES), ("en", ENGLISH, ENGLISH_SCORES)],
)
def test_formulas_agree_with_textstat_given_its_counts(language, counts, scores):
    words = counts["words"]
    means = {
        "words_per_sentence": np.array([words / counts["sentences"]]),
        "syllables_per_word": np.array([counts["syllables"] / words]),
        "long_words": np.array([100 * counts["long"] / words]),
        "polysyllables": np.array([100 * counts["many"] / words]),
        "monosyllables": np.array([100 * counts["one"] / words]),
    }
    mine = _formulas(means, np.array([language], dtype=object))
    assert {name: mine[name][0] for name in scores} == pytest.approx(scores, abs=1e-12)


def test_a_text_counted_by_hand():
    row = measure_readability(make("Die Regierung verhandelt. Der Krieg dauert an.")).iloc[0]
    assert row[["n_sentences", "total", "total_articles"]].tolist() == [2, 7, 1]
    assert row["syllables_per_word"] == pytest.approx((1 + 3 + 3 + 1 + 1 + 2 + 1) / 7)
    assert row["long_words"] == pytest.approx(100 * 2 / 7)  # Regierung, verhandelt
    assert row["lix"] == pytest.approx(3.5 + 100 * 2 / 7)
    assert not row["enough"]


def test_our_own_counts_of_textstats_text_differ_in_syllables_only():
    row = measure_readability(make(TEXT)).iloc[0]
    assert row["lix"] == pytest.approx(GERMAN_SCORES["lix"])
    assert row["wiener_1"] == pytest.approx(GERMAN_SCORES["wiener_1"], abs=1.0)


def test_a_formula_of_another_language_gives_no_number():
    tokens = make(
        TEXT,
        "The war goes on. Nobody knows why.",
        "La guerre continue.",
        language=["de", "en-GB", "fr"],
    )
    table = measure_readability(tokens).set_index("language")
    assert table.index.tolist() == ["de", "en", "fr"]
    there = table.drop(columns=["enough"]).notna()
    assert there.loc["de", ["wiener_1", "wiener_4", "flesch_amstad"]].all()
    assert not there.loc["en", ["wiener_1", "wiener_4", "flesch_amstad"]].any()
    assert there["flesch"].tolist() == [False, True, False]
    assert there["lix"].all()
    assert there["syllables_per_word"].tolist() == [True, True, False]


def test_only_running_text_counts():
    from test_tokens import page

    tokens = tokenize(
        page([("headline", "Krieg!"), ("lead", "Der Krieg dauert an."), ("caption", "Ein Bild")])
    )
    assert measure_readability(tokens)["total"].tolist() == [4]
    assert measure_readability(tokens, zones=None)["n_sentences"].tolist() == [3]


def test_groups_and_articles_and_parts_of_a_corpus_to_the_last_digit():
    tokens = make("Der Krieg. Er dauert an.", TEXT, "Ein Streit.", outlet=["B", "A", "B"])
    table = measure_readability(tokens, by="outlet")
    assert table[["outlet", "n_sentences", "total", "total_articles"]].to_numpy().tolist() == [["A", 4, 34, 1], ["B", 3, 7, 2]]  # fmt: skip
    assert len(measure_readability(tokens, by="article_id")) == 3
    parts = [
        count_part(
            tokens[tokens["article_id"] == name], by=["outlet"], zones=("lead", "body"), tz="UTC"
        )
        for name in ("a2", "a1", "a0")
    ]
    pd.testing.assert_frame_equal(finish(parts, by=["outlet"]), table, check_dtype=False)
