"""``-`` for standard input and output, and help and version as words."""

from __future__ import annotations

import io
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from docx import Document

from tests.tui.driving import SAMPLE
from tui.cli.main import main

ROOT = Path(__file__).parents[3]
SMALL = ROOT / "samples" / "small-bureau-2024.toml"


def ran(*words: str, given: bytes = b"") -> subprocess.CompletedProcess[bytes]:
    environment = os.environ | {"LANGUAGE": "zh_CN", "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-m", "tui", *words]
    return subprocess.run(command, input=given, capture_output=True, env=environment, timeout=60)


def test_a_draft_from_standard_input_is_checked_as_its_file_is() -> None:
    piped = ran("check", "-", "--format", "json", given=SAMPLE.read_bytes())
    named = ran("check", str(SAMPLE), "--format", "json")
    assert piped.returncode == named.returncode == 1
    (one,), (same,) = (json.loads(done.stdout)["drafts"] for done in (piped, named))
    assert one.pop("path") == "-"
    same.pop("path")
    assert one == same


@pytest.mark.parametrize("source", ["-", str(SMALL)])
def test_the_word_file_goes_to_standard_output_and_what_is_said_elsewhere(source: str) -> None:
    done = ran("export", source, "-o", "-", given=SMALL.read_bytes())
    assert done.returncode == 0
    assert "自评报告" in "".join(one.text for one in Document(io.BytesIO(done.stdout)).paragraphs)
    assert done.stderr.decode().splitlines()[-1] == "已导出到标准输出"


def test_a_report_from_standard_input_becomes_a_draft_on_standard_output(tmp_path: Path) -> None:
    report = ran("export", str(SMALL), "-o", "-").stdout
    done = ran("scan", "-", "-o", "-", given=report)
    assert done.returncode == 0, done.stderr.decode()
    assert "已写成草稿；" in done.stderr.decode()
    (tmp_path / "report.docx").write_bytes(report)
    kept = tmp_path / "kept.toml"
    assert ran("scan", str(tmp_path / "report.docx"), "-o", str(kept)).returncode == 0
    assert done.stdout == kept.read_bytes()
    named = ran("scan", str(tmp_path / "report.docx"))
    assert named.stdout.decode().splitlines()[1:] == ran("scan", "-", given=report).stdout.decode().splitlines()[1:]


@pytest.mark.parametrize(
    ("words", "given", "said"),
    [
        (("check", "-"), b"schema = 2\n[nonsense", "- 第2行"),
        (("check", "-", "--format", "csv"), b"", "只能单独核对"),
        (("check", "-", "a.toml"), b"", "只能单独核对"),
        (("scan", "-"), b"\n", "-：文件是空的"),
        (("scan", "-", "-o", "-", "--format", "json"), b"", "不能和 --format json 同用"),
        (("export", "-", "-o", "-"), b"\xff\xfe", "- 第1行"),
    ],
)
def test_what_cannot_be_read_is_one_sentence(words: tuple[str, ...], given: bytes, said: str) -> None:
    done = ran(*words, given=given)
    assert (done.returncode, done.stdout) == (2, b"")
    assert said in done.stderr.decode()
    assert len(done.stderr.splitlines()) == 1


def test_help_and_version_are_words() -> None:
    assert ran("help", "check").stdout == ran("check", "--help").stdout
    assert ran("help").stdout == ran("--help").stdout
    assert ran("version").stdout == ran("--version").stdout
    assert ran("help", "chekc").returncode == 2


@pytest.mark.parametrize("name", ["help", "version"])
def test_drafts_of_these_names_open(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    Path(name).write_text("schema = 2\n[nonsense", encoding="utf-8")
    assert main([f"./{name}"]) == 2
    assert f"{name} 第2行" in capsys.readouterr().err
