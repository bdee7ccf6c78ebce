"""Lexical variety agrees with LexicalRichness 0.5.1, and is the same in parts."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench.errors import OptionError
from workbench.tokens import tokenize
from workbench.variety import count_part, finish, measure_variety, mtld, sum_windows

EVEN = [chr(97 + (i * i + 3 * i) % 23) + chr(97 + (i * 7) % 5) for i in range(600)]
UNEVEN = [
    chr(97 + int(25 * abs(((i * 7919) % 997) / 997 - 0.5) ** 2 * 4) % 26) + chr(97 + (i * i) % 7)
    for i in range(600)
]


def make(*texts, **columns):
    ids = [f"a{i}" for i in range(len(texts))]
    return tokenize(pd.DataFrame({"article_id": ids, "text": list(texts)} | columns))


@pytest.mark.parametrize(
    ("words", "ttr", "mattr_50", "mattr_500", "mtld_"),
    [
        (EVEN, 0.1, 0.8043920145190554, 0.1199999999999998, 69.48529411764706),
        (UNEVEN, 0.075, 0.5646460980036334, 0.08223762376237624, 34.31372549019608),
    ],
)
def test_agrees_with_lexical_richness(words, ttr, mattr_50, mattr_500, mtld_):
    tokens = make(" ".join(words))
    row = measure_variety(tokens).iloc[0]
    assert row["ttr"] == pytest.approx(ttr)
    assert row["mattr"] == pytest.approx(mattr_500)
    assert row["mtld"] == pytest.approx(mtld_)
    assert measure_variety(tokens, window=50)["mattr"].iloc[0] == pytest.approx(mattr_50)


@given(words=st.lists(st.integers(0, 6), max_size=40), window=st.integers(2, 12))
def test_stretches_are_counted_as_by_sliding_a_window(words, window):
    slid = [len(set(words[i : i + window])) for i in range(len(words) - window + 1)]
    assert sum_windows(np.array(words, dtype=np.int64), window) == (sum(slid), len(slid))


def test_short_groups_have_no_mattr_instead_of_a_wrong_one():
    tokens = make("Krieg und Streit", "Krieg " * 600, outlet=["A", "B"])
    table = measure_variety(tokens, by="outlet").set_index("outlet")
    assert pd.isna(table.loc["A", "mattr"])
    assert table.loc["A", "n_windows"] == 0
    assert table.loc["A", "ttr"] == 1
    assert table.loc["B", "mattr"] == pytest.approx(1 / 500)


def test_stretches_stay_inside_articles_when_told_so():
    tokens = make("a1 b1 c1", "a1 a1 a1")
    inside = measure_variety(tokens, window=3, within="article").iloc[0]
    assert inside[["mattr", "n_windows"]].tolist() == [pytest.approx((1 + 1 / 3) / 2), 2]
    assert measure_variety(tokens, window=3)["n_windows"].tolist() == [4]


def test_articles_stand_in_the_order_of_their_dates_and_capitals_make_no_difference():
    days = pd.to_datetime(["2024-03-05", "2024-03-04"], utc=True)
    late_first = make("A1 b1", "c1 a1", published=days)
    early_first = make("c1 a1", "A1 b1", published=days[::-1])
    for tokens in (late_first, early_first):
        assert measure_variety(tokens, window=3)["mattr"].tolist() == [pytest.approx((2 + 2) / 6)]


texts = st.lists(st.sampled_from(["Krieg", "krieg", "Streit", "und", "a1", "."]), max_size=14).map(" ".join)  # fmt: skip


@given(found=st.lists(texts, min_size=1, max_size=5))
def test_a_corpus_in_parts_is_equal_to_the_last_digit(found):
    outlets = ["A", "B", "A", "B", "A"][: len(found)]
    tokens = make(*found, outlet=outlets)
    options = {"by": ["outlet"], "unit": "token", "zones": None, "tz": "UTC"}
    parts = [
        count_part(tokens[tokens["article_id"] == name], **options)
        for name in reversed(tokens["article_id"].cat.categories)
    ]
    for within in ("group", "article"):
        whole = measure_variety(tokens, by="outlet", zones=None, window=4, within=within)
        mine = finish(parts, by=["outlet"], window=4, within=within)
        pd.testing.assert_frame_equal(mine, whole, check_dtype=False)


def test_mtld_of_words_that_all_differ_is_their_number():
    assert mtld(list(range(30))) == 30


@pytest.mark.parametrize("options", [{"window": 1}, {"unit": "x"}, {"within": "zone"}])
def test_options_are_checked(options):
    with pytest.raises(OptionError):
        measure_variety(make("Krieg"), **options)
