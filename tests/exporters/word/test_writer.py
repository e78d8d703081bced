from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st

from exporters.document import Heading, Paragraph, Run, Table
from exporters.word import writer as word
from model.scanning.files import own_export
from model.text import clean
from tests.exporters.reports import TABLE, elements, example, opened, printed, report, returning, value

ANY_TEXT = st.text(st.characters(codec=None, categories=None), max_size=60)


def test_the_report_reads_in_its_order() -> None:
    document = opened(word.content(example()))
    assert [printed(p._p) for p in document.paragraphs] == [
        "2023年度某某市档案馆",
        "部门整体支出绩效自评报告",
        "单位名称（盖章）：某某市档案馆",
        "一、部门概况",
        "（一）部门整体支出规模",
        "1.支出总额",
        "（1）与上年比较",
        '支出总额为1,234.50万元，占<全部>的"100%"。',
        *("三公经费支出情况表", "单位：万元", "") * 2,
        "某某市档案馆",
        "2024年6月3日",
    ]
    assert [p.style.name for p in document.paragraphs if p.style][3:8] == [
        "Heading 1",
        "Heading 2",
        "Heading 3",
        "Heading 4",
        "Body Text",
    ]


def test_every_style_in_use_is_defined() -> None:
    document = opened(word.content(example()))
    used = {e.get(qn("w:val")) for e in elements(document.element, "//w:pStyle | //w:tblStyle")}
    assert used <= {style.style_id for style in document.styles}


@pytest.mark.parametrize(
    ("style", "font", "half_points"),
    [
        ("Title", "方正小标宋简体", "44"),
        ("SealLine", "仿宋_GB2312", "32"),
        ("Heading1", "黑体", "32"),
        ("Heading2", "楷体_GB2312", "32"),
        ("Heading3", "仿宋_GB2312", "32"),
        ("Heading4", "仿宋_GB2312", "32"),
        ("BodyText", "仿宋_GB2312", "32"),
        ("TableText", "仿宋_GB2312", "24"),
        ("Footer", "宋体", "28"),
    ],
)
def test_type_of_each_level(style: str, font: str, half_points: str) -> None:
    styles = opened(word.content(report())).styles.element
    properties = f'w:style[@w:styleId="{style}"]/w:rPr'
    for script in ("w:eastAsia", "w:ascii", "w:hAnsi"):
        assert value(styles, f"{properties}/w:rFonts", script) == font
    assert value(styles, f"{properties}/w:sz") == half_points
    assert not elements(styles, f"{properties}/w:b")


def test_paragraphs_are_set_to_the_grid_of_the_standard() -> None:
    document = opened(word.content(report()))
    styles = document.styles.element
    body = 'w:style[@w:styleId="BodyText"]'
    assert value(styles, f"{body}/w:pPr/w:spacing", "w:line") == "579"
    assert value(styles, f"{body}/w:pPr/w:spacing", "w:lineRule") == "exact"
    assert value(styles, f"{body}/w:pPr/w:ind", "w:firstLineChars") == "200"
    assert value(styles, f"{body}/w:pPr/w:ind", "w:firstLine") == "640"
    assert value(styles, f"{body}/w:rPr/w:spacing") == "-5"
    for level in range(4):
        assert value(styles, f'w:style[@w:styleId="Heading{level + 1}"]/w:pPr/w:outlineLvl') == str(level)
    section = document.sections[0]
    assert (section.page_width, section.page_height) == (11906 * 635, 16838 * 635)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins if margin] == [37, 35, 28, 26]
    assert value(document.element, "//w:docGrid", "w:type") == "lines"
    assert value(document.element, "//w:docGrid", "w:linePitch") == "579"
    assert value(document.element, "//w:pgNumType", "w:start") == "1"


def test_page_numbers_between_dashes_odd_right_even_left() -> None:
    document = opened(word.content(report()))
    assert document.settings.odd_and_even_pages_header_footer
    for footer, side in ((document.sections[0].footer, "right"), (document.sections[0].even_page_footer, "left")):
        (paragraph,) = footer.paragraphs
        assert printed(paragraph._p) == "— 1 —"
        assert value(paragraph._p, "w:pPr/w:jc") == side
        kinds = [e.get(qn("w:fldCharType")) for e in elements(paragraph._p, ".//w:fldChar")]
        assert kinds == ["begin", "separate", "end"]


def test_nothing_of_another_template_leaks() -> None:
    data = word.content(example())
    with zipfile.ZipFile(BytesIO(data)) as archive:
        names = archive.namelist()
        xml = "".join(archive.read(name).decode() for name in names)
    assert names[0] == "[Content_Types].xml"
    assert not [name for name in names if "theme" in name or "thumbnail" in name]
    assert "Theme=" not in xml
    assert "ja-JP" not in xml
    assert "python-docx" not in xml
    assert 'w:eastAsia="zh-CN"' in xml
    assert len(word.content(report())) < 10 * 1024


def test_a_minus_stays_itself_and_ends_no_line() -> None:
    document = opened(word.content(report(Paragraph((Run("结余为"), Run("-12,580.41万元", "fund.balance", "结余"))))))
    assert "结余为-12,580.41万元" in [p.text for p in document.paragraphs]
    assert value(document.settings.element, "w:noLineBreaksAfter").endswith("-")
    assert "，" in value(document.settings.element, "w:noLineBreaksBefore")


