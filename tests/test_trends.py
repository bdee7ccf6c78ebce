"""Trends: rates over time, their intervals, and gaps that stay gaps."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbench.errors import OptionError, TableError
from workbench.frequency import count_words
from workbench.intervals import bootstrap_interval, poisson_interval, rate_interval
from workbench.tables import TRENDS
from workbench.tokens import tokenize
from workbench.trends import count_part, count_trends, finish


def make(*rows, **columns):
    """Make articles of (date, text)."""
    return tokenize(
        pd.DataFrame(
            {
                "article_id": [f"a{i}" for i in range(len(rows))],
                "text": [text for _, text in rows],
                "published": pd.to_datetime([day for day, _ in rows], utc=True),
            }
            | columns
        ),
        keep=list(columns),
    )


def test_periods_without_articles_are_rows_without_a_rate():
    tokens = make(("2024-03-04", "Der Krieg."), ("2024-03-19", "Ein Streit dauert."))
    table = count_trends(tokens, "Krieg")
    assert table["period"].dt.strftime("%d.%m.").tolist() == ["04.03.", "11.03.", "18.03."]
    assert table["n"].tolist() == [1, 0, 0]
    assert table["total"].tolist() == [2, 0, 3]
    assert table["total_articles"].tolist() == [1, 0, 1]
    assert table["per_10k"].fillna(-1).tolist() == [5000, -1, 0]
    assert table[["low", "high"]].isna().all(axis=1).tolist() == [False, True, False]
    assert table["high"].iloc[2] > 0  # not a single time in three words is no proof of never


def test_groups_share_the_time_axis_and_a_day_begins_at_local_midnight():
    tokens = make(
        ("2024-03-04 23:30", "Krieg"), ("2024-03-07 08:00", "Krieg Streit"), outlet=["B", "A"]
    )
    table = count_trends(tokens, ["Krieg", "Streit"], every="day", by="outlet")
    assert list(table.columns) == ["outlet", *TRENDS.names]
    assert table["outlet"].tolist() == ["A"] * 6 + ["B"] * 6
    assert table["term"].tolist() == (["Krieg"] * 3 + ["Streit"] * 3) * 2
    assert table["period"].dt.day.tolist() == [5, 6, 7] * 4
    assert table["total"].tolist() == [0, 0, 2, 0, 0, 2, 1, 0, 0, 1, 0, 0]
    assert count_trends(tokens, "Krieg", every="day", tz="UTC")["period"].dt.day.min() == 4


def test_phrases_forms_names_and_expressions_are_found_as_kwic_finds_them():
    tokens = make(("2024-03-04", "Der Krieg in Istrau. Angriffskrieg, Kriege: Spezial-Operation."))

    def n(terms, **options):
        return count_trends(tokens, terms, **options)["n"].tolist()

    assert n(["Krieg", "Krieg in Istrau", "Spezial Operation"]) == [2, 1, 1]
    assert n("Krieg", unit="token") == [1]
    assert n(r"\w*kriege?", unit="regex") == [3]
    assert n({"alle": ["Krieg", "Angriffskrieg", "Kriege"]}) == [3]


def test_articles_without_a_date_are_a_row_without_a_period():
    table = count_trends(make(("2024-03-04", "Krieg"), (None, "Krieg Krieg")), "Krieg")
    assert table["period"].isna().tolist() == [False, True]
    assert table["n"].tolist() == [1, 2]
    undated = count_trends(make((None, "Krieg")), "Krieg")
    assert undated[["n", "total"]].to_numpy().tolist() == [[1, 1]]


words = st.lists(st.sampled_from(["Krieg", "Streit", "und", ".", "Kriege"]), max_size=12).map(
    " ".join
)
rows = st.lists(st.tuples(st.dates(pd.Timestamp("2024-01-01").date(), pd.Timestamp("2024-02-20").date()), words), min_size=1, max_size=6)  # fmt: skip


@settings(max_examples=40)
@given(rows=rows)
def test_counts_are_those_of_count_words(rows):
    tokens = make(*[(str(day), text) for day, text in rows])
    for every in ("day", "week", "month"):
        table = count_trends(tokens, "Krieg", every=every, draws=1)
        same = count_words(tokens, by=every)
        same = same[same["lemma"] == "Krieg"]
        mine = table[table["n"] > 0]
        for name in ("n", "total", "per_10k", "n_articles", "total_articles"):
            assert mine[name].tolist() == same[name].tolist(), name
        gaps = table["period"].diff().dropna().dt.days
        assert ((gaps >= 1) & (gaps <= {"day": 1, "week": 7, "month": 31}[every])).all()


@settings(max_examples=30)
@given(rows=rows)
def test_a_corpus_counted_in_parts_is_equal_to_the_last_digit(rows):
    outlets = ["A", "B", "A", "B", "B", "A"][: len(rows)]
    tokens = make(*[(str(day), text) for day, text in rows], outlet=outlets)
    show = {"every": "week", "by": ["outlet"], "min_articles": 2, "draws": 50, "seed": 3}
    whole = count_trends(tokens, ["Krieg", "Streit"], **show)
    parts = [
        count_part(
            tokens[tokens["article_id"] == name], {"Krieg": ["Krieg"], "Streit": ["Streit"]}, every="week",
            by=["outlet"], unit="lemma", zones=("headline", "lead", "subhead", "body"), case=False, tz="Europe/Zurich",
        )
        for name in reversed(tokens["article_id"].cat.categories)
    ]  # fmt: skip
    pd.testing.assert_frame_equal(finish(parts, **show), whole, check_dtype=False)


# --- intervals --------------------------------------------------------------------------------


def test_poisson_limits_are_those_of_garwood():
    """Table of Garwood (1936), 95 %: 0 occurrences 0 to 3.689; 1: .0253 to 5.572; 10: 4.795 to 18.39."""
    low, high = poisson_interval(np.array([0, 1, 10, 50]))
    np.testing.assert_allclose(low, [0, 0.0253, 4.795, 37.11], rtol=1e-3, atol=1e-9)
    np.testing.assert_allclose(high, [3.689, 5.572, 18.39, 65.92], rtol=1e-3)


def test_the_bootstrap_agrees_with_scipys():
    from scipy.stats import bootstrap

    random = np.random.default_rng(5)
    sizes = random.integers(200, 600, 40)
    counts = random.poisson(sizes / 100 * random.gamma(0.5, 2, 40))
    theirs = bootstrap(
        (counts, sizes), lambda n, w, axis: n.sum(axis=axis) / w.sum(axis=axis), paired=True,
        n_resamples=8000, method="percentile", rng=random,
    ).confidence_interval  # fmt: skip
    low, high = bootstrap_interval(counts[:, None], sizes, draws=8000)
    np.testing.assert_allclose([low[0], high[0]], theirs, rtol=0.03)


def test_the_wider_limit_holds_at_each_end():
    counts, sizes = np.array([[9], [0], [0]]), np.array([100, 100, 100])
    low, high = rate_interval(counts, sizes)
    poisson = [float(end[0]) / 300 for end in poisson_interval(np.array([9]))]
    drawn = [float(end[0]) for end in bootstrap_interval(counts, sizes)]
    assert low[0] == min(poisson[0], drawn[0]) == 0
    assert high[0] == max(poisson[1], drawn[1])


@pytest.mark.parametrize(
    "options", [{"every": "year"}, {"unit": "x"}, {"draws": 0}, {"min_articles": 0}, {"terms": []}, {"terms": {"a": []}}, {"terms": " "}]
)  # fmt: skip
def test_options_are_checked(options):
    with pytest.raises(OptionError):
        count_trends(make(("2024-03-04", "Krieg")), **({"terms": "Krieg"} | options))


def test_tokens_without_dates_are_refused_in_words():
    with pytest.raises(TableError, match="published"):
        count_trends(make(("2024-03-04", "Krieg")).drop(columns="published"), "Krieg")
