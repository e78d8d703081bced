"""The three annexed tables: basic data, the department's scores, each project's scores.

Labels, points and grades are the custom of the field: every one is a value of the draft, none a constant of a check.
What the report says already is linked, so that nothing is typed twice.
"""

from model.figures import AREA, SCORE, Unit
from model.schema.fields import (
    BUDGET_APPROVAL,
    FINAL_ACCOUNTS,
    LAST_FINAL_ACCOUNTS,
    YES,
    Choice,
    Count,
    Date,
    Flag,
    Grade,
    Money,
    Number,
    Percent,
    Prose,
    Text,
)
from model.schema.records import Group, Record, Rows
from model.schema.relations import (
    ANY,
    AtMost,
    Equal,
    Hundred,
    Linear,
    Once,
    Operand,
    Ref,
    Switch,
    When,
    Within,
    around,
    growth,
    scored,
    share,
)
from model.schema.sections.general_budget import ALL_SOURCES, GENERAL_ONLY
from model.text import words

POINTS = Unit("分", SCORE)
SQUARE_METRES = Unit("平方米", AREA)
_INCLUDED = "选“是”才随报告导出；与正文相同的数自动带入"
_staff, _scale, _three = around("overview").staff, around("overview").scale, around("general_budget").three_public


CONTROL = ("last_year", "budget", "actual")
FUNDS = ("original", "adjusted", "actual")


def _sum(column: str, *names: str) -> Linear:
    """The sum of one column over several groups around."""
    return Linear(tuple((1, Ref(name, (column,))) for name in names))


def _columns(columns: tuple[str, ...], *names: str) -> dict[str, Operand]:
    """Each column of a money table as the sum of several groups around."""
    return {column: _sum(column, *names) for column in columns}


def _repeated(line: Ref) -> dict[str, Operand]:
    """Each column of a line as it stands in the report."""
    return {column: getattr(line, column) for column in CONTROL}


class ControlledCost(Record):
    """One line of expenditure under control: last year, this year's budget, this year's accounts."""

    last_year = Money("上年决算数", blank_is_none=True, from_last=around("actual"), source=LAST_FINAL_ACCOUNTS)
    budget = Money("本年预算数", headings=("年初预算数",), spent="actual", blank_is_none=True, source=BUDGET_APPROVAL)
    actual = Money("本年决算数", blank_is_none=True, source=FINAL_ACCOUNTS)


class AdjustedBudget(Record):
    """What a budget was adjusted by: up, or down below zero."""

    last_year = Money(
        "上年决算数", signed=True, blank_is_none=True, from_last=around("actual"), source=LAST_FINAL_ACCOUNTS
    )
    budget = Money("本年预算数", signed=True, blank_is_none=True, source=BUDGET_APPROVAL)
    actual = Money("本年决算数", signed=True, blank_is_none=True, source=FINAL_ACCOUNTS)


class ProjectKind(Record):
    """What project expenditure of one kind is called: the first column, by which a row is named."""

    name = Text("类别", required=True, help="如：业务工作专项、运行维护专项")


class ProjectControl(ProjectKind, ControlledCost):
    """Project expenditure of one kind under control."""


