"""The rules are strong enough: slips of the fingers in a draft's figures raise an error or a warning."""

from __future__ import annotations

import pytest

from tests.model.drafting import DATA, REFERENCE, SMALL, session
from tests.tools.mutations import Mutant, mutate, named, share, slips, times_ten


def mutants() -> list[Mutant]:
    """One slip of each kind in each figure of both samples."""
    return [mutant for path in (REFERENCE, SMALL) for mutant in mutate(session(path), one_each=True)]


def test_slips_in_determined_figures_are_noticed() -> None:
    held = [mutant for mutant in mutants() if mutant.held]
    assert len(held) > 500
    assert share(held) >= 95


def test_slips_in_any_figure_of_the_reference_are_noticed() -> None:
    assert share(list(mutate(session(REFERENCE), one_each=True))) >= 85


def test_the_right_figure_is_among_the_first_three_possible_slips() -> None:
    held = [mutant for mutant in mutants() if mutant.held]
    assert named(held) >= 75


def test_the_right_figure_is_named_in_drafts_that_leave_totals_to_be_computed() -> None:
    drafts = [SMALL, DATA / "housing.toml"]
    held = [mutant for path in drafts for mutant in mutate(session(path), one_each=True) if mutant.held]
    assert named(held) >= 85


def test_a_draft_is_as_before_after_the_run() -> None:
    edited = session(SMALL)
    content = edited.report.root.content()
    assert list(mutate(edited, one_each=True))
    assert edited.report.root.content() == content
    assert edited.checker.findings() == []


@pytest.mark.parametrize(
    ("raw", "ten"), [("12.34", "123.4"), ("5", "50"), ("0.5", "05"), ("1.0", "10"), ("-7.1", "-71")]
)
def test_times_ten_moves_the_point(raw: str, ten: str) -> None:
    assert times_ten(raw) == ten
    assert float(ten) == 10 * float(raw)


def test_a_slip_changes_the_figure() -> None:
    assert len(list(slips("1224.50"))) == 6 + 4 + 2
    assert all(text != "1224.50" for _, text in slips("1224.50"))
