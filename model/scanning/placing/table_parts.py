"""Parts the tables of a report that stand side by side in one grid, so that a figure is told by its own label."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from model.language.lexicon import pattern
from model.language.paragraphs import PlainTable
from model.patterns import Pattern
from model.scanning.listings import ECONOMIC
from model.scanning.placing.project_items import KINDS
from model.scanning.subjects import post
from model.scanning.titles import column_of

NUMBER: Final = Pattern(r"(-|负)?([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*(万元|亿元|元|人|名|%)?")
SUM_ROW: Final = pattern("^(?:[两二三四五六七八九十0-9]{1,2}[项个类](?:项目)?|[原净]值)?<sum_rows>$")
"""The label of a row of sums."""
UNIT: Final = Pattern(
    r"(?:单位|金额单位)[：:]?\s*(万元|亿元|元|万?人)|[（(](?:单位[：:])?(万元|亿元|元|万?人|%)[)），；]"
)
"""The unit that a caption, a header or a label names."""
_FLOW: Final = Pattern("收入|支出")
_COMPARED: Final = Pattern("(.{0,4}(?:节约|增减|增加|减少)[额数]?)([较比](?:上年|预算|年初).{0,4})")
_MOST_HEADS: Final = 3
_MOVED: Final = pattern("<moved_columns>")
_MOVED_BY: Final = pattern("<moved_columns>率?$")
_LEFT: Final = Pattern("^(?:预算)?(?:结余|节余|节省|剩余)(?:数|额|金额)?(?=$|（)")


_EXECUTION: Final = {"amount": "original", "adjusted": "adjusted", "rate": "rate"}
"""The fields of the columns of a table of budgets and what was spent of them, by what the columns tell."""
_ADJUSTMENT: Final = Pattern("(?:预算|年中)?调整(?:数|额|金额)?")
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
ALL_MONEY: Final = {
    "general_budget.basic": "overview.scale.basic",
    "general_budget.projects": "overview.scale.project",
}
"""Where all that was spent is told, of the general budget and other money, by the home of the general budget's."""
# A column of the staff's table that counts some of them, or others than those serving: 其中：女|退休.
_OF_SOME: Final = pattern("其中|<other_staff_rows>|<some_staff>")
_OF_ALL: Final = Pattern("(?:支出)?(?:合计|总计)|(?:部门|单位)?(?:整体|总)支出|(?:部门|单位)整体|全口径")
_GENERAL: Final = Pattern("一般公共预算(?:财政)?(?:拨款|资金)*")
_OF_GENERAL: Final = Pattern(f"^{_GENERAL.source}(?:的|安排的)?")
LEAD: Final = Pattern("^(?:其中：?|[减加]：|[一二三四五六七八九十]+、|[0-9]{1,2}[、.]|（[一二三四五六七八九十0-9]+）)+")
"""What stands before the name of a row."""
# What the row 合计 of a table is, and the lists its other rows may fill, by what the table is about.
TOTALS: Final = {
    "overview.income": "收入合计",
    "general_budget.three_public": "三公经费",
    KINDS[0]: "部门项目",
    KINDS[1]: "公共项目",
    "overview.scale": "支出总额",
    ECONOMIC: "按经济分类合计",
    "assets.disposals": "处置资产",
    "assets.classes": "固定资产",
}
LISTS: Final = {
    "overview.scale.functions": "overview.scale.project",
    "overview.scale": "overview.scale.project",
    ECONOMIC: "overview.scale.economic.total",
    **{kind: f"{kind}.total" for kind in KINDS},
    "assets.classes": "assets.classes.base_amount",
    "assets.book_values": "assets.classes.base_amount",
    "assets.disposals": "assets.disposals.total",
    "government_funds": "government_funds.actual",
    "state_capital": "state_capital.actual",
}


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
    name = _OF_GENERAL.sub("", LEAD.sub("", label))
    return {"基本支出": "general_budget.basic", "项目支出": "general_budget.projects"}.get(name, "")


