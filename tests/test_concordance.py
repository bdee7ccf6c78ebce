import pandas as pd
import pytest
from hypothesis import given, settings
from workbench.concordance import kwic
from workbench.errors import OptionError, TableError
from workbench.tables import KWIC
from workbench.tokens import tokenize

from strategies import articles, spaced_texts

SEED = [
    "In Kalven sagten zwei Soldaten, dass dies eine Invasion und keine Spezial-Operation sei. «Wir wurden in diesen Krieg hineingezogen», so ein Sergeant.",
    "Der Krieg gegen die Ukraine: Die Spezialoperation. Operation beendet. Zwei Kriege, ein Bürgerkrieg.",
]


@pytest.fixture
def tokens() -> pd.DataFrame:
    frame = pd.DataFrame(
        {
            "article_id": ["a", "b"],
            "text": SEED,
            "language": ["de", "de"],
            "outlet": ["Blick", "Bild"],
        }
    )
    return tokenize(frame)


def lines(found: pd.DataFrame) -> list[tuple[str, str, str]]:
    return list(found[["left", "node", "right"]].itertuples(index=False, name=None))


def nodes(*args, **options) -> list[str]:
    return kwic(*args, **options)["node"].tolist()


def test_a_line_has_its_spacing_back(tokens):
    assert lines(kwic(tokens, "Krieg", width=3, sample=None))[0] == (
        "wurden in diesen",
        "Krieg",
        "hineingezogen», so ein",
    )
    assert lines(kwic(tokens, "Spezial-Operation", width=2))[0] == (
        "und keine",
        "Spezial-Operation",
        "sei. «Wir",
    )


def test_offsets_are_the_hit(tokens):
    for hit in kwic(tokens, "Krieg").itertuples():
        text = SEED[["a", "b"].index(hit.article_id)]
        assert text[hit.start : hit.end] == hit.node


def test_lemma_token_and_case(tokens):
    assert nodes(tokens, "Krieg") == ["Krieg", "Krieg", "Kriege"]
    assert nodes(tokens, "krieg") == ["Krieg", "Krieg", "Kriege"]
    assert nodes(tokens, "Kriegen") == ["Krieg", "Krieg", "Kriege"]
    assert nodes(tokens, "Krieg", by="token") == ["Krieg", "Krieg"]
    assert nodes(tokens, "krieg", by="token", case=True) == []


def test_hyphen_and_blank_are_the_same(tokens):
    found = ["Spezial-Operation", "Spezialoperation"]
    assert nodes(tokens, "Spezial Operation") == found
    assert nodes(tokens, "Spezial-Operation") == found
    assert nodes(tokens, "Spezialoperation") == found
    assert nodes(tokens, "spezial operation", by="token") == ["Spezial-Operation"]


def test_phrases(tokens):
    assert nodes(tokens, "Krieg gegen die Ukraine", by="token") == ["Krieg gegen die Ukraine"]
    assert nodes(tokens, "der Krieg gegen") == ["Der Krieg gegen"]


def test_a_phrase_crosses_no_mark_and_no_sentence(tokens):
    assert nodes(tokens, "Ukraine Die", by="token") == []
    assert nodes(tokens, "Spezialoperation Operation", by="token") == []
    dropped = tokens[tokens["is_word"]]
    assert nodes(dropped, "Spezialoperation Operation", by="token") == []


def test_inside_words(tokens):
    assert nodes(tokens, "krieg", whole_word=False) == ["Krieg", "Krieg", "Kriege", "Bürgerkrieg"]


def test_regular_expressions(tokens):
    assert nodes(tokens, r"\w*krieg", by="regex") == ["Krieg", "Krieg", "Bürgerkrieg"]
    assert nodes(tokens, r"Krieg\w* gegen", by="regex") == ["Krieg gegen"]
    assert nodes(tokens, "operation", by="regex", whole_word=False) == [
        "Spezial-Operation",
        "Spezialoperation",
        "Operation",
    ]
    assert nodes(tokens, "operation", by="regex", case=True) == []
    with pytest.raises(OptionError, match="no regular expression"):
        kwic(tokens, "(Krieg", by="regex")


