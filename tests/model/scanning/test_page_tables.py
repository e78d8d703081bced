"""Tables of PDF pages, as pdftotext sets them, become rows again; what is no certain table stays as it is."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from docx import Document

from model.scanning.files.blocks import Grid
from model.scanning.files.loading import load_blocks
from model.scanning.files.page_tables import with_tables

if TYPE_CHECKING:
    from pathlib import Path


def rows(page: str) -> list[str]:
    return [line for line in with_tables(page.split("\n")) if line.startswith("|")]


def test_two_lines_of_heads_go_over_their_columns() -> None:
    page = """
   收支情况如下：
 来源       预算(万元)               决算      执行率
        年初     调整后                      (%)
 中央补助   710.00 745.50          738.20    99.02
 县级安排   380.00   425.00         411.70    96.87
 合计     1090.00  1170.50        1149.90   98.24
   其中县级安排主要用于更新设备。"""
    assert rows(page) == [
        "| 来源 | 预算(万元) | 预算(万元) | 决算 | 执行率 |",
        "|  | 年初 | 调整后 |  | (%) |",
        "| 中央补助 | 710.00 | 745.50 | 738.20 | 99.02 |",
        "| 县级安排 | 380.00 | 425.00 | 411.70 | 96.87 |",
        "| 合计 | 1090.00 | 1170.50 | 1149.90 | 98.24 |",
    ]


def test_a_label_that_goes_on_in_the_next_line_is_one_even_where_the_figure_stands_close_to_it() -> None:
    page = """
项目          支出（万元）      占比
残疾儿童康复救助补 312.50       62.5%
助
托养服务        187.50       37.5%
合计          500.00      100.0%"""
    assert rows(page)[1] == "| 残疾儿童康复救助补助 | 312.50 | 62.5% |"


def test_a_table_over_two_pages_is_one() -> None:
    page = """
科目       上年       本年
人员经费    120.00    130.00


公用经费     20.00     18.00
合计      140.00    148.00"""
    assert len(rows(page)) == 4


@pytest.mark.parametrize(
    "page",
    [
        "  全年支出 120.50 万元，较上年 110.00 万元\n增加 10.50 万元，增长 9.55%\n    。",
        "局长   张三   2024 年\n副局长  李四   2023 年",
        "项目      金额\n一      12.00\n二  3.00  4.00  5.00\n三                 6.00 7.00",
        "甲      乙\n丙  " + "  ".join(["2"] * 3000) + "\n丁  " + "  ".join(["3"] * 3000),
    ],
)
def test_what_is_no_certain_table_stays_as_it_is(page: str) -> None:
    assert list(with_tables(page.split("\n"))) == page.split("\n")


def test_the_pdf_of_a_word_file_has_its_tables(tmp_path: Path) -> None:
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        pytest.skip("没有 LibreOffice 或 pdftotext")
    document = Document()
    document.add_paragraph("2023年，各渠道资金安排和使用的情况，逐项列在下面的表格里，请一并审阅。")
    body = [
        ("资金渠道", "安排数（万元）", "", "支出数（万元）", "完成"),
        ("", "年初", "年末", "", "（%）"),
        ("省级补助用于农村饮水安全工程维修养护", "1,200.00", "1,350.00", "1,296.00", "96.00"),
        ("市级配套", "300.00", "280.00", "280.00", "100.00"),
        ("合计", "1,500.00", "1,630.00", "1,576.00", "96.69"),
    ]
    table = document.add_table(len(body), 5, style="Table Grid")
    for row, texts in zip(table.rows, body, strict=True):
        for cell, text in zip(row.cells, texts, strict=True):
            cell.text = text
    table.cell(0, 1).merge(table.cell(0, 2)).text = "安排数（万元）"
    document.save(str(tmp_path / "report.docx"))
    office = ["soffice", f"-env:UserInstallation=file://{tmp_path}/office", "--headless"]
    order = [*office, "--convert-to", "pdf", "--outdir", str(tmp_path), str(tmp_path / "report.docx")]
    subprocess.run(order, check=True, capture_output=True)
    word, page = (
        [block.rows for block in load_blocks(str(tmp_path / f"report.{kind}")) if isinstance(block, Grid)]
        for kind in ("docx", "pdf")
    )
    assert page == word
