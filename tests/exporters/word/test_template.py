"""A base document of one's own: written out, restyled, read back; what is missing in it is named."""

from __future__ import annotations

import base64
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from exporters.compose import compose
from exporters.output import ExportError
from exporters.word import template as templates
from exporters.word import writer as word
from exporters.word.changes import verify
from model.drafts.draft import DraftError
from tests.exporters.drafts import annexed, small
from tests.exporters.reports import altered, elements, opened, printed, saved_by_libreoffice, value, written
from tests.model.drafting import DATA, SMALL
from tests.tools import word_template
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

PICTURE = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)
"""A picture of one dot."""


@pytest.fixture
def template(tmp_path: Path) -> Path:
    out = tmp_path / "模板.docx"
    assert main(["template", str(out)]) == 0
    return out


def test_it_has_a_line_in_every_style(template: Path) -> None:
    document = opened(template.read_bytes())
    used = {paragraph.style.style_id for paragraph in document.paragraphs if paragraph.style is not None}
    used |= {element.get(qn("w:val")) for element in elements(document.element, "//w:tbl//w:pStyle")}
    beside = ("Header", "Footer", "CommentText", "CommentReference", "TableGrid")
    assert used == {key for key in templates.STYLE_NAMES if key not in beside}
    lines = [printed(paragraph._p) for paragraph in document.paragraphs]
    assert "样式“标题 1”：一、一级标题" in lines
    assert len(document.tables) == 1


def test_the_template_is_what_its_script_makes() -> None:
    assert templates.own().data == word_template.build() == word_template.TEMPLATE.read_bytes()


def test_untouched_it_changes_nothing(template: Path) -> None:
    document = compose(annexed().report)
    assert word.content(document, templates.load(template)) == word.content(document)


def test_their_styles_and_their_page_are_used(template: Path, tmp_path: Path) -> None:
    changed = docx.Document(str(template))
    changed.styles["Body Text"].font.size = Pt(14)
    changed.styles["盖章行"].element.set(qn("w:styleId"), "a7")
    changed.sections[0].left_margin = Mm(40)
    changed.save(str(template))
    out = tmp_path / "报告.docx"
    assert main(["export", str(SMALL), "-o", str(out), "--template", str(template)]) == 0
    document = opened(out.read_bytes())
    body = document.styles["Body Text"]
    assert body.font.size == Pt(14)
    margin = document.sections[0].left_margin
    assert margin is not None
    assert round(margin.mm) == 40
    assert document.paragraphs[2].style is not None
    assert document.paragraphs[2].style.name == "盖章行"
    assert value(document.paragraphs[2]._p, "w:pPr/w:pStyle") == "a7"
    assert main(["verify", str(out), str(SMALL)]) == 0


def test_a_wide_annex_turns_their_page(template: Path) -> None:
    changed = docx.Document(str(template))
    changed.sections[0].left_margin = Mm(40)
    changed.save(str(template))
    document = compose(annexed().report)
    sections = opened(word.content(document, templates.load(template))).sections
    assert [section.orientation for section in sections] == [0, 0, 1, 0, 0]
    top = sections[2].top_margin
    assert top is not None
    assert round(top.mm) == 40


def test_a_page_on_its_side_already_is_not_turned_upright_for_a_wide_annex(template: Path) -> None:
    changed = docx.Document(str(template))
    page = changed.sections[0]
    page.page_width, page.page_height = page.page_height, page.page_width
    changed.save(str(template))
    sections = opened(word.content(compose(annexed().report), templates.load(template))).sections
    assert all((section.page_width or 0) > (section.page_height or 0) for section in sections)


def test_a_header_of_theirs_stays_below_the_mark_of_the_copy(template: Path) -> None:
    changed = docx.Document(str(template))
    changed.sections[0].header.paragraphs[0].text = "某市财政局制"
    changed.sections[0].different_first_page_header_footer = True
    changed.sections[0].first_page_header.paragraphs[0].text = "内部资料"
    changed.save(str(template))
    document = replace(compose(small().report), mark="征求意见稿")
    (section,) = opened(word.content(document, templates.load(template))).sections
    said = [
        [paragraph.text for paragraph in header.paragraphs]
        for header in (section.header, section.even_page_header, section.first_page_header)
    ]
    assert said == [["征求意见稿", "某市财政局制"], ["征求意见稿"], ["征求意见稿", "内部资料"]]


