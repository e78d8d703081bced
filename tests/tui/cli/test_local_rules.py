"""What a bureau's notice says of the rules, from its file to the output: the check, the export, the form."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.model.drafting import SMALL
from tests.tui.driving import WIDE, opened
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

WORDING = "format = 1\n[[section]]\nkey = 'overview'\nheading = '部门概况'\ntext = ''\n"
OFF = "[rules.'overview.scale.breakdown']\nseverity = 'off'\nreason = '本市试点'\n"
MILDER = "[rules.'overview.scale.breakdown']\nseverity = 'warning'\nreason = '本市试点'\n"
TOLD = "规则 overview.scale.breakdown 按本地规定停用：本市试点"
WRONG = SMALL.read_text("utf-8").replace("general = 86.38", "general = 87.38", 1)
FILE = "本市.toml"


@pytest.fixture
def wrong(tmp_path: Path) -> str:
    """A draft with one error, beside a file that switches its rule off."""
    path = tmp_path / "有错.toml"
    path.write_text(WRONG, "utf-8")
    (tmp_path / FILE).write_text(WORDING + OFF, "utf-8")
    return str(path)


def codes(found: dict[str, list[dict[str, str]]]) -> dict[str, str]:
    return {finding["code"]: finding["severity"] for finding in found["findings"]}


@pytest.mark.parametrize("folder", [False, True])
def test_a_check_leaves_out_what_is_off_and_says_so(
    wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], folder: bool
) -> None:
    if folder:
        (tmp_path / "各单位").mkdir()
        (tmp_path / "各单位" / "甲.toml").write_text(WRONG, "utf-8")
    what = str(tmp_path / "各单位") if folder else wrong
    wording = str(tmp_path / FILE)
    assert main(["check", what]) == 1
    assert TOLD not in capsys.readouterr().out
    assert main(["check", what, "--wording", wording]) == 0
    assert TOLD in capsys.readouterr().out.splitlines()
    assert main(["check", what, "--wording", wording, "--format", "json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["relaxed"] == [TOLD]
    assert "overview.scale.breakdown" not in codes(said["drafts"][0])
    assert said["drafts"][0]["counts"]["error"] == 0


def test_a_milder_rule_counts_as_what_it_is_alone_and_among_many(
    wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / FILE).write_text(WORDING + MILDER, "utf-8")
    results = []
    for more in ([], ["--jobs", "1"]):
        assert main(["check", wrong, "--wording", str(tmp_path / FILE), "--format", "json", *more]) == 0
        results.append(json.loads(capsys.readouterr().out)["drafts"][0])
    alone, among_many = results
    assert codes(alone)["overview.scale.breakdown"] == "warning"
    assert alone["counts"] == among_many["counts"]
    key = lambda finding: (finding["section"] == "annex", finding["code"], finding["fields"])  # noqa: E731
    assert sorted(alone["findings"], key=key) == sorted(among_many["findings"], key=key)
    assert any("按本地规定降为警告：本市试点" in finding["message"] for finding in alone["findings"])


def test_what_the_record_keeps_is_judged_by_the_rules_of_the_day(
    wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    record = str(tmp_path / "记录")
    assert main(["check", wrong, "--resume", record]) == 1
    assert main(["check", wrong, "--resume", record, "--wording", str(tmp_path / FILE)]) == 0
    capsys.readouterr()
    assert main(["check", wrong, "--resume", record]) == 1


def test_a_fault_in_the_file_ends_the_check(wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / FILE).write_text(WORDING + OFF.replace("breakdown", "breakdawn"), "utf-8")
    assert main(["check", wrong, "--wording", str(tmp_path / FILE)]) == 2
    assert "是不是 overview.scale.breakdown" in capsys.readouterr().err


@pytest.mark.parametrize("text", [WORDING + OFF, "format = 1\n" + OFF])
def test_reports_and_accounts_are_checked_by_the_local_rules_too(
    wrong: str, tmp_path: Path, text: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """A notice that speaks of the rules alone is a file of its own."""
    (tmp_path / FILE).write_text(text, "utf-8")
    last = tmp_path / "上年.toml"
    last.write_text(WRONG.replace("year = 2024", "year = 2023", 1), "utf-8")
    words = ["check", wrong, "--against", str(last), "--format", "json"]
    main(words)
    assert "overview.scale.breakdown" in codes(json.loads(capsys.readouterr().out)["drafts"][0])
    main([*words, "--wording", str(tmp_path / FILE)])
    said = json.loads(capsys.readouterr().out)
    assert "overview.scale.breakdown" not in codes(said["drafts"][0])
    assert said["relaxed"] == [TOLD]


def test_a_scan_follows_the_local_rules(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report = tmp_path / "报告.txt"
    report.write_text(
        "甲县水利局2024年度自评报告\n一、部门概况\n预算100.00万元，支出90.00万元，执行率99.00%。\n", "utf-8"
    )
    assert main(["scan", str(report)]) == 1
    off = OFF.replace("'overview.scale.breakdown'", "stated_execution")
    (tmp_path / FILE).write_text("format = 1\n" + off, "utf-8")
    capsys.readouterr()
    assert main(["scan", str(report), "--wording", str(tmp_path / FILE)]) == 0
    assert "规则 stated_execution 按本地规定停用：本市试点" in capsys.readouterr().out


def test_an_export_for_the_stamp_follows_it_and_says_so(
    wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = str(tmp_path / "报告.txt")
    assert main(["export", wrong, "-o", out, "--copy", "stamp"]) == 1
    capsys.readouterr()
    assert main(["export", wrong, "-o", out, "--copy", "stamp", "--wording", str(tmp_path / FILE)]) == 0
    assert TOLD in capsys.readouterr().err.splitlines()


async def test_the_form_follows_the_file_that_the_draft_names_and_leaves_it_again(wrong: str, tmp_path: Path) -> None:
    path = tmp_path / "有错.toml"
    path.write_text(WRONG.replace("[overview]\n", f"[overview]\nwording = '{FILE}'\n", 1), "utf-8")
    async with opened(path, WIDE) as form:
        assert "按本地规定停用" in form.lines()[-1]
        findings = form.screen.state.findings
        assert "overview.scale.breakdown" not in {finding.code for finding in findings}
        await form.keys("f3")
        assert TOLD in form.text()
        await form.keys("escape")
        form.go("overview.wording")
        await form.keys("ctrl+a", "delete", "enter")
        assert "overview.scale.breakdown" in {finding.code for finding in form.screen.state.findings}


async def test_a_file_that_is_not_there_is_told_and_the_rules_stay(wrong: str, tmp_path: Path) -> None:
    path = tmp_path / "有错.toml"
    path.write_text(WRONG.replace("[overview]\n", "[overview]\nwording = '没有.toml'\n", 1), "utf-8")
    async with opened(path, WIDE) as form:
        assert "没有这个文件" in form.part(form.screen.footer)
        assert "overview.scale.breakdown" in {finding.code for finding in form.screen.state.findings}


async def test_the_overview_marks_the_section_below_the_notice(wrong: str, tmp_path: Path) -> None:
    path = tmp_path / "有错.toml"
    path.write_text(WRONG.replace("[overview]\n", "[overview]\nwording = '没有.toml'\n", 1), "utf-8")
    async with opened(path, WIDE) as form:
        await form.keys("f3")
        marked = [line.strip(" │") for line in form.lines() if line.strip(" │").startswith("> ")]
        assert len(marked) == 1
        await form.keys("down", "down", "up")
        moved = [line.strip(" │") for line in form.lines() if line.strip(" │").startswith("> ")]
        assert len(moved) == 1
        assert moved != marked


@pytest.mark.parametrize(
    ("named", "holds", "said"),
    [
        ("wording = '没有.toml'", None, "没有这个文件"),
        ("wording = '本市.toml'", "[rules", "第1行"),
        ("template = '没有.docx'", None, "没有"),
        ("wording = '../本市.toml'", None, "同一文件夹"),
    ],
)
def test_a_check_says_that_a_file_the_draft_names_cannot_be_used(
    wrong: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], named: str, holds: str | None, said: str
) -> None:
    """The export would end with it: the clerk learns of it now, beside the findings."""
    path = tmp_path / "有错.toml"
    path.write_text(WRONG.replace("[overview]\n", f"[overview]\n{named}\n", 1), "utf-8")
    if holds is not None:
        (tmp_path / FILE).write_text(holds, "utf-8")
    assert main(["check", wrong]) == 2
    told = capsys.readouterr()
    (line,) = told.err.splitlines()
    label = "Word 模板" if named.startswith("template") else "提纲和句式"
    assert line.startswith(f"{wrong}：{label}用不了")
    assert said in line
    assert line.endswith(f"清空“{label}”一栏")
    assert "共：错误" in told.out
    assert main(["check", wrong, "--format", "json"]) == 2
    assert json.loads(capsys.readouterr().out)["drafts"][0]["problems"] == [line]


def test_a_wording_given_for_the_check_takes_the_place_of_the_one_named(wrong: str, tmp_path: Path) -> None:
    path = tmp_path / "有错.toml"
    path.write_text(WRONG.replace("[overview]\n", "[overview]\nwording = '没有.toml'\n", 1), "utf-8")
    assert main(["check", wrong, "--wording", str(tmp_path / FILE)]) == 0
