import pytest
from workbench.languages import clean_language, find_language


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Im Tal kämpfen auch Fischer und Bauern gegen die Flut", "de"),
        ("Es isch halt eso gsi, hät er gseit, und mir händ nüt gwüsst.", "de"),
        ("Ministers warned on Tuesday that the war could last for years", "en"),
        ("Le président a déclaré que la guerre allait durer longtemps", "fr"),
        ("Il presidente ha detto che la guerra durerà ancora a lungo", "it"),
        ("Президент заявил, что это не война, а специальная операция", "ru"),
    ],
)
def test_a_headline_is_enough(text, language):
    assert find_language(text) == language


@pytest.mark.parametrize("text", ["", "1:45", "Krieg", "OK!", "…", "12 000"])
def test_too_short_to_tell(text):
    assert find_language(text) == ""


def test_an_english_menu_does_not_make_a_german_page_english():
    page = "Share\nSign in\nNewsletter\nLive\n" * 5 + (
        "Das Bildungsministerium lockt mit Zuverdienst ohne Abzüge, sagte die Gewerkschaft.\n"
    )
    assert find_language(page) == "de"


@pytest.mark.parametrize(
    ("given", "code"),
    [
        ("de-CH", "de"),
        ("de_AT", "de"),
        ("Deutsch", "de"),
        ("ENGLISH", "en"),
        ("eng", "en"),
        ("?", ""),
    ],
)
def test_what_sources_call_a_language(given, code):
    assert clean_language(given) == code
