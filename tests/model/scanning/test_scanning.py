"""Finished reports: every figure in its field or counted as unread, never in another field."""

from __future__ import annotations

import json
import re
import time
import tomllib
import zipfile
from decimal import Decimal
from io import BytesIO, StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from exporters.compose import compose
from exporters.plain.plain_text import render
from model.checks.checker import Checker
from model.drafts.draft import DraftError
from model.scanning.files import loading
from model.scanning.files.characters import tidy
from model.scanning.files.docx import read_word
from model.scanning.files.loading import load_blocks
from model.scanning.files.package import Package
from model.scanning.files.plain import text_blocks
from model.scanning.files.word_lines import word_blocks
from model.scanning.reading import Reading, read_report
from model.scanning.scan import account, scan
from model.scanning.subjects import subjects
from model.schema.fields import Number
from tests.model.drafting import DATA, REFERENCE, SMALL, opened

if TYPE_CHECKING:
    from collections.abc import Callable

REPORTS = DATA / "reports"
VARIANTS = sorted(path.stem for path in REPORTS.glob("*.toml"))
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def reading(text: str) -> Reading:
    return read_report(text_blocks(text))


def placed(read: Reading) -> dict[str, str]:
    """The values as the draft keeps them, by path."""
    return {figure.cell.path: figure.cell.raw for figure in read.gathering.placed}


def variant(name: str) -> tuple[Reading, dict[str, str]]:
    file = next(path for path in REPORTS.glob(f"{name}.*") if path.suffix != ".toml")
    return read_report(load_blocks(str(file))), tomllib.loads((REPORTS / f"{name}.toml").read_text(encoding="utf-8"))


def codes(read: Reading) -> set[str]:
    return {finding.code for finding in Checker(read.gathering.report).findings() if finding.severity == "error"}


@pytest.mark.parametrize(
    ("kept", "others", "shown"),
    [
        ("3.5999999999999996", "1.25", "3.60"),
        ("3.5999999999999996", "4", "3.6"),
        ("3.4499999999999997", "2.1", "3.45"),
        ("30.000000000000004", "12", "30"),
        ("33.333333333333336", "12.5", "33.3"),
        ("33.333333333333336", "12", "33.33"),
        ("3.6", "1.25", "3.6"),
    ],
)
def test_a_number_that_a_workbook_left_in_full_is_read_as_its_column_is_written(
    tmp_path: Path, kept: str, others: str, shown: str
) -> None:
    report = tmp_path / "report.md"
    rows = f"| 项目 | 预算数 | 决算数 |\n|---|---|---|\n| 基本支出 | 5.60 | {kept} |\n| 项目支出 | 4.20 | {others} |\n"
    report.write_text(
        f"2023年度某局部门整体支出绩效自评报告\n\n一、一般公共预算支出情况\n\n单位：万元\n\n{rows}", encoding="utf-8"
    )
    read = placed(read_report(load_blocks(str(report))))
    assert read["general_budget.basic.actual"] == shown
    assert read["general_budget.projects.actual"] == others


@pytest.mark.parametrize("marks", ["\u200e\u200f", "\u202a\u202c", "\u202d\u202e", "\u2066\u2069"])
def test_marks_of_direction_hide_no_figure(marks: str) -> None:
    text = (REPORTS / "tables.md").read_text(encoding="utf-8")
    marked = re.sub("[0-9][0-9,.]*", lambda found: f"{marks[0]}{found[0]}{marks[1]}", text)
    assert placed(reading(marked)) == placed(reading(text)) != {}


@pytest.mark.parametrize("name", VARIANTS)
def test_hardly_a_figure_of_a_report_stands_in_a_wrong_field(name: str) -> None:
    read, expected = variant(name)
    found = placed(read)
    assert len([path for path, raw in found.items() if expected.get(path) != raw]) <= 1
    assert sum(found.get(path) == raw for path, raw in expected.items()) >= len(expected) / 2


def test_of_all_figures_placed_99_in_100_are_right_and_most_are_placed() -> None:
    read = [variant(name) for name in VARIANTS]
    right = sum(sum(placed(one).get(path) == raw for path, raw in expected.items()) for one, expected in read)
    assert len(read) >= 50
    assert right >= Decimal("0.99") * sum(len(placed(one)) for one, _ in read)
    assert right >= Decimal("0.92") * sum(len(expected) for _, expected in read)


@pytest.mark.parametrize("path", [REFERENCE, SMALL])
def test_an_exported_report_is_read_back(path: Path) -> None:
    report = opened(path).report
    text = render(compose(report))
    found = {figure.cell.path: figure.cell.figure for figure in reading(text).gathering.placed}
    printed = {cell.path: cell.printed for cell in report.root.cells() if isinstance(cell.field, Number)}
    wrong = {
        path: figure
        for path, figure in found.items()
        if figure is None or (known := printed.get(path)) is None or known.value != figure.value
    }
    assert wrong == {}
    said = [
        run.path
        for block in compose(report).blocks
        for run in getattr(block, "runs", ())
        if run.path and any(map(str.isdigit, run.text))
    ]
    assert sum(path in found for path in said) >= Decimal("0.97") * len(said)


