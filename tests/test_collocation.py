"""Collocates: windows by hand, all pairs against NLTK, measures against SciPy."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from nltk.collocations import BigramCollocationFinder
from scipy.stats import chi2_contingency
from workbench import neighbours
from workbench.collocation import count_collocates, score_collocates, score_company
from workbench.errors import OptionError, TableError
from workbench.framing import find_mentions
from workbench.matching import codebook_of
from workbench.tokens import tokenize

from strategies import articles, spaced_texts


def make(*texts, **columns):
    ids = [f"a{i}" for i in range(len(texts))]
    return pd.DataFrame({"article_id": ids, "text": list(texts)} | columns)


def near(frame, node, **options):
    table = score_collocates(tokenize(frame), node, **{"min_n": 1} | options)
    return table.set_index("lemma")[["n_before", "n_after"]].T.to_dict("list")


# --- windows by hand --------------------------------------------------------------------------

TEXT = make("Rot Blau Krieg Grün Gelb. Braun Krieg.\n\nKrieg Lila.")


def test_a_window_counts_words_on_both_sides_and_ends_with_the_sentence():
    assert near(TEXT, "Krieg", window=1) == {
        "Blau": [1, 0],
        "Braun": [1, 0],
        "Grün": [0, 1],
        "Lila": [0, 1],
    }
    assert near(TEXT, "Krieg", window=(2, 0)) == {"Rot": [1, 0], "Blau": [1, 0], "Braun": [1, 0]}


def test_a_wider_span_crosses_sentences_but_never_articles():
    two = make("Rot Krieg.", "Grün Gelb.")
    assert near(TEXT, "Krieg", window=(0, 3), span="article")["Braun"] == [0, 1]
    assert near(two, "Krieg", span="article") == {"Rot": [1, 0]}


def test_a_phrase_is_a_node_and_not_its_own_company():
    frame = make("Er sagt Krieg in der Ukraine heute.")
    assert set(near(frame, "Krieg in der Ukraine")) == {"er", "sagen", "heute"}


def test_a_label_of_the_codebook_is_a_node_with_all_its_forms():
    frame = make("Ein Angriffskrieg beginnt.", "Zwei Kriege enden.", language=["de", "de"])
    mentions = find_mentions(frame, codebook_of(["Krieg", "Mission"]))
    table = score_collocates(tokenize(frame), "Krieg", mentions=mentions, window=1, min_n=1)
    surfaces = set(mentions["surface"])
    assert table["n_node"].unique().tolist() == [len(mentions)]
    assert set(table["lemma"]) >= {"zwei", "enden"}
    assert not surfaces & set(table["lemma"])
    with pytest.raises(OptionError, match="'Kreig' is not a label of the mentions: 'Krieg'"):
        score_collocates(tokenize(frame), "Kreig", mentions=mentions)


def test_mentions_of_other_texts_are_refused():
    frame = make("Zwei Kriege enden.", language=["de"]).assign(digest="x")
    mentions = find_mentions(frame, codebook_of(["Krieg"]))
    with pytest.raises(TableError, match="text of 1 article"):
        score_collocates(tokenize(frame.assign(digest="y")), "Krieg", mentions=mentions)


def test_numbers_of_a_pair_by_hand():
    frame = make("Krieg tobt. Krieg tobt. Krieg ruht.", "Friede tobt nie.")
    table = score_collocates(tokenize(frame), "Krieg", window=1, min_n=1, min_articles=1)
    tobt = table[table["lemma"] == "toben"].iloc[0]
    # 10 pairs of neighbours in all, 3 of Krieg, 4 of toben, 2 of both
    assert tobt[["n", "n_node", "n_word", "total"]].tolist() == [2, 3, 3, 9]
    assert tobt["expected"] == pytest.approx(3 * 4 / 10)
    assert tobt["mi"] == pytest.approx(np.log2(2 / 1.2))
    assert tobt["mi3"] == pytest.approx(np.log2(8 / 1.2))
    assert tobt["t_score"] == pytest.approx((2 - 1.2) / np.sqrt(2))
    assert tobt["log_dice"] == pytest.approx(14 + np.log2(2 * 2 / 6))
    g2 = chi2_contingency([[2, 1], [2, 5]], correction=False, lambda_="log-likelihood").statistic
    assert tobt["g2"] == pytest.approx(g2)


# --- all pairs --------------------------------------------------------------------------------


def brute(tokens, left, right):
    """Every pair of node and word near it, one row each."""
    rows = []
    words = tokens[tokens["is_word"]].astype({"article_id": "str", "lemma": "str"})
    for (article, _), part in words.groupby(["article_id", "sentence"], sort=False):
        found = part["lemma"].tolist()
        for at, node in enumerate(found):
            rows += [(node, w, "left", article) for w in found[max(at - left, 0) : at]]
            rows += [(node, w, "right", article) for w in found[at + 1 : at + 1 + right]]
    return pd.DataFrame(rows, columns=["node", "lemma", "side", "article"])


@settings(max_examples=40)
@given(articles(spaced_texts), st.sampled_from([(1, 1), (5, 5), (0, 2), (3, 1)]))
def test_all_pairs_agree_with_counting_one_by_one_and_parts_add_up(frame, window):
    tokens = tokenize(frame)
    mine = score_collocates(tokens, None, window=window, zones=None, min_n=1)
    pairs = brute(tokens, *window)
    assert len(mine) == len(pairs.drop_duplicates(["node", "lemma"]))
    full = pd.crosstab(pairs["node"], pairs["lemma"])
    sides = pairs.groupby(["node", "lemma"]).agg(
        left=("side", lambda s: (s == "left").sum()), articles=("article", "nunique")
    )
    for row in mine.itertuples():
        n, node, word = (
            full.loc[row.node, row.lemma],
            full.loc[row.node].sum(),
            full[row.lemma].sum(),
        )
        assert row.n == n
        assert (row.n_before, row.n_articles) == tuple(sides.loc[(row.node, row.lemma)])
        assert row.expected == pytest.approx(node * word / len(pairs))
        table = [[n, node - n], [word - n, len(pairs) - node - word + n]]
        if min(map(sum, table)) and min(map(sum, zip(*table, strict=True))):
            g2 = chi2_contingency(table, correction=False, lambda_="log-likelihood").statistic
            assert abs(row.g2) == pytest.approx(g2, abs=1e-9)
    options = {"node": None, "left": window[0], "right": window[1], "span": "sentence"}
    options |= {"unit": "lemma", "zones": None, "labels": None, "query": {}}
    parts = [count_collocates(tokenize(frame.iloc[[i]]), **options) for i in range(len(frame))]
    added = score_company(
        neighbours.combine(parts), unit="lemma", min_n=1, min_articles=3, stop_words=True, top=None
    )
    pd.testing.assert_frame_equal(mine, added)


def test_one_node_is_a_line_of_all_nodes_and_small_stretches_add_up(monkeypatch):
    tokens = tokenize(make(*["Krieg und Ruhe, Krieg und Krieg. Ruhe in Ruhe und Krieg."] * 4))
    every = score_collocates(tokens, None, min_n=1)
    one = score_collocates(tokens, "Krieg", min_n=1)
    some = every[every["node"] == "Krieg"].reset_index(drop=True)
    pd.testing.assert_frame_equal(one, some)
    monkeypatch.setattr(neighbours, "_AT_ONCE", 1)
    pd.testing.assert_frame_equal(score_collocates(tokens, None, min_n=1), every)


def test_all_pairs_in_a_window_are_those_of_nltk():
    """NLTK's window of 5 is a word and the four after it."""
    frame = make("der Krieg der Welt und der Krieg im Land der Welt und im Krieg der Welt")
    tokens = tokenize(frame)
    mine = score_collocates(tokens, None, window=(0, 4), span="article", unit="token", min_n=2)
    words = tokens["token"].astype("str").str.casefold().tolist()
    finder = BigramCollocationFinder.from_words(words, window_size=5)
    finder.apply_freq_filter(2)
    pairs = zip(mine["node"], mine["token"], strict=True)
    assert dict(zip(pairs, mine["n"], strict=True)) == dict(finder.ngram_fd.items())


# --- what is shown and refused ----------------------------------------------------------------


def test_top_min_n_and_stop_words_choose_rows_and_leave_numbers():
    tokens = tokenize(make(*["Der lange Krieg tobt. Der kurze Krieg tobt."] * 3))
    table = score_collocates(tokens, "Krieg", min_n=4, stop_words=False)
    assert table["lemma"].tolist() == ["toben"]
    assert table["enough"].tolist() == [True]
    assert (
        len(score_collocates(tokens, None, top=1))
        == score_collocates(tokens, None)["node"].nunique()
    )


@pytest.mark.parametrize("options", [{"window": 0}, {"window": (-1, 2)}, {"span": "sentense"}, {"unit": "lema"}, {"min_n": 0}, {"top": 0}, {"match": "lemm"}])  # fmt: skip
def test_options_are_checked(options):
    with pytest.raises(OptionError):
        score_collocates(tokenize(TEXT), "Krieg", **options)
    with pytest.raises(OptionError, match="score_collocates: the query is empty"):
        score_collocates(tokenize(TEXT), " ")


def test_a_node_that_is_not_there_has_no_company():
    assert score_collocates(tokenize(TEXT), "Frieden").empty
