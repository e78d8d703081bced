"""What is found in finished reports: the errors that stand in them, and none that do not."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from model.scanning import scan as scanning
from model.scanning.combining import judge_report
from model.scanning.files.blocks import Block, Grid, Line
from model.scanning.files.loading import load_blocks
from model.scanning.files.plain import text_blocks
from model.scanning.judging import judge
from model.scanning.reading import read_report
from tests.model.scanning.test_scanning import (
    REPORTS,
    VARIANTS,
    full_width,
    reading,
    run_scan,
    spaced,
    variant,
    wrapped,
)
from tui.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable

    from model.checks.findings import Finding

TITLE = "2023年度某市水务局部门整体支出绩效自评报告\n"
# The errors that were written into the reports that hold any.
PLANTED = {
    "commerce_planted": {
        "overview.staff.by_funding",
        "overview.scale.change",
        "overview.scale.project_share",
        "overview.scale.shares",
        "overview.scale.rate_of_change",
        "basic",
        "general_budget.three_public.saving",
        "general_budget.projects.change",
        "assets.totals.total",
        "assets.totals.change_rate",
        "quoted_in_text",
        "section_empty",
    },
    "enforcement_planted": {
        "overview.scale.change_rate",
        "overview.scale.breakdown",
        "general_budget.basic.change",
        "general_budget.basic.rate_of_change",
        "general_budget.basic.budget_change_rate",
        "general_budget.three_public.saving_last_year",
        "general_budget.projects.change_rate",
        "assets.classes.items.share",
        "assets.classes.shares",
        "assets.disposals.by_form",
        "government_funds.items",
        "quoted_in_text",
    },
    "emergency_planted": {
        "overview.scale.total",
        "overview.scale.project_share",
        "overview.scale.change_rate",
        "general_budget.basic.actual",
        "general_budget.basic.budget_change",
        "general_budget.three_public.actual",
        "assets.book_values.fixed.net",
        "quoted_in_text",
    },
}


def found(text: str) -> list[Finding]:
    return judge(read_report(text_blocks(TITLE + text)).gathering)[0]


def errors(findings: list[Finding]) -> set[str]:
    return {finding.code for finding in findings if finding.severity == "error"}


@pytest.mark.parametrize("name", [name for name in VARIANTS if name != "planted"])
def test_the_errors_of_a_report_are_found_and_no_others(name: str) -> None:
    read, _ = variant(name)
    assert errors(judge(read.gathering)[0]) == PLANTED.get(name, set())


# Lines of tables made of tabs cannot be broken.
TEXTS = sorted(path.stem for path in REPORTS.glob("*.txt") if path.stem not in ("ocr", "tabs"))


@pytest.mark.parametrize("name", TEXTS)
@pytest.mark.parametrize("change", [wrapped, spaced, full_width])
def test_no_line_space_or_width_of_digits_makes_a_figure_wrong(name: str, change: Callable[[str], str]) -> None:
    text = (REPORTS / f"{name}.txt").read_text(encoding="utf-8")
    expected, found = (
        {figure.cell.path: figure.cell.figure for figure in reading(shape).gathering.placed}
        for shape in (text, change(text))
    )
    assert {path: figure for path, figure in found.items() if expected.get(path) != figure} == {}
    assert len(found) >= 0.9 * len(expected)


def test_a_part_that_is_not_there_is_told_and_an_empty_one_is_an_error() -> None:
    said = {finding.section: finding for finding in found("一、部门概况\n在职人员30人。\n二、资产管理情况\n")}
    assert (said[4].severity, said[4].code) == ("error", "section_empty")
    assert "“资产管理情况”只有标题" in said[4].message
    assert (said[3].severity, said[3].verdict) == ("info", "not_checked")


@pytest.mark.parametrize("none", ["无。", "无", "本单位无此项支出。", "我局没有相关支出。", "不涉及。"])
def test_the_word_for_none_below_a_heading_declares_it(none: str) -> None:
    text = f"一、部门概况\n在职人员30人。\n二、国有资本经营预算支出情况\n{none}\n三、资产管理情况\n无新增。\n"
    assert 6 not in {finding.section for finding in found(text)}


@pytest.mark.parametrize(
    ("sentence", "severity"),
    [
        ("在职人员30人，其中公务员20人，事业人员10人，离休人员2人。", ""),
        ("在职人员30人，其中公务员20人，工勤人员2人，事业人员8人。", ""),
        ("在职人员30人，其中公务员20人，见习人员2人，事业人员8人。", "info"),
        ("在职人员30人，其中公务员20人，事业人员9人。", "error"),
        ("在职人员30人，其中公务员20人，事业人员11人，离休人员2人。", "error"),
    ],
)
def test_staff_by_kind_of_post_is_held_against_the_serving(sentence: str, severity: str) -> None:
    said = [one.severity for one in found(f"一、部门概况\n{sentence}\n") if one.code == "overview.staff.by_funding"]
    assert said == ([severity] if severity else [])


def test_what_is_not_checked_is_counted_as_such() -> None:
    text = TITLE + "一、部门概况\n在职人员30人，其中公务员20人，见习人员2人，事业人员8人，离休人员1人。\n"
    found, counts = judge(read_report(text_blocks(text)).gathering)
    assert counts["inconsistent"] == 0
    assert counts["not_checked"] == 1
    assert counts["exact"] == 0
    assert not errors(found)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        # Whose, and of which year, the parts are.
        ("2022年基本支出850万元，其中人员经费700万元，公用经费150万元。", {"general_budget.basic.last_year": "850"}),
        (
            "部门预算安排900万元，其中基本支出500万元，项目支出400万元。",
            {"overview.scale.execution.original": "900", "general_budget.basic.budget": "500"},
        ),
        ("全年预算900万元，其中基本支出500万元。", {"overview.scale.execution.adjusted": "900"}),
        ("总支出900万元，其中财政拨款支出800万元。", {"overview.scale.total": "900"}),
        (
            "编制30人，在职28人。下设信息中心，编制8人，在职7人。",
            {"overview.staff.authorised": "30", "overview.staff.serving": "28"},
        ),
        (
            "总支出900万元，其中基本支出500万元（55.56%）、项目支出400万元（44.44%）。",
            {
                "overview.scale.total": "900",
                "overview.scale.basic": "500",
                "overview.scale.basic_share": "55.56",
                "overview.scale.project": "400",
                "overview.scale.project_share": "44.44",
            },
        ),
        # A comparison behind the parts is the whole's where the figures bear it out, and nobody's otherwise.
        (
            "总支出900万元，其中基本支出500万元，项目支出400万元。比上年增加100万元，增长12.5%。",
            {
                "overview.scale.total": "900",
                "overview.scale.basic": "500",
                "overview.scale.project": "400",
                "overview.scale.change": "100",
                "overview.scale.change_rate": "12.5",
            },
        ),
        (
            "总支出900万元，其中基本支出500万元，项目支出400万元。比上年增加100万元，增长33.33%。",
            {"overview.scale.total": "900", "overview.scale.basic": "500", "overview.scale.project": "400"},
        ),
        ("收入950万元，支出900万元。", {"overview.scale.total": "900"}),
        ("食堂收入120万元，支出118万元。", {}),
        ("县一中基本支出300万元，项目支出20万元。", {}),
        ("县一中基本支出300万元；项目支出20万元。", {"overview.scale.project": "20"}),
        ("总支出由800万元增加到900万元。", {"overview.scale.total": "900"}),
        ("资产总额600万元，其中本年增加70万元，减少20万元。", {"assets.totals.total": "600"}),
        ("事业人员12人参加培训。", {}),
        ("编制人数：30人；在职人数：28人。", {"overview.staff.authorised": "30", "overview.staff.serving": "28"}),
        (
            "支出总计900万元，其中本年支出880万元，年末结转20万元。",
            {"overview.scale.total": "880", "overview.scale.execution.carried_over": "20"},
        ),
        ("工资、津补贴等人员经费300万元。", {"overview.scale.personnel": "300"}),
        ("就业中心等人员经费300万元。", {}),
        (
            "总支出900万元，项目支出400万元。按功能分类：教育支出500万元，卫生健康支出400万元。",
            {"overview.scale.total": "900", "overview.scale.project": "400"},
        ),
    ],
)
def test_whose_figure_it_is(sentence: str, expected: dict[str, str]) -> None:
    read = read_report(text_blocks(f"{TITLE}一、部门概况\n（二）部门整体支出\n{sentence}\n"))
    assert {figure.cell.path: figure.cell.raw for figure in read.gathering.placed} == expected


THREE = "general_budget.three_public."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("公务接待费3万元，预算5万元。", {"reception.actual": "3", "reception.budget": "5"}),
        (
            "公务接待费3万元，预算5万元；因公出国（境）费4万元，预算6万元。",
            {"reception.actual": "3", "reception.budget": "5", "overseas.actual": "4", "overseas.budget": "6"},
        ),
        (
            "公务接待费、因公出国（境）费预算分别为5万元、6万元，决算分别为3万元、4万元。",
            {"reception.actual": "3", "reception.budget": "5", "overseas.actual": "4", "overseas.budget": "6"},
        ),
        ("公务接待费支出3万元，完成预算5万元的60%。", {"reception.actual": "3", "reception.budget": "5"}),
        ("“三公”经费支出8万元，比预算10万元减少2万元。", {"actual": "8", "budget": "10", "saving": "2"}),
        ("“三公”经费预算10万元，支出8万元，节约3万元。", {"budget": "10", "actual": "8", "saving": "3"}),
        ("“三公”经费全年预算10万元，其中公务接待费6万元。", {}),
    ],
)
def test_which_amount_of_the_three_expenses_it_is(sentence: str, expected: dict[str, str]) -> None:
    read = read_report(text_blocks(f"{TITLE}二、一般公共预算支出情况\n（一）“三公”经费\n{sentence}\n"))
    placed = {figure.cell.path: figure.cell.raw for figure in read.gathering.placed}
    assert placed == {THREE + name: raw for name, raw in expected.items()}


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16", "utf-16-le", "utf-16-be", "utf-8-sig"])
def test_a_text_in_any_encoding_is_the_same_text(tmp_path: Path, encoding: str) -> None:
    text = (Path(__file__).parents[2] / "data" / "reports" / "court.txt").read_text(encoding="utf-8")
    path = tmp_path / "a.txt"
    path.write_bytes(text.encode(encoding))
    assert load_blocks(str(path)) == text_blocks(text)


def test_a_draft_that_is_kept_opens_and_holds_what_was_read(tmp_path: Path) -> None:
    from tests.model.drafting import opened

    keep = tmp_path / "kept.toml"
    text = (Path(__file__).parents[2] / "data" / "reports" / "health_commission.txt").read_text(encoding="utf-8")
    said = run_scan(text, keep)
    draft = opened(keep)
    assert not draft.problems
    assert len(said["figures"]) > 40
    assert all(draft.report.root and draft.report.cell(figure["path"]).raw for figure in said["figures"])


def test_a_report_that_breaks_the_reader_does_not_cost_the_others(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    read = read_report

    def broken(blocks: list[object]) -> object:
        if "坏" in str(blocks):
            raise KeyError("fault of the program")
        return read(blocks)  # type: ignore[arg-type]

    monkeypatch.setattr(scanning, "read_report", broken)
    for name in ("甲", "坏", "乙"):
        (tmp_path / f"{name}.txt").write_text(f"{TITLE}一、部门概况\n{name}局在职人员30人。\n", encoding="utf-8")
    paths = [str(tmp_path / f"{name}.txt") for name in ("甲", "坏", "乙")]
    assert main(["scan", *paths]) == 70
    told = capsys.readouterr()
    assert told.out.count("读到数字") == 2
    assert "坏.txt：程序读这份报告时出错" in told.err
    assert len(told.err.splitlines()) == 1


def test_a_grade_that_does_not_go_with_its_score_is_told_where_it_stands() -> None:
    text = "2023年度某局部门整体支出绩效自评报告\n一、部门概况\n在职18人。\n八、部门整体支出绩效情况\n"
    findings, _ = judge_report(read_report(text_blocks(text + "本单位自评得分79.6分，评价等级为“良”。\n")))
    assert [(one.section, one.severity) for one in findings if one.code == "stated_grade"] == [(8, "warning")]


def test_a_report_is_told_in_the_same_words_by_every_process() -> None:
    path = Path(__file__).parents[2] / "data" / "blind" / "agriculture.txt"
    said = [
        subprocess.run(
            [sys.executable, "-m", "tui", "scan", str(path)],
            cwd=path.parents[3],
            env=os.environ | {"PYTHONHASHSEED": seed},
            capture_output=True,
            check=False,
        ).stdout
        for seed in ("0", "5")
    ]
    assert said[0] == said[1] != b""


@pytest.mark.parametrize("apart", [False, True], ids=["one table", "two tables"])
@pytest.mark.parametrize(("total", "wrong"), [("92.5", False), ("95.2", True)])
def test_a_score_that_stands_apart_from_the_others_belongs_to_their_total(apart: bool, total: str, wrong: bool) -> None:
    rows = (
        ("年度资金（万元）", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        ("", "9,898.75", "9,371.65", "10", "94.68%", "9.5"),
        ("一级指标", "二级指标", "年度指标值", "实际完成值", "分值", "得分"),
        ("产出指标", "数量指标", "治理40公里", "42.6公里", "50", "47"),
        ("效益指标", "社会效益", "普及率94%", "94.6%", "30", "28"),
        ("满意度指标", "满意度", "95%", "93.2%", "10", "8"),
        ("总分", "", "", "", "100", total),
    )
    blocks: list[Block] = [Line("某局2024年度部门整体支出绩效自评报告"), Line("八、部门整体支出绩效情况")]
    blocks += [Grid(rows[:2]), Grid(rows[2:])] if apart else [Grid(rows)]
    findings, _ = judge_report(read_report(blocks))
    assert any(total in finding.message for finding in findings if finding.severity == "error") == wrong


def scored(points: tuple[int, ...], total: str = "100") -> list[Block]:
    """The department's scores as our own copy sets them: the cells of the first two levels are merged."""
    levels = ("产出指标", "", "", "", "效益指标", "", "满意度指标")
    rows = [
        ("年度预算执行情况", "资金", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
        ("", "年度资金总额", "", "880.00", "910.00", "900.00", "10", "98.90%", "9.89"),
        ("绩效指标", "一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", "偏差原因"),
        *(
            (
                "",
                level,
                "" if at == 1 else f"第{at}类",
                f"指标{'甲乙丙丁戊己庚'[at]}",
                "≥90%",
                "94%",
                f"{each}",
                f"{each}",
                "",
            )
            for at, (level, each) in enumerate(zip(levels, points, strict=False))
        ),
        ("总分", "", "", "", "", "", total, "99.89", ""),
    ]
    return [Line("某局2024年度部门整体支出绩效自评报告"), Line("八、部门整体支出绩效情况"), Grid(tuple(rows))]


@pytest.mark.parametrize(
    ("points", "total", "wrong"),
    [
        ((15, 15, 10, 10, 15, 15, 10), "100", False),
        ((10, 20, 10, 10, 10, 20, 10), "100", False),
        ((30, 30, 20, 10), "100", False),
        ((10, 10, 10), "100", False),  # the full mark, though not all of it is listed
        ((15, 15, 10, 10, 15, 15, 10), "160", True),
        ((15, 15, 10, 10, 15, 15, 20), "100", True),
    ],
)
def test_every_row_below_a_merged_name_is_part_of_the_total(points: tuple[int, ...], total: str, wrong: bool) -> None:
    findings, _ = judge_report(read_report(scored(points, total)))
    assert any(total in finding.message for finding in findings if finding.severity == "error") == wrong


@pytest.mark.parametrize(("cell", "wrong"), [("30.00", True), ("30.00（估）", False)])
def test_a_column_of_which_a_row_is_not_read_has_no_wrong_total(cell: str, wrong: bool) -> None:
    table = Grid(
        (
            ("项目", "预算金额", "决算金额"),
            ("甲中心设备", "10.00", "12.00"),
            ("乙中心维修", "20.00", "21.00"),
            ("丙中心培训", cell, "31.00"),
            ("合计", "80.00", "64.00"),
        )
    )
    findings, _ = judge_report(read_report([Line("某局2024年度部门整体支出绩效自评报告"), Line("八、绩效情况"), table]))
    assert any("80.00" in finding.message for finding in findings if finding.severity == "error") == wrong


_PROJECTS = "二、一般公共预算支出情况\n（二）项目支出\n"


def test_a_budget_that_the_text_quotes_as_adjusted_makes_no_second_project() -> None:
    """The table begins with the budget of the beginning of the year; what is left of one is no budget."""
    text = (
        "山林防火项目预算410.00万元，实际支出402.84万元；物资储备项目预算320.00万元，实际支出312.60万元。"
        "2个项目共支出715.44万元，占预算730.00万元的98.01%。\n"
        "项目\t年初预算\t调整后预算\t实际支出\t未支出金额\n"
        "山林防火\t380.00\t410.00\t402.84\t7.16\n物资储备\t300.00\t320.00\t312.60\t7.40\n合计\t680.00\t730.00\t715.44\t14.56\n"
    )
    gathering = read_report(text_blocks(TITLE + _PROJECTS + text)).gathering
    rows = gathering.rows("general_budget.projects.unit_projects.items").rows
    told = [[row.cell(name).raw for name in ("name", "amount", "adjusted", "executed")] for row in rows]
    assert told == [["山林防火", "380.00", "410.00", "402.84"], ["物资储备", "300.00", "320.00", "312.60"]]
    assert gathering.cell("general_budget.projects.unit_projects.total").raw == "680.00"
    assert not gathering.differing


def test_a_budget_that_differs_from_the_adjusted_one_stays_a_project_of_its_own() -> None:
    text = (
        "山林防火项目预算420.00万元，实际支出402.84万元；物资储备项目预算320.00万元，实际支出312.60万元。"
        "2个项目共支出715.44万元，占预算740.00万元的96.68%。\n"
        "项目\t年初预算\t调整后预算\t实际支出\n山林防火\t380.00\t410.00\t402.84\n物资储备\t300.00\t320.00\t312.60\n"
    )
    gathering = read_report(text_blocks(TITLE + _PROJECTS + text)).gathering
    rows = gathering.rows("general_budget.projects.unit_projects.items").rows
    assert [row.cell("name").raw for row in rows].count("山林防火") == 2
