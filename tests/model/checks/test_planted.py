"""Three made-up drafts of very different departments: silent as they are, and each planted error is found and named."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import pytest

from model.checks.checker import Checker
from tests.model.drafting import DATA, opened, session
from tests.tools.mutations import said

if TYPE_CHECKING:
    from model.editing.session import Session

SCHOOL, HOUSING, OFFICE = "school", "housing", "office"
SCALE = "overview.scale"
BASIC = "general_budget.basic"
THREE = "general_budget.three_public"
PROJECTS = "general_budget.projects"
FUND = "insurance.funds.0"


class Put(NamedTuple):
    """``raw`` is typed into the field at ``path``."""

    path: str
    raw: str

    def into(self, edited: Session) -> None:
        edited.type(edited.report.cell(self.path), self.raw)


class Drop(NamedTuple):
    """The row ``at`` of the list at ``path`` is left out."""

    path: str
    at: int

    def into(self, edited: Session) -> None:
        edited.remove(self.path, self.at)


class Again(NamedTuple):
    """The row ``at`` of the list at ``path`` stands there twice."""

    path: str
    at: int

    def into(self, edited: Session) -> None:
        edited.insert(self.path, self.at + 1, edited.report.rows(self.path).rows[self.at].content())


class Empty(NamedTuple):
    """An empty row is left at the end of the list at ``path``."""

    path: str

    def into(self, edited: Session) -> None:
        edited.insert(self.path, len(edited.report.rows(self.path).rows))


class Planted(NamedTuple):
    """An error in a draft; ``code``, ``severity`` and ``words`` are of a finding that it must raise.

    ``slip`` stands in one of the first three slips of the diagnosis; ``words`` in the message. "" is anything.
    """

    draft: str
    edit: Put | Drop | Again | Empty
    code: str
    slip: str = ""
    severity: str = "error"
    words: str = ""


PLANTED = (
    # Slips of the unit, the point, the sign.
    Planted(SCHOOL, Put(f"{SCALE}.total", "566726100"), f"{SCALE}.total", "一万倍"),
    Planted(HOUSING, Put(f"{SCALE}.basic", "64821500"), f"{SCALE}.breakdown", "一万倍"),
    Planted(HOUSING, Put(f"{SCALE}.project", "68390.44亿元"), f"{SCALE}.functions", "一万倍"),
    Planted(HOUSING, Put("government_funds.items.0.amount", "3.126045"), "government_funds.items", "一万倍"),
    Planted(SCHOOL, Put("assets.totals.current", "3846200"), "assets.totals.total", "一千倍"),
    Planted(SCHOOL, Put(f"{THREE}.vehicles.budget", "280.0"), f"{THREE}.vehicles.saving", "十倍"),
    Planted(SCHOOL, Put(f"{PROJECTS}.change_rate", "0.0604"), f"{PROJECTS}.change_rate", "一百倍"),
    Planted(SCHOOL, Put(f"{PROJECTS}.change_rate", "0.06"), f"{PROJECTS}.change_rate", "一百倍"),
    Planted(SCHOOL, Put(f"{SCALE}.change", "-2659.84"), f"{SCALE}.change", "正负号反了"),
    Planted(SCHOOL, Put(f"{THREE}.reception.saving", "-0.38"), f"{THREE}.reception.saving", "正负号反了"),
    Planted(HOUSING, Put("assets.book_values.cost_change", "162.56"), "assets.book_values.cost_change", "正负号反了"),
    # Slips of the fingers.
    Planted(SCHOOL, Put(f"{SCALE}.project", "12754.93"), f"{SCALE}.functions", "颠倒，应为12,745.93"),
    Planted(SCHOOL, Put(f"{BASIC}.personnel", "38264.75"), f"{BASIC}.actual", "颠倒，应为38,264.57"),
    Planted(SCHOOL, Put(f"{PROJECTS}.reasons.0.change", "314.65"), f"{PROJECTS}.reasons.change", "颠倒，应为341.65"),
    Planted(SCHOOL, Put("assets.book_values.fixed.net", "91024.66"), "assets.fixed_net", "颠倒，应为91,204.66"),
    Planted(SCHOOL, Put("assets.book_values.additions.0.amount", "3946.18"), "assets.additions", "颠倒"),
    Planted(SCHOOL, Put("overview.staff.budget_paid", "1957"), "overview.staff.by_funding", "颠倒，应为1,975人"),
    Planted(SCHOOL, Put("assets.classes.items.2.share", "4.64"), "assets.classes.items.share", "颠倒，应为4.46"),
    Planted(SCHOOL, Put(f"{BASIC}.actual", "43162.93"), f"{BASIC}.actual", "一位数字错，应为43,182.93"),
    Planted(
        OFFICE, Put(f"{FUND}.final_income.0.amount", "38426.50"), "insurance.funds.final_income_total", "一位数字错"
    ),
    Planted(OFFICE, Put(f"{SCALE}.general", "27.36"), "general", "一位数字错，应为21.36"),
    Planted(HOUSING, Put("assets.disposals.by_kind.0.amount", "168.04"), "assets.disposals.by_form", "颠倒"),
    Planted(HOUSING, Put("overview.staff.administrative", "740"), "overview.staff.by_funding", "十倍"),
    # Sums: left out, counted twice, exceeded.
    Planted(SCHOOL, Put(f"{THREE}.actual", "34.26"), f"{THREE}.actual", "漏算了"),
    Planted(SCHOOL, Put("assets.disposals.total", "496.81"), "assets.disposals.total", "重复计算了"),
    Planted(SCHOOL, Drop(f"{SCALE}.functions", 1), f"{SCALE}.functions", words="漏列科目"),
    Planted(HOUSING, Again("government_funds.items", 1), "government_funds.items", "录了两次"),
    Planted(SCHOOL, Drop(f"{PROJECTS}.public_projects.items", 1), f"{PROJECTS}.public_projects.items_complete"),
    Planted(SCHOOL, Put(f"{PROJECTS}.unit_projects.items.0.amount", "8250.00"), f"{PROJECTS}.unit_projects.items"),
    Planted(OFFICE, Put(f"{FUND}.closing_balance", "34746.13"), "insurance.funds.closing_balance", "正负号反了"),
    # Bases and shares.
    Planted(OFFICE, Put(f"{FUND}.execution_rate", "93.55"), "insurance.funds.execution_rate", "决算收入"),
    Planted(OFFICE, Put(f"{FUND}.execution_base", ""), "base_unnamed", severity="warning"),
    Planted(HOUSING, Put("assets.classes.base", "固定资产原值"), "assets.classes.base", "固定资产净值"),
    Planted(SCHOOL, Put(f"{SCALE}.basic_share", "80.39"), f"{SCALE}.basic_share", "上年支出总额"),
    Planted(SCHOOL, Put(f"{SCALE}.basic_share", "76.61"), f"{SCALE}.basic_share", "", "warning", "截取"),
    Planted(SCHOOL, Put(f"{SCALE}.last_year", "无"), f"{SCALE}.change_rate", words="基数为 0"),
    Planted(OFFICE, Put(f"{FUND}.goals.indicators.2.actual", "88.3"), "insurance.funds.quoted", "十倍"),
    # Plausibility.
    Planted(OFFICE, Put("overview.staff.serving", "13"), "overview.staff.posts", "", "warning", "超过"),
    Planted(HOUSING, Put(f"{THREE}.vehicles.actual", "55.20"), f"{THREE}.vehicles.over_budget", "", "warning"),
    Planted(OFFICE, Put(f"{PROJECTS}.last_year", "27.25"), f"{PROJECTS}.change_rate", "一位数字错，应为57.25"),
    Planted(HOUSING, Put("overview.staff.contract", "-33"), "negative", severity="warning"),
    Planted(SCHOOL, Put(f"{PROJECTS}.unit_projects.items.1.amount", "1486.405"), "decimals", severity="warning"),
    # Completeness and words.
    Planted(SCHOOL, Put(f"{SCALE}.last_year", ""), "required", words="上年支出总额"),
    Planted(OFFICE, Put("government_funds.none", ""), "section_empty"),
    Planted(SCHOOL, Put("government_funds.budget", "5"), "none_but_filled"),
    Planted(SCHOOL, Drop("improvements.measures", 1), "unanswered", severity="warning", words="校舍维修"),
    Planted(SCHOOL, Put("improvements.measures.0.answers", "3"), "unknown_problem", severity="warning"),
    Planted(SCHOOL, Put("publication.date", "2024-07-01"), "published_late", severity="warning"),
    Planted(SCHOOL, Put("publication.date", "2023-06-18"), "published_early"),
    Planted(SCHOOL, Put("publication.signed", "2023-05-28"), "signed_early", severity="warning"),
    Planted(SCHOOL, Put("publication.signed", "2024-11-28"), "signed_late", severity="warning"),
    Planted(OFFICE, Put("performance.lead", "20XX年，全县医疗保障工作平稳运行。"), "placeholder"),
    Planted(SCHOOL, Put("performance.lead", "2022年，我局完成各项任务。"), "last_year_left", severity="warning"),
    Planted(HOUSING, Put("publication.place", "澄湖市住房保障与房屋管理局网站"), "unit_name", severity="warning"),
    Planted(OFFICE, Put("performance.themes.0.text", "检查检查定点机构86家。"), "doubled", severity="warning"),
    Planted(SCHOOL, Empty("overview.offices"), "empty_row", severity="warning"),
    Planted(SCHOOL, Again("overview.offices", 2), "same_row", words="基础教育科"),
    Planted(HOUSING, Put("problems.problems.0.text", "支出{government_funds.actuel}。"), "unknown_reference"),
    Planted(OFFICE, Put(f"{SCALE}.total", "二百万"), "unreadable", words="二百万"),
)


def name(planted: Planted) -> str:
    return "-".join([planted.draft, *map(str, planted.edit)])


def cases() -> list[object]:
    return [pytest.param(planted, id=name(planted)) for planted in PLANTED]


@pytest.mark.parametrize(
    "draft",
    [SCHOOL, HOUSING, OFFICE],
)
def test_a_clean_draft_is_silent(draft: str) -> None:
    checker = Checker(opened(DATA / f"{draft}.toml").report)
    assert [finding.message for finding in checker.findings()] == []
    counts = checker.counts()
    assert counts["not_checked"] == 0
    assert counts["exact"] > 50


def assert_found(planted: Planted) -> None:
    """The error is found, and its slip is among the first three that a finding offers."""
    edited = session(DATA / f"{planted.draft}.toml")
    before = said(edited.checker.findings())
    planted.edit.into(edited)
    new = [finding for finding in edited.checker.findings() if said([finding]) - before]
    found = [finding for finding in new if finding.code == planted.code and finding.severity == planted.severity]
    assert found, [(finding.code, finding.severity, finding.message) for finding in new]
    slips = [finding.diagnosis.split("；")[:3] for finding in found]
    assert any(planted.slip in slip for said in slips for slip in said), slips
    assert any(planted.words in finding.message for finding in found), [finding.message for finding in found]


@pytest.mark.parametrize("planted", cases())
def test_a_planted_error_is_found_and_named(planted: Planted) -> None:
    assert_found(planted)


def test_forty_errors_at_least_are_planted() -> None:
    assert len(PLANTED) >= 40
    assert len({name(planted) for planted in PLANTED}) == len(PLANTED)
    assert {planted.draft for planted in PLANTED} == {SCHOOL, HOUSING, OFFICE}
