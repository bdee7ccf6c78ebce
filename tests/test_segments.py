import pandas as pd
import pytest
from hypothesis import given, settings
from workbench.corrections import mark_zones
from workbench.errors import OptionError, TableError
from workbench.layout import Line, compose, digest, pack
from workbench.segments import (
    find_dropped,
    split_blocks,
    split_paragraphs,
    split_sentences,
)
from workbench.sentences import sentence_spans
from workbench.tables import BLOCKS, DROPPED, PARAGRAPHS, SENTENCES
from workbench.tokens import tokenize

from strategies import articles, spaced_texts

PAGE = [
    ("section", "Politik"),
    ("headline", "Krieg in Tarvonien"),
    ("published", "09.04.2022 um 21:06 Uhr"),
    ("lead", "Die Lage ist ernst."),
    ("body", "Er kam. Sie ging."),
    ("furniture", "Jetzt abonnieren"),
    ("body", "Ende."),
]


def page(lines: list[tuple[str, str]] = PAGE) -> pd.DataFrame:
    text, blocks = compose([Line(text, zone, "test", i) for i, (zone, text) in enumerate(lines, 1)])
    return pd.DataFrame(
        {
            "article_id": ["a"],
            "headline": ["Krieg in Tarvonien"],
            "lead": ["Die Lage ist ernst."],
            "text": [text],
            "layout": [pack(blocks)],
            "digest": [digest(text)],
            "n_words": [5],
            "outlet": ["Blatt"],
        }
    )


def sentences(text: str, language: str = "de") -> list[str]:
    return [text[a:b] for a, b in sentence_spans(text, 0, len(text), language)]


# --- blocks and cut lines ---------------------------------------------------------------------


def test_blocks_stand_in_the_order_of_the_page():
    blocks = split_blocks(page())
    assert list(zip(blocks["zone"], blocks["text"], strict=True)) == PAGE
    assert blocks["line"].tolist() == [1, 2, 3, 4, 5, 6, 7]
    cut = blocks[blocks["zone"].isin(["section", "published", "furniture"])]
    assert (cut["start"] == cut["end"]).all()
    text = page()["text"].iloc[0]
    kept = blocks.drop(cut.index)
    assert [text[a:b] for a, b in zip(kept["start"], kept["end"], strict=True)] == kept[
        "text"
    ].tolist()


def test_dropped_lists_what_was_cut_with_its_rule():
    dropped = find_dropped(page())
    assert dropped["text"].tolist() == ["Politik", "09.04.2022 um 21:06 Uhr", "Jetzt abonnieren"]
    assert dropped["rule"].tolist() == ["test"] * 3
    assert list(dropped.columns) == DROPPED.names


def test_without_layout_every_paragraph_is_body():
    plain = pd.DataFrame({"article_id": ["a"], "text": ["Eins.\n\nZwei. Drei."]})
    assert split_blocks(plain)["zone"].tolist() == ["body", "body"]
    assert find_dropped(plain).empty
    assert split_sentences(plain)["paragraph"].tolist() == [0, 1, 1]


def test_a_missing_layout_of_one_article_means_body():
    both = pd.concat([page(), pd.DataFrame({"article_id": ["b"], "text": ["Nur Text."]})])
    assert split_blocks(both).groupby("article_id").size().tolist() == [7, 1]


# --- corrections by hand ----------------------------------------------------------------------


def correct(*rows: tuple[str, int, str]) -> pd.DataFrame:
    return mark_zones(page(), pd.DataFrame(rows, columns=["article_id", "line", "zone"]))


def test_a_cut_line_comes_back():
    fixed = correct(("a", 6, "body")).iloc[0]
    assert "Jetzt abonnieren" in fixed["text"]
    assert fixed["n_words"] == 7
    assert fixed["digest"] == digest(fixed["text"]) != page()["digest"].iloc[0]


def test_a_line_of_the_text_is_cut():
    fixed = correct(("a", 7, "furniture"))
    assert "Ende." not in fixed["text"].iloc[0]
    assert find_dropped(fixed)["text"].tolist()[-1] == "Ende."
    assert split_blocks(fixed)["rule"].tolist()[-1] == "corrected"


