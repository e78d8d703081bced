"""Figures typed in running text: held against the field they quote, by name, year, unit, direction and context."""

from __future__ import annotations

import pytest

from tests.model.drafting import REFERENCE, session


def said(text: str) -> list[tuple[str, str, str]]:
    """Field, expected and actual of what is wrong with ``text`` in section nine of the reference."""
    edited = session(REFERENCE)
    edited.type(edited.report.cell("problems.problems.0.text"), text)
    return [
        (finding.fields[1], finding.expected, finding.actual)
        for finding in edited.checker.findings()
        if finding.code == "quoted_in_text"
    ]


@pytest.mark.parametrize(
    "text",
    [
        "2022年支出总额87,842.29万元，较上年增加7446.69万元，增长9.26%。",
        "支出总额较上年增长9.26%。",
        "“三公”经费较预算节约49.97万元。",
        "项目支出较上年增加7,263.42万元。",
        "较上年增加500万元。",
        "实际支出500万元，预算批复数600万元。",
        "基本支出较上年增加179.2万元。",
    ],
)
def test_what_agrees_is_let_pass(text: str) -> None:
    assert said(text) == []


@pytest.mark.parametrize(
    ("text", "field", "expected", "actual"),
    [
        ("支出总额较上年减少7446.69万元。", "overview.scale.change", "7446.69", "-7446.69"),
        ("2022年支出总额87842.29万元，较上年增加7464.69万元。", "overview.scale.change", "7446.69", "7464.69"),
        ("支出总额87842.29万元，较上年增加7446.69万元，下降9.26%。", "overview.scale.change_rate", "9.26", "-9.26"),
        ("“三公”经费预算数为92.16万元。", "general_budget.three_public.budget", "92.61", "92.16"),
        ("支出总额8.87亿元。", "overview.scale.total", "87842.29", "88700"),
    ],
)
def test_what_differs_is_told_with_both_amounts(text: str, field: str, expected: str, actual: str) -> None:
    assert said(text) == [(field, expected, actual)]
