"""Small pieces of reports: what is wrong is told, what can be right is not."""

from __future__ import annotations

import re
import tomllib
from typing import TYPE_CHECKING, Any

import pytest

from model.language.text_document import read
from tests.model.language.reading import DATA, cases, differing, found

if TYPE_CHECKING:
    from pathlib import Path

PARAGRAPHS = tomllib.loads((DATA / "language" / "paragraphs.toml").read_text(encoding="utf-8"))["paragraph"]
CASES = [*cases("reading.toml"), *cases("statements.toml")]
CONSISTENT = sorted(
    path for path in (DATA / "reports").iterdir() if path.suffix in (".txt", ".md") and "planted" not in path.stem
)


def test_there_are_two_hundred_cases_and_half_of_them_are_consistent() -> None:
    assert len(CASES) >= 200
    assert len({case["name"] for case in CASES}) == len(CASES)
    assert 2 * sum(not case["errors"] for case in CASES) >= len(CASES)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_a_piece_of_a_report_is_told_what_is_wrong_and_nothing_else(case: dict[str, Any]) -> None:
    assert differing(case) == []


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES if "counted" in case])
def test_every_figure_is_listed_once(case: dict[str, Any]) -> None:
    assert len(read(case["text"]).mentions) == case["counted"]


@pytest.mark.parametrize("told", PARAGRAPHS, ids=lambda told: told["text"][:16])
def test_a_paragraph_of_another_hand_is_told_its_slip_and_nothing_else(told: dict[str, str]) -> None:
    """Each message about a slip names the figure that is wrong, or the one that it should be.

    ``doubt``: where like figures stand by, which may be meant, and no slip of the pen explains it, an info asks.
    """
    findings = found(told["text"])
    errors = [one.message.replace(",", "") for one in findings if one.severity == "error"]
    assert bool(errors) == ("slip" in told)
    quoted = told.get("slip", told.get("doubt", "")).replace(",", "")
    wrong = re.findall(r"[0-9][0-9.]*", quoted) or re.findall("[两二三四五六七八九]大?[个项类级处成]", quoted)
    asked = [one.message.replace(",", "") for one in findings if one.severity == "info"]
    assert asked or "doubt" not in told
    assert all(wrong[-1] in message for message in (errors + asked if wrong else errors))


@pytest.mark.parametrize("path", CONSISTENT, ids=lambda path: path.stem)
def test_a_consistent_report_has_no_error(path: Path) -> None:
    assert [one.message for one in found(path.read_text(encoding="utf-8")) if one.severity == "error"] == []


# What was written into the reports that hold errors, each as the figure printed and what it disagrees with.
PLANTED = {
    "commerce_planted": [
        ("35", "36"),
        ("152.22", "142.22"),
        ("62.94", "62.49"),
        ("586.20", "586.02"),
        ("3.56", "3.65"),
        ("976.36", "844.10"),
        ("820.45", "830.45"),
        ("4.73", "4.37"),
        ("1526.38", "1562.38"),
    ],
    "emergency_planted": [
        ("3462.80", "3480.80"),
        ("9.74", "7.94"),
        ("1816.44", "1790.00"),
        ("1816.44", "1806.44"),
        ("33.38", "32.48"),
        ("4102.93", "4012.93"),
    ],
    "enforcement_planted": [
        ("5.01", "5.10"),
        ("1536.42", "1546.42"),
        ("3.18", "3.81"),
        ("43.12", "34.12"),
        ("1.41", "1.14"),
        ("9.82", "10.31"),
        ("59.85", "59.58"),
    ],
    "planted": [
        ("2.86", "2.68"),
        ("4508.20", "4490.20"),
        ("2886.15", "2866.15"),
        ("33.70", "33.90"),
        ("2010.00", "1965.00"),
    ],
}


@pytest.mark.parametrize("name", PLANTED)
def test_what_was_planted_into_a_report_is_found(name: str) -> None:
    errors = [one for one in found((DATA / "reports" / f"{name}.txt").read_text("utf-8")) if one.severity == "error"]
    said = [(one.message + one.diagnosis).replace(",", "") for one in errors]
    missed = [pair for pair in PLANTED[name] if not any(pair[0] in one and pair[1] in one for one in said)]
    assert missed == []