def test_sentence_bounds(tokens):
    assert (
        lines(kwic(tokens, "hineingezogen", within_sentence=True))[0][0]
        == "«Wir wurden in diesen Krieg"
    )
    assert lines(kwic(tokens, "Operation", by="token", within_sentence=True)) == [
        ("", "Operation", "beendet.")
    ]


def test_context_ends_with_the_zone():
    from test_tokens import page

    tokens = tokenize(
        page(
            [
                ("headline", "Der Krieg beginnt"),
                ("lead", "Er dauert."),
                ("caption", "Krieg im Bild"),
            ]
        )
    )
    assert lines(kwic(tokens, "Krieg")) == [("Der", "Krieg", "beginnt")]
    assert kwic(tokens, "Krieg", zones=None)["zone"].tolist() == ["headline", "caption"]
    assert kwic(tokens, "Krieg", zones="caption")["node"].tolist() == ["Krieg"]


def test_sorting():
    texts = ["Der Streit ärgert Bern", "Ein Streit beginnt", "Am Streit ändert", "Streit"]
    tokens = tokenize(pd.DataFrame({"article_id": list("abcd"), "text": texts}))
    assert kwic(tokens, "Streit", sort="right")["right"].tolist() == [
        "",
        "ändert",
        "ärgert Bern",
        "beginnt",
    ]
    assert kwic(tokens, "Streit", sort="left")["left"].tolist() == ["", "Am", "Der", "Ein"]
    assert kwic(tokens, "Streit", sort=["R1", "L1"])["left"].tolist() == ["", "Am", "Der", "Ein"]
    with pytest.raises(OptionError, match="Did you mean 'right'"):
        kwic(tokens, "Streit", sort="rigth")


def test_a_sample_says_of_how_many(tokens):
    some = kwic(tokens, "Krieg", sample=2, seed=1)
    assert len(some) == 2
    assert some["n_total"].tolist() == [3, 3]
    pd.testing.assert_frame_equal(some, kwic(tokens, "Krieg", sample=2, seed=1))
    assert kwic(tokens, "Krieg", sample=99)["n_total"].tolist() == [3, 3, 3]


def test_metadata_comes_along(tokens):
    found = kwic(tokens, "Krieg")
    assert found["outlet"].tolist() == ["Blick", "Bild", "Bild"]
    assert list(found.columns) == KWIC.names


def test_languages_have_their_own_lemmas():
    frame = pd.DataFrame(
        {
            "article_id": ["a", "b"],
            "text": ["Kriege enden.", "The wars ended."],
            "language": ["de", "en"],
        }
    )
    tokens = tokenize(frame)
    assert nodes(tokens, "wars") == ["wars"]
    assert nodes(tokens, "Kriegen") == ["Kriege"]


def test_nothing_found_and_nothing_given(tokens):
    for found in (kwic(tokens, "Frieden"), kwic(tokens.iloc[:0], "Krieg")):
        assert found.empty
        assert found.dtypes.astype(str).to_dict() == KWIC.empty().dtypes.astype(str).to_dict()


def test_types_are_those_of_the_contract(tokens):
    assert (
        kwic(tokens, "Krieg").dtypes.astype(str).to_dict()
        == KWIC.empty().dtypes.astype(str).to_dict()
    )


@pytest.mark.parametrize(
    ("query", "options"),
    [
        (" ", {}),
        ("a", {"by": "lema"}),
        ("a", {"width": -1}),
        ("a", {"sample": 0}),
        ("a", {"zones": ["x"]}),
    ],
)
def test_options_are_checked(tokens, query, options):
    with pytest.raises(OptionError):
        kwic(tokens, query, **options)


def test_missing_column(tokens):
    with pytest.raises(TableError, match="'sentence'"):
        kwic(tokens.drop(columns="sentence"), "Krieg")


@settings(max_examples=60, deadline=None)
@given(frame=articles(spaced_texts))
def test_every_word_is_found_where_it_stands(frame):
    tokens = tokenize(frame)
    for word in tokens.loc[tokens["is_word"], "token"].astype("str").unique()[:3]:
        found = kwic(tokens, word, by="token", case=True, zones=None)
        same = tokens[tokens["token"] == word]
        assert set(zip(same["article_id"], same["start"], strict=True)) <= set(
            zip(found["article_id"], found["start"], strict=True)
        )
        assert (found["n_total"] == len(found)).all()
