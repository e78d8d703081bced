"""Parts the tables of a report that stand side by side in one grid, so that a figure is told by its own label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from model.language.paragraphs import PlainTable

NUMBER: Final = re.compile(
    r"(-|负)?([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*(万元|亿元|元|人|名|%)?"
)
_FLOW: Final = re.compile("收入|支出")
_MOST_HEADS: Final = 3


_EXECUTION: Final = {"amount": "original", "adjusted": "adjusted", "rate": "rate"}
"""The fields of the columns of a table of budgets and what was spent of them, by what the columns tell."""
# What else such a table tells of a budget: what was carried over, and what was added (1) or cut (-1).
_BUDGET_COLUMNS: Final = (
    ("carried_in", 1, re.compile("(?:上年|年初)结[转余]")),
    ("carried_over", 1, re.compile("^(?:年末|期末|本年)?(?:结[转余]和?)+(?:下年)?(?:资金|数|额|金额)?$")),
    ("change", 1, re.compile("^(?:年中|预算|当年)?(?:追加|调增|增减)+(?:预算)?(?:资金|数|额|金额)?$")),
    ("change", -1, re.compile("^(?:年中|预算|当年)?(?:追减|调减|核减)(?:预算)?(?:资金|数|额|金额)?$")),
)
_ADJUSTMENT: Final = re.compile("(?:预算|年中)?调整(?:数|额|金额)")
# What comes and goes, by the heads of the columns of a table of where the money came from.
_FLOWS: Final = (
    ("opening", re.compile("^(?:年初|期初|上年)(?:财政拨款)?结[转余]")),
    ("income", re.compile("^(?:本年|当年|全年|年度)?收入(?:合计|总计|决算|数)*$")),
    ("spent", re.compile("^(?:本年|当年|全年|年度)?支出(?:合计|总计|决算|数)*$")),
    ("closing", re.compile("^(?:年末|期末)(?:财政拨款)?结[转余]|^结转下年")),
)
_OWN_FLOWS: Final = {"opening": "opening", "income": "income", "spent": "actual", "closing": "carried_over"}
_FLOWS_OF: Final = {
    "government_funds": {flow: f"government_funds.{name}" for flow, name in _OWN_FLOWS.items()},
    "state_capital": {flow: f"state_capital.{name}" for flow, name in _OWN_FLOWS.items()},
    "overview.scale": {
        "opening": "overview.income.opening",
        "income": "overview.income.total",
        "spent": "overview.scale.total",
        "closing": "overview.income.closing",
    },
    "general_budget": {"income": "overview.income.general_public"},
}
SPENT_OF: Final = {
    "overview.scale": "overview.scale.total",
    "general_budget.basic": "general_budget.basic.actual",
    "general_budget.projects": "general_budget.projects.actual",
    "government_funds": "government_funds.actual",
    "state_capital": "state_capital.actual",
}
"""The field of what was spent, by the home of the budget."""
_OF_ALL: Final = re.compile("(?:支出)?(?:合计|总计)|(?:部门|单位)?(?:整体|总)支出")
_GENERAL: Final = re.compile("一般公共预算(?:财政)?(?:拨款|资金)*")
_NUMBERED: Final = re.compile("^(?:其中：?|[一二三四五六七八九十]+、|[0-9]{1,2}[、.]|（[一二三四五六七八九十0-9]+）)+")


# What a column of a table of projects tells, by its head; the first that fits counts.
_COLUMNS: Final = (
    ("", re.compile("结[转余]|差额?|未|比上年|增减|[调核]增|[调核]减|追加$|上年|去年|备注|序号")),
    # Where the money came from is told in several columns, none of which is the whole.
    ("", re.compile("来源|^(?:中央|[省市县区]级|上级|本级|自筹|配套|其他)(?:财政|补助|配套)?(?:资金|安排)?$")),
    ("rate", re.compile("率|进度")),
    ("share", re.compile("占")),
    ("adjusted", re.compile("调整后?|全年预算|追加后")),
    ("executed", re.compile("实际|支出(?!预算)|决算|执行|使用|[支拨]付")),
    ("amount", re.compile("预算|批复|安排|金额|资金")),
)


class TablePart(NamedTuple):
    """One of the tables of a grid.

    ``beyond`` is the number of columns to its right in the grid, ``flow`` 收入 or 支出 where its heads say that of all
    its rows, else "".
    """

    table: PlainTable
    beyond: int = 0
    flow: str = ""


def table_parts(table: PlainTable) -> Iterator[TablePart]:
    """The tables that stand side by side in ``table``, from the left; the whole where it is one."""
    texts = [tuple(text for text, _ in row) for row in table.rows]
    heads, first = headers(texts)
    edges = [at for at in range(2, len(heads) - 1) if _begins(at, heads, texts[first:])]
    for start, end in zip([0, *edges], [*edges, len(heads)], strict=True) if edges else ():
        rows = tuple(row[start:end] for row in table.rows)
        yield TablePart(PlainTable(rows, table.block), len(heads) - end, _flow(heads[start:end]))
    if not edges:
        yield TablePart(table)


def headers(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], int]:
    """The headers of the columns, several rows of them put together, and how many rows those are; none for pairs."""
    count = 0
    while count < min(_MOST_HEADS, len(rows) - 1) and not any(NUMBER.fullmatch(cell) for cell in rows[count]):
        count += 1
    if not count:
        return (), 0
    heads = rows[0]
    for row in rows[1:count]:
        if len(row) != len(heads):
            return rows[count - 1], count
        heads = tuple(head if head == more else head + more for head, more in zip(heads, row, strict=True))
    return heads, count


def budget_of(group: str, label: str) -> str:
    """The home of the budget that a row of a table tells; "" for another row."""
    for words, home in (("政府性基金", "government_funds"), ("国有资本经营", "state_capital")):
        if words in group + label:
            return home
    if _OF_ALL.fullmatch(label):
        return "overview.scale"
    if _GENERAL.fullmatch(label):
        return "general_budget"
    name = _NUMBERED.sub("", label)
    return {"基本支出": "general_budget.basic", "项目支出": "general_budget.projects"}.get(name, "")


def of_project(head: str) -> str:
    """The figure of a project that a column tells; "" for none."""
    return next((name for name, words in _COLUMNS if words.search(head)), "")


def budget_cell(home: str, head: str, heads: Sequence[str]) -> tuple[str, int]:
    """The path of the field of the budget at ``home`` in a column, "" for none, and the sign of its amounts.

    ``heads`` are those of all columns: 调整数 is what the budget became, or a change where another column tells that.
    """
    if home == "general_budget":
        return "", 1  # its parts have such fields
    for name, sign, words in _BUDGET_COLUMNS:
        if words.search(head):
            return f"{home}.execution.{name}", sign
    if _ADJUSTMENT.fullmatch(head) and any(of_project(other) == "adjusted" for other in heads if other != head):
        return f"{home}.execution.change", 1
    column = of_project(head)
    name = _EXECUTION.get(column, "")
    return (SPENT_OF[home] if column == "executed" else f"{home}.execution.{name}" if name else ""), 1


def flow_of(head: str) -> str:
    """What comes or goes in a column of a table of where the money came from; "" for another column."""
    return next((flow for flow, words in _FLOWS if words.search(head)), "")


def flow_cell(home: str, head: str) -> str:
    """The path of the field of what came to, or went from, the budget at ``home`` in a column; "" where it has none."""
    return _FLOWS_OF.get(home, {}).get(flow_of(head), "")


def _begins(edge: int, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> bool:
    """Whether labels begin anew at a column: under the head of the first ones or 支出 beside 收入, behind amounts."""
    one, other = heads[0], heads[edge]
    flows = set(_FLOW.findall(one)), set(_FLOW.findall(other))
    if not one or (one != other and (len(flows[0]) != 1 or len(flows[1]) != 1 or flows[0] == flows[1])):
        return False
    rows = [row for row in rows if len(row) == len(heads)]
    labels = [row[edge] for row in rows if row[edge]]
    named = sum(NUMBER.fullmatch(label) is None for label in labels)
    beside = [any(NUMBER.fullmatch(row[at]) for row in rows) for at in (edge - 1, *range(edge + 1, len(heads)))]
    return named > 1 and named * 2 > len(labels) and beside[0] and any(beside[1:])


def _flow(heads: tuple[str, ...]) -> str:
    said = [set(_FLOW.findall(head)) for head in (heads if _FLOW.search(heads[0]) else heads[1:])]
    both = set.intersection(*said[:1]) if _FLOW.search(heads[0]) else set.intersection(*said)
    return both.pop() if len(both) == 1 else ""
