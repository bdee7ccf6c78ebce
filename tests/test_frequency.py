import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from workbench.errors import OptionError, TableError
from workbench.frequency import count_words
from workbench.tables import WORDS
from workbench.tokens import tokenize

from strategies import articles, spaced_texts


def make(*texts: str, **columns: list[object]) -> pd.DataFrame:
    ids = [f"a{i}" for i in range(len(texts))]
    return tokenize(
        pd.DataFrame({"article_id": ids, "text": list(texts)} | columns), keep=list(columns)
    )


def row(table: pd.DataFrame, word: str) -> pd.Series:
    column = "lemma" if "lemma" in table else "token"
    return table[table[column] == word].iloc[0]


# --- by hand ----------------------------------------------------------------------------------


def test_counts_by_hand():
    table = count_words(make("Krieg ist Krieg.", "Der Krieg endet, der Streit bleibt."))
    assert row(table, "Krieg").to_dict() == {
        "lemma": "Krieg",
        "n": 3,
        "total": 9,
        "per_10k": pytest.approx(10_000 * 3 / 9),
        "n_articles": 2,
        "total_articles": 2,
        # shares of words 3/9 and 6/9, shares of Krieg 2/3 and 1/3
        "dispersion": pytest.approx((abs(3 / 9 - 2 / 3) + abs(6 / 9 - 1 / 3)) / 2),
        "is_stop": False,
        "dp_norm": pytest.approx((1 / 3) / (1 - 3 / 9)),
        # rates 2/3 and 1/6: mean 5/12, standard deviation 1/4
        "juilland_d": pytest.approx(1 - (1 / 4) / (5 / 12)),
        # gaps 2, 2 and 5 among nine words: (2 + 2 + 3) / 3
        "arf": pytest.approx(7 / 3),
    }


def test_even_spread_is_zero_and_one_article_is_zero():
    assert row(count_words(make("der Krieg", "der Streit")), "der")["dispersion"] == 0
    assert (count_words(make("Krieg und Streit"))["dispersion"] == 0).all()


# --- against others ---------------------------------------------------------------------------


def naive(tokens: pd.DataFrame, group: str | None) -> pd.DataFrame:
    """Count in a full table of articles and words, and take the formulas literally."""
    words = tokens[tokens["is_word"]].astype({"article_id": "str", "lemma": "str"})
    words = words.assign(group="all" if group is None else words[group].astype("str"))
    rows = []
    for name, part in words.groupby("group"):
        counts = pd.crosstab(part["article_id"], part["lemma"])
        share = counts.sum(axis=1) / len(part)
        for word, f in counts.items():
            dp = (share - f / f.sum()).abs().sum() / 2
            rows.append((name, word, f.sum(), len(part), (f > 0).sum(), len(counts), dp))
    names = ["group", "lemma", "n", "total", "n_articles", "total_articles", "dispersion"]
    return pd.DataFrame(rows, columns=names)


@settings(max_examples=60, deadline=None)
@given(frame=articles(spaced_texts))
def test_agrees_with_the_full_table(frame):
    tokens = tokenize(frame)
    if not tokens["is_word"].any():
        return
    for group in (None, "zone", "article_id"):
        mine = count_words(tokens, by=group, zones=None)
        mine = mine.rename(columns={group: "group"}) if group else mine.assign(group="all")
        theirs = naive(tokens, group)
        both = mine.astype({"group": "str"}).merge(
            theirs, on=["group", "lemma"], suffixes=("", "_naive")
        )
        assert len(both) == len(mine) == len(theirs)
        for name in ("n", "total", "n_articles", "total_articles", "dispersion"):
            np.testing.assert_allclose(both[name], both[f"{name}_naive"], atol=1e-12)


# --- groups -----------------------------------------------------------------------------------


def test_by_columns_come_first_and_sort_the_table():
    tokens = make(
        "Krieg Krieg Streit", "Streit", "Krieg", outlet=["B", "A", "B"], section=["x", "x", None]
    )
    table = count_words(tokens, by=["outlet", "section"])
    assert list(table.columns[:3]) == ["outlet", "section", "lemma"]
    assert table[["outlet", "section", "lemma", "n", "total"]].astype("object").where(table.notna(), None).to_numpy().tolist() == [
        ["A", "x", "Streit", 1, 1],
        ["B", "x", "Krieg", 2, 3],
        ["B", "x", "Streit", 1, 3],
        ["B", None, "Krieg", 1, 1],
    ]  # fmt: skip


def test_by_day_week_and_month_are_local_time():
    times = pd.to_datetime(["2022-04-08 22:30", "2022-04-11 08:00", "2022-05-01 12:00"], utc=True)
    tokens = make("Krieg", "Krieg", "Krieg", published=list(times))
    days = count_words(tokens, by="day")["day"].dt.strftime("%Y-%m-%d").tolist()
    assert days == ["2022-04-09", "2022-04-11", "2022-05-01"]
    assert count_words(tokens, by="day", tz="UTC")["day"].dt.day.tolist() == [8, 11, 1]
    assert count_words(tokens, by="week")["week"].dt.strftime("%a %d.%m.").tolist() == [
        "Mon 04.04.",
        "Mon 11.04.",
        "Mon 25.04.",
    ]
    assert count_words(tokens, by="month")[["month", "n"]].to_numpy().tolist() == [
        [pd.Timestamp("2022-04-01"), 2],
        [pd.Timestamp("2022-05-01"), 1],
    ]


