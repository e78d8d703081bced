"""Files called anything at all, links that lead nowhere, a full disk: each a line, and outputs that others can read."""

from __future__ import annotations

import csv
import io
import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from model.batch.check_many import CheckOrder, check_many
from model.batch.search import find
from model.text import json_text, shown
from tests.model.drafting import ROOT, SMALL

if TYPE_CHECKING:
    from pathlib import Path

SOUND = SMALL.read_bytes()
NAMES = (b"a\nb.toml", b"\x1b[31mred.toml", b"\xff\xfe.toml", '=1+1,“引号”".toml'.encode(), "正\u202e反.toml".encode())

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="elsewhere a name cannot be any bytes")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Five sound drafts of hostile names, a broken one of such a name, and a link that leads to itself."""
    below = tmp_path / "各局"
    below.mkdir()
    for name in NAMES:
        with open(os.fsencode(below) + b"/" + name, "wb") as file:
            file.write(SOUND)
    with open(os.fsencode(below) + b"/\xfe.toml", "wb") as file:
        file.write(b"schema = 2\n[overview\n")
    os.symlink("loop.toml", below / "loop.toml")
    return below


def checked(folder: Path, format: str, output: str = "", resume: str = "") -> str:
    out = io.StringIO()
    assert check_many(CheckOrder([str(folder)], format, output, jobs=1, resume=resume), out=out, err=io.StringIO()) == 2
    return out.getvalue()


def test_a_link_to_itself_does_not_hide_its_folder(folder: Path) -> None:
    assert len(list(find([str(folder)]))) == len(NAMES) + 2
    assert "loop.toml：读不了" in checked(folder, "text")


def test_every_file_is_one_line_that_a_terminal_shows(folder: Path) -> None:
    (folder / "\x1b]0;正\u202e反.txt").write_text("一份说明", encoding="utf-8")
    for name in ("甲", "乙"):
        report = f"某\u202e\x9b局2023年度部门整体支出绩效自评报告\n一、部门概况\n支出总额{name}100万元。\n"
        (folder / f"{name}\x1b[31m.md").write_text(report, encoding="utf-8")
    lines = checked(folder, "text").split("\n")[:-1]
    assert len(lines) == len(NAMES) + 3
    assert ".txt" in lines[-1]
    assert all(line.isprintable() for line in lines)
    assert any("a\\nb.toml" in line for line in lines)


@pytest.mark.parametrize("format", ["json", "sarif", "csv", "xlsx", "text"])
def test_every_format_can_be_read_as_utf8(folder: Path, tmp_path: Path, format: str) -> None:
    path = tmp_path / f"out.{format}"
    checked(folder, format, str(path))
    if format == "xlsx":
        from openpyxl import load_workbook

        rows = list(load_workbook(path)["各份"].iter_rows(values_only=True))
        assert len(rows) == len(NAMES) + 5
        return
    text = path.read_bytes().decode("utf-8-sig")
    if format == "json":
        assert {os.fsencode(draft["path"]).rpartition(b"/")[2] for draft in json.loads(text)["drafts"]} >= set(NAMES)
    elif format == "sarif":
        assert json.loads(text)["version"] == "2.1.0"
    elif format == "csv":
        assert {len(row) for row in csv.reader(io.StringIO(text))} == {12}


def test_a_name_that_is_no_text_is_known_again(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.jsonl"
    first = checked(folder, "json", resume=str(record))
    kept = record.read_bytes()
    assert checked(folder, "json", resume=str(record)) == first
    assert record.read_bytes() == kept
    assert len(kept.splitlines()) == len(NAMES) + 1, "the link has no size by which to know it"


def test_a_full_disk_names_the_file_that_it_holds_up(folder: Path, tmp_path: Path) -> None:
    record = tmp_path / "r.jsonl"
    code = (
        "import resource, sys; from tui.cli.main import main; resource.setrlimit(resource.RLIMIT_FSIZE, (300, 300));"
        "sys.exit(main(['check', *sys.argv[1:]]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(folder), "--resume", str(record)], cwd=ROOT, capture_output=True, check=False
    )
    assert done.returncode == 2
    assert done.stderr.decode().startswith(f"{record}：")
    assert done.stderr.count(b"\n") == 1


@pytest.mark.parametrize(
    ("text", "seen"), [("正常　名", "正常　名"), ("a\tb", "a\\tb"), ("\udcff", "\\udcff"), ("\u202e", "\\u202e")]
)
def test_what_is_shown_of_a_name(text: str, seen: str) -> None:
    assert shown(text) == seen


def test_json_gives_every_name_back() -> None:
    for text in ("局", "\udcff局", "\n"):
        assert json.loads(json_text([text]).encode()) == [text]
