"""Hypothesis strategies that several test files use."""

import pandas as pd
from hypothesis import strategies as st

# What tokenizers and sentence splitters trip over, next to any Unicode at all.
PIECES = [
    "Krieg", "der", "Ukraine-Krieg", "geht's", "geht’s", "z. B.", "z.B.", "U.S.", "Dr.", "usw.", "Mio.",
    "3,5", "21.06", "09.04.2022", "1'000", "1\u202f000", "1863", "9. April", "II.", "A", "ä", "a\u0308",
    "Spezial\u2011Operation", "An\u00adgriffs\u00adkrieg", "https://a.b/c?d=1", "www.blick.ch", "http://", "www.",
    "@vikingmma", "#Ukraine", "red@blick.ch", "Bürger:innen", "Lehrer*in", "H&M", "orf.at", "1.", "a.b.c.d",
    "«", "»", "„", "“", "”", '"', "'", "’", "‹", "›", "(", ")", ".", "..", "...", "…", "!", "?", ",", ":", ";", "-", "--", "–", "—",
    "&", "@", "#", "*", "_", "/", "€", "❤️", "👩‍👩‍👧", "\ufeff", "\u200b", "٣", "½", "Ⅷ", "ǅ", "漢字", "é",
    " ", "  ", "\u00a0", "\u202f", "\t", "\n", "\n\n", "\r\n", "\u2028", "\x00",
]  # fmt: skip

texts = st.lists(st.one_of(st.sampled_from(PIECES), st.text(max_size=6)), max_size=30).map("".join)
"""Any Unicode, with what is hard in news mixed in."""

spaced_texts = st.lists(st.sampled_from(PIECES), max_size=30).map(" ".join)
"""Pieces of news with blanks between them, so that there are sentences."""


@st.composite
def articles(draw: st.DrawFn, content: st.SearchStrategy[str] = texts) -> pd.DataFrame:
    """Draw a small articles table in one or two languages."""
    found = draw(st.lists(content, min_size=1, max_size=4))
    languages = draw(
        st.lists(
            st.sampled_from(["de", "en", "fr", "", None]), min_size=len(found), max_size=len(found)
        )
    )
    ids = [f"a{i}" for i in range(len(found))]
    return pd.DataFrame(
        {
            "article_id": pd.Series(ids, dtype="str"),
            "text": pd.Series(found, dtype="object"),
            "language": pd.Series(languages, dtype="object"),
        }
    )
