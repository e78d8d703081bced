"""The annexed tables of a finished report come back into the annexes, in the shapes that departments give them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from exporters.compose import compose
from exporters.plain import plain_text
from model.drafts.draft import load
from model.figures import WAN
from model.scanning.combining import judge_report
from model.scanning.files.blocks import Grid, Line
from model.scanning.files.loading import load_blocks
from model.scanning.reading import read_report
from tests.exporters.drafts import annexed
from tests.model.drafting import SMALL
from tests.tools.read_back import read_back

if TYPE_CHECKING:
    from pathlib import Path

    from model.report.report import Report
    from model.scanning.files.blocks import Block

BODY = [
    Line("2023年度某市水务局部门整体支出绩效自评报告"),
    Line("一、部门概况"),
    Line("2023年总支出900.00万元，其中基本支出500.00万元，项目支出400.00万元。"),
]


def read(*blocks: Block) -> Report:
    return read_report([*BODY, *blocks]).gathering.report


def test_an_exported_annex_comes_back_in_every_format(tmp_path: Path) -> None:
    report = annexed().report
    for shape in ("stamp.txt", "stamp.md", "stamp.docx"):
        account = read_back(report, shape, tmp_path)
        lost = [path for path in account.lost if path.startswith(("basic_data", "department_evaluation"))]
        assert lost == []


def test_the_basic_data_form_of_one_table_with_years_in_its_heads_is_read() -> None:
    form = read(
        Line("附件1"),
        Line("部门整体支出绩效评价基础数据表"),
        Grid(
            (
                ("财政供养人员情况", "编制数", "2023年实际在职人数", "控制率"),
                ("", "40", "38", "95.00%"),
                ("经费控制情况（万元）", "2022年决算数", "2023年预算数", "2023年决算数"),
                ("三公经费", "5.15", "6.20", "4.04"),
                ("1、公务用车购置和维护经费", "3.00", "4.00", "2.00"),
                ("其中：公车购置", "", "", ""),
                ("公车运行维护", "3.00", "4.00", "2.00"),
                ("2、出国经费", "0", "0", "0"),
                ("3、公务接待", "2.15", "2.20", "2.04"),
                ("项目支出：", "", "", ""),
                ("1、业务工作专项", "310", "300", "287.45"),
                ("2、运行维护专项", "", "100", "112.55"),
                ("公用经费", "90.00", "88.00", "86.38"),
                ("其中：办公经费", "10.00", "9.00", "8.00"),
                ("政府采购金额", "——", "50", "45.5"),
                ("厉行节约保障措施", "压减一般性支出。", "压减一般性支出。", "压减一般性支出。"),
            )
        ),
        Line("填表人（签名）：张三　填报日期：2024年4月20日　联系电话：0700-5556677　单位负责人签字：李四"),
    ).annexes()[0]
    said = {cell.path.removeprefix("basic_data."): cell.raw for cell in form.cells() if cell.raw}
    assert said == {
        "included": "是",
        "authorised": "40",
        "serving": "38",
        "staff_rate": "95.00",
        "three_public.last_year": "5.15",
        "three_public.budget": "6.20",
        "three_public.actual": "4.04",
        "vehicles.last_year": "3.00",
        "vehicles.budget": "4.00",
        "vehicles.actual": "2.00",
        "operation.last_year": "3.00",
        "operation.budget": "4.00",
        "operation.actual": "2.00",
        "overseas.last_year": "0",
        "overseas.budget": "0",
        "overseas.actual": "0",
        "reception.last_year": "2.15",
        "reception.budget": "2.20",
        "reception.actual": "2.04",
        "projects.0.name": "业务工作专项",
        "projects.0.last_year": "310",
        "projects.0.budget": "300",
        "projects.0.actual": "287.45",
        "projects.1.name": "运行维护专项",
        "projects.1.budget": "100",
        "projects.1.actual": "112.55",
        "general.last_year": "90.00",
        "general.budget": "88.00",
        "general.actual": "86.38",
        "office.last_year": "10.00",
        "office.budget": "9.00",
        "office.actual": "8.00",
        "procurement.budget": "50",
        "procurement.actual": "45.5",
        "thrift": "压减一般性支出。",
        "filled_by": "张三",
        "filled_on": "2024-04-20",
        "phone": "0700-5556677",
        "head": "李四",
    }


def test_the_scores_of_a_department_and_of_a_project_are_read_from_the_usual_form() -> None:
    scores = (
        (
            "绩效指标",
            "一级指标",
            "二级指标",
            "三级指标",
            "年度指标值",
            "实际完成值",
            "分值",
            "得分",
            "偏差原因分析及改进措施",
        ),
        ("", "产出指标（50分）", "数量指标", "维修水闸", "12座", "12座", "30", "30", ""),
        ("", "", "质量指标", "验收合格率", "100%", "98%", "20", "18", "一处返工"),
        ("总分", "总分", "总分", "总分", "", "", "100", "97.5", ""),
    )
    report = read(
        Line("附件2"),
        Line("部门整体支出绩效自评表"),
        Grid(
            (
                ("年度预算申请（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率", "得分"),
                ("", "年度资金总额", "880", "910", "900", "10", "98.90%", "9.5"),
            )
        ),
        Grid((("年度总体目标", "预期目标", "实际完成情况"), ("", "修好12座水闸。", "修好12座。"))),
        Grid(scores),
        Line("附件3"),
        Line("项目支出绩效自评表"),
        Line("项目名称：水闸维修　主管部门：某市水务局"),
        Grid(scores[:2]),
    )
    said = {cell.path: cell.raw for cell in report.annexes()[1].cells() if cell.raw}
    assert said["department_evaluation.total.adjusted"] == "910"
    assert said["department_evaluation.total.points"] == "10"
    assert said["department_evaluation.goals.expected"] == "修好12座水闸。"
    assert said["department_evaluation.scores.score"] == "97.5"
    rows = report.rows("department_evaluation.scores.indicators").rows
    assert [[cell.raw for cell in row.cells()][:8] for row in rows] == [
        ["产出指标", "数量指标", "维修水闸", "12座", "12座", "30", "30", ""],
        ["产出指标", "质量指标", "验收合格率", "100%", "98%", "20", "18", "一处返工"],
    ]
    (project,) = report.rows("project_evaluations.projects").rows
    assert (project.cell("name").raw, project.cell("department").raw) == ("水闸维修", "某市水务局")
    assert report.cell("project_evaluations.projects.0.scores.indicators.0.level3").raw == "维修水闸"
    assert report.cell("overview.scale.total").raw == "900.00"


SIGNED = ("filled_by", "filled_on", "phone", "head")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        (
            (
                ("填表人（签名）", "张三", "张三", "填报日期", "2024年4月20日", "", ""),
                ("联系电话", "0700-5556677", "", "单位负责人签字", "李四", "李四", "李四"),
            ),
            ["张三", "2024-04-20", "0700-5556677", "李四"],
        ),
        (
            (("填表人（签名）", "", "填报日期", ""), ("联系电话", "", "单位负责人签字", "")),
            ["", "", "", ""],
        ),
        (
            (("填表人：", "联系电话：", "填报日期："), ("单位负责人签字：", "", "李四")),
            ["", "", "", "李四"],
        ),
    ],
    ids=["filled in", "empty", "labels side by side"],
)
def test_a_label_of_the_form_is_no_value(rows: tuple[tuple[str, ...], ...], expected: list[str]) -> None:
    form = read(
        Line("附件1"),
        Line("部门整体支出绩效评价基础数据表"),
        Grid((("三公经费", "5.15", "6.20", "4.04"), *rows)),
    )
    assert [form.cell(f"basic_data.{name}").raw for name in SIGNED] == expected


def test_the_lines_to_sign_of_an_exported_annex_come_back(tmp_path: Path) -> None:
    report = annexed().report
    texts = {"filled_by": "张三", "filled_on": "2024-04-20", "phone": "0700-5556677", "head": "李四"}
    for name, text in texts.items():
        report.cell(f"basic_data.{name}").raw = text
    for shape in ("stamp.txt", "stamp.md", "stamp.docx", "draft.docx"):
        account = read_back(report, shape, tmp_path)
        lost = [path for path in account.lost_texts if path.startswith(("basic_data", "project_evaluations"))]
        assert lost == [], shape


def test_a_report_that_is_itself_an_annex_of_a_letter_is_read_as_a_report() -> None:
    report = read_report([Line("附件2"), *BODY]).gathering.report
    assert report.cell("overview.scale.total").raw == "900.00"


def test_an_exported_table_without_indicators_is_read_and_judged(tmp_path: Path) -> None:
    place = tmp_path / "草稿.toml"
    rows = "".join(
        f"[[project_evaluations.projects]]\nname = '{name}'\n[project_evaluations.projects.total]\n"
        "original = 10\nadjusted = 10\nactual = 10\n"
        for name in ("甲项目", "乙项目")
    )
    place.write_text(SMALL.read_text("utf-8") + f"[project_evaluations]\nincluded = true\n{rows}", encoding="utf-8")
    exported = tmp_path / "报告.txt"
    exported.write_text(plain_text.render(compose(load(place).report)), encoding="utf-8")
    findings, _ = judge_report(read_report(load_blocks(str(exported))))
    assert "table_unfilled" not in {finding.code for finding in findings}


def test_how_the_budget_was_carried_out_is_no_indicator_and_the_score_behind_the_table_is_read() -> None:
    report = read(
        Line("某市水务局2023年度部门整体支出绩效自评报告"),
        Line("一、部门概况"),
        Line("表1 部门整体支出绩效自评指标表"),
        Grid(
            (
                ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分"),
                ("预算执行", "执行率", "年度资金总额执行率", "100%", "96.95%", "10", "9.70"),
                ("产出指标", "时效指标", "项目支出执行率", "95%", "94%", "50", "45"),
                ("效益指标", "社会效益", "供水保证", "95%", "96%", "40", "40"),
                ("合计", "", "", "", "", "100", "94.70"),
            )
        ),
        Line("经评定，我局2023年度部门整体支出绩效自评得分94.70分，等级为“优”。"),
    )
    total = [report.cell(f"department_evaluation.total.{name}").raw for name in ("rate", "points", "score")]
    assert total == ["96.95", "10", "9.70"]
    rows = report.rows("department_evaluation.scores.indicators").rows
    assert [row.cell("level3").raw for row in rows] == ["项目支出执行率", "供水保证"]
    assert report.cell("performance.evaluation.score").raw == "94.70"
    assert report.cell("performance.evaluation.grade").raw == "优"


@pytest.mark.parametrize(
    ("head", "reason", "said"),
    [
        ("偏差原因分析及改进措施", "", ["lost", "score_and_target"]),
        ("偏差原因分析及改进措施", "验收推迟", ["score_and_target"]),
        ("备注", "", ["score_and_target"]),
    ],
)
def test_scores_are_asked_about_as_in_a_draft_and_reasons_where_the_table_has_room_for_them(
    head: str, reason: str, said: list[str]
) -> None:
    table = Grid(
        (
            ("一级指标", "二级指标", "三级指标", "年度指标值", "实际完成值", "分值", "得分", head),
            ("产出指标", "时效指标", "按时完成率", "≥95%", "96%", "50", "45", reason),
            ("满意度指标", "满意度指标", "满意度", "≥90%", "88%", "10", "10", ""),
        )
    )
    findings, _ = judge_report(read_report([*BODY, Line("附表2 部门整体支出绩效自评表"), table]))
    told = [one for one in findings if "scores.indicators" in "".join(one.fields[:1])]
    assert sorted(one.code.rpartition(".")[2] for one in told) == said
    assert {(one.severity, one.message[:4], one.message.count("请核对")) for one in told} == {("info", "请核对：", 1)}


def project_table(name: str, head: str, budget: str, spent: str) -> Grid:
    return Grid(
        (
            ("项目名称", name, "", "", ""),
            (head, "", "年初预算数", "全年预算数", "全年执行数"),
            ("", "年度资金总额", budget, budget, spent),
        )
    )


def test_a_table_in_yuan_is_read_as_such_and_says_nothing_of_the_next_one() -> None:
    report = read(
        Line("附表3 项目支出绩效自评表"),
        project_table("机耕道建设", "项目资金（元）", "1500000", "1426800"),
        project_table("渠系清淤", "项目资金", "82.40", "79.10"),
    )
    rows = [report.cell(f"project_evaluations.projects.{at}.total.actual") for at in (0, 1)]
    assert [row.figure.digits(WAN, 2) for row in rows if row.figure is not None] == ["142.68", "79.10"]
