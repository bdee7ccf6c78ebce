import re
import unicodedata
from functools import cache

import numpy as np
import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import given, settings
from nltk.tokenize import NLTKWordTokenizer, RegexpTokenizer
from workbench.errors import OptionError, TableError
from workbench.lemmas import lemmatize
from workbench.segments import split_blocks, split_sentences
from workbench.tables import TEXT_ZONES, TOKENS
from workbench.tokens import tokenize
from workbench.vocabulary import encode

from strategies import articles, spaced_texts, texts


def one(text: str, **columns: object) -> pd.DataFrame:
    return pd.DataFrame(
        {"article_id": ["a"], "text": [text]} | {k: [v] for k, v in columns.items()}
    )


def words(text: str, **columns: object) -> list[str]:
    return tokenize(one(text, **columns))["token"].tolist()


# --- the definition of a token, as one regular expression -------------------------------------


def char_class(test) -> str:
    """Return the characters that pass a test as ranges of a regular expression."""
    flags = np.array([bool(test(chr(i))) for i in range(0x110000)])
    edges = np.flatnonzero(np.diff(flags.astype(np.int8), prepend=0, append=0))
    return "".join(f"{re.escape(chr(a))}-{re.escape(chr(b - 1))}" for a, b in edges.reshape(-1, 2))


def invisible(c: str) -> bool:
    selector = "\ufe00" <= c <= "\ufe0f" or "\U000e0000" <= c < "\U000e0200"
    return unicodedata.category(c) == "Cf" or selector


@cache
def reference() -> RegexpTokenizer:
    w = char_class(
        lambda c: (
            not invisible(c) and (c.isalnum() or c == "_" or unicodedata.category(c)[0] == "M")
        )
    )
    digit = char_class(str.isdecimal)
    letter = char_class(lambda c: c.isalpha())
    lower = char_class(lambda c: c.islower() and not invisible(c))
    nothing = char_class(lambda c: c.isspace() or unicodedata.category(c) in {"Cc", "Cs"})
    joiner = rf"""(?:
          (?<=[{w}]) [-\u2010\u2011'\u2019\u02bc\u2018\u00b4`&@] (?=[{w}])
        | (?<=[{digit}]) [.,:] (?=[{digit}])
        | (?<=[{digit}]) (?<![{digit}]{{4}}) [\u00a0\u2009\u202f] (?=[{digit}]{{3}}(?![{digit}]))
        | (?<=(?<![{w}])[{letter}]) \. (?=[{letter}](?![{w}]))
        | (?<=[{lower}]) \. (?=[{lower}])
        | (?<=[{lower}]) [:*] (?=in(?:nen)?(?![{w}]))
        | (?<=(?<![{w}])[{letter}]\.[{letter}]) \. (?![.@\#{w}])
    )"""
    stop = rf"{nothing}<>\"«»„“”‹›"
    pattern = rf"""
          (?<![^\x00-\x20\u00a0(\[«„“"‹»]) (?:https?://|www\.) [^{stop}]* [^{stop}.,;:!?)\]'\u2019]
        | (?:(?<![{w}])[@\#](?=[{w}]))? [{w}] (?:[{w}]|{joiner})*
        | \.+ | -+ | !+ | \?+
        | [^{nothing}]
    """
    return RegexpTokenizer(pattern, flags=re.VERBOSE)


def reference_spans(text: str) -> list[tuple[int, int]]:
    """Tokenize without the invisible characters, and put the spans back on the text."""
    places = [i for i, c in enumerate(text) if not invisible(c)]
    plain = "".join(text[i] for i in places)
    return [(places[a], places[b - 1] + 1) for a, b in reference().span_tokenize(plain)]


@settings(max_examples=400, deadline=None)
@given(text=texts)
def test_arrays_find_the_tokens_of_the_regular_expression(text):
    found, _ = encode([text])
    assert list(zip(found.start.tolist(), found.end.tolist(), strict=True)) == reference_spans(text)


@settings(max_examples=300, deadline=None)
@given(text=texts)
def test_chunks_between_blanks_have_the_tokens_of_the_whole_text(text):
    """A language without abbreviations, for these take their full stop only in articles."""
    tokens = tokenize(pd.DataFrame({"article_id": ["a"], "text": [text], "language": ["tlh"]}))
    found, _ = encode([text])
    for name in ("start", "end"):
        assert tokens[name].tolist() == getattr(found, name).tolist()
    assert tokens["token"].tolist() == found.types.take(pa.array(found.code)).to_pylist()
    assert tokens["is_word"].tolist() == found.word.tolist()


