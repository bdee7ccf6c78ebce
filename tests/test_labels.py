"""Wording: both languages say the same things, and each thing is said in one place."""

import string
import tomllib
from pathlib import Path

import pytest
import workbench
from workbench.tables import TABLES

FOLDER = Path(workbench.__file__).parent / "resources" / "labels"


def read(lang):
    return [tomllib.loads(p.read_text(encoding="utf-8")) for p in (FOLDER / lang).glob("*.toml")]


@pytest.mark.parametrize("lang", ["de", "en"])
def test_no_key_stands_in_two_files(lang):
    keys = [key for words in read(lang) for key in words]
    assert sorted(keys) == sorted(set(keys))


def test_both_languages_have_the_same_keys_with_the_same_places():
    def places(lang):
        parse = string.Formatter().parse
        return {
            key: sorted(name for _, name, *_ in parse(text) if name)
            for words in read(lang)
            for key, text in words.items()
        }

    assert places("de") == places("en")


@pytest.mark.parametrize("lang", ["de", "en"])
def test_every_column_of_every_table_has_a_heading(lang):
    words = {key for part in read(lang) for key in part}
    names = {column.name for table in TABLES.values() for column in table.columns}
    raw = {name for name in names if not {f"column_{name}", f"zone_{name}"} & words}
    assert not raw, "readers would see these names as they stand: add column_… in labels"
