"""Dispersion against the examples by which its authors explain it, and by brute force."""

from itertools import pairwise

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench import dispersion, tallies
from workbench.frequency import count_words
from workbench.tokens import tokenize

FIRST = np.array([0])


def rates_of(f, size):
    return dispersion.rate_sums(FIRST, np.array(f), np.array(size))


def dp_of(f, size):
    f, size = np.array(f), np.array(size)
    n, total = np.array([f.sum()]), np.array([size.sum()])
    return dispersion.deviation(dispersion.shared_sums(FIRST, f, size, n, total), n, total)


def arf_of(places, total):
    """Take the definition of Savický and Hlaváčová (2002) literally."""
    gaps = [b - a for a, b in zip(places, [*places[1:], places[0] + total], strict=True)]
    usual = total / len(places)
    return sum(min(gap, usual) for gap in gaps) / usual


# --- published examples -----------------------------------------------------------------------


def test_juillands_d_is_that_of_carroll_1970():
    """Five equal parts with 0, 4, 3, 2, 1 occurrences: .6464 (p. 14)."""
    d = dispersion.juilland(rates_of([0, 4, 3, 2, 1], [10] * 5), np.array([5]))
    assert d.round(4).tolist() == [0.6464]


def test_normalised_dp_is_that_of_lijffijt_and_gries_2012():
    """Three equal parts with 2, 1, 0 occurrences: DP 1/3, normalised .5 (p. 148)."""
    dp = dp_of([2, 1, 0], [1, 1, 1])
    assert dp.tolist() == [pytest.approx(1 / 3)]
    assert dispersion.normalised(dp, np.array([1]), np.array([3])).tolist() == [pytest.approx(0.5)]


def test_all_measures_of_the_corpus_of_gries():
    """DP .18, D .785 and DPnorm .22 of the word *a* (Gries 2020, a handbook's chapter)."""
    parts = [
        "b a m n i b e u p",
        "b a s a t b e w q n",
        "b c a g a b e s t a",
        "b a g h a b e a a t",
        "b a h a a b e a x a t",
    ]
    articles = pd.DataFrame({"article_id": list("abcde"), "text": parts, "language": "xx"})
    table = count_words(tokenize(articles), unit="token").set_index("token")
    found = table.loc["a"]
    assert found["dispersion"] == pytest.approx(0.18)
    assert found["dp_norm"] == pytest.approx(0.18 / 0.82)
    assert round(found["juilland_d"], 3) == 0.785
    assert table.loc["x", "arf"] == 1


def test_arf_is_that_of_gries_2008():
    """Fifteen *a* among fifty words count as 10.8 (pp. 406 and 410)."""
    words = ["bamnibeupk", "basatbewqn", "bcagabesta", "baghabeaat", "bahaabeaxa"]
    table = table_of(words)
    assert round(table.loc["ax", "arf"], 1) == 10.8


def test_arf_is_that_of_sketch_engines_example():
    """Sixty words, hits at 0, 11, 13, 16, 56: the mean of the twelve reduced frequencies."""
    places, total = [0, 11, 13, 16, 56], 60
    width = total // len(places)
    shifts = [len({(place - shift) % total // width for place in places}) for shift in range(width)]
    words = np.array(["y"] * total)
    words[places] = "x"
    articles = pd.DataFrame({"article_id": ["a"], "text": [" ".join(words)], "language": ["xx"]})
    table = count_words(tokenize(articles), unit="token").set_index("token")
    assert table.loc["x", "arf"] == pytest.approx(np.mean(shifts))


# --- brute force ------------------------------------------------------------------------------

CORPORA = st.lists(
    st.lists(st.sampled_from("abcd"), min_size=1, max_size=9), min_size=1, max_size=9
)


def table_of(parts):
    ids = [f"a{i}" for i in range(len(parts))]
    texts = [" ".join(f"{word}x" for word in part) for part in parts]
    articles = pd.DataFrame({"article_id": ids, "text": texts, "language": "xx"})
    return count_words(tokenize(articles), unit="token").set_index("token")


@given(parts=CORPORA)
def test_every_measure_agrees_with_its_formula(parts):
    table = table_of(parts)
    size = np.array([len(part) for part in parts])
    flat = [word for part in parts for word in part]
    for word in set(flat):
        found = table.loc[f"{word}x"]
        f = np.array([part.count(word) for part in parts])
        share, held = size / size.sum(), f / f.sum()
        dp = np.abs(share - held).sum() / 2
        assert found["dispersion"] == pytest.approx(dp, abs=1e-12)
        places = [i for i, other in enumerate(flat) if other == word]
        assert found["arf"] == pytest.approx(arf_of(places, len(flat)))
        assert found["n_articles"] == (f > 0).sum()
        if len(parts) == 1:
            assert np.isnan(found["dp_norm"])
            assert np.isnan(found["juilland_d"])
            continue
        p = f / size
        assert found["dp_norm"] == pytest.approx(dp / (1 - share.min()), abs=1e-12)
        d = 1 - np.std(p) / np.mean(p) / np.sqrt(len(p) - 1)
        assert found["juilland_d"] == pytest.approx(d, abs=1e-7)


def test_articles_whose_words_lie_apart_are_one_part():
    tokens = tokenize(pd.DataFrame({"article_id": ["a", "b"], "text": ["x1 x1 x2", "x2 x2 x1"]}))
    mixed = tokens.iloc[[0, 3, 1, 4, 2, 5]]
    mixed, plain = (count_words(table, dispersion=False) for table in (mixed, tokens))
    pd.testing.assert_frame_equal(mixed, plain)


@given(parts=CORPORA, cuts=st.lists(st.integers(0, 9), max_size=3))
def test_tallies_of_parts_add_up_to_that_of_the_whole(parts, cuts):
    """However a corpus is cut, and in whatever tree the cuts are put together."""
    ids = [f"a{i}" for i in range(len(parts))]
    texts = [" ".join(f"{word}x" for word in part) for part in parts]
    tokens = tokenize(pd.DataFrame({"article_id": ids, "text": texts, "language": "xx"}))
    number = tokens["article_id"].cat.codes.to_numpy()
    edges = [0, *sorted(min(cut, len(parts)) for cut in cuts), len(parts)]
    pieces = [tokens[(number >= a) & (number < b)] for a, b in pairwise(edges)]

    def tally(piece):
        return tallies.tally(
            tallies.arrange(
                tallies.choose(
                    piece, unit="token", names=[], zones=None, fold=True, tz="UTC", function="test"
                )
            )
        )

    whole = tally(tokens)
    found = [tally(piece) for piece in pieces]
    flat = tallies.combine(found)
    tree = tallies.combine([found[0], tallies.combine(found[1:])]) if found[1:] else found[0]
    for added in (flat, tree):
        by_word = pd.Series(added.n, index=added.spelled.take(added.word)).sort_index()
        wanted = pd.Series(whole.n, index=whole.spelled.take(whole.word)).sort_index()
        pd.testing.assert_series_equal(by_word, wanted, check_index_type=False)
        assert added.total.tolist() == whole.total.tolist()
