"""Shares of the quoted words: arithmetic by hand, intervals, groups."""

import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
import pytest
from workbench.errors import OptionError, TableError
from workbench.plots import describe_figure
from workbench.plots.shares import plot_sources
from workbench.shares import count_sources
from workbench.tables import QUOTATIONS


def table(rows, texts):
    """Quotations from (article, start, end, speaker, repeat, nested_in, quotation)."""
    names = ["article_id", "start", "end", "speaker_name", "repeat", "nested_in", "quotation_id"]
    frame = pd.DataFrame(rows, columns=names).assign(outlet="A", anonymous=False, kind="direct")
    times = {"a": "2024-03-04T23:30Z", "b": "2024-03-11T08:00Z"}
    frame["published"] = pd.to_datetime(frame["article_id"].map(times), utc=True)
    articles = pd.DataFrame({"article_id": list(texts), "text": list(texts.values())})
    return QUOTATIONS.conform(frame).drop(columns="digest"), articles


TEXTS = {"a": "eins zwei drei vier fünf", "b": "eins zwei drei"}
ROWS = [
    ("a", 0, 9, "Keller", False, None, "a:0"),  # eins zwei
    ("a", 10, 14, "Keller", False, None, "a:0"),  # drei: the same quotation goes on
    ("a", 10, 14, "Berg", False, "a:0", "a:1"),  # nested
    ("a", 15, 24, "Berg", True, None, "a:2"),  # a headline again
    ("b", 0, 4, "Berg", False, None, "b:0"),  # eins
]


def test_words_are_counted_once_and_shares_add_up():
    shares = count_sources(*table(ROWS, TEXTS))
    assert shares[
        ["speaker_name", "n", "total", "n_quotations", "n_articles"]
    ].to_numpy().tolist() == [
        ["Keller", 3, 4, 1, 1],
        ["Berg", 1, 4, 1, 1],
    ]
    assert shares["share"].sum() == pytest.approx(1)
    assert shares["total_articles"].tolist() == [2, 2]


def test_repeats_and_nested_speech_count_when_asked_for():
    shares = count_sources(*table(ROWS, TEXTS), repeats=True, nested=True)
    assert dict(zip(shares["speaker_name"], shares["n"], strict=True)) == {"Berg": 4, "Keller": 3}


def test_the_interval_is_that_of_a_bootstrap_written_out():
    quotations, articles = table(ROWS, TEXTS)
    shares = count_sources(quotations, articles, draws=400, seed=7).set_index("speaker_name")
    random = np.random.default_rng(7)
    drawn = []
    for first in range(0, 400, 50):
        for times in random.multinomial(2, [0.5, 0.5], size=min(50, 400 - first)):
            keller, berg = 3 * times[0], 1 * times[1]
            drawn.append(keller / (keller + berg))
    assert (
        shares.loc["Keller", ["low", "high"]].tolist() == np.percentile(drawn, [2.5, 97.5]).tolist()
    )


def test_the_same_seed_gives_the_same_interval_and_one_article_none_to_speak_of():
    quotations, articles = table(ROWS, TEXTS)
    first, second = (count_sources(quotations, articles) for _ in range(2))
    pd.testing.assert_frame_equal(first, second)
    alone = count_sources(quotations[quotations["article_id"] == "b"], articles)
    assert alone[["low", "high", "enough"]].to_numpy().tolist() == [[1.0, 1.0, False]]


def test_weeks_begin_on_monday_in_the_time_zone():
    quotations, articles = table(ROWS, TEXTS)
    shares = count_sources(quotations, articles, by="week", of="kind")
    assert [str(day.date()) for day in shares["week"]] == ["2024-03-04", "2024-03-11"]
    days = count_sources(quotations, articles, by="day", of="kind")
    assert str(days["day"].iloc[0].date()) == "2024-03-05"  # half past midnight in Zurich


def test_nobody_named_is_a_row_of_its_own():
    rows = [("a", 0, 4, None, False, None, "a:0")]
    assert count_sources(*table(rows, TEXTS))["speaker_name"].tolist() == [""]


def test_what_cannot_be_grouped_is_said():
    with pytest.raises(TableError, match="no column 'party'"):
        count_sources(*table(ROWS, TEXTS), by="party")
    with pytest.raises(OptionError, match="draws=0"):
        count_sources(*table(ROWS, TEXTS), draws=0)


def test_the_figure_is_described_and_keeps_colours():
    shares = count_sources(*table(ROWS, TEXTS), by="outlet")
    axes = plot_sources(shares, by="outlet", groups=["Z", "A"], lang="de")
    words = describe_figure(axes)
    assert words.startswith("Punktdiagramm: Wer zu Wort kommt, nach Medium")
    assert "Keller, A: 75" in words
    assert "4 zitierte Wörter aus 2 Artikeln" in words
    plt.close(axes.figure)


def test_a_figure_of_a_table_with_groups_asks_for_their_column():
    """Thirty outlets stood on one row, one point over the other."""
    quotations, articles = table(ROWS, TEXTS)
    shares = count_sources(
        quotations.assign(outlet=["A"] * 4 + ["B"]), articles, by="outlet", repeats=True
    )
    assert plot_sources(shares, by="outlet")
    with pytest.raises(TableError, match="by='outlet'"):
        plot_sources(shares)
