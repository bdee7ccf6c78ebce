"""Keyness: by hand, against the full table, and against other people's programs."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from nltk.metrics.association import BigramAssocMeasures
from scipy import stats
from workbench import association, contrast
from workbench.counts import add_counts
from workbench.errors import OptionError
from workbench.keyness import count_keyness, score_keyness, score_keyness_counts
from workbench.tables import KEYNESS
from workbench.tokens import tokenize

from strategies import articles, spaced_texts


def make(texts, outlets, **columns):
    ids = [f"a{i}" for i in range(len(texts))]
    frame = pd.DataFrame({"article_id": ids, "text": texts, "outlet": outlets} | columns)
    return tokenize(frame)


def row(table, word):
    return table[table["lemma"] == word].iloc[0]


ALL = {"min_n": 1, "min_articles": 1}


# --- the measures against others --------------------------------------------------------------

TABLES = [(150, 12593, 932, 14307668), (20, 42, 20, 14307668), (3, 40, 10, 100), (0, 40, 10, 100), (0, 5, 0, 20)]  # fmt: skip


@pytest.mark.parametrize("cells", TABLES)
def test_log_likelihood_agrees_with_scipy_and_nltk(cells):
    n11, n1, m1, n = cells
    mine = association.log_likelihood(*cells)
    if m1:
        square = [[n11, n1 - n11], [m1 - n11, n - n1 - m1 + n11]]
        g = stats.chi2_contingency(square, correction=False, lambda_="log-likelihood")
        assert abs(mine) == pytest.approx(g.statistic, rel=1e-9)
        assert association.chance(mine) == pytest.approx(g.pvalue, rel=1e-9)
    else:
        assert mine == 0
    if n11:
        assert abs(mine) == pytest.approx(
            BigramAssocMeasures.likelihood_ratio(n11, (n1, m1), n), rel=1e-6
        )


def test_log_likelihood_is_that_of_rayson_where_the_word_is_rare():
    """The formula of the Lancaster calculator sums the two cells of the word only."""
    a, b, c, d = 120, 60, 1_000_000, 1_000_000
    e1, e2 = c * (a + b) / (c + d), d * (a + b) / (c + d)
    rayson = 2 * (a * np.log(a / e1) + b * np.log(b / e2))
    mine = association.log_likelihood(a, c, a + b, c + d)
    assert mine == pytest.approx(rayson, rel=1e-4)
    assert association.log_likelihood(b, d, a + b, c + d) == pytest.approx(-mine)


@pytest.mark.parametrize("printed", [(18.38, 42, 20, 20), (17.98, 41, 27, 20), (16.31, 30, 117, 20), (15.94, 77, 59, 20), (15.19, 24, 320, 20)])  # fmt: skip
def test_mutual_information_and_t_are_those_of_manning_and_schuetze(printed):
    """Foundations of Statistical Natural Language Processing, tables 5.6 and 5.14."""
    mi, f1, f2, f12 = printed
    expected = association.expected_count(f1, f2, 14_307_668)
    assert round(float(association.mutual_information(f12, expected)), 2) == mi
    assert association.mutual_information(f12, expected) == pytest.approx(
        BigramAssocMeasures.pmi(f12, (f1, f2), 14_307_668)
    )
    assert association.t_score(f12, expected) == pytest.approx(
        BigramAssocMeasures.student_t(f12, (f1, f2), 14_307_668)
    )
    if f2 == 20:
        assert round(float(association.t_score(f12, expected)), 4) == 4.4721


def test_mi3_is_that_of_nltk():
    expected = association.expected_count(42, 20, 14_307_668)
    nltk = BigramAssocMeasures.mi_like(20, (42, 20), 14_307_668, power=3)
    mine = association.mutual_information(20, expected, power=3)
    assert 2**mine == pytest.approx(nltk * 14_307_668)


def test_log_dice_has_the_landmarks_of_rychly_2008_and_the_values_of_sugiura():
    """14 is always together; 1 more is twice as often, 7 more about a hundred times."""
    values = association.log_dice([8, 300, 3, 6, 300], [389, 300, 3000, 3000, 3000], [230, 300, 3000, 3000, 3000])  # fmt: skip
    np.testing.assert_allclose(values, [8.726204, 14, 4.034216, 5.034216, 10.67807], atol=5e-6)
    assert BigramAssocMeasures.dice(8, (389, 230), 10**6) == pytest.approx(2 ** (values[0] - 14))


def test_weighted_log_odds_are_those_of_scattertext():
    """Made with scattertext 0.2.2, LogOddsRatioInformativeDirichletPrior(scale_type='word').

    y_i = [30, 12, 0, 458], y_j = [10, 15, 7, 668], priors y_i + y_j, sigma 500.
    """
    one, two = np.array([30, 12, 0, 458]), np.array([10, 15, 7, 668])
    z = association.log_odds_z(one, 500, two, 700, prior=(one + two) / 1200, strength=500)
    np.testing.assert_allclose(z, SCATTERTEXT, atol=1e-9)


SCATTERTEXT = [3.1108683796992747, 0.21650432807358533, -1.5683137978297617, -1.9792145148364853]  # fmt: skip


def test_adjusted_p_is_that_of_scipy_and_of_holm_by_hand():
    p = [0.01, 0.04, np.nan, 0.03, 0.005]
    expected = stats.false_discovery_control([0.01, 0.04, 0.03, 0.005])
    np.testing.assert_allclose(association.adjust_p(p), [*expected[:2], np.nan, *expected[2:]])
    # steps 4 · .005, 3 · .01, 2 · .03, 1 · .04, never falling
    np.testing.assert_allclose(association.adjust_p(p, "holm"), [0.03, 0.06, np.nan, 0.06, 0.02])


# --- by hand ----------------------------------------------------------------------------------


def test_a_word_by_hand():
    tokens = make(["Krieg Krieg Krieg im Land.", "Kein Krieg am See.", "Ruhe am See."], ["A", "B", "B"])  # fmt: skip
    table = score_keyness(tokens, target="A", **ALL)
    krieg = row(table, "Krieg")
    assert krieg[["n", "n_ref", "total", "total_ref"]].tolist() == [3, 1, 5, 7]
    assert krieg["log_ratio"] == pytest.approx(np.log2((3 / 5) / (1 / 7)))
    assert krieg["percent_diff"] == pytest.approx(320)
    assert krieg["odds_ratio"] == pytest.approx((3 / 2) / (1 / 6))
    assert krieg[["n_articles", "n_articles_ref"]].tolist() == [1, 1]
    see = row(table, "See")
    assert see["log_ratio"] == pytest.approx(np.log2((0.5 / 5) / (2 / 7)))
    assert see["g2"] < 0
    assert table["lemma"].iloc[0] == "Krieg"


def test_intervals_of_words_alone_are_those_of_scipy():
    """Katz' interval of the ratio, and Woolf's of the odds; one article a side has no spread."""
    side = lambda n, total: contrast.Side(np.array([n]), *(np.array([1]),) * 3, total, 1, 1)  # noqa: E731
    found = contrast.compare(side(30, 1000), side(10, 800), 500)
    katz = stats.contingency.relative_risk(30, 1000, 10, 800).confidence_interval(0.95)
    assert 2 ** found["low"] == pytest.approx(katz.low)
    assert 2 ** found["high"] == pytest.approx(katz.high)
    woolf = stats.contingency.odds_ratio([[30, 970], [10, 790]], kind="sample")
    assert found["odds_ratio"] == pytest.approx(woolf.statistic)
    assert found["odds_low"] == pytest.approx(woolf.confidence_interval().low)
    assert found["odds_high"] == pytest.approx(woolf.confidence_interval().high)
    assert found["percent_low"] == pytest.approx((katz.low - 1) * 100)


def test_a_word_packed_into_one_article_gets_the_wider_interval():
    spread = make(["Krieg da nun hier so"] * 6 + ["Ruhe da nun hier so Krieg da so so so"] * 6, ["A"] * 6 + ["B"] * 6)  # fmt: skip
    packed = make(["Krieg " * 6 + "da"] + ["so da nun hier so"] * 5 + ["Ruhe da nun hier so Krieg da so so so"] * 6, ["A"] * 6 + ["B"] * 6)  # fmt: skip
    width = [
        row(score_keyness(t, target="A", **ALL), "Krieg").pipe(lambda r: r["high"] - r["low"])
        for t in (spread, packed)
    ]
    assert width[1] > 1.5 * width[0]


def test_the_interval_covers_where_words_come_in_bundles():
    """1 000 pairs of corpora with the same rate, words bundled by article: 95 % should cover 0."""
    rng = np.random.default_rng(1)
    hits = naive = 0
    for _ in range(1000):
        sides = []
        for _ in range(2):
            size = rng.integers(200, 600, 40)
            f = rng.poisson(size * 0.005 * rng.gamma(0.5, 2, 40))
            sides.append(contrast.Side(*(np.array([x]) for x in (f.sum(), (f > 0).sum(), (f * f).sum(), (f * size).sum())), int(size.sum()), 40, int((size * size).sum())))  # fmt: skip
        found = contrast.compare(*sides, 500)
        hits += bool(found["low"][0] <= 0 <= found["high"][0])
        naive += bool(association.chance(found["g2"])[0] >= 0.05)
    assert 910 <= hits <= 975
    assert naive < 800  # what words drawn by themselves would have promised


# --- against the full table -------------------------------------------------------------------


@settings(max_examples=40)
@given(frame=articles(spaced_texts))
def test_counts_agree_with_the_full_table_and_parts_add_up(frame):
    frame = frame.assign(outlet=["A", "B", "A", "B"][: len(frame)])
    tokens = tokenize(frame)
    mine = score_keyness(tokens, target=None, zones=None, **ALL)
    words = tokens[tokens["is_word"]].astype({"outlet": "str", "lemma": "str"})
    full = pd.crosstab(words["lemma"], words["outlet"])
    if len(full.columns) == 2:
        for each in mine.itertuples():
            other = "B" if each.target == "A" else "A"
            assert (each.n, each.n_ref) == tuple(full.loc[each.lemma, [each.target, other]])
            assert (each.total, each.total_ref) == tuple(full.sum()[[each.target, other]])
        assert len(mine) == 2 * len(full)
    parts = [count_keyness(tokenize(frame.iloc[[i]]), zones=None) for i in range(len(frame))]
    added = score_keyness_counts(add_counts(parts, "group", "word"), **ALL)
    pd.testing.assert_frame_equal(mine, added)


# --- references -------------------------------------------------------------------------------

THREE = make(["Krieg und Ruhe."] * 3 + ["Krieg Krieg Krieg."] * 3 + ["Ruhe Ruhe."] * 3, list("AAABBBCCC"))  # fmt: skip


def test_each_group_against_the_rest_and_against_one_group():
    table = score_keyness(THREE, min_n=1)
    assert list(dict.fromkeys(table["target"])) == ["A", "B", "C"]
    against = score_keyness(THREE, target="A", reference="B", min_n=1)
    krieg = row(against, "Krieg")
    assert krieg[["n", "n_ref", "total_ref", "reference"]].tolist() == [3, 9, 9, "B"]
    assert set(score_keyness(THREE, reference="B", min_n=1)["target"]) == {"A", "C"}


def test_a_corpus_of_ones_own_is_the_reference_also_with_a_group_of_the_same_name():
    own = make(["Krieg endet. Frieden kommt."] * 4, ["A"] * 4)
    krieg = row(score_keyness(THREE, target="A", reference=own, min_n=1), "Krieg")
    assert krieg[["n", "n_ref", "total_ref", "reference"]].tolist() == [3, 4, 16, "corpus"]
    whole = score_keyness(THREE, by=None, reference=own, min_n=1)
    assert row(whole, "Krieg")[["target", "n"]].tolist() == ["", 12]


def test_general_german_compares_rates_and_says_what_it_cannot_know():
    text = "Der Krieg und die Kriege in Tarvonien. Eine Spezial-Operation."
    tokens = make([text] * 4, ["A"] * 4, language=["de"] * 4)
    table = score_keyness(tokens, target="A", reference="wordfreq", **ALL)
    krieg = row(table, "Krieg")
    import wordfreq

    known = wordfreq.get_frequency_dict("de")
    rate = known["krieg"] + known["kriege"]
    assert krieg["per_10k_ref"] == pytest.approx(rate * 10_000)
    assert pd.isna(krieg["n_ref"])
    exact = stats.power_divergence([8, krieg["total"] - 8], [krieg["total"] * rate, krieg["total"] * (1 - rate)], lambda_="log-likelihood")  # fmt: skip
    assert krieg["g2"] == pytest.approx(exact.statistic)
    absent = table[table["reference_note"] == "absent"]
    assert "Tarvonien" in set(absent["lemma"])
    assert absent[["log_ratio", "g2", "p"]].isna().all(axis=None)
    assert (
        table.loc[table["reference_note"] == "parts", "lemma"].str.contains("(?i)operation").any()
    )


def test_general_language_needs_its_package_and_one_language(monkeypatch):
    mixed = make(["Krieg und Ruhe", "War and peace"], ["A", "A"], language=["de", "en"])
    with pytest.raises(OptionError, match="one language; these have de, en"):
        score_keyness(mixed, reference="wordfreq")
    monkeypatch.setitem(__import__("sys").modules, "wordfreq", None)
    with pytest.raises(OptionError, match=r"pip install 'media-workbench\[reference\]'"):
        score_keyness(THREE, reference="wordfreq")


# --- what is refused --------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"target": "Blikc"}, "target='Blikc' is not among the groups: 'A', 'B', 'C'"),
        ({"target": "A", "reference": "D"}, "reference='D' is not among the groups"),
        ({"target": "A", "reference": "A"}, "both 'A'"),
        ({"target": "A", "min_articles": 4}, r"'A' has 3 article\(s\), and min_articles=4"),
        ({"adjust": "bonferoni"}, "adjust"),
        ({"unit": "lema"}, "Did you mean 'lemma'"),
        ({"min_n": 0}, "min_n=0"),
    ],
)
def test_wrong_questions_get_answers_that_help(options, message):
    with pytest.raises(OptionError, match=message):
        score_keyness(THREE, **options)


def test_one_group_alone_has_nothing_to_be_compared_with():
    table = score_keyness(make(["Krieg"] * 5, ["A"] * 5))
    assert table.dtypes.astype(str).to_dict() == KEYNESS.empty().dtypes.astype(str).to_dict()
    assert table.empty


def test_tokens_are_folded_stop_words_hidden_days_named():
    tokens = make(["Der Krieg, der Streit.", "Der See."], ["A", "B"], published=pd.to_datetime(["2024-03-04", "2024-03-05"], utc=True))  # fmt: skip
    table = score_keyness(tokens, by="day", unit="token", **ALL)
    rows = table.set_index("token").loc[["der"], ["target", "n", "n_ref"]]
    assert rows.to_numpy().tolist() == [
        ["2024-03-04", 2, 1],
        ["2024-03-05", 1, 2],
    ]
    assert "der" not in set(score_keyness(tokens, stop_words=False, **ALL)["lemma"])


def test_enough_asks_the_side_that_has_the_word_more_often():
    table = score_keyness(THREE, target="C", min_n=1)
    assert row(table, "Krieg")["g2"] < 0
    assert row(table, "Krieg")["enough"]
    assert not score_keyness(make(["Krieg Krieg", "So", "So", "Ja", "Ja", "Ja"], list("AAABBB")), target="A", min_n=1).set_index("lemma").loc["Krieg", "enough"]  # fmt: skip