@settings(max_examples=200, deadline=None)
@given(frame=articles())
def test_spans_hold_on_any_unicode(frame):
    tokens = tokenize(frame)
    for row in frame.itertuples():
        mine = tokens[tokens["article_id"] == row.article_id]
        start, end = mine["start"].to_numpy(), mine["end"].to_numpy()
        assert (start < end).all()
        assert (end[:-1] <= start[1:]).all()
        assert (end <= len(row.text)).all()
        kept = [
            c
            for c in row.text
            if not invisible(c) and not c.isspace() and unicodedata.category(c) not in {"Cc", "Cs"}
        ]
        seen = "".join(row.text[a:b] for a, b in zip(start, end, strict=True))
        assert [c for c in seen if not invisible(c) and not c.isspace()] == kept
        assert mine["sentence"].is_monotonic_increasing


@settings(max_examples=100, deadline=None)
@given(frame=articles())
def test_articles_do_not_influence_each_other(frame):
    whole = tokenize(frame)
    alone = [tokenize(frame.iloc[[i]]) for i in range(len(frame))]
    for name in ("start", "end", "token", "lemma", "is_word", "is_stop", "zone", "sentence"):
        parts = [value for part in alone for value in part[name].tolist()]
        assert whole[name].tolist() == parts


def test_blocks_of_articles_share_one_vocabulary(monkeypatch):
    frame = pd.DataFrame(
        {"article_id": list("abc"), "text": ["Der Krieg.", "Ein Krieg endet.", "Der Streit."]}
    )
    together = tokenize(frame)
    monkeypatch.setattr("workbench.encoding.BLOCK", 1)
    apart = tokenize(frame)
    pd.testing.assert_frame_equal(together, apart)
    assert apart["token"].cat.categories.is_unique


# --- what a token is, case by case ------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Der Ukraine-Krieg geht's an.", ["Der", "Ukraine-Krieg", "geht's", "an", "."]),
        (
            "Spezial\u2011Operation, Angriffs\u00adkrieg",
            ["Spezial-Operation", ",", "Angriffskrieg"],
        ),
        ("geht’s", ["geht's"]),
        ("1\u202f000 und 1'000 und 3,5", ["1\u202f000", "und", "1'000", "und", "3,5"]),
        ("im Jahr 2022\u00a0100 Menschen", ["im", "Jahr", "2022", "100", "Menschen"]),
        ("um 21.06 am 09.04.2022, 1863.", ["um", "21.06", "am", "09.04.2022", ",", "1863", "."]),
        ("Es steht 2:1.", ["Es", "steht", "2:1", "."]),
        (
            "(https://a.ch/b?c=1). www.blick.ch!",
            ["(", "https://a.ch/b?c=1", ")", ".", "www.blick.ch", "!"],
        ),
        ("@vikingmma #Ukraine a@b.ch", ["@vikingmma", "#Ukraine", "a@b.ch"]),
        (
            "bzw. der U.S. Army, z.B. 5 Mio.",
            ["bzw.", "der", "U.S.", "Army", ",", "z.B.", "5", "Mio."],
        ),
        ("diese Art. Art. 5", ["diese", "Art", ".", "Art", ".", "5"]),
        ("Ende... Was?! --", ["Ende", "...", "Was", "?", "!", "--"]),
        ("Bürger:innen, Lehrer*in: innen", ["Bürger:innen", ",", "Lehrer*in", ":", "innen"]),
        ("«Ja», sagt H&M.", ["«", "Ja", "»", ",", "sagt", "H&M", "."]),
        ("Ost- und West", ["Ost", "-", "und", "West"]),
        ("a\u0308rger", ["ärger"]),
        ("❤️ 👩‍👩", ["❤", "👩", "👩"]),
        ("Putin:«Es", ["Putin", ":", "«", "Es"]),
    ],
)
def test_tokens(text, expected):
    assert words(text) == expected


def test_offsets_point_into_the_raw_text_and_tokens_are_unified():
    text = "Kein Angriffs\u00adkrieg, eine Spezial\u2011Operation."
    tokens = tokenize(one(text))
    surface = [text[a:b] for a, b in zip(tokens["start"], tokens["end"], strict=True)]
    assert surface[1] == "Angriffs\u00adkrieg"
    assert surface[4] == "Spezial\u2011Operation"
    assert tokens["token"].tolist()[1] == "Angriffskrieg"


