"""What nobody means to put into a report, and what a desk has lying about: it is cleaned, or told in one sentence."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import docx
from docx.shared import Pt

from exporters import pdf
from exporters.compose import compose
from exporters.word import template as templates
from exporters.word import writer
from exporters.word.changes import verify
from model.drafts.draft import load
from tests.exporters.drafts import annexed
from tests.exporters.reports import opened, printed, written
from tests.model.drafting import SMALL
from tests.tools.programs import require
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    import pytest


def test_marks_that_are_obeyed_instead_of_shown_reach_no_file(tmp_path: Path) -> None:
    draft = tmp_path / "草稿.toml"
    dirty = "\u202e年末资产\u202c\u200b全部\u2066在用\u2069\ufeff"
    draft.write_text(SMALL.read_text("utf-8").replace("年末资产全部在用", dirty), "utf-8")
    for name in ("报告.docx", "报告.txt", "报告.md"):
        assert main(["export", str(draft), "-o", str(tmp_path / name), "--copy", "draft"]) == 0
    lines = [printed(paragraph._p) for paragraph in opened((tmp_path / "报告.docx").read_bytes()).paragraphs]
    assert any(line.startswith("年末资产全部在用，") for line in lines)
    for name in ("报告.txt", "报告.md"):
        assert "年末资产全部在用，" in (tmp_path / name).read_text("utf-8")
    assert main(["verify", str(tmp_path / "报告.docx"), str(draft)]) == 0


def test_a_cell_of_two_thousand_characters_is_whole_on_paper(tmp_path: Path) -> None:
    require("soffice")
    draft = annexed()
    long = "超长的指标" * 400
    draft.report.set(draft.report.cell("department_evaluation.scores.indicators.0.level3"), long)
    draft.report.bind()
    document = compose(draft.report)
    data = writer.content(document)
    # Every mark of it is in the PDF, or none would be made.
    assert pdf.make(data, document).data.startswith(b"%PDF")


def test_ids_of_styles_may_hold_any_mark(tmp_path: Path) -> None:
    theirs = docx.Document()
    style = theirs.styles["Body Text"]
    style.element.styleId = "A&B<c>"
    style.paragraph_format.first_line_indent = Pt(32)
    theirs.save(str(tmp_path / "t.docx"))
    document = compose(load(SMALL).report)
    written(document, tmp_path / "a.docx", templates.load(tmp_path / "t.docx"))
    assert verify(tmp_path / "a.docx", document).same
    used = {p.style.style_id for p in docx.Document(str(tmp_path / "a.docx")).paragraphs if p.style is not None}
    assert "A&B<c>" in used


def test_without_the_reader_of_pdf_it_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setitem(sys.modules, "pypdf", None)
    assert main(["export", str(SMALL), "-o", str(tmp_path / "报告.pdf")]) == 2
    assert "缺少核对 PDF 的组件 pypdf；请重新安装 ziping" in capsys.readouterr().err
    assert not (tmp_path / "报告.pdf").exists()
