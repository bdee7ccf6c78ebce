"""Figures: what they show, what they say, and how the words travel."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.figure import Figure
from workbench.errors import OptionError, TableError
from workbench.plots import PALETTE, describe_figure, house_style, plot_words
from workbench.plots.style import HOUSE_STYLE, _bundle


@pytest.fixture(autouse=True)
def agg():
    plt.switch_backend("agg")
    yield
    plt.close("all")


def words(*outlets, n_words=3):
    rows = [
        {"outlet": o, "lemma": f"Wort{i}", "n": 9 - i, "total": 3000, "per_10k": 30.0 - i}
        | {"total_articles": 7, "is_stop": i == 0}
        for o in outlets
        for i in range(n_words)
    ]
    return pd.DataFrame(rows)


def rows_of(axes):
    return [tick.get_text() for tick in axes.get_yticklabels()]


def test_bars_are_labelled_with_rate_and_number_in_the_readers_format():
    axes = plot_words(words("Blick").drop(columns="outlet"))
    assert rows_of(axes) == ["Wort1", "Wort2"]
    assert [text.get_text() for text in axes.texts] == ["29,0 (8)", "28,0 (7)"]


def test_function_words_are_hidden_unless_asked_for():
    assert "Wort0" in rows_of(plot_words(words("Blick"), stop_words=True))


def test_up_to_three_groups_are_bars_and_more_are_dots():
    assert len(plot_words(words("A", "B", "C"), by="outlet").containers) == 3
    dots = plot_words(words("A", "B", "C", "D"), by="outlet")
    assert len(dots.lines) == 4
    assert len({line.get_marker() for line in dots.lines}) == 4


def test_a_group_keeps_its_colour_when_others_are_missing():
    axes = plot_words(words("B"), by="outlet", groups=["A", "B"])
    assert mpl.colors.to_hex(axes.patches[0].get_facecolor()).upper() == PALETTE[1]


def test_the_caption_names_the_denominators():
    figure = plot_words(words("Blick", "SRF"), by="outlet", lang="en").get_figure()
    caption = figure.get_supxlabel().replace("\n", " ")
    assert "Blick: 3,000 words from 7 articles; SRF: 3,000 words from 7 articles" in caption
    assert "Without function words." in caption


def test_the_description_is_made_from_the_data():
    said = describe_figure(plot_words(words("Blick").drop(columns="outlet"), title="Wer sagt was?"))
    assert said.startswith("Balkendiagramm: Wer sagt was?")
    assert "Wort1 29,0 (8); Wort2 28,0 (7)" in said
    assert "3\u202f000 Wörter aus 7 Artikeln" in said


def test_a_description_of_many_groups_stays_short():
    axes = plot_words(words(*"ABCDEF", n_words=20), by="outlet")
    assert describe_figure(axes).count(";") < 25


def test_an_own_description_replaces_it_and_goes_along_with_the_picture():
    axes = plot_words(words("Blick"))
    describe_figure(axes, " Eine Zeile. ")
    data, metadata = _bundle(axes.get_figure())
    assert data == {"text/plain": "Eine Zeile."}
    assert metadata["image/png"] == {"alt": "Eine Zeile."}


def test_a_figure_without_words_sends_none():
    assert _bundle(Figure()) == ({}, {})


def test_grouped_counts_without_by_are_refused():
    with pytest.raises(TableError, match="by='outlet'"):
        plot_words(words("A", "B"))


def test_other_tables_and_silly_numbers_are_refused():
    with pytest.raises(TableError, match="per_10k"):
        plot_words(words("A").drop(columns="per_10k"))
    with pytest.raises(OptionError, match="top=0"):
        plot_words(words("A"), top=0)


def test_no_words_give_an_empty_figure_that_says_so():
    axes = plot_words(words("A").head(0))
    assert "Keine Wörter" in describe_figure(axes)


def test_the_style_ends_with_its_block_and_knows_all_its_keys():
    before = mpl.rcParams["axes.spines.top"]
    with house_style():
        assert mpl.rcParams["axes.spines.top"] is False
    assert mpl.rcParams["axes.spines.top"] == before
    assert set(HOUSE_STYLE) <= set(mpl.rcParams)


def test_the_style_leaves_interactive_mode_as_the_backend_set_it():
    with house_style():
        mpl.interactive(b=True)
    assert mpl.is_interactive()
    mpl.interactive(b=False)


def test_german_letters_are_drawn_without_a_missing_glyph():
    frame = words("A").assign(lemma=["Straße", "«Größe»", "„Übel“"])
    plot_words(frame, stop_words=True).get_figure().canvas.draw()


def test_very_long_names_leave_room_for_the_data():
    frame = words("Die Zeitung mit dem " + "sehr " * 30 + "langen Namen", "B")
    frame["lemma"] = "https://example.org/" + "x" * 300 + frame["lemma"]
    axes = plot_words(frame, by="outlet", title="Warum? " * 60, stop_words=True)
    axes.get_figure().canvas.draw()
    assert max(map(len, rows_of(axes))) == 28