def test_the_line_before_a_long_address_is_not_torn_apart() -> None:
    texts = "登载于http://www.qingxi.gov.cn/xxgk/czxx/。", "登载于政府网站（1,234,567.89万元）。"
    document = opened(word.content(report(*(Paragraph((Run(text),)) for text in texts))))
    aligned = [elements(p._p, "w:pPr/w:jc[@w:val='left']") != [] for p in document.paragraphs if p.text in texts]
    assert aligned == [True, False]


def test_core_properties_come_from_the_report_and_hold_no_clock() -> None:
    properties = opened(word.content(report())).core_properties
    assert properties.title == "2023年度某某市档案馆部门整体支出绩效自评报告"
    assert properties.author == "某某市档案馆"
    assert properties.created is None
    assert properties.modified is None


def test_every_figure_stands_in_a_content_control() -> None:
    document = opened(word.content(returning(example())))
    found = zip(
        elements(document.element, "//w:sdt/w:sdtPr/w:tag/@w:val"),
        elements(document.element, "//w:sdt/w:sdtPr/w:alias/@w:val"),
        [run.text for run in elements(document.element, "//w:sdt/w:sdtContent/w:r/w:t")],
        strict=True,
    )
    assert list(found) == [(run.path, run.label, run.text) for run in example().figures()]
    ids = elements(document.element, "//w:sdt/w:sdtPr/w:id/@w:val")
    assert len(set(ids)) == len(ids) == 7


def test_long_paths_keep_distinct_handles() -> None:
    stem = "八.themes." + "x" * 80
    handles = {own_export.handle(stem + end) for end in ("a", "b")}
    assert len(handles) == 2
    assert all(len(handle) == own_export.HANDLE_LIMIT for handle in handles)
    assert own_export.handle("scale.total") == "scale.total"


def test_a_table_repeats_its_header_and_breaks_no_row() -> None:
    document = opened(word.content(report(TABLE)))
    table = document.tables[0]._tbl
    assert [len(elements(row, "w:trPr/w:tblHeader")) for row in table.tr_lst] == [1, 0, 0]
    assert all(elements(row, "w:trPr/w:cantSplit") for row in table.tr_lst)
    assert [[printed(cell) for cell in row.tc_lst] for row in table.tr_lst] == [
        ["项目", "预算数", "决算数"],
        ["公务接待费", "8.00", "1.47"],
        ["因公出国（境）费", "20.00", ""],
    ]
    assert [value(cell, "w:p/w:pPr/w:pStyle") for cell in table.tr_lst[1].tc_lst] == [
        "TableText",
        "TableNumber",
        "TableNumber",
    ]
    assert sum(int(column.get(qn("w:w"), "")) for column in elements(table, "w:tblGrid/w:gridCol")) == 8845
    styles = document.styles.element
    for style, side in (("Caption", "center"), ("TableUnit", "right"), ("TableNumber", "right")):
        assert value(styles, f'w:style[@w:styleId="{style}"]/w:pPr/w:jc') == side


def test_the_signature_is_centred_over_the_date_and_left_out_when_not_known() -> None:
    document = opened(word.content(report()))
    unit, date = (paragraph._p for paragraph in document.paragraphs[-2:])
    assert [printed(unit), printed(date)] == ["某某市档案馆", "2024年6月3日"]
    # The date (6 characters wide) stands 4 in from the right; the unit, as wide, over it.
    assert value(date, "w:pPr/w:ind", "w:rightChars") == "400"
    assert value(unit, "w:pPr/w:ind", "w:rightChars") == "400"
    assert printed(opened(word.content(report(date=""))).paragraphs[-1]._p) == "某某市档案馆"


def test_a_unit_of_several_lines_leaves_the_date_its_room() -> None:
    document = opened(word.content(replace(report(), unit="很长的单位名称" * 14)))
    date = document.paragraphs[-1]._p
    assert printed(date) == "2024年6月3日"
    # Half of the 28 characters of a line, less half of the date's own six: below the middle of the unit.
    assert value(date, "w:pPr/w:ind", "w:rightChars") == "1100"


@given(st.lists(ANY_TEXT, max_size=4))
def test_paragraphs_come_back_without_the_characters_that_xml_cannot_hold(texts: list[str]) -> None:
    blocks = [Paragraph((Run(text), Run(text, "any.path", text))) for text in texts]
    document = opened(word.content(returning(report(*blocks))))
    paragraphs = document.paragraphs[3 : 3 + len(texts)]
    assert [printed(p._p) for p in paragraphs] == [clean(text) * 2 for text in texts]


@given(ANY_TEXT)
def test_any_text_anywhere_opens_again(text: str) -> None:
    table = Table(text, text, (text,), (True,), ((Run(text, text, text),),))
    document = report(Heading(1, text, text), table)
    data = word.content(type(document)((text,), text, text, document.blocks, returning=True))
    assert opened(data).core_properties.title == clean(text)


def test_the_same_report_gives_the_same_bytes_anywhere(tmp_path: Path) -> None:
    here = word.content(example())
    script = "import sys; from exporters.word import writer as word; from tests.exporters.reports import example; " + (
        "sys.stdout.buffer.write(word.content(example()))"
    )
    root = Path(word.__file__).parents[2]
    for seed, zone in (("1", "UTC"), ("2", "Asia/Shanghai")):
        there = subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed, "TZ": zone, "PYTHONPATH": str(root)},
            cwd=tmp_path,
            capture_output=True,
            check=True,
        ).stdout
        assert there == here
