"""What stands twice in a row in a text is found wherever it stands, and only that."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from model.checks.checker import Checker
from model.report.report import Report

DUTIES = "overview.duties"


def doubled(text: str) -> bool:
    report = Report()
    report.cell(DUTIES).raw = text
    report.bind()
    return any(finding.code == "doubled" and DUTIES in finding.fields for finding in Checker(report).findings())


@given(
    st.text("工作的了，。", max_size=40), st.text("工作局厅院", min_size=2, max_size=8), st.text("省市县", max_size=12)
)
def test_what_stands_twice_in_a_row_is_never_passed_over(before: str, twice: str, after: str) -> None:
    assert doubled(before + twice * 2 + after)


@given(st.permutations("甲乙丙丁戊己庚辛壬癸"))
def test_what_stands_once_is_let_be(marks: list[str]) -> None:
    assert not doubled("".join(marks))
