"""What a check loads: a clerk's script that checks fifty drafts must not wait for a screen fifty times."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SAMPLE = "samples/changsha-hrss-2022.toml"
LIST_MODULES = """
import sys
from tui.cli import main
code = main(sys.argv[1:])
print(code, *sys.modules, file=sys.stderr)
"""


def loaded_by(*words: str) -> set[str]:
    command = [sys.executable, "-c", LIST_MODULES, *words]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8", timeout=60)
    code, *modules = done.stderr.splitlines()[-1].split()
    assert code in "01", done.stderr
    return set(modules)


@pytest.mark.parametrize("format", [(), ("--format", "json")])
def test_a_check_loads_neither_screen_nor_word_nor_the_writer_of_drafts(format: tuple[str, ...]) -> None:
    modules = loaded_by("check", SAMPLE, *format)
    assert "model.checks" in modules
    assert not modules & {"textual", "rich", "docx", "lxml", "tomlkit", "platformdirs", "asyncio"}


def test_a_plain_check_loads_little_of_the_library_either() -> None:
    modules = loaded_by("check", SAMPLE)
    assert not modules & {"argparse", "pathlib", "shutil", "decimal", "importlib.metadata", "json", "dataclasses"}


@pytest.mark.parametrize("suffix", ["docx", "md", "txt"])
def test_an_export_loads_no_screen_and_no_writer_of_drafts(tmp_path: Path, suffix: str) -> None:
    modules = loaded_by("export", SAMPLE, "-o", str(tmp_path / f"report.{suffix}"))
    assert not modules & {"textual", "rich", "tomlkit"}
    assert suffix == "docx" or not modules & {"docx", "lxml"}
