"""The eleven sections in their order: the one place where the outline of the report is declared."""

from __future__ import annotations

from model.schema.records import AnnexSection, Record, Rows, Section
from model.schema.relations import AtMost, Equal, Ref, Rule, When
from model.schema.sections.annexes import BasicData, DepartmentEvaluation, ProjectEvaluations
from model.schema.sections.assets import Assets
from model.schema.sections.fund_budget import FundBudget
from model.schema.sections.general_budget import ALL_SOURCES, GENERAL_ONLY, GeneralBudget
from model.schema.sections.implementation import Implementation
from model.schema.sections.improvements import Improvements
from model.schema.sections.insurance import Insurance
from model.schema.sections.kept_lists import Acceptance, FigureSource, PendingComment, ToReview, UsedLastYear
from model.schema.sections.overview import GENERAL_BASIC, Overview
from model.schema.sections.performance import Performance
from model.schema.sections.problems import Problems
from model.schema.sections.publication import Publication


def _same(name: str, part: Ref, whole: Ref, label: str, all_money: When) -> tuple[Rule, Rule]:
    """Section two repeats an amount of section one where it covers ``all_money``; else that is a part of it."""
    same = f"第一、二部分的{label}应一致；若第二部分只含一般公共预算，请改选该部分的支出口径"
    part_of = f"一般公共预算的{label}不会超过部门整体的{label}"
    return (
        Equal(name, part, whole, remedy=same, when=all_money),
        AtMost(f"{name}_part", part, whole, remedy=part_of, when=When(all_money.choice, (GENERAL_ONLY,))),
    )


def _carried(name: str, planned: Ref, balance: Ref, label: str) -> Equal:
    """What the budget carries over is the balance of the final accounts; a budget that leaves money out has less."""
    remedy = f"全年预算没有包括全部资金的，可写明理由接受；否则两处的{label}应一致"
    return Equal(name, planned, balance, remedy=remedy, severity="warning")


def _income(name: str, fund: Ref, accounts: Ref) -> Equal:
    """The income of one budget is what the sources of money say of it."""
    return Equal(name, fund, accounts, remedy="本年收入不含上年结转和调入资金，两处应一致", severity="warning")


class Outline(Record):
    """The report: its sections in order; each one's key is its table in the draft."""

    overview = Section(Overview, "部门概况", number=1, short="部门概况")
    general_budget = Section(GeneralBudget, "一般公共预算支出情况", number=2, short="一般公共预算支出")
    implementation = Section(Implementation, "项目组织实施情况", number=3, short="项目组织实施")
    assets = Section(Assets, "资产管理情况", number=4, short="资产管理")
    government_funds = Section(
        FundBudget,
        "政府性基金预算支出情况",
        number=5,
        aliases=("政府性基金", "政府性基金预算", "政府性基金预算财政拨款"),
        short="政府性基金预算",
    )
    state_capital = Section(
        FundBudget,
        "国有资本经营预算支出情况",
        number=6,
        aliases=("国有资本经营", "国有资本经营预算", "国有资本经营预算财政拨款"),
        short="国有资本经营预算",
    )
    insurance = Section(Insurance, "社会保险基金预算支出情况", number=7, short="社会保险基金预算")
    performance = Section(Performance, "部门整体支出绩效情况", number=8, short="整体支出绩效")
    problems = Section(Problems, "存在的问题及原因分析", number=9, short="问题及原因")
    improvements = Section(Improvements, "下一步改进措施", number=10, short="改进措施")
    publication = Section(Publication, "绩效自评结果拟应用和公开情况", number=11, short="结果应用和公开")
    basic_data = AnnexSection(BasicData, "附表1 部门整体支出绩效评价基础数据表", number=12, short="基础数据表")
    department_evaluation = AnnexSection(
        DepartmentEvaluation, "附表2 部门整体支出绩效自评表", number=13, short="部门自评表"
    )
    project_evaluations = AnnexSection(ProjectEvaluations, "附表3 项目支出绩效自评表", number=14, short="项目自评表")
    accepted = Rows(
        Acceptance, "已接受的发现", noun="已接受的发现", yearly=True, help="核对出的问题，写明理由后不再拦着导出"
    )
    to_review = Rows(ToReview, "沿用上年待核对", noun="沿用的项", yearly=True, internal=True)
    used_last_year = Rows(UsedLastYear, "上年用过的栏目", noun="栏目", unique="path", yearly=True, internal=True)
    sources = Rows(FigureSource, "取数来源", noun="来源", unique="path", yearly=True, internal=True)
    comments = Rows(PendingComment, "退回文件的批注", noun="批注", yearly=True, internal=True)
    _funds = (
        *(overview.income.government_fund, overview.income.state_capital),
        *(government_funds.actual, state_capital.actual),
    )
    _all_money = When(general_budget.scope, ("", ALL_SOURCES), against=_funds)
    rules = (
        *_same("basic", general_budget.basic.actual, overview.scale.basic, "基本支出", _all_money),
        *_same("personnel", general_budget.basic.personnel, overview.scale.personnel, "人员经费", _all_money),
        *_same("general", general_budget.basic.general, overview.scale.general, "公用经费", _all_money),
        Equal(
            "personnel_general",
            general_budget.basic.personnel,
            overview.scale.personnel,
            remedy="第一部分的人员经费也只含一般公共预算，应与第二部分一致",
            when=When(overview.scale.breakdown_scope, (GENERAL_BASIC,)),
        ),
        Equal(
            "general_general",
            general_budget.basic.general,
            overview.scale.general,
            remedy="第一部分的公用经费也只含一般公共预算，应与第二部分一致",
            when=When(overview.scale.breakdown_scope, (GENERAL_BASIC,)),
        ),
        AtMost(
            "all_budgets",
            general_budget.basic.actual
            + general_budget.projects.actual
            + government_funds.actual
            + state_capital.actual,
            overview.scale.total,
            remedy="各项预算的支出之和不会超过部门支出总额",
            when=When(general_budget.scope, (GENERAL_ONLY,)),
        ),
        AtMost(
            "last_year",
            general_budget.basic.last_year + general_budget.projects.last_year,
            overview.scale.last_year,
            remedy="上年基本支出与项目支出之和不会超过上年支出总额",
        ),
        *_same("project", general_budget.projects.actual, overview.scale.project, "项目支出", _all_money),
        _carried("carried_in", overview.scale.execution.carried_in, overview.income.opening, "上年结转"),
        _carried("carried_over", overview.scale.execution.carried_over, overview.income.closing, "年末结转"),
        _income("fund_income", government_funds.income, overview.income.government_fund),
        _income("capital_income", state_capital.income, overview.income.state_capital),
    )


SECTIONS = tuple(part for part in Outline.elements if isinstance(part, Section) and not isinstance(part, AnnexSection))
ANNEXES = tuple(part for part in Outline.elements if isinstance(part, AnnexSection))
LAST_SECTION = len(SECTIONS)
NUMERALS = ("", *(part.numeral for part in (*SECTIONS, *ANNEXES)))


def place(section: int) -> str:
    """What the clerk calls the section with that number: 第二部分, 附表1."""
    return NUMERALS[section] if section > LAST_SECTION else f"第{NUMERALS[section]}部分"