def wrapped(text: str) -> str:
    lines = (line.strip("　 ") for line in text.split("\n"))
    return "\n".join(line[at : at + 38] for line in lines for at in range(0, len(line), 38))


def spaced(text: str) -> str:
    return re.sub(r"(?<=[\u4e00-\u9fff])(?=[0-9])|(?<=[0-9])(?=[\u4e00-\u9fff.%])|(?<=[，、])", " ", text)


def full_width(text: str) -> str:
    return text.translate({ord(mark): chr(ord(mark) + 0xFEE0) for mark in "0123456789%"})


def in_one_line(text: str) -> str:
    title, *parts = re.split(r"\n　*(?=一、)", text, maxsplit=1)
    return title + "\n" + "".join(parts).replace("\n", "").replace("　", "")


def backwards(text: str) -> str:
    title, *parts = re.split(r"\n　*(?=[一二三四五六七八九十]{1,2}、)", text)
    return "\n".join([title, *reversed(parts)])


def other_numbers(text: str) -> str:
    return re.sub(r"\n　*([一二三四五六七八九十]{1,2})、", r"\n第\1部分 ", text)


def without_numbers(text: str) -> str:
    return re.sub(r"\n　*[一二三四五六七八九十]{1,2}、", "\n", text)


def in_yuan(text: str) -> str:
    return re.sub(
        r"(-?[0-9,]+(?:\.[0-9]+)?)万元", lambda found: f"{Decimal(found[1].replace(',', '')) * 10000:,.2f}元", text
    )


@pytest.mark.parametrize("path", [REFERENCE, SMALL])
@pytest.mark.parametrize(
    "change", [wrapped, spaced, full_width, in_one_line, backwards, other_numbers, without_numbers, in_yuan]
)
def test_the_same_report_in_another_shape_says_the_same(path: Path, change: Callable[[str], str]) -> None:
    text = render(compose(opened(path).report))
    expected = {figure.cell.path: figure.cell.figure for figure in reading(text).gathering.placed}
    found = {figure.cell.path: figure.cell.figure for figure in reading(change(text)).gathering.placed}
    wrong = {
        at: figure
        for at, figure in found.items()
        if figure is None or (said := expected.get(at)) is None or said.value != figure.value
    }
    assert wrong == {}
    assert len(found) >= Decimal("0.95") * len(expected)


def test_planted_errors_are_found() -> None:
    read, _ = variant("planted")
    errors = codes(read)
    assert "said_differently" not in errors
    assert {
        "overview.scale.total",
        "overview.scale.change_rate",
        "basic",
        "general_budget.basic.budget_change",
        "general_budget.three_public.actual",
        "assets.totals.total",
        "quoted_in_text",
    } <= errors


def test_two_amounts_for_one_figure_are_told_with_both_clauses() -> None:
    text = (
        "一、部门概况\n2023年支出总额为500.00万元。其中：基本支出300.00万元，项目支出200.00万元。"
        "主要内容及涉及范围：基本支出310.00万元。"
    )
    out = run_scan(text)
    (finding,) = [finding for finding in out["findings"] if finding["code"] == "said_differently"]
    assert finding["fields"] == ["overview.scale.basic"]
    assert "300.00万元" in finding["message"]
    assert "310.00万元" in finding["message"]


def test_the_value_of_assets_that_went_is_no_second_amount_for_those_there() -> None:
    text = "四、资产管理情况\n年末固定资产原值1286.40万元，净值774.10万元。{}固定资产账面原值合计286.40万元。"
    for said, differs in (("本年报废固定资产一批，", False), ("本年清查，", True)):
        codes_told = [finding["code"] for finding in run_scan(text.format(said))["findings"]]
        assert ("said_differently" in codes_told) is differs


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("2023年总支出1.2亿元。", {"overview.scale.total": "1.2亿元"}),
        ("2023年总支出近900万元。", {}),
        ("2023年总支出900余万元。", {}),
        ("2021年总支出900万元。", {}),
        ("2022年总支出900万元。", {"overview.scale.last_year": "900"}),
        ("市就业中心总支出900万元。", {}),
        ("在职人员30人，离休人员2人。", {"overview.staff.serving": "30", "overview.staff.retired_veterans": "2"}),
        ("在职人员同比增长3%。", {}),
        ("总支出900万元，较上年减少30万元。", {"overview.scale.total": "900", "overview.scale.change": "-30"}),
        ("总支出由上年的800万元增加到900万元。", {"overview.scale.last_year": "800", "overview.scale.total": "900"}),
        ("总支出900元/人。", {}),
        ("基本支出和项目支出500万元。", {}),
    ],
)
def test_what_a_clause_says(sentence: str, expected: dict[str, str]) -> None:
    assert placed(reading(f"2023年度某局部门整体支出绩效自评报告\n一、部门概况\n{sentence}\n")) == expected


