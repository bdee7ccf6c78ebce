"""What every public function promises, tested over all of them at once."""

import inspect

import pandas as pd
import pytest
import workbench as wb
from workbench.matching import codebook_of
from workbench.tables import TABLES, TOKENS

TWO = pd.DataFrame(
    {
        "article_id": ["a", "b"],
        "outlet": ["Blick", "NZZ"],
        "language": ["de", "de"],
        "text": ["Der Krieg tobt.\n\nEs ist eine Invasion.", "Kein Krieg, sagt er."],
    }
)

# function -> (the table it gives, a table it takes)
SPANS = {
    wb.split_blocks: "blocks",
    wb.find_dropped: "dropped",
    wb.split_paragraphs: "paragraphs",
    wb.split_sentences: "sentences",
    wb.tokenize: "tokens",
    wb.find_quotations: "quotations",
    wb.find_sources: "sources",
}
OF_TOKENS = {
    wb.count_words: "words",
    wb.count_ngrams: "ngrams",
    wb.measure_variety: "variety",
    wb.measure_readability: "readability",
    lambda tokens: wb.count_trends(tokens, ["Krieg", "Invasion"]): "trends",
    lambda tokens: wb.kwic(tokens, "Krieg"): "kwic",
    lambda tokens: wb.score_keyness(tokens, min_n=1): "keyness",
    lambda tokens: wb.score_collocates(tokens, "Krieg", min_n=1): "collocates",
}
BOOK = codebook_of(["Krieg", "Invasion"])


def find_mentions(articles):
    return wb.find_mentions(articles, BOOK)


MARKED = wb.mark_voice(wb.mark_stance(find_mentions(TWO), TWO))
OF_MENTIONS = {
    lambda mentions: wb.mark_stance(mentions, TWO): "mention_stance",
    wb.mark_voice: "mention_voice",
    wb.count_frames: "frames",
    wb.compare_headline_body: "headline_body",
    lambda mentions: wb.sample_mentions(mentions, TWO): "sheet",
}
SPANS[find_mentions] = "mentions"

SAID = TWO.assign(
    text=["«Kein Krieg», sagte Anna Keller dem «Stern».", "Es sei Krieg, sagte Berg."]
)
OF_QUOTATIONS = {
    lambda quotations: wb.trace_sources(quotations, wb.find_sources(SAID)): "traces",
    lambda quotations: wb.count_sources(quotations, SAID): "shares",
}

TAKES = [pytest.param(function, gives, TWO, id=gives) for function, gives in SPANS.items()] + [
    pytest.param(function, gives, wb.tokenize(TWO), id=gives)
    for function, gives in OF_TOKENS.items()
]
TAKES += [
    pytest.param(function, gives, MARKED, id=gives) for function, gives in OF_MENTIONS.items()
]
TAKES += [
    pytest.param(function, gives, wb.find_quotations(SAID), id=gives)
    for function, gives in OF_QUOTATIONS.items()
]
CODED = pd.DataFrame(
    {
        "coder": ["A", "B"],
        "item": [1, 1],
        "article_id": ["a", "a"],
        "variable": ["voice", "voice"],
        "code": ["outlet", "direct"],
    }
)
SHEET_OF_TWO = wb.sample_mentions(MARKED, TWO)
TAKES += [
    pytest.param(
        lambda mentions: wb.export_findings(mentions, TWO), "findings", MARKED, id="findings"
    ),
]
OF_CODES = [
    pytest.param(
        lambda codes: wb.measure_agreement(codes, draws=9), "agreement", CODED, id="agreement"
    ),
    pytest.param(
        lambda codes: wb.find_disagreements(codes, SHEET_OF_TWO),
        "disagreements",
        CODED,
        id="disagreements",
    ),
    pytest.param(wb.take_codes, "codes", SHEET_OF_TWO, id="codes"),
]
TAKES += [pytest.param(wb.count_tokens, "wordlist", TWO, id="wordlist")]
TAKES += [pytest.param(wb.find_rival_labels, "rivals", TWO, id="rivals")]

TWICE = TWO.assign(text=["Der Krieg tobt am Fluss."] * 2)


def find_copies(articles):
    return wb.find_copies(articles, min_words=5)


