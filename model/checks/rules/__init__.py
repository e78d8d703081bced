"""The rules, one module a kind. Importing the room registers every one of them."""

from model.checks.rules import (
    agreement,
    answers,
    arithmetic,
    carried_over,
    completeness,
    dates,
    near_figures,
    plausibility,
    projects,
    quoted_figures,
    scopes,
    stated,
    texts,
    told_bases,
    told_counts,
)