class BasicData(Record):
    """附表1: 部门整体支出绩效评价基础数据表."""

    included = Flag("附本表", help=_INCLUDED)
    authorised = Count("编制数", _staff.authorised, blank_is_none=True)
    serving = Count("年末实际在职人数", _staff.serving, blank_is_none=True)
    staff_rate = Percent("人员控制率", share(serving, authorised), help="在职人数占编制数的百分比")
    purchase = Group(ControlledCost, "公务用车购置", computed=_repeated(_three.details.purchase))
    operation = Group(ControlledCost, "公务用车运行维护", computed=_repeated(_three.details.operation))
    vehicles = Group(
        ControlledCost,
        "公务用车购置和维护经费",
        aliases=("公务用车购置及运行维护费",),
        computed=_repeated(_three.vehicles),
    )
    overseas = Group(ControlledCost, "出国经费", computed=_repeated(_three.overseas))
    reception = Group(ControlledCost, "公务接待", computed=_repeated(_three.reception))
    three_public = Group(
        ControlledCost, "三公经费合计", computed=_columns(CONTROL, "vehicles", "overseas", "reception")
    )
    projects = Rows(ProjectControl, "项目支出", noun="类别", unique="name")
    office = Group(ControlledCost, "办公经费")
    travel = Group(ControlledCost, "水费、电费、差旅费")
    meetings = Group(ControlledCost, "会议费、培训费")
    general = Group(ControlledCost, "公用经费", computed={"actual": around("general_budget").basic.general})
    procurement = Group(ControlledCost, "政府采购金额")
    adjustment = Group(AdjustedBudget, "部门基本支出预算调整")
    approved_area = Number("批复规模", unit=SQUARE_METRES, blank_is_none=True)
    actual_area = Number("实际规模", unit=SQUARE_METRES, blank_is_none=True)
    area_rate = Percent("规模控制率", share(actual_area, approved_area), blank_is_none=True)
    budget_investment = Money("预算投资", blank_is_none=True)
    actual_investment = Money("实际投资", blank_is_none=True)
    investment_rate = Percent("投资概算控制率", share(actual_investment, budget_investment), blank_is_none=True)
    thrift = Prose("厉行节约保障措施")
    filled_by = Text("填表人")
    filled_on = Date("填报日期")
    phone = Text("联系电话", numeral=True)
    head = Text("单位负责人")
    rules = (
        Equal(
            "three_public_budget",
            three_public.budget,
            _three.budget,
            remedy="附表1与第二部分的三公经费预算数应一致",
            when=When(included, (YES,)),
        ),
        Equal(
            "three_public_actual",
            three_public.actual,
            _three.actual,
            remedy="附表1与第二部分的三公经费决算数应一致",
            when=When(included, (YES,)),
        ),
        Equal(
            "vehicles_actual",
            _three.vehicles.actual,
            purchase.actual + operation.actual,
            remedy="购置与运行维护之和应等于第二部分的公务用车支出",
            when=When(included, (YES,)),
        ),
        Equal(
            "vehicles_budget",
            _three.vehicles.budget,
            purchase.budget + operation.budget,
            remedy="购置与运行维护之和应等于第二部分的公务用车预算",
            when=When(included, (YES,)),
        ),
        Equal(
            "vehicles_last_year",
            _three.vehicles.last_year,
            purchase.last_year + operation.last_year,
            remedy="购置与运行维护之和应等于第二部分的公务用车上年决算数",
            when=When(included, (YES,)),
        ),
        AtMost(
            "general_parts",
            office.actual + travel.actual + meetings.actual,
            general.actual,
            remedy="所列各项之和不会超过公用经费",
            when=When(included, (YES,)),
        ),
        AtMost(
            "reception_part",
            reception.actual,
            three_public.actual,
            remedy="公务接待不会超过三公经费合计",
            when=When(included, (YES,)),
        ),
    )


class Funds(Record):
    """A line of the year's money: original budget, whole year's budget, what was spent."""

    original = Money("年初预算数", blank_is_none=True, source=BUDGET_APPROVAL)
    adjusted = Money("全年预算数", blank_is_none=True, source=BUDGET_APPROVAL)
    actual = Money("全年执行数", blank_is_none=True, source=FINAL_ACCOUNTS)


class FundsByUse(Record):
    """A line of the year's money by what it was for: without it the total is not known, and none is said by 无."""

    original = Money("年初预算数", source=BUDGET_APPROVAL)
    adjusted = Money("全年预算数", source=BUDGET_APPROVAL)
    actual = Money("全年执行数", source=FINAL_ACCOUNTS)


