import pandas as pd
import pytest
from hypothesis import given, settings
from workbench.corpus import read_articles
from workbench.errors import OptionError
from workbench.frequency import count_words
from workbench.places import sample_path
from workbench.tokens import tokenize
from workbench.wordlist import count_tokens

from strategies import articles, spaced_texts

SHARED = ["token", "n", "total", "per_10k", "n_articles", "total_articles"]


@settings(max_examples=100, deadline=None)
@given(frame=articles(spaced_texts))
def test_case_kept_the_numbers_are_those_of_count_words(frame):
    long = count_words(tokenize(frame), unit="token", fold=False)
    short = count_tokens(frame, fold=False)
    pd.testing.assert_frame_equal(short, long[SHARED], check_dtype=False)


@pytest.mark.parametrize("zones", [None, "headline", ["lead", "body"]])
def test_on_the_sample_corpus_spellings_zones_and_order_agree(zones, monkeypatch):
    frame = read_articles(sample_path())
    long = count_words(tokenize(frame), unit="token", zones=zones)
    monkeypatch.setattr("workbench.encoding.BLOCK", 20_000)
    short = count_tokens(frame, zones=zones)
    pd.testing.assert_frame_equal(short, long[SHARED])


def test_rare_words_and_long_tables_can_be_left_out():
    frame = pd.DataFrame({"article_id": ["a", "b"], "text": ["Der Rat, der Rat.", "rat der Welt"]})
    assert count_tokens(frame, min_n=2)["token"].tolist() == ["Rat", "der"]
    assert count_tokens(frame, top=1)["n"].tolist() == [3]
    with pytest.raises(OptionError, match="min_n=0"):
        count_tokens(frame, min_n=0)
    with pytest.raises(OptionError, match="zones"):
        count_tokens(frame, zones="bod")


def test_texts_without_words_give_the_typed_empty_table():
    empty = count_tokens(pd.DataFrame({"article_id": ["a"], "text": ["«…»"]}))
    assert empty.empty
    assert empty.dtypes["n"] == "int64"
