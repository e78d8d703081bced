"""A check whose output cannot be written, or is no longer read."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
SAMPLE = "samples/changsha-hrss-2022.toml"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_findings_that_could_not_be_written_are_not_passed_off_as_a_verdict() -> None:
    with open("/dev/full", "w") as full:
        command = [sys.executable, "-m", "tui", "check", SAMPLE]
        done = subprocess.run(command, cwd=ROOT, stdout=full, stderr=subprocess.PIPE, encoding="utf-8", timeout=60)
    assert done.returncode == 2
    assert len(done.stderr.splitlines()) == 1
    assert "磁盘空间" in done.stderr


def test_a_reader_that_stops_reading_is_no_fault() -> None:
    command = [sys.executable, "-m", "tui", "check", SAMPLE]
    done = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8")
    assert done.stdout is not None
    done.stdout.close()
    assert done.wait(60) == 2
    assert done.stderr is not None
    assert not done.stderr.read()
    done.stderr.close()
