"""What the command line writes where the streams take little: GBK, Latin, ASCII, pipes; and how a crash ends."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SAMPLE = "samples/changsha-hrss-2022.toml"


def ran(encoding: str, *words: str) -> subprocess.CompletedProcess[bytes]:
    there = os.environ | {"PYTHONIOENCODING": encoding, "PYTHONUTF8": "0"}
    return subprocess.run([sys.executable, "-m", "tui", *words], cwd=ROOT, env=there, capture_output=True, timeout=60)


@pytest.mark.parametrize("encoding", ["gbk", "ascii", "latin-1"])
def test_findings_are_written_in_any_encoding(encoding: str) -> None:
    done = ran(encoding, "check", SAMPLE)
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    assert done.stdout.decode(encoding).count("\n") > 5


def test_what_gbk_can_say_is_said_in_gbk() -> None:
    assert "错误" in ran("gbk", "check", SAMPLE).stdout.decode("gbk")


@pytest.mark.parametrize("words", [("--format", "json"), ("--format=json",)])
def test_data_for_scripts_is_utf_8_whatever_the_locale(words: tuple[str, ...]) -> None:
    done = ran("gbk", "check", SAMPLE, *words)
    assert json.loads(done.stdout.decode("utf-8"))["drafts"][0]["path"] == SAMPLE
    assert not done.stdout.startswith(b"\xef\xbb\xbf")


def test_a_crash_ends_with_70_and_one_sentence(tmp_path: Path) -> None:
    code = (
        "import sys, model.drafts.draft, tui.cli.main as program\n"
        "def broken(*_): raise RuntimeError('fault of the program')\n"
        "model.drafts.draft.load = broken\n"
        "sys.argv = ['ziping', 'explain', sys.argv[1], 'overview.total']\n"
        "program.run()"
    )
    there = os.environ | {"XDG_DATA_HOME": str(tmp_path), "XDG_STATE_HOME": str(tmp_path)}
    command = [sys.executable, "-c", code, SAMPLE]
    done = subprocess.run(command, cwd=ROOT, env=there, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 70
    assert done.stderr.startswith("程序出错")
    assert "Traceback" not in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="signals of POSIX")
def test_ctrl_c_ends_any_command_with_130_and_one_sentence() -> None:
    code = (
        "import os, signal, sys, model.drafts.draft, tui.cli.main as program\n"
        "model.drafts.draft.load = lambda *_: os.kill(os.getpid(), signal.SIGINT)\n"
        "sys.argv = ['ziping', 'explain', sys.argv[1], 'overview.total']\n"
        "program.run()"
    )
    command = [sys.executable, "-c", code, SAMPLE]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "已中断\n")


WRITING = (
    *(("check", SAMPLE), ("scan", SAMPLE), ("rules",), ("schema",), ("man",), ("summary", SAMPLE), ("history", SAMPLE)),
    *(
        ("diff", SAMPLE, SAMPLE),
        ("completion", "bash"),
        ("export", SAMPLE, "-o", "-"),
        ("--help",),
        ("check", "--help"),
    ),
    *(("explain", SAMPLE, "overview.total"), ("--version",)),
)


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes the stream")
@pytest.mark.parametrize("words", WRITING, ids=" ".join)
def test_a_closed_standard_output_is_told_in_one_sentence(words: tuple[str, ...]) -> None:
    closed = ["sh", "-c", 'exec "$@" >&-', "sh", sys.executable, "-m", "tui", *words]
    done = subprocess.run(closed, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith("没有做完：标准输出已关闭")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(sys.platform == "win32", reason="a shell of POSIX closes the stream")
@pytest.mark.parametrize("words", [(), (SAMPLE,)], ids=str)
def test_a_closed_standard_input_is_told_in_one_sentence(words: tuple[str, ...]) -> None:
    closed = ["sh", "-c", 'exec "$@" <&-', "sh", sys.executable, "-m", "tui", *words]
    done = subprocess.run(closed, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("填写界面要在终端里打开")
    assert done.stderr.count("\n") == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
@pytest.mark.parametrize("words", [("--help",), ("check", "--help"), ("--version",), ("rules",)], ids=" ".join)
def test_what_cannot_be_written_is_told_in_one_sentence(words: tuple[str, ...]) -> None:
    with open("/dev/full", "wb") as full:
        program = [sys.executable, "-m", "tui", *words]
        done = subprocess.run(program, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", timeout=60)
    assert done.returncode == 2
    assert done.stderr == "没有做完：磁盘已满，请检查磁盘空间和权限\n"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="no full disk to write to")
@pytest.mark.parametrize(
    ("words", "both"),
    [(("check", "没有.toml"), False), (("history", "没有.toml"), False), (("check", SAMPLE), True), (("--zz",), False)],
    ids=str,
)
def test_where_nobody_can_be_told_the_exit_code_tells(words: tuple[str, ...], both: bool, tmp_path: Path) -> None:
    with open("/dev/full", "wb") as full:
        program = [sys.executable, "-m", "tui", *words]
        home = {**os.environ, "XDG_DATA_HOME": str(tmp_path)}
        out = full if both else subprocess.PIPE
        done = subprocess.run(program, cwd=ROOT, stdout=out, stderr=full, env=home, timeout=60)
    assert done.returncode == 2
    assert not list(tmp_path.rglob("reports"))


@pytest.mark.skipif(sys.platform == "win32", reason="links without rights, and names of that length, are of POSIX")
def test_the_reasons_of_the_system_are_said_in_chinese(tmp_path: Path) -> None:
    loop = tmp_path / "圈.toml"
    loop.symlink_to(loop)
    for words, said in (
        (("check", str(loop)), "快捷链接互相指向"),
        (("check", str(tmp_path / ("a" * 300 + ".toml"))), "文件名太长"),
    ):
        done = subprocess.run([sys.executable, "-m", "tui", *words], cwd=ROOT, capture_output=True, encoding="utf-8")
        assert done.returncode == 2
        assert said in done.stderr
