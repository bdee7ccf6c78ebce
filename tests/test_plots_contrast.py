"""Figures of comparison: what they show, what they say, and that names don't meet."""

import itertools

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from workbench.errors import OptionError, TableError
from workbench.keyness import score_keyness
from workbench.plots.dispersion import plot_dispersion
from workbench.plots.keyness import plot_keyness
from workbench.plots.scatter import plot_word_scatter
from workbench.plots.style import describe_figure
from workbench.tokens import tokenize


@pytest.fixture(autouse=True)
def agg():
    plt.switch_backend("agg")
    yield
    plt.close("all")


TEXTS = {"Nord": "Krieg tobt, Krieg bleibt. Land und Wort.", "Süd": "Mission beginnt, Mission bleibt. Land und Wort. Sonst wenig."}  # fmt: skip
TOKENS = tokenize(
    pd.DataFrame(
        {
            "article_id": range(8),
            "outlet": ["Nord", "Süd"] * 4,
            "text": [TEXTS["Nord"], TEXTS["Süd"]] * 4,
            "published": pd.date_range("2024-03-04", periods=8, tz="UTC"),
        }
    )
)
TABLE = score_keyness(TOKENS, min_n=1)


def rows_of(axes):
    return [tick.get_text() for tick in axes.get_yticklabels()]


def test_keyness_shows_both_sides_with_intervals_and_counts():
    axes = plot_keyness(TABLE, target="Nord", top=1)
    assert rows_of(axes) == ["Krieg", "Mission"]
    assert [text.get_text() for text in axes.texts] == ["8 : 0", "0 : 8"]
    assert len([line for line in axes.lines if len(line.get_xdata()) == 2]) >= 2
    assert "gleich" in [tick.get_text() for tick in axes.get_xticklabels()]


def test_keyness_says_it_in_words_made_from_the_data():
    words = describe_figure(plot_keyness(TABLE, target="Nord", top=1, lang="en"))
    assert words.startswith("Dot chart: What Nord writes more, and less, than the rest: Krieg ")
    assert "times as often (8 : 0); Mission" in words
    assert "Based on Nord: 28 words; the rest: 36 words." in words


def test_thin_evidence_is_left_out_or_hollow():
    thin = TABLE.assign(enough=False)
    [said] = plot_keyness(thin, target="Nord", lang="en").texts
    assert said.get_text() == "No word stands in enough articles to be compared."
    axes = plot_keyness(thin, target="Nord", top=1, all_words=True)
    assert {line.get_markerfacecolor() for line in axes.lines if line.get_marker() == "o"} == {
        "white"
    }


def test_general_language_shows_one_count_and_its_trap():
    table = score_keyness(TOKENS, target="Nord", reference="wordfreq", min_n=1)
    axes = plot_keyness(table, top=1)
    assert axes.texts[0].get_text().isdigit()
    assert "Daten bis 2021" in describe_figure(axes)
    assert describe_figure(plot_word_scatter(table))


@pytest.mark.parametrize("plot", [plot_keyness, plot_word_scatter])
def test_several_targets_need_a_name_and_no_rows_are_said(plot):
    with pytest.raises(TableError, match="name one"):
        plot(TABLE)
    with pytest.raises(OptionError, match="Did you mean 'Nord'"):
        plot(TABLE, target="Nrod")
    axes = plot(TABLE.head(0), lang="de")
    axes.get_figure().canvas.draw()
    assert "Keine Wörter" in describe_figure(axes)


def test_names_of_the_scatter_do_not_meet():
    axes = plot_word_scatter(TABLE, target="Nord", lang="en")
    axes.get_figure().canvas.draw()
    boxes = [text.get_window_extent() for text in axes.texts]
    assert len(boxes) >= 3
    assert not any(one.overlaps(other) for one, other in itertools.combinations(boxes, 2))


def test_dispersion_has_a_strip_an_article_by_date_and_a_stroke_an_occurrence():
    axes = plot_dispersion(TOKENS, ["Krieg", "Land"])
    assert rows_of(axes) == ["04.03.", "06.03.", "08.03.", "10.03.", "05.03.", "07.03.", "09.03.", "11.03."]  # fmt: skip
    assert [text.get_text() for text in axes.texts] == ["Nord", "Süd"]
    strokes = [len(each.get_segments()) for each in axes.collections[1:]]
    assert strokes == [8, 8]
    assert "Krieg, Nord: 8 Vorkommen in 4 von 4 Artikeln" in describe_figure(axes)


def test_dispersion_says_what_it_cut_and_refuses_what_it_cannot_show():
    axes = plot_dispersion(TOKENS, "Krieg", articles=3)
    assert len(rows_of(axes)) == 3
    assert "3 von 8 Artikeln" in describe_figure(axes)
    with pytest.raises(OptionError, match="one to 7 words"):
        plot_dispersion(TOKENS, [])
    with pytest.raises(TableError, match="no column 'desk'"):
        plot_dispersion(TOKENS, "Krieg", by="desk")
    assert describe_figure(plot_dispersion(TOKENS.head(0), "Krieg"))
