"""German quotations: one sentence a construction, with the rows that a reader would write down."""

import json
import re
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from workbench.speech.german import find_german
from workbench.speech.lexicon import rows
from workbench.speech.marks import pair_marks
from workbench.speech.people import Speaker, name_speakers

SEED = Path(__file__).parents[2] / "shared" / "articles" / "blick 2022-04-09.txt"


def paragraphs(text, zone="body"):
    return [(zone, m.start(), m.end()) for m in re.finditer(r"\S.*", text)]


def found(text, blocks=None):
    """Each quotation as (words, speaker, kind, rule)."""
    part = lambda span: text[slice(*span)] if span else None  # noqa: E731
    return [
        (" … ".join(text[a:b] for a, b in q.spans), part(q.speaker), q.kind, q.rule)
        for q in find_german(text, blocks or paragraphs(text))
    ]


CONSTRUCTIONS = {
    "verb before dass": (
        "Die Wirtin sagte, dass der Keller trocken ist.",
        [("dass der Keller trocken ist", "Die Wirtin", "indirect", "dass")],
    ),
    "Konjunktiv without dass": (
        "Der Förster betonte gestern, die Buchen seien gesund.",
        [("die Buchen seien gesund", "Der Förster", "indirect", "konjunktiv")],
    ),
    "verb behind its words": (
        "Der Steg sei morsch, sagte ein Sprecher der Gemeinde.",
        [("Der Steg sei morsch", "ein Sprecher der Gemeinde", "indirect", "verb_final")],
    ),
    "separated verb": (
        "Die Feuerwehr teilte am Montag mit, niemand sei verletzt.",
        [("niemand sei verletzt", "Die Feuerwehr", "indirect", "konjunktiv")],
    ),
    "compound tense behind an apposition": (
        "Lea Brandt, die Leiterin des Museums, hat angekündigt, das Haus im Mai zu öffnen.",
        [
            (
                "das Haus im Mai zu öffnen",
                "Lea Brandt, die Leiterin des Museums",
                "indirect",
                "zu_infinitive",
            )
        ],
    ),
    "direct speech before": (
        "«Wir haben genug Wasser», sagte Brunnenmeister Odermatt.",
        [("Wir haben genug Wasser", "Brunnenmeister Odermatt", "direct", "direct_before")],
    ),
    "direct speech behind a colon": (
        "Odermatt sagte: „Wir haben genug Wasser. Es reicht.“",
        [("Wir haben genug Wasser. Es reicht.", "Odermatt", "direct", "direct_after")],
    ),
    "interrupted direct speech": (
        "»Wir gehen«, sagte sie, »und kommen nicht wieder.«",
        [
            ("Wir gehen", "sie", "direct", "direct_before"),
            ("und kommen nicht wieder.", "sie", "direct", "direct_after"),
        ],
    ),
    "several sentences before the verb": (
        "«Wir haben gewartet. Niemand kam», so ein Anwohner.",
        [("Wir haben gewartet. Niemand kam", "ein Anwohner", "direct", "direct_so")],
    ),
    "the sentence behind names the speaker": (
        "«Der Pass bleibt zu.» Das sagte ein Sprecher des Kantons.",
        [("Der Pass bleibt zu.", "ein Sprecher des Kantons", "direct", "direct_before")],
    ),
    "laut": (
        "Laut der Bahn fahren die Züge wieder.",
        [("fahren die Züge wieder", "der Bahn", "indirect", "laut")],
    ),
    "zufolge, in the middle": (
        "Die Brücke ist Angaben der Stadt zufolge gesperrt.",
        [("Die Brücke ist … gesperrt", "Angaben der Stadt", "indirect", "zufolge")],
    ),
    "nach Angaben": (
        "Nach Angaben des Wetterdienstes bleibt es kalt.",
        [("bleibt es kalt", "Angaben des Wetterdienstes", "indirect", "nach")],
    ),
    "nach, a time and no source": ("Nach der Sitzung gingen alle nach Hause.", []),
    "so X": (
        "Der Preis sinkt weiter, so die Bäckerin.",
        [("Der Preis sinkt weiter", "die Bäckerin", "indirect", "so")],
    ),
    "wie X sagte": (
        "Das Fest fällt, wie der Verein mitteilte, dieses Jahr aus.",
        [("Das Fest fällt … dieses Jahr aus", "der Verein", "indirect", "wie")],
    ),
    "Das sagte X": (
        "Der Turm wird saniert. Das berichtet die «Seepost».",
        [("Der Turm wird saniert.", "die «Seepost»", "indirect", "pointing_back")],
    ),
    "es heisst in": (
        "In dem Brief heisst es, alle Rechnungen seien bezahlt.",
        [("alle Rechnungen seien bezahlt", "dem Brief", "indirect", "konjunktiv")],
    ),
    "predicate": (
        "Die Ärzte sind überzeugt, dass der Wirkstoff hilft.",
        [("dass der Wirkstoff hilft", "Die Ärzte", "indirect", "dass")],
    ),
    "noun of saying": (
        "Die Forderung der Mieter, den Hof zu öffnen, kam spät.",
        [("den Hof zu öffnen", "der Mieter", "indirect", "noun_zu")],
    ),
    "a result is no report": ("Der Regen führte dazu, dass der Bach stieg.", []),
    "subjunctive goes on": (
        "Huber erklärte, er trete zurück. Die Partei sei informiert. Er gehe ohne Groll.",
        [
            ("er trete zurück", "Huber", "indirect", "konjunktiv"),
            (
                "Die Partei sei informiert. Er gehe ohne Groll.",
                "Huber",
                "indirect",
                "konjunktiv_continuation",
            ),
        ],
    ),
    "hearsay": (
        "Der Täter soll durch das Fenster geflohen sein.",
        [
            (
                "Der Täter soll durch das Fenster geflohen sein.",
                None,
                "free_indirect",
                "hearsay",
            )
        ],
    ),
    "reported in the article's words": (
        "Der Verband fordert kleinere Klassen.",
        [("Der Verband fordert kleinere Klassen.", "Der Verband", "reported", "reported")],
    ),
    "one quoted word": (
        "Der Bauer nannte die Regel «weltfremd».",
        [("weltfremd", "Der Bauer", "direct", "direct_partial")],
    ),
    "a name between marks": ("Der Bauer las die «Neue Hofzeitung» und ging.", []),
    "quotation inside indirect speech": (
        "Die Chefin sagte, der Umbau sei «ein langer Weg» gewesen.",
        [
            ("der Umbau sei «ein langer Weg» gewesen", "Die Chefin", "indirect", "konjunktiv"),
            ("ein langer Weg", "Die Chefin", "direct", "partial"),
        ],
    ),
    "indirect speech inside a quotation": (
        "«Wenn Berg behauptet, dass er nichts wusste, dann lügt er», so Tanner.",
        [
            (
                "Wenn Berg behauptet, dass er nichts wusste, dann lügt er",
                "Tanner",
                "direct",
                "direct_so",
            ),
            ("dass er nichts wusste", "Berg", "indirect", "dass"),
        ],
    ),
    "passive with agent": (
        "Der Plan wurde von der Opposition als «Luftschloss» bezeichnet.",
        [("Luftschloss", "der Opposition", "direct", "direct_partial")],
    ),
    "elided subject": (
        "Der Stadtrat prüfte den Fall und erklärte, die Akten seien vollständig.",
        [("die Akten seien vollständig", "Der Stadtrat", "indirect", "konjunktiv")],
    ),
}


