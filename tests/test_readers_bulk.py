"""All texts at once give what each gives by itself, whatever stands in them."""

import csv
import io

import pandas as pd
import pyarrow as pa
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from workbench import layout
from workbench.readers import bulk, delimited
from workbench.readers.bulk import digests, measure
from workbench.readers.looks import look_of
from workbench.readers.records import body_of, count_words, make_id

# What has broken readers: blanks of all kinds, joiners, letters of one to four bytes, marks alone.
WORDS = """Krieg Spezial-Operation O’Neill - ' ’ -- a_b Москва 中国 𝐀 😀 ٣ ² ſ ß Å Ã¼ â€ž Â Ä«
    </p> <p> </ Teilen Stand:2022 Menü Merkel « „so“ Titel"""
PIECES = st.sampled_from(WORDS.split()) | st.sampled_from(
    list("\0\x01\x7f \n\r\t\x0b\x0c\x1c\x1f\x85\u00a0\u00ad\u0301\u0308\u2028\u202f\u3000")
    + list("\u200b\ufb01\ufeff\ufffd")
)
TEXT = st.lists(PIECES | st.characters(exclude_categories=["Cs"]), max_size=12).map("".join)
HEADS = st.dictionaries(TEXT.map(str.strip), st.sampled_from(["headline", "lead"]), max_size=2)
ARTICLE = st.tuples(TEXT, HEADS, st.booleans()).map(
    lambda made: ("\n".join([*made[1], made[0]]) if made[2] else made[0], made[1])
)


@pytest.fixture(autouse=True, scope="module")
def small_blocks():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(bulk, "BLOCK", 60)
        yield


@given(st.lists(ARTICLE, max_size=8), TEXT)
@example([(" \n", {}), ("", {}), ("\u00a0x-’\u00a0", {})], "")
def test_many_texts_measure_as_each_by_itself(articles, headline):
    texts, heads = [text for text, _ in articles], [known for _, known in articles]
    column = pa.chunked_array([texts[:3], texts[3:]], pa.large_string())
    ids = ["" if at % 3 else "given" for at in range(len(texts))]
    found = measure(column, ids, [headline] * len(texts), dict(enumerate(heads)))
    blocks = [layout.plain_blocks(text, known=known) for text, known in articles]
    bodies = [body_of(*one) for one in zip(texts, blocks, strict=True)]
    assert pa.chunked_array(found.layouts).to_pylist() == [layout.pack(one) for one in blocks]
    assert found.n_words == [count_words(body) for body in bodies]
    made = [make_id(headline, body) for body in bodies]
    assert found.ids == [one or other for one, other in zip(ids, made, strict=True)]
    assert found.looks == {at: told for at, one in enumerate(texts) if (told := look_of(one))}
    assert digests(column) == [layout.digest(text) for text in texts]


@given(
    st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=6),
    st.sampled_from(",;\t|"),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.text('",;a \r\n', max_size=6),
)
def test_cells_are_the_same_at_full_speed_and_with_care(rows, delimiter, end, quoting, rest):
    file = io.StringIO()
    writer = csv.writer(file, delimiter=delimiter, lineterminator=end, quoting=quoting)
    writer.writerows([["id", "text", "text"], *rows])
    text = file.getvalue() + rest
    quick, lost = delimited.read_cells(text, delimiter)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delimited, "_read_regular", lambda *_: None)
        careful, told = delimited.read_cells(text, delimiter)
    assert lost == told
    pd.testing.assert_frame_equal(quick, careful)