def test_every_number_is_accounted_for() -> None:
    read, _ = variant("ten_headings")
    gathering = read.gathering
    said = account(read)
    assert f"放入草稿 {len(gathering.placed)} 个，没有读懂 {len(gathering.unread)} 个" in said[0]
    assert "没有找到的部分" in said[1]


@pytest.mark.parametrize(
    ("typed", "tidied"),
    [
        ("占 49.52 %", "占49.52%"),
        ("支出 42 .64 万 元", "支出42.64万元"),
        ("支出 14, 825. 83 万元", "支出14,825.83万元"),
        ("支出１４，８２５．８３万元", "支出14,825.83万元"),
        ("在职 1 02 人", "在职102人"),
        ("1. 2022 年", "1、2022年"),
        ("2022 年末 (公章):", "2022年末（公章）："),
        ("3个、5个", "3个、5个"),
    ],
)
def test_one_way_of_writing(typed: str, tidied: str) -> None:
    assert tidy(typed) == tidied


def test_every_declared_figure_of_the_fixed_part_has_a_name() -> None:
    fields = {path for subject in subjects() for path in subject.fields.values()}
    assert "overview.scale.change_rate" in fields
    assert "general_budget.three_public.last_year" in fields
    assert "assets.book_values.opening_cost" in fields


def docx(body: str, name: str = "word/document.xml") -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(name, body)
    return file.getvalue()


def paragraph(text: str) -> str:
    return f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>"


def document(*parts: str) -> bytes:
    return docx(f'<w:document xmlns:w="{W}"><w:body>{"".join(parts)}</w:body></w:document>')


def table(*rows: tuple[str, ...]) -> str:
    cells = ("".join(f"<w:tc>{paragraph(cell)}</w:tc>" for cell in row) for row in rows)
    return "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in cells) + "</w:tbl>"


def test_a_word_file_with_tables_controls_and_deleted_text() -> None:
    data = document(
        paragraph("2023年度某局部门整体支出绩效自评报告"),
        paragraph("一、部门概况"),
        "<w:sdt><w:sdtContent>" + paragraph("2023年总支出为900.50万元。") + "</w:sdtContent></w:sdt>",
        "<w:p><w:del><w:r><w:delText>在职人员99人。</w:delText></w:r></w:del>"
        "<w:r><w:t>在职人员3</w:t></w:r><w:r><w:t>0人。</w:t></w:r></w:p>",
        paragraph("二、一般公共预算支出情况"),
        paragraph("三公经费情况表（单位：万元）"),
        table(("项目", "预算数", "决算数"), ("公务接待费", "2.00", "1.50"), ("合计", "2.00", "1.50")),
    )
    assert placed(read_report(word_blocks(read_word(Package(data, "x.docx"))))) == {
        "overview.scale.total": "900.50",
        "overview.staff.serving": "30",
        "general_budget.three_public.reception.budget": "2.00",
        "general_budget.three_public.reception.actual": "1.50",
        "general_budget.three_public.budget": "2.00",
        "general_budget.three_public.actual": "1.50",
    }


def test_a_header_over_two_columns_stands_above_each() -> None:
    merged = (
        '<w:tbl><w:tr><w:tc><w:p/></w:tc><w:tc><w:tcPr><w:gridSpan w:val="2"/></w:tcPr>'
        + paragraph("公务接待费（万元）")
        + "</w:tc></w:tr>"
        + table(("项目", "预算数", "决算数"), ("2023年", "2.00", "1.50")).removeprefix("<w:tbl>")
    )
    data = document(
        paragraph("2023年度某局部门整体支出绩效自评报告"),
        paragraph("一、一般公共预算支出情况"),
        paragraph("“三公”经费"),
        merged,
    )
    assert placed(read_report(word_blocks(read_word(Package(data, "x.docx"))))) == {
        "general_budget.three_public.reception.budget": "2.00",
        "general_budget.three_public.reception.actual": "1.50",
    }


