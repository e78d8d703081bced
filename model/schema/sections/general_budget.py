"""Section two: what the general public budget paid for: basic expenditure, the three public expenses, projects."""

from model.figures import ITEMS, VISITS, Unit
from model.schema.fields import (
    BUDGET_APPROVAL,
    BUSINESS_OFFICE,
    FINAL_ACCOUNTS,
    LAST_FINAL_ACCOUNTS,
    Choice,
    Count,
    Flag,
    Money,
    Percent,
    Prose,
    Text,
)
from model.schema.records import Group, Record, Rows
from model.schema.relations import AtMost, Equal, Switch, When, Within, around, growth, share
from model.schema.sections.execution import Execution
from model.text import words

ALL_SOURCES = "与部门整体支出同口径"
GENERAL_ONLY = "仅一般公共预算"
APPROVED = "批复金额"
ADJUSTED_BUDGET = "全年预算"
BATCHES, VEHICLES, GROUPS = Unit("批", ITEMS), Unit("辆", ITEMS), Unit("个", ITEMS)
VISIT = Unit("人次", VISITS)
RECORDS = "公务接待、用车、出国（境）台账"


class Basic(Record):
    """Basic expenditure."""

    definition = Prose("基本支出说明", help="基本支出指什么，可沿用上年")
    budget = Money("预算批复数", spent="actual", required=True, source=BUDGET_APPROVAL)
    personnel = Money("人员经费支出", aliases=("人员经费", "人员支出"), required=True, source=FINAL_ACCOUNTS)
    general = Money(
        "公用经费支出",
        aliases=("公用经费", "日常公用经费", "公用支出", "日常公用支出"),
        required=True,
        source=FINAL_ACCOUNTS,
    )
    actual = Money("实际支出", personnel + general, required=True, source=FINAL_ACCOUNTS)
    budget_change = Money("较预算增减额", actual - budget, signed=True, help="减少填负数")
    budget_change_rate = Percent("较预算增减率", growth(actual, budget), signed=True, help="减少填负数")
    last_year = Money("上年决算数", required=True, from_last=actual, source=LAST_FINAL_ACCOUNTS)
    change = Money("较上年增减额", actual - last_year, signed=True, help="减少填负数")
    change_rate = Percent("较上年增减率", growth(actual, last_year), signed=True, help="减少填负数")
    execution = Group(Execution, "基本支出预算执行", computed={"actual": actual}, folded=True)
    comment = Prose("增减情况说明", explains=change_rate, yearly=True, help="增减的原因；变化很小时写：与上年基本持平")
    rules = (
        Equal("rate_of_change", change_rate, share(change, last_year), remedy="增减率＝增减额÷上年数", typed=True),
        Equal(
            "budget_rate_of_change",
            budget_change_rate,
            share(budget_change, budget),
            remedy="增减率＝增减额÷预算数",
            typed=True,
        ),
        Within("execution", share(actual, budget), 90, 110, reason=comment),
        Within("change_size", growth(actual, last_year), -30, 30, reason=comment),
    )


class ThreePublicLine(Record):
    """One of the three public expenses."""

    budget = Money("预算数", spent="actual", source=BUDGET_APPROVAL)
    actual = Money("决算数", source=FINAL_ACCOUNTS)
    saving = Money("较预算节约", budget - actual, signed=True, help="超支填负数")
    last_year = Money("上年决算数", from_last=actual, source=LAST_FINAL_ACCOUNTS, help="不填则不核对较上年的增减")
    saving_last_year = Money("较上年节约", last_year - actual, signed=True, help="增加填负数")
    reason = Prose("增减原因", yearly=True, phrase=True, help="只写“原因是”之后的话")
    rules = (
        AtMost("over_budget", actual, budget, remedy="三公经费不得超预算，请核对或说明", severity="warning"),
        Within("execution", share(actual, budget), 90, 110, reason=reason),
        Within("change_size", growth(actual, last_year), -30, 30, reason=reason),
    )


