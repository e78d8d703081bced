"""The help in both languages, and what a real bash offers to complete."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys

import pytest

from tui.cli.commands import COMMANDS, DECLARED
from tui.cli.language import english


def said(*words: str, **environment: str) -> str:
    base = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
    done = subprocess.run(
        [sys.executable, "-m", "tui", *words],
        capture_output=True,
        encoding="utf-8",
        env=base | {"COLUMNS": "80", "PYTHONUTF8": "1", **environment},
        timeout=30,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, False),
        ({"LANG": "C.UTF-8"}, False),
        ({"LANG": "zh_CN.UTF-8"}, False),
        ({"LANG": "de_DE.UTF-8"}, False),
        ({"LANG": "en_GB.UTF-8"}, True),
        ({"LANG": "zh_CN.UTF-8", "LC_MESSAGES": "en_US"}, True),
        ({"LC_ALL": "zh_CN.UTF-8", "LANG": "en_US"}, False),
        ({"LANG": "zh_CN.UTF-8", "LANGUAGE": "en:zh"}, True),
        ({"LC_ALL": "C", "LANGUAGE": "en"}, False),
    ],
)
def test_only_an_english_locale_gives_english(environment: dict[str, str], expected: bool) -> None:
    assert english(environment) is expected


@pytest.mark.parametrize("command", ["", *COMMANDS])
def test_every_page_is_whole_in_both_languages(command: str) -> None:
    words = filter(None, (command, "--help"))
    chinese, foreign = said(*words), said(*filter(None, (command, "--help")), LANG="en_US.UTF-8")
    assert "名称\n" in chinese
    assert "退出码\n" in chinese
    assert not re.search("NAME\n|usage|optional|show this", chinese)
    assert "EXIT STATUS\n" in foreign
    about = foreign.partition("EXAMPLES")[0].replace("部门整体支出绩效自评报告", "").replace("支出总额", "")
    assert not re.search("[\u4e00-\u9fff]", about)


@pytest.mark.parametrize("locale", ["zh_CN.UTF-8", "en_US.UTF-8"])
def test_the_page_for_man_tells_what_the_help_tells(locale: str) -> None:
    if not shutil.which("groff"):
        pytest.skip("groff is missing: the page for man is not set")
    page = said("man", LANG=locale)
    groff = ["groff", "-K", "utf8", "-man", "-T", "utf8", "-ww", "-rLL=90n"]
    done = subprocess.run(groff, input=page, capture_output=True, encoding="utf-8")
    assert done.stderr == ""
    shown = re.sub("\x1b\\[[0-9;]*m|.\x08|\\s", "", done.stdout).replace("−", "-").replace("‐", "-")
    for command in DECLARED:
        assert f"ziping{command.name}" in shown
        for word in command.words:
            for told in (*(word.names if word.is_option else (word.stands_for,)), word.said["en_US" in locale]):
                assert re.sub("\\s", "", told) in shown
