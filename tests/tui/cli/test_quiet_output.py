"""What a draft, a report or a name holds never steers the terminal it is shown on."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.model.drafting import SMALL
from tui.cli.main import main

ROOT = Path(__file__).parents[3]
HOSTILE = "\x1b]0;被改的标题\x07\x9b31m\x90\u202e\u2066\u200f\x7f"


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """A draft whose name and texts would steer a terminal."""
    path = tmp_path / f"局{HOSTILE}.toml"
    spelt = "".join(f"\\U{ord(mark):08x}" for mark in HOSTILE)
    text = SMALL.read_text(encoding="utf-8")
    at = text.index("unit = ")
    end = text.index("\n", at)
    path.write_text(f'{text[:at]}unit = "某局{spelt}"{text[end:]}', encoding="utf-8")
    return path


@pytest.mark.parametrize("words", [("check", "{}"), ("check", "{}", "--jobs", "1"), ("check", "{}/..")])
@pytest.mark.parametrize("sound", [True, False])
def test_a_name_of_two_lines_forges_no_line(
    words: tuple[str, ...], sound: bool, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "局" / "草稿.toml\n共：错误 0 处"
    path = path.with_name(f"{path.name}.toml")
    path.parent.mkdir()
    path.write_text(SMALL.read_text(encoding="utf-8") if sound else "schema = [", encoding="utf-8")
    main([word.format(path if "/.." not in word else path.parent / "x").replace("x/..", "") for word in words])
    said = capsys.readouterr()
    assert "草稿.toml\\n共：" in said.out + said.err
    assert "\n共：错误 0 处.toml" not in said.out + said.err


def quiet(text: str) -> bool:
    return all(mark.isprintable() or mark in "\n\u3000" for mark in text)


@pytest.mark.parametrize(
    "words",
    [
        ("check", "{}"),
        ("check", "{}", "--format", "json"),
        ("check", "{}", "{}x", "--format", "sarif"),
        ("diff", "{}", str(SMALL)),
        ("diff", "{}", str(SMALL), "--format", "json"),
        ("history", "{}"),
        ("explain", "{}", "overview.unit"),
        ("summary", "{}"),
        ("export", "{}", "-o", "{}.md"),
        ("scan", "{}.md"),
        ("scan", "{}.md", "--format", "json"),
        ("verify", "{}.md", "{}"),
        ("wording", "{}.w.toml"),
        ("template", "{}.docx"),
        ("new", "{}.new.toml"),
        ("new", "{}"),
        ("check", "{}none"),
        ("import", "{}", "{}none.xlsx"),
    ],
    ids=" ".join,
)
def test_no_command_lets_a_text_steer_the_terminal(
    words: tuple[str, ...], hostile: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["export", str(hostile), "-o", f"{hostile}.md"])
    capsys.readouterr()
    main([word.replace("{}", str(hostile)) for word in words])
    said = capsys.readouterr()
    assert quiet(said.out), repr(said.out)
    assert quiet(said.err), repr(said.err)


def test_json_gives_back_what_was_there(hostile: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", str(hostile), "--format", "json"])
    assert json.loads(capsys.readouterr().out)["drafts"][0]["path"] == str(hostile)


@pytest.mark.skipif(os.name == "nt", reason="pipes of POSIX")
@pytest.mark.parametrize("words", ["check {} {} {}", "check {} --format json", "rules", "check {folder}", "scan {}.md"])
def test_who_reads_no_more_is_not_told(words: str, hostile: Path) -> None:
    draft = hostile.with_name("a.toml")
    draft.write_bytes(SMALL.read_bytes())
    filled = words.replace("{}", str(draft)).replace("{folder}", str(draft.parent)).split()
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([sys.executable, "-m", "tui", *filled], cwd=ROOT, stdout=writing, stderr=subprocess.PIPE)
    os.close(writing)
    assert done.stderr == b"" or words.startswith("scan")
    assert b"Traceback" not in done.stderr
    assert b"Broken" not in done.stderr
