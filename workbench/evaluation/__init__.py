"""How right are the rules? Scores of what they find against hand labels, one file a measure."""

from workbench.evaluation.mentions import (
    gold_codebook,
    mention_lines,
    predicted_mentions,
    score_mentions,
)
from workbench.evaluation.quotations import (
    gold_type,
    has_nested,
    overlap,
    predicted_quotations,
    score_lines,
    score_quotations,
)
from workbench.evaluation.records import gold_articles, read_gold, write_predictions

__all__ = [
    "gold_articles",
    "gold_codebook",
    "gold_type",
    "has_nested",
    "mention_lines",
    "overlap",
    "predicted_mentions",
    "predicted_quotations",
    "read_gold",
    "score_lines",
    "score_mentions",
    "score_quotations",
    "write_predictions",
]