def test_marks_and_addresses_are_no_words():
    tokens = tokenize(one("Nein! Mehr: https://a.ch @x 5 %"))
    assert tokens.loc[tokens["is_word"], "token"].tolist() == ["Nein", "Mehr", "@x", "5"]


def test_abbreviations_follow_the_language():
    assert words("Sen. Smith", language="en") == ["Sen.", "Smith"]
    assert words("Sen. Smith", language="de") == ["Sen", ".", "Smith"]


def test_agrees_with_nltk_on_plain_german_sentences():
    sentences = [
        "Der Bundesrat hat am Mittwoch in Bern entschieden, wie es weitergeht.",
        "Rund 200 Mitglieder zählt das Batallion (so heisst es), das gegen Söldner kämpft.",
        "Die Kosten stiegen um 3,5 Prozent; das ist mehr als erwartet!",
        "Wer zahlt das Ukraine-Paket von 1,2 Milliarden Franken?",
        'Sie sagte: "Wir bleiben."',
    ]
    for sentence in sentences:
        theirs = [
            '"' if token in {"``", "''"} else token
            for token in NLTKWordTokenizer().tokenize(sentence)
        ]
        assert words(sentence) == theirs


# --- lemmas and stop words --------------------------------------------------------------------


@pytest.mark.parametrize(
    ("word", "lemma"),
    [
        ("Soldaten", "Soldat"),
        ("kämpfen", "kämpfen"),
        ("Der", "der"),
        ("Gegen", "gegen"),
        ("Keine", "kein"),
        ("INVASION", "Invasion"),
        ("NATO", "Nato"),
        ("SVP", "SVP"),
        ("Spezial-Operationen", "Spezialoperation"),
        ("Russlands", "Russland"),
        ("Tarvoniens", "Tarvonien"),
        ("Haus", "Haus"),
        ("Kosten", "Kosten"),
        ("hineingetrickst", "hineingetrickst"),
        ("usw.", "usw."),
        ("2022", "2022"),
    ],
)
def test_german_lemmas(word, lemma):
    assert lemmatize([word], "de-CH") == [lemma]


def test_english_lemmas():
    assert lemmatize(["The", "I", "US", "us", "invasions", "said", "Ukraine's"], "en") == [
        "the", "I", "US", "we", "invasion", "say", "Ukraine",
    ]  # fmt: skip


def test_a_language_without_dictionary_keeps_its_words():
    tokens = tokenize(one("Foo bars.", language="xx"))
    assert tokens["lemma"].tolist() == ["Foo", "bars", "."]
    assert not tokens["is_stop"].any()


def test_more_languages_than_a_small_number_holds():
    codes = ["de", *(f"{a}{b}" for a in "qxz" for b in "abcdefghijklmnopqrstuvwxyz")]
    codes += [f"{code}{code[0]}" for code in codes[1:]]
    frame = pd.concat([one("Kriege bzw. Streit", language=code) for code in codes])
    frame = frame.assign(article_id=[f"a{i}" for i in range(len(frame))])
    tokens = tokenize(frame)
    assert tokens["language"].nunique() > 127
    assert tokens.head(3)["lemma"].tolist() == ["Krieg", "bzw.", "Streit"]
    assert tokens.tail(1)["lemma"].tolist() == ["Streit"]


def test_one_word_has_the_lemma_of_its_language():
    frame = pd.DataFrame(
        {"article_id": ["a", "b"], "text": ["war", "war"], "language": ["de", "en"]}
    )
    tokens = tokenize(frame)
    assert tokens["lemma"].tolist() == ["sein", "war"]
    assert tokens["is_stop"].tolist() == [True, False]
    assert tokens["token"].cat.categories.tolist() == ["war"]


def test_negators_are_never_hidden():
    tokens = tokenize(one("Nicht ohne kein Recht gegen den Krieg, sagte er laut."))
    hidden = tokens.loc[tokens["is_stop"], "token"].tolist()
    assert hidden == ["den", "er"]


# --- zones, sentences, metadata ---------------------------------------------------------------


