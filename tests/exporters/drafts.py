"""Drafts to export: the samples, one with tables and annexes, and whatever hypothesis thinks of."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from model.drafts.draft import parse
from model.report.report import Report
from model.report.tree import Node, RowList
from model.schema.fields import Choice, Date, Flag, Number, Year
from tests.model.drafting import BLANK, REFERENCE, SMALL, opened

if TYPE_CHECKING:
    from model.drafts.draft import Draft
    from model.report.tree import Cell

ALL = (REFERENCE, SMALL, BLANK)

ANNEXES = """
[basic_data]
included = true
authorised = 40
thrift = "压减一般性支出。"
filled_by = "张三"
[[basic_data.projects]]
name = "业务工作专项"
budget = 300
actual = 287.45

[department_evaluation]
included = true
[department_evaluation.basic]
original = 800
adjusted = 812.50
[department_evaluation.project]
original = 560
adjusted = 600
[department_evaluation.total]
points = 10
[department_evaluation.goals]
expected = "完成数字化300万页。\\n档案安全。"
actual = "完成312万页。"
[[department_evaluation.scores.indicators]]
level1 = "产出指标"
level2 = "数量指标"
level3 = "馆藏档案数字化"
target = "300万页"
actual = "312万页"
points = 50
score = 50
[[department_evaluation.scores.indicators]]
level1 = "效益指标"
level2 = "社会效益指标"
level3 = "查档群众满意度"
target = "95%"
actual = "98.2%"
points = 40
score = 39
reason = "意见征集面不够广"

[project_evaluations]
included = true
[[project_evaluations.projects]]
name = "档案数字化加工经费"
department = "云漪市档案馆"
[[project_evaluations.projects]]
name = "馆藏档案抢救修复经费"
"""


def annexed() -> Draft:
    """The small bureau's draft with tables after the text and the three annexes, two projects in the third."""
    text = SMALL.read_text("utf-8").replace("year = 2024\n", "year = 2024\ntables = true\n")
    read = parse(text + ANNEXES)
    assert read.problems == []
    return read


def reference() -> Draft:
    """The published report, errors included."""
    return opened(REFERENCE)


def small() -> Draft:
    """The small bureau's report, without a fault."""
    return opened(SMALL)


def enlarged(times: int) -> Report:
    """The reference with each list ``times`` as long."""
    content = reference().report.root.content()
    _repeat(content, times)
    report = Report()
    report.root.fill(content)
    report.bind()
    return report


def _repeat(content: dict[str, object], times: int) -> None:
    for name, value in content.items():
        if isinstance(value, list) and name not in ("parts", "goals"):
            for row in value:
                row.update({key: text for key, text in row.items() if not isinstance(text, list)})
            content[name] = [dict(row) for _ in range(times) for row in value]
        elif isinstance(value, dict):
            _repeat(value, times)


ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=30)


@st.composite
def reports(draw: st.DrawFn) -> Report:
    """Any report: some cells filled with what fits them, some with any characters at all, lists of any length."""
    chance = random.Random(draw(st.integers(0, 2**32)))
    texts = draw(st.lists(ANY_TEXT, min_size=1, max_size=12))
    report = Report()
    _fill(report.root, chance, texts)
    report.bind()
    return report


def _fill(node: Node, chance: random.Random, texts: list[str]) -> None:
    for name, part in node.parts.items():
        if isinstance(part, RowList):
            for _ in range(chance.choice((0, 0, 1, 2)) if name not in ("accepted", "to_review", "sources") else 0):
                _fill(part.insert(len(part.rows)), chance, texts)
        elif isinstance(part, Node):
            _fill(part, chance, texts)
        elif chance.random() < 0.6 and name not in ("template", "wording"):
            part.raw = _value(part, chance, texts)


def _value(cell: Cell, chance: random.Random, texts: list[str]) -> str:
    field = cell.field
    if isinstance(field, Number):
        return chance.choice(
            ("无", "0", f"{chance.randint(-(10**7), 10**7) / 100:.2f}", str(chance.randint(0, 999)), "x")
        )
    if isinstance(field, Flag | Choice):
        return chance.choice(field.options)
    if isinstance(field, Year):
        return "2024"
    if isinstance(field, Date):
        return "2024-06-30"
    return chance.choice(texts)
