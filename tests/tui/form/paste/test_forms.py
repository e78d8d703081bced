"""Tables pasted into a list of whole forms, as the projects of the third annex."""

from __future__ import annotations

import pytest

from model.report.edits import apply
from model.report.report import Report
from tests.tui.form.paste.test_pasting import rows_of
from tui.form.paste.pasting import read_paste

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
