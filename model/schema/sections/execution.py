"""How a budget was carried out: what was planned, how the plan changed, how much of it was spent, what is left."""

from model.schema.fields import BUDGET_APPROVAL, FINAL_ACCOUNTS, LAST_FINAL_ACCOUNTS, Choice, Money, Percent, Prose
from model.schema.records import Record
from model.schema.relations import AtMost, Equal, Switch, Within, around, share

ADJUSTED = "全年预算数"
ORIGINAL = "年初预算数"


class Execution(Record):
    """预算执行 of the whole, of a part or of a fund; the group that holds it computes ``actual``."""

    original = Money("年初预算数", headings=("批复预算数", "预算批复数", "年初批复数"), source=BUDGET_APPROVAL)
    adjusted = Money(
        "全年预算数",
        spent="actual",
        headings=("全年预算", "调整预算数", "调整预算", "调整后预算数", "调整后预算"),
        source=BUDGET_APPROVAL,
        help="年初预算加追加、减调减，即调整后预算",
    )
    change = Money(
        "预算追加（调减）数",
        adjusted - original,
        signed=True,
        aliases=("年中追加", "年中追加预算", "追加预算", "预算追加", "预算追加数", "追加预算数"),
        headings=("追加", "追加数", "预算追加", "年中追加", "年中追加数", "追加预算数", "调整数", "预算调整数"),
        help="全年预算减年初预算；调减填负数",
    )
    carried_in = Money(
        "其中上年结转数",
        blank_is_none=True,
        begins_with=around("carried_over"),  # some of it may have been taken back or cancelled since
        headings=("上年结转", "上年结转数", "上年结转资金", "上年结转结余"),
        source=LAST_FINAL_ACCOUNTS,
        help="全年预算中由上年结转来的部分",
    )
    actual = Money(
        "全年执行数",
        headings=("执行数", "实际支出数", "支出决算数"),
        source=FINAL_ACCOUNTS,
        help="与本部分的支出数相同，自动带入",
    )
    rate_base = Choice("预算执行率的基数", (ADJUSTED, ORIGINAL), default=ADJUSTED, help="未选按全年预算数核对")
    rate = Percent(
        "预算执行率",
        Switch(rate_base, {ADJUSTED: share(actual, adjusted), ORIGINAL: share(actual, original)}, ADJUSTED),
        aliases=("预算执行率", "总体预算执行率"),
        help="全年执行数占所选基数的百分比",
        remedy="预算执行率＝全年执行数÷所选的预算数，请核对基数",
    )
    carried_over = Money("年末结转结余数", blank_is_none=True, source=FINAL_ACCOUNTS)
    reason = Prose("执行率偏差原因", yearly=True, phrase=True, help="执行率低于90%或高于110%时写明")
    rules = (
        AtMost("carried_in", carried_in, adjusted, remedy="全年预算含上年结转，不会小于它", severity="warning"),
        Equal(
            "carried_over",
            carried_over,
            adjusted - actual,
            remedy="结转结余一般等于全年预算减执行数；有财政收回、注销的，在执行率偏差原因里写明金额",
            severity="warning",
            explained=reason,
        ),
        Within("execution", share(actual, adjusted), 90, 110, reason=reason),
    )
