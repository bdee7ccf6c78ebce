"""Groups of any measure: any type of column, missing values, times as people have them."""

import numpy as np
import pandas as pd
import pytest
import workbench as wb
from workbench.errors import OptionError, TableError

ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b", "c"],
        "text": ["Krieg 😀 tobt. «Kein Krieg», sagt er.", "Kein Krieg hier.", "Der Krieg endet."],
        "outlet": ["X", None, "Y"],
        "published": pd.to_datetime(["2024-03-03T23:30Z", "2024-03-04T00:00Z", None], utc=True),
    }
)
MEASURES = {
    "words": wb.count_words,
    "ngrams": wb.count_ngrams,
    "trends": lambda tokens, **options: wb.count_trends(tokens, "Krieg", **options),
    "variety": wb.measure_variety,
    "readability": wb.measure_readability,
    "keyness": lambda tokens, **options: wb.score_keyness(
        tokens, min_n=1, min_articles=1, **options
    ),
}
OF_ALL = pytest.mark.parametrize("measure", MEASURES.values(), ids=MEASURES)


def tokens_of(**columns):
    return wb.tokenize(ARTICLES.assign(**columns), keep=list(columns))


@OF_ALL
@pytest.mark.parametrize(
    "values",
    [[1, 2, 1], [True, False, True], [1.5, np.nan, 2], ["x", None, "y"]],
    ids=["int", "bool", "float", "str"],
)
def test_any_column_makes_groups_and_no_article_is_lost(measure, values):
    """Numbers that are whole were refused with an error of numpy: they have no missing value."""
    tokens = tokens_of(kept=values)
    table = measure(tokens, by="kept")
    whole = wb.count_words(tokens)["total"].iloc[0]
    name = "target" if "target" in table else "kept"
    each = table.groupby(name, dropna=False)["total"]
    per_group = each.sum() if "period" in table else each.max()
    assert per_group.sum() == whole
    assert len(per_group) == len(set(map(str, values)))


@OF_ALL
def test_times_without_a_zone_and_as_text_are_read_as_utc(measure):
    wanted = measure(tokens_of(), by="day")
    for published in (
        ARTICLES["published"].dt.tz_localize(None),
        ARTICLES["published"].astype("str").where(ARTICLES["published"].notna(), None),
    ):
        found = measure(tokens_of(published=published), by="day")
        pd.testing.assert_frame_equal(found, wanted, check_dtype=False)


@OF_ALL
@pytest.mark.parametrize(
    ("published", "tz", "error", "says"),
    [
        ("gestern", "Europe/Zurich", TableError, r"no time like.*to_datetime"),
        (20240399, "Europe/Zurich", TableError, "no time like"),
        ("2024-03-04", "Mars/Hellas", OptionError, "tz='Mars/Hellas' is no time zone"),
    ],
)
def test_what_is_no_time_or_no_zone_is_said(measure, published, tz, error, says):
    with pytest.raises(error, match=says):
        measure(tokens_of(published=published), by="week", tz=tz)


@OF_ALL
def test_a_group_may_not_take_a_column_of_the_result(measure):
    if measure is MEASURES["keyness"]:
        pytest.skip("its groups are rows of a column of their own")
    with pytest.raises(OptionError, match="'total' is a column that the result has"):
        measure(tokens_of(total=1), by="total")


def test_articles_in_no_group_are_missing_and_last_in_every_table():
    """Keyness and shares called them "", and put them first; figures and filters missed them."""
    book, quotations = wb.read_codebook("data/codebooks/krieg.toml"), wb.find_quotations(ARTICLES)
    tokens = tokens_of()
    tables = [measure(tokens, by="outlet") for measure in MEASURES.values()]
    mentions = wb.find_mentions(ARTICLES, book).assign(voice="outlet", stance="asserted")
    tables.append(wb.count_frames(mentions, by="outlet"))
    said = pd.concat([quotations.assign(outlet=outlet) for outlet in (None, "Y", "X")])
    for dtype in ("object", "str", "category"):
        typed = said.assign(outlet=said["outlet"].astype(dtype))
        tables.append(wb.count_sources(typed, ARTICLES, by="outlet"))
    for table in tables:
        groups = table["target" if "target" in table else "outlet"].drop_duplicates()
        assert groups.dropna().tolist() == ["X", "Y"]
        assert groups.isna().tolist() == [False, False, True]
    keyness = tables[list(MEASURES).index("keyness")]
    axes = wb.plot_keyness(keyness[keyness["target"].isna()], all_words=True, lang="en")
    assert "What not known writes more" in wb.describe_figure(axes)


def test_numbers_that_are_none_are_refused_in_words():
    tokens = tokens_of()
    for call in (
        lambda: wb.count_words(tokens, min_n="3"),
        lambda: wb.count_words(tokens, top=1.5),
        lambda: wb.count_ngrams(tokens, n=2.0),
        lambda: wb.count_ngrams(tokens, n=(2, 3, 4)),
        lambda: wb.score_collocates(tokens, "Krieg", window="5"),
        lambda: wb.score_keyness(tokens, by=["outlet", "section"]),
        lambda: wb.count_trends(tokens, None),
        lambda: wb.count_trends(tokens, [None]),
    ):
        with pytest.raises(OptionError):
            call()


