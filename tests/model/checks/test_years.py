"""The year of the report against the days in it: the one that is wrong is told, and put right by key."""

from __future__ import annotations

import pytest

from model.checks.rules.dates import DATED
from model.editing.session import Session
from model.schema.fields import Date
from tests.model.drafting import codes, draft

DAYS = "[assets.book_values]\ndate = {}-12-31\n[publication]\ndate = {}-06-25\nsigned = {}-06-18\n"


@pytest.mark.parametrize(
    ("year", "days", "mended"),
    [
        ("2052", (2025, 2026, 2026), {"overview.year": "2025"}),
        ("2024", (2025, 2026, 2026), {"overview.year": "2025"}),
        ("2026", (2025, 2026, 2026), {"overview.year": "2025"}),
        ("2025", (2024, 2026, 2026), {"assets.book_values.date": "2025-12-31"}),
        ("2025", (2025, 2025, 2026), {"publication.date": "2026-06-25"}),
        ("2025", (2025, 2026, 2025), {"publication.signed": "2026-06-18"}),
        ("2025", (2025, 2026, 2026), {}),
        ("2024", (2024, 2026, 2026), {}),
    ],
)
def test_a_year_that_does_not_go_with_the_others_is_put_right(
    year: str, days: tuple[int, ...], mended: dict[str, str]
) -> None:
    edited = Session(draft(f"[overview]\nyear = {year}\n" + DAYS.format(*days)))
    codes = ("report_year", "published_early", "signed_early", "book_date")
    found = [one for one in edited.checker.findings() if one.code in codes]
    assert bool(found) is bool(mended)
    for one in found:
        (repair,) = edited.checker.repairs(one)
        assert {repair.cell.path: repair.raw} == mended
        if one is found[-1]:
            edited.type(repair.cell, repair.raw)
    assert not [one for one in edited.checker.findings() if one.code in codes]


@pytest.mark.parametrize(("year", "mended"), [("2052", "2025"), ("2091", "2019"), ("2099", "")])
def test_a_year_far_from_now_is_asked_about(year: str, mended: str) -> None:
    edited = Session(draft(f"[overview]\nyear = {year}\n"))
    (found,) = (one for one in edited.checker.findings() if one.code == "report_year")
    assert [repair.raw for repair in edited.checker.repairs(found)] == ([mended] if mended else [])


def test_every_day_is_in_a_section_that_is_looked_through_for_days() -> None:
    report = draft("").report
    for rows in report.root.lists():
        rows.insert(0)
    others = [part for part in (*report.sections(), *report.annexes()) if part.record not in DATED]
    assert [cell.path for part in others for cell in part.cells() if isinstance(cell.field, Date)] == []


@pytest.mark.parametrize(
    ("lead", "told"),
    [
        ("2025年，我局支出总额100.00万元，较上年增长{支出总额较上年增减率}。", True),
        ("2025年，我局支出总额100.00万元，较上年增长5%。", False),
        ("2025年，我局支出总额{上年支出总额}，较上年增长5%。", False),
        ("2025年，我局支出总额{上年支出总额}，较上年增长5%，今年为{支出总额}。", False),
    ],
)
def test_last_years_year_beside_a_quoted_figure_of_this_year_is_left_in(lead: str, told: bool) -> None:
    lines = f"[overview]\nyear = 2026\nscale.total = 103\nscale.last_year = 100.00\n[performance]\nlead = '{lead}'\n"
    assert ("last_year_left" in codes(lines)) is told


@pytest.mark.parametrize(
    ("signed", "published", "told"),
    [
        ("2026-07-05", "2026-06-30", True),
        ("2026-07-05", "'6月30日前'", True),
        ("2026-06-30", "2026-06-30", False),
        ("2026-06-18", "'6月30日前'", False),
        ("2026-06-18", "2025-06-25", False),  # the year of the other day is told already
    ],
)
def test_a_report_signed_after_its_publication_is_asked_about(signed: str, published: str, told: bool) -> None:
    lines = f"[overview]\nyear = 2025\n[publication]\ndate = {published}\nsigned = {signed}\n"
    assert ("signed_late" in codes(lines)) is told


@pytest.mark.parametrize(("day", "told"), [("2025-06-05", True), ("2026-06-05", False), ("2025-12-31", True)])
def test_an_annex_filled_in_before_its_year_is_over_is_asked_about(day: str, told: bool) -> None:
    edited = Session(draft(f"[overview]\nyear = 2025\n[basic_data]\nincluded = true\nfilled_on = {day}\n"))
    found = [one for one in edited.checker.findings() if one.code == "signed_early"]
    assert bool(found) is told
    for one in found:
        (repair,) = edited.checker.repairs(one)
        assert (repair.cell.path, repair.raw) == ("basic_data.filled_on", f"2026{day[4:]}")
