"""What someone changed in Word is listed: figure by figure, and the text by paragraph."""

from __future__ import annotations

import os
import re
import subprocess
import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import pytest

from exporters.compose import compose
from exporters.word import readback as reading
from exporters.word import writer as word
from exporters.word.changes import tell, verify
from tests.exporters.drafts import annexed, reference, small
from tests.exporters.reports import example
from tests.model.drafting import REFERENCE, SMALL
from tests.tools.programs import require
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path


def altered(data: bytes, *changes: tuple[str, str], part: str = "word/document.xml") -> bytes:
    """The package with pieces of a part replaced, each found once at least."""
    stream = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == part:
                text = content.decode()
                for before, after in changes:
                    assert before in text
                    text = text.replace(before, after, 1)
                content = text.encode()
            new.writestr(name, content)
    return stream.getvalue()


@pytest.fixture
def exported(tmp_path: Path) -> Path:
    out = tmp_path / "报告.docx"
    out.write_bytes(word.content(compose(small().report)))
    return out


def told(path: Path) -> list[str]:
    return list(tell(verify(path, compose(small().report))))


def test_an_untouched_file_is_the_same(exported: Path) -> None:
    assert told(exported) == ["Word 文件与草稿一致。"]


def test_a_changed_figure_is_named_with_now_and_before(exported: Path) -> None:
    exported.write_bytes(altered(exported.read_bytes(), (">1,380.71万元<", ">1,390.71万元<")))
    lines = told(exported)
    assert lines[:2] == ["数字有 1 处不同：", "  支出规模·支出总额：Word 中为 1,390.71万元，草稿为 1,380.71万元"]
    assert lines[2] == "文字有 1 段不同："
    assert "1,3【8】0.71万元" in lines[3]
    assert "1,3【9】0.71万元" in lines[4]


def test_a_figure_split_over_runs_reads_as_one(exported: Path) -> None:
    split = '>1,38</w:t></w:r><w:proofErr w:type="spellStart"/><w:r><w:t xml:space="preserve">0.71万元<'
    exported.write_bytes(altered(exported.read_bytes(), (">1,380.71万元<", split)))
    assert told(exported) == ["Word 文件与草稿一致。"]


def test_a_tracked_change_counts_as_made(exported: Path) -> None:
    run = '<w:r><w:t xml:space="preserve">1,380.71万元</w:t></w:r>'
    tracked = (
        '<w:del w:id="900"><w:r><w:delText>1,380.71万元</w:delText></w:r></w:del>'
        '<w:ins w:id="901"><w:r><w:t>1,381.00万元</w:t></w:r></w:ins>'
    )
    exported.write_bytes(altered(exported.read_bytes(), (run, tracked)))
    assert "Word 中为 1,381.00万元，草稿为 1,380.71万元" in told(exported)[1]


def test_changed_text_is_shown_where_it_differs(exported: Path) -> None:
    exported.write_bytes(altered(exported.read_bytes(), ("接收征集科", "征集接收科")))
    lines = told(exported)
    assert lines[0] == "文字有 1 段不同："
    assert "【接收征集】科" in lines[1]
    assert "【征集接收】科" in lines[2]


def test_a_deleted_paragraph_and_a_new_one(exported: Path) -> None:
    data = exported.read_bytes()
    xml = zipfile.ZipFile(BytesIO(data)).read("word/document.xml").decode()
    start = xml.index('<w:p><w:pPr><w:pStyle w:val="BodyText"/></w:pPr><w:r><w:t xml:space="preserve">贯彻执行')
    end = xml.index("</w:p>", start) + 6
    exported.write_bytes(altered(data, (xml[start:end], "")))
    assert told(exported)[1].startswith("  删去：贯彻执行国家和省")
    added = "<w:p><w:r><w:t>另有一段。</w:t></w:r></w:p>"
    exported.write_bytes(altered(data, (xml[start:end], xml[start:end] + added)))
    assert told(exported) == ["文字有 1 段不同：", "  加入：另有一段。"]


def test_a_removed_control_is_a_figure_gone(exported: Path) -> None:
    xml = zipfile.ZipFile(exported).read("word/document.xml").decode()
    start = xml.index("<w:sdt>")
    end = xml.index("</w:sdt>") + 8
    exported.write_bytes(altered(exported.read_bytes(), (xml[start:end], "")))
    assert told(exported)[1] == "  人员情况·在职人员：Word 中为 （已删去），草稿为 38人"


def test_a_control_taken_away_around_its_figure_changes_nothing(exported: Path) -> None:
    xml = zipfile.ZipFile(exported).read("word/document.xml").decode()
    bare = re.sub(r"<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", r"\1", xml)
    assert "w:sdt" in xml
    assert "w:sdt" not in bare
    exported.write_bytes(altered(exported.read_bytes(), (xml, bare)))
    assert told(exported) == ["Word 文件与草稿一致。"]
    exported.write_bytes(altered(exported.read_bytes(), (">1,380.71万元<", ">1,390.71万元<")))
    lines = told(exported)
    assert "  支出规模·支出总额：Word 中为 （已删去），草稿为 1,380.71万元" in lines
    assert "文字有 1 段不同：" in lines


