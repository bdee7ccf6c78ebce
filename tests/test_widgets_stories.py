"""The story reader: what it packs, what it opens, and what stands in for it on paper."""

import pandas as pd
import pytest
import workbench as wb

ARTICLES = pd.DataFrame(
    {
        "article_id": ["a", "b", "c"],
        "outlet": ["Bote", "Post", "Rund"],
        "headline": ["Krieg 🔥", "Zwei", "Drei"],
        "published": pd.to_datetime(["2022-04-09 23:30"] * 3, utc=True),
        "text": [
            "🔥 Der Konflikt um Istrau dauert an. Er ist alt.",
            "🔥 Der Krieg um Istrau dauert an.",
            "In Istrau dauert der Krieg an.",
        ],
    }
)
STORIES = ARTICLES.assign(story_id=["x", "x", "x"])


def test_every_pair_of_a_story_can_be_opened():
    widget = wb.browse_stories(ARTICLES, STORIES, unit="sentence", lang="en")
    assert widget.data["stories"] == [{"id": "x", "articles": [0, 1, 2]}]
    assert widget.choice == {"story": "x", "a": "a", "b": "b"}
    first = widget.selected
    assert first["change"].tolist() == ["changed", "changed", "only_a"]
    assert widget.still["headings"] == ["change", "Bote", "Post"]
    assert widget.still["rows"][-1] == ["only here", "Er ist alt.", ""]
    widget.choice = {"story": "x", "a": "c", "b": "a"}
    assert set(widget.selected["b_id"]) == {"c"}
    assert widget.still["headings"] == ["change", "Bote", "Rund"]
    pd.testing.assert_frame_equal(
        first, wb.compare_stories(ARTICLES, "a", "b", unit="sentence"), check_dtype=False
    )


def test_edits_count_in_the_words_of_their_row():
    data = wb.browse_stories(ARTICLES, STORIES, unit="sentence").data
    row = next(row for row, edits in data["edits"].items() if len(edits) > 1)
    start = data["rows"]["columns"]["a_start"]["numbers"][int(row)]
    text = ARTICLES["text"][0][start:]
    changed = next(edit for edit in data["edits"][row] if edit[0] == "changed")
    assert text[changed[1] : changed[2]].strip() == "Konflikt"


def test_what_a_page_cannot_carry_is_said():
    many = pd.concat([STORIES.assign(story_id=f"s{i}") for i in range(90)])
    widget = wb.browse_stories(ARTICLES, many, lang="en")
    assert len(widget.data["stories"]) == 83
    assert widget.data["note"] == "83 of 90 stories in this view"


def test_no_story_and_a_missing_article_are_said():
    empty = wb.browse_stories(ARTICLES, STORIES.head(0), lang="en")
    assert empty.still["caption"] == "No rows."
    assert empty.selected.empty
    with pytest.raises(wb.TableError, match="no article 'c'"):
        wb.browse_stories(ARTICLES.head(2), STORIES)
    with pytest.raises(wb.TableError, match="browse_stories"):
        wb.browse_stories(ARTICLES, pd.DataFrame({"x": [1]}))
