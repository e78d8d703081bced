"""What the shells offer after the words of a command line, asked of the shells themselves."""

from __future__ import annotations

import os
import shutil
import subprocess
import time
from typing import TYPE_CHECKING

import pytest

from tests.tools.programs import require
from tests.tui.driving import SAMPLE
from tui.cli.commands import Command
from tui.cli.completion import script

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("ziping che", {"check"}),
        ("ziping export a.toml --copy ''", {"stamp", "draft", "review"}),
        ("ziping check --js", set()),
        ("ziping check --jo", {"--jobs"}),
        ("ziping rules basic_p", {"basic_part"}),
        ("ziping check small", {"small-bureau-2024.toml"}),
        ("ziping verify ''", {"pages", "screens"}),
    ],
)
def test_bash_offers_what_fits(tmp_path: Path, words: str, offered: set[str]) -> None:
    require("bash")
    written = tmp_path / "ziping.bash"
    written.write_text(script("bash"), "utf-8")
    ask = f"source {written}; COMP_WORDS=({words}); COMP_CWORD=$((${{#COMP_WORDS[@]}} - 1)); _ziping; "
    ask += 'printf "%s\\n" "${COMPREPLY[@]}"'
    done = subprocess.run(["bash", "-c", ask], capture_output=True, encoding="utf-8", cwd=SAMPLE.parent)
    assert set(done.stdout.split()) == offered, done.stderr


FITTING = pytest.mark.parametrize(
    ("words", "offered"),
    [
        ("ziping che", {"check"}),
        ("ziping export a.toml --copy ", {"stamp", "draft", "review"}),
        ("ziping check --form", {"--format"}),
        ("ziping rules basic_p", {"basic_part"}),
        ("ziping check small", {"small-bureau-2024.toml"}),
        ("ziping check --jobs ", set()),
        ("ziping new a.toml --from small", {"small-bureau-2024.toml"}),
    ],
)


@FITTING
def test_fish_offers_what_fits(tmp_path: Path, words: str, offered: set[str]) -> None:
    require("fish")
    written = tmp_path / "ziping.fish"
    written.write_text(script("fish"), "utf-8")
    ask = ["fish", "--no-config", "-c", f"source {written}; complete -C '{words}'"]
    done = subprocess.run(ask, capture_output=True, encoding="utf-8", cwd=SAMPLE.parent)
    assert {line.split("\t")[0] for line in done.stdout.splitlines()} == offered, done.stderr


@FITTING
def test_powershell_offers_what_fits(tmp_path: Path, words: str, offered: set[str]) -> None:
    if not (shell := shutil.which("pwsh") or shutil.which("powershell")):
        pytest.skip("PowerShell is missing: its completion is untried")
    written = tmp_path / "ziping.ps1"
    written.write_text(script("powershell"), "utf-8-sig")
    ask = f". {written}; (TabExpansion2 '{words}' {len(words)}).CompletionMatches | ForEach-Object CompletionText"
    done = subprocess.run([shell, "-NoProfile", "-Command", ask], capture_output=True, text=True, cwd=SAMPLE.parent)
    assert set(done.stdout.split()) == offered, done.stderr


def test_quotation_marks_of_any_kind_end_no_text_in_powershell(monkeypatch: pytest.MonkeyPatch) -> None:
    # There the typographic ones end a text as the plain one does.
    command = Command("say", ("它说‘好’ it's", ""), ())
    monkeypatch.setattr("tui.cli.completion.DECLARED", (command,))
    assert "Does = '它说‘‘好’’ it''s';" in script("powershell")


def test_zsh_puts_in_what_fits(tmp_path: Path) -> None:
    require("zsh", "tmux")
    written = tmp_path / "ziping.zsh"
    written.write_text(script("zsh"), "utf-8")
    socket = f"ziping-zsh-{os.getpid()}"

    def tmux(*words: str) -> str:
        done = subprocess.run(["tmux", "-L", socket, *words], capture_output=True, encoding="utf-8", timeout=20)
        return done.stdout

    def typed(words: str, shows: str) -> None:
        tmux("send-keys", "-l", words)
        end = time.monotonic() + 20
        while shows not in (screen := tmux("capture-pane", "-p")):
            assert time.monotonic() < end, screen
            time.sleep(0.05)
        tmux("send-keys", "C-u")

    tmux("-f", os.devnull, "new-session", "-d", "-x", "100", "-y", "30", "-c", str(SAMPLE.parent), "zsh -f")
    try:
        typed(f"autoload -U compinit; compinit -u -d {tmp_path}/dump; source {written}; clear; echo re''ady\n", "ready")
        for words, shows in (
            ("ziping che", "ziping check"),
            ("ziping export a.toml --copy st", "--copy stamp"),
            ("ziping scan --form", "scan --format"),
            ("ziping rules basic_p", "basic_part"),
            ("ziping diff small", "diff small-bureau-2024.toml"),
            ("ziping small", "ziping small-bureau-2024.toml"),
        ):
            typed(f"{words}\t", shows)
    finally:
        tmux("kill-server")
