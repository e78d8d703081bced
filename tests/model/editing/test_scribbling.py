"""A short form of ``python -m tests.tools.scribbling``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.model.drafting import DATA, SMALL
from tests.tools.scribbling import run

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("sample", [SMALL, DATA / "school.toml"], ids=lambda path: path.stem)
def test_random_edits_lose_nothing(sample: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    run(tmp_path / "draft.toml", sample.read_text(encoding="utf-8"), 300, 3)
