"""Drafts of departments not thought of when the rules were made: no false alarm, and each planted error is named.

A court that types 元 and annexes a table, a provincial office with two more budgets, a bureau founded this year, one
with a fund like a pension, a relief centre with much money carried over; long texts full of others' figures.
"""

from __future__ import annotations

import pytest

from model.checks.checker import Checker
from tests.model.checks.test_planted import Again, Drop, Planted, Put, assert_found, name
from tests.model.drafting import DATA, opened

COURT, WATER, NEW, VETERANS, RELIEF = "court", "water", "new-bureau", "veterans", "relief"
DRAFTS = (COURT, WATER, NEW, VETERANS, RELIEF)
SCALE = "overview.scale"
BASIC = "general_budget.basic"
THREE = "general_budget.three_public"
PROJECTS = "general_budget.projects"
STAFF = "overview.staff"
FUND = "insurance.funds.0"
TEXT = "problems.problems.0.text"
ANNEX = "department_evaluation"

PLANTED = (
    # A court.
    Planted(COURT, Put(f"{SCALE}.total", "3451.34"), f"{SCALE}.total", "颠倒，应为3,415.34"),
    Planted(COURT, Put(f"{SCALE}.personnel", "21463817"), f"{SCALE}.breakdown", "把元当成了万元"),
    Planted(COURT, Put(f"{BASIC}.budget", "243.6"), f"{BASIC}.budget_change", "小了十倍），应为2,436.00"),
    Planted(COURT, Put(f"{BASIC}.last_year", "2389.72"), f"{BASIC}.change", "颠倒，应为2,398.72"),
    Planted(COURT, Put(f"{THREE}.saving", "-2.89"), f"{THREE}.saving", "正负号反了"),
    Planted(COURT, Put(f"{THREE}.execution_rate", "0.94"), f"{THREE}.execution_rate", "一百倍"),
    Planted(COURT, Put("assets.book_values.fixed.cost", "7132.65"), "assets.classes.items", "颠倒，应为7,123.65"),
    Planted(COURT, Again("assets.classes.items", 3), "assets.classes.items", "录了两次"),
    Planted(COURT, Put("assets.book_values.date", "2023-12-31"), "book_date"),
    Planted(COURT, Put(f"{STAFF}.serving", "19"), f"{STAFF}.by_funding", "颠倒，应为91人"),
    Planted(COURT, Put("basic_data.operation.last_year", "45.75"), "basic_data.vehicles_last_year", words="45.75"),
    Planted(COURT, Put("basic_data.general.actual", "320.86"), "basic_data.general.actual", "颠倒，应为302.86"),
    Planted(COURT, Put("improvements.measures.1.answers", ""), "unanswered", severity="warning", words="资产管理"),
    Planted(COURT, Put(TEXT, "公务接待费预算26.0万元。"), "quoted_in_text", words="2.60万元"),
    Planted(
        COURT, Put(TEXT, "全年项目支出9,66.10万元，支出总额3,415.34亿元。"), "quoted_in_text", words="3,415.34万元"
    ),
    Planted(COURT, Put(TEXT, "截至2023年底，在编91人。"), "last_year_left", severity="warning"),
    # A provincial office with more budgets than one.
    Planted(WATER, Put(f"{SCALE}.basic", "5.972335"), f"{SCALE}.total", "把亿元当成了万元"),
    Planted(WATER, Put(f"{SCALE}.operating", "5678.9"), f"{SCALE}.total", "大了十倍），应为567.89"),
    Planted(WATER, Put(f"{SCALE}.functions.1.amount", "312456700"), f"{SCALE}.functions", "把元当成了万元"),
    Planted(WATER, Put(f"{BASIC}.personnel", "46812.23"), "personnel_general", "颠倒，应为48,612.23"),
    Planted(WATER, Put(f"{PROJECTS}.actual", "812345678"), "project_part", "应为81,234.5678"),
    Planted(WATER, Put("government_funds.actual", "3.12"), "government_funds.items", "应为31,245.67"),
    # The total that was meant differs from the sum of its parts by what rounding explains.
    Planted(WATER, Put(f"{SCALE}.total", "179737.51"), f"{SCALE}.total", "颠倒，应为179,737.15"),
    Planted(WATER, Put("state_capital.actual", "5400"), "state_capital.items", "颠倒，应为4,500.00"),
    Planted(WATER, Put("assets.totals.fixed_net", "8123.46"), "assets.fixed_net", "应为81,234.57"),
    Planted(WATER, Put("assets.totals.change_rate", "-3.51"), "assets.totals.change_rate", "正负号反了"),
    Planted(WATER, Put(f"{ANNEX}.total.points", "20"), f"{ANNEX}.scores.points_total", words="合计110.00分"),
    Planted(WATER, Put(f"{ANNEX}.total.adjusted", "178700"), f"{ANNEX}.by_income_adjusted", "应为187,700.00"),
    Planted(WATER, Put(f"{ANNEX}.scores.grade", "良"), "grade", words="优"),
    Planted(WATER, Put(TEXT, "政府性基金支出3.21亿元。"), "quoted_in_text", words="第五部分"),
    Planted(WATER, Put(f"{PROJECTS}.reasons.0.change", "5200"), f"{PROJECTS}.reasons.change", "正负号反了"),
    # A bureau founded this year.
    Planted(NEW, Put(f"{SCALE}.basic_share", "47.75"), f"{SCALE}.basic_share", "颠倒，应为47.57"),
    Planted(NEW, Put(f"{SCALE}.change_rate", "100"), f"{SCALE}.change_rate", words="基数为 0"),
    Planted(NEW, Put("publication.date", "2026-06-18"), "published_late", severity="warning"),
    Planted(NEW, Put(f"{PROJECTS}.actual", "3.21"), "project", words="321.10"),
    # A fund like a pension.
    Planted(VETERANS, Put(f"{FUND}.execution_rate", "81.89"), "insurance.funds.execution_rate", "决算收入"),
    Planted(VETERANS, Drop(f"{FUND}.final_income", 2), "insurance.funds.final_income_total", "漏列了一项61.24"),
    Planted(VETERANS, Put(f"{FUND}.increase", "114.69"), "insurance.funds.increase", "一位数字错，应为1,114.69"),
    Planted(VETERANS, Put(f"{FUND}.goals.indicators.2.actual", "5.0"), "insurance.funds.quoted", "十倍"),
    Planted(VETERANS, Put(f"{FUND}.goals.indicators.0.actual", "1000"), "over_hundred", words="100%"),
    Planted(VETERANS, Put(TEXT, "年末滚存结余1.53亿元。"), "quoted_in_text", words="1.35亿元"),
    Planted(VETERANS, Put(TEXT, "优抚对象参保人数1.32万人。"), "quoted_in_text", words="1.23万人"),
    Planted(VETERANS, Put(f"{SCALE}.last_year", "63214500"), "magnitude", severity="warning", words="一万倍"),
    # Much money carried over.
    Planted(RELIEF, Put("government_funds.actual", "4657.89"), "government_funds.items", "颠倒，应为4,567.89"),
    Planted(RELIEF, Put("government_funds.carried_over", "620.51"), "government_funds.carried_over", "", "warning"),
    Planted(RELIEF, Put(f"{PROJECTS}.closing", ""), f"{PROJECTS}.change_size", "", "warning", "减少62.81%"),
    Planted(RELIEF, Put(f"{SCALE}.project", "54444344"), f"{SCALE}.functions", "把元当成了万元"),
    Planted(RELIEF, Put(f"{STAFF}.civil_servant_managed", "52"), f"{STAFF}.by_funding", "颠倒，应为25人"),
    Planted(RELIEF, Put(f"{BASIC}.budget", "4135701"), "magnitude", severity="warning", words="一万倍"),
)


@pytest.mark.parametrize("draft", DRAFTS)
def test_nothing_is_said_of_a_clean_draft_but_what_rounding_explains(draft: str) -> None:
    found = Checker(opened(DATA / f"{draft}.toml").report).findings()
    assert [finding.message for finding in found if finding.severity != "info"] == []
    assert {finding.verdict for finding in found} <= {"rounding", "not_checked"}


@pytest.mark.parametrize("planted", [pytest.param(planted, id=name(planted)) for planted in PLANTED])
def test_a_planted_error_is_found_and_named(planted: Planted) -> None:
    assert_found(planted)
