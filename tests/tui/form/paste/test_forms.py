"""Tables pasted into a list of whole forms, as the projects of the third annex."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.report.edits import apply
from model.report.report import Report
from tests.tui.driving import NARROW, opened
from tests.tui.form.paste.test_pasting import rows_of
from tui.form.paste.pasting import read_paste

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

PROJECTS = "project_evaluations.projects"
NAMES = "项目名称\t主管部门\t实施单位\n甲项目\t某局\t某中心\n乙项目\t某局\t某站\n"
HEADS = "序号\t项目名称\t年初预算数\t全年执行数（元）\t分值\t预期目标\t批次\n"
AMOUNTS = HEADS + "1\t甲项目\t1,860.00\t18000000\t10\t完成养护\t首批\n"


def test_each_line_of_a_table_with_headings_becomes_a_form() -> None:
    found = read_paste(Report().rows(PROJECTS), NAMES)
    assert found is not None
    assert rows_of(found.edits) == [
        {"name": "甲项目", "department": "某局", "implementer": "某中心"},
        {"name": "乙项目", "department": "某局", "implementer": "某站"},
    ]
    found = read_paste(Report().rows(PROJECTS), AMOUNTS)
    assert found is not None
    total = {"original": "1860.00", "actual": "18000000元", "points": "10"}
    assert rows_of(found.edits) == [{"name": "甲项目", "total": total, "goals": {"expected": "完成养护"}}]
    assert found.rest == ["\t批次", "甲项目\t首批"]


@pytest.mark.parametrize("text", [NAMES, "甲项目\t某局\t某中心\n乙项目\t某局\t某站", NAMES + "合计\t2个\n"])
def test_a_form_without_anything_and_forms_of_that_name_take_what_is_theirs(text: str) -> None:
    report = Report()
    row = report.rows(PROJECTS).insert(0)
    for _ in range(2):  # pasted once more, nothing comes twice
        found = read_paste(row.cell("name"), text)
        assert found is not None or report.rows(PROJECTS).rows[1].title == "乙项目"
        for edit in found.edits if found is not None else ():
            apply(report.root, edit)
    assert [(one.title, one.cell("implementer").raw) for one in report.rows(PROJECTS).rows] == [
        ("甲项目", "某中心"),
        ("乙项目", "某站"),
    ]
    assert not row.list_at("scores.indicators").rows


@pytest.mark.parametrize("text", ["项目名称\t甲项目\n主管部门\t某局\n", "甲项目\t100\t90\n乙项目\t50\t40\n"])
def test_what_names_no_fields_of_the_form_adds_no_forms(text: str) -> None:
    found = read_paste(Report().rows(PROJECTS), text)
    assert found is None or not found.edits


def test_of_several_lines_of_one_form_the_first_counts() -> None:
    found = read_paste(Report().rows(PROJECTS), "项目名称\t实施单位\t分值\n甲项目\t某站\t10\n甲项目\t某站\t30\n")
    assert found is not None
    assert rows_of(found.edits) == [{"name": "甲项目", "implementer": "某站", "total": {"points": "10"}}]
    assert found.rest == ["甲项目\t某站\t30"]


INDICATORS = """\
序号\t项目名称\t一级指标\t二级指标\t三级指标\t年度指标值\t实际完成值\t分值\t得分\t备注
1\t甲项目\t产出指标\t数量指标\t养护里程\t60公里\t58公里\t50\t48.5\t已核
2\t\t效益指标\t社会效益\t受益人口\t3万人\t3万人\t30\t30\t
3\t乙项目\t产出指标\t质量指标\t合格率\t100%\t100%\t50\t50\t
"""


def indicators(report: Report, number: int) -> Sequence[tuple[str, ...]]:
    """The indicators of one project, with their points and scores."""
    rows = report.rows(f"{PROJECTS}.{number}.scores.indicators").rows
    return [tuple(row.cell(name).raw for name in ("level1", "level3", "points", "score")) for row in rows]


@pytest.mark.parametrize("place", [PROJECTS, f"{PROJECTS}.0.scores.indicators"])
def test_the_indicators_of_many_projects_go_into_the_list_of_each(place: str) -> None:
    report = Report()
    form = report.rows(PROJECTS).insert(0)
    form.fill({"name": "甲项目", "total": {"points": "10"}})
    said = []
    for text in (INDICATORS, INDICATORS, INDICATORS.replace("48.5", "49")):
        found = read_paste(report.rows(place), text)
        assert found is not None
        said.append(found.said)
        assert found.rest == ["\t备注", "甲项目\t产出指标\t已核"]
        for edit in found.edits:
            apply(report.root, edit)
    assert indicators(report, 0) == [("产出指标", "养护里程", "50", "49"), ("效益指标", "受益人口", "30", "30")]
    assert indicators(report, 1) == [("产出指标", "合格率", "50", "50")]
    assert form.cell("total.points").raw == "10"
    assert said[1] == "粘贴的各行都已经有了；没有地方填的 1 列：备注"
    assert said[2].startswith("已填 1 栏，改了原有的 1 栏")


def test_indicators_of_one_project_stay_in_its_list() -> None:
    report = Report()
    report.rows(PROJECTS).insert(0).fill({"name": "甲项目"})
    lines = [line.split("\t", 2)[2] for line in INDICATORS.splitlines()]
    found = read_paste(report.rows(f"{PROJECTS}.0.scores.indicators"), "\n".join(lines))
    assert found is not None
    assert [row["level3"] for row in rows_of(found.edits)] == ["养护里程", "受益人口", "合格率"]


CLASSES = "类别\t金额（万元）\t占比\n房屋\t60\t60.00%\n设备\t40\t18.18%\n"


@pytest.mark.parametrize(
    ("place", "text", "said"),
    [
        (
            "general_budget.projects.unit_projects.items",
            "项目名称\t批复金额\t执行数\n甲\t80\t78.20\n乙\t1\t2\n合计\t81\t80.20\n",
            "粘贴的各行都已经有了",
        ),
        ("assets.classes.items", "类别\t金额\n房屋\t60\n设备\t40\n", "粘贴的各行都已经有了"),
        (PROJECTS, "项目名称\t主管部门\t实施单位\n甲\t局\t站\n", "粘贴的各行都已经有了"),
        ("overview.staff.serving", "在职人员\t460\n离休人员\t8\n", "粘贴的数都已经填着"),
        ("overview.unit", "在职人员\t460\n离休人员\t8\n", "粘贴的各行都已经有了"),
    ],
)
async def test_what_is_pasted_a_second_time_is_told_to_be_there(
    tmp_path: Path, place: str, text: str, said: str
) -> None:
    path = tmp_path / "草稿.toml"
    path.write_text("schema = 2\n", "utf-8")
    async with opened(path, NARROW) as form:
        for words in ("Ctrl+Z 恢复", said):
            form.screen.entry.go_to(place)
            while form.here != place:
                await form.keys("down")
            before = [cell.raw for cell in form.screen.state.report.root.cells()]
            await form.paste(text)
            assert words in form.lines()[-1]
        assert [cell.raw for cell in form.screen.state.report.root.cells()] == before


def test_a_share_that_is_computed_otherwise_is_told_to_be_put_in() -> None:
    report = Report()
    report.set(report.cell("assets.classes.base_amount"), "100")
    found = read_paste(report.rows("assets.classes.items"), CLASSES)
    assert found is not None
    assert [row.get("share", "") for row in rows_of(found.edits)] == ["", "18.18"]
    assert "占比由程序算，没有照填，算得不同的 1 处照填待核对：设备18.18" in found.said


def test_the_whole_score_below_indicators_is_no_indicator() -> None:
    text = "一级指标\t二级指标\t三级指标\t分值\t得分\n产出\t数量\t人数\t60\t58\n总分\t\t\t60\t58\n"
    found = read_paste(Report().rows("department_evaluation.scores.indicators"), text)
    assert found is not None
    assert [row["level3"] for row in rows_of(found.edits)] == ["人数"]
