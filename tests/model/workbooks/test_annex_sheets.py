"""The annexed tables of scores that stand on sheets of a workbook come into the annexes of the draft."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.checks.rules import carried_over
from model.drafts.draft import DraftError
from model.workbooks import proposing
from model.workbooks.books import read_book
from model.workbooks.taking import take
from tests.model.drafting import draft
from tests.model.workbooks.accounts import Grid, write_xlsx

if TYPE_CHECKING:
    from pathlib import Path

    from model.report.report import Report
    from model.workbooks.taking import Proposal

HEADS = ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因分析及改进措施")
UNIT = "某县林业局"


def form(name: str, title: str, *rows: tuple[str | float | None, ...]) -> Grid:
    grid = Grid(name)
    grid.put(0, 0, "附件2")
    grid.put(1, 0, title)
    for at, row in enumerate(rows, 2):
        grid.put(at, 0, *row)
    return grid


def department(title: str = "2025年度部门整体支出绩效自评表") -> Grid:
    return form(
        "自评表",
        title,
        ("部门名称", UNIT),
        ("预算（万元）", "项目", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        (None, "年度资金总额", 900, 1000, 950.5, 10, "95.05%", 9.51),
        (None, "按收入性质分：一般公共预算", 900, 1000, 950.5, "—", "—", "—"),
        (None, "按支出性质分：基本支出", 600, 640, 630.5, "—", "—", "—"),
        (None, "项目支出", 300, 360, 320, "—", "—", "—"),
        ("年度总体目标", "预期目标", None, None, None, "实际完成情况"),
        (None, "造林2万亩。", None, None, None, "造林2.1万亩。"),
        HEADS,
        ("产出指标", "数量指标", "造林面积", "2万亩", "2.1万亩", 50, 50, None),
        (None, "时效指标", "按期完成率", "≥95%", "93%", 20, 18, "雨季推迟"),
        ("满意度指标", "服务对象满意度", "林农满意度", "≥90%", "92%", 20, 20, None),
        ("总分", None, None, None, None, 100, 97.51),
    )


def project(name: str, indicator: str, score: float, *more: tuple[str | float | None, ...]) -> Grid:
    return form(
        name,
        "2025年度项目支出绩效自评表",
        ("项目名称", name),
        ("主管部门", UNIT, None, None, "实施单位", "县林场"),
        ("项目资金（万元）", None, "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        (None, "年度资金总额", 100, 120, 60, 10, "50%", 5),
        (None, "其中：当年财政拨款", 100, 120, 60, "—", "—", "—"),
        HEADS,
        ("产出指标", "数量指标", indicator, "10公里", "5公里", 90, score, "资金迟到"),
        *more,
    )


def proposed(tmp_path: Path, report: Report, *grids: Grid) -> Proposal:
    return proposing.propose(report, [read_book(write_xlsx(tmp_path / "a.xlsx", list(grids)))])


def drafted(more: str = "") -> Report:
    return draft(f'[overview]\nyear = 2025\nunit = "{UNIT}"\n{more}').report


@pytest.mark.parametrize(
    ("head", "grade", "read"),
    [
        ("自评等级", "优", "优"),
        ("评价等次", "良", "良"),
        ("自评等级标准", "优", ""),
        ("自评等级", "优、良、中、差", ""),
    ],
)
def test_the_grade_may_stand_below_the_points(tmp_path: Path, head: str, grade: str, read: str) -> None:
    grid, report = department(), drafted()
    grid.put(max(row for row, _ in grid.cells) + 1, 0, head, None, None, None, None, grade)
    take(report, proposed(tmp_path, report, grid))
    assert report.cell("department_evaluation.scores.grade").raw == read


def test_the_scores_of_the_department_come_whole(tmp_path: Path) -> None:
    report = drafted()
    proposal = proposed(tmp_path, report, department())
    take(report, proposal)
    scored = report.annexes()[1]
    said = {cell.path.removeprefix("department_evaluation."): cell.raw for cell in scored.cells() if cell.raw}
    assert {name: said[name] for name in said if "indicators" not in name} == {
        "included": "是",
        "total.original": "900.00",
        "total.adjusted": "1000.00",
        "total.actual": "950.50",
        "total.points": "10",
        "total.rate": "95.05",
        "total.score": "9.51",
        "general_public.original": "900.00",
        "general_public.adjusted": "1000.00",
        "general_public.actual": "950.50",
        "basic.original": "600.00",
        "basic.adjusted": "640.00",
        "project.original": "300.00",
        "project.adjusted": "360.00",
        "goals.expected": "造林2万亩。",
        "goals.actual": "造林2.1万亩。",
        "scores.points": "100",
        "scores.score": "97.51",
    }
    # What the annex only repeats is typed where it takes it from.
    assert [report.cell(f"overview.scale.{part}").raw for part in ("basic", "project")] == ["630.50", "320.00"]
    assert report.cell("department_evaluation.basic.actual").figure == report.cell("overview.scale.basic").figure
    rows = [row.content() for row in report.rows("department_evaluation.scores.indicators").rows]
    assert rows[1] == {
        "level1": "产出指标",
        "level2": "时效指标",
        "level3": "按期完成率",
        "target": "≥95%",
        "actual": "93%",
        "points": "20",
        "score": "18",
        "reason": "雨季推迟",
    }
    assert [row["level3"] for row in rows] == ["造林面积", "按期完成率", "林农满意度"]
    sources = {row.cell("path").raw: row.cell("cell").raw for row in report.rows("sources").rows}
    assert sources["department_evaluation.total.actual"] == "E5"
    assert sources["department_evaluation.scores.indicators.1.score"] == "G13"


def test_costs_under_control_are_annex_1_under_any_title_and_go_where_it_takes_them_from(tmp_path: Path) -> None:
    grid = form(
        "基本情况",
        "2025年度部门（单位）基本情况表",
        ("填报单位：" + UNIT, None, None, None, "单位：万元"),
        ("编制数", None, "2025年末实际在职人数", None, "控制率"),
        (46, None, 45, None, "97.83%"),
        ("二、经费控制情况",),
        ("经费项目", None, "上年决算数", "年初预算数", "本年决算数"),
        ("1.公务用车购置及运行维护费", None, 14, 15, 13),
        ("2.因公出国（境）费", None, 0, 2, 1),
        ("3.公务接待费", None, 3, 3.5, 2.6),
        ("（二）公用经费", None, 226, 230, 213),
    )
    report = drafted()
    take(report, proposed(tmp_path, report, grid))
    assert report.cell("general_budget.three_public.reception.budget").raw == "3.50"
    assert report.cell("general_budget.three_public.vehicles.last_year").raw == "14.00"
    assert report.cell("general_budget.three_public.overseas.budget").raw == "2.00"
    assert not report.cell("basic_data.reception.budget").raw
    assert report.cell("basic_data.general.budget").raw == "230.00"


def test_each_project_has_a_row_that_the_draft_has_or_gets(tmp_path: Path) -> None:
    report = drafted(
        '[[project_evaluations.projects]]\nname = "林区道路"\nimplementer = "县林场"\n'
        '[[project_evaluations.projects.scores.indicators]]\nlevel3 = "修路里程"\nscore = "40"\n'
    )
    grids = (project("防火巡护", "巡护里程", 80), project("林区道路", "修路里程", 45))
    take(report, proposed(tmp_path, report, *grids))
    rows = report.rows("project_evaluations.projects").rows
    assert [row.cell("name").raw for row in rows] == ["林区道路", "防火巡护"]
    scores = [report.rows(f"{row.path}.scores.indicators").rows for row in rows]
    assert [[(one.cell("level3").raw, one.cell("score").raw) for one in each] for each in scores] == [
        [("修路里程", "45")],
        [("巡护里程", "80")],
    ]
    assert rows[1].content()["appropriation"] == {"original": "100", "adjusted": "120", "actual": "60"}


def test_what_was_left_out_leaves_no_gap_among_the_rows(tmp_path: Path) -> None:
    from model.report.edits import apply
    from model.workbooks.taking import edits

    report = drafted()
    chosen = [
        figure
        for figure in proposed(tmp_path, report, department()).certain
        if ".indicators.1." not in figure.path and figure.path[-20:] != ".indicators.2.target"
    ]
    for edit in edits(report, chosen):
        apply(report.root, edit)
    rows = report.rows("department_evaluation.scores.indicators").rows
    assert [row.cell("level3").raw for row in rows] == ["造林面积", "林农满意度"]


@pytest.mark.parametrize("title", ["2024年度部门整体支出绩效自评表"])
def test_the_annex_of_another_year_is_not_taken(tmp_path: Path, title: str) -> None:
    proposal = proposed(tmp_path, drafted(), department(title))
    assert proposal.figures == []
    assert [left.reason for left in proposal.unplaced] == ["是2024年度的，不是报告年度2025年的"]


def test_a_number_without_a_field_is_named(tmp_path: Path) -> None:
    grid = department()
    grid.put(30, 0, "另行说明", 77)
    proposal = proposed(tmp_path, drafted(), grid)
    assert "a.xlsx 工作表“自评表”没有取的数：B31" in proposal.untaken


def test_money_without_a_unit_is_in_doubt(tmp_path: Path) -> None:
    grid = form(
        "自评表",
        "2025年度部门整体支出绩效自评表",
        (None, "项目", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        (None, "年度资金总额", 9000000, 10000000, 9505000, 10, "95.05%", 9.51),
    )
    proposal = proposed(tmp_path, drafted(), grid)
    assert {figure.path.rpartition(".")[2] for figure in proposal.doubtful} == {"original", "adjusted", "actual"}
    assert "score" in {figure.path.rpartition(".")[2] for figure in proposal.certain}


def test_a_book_without_any_known_table_is_refused_as_before(tmp_path: Path) -> None:
    with pytest.raises(DraftError, match="没有认出部门决算公开表"):
        proposed(tmp_path, drafted(), form("别的", "会议签到表", ("姓名", "电话")))


def test_what_a_sheet_has_too_is_no_longer_only_last_years(tmp_path: Path) -> None:
    report = drafted(
        '[[project_evaluations.projects]]\nname = "林区道路"\nimplementer = "县林场"\ndepartment = "县林业和草原局"\n'
        '[[project_evaluations.projects]]\nname = "古树保护"\nimplementer = "县国有林场"\n'
    )
    path, rows = "project_evaluations.projects", report.rows("project_evaluations.projects").rows
    carried = [cell for row in rows for cell in row.cells() if cell.raw]
    marks = report.rows("to_review")
    for content in carried_over.marks(carried):
        marks.insert(len(marks.rows)).fill(content)
    take(report, proposed(tmp_path, report, project("林区道路", "修路里程", 45)))
    (finding,) = carried_over.to_review(report)
    assert finding.fields == tuple(f"{path}.1.{name}" for name in ("name", "implementer"))
