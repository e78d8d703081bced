"""A short form of ``python -m tests.tools.mutants``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.tools.mutants import faults

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_damaged_drafts_and_journals_do_no_harm(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert list(faults(200, 5000)) == []