class VehicleLine(Record):
    """Buying official vehicles, or running them, apart."""

    budget = Money("预算数", spent="actual", source=BUDGET_APPROVAL)
    actual = Money("决算数", source=FINAL_ACCOUNTS)
    last_year = Money("上年决算数", from_last=actual, source=LAST_FINAL_ACCOUNTS, help="不填则不核对")


class ThreePublicDetails(Record):
    """What the three public expenses paid for, in numbers."""

    source = RECORDS

    receptions = Count("国内公务接待批次", unit=BATCHES, aliases=("接待批次", "公务接待批次"), blank_is_none=True)
    guests = Count("国内公务接待人次", unit=VISIT, aliases=("接待人次", "公务接待人次"), blank_is_none=True)
    purchase = Group(VehicleLine, "公务用车购置费", aliases=("公务用车购置", "公车购置费"))
    operation = Group(
        VehicleLine,
        "公务用车运行维护费",
        aliases=words("公务用车运行维护 公务用车运行费 公车运行维护费 公车运维费 车辆运维 车辆运行维护费"),
    )
    bought = Count("购置公务用车数量", unit=VEHICLES, aliases=("公务用车购置数",), blank_is_none=True)
    kept = Count("公务用车保有量", unit=VEHICLES, aliases=("公务用车数量", "车辆保有量"), blank_is_none=True)
    trips = Count("因公出国（境）团组数", unit=GROUPS, aliases=("出国团组数",), blank_is_none=True)
    travellers = Count("因公出国（境）人次", unit=VISIT, aliases=("出国人次",), blank_is_none=True)


class ThreePublic(Record):
    """The three public expenses (三公经费) in total and line by line."""

    lead = Prose("经费管理情况", help="制度执行和厉行节约的情况")
    reception = Group(
        ThreePublicLine, "公务接待费", aliases=words("公务接待 公务接待经费 接待费 接待经费 公务接待费用 接待费用")
    )
    vehicles = Group(
        ThreePublicLine,
        "公务用车购置及运行维护费",
        aliases=words("""
            公务用车购置及运行费 公务用车购置费及运行维护费 公务用车购置费和运行维护费 公务用车购置费及运行费
            公务用车购置和运行维护费 公务用车购置和运行费 公务用车购置与运行维护费 公务用车购置及运行维护
            公务用车购置及运行 公务用车购置运行维护费 公务用车购置运行费 公务用车费 公务用车经费
            公车购置及运行维护费 公车购置及运行维护 公车购置及运行费 公车购置及运维费 公车购置和运行维护费 公务用车费用
            公务用车购置及运维费 公务用车购置与运维费 公务用车的购置和运行维护 公车费用 公车经费"""),
    )
    overseas = Group(
        ThreePublicLine,
        "因公出国（境）费",
        aliases=words("""
            因公出国（境） 因公出国（境）费用 因公出国（境）经费 因公出国费 因公出国费用 因公出国经费
            出国（境）费 出国（境）费用 出国费 出国经费"""),
    )
    budget = Money(
        "三公经费预算数",
        reception.budget + vehicles.budget + overseas.budget,
        spent="actual",
        required=True,
        source=BUDGET_APPROVAL,
        aliases=("三公经费预算", "三公经费预算金额"),
    )
    actual = Money(
        "三公经费决算数",
        reception.actual + vehicles.actual + overseas.actual,
        required=True,
        source=FINAL_ACCOUNTS,
        aliases=("三公经费实际支出数", "三公经费实际支出", "三公经费支出", "三公经费支出数", "实际发生三公经费"),
    )
    saving = Money("三公经费较预算节约", budget - actual, signed=True, help="超支填负数")
    last_year = Money(
        "三公经费上年决算数",
        reception.last_year + vehicles.last_year + overseas.last_year,
        from_last=actual,
        source=LAST_FINAL_ACCOUNTS,
        help="不填则不核对较上年的增减",
    )
    saving_last_year = Money("三公经费较上年节约", last_year - actual, signed=True, help="增加填负数")
    details = Group(ThreePublicDetails, "三公经费明细", folded=True)
    execution_rate = Percent(
        "三公经费预算执行率", share(actual, budget), aliases=("三公经费控制率",), help="决算数占预算数的百分比"
    )
    rules = (
        AtMost("over_budget", actual, budget, remedy="三公经费不得超预算，请核对或说明", severity="warning"),
        Equal(
            "vehicles_budget",
            vehicles.budget,
            details.purchase.budget + details.operation.budget,
            remedy="公务用车购置费与运行维护费之和应等于公务用车购置及运行维护费",
        ),
        Equal(
            "vehicles_actual",
            vehicles.actual,
            details.purchase.actual + details.operation.actual,
            remedy="公务用车购置费与运行维护费之和应等于公务用车购置及运行维护费",
        ),
        Equal(
            "vehicles_last_year",
            vehicles.last_year,
            details.purchase.last_year + details.operation.last_year,
            remedy="公务用车购置费与运行维护费之和应等于公务用车购置及运行维护费",
        ),
        Equal(
            "saving_lines",
            saving,
            reception.saving + vehicles.saving + overseas.saving,
            remedy="三项较预算节约之和应等于总的节约，请逐项看预算数减决算数",
        ),
        Equal(
            "saving_last_year_lines",
            saving_last_year,
            reception.saving_last_year + vehicles.saving_last_year + overseas.saving_last_year,
            remedy="三项较上年节约之和应等于总的节约",
        ),
    )