def page(lines: list[tuple[str, str]]) -> pd.DataFrame:
    from workbench.layout import Line, compose, pack

    text, blocks = compose([Line(text, zone, "test", i) for i, (zone, text) in enumerate(lines, 1)])
    return one(text, layout=pack(blocks), language="de")


def test_zones_come_from_the_layout():
    frame = page(
        [("section", "Politik"), ("headline", "Krieg"), ("body", "Er dauert."), ("caption", "Foto")]
    )
    tokens = tokenize(frame)
    assert tokens["zone"].tolist() == ["headline", "body", "body", "body", "caption"]
    assert tokens["zone"].cat.categories.tolist() == list(TEXT_ZONES)
    assert tokens["sentence"].tolist() == [0, 1, 1, 1, 2]


def test_sentence_numbers_are_those_of_split_sentences():
    frame = page(
        [
            ("headline", "Am 9. April"),
            ("body", "Er kam. «Ich gehe. Du bleibst», sagte er. Aus."),
            ("body", "Ende."),
        ]
    )
    sentences = split_sentences(frame)
    tokens = tokenize(frame)
    starts = tokens.groupby("sentence")["start"].min()
    assert starts.tolist() == sentences["start"].tolist()
    assert len(split_blocks(frame)) == 3


@settings(max_examples=200, deadline=None)
@given(frame=articles(spaced_texts))
def test_sentences_found_by_arrays_are_those_found_one_by_one(frame):
    tokens = tokenize(frame)
    sentences = split_sentences(frame)
    for row in frame["article_id"]:
        starts = sentences.loc[sentences["article_id"] == row, "start"].to_numpy()[1:]
        mine = tokens[tokens["article_id"] == row]
        expected = np.searchsorted(starts, mine["start"].to_numpy(), side="right")
        assert mine["sentence"].tolist() == expected.tolist()


def test_a_layout_without_text_lines_is_one_sentence():
    tokens = tokenize(one("Er kam. Sie ging.", layout="[]"))
    assert set(tokens["sentence"]) == {0}
    assert set(tokens["zone"]) == {"body"}


def test_metadata_is_carried_as_categories():
    frame = one(
        "Krieg.",
        outlet="Blick",
        published=pd.Timestamp("2022-04-09 19:06", tz="UTC"),
        desk="Ausland",
        author_code="dzc",
    )
    tokens = tokenize(frame, keep=["author_code"])
    assert list(tokens.columns) == [*TOKENS.names, "desk", "author_code"]
    assert tokens["desk"].tolist() == ["Ausland", "Ausland"]
    assert tokens["author_code"].tolist() == ["dzc", "dzc"]
    assert tokens["published"].cat.categories.tz is not None
    assert tokens["section"].isna().all()


def test_columns_with_lists_stay_behind():
    frame = one("Krieg.", tags=["a", "b"])
    assert "tags" not in tokenize(frame)
    with pytest.raises(TableError, match="tags"):
        tokenize(frame, keep=["tags"])


def test_keep_refuses_unknown_and_taken_names():
    with pytest.raises(TableError, match="'desk'"):
        tokenize(one("Krieg."), keep="desk")
    with pytest.raises(OptionError, match="start"):
        tokenize(one("Krieg.", start=1), keep=["start"])


def test_missing_column():
    with pytest.raises(
        TableError, match="tokenize needs an articles table with the column 'article_id'"
    ):
        tokenize(pd.DataFrame({"text": ["Krieg"]}))


@pytest.mark.parametrize("text", ["", "  \n ", None])
def test_no_words_give_the_typed_empty_table(text):
    tokens = tokenize(one(text))
    assert tokens.empty
    assert tokens.dtypes.astype(str).to_dict() == TOKENS.empty().dtypes.astype(str).to_dict()


def test_no_articles_give_the_typed_empty_table():
    tokens = tokenize(one("x").iloc[:0])
    assert tokens.dtypes.astype(str).to_dict() == TOKENS.empty().dtypes.astype(str).to_dict()


def test_input_is_not_changed():
    frame = one("Der Krieg.", outlet="Blick")
    before = frame.copy()
    tokenize(frame)
    pd.testing.assert_frame_equal(frame, before)


def test_about_forty_bytes_a_token():
    frame = pd.DataFrame(
        {"article_id": [str(i) for i in range(300)], "text": ["Der Krieg dauert an. " * 50] * 300}
    )
    tokens = tokenize(frame)
    assert tokens.memory_usage(deep=False).sum() / len(tokens) < 45
