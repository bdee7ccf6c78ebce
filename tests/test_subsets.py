"""Some articles, counted at once: equal to filtering the tokens, whichever way they are named."""

import dask.dataframe as dd
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from workbench.bags import bags_of
from workbench.errors import OptionError, TableError
from workbench.frequency import count_words
from workbench.keyness import score_keyness
from workbench.subsets import contest_of, tally_articles
from workbench.tokens import tokenize

WORDS = ["Krieg", "krieg", "Kriege", "Streit", "und", "Und", "Maß", ".", "der"]
texts = st.lists(st.lists(st.sampled_from(WORDS), max_size=9).map(" ".join), min_size=1, max_size=8)


def make(of_articles) -> pd.DataFrame:
    n = len(of_articles)
    return pd.DataFrame(
        {
            "article_id": [f"a{i}" for i in range(n)],
            "text": of_articles,
            "outlet": [("Blick", "NZZ", None)[i % 3] for i in range(n)],
            "published": pd.to_datetime(
                [f"2024-03-{1 + 9 * (i % 3):02}" for i in range(n)], utc=True
            ),
        }
    )


@settings(max_examples=12, deadline=None)
@given(of_articles=texts, wanted=st.sets(st.integers(0, 7)))
def test_words_of_some_articles_are_those_of_the_filtered_tokens(of_articles, wanted):
    articles = make(of_articles)
    tokens = tokenize(articles).assign(is_stop=lambda t: t.index % 3 == 0)
    some = articles[articles.index.isin(wanted)]
    filtered = tokens[tokens["article_id"].isin(some["article_id"])]
    for options in (
        {"unit": "token"},
        {"unit": "token", "fold": False, "zones": None},
        {"by": "outlet", "top": 2},
        {"by": ["outlet", "month"], "min_n": 2, "stop_words": False},
        {"by": "zone"},
        {"dispersion": True},
    ):
        asked = {"dispersion": False} | options
        found = count_words(tokens, articles=some, **asked)
        pd.testing.assert_frame_equal(found, count_words(filtered, **asked))


@settings(max_examples=12, deadline=None)
@given(of_articles=texts, wanted=st.sets(st.integers(0, 7)), everything=st.booleans())
def test_keyness_of_named_groups_is_that_of_all_groups(of_articles, wanted, everything):
    articles = make(of_articles)
    tokens = tokenize(articles).assign(is_stop=lambda t: t.index % 3 == 0)
    some = articles if everything else articles[articles.index.isin(wanted)]
    filtered = tokens[tokens["article_id"].isin(some["article_id"])]
    for reference in ("rest", "NZZ"):
        for unit in ("lemma", "token"):
            options = {"target": "Blick", "reference": reference, "unit": unit, "min_n": 1}

            def score(table, options=options, **more):
                try:
                    return score_keyness(table, **options, min_articles=1, **more)
                except OptionError as error:
                    return str(error)

            chosen = {} if everything else {"articles": list(some["article_id"])}
            found = score(tokens, **chosen)
            if isinstance(found, str):
                assert found == score(filtered)
                continue
            # Counting every group takes the other way: no group is named.
            every = score_keyness(filtered, reference=reference, unit=unit, min_n=1, min_articles=1)
            same = every[every["target"] == "Blick"].drop(columns="p_adjusted")
            pd.testing.assert_frame_equal(
                found.drop(columns="p_adjusted"), same.reset_index(drop=True), check_exact=True
            )


def test_a_choice_of_most_articles_is_what_is_left_of_all():
    articles = make(["Krieg und Krieg", "Der Krieg", "Streit und Maß", "Krieg.", "der Streit"])
    tokens = tokenize(articles)
    bags = bags_of(tokens, "lemma", None, fold=False)
    for few in ([0], [0, 2], [1, 3, 4], [0, 1, 3, 4], [0, 1, 2, 3, 4]):
        names = ("n", "n_articles", "n_stop", "n_squared", "n_by_size")
        sums = bags.sums(pd.Index(few).to_numpy(), *names)
        for name in names:
            added = [bags.sums(pd.Index([one]).to_numpy(), name)[name] for one in few]
            assert sums[name].tolist() == sum(added).tolist()


def test_the_quick_way_is_taken_where_it_can_be():
    articles = make(["Krieg und Krieg", "Der Krieg", "Streit"])
    tokens = tokenize(articles)
    options = {"unit": "lemma", "zones": None, "tz": "UTC"}
    words = {"names": ["outlet"], "fold": False, "function": "x"}
    assert tally_articles(tokens, ["a0"], **options, **words).n.tolist() == [2, 1]
    sides = {"by": "outlet", "target": "Blick", "reference": "rest", "min_n": 1}
    assert contest_of(tokens, None, **options, **sides).groups["Blick"].total == 3
    assert contest_of(tokens, None, **options, **(sides | {"by": "zone"})) is None
    apart = tokens.sort_values("start", kind="stable")
    assert tally_articles(apart, ["a0"], **options, **words) is None
    pd.testing.assert_frame_equal(
        count_words(apart, articles=["a0"], dispersion=False),
        count_words(tokens, articles=["a0"], dispersion=False),
    )


def test_articles_are_named_by_table_or_ids_and_over_dask_too():
    articles = make(["Krieg und Krieg", "Der Krieg", "Streit"])
    tokens = tokenize(articles)
    two = count_words(tokens, articles=articles[articles["outlet"] != "NZZ"])
    for ids in (["a0", "a2"], pd.Series(["a0", "a2"], dtype="category"), iter(("a0", "a2"))):
        pd.testing.assert_frame_equal(count_words(tokens, articles=ids), two)
    assert count_words(tokens, articles=[]).empty
    assert count_words(tokens, articles="unknown").empty
    numbered = tokenize(articles.assign(article_id=range(3)))
    assert count_words(numbered, articles=["a name"], dispersion=False).empty
    lazy = count_words(tokenize(dd.from_pandas(articles, npartitions=2)), articles=["a0", "a2"])
    pd.testing.assert_frame_equal(lazy, two, check_dtype=False)
    with pytest.raises(TableError, match=r"articles=articles\[condition\]"):
        count_words(tokens, articles=articles["outlet"] == "NZZ")
    with pytest.raises(TableError, match="article_id"):
        score_keyness(tokens, articles=pd.DataFrame({"x": [1]}))
