"""A check whose output cannot be written, or is no longer read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SAMPLE = "samples/changsha-hrss-2022.toml"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_findings_that_could_not_be_written_are_not_passed_off_as_a_verdict() -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "tui", "check", SAMPLE]
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", timeout=60)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "磁盘空间" in done.stderr


def test_a_reader_that_stops_reading_is_no_fault() -> None:
    command = [sys.executable, "-m", "tui", "check", SAMPLE]
    done = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    assert done.stdout is not None
    done.stdout.close()
    assert done.wait(60) == 0
    assert done.stderr is not None
    assert not done.stderr.read()
    done.stderr.close()


def test_what_is_wrong_in_many_rows_is_one_line_for_people_and_all_of_it_for_scripts(tmp_path: Path) -> None:
    draft = tmp_path / "草稿.toml"
    row = "[[project_evaluations.projects]]\nname = '项目{}'\ntotal = {{adjusted = 100, actual = 90, rate = 9{}.00}}\n"
    draft.write_text(
        "schema = 2\nproject_evaluations.included = true\n" + "".join(row.format(n, n) for n in range(1, 6)), "utf-8"
    )

    def said(*more: str) -> str:
        command = [sys.executable, "-m", "tui", "check", str(draft), *more]
        return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", timeout=60).stdout

    lines = [line for line in said().splitlines() if "·执行率填9" in line]
    assert [line.strip()[:14] for line in lines] == ["错误  同类 5 处，如：项"]
    assert "其余：项目2（应为90.00%）、项目3（应为90.00%）" in said()
    (found,) = json.loads(said("--format", "json"))["drafts"]
    assert sum(one["code"].endswith("total.rate") for one in found["findings"]) == 5


def test_what_is_asked_of_many_rows_of_a_report_is_one_line_too(tmp_path: Path) -> None:
    report = tmp_path / "报告.md"
    rows = "\n".join(f"|产出指标|数量指标|指标{n}|≥90%|8{n}%|10|10|" for n in range(1, 6))
    head = "|一级指标|二级指标|三级指标|年度指标值|实际完成值|分值|得分|\n|-|-|-|-|-|-|-|\n"
    title = "# 某局2024年度部门整体支出绩效自评报告\n\n附表2 部门整体支出绩效自评表\n\n"
    report.write_text(f"{title}{head}{rows}\n", "utf-8")
    command = [sys.executable, "-m", "tui", "scan", str(report)]
    said = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, encoding="utf-8", timeout=60).stdout
    lines = [line for line in said.splitlines() if "没有达到却得满分" in line]
    assert len(lines) == 1
    assert "同类 5 处，如：请核对：" in lines[0]
