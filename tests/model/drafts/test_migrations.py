"""Drafts of an older schema become drafts of this one, with a word; those of a newer one stay as they are."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

from model.drafts import draft as drafts
from model.drafts import migrations
from model.drafts.draft import DraftError, load
from model.drafts.saving import save
from model.editing.session import Session
from tests.model.drafting import DATA

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


SCHEMA_1 = DATA / "schema-1" / "small-bureau-2024.toml"


def test_a_draft_of_schema_1_opens_without_loss_and_signs_with_the_day_it_was_signed_with() -> None:
    draft = load(SCHEMA_1)
    assert draft.problems == []
    assert "已升级到 2" in draft.notices[0]
    old, new = SCHEMA_1.read_text(encoding="utf-8"), draft.text
    assert new == old.replace("schema = 1", "schema = 2").replace(
        "date = 2025-06-20", "date = 2025-06-20\nsigned = 2025-06-20"
    )
    assert draft.report.cell("publication.signed").raw == draft.report.cell("publication.date").raw == "2025-06-20"


@pytest.mark.parametrize(
    "publication",
    [
        '[publication]\n# date = 2020-01-01\n[[publication.uses]]\nheading = "一"\n',
        "publication = { date = 2025-06-20 }\n",
        "publication.date = 2025-06-20\n",
        '[publication]\nintro = """\n[publication]\ndate = 2020-01-01\n"""\ndate = 2025-06-20 # 日\n',
        "[publication]\r\ndate = 2025-06-20\r\nplace = '网站'\r\n",
        "[publication]\ndate = 2025-06-20",
        "[publication]\ndate = '不知道'\n",
    ],
)
def test_however_the_day_is_written_it_is_kept_and_copied(publication: str) -> None:
    draft = drafts.parse(f"schema = 1\n{publication}")
    before = tomllib.loads(publication).get("publication", {})
    after = tomllib.loads(draft.text)["publication"] if before else {}
    assert after.pop("signed", None) == before.get("date")
    assert after == before
    assert "\r\n" not in publication or "\n" not in draft.text.replace("\r\n", "").replace("schema = 2\n", "")
