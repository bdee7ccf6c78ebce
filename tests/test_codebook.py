"""Codebooks: what is refused and where, what the shipped ones promise, and the spellings."""

import csv
from pathlib import Path

import pandas as pd
import pytest
from workbench.codebook import check_codebook, read_codebook
from workbench.errors import ReadError
from workbench.matching import EXCLUDED, Matcher, Pattern, codebook_of, patterns_of
from workbench.variants import key_of

ROOT = Path(__file__).parents[1]
BOOKS = sorted((ROOT / "data" / "codebooks").glob("*.toml"))
GOOD = """title = "Naming a flood"
version = "1.0"
author = "N. N."
language = "de"

[[frame]]
name = "water"
definition = "Water where it should not be."

[[frame.label]]
name = "Flut"
variants = ["Hochwasser"]
exclude = ["Bilderflut"]
compounds = "head"
definition = "Water over the banks."
example = "Die Flut kam nachts."
counter_example = "Die Bilderflut ermüdet."
source = "Duden"
"""


def _write(tmp_path, text):
    path = tmp_path / "book.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_row_a_variant(tmp_path):
    book = read_codebook(_write(tmp_path, GOOD))
    assert book[["variant", "kind", "compounds"]].to_numpy().tolist() == [
        ["Flut", "label", "head"],
        ["Hochwasser", "variant", "head"],
        ["Bilderflut", "exclusion", "head"],
    ]
    assert set(book["codebook"]) == {"Naming a flood"}


@pytest.mark.parametrize(
    ("old", "new", "line", "key", "says"),
    [
        ("variants = [", "varients = [", 12, "varients", "Did you mean 'variants'"),
        ('source = "Duden"\n', "", 10, "source", "needs it"),
        ('definition = "Water over the banks."', 'definition = ""', 15, "definition", "empty"),
        ('compounds = "head"', 'compounds = "all"', 14, "compounds", "none, hyphen"),
        ('exclude = ["Bilderflut"]', 'exclude = "Bilderflut"', 13, "exclude", "a list"),
        ('version = "1.0"', "version = 1.0", 2, "version", "a text"),
        ('variants = ["Hochwasser"]', 'variants = ["–"]', 12, "variants", "holds no word"),
    ],
)
def test_what_is_wrong_is_named_with_line_and_key(tmp_path, old, new, line, key, says):  # noqa: PLR0917
    assert old in GOOD
    with pytest.raises(ReadError) as caught:
        read_codebook(_write(tmp_path, GOOD.replace(old, new)))
    assert f"line {line}, key {key!r}" in str(caught.value)
    assert says in str(caught.value)


def test_broken_toml_and_a_missing_file_are_read_errors(tmp_path):
    with pytest.raises(ReadError, match="not valid TOML"):
        read_codebook(_write(tmp_path, "title = "))
    with pytest.raises(ReadError, match="no codebook"):
        read_codebook(tmp_path / "none.toml")


def test_a_label_stands_once_in_a_frame(tmp_path):
    label = GOOD[GOOD.index("[[frame.label]]") :]
    with pytest.raises(ReadError, match="stands twice"):
        read_codebook(_write(tmp_path, GOOD + "\n" + label))


@pytest.mark.parametrize("path", BOOKS, ids=lambda path: path.stem)
def test_shipped_codebooks_find_their_examples_and_not_their_counter_examples(path):
    book = read_codebook(path)
    assert set(book["language"]) <= {"de", "en"}
    assert check_codebook(book).empty


def test_there_are_three_codebooks():
    assert [path.stem for path in BOOKS] == ["klima", "krieg", "migration"]


def test_overlaps_and_labels_without_a_hit_are_reported():
    book = codebook_of(["Flut", "Fluten", "Dürre"])
    articles = pd.DataFrame({"text": ["Die Flut kam."], "language": ["de-CH"]})
    found = check_codebook(book, articles)
    assert found[["label", "problem"]].to_numpy().tolist() == [
        ["Fluten", "overlap"],
        ["Fluten", "no_hit"],
        ["Dürre", "no_hit"],
    ]


VARIANTS = ROOT / "tests" / "data" / "variants.tsv"
PATTERNS = [
    ("Spezialoperation", "none", ["Spezial Operation"]),
    ("Krieg", "head", []),
    ("Überfall", "hyphen", []),
    ("Einmarsch", "head", []),
    ("Invasion", "head", []),
    ("Flüchtling", "head", []),
    ("Klimaaktivistin", "none", []),
    ("Geflüchtete", "none", []),
    ("Klimaextremist", "none", []),
]


def _matcher():
    patterns = [Pattern("Handelskrieg", EXCLUDED)]
    for row, (label, compounds, phrases) in enumerate(PATTERNS):
        patterns += [Pattern(text, row, compounds) for text in [label, *phrases]]
    return Matcher(patterns, "de")


def test_spellings_and_inflections_are_found_and_look_alikes_are_not():
    matcher = _matcher()
    names = [label for label, *_ in PATTERNS]
    right = missed = false = 0
    with VARIANTS.open(encoding="utf-8", newline="") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            text = row["text"].replace("\\n", "\n")
            for code in ("00ad", "200b", "200d", "2010", "2011", "2013", "2019", "0308"):
                text = text.replace(f"\\u{code}", chr(int(code, 16)))
            found = any(names[hit.row] == row["label"] for hit in matcher.find(text))
            right += found and row["found"] == "yes"
            missed += not found and row["found"] == "yes"
            false += found and row["found"] == "no"
    assert right + missed >= 60
    assert false == 0, "precision 1.00"
    assert right / (right + missed) >= 0.98


def test_the_longest_match_wins_and_an_exclusion_takes_the_place():
    matcher = Matcher(
        [
            Pattern("Krieg der Sterne", EXCLUDED),
            Pattern("Krieg", 0),
            Pattern("Krieg in der Ukraine", 1),
        ],
        "de",
    )
    text = "Der Krieg in der Ukraine ist kein Krieg der Sterne, er ist ein Krieg."
    assert [(text[h.start : h.end], h.row) for h in matcher.find(text)] == [
        ("Krieg in der Ukraine", 1),
        ("Krieg", 0),
    ]


def test_a_phrase_does_not_cross_a_blank_line():
    matcher = Matcher([Pattern("Spezial Operation", 0)], "de")
    assert matcher.find("Spezial\nOperation")
    assert not matcher.find("Spezial\n\nOperation")


def test_keys_of_english_words():
    assert key_of("protection-missions", "en") == key_of("protectionmission", "en")
    assert key_of("Wars", "en") == "war"
    assert key_of("conflicting", "en") != key_of("conflict", "en")


def test_patterns_are_of_one_language():
    book = pd.concat([codebook_of(["Krieg"]), codebook_of(["war"], "en")], ignore_index=True)
    assert [p.variant for p in patterns_of(book, "en")] == ["war"]
