"""How right are the rules? Scores against articles that were labelled by hand."""

from workbench.evaluation.gold import gold_articles, gold_codebook, read_gold
from workbench.evaluation.mentions import mention_lines, predicted_mentions, score_mentions
from workbench.evaluation.quotations import (
    has_nested,
    predicted_quotations,
    score_lines,
    score_quotations,
    write_predictions,
)
from workbench.evaluation.sources import score_sources

__all__ = [
    "gold_articles",
    "gold_codebook",
    "has_nested",
    "mention_lines",
    "predicted_mentions",
    "predicted_quotations",
    "read_gold",
    "score_lines",
    "score_mentions",
    "score_quotations",
    "score_sources",
    "write_predictions",
]
