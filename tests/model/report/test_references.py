"""Figures called by name: the label a clerk sees must find its field, with or without what stands around it."""

from __future__ import annotations

from pathlib import Path

import pytest

from model.drafts.draft import parse
from model.report.references import Names

SAMPLE = Path(__file__).parents[3] / "samples" / "changsha-hrss-2022.toml"


@pytest.fixture(scope="module")
def names() -> Names:
    return Names(parse(SAMPLE.read_text(encoding="utf-8")).report)


@pytest.mark.parametrize(
    "name",
    [
        "general_budget.three_public.reception.budget",
        "三公经费·公务接待费·预算数",
        "三公经费公务接待费预算数",
        "公务接待费·预算数",
        "公务接待费 预算数",
    ],
)
def test_a_figure_is_found_by_path_and_by_label_from_any_level_down(names: Names, name: str) -> None:
    found = names.find(name)
    assert found is not None
    assert found.path == "general_budget.three_public.reception.budget"


def test_of_several_with_one_label_the_one_in_the_section_is_meant(names: Names) -> None:
    assert names.find("预算数") is None
    found = names.find("固定资产·原值", 4) or names.find("固定资产原值", 4)
    assert found is None or found.section == 4


def test_a_row_is_called_by_its_name(names: Names) -> None:
    found = names.find("失业保险基金·决算支出·失业保险金支出")
    assert found is not None
    assert found.node.title == "失业保险金支出"


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ("三公经费公务接代费预算数", "三公经费·公务接待费·预算数"),
        ("general_budget.three_public.reception.budgt", "general_budget.three_public.reception.budget"),
    ],
)
def test_a_misspelt_name_is_answered_with_the_nearest(names: Names, wrong: str, right: str) -> None:
    assert names.find(wrong) is None
    assert names.nearest(wrong) == right


@pytest.mark.parametrize(("rows", "meant"), [(50, 50), (51, 0)])
def test_a_name_of_very_many_figures_means_none(rows: int, meant: int) -> None:
    row = '[[insurance.funds.goals.indicators]]\nname = "群众满意度"\nactual = 90\n'
    report = parse('schema = 2\n[[insurance.funds]]\nname = "甲基金"\n' + row * rows).report
    assert len(Names(report).amounts("群众满意度")) == meant
