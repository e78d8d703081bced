"""Numbers of lines and codes of subjects, in tables of final accounts, are no amounts and no part of a name."""

from __future__ import annotations

import pytest

from model.report.report import Report
from tests.tui.form.paste.test_pasting import rows_of, typed_of
from tui.form.paste.pasting import as_table, read_paste

INCOME = "overview.income"


def filled(text: str) -> dict[str, str]:
    """The texts that ``text`` types when it is pasted at the first figure of the income."""
    report = Report()
    report.cell("overview.year").raw = "2025"
    found = read_paste(report.cell(f"{INCOME}.general_public"), text)
    assert found is not None
    return typed_of(found.edits, INCOME)


@pytest.mark.parametrize(
    "text",
    [
        "项目\t行次\t金额\n一、一般公共预算财政拨款收入\t1\t10,262.15\n八、其他收入\t8\t18.60\n四、上级补助收入\t4\t\n",
        "项目\t行次\t金额\n栏次\t\t1\n一、一般公共预算财政拨款收入\t1\t10,262.15\n八、其他收入\t8\t18.60\n",
        "一、一般公共预算财政拨款收入\t1\t10,262.15\n四、上级补助收入\t4\t\n八、其他收入\t8\t18.60\n",
        "一般公共预算财政拨款收入\t1\t10,262.15\n政府性基金预算财政拨款收入\t2\t\n其他收入\t3\t18.60\n",
    ],
)
def test_line_numbers_beside_amounts_are_left_out(text: str) -> None:
    assert filled(text) == {"general_public": "10262.15", "other": "18.60"}


@pytest.mark.parametrize(("head", "told"), [("", True), ("项目\t行次\t金额\n", False)])
def test_a_column_that_only_seems_to_count_is_told(head: str, told: bool) -> None:
    report = Report()
    rows = "培训经费\t1\t0.90\n会议经费\t2\t1.80\n维修经费\t3\t2.70\n"
    found = read_paste(report.rows("general_budget.projects.unit_projects.items"), head + rows)
    assert found is not None
    assert ("当作行次" in found.said) == told


@pytest.mark.parametrize("rows", ["三、国有资本经营预算财政拨款收入\t3\t\n四、上级补助收入\t4\t\n"])
def test_rows_with_nothing_but_their_numbers_fill_nothing(rows: str) -> None:
    assert filled(rows) == {}


def test_whole_amounts_stay_amounts() -> None:
    assert filled("上级补助收入\t3\n其他收入\t8\n") == {"from_superior": "3", "other": "8"}
    spent = "general_budget.three_public"
    found = read_paste(Report().cell(f"{spent}.reception.budget"), "公务接待费\t3\t2\n因公出国（境）费\t4\t3\n")
    assert found is not None
    assert typed_of(found.edits, spent)["reception.budget"] == "3"


def test_line_numbers_are_left_out_of_lists_and_of_tables_in_texts() -> None:
    table = "项目\t行次\t决算数\n交通运输支出\t5\t8187.85\n节能环保支出\t9\t100.00\n"
    found = read_paste(Report().rows("overview.scale.functions"), table)
    assert found is not None
    assert [list(row.values()) for row in rows_of(found.edits)] == [
        ["交通运输支出", "8187.85"],
        ["节能环保支出", "100.00"],
    ]
    report = Report()
    text = "一、基本支出\t1\t100.00\n二、项目支出\t2\t20.00"
    report.cell("overview.scale.purpose").raw = text
    moved = as_table(report.cell("overview.scale.purpose"), text)
    assert moved is not None
    assert typed_of(moved.edits, "overview.scale") == {"purpose": "", "basic": "100.00", "project": "20.00"}


@pytest.mark.parametrize("name", ["211 节能环保支出", "211节能环保支出", "2110301　节能环保支出", "211-节能环保支出"])
def test_the_code_of_a_subject_is_no_part_of_its_name(name: str) -> None:
    found = read_paste(Report().rows("overview.scale.functions"), f"{name}\t100.00\n")
    assert found is not None
    assert rows_of(found.edits) == [{"name": "节能环保支出", "amount": "100.00"}]
    report = Report()
    row = report.rows("overview.scale.functions").insert(0)
    row.cell("name").raw = name
    row.cell("name").read()
    assert row.title == "节能环保支出"


def test_other_names_keep_their_numbers() -> None:
    report = Report()
    projects = report.rows("general_budget.projects.unit_projects.items")
    found = read_paste(projects, "211 工程建设项目\t100.00\n")
    assert found is not None
    assert rows_of(found.edits)[0]["name"] == "211 工程建设项目"


@pytest.mark.parametrize("marks", ["1、2、3、", "一、二、三、", "（一）（二）（三）", "①②③", "4.5.6."])
def test_numbers_that_count_the_names_of_a_list_are_no_part_of_them(marks: str) -> None:
    length = len(marks) // 3
    numbers = [marks[at : at + length] for at in range(0, len(marks), length)]
    text = "\n".join(number + name for number, name in zip(numbers, ("办公室", "规划股", "财务股"), strict=True))
    found = read_paste(Report().rows("overview.offices"), text)
    assert found is not None
    assert [row["name"] for row in rows_of(found.edits)] == ["办公室", "规划股", "财务股"]


def test_numbers_that_do_not_count_stay_in_names() -> None:
    found = read_paste(Report().rows("overview.offices"), "一、二级医院管理科\n五、六级残疾军人服务科\n")
    assert found is not None
    assert [row["name"] for row in rows_of(found.edits)] == ["一、二级医院管理科", "五、六级残疾军人服务科"]