BOMB = docx("0" * (70 * 1024 * 1024))
ENTITY = docx(f'<!DOCTYPE d [<!ENTITY a "b">]><w:document xmlns:w="{W}"><w:body/></w:document>')
DEEP = docx("<a>" * 5000 + "</a>" * 5000)


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.docx", b"no zip at all", "不是完好的 .docx.*是文本"),
        ("a.docx", bytes(range(256)) * 40, "不是完好的 .docx"),
        ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "有密码"),
        ("a.docx", "<html><body>一、部门概况</body></html>".encode(), "网页"),
        ("a.docx", b"MIME-Version: 1.0", "网页"),
        ("a.docx", b'<?xml version="1.0"?><x/>', "XML"),
        ("a.docx", b"{\\rtf1", "RTF"),
        ("a.docx", b"\x89PNG", "图片，请先识别"),
        ("a.toml", b"[overview]", "这是草稿"),
        ("a.txt", "# 草稿\nschema = 2\n\n[overview]\nyear = 2022\n".encode(), "这是草稿"),
        ("a.docx", docx("x", "other.xml"), "里面没有正文"),
        ("a.docx", docx("<broken"), "正文已损坏"),
        ("a.docx", BOMB, "大得反常"),
        ("a.docx", ENTITY, "文档类型声明"),
        ("a.docx", DEEP, "嵌套太深"),
        ("a.docx", document(), "没有文字"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "旧版 Word"),
        ("a.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "Workbook".encode("utf-16-le"), "旧版 Excel.*ziping import"),
        ("a.txt", b"", "空的"),
        ("a.txt", bytes(range(256)) * 40, "不是文本文件"),
        ("a.txt", b"%PDF-1.7", "PDF"),
    ],
)
def test_what_is_no_report_is_refused_in_one_sentence(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    path = tmp_path / name
    path.write_bytes(data)
    with pytest.raises(DraftError, match=said) as caught:
        load_blocks(str(path))
    assert "\n" not in str(caught.value)


def test_a_text_of_fifty_megabytes_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "big.txt"
    with path.open("wb") as file:
        file.truncate(50 * 1024 * 1024)
        file.write("字".encode())
    with pytest.raises(DraftError, match="超过"):
        load_blocks(str(path))
    assert loading.MAX_TEXT < 50 * 1024 * 1024


def test_a_paragraph_longer_than_any_report_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "line.txt"
    path.write_text("二、部门整体支出情况\n支出" + "1," * 500_000 + "万元。", encoding="utf-8")
    start = time.process_time()
    with pytest.raises(DraftError, match="有一段超过 10 万字，不像是一份报告"):
        load_blocks(str(path))
    assert time.process_time() - start < 2  # its numbers alone take ten times as long


def run_scan(text: str, keep: Path | None = None) -> dict[str, Any]:
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "report.txt"
        path.write_text(text, encoding="utf-8")
        out = StringIO()
        scan([str(path)], as_json=True, keep=keep, out=out, err=StringIO())
    (said,) = json.loads(out.getvalue())["drafts"]
    assert isinstance(said, dict)
    return said


def test_what_was_not_read_is_not_checked_rather_than_wrong() -> None:
    said = run_scan("2023年度某局部门整体支出绩效自评报告\n一、部门概况\n在职人员30人。\n")
    (required,) = [finding for finding in said["findings"] if finding["code"] == "required"]
    assert required["severity"] == "info"
    assert required["verdict"] == "not_checked"
    assert "未核对" in required["message"]
    assert said["counts"]["error"] == sum(finding["severity"] == "error" for finding in said["findings"])


def test_json_is_that_of_a_check_with_figures_and_unread(tmp_path: Path) -> None:
    keep = tmp_path / "kept.toml"
    said = run_scan("2023年度某局部门整体支出绩效自评报告\n一、部门概况\n在职人员30人，学生20人。\n", keep)
    assert said["figures"] == [
        {
            "path": "overview.staff.serving",
            "label": "人员情况·在职人员",
            "value": "30",
            "unit": "人",
            "text": "在职人员30人",
        }
    ]
    assert [number["value"] for number in said["unread"]] == ["20"]
    assert {"path", "findings", "counts"} <= said.keys()
    assert opened(keep).report.cell("overview.staff.serving").raw == "30"
    with pytest.raises(DraftError, match="已经有这个文件"):
        run_scan("一、部门概况\n在职人员30人。\n", keep)


WORDS = (
    *(
        "一、部门概况\n",
        "二、一般公共预算支出情况\n",
        "七、社会保险基金预算支出情况\n",
        "（一）基本支出\n",
        "工伤保险基金",
    ),
    *("2022年", "上年", "较", "预算", "决算", "其中：", "分别为", "基本支出", "三公经费", "收入合计", "年初结余"),
    *(
        "12.5万元",
        "3%",
        "20人",
        "（",
        "）",
        "，",
        "。",
        "；",
        "、",
        "|",
        "\t",
        "\n",
        "一是",
        "原因",
        "增加",
        "占",
        "-1",
    ),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_any_text_is_read_and_every_figure_fits_its_field(words: list[str]) -> None:
    read = reading("".join(words))
    assert all(not figure.cell.error for figure in read.gathering.placed)
    Checker(read.gathering.report).findings()
