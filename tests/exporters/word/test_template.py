"""A base document of one's own: written out, restyled, read back; what is missing in it is named."""

from __future__ import annotations

import re
import subprocess
import zipfile
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from exporters.compose import compose
from exporters.output import ExportError
from exporters.word import base_document as base
from exporters.word import bureau_template as restyled
from exporters.word import writer as word
from exporters.word.changes import verify
from exporters.word.readback import ReadError
from tests.exporters.drafts import annexed, small
from tests.exporters.reports import elements, opened, printed, value
from tests.exporters.test_verify import altered
from tests.model.drafting import SMALL
from tests.tools.programs import require
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def template(tmp_path: Path) -> Path:
    out = tmp_path / "模板.docx"
    assert main(["template", str(out)]) == 0
    return out


def test_it_has_a_line_in_every_style(template: Path) -> None:
    document = opened(template.read_bytes())
    used = {element.get(qn("w:val")) for element in elements(document.element, "//w:pStyle")}
    assert used == {style.id for style in base.STYLES if style.id not in ("Header", "Footer")}
    lines = [printed(paragraph._p) for paragraph in document.paragraphs]
    assert "样式“标题 1”：一、一级标题" in lines
    assert len(document.tables) == 1


def test_untouched_it_changes_nothing_that_is_printed(template: Path) -> None:
    document = compose(annexed().report)
    ours, theirs = word.content(document), word.content(document, restyled.load(template))
    with zipfile.ZipFile(BytesIO(ours)) as one, zipfile.ZipFile(BytesIO(theirs)) as other:
        for part in ("word/styles.xml", "word/footer1.xml", "word/footer2.xml", "word/fontTable.xml"):
            assert one.read(part) == other.read(part)
        # The parts have other ids, that is all.
        assert re.sub(rb"rId\w+", b"", one.read("word/document.xml")) == re.sub(
            rb"rId\w+", b"", other.read("word/document.xml")
        )


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
    sections = opened(word.content(document, restyled.load(template))).sections
    assert [section.orientation for section in sections] == [0, 0, 1, 1, 1]
    top = sections[2].top_margin
    assert top is not None
    assert round(top.mm) == 40


def test_a_page_on_its_side_already_is_not_turned_upright_for_a_wide_annex(template: Path) -> None:
    changed = docx.Document(str(template))
    page = changed.sections[0]
    page.page_width, page.page_height = page.page_height, page.page_width
    changed.save(str(template))
    sections = opened(word.content(compose(annexed().report), restyled.load(template))).sections
    assert all((section.page_width or 0) > (section.page_height or 0) for section in sections)


def test_a_header_stands_on_left_pages_too(template: Path) -> None:
    changed = docx.Document(str(template))
    changed.sections[0].header.paragraphs[0].text = "某市财政局制"
    changed.save(str(template))
    (section,) = opened(word.content(compose(small().report), restyled.load(template))).sections
    assert section.header.paragraphs[0].text == section.even_page_header.paragraphs[0].text == "某市财政局制"


def test_a_picture_in_the_header_is_not_lost_without_a_word(template: Path) -> None:
    changed = docx.Document(str(template))
    part = changed.sections[0].header.part
    part.rels.get_or_add_ext_rel("http://schemas.openxmlformats.org/officeDocument/2006/relationships/image", "a.png")
    changed.save(str(template))
    with pytest.raises(ExportError, match=r"的页眉里有图片或链接，.*删去"):
        restyled.load(template)


def test_a_template_saved_by_libreoffice_works(template: Path, tmp_path: Path) -> None:
    require("soffice")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        "again",
        template.name,
    ]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=180)
    document = compose(annexed().report)
    out = tmp_path / "报告.docx"
    word.write(document, out, restyled.load(tmp_path / "again" / template.name))
    assert verify(out, document).same
    footers = [printed(part._element) for part in (opened(out.read_bytes()).sections[0].footer,)]
    assert footers == ["— 1 —"]


def test_what_is_missing_is_named_in_one_sentence(
    template: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    data = template.read_bytes()
    changes = [(f'w:name w:val="{name}"', f'w:name w:val="x{name}"') for name in ("盖章行", "heading 2", "Date")]
    template.write_bytes(altered(data, *changes, part="word/styles.xml"))
    assert main(["export", str(SMALL), "-o", str(tmp_path / "a.docx"), "--template", str(template)]) == 2
    message = capsys.readouterr().err
    assert "缺少样式：盖章行、标题 2、日期；" in message
    assert message.count("\n") == 1
    assert not (tmp_path / "a.docx").exists()


def test_another_document_is_no_template(tmp_path: Path) -> None:
    docx.Document().save(str(tmp_path / "word.docx"))
    with pytest.raises(ExportError, match="缺少样式：盖章行、表格单位"):
        restyled.load(tmp_path / "word.docx")
    (tmp_path / "a.docx").write_text("x")
    with pytest.raises(ReadError, match="不是 Word 文件"):
        restyled.load(tmp_path / "a.docx")


def test_a_page_without_room_is_refused(template: Path) -> None:
    template.write_bytes(altered(template.read_bytes(), ('w:left="1587"', 'w:left="9999"')))
    with pytest.raises(ExportError, match="放不下正文"):
        restyled.load(template)


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
    with zipfile.ZipFile(BytesIO(word.content(compose(annexed().report), restyled.load(template)))) as archive:
        assert not [name for name in archive.namelist() if b"hostname" in archive.read(name)]


def test_entities_are_refused(template: Path) -> None:
    doctype = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><w:styles'
    template.write_bytes(altered(template.read_bytes(), ("<w:styles", doctype), part="word/styles.xml"))
    with pytest.raises(ReadError, match="不合规范"):
        restyled.load(template)


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
