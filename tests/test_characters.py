"""Bytes to clean characters: rows 2, 4, 5, 6, 25 and 26 of the bad-input table."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from workbench.characters import decode, keep_length, mend, normalise

GERMAN = (
    "Größe zählt nicht: «Wir wurden in diesen Krieg hineingezogen», so ein Sergeant. "
    "Außerdem müsse man prüfen, ob die Übung öffentlich war – die Behörden schweigen."
)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
def test_what_says_its_encoding_is_read_without_a_word(encoding):
    assert decode(GERMAN.encode(encoding)) == (GERMAN, [])


@pytest.mark.parametrize(
    "encoding", ["cp1252", "mac_roman", "utf-16-le", "utf-16-be"], ids=lambda name: name
)
def test_what_does_not_say_its_encoding_is_guessed_and_said_so(encoding):
    assert decode(GERMAN.encode(encoding)) == (GERMAN, [f"encoding:{encoding}-guessed"])


def test_dos_text_is_told_from_windows_by_the_letters_in_its_words():
    text = "Die Größe der Übung überraschte die Behörden außerordentlich."
    assert decode(text.encode("cp850")) == (text, ["encoding:cp850-guessed"])


def test_another_alphabet_is_left_to_charset_normalizer():
    text = "Президент заявил, что это не война, а специальная операция. " * 5
    assert decode(text.encode("cp1251"))[0] == text


def test_a_declared_encoding_is_believed_after_utf8():
    assert decode("Größe".encode("cp1252"), declared="iso-8859-1") == ("Größe", [])
    assert decode("Größe".encode(), declared="iso-8859-1") == ("Größe", [])
    assert decode("Größe".encode("cp1252"), declared="no-such")[1] == ["encoding:cp1252-guessed"]


def test_utf8_with_a_foreign_byte_in_it_is_not_read_as_windows():
    data = GERMAN.encode() + " und noch ein «Zitat» über Öl".encode("cp1252")[-1:] + b"\xe4"
    text, warnings = decode(data)
    assert text.startswith(GERMAN)
    assert text.endswith("ä")
    assert warnings == ["encoding:utf-8-damaged"]


@pytest.mark.parametrize(
    "data",
    [b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x02\0\x08", b"PK\x03\x04\x14\0\0\0\x08\0" * 9],
)
def test_a_binary_file_is_refused(data):
    assert decode(data) == ("", ["binary"])


def test_nothing_is_no_binary_file():
    assert decode(b"") == ("", [])


def test_mojibake_is_repaired_and_quotation_marks_stay():
    for text in (GERMAN, "Die „Spezial-Operation“ läuft", "Er sagte: “No”, “never”."):
        broken = text.encode().decode("cp1252", "ignore")
        if broken.encode("cp1252", "ignore") == text.encode():
            assert mend(broken) == (text, ["mojibake-fixed"])
        assert mend(text) == (text, [])


def test_french_and_portuguese_are_no_mojibake():
    for text in ("À Genève, la Suisse été", "SÃO PAULO", "Ângela âgée", "Å sang"):
        assert mend(text) == (text, [])


def test_invisible_characters_are_taken_out_and_each_kind_is_named():
    dirty = "An\u00adgriffs\u2011krieg\u200b \u202egeheim\u202c \ufb01ndet o\u0308ffentlich\0 statt"
    clean, warnings = normalise(dirty)
    assert clean == "Angriffs-krieg geheim findet öffentlich statt"
    assert set(warnings) == {
        "soft-hyphens",
        "hyphens",
        "zero-width",
        "bidi",
        "ligatures",
        "nfd",
        "nul-removed",
    }


def test_spaces_and_line_ends_become_one_kind_without_a_word():
    assert normalise("4.40\u00a0Uhr,\u202f12\u2009000\r\nzwei\rdrei\u2028vier") == (
        "4.40 Uhr, 12 000\nzwei\ndrei\nvier",
        [],
    )


def test_quotation_marks_and_dashes_are_evidence():
    marks = '«a» ‹b› „c“ ‚d‘ “e” ‘f’ "g" – — … ’'
    assert normalise(marks) == (marks, [])


def test_joiners_stay_where_the_script_needs_them():
    persian, emoji = "می\u200cخواهم", "👩\u200d🚒"
    assert normalise(persian)[0] == persian
    assert normalise(emoji)[0] == emoji
    assert normalise("Kr\u200cieg") == ("Krieg", ["zero-width"])


def test_letters_that_look_alike_are_reported_and_left():
    assert normalise("Krіeg") == ("Krіeg", ["homoglyphs"])  # the i is Ukrainian
    assert normalise("Слава Ukraine") == ("Слава Ukraine", [])


def test_a_text_that_is_kept_changes_only_where_no_table_can_hold_it():
    assert keep_length("a\u00adb\r\nc") == ("a\u00adb\r\nc", [])
    assert keep_length("a\0b\ud800c") == ("a b\ufffdc", ["nul-replaced", "surrogates"])


@given(st.text())
def test_normalising_twice_changes_nothing_more(text):
    once, _ = normalise(text)
    assert normalise(once)[0] == once
    assert unicodedata.is_normalized("NFC", once)
    assert "\0" not in once
    once.encode()


@given(st.binary())
def test_any_bytes_can_be_decoded(data):
    text, _ = decode(data)
    assert isinstance(text, str)
