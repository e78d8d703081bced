"""The rules, one module a kind. Importing the room registers every one of them."""

from model.checks.rules import (
    agreement,
    arithmetic,
    carried_over,
    completeness,
    dates,
    near_figures,
    plausibility,
    quoted_figures,
    stated,
    texts,
    told_bases,
    told_counts,
)

__all__ = [
    "agreement",
    "arithmetic",
    "carried_over",
    "completeness",
    "dates",
    "near_figures",
    "plausibility",
    "quoted_figures",
    "stated",
    "texts",
    "told_bases",
    "told_counts",
]
