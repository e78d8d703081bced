"""What comes out of a check of folders: JSON, SARIF, CSV and workbooks, and what each of them costs."""

from __future__ import annotations

import gc
import json
import os
import sys
from typing import TYPE_CHECKING

import pytest

from model.batch.formats.spreadsheets import harmless
from tests.model.batch.batches import FAULTY, checked, six_reports
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return six_reports(tmp_path)


def test_json_is_that_of_single_drafts_with_totals(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = str(folder / "财政局" / "b.toml")
    assert main(["check", draft, "--format", "json"]) == 1
    alone = json.loads(capsys.readouterr().out)
    assert list(alone) == ["drafts"]
    found = json.loads(checked(folder, format="json")[1])
    assert alone["drafts"][0] in found["drafts"]
    assert found["totals"]["files"] == 6
    assert found["totals"]["left_out"] == 3
    reports = [one for one in found["drafts"] if "not_read" in one]
    assert [one["path"].endswith("报告.docx") and one["not_read"] > 0 for one in reports] == [True]
    assert json.loads(checked(folder / "财政局" / "~$x", format="json")[1])["drafts"][0]["problems"]


def test_sarif_has_rules_levels_and_lines(folder: Path) -> None:
    log = json.loads(checked(folder, format="sarif")[1])
    assert log["version"] == "2.1.0"
    assert "sarif-schema-2.1.0" in log["$schema"]
    (run,) = log["runs"]
    rules = run["tool"]["driver"]["rules"]
    assert len({rule["id"] for rule in rules}) == len(rules)
    assert all(rule["shortDescription"]["text"] for rule in rules)
    assert run["invocations"] == [{"executionSuccessful": False, "exitCode": 2}]
    assert {result["level"] for result in run["results"]} == {"error", "warning", "note"}
    for result in run["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["message"]["text"]
        (location,) = result["locations"]
        assert location["physicalLocation"]["artifactLocation"]["uri"].isascii()
    (wrong,) = (r for r in run["results"] if "三公经费决算数填42.64" in r["message"]["text"])
    line = wrong["locations"][0]["physicalLocation"]["region"]["startLine"]
    assert FAULTY.splitlines()[line - 1].strip() == "actual = 42.64"
    broken = next(result for result in run["results"] if result["ruleId"] == "cannot_read")
    assert broken["locations"][0]["physicalLocation"]["region"] == {"startLine": 3}


def test_csv_opens_in_excel_and_no_cell_is_a_formula(folder: Path, tmp_path: Path) -> None:
    out = tmp_path / "结果.csv"
    assert main(["check", str(folder), "--format", "csv", "-o", str(out)]) == 2
    data = out.read_bytes()
    assert data.startswith(b"\xef\xbb\xbf")
    assert data.count(b"\r\n") > 20
    assert [path.name for path in tmp_path.iterdir() if "part" in path.name] == []
    text = data.decode("utf-8-sig")
    assert text.splitlines()[0].startswith("文件,级别,部分,行")
    assert "无错误和警告" not in text.partition("b.toml")[2].splitlines()[0]
    assert [harmless(value) for value in ("=1+1", "-3.50", "-x", "@a", "甲", 3)] == [
        "'=1+1",
        "-3.50",
        "'-x",
        "'@a",
        "甲",
        3,
    ]


def test_a_workbook_has_a_row_a_report_and_a_row_a_finding(folder: Path, tmp_path: Path) -> None:
    from openpyxl import load_workbook

    out = tmp_path / "结果.xlsx"
    assert main(["check", str(folder), "--format", "xlsx", "-o", str(out)]) == 2
    book = load_workbook(out)
    reports = [[cell.value for cell in row] for row in book["各份"].iter_rows()]
    assert reports[0][:4] == ["文件", "结果", "错误", "警告"]
    assert [row[1] for row in reports[1:7]].count("读不了") == 2
    assert next(row for row in reports if str(row[0]).endswith("b.toml"))[2:4] == [8, 2]
    assert str(reports[-1][0]).startswith("共 6 份")
    rows = list(book["问题"].iter_rows(values_only=True))
    assert sum(str(row[0]).endswith("b.toml") for row in rows) == 21
    figures = [value for row in rows[1:] for value in row[6:9] if value is not None]
    assert figures
    assert all(isinstance(value, int | float) for value in figures), "what is a figure can be sorted and added up"
    formats = {cell.number_format for row in book["问题"]["G2:I99"] for cell in row if cell.value is not None}
    assert "#,##0.00" in formats, "as many decimals as were printed"


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no full disk to write to")
def test_a_workbook_on_a_full_disk_is_one_sentence(
    folder: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """It names the file that was asked for, and nothing of the library's comes after it."""
    unraised: list[object] = []
    monkeypatch.setattr(sys, "unraisablehook", unraised.append)
    out = tmp_path / "结果.xlsx"
    os.symlink("/dev/full", tmp_path / f".{out.name}.{os.getpid()}.part")
    assert main(["check", str(folder / "财政局" / "b.toml"), "--format", "xlsx", "-o", str(out)]) == 2
    gc.collect()
    assert capfd.readouterr().err == f"{out}：没有写成，磁盘已满，请清理磁盘，或换一个磁盘\n"
    assert not unraised
    assert not list(tmp_path.glob("*结果*"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["--format", "xlsx"], "-o"),
        (["-o", "结果.toml"], "不能是草稿"),
        (["-o", os.path.join("没有", "的", "结果.json")], "没有写成"),
        (["--resume", os.path.join("没有", "结果.jsonl")], "读写不了"),
        (["--dask", "tcp://127.0.0.1:1"], "dask"),
    ],
)
def test_what_cannot_be_written_is_said_before_the_work(
    folder: Path, words: list[str], said: str, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setitem(sys.modules, "distributed", None)
    assert main(["check", ".", *words]) == 2
    told = capsys.readouterr()
    assert said in told.err
    assert told.err.count("\n") == 1
