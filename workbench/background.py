"""How often the words of some tokens stand in general language: the rates of all their forms."""

from __future__ import annotations

import numpy as np
import pandas as pd

from workbench.counts import add_counts
from workbench.errors import OptionError
from workbench.general import general_rates
from workbench.grouping import codes_of, counted, spellings_of
from workbench.lexicons import base_language


def count_forms(tokens: pd.DataFrame, *, unit: str, zones: list[str] | None) -> pd.DataFrame:
    """List the forms in which the words of the tokens stand, with their language."""
    rows = np.flatnonzero(counted(tokens, zones))
    word, words = spellings_of(tokens[unit], rows, fold=unit == "token")
    form, forms = spellings_of(tokens["token"], rows, fold=True)
    language, spoken = np.zeros(len(rows), np.int64), pd.Index([base_language("")])
    if "language" in tokens:
        codes, names = codes_of(tokens["language"])
        names = names.append(pd.Index([None], dtype=names.dtype))
        short, spoken = pd.factorize(pd.Index([base_language(name) for name in names]))
        language = short[codes[rows]]
    pairs = (language * np.int64(max(len(words), 1)) + word) * np.int64(max(len(forms), 1)) + form
    pairs, n = np.unique(pairs, return_counts=True)
    rest, of_form = np.divmod(pairs, max(len(forms), 1))
    of_language, of_word = np.divmod(rest, max(len(words), 1))
    return pd.DataFrame(
        {
            "language": pd.Categorical.from_codes(of_language, categories=spoken),
            "word": pd.Categorical.from_codes(of_word, categories=words),
            "form": pd.Categorical.from_codes(of_form, categories=forms),
            "n": n,
        }
    )


def add_forms(parts: list[pd.DataFrame]) -> pd.DataFrame:
    """Add up the lists of `count_forms`."""
    return add_counts(parts, "language", "word", "form")


def rates_of(forms: pd.DataFrame) -> pd.DataFrame:
    """Look up how often the words stand in general language, in all their forms."""
    spoken = sorted(set(forms["language"]))
    if len(spoken) > 1:
        raise OptionError(
            f"score_keyness: reference='wordfreq' needs articles of one language; these have "
            f"{', '.join(spoken)}. Choose one: tokens[tokens['language'] == 'de']."
        )
    return general_rates(forms["word"], forms["form"], spoken[0] if spoken else base_language(""))