def test_headline_and_lead_follow_the_zones():
    fixed = correct(("a", 4, "subhead"), ("a", 2, "kicker")).iloc[0]
    assert pd.isna(fixed["lead"])
    assert pd.isna(fixed["headline"])
    assert "kicker" not in fixed  # the table had none


def test_no_corrections_change_nothing():
    empty = pd.DataFrame({"article_id": [], "line": [], "zone": []})
    pd.testing.assert_frame_equal(mark_zones(page(), empty), page())


def test_corrections_name_what_is_wrong():
    with pytest.raises(TableError, match="no line 99"):
        correct(("a", 99, "body"))
    with pytest.raises(TableError, match="article_id 'b'"):
        correct(("b", 1, "body"))
    with pytest.raises(OptionError, match="Did you mean 'body'"):
        correct(("a", 1, "bodi"))


# --- paragraphs and sentences -----------------------------------------------------------------


def test_paragraphs_leave_cut_lines_out():
    paragraphs = split_paragraphs(page())
    assert paragraphs["text"].tolist() == [
        "Krieg in Tarvonien",
        "Die Lage ist ernst.",
        "Er kam. Sie ging.",
        "Ende.",
    ]
    assert paragraphs["zone"].tolist() == ["headline", "lead", "body", "body"]
    assert paragraphs["outlet"].tolist() == ["Blatt"] * 4
    assert list(paragraphs.columns) == PARAGRAPHS.names


def test_sentences_never_cross_a_block():
    found = split_sentences(page())
    assert found["text"].tolist() == [
        "Krieg in Tarvonien",
        "Die Lage ist ernst.",
        "Er kam.",
        "Sie ging.",
        "Ende.",
    ]
    assert found["sentence"].tolist() == [0, 1, 2, 3, 4]
    assert found["paragraph"].tolist() == [0, 1, 2, 2, 3]
    assert list(found.columns) == SENTENCES.names


GERMAN = """Am 9. April kam Dr. Noll an.|«Ich gehe. Du bleibst», sagte sie.|Er blieb.
Das kostet 5 Mio. Euro.|Der Preis stieg um 3,5 Mio.|Die Firma schweigt.
Müller, Meier usw.|Danach kam nichts.
Er sprach, d. h. er las vor, z. B. Die Zeit.
«Wir gehen!» sagte er.|«Wohin?», fragte sie.|Nirgends.
»Wir gehen. Ihr bleibt«, sagte er.|Das war alles.
Das steht in Art. 5 Abs. 2 des Gesetzes.|Auf diese Art.|Es gilt Nr. 7.
Johannes Paul II. besuchte Polen.|Unter Wilhelm II.|Das war anders.
Er wurde 2.|Das freute ihn.
Der 2. Weltkrieg endete am 8. Mai 1945.|Danach war Friede.
Im 19. Jahrhundert lebte J. W. Goethe nicht mehr.|Schiller auch nicht.
1. Das Wetter bleibt schön.|2. Der Wind nimmt zu.
Sie sagte: «Das ist falsch.»|Er widersprach.
Die «Bild».|Der «Spiegel».
Er ging ...|Dann kam er zurück.
Und dann … nichts mehr.
Um 20.45 Uhr begann es.|Um 9.30 Uhr endete es.
Der Kurs fiel um 3.5 Prozent.|2022 stieg er.
Im Jahr 2022.|Der Rest folgt.
„Wir kommen. Wir siegen.“|Das war alles.
Sie fragte „Warum?“ und ging.
Das Buch (vgl. Kap. 3) ist gut.|Es lebt.
Am 24.12. wird gefeiert.
Er lebt in St. Gallen.|Sie in Bern.
Der ehem. Minister a. D. Huber kam.|Dr. h. c. Meier auch.
44 v. Chr. starb Caesar.|Das war so.
Plan B.|Das ist gut.
Warum nicht?|Weil!|Gut so.
Das Spiel endete 2:1.|Am 3. Spieltag folgt Bern.
Sie ist am 5. Februar geboren.|Kein Wort davon.|Nicht eines.
Die Invasion.|Keine Spezial-Operation.
Er mag.|Mag. Huber mag nicht.
Laut der Firma XY AG.|Es war im Mai.|Der Juni kam."""

