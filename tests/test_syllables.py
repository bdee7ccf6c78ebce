"""Syllables against words counted by hand, and each row of the rules against its example."""

from pathlib import Path

import pytest
from workbench.bundled import RESOURCES
from workbench.syllables import count_syllables

DATA = Path(__file__).parent / "data"


def rows(path):
    lines = path.read_text(encoding="utf-8").splitlines()
    return [line.split("\t") for line in lines if not line.startswith(("#", "kind", "word\tsyll"))]


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_rule_counts_its_own_example(language):
    found = rows(RESOURCES / "syllables" / f"{language}.tsv")
    wrong = [row for row in found if count_syllables(row[2], language) != int(row[3])]
    assert wrong == []


@pytest.mark.parametrize("language", ["de", "en"])
def test_hand_counted_words_come_out_right_but_for_one_in_a_hundred(language):
    words = rows(DATA / f"syllables_{language}.tsv")
    wrong = [word for word, n, _ in words if count_syllables(word, language) != int(n)]
    assert len(wrong) <= len(words) / 100, wrong


def test_numbers_are_counted_as_they_are_spoken():
    spoken = {"7": (2, 2), "21": (4, 3), "100": (3, 3), "1918": (6, 4), "2022": (7, 6)}
    # sie-ben, ein-und-zwan-zig, ein-hun-dert, neun-zehn-hun-dert-acht-zehn,
    # zwei-tau-send-zwei-und-zwan-zig; seven, twenty-one, one hundred, nineteen eighteen, …
    found = {n: (count_syllables(n, "de"), count_syllables(n, "en")) for n in spoken}
    assert found == spoken


def test_marks_in_numbers_join_thousands_and_are_spoken_before_decimals():
    assert count_syllables("48.000") == count_syllables("48'000") == count_syllables("48000") == 6
    assert count_syllables("3,5") == 4  # drei Komma fünf
    assert count_syllables("2:1") == 2
    assert count_syllables("41791234567") == 13  # a telephone number, digit by digit


def test_capitals_are_spelled_out_unless_they_are_a_word():
    assert [count_syllables(word) for word in ("SPD", "NATO", "USA", "KRIEG", "ARD-Brennpunkt")] == [3, 2, 3, 1, 5]  # fmt: skip
    assert count_syllables("WHO", "en") == 5


def test_any_token_has_at_least_one():
    for word in ("", "%", "Hm", "Pst", "漢字", "©", "x_y"):
        assert count_syllables(word) >= 1
