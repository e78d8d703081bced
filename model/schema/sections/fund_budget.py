"""Sections five and six: budgets that many departments do not have: figures and text, or the word for none."""

from model.schema.fields import (
    BUDGET_APPROVAL,
    FINAL_ACCOUNTS,
    LAST_FINAL_ACCOUNTS,
    Flag,
    Money,
    Prose,
    SubjectName,
    Text,
)
from model.schema.records import Group, Record, Rows
from model.schema.relations import Equal, When, Within, share
from model.schema.sections.execution import Execution


class FundItem(Record):
    """What the money was spent on."""

    name = SubjectName("支出项目", required=True)
    amount = Money("金额", by_row=True, required=True, source=FINAL_ACCOUNTS)
    use = Text("主要用途", headings=("用途", "资金用途", "支出内容"), help="“主要用于”之后的话")


class FundIncome(Record):
    """Income of one kind."""

    name = Text("收入种类", required=True, help="如：利润收入、股利股息收入、产权转让收入")
    amount = Money("收入金额", required=True, source=FINAL_ACCOUNTS)


class FundBudget(Record):
    """政府性基金预算 or 国有资本经营预算."""

    source = FINAL_ACCOUNTS

    none = Flag("本单位无此项支出", help="选“是”即写明“本单位无……支出”，其余不填")
    budget = Money("预算数", spent="actual", source=BUDGET_APPROVAL)
    actual = Money("决算支出数", blank_is_none=True)
    carried_over = Money("年末结转数", blank_is_none=True)
    opening = Money(
        "上年结转数",
        from_last=carried_over,
        folded=True,
        source=LAST_FINAL_ACCOUNTS,
        help="与本年收入一起填，即核对年末结转",
    )
    incomes = Rows(FundIncome, "收入明细", noun="收入", unique="name", yearly=True, folded=True)
    income = Money("本年收入数", incomes.amount, folded=True, source=FINAL_ACCOUNTS)
    transferred_in = Money("调入资金数", blank_is_none=True, folded=True)
    transferred_out = Money("调出资金数", blank_is_none=True, folded=True)
    execution = Group(Execution, "预算执行", computed={"actual": actual}, folded=True)
    items = Rows(FundItem, "支出项目", noun="项目", unique="name")
    text = Prose("情况说明", yearly=True)
    rules = (
        Equal(
            "carried_over",
            carried_over,
            budget - actual,
            remedy="结转一般等于预算数减支出；预算数未含上年结转、有收回的，请在情况说明里写明金额",
            when=When(income, ("",)),
            severity="warning",
            explained=text,
            readings=(opening + income + transferred_in - actual - transferred_out,),  # income may be added up
        ),
        Equal(
            "roll_forward",
            carried_over,
            opening + income + transferred_in - actual - transferred_out,
            remedy="年末结转＝上年结转＋本年收入＋调入－支出－调出",
        ),
        Within("execution", share(actual, budget), 90, 110, reason=text),
        Equal("items", actual, items.amount, remedy="各支出项目之和应等于决算支出数，看是否漏列，或多列、填大"),
    )
