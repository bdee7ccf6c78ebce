"""The article reader and the ground of all widgets: one module, packed tables, wording, a still."""

import pandas as pd
import pytest
import workbench as wb
from workbench.matching import codebook_of
from workbench.report.hosting import host_widgets
from workbench.widgets.base import script, still_of
from workbench.widgets.packing import pack_articles, pack_table

ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b"],
        "outlet": ["Blick", None],
        "headline": ["Krieg 🔥", "Zwei"],
        "language": ["de", "de"],
        "published": pd.to_datetime(["2022-04-09 23:30", None], utc=True),
        "text": ["🔥 Kein Krieg.\n\nSie sagte: «Es ist Krieg.»", "Frieden."],
    }
)


def test_the_open_article_is_the_selected_row_with_all_its_columns():
    widget = wb.browse_article(ARTICLES, "b", lang="en")
    pd.testing.assert_frame_equal(widget.selected, ARTICLES.iloc[[1]])
    widget.article = "a"
    assert widget.selected["article_id"].tolist() == ["a"]
    assert widget.still["rows"][0] == ["body", "🔥 Kein Krieg."]
    assert widget.words["article_of"] == "Article {i} of {n}"


def test_marks_carry_place_label_and_rule():
    mentions = wb.find_mentions(ARTICLES, codebook_of(["Krieg"])).pipe(wb.mark_stance, ARTICLES)
    quotations = wb.find_quotations(ARTICLES)
    mentions = wb.mark_voice(mentions, quotations)
    data = wb.browse_article(ARTICLES, mentions=mentions, quotations=quotations).data
    mention, quotation, speaker = data["layers"]
    assert [layer["kind"] for layer in data["layers"]] == ["mention", "quotation", "speaker"]
    columns = mention["table"]["columns"]
    assert columns["start"]["numbers"] == mentions["start"].tolist()
    assert columns["article"]["numbers"] == [0, 0]
    assert "stance_rule" in mention["facts"]
    assert quotation["tag"] == "kind"
    assert data["names"]["kind"]["direct"] == "direkt"
    assert speaker["table"]["n"] == 1


def test_days_are_those_of_the_readers_and_what_is_missing_is_empty():
    items = pack_articles(ARTICLES)["items"]
    assert [item["day"] for item in items] == ["2022-04-10", ""]
    assert [item["outlet"] for item in items] == ["Blick", ""]


def test_cut_lines_are_packed_once():
    pages = wb.read_articles(wb.sample_path()).head(20)
    packed = pack_articles(pages)
    dropped = wb.find_dropped(pages)
    cut = [packed["lines"][line] for item in packed["items"] for _, line in item["cut"]]
    assert [words for _, words, _ in cut] == dropped["text"].tolist()
    assert len(packed["lines"]) == len({tuple(line) for line in packed["lines"]})


def test_an_empty_table_and_a_missing_article_are_said():
    assert wb.browse_article(ARTICLES.head(0)).still["caption"] == "Keine Zeilen."
    with pytest.raises(wb.TableError, match="no article 'x'"):
        wb.browse_article(ARTICLES, "x")
    with pytest.raises(wb.TableError, match="browse_article"):
        wb.browse_article(pd.DataFrame({"x": [1]}))
    with pytest.raises(wb.OptionError):
        wb.browse_article(ARTICLES, lang="fr")


def test_the_module_lives_in_a_report():
    widget = wb.browse_article(ARTICLES)
    state = {
        "m": {
            "model_module": "anywidget",
            "model_name": "AnyModel",
            "state": {
                "_esm": script("dom", "text", "table", "reader", "article"),
                "data": widget.data,
            },
        }
    }
    hosted = host_widgets(state, "de")
    assert len(hosted.scripts) == 2
    assert "export default" not in hosted.scripts[0]


def test_tables_are_packed_by_column():
    frame = pd.DataFrame({"stance": pd.Categorical(["x", None]), "start": [1, None]})
    packed = pack_table(frame, values=["stance", "none"], numbers=["start"])
    assert packed == {
        "n": 2,
        "columns": {
            "stance": {"values": ["", "x"], "codes": [1, 0]},
            "start": {"numbers": [1, -1]},
        },
    }
    assert still_of("c", ["h"], [[1]])["rows"] == [["1"]]
