"""When the form breaks: the screen comes back, a report lies without the draft in it, what was typed is offered."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from model.drafts.draft import load
from model.safekeeping.recovery import offers
from tests.benchmarks.pty import Terminal

ROOT = Path(__file__).parents[3]
BREAK = """
import sys
from tui.state.view_state import ViewState
from tui.cli.main import main
told = ViewState.refresh
def broken(self, *where):
    told(self, *where)
    if "炸" in self.unit_name:
        raise KeyError(self.unit_name)
ViewState.refresh = broken
sys.exit(main(sys.argv[1:]))
"""


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals of POSIX")
def test_an_unexpected_error_leaves_a_sentence_and_everything_typed(
    draft: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    with Terminal([sys.executable, "-c", BREAK, draft], folder=ROOT) as form:
        form.first_paint("单位名称")
        form.send("机密单位")
        form.shows("机密单位")
        form.send("炸")
        form.shows("填写的内容已记下")
        said = form.output.decode(errors="replace")
    assert "\x1b[?1049l" in said
    assert "程序出错，已经退出；填写的内容已记下" in said
    assert "Traceback" not in said
    (report,) = (tmp_path / "data" / "ziping" / "reports").iterdir()
    text = report.read_text(encoding="utf-8")
    assert "builtins.KeyError" in text
    assert "机密" not in text
    (offer,), _ = offers(load(draft))
    assert offer.differences[0].new.endswith("机密单位炸")


@pytest.mark.skipif(os.name == "nt", reason="pseudo-terminals of POSIX")
def test_a_killed_form_offers_what_was_typed_when_it_is_opened_again(draft: Path) -> None:
    command: list[str | Path] = [sys.executable, "-m", "tui", draft]
    with Terminal(command, folder=ROOT) as form:
        form.first_paint("单位名称")
        form.send("被杀的单位")
        form.shows("被杀的单位")
    with Terminal(command, folder=ROOT) as form:
        form.first_paint("没有保存")
        form.shows("被杀的单位")
        form.send("\r")
        form.shows("已找回")
        form.output = b""
        form.send("\x13")
        form.shows("已保存")
    assert load(draft).report.cell("overview.unit").raw.endswith("被杀的单位")


def test_a_command_that_breaks_says_that_it_is_not_done(draft: Path, tmp_path: Path) -> None:
    broken = "import tui.cli.main as cli\ncli._run = lambda words: {}['机密']\ncli.run()"
    done = subprocess.run(
        [sys.executable, "-c", broken, "check", draft],
        cwd=ROOT,
        env=os.environ | {"XDG_DATA_HOME": str(tmp_path)},
        capture_output=True,
        encoding="utf-8",
    )
    assert done.returncode == 70
    assert done.stderr.startswith("程序出错，已经退出；命令没有做完。出错的位置记在 ")
    assert len(done.stderr.splitlines()) == 1
    (report,) = (tmp_path / "ziping" / "reports").iterdir()
    assert "机密" not in report.read_text(encoding="utf-8")


def test_a_sentence_is_all_there_is_without_a_terminal(draft: Path) -> None:
    done = subprocess.run([sys.executable, "-m", "tui", draft], capture_output=True, encoding="utf-8", timeout=30)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
