"""General language as a reference: how often words stand in German or English at large.

The frequencies are those of wordfreq, an optional package. They are rates without counts, and
they have two traps:

- the data end in 2021, so every word that came up later looks typical of any newer corpus;
- a word that wordfreq does not list is estimated from its parts (Spezial-Operation from *spezial*
  and *operation*) or has no frequency at all, which says nothing about how rare it is.

Source
------
Speer, R. (2022): rspeer/wordfreq, version 3.0. Zenodo, doi 10.5281/zenodo.7199437. The data are
under CC BY-SA 4.0 and are not part of this package.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from workbench.errors import OptionError

if TYPE_CHECKING:
    from collections.abc import Iterable


def general_rates(words: Iterable[str], forms: Iterable[str], language: str) -> pd.DataFrame:
    """Add up the general frequencies of the forms of each word.

    Parameters
    ----------
    words, forms
        Pairs of a word and one of its forms: *Krieg* and *Kriege*.
    language
        The language, such as ``"de"``.

    Returns
    -------
    pandas.DataFrame
        `word`, `rate` (share of all words, 0 to 1; missing where no form is known) and
        `note` (empty, ``"absent"`` or ``"parts"``).

    Raises
    ------
    OptionError
        If wordfreq is not installed, or does not know the language.

    Examples
    --------
    >>> words, forms = ["Krieg", "Krieg", "Xqzw"], ["krieg", "kriege", "xqzw"]
    >>> general_rates(words, forms, "de")["note"].tolist()
    ['', 'absent']
    """
    try:
        import wordfreq
    except ImportError:
        raise OptionError(
            "reference='wordfreq' needs the package wordfreq: pip install "
            "'media-workbench[reference]'. Or pass the tokens of a corpus of your own as reference."
        ) from None
    if language not in wordfreq.available_languages():
        raise OptionError(f"reference='wordfreq': wordfreq has no language {language!r}.")
    known = wordfreq.get_frequency_dict(language)
    pairs = pd.DataFrame({"word": list(words), "form": list(forms)})
    pairs["form"] = pairs["form"].str.casefold()
    pairs = pairs.drop_duplicates()
    pairs["listed"] = pairs["form"].isin(known.keys())
    pairs["rate"] = [
        known[form] if listed else wordfreq.word_frequency(form, language)
        for form, listed in zip(pairs["form"], pairs["listed"], strict=True)
    ]
    found = pairs.groupby("word", sort=True).agg(rate=("rate", "sum"), listed=("listed", "any"))
    note = np.where(found["rate"] == 0, "absent", np.where(found["listed"], "", "parts"))
    rates = found["rate"].where(found["rate"] > 0).to_numpy()
    return pd.DataFrame({"word": found.index.astype("str"), "rate": rates, "note": note})