class Project(Record):
    """An approved project."""

    name = Text("项目名称", required=True, headings=("支出项目", "项目支出"))
    amount = Money(
        "批复金额",
        required=True,
        spent="executed",
        headings=words("""
            批复数 批复预算数 预算批复数 预算批复金额 年初预算 年初预算数 年初批复数 预算金额 预算数 金额"""),
        source=BUDGET_APPROVAL,
    )
    use = Text("主要用途", headings=("用途", "资金用途", "支出内容"), help="“主要用于”之后的话")
    remark = Text("备注", aside=True, help="印在括号里，括号不用填")
    adjusted = Money(
        "全年预算",
        spent="executed",
        folded=True,
        headings=("全年预算数", "调整预算数", "调整后预算", "调整后预算数"),
        source=BUDGET_APPROVAL,
        help="批复后有调整的填",
    )
    executed = Money(
        "执行数",
        folded=True,
        headings=words("全年执行数 执行金额 支出数 支出金额 实际支出 实际支出数 决算数 决算金额 支出决算数"),
        source=FINAL_ACCOUNTS,
    )
    rate = Percent(
        "执行率",
        Switch(
            around("rate_base"),
            {APPROVED: share(executed, amount), ADJUSTED_BUDGET: share(executed, adjusted)},
            APPROVED,
            sooner=ADJUSTED_BUDGET,
        ),
        folded=True,
        headings=("预算执行率",),
        help="执行数占所选基数的百分比；没有选的，填了全年预算的占全年预算，其余占批复金额",
    )
    share = Percent("占项目支出比重", share(executed, around("actual")), folded=True, help="占项目支出决算数的百分比")
    rules = (
        AtMost(
            "over_approved",
            executed,
            amount,
            remedy="执行数一般不超过批复金额；年中有追加的请填全年预算",
            when=When(adjusted, ("",)),
            severity="warning",
        ),
        AtMost("over_adjusted", executed, adjusted, remedy="执行数一般不超过全年预算，请核对", severity="warning"),
    )


