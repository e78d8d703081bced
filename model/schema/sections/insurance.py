"""Section seven: social insurance funds: what came in and went out, the balances, the goals and what was reached."""

from model.figures import PLAIN_UNIT
from model.schema.fields import BUSINESS_OFFICE, FUND_ACCOUNTS, Choice, Flag, Money, Number, Percent, Prose, Text
from model.schema.records import Group, Record, Rows
from model.schema.relations import AtMost, Equal, Quotes, Switch, around, share

BUDGET_EXPENDITURE = "预算支出"
FINAL_INCOME = "决算收入"


class FundLine(Record):
    """One line of a fund's income or expenditure."""

    name = Text("科目", required=True, help="如：基本养老保险费收入")
    amount = Money("金额", by_row=True, required=True, source=FUND_ACCOUNTS)


class CityLine(Record):
    """City-level money within a fund: subsidy received and what was paid from it."""

    name = Text("名称", required=True)
    income = Money("市级财政补贴收入", source=FUND_ACCOUNTS)
    expenditure = Money("相关支出", source=FUND_ACCOUNTS)


class CityFunds(Record):
    """City-level money within a fund, in total and line by line."""

    items = Rows(CityLine, "市级资金明细", noun="明细", unique="name")
    income = Money("市级财政补贴收入合计", items.income, source=FUND_ACCOUNTS)
    expenditure = Money("市级相关支出合计", items.expenditure, source=FUND_ACCOUNTS)
    expenditure_name = Text("支出名称", help="如：基础养老金支出")


class FundIndicator(Record):
    """A quantified goal of a fund, or a result that the report states for it."""

    name = Text("指标", required=True, help="如：参保人数")
    unit = Text("单位", help="如：万人、亿元、%、个")
    target = Number(
        "目标值",
        unit=PLAIN_UNIT,
        decimals=0,
        unit_field="unit",
        hedged=True,
        source=BUSINESS_OFFICE,
        help="可写 90以上",
    )
    actual = Number(
        "实际值", unit=PLAIN_UNIT, decimals=0, unit_field="unit", hedged=True, by_row=True, source=BUSINESS_OFFICE
    )
    achieved = Percent("完成目标的百分比", help="报告写了“完成年度目标任务…%”才填")
    rules = (Equal("achieved", achieved, share(actual, target), remedy="完成比例＝实际值÷目标值，请核对"),)
    quotes = Text(
        "即哪个数",
        unprinted="tells the checks which figure is meant",
        help="此值引自本基金哪个科目，如：工伤保险费收入；会与它核对",
    )


class FundGoals(Record):
    """Goals and results of a fund."""

    qualitative = Prose("产出效益定性目标")
    indicators = Rows(FundIndicator, "指标", noun="指标", help="定量目标和完成的结果")
    text = Prose("完成情况", yearly=True, help="如：基本完成年初目标任务")


class Fund(Record):
    """One social insurance fund."""

    name = Text("基金名称", required=True, help="如：工伤保险基金")
    budget_income = Rows(FundLine, "预算收入", noun="科目", unique="name")
    budget_income_total = Money("预算收入合计", budget_income.amount, source=FUND_ACCOUNTS)
    budget_expenditure = Rows(FundLine, "预算支出", noun="科目", unique="name")
    budget_expenditure_total = Money("预算支出合计", budget_expenditure.amount, source=FUND_ACCOUNTS)
    budget_balance = Money(
        "预算本年收支结余", budget_income_total - budget_expenditure_total, signed=True, source=FUND_ACCOUNTS
    )
    final_income = Rows(FundLine, "决算收入", noun="科目", unique="name")
    final_income_total = Money("决算收入合计", final_income.amount, source=FUND_ACCOUNTS)
    final_expenditure = Rows(FundLine, "决算支出", noun="科目", unique="name")
    final_expenditure_total = Money("决算支出合计", final_expenditure.amount, source=FUND_ACCOUNTS)
    final_balance = Money(
        "本年收支结余",
        final_income_total - final_expenditure_total,
        aliases=("收支结余", "当年收支结余", "当期收支结余", "当年结余", "当期结余", "本年结余"),
        signed=True,
        source=FUND_ACCOUNTS,
    )
    execution_rate = Percent(
        "预算执行率",
        Switch(
            around("execution_base"),
            {
                BUDGET_EXPENDITURE: share(final_expenditure_total, budget_expenditure_total),
                FINAL_INCOME: share(final_expenditure_total, final_income_total),
            },
            BUDGET_EXPENDITURE,
        ),
        help="决算支出占预算支出的百分比",
        remedy="预算执行率是决算支出占预算支出的比例；请核对基数",
    )
    execution_base = Choice(
        "执行率的基数",
        (BUDGET_EXPENDITURE, FINAL_INCOME),
        default=BUDGET_EXPENDITURE,
        help="执行率＝决算支出÷此数；未选按预算支出核对",
    )
    opening_balance = Money("年初结余", signed=True, from_last=around("closing_balance"), source=FUND_ACCOUNTS)
    increase = Money("本年增加", final_balance, signed=True, help="减少填负数")
    closing_balance = Money(
        "年末滚存结余",
        opening_balance + final_balance,
        aliases=("滚存结余", "年末滚存结余", "累计结余", "年末累计结余"),
        signed=True,
        source=FUND_ACCOUNTS,
    )
    city = Group(CityFunds, "市级资金")
    remark = Prose("说明", help="如：收支由省级统筹管理，不涉及市级资金")
    goals = Group(FundGoals, "绩效目标完成情况")
    rules = (
        AtMost("city_income", city.income, final_income_total, remedy="市级财政补贴不会超过基金收入"),
        AtMost("city_expenditure", city.expenditure, final_expenditure_total, remedy="市级资金支出不会超过基金支出"),
        Quotes(
            "quoted",
            goals.indicators.actual,
            (goals.indicators.quotes, goals.indicators.name),
            among=(final_income, final_expenditure),
            remedy="绩效目标部分与收支部分的同一个数应一致",
        ),
    )


class Insurance(Record):
    """社会保险基金预算支出情况."""

    none = Flag("本单位无社会保险基金", help="选“是”即写明“本单位无社会保险基金预算支出”，其余不填")
    funds = Rows(Fund, "基金", noun="基金", unique="name")