def test_a_picture_in_the_header_stays(template: Path, tmp_path: Path) -> None:
    changed = docx.Document(str(template))
    changed.sections[0].header.paragraphs[0].add_run().add_picture(BytesIO(PICTURE))
    changed.save(str(template))
    data = word.content(replace(compose(small().report), mark="征求意见稿"), templates.load(template))
    header = opened(data).sections[0].header
    assert header.paragraphs[0].text == "征求意见稿"
    assert len(elements(header.part.element, ".//pic:pic")) == 1
    with zipfile.ZipFile(BytesIO(data)) as archive:
        assert [archive.read(name) for name in archive.namelist() if name.startswith("word/media/")] == [PICTURE]


def test_a_picture_elsewhere_is_refused(template: Path) -> None:
    changed = docx.Document(str(template))
    part = changed.sections[0].header.part
    part.rels.get_or_add_ext_rel("http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", "a.png")
    changed.save(str(template))
    with pytest.raises(ExportError, match="链接到别处的图片"):
        templates.load(template)


def test_a_template_saved_by_libreoffice_works(template: Path, tmp_path: Path) -> None:
    again = saved_by_libreoffice(template, "docx:MS Word 2007 XML")
    document = compose(annexed().report)
    out = tmp_path / "报告.docx"
    written(document, out, templates.load(again))
    assert verify(out, document).same
    footers = [printed(part._element) for part in (opened(out.read_bytes()).sections[0].footer,)]
    assert footers == ["— 1 —"]


def test_a_style_that_is_missing_is_added_and_named(
    template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = template.read_bytes()
    changes = [(f'w:name w:val="{name}"', f'w:name w:val="x{name}"') for name in ("盖章行", "Date")]
    template.write_bytes(altered(data, *changes, part="word/styles.xml"))
    out = tmp_path / "a.docx"
    assert main(["export", str(SMALL), "-o", str(out), "--template", str(template)]) == 0
    message = capsys.readouterr().err
    assert "没有样式盖章行、日期，已按国家标准的格式补上。" in message
    assert message.count("\n") == 1
    document = opened(out.read_bytes())
    assert {"盖章行", "Date"} <= {style.name for style in document.styles}
    assert main(["verify", str(out), str(SMALL)]) == 0


def test_any_word_file_will_do(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "word.docx"))
    document = compose(annexed().report)
    written(document, tmp_path / "a.docx", templates.load(tmp_path / "word.docx"))
    assert verify(tmp_path / "a.docx", document).same
    (tmp_path / "a.docx").write_text("x")
    with pytest.raises(DraftError, match=r"不是完好的 \.docx"):
        templates.load(tmp_path / "a.docx")


BUREAU = DATA / "bureau-template.docx"
"""As an office makes one: Chinese names of styles, cover, red head, a picture in the header, an imprint at the end."""


def test_a_bureaus_template_works_as_it_is(tmp_path: Path) -> None:
    out = tmp_path / "报告.docx"
    assert main(["export", str(SMALL), "-o", str(out), "--template", str(BUREAU)]) == 0
    document = opened(out.read_bytes())
    lines = [paragraph.text for paragraph in document.paragraphs]
    assert lines[0] == "云岭市部门整体支出绩效评价"
    assert "2024年度云漪市档案馆部门整体支出绩效自评报告" in lines
    assert "填报单位：云漪市档案馆" in lines
    assert not [line for line in lines if "{" in line]
    styles = {p.text: p.style.name for p in document.paragraphs if p.style is not None}
    assert styles["一、部门概况"] == "标题 1"
    assert styles["（一）部门基本情况"] == "标题 2"
    assert [cell.text[:3] for cell in document.tables[-1].columns[0].cells] == ["抄送：", "云岭市"]
    assert main(["verify", str(out), str(SMALL)]) == 0


def test_what_stands_around_the_report_is_not_compared_with_it(tmp_path: Path) -> None:
    document = replace(compose(annexed().report), returning=True)
    out = tmp_path / "报告.docx"
    written(document, out, templates.load(BUREAU))
    changed = docx.Document(str(out))
    changed.paragraphs[0].runs[0].text = "另一个封面"
    figure = next(p for p in changed.paragraphs if "7.62万元" in printed(p._p))
    for element in elements(figure._p, ".//w:t"):
        element.text = (element.text or "").replace("7.62万元", "7.63万元")
    changed.save(str(out))
    for path in (out, saved_by_libreoffice(out, "docx:MS Word 2007 XML")):
        verdict = verify(path, document)
        assert [(one.now, one.draft) for one in verdict.figures] == [("7.63万元", "7.62万元")]
        assert len(verdict.texts) == 1  # the paragraph of the figure