def test_a_draft_changed_since_the_export_is_told_apart(exported: Path) -> None:
    draft = small()
    draft.report.set(draft.report.cell("overview.scale.total"), "1390.71")
    lines = list(tell(verify(exported, compose(draft.report))))
    assert lines[0].startswith("草稿在导出之后改过")
    assert "  支出规模·支出总额：Word 中为 1,380.71万元，草稿为 1,390.71万元，导出时为 1,380.71万元" in lines


@pytest.mark.parametrize("make", [reference, small, annexed])
def test_a_file_saved_again_by_libreoffice_is_the_same(make: object, tmp_path: Path) -> None:
    require("soffice")
    assert callable(make)
    document = replace(compose(make().report), mark="征求意见稿")
    (tmp_path / "report.docx").write_bytes(word.content(document))
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    command = [
        "soffice",
        profile,
        "--headless",
        "--convert-to",
        "docx:MS Word 2007 XML",
        "--outdir",
        "again",
        "report.docx",
    ]
    subprocess.run(command, cwd=tmp_path, capture_output=True, check=True, timeout=180)
    again = tmp_path / "again" / "report.docx"
    assert list(tell(verify(again, document))) == ["Word 文件与草稿一致。"]
    # The same with a figure changed there.
    run = next(run for run in document.figures() if run.text.endswith("万元"))
    digits = run.text.removesuffix("万元")
    again.write_bytes(altered(again.read_bytes(), (f">{digits}<", ">9.99<")))
    verdict = verify(again, document)
    assert [(change.label, change.now) for change in verdict.figures] == [(run.label, "9.99万元")]


def bomb() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("_rels/.rels", "<Relationships/>")
        archive.writestr("customXml/item1.xml", b" " * (reading.MAX_UNPACKED + 1))
    return stream.getvalue()


def many() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for number in range(reading.MAX_PARTS + 1):
            archive.writestr(f"{number}.xml", "")
    return stream.getvalue()


DOCTYPE = '<!DOCTYPE x [<!ENTITY a "b"><!ENTITY secret SYSTEM "file:///etc/hostname">]>'


@pytest.mark.parametrize(
    ("data", "word_of_it"),
    [
        (b"", "不是 Word 文件"),
        (b"PK\x03\x04 nothing", "不是 Word 文件"),
        (b"schema = 1", "不是 Word 文件"),
        (word.content(example())[:3000], "不是 Word 文件"),
        (bomb(), "解压后过大"),
        (many(), "不像是报告"),
        (altered(word.content(example()), ("<w:body>", "<w:bod>")), "不合规范"),
        (altered(word.content(example()), ("<w:document", DOCTYPE + "<w:document")), "不合规范"),
        (altered(word.content(example()), ("<w:body>", "<w:body>" + "<w:x>" * 300)), "不合规范"),
        (
            altered(word.content(example()), ("urn:ziping", "urn:other"), ("draft=", "x="), part="customXml/item1.xml"),
            "没有数据清单",
        ),
    ],
    ids=[
        "empty",
        "half a zip",
        "text",
        "cut off",
        "bomb",
        "too many parts",
        "bad xml",
        "entities",
        "deep",
        "no manifest",
    ],
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
    assert ("是文件夹" if os.name != "nt" else "读不了") in capsys.readouterr().err


def test_the_exit_code_tells_the_same_from_the_other(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = str(tmp_path / "a.docx")
    assert main(["export", str(SMALL), "-o", out]) == 0
    assert main(["verify", out, str(SMALL)]) == 0
    assert main(["verify", out, str(REFERENCE)]) == 1
    assert "数字有" in capsys.readouterr().out


def test_a_file_saved_again_by_another_library_is_the_same(exported: Path) -> None:
    document = docx.Document(str(exported))
    document.save(str(exported))
    assert told(exported) == ["Word 文件与草稿一致。"]


def test_word_may_give_the_manifest_another_name(exported: Path) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(exported) as old, zipfile.ZipFile(stream, "w") as new:
        new.writestr("customXml/item1.xml", '<other xmlns="urn:other"/>')
        for name in old.namelist():
            new.writestr(name.replace("item1.xml", "item2.xml"), old.read(name))
    exported.write_bytes(stream.getvalue())
    assert told(exported) == ["Word 文件与草稿一致。"]


def test_a_mark_taken_out_of_the_header_is_noticed(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "a.docx"
    assert main(["export", str(REFERENCE), "-o", str(out)]) == 0
    assert main(["verify", str(out), str(REFERENCE)]) == 0
    out.write_bytes(altered(out.read_bytes(), ("征求意见稿", ""), part="word/header2.xml"))
    capsys.readouterr()
    assert main(["verify", str(out), str(REFERENCE)]) == 1
    assert capsys.readouterr().out == "文字有 1 段不同：\n  删去：页眉的“征求意见稿”\n"
