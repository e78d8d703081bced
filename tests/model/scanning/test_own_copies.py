"""Copies that went out and come back are read by their tags, whatever has become of the words around a figure."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from exporters.compose import compose
from exporters.formats import render
from model.drafts.draft import load
from model.scanning.files.loading import load_blocks
from model.scanning.reading import read_report
from tests.exporters.reports import altered
from tests.model.drafting import SMALL
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from model.report.report import Report

TOTAL = "overview.scale.total"


@pytest.fixture
def out(tmp_path: Path) -> Path:
    path = tmp_path / "征求意见稿.docx"
    assert main(["export", str(SMALL), "-o", str(path), "--copy", "draft"]) == 0
    return path


def change(out: Path, *pairs: tuple[str, str]) -> None:
    out.write_bytes(altered(out.read_bytes(), *pairs))


def numbers(report: Report) -> dict[str, str]:
    return {cell.path: cell.raw for cell in report.root.cells() if cell.raw and cell.figure is not None}


def test_words_that_nobody_would_understand_take_no_figure_from_its_field(out: Path) -> None:
    before = read_report(load_blocks(str(out))).gathering.report
    change(out, ("支出总额", "花掉的一切"), ("公务接待费", "饭钱"), ("基本支出", "第一类"))
    after = read_report(load_blocks(str(out))).gathering.report
    assert numbers(after) == numbers(before)
    assert before.cell(TOTAL).raw == load(SMALL).report.cell(TOTAL).raw


def test_a_figure_that_was_changed_is_the_writers_and_told(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(out, ("1,380.71万元", "1,390.71万元"))
    draft = tmp_path / "明年.toml"
    capsys.readouterr()
    assert main(["new", str(draft), "--from", str(out)]) == 0
    told = capsys.readouterr().out
    assert "导出以后改过的数 1 处，按改后的读：支出规模·支出总额 1,380.71万元→1,390.71万元" in told
    assert load(draft).report.cell("overview.scale.last_year").raw == "1390.71"
    main(["scan", str(out)])
    assert "1,380.71万元→1,390.71万元" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["12345热线平台", "污水处理厂2.5万吨扩建", "数字化扫描设备（2套）"])
def test_a_row_of_a_tagged_copy_bears_its_whole_name(tmp_path: Path, name: str) -> None:
    report = load(SMALL).report
    rows = report.root.list_at("assets.book_values.additions").rows
    rows[0].cell("name").raw = name
    out = tmp_path / "征求意见稿.docx"
    out.write_bytes(render(replace(compose(report), returning=True), out).data)
    read = read_report(load_blocks(str(out))).gathering.report.root.list_at("assets.book_values.additions").rows
    assert [(row.title, row.cell("amount").raw) for row in read] == [(name, "68.20"), (rows[1].title, "57.30")]


def test_tags_that_name_no_field_are_passed_over(out: Path) -> None:
    expected = numbers(read_report(load_blocks(str(out))).gathering.report)
    change(
        out,
        ('w:tag w:val="overview.', 'w:tag w:val="nowhere.'),
        ('w:tag w:val="assets.classes.items.0', 'w:tag w:val="assets.classes.items.x'),
    )
    assert numbers(read_report(load_blocks(str(out))).gathering.report) == expected