def of_general(rows: list[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """The rows, with what the general budget is a part of before its name: 其中：一般公共预算 below 项目支出."""
    found, above = list[tuple[str, ...]](), ""
    for row in rows:
        label = LEAD.sub("", row[0]) if row else ""
        inner = row[:1] != (label,) and above and _GENERAL.fullmatch(label)
        found.append((f"一般公共预算{above}", *row[1:]) if inner else row)
        above = label if label in ("基本支出", "项目支出") else "" if SUM_ROW.match(label) else above
    return found


def groups_repeated(rows: list[tuple[str, ...]], width: int) -> list[tuple[str, ...]]:
    """The rows, with the name of a group in each of its rows, where only the first of them prints it."""
    found: list[tuple[str, ...]] = []
    for row in rows:
        goes_on = len(row) == width > 2 and not row[0] and row[1] and not NUMBER.fullmatch(row[1])
        group = found[-1][0] if goes_on and found else ""
        found.append((group, *row[1:]) if group and not re.search("[0-9]", group) else row)
    return found


def parts_of_rows(rows: list[tuple[str, ...]]) -> frozenset[str]:
    """The labels of the rows that go on with 其中 above them: all others come to the sum that the last row tells."""
    told = [(row[0], amount) for row in rows if (amount := _first_amount(row)) is not None]
    begun = [at for at, (label, _) in enumerate(told) if label.startswith("其中")]
    if len(begun) != 1 or not told or not SUM_ROW.match(told[-1][0]):
        return frozenset()
    rest = told[-1][1] - sum(amount for at, (_, amount) in enumerate(told[:-1]) if at != begun[0])
    for end in range(begun[0] + 1, len(told) - 1):
        rest += told[end][1]
        if not rest:
            return frozenset(label for label, _ in told[begun[0] + 1 : end + 1])
    return frozenset()


def _first_amount(row: tuple[str, ...]) -> Decimal | None:
    found = next((match for cell in row[1:] if (match := NUMBER.fullmatch(cell))), None)
    return Decimal(found[2].replace(",", "")) if found else None


def posts(label: str, head: str, *, others: bool) -> tuple[str, str]:
    """The label and the header in full where the table of the staff shortens them: 行政 is 行政人员.

    ``others``: rows tell of retired or hired staff, too.
    """
    total = SUM_ROW.match(label)
    if re.search("编制", head):
        return ("编制数", "") if total else (label, head)
    said = re.sub(r"实有(?:人?数|人员)?|在职人?数?|人数", "", head)
    if total and (re.search("在职|在编", head) or not (others or _OF_SOME.search(said))):
        return "在职人员", ""
    return post(label), said


def unit_of_table(texts: Iterable[str], rows: Sequence[tuple[str, ...]]) -> str:
    """The unit of amounts that caption, title or headers name, else the only one in labels; "" where there is none."""
    found = [match[1] or match[2] for text in texts if (match := UNIT.search(text))]
    if unit := next((name for name in found if name != "%"), ""):
        return unit
    labelled = {match[1] or match[2] for row in rows for cell in row[:2] if (match := UNIT.search(cell))} - {"人", "%"}
    return labelled.pop() if len(labelled) == 1 else ""


def unit_said(head: str, label: str) -> str:
    """The unit that the header or the label of a figure names or shows; "" where they show none."""
    rate = None if "金额" in head else re.search(r"%|占比|比例|比重|率$|增幅|降幅", head)
    own = UNIT.search(head) or (None if rate else UNIT.search(label))
    if own:
        return str(own[1] or own[2])
    if rate or re.search(r"%|占比|率$", label):
        return "%"
    return "人" if re.search(r"人数|[（(]人[)）]", head + label) else ""


def of_project(head: str) -> str:
    """The figure of a project that a column tells; "" for none."""
    return column_of("project_columns", head)


def budget_cell(home: str, head: str, heads: Sequence[str]) -> tuple[str, int]:
    """The path of the field of the budget at ``home`` in a column, "" for none, and the sign of its amounts.

    ``heads`` are those of all columns: 调整数 is what the budget became, or a change where another column tells that.
    """
    head = re.sub("(?<=.)（[^（）]{0,60}）$", "", head)
    if home == "general_budget":
        return "", 1  # its parts have such fields
    if home not in SPENT_OF:
        return (home if of_project(head) == "executed" else ""), 1
    if name := column_of("budget_columns", head):
        return (f"{home}.execution.change", -1) if name == "cut" else (f"{home}.execution.{name}", 1)
    if _ADJUSTMENT.fullmatch(head) and any(of_project(other) == "adjusted" for other in heads if other != head):
        return f"{home}.execution.change", 1
    column = of_project(head)
    name = _EXECUTION.get(column, "")
    return (SPENT_OF[home] if column == "executed" else f"{home}.execution.{name}" if name else ""), 1


def savings(heads: tuple[str, ...]) -> tuple[str, ...]:
    """The heads of a table of the three expenses: what is left of a budget in it is a saving."""
    planned = any("预算" in head for head in heads)
    return tuple(
        f"比预算节约{head[found.end() :]}" if planned and (found := _LEFT.match(head)) else head for head in heads
    )


def spoken_cell(label: str, head: str, match: re.Match[str], unit: str, *, earlier: bool) -> str:
    """What a sentence of label, head and number would say; ``earlier``: a column tells last year's amounts."""
    head, match = _moved(head, match)
    if _MOVED.search(head) and not re.search("较|比|与|预算|上年", head) and earlier:
        head = f"较上年{head}"
    if year := re.search("(?<![较比与])20[0-9]{2}年度?(?:[末底初])?", head):
        label, head = year[0] + label, head.replace(year[0], "", 1)
    link = "" if _MOVED_BY.search(head or label) else "为"
    return f"{label}{'' if link or not head else '，'}{head}{link}{match[1] or ''}{match[2]}{unit}"


def _moved(head: str, match: re.Match[str]) -> tuple[str, re.Match[str]]:
    """The head of a column of changes with the direction that the sign of the number tells, and the bare number."""
    bare = NUMBER.fullmatch(match[0].lstrip("-负")) or match
    if found := _COMPARED.fullmatch(head):  # 节约额较上年
        head = found[2] + found[1]
    if "节约" in head and match[1] is not None:
        head, match = head.replace("节约", "超支"), bare
    if re.search("增减|变动", head):
        word = "减少" if match[1] is not None else "增加"
        head, match = re.sub(r"增减(?:变动)?(?:额|数|情况)?|变动(?:额|数)?", word, head), bare
    return head, match


def flow_of(head: str) -> str:
    """What comes or goes in a column of a table of where the money came from; "" for another column."""
    return column_of("flows", head)


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
