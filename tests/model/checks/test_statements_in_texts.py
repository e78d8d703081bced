"""Statements among the figures of a draft's texts: judged at the keystroke, held to the fields that they quote."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import load
from model.editing.session import Session
from tests.model.drafting import codes

if TYPE_CHECKING:
    from model.checks.findings import Finding

SMALL = Path(__file__).parents[3] / "samples" / "small-bureau-2024.toml"
TEXT = "performance.lead"
GRAIN = "粮食产量86.4万吨，较上年84万吨增加{change}万吨，增长2.86%。"


def _typed(session: Session, text: str) -> list[Finding]:
    session.type(session.report.cell(TEXT), text)
    return [finding for finding in session.checker.findings() if TEXT in finding.fields[:1]]


@pytest.mark.parametrize("sample", ["small-bureau-2024.toml", "changsha-hrss-2022.toml"])
def test_texts_that_are_right_are_left_alone(sample: str) -> None:
    session = Session(load(SMALL.with_name(sample)))
    assert not [finding for finding in session.checker.findings() if finding.code.startswith("stated_")]


def test_a_change_that_is_not_the_difference_is_told_and_mended_in_the_text() -> None:
    session = Session(load(SMALL))
    assert not _typed(session, GRAIN.format(change="2.4"))
    (finding,) = _typed(session, GRAIN.format(change="3.4"))
    assert (finding.code, finding.severity, finding.section) == ("stated_change", "error", 8)
    (repair,) = session.checker.repairs(finding)
    assert repair.cell.path == TEXT
    assert repair.raw == GRAIN.format(change="2.4")
    assert not _typed(session, repair.raw)


def test_a_statement_is_held_to_the_figure_that_it_quotes() -> None:
    session = Session(load(SMALL))
    text = "支出总额{支出总额}，其中基本支出{基本支出}，项目支出%s万元。"
    right = session.report.cell("general_budget.projects.actual").figure
    total, basic = (session.report.cell(f"overview.scale.{name}").figure for name in ("total", "basic"))
    assert right is not None
    assert total is not None
    assert basic is not None
    rest = f"{(total.value - basic.value) / total.unit.factor / 10**9:.2f}"
    assert not [one for one in _typed(session, text % rest) if one.code.startswith("stated_")]
    (finding,) = [one for one in _typed(session, text % "12.5") if one.code.startswith("stated_")]
    assert finding.severity == "error"
    # The field that is quoted is another: the same words are judged again.
    session.type(session.report.cell("overview.scale.basic"), "1368.21")
    assert not [one for one in session.checker.findings() if one.code.startswith("stated_") and TEXT in one.fields]


@pytest.mark.parametrize(
    ("typed", "mended"),
    [
        ("经费主要用于主要用于防汛值守。", "经费主要用于防汛值守。"),
        ("原因是：主要原因是雨季提前。", "主要原因是雨季提前。"),
        ("2023年完成植树3万亩。", "2024年完成植树3万亩。"),
        ("2023年度投资12.30亿元，比2022年增加1.10亿元。", "2024年度投资12.30亿元，比2023年增加1.10亿元。"),
        ("工作扎实，，成效明显。", "工作扎实，成效明显。"),
    ],
)
def test_words_said_twice_and_years_left_in_are_mended(typed: str, mended: str) -> None:
    session = Session(load(SMALL))
    (finding,) = _typed(session, typed)
    assert finding.severity == "warning"
    (repair,) = session.checker.repairs(finding)
    assert repair.raw == mended


def test_only_the_text_under_edit_is_judged_again() -> None:
    session = Session(load(SMALL))
    long = "".join(GRAIN.replace("粮食", name).format(change="2.4") for name in ("小麦", "玉米", "大豆", "油菜") * 8)
    session.type(session.report.cell("performance.themes.0.text"), long)
    session.checker.findings()
    start = time.process_time()
    for number in range(20):
        _typed(session, f"受理申请{number}件。")
    assert (time.process_time() - start) / 20 < 0.016


@pytest.mark.parametrize(("operating", "wrong"), [("38.62", False), ("38.26", True), ("无", True)])
def test_a_list_may_leave_out_a_part_that_the_report_has(operating: str, wrong: bool) -> None:
    lines = f"[overview.scale]\ntotal = 2637.51\nbasic = 2136.54\nproject = 462.35\noperating = '{operating}'\n"
    text = "2025年，部门整体支出2637.51万元，其中基本支出2136.54万元（占81.01%）、项目支出462.35万元；成效明显。"
    assert ("stated_list" in codes(f"{lines}[performance]\nlead = '{text}'\n")) is wrong
