"""A short form of every attack; the long one is ``python -m tests.tools.attack``."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.tools.attack import ATTACKS, ROOT, Attack

if TYPE_CHECKING:
    from pathlib import Path

# Kills and the browser have tests of their own beside the form.
HERE = [attack for attack in ATTACKS if attack.run.__module__ != "tests.tools.attack"]


@pytest.mark.parametrize("attack", HERE, ids=lambda attack: attack.name)
def test_nothing_falls(
    attack: Attack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CONFIG_HOME"):
        monkeypatch.setenv(name, str(tmp_path / name.lower()))
    tries, fell = attack.run(attack.quick, tmp_path)
    if not tries:
        pytest.skip(fell[0])
    assert fell == []


@pytest.mark.long
def test_no_expression_takes_time_with_the_square_of_a_text() -> None:
    command = [sys.executable, "-m", "tests.tools.slow_patterns"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, encoding="utf-8")
    assert done.returncode == 0, done.stdout + done.stderr
    assert int(done.stdout.split()[0]) > 100
