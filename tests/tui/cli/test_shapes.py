"""The shapes of JSON that ``tui/cli/README.md`` shows are those that the commands print."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from model.drafts.new_draft import create
from tests.model.workbooks.accounts import Accounts, hunan_2022, write_xlsx
from tui.cli.main import main

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "samples" / "changsha-hrss-2022.toml"


def shape(first: str) -> Any:
    """The shape in the room's text whose first name is ``first``; None stands for a value that is not told."""
    text = (ROOT / "tui" / "cli" / "README.md").read_text("utf-8")
    (said,) = re.findall(r"`(\{\"" + first + r"\".*?\})`", text, re.DOTALL)
    said = re.sub(r'"(\w+)"(?=\s*[,}])', r'"\1": null', said.replace("[...]", "null"))
    return json.loads(said)


def fits(value: Any, told: Any, where: str = "") -> None:
    """Assert that ``value`` has the names that are ``told``, and no others, on every floor that is told."""
    if isinstance(told, list):
        assert isinstance(value, list), where
        for one in value:
            fits(one, told[0], where)
    elif isinstance(told, dict):
        assert set(value) == set(told), where
        for name, inner in told.items():
            fits(value[name], inner, f"{where}.{name}")


def printed(capsys: pytest.CaptureFixture[str], *words: str | Path) -> Any:
    main([str(word) for word in words])
    return json.loads(capsys.readouterr().out)


def test_check(capsys: pytest.CaptureFixture[str]) -> None:
    found = printed(capsys, "check", SAMPLE, "--format", "json")
    assert found["drafts"][0]["findings"]
    fits(found, shape("drafts"))


def test_verify(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft, report = tmp_path / "草稿.toml", tmp_path / "报告.docx"
    text = (ROOT / "samples" / "small-bureau-2024.toml").read_text("utf-8")
    draft.write_text(text, "utf-8")
    assert main(["export", str(draft), "-o", str(report), "--copy", "draft"]) == 0
    draft.write_text(text.replace("云漪市档案馆", "云漪市方志馆"), "utf-8")
    capsys.readouterr()
    found = printed(capsys, "verify", report, draft, "--format", "json")
    assert found["texts"]
    fits(found, shape("same"))


def test_import_and_against(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft, book = tmp_path / "草稿.toml", tmp_path / "2022年决算公开表.xlsx"
    create(draft, 2022)
    write_xlsx(book, hunan_2022(Accounts(), 2022))
    found = printed(capsys, "import", draft, book, "--dry-run", "--format", "json")
    assert found["figures"]
    fits(found, shape("figures"))
    draft.write_text(
        SAMPLE.read_text("utf-8").replace("长沙市人力资源和社会保障局", "云漪市人力资源和社会保障局"), "utf-8"
    )
    (checked,) = printed(capsys, "check", draft, "--against", book, "--format", "json")["drafts"]
    fits(checked["tieout"], shape("sources"))
