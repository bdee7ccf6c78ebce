import gc

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from workbench import index as room
from workbench.concordance import kwic
from workbench.index import index_of
from workbench.tokens import tokenize

from strategies import articles, spaced_texts

TEXTS = ["Der Krieg tobt. Kein Krieg?", "Ein krieg endet.", "Der Streit bleibt."]


def table(texts=TEXTS) -> pd.DataFrame:
    ids = [f"a{i}" for i in range(len(texts))]
    outlets = [("Blick", "NZZ")[i % 2] for i in range(len(texts))]
    return tokenize(pd.DataFrame({"article_id": ids, "text": texts, "outlet": outlets}))


@settings(max_examples=60, deadline=None)
@given(frame=articles(spaced_texts))
def test_postings_are_the_rows_of_each_type(frame):
    tokens = tokenize(frame)
    index = index_of(tokens)
    for unit in ("token", "lemma"):
        for word in tokens[unit].unique():
            expected = np.flatnonzero(tokens[unit] == word)
            found = index.rows(unit, index.types(unit, [word], case=True))
            assert found.tolist() == expected.tolist()


def test_forms_are_found_with_and_without_case():
    tokens = table()
    index = index_of(tokens)
    spelt = index.words("token").take(index.types("token", ["KRIEG"], case=False))
    assert sorted(spelt) == ["Krieg", "krieg"]
    assert not len(index.types("token", ["KRIEG"], case=True))


def test_an_index_is_made_once_and_dies_with_its_table():
    gc.collect()
    before = set(room._KNOWN)
    tokens = table()
    assert index_of(tokens) is index_of(tokens)
    assert len(set(room._KNOWN) - before) == 1
    del tokens
    gc.collect()
    assert not set(room._KNOWN) - before


@pytest.mark.parametrize("column", ["token", "zone", "is_word", "article_id"])
def test_a_changed_table_has_another_index(column):
    tokens = table()
    old = index_of(tokens)
    tokens.loc[1, column] = tokens.loc[9, column]
    assert index_of(tokens) is not old


def test_a_table_that_is_changed_in_place_keeps_one_index():
    gc.collect()
    before = len(room._KNOWN)
    tokens, other = table(), table()
    kept = index_of(other)
    for zone in ("lead", "body", "lead"):
        tokens.loc[0, "zone"] = zone
        index_of(tokens)
        assert len(room._KNOWN) == before + 2
    assert index_of(other) is kept
    del tokens
    gc.collect()
    assert len(room._KNOWN) == len(room._LATEST) == before + 1


def test_changed_tokens_are_found_as_they_are_now():
    tokens = table()
    assert kwic(tokens, "Krieg", by="token")["n_total"].tolist() == [3] * 3
    tokens["token"] = tokens["token"].replace("Streit", "Krieg")
    assert kwic(tokens, "Krieg", by="token")["n_total"].tolist() == [4] * 4
    assert kwic(tokens[tokens["outlet"] == "NZZ"], "Krieg", by="token")["n_total"].tolist() == [1]


def test_a_table_read_from_a_file_works_too():
    tokens = table()
    plain = tokens.astype({"token": "str", "lemma": "str", "article_id": "str", "zone": "str"})
    wanted = ["left", "node", "right", "n_total"]
    pd.testing.assert_frame_equal(
        kwic(plain, "Krieg")[wanted], kwic(tokens, "Krieg")[wanted], check_dtype=False
    )
