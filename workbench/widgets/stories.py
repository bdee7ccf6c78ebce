"""Choose a story and two outlets, and read them beside each other: `browse_stories`."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any

from workbench.alignment.compare import compare_pairs
from workbench.alignment.diffs import word_edits
from workbench.errors import TableError, check_option
from workbench.labels import LANGUAGES, label, number
from workbench.tables import ARTICLES, STORIES
from workbench.widgets.layers import names_of, places_of
from workbench.widgets.packing import as_words, pack_articles, pack_table

if TYPE_CHECKING:
    import pandas as pd

    from workbench.widgets.beside import StoryReader

MOST_PAIRS = 250


def browse_stories(
    articles: pd.DataFrame,
    stories: pd.DataFrame,
    *,
    quotations: pd.DataFrame | None = None,
    mentions: pd.DataFrame | None = None,
    sources: pd.DataFrame | None = None,
    unit: str = "paragraph",
    lang: str = "de",
    tz: str = "Europe/Zurich",
) -> StoryReader:
    """Read one story in two outlets at a time: shared, changed and missing parts side by side.

    Parameters
    ----------
    articles
        The articles that the stories were found in.
    stories
        A stories table (`match_stories`), or some of its rows.
    quotations, mentions, sources
        What was found in the articles, for voices, labels and sources below the texts.
    unit
        Align ``"paragraph"`` or ``"sentence"``.
    lang
        Language of the wording: ``de`` or ``en``.
    tz
        Time zone of the dates.

    Returns
    -------
    StoryReader
        A widget. Its `selected` holds the comparison that is open, as `compare_stories` gives it.

    Raises
    ------
    TableError
        If a column is missing, or an article of a story is not among `articles`.

    Misleads when
        The alignment is taken for meaning: it knows words, not what they say. Stories beyond
        250 pairs of articles are left out, and the view says so.

    Examples
    --------
    >>> import pandas as pd
    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "outlet": ["Bote", "Post"],
    ...     "text": ["Der Konflikt um Istrau dauert an.", "Der Krieg um Istrau dauert an."]})
    >>> stories = articles.assign(story_id="1")
    >>> browse_stories(articles, stories, lang="en").selected["detail"].tolist()
    ['Konflikt → Krieg']
    """
    from workbench.widgets.beside import StoryReader

    check_option("lang", lang, LANGUAGES)
    ARTICLES.require(articles, "article_id", "text", function="browse_stories")
    STORIES.require(stories, "story_id", "article_id", function="browse_stories")
    members = _members(stories)
    kept = _kept(members)
    found = compare_pairs(
        articles,
        [pair for story in kept for pair in combinations(members[story], 2)],
        unit=unit,
        function="browse_stories",
        quotations=quotations,
        mentions=mentions,
        sources=sources,
    )
    ids = as_words(articles["article_id"])
    told = articles[ids.isin([i for story in kept for i in members[story]]) & ~ids.duplicated()]
    places = places_of(told)
    data = {
        "articles": pack_articles(told, tz=tz),
        "stories": [{"id": s, "articles": [places[i] for i in members[s]]} for s in kept],
        "rows": _packed(found, places),
        "edits": _edits(found),
        "names": {"zone": names_of(lang)["zone"]},
        "note": _note(len(kept), len(members), lang),
    }
    choice = {"story": kept[0], "a": members[kept[0]][0], "b": members[kept[0]][1]} if kept else {}
    return StoryReader(found, data=data, choice=choice, lang=lang)


def _members(stories: pd.DataFrame) -> dict[str, list[str]]:
    """Return the articles of each story that has at least two."""
    ids = as_words(stories["article_id"])
    groups = ids.groupby(as_words(stories["story_id"]), sort=False)
    members = {str(story): list(dict.fromkeys(found)) for story, found in groups}
    return {story: found for story, found in members.items() if len(found) > 1}


def _kept(members: dict[str, list[str]]) -> list[str]:
    """Return the first stories whose pairs a page carries."""
    kept: list[str] = []
    pairs = 0
    for story, found in members.items():
        pairs += len(found) * (len(found) - 1) // 2
        if pairs > MOST_PAIRS and kept:
            break
        kept.append(story)
    return kept


def _packed(found: pd.DataFrame, places: dict[str, int]) -> dict[str, Any]:
    numbered = found.assign(
        a=found["a_id"].map(places), b=found["b_id"].map(places), moved=found["moved"].astype(int)
    )
    if numbered[["a", "b"]].isna().to_numpy().any():
        raise TableError("browse_stories: pass the articles that the stories were found in.")
    return pack_table(
        numbered,
        values=("kind", "change", "detail"),
        numbers=("a", "b", "a_start", "a_end", "b_start", "b_end", "moved"),
    )


def _edits(found: pd.DataFrame) -> dict[str, list[Any]]:
    """Return the differing words of nearly equal parts, by number of the row."""
    parts = found["kind"].isin(["headline", "paragraph", "sentence"])
    near = found[parts & (found["change"] == "changed") & found["detail"].notna()]
    return {
        str(row): [[e.change, *e.a, *e.b] for e in word_edits(a, b)]
        for row, a, b in zip(near.index, near["a_text"], near["b_text"], strict=True)
    }


def _note(shown: int, total: int, lang: str) -> str:
    if shown == total:
        return ""
    values = {"shown": number(shown, lang), "total": number(total, lang)}
    return label("compare_stories_shown", lang, **values)