def test_terms_may_be_marks_and_may_be_called_as_columns_are():
    """A term that begins with a mark counted 0, silently; one called like a group fell over."""
    tokens = tokens_of()
    table = wb.count_trends(tokens, ["😀", "« Kein Krieg", "outlet", "total", "Krieg"], by="outlet")
    n = table.groupby("term")["n"].sum()
    assert n.to_dict() == {"😀": 1, "« Kein Krieg": 1, "outlet": 0, "total": 0, "Krieg": 4}


def test_weeks_of_frames_and_sources_begin_where_those_of_words_do():
    """23:30 on Sunday in London is Monday in Zurich: frames were counted in the week before."""
    book = wb.read_codebook("data/codebooks/krieg.toml")
    mentions = wb.find_mentions(ARTICLES, book)
    for period, begins in (("day", 1), ("week", 1), ("month", 1)):
        frames = wb.count_frames(mentions, by=period)
        words = wb.count_words(tokens_of(), by=period)
        assert set(frames[period].dropna()) == set(words[period].dropna())
        assert frames[period].dropna().nunique() == begins


def test_zones_of_frames_are_checked_as_those_of_words_are():
    """A single zone was taken letter by letter, and counted nothing."""
    mentions = wb.find_mentions(ARTICLES, wb.read_codebook("data/codebooks/krieg.toml"))
    assert wb.count_frames(mentions, zones="body")["n"].sum() == len(mentions)
    assert wb.count_frames(mentions, zones=None)["n"].sum() == len(mentions)
    with pytest.raises(OptionError, match="Did you mean 'body'"):
        wb.count_frames(mentions, zones=["boddy"])


@pytest.mark.parametrize(
    "measure",
    [
        wb.count_ngrams,
        wb.count_words,
        wb.measure_readability,
        wb.measure_variety,
        lambda tokens: wb.kwic(tokens, "Krieg"),
        lambda tokens: wb.count_trends(tokens, "Krieg"),
        lambda tokens: wb.score_collocates(tokens, "Krieg", min_n=1),
    ],
)
def test_neighbours_are_not_counted_in_tokens_out_of_order(measure):
    """Sorted by word, a corpus had a tenth of its n-grams and ten times its sentences."""
    tokens = tokens_of()
    again = tokens.sort_values("token").sort_values(["article_id", "start"], ignore_index=True)
    pd.testing.assert_frame_equal(measure(again), measure(tokens))
    with pytest.raises(TableError, match=r"Put them back: tokens.sort_values"):
        measure(tokens.sort_values("token"))
    with pytest.raises(TableError, match="order of the text"):
        measure(pd.concat([tokens, tokens]))


def test_words_are_found_in_tokens_of_any_type_of_text():
    tokens = tokens_of()
    for dtype in ("object", "str"):
        plain = tokens.astype(dict.fromkeys(["article_id", "token", "lemma", "zone"], dtype))
        assert len(wb.kwic(plain, "Krieg")) == 4
        assert wb.count_trends(plain, "Krieg")["n"].sum() == 4


def test_rows_of_articles_that_are_not_there_are_named():
    """`mark_stance` left their stance empty, and they counted as nobody's own words."""
    book = wb.read_codebook("data/codebooks/krieg.toml")
    mentions, quotations = wb.find_mentions(ARTICLES, book), wb.find_quotations(ARTICLES)
    some = ARTICLES.tail(1)
    for call in (
        lambda: wb.mark_stance(mentions, some),
        lambda: wb.sample_mentions(mentions.assign(voice="outlet", stance="asserted"), some),
        lambda: wb.count_sources(quotations, some),
    ):
        with pytest.raises(TableError, match=r"articles that are not there \(first: 'a'\)"):
            call()


def test_one_agency_is_taken_as_a_name_and_not_by_its_letters():
    text = "Am Montag sind in Velmin nach Angaben der Stadt sieben Menschen gestorben."
    articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["DPB", "Bote"], "text": text})
    copies = [wb.find_copies(articles, min_words=9, agencies=a) for a in ("DPB", ["DPB"])]
    assert copies[0]["rule"].tolist() == ["agency"]
    pd.testing.assert_frame_equal(*copies)
    for option in ({"size": "4"}, {"size": 2.5}, {"min_words": 0}):
        with pytest.raises(OptionError, match="whole number"):
            wb.find_copies(articles, **option)


def test_text_is_put_back_beside_articles_without_any():
    findings = wb.export_findings(wb.find_quotations(ARTICLES), ARTICLES)
    empty = ARTICLES.assign(text=[None, *ARTICLES["text"].tail(2)])
    assert wb.attach_text(findings, empty)["attached"].tolist() != ["yes"] * len(findings)
