"""Static views: escaped, labelled for screen readers, in the reader's format."""

import lxml.html
import pandas as pd
import pytest
from workbench.display import View, show_article, show_dropped, show_kwic, show_mentions, show_table
from workbench.errors import OptionError, TableError
from workbench.layout import Line, compose, pack
from workbench.tables import ARTICLES, KWIC, WORDS

HOSTILE = "<img src=x onerror=alert(1)></td></script><b>"


@pytest.fixture
def articles():
    lines = [
        Line("Home", "furniture", "menu"),
        Line("Ein Titel", "headline", "headline"),
        Line(f"Es ist Krieg. {HOSTILE}", "body", "body"),
        Line("1/6", "furniture", "counter", 7),
    ]
    text, blocks = compose(lines)
    row = {"article_id": "a1", "outlet": HOSTILE, "text": text, "layout": pack(blocks)}
    row |= {"published": pd.Timestamp("2022-04-09 22:30", tz="UTC"), "tz": "Europe/Zurich"}
    return ARTICLES.conform(pd.DataFrame([row | {"language": "de"}]))


def tree(view):
    return lxml.html.fragment_fromstring(str(view.html), create_parent="div")


def cells(view, path):
    return [element.text_content() for element in tree(view).xpath(path)]


def test_a_table_has_a_caption_scopes_and_headings_in_the_readers_language():
    view = show_table(pd.DataFrame({"lemma": ["Krieg"], "n": [1234]}), caption="Wörter")
    assert cells(view, ".//caption") == ["Wörter"]
    assert cells(view, ".//th[@scope='col']") == ["Wort", "Anzahl"]
    assert cells(view, ".//td[@class='wb-num']") == ["1\u202f234"]
    assert tree(view).xpath(".//div[@role='group']/@aria-label") == ["Wörter"]


def test_numbers_are_written_for_english_readers():
    view = show_table(pd.DataFrame({"n": [1234], "per_10k": [56.789]}), lang="en")
    assert cells(view, ".//td") == ["1,234", "56.79"]


def test_missing_values_and_truth_are_words_not_code():
    frame = pd.DataFrame({"is_stop": [True], "rate": [float("nan")], "section": [None]})
    assert cells(show_table(frame), ".//td") == ["ja", "–", ""]


def test_a_cut_table_says_so():
    view = show_table(pd.DataFrame({"n": range(1204)}), max_rows=50)
    assert cells(view, ".//p") == ["50 von 1\u202f204 Zeilen gezeigt"]
    assert len(cells(view, ".//tbody/tr")) == 50


def test_long_texts_are_cut_and_that_is_said():
    view = show_table(pd.DataFrame({"text": ["x" * 500]}), lang="en")
    assert len(cells(view, ".//td")[0]) == 242
    assert cells(view, ".//p") == ["long texts shortened"]


def test_a_named_index_heads_its_rows():
    frame = pd.DataFrame({"n": [3]}, index=pd.Index(["Blick"], name="outlet"))
    assert cells(show_table(frame), ".//tbody//th[@scope='row']") == ["Blick"]


def test_times_are_written_in_the_articles_own_time_zone(articles):
    view = show_table(articles[["published", "tz"]])
    assert cells(view, ".//td")[0] == "10.04.2022, 00:30"
    assert cells(show_table(articles[["published"]]), ".//td") == ["09.04.2022, 22:30 UTC"]


@pytest.mark.parametrize("frame", [ARTICLES.empty(), WORDS.empty(), pd.DataFrame()])
def test_an_empty_table_says_that_it_is_empty(frame):
    assert "Keine Zeilen." in str(show_table(frame).html)


def test_duplicate_and_nested_column_names_are_shown():
    frame = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("n", "sum"), ("n", "sum")]))
    assert cells(show_table(frame), ".//th") == ["n · sum", "n · sum"]


def test_the_frame_is_left_alone(articles):
    before = articles.copy()
    show_table(articles)
    show_dropped(articles)
    show_article(articles)
    pd.testing.assert_frame_equal(articles, before)


def test_hostile_text_stays_text_in_every_view(articles):
    kwic = pd.DataFrame({"left": [HOSTILE], "node": [HOSTILE], "right": [""], "outlet": [HOSTILE]})
    views = [
        show_table(pd.DataFrame({HOSTILE: [HOSTILE]}), caption=HOSTILE),
        show_article(articles),
        show_dropped(articles.assign(layout=articles["layout"].str.replace("Home", "<b>"))),
        show_kwic(kwic),
    ]
    for view in views:
        assert not tree(view).xpath(".//img | .//script | .//b | .//@onerror"), view


