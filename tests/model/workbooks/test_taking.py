"""How amounts of a workbook are kept in the draft."""

from __future__ import annotations

from model.report.edits import apply
from model.report.report import Report
from model.workbooks.taking import Taken, edits


def test_a_whole_amount_of_a_sheet_with_decimals_is_kept_with_two() -> None:
    report = Report()
    places = {
        "general_budget.three_public.budget": ("21", "三公经费表", "21.00"),
        "general_budget.three_public.actual": ("19.14", "三公经费表", "19.14"),
        "general_budget.three_public.overseas.actual": ("0", "三公经费表", "0"),
        "overview.scale.project": ("40", "总表", "40"),
    }
    found = [Taken(1, path, "", value, "账.xlsx", sheet, "B2", "") for path, (value, sheet, _) in places.items()]
    for edit in edits(report, found):
        apply(report.root, edit)
    assert {path: report.cell(path).raw for path in places} == {path: kept for path, (*_, kept) in places.items()}