OF_COPIES = {
    lambda copies: wb.find_passages(TWICE, copies): "passages",
}
OF_PASSAGES = {
    lambda spans: wb.mark_copied(spans, wb.find_passages(TWICE, find_copies(TWICE))): "copied",
}
TAKES += [pytest.param(find_copies, "copies", TWICE, id="copies")]
TAKES += [
    pytest.param(function, gives, find_copies(TWICE), id=gives)
    for function, gives in OF_COPIES.items()
]
TAKES += [
    pytest.param(function, gives, wb.find_mentions(TWICE, BOOK), id=gives)
    for function, gives in OF_PASSAGES.items()
]
TOLD = TWICE.assign(published=pd.Timestamp("2022-04-09", tz="UTC"), url="page")
TAKES += [
    pytest.param(wb.match_stories, "stories", TOLD, id="stories"),
    pytest.param(
        wb.compare_versions,
        "comparison",
        TOLD.assign(outlet="NZZ", text=TWO["text"]),
        id="versions",
    ),
    pytest.param(
        lambda copies: wb.compare_copies(TWICE, copies),
        "comparison",
        find_copies(TWICE),
        id="compare_copies",
    ),
]
COPIED = wb.find_passages(TWICE, find_copies(TWICE))
TAKES += [
    pytest.param(
        lambda articles: wb.measure_copied(articles, COPIED), "copied_shares", TWICE, id="shares_of"
    )
]


@pytest.mark.parametrize(("function", "gives", "given"), TAKES + OF_CODES)
def test_an_empty_table_gives_the_typed_empty_table(function, gives, given):
    result = function(given.head(0))
    full = function(given)
    assert len(result) == 0
    assert list(result.columns) == list(full.columns)
    wanted = {c.name: c.dtype for c in TABLES[gives].columns if c.name in result}
    assert {name: str(result[name].dtype) for name in wanted} == wanted


@pytest.mark.parametrize(("function", "gives", "given"), TAKES + OF_CODES)
def test_the_result_has_the_columns_and_types_of_the_contract(function, gives, given):
    result = function(given)
    for column in TABLES[gives].columns:
        if column.name in result:
            assert str(result[column.name].dtype) == column.dtype, column.name
    missing = set(TABLES[gives].names) - set(result.columns)
    assert not missing


@pytest.mark.parametrize(("function", "gives", "given"), TAKES + OF_CODES)
def test_the_input_is_not_changed(function, gives, given):
    before = given.copy(deep=True)
    function(given)
    pd.testing.assert_frame_equal(given, before)


@pytest.mark.parametrize(("function", "gives", "given"), TAKES)
def test_a_missing_column_is_named_with_the_table(function, gives, given):
    with pytest.raises(wb.TableError, match=r"needs an? \w+ table"):
        function(given.drop(columns="article_id"))


@pytest.mark.parametrize(("function", "gives", "given"), TAKES)
def test_a_list_instead_of_a_table_is_refused_in_words(function, gives, given):
    with pytest.raises(wb.TableError, match="not list"):
        function(["Der Krieg tobt."])


@pytest.mark.parametrize("function", SPANS, ids=lambda f: f.__name__)
@pytest.mark.parametrize(("ids", "says"), [(["a", "a"], "'a' stands in 2 rows"), (["a", None], "1 row.* have no article_id")])  # fmt: skip
def test_articles_without_an_id_of_their_own_are_refused(function, ids, says):
    """Two corpora put together may share ids: offsets of one were read in the text of the other."""
    with pytest.raises(wb.TableError, match=says):
        function(TWO.assign(article_id=ids))


@pytest.mark.parametrize("function", SPANS, ids=lambda f: f.__name__)
def test_span_functions_work_partition_by_partition(function):
    whole = function(TWO)
    parts = pd.concat([function(TWO.iloc[:1]), function(TWO.iloc[1:])], ignore_index=True)
    for name in whole:
        assert list(whole[name].astype("object").fillna("")) == list(
            parts[name].astype("object").fillna("")
        ), name


def test_spans_are_the_surface():
    texts = TWO.set_index("article_id")["text"]
    for function in (wb.split_paragraphs, wb.split_sentences, wb.tokenize):
        for row in function(TWO).itertuples():
            surface = texts[row.article_id][row.start : row.end]
            assert surface == (row.token if hasattr(row, "token") else row.text)


def test_every_public_name_has_a_docstring_with_an_example():
    bare = [
        name
        for name in wb.__all__
        if inspect.isfunction(function := getattr(wb, name))
        and not (function.__doc__ and ">>>" in function.__doc__)
    ]
    assert bare == []


def test_a_function_never_bears_its_modules_name():
    for name in wb.__all__:
        module = getattr(getattr(wb, name), "__module__", "")
        assert module.rsplit(".", 1)[-1] != name


def test_offsets_of_another_text_are_refused():
    from workbench.tables import same_text

    tokens = wb.tokenize(TWO.assign(digest=["x", "y"]))
    with pytest.raises(wb.TableError, match="text of 1 article"):
        same_text(tokens, TWO.assign(digest=["x", "z"]), "find_mentions")


def test_the_tokens_contract_keeps_one_vocabulary():
    tokens = wb.tokenize(TWO)
    assert TOKENS.names == list(tokens.columns)[: len(TOKENS.names)]
    assert tokens["token"].cat.categories.is_unique
