"""The pages of docs/ name what readers can call: all of it, and nothing else."""

import re
from pathlib import Path

import workbench as wb

DOCS = Path(__file__).parents[1] / "docs"
PAGES = {
    path.name: path.read_text(encoding="utf-8")
    for path in sorted(DOCS.rglob("*.md"))
    if path.name not in {"tables.md", "rooms.md"}  # generated
}
VERBS = {name.split("_")[0] for name in wb.__all__ if "_" in name} - {
    "in"
}  # `in_partitions` is no verb
CALLED = re.compile(rf"`(?:wb\.)?((?:{'|'.join(sorted(VERBS))})_[a-z_]+)[`(]")


def test_every_public_name_has_its_place_in_a_page():
    text = "\n".join(PAGES.values())
    assert [name for name in wb.__all__ if not re.search(rf"\b{name}\b", text)] == []


def test_a_function_that_a_page_names_can_be_called():
    """«`count_keyness`» read like `wb.count_keyness`, which there is not."""
    unknown = {
        (page, name)
        for page, text in PAGES.items()
        for name in CALLED.findall(text)
        if name not in wb.__all__
    }
    assert unknown == set()
