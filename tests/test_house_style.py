"""What every figure promises: house style, words for who can't see it, numbers behind it, nothing cut.

A new `plot_` function joins by an entry in `FIGURES`: tables in, `lang` along, Axes out.
"""

import re
from functools import cache
from itertools import pairwise

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
import workbench as wb
from matplotlib.axes import Axes
from workbench.matching import codebook_of
from workbench.plots.lettering import colours_of
from workbench.plots.marks import End, _spread, name_ends
from workbench.tables import TABLES

BOOK = codebook_of(["Krieg", "Invasion", "Schutzmission"])


@cache
def german():
    articles = wb.read_articles(wb.sample_path())
    return articles[articles["language"] == "de"].head(24)


@cache
def tokens():
    return wb.tokenize(german())


@cache
def quotations():
    return wb.find_quotations(german())


@cache
def mentions():
    found = wb.mark_stance(wb.find_mentions(german(), BOOK), german())
    return wb.mark_voice(found, quotations(), wb.find_sources(german(), quotations()))


def words(lang):
    return wb.plot_words(wb.count_words(tokens(), by="outlet"), by="outlet", lang=lang)


def frames(lang):
    return wb.plot_frames(mentions(), by="outlet", unit="label", lang=lang)


def sources(lang):
    shares = wb.count_sources(quotations(), german(), by="outlet")
    return wb.plot_sources(shares, by="outlet", lang=lang)


def trends(lang):
    counts = wb.count_trends(tokens(), ["Krieg", "Invasion"], by="outlet")
    return wb.plot_trends(counts, by="outlet", lang=lang)


def copies(lang):
    return wb.plot_copies(wb.find_copies(german()), lang=lang)


def keyness(lang):
    return wb.plot_keyness(compared(), target="Depeschenbund", lang=lang)


def scatter(lang):
    return wb.plot_word_scatter(compared(), target="Depeschenbund", lang=lang)


@cache
def compared():
    return wb.score_keyness(tokens(), min_n=2)


def dispersion(lang):
    return wb.plot_dispersion(tokens(), ["Krieg", "Invasion"], lang=lang)


FIGURES = {
    "plot_words": words,
    "plot_frames": frames,
    "plot_sources": sources,
    "plot_trends": trends,
    "plot_copies": copies,
    "plot_keyness": keyness,
    "plot_word_scatter": scatter,
    "plot_dispersion": dispersion,
}
EMPTY = {
    "plot_words": lambda: wb.plot_words(TABLES["words"].empty()),
    "plot_frames": lambda: wb.plot_frames(TABLES["frames"].empty()),
    "plot_sources": lambda: wb.plot_sources(TABLES["shares"].empty()),
    "plot_trends": lambda: wb.plot_trends(TABLES["trends"].empty()),
    "plot_copies": lambda: wb.plot_copies(TABLES["copies"].empty()),
    "plot_keyness": lambda: wb.plot_keyness(TABLES["keyness"].empty()),
    "plot_word_scatter": lambda: wb.plot_word_scatter(TABLES["keyness"].empty()),
    "plot_dispersion": lambda: wb.plot_dispersion(TABLES["tokens"].empty(), "Krieg"),
}
every_figure = pytest.mark.parametrize("name", FIGURES)


@pytest.fixture(autouse=True)
def agg():
    plt.switch_backend("agg")
    yield
    plt.close("all")


def test_every_plot_function_is_held_to_this():
    plots = {name for name in wb.__all__ if name.startswith("plot_")}
    assert set(FIGURES) == plots, "add the new plot_ function to FIGURES in this file"


@pytest.mark.parametrize("lang", ["de", "en"])
@every_figure
def test_a_figure_is_in_the_house_style_and_says_what_it_shows(name, lang):
    before = dict(mpl.rcParams)
    axes = FIGURES[name](lang)
    assert dict(mpl.rcParams) == before
    assert isinstance(axes, Axes)
    figure = axes.get_figure()
    assert figure.dpi == 144
    assert not axes.spines["top"].get_visible()
    assert figure.get_suptitle()
    caption = figure.get_supxlabel()
    assert re.search(r"\d", caption), "the caption gives no denominator"
    said = wb.describe_figure(axes)
    assert len(said) > 40
    assert re.search(r"\d", said)
    assert figure.get_suptitle().split("\n")[0].rstrip("?.") in said


@every_figure
def test_a_figure_speaks_the_readers_language(name):
    said = {lang: wb.describe_figure(FIGURES[name](lang)) for lang in ("de", "en")}
    assert said["de"] != said["en"]


@every_figure
def test_nothing_of_a_figure_is_cut_and_no_names_overlap(name):
    axes = FIGURES[name]("de")
    figure = axes.get_figure()
    figure.canvas.draw()
    drawn, page = figure.get_tightbbox(), figure.bbox_inches
    assert drawn.x0 >= 0
    assert drawn.y0 >= 0
    assert drawn.x1 <= page.x1
    assert drawn.y1 <= page.y1
    names = [tick.get_window_extent() for tick in axes.get_yticklabels() if tick.get_text()]
    names.sort(key=lambda box: box.y0)
    assert all(one.y1 <= other.y0 + 1 for one, other in pairwise(names))


def test_names_at_the_ends_of_lines_keep_apart_and_inside():
    with wb.house_style():
        _, axes = plt.subplots()
        for y in (1, 1.01, 1.02, 4):
            axes.plot([0, 1], [0, y])
        name_ends(axes, [End(1, y, f"Zeitung {y}", "#000000") for y in (1, 1.01, 1.02, 4)])
    axes.get_figure().canvas.draw()
    boxes = sorted((text.get_window_extent() for text in axes.texts), key=lambda box: box.y0)
    assert all(one.y1 <= other.y0 + 1 for one, other in pairwise(boxes))
    assert all(box.x1 <= axes.get_figure().bbox.x1 for box in boxes)


def test_places_are_moved_no_further_than_needed():
    assert _spread([0, 100], 10) == [0, 100]
    assert _spread([0, 0, 0], 10) == [-10, 0, 10]


@every_figure
def test_a_figure_of_nothing_is_a_sentence_and_no_bare_axes(name):
    axes = EMPTY[name]()
    assert not axes.axison
    [sentence] = [text.get_text() for text in axes.texts]
    assert sentence.startswith("Keine ")
    assert sentence in wb.describe_figure(axes)


def test_more_groups_than_colours_are_cut_and_that_is_said():
    """The eighth group had colour and mark of the first; thirty lines were a thicket."""
    names = [f"Blatt {nth}" for nth in range(30)]
    share = {"share": 0.5, "low": 0.4, "high": 0.6, "period": pd.Timestamp("2024-03-04")}
    table = pd.DataFrame(
        {"outlet": names, "total": range(100, 130), "n": 5, "per_10k": 9.0, "term": "Krieg"}
        | {"lemma": "Krieg", "speaker_name": "Berg", "total_articles": 9} | share
    )  # fmt: skip
    terms = table.assign(term=names, n=range(30)).drop(columns="outlet")
    for axes in (
        wb.plot_words(table, by="outlet", lang="en"),
        wb.plot_sources(table, by="outlet", lang="en"),
        wb.plot_trends(table, by="outlet", lang="en"),
        wb.plot_trends(terms, lang="en"),
    ):
        said = wb.describe_figure(axes)
        assert "The 7 largest of 30 are shown." in said
        assert all((f"Blatt {nth}" in said) == (nth > 22) for nth in range(3, 30))
    assert colours_of(pd.Series(names[8:10]), names) == {"Blatt 8": 0, "Blatt 9": 1}
