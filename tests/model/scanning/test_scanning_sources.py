"""What a scan can be given, what it says of strange headings and titles, and a draft from last year's report."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import DraftError
from model.scanning.files.blocks import Line
from model.scanning.files.loading import load_blocks
from model.scanning.files.plain import text_blocks
from model.scanning.judging import judge
from model.scanning.reading import read_report
from model.scanning.scan import account
from tests.model.drafting import SMALL, opened
from tests.model.scanning.test_scanning import run_scan
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

BODY = "2023年部门经费支出总额为900.00万元，较上年800.00万元增加100.00万元，增长12.50%。"


def pdf(folder: Path, text: str, name: str = "report.pdf") -> Path:
    """A PDF file made of ``text`` by LibreOffice."""
    if not (shutil.which("soffice") and shutil.which("pdftotext")):
        pytest.skip("没有 LibreOffice 或 pdftotext")
    source = folder / name.replace(".pdf", ".txt")
    source.write_text(text, encoding="utf-8")
    office = ["soffice", f"-env:UserInstallation=file://{folder}/office", "--headless"]
    order = ["--convert-to", "pdf:writer_pdf_Export", "--outdir", str(folder), "--infilter=Text (encoded):UTF8"]
    subprocess.run([*office, *order, str(source)], check=True, capture_output=True)
    return folder / name


def test_a_pdf_with_text_is_read(tmp_path: Path) -> None:
    path = pdf(tmp_path, f"2023年度某局部门整体支出绩效自评报告\n\n一、部门概况\n\n{BODY}\n")
    found = {one.cell.path: one.cell.raw for one in read_report(load_blocks(str(path))).gathering.placed}
    assert found == {
        "overview.scale.total": "900.00",
        "overview.scale.last_year": "800.00",
        "overview.scale.change": "100.00",
        "overview.scale.change_rate": "12.50",
    }


def test_a_pdf_without_text_and_a_computer_without_poppler_get_one_sentence(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pdf(tmp_path, "\n")
    with pytest.raises(DraftError, match=r"没有文字（可能是扫描件）.*\.docx"):
        load_blocks(str(path))
    monkeypatch.setenv("PATH", "")
    with pytest.raises(DraftError, match=r"没有读 PDF 的程序.*另存为 \.docx"):
        load_blocks(str(path))


def test_a_file_of_wps_is_told_how_to_save_it(tmp_path: Path) -> None:
    path = tmp_path / "report.wps"
    path.write_bytes(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600)
    with pytest.raises(DraftError, match=r"WPS 文字的 \.wps 文件.*另存为 \.docx"):
        load_blocks(str(path))


def test_a_heading_that_no_outline_knows_is_listed_with_the_section_it_was_taken_for() -> None:
    text = f"2023年度某局自评报告\n一、那些年花出去的钱\n{BODY}\n二、存在的问题\n1.绩效指标不细。\n"
    read = read_report(text_blocks(text))
    assert read.unknown == (("那些年花出去的钱", "overview"),)
    assert any("那些年花出去的钱" in line and "部门概况" in line for line in account(read))
    assert run_scan(text)["unknown_headings"] == [{"heading": "那些年花出去的钱", "section": "overview"}]


@pytest.mark.parametrize(
    "title",
    [
        "东陵市殡仪服务中心关于2022年度部门整体绩效自评情况的报告",
        "东陵市水务局部门整体支出绩效情况报告",
        "关于部门整体支出绩效自评情况的报告",
    ],
)
def test_a_title_that_is_set_as_a_heading_opens_no_section(title: str, tmp_path: Path) -> None:
    path = tmp_path / "report.md"
    path.write_text(f"# {title}\n\n## 一、部门概况\n\n2022年{BODY[5:]}\n", encoding="utf-8")
    reading = read_report(load_blocks(str(path)))
    assert not any("只有标题" in finding.message for finding in judge(reading.gathering)[0])
    assert "overview.scale.total" in {one.cell.path for one in reading.gathering.placed}


def test_a_heading_is_not_empty_where_numbered_headings_of_another_manner_stand_below_it() -> None:
    text = (
        f"2023年度某局部门整体支出绩效自评报告\n【单位概况】\n{BODY}\n【重点工作及成效】\n"
        "一、基层治理。划分网格394个，办结热线工单1204件。\n二、旧区改造。惠及居民1388户。\n"
    )
    assert not any("只有标题" in finding.message for finding in judge(read_report(text_blocks(text)).gathering)[0])


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "2022年度某市水务局部门整体支出绩效自评报告\n一、部门概况\n2023年总支出90万元。2023年基本支出50万元。"
            "2023年项目支出40万元。2023年收入90万元。\n",
            "标题是2022年度，正文说的多是2023年",
        ),
        (
            "2023年度某市水务局部门整体支出绩效自评报告\n单位名称：某市林业局\n一、部门概况\n2023年总支出90万元。\n",
            "标题里的单位是“某市水务局”，填报单位是“某市林业局”",
        ),
        (
            "2023年度水务局部门整体支出绩效自评报告\n单位名称：东川市水务局\n一、部门概况\n2023年总支出90万元。\n",
            "",
        ),
    ],
)
def test_year_and_unit_that_clash_with_the_title_are_told(text: str, said: str) -> None:
    told = [one for one in run_scan(text)["findings"] if one["code"] == "title_clash"]
    assert [said in one["message"] for one in told] == ([True] if said else [])
    assert all(one["severity"] == "warning" for one in told)


def test_a_draft_from_the_report_of_last_year(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    report, new = tmp_path / "report.docx", tmp_path / "new.toml"
    assert main(["export", str(SMALL), "-o", str(report), "--copy", "draft"]) == 0
    assert main(["new", str(new), "--from", str(report)]) == 0
    assert "读到数字" in capsys.readouterr().out
    before, after = opened(SMALL).report, opened(new).report
    assert after.cell("overview.year").raw == str(int(before.cell("overview.year").raw) + 1)
    for now, then in (
        ("overview.scale.last_year", "overview.scale.total"),
        ("general_budget.basic.last_year", "general_budget.basic.actual"),
        ("general_budget.three_public.reception.last_year", "general_budget.three_public.reception.actual"),
    ):
        carried, printed = after.cell(now).figure, before.cell(then).printed
        assert carried is not None
        assert printed is not None
        assert carried.value == printed.value
    assert [row.cell("name").raw for row in after.rows("overview.offices").rows] == [
        row.cell("name").raw for row in before.rows("overview.offices").rows
    ]
    assert [row.cell("heading").raw for row in after.rows("implementation.measures").rows] == [
        row.cell("heading").raw for row in before.rows("implementation.measures").rows
    ]


def test_a_fault_of_words_that_is_told_many_times_is_told_each_time(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    report = tmp_path / "报告.txt"
    report.write_text("，其中" * 20 + "\n12\n", encoding="utf-8")
    assert main(["scan", str(report)]) == 0
    assert capsys.readouterr().out.count("说了两遍：请删去一遍") > 9


def test_the_cells_of_a_table_that_was_saved_as_text_are_no_torn_number() -> None:
    cells = ["福利费及其他", "8.87", "3.93", "小计", "18.46", "8.18", "支出合计225.6", "4万元"]
    text = "".join(map(str, text_blocks("\n".join(["办公用品采购，各项如下，单位为万元", *cells]))))
    assert "8.87 3.93" in text
    assert "225.64万元" in text


@pytest.mark.parametrize("gap", ["\t", "  ", " "])
def test_numbered_paragraphs_are_no_rows_of_a_table(gap: str) -> None:
    told = ["优良天数323天，较上年的312天增加11天。", "办理来信64件、来访190件，共254件。"]
    text = "\n".join(f"        3.{number}{gap}{one}" for number, one in enumerate(told, 1))
    assert [block.text for block in text_blocks(text) if isinstance(block, Line)] == [
        f"3.{number} {one}" if gap != "  " else f"3.{number}  {one}" for number, one in enumerate(told, 1)
    ]


def test_a_heading_of_markdown_may_have_its_number_before_a_blank() -> None:
    text = "# 某局2023年部门整体支出绩效自评报告\n\n## 1 部门概况\n\n全局在职12人。\n\n## 2 绩效\n"
    assert [line.text for line in text_blocks(text)[1:] if isinstance(line, Line)] == [
        "1、部门概况",
        "全局在职12人。",
        "2、绩效",
    ]
    assert not run_scan(text)["unknown_headings"]


def test_a_title_without_a_unit_clashes_with_none() -> None:
    text = (
        "部门整体支出绩效自评报告\n（2021年度）\n\n单位名称（盖章）：某镇公路管理所\n\n一、部门概况\n\n在职人员12人。\n"
    )
    assert not [one for one in run_scan(text)["findings"] if one["code"] == "title_clash"]