@pytest.mark.parametrize("construction", CONSTRUCTIONS)
def test_construction(construction):
    text, expected = CONSTRUCTIONS[construction]
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "inner", "repaired"),
    [
        ("«Ja», sagte er.", ["Ja"], ""),
        ("»Ja«, sagte er.", ["Ja"], ""),
        ("„Ja“, sagte er.", ["Ja"], ""),
        ("“Ja”, sagte er.", ["Ja"], ""),
        ('"Ja", sagte er.', ["Ja"], ""),
        ("‚Ja‘, sagte er.", ["Ja"], ""),
        ("›Ja‹, sagte er.", ["Ja"], ""),
        ("Er rief: „Wer sagte: ‚Nein‘?“", ["Wer sagte: ‚Nein‘?", "Nein"], ""),
        ("Das ist Hans' Haus.", [], ""),
        ('Ein 5" Rohr und ein 6" Rohr.', [], ""),
        ("Er sagte: «Wir gehen. Dann kam «Neu» hinzu.", ["Wir gehen.", "Neu"], "no closing mark"),
        (
            "Das ist gut so, wie es ist.», sagte er.",
            ["Das ist gut so, wie es ist."],
            "no opening mark",
        ),
    ],
)
def test_marks(text, inner, repaired):
    pairs = pair_marks(text, paragraphs(text))
    assert [text[slice(*m.inner)] for m in pairs] == inner
    assert {m.repaired for m in pairs} - {""} == ({repaired} if repaired else set())


def test_a_quotation_over_two_paragraphs_opens_twice_and_closes_once():
    text = "Sie schrieb: «Wir danken allen.\n\n«Wir kommen wieder.»"
    pairs = pair_marks(text, paragraphs(text))
    assert [(text[slice(*m.inner)], m.repaired) for m in pairs] == [
        ("Wir danken allen.", "next paragraph"),
        ("Wir kommen wieder.", ""),
    ]


