"""What a finding means and what to do about it, in plain sentences."""

from __future__ import annotations

from functools import cache

from workbench.bundled import bundled_toml


@cache
def _advice() -> dict[str, dict[str, str]]:
    return bundled_toml("advice.toml")


def advise(code: str, lang: str = "en") -> str:
    """Return the plain sentence that says what a code means and what to do.

    Examples
    --------
    >>> advise("date:future")
    'The date lies in the future. Check day and month.'
    """
    kind, _, detail = code.partition(":")
    known = _advice()
    key = code if code in known else kind if kind in known else "other"
    said = (code if key == "other" else detail or kind).replace("-", " ")
    return known[key][lang].format(detail=said)
