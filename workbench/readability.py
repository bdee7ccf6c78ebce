"""Readability: how long sentences and words are, put into the field's formulas.

With SL the words of a sentence, SYL the syllables of a word (means), and in per
cent of the words: IW longer than six letters, MS of three and more syllables,
ES of one syllable,

    LIX            = SL + IW                                          any language
    Wiener 1       = .1935 MS + .1672 SL + .1297 IW - .0327 ES - .875     German
    Wiener 2       = .2007 MS + .1682 SL + .1373 IW - 2.779               German
    Wiener 3       = .2963 MS + .1905 SL - 1.1144                         German
    Wiener 4       = .2744 MS + .2656 SL - 1.693                          German
    Flesch-Amstad  = 180 - SL - 58.5 SYL                                  German
    Flesch         = 206.835 - 1.015 SL - 84.6 SYL                       English

A formula that was not made for the language of a text gives no number.

Misleads when
-------------
- it is read as understanding: short sentences can be nonsense, and a known long
  word is easier than a short rare one;
- languages are compared by LIX: German has longer words;
- headlines are counted in: fragments make sentences short. By default only lead
  and body are;
- quotations are long: then it is speakers who are easy or hard to read;
- there are fewer than 100 words: `enough` is false.

Sources
-------
Björnsson, C. H. (1968): Läsbarhet. Stockholm.
Bamberger, R. and Vanecek, E. (1984): Lesen, Verstehen, Lernen, Schreiben. Wien.
Amstad, T. (1978): Wie verständlich sind unsere Zeitungen? Dissertation, Zürich.
Flesch, R. (1948): A new readability yardstick. Journal of Applied Psychology 32, 221–233.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from workbench.grouping import check_order, codes_of, counted, group_names, groups_of, listed
from workbench.lexicons import base_language
from workbench.partitions import in_one_table, parts_of
from workbench.syllables import LANGUAGES, count_syllables
from workbench.tables import READABILITY, TOKENS

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from numpy.typing import NDArray

    Array = NDArray[Any]

RUNNING_TEXT = ("lead", "body")
ENOUGH = 100  # words: the samples of Flesch and of Bamberger and Vanecek
_LONG, _MANY = 6, 3  # letters that a long word exceeds; syllables of a polysyllable
_COUNTS = ("_sentences", "_words", "_long", "_syllables", "_many", "_one")


def measure_readability(
    tokens: pd.DataFrame,
    *,
    by: str | Sequence[str] | None = None,
    zones: Iterable[str] | None = RUNNING_TEXT,
    tz: str = "Europe/Zurich",
) -> pd.DataFrame:
    """Measure readability of all articles or of each group, one row a language.

    Parameters
    ----------
    tokens
        A tokens table (`tokenize`). Reads `article_id`, `token`, `is_word`,
        `zone`, `sentence` and, if there, `language` (German where there is none).
    by
        Column or columns to group by: ``"article_id"``, ``"outlet"``, ``"week"`` …
    zones
        Parts of the page to count: by default running text, lead and body. None
        counts all, also headlines, whose fragments make sentences short.
    tz
        Time zone in which a day begins, for ``by="day"`` and the like.

    Returns
    -------
    pandas.DataFrame
        A readability table: the columns of `by`, then `language`, `n_sentences`,
        `total` (words), `total_articles`, the means that go into the formulas, `lix`,
        `wiener_1` to `wiener_4`, `flesch_amstad`, `flesch`, `enough`. What is not made
        for a language is missing.

    Raises
    ------
    TableError
        If `tokens` lacks a column.

    Examples
    --------
    >>> from workbench.tokens import tokenize
    >>> articles = pd.DataFrame({"article_id": ["a"], "text": ["Der Krieg endet. Alle feiern."]})
    >>> table = measure_readability(tokenize(articles))
    >>> table[["language", "n_sentences", "total", "syllables_per_word", "lix"]]
      language  n_sentences  total  syllables_per_word  lix
    0       de            2      5                 1.6  2.5
    """
    names = group_names(by, READABILITY.names[1:], function="measure_readability")
    step = partial(count_part, by=names, zones=listed(zones), tz=tz)
    return finish([parts_of(tokens).fold(step, in_one_table)], by=names)


def count_part(
    tokens: pd.DataFrame, *, by: list[str], zones: Iterable[str] | None, tz: str
) -> pd.DataFrame:
    """Count what the formulas need: one row a group and article, whole numbers that add up."""
    needed = ("article_id", "token", "is_word", "zone", "sentence")
    TOKENS.require(tokens, *needed, function="measure_readability")
    check_order(tokens, function="measure_readability")
    spoken = tokens.assign(language=_languages(tokens))
    rows = np.flatnonzero(counted(tokens, zones))
    keys = list(dict.fromkeys([*by, "language"]))
    group, labels = groups_of(spoken, rows, keys, tz, function="measure_readability")
    code, ids = codes_of(tokens["article_id"])
    found, part = np.unique(group * np.int64(len(ids) + 1) + code[rows], return_inverse=True)
    of_group, _ = np.divmod(found, len(ids) + 1)
    letters, syllables = _lengths(tokens["token"], spoken["language"], rows)
    sentence = tokens["sentence"].to_numpy()[rows]
    begins = np.diff(part, prepend=-1).astype(bool) | np.diff(sentence, prepend=-1).astype(bool)
    table = labels.take(of_group).reset_index(drop=True)
    values = (begins, 1, letters > _LONG, syllables, syllables >= _MANY, syllables == 1)
    for name, value in zip(_COUNTS, values, strict=True):
        weights = np.broadcast_to(np.asarray(value, dtype=np.int64), part.shape)
        table[name] = np.bincount(part, weights=weights, minlength=len(found)).astype(np.int64)
    return table


def _languages(tokens: pd.DataFrame) -> pd.Categorical[Any]:
    """Return the base language of each token."""
    spoken = tokens["language"] if "language" in tokens else pd.Series("", index=tokens.index)
    codes, values = codes_of(spoken)
    base = pd.Categorical([*map(base_language, values), base_language("")])
    # A missing language has the code -1, the last: what is assumed where there is none.
    return pd.Categorical.from_codes(base.codes[codes], dtype=base.dtype)


def _lengths(column: pd.Series[Any], language: pd.Series[Any], rows: Array) -> tuple[Array, Array]:
    """Return letters and syllables of each counted word, looked up once a type and language."""
    codes, words = codes_of(column)
    code, spoken = codes[rows], language.cat.codes.to_numpy()[rows]
    letters = np.zeros(len(words), dtype=np.int64)
    used = np.flatnonzero(np.bincount(code, minlength=len(words)))
    letters[used] = [sum(map(str.isalpha, word)) for word in words.take(used)]
    syllables = np.zeros((max(len(language.cat.categories), 1), len(words)), dtype=np.int64)
    for nth, name in enumerate(language.cat.categories):
        if name in LANGUAGES:
            here = np.flatnonzero(np.bincount(code[spoken == nth], minlength=len(words)))
            syllables[nth, here] = [count_syllables(word, name) for word in words.take(here)]
    return letters[code], syllables[spoken, code]


def finish(parts: Sequence[pd.DataFrame], *, by: list[str]) -> pd.DataFrame:
    """Add up the articles of all parts, and put the sums into the formulas."""
    every = in_one_table(parts)
    keys = list(dict.fromkeys([*by, "language"]))
    grouped = every.groupby(keys, dropna=False, sort=True, observed=True)
    sums = grouped[list(_COUNTS)].sum().reset_index()
    sentences, words, long, syllables, many, one = (
        sums[name].to_numpy(dtype=float) for name in _COUNTS
    )
    known = sums["language"].isin(LANGUAGES).to_numpy(dtype=bool)
    means = {
        "words_per_sentence": words / sentences,
        "syllables_per_word": np.where(known, syllables / words, np.nan),
        "long_words": 100 * long / words,
        "polysyllables": np.where(known, 100 * many / words, np.nan),
        "monosyllables": np.where(known, 100 * one / words, np.nan),
    }
    table = pd.DataFrame(
        {
            "language": sums["language"].astype("str"),
            "n_sentences": sums["_sentences"],
            "total": sums["_words"],
            "total_articles": grouped.size().to_numpy(),
            "enough": sums["_words"] >= ENOUGH,
        }
        | means
        | _formulas(means, sums["language"].to_numpy(dtype=object))
    )
    own = [name for name in by if name != "language"]
    return pd.concat([sums[own], READABILITY.conform(table)], axis=1)


def _formulas(means: dict[str, Array], language: Array) -> dict[str, Array]:
    """Return each formula for the languages that it was made for."""
    sl, syl, iw, ms, es = means.values()

    def only(code: str, score: Array) -> Array:
        return np.where(language == code, score, np.nan)

    return {
        "lix": sl + iw,
        "wiener_1": only("de", 0.1935 * ms + 0.1672 * sl + 0.1297 * iw - 0.0327 * es - 0.875),
        "wiener_2": only("de", 0.2007 * ms + 0.1682 * sl + 0.1373 * iw - 2.779),
        "wiener_3": only("de", 0.2963 * ms + 0.1905 * sl - 1.1144),
        "wiener_4": only("de", 0.2744 * ms + 0.2656 * sl - 1.693),
        "flesch_amstad": only("de", 180 - sl - 58.5 * syl),
        "flesch": only("en", 206.835 - 1.015 * sl - 84.6 * syl),
    }
