"""N-grams: counted as NLTK counts them, and the same in parts as in one piece."""

from collections import Counter

import pandas as pd
import pytest
from hypothesis import given, settings
from nltk import FreqDist, everygrams, ngrams
from workbench.concordance import kwic
from workbench.errors import OptionError, TableError
from workbench.ngrams import count_ngrams, finish
from workbench.sequences import count_part
from workbench.tokens import tokenize

from strategies import articles, spaced_texts


def make(*texts, **columns):
    ids = [f"a{i}" for i in range(len(texts))]
    return tokenize(
        pd.DataFrame({"article_id": ids, "text": list(texts)} | columns), keep=list(columns)
    )


def counts(table):
    return dict(zip(table["ngram"], table["n"], strict=True))


def test_by_hand_marks_and_sentence_ends_are_never_crossed():
    tokens = make("Der Krieg endet. Dann der Krieg, der Streit; «der Krieg» endet")
    assert counts(count_ngrams(tokens)) == {
        "der Krieg": 3,
        "Krieg endet": 1,
        "Dann der": 1,
        "der Streit": 1,
    }
    assert count_ngrams(tokens)["total"].tolist() == [11, 11, 11, 11]


def test_a_running_text_counts_as_with_nltk():
    text = "der Krieg in der Ukraine und der Krieg in der Stadt und der Streit in der Ukraine"
    words = text.split()
    for n in (1, 2, 3, 4):
        assert counts(count_ngrams(make(text), n=n, fold=False)) == {
            " ".join(gram): k for gram, k in FreqDist(ngrams(words, n)).items()
        }
    both = FreqDist(everygrams(words, 2, 4))
    mine = count_ngrams(make(text), n=(2, 4), fold=False)
    assert counts(mine) == {" ".join(gram): k for gram, k in both.items()}
    assert mine["n_tokens"].tolist() == [len(gram.split(" ")) for gram in mine["ngram"]]


def naive(tokens, lengths, zones=None):
    """Walk over the tokens one by one."""
    n, seen = Counter(), {}
    run, last = [], None
    marked = set(tokens.loc[~tokens["is_word"], "article_id"])
    for row in tokens.itertuples():
        place = (row.article_id, row.sentence)
        beside = (
            last is not None
            and place == last[0]
            and row.start - last[1] <= (2 if row.article_id in marked else 1)
        )
        run = (
            [*run, row.token.casefold()]
            if run and beside and row.is_word
            else [row.token.casefold()]
            if row.is_word
            else []
        )
        last = (place, row.end)
        for length in lengths:
            if len(run) >= length:
                gram = tuple(run[-length:])
                n[gram] += 1
                seen.setdefault(gram, set()).add(row.article_id)
    return {gram: (k, len(seen[gram])) for gram, k in n.items()}


@settings(max_examples=80)
@given(frame=articles(spaced_texts))
def test_agrees_with_a_walk_over_the_tokens(frame):
    tokens = tokenize(frame)
    for lengths in ((2, 2), (1, 3), (3, 5)):
        table = count_ngrams(tokens, n=lengths, zones=None)
        mine = Counter()
        for row in table.itertuples():
            mine[row.n, row.n_articles, row.n_tokens] += 1
        theirs = Counter()
        for gram, (k, seen) in naive(tokens, range(lengths[0], lengths[1] + 1)).items():
            theirs[k, seen, len(gram)] += 1
        assert mine == theirs


@settings(max_examples=60)
@given(frame=articles(spaced_texts))
def test_a_corpus_counted_in_parts_is_equal_to_the_last_digit(frame):
    frame["outlet"] = ["A", "B", "A", None][: len(frame)]
    options = {"unit": "token", "zones": None, "fold": True, "tz": "UTC"}
    show = {"min_n": 1, "min_articles": 1, "top": 7, "stop_words": "mixed"}
    for by in ([], ["outlet"]):
        parts = [
            count_part(tokenize(frame.iloc[[i]]), lengths=range(2, 4), by=by, **options)
            for i in range(len(frame))
        ]
        whole = count_ngrams(
            tokenize(frame), n=(2, 3), by=by, zones=None, tz="UTC", top=7, stop_words="mixed"
        )
        pd.testing.assert_frame_equal(finish(parts, by=by, **show), whole)


