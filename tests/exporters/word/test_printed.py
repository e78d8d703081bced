"""The samples as LibreOffice prints them: pages, glyphs, page numbers, heads of tables, annexes."""

from __future__ import annotations

import re
import subprocess
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from exporters.compose import compose
from exporters.document import Run, Table
from tests.exporters.drafts import annexed, reference
from tests.exporters.reports import report, written
from tests.tools.programs import require

if TYPE_CHECKING:
    from pathlib import Path

    from exporters.document import Document


def printed(document: Document, folder: Path) -> Path:
    """The PDF of ``document``."""
    require("soffice", "pdftotext", "pdffonts", "pdfinfo")
    written(document, folder / "report.docx")
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    command = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", str(folder), "report.docx"]
    subprocess.run(command, cwd=folder, capture_output=True, check=True, timeout=180)
    return folder / "report.pdf"


def pages(pdf: Path) -> list[str]:
    """The text of each page, without spaces."""
    command = ["pdftotext", "-raw", str(pdf), "-"]
    said = subprocess.run(command, capture_output=True, check=True, timeout=60).stdout.decode()
    return [re.sub(r"\s", "", page) for page in said.split("\f")[:-1]]


@pytest.fixture(scope="module")
def of_reference(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return printed(compose(reference().report), tmp_path_factory.mktemp("reference"))


def test_the_reference_has_the_pages_that_are_expected(of_reference: Path) -> None:
    # The type of the standard is on few machines, and digits of another one are wider or narrower by a hair.
    assert len(pages(of_reference)) in (24, 25, 26)


def test_every_page_bears_its_number(of_reference: Path) -> None:
    for number, page in enumerate(pages(of_reference), 1):
        assert f"—{number}—" in page


def test_no_glyph_is_missing_and_no_character_lost(of_reference: Path) -> None:
    said = "".join(pages(of_reference))
    assert "\ufffd" not in said
    assert "\x00" not in said
    # Marks that hang over the edge come out of their order: letters, digits and characters are counted instead.
    plain = re.sub(r"—\d+—", "", said)
    counts = [Counter(filter(str.isalnum, text)) for text in (plain, "".join(compose(reference().report).lines()))]
    assert counts[0] == counts[1]
    fonts = subprocess.run(["pdffonts", str(of_reference)], capture_output=True, check=True, timeout=60).stdout.decode()
    rows = fonts.splitlines()[2:]
    assert rows
    assert all(" yes yes " in row for row in rows), "embedded, as a subset"
    assert not [row for row in rows if "notdef" in row.lower()]


def test_a_long_table_repeats_its_head_on_every_page(tmp_path: Path) -> None:
    rows = tuple((Run(f"第{number}项"), Run(f"{number}.00")) for number in range(120))
    found = pages(printed(report(Table("长表", "万元", ("项目名称", "决算金额"), (False, True), rows)), tmp_path))
    full = [page for page in found if "第" in page]
    assert len(full) >= 3
    assert all("项目名称决算金额" in page for page in full)


def test_annexes_begin_on_pages_of_their_own_and_wide_ones_lie_on_their_side(tmp_path: Path) -> None:
    report = annexed().report
    said = {"level2": "服务对象满意度指标", "level3": "服务对象受益情况", "actual": "已完成"}
    for project in report.rows("project_evaluations.projects").rows:
        indicators = project.list_at("scores.indicators")
        while len(indicators.rows) < 7:
            row = indicators.insert(len(indicators.rows))
            for name, text in said.items():
                row.cell(name).raw = text
    report.bind()
    pdf = printed(compose(report), tmp_path)
    found = pages(pdf)
    starts = {mark: [page for page in found if mark in page] for mark in ("附件1", "附件2", "附件3")}
    assert [len(page) for page in starts.values()] == [1, 1, 2]
    assert all("总分" in page for page in starts["附件3"]), "the table of a project is on one page"
    listed = subprocess.run(
        ["pdfinfo", "-l", "99", str(pdf)], capture_output=True, check=True, timeout=60
    ).stdout.decode()
    wide = [
        float(width) > float(height) for width, height in re.findall(r"Page +\d+ size: +([\d.]+) x ([\d.]+)", listed)
    ]
    first_wide = found.index(starts["附件2"][0])
    last = found.index(starts["附件3"][0])
    assert wide == [False] * first_wide + [True] * (last - first_wide) + [False] * (len(found) - last)
    for number, page in enumerate(found, 1):
        assert f"—{number}—" in page
