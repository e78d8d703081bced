"""Drafts of an older schema become drafts of this one, with a word; those of a newer one stay as they are."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.drafts import draft as drafts
from model.drafts import migrations
from model.drafts.draft import DraftError, load
from model.drafts.saving import save
from model.editing.session import Session

if TYPE_CHECKING:
    from pathlib import Path

OLD = """\
schema = 1  # 版本

# 概况
[overview]
department = "某局"  # 以前叫部门
extra = 1
"""


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A draft as a program two versions ago wrote it; since then a key got another name, and another one came."""
    monkeypatch.setattr(drafts, "SCHEMA", 3)
    steps = {1: lambda text: text.replace("department =", "unit ="), 2: lambda text: f"{text}year = 2022\n"}
    monkeypatch.setattr(migrations, "STEPS", steps)
    path = tmp_path / "draft.toml"
    path.write_text(OLD, encoding="utf-8")
    return path


def test_an_older_draft_is_migrated_with_a_word_and_saved_anew(path: Path) -> None:
    session = Session(load(path))
    assert "已升级到 3" in session.draft.notices[0]
    assert session.report.cell("overview.unit").raw == "某局"
    assert path.read_text(encoding="utf-8") == OLD
    session.type(session.report.cell("overview.unit"), "新局")
    save(session.draft)
    said = path.read_text(encoding="utf-8")
    assert said == OLD.replace("schema = 1", "schema = 3").replace('department = "某局"', 'unit = "新局"') + (
        "year = 2022\n"
    )
    assert load(path).notices == []


def test_a_newer_draft_is_refused_and_untouched(path: Path) -> None:
    path.write_text("schema = 4\n", encoding="utf-8")
    with pytest.raises(DraftError, match="先升级 ziping"):
        load(path)
    assert path.read_text(encoding="utf-8") == "schema = 4\n"