class TotalFunds(Funds):
    """The year's money in total, with the score of its execution."""

    points = Number("分值", unit=POINTS, decimals=0, yearly=False, help="一般为10分")
    rate = Percent("执行率", share(Funds.actual, Funds.adjusted), help="全年执行数占全年预算数的百分比")
    score = Number("得分", scored(points, Funds.actual, Funds.adjusted), unit=POINTS, help="分值乘执行率，最多为分值")
    reason = Prose("执行率偏差原因", yearly=True, help="执行率低于90%时必须写")
    rules = (Within("execution", share(Funds.actual, Funds.adjusted), 90, 110, reason=reason),)


class YearGoal(Record):
    """The year's goal, as planned and as reached."""

    expected = Prose("预期目标", yearly=True)
    actual = Prose("实际完成情况", yearly=True)


class Indicator(Record):
    """One indicator: what was wanted, what came of it, points and score."""

    level1 = Choice("一级指标", ("产出指标", "效益指标", "满意度指标", "成本指标"))
    level2 = Text("二级指标", help="数量、质量、时效、成本；经济、社会、生态效益、可持续影响；服务对象满意度")
    level3 = Text("三级指标", required=True)
    target = Text("年度指标值", numeral=True, required=True, yearly=True)
    actual = Text("实际完成值", numeral=True, required=True, yearly=True)
    points = Number("分值", unit=POINTS, required=True, yearly=False)
    score = Number("得分", unit=POINTS, required=True)
    reason = Text(
        "偏差原因分析及改进措施",
        yearly=True,
        headings=words("""
        偏差原因 偏差原因分析 偏差原因及改进措施 偏差原因分析及措施 未完成原因 未完成原因分析 原因分析及改进措施
        """),
        help="得分低于分值时写明",
    )
    nature = Text("指标性质", folded=True, help="写在指标值前面，如：≥、＝")
    unit = Text("度量单位", folded=True, help="写在指标值后面，如：%、人次")
    core = Text("核心指标", folded=True, help="写在三级指标后面的括号里，如：核心指标")
    coefficient = Text("得分系数", numeral=True, folded=True, yearly=True, help="如：0.95")
    rules = (
        AtMost("score", score, points, remedy="得分不会超过分值"),
        Within("lost", growth(score, points), 0, ANY, reason=reason),
    )


class Scores(Record):
    """The indicators and what they add up to, the score of execution included."""

    indicators = Rows(Indicator, "绩效指标", noun="绩效指标")
    points = Number("分值合计", around("total").points + indicators.points, unit=POINTS)
    score = Number("总分", around("total").score + indicators.score, unit=POINTS)
    standard = Text(
        "等级标准",
        unprinted="tells the checks where the grades begin",
        help="默认：优90、良80、中60，其余差；当地不同的照样式改写",
    )
    grade = Grade(
        "等级", ("优", "良", "中", "差"), score=score, standard=standard, usual="优90、良80、中60", yearly=True
    )
    rules = (Hundred("points_total", points, remedy="请调整各指标分值"),)


# Section two states the budget of all basic expenditure, or that of the general public budget alone.
_basic_budget = Switch(
    around("general_budget").scope,
    {ALL_SOURCES: around("general_budget").basic.budget.linear(), GENERAL_ONLY: Linear(())},
    ALL_SOURCES,
)


def _with_operating(column: str, less: Linear, *needed: str) -> Once:
    """A column's money by use, ``less`` some; with operating expenditure, once that column of ``needed`` is told."""
    both = _sum(column, "basic", "project") - less
    wanted = tuple(Ref(name, (column,)) for name in needed)
    return Once(both + Ref("operating", (column,)), _scale.operating, wanted, without=both)


# The table tells operating expenditure, or leaves it out, which 无 says.
_operating = Once(
    _scale.operating + _scale.remitted + _scale.subsidies,
    _scale.operating,
    (Ref("operating", ("adjusted",)),),
    without=_scale.operating - _scale.operating,
)