class ApprovedProjects(Record):
    """Approved projects of one kind; ``items`` may be the main ones only."""

    total = Money("批复总额", spent="executed", source=BUDGET_APPROVAL)
    rate_base = Choice(
        "项目执行率的基数",
        (APPROVED, ADJUSTED_BUDGET),
        folded=True,
        help="未选：填了全年预算的按全年预算核对，其余按批复金额核对",
    )
    executed = Money("执行总额", folded=True, source=FINAL_ACCOUNTS)
    items = Rows(Project, "项目", noun="项目", unique="name")
    complete = Flag("已列全部项目", help="列全时各项之和须等于总额；未列全时不得超过总额")
    rules = (
        AtMost("items", items.amount, total, remedy="所列项目之和不能超过批复总额", when=When(complete, ("", "否"))),
        Equal(
            "items_complete",
            total,
            items.amount,
            remedy="已注明列全部项目，各项之和应等于总额；未列全请改为“否”",
            when=When(complete, ("是",)),
        ),
        AtMost(
            "executed",
            items.executed,
            executed,
            remedy="所列项目执行数之和不能超过执行总额",
            when=When(complete, ("", "否")),
        ),
        Equal(
            "executed_complete",
            executed,
            items.executed,
            remedy="已注明列全部项目，各项执行数之和应等于执行总额；未列全请改为“否”",
            when=When(complete, ("是",)),
        ),
    )


class ChangeReason(Record):
    """One reason why project expenditure changed."""

    text = Prose("事由", required=True, phrase=True, help="金额前的话，如：新增人才招聘专项经费")
    this_year = Money("本年金额", source=FINAL_ACCOUNTS)
    last_year = Money("上年金额", blank_is_none=True, source=LAST_FINAL_ACCOUNTS, help="新增的留空")
    change = Money("增减额", this_year - last_year, signed=True, help="减少填负数")
    note = Text("补充说明", help="金额后的话")


class Projects(Record):
    """Project expenditure."""

    unit_projects = Group(
        ApprovedProjects, "部门项目", aliases=("单位项目", "部门项目支出", "部门项目资金", "部门专项", "单位项目支出")
    )
    public_projects = Group(ApprovedProjects, "公共项目", aliases=("公共项目支出", "公共项目资金", "公共专项"))
    actual = Money("项目支出决算数", aliases=("项目支出",), required=True, source=FINAL_ACCOUNTS)
    last_year = Money("上年项目支出决算数", required=True, from_last=actual, source=LAST_FINAL_ACCOUNTS)
    change = Money("项目支出较上年增减额", actual - last_year, signed=True, help="减少填负数")
    change_rate = Percent("项目支出较上年增减率", growth(actual, last_year), signed=True, help="减少填负数")
    execution = Group(Execution, "项目支出预算执行", computed={"actual": actual}, folded=True)
    scope_note = Text("项目支出口径说明", help="印在括号里，括号不用填，如：未含基金类公共项目支出")
    reasons = Rows(ChangeReason, "增减原因", noun="原因", yearly=True, help=f"来源：{BUSINESS_OFFICE}")
    closing = Prose("使用情况补充说明", yearly=True)
    rules = (
        Equal("rate_of_change", change_rate, share(change, last_year), remedy="增减率＝增减额÷上年数", typed=True),
        Within("change_size", growth(actual, last_year), -30, 30, reason=closing),
        AtMost(
            "unit_projects_executed",
            unit_projects.items.executed,
            actual,
            remedy="部门项目执行数之和一般不超过项目支出决算数；口径不同的请在口径说明里写明",
            severity="warning",
        ),
        AtMost(
            "public_projects_executed",
            public_projects.items.executed,
            actual,
            remedy="公共项目执行数之和一般不超过项目支出决算数；口径不同的请在口径说明里写明",
            severity="warning",
        ),
    )


class GeneralBudget(Record):
    """一般公共预算支出情况."""

    scope = Choice(
        "本部分支出口径",
        (ALL_SOURCES, GENERAL_ONLY),
        default=ALL_SOURCES,
        help="第一部分的支出还含政府性基金等其他资金时选“仅一般公共预算”",
    )
    basic = Group(Basic, "基本支出")
    three_public = Group(ThreePublic, "三公经费")
    projects = Group(Projects, "项目支出")