def test_its_headers_footers_and_sections_stay_and_take_the_mark(tmp_path: Path) -> None:
    document = replace(compose(annexed().report), mark="征求意见稿")
    data = word.content(document, templates.load(BUREAU))
    (tmp_path / "a.docx").write_bytes(data)
    cover, report, *sheets, imprint = opened(data).sections
    assert cover.header.paragraphs[0].text == "征求意见稿"
    assert "内部资料" in cover.header.paragraphs[1].text
    assert report.header.paragraphs[0].text == "征求意见稿"
    assert len(elements(report.header.part.element, ".//pic:pic")) == 1
    assert [sheet.orientation for sheet in sheets] == [0, 1, 0, 0]
    assert "第 " in imprint.footer.paragraphs[0].text
    # The pages are counted from the first of the report on, and not anew behind it.
    assert len(elements(opened(data).element, "//w:pgNumType[@w:start]")) == 1


def test_a_template_whose_words_are_lost_says_how_to_keep_them(tmp_path: Path) -> None:
    changed = docx.Document(str(BUREAU))
    next(p for p in changed.paragraphs if p.text == "{报告}").runs[0].text = "报告放在这里"
    changed.save(str(tmp_path / "t.docx"))
    loaded = templates.load(tmp_path / "t.docx")
    assert loaded.notice.endswith("要保留封面、红头、版记，请在报告应在的位置单独写一行 {报告}。")
    assert templates.load(BUREAU).notice.endswith("已按国家标准的格式补上。")


def test_headings_that_a_template_numbers_are_not_numbered_twice(template: Path, tmp_path: Path) -> None:
    changed = docx.Document(str(template))
    style = changed.styles["Heading 1"].element
    style.get_or_add_pPr().get_or_add_numPr().get_or_add_numId().val = 1
    changed.save(str(template))
    document = compose(small().report)
    written(document, tmp_path / "a.docx", templates.load(template))
    headings = elements(opened((tmp_path / "a.docx").read_bytes()).element, "//w:p[w:pPr/w:pStyle/@w:val='Heading1']")
    assert {value(heading, "w:pPr/w:numPr/w:numId") for heading in headings} == {"0"}


def test_a_page_without_room_is_refused(template: Path) -> None:
    template.write_bytes(altered(template.read_bytes(), ('w:left="1587"', 'w:left="9999"')))
    with pytest.raises(ExportError, match="放不下正文"):
        templates.load(template)


def test_nothing_external_is_taken_over(template: Path, tmp_path: Path) -> None:
    link = (
        '<Relationship Id="rIdE" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/{}" '
        'Target="file:///etc/hostname" TargetMode="External"/></Relationships>'
    )
    data = altered(
        template.read_bytes(),
        ("</Relationships>", link.format("attachedTemplate").replace("</Relationships>", "") + link.format("theme")),
        part="word/_rels/document.xml.rels",
    )
    template.write_bytes(data)
    with zipfile.ZipFile(BytesIO(word.content(compose(annexed().report), templates.load(template)))) as archive:
        assert not [name for name in archive.namelist() if b"hostname" in archive.read(name)]


def test_entities_are_refused(template: Path) -> None:
    doctype = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:styles'
    template.write_bytes(altered(template.read_bytes(), ("<w:styles", doctype), part="word/styles.xml"))
    with pytest.raises(DraftError, match="文档类型声明"):
        templates.load(template)


def test_the_draft_can_name_its_template_beside_it(template: Path, tmp_path: Path) -> None:
    changed = docx.Document(str(template))
    changed.sections[0].left_margin = Mm(40)
    changed.save(str(template))
    draft = tmp_path / "草稿.toml"
    text = SMALL.read_text("utf-8")
    draft.write_text(text.replace("year = 2024\n", f'year = 2024\ntemplate = "{template.name}"\n'), "utf-8")
    out = tmp_path / "报告.docx"
    assert main(["export", str(draft), "-o", str(out)]) == 0
    margin = opened(out.read_bytes()).sections[0].left_margin
    assert margin is not None
    assert round(margin.mm) == 40


@pytest.mark.parametrize("name", ["../模板.docx", "/模板.docx", r"\\\\server\\share\\t.docx", "C:t.docx", "模板.toml"])
def test_a_draft_names_no_template_elsewhere(name: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    draft = tmp_path / "草稿.toml"
    text = SMALL.read_text("utf-8")
    draft.write_text(text.replace("year = 2024\n", f"year = 2024\ntemplate = '{name}'\n"), "utf-8")
    assert main(["export", str(draft), "-o", str(tmp_path / "a.docx")]) == 2
    assert "应是与草稿放在同一文件夹的 .docx 文件名" in capsys.readouterr().err
