"""The control around word counts: it only chooses, the measures count."""

import matplotlib.pyplot as plt
import pandas as pd
import pytest
from workbench.errors import OptionError, TableError
from workbench.tokens import tokenize
from workbench.widgets.words import browse_words


@pytest.fixture
def tokens():
    plt.switch_backend("agg")
    plt.close("all")  # what other tests drew
    frame = {
        "article_id": ["a", "b", "c"],
        "outlet": ["Blick", "SRF", None],
        "text": ["Der Krieg dauert an.", "Der Frieden fehlt.", "Krieg überall."],
    }
    return tokenize(pd.DataFrame(frame))


def controls(widget):
    return {child.description: child for child in widget.children[:-1]}


def test_it_offers_what_is_there_in_the_readers_language(tokens):
    found = controls(browse_words(tokens))
    assert found["Medien"].options == (("Blick", "Blick"), ("SRF", "SRF"), ("nicht bekannt", ""))
    assert found["Medien"].value == ("Blick", "SRF", "")
    assert found["Zonen"].options == (("Text", "body"),)
    assert "Outlets" in controls(browse_words(tokens, lang="en"))


def test_choices_change_what_is_counted(tokens, monkeypatch):
    drawn = []

    def draw(words, **options):
        drawn.append((set(words["lemma"]), options))
        return plt.subplots()[1]

    monkeypatch.setattr("workbench.widgets.words.plot_words", draw)
    found = controls(browse_words(tokens))
    assert {"Krieg", "Frieden"} <= drawn[-1][0]
    found["Medien"].value = ("SRF",)
    assert "Krieg" not in drawn[-1][0]
    found["Medien"].value = ("",)
    assert "Krieg" in drawn[-1][0]
    assert "Frieden" not in drawn[-1][0]
    found["Wörter mit"].value = "KRIE"
    assert drawn[-1][0] == {"Krieg"}
    found["Wörter mit"].value = ""
    found["Medien vergleichen"].value = True
    assert drawn[-1][1]["by"] == "outlet"
    assert drawn[-1][1]["groups"] == ["Blick", "SRF"]
    assert plt.get_fignums() == []


def test_nothing_found_is_said_and_other_tables_are_refused(tokens, capsys):
    browse_words(tokens.head(0), lang="en")
    assert "No words." in capsys.readouterr().out
    with pytest.raises(TableError, match="browse_words"):
        browse_words(pd.DataFrame({"x": [1]}))
    with pytest.raises(OptionError, match="fr"):
        browse_words(tokens, lang="fr")
