"""Figures: what they show, what they say, and how the words travel."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pandas as pd
import pytest
from matplotlib.figure import Figure
from workbench.errors import OptionError, TableError
from workbench.frames import count_frames
from workbench.plots import PALETTE, describe_figure, house_style, plot_frames, plot_words
from workbench.plots.style import HOUSE_STYLE, _bundle
from workbench.plots.trends import plot_trends


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
    assert metadata["image/png"] == {"alt": "Eine Zeile.", "width": 576}


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


def mentions(**columns):
    rows = []
    for outlet, frames in {"A": "wwm", "B": "wmm", "C": "mmm"}.items():
        for nth, letter in enumerate(frames):
            voice = "outlet" if nth < 2 else "direct"
            frame = {"w": "war", "m": "mission"}[letter]
            rows.append((f"{outlet}{nth}", outlet, frame, voice, "asserted"))
    frame = pd.DataFrame(rows, columns=["article_id", "outlet", "frame", "voice", "stance"])
    frame["published"] = pd.Timestamp("2024-03-05", tz="UTC") + pd.to_timedelta(
        frame.index, unit="D"
    )
    return frame.assign(**columns)


def marks(axes, marker):
    """The drawn marks of one kind: share and row."""
    lines = [line for line in axes.lines if line.get_marker() == marker and len(line.get_xdata())]
    return [(round(float(line.get_xdata()[0]), 2), float(line.get_ydata()[0])) for line in lines]


def test_frames_show_the_naive_share_beside_the_outlets_own():
    axes = plot_frames(mentions(), by="outlet", lang="en")
    assert rows_of(axes) == ["war", "A", "B", "C", "mission", "A", "B", "C"]
    assert [share for share, _ in marks(axes, "s")] == [0.67, 0.33, 0.0, 0.33, 0.67, 1.0]
    assert [share for share, _ in marks(axes, "o")] == [1.0, 0.5, 0.0, 0.0, 0.5, 1.0]
    assert [text.get_text() for text in axes.texts][:2] == ["2/3 · 2/2", "1/3 · 1/2"]


def test_the_description_of_frames_is_made_from_the_data():
    words = describe_figure(plot_frames(mentions(), by="outlet", lang="en")).replace("\xa0", " ")
    assert "war, A: all 67 % (2/3), own voice 100 % (2/2); war, B: all 33 % (1/3)" in words
    assert "Based on A: 3 articles; B: 3 articles; C: 3 articles." in words


def test_intervals_are_drawn_and_thin_evidence_is_hollow():
    axes = plot_frames(mentions(), by="outlet")
    spans = [line for line in axes.lines if len(line.get_xdata()) == 2]
    assert len(spans) == 12
    assert {line.get_markerfacecolor() for line in axes.lines if line.get_marker() == "o"} >= {
        "white"
    }


def test_groups_of_frames_keep_their_colour():
    table = mentions()
    axes = plot_frames(table[table["outlet"] == "B"], by="outlet", groups=["A", "B"])
    own = [line for line in axes.lines if line.get_marker() == "o" and len(line.get_xdata())]
    assert own[0].get_color() == PALETTE[1]


@pytest.mark.parametrize("by", ["voice", "stance", ["voice", "stance"]])
def test_by_voice_or_stance_there_is_no_own_voice_to_compare(by):
    axes = plot_frames(mentions(), by=by, lang="de")
    assert marks(axes, "s")
    assert "Medium selbst" in " ".join(rows_of(axes)) or by == "stance"
    assert "eigene" not in describe_figure(axes).split(".")[0]


def test_weeks_are_panels_on_one_scale():
    axes = plot_frames(mentions(), by="week")
    panels = axes.get_figure().axes
    assert [panel.texts[0].get_text() for panel in panels] == ["war", "mission"]
    assert {panel.get_ylim() for panel in panels} == {(-0.03, 1.03)}
    assert "04.03.2024" in describe_figure(axes)


def test_articles_without_a_date_have_no_week():
    table = mentions(published=pd.NaT)
    table["published"] = pd.to_datetime(table["published"], utc=True)
    assert describe_figure(plot_frames(table, by="week"))


@pytest.mark.parametrize("by", [(), "outlet", "week", "voice"])
@pytest.mark.parametrize("rows", [0, 1])
def test_frames_of_few_mentions_are_drawn(by, rows):
    axes = plot_frames(mentions().head(rows), by=by)
    assert describe_figure(axes)
    axes.get_figure().canvas.draw()


def test_frames_can_be_counted_before():
    counts = count_frames(mentions(), "outlet")
    axes = plot_frames(counts, by="outlet", count="own")
    assert not marks(axes, "s")
    with pytest.raises(TableError, match="by='outlet'"):
        plot_frames(counts)
    with pytest.raises(OptionError, match="stands alone"):
        plot_frames(mentions(), by=["week", "outlet"])
    with pytest.raises(OptionError, match="count"):
        plot_frames(mentions(), count="owm")


def trends(*groups, gap=True, **columns):
    weeks = pd.date_range("2024-03-04", periods=4, freq="7D")
    rows = []
    for nth, group in enumerate(groups or ("",)):
        for week, day in enumerate(weeks):
            empty = gap and week == 2
            rate = float("nan") if empty else 10.0 * (nth + 1) + week
            row = {"outlet": group, "term": "Krieg", "period": day, "n": 0 if empty else 3}
            row |= {
                "total": 0 if empty else 900,
                "per_10k": rate,
                "low": rate / 2,
                "high": rate * 2,
            }
            rows.append(row | {"total_articles": 0 if empty else 4 + week, "enough": week > 0})
    return pd.DataFrame(rows).assign(**columns)


def lines(axes):
    return [
        line for line in axes.lines if line.get_linestyle() == "-" and len(line.get_xdata()) > 1
    ]


def test_a_gap_breaks_the_line_and_is_shaded_and_counted():
    axes = plot_trends(trends().drop(columns="outlet"))
    assert pd.isna(lines(axes)[0].get_ydata()).tolist() == [False, False, True, False]
    assert len(axes.patches) == 1
    caption = axes.get_figure().get_supxlabel().replace("\n", " ")
    assert "Grundlage: 2\u202f700 Wörter aus 16 Artikeln, 0–7 je Woche." in caption
    assert "Ohne Artikel: 1 von 4." in caption
    assert [tick.get_text() for tick in axes.get_xticklabels()] == ["4. März", "11. März", "18. März", "25. März"]  # fmt: skip


def test_lines_are_named_at_their_ends_apart_from_each_other():
    axes = plot_trends(trends("A", "B", gap=False), by="outlet", lang="en")
    axes.get_figure().draw_without_rendering()
    names = {text.get_text(): text.get_window_extent() for text in axes.texts[1:]}
    lower, upper = sorted(names.values(), key=lambda box: box.y0)
    assert sorted(names) == ["A", "B"]
    assert lower.y1 <= upper.y0 + 1
    assert axes.get_xlabel() == "" or "Week" in axes.get_xlabel()


def test_many_lines_have_bars_instead_of_bands():
    few, many = (plot_trends(trends(*names), by="outlet") for names in ("AB", "ABCDE"))
    assert sum(len(c.get_paths()) for c in few.collections) > 2
    assert not [c for c in many.collections if "Poly" in type(c).__name__ and c.get_label() == ""]


def test_a_trend_is_described_by_its_ends_and_its_height():
    said = describe_figure(plot_trends(trends("A"), by="outlet", lang="en"))
    assert (
        "Krieg, A: first 10.0 (4 Mar), last 13.0 (25 Mar), highest 13.0 (6.5 to 26.0; 25 Mar)"
        in said
    )


def test_grouped_trends_without_by_are_refused_and_none_is_drawn():
    with pytest.raises(TableError, match="by='outlet'"):
        plot_trends(trends("A", "B"))
    assert "Keine Zeiträume" in describe_figure(plot_trends(trends().head(0)))
    undated = trends("A", period=pd.NaT).head(1)
    assert "4 Artikel ohne Datum" in describe_figure(
        plot_trends(pd.concat([trends("A"), undated]), by="outlet")
    )


def test_a_group_without_a_name_is_called_unknown_and_counted():
    """It was called nan, and its words were missing from what the figure says it is based on."""
    nameless = words("Blick", "NZZ")
    nameless["outlet"] = nameless["outlet"].replace("NZZ", None)
    axes = plot_words(nameless, by="outlet", lang="en")
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["Blick", "not known"]
    assert "not known: 3,000 words from 7 articles" in describe_figure(axes)
    periods = trend_of(["X", None])
    told = describe_figure(plot_trends(periods, by="outlet", lang="en"))
    assert "nan" not in told
    assert "not known" in told


def trend_of(outlets):
    rows = [
        {"outlet": outlet, "term": "Krieg", "period": day, "n": 2, "total": 100, "per_10k": 200.0}
        | {"low": 100.0, "high": 300.0, "n_articles": 1, "total_articles": 9, "enough": True}
        for outlet in outlets
        for day in pd.to_datetime(["2024-03-04", "2024-03-11"])
    ]
    return pd.DataFrame(rows)


def test_a_table_without_rows_is_an_empty_figure_also_in_groups():
    axes = plot_words(words("Blick").head(0), by="outlet")
    assert not axes.axison


def test_many_groups_and_long_names_stay_inside_the_picture():
    """The legend of thirty outlets lay on the title, and their denominators on the points."""
    for outlets in ([f"Blatt {n}" for n in range(30)], [f"Der sehr lange Name eines Blattes {n}" for n in range(5)]):  # fmt: skip
        figure = plot_words(words(*outlets), by="outlet").figure
        figure.canvas.draw()
        axes, caption = figure.axes[0], figure._supxlabel
        legend, title = axes.get_legend().get_window_extent(), figure._suptitle.get_window_extent()
        assert 0 <= legend.x0 < legend.x1 <= figure.bbox.x1
        assert legend.y1 <= title.y0
        assert caption.get_window_extent().y1 <= axes.get_tightbbox().y0
