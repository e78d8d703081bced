"""The copy for the stamp, for comment, for review: what is refused, and how each one is told apart."""

from __future__ import annotations

import zipfile
from dataclasses import replace
from io import BytesIO
from typing import TYPE_CHECKING

import pytest
from docx.oxml.ns import qn

from exporters import copies
from exporters.compose import compose
from exporters.copies import RefusedError, findings_of, prepare
from exporters.plain.plain_text import render
from exporters.word import writer as word
from exporters.wording.renderer import BLANK
from model.editing.session import Session
from model.scanning.files.own_export import handle
from tests.exporters.drafts import reference, small
from tests.exporters.reports import elements, opened, printed
from tests.model.drafting import REFERENCE, SMALL
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from exporters.copies import Copy


def headers(data: bytes) -> list[str]:
    """What stands in the head of right and left pages."""
    section = opened(data).sections[0]
    return [printed(part._element) for part in (section.header, section.even_page_header)]


def errors_of_reference() -> int:
    return sum(finding.severity == "error" for finding in findings_of(reference().report))


def test_a_report_without_errors_is_the_copy_for_the_stamp_and_bears_no_mark(tmp_path: Path) -> None:
    for asked in ("", "--copy=stamp"):
        assert main(["export", str(SMALL), "-o", str(tmp_path / "a.docx"), *filter(None, [asked])]) == 0
        assert headers((tmp_path / "a.docx").read_bytes()) == ["", ""]


def test_with_errors_a_plain_export_is_marked_and_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["export", str(REFERENCE), "-o", str(tmp_path / "a.docx")]) == 0
    assert headers((tmp_path / "a.docx").read_bytes()) == ["征求意见稿", "征求意见稿"]
    said = f"还有 {errors_of_reference()} 处错误没有改正，已导出为征求意见稿（文件上注明）。\n"
    assert capsys.readouterr().err == said


def test_with_errors_the_copy_for_the_stamp_is_refused_in_one_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["export", str(REFERENCE), "-o", str(tmp_path / "a.docx"), "--copy", "stamp"]) == 1
    assert not list(tmp_path.iterdir())
    said = capsys.readouterr().err
    assert said.count("\n") == 1
    for piece in (f"还有 {errors_of_reference()} 处错误", "第一处是“", "--copy draft", "--force"):
        assert piece in said


def test_forced_it_says_so_on_each_page(tmp_path: Path) -> None:
    assert main(["export", str(REFERENCE), "-o", str(tmp_path / "a.docx"), "--copy", "stamp", "--force"]) == 0
    mark = f"未通过核对，{errors_of_reference()} 处错误"
    assert headers((tmp_path / "a.docx").read_bytes()) == [mark, mark]


def test_accepted_errors_stand_in_nobodys_way() -> None:
    draft = reference()
    found = [replace(finding, accepted=True) for finding in findings_of(draft.report)]
    assert prepare(compose(draft.report), found, "stamp")[0].mark == ""
    assert prepare(compose(draft.report), [], "stamp")[0].mark == ""
    with pytest.raises(RefusedError):
        prepare(compose(draft.report), [found[0], *findings_of(draft.report)[1:]], "stamp")


@pytest.mark.parametrize(("copy", "mark"), [("draft", "征求意见稿"), ("review", "审阅稿")])
def test_markdown_and_text_bear_the_mark_in_the_title(copy: Copy, mark: str, tmp_path: Path) -> None:
    for suffix, line in ((".md", 0), (".txt", 1)):
        out = tmp_path / f"a{suffix}"
        assert main(["export", str(SMALL), "-o", str(out), "--copy", copy]) == 0
        assert out.read_text("utf-8").splitlines()[line].endswith(f"部门整体支出绩效自评报告（{mark}）")


def test_the_findings_are_comments_at_their_figures() -> None:
    draft = reference()
    found = findings_of(draft.report)
    document = prepare(compose(draft.report), found, "review")[0]
    data = word.content(document)
    opened_ = opened(data)
    comments = list(opened_.comments)
    assert [comment.text for comment in comments] == [note.text for note in document.notes]
    assert len(comments) == len(found)
    assert {comment.author for comment in comments} == {"自评核对"}
    assert all(comment.timestamp is None for comment in comments)
    printed_paths = {run.path for run in document.figures()}
    for number, finding in enumerate(found):
        (start,) = elements(opened_.element, f'//w:commentRangeStart[@w:id="{number}"]')
        following = start.getnext()
        assert following is not None
        while following.tag == qn("w:commentRangeStart"):
            following = following.getnext()
        tag = following.find(f".//{qn('w:tag')}")
        if finding.fields[0] in printed_paths:
            assert tag is not None
            assert tag.get(qn("w:val")) == handle(finding.fields[0])
        else:
            assert tag is None
        assert len(elements(opened_.element, f'//w:commentReference[@w:id="{number}"]')) == 1


def test_the_comments_change_no_text() -> None:
    draft = reference()
    plain = prepare(compose(draft.report), findings_of(draft.report), "draft")[0]
    review = prepare(compose(draft.report), findings_of(draft.report), "review")[0]
    texts = [
        [printed(paragraph._p) for paragraph in opened(word.content(document)).paragraphs]
        for document in (plain, review)
    ]
    assert texts[0] == texts[1]


def test_the_copy_for_the_stamp_holds_no_trace_of_review() -> None:
    draft = small()
    document = prepare(compose(draft.report), findings_of(draft.report), "stamp")[0]
    with zipfile.ZipFile(BytesIO(word.content(document))) as archive:
        names = archive.namelist()
        text = archive.read("word/document.xml").decode()
    assert not [name for name in names if "comments" in name or "header" in name or "customXml" in name]
    assert "w:sdt" not in text
    assert copies.REVIEW_MARK not in text


def test_what_may_be_left_out_leaves_no_blank_in_a_copy_for_the_stamp() -> None:
    session = Session(small())
    for cell in list(session.report.root.cells()):
        if not cell.raw or cell.field.required or not 1 <= cell.section <= 11:
            continue
        session.type(cell, "")
        session.leave()
        said = render(compose(session.report))
        errors = [found for found in session.checker.findings() if found.severity == "error"]
        assert BLANK not in said or errors, (cell.path, said[max(said.find(BLANK) - 20, 0) :][:40])
        session.undo()
