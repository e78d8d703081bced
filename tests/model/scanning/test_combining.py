"""What a scan tells of a report: the errors of its sentences, and fields only as something to look at."""

from __future__ import annotations

import json
from io import StringIO
from typing import TYPE_CHECKING, Any

import pytest

from model.checks.catalogue import find_rule
from model.scanning.combining import judge_report
from model.scanning.files.plain import text_blocks
from model.scanning.reading import read_report
from model.scanning.scan import scan
from tests.model.language.reading import DATA, cases

if TYPE_CHECKING:
    from pathlib import Path

    from model.checks.findings import Finding

CASES = cases("reading.toml")
CONSISTENT = sorted(
    path for path in (DATA / "reports").iterdir() if path.suffix in (".txt", ".md") and "planted" not in path.stem
)


def scanned(text: str) -> list[Finding]:
    blocks = text_blocks(text)
    return judge_report(read_report(blocks))[0]


def names(finding: Finding, amounts: list[str]) -> bool:
    said = " ".join((finding.message, finding.diagnosis, finding.actual, finding.expected)).replace(",", "")
    return all(amount in said for amount in amounts)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_a_scan_raises_the_errors_of_the_case_and_no_others(case: dict[str, Any]) -> None:
    errors = [finding for finding in scanned(case["text"]) if finding.severity == "error"]
    wanted = case.get("errors", [])
    assert [amounts for amounts in wanted if not any(names(error, amounts) for error in errors)] == []
    assert [error.message for error in errors if not any(names(error, amounts) for amounts in wanted)] == []


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_no_warning_says_that_figures_are_wrong_which_are_not(case: dict[str, Any]) -> None:
    said = [finding for finding in scanned(case["text"]) if finding.severity == "warning"]
    assert [finding.message for finding in said if finding.verdict in ("inconsistent", "truncation")] == []
    for words in case.get("warnings", []):
        assert any(words in finding.message for finding in said)


@pytest.mark.parametrize("path", CONSISTENT, ids=lambda path: path.stem)
def test_a_consistent_report_gives_exit_code_0(path: Path) -> None:
    out, err = StringIO(), StringIO()
    code = scan([str(path)], as_json=True, keep=None, out=out, err=err)
    findings = json.loads(out.getvalue())["drafts"][0]["findings"]
    errors = [one["message"] for one in findings if one["severity"] == "error" and one["code"] != "section_empty"]
    assert errors == []
    assert code == (1 if any(one["severity"] == "error" for one in findings) else 0)


def test_each_finding_of_a_sentence_has_its_rule() -> None:
    told = {finding.code for case in CASES for finding in scanned(case["text"]) if finding.code.startswith("stated_")}
    assert len(told) > 8
    assert {find_rule(code).code for code in told} == told


def test_one_cause_is_told_once() -> None:
    title = "2023年度某市水务局部门整体支出绩效自评报告\n一、部门概况\n"
    text = f"{title}2023年部门经费支出总额为7000.00万元，较上年6500.00万元增加510.00万元。\n"
    assert [one.severity for one in scanned(text) if "510" in one.message] == ["error"]