def test_groups_have_their_own_totals_and_come_first():
    tokens = make("der Krieg der Krieg", "Der Krieg", "ein Streit", outlet=["B", "A", "A"])
    table = count_ngrams(tokens, by="outlet")
    columns = ["outlet", "ngram", "n", "total", "n_articles", "total_articles"]
    assert table[columns].to_numpy().tolist() == [
        ["A", "der Krieg", 1, 4, 1, 2],
        ["A", "ein Streit", 1, 4, 1, 2],
        ["B", "der Krieg", 2, 4, 1, 1],
        ["B", "Krieg der", 1, 4, 1, 1],
    ]


def test_function_words_can_be_hidden_whole_or_at_the_edges():
    tokens = make("Krieg in der Ukraine und so")
    assert "in der" in counts(count_ngrams(tokens))
    mixed = counts(count_ngrams(tokens, stop_words="mixed"))
    assert "in der" not in mixed
    assert "Krieg in" in mixed
    assert counts(count_ngrams(tokens, n=(2, 4), stop_words="inside")) == {
        "Krieg in der Ukraine": 1
    }


def test_limits_cut_the_rows_not_the_totals():
    tokens = make("a1 b1 a1 b1 a1 b1", "b1 a1")
    table = count_ngrams(tokens, top=1)
    assert table[["ngram", "n", "total", "n_articles", "total_articles"]].to_numpy().tolist() == [
        ["a1 b1", 3, 8, 1, 2]
    ]
    assert counts(count_ngrams(tokens, min_articles=2)) == {"b1 a1": 3}
    assert counts(count_ngrams(tokens, min_n=4)) == {}


def test_lemmas_and_rows_that_were_left_out():
    tokens = make("den Krieg beenden. Kriege beenden.")
    assert counts(count_ngrams(tokens, unit="lemma"))["Krieg beenden"] == 2
    kept = tokens[~tokens["token"].isin(["Krieg"])]  # the neighbours of a missing row are none
    assert "den beenden" not in counts(count_ngrams(kept))


def test_a_comma_divides_also_where_the_marks_were_taken_out():
    tokens = make("Der Krieg, der Streit  und die Not.")
    assert {"der Streit", "Streit und"} <= set(counts(count_ngrams(tokens, fold=False)))
    words_only = counts(count_ngrams(tokens[tokens["is_word"]], fold=False))
    assert "Krieg der" not in words_only
    assert "der Streit" in words_only
    assert len(kwic(tokens[tokens["is_word"]], "Krieg der")) == 0
    assert len(kwic(tokens, "Streit und")) == 1


def test_ranks_keep_long_keys_within_64_bits():
    from workbench import sequences

    tokens = make("a1 b1 c1 d1 a1 b1", "a1 b1 c1")
    whole = count_ngrams(tokens, n=(1, 4))
    largest, sequences._LARGEST = sequences._LARGEST, 4
    try:
        pd.testing.assert_frame_equal(count_ngrams(tokens, n=(1, 4)), whole)
    finally:
        sequences._LARGEST = largest


@pytest.mark.parametrize(
    "options",
    [{"n": 0}, {"n": (3, 2)}, {"n": 10}, {"top": 0}, {"min_n": 0}, {"min_articles": 0}, {"unit": "x"}, {"stop_words": "no"}],
)  # fmt: skip
def test_options_are_checked(options):
    with pytest.raises(OptionError):
        count_ngrams(make("Der Krieg."), **options)


def test_a_missing_column_says_how_to_get_it():
    with pytest.raises(TableError, match="keep="):
        count_ngrams(make("Der Krieg."), by="desk")
    with pytest.raises(TableError, match="'sentence'"):
        count_ngrams(make("Der Krieg.").drop(columns="sentence"))


def test_texts_of_marks_only_have_none():
    assert count_ngrams(make("…!", "")).empty
    assert count_ngrams(make("Krieg. Streit.")).empty
