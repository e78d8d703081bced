"""Each test has a draft and a state folder of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.driving import SAMPLE
from tui.config import settings

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture(autouse=True)
def _state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)  # what a test exports without a folder belongs to the test
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path / "state"))
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "config"))
    settings.remember(greeted=True)


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    """A copy of the reference sample."""
    path = tmp_path / "草稿.toml"
    path.write_bytes(SAMPLE.read_bytes())
    return path
