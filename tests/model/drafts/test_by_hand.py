"""Days, years and choices written into the file by hand, otherwise than the form would keep them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import load
from model.drafts.saving import save
from tests.model.drafting import SMALL, codes, draft
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("day", ["2024.6.30", "2024年6月30日", "2024/6/30", "２０２４-6-30"])
def test_a_day_is_what_it_says_however_it_is_written(day: str) -> None:
    lines = f'[overview]\nyear = "2023年"\n[publication]\ndate = "{day}"\n'
    report = draft(lines).report
    assert report.cell("publication.date").raw == "2024-06-30"
    assert report.cell("overview.year").raw == "2023"
    assert not {"published_early", "published_late"} & codes(lines)
    assert "published_late" in codes(lines.replace("6", "7"))


def by_hand(path: Path) -> Path:
    """The small bureau with its year and its day of publication in words."""
    text = SMALL.read_text(encoding="utf-8")
    text = text.replace("year = 2024", 'year = "2024年度"').replace("date = 2025-06-20", 'date = "2025.6.20"')
    path.write_text(text, encoding="utf-8")
    return path


def test_it_is_checked_and_exported_like_any_other(tmp_path: Path) -> None:
    path = by_hand(tmp_path / "draft.toml")
    out = tmp_path / "report.txt"
    assert main(["check", str(path)]) == 0
    assert main(["export", str(path), "-o", str(out)]) == 0
    assert "2025年6月20日" in out.read_text(encoding="utf-8")


def test_saved_unchanged_it_stays_as_it_was_written(tmp_path: Path) -> None:
    path = by_hand(tmp_path / "draft.toml")
    before = path.read_bytes()
    opened = load(path)
    save(opened)
    assert path.read_bytes() == before
    opened.report.set(opened.report.cell("overview.scale.last_year"), "1")
    save(opened)
    assert b'"2024\xe5\xb9\xb4\xe5\xba\xa6"' in path.read_bytes()