def test_a_headline_inherits_the_speaker_of_the_words_it_shortens():
    text = "«Der Hafen bleibt offen»\n\n«Der Hafen bleibt im Winter offen», sagte Kapitänin Moser."
    headline, body = paragraphs(text)
    quotations = find_german(text, [("headline", *headline[1:]), body])
    assert [(q.repeat, text[slice(*q.speaker)]) for q in quotations] == [
        (True, "Kapitänin Moser"),
        (False, "Kapitänin Moser"),
    ]


def test_paragraphs_of_one_quotation_are_one_row_with_several_spans():
    text = "Sie schrieb: «Wir danken allen Gästen.\n\n«Wir kommen im Mai wieder.»"
    assert found(text) == [
        (
            "Wir danken allen Gästen. … Wir kommen im Mai wieder.",
            "Sie",
            "direct",
            "direct_after",
        )
    ]


def test_interview_turns_are_quotations_of_their_label():
    text = "Talbote: Wie geht es?\n\nBerg: Gut. Ich gehe bald.\n\nTalbote: Wann?\n\nBerg: Im Mai."
    assert [(words, speaker) for words, speaker, _, _ in found(text)] == [
        ("Wie geht es?", "Talbote"),
        ("Gut. Ich gehe bald.", "Berg"),
        ("Wann?", "Talbote"),
        ("Im Mai.", "Berg"),
    ]


def test_medium_and_addressee():
    text = (
        "«Es reicht», sagte Keller gegenüber dem «Talboten am Sonntag». "
        "Keller sagte der Nachrichtenagentur Nova, er bleibe. "
        "Die Chefin warf dem Kassier vor, Geld genommen zu haben."
    )
    part = lambda span: text[slice(*span)] if span else None  # noqa: E731
    assert [(part(q.addressee), part(q.medium)) for q in find_german(text, paragraphs(text))] == [
        ("dem «Talboten am Sonntag»", None),
        (None, "der Nachrichtenagentur Nova"),
        ("dem Kassier", None),
    ]


def test_one_person_under_one_name():
    text = (
        "Nora Lindt (52), eine Beraterin der Stadt, sagte, der Plan sei gut. "
        "Lindt betonte, er koste wenig. Die Beraterin meinte, es eile. "
        "Ein Anwohner sagte, er zweifle. Das Bauamt erklärte, man prüfe."
    )
    quotations = find_german(text, paragraphs(text))
    lindt = Speaker("Nora Lindt", "eine Beraterin der Stadt", 52)
    assert name_speakers(text, quotations) == [
        lindt,
        lindt,
        lindt,
        Speaker(role="Ein Anwohner", anonymous=True),
        Speaker("Bauamt"),
    ]


def test_sure_rules_are_rated_above_loose_ones():
    (sure,) = find_german("Laut der Bahn fährt der Zug.", [("body", 0, 28)])
    (loose,) = find_german("Der Mann soll geflohen sein.", [("body", 0, 28)])
    assert sure.confidence > 0.8
    assert loose.confidence < 0.3


def test_every_cue_has_an_example_of_its_own():
    examples = [row["example"] for row in rows("de_cues")]
    assert all(examples)
    assert len(set(examples)) > 0.98 * len(examples)


@pytest.mark.skipif(not SEED.exists(), reason="needs ../shared/articles, which is not here")
def test_seed_article_thirteen_units():
    text = SEED.read_text(encoding="utf-8")
    gold = json.loads(SEED.with_suffix(".gold.json").read_text(encoding="utf-8"))
    heads = {*gold["subheads"], "«Es ist eine Invasion und keine Spezial-Operation»"}
    blocks = [
        ("subhead" if text[a:b].strip() in heads or b < 250 else zone, a, b)
        for zone, a, b in paragraphs(text)
    ]
    quotations = find_german(text, blocks)
    names = name_speakers(text, quotations)
    soldiers, kulazhanka = "drei russische Soldaten", "Pavel Kulazhanka"
    viacorka, supporters = "Franak Viacorka", "Unterstützer der Oppositions-Bewegung"
    assert [
        (text[q.start : q.end][:24], s.name or s.role, q.repeat)
        for q, s in zip(quotations, names, strict=True)
    ] == [
        ("Es ist eine Invasion und", soldiers, True),
        ("Es ist eine Invasion und", soldiers, True),
        ("dass es sich um eine Inv", soldiers, False),
        (
            "Wir sind in diesen Krieg",
            "ein ehemaliger Sergeant einer russischen Elite-Einheit",
            False,
        ),
        ("Hunderte von Weissrussen", "Bild", False),
        ("Ohne unabhängige Ukraine", kulazhanka, True),
        ("Ohne eine unabhängige Uk", kulazhanka, False),
        ("sei die pure Existenz vo", viacorka, False),
        ("Wenn Putin behauptet, da", viacorka, False),
        ("dass die Ukraine gar kei", "Wladimir Putin", False),
        ("Die Belarussen, die heut", viacorka, False),
        ("dass die Präsenz von rus", supporters, False),
        ("Zudem werde es bestimmt ", supporters, False),
    ]
    media = [text[slice(*q.medium)] for q in quotations if q.medium and not q.repeat]
    assert media == ["die «Bild»", "dem «Wall Street Journal»"]
    assert (names[6].age, names[7].age, names[7].role) == (36, 34, "einem Berater der Opposition")


