"""The reports that were written by hand, blind to the reader, say truly what stands in them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from tests.tools.reports import counting

DATA = Path(__file__).parents[1] / "data"
REPORTS = sorted((DATA / "blind").glob("*.txt"))
CASES: list[dict[str, Any]] = tomllib.loads((DATA / "reading_cases_generator.toml").read_text("utf-8"))["case"]


@pytest.mark.parametrize("path", REPORTS, ids=lambda path: path.stem)
def test_a_blind_report_is_described_truly(path: Path) -> None:
    text, truth = path.read_text("utf-8"), tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))
    assert counting.count(text) == truth["counted"]
    errors = truth.get("error", [])
    assert truth["consistent"] == (not errors)
    assert not errors or 3 <= len(errors) <= 6
    for error in errors:
        assert text.count(error["sentence"]) == 1
        assert error["printed"] in error["sentence"]
        assert error["printed"] != error["right"]


def test_half_of_the_blind_reports_are_consistent() -> None:
    truths = [tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))["consistent"] for path in REPORTS]
    assert (truths.count(True), truths.count(False)) == (8, 8)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_a_case_holds_the_amounts_that_it_asks_for(case: dict[str, Any]) -> None:
    assert all(error[0] in case["text"].replace(",", "") for error in case["errors"])
    assert "counted" not in case or counting.count(case["text"]) == case["counted"]


def test_the_cases_are_many_and_half_of_them_consistent() -> None:
    assert len(CASES) >= 60
    assert len({case["name"] for case in CASES}) == len(CASES)
    consistent = sum(not case["errors"] for case in CASES)
    assert abs(2 * consistent - len(CASES)) <= 6
