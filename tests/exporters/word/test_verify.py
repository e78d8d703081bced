"""What someone changed in Word is listed: figure by figure, and the text by paragraph, in every copy."""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING, cast

import docx
import pytest

from exporters.compose import compose
from exporters.word import writer as word
from exporters.word.changes import tell, verify
from model.scanning.files import opening_word, package
from tests.exporters.drafts import annexed, reference, small
from tests.exporters.reports import altered, example, returning, saved_by_libreoffice
from tests.model.drafting import REFERENCE, SMALL
from tui.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from docx.table import _Row

    from exporters.document import Document
    from model.drafts.draft import Draft

REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
SAME = ["Word 文件与草稿一致。"]
DOCX = "docx:MS Word 2007 XML"


def stamp(document: Document) -> Document:
    """The copy for the stamp: as it is composed."""
    return document


BOTH = pytest.mark.parametrize("copy", [stamp, returning])


def xml_of(path: Path) -> str:
    with zipfile.ZipFile(path) as archive:
        return archive.read("word/document.xml").decode()


@pytest.fixture(params=[stamp, returning])
def exported(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    out = tmp_path / "报告.docx"
    out.write_bytes(word.content(request.param(compose(small().report))))
    return out


@pytest.fixture
def controlled(tmp_path: Path) -> Path:
    """A copy that comes back."""
    out = tmp_path / "报告.docx"
    out.write_bytes(word.content(returning(compose(small().report))))
    return out


def told(path: Path) -> list[str]:
    return list(tell(verify(path, compose(small().report))))


def test_an_untouched_file_is_the_same(exported: Path) -> None:
    assert told(exported) == SAME


def test_a_changed_figure_is_named_with_now_and_before(exported: Path) -> None:
    exported.write_bytes(altered(exported.read_bytes(), ("1,380.71万元", "1,390.71万元")))
    lines = told(exported)
    assert lines[:2] == ["数字有 1 处不同：", "  支出规模·支出总额：Word 中为 1,390.71万元，草稿为 1,380.71万元"]
    assert lines[2] == "文字有 1 段不同："
    assert "1,3【8】0.71万元" in lines[3]
    assert "1,3【9】0.71万元" in lines[4]


def test_a_figure_split_over_runs_reads_as_one(exported: Path) -> None:
    split = '1,38</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t xml:space="preserve">0.71万元'
    exported.write_bytes(altered(exported.read_bytes(), ("1,380.71万元", split)))
    assert told(exported) == SAME


def test_a_tracked_change_counts_as_made(exported: Path) -> None:
    tracked = (
        '</w:t></w:r><w:del w:id="900"><w:r><w:delText>1,380.71万元</w:delText></w:r></w:del>'
        '<w:ins w:id="901"><w:r><w:t>1,381.00万元</w:t></w:r></w:ins><w:r><w:t>'
    )
    exported.write_bytes(altered(exported.read_bytes(), ("1,380.71万元", tracked)))
    assert "Word 中为 1,381.00万元，草稿为 1,380.71万元" in told(exported)[1]


def test_figures_changed_beside_changed_words_are_named(exported: Path) -> None:
    data = altered(
        exported.read_bytes(),
        ("1,380.71万元", "1,390.71万元"),
        ("接收征集科", "征集接收科"),
        ("7.62万元", "8.62万元"),
    )
    exported.write_bytes(data)
    figures = verify(exported, compose(small().report)).figures
    assert [(change.now, change.draft) for change in figures] == [
        ("1,390.71万元", "1,380.71万元"),
        ("8.62万元", "7.62万元"),
    ]


def test_changed_text_is_shown_where_it_differs(exported: Path) -> None:
    exported.write_bytes(altered(exported.read_bytes(), ("接收征集科", "征集接收科")))
    lines = told(exported)
    assert lines[0] == "文字有 1 段不同："
    assert "【接收征集】科" in lines[1]
    assert "【征集接收】科" in lines[2]


def test_a_deleted_paragraph_and_a_new_one(exported: Path) -> None:
    data = exported.read_bytes()
    xml = xml_of(exported)
    start = xml.index('<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t>贯彻执行')
    end = xml.index("</w:p>", start) + 6
    exported.write_bytes(altered(data, (xml[start:end], "")))
    lines = told(exported)
    assert len(lines) == 2
    assert lines[1].startswith("  删去：贯彻执行国家和省")
    added = "<w:p><w:r><w:t>另有一段。</w:t></w:r></w:p>"
    exported.write_bytes(altered(data, (xml[start:end], xml[start:end] + added)))
    assert told(exported) == ["文字有 1 段不同：", "  加入：另有一段。"]


def test_a_row_added_to_a_table_is_one_line(tmp_path: Path) -> None:
    document = compose(annexed().report)
    out = tmp_path / "a.docx"
    out.write_bytes(word.content(document))
    changed = docx.Document(str(out))
    row = cast("_Row", changed.tables[0].add_row())  # type: ignore[no-untyped-call]
    for cell, text in zip(row.cells, ("会议费", "1.00", "2.00", "3.00", "4.00", "5.00"), strict=True):
        cell.text = text
    changed.save(str(out))
    verdict = verify(out, document)
    assert verdict.figures == ()
    assert [(text.now, text.before) for text in verdict.texts] == [("会议费 1.00 2.00 3.00 4.00 5.00", "")]


def test_a_figure_taken_out_of_its_sentence_is_gone(exported: Path) -> None:
    exported.write_bytes(altered(exported.read_bytes(), ("38人", "")))
    assert told(exported)[1] == "  人员情况·在职人员：Word 中为 （已删去），草稿为 38人"


def with_part(path: Path, kind: str, part: str, content: str, mark: str) -> None:
    """Add a part to a .docx as Word does, and what refers to it at the end of its first long paragraph."""
    relation = f'<Relationship Id="rId900" Target="{part}" Type="{REL}/{kind}"/></Relationships>'
    made = BytesIO()
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            text = old.read(name)
            if name == "word/_rels/document.xml.rels":
                text = text.replace(b"</Relationships>", relation.encode())
            elif name == "word/document.xml":
                at = text.index(b"</w:p>", text.index("支出".encode()))
                at += len(b"</w:p>") if mark.startswith("<w:altChunk") else 0
                text = text[:at] + mark.encode() + text[at:]
            new.writestr(name, text)
        new.writestr(f"word/{part}", content)
    path.write_bytes(made.getvalue())


MAIN = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
NOTE = (
    f'<w:{{0}}s {MAIN}><w:{{0}} w:type="separator" w:id="-1"><w:p><w:r><w:separator/></w:r></w:p></w:{{0}}>'
    '<w:{0} w:id="7"><w:p><w:r><w:t>基本支出应为</w:t></w:r><w:r><w:t>900万元，请改</w:t></w:r></w:p></w:{0}></w:{0}s>'
)
BESIDE = {
    "footnote": ("footnotes", "footnotes.xml", NOTE.format("footnote"), '<w:r><w:footnoteReference w:id="7"/></w:r>'),
    "endnote": ("endnotes", "endnotes.xml", NOTE.format("endnote"), '<w:r><w:endnoteReference w:id="7"/></w:r>'),
    "chunk": ("aFChunk", "新.html", "<p>基本支出900万元</p>", f'<w:altChunk r:id="rId900" xmlns:r="{REL}" {MAIN}/>'),
}
TOLD = {
    "footnote": ("脚注", "基本支出应为900万元，请改"),
    "endnote": ("尾注", "基本支出应为900万元，请改"),
    "chunk": ("嵌入的文件", "新.html（Word 打开时才显示它的内容"),
}


@pytest.mark.parametrize("what", [*BESIDE])
@pytest.mark.parametrize("at_once", [True, False])
def test_what_stands_beside_the_text_is_told(
    what: str, at_once: bool, exported: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Notes, and files whose text Word shows as the report's own; also where a process of its own reads the file."""
    with_part(exported, *BESIDE[what])
    if not at_once:
        monkeypatch.setattr(opening_word, "MAX_HERE", 0)
    label, text = TOLD[what]
    assert main(["verify", str(exported), str(SMALL)]) == 1
    said = capsys.readouterr().out
    assert "文字有 1 段不同" in said
    assert f"加入：{label}：{text}" in said
    assert main(["take", str(exported), str(SMALL), "--dry-run"]) == 0
    said = capsys.readouterr().out
    assert f"1. {label}：加入 {text}" in said
    assert "取不了" in said
    assert "\n2. " not in said


def test_a_note_nothing_refers_to_any_more_is_not_printed(exported: Path) -> None:
    kind, part, content, _ = BESIDE["footnote"]
    with_part(exported, kind, part, content, "")
    assert told(exported) == SAME


def test_controls_taken_away_around_their_figures_change_nothing(controlled: Path) -> None:
    xml = xml_of(controlled)
    bare = re.sub(r"<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", r"\1", xml)
    assert "w:sdt" in xml
    assert "w:sdt" not in bare
    controlled.write_bytes(altered(controlled.read_bytes(), (xml, bare)))
    assert told(controlled) == SAME
    controlled.write_bytes(altered(controlled.read_bytes(), ("1,380.71万元", "1,390.71万元")))
    assert told(controlled)[:2] == [
        "数字有 1 处不同：",
        "  支出规模·支出总额：Word 中为 1,390.71万元，草稿为 1,380.71万元",
    ]


def test_a_control_tells_its_figure_in_a_sentence_written_anew(controlled: Path) -> None:
    xml = xml_of(controlled)
    start = xml.rfind("<w:sdt>", 0, xml.index(">1,380.71万元<"))
    control = xml[start : xml.index("</w:sdt>", start) + 8]
    whole = xml[xml.rfind("<w:p>", 0, start) : xml.index("</w:p>", start)]
    anew = whole.replace("2024年", "全年").replace(control, control.replace("1,380.71", "1,399.00"))
    controlled.write_bytes(altered(controlled.read_bytes(), (whole, anew)))
    (change,) = verify(controlled, compose(small().report)).figures
    assert (change.path, change.now) == ("overview.scale.total", "1,399.00万元")


def test_a_draft_changed_since_the_export_is_told_apart(controlled: Path) -> None:
    draft = small()
    draft.report.set(draft.report.cell("overview.scale.total"), "1390.71")
    lines = list(tell(verify(controlled, compose(draft.report))))
    assert lines[0].startswith("草稿在导出之后改过")
    assert "  支出规模·支出总额：Word 中为 1,380.71万元，草稿为 1,390.71万元，导出时为 1,380.71万元" in lines


@BOTH
@pytest.mark.parametrize("formats", [(DOCX,), ("odt", DOCX)], ids=["docx", "odt"])
@pytest.mark.parametrize("make", [reference, annexed])
def test_a_file_saved_again_by_libreoffice_is_the_same(
    make: Callable[[], Draft],
    formats: tuple[str, ...],
    copy: Callable[[Document], Document],
    tmp_path: Path,
) -> None:
    document = copy(compose(make().report))
    if copy is returning:
        document = replace(document, mark="征求意见稿")
    (tmp_path / "report.docx").write_bytes(word.content(document))
    again = saved_by_libreoffice(tmp_path / "report.docx", *formats)
    assert list(tell(verify(again, document))) == SAME
    # The same with a figure changed there.
    run = next(run for run in document.figures() if run.text.endswith("万元"))
    digits = run.text.removesuffix("万元")
    again.write_bytes(altered(again.read_bytes(), (digits, "9.99")))
    assert [(change.label, change.now) for change in verify(again, document).figures] == [(run.label, "9.99万元")]


def without(data: bytes, folder: str) -> bytes:
    """The package without the parts in ``folder``, as Word's document inspector leaves it."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "word/_rels/document.xml.rels":
                content = re.sub(rb"<Relationship [^>]*customXml[^>]*?/>", b"", content)
            if not name.startswith(folder):
                new.writestr(name, content)
    return stream.getvalue()


def test_without_its_manifest_the_figures_are_found_all_the_same(controlled: Path) -> None:
    controlled.write_bytes(without(controlled.read_bytes(), "customXml/"))
    assert told(controlled) == SAME
    controlled.write_bytes(altered(controlled.read_bytes(), ("1,380.71万元", "1,390.71万元")))
    assert told(controlled)[:2] == [
        "数字有 1 处不同：",
        "  支出规模·支出总额：Word 中为 1,390.71万元，草稿为 1,380.71万元",
    ]


def bomb() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr("word/document.xml", b" " * (package.MAX_PART + 1))
    return stream.getvalue()


def many() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(package.MAX_PARTS + 1):
            archive.writestr(f"{number}.xml", "")
    return stream.getvalue()


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY secret SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "word_of_it"),
    [
        (b"", "不是完好的 .docx"),
        (b"PK\x03\x04 nothing", "不是完好的 .docx"),
        (b"schema = 2", "不是完好的 .docx"),
        (word.content(example())[:3000], "不是完好的 .docx"),
        (bomb(), "大得反常"),
        (many(), "不像是报告"),
        (altered(word.content(example()), ("<w:body>", "<w:bod>")), "已损坏"),
        (altered(word.content(example()), ("<w:document", DOCTYPE + "<w:document")), "文档类型声明"),
        (altered(word.content(example()), ("<w:body>", "<w:body>" + "<w:x>" * 30)), "已损坏"),
        (altered(word.content(example()), ("<w:body>", "<w:body>" + "<w:x>" * 300 + "</w:x>" * 300)), "嵌套太深"),
    ],
    ids=["empty", "half a zip", "text", "cut off", "bomb", "too many parts", "bad xml", "entities", "open", "deep"],
)
def test_what_cannot_be_read_is_said_in_one_sentence(
    data: bytes, word_of_it: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "a.docx").write_bytes(data)
    assert main(["verify", str(tmp_path / "a.docx"), str(SMALL)]) == 2
    message = capsys.readouterr().err
    assert word_of_it in message
    assert message.count("\n") == 1
    assert "a.docx" in message


def test_a_missing_file_and_a_folder(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["verify", str(tmp_path / "b.docx"), str(SMALL)]) == 2
    assert "没有这个文件" in capsys.readouterr().err
    assert main(["verify", str(tmp_path), str(SMALL)]) == 2
    assert "是文件夹" in capsys.readouterr().err


def test_a_text_of_one_digit_over_and_over_is_compared_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft, out = tmp_path / "草稿.toml", tmp_path / "报告.docx"
    duties = f"拨付{'7' * 16_000}万元"
    draft.write_text(f"schema = 2\n[overview]\nunit = '某局'\nyear = 2024\nduties = '{duties}'\n", "utf-8")
    assert main(["export", str(draft), "-o", str(out), "--force"]) == 0
    assert main(["verify", str(out), str(draft)]) == 0
    out.write_bytes(altered(out.read_bytes(), ("拨付7", "共拨付7")))
    capsys.readouterr()
    assert main(["verify", str(out), str(draft)]) == 1
    assert "【共】拨付7" in capsys.readouterr().out


def test_the_exit_code_tells_the_same_from_the_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "a.docx")
    assert main(["export", str(SMALL), "-o", out]) == 0
    assert main(["verify", out, str(SMALL)]) == 0
    assert main(["verify", out, str(REFERENCE)]) == 2
    assert "不是由这份草稿导出的" in capsys.readouterr().out


def test_json_names_each_change_by_its_path(exported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    exported.write_bytes(altered(exported.read_bytes(), ("1,380.71万元", "1,390.71万元")))
    assert main(["verify", str(exported), str(SMALL), "--format", "json"]) == 1
    said = json.loads(capsys.readouterr().out)
    assert said["same"] is said["stale"] is False
    (figure,) = said["figures"]
    assert figure["path"] == "overview.scale.total"
    assert (figure["now"], figure["draft"]) == ("1,390.71万元", "1,380.71万元")
    (text,) = said["texts"]
    assert "1,390.71万元" in text["now"]
    assert "1,380.71万元" in text["before"]


def test_a_file_saved_again_by_another_library_is_the_same(exported: Path) -> None:
    document = docx.Document(str(exported))
    document.save(str(exported))
    assert told(exported) == SAME


def test_word_may_give_the_manifest_another_name(controlled: Path) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(controlled) as old, zipfile.ZipFile(stream, "w") as new:
        new.writestr("customXml/item1.xml", '<other xmlns="urn:other"/>')
        for name in old.namelist():
            new.writestr(name.replace("item1.xml", "item2.xml"), old.read(name))
    controlled.write_bytes(stream.getvalue())
    draft = small()
    draft.report.set(draft.report.cell("overview.scale.total"), "1390.71")
    assert verify(controlled, compose(draft.report)).stale


def test_a_mark_taken_out_of_the_header_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "a.docx"
    assert main(["export", str(REFERENCE), "-o", str(out)]) == 0
    assert main(["verify", str(out), str(REFERENCE)]) == 0
    out.write_bytes(altered(out.read_bytes(), ("征求意见稿", ""), part="word/header2.xml"))
    capsys.readouterr()
    assert main(["verify", str(out), str(REFERENCE)]) == 1
    assert capsys.readouterr().out == "文字有 1 段不同：\n  删去：页眉的“征求意见稿”\n"


def test_marks_that_turn_figures_around_are_told(exported: Path) -> None:
    word = docx.Document(str(exported))
    for paragraph in word.paragraphs[5:8]:
        paragraph.runs[0].text = f"\u202e{paragraph.runs[0].text}"
    word.save(str(exported))
    said = told(exported)
    assert any("看不见的方向标记" in line for line in said), said
