"""No command takes the place of a file that this program did not write: commands in, files out."""

from __future__ import annotations

import os
import shutil
from typing import TYPE_CHECKING

import pytest

from tests.model.drafting import SAMPLES, SMALL
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

COMMANDS = {
    "wording": ("wording", "{out}.toml"),
    "template": ("template", "{out}.docx"),
    "summary": ("summary", "{draft}", "-o", "{out}.svg"),
    "check csv": ("check", "{draft}", "--format", "csv", "-o", "{out}.csv"),
    "check json": ("check", "{draft}", "--format", "json", "-o", "{out}.json"),
    "check xlsx": ("check", "{draft}", "--format", "xlsx", "-o", "{out}.xlsx"),
    "export docx": ("export", "{draft}", "-o", "{out}.docx"),
    "export md": ("export", "{draft}", "-o", "{out}.md"),
    "export txt": ("export", "{draft}", "-o", "{out}.txt"),
}


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    folder = tmp_path / "drafts"
    folder.mkdir()
    path = folder / "草稿.toml"
    shutil.copy(SMALL, path)
    return path


def words(name: str, draft: Path, out: Path) -> tuple[list[str], Path]:
    """The command, and the file that it writes."""
    filled = [word.format(draft=draft, out=out) for word in COMMANDS[name]]
    return filled, out.with_name(filled[-1].rpartition(os.sep)[2])


@pytest.fixture(params=COMMANDS)
def command(request: pytest.FixtureRequest, draft: Path) -> tuple[list[str], Path]:
    return words(request.param, draft, draft.parent / "结果")


