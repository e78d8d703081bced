"""Sections five and six: budgets that many departments do not have: figures and text, or the word for none."""

from model.schema.fields import BUDGET_APPROVAL, FINAL_ACCOUNTS, Flag, Money, Prose, Text
from model.schema.records import Record, Rows
from model.schema.relations import AtMost, Equal, Within, share


class FundItem(Record):
    """What the money was spent on."""

    name = Text("支出项目", required=True)
    amount = Money("金额", by_row=True, required=True, source=FINAL_ACCOUNTS)
    use = Text("主要用途", help="“主要用于”之后的话")


class FundBudget(Record):
    """政府性基金预算 or 国有资本经营预算."""

    none = Flag("本单位无此项支出", help="选“是”即写明“本单位无……支出”，其余不填")
    budget = Money("预算数", spent="actual", source=BUDGET_APPROVAL)
    actual = Money("决算支出数", blank_is_none=True, source=FINAL_ACCOUNTS)
    carried_over = Money("年末结转数", blank_is_none=True, source=FINAL_ACCOUNTS)
    items = Rows(FundItem, "支出项目", noun="项目", unique="name", yearly=True)
    text = Prose("情况说明", yearly=True)
    rules = (
        AtMost(
            "carried_over",
            actual + carried_over,
            budget,
            remedy="支出加结转超过了预算；若预算数未含上年结转，请在说明里写明",
            severity="warning",
        ),
        Within("execution", share(actual, budget), 90, 110, reason=text),
        Equal("items", actual, items.amount, remedy="各支出项目之和应等于决算支出数，看是否漏列"),
    )