PIECES = st.one_of(
    st.text(max_size=12),
    st.sampled_from(
        [
            "«",
            "»",
            "„",
            "“",
            "”",
            '"',
            "'",
            "‚",
            "‘",
            "›",
            "‹",
            ",",
            ".",
            ":",
            ";",
            "(",
            ")",
            "–",
            "sagte",
            "laut",
            "nach",
            "so",
            "dass",
            "sei",
            "Berg",
            "der",
            "die",
            "zufolge",
            "«A»",
            "\n\n",
            "wie",
            "und",
            "hat",
        ]
    ),
)


@settings(max_examples=150, deadline=None)
@example("A „ sag")
@given(st.lists(PIECES, max_size=30).map(" ".join))
def test_any_text_gives_spans_inside_the_text(text):
    quotations = find_german(text, paragraphs(text))
    name_speakers(text, quotations)
    spans = [
        s for q in quotations for s in (*q.spans, q.speaker, q.cue, q.addressee, q.medium) if s
    ]
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert all(q.nested_in is None or q.nested_in < len(quotations) for q in quotations)


def test_what_stands_around_utterances_names_the_speaker():
    text = (
        "„Das Gehen ist bedauerlich“\n\nKarl Amrein rieb sich die Hände. „Das freut mich sehr.“\n\n"
        "Die Stadträtin Ute Berg holte aus:\n\n„Der Steg bleibt zu, solange der Regen fällt.“\n\n"
        "„Das Gehen ist bedauerlich“, lacht sie. Ihr Chef: „Nein.“"
    )
    assert [(words, speaker) for words, speaker, *_ in found(text)] == [
        ("Das Gehen ist bedauerlich", "sie"),
        ("Das freut mich sehr.", "Karl Amrein"),
        ("Der Steg bleibt zu, solange der Regen fällt.", "Die Stadträtin Ute Berg"),
        ("Das Gehen ist bedauerlich", "sie"),
        ("Nein.", "Ihr Chef"),
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Er sei zufrieden, brummt der Wirt.",
            [("Er sei zufrieden", "der Wirt", "indirect", "verb_final")],
        ),
        (
            "Ein Sprecher: Davon könne keine Rede sein.",
            [("Davon könne keine Rede sein.", "Ein Sprecher", "indirect", "konjunktiv_colon")],
        ),
        (
            "Der 47 Jahre alte Koch kündigte an, er gehe bald.",
            [("er gehe bald", "Der 47 Jahre alte Koch", "indirect", "konjunktiv")],
        ),
    ],
)
def test_frames_of_news_writing(text, expected):
    assert found(text) == expected


def test_a_film_that_circulates_is_the_subject_of_what_it_shows():
    text = "Ein Film, der im Netz kursiert, zeige nur eine Probe, sagte ein Beamter."
    assert found(text) == [
        (
            "Ein Film, der im Netz kursiert, zeige nur eine Probe",
            "ein Beamter",
            "indirect",
            "verb_final",
        )
    ]


def test_terms_with_number_or_indefinite_article_are_quoted_names_are_not():
    text = "Das Amt erklärte, es seien nur 120 «Helfer» und ein «Leiter» im Film «Bootsfahrt» zu sehen."
    assert [words for words, _, _, rule in found(text) if rule == "partial"] == ["Helfer", "Leiter"]


def test_pronouns_take_the_last_person_of_their_gender():
    text = (
        "Außenminister Benno Holl sagte, er bleibe. Veldens Ministerpräsidentin Selma Orv wies das "
        "zurück. Holl irre, sagte sie. Er betonte, man rede. Das Amt in Kalven sagte, man prüfe."
    )
    names = [s.name for s in name_speakers(text, find_german(text, paragraphs(text)))]
    assert names == ["Benno Holl", "Selma Orv", "Benno Holl", "Amt in Kalven"]


def test_a_surname_means_the_first_who_bears_it():
    text = (
        "Der Soldat Enno Krad (22) ist geflohen. Seine Mutter Hedda Krad (48) weint. "
        "Krad sagte, er gehe. «Komm heim», sagte sie. Eine Nachbarin sagte, es eile. "
        "Sie betonte, es sei spät."
    )
    speakers = name_speakers(text, find_german(text, paragraphs(text)))
    assert [s.name for s in speakers] == ["Enno Krad", "Hedda Krad", "", ""]
    assert [s.anonymous for s in speakers] == [False, False, True, True]
