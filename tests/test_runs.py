"""Runs: an article's tokens and their words, looked at once instead of a token at a time."""

import numpy as np
import pandas as pd
from hypothesis import given, settings
from workbench.grouping import counted
from workbench.index import index_of
from workbench.runs import runs_of
from workbench.tables import COUNTED_ZONES
from workbench.tokens import tokenize

from strategies import articles, spaced_texts


@settings(max_examples=40, deadline=None)
@given(frame=articles(spaced_texts))
def test_the_words_of_runs_are_those_of_the_groups(frame):
    tokens = tokenize(frame)
    for names in ([], ["outlet"], ["zone"], ["zone", "sentence"]):
        runs = runs_of(tokens, names, zones=COUNTED_ZONES, tz="UTC", function="x")
        words = tokens[counted(tokens, COUNTED_ZONES)]
        expected = words.groupby(["article_id", *names], observed=True, dropna=False).size()
        first, number = runs.parts()
        sizes = np.bincount(number, weights=runs.sizes, minlength=len(first))
        assert sorted(sizes[sizes > 0]) == sorted(expected)
        at = runs.of(np.arange(len(tokens)))
        assert (at == np.searchsorted(runs.begins, np.arange(len(tokens)), side="right") - 1).all()


def test_a_column_that_is_put_in_place_of_another_is_read_anew():
    frame = pd.DataFrame({"article_id": ["a", "b"], "text": ["Krieg.", "Der Krieg."]})
    tokens = tokenize(frame.assign(outlet=["A", "B"]))

    def labels(table):
        runs = runs_of(table, ["outlet"], zones=None, tz="UTC", function="x")
        return runs.labels["outlet"].tolist()

    assert labels(tokens) == ["A", "B"]
    other = tokens.assign(outlet=pd.Categorical.from_codes([0] * len(tokens), ["C"]))
    assert index_of(other) is index_of(tokens)
    assert labels(other) == ["C"]
    assert labels(tokens.assign(outlet="D")) == ["D"]
    tokens.loc[:, "outlet"] = "A"
    assert labels(tokens) == ["A"]
