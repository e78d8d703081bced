"""Sections five, six and seven in words: budgets that a department may not have."""

from exporters.wording.blocks import Block, Each, Head, If, Inside, Prose, Say
from exporters.wording.tables import FUND, FUNDS

_ITEMS = "[主要支出项目有：{items/；: {name}{amount}[，主要用于{use}]}。]"


def fund_budget(name: str) -> tuple[Block, ...]:
    """The wording of section five or six; ``name`` is the budget's (政府性基金, 国有资本经营)."""
    year, closing = "{@year}年" + name + "预算", "[，年末结转{carried_over}]。"
    unspent = Say(f"{year}[安排{{budget}}，]没有支出{closing}{_ITEMS}")
    spent = Say(f"[{year}[安排{{budget}}，]支出{{actual}}{closing}|{year}安排{{budget}}{closing}]{_ITEMS}")
    return (
        If(
            "none",
            ("是",),
            (Say(f"本单位无{name}预算支出。"),),
            (
                If("actual", ("无",), (unspent,), (spent,)),
                Prose("text"),
            ),
        ),
    )


_BUDGET = (
    Say(
        "[{@year}年{name}预算收入合计{budget_income_total}"
        "[，其中：{budget_income/、: {name}{amount}}]。][预算支出合计{budget_expenditure_total}"
        "[，其中：{budget_expenditure/、: {name}{amount}}]。][本年基金收支结余{budget_balance}。]"
    ),
)
_FINAL = (
    Say(
        "[{@year}年{name}决算收入合计{final_income_total}"
        "[，其中：{final_income/、: {name}{amount}}]。][决算支出合计{final_expenditure_total}"
        "[，其中：{final_expenditure/、: {name}{amount}}]。][本年基金收支结余{final_balance}。]"
        "[{@year}年{name}预算执行率为{execution_rate}[（决算支出占{execution_base}的比例）]。]"
        "[涉及市级资金的财政补贴收入{city.income}[，{city.expenditure_name}{city.expenditure}|，支出{city.expenditure}]。"
        "|涉及市级资金的{city.expenditure_name}{city.expenditure}。|涉及市级资金的支出{city.expenditure}。]"
        "[其中：{city.items/；: {name}[市级财政补贴收入{income}][，相关支出{expenditure}]}。]"
    ),
    Say(
        "[{@year}年{name}年初结余{opening_balance}[，本年{increase:增加|减少|无增减}][，年末滚存结余{closing_balance}]。"
        "|{@year}年{name}年末滚存结余{closing_balance}。]"
    ),
    Prose("remark"),
)
_GOALS = (
    Prose("qualitative", before="{@year}年{name}产出效益定性目标为："),
    Say("[定量目标为：{indicators/，: [{name}达到{target}]}。]"),
    Say(
        "[截至{@year}年12月底，{indicators/，: [{name}{actual}[，完成年度目标任务{achieved}]"
        "|{name}完成年度目标任务{achieved}]}。]"
    ),
    Prose("text"),
)

INSURANCE = (
    If(
        "none",
        ("是",),
        (Say("本单位无社会保险基金预算支出。"),),
        (
            Head(2, "社会保险基金收支情况"),
            Each("funds", (Head(3, "{name}"), *_BUDGET, *_FINAL, FUND)),
            FUNDS,
            Head(2, "社会保险基金绩效目标完成情况"),
            Each("funds", (Inside("goals", (Head(3, "{name}"), *_GOALS), optional=True),)),
        ),
    ),
)
