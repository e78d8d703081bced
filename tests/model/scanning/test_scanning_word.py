"""Reports as Word files: what Word adds to the text or takes from it is read as the printed page shows it."""

from __future__ import annotations

import zipfile
from io import BytesIO

import pytest

from model.scanning.files.blocks import Line
from model.scanning.files.docx import read_word
from model.scanning.files.numbering import Level, Numbering
from model.scanning.files.package import Package
from model.scanning.files.word_lines import word_blocks
from model.scanning.reading import Reading, read_report
from tests.model.scanning.test_scanning import W, paragraph, placed

NUMBERS = f"""<w:numbering xmlns:w="{W}">
<w:abstractNum w:abstractNumId="7">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="japaneseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
<w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="（%2）"/></w:lvl>
<w:lvl w:ilvl="2"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:lvlText w:val="%3."/></w:lvl>
</w:abstractNum>
<w:abstractNum w:abstractNumId="8">
<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="bullet"/><w:lvlText w:val="l"/></w:lvl>
</w:abstractNum>
<w:num w:numId="1"><w:abstractNumId w:val="7"/></w:num><w:num w:numId="2"><w:abstractNumId w:val="8"/></w:num>
</w:numbering>"""
STYLES = f"""<w:styles xmlns:w="{W}">
<w:style w:styleId="a1"><w:name w:val="heading 1"/><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="a2"><w:name w:val="heading 2"/><w:basedOn w:val="a1"/>
<w:pPr><w:numPr><w:ilvl w:val="1"/></w:numPr></w:pPr></w:style>
<w:style w:styleId="a9"><w:name w:val="toc 1"/></w:style></w:styles>"""
NOTES = f'<w:footnotes xmlns:w="{W}"><w:footnote>{{}}</w:footnote></w:footnotes>'