def test_its_own_output_is_replaced_without_a_word(
    command: tuple[list[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    for _ in range(3):
        assert main(command[0]) == 0
    assert "另存" not in capsys.readouterr().err
    assert sorted(path.name for path in command[1].parent.iterdir()) == sorted(["草稿.toml", command[1].name])


def test_a_file_made_by_hand_is_set_aside_and_told(
    command: tuple[list[str], Path], capsys: pytest.CaptureFixture[str]
) -> None:
    line, out = command
    out.write_bytes(b"by hand")
    assert main(line) == 0
    aside = out.with_name(f"{out.stem}（原文件）{out.suffix}")
    assert aside.read_bytes() == b"by hand"
    assert aside.name in capsys.readouterr().err
    # What was changed by hand after it was written is nobody's to lose, either.
    with open(out, "ab") as file:
        file.write(b" ")
    changed = out.read_bytes()
    assert main(line) == 0
    assert aside.with_name(f"{out.stem}（原文件2）{out.suffix}").read_bytes() == changed


def test_a_draft_is_never_an_output(command: tuple[list[str], Path], draft: Path) -> None:
    line, out = command
    for data in (draft.read_bytes(), b"# damaged\nschema = 1\n[overview\n", b"\xef\xbb\xbf'schema' = 1\n"):
        out.write_bytes(data)
        assert main(line) == 2
        assert out.read_bytes() == data
    assert sorted(path.name for path in out.parent.iterdir()) == sorted(["草稿.toml", out.name])


@pytest.mark.skipif(os.name == "nt", reason="links of POSIX")
def test_an_input_is_never_an_output_under_any_name(command: tuple[list[str], Path], draft: Path) -> None:
    line, out = command
    before = draft.read_bytes()
    out.symlink_to(draft)
    assert main(line) == 2
    out.unlink()
    os.link(draft, out)
    assert main(line) == 2
    assert draft.read_bytes() == before


def test_the_template_and_the_wording_that_are_used_are_inputs(draft: Path) -> None:
    template, wording = draft.with_name("模板.docx"), draft.with_name("提纲.toml")
    assert main(["template", str(template)]) == 0
    before = template.read_bytes()
    assert main(["export", str(draft), "-o", str(template), "--template", str(template)]) == 2
    assert template.read_bytes() == before
    shutil.copy(SAMPLES / "ten-heading-wording.toml", wording)
    before = wording.read_bytes()
    assert main(["check", str(draft), str(wording), "--format", "json", "-o", str(wording)]) == 2
    assert wording.read_bytes() == before


@pytest.mark.parametrize("given", [(), ("--template", "{other}")])
def test_the_template_that_the_draft_names_is_an_input_whatever_is_given(draft: Path, given: tuple[str, ...]) -> None:
    template, other = draft.with_name("本局.docx"), draft.with_name("别的.docx")
    for out in (template, other):
        assert main(["template", str(out)]) == 0
    draft.write_text(
        draft.read_text("utf-8").replace("[overview]", f'[overview]\ntemplate = "{template.name}"', 1), "utf-8"
    )
    before = template.read_bytes()
    assert main(["export", str(draft), "-o", str(template), *(word.format(other=other) for word in given)]) == 2
    assert template.read_bytes() == before


def test_an_unchanged_template_in_nobodys_use_gives_way_to_a_report_under_another_name(draft: Path) -> None:
    template = draft.with_name("底稿.docx")
    assert main(["template", str(template)]) == 0
    before = template.read_bytes()
    assert main(["export", str(draft), "-o", str(template)]) == 0
    assert draft.with_name("底稿（原文件）.docx").read_bytes() == before


@pytest.mark.skipif(os.name == "nt", reason="devices of POSIX")
def test_a_device_or_a_folder_is_no_place(command: tuple[list[str], Path]) -> None:
    line, out = command
    os.mkfifo(out)
    assert main(line) == 2
    out.unlink()
    out.mkdir()
    (out / "file").write_bytes(b"x")
    assert main(line) == 2
    assert (out / "file").exists()
    assert sorted(path.name for path in out.parent.iterdir()) == sorted(["草稿.toml", out.name])


def test_a_template_does_not_take_the_place_of_a_report(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = draft.with_name("报告.docx")
    assert main(["export", str(draft), "-o", str(out)]) == 0
    report = out.read_bytes()
    capsys.readouterr()
    for _ in range(2):
        assert main(["template", str(out)]) == 0
    assert "“报告.docx”是 ziping 写的另一种文件，原文件已另存为“报告（原文件）.docx”" in capsys.readouterr().err
    assert draft.with_name("报告（原文件）.docx").read_bytes() == report
    assert sorted(path.name for path in draft.parent.iterdir()) == ["报告.docx", "报告（原文件）.docx", "草稿.toml"]


def test_a_report_and_a_checks_result_do_not_take_each_others_place(
    draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = draft.with_name("结果.txt")
    assert main(["export", str(draft), "-o", str(out)]) == 0
    report = out.read_bytes()
    for _ in range(2):
        assert main(["check", str(draft), "-o", str(out)]) in (0, 1)
    checked = out.read_bytes()
    assert draft.with_name("结果（原文件）.txt").read_bytes() == report
    assert main(["export", str(draft), "-o", str(out)]) == 0
    assert draft.with_name("结果（原文件2）.txt").read_bytes() == checked
    assert out.read_bytes() == report
    assert capsys.readouterr().err.count("“结果.txt”是 ziping 写的另一种文件") == 2


def test_where_nothing_can_be_recorded_all_is_written_and_nothing_lost(
    command: tuple[list[str], Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_bytes(b"")
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "file"))
    line, out = command
    assert main(line) == 0
    assert main(line) == 0
    assert out.exists()


def test_new_and_scan_leave_what_is_there(draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, there = draft.with_name("报告.md"), draft.with_name("有.toml")
    assert main(["export", str(draft), "-o", str(report)]) == 0
    there.write_bytes(b"x")
    assert main(["new", str(there)]) == 2
    assert main(["new", str(there), "--from", str(draft)]) == 2
    assert main(["scan", str(report), "-o", str(there)]) == 2
    assert there.read_bytes() == b"x"