def test_an_article_shows_zones_in_order_and_folds_what_was_cut(articles):
    view = show_article(articles, "a1")
    assert cells(view, ".//summary") == ["Weggelassene Zeilen: 1", "Weggelassene Zeilen: 1"]
    zones = cells(view, ".//span[@class='wb-zone']")
    assert zones == ["Seitenelement · menu", "Titel", "Text", "Seitenelement · counter"]
    assert view.text.splitlines()[0] == "Titel: Ein Titel"
    assert tree(view).xpath(".//article/@lang") == ["de"]


def test_an_unknown_article_is_refused_with_ids_that_exist(articles):
    with pytest.raises(OptionError, match="The first ids are: a1"):
        show_article(articles, "nope")
    with pytest.raises(OptionError, match="empty"):
        show_article(ARTICLES.empty())


def test_cut_lines_are_counted_and_listed_by_rule(articles):
    view = show_dropped(articles)
    assert cells(view, ".//caption") == ["2 Zeilen aus 1 Artikeln weggelassen"]
    assert cells(view, ".//summary") == ["Weggelassene Zeilen nach Regel"]
    assert "Home" in view.text


def test_hits_are_aligned_dated_in_local_time_and_counted():
    hit = {"article_id": "a", "left": "Es ist", "node": "Krieg", "right": ".", "n_total": 63}
    hit["published"] = pd.Timestamp("2022-04-09 22:30", tz="UTC")
    view = show_kwic(KWIC.conform(pd.DataFrame([hit])))
    assert cells(view, ".//td[@class='wb-node']") == ["Krieg"]
    assert "10.04.2022" in cells(view, ".//td")
    assert cells(view, ".//p") == ["1 von 63 Treffern gezeigt"]
    assert str(view) == "Es ist [Krieg] .\n1 von 63 Treffern gezeigt"


def test_an_empty_kwic_and_a_table_of_another_kind():
    assert "0 von 0" in str(show_kwic(KWIC.empty()))
    with pytest.raises(TableError, match="kwic table"):
        show_kwic(WORDS.empty())


def test_an_unknown_language_is_refused():
    with pytest.raises(OptionError, match="lang='fr'"):
        show_table(WORDS.empty(), lang="fr")


def test_a_view_brings_its_style_and_uses_the_theme_of_jupyterlab():
    html = show_table(pd.DataFrame({"n": [1]}))._repr_html_()
    assert html.startswith("<style>")
    assert "var(--jp-content-font-color1" in html
    assert isinstance(show_table(pd.DataFrame()), View)


def mentioned(**columns):
    text = f"Er sagt, es sei kein Krieg. {HOSTILE}"
    articles = pd.DataFrame({"article_id": ["a"], "text": [text], "outlet": ["Blick"]})
    row = {"article_id": "a", "start": 21, "end": 26, "label": "Krieg", "sentence": text}
    row |= {"sentence_start": 0, "voice": "indirect", "speaker": "Er", "speaker_start": 0}
    row |= {"speaker_end": 2, "stance": "rejected", "trigger": "kein", "trigger_start": 16}
    row |= {"trigger_end": 20, "voice_rule": "dass_clause", "stance_rule": "no", "outlet": HOSTILE}
    return pd.DataFrame([row | columns]), articles


def test_a_mention_stands_in_its_sentence_with_who_how_and_why():
    view = show_mentions(*mentioned())
    assert cells(view, ".//td[@class='wb-sentence']/strong") == ["Krieg"]
    assert cells(view, ".//span[@class='wb-speaker']") == ["Er"]
    assert cells(view, ".//span[@class='wb-trigger']") == ["kein"]
    words = cells(view, ".//td")
    assert {"indirekt wiedergegeben", "verneint", "kein", "dass_clause · no", "Er"} <= set(words)
    assert "1 von 1 Stellen gezeigt" in cells(view, ".//p")[0]


def test_nothing_in_a_mention_is_html():
    view = show_mentions(*mentioned(speaker=HOSTILE, trigger=HOSTILE), lang="en")
    assert tree(view).xpath(".//img | .//b | .//script") == []
    assert cells(view, ".//td[@class='wb-sentence']")[0].endswith(HOSTILE)
    assert "rejected" in cells(view, ".//td")


def test_marks_that_lie_outside_or_overlap_are_left_out():
    view = show_mentions(
        *mentioned(speaker_start=400, speaker_end=410, trigger_start=20, trigger_end=26)
    )
    assert tree(view).xpath(".//td//span") == []


def test_mentions_without_marks_and_without_rows_are_shown():
    mentions, articles = mentioned()
    bare = mentions[["article_id", "start", "end", "sentence", "sentence_start", "label"]]
    assert cells(show_mentions(bare, articles), ".//strong") == ["Krieg"]
    assert "0 von 0" in str(show_mentions(mentions.head(0), articles).html)
    with pytest.raises(TableError, match="changed"):
        show_mentions(mentions.assign(digest="x"), articles.assign(digest="y"))
