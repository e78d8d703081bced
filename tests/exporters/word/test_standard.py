"""The table of GB/T 9704-2012, row by row against an exported file: no constant of ours is asked."""

from __future__ import annotations

import re
import zipfile
from typing import TYPE_CHECKING, NamedTuple

import pytest
from docx.oxml import parse_xml

from tests.exporters.drafts import annexed
from tests.model.drafting import ROOT
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


class Requirement(NamedTuple):
    need: str
    clause: str
    part: str
    path: str
    value: str


def requirements() -> list[Requirement]:
    text = (ROOT / "exporters" / "word" / "README.md").read_text("utf-8")
    section = text[text.index("## GB/T 9704-2012") :]
    rows = re.findall(r"^\| (.+?) \| (.+?) \| `(.+?)` \| `(.+?)` \| `(.+?)` \|$", section, re.MULTILINE)
    return [Requirement(*row) for row in rows]


@pytest.fixture(scope="module")
def exported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("standard")
    (folder / "草稿.toml").write_text(annexed().text, "utf-8")
    assert main(["export", str(folder / "草稿.toml"), "-o", str(folder / "报告.docx")]) == 0
    return folder / "报告.docx"


def test_the_table_is_whole() -> None:
    rows = requirements()
    assert len(rows) > 40
    assert {"5.1", "5.2.1", "5.2.3", "5.2.4", "7.3.1", "7.3.3", "7.3.4", "7.3.5", "7.3.7", "7.5", "8"} <= {
        row.clause for row in rows
    }


@pytest.mark.parametrize("row", requirements(), ids=lambda row: f"{row.clause} {row.need}")
def test_the_file_meets(row: Requirement, exported: Path) -> None:
    with zipfile.ZipFile(exported) as archive:
        root = parse_xml(archive.read(row.part))
    found: object = root.xpath(row.path)
    if isinstance(found, float):
        assert f"{found:g}" == row.value
        return
    assert isinstance(found, list)
    if row.path.endswith("text()"):
        assert "".join(found) == row.value
    else:
        assert set(found) == {row.value}
