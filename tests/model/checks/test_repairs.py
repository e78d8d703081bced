"""What a repair puts into a field is the value that the finding expects, in the unit in which the field was typed."""

from __future__ import annotations

import pytest

from model.checks.diagnosis.slips import DIGIT, OTHER, SWAP
from model.editing.session import Session
from model.figures import YUAN, read_plain
from model.schema.fields import Money
from tests.model.drafting import REFERENCE, SMALL, draft, session
from tests.tools.mutations import slips

EVERY = 7
"""The figures that are tried: one in so many."""
SUM = "[overview.scale]\ntotal = '183070000元'\nbasic = '118624500元'\nproject = '64382500元'\n"


def in_yuan() -> Session:
    """A sound draft, each of its amounts typed in 元 with the unit behind."""
    edited = session(SMALL)
    for cell in edited.report.cells():
        if isinstance(cell.field, Money) and cell.raw and cell.figure is not None and cell.figure.value:
            edited.type(cell, f"{cell.figure.digits(YUAN, 0)}元")
    return edited


@pytest.mark.parametrize("unit", ["", "元"])
def test_every_repair_is_written_in_the_unit_of_the_field(unit: str) -> None:
    edited = in_yuan() if unit else session(SMALL)
    tried = set()
    money = [cell for cell in edited.report.cells() if isinstance(cell.field, Money) and len(cell.raw) > 4]
    for cell in money[::EVERY]:
        right = cell.raw
        for _, wrong in slips(right.removesuffix(unit)):
            if read_plain(wrong, cell.unit, 2) is None:
                continue
            edited.type(cell, wrong + unit)
            for finding in edited.checker.findings():
                for repair in edited.checker.repairs(finding):
                    if not isinstance(repair.cell.field, Money) or not repair.raw or repair.also:
                        continue
                    old, was = repair.cell.raw, repair.cell.figure
                    assert repair.raw.endswith("元") == old.endswith("元") or not old, (finding, repair)
                    tried.add(repair.kind)
                    edited.type(repair.cell, repair.raw)
                    left = edited.checker.findings()
                    assert repair.cell.error == ""
                    assert finding not in left, (finding, repair)
                    if was is not None and finding.actual == was.digits() and finding.expected and repair.score >= 0:
                        figure = repair.cell.figure
                        assert figure is not None
                        assert finding.expected in (figure.digits(), figure.digits(cell.unit)), (finding, repair)
                    edited.type(repair.cell, old)
        edited.type(cell, right)
    assert {SWAP, DIGIT, OTHER} & tried


def test_a_figure_in_yuan_is_not_made_ten_thousand_times_as_much() -> None:
    edited = Session(draft(SUM))
    finding = next(one for one in edited.checker.findings() if one.fields[0] == "overview.scale.total")
    (repair, *_) = edited.checker.repairs(finding)
    assert repair.raw == "183007000元"
    edited.type(repair.cell, repair.raw)
    assert finding.code not in {one.code for one in edited.checker.findings()}


@pytest.mark.parametrize("path", ["overview.scale.basic", "overview.scale.project", "general_budget.basic.actual"])
def test_the_largest_figure_that_can_be_typed_is_offered_nothing_larger(path: str) -> None:
    edited = session(REFERENCE)
    edited.type(edited.report.cell(path), "999999999999999")
    offered = [repair for one in edited.checker.findings() for repair in edited.checker.repairs(one)]
    assert all(
        len(repair.raw.replace("-", "").partition(".")[0]) <= 15 for repair in offered if repair.raw[:1] in "-19"
    )


TAKEN = (
    "[overview.scale]\nbasic = 700\nlast_year = {}\n"
    "[[sources]]\npath = 'overview.scale.last_year'\nfile = '去年.docx'\nvalue = '1527.37'\n"
)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("1572.37", True),
        ("1527.73", True),
        ("1527.37", False),
        ("1527.38", False),  # put right by a hundredth
        ("1630.00", False),  # another figure: the clerk knows
        ("'15273700元'", False),
    ],
)
def test_two_digits_of_a_figure_taken_from_a_file_that_changed_places_go_back(typed: str, *, told: bool) -> None:
    edited = Session(draft(TAKEN.format(typed)))
    found = [one for one in edited.checker.findings() if one.code == "unlike_source"]
    assert bool(found) is told
    for finding in found:
        (repair,) = edited.checker.repairs(finding)
        edited.type(repair.cell, repair.raw)
        assert edited.report.cell("overview.scale.last_year").raw == "1527.37"
        assert not [one for one in edited.checker.findings() if one.code == "unlike_source"]
