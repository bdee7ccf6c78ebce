"""Mentions, hits and quotations to look through: state in, rows out, nothing lost or run."""

import json

import numpy as np
import pandas as pd
import pytest
import workbench as wb
from workbench.matching import codebook_of
from workbench.widgets import browser
from workbench.widgets.filtering import passing

HOSTILE = '</script><img src=x onerror="window.__pwn=1">'
ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b", "c"],
        "outlet": ["Blick", "NZZ", None],
        "headline": ["Eins", HOSTILE, "Drei"],
        "language": ["de", "de", "de"],
        "published": pd.to_datetime(["2022-04-09", "2022-05-01", None], utc=True),
        "text": [
            "🔥 Es ist Krieg.\n\n«Das ist keine Invasion», sagte Anna Keller.",
            f"Der Krieg {HOSTILE} dauert.",
            "Kein Krieg, sagt er.",
        ],
    }
)
BOOK = codebook_of(["Krieg", "Invasion"])
QUOTATIONS = wb.find_quotations(ARTICLES)
MENTIONS = (
    wb.find_mentions(ARTICLES, BOOK)
    .pipe(wb.mark_stance, ARTICLES)
    .pipe(wb.mark_voice, QUOTATIONS)
    .assign(party=["x", "y", "x", "x"])
)
HITS = wb.kwic(wb.tokenize(ARTICLES), "Krieg")


def browse(**options):
    return wb.browse_mentions(MENTIONS, ARTICLES, QUOTATIONS, **options)


def test_nothing_chosen_is_the_whole_table_unchanged():
    before = MENTIONS.copy(deep=True)
    for given, widget in (
        (MENTIONS, browse()),
        (HITS, wb.browse_kwic(HITS, ARTICLES)),
        (QUOTATIONS, wb.browse_quotations(QUOTATIONS, ARTICLES)),
    ):
        pd.testing.assert_frame_equal(widget.selected, given)
    pd.testing.assert_frame_equal(MENTIONS, before)


@pytest.mark.parametrize(
    ("filters", "kept"),
    [
        ({"outlet": "Blick"}, [0, 1]),
        ({"outlet": ["", "NZZ"]}, [2, 3]),
        ({"own": True}, [0]),
        ({"stance": ["rejected"]}, [1, 3]),
        ({"from": "2022-05"}, [2]),
        ({"to": "2022-04-30"}, [0, 1]),
        ({"search": "DAUERT"}, [2]),
        ({"outlet": "Blick", "voice": "direct"}, [1]),
        ({"party": "y"}, [1]),
    ],
)
def test_filters_leave_rows_of_the_table(filters, kept):
    widget = browse(filters=filters, columns=["party"])
    pd.testing.assert_frame_equal(widget.selected, MENTIONS.iloc[kept])


def test_what_the_page_sends_back_is_read_like_what_python_sets():
    widget = browse()
    widget.set_state({"filters": {"outlet": ["NZZ"], "column of a linked view": ["x"]}})
    assert widget.selected["outlet"].tolist() == ["NZZ"]
    assert widget.still["caption"].startswith("1 von 1 Stellen")
    assert HOSTILE in widget.still["rows"][0][0]


def test_repeats_count_only_when_asked():
    twice = MENTIONS.assign(repeat=[False, False, True, False])
    widget = wb.browse_mentions(twice, ARTICLES)
    assert len(widget.selected) == 3
    widget.filters = {"repeats": True}
    assert len(widget.selected) == 4


def test_packed_places_are_those_of_the_table():
    data = browse().data
    columns = data["table"]["columns"]
    texts = [item["text"] for item in data["articles"]["items"]]
    places = zip(
        columns["article"]["numbers"],
        columns["from"]["numbers"],
        columns["to"]["numbers"],
        strict=True,
    )
    assert [texts[a][start:end] for a, start, end in places] == MENTIONS["sentence"].tolist()
    assert data["layers"][0]["table"] is None, "the mentions are packed once"
    assert data["facets"] == ["frame", "outlet", "voice", "stance", "label"], (
        "one value is no choice"
    )


def test_contexts_of_hits_stay_in_their_line():
    columns = wb.browse_kwic(HITS, ARTICLES).data["table"]["columns"]
    starts, ends = columns["from"]["numbers"], columns["to"]["numbers"]
    first = ARTICLES["text"][0][starts[0] : ends[0]]
    assert first == "🔥 Es ist Krieg."


def test_more_rows_than_a_page_carries_are_sampled_and_it_is_said(monkeypatch):
    monkeypatch.setattr(browser, "MOST_ROWS", 2)
    widget = browse(lang="en")
    assert widget.data["table"]["n"] == 2
    assert "2 of 4 rows" in widget.data["note"]
    assert "2 of 4 rows" in widget.still["note"]
    assert len(widget.selected) == 4
    same = browse(lang="en")
    assert same.data["table"] == widget.data["table"], "drawn alike every time"


def test_unmarked_and_empty_tables_are_shown():
    bare = wb.find_mentions(ARTICLES, BOOK)
    assert wb.browse_mentions(bare, ARTICLES).bars == ["frame", "outlet"]
    empty = wb.browse_mentions(MENTIONS.head(0), ARTICLES)
    assert empty.selected.empty
    assert list(empty.selected.columns) == list(MENTIONS.columns)
    assert wb.browse_quotations(QUOTATIONS.head(0), ARTICLES).selected.empty
    assert wb.browse_kwic(HITS.head(0), ARTICLES).data["articles"]["items"] == []


def test_mistakes_are_answered_in_words():
    with pytest.raises(wb.OptionError, match="no filter 'outlets'"):
        browse(filters={"outlets": ["Blick"]})
    with pytest.raises(wb.TableError, match="not among the articles"):
        wb.browse_mentions(MENTIONS, ARTICLES.head(1))
    with pytest.raises(wb.TableError, match="browse_kwic"):
        wb.browse_kwic(HITS.drop(columns="start"), ARTICLES)
    with pytest.raises(wb.TableError, match="text of 1 article"):
        wb.browse_quotations(QUOTATIONS.assign(digest="x"), ARTICLES.assign(digest="y"))


def test_wording_is_there_in_both_languages():
    german, english = browse(), browse(lang="en")
    assert german.data["names"]["voice"]["outlet"] == "Medium selbst"
    assert english.data["headings"]["stance"] == "stance"
    assert set(german.words) == set(english.words)


def test_a_thousand_rows_are_small():
    rng = np.random.default_rng(1)
    texts = [" ".join(rng.choice(["Wort", "Satz", "Krieg"], 300)) for _ in range(20)]
    articles = pd.DataFrame({"article_id": [f"{i}" for i in range(20)], "text": texts})
    mentions = wb.find_mentions(articles, codebook_of(["Krieg"])).head(1000)
    data = wb.browse_mentions(mentions, articles).data
    without = json.dumps(data["table"], separators=(",", ":"))
    assert len(without) < 60 * len(mentions)


def test_filters_are_those_of_the_page():
    keys = pd.DataFrame({"outlet": ["a", "b"], "day": ["2022-04-09", ""], "passage": ["ÄX", "y"]})
    assert passing(keys, {"search": "äx"}).tolist() == [True, False]
    assert passing(keys, {"to": "2022-04"}).tolist() == [True, False]
    assert passing(keys, {"own": True}).tolist() == [True, True], "without voices nothing is own"