# Where section two covers all money, what it spent of the general public budget is what no other line has.
_general_actual = Switch(
    around("general_budget").scope,
    {
        ALL_SOURCES: _with_operating(
            "actual", _sum("actual", "government_fund", "special_account", "other_income"), "operating", "other_income"
        ),
        GENERAL_ONLY: around("general_budget").basic.actual + around("general_budget").projects.actual,
    },
    ALL_SOURCES,
)


_by_income = tuple(
    Equal(
        f"by_income_{column}",
        Ref("total", (column,)),
        _sum(column, "general_public", "government_fund", "special_account", "other_income"),
        remedy="按收入性质分的各项之和应等于年度资金总额",
        when=When(around("included"), (YES,)),
    )
    for column in FUNDS
)


class DepartmentEvaluation(Record):
    """附表2: 部门整体支出绩效自评表."""

    included = Flag("附本表", help=_INCLUDED)
    general_public = Group(Funds, "一般公共预算", computed={"actual": _general_actual})
    government_fund = Group(Funds, "政府性基金拨款", computed={"actual": around("government_funds").actual})
    special_account = Group(Funds, "纳入专户管理的非税收入拨款")
    other_income = Group(Funds, "其他资金")
    basic = Group(FundsByUse, "基本支出", computed={"original": _basic_budget, "actual": _scale.basic})
    project = Group(FundsByUse, "项目支出", computed={"actual": _scale.project})
    operating = Group(
        Funds,
        "经营支出",
        computed={"actual": _operating},
        folded=True,
        help="上缴上级、对附属单位补助也填在这里；总额不含的填“无”",
    )
    total = Group(
        TotalFunds,
        "年度资金总额",
        computed={column: _with_operating(column, Linear(()), "operating") for column in FUNDS},
    )
    goals = Group(YearGoal, "年度总体目标")
    scores = Group(Scores, "评分")
    rules = (
        *tuple(
            Equal(
                f"budget_{column}",
                Ref("total", (column,)),
                getattr(_scale.execution, column),
                remedy="附表2与第一部分的部门整体预算应一致",
                when=When(around("included"), (YES,)),
            )
            for column in ("original", "adjusted")
        ),
        Equal(
            "score",
            around("performance").evaluation.score,
            scores.score,
            remedy="第八部分的自评得分与附表2的总分应一致",
            when=When(included, (YES,)),
        ),
        *_by_income,
    )


class ProjectEvaluation(Record):
    """附表3: 项目支出绩效自评表 of one project."""

    name = Text("项目名称", required=True)
    department = Text("主管部门")
    implementer = Text("实施单位")
    appropriation = Group(Funds, "当年财政拨款")
    carried_in = Group(Funds, "上年结转资金")
    other_income = Group(Funds, "其他资金")
    total = Group(TotalFunds, "年度资金总额", computed=_columns(FUNDS, "appropriation", "carried_in", "other_income"))
    goals = Group(YearGoal, "年度总体目标")
    scores = Group(Scores, "评分")


_OF_PROJECT = {"total.original": ("amount",), "total.adjusted": ("adjusted", "amount"), "total.actual": ("executed",)}
_OF_FUND_ITEM = {"total.actual": ("amount",)}


class ProjectEvaluations(Record):
    """附表3, one table a project or one for all."""

    included = Flag("附本表", help=_INCLUDED)
    layout = Choice(
        "表的样式", ("每个项目一张表", "一张汇总表"), folded=True, help="项目很多时选“一张汇总表”，所有项目排成一张表"
    )
    projects = Rows(
        ProjectEvaluation,
        "项目",
        noun="项目",
        unique="name",
        names_from={
            "general_budget.projects.unit_projects.items": _OF_PROJECT,
            "general_budget.projects.public_projects.items": _OF_PROJECT,
            "government_funds.items": _OF_FUND_ITEM,
            "state_capital.items": _OF_FUND_ITEM,
        },
    )