def test_articles_without_date_are_a_group_of_their_own():
    tokens = make("Krieg", "Krieg Streit", published=[pd.Timestamp("2022-04-09", tz="UTC"), pd.NaT])
    table = count_words(tokens, by="day")
    assert table["total"].tolist() == [1, 2, 2]
    assert table["day"].isna().tolist() == [False, True, True]


def test_an_unknown_column_says_how_to_get_it():
    with pytest.raises(TableError, match=r"tokenize\(articles, keep=\['desk'\]\)"):
        count_words(make("Krieg"), by="desk")


# --- what is counted and what is shown --------------------------------------------------------


def test_stop_words_are_hidden_but_counted():
    tokens = make("Der Krieg und der Streit")
    shown = count_words(tokens, stop_words=False)
    assert shown["lemma"].tolist() == ["Krieg", "Streit"]
    assert shown["total"].tolist() == [5, 5]
    assert count_words(tokens)["is_stop"].tolist() == [True, False, False, True]


def test_min_n_and_top_cut_each_group_and_leave_totals():
    tokens = make("a1 a1 a1 b1 b1 c1", "b1 b1 c1", outlet=["X", "Y"])
    assert count_words(tokens, min_n=3)["lemma"].tolist() == ["b1", "a1"]
    top = count_words(tokens, by="outlet", top=1)
    assert top[["outlet", "lemma", "total"]].to_numpy().tolist() == [["X", "a1", 6], ["Y", "b1", 3]]


def test_fold_keeps_the_most_frequent_spelling():
    tokens = make("Krieg KRIEG Krieg leben Leben")
    assert count_words(tokens, unit="token")[["token", "n"]].to_numpy().tolist() == [
        ["Krieg", 3],
        ["Leben", 2],
    ]
    assert count_words(tokens, unit="token", fold=False)["token"].tolist() == [
        "Krieg",
        "KRIEG",
        "Leben",
        "leben",
    ]
    assert count_words(tokens)["lemma"].tolist() == ["Krieg", "Leben", "leben"]


def test_zones():
    from test_tokens import page

    tokens = tokenize(
        page([("kicker", "Krieg"), ("headline", "Krieg"), ("body", "Krieg"), ("caption", "Krieg")])
    )
    assert count_words(tokens)["n"].tolist() == [2]
    assert count_words(tokens, zones=None)["n"].tolist() == [4]
    assert count_words(tokens, zones="caption")["n"].tolist() == [1]
    with pytest.raises(OptionError, match="Did you mean 'body'"):
        count_words(tokens, zones=["bodi"])


@pytest.mark.parametrize("options", [{"min_n": 0}, {"top": 0}, {"unit": "lema"}])
def test_options_are_checked(options):
    with pytest.raises(OptionError):
        count_words(make("Krieg"), **options)


def test_without_dispersion_the_rest_is_the_same():
    tokens = make("Der Krieg endet.", "Der Streit bleibt.", outlet=["A", "B"])
    short = count_words(tokens, by="outlet", dispersion=False)
    pd.testing.assert_frame_equal(short, count_words(tokens, by="outlet")[list(short.columns)])
    assert "arf" not in short


def test_order_matters_to_the_distances_between_words_only():
    """Sorted by word, tokens had another `arf`, and nobody was told."""
    tokens = make("der Krieg und der Streit", "der Krieg")
    turned = tokens.sort_values("token")
    with pytest.raises(TableError, match="order of the text"):
        count_words(turned)
    pd.testing.assert_frame_equal(
        count_words(turned, dispersion=False), count_words(tokens, dispersion=False)
    )


def test_empty_tokens_give_the_typed_empty_table():
    empty = make("")
    table = count_words(empty)
    assert table.dtypes.astype(str).to_dict() == WORDS.empty().dtypes.astype(str).to_dict()
    assert list(count_words(empty, by=["outlet", "month"]).columns) == [
        "outlet",
        "month",
        *WORDS.names,
    ]


def test_types_are_those_of_the_contract():
    table = count_words(make("Der Krieg."))
    assert table.dtypes.astype(str).to_dict() == WORDS.empty().dtypes.astype(str).to_dict()


def test_missing_column_and_untouched_input():
    tokens = make("Der Krieg.")
    before = tokens.copy()
    count_words(tokens, by="outlet")
    pd.testing.assert_frame_equal(tokens, before)
    with pytest.raises(TableError, match="'lemma'"):
        count_words(tokens.drop(columns="lemma"))


def test_plain_columns_count_like_categories():
    tokens = make("Der Krieg.", "Ein Streit.", outlet=["A", "B"])
    plain = tokens.astype({"article_id": "str", "lemma": "str", "outlet": "str", "zone": "str"})
    pd.testing.assert_frame_equal(count_words(tokens, by="outlet"), count_words(plain, by="outlet"))