def word(*parts: str, **others: str) -> bytes:
    """A Word file with that body; ``others`` are further parts by name."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr(
            "word/document.xml", f'<w:document xmlns:w="{W}"><w:body>{"".join(parts)}</w:body></w:document>'
        )
        for name, text in others.items():
            package.writestr(f"word/{name}.xml", text)
    return file.getvalue()


def styled(text: str, style: str) -> str:
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'


def listed(text: str, level: int, number: int = 1) -> str:
    numbered = f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{number}"/></w:numPr>'
    return f"<w:p><w:pPr>{numbered}</w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>"


def lines(data: bytes) -> list[str]:
    return [block.text for block in word_blocks(read_word(Package(data, "x.docx"))) if isinstance(block, Line)]


def read(*parts: str, **others: str) -> Reading:
    title = paragraph("2023年度某县水利局部门整体支出绩效自评报告")
    return read_report(word_blocks(read_word(Package(word(title, *parts, **others), "x.docx"))))


def test_numbers_that_word_writes_are_read_as_printed() -> None:
    data = word(
        listed("部门概况", 0),
        listed("机构", 1),
        listed("人员", 1),
        listed("在编", 2),
        listed("支出", 0),
        listed("基本", 1),
        listed("说明", 0, 2),
        numbering=NUMBERS,
    )
    assert lines(data) == ["一、 部门概况", "（一） 机构", "（二） 人员", "1、在编", "二、 支出", "（一） 基本", "说明"]


def test_styles_tell_headings_their_numbers_and_the_contents() -> None:
    data = word(
        styled("一、部门概况 3", "a9"),
        styled("部门概况", "a1"),
        styled("机构", "a2"),
        numbering=NUMBERS,
        styles=STYLES,
    )
    blocks = word_blocks(read_word(Package(data, "x.docx")))
    assert blocks == [Line("一、 部门概况", True), Line("（一） 机构", 2)]


def test_sections_are_found_by_numbers_that_stand_in_no_text() -> None:
    found = read(
        styled("部门概况", "a1"),
        styled("部门整体支出规模", "a2"),
        paragraph("2023年总支出900.50万元，其中基本支出500.50万元，项目支出400.00万元。"),
        styled("一般公共预算支出情况", "a1"),
        styled("基本支出情况", "a2"),
        paragraph("年初预算480.00万元，实际支出500.50万元，其中人员经费400.00万元、公用经费100.50万元。"),
        numbering=NUMBERS,
        styles=STYLES,
    )
    assert placed(found) == {
        "overview.scale.total": "900.50",
        "overview.scale.basic": "500.50",
        "overview.scale.project": "400.00",
        "general_budget.basic.budget": "480.00",
        "general_budget.basic.actual": "500.50",
        "general_budget.basic.personnel": "400.00",
        "general_budget.basic.general": "100.50",
    }


def test_text_that_was_deleted_or_moved_away_is_not_there() -> None:
    data = word(
        "<w:p><w:r><w:t>总支出</w:t></w:r>"
        "<w:moveFrom><w:r><w:t>800</w:t></w:r></w:moveFrom><w:del><w:r><w:delText>700</w:delText></w:r></w:del>"
        "<w:moveTo><w:r><w:t>900</w:t></w:r></w:moveTo><w:ins><w:r><w:t>万元</w:t></w:r></w:ins></w:p>"
    )
    assert lines(data) == ["总支出900万元"]


def test_notes_are_counted_as_not_read() -> None:
    found = read(
        paragraph("一、部门概况"),
        paragraph("2023年总支出900.50万元。"),
        footnotes=NOTES.format(paragraph("总支出含上年结转86.40万元。")),
    )
    assert placed(found) == {"overview.scale.total": "900.50"}
    assert [(number.digits, number.reason) for number in found.gathering.unread] == [("86.40", "附件、脚注没有读")]


def cell(text: str, properties: str = "") -> str:
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{paragraph(text)}</w:tc>"


def test_cells_merged_across_and_down() -> None:
    two, begin, go = '<w:gridSpan w:val="2"/>', '<w:vMerge w:val="restart"/>', "<w:vMerge/>"
    rows = (
        cell("项目", two + begin) + cell("2023年", two) + cell("2022年决算数", begin),
        cell("", two + go) + cell("预算数") + cell("决算数") + cell("", go),
        cell("“三公”经费", begin) + cell("公务接待费") + cell("9.00") + cell("4.37") + cell("5.02"),
        cell("", go) + cell("因公出国（境）费") + cell("6.00") + cell("5.50") + cell("0.00"),
        cell("合计", two) + cell("15.00") + cell("9.87") + cell("5.02"),
    )
    table = "<w:tbl>" + "".join(f"<w:tr>{row}</w:tr>" for row in rows) + "</w:tbl>"
    found = read(
        paragraph("一、一般公共预算支出情况"), paragraph("（一）“三公”经费情况"), paragraph("单位：万元"), table
    )
    three = "general_budget.three_public."
    assert placed(found) == {
        three + "reception.budget": "9.00",
        three + "reception.actual": "4.37",
        three + "reception.last_year": "5.02",
        three + "overseas.budget": "6.00",
        three + "overseas.actual": "5.50",
        three + "overseas.last_year": "0.00",
        three + "budget": "15.00",
        three + "actual": "9.87",
        three + "last_year": "5.02",
    }


@pytest.mark.parametrize("bad", ["", "<broken", f'<!DOCTYPE d><w:numbering xmlns:w="{W}"/>', "<x/>"])
def test_styles_and_lists_that_are_no_good_cost_only_the_numbers(bad: str) -> None:
    data = word(styled("部门概况", "a1"), listed("人员", 0), numbering=bad, styles=bad)
    assert lines(data) == ["部门概况", "人员"]


@pytest.mark.parametrize(
    ("form", "numbers"),
    [
        ("chineseCounting", {1: "一", 10: "十", 11: "十一", 20: "二十", 35: "三十五", 120: "120"}),
        ("decimalEnclosedCircle", {1: "①", 20: "⑳", 21: "21"}),
        ("decimal", {1: "1", 12: "12"}),
    ],
)
def test_numerals(form: str, numbers: dict[int, str]) -> None:
    for number, said in numbers.items():
        counted = Numbering({"1": {0: Level(number, form, "第%1项")}}, {})
        assert counted.label("1", "0") == f"第{said}项 "


def test_lists_of_one_kind_count_on_and_deeper_levels_begin_again() -> None:
    levels = {0: Level(1, "decimal", "%1"), 1: Level(1, "decimal", "%1.%2")}
    counted = Numbering({"1": levels, "2": levels}, {"1": "a", "2": "a"})
    steps = [("1", "0"), ("1", "1"), ("1", "1"), ("2", "0"), ("2", "1"), ("3", "0"), ("1", "x")]
    assert [counted.label(*step) for step in steps] == ["1、", "1.1 ", "1.2 ", "2、", "2.1 ", "", "3、"]
