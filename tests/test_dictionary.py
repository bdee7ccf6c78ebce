"""The dictionary that processes share: simplemma's to the letter, and harmless to lose or damage."""

import os
from concurrent.futures import ProcessPoolExecutor
from itertools import islice

import pytest
import simplemma  # noqa: TID251 (the authority)
from hypothesis import given
from hypothesis import strategies as st
from simplemma.strategies.dictionaries import DefaultDictionaryFactory  # noqa: TID251
from workbench.dictionary import base_form, entries, is_known, shared
from workbench.dictionary.store import StoredDictionary, packed

SMALL = "ms"  # the smallest dictionary of simplemma
WORDS = [  # inflected, compound, hyphenated, in capitals, misspelt, no word at all
    *(
        "Soldaten",
        "soldaten",
        "SOLDATEN",
        "Spezial-Operationen",
        "Kriegsverbrecherprozesse",
        "abgelehntem",
    ),
    *(
        "Ukrainerinnen",
        "Bürger:innen",
        "Forscher*innen",
        "Putins",
        "hineingetrickst",
        "ß",
        "ẞ",
        "İ",
        "½",
    ),
    *(
        "can't",
        "can’t",
        "U.S.",
        "geht's",
        "Ko\u0308nige",
        "Könige",
        "2022",
        "a\tb",
        "\n",
        " ",
        "\0",
        "😀",
        "x" * 300,
    ),
    *(
        "children",
        "Reassessments",
        "mother-in-law's",
        "unputdownable",
        "Ländereien",
        "Lehrerinnen",
        "bedeutendem",
    ),
]


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setenv("WORKBENCH_DICTIONARIES", str(tmp_path / "words – Ü"))
    return tmp_path / "words – Ü"


def opened(language=SMALL):
    """Open as a new process does."""
    return entries.__wrapped__(language)


@pytest.mark.parametrize("language", ["de", "en"])
def test_every_entry_is_simplemmas(language):
    theirs = DefaultDictionaryFactory().get_dictionary(language)
    ours = entries(language)
    assert isinstance(ours, StoredDictionary)
    assert len(ours) == len(theirs) > 180_000
    assert [word for word, lemma in theirs.items() if ours.get(word) != lemma] == []


@pytest.mark.parametrize("language", ["de", "en"])
@pytest.mark.parametrize("greedy", [False, True])
def test_every_form_is_simplemmas(language, greedy):
    some = list(islice(entries(language), 0, None, 700))
    made_up = [one + two.lower() for one, two in zip(some, some[7:] + some[:7], strict=True)]
    for word in [*WORDS, *some, *made_up, *(word.upper() for word in some)]:
        assert base_form(word, language, greedy=greedy) == simplemma.lemmatize(
            word, language, greedy
        )
        assert is_known(word, language) == simplemma.is_known(word, language)


@given(st.dictionaries(st.text(), st.text()), st.lists(st.text()))
def test_any_words_come_back_and_no_others(words, others):
    stored = StoredDictionary(b"".join(packed(words)))
    assert dict(stored) == words
    for word in [*words, *others, *(word[:-1] for word in words), *map("\n".join, words.items())]:
        assert stored.get(word) == words.get(word)
        assert (word in stored) == (word in words)


def test_half_a_character_is_a_word_that_no_dictionary_has():
    assert base_form("Krieg\ud83d", "de", greedy=True) == "Krieg\ud83d"
    assert not is_known("\ud83d", "de")


def test_a_language_without_a_dictionary_says_so():
    assert entries("xx") is None
    assert entries("../data/de") is None
    with pytest.raises(ValueError, match="'xx'"):
        base_form("Haus", "xx")


def test_made_once_then_only_opened(folder, monkeypatch):
    first = dict(opened())
    assert len(list(folder.iterdir())) == 1
    monkeypatch.setattr(shared, "packed", lambda _: pytest.fail("made again"))
    assert dict(opened()) == first


def test_another_version_of_simplemma_is_another_file(folder, monkeypatch):
    opened()
    monkeypatch.setattr(simplemma, "__version__", "99.0")
    opened()
    assert len(list(folder.iterdir())) == 2


@pytest.mark.parametrize("keep", [0, 4, 20, -1])
def test_a_damaged_file_is_made_anew(folder, keep):
    opened()
    [path] = folder.iterdir()
    whole = path.read_bytes()
    path.write_bytes(whole[:keep])
    assert isinstance(opened(), StoredDictionary)
    assert path.read_bytes() == whole


@pytest.mark.parametrize("case", ["off", "not writable", "no home", "full"])
def test_without_a_folder_each_process_has_its_own(case, tmp_path, monkeypatch):
    expected = dict(DefaultDictionaryFactory().get_dictionary(SMALL))
    (tmp_path / "file").write_text("no folder")
    asked = {"off": "off", "no home": "", "full": str(tmp_path)}
    monkeypatch.setenv("WORKBENCH_DICTIONARIES", asked.get(case, str(tmp_path / "file")))
    if case == "no home":
        monkeypatch.setattr(shared, "users_folder", _raise(RuntimeError("no home")))
    if case == "full":
        monkeypatch.setattr(os, "fsync", _raise(OSError("no space left on device")))
    assert dict(opened()) == expected
    assert [path.name for path in tmp_path.iterdir()] == ["file"]


def _raise(error):
    def call(*_):
        raise error

    return call


def test_a_process_that_was_killed_while_making_it_delays_the_next_one_only(folder, monkeypatch):
    opened()
    [path] = folder.iterdir()
    whole = path.read_bytes()
    path.rename(path.with_suffix(".making"))
    monkeypatch.setattr(shared, "_PATIENCE", 0.1)
    assert len(opened()) > 0
    assert [(file.name, file.read_bytes()) for file in folder.iterdir()] == [(path.name, whole)]


def _look_up(_):
    return opened().get("anak"), len(opened())


def test_several_processes_may_make_it_at_once(folder):
    with ProcessPoolExecutor(2) as pool:
        found = set(pool.map(_look_up, range(6)))
    assert found == {_look_up(0)}
    assert len(list(folder.iterdir())) == 1