ENGLISH = """He met Mr. Smith on Jan. 6 in the U.S. Capitol.|She left at 5 p.m.|The rest stayed.
“We go. You stay,” she said.|He stayed.
“We go!” he said.|"Why?" she asked.|Nobody knew.
It is in No. 5.|No one knew.
He came to the U.S.|Then came the war.
Acme Inc. said it.|J. K. Rowling wrote it.
Sen. Warren and Gen. Milley met in Washington, D.C., on Feb. 24.|They agreed."""


@pytest.mark.parametrize("line", GERMAN.splitlines())
def test_german_sentences(line):
    assert sentences(line.replace("|", " ")) == line.split("|")


@pytest.mark.parametrize("line", ENGLISH.splitlines())
def test_english_sentences(line):
    assert sentences(line.replace("|", " "), "en") == line.split("|")


def test_a_mark_that_never_closes_swallows_nothing():
    text = "Er sagte: «Ich komme. " + "Der Krieg dauert an. " * 30
    assert len(sentences(text)) == 31


def test_a_quotation_that_closes_far_away_is_split():
    far = "«Ich komme. " + "x" * 400 + " Du bleibst», sagte er."
    assert len(sentences(far)) == 2


def test_thin_and_no_break_spaces():
    assert sentences("Das ist z.\u00a0B. gut.\u00a0Es bleibt am 9.\u202fApril.") == [
        "Das ist z.\u00a0B. gut.",
        "Es bleibt am 9.\u202fApril.",
    ]


@pytest.mark.parametrize("blank", ["\x85", "\xa0", "\u2009", "\u2028", "\u202f"])
def test_an_odd_blank_before_an_abbreviation_ends_no_sentence(blank):
    text = f"Er kam. {blank}Dr. Noll sah {blank}Dr. Meier."
    assert [text[a:b] for a, b in sentence_spans(text, 0, len(text), "de")] == [
        "Er kam.",
        f"Dr. Noll sah {blank}Dr. Meier.",
    ]
    tokens = tokenize(pd.DataFrame({"article_id": ["a"], "text": [text]}))
    assert tokens["sentence"].tolist() == [0, 0, 0, 1, 1, 1, 1, 1, 1]


def test_an_unknown_language_has_plain_rules():
    assert sentences("Il vient. Elle part.", "fr") == ["Il vient.", "Elle part."]


def test_plain_words_are_what_punkt_says():
    """Where no rule of ours and no word list speaks, the boundaries are Punkt's own."""
    from workbench.sentences import _punkt

    text = "Der Krieg dauert an. Was nun? Er kam nicht! Die Soldaten der Einheit gehen. Es bleibt."
    theirs = list(_punkt("de").span_tokenize(text))
    assert list(sentence_spans(text, 0, len(text), "de")) == theirs


@settings(max_examples=200, deadline=None)
@given(frame=articles(spaced_texts))
def test_sentences_cover_the_blocks(frame):
    found = split_sentences(frame)
    for row in frame.itertuples():
        mine = found[found["article_id"] == row.article_id]
        assert (mine["start"] < mine["end"]).all()
        assert (mine["end"].to_numpy()[:-1] <= mine["start"].to_numpy()[1:]).all()
        assert mine["text"].tolist() == [
            row.text[a:b] for a, b in zip(mine["start"], mine["end"], strict=True)
        ]
        assert "".join("".join(mine["text"]).split()) == "".join(row.text.split())


# --- what holds for all -----------------------------------------------------------------------

ALL = [
    (split_blocks, BLOCKS),
    (find_dropped, DROPPED),
    (split_paragraphs, PARAGRAPHS),
    (split_sentences, SENTENCES),
]


@pytest.mark.parametrize(("function", "table"), ALL)
def test_empty_articles_give_the_typed_empty_table(function, table):
    empty = function(page().iloc[:0])
    assert empty.dtypes.astype(str).to_dict() == table.empty().dtypes.astype(str).to_dict()


@pytest.mark.parametrize(("function", "_table"), ALL)
def test_a_missing_column_is_named(function, _table):
    with pytest.raises(
        TableError,
        match=f"{function.__name__} needs an articles table with the column 'article_id'",
    ):
        function(pd.DataFrame({"text": ["x"]}))


@pytest.mark.parametrize(("function", "table"), ALL)
def test_types_are_those_of_the_contract(function, table):
    found = function(page())
    assert (
        found[table.names].dtypes.astype(str).to_dict()
        == table.empty().dtypes.astype(str).to_dict()
    )
