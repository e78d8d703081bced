"""Counts in prose against the lists of the draft and the points that follow: told where they differ only."""

from __future__ import annotations

import pytest

from model.checks.checker import Checker
from model.checks.findings import Finding
from model.editing.session import Session
from tests.model.drafting import draft

LISTS = (
    "".join(f"[[overview.offices]]\nname = '{name}'\n" for name in ("办公室", "维权部", "康复部", "就业部"))
    + "".join(f"[[overview.subordinates]]\nname = '{name}'\n" for name in ("就业服务所", "康复中心"))
    + "[general_budget.projects.unit_projects]\ncomplete = {complete}\n"
    + "".join(f"[[general_budget.projects.unit_projects.items]]\nname = '项目{name}'\n" for name in "甲乙丙丁")
    + "".join(f"[[improvements.measures]]\nheading = '措施{name}'\n" for name in "甲乙丙")
)
FIELDS = {
    "duties": "[overview]\nduties = '{text}'\n",
    "closing": "[general_budget.projects]\nclosing = '{text}'\n",
    "measures": "[improvements]\nlead = '{text}'\n",
    "effect": "[performance]\nlead = '{text}'\n",
    "fund": "[government_funds]\nnote = '{text}'\n",
}


def lines(text: str, field: str, complete: str) -> str:
    own = FIELDS[field].format(text=text)
    lists = LISTS.replace("{complete}", complete)
    return (
        own + lists
        if field != "closing"
        else lists.replace("[general_budget.projects.unit", own + "[general_budget.projects.unit", 1)
    )


def told(text: str, field: str = "duties", complete: str = "true") -> list[Finding]:
    found = Checker(draft(lines(text, field, complete)).report).findings()
    return [finding for finding in found if finding.code == "count_in_text"]


RIGHT = [
    ("本单位内设4个股室，负责全县残疾人工作。", "duties"),
    ("内设机构4个，下属单位2个。", "duties"),
    ("机关内设办公室、维权部、康复部等四个科室。", "duties"),
    ("内设3个股室和1个中心。", "duties"),
    ("内设3个股室，另设机关党委。", "duties"),
    ("内设10余个股室。", "duties"),
    ("下属2个二级预算单位。", "duties"),
    ("下辖8个乡镇。", "duties"),
    ("下属5个单位，其中独立核算2个。", "duties"),
    ("下属两个单位。", "duties"),
    ("全年共实施4个部门项目。", "closing"),
    ("部门项目共4个，全部按期完成。", "closing"),
    ("上年共实施6个部门项目。", "closing"),
    ("全年共完成3个项目的绩效评价。", "closing"),
    ("其中共安排2个部门项目用于康复。", "closing"),
    ("全年共实施6个项目前期工作。", "closing"),
    ("全年共实施12个项目，惠及236户。", "effect"),
    ("针对以上问题，采取以下三项措施。", "measures"),
    ("针对以上问题，采取以下两项措施：一是加强管理；二是规范程序。", "measures"),
    ("从三个方面推进：一是抓康复，二是抓就业，三是抓权益。", "effect"),
    ("主要有三方面原因：一是任务增加；二是标准提高；此外还有补发。", "effect"),
    ("做好以下2项工作，确保资金安全。一是抓预算；二是抓执行。", "measures"),
    ("第一是规范。从两个方面入手：一是抓康复，二是抓就业。再从两个方面巩固：一是查，二是改。", "effect"),
]

WRONG = [
    ("本单位内设5个股室，负责全县残疾人工作。", "duties", "warning", "4"),
    ("内设机构6个，其余不变。", "duties", "warning", "4"),
    ("机关内设办公室、维权部、康复部等五个科室。", "duties", "warning", "四"),
    ("下属3个二级预算单位。", "duties", "warning", "2"),
    ("我会内设5个股室，人员少、任务重。", "effect", "info", "4"),
    ("全年共实施5个部门项目。", "closing", "warning", "4"),
    ("部门项目共5个，全部按期完成。", "closing", "warning", "4"),
    ("全年共实施3个项目。", "closing", "info", "4"),
    ("针对以上问题，采取以下四项措施：", "measures", "warning", "三"),
    ("从三个方面推进：一是抓康复，二是抓就业。", "effect", "warning", "两"),
    ("存在两个方面的问题：一是指标粗；二是进度慢；三是资料不全。", "effect", "warning", "三"),
]


@pytest.mark.parametrize(("text", "field"), RIGHT)
def test_what_is_right_or_of_something_else_is_left_alone(text: str, field: str) -> None:
    assert told(text, field) == []


@pytest.mark.parametrize(("text", "field", "severity", "number"), WRONG)
def test_another_number_than_there_is_is_told_and_mended(text: str, field: str, severity: str, number: str) -> None:
    read = draft(lines(text, field, "true"))
    checker = Checker(read.report)
    (found,) = (finding for finding in checker.findings() if finding.code == "count_in_text")
    assert found.severity == severity
    (repair,) = checker.repairs(found)
    assert repair.cell.path == found.fields[0]
    assert number in repair.raw
    repair.cell.raw = repair.raw
    assert [finding for finding in Checker(read.report).findings() if finding.code == "count_in_text"] == []


@pytest.mark.parametrize("complete", ["false", "''"])
def test_a_list_of_the_main_ones_may_be_shorter_and_never_longer(complete: str) -> None:
    lines_of = complete if complete != "''" else '""'
    assert told("全年共实施36个部门项目。", "closing", lines_of) == []
    (found,) = told("全年共实施3个部门项目。", "closing", lines_of)
    assert found.severity == "info"


def test_it_follows_the_list() -> None:
    text = "内设5个股室。"
    edited = Session(draft(lines(text, "duties", "true")))
    assert "内设机构列了4个" in told(text)[0].message
    edited.insert("overview.offices", 4, {"name": "权益部"})
    assert "count_in_text" not in {finding.code for finding in edited.checker.findings()}
