"""A copy goes out and comes back: each change comes back once, nothing else, and the draft says it in one step."""

from __future__ import annotations

import json
import os
import re
from typing import TYPE_CHECKING

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.oxml.parser import parse_xml

from exporters.returned import adopting, returned_copy
from model.drafts.draft import DraftError, load
from model.drafts.saving import save
from model.editing.session import Session
from tests.exporters.drafts import ANNEXES
from tests.exporters.reports import altered, saved_by_libreoffice
from tests.exporters.word.test_verify import without, xml_of
from tests.model.drafting import REFERENCE, SMALL
from tui.cli.main import main

if TYPE_CHECKING:
    from pathlib import Path

    from exporters.returned.change import Change, Returned

TOTAL = "overview.scale.total"


@pytest.fixture
def draft(tmp_path: Path) -> Path:
    text = SMALL.read_text("utf-8").replace("year = 2024\n", "year = 2024\ntables = true\n")
    path = tmp_path / "草稿.toml"
    path.write_text(text + ANNEXES, "utf-8")
    return path


@pytest.fixture(params=["draft", "stamp"])
def out(tmp_path: Path, draft: Path, request: pytest.FixtureRequest) -> Path:
    """The report as a copy with controls and manifest, and as one without."""
    path = tmp_path / "报告.docx"
    said = ["--copy", "draft"] if request.param == "draft" else ["--copy", "stamp", "--force"]
    assert main(["export", str(draft), "-o", str(path), *said]) == 0
    return path


def back(out: Path, draft: Path) -> Returned:
    return returned_copy.read(out, load(draft))


def said(changes: tuple[Change, ...]) -> list[tuple[str, str, str, str]]:
    return [(change.kind, change.path, change.old, change.new) for change in changes]


def change(out: Path, *pairs: tuple[str, str]) -> None:
    out.write_bytes(altered(out.read_bytes(), *pairs))


def tracked(old: str, new: str) -> str:
    by = 'w:author="李局长" w:date="2025-06-20T09:30:00Z"'
    gone = f'<w:del w:id="900" {by}><w:r><w:delText>{old}</w:delText></w:r></w:del>' if old else ""
    come = f'<w:ins w:id="901" {by}><w:r><w:t>{new}</w:t></w:r></w:ins>' if new else ""
    return f"</w:t></w:r>{gone}{come}<w:r><w:t>"


def test_nothing_comes_back_of_an_untouched_copy(out: Path, draft: Path) -> None:
    found = back(out, draft)
    assert found.changes == ()
    assert found.points == ()
    assert not found.stale


def test_nothing_comes_back_of_a_copy_that_libreoffice_saved_again(out: Path, draft: Path) -> None:
    again = saved_by_libreoffice(out, "docx:MS Word 2007 XML")
    assert back(again, draft).changes == ()
    change(again, ("1,380.71", "1,390.71"))
    assert said(back(again, draft).changes) == [("figure", TOTAL, "1,380.71万元", "1,390.71万元")]


def test_a_figure_changed_untracked(out: Path, draft: Path) -> None:
    change(out, ("1,380.71万元", "1,390.71万元"))
    assert said(back(out, draft).changes) == [("figure", TOTAL, "1,380.71万元", "1,390.71万元")]


def test_a_figure_changed_tracked_names_who_and_when(out: Path, draft: Path) -> None:
    change(out, ("1,380.71万元", tracked("1,380.71万元", "1,390.71万元")))
    (one,) = back(out, draft).changes
    assert (one.path, one.old, one.new) == (TOTAL, "1,380.71万元", "1,390.71万元")
    assert (one.author, one.date) == ("李局长", "2025-06-20T09:30:00Z")


def test_words_of_a_text_changed_and_a_name(out: Path, draft: Path) -> None:
    change(out, ("接收征集科", "征集接收科"), ("贯彻执行", "认真贯彻执行"))
    found = back(out, draft).changes
    assert [(one.kind, one.path) for one in found] == [("text", "overview.duties"), ("text", "overview.offices.1.name")]
    assert (found[1].old, found[1].new) == ("接收征集科", "征集接收科")


def test_an_amount_in_a_text_keeps_its_digits_unless_it_is_the_one_that_changed(tmp_path: Path) -> None:
    draft, out = tmp_path / "草稿.toml", tmp_path / "报告.docx"
    typed = "追回资金1286.35万元，发放补助2310元。"
    draft.write_text(SMALL.read_text("utf-8").replace("贯彻执行国家", f"{typed}贯彻执行国家"), "utf-8")
    assert main(["export", str(draft), "-o", str(out), "--copy", "draft"]) == 0
    assert "追回资金1,286.35万元，发放补助2,310元。" in "".join(p.text for p in docx.Document(str(out)).paragraphs)
    assert back(out, draft).changes == ()
    change(out, ("1,286.35", tracked("1,286.35", "1,296.35")))
    (one,) = back(out, draft).changes
    assert (one.kind, one.path) == ("text", "overview.duties")
    session = Session(load(draft))
    adopting.take(session, [one])
    assert session.report.cell("overview.duties").raw.startswith("追回资金1,296.35万元，发放补助2310元。贯彻执行")


def paragraph_of(out: Path, text: str) -> str:
    xml = xml_of(out)
    at = xml.index(text)
    return xml[xml.rindex("<w:p>", 0, at) : xml.index("</w:p>", at) + 6]


def test_a_sentence_added_and_one_cut(out: Path, draft: Path) -> None:
    whole = paragraph_of(out, "贯彻执行")
    change(out, (whole, whole + "<w:p><w:r><w:t>承担其他工作。</w:t></w:r></w:p>"))
    (one,) = back(out, draft).changes
    assert (one.kind, one.path, one.new) == ("line_added", "overview.duties", "承担其他工作。")
    session = Session(load(draft))
    adopting.take(session, [one])
    before = load(draft).report.cell("overview.duties").raw.split("\n")
    assert session.report.cell("overview.duties").raw.split("\n") == [before[0], "承担其他工作。", *before[1:]]
    change(out, (whole, ""), ("承担其他工作。", before[0]))
    assert back(out, draft).changes == ()
    change(out, (before[0], ""))
    (one,) = back(out, draft).changes
    assert (one.kind, one.path, one.old) == ("line_cut", "overview.duties", before[0])
    session = Session(load(draft))
    adopting.take(session, [one])
    assert session.report.cell("overview.duties").raw == "\n".join(before[1:])


def test_comments_are_open_points_at_their_field(out: Path, draft: Path) -> None:
    word = docx.Document(str(out))
    paragraph = next(p for p in word.paragraphs if p.text.startswith("贯彻执行"))
    word.add_comment(paragraph.runs[0], "这里请再写具体些。", "王科长", "王")
    word.save(str(out))
    found = back(out, draft)
    assert found.changes == ()
    (point,) = found.points
    assert (point.author, point.text, point.path) == ("王科长", "这里请再写具体些。", "overview.duties")
    assert point.on.startswith("贯彻执行")


def test_comments_stay_in_the_draft_and_on_the_review_copy_until_they_are_answered(
    out: Path, draft: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    word = docx.Document(str(out))
    paragraph = next(p for p in word.paragraphs if p.text.startswith("贯彻执行"))
    word.add_comment(paragraph.runs[0], "这里请再写具体些。", "王科长", "王")
    word.save(str(out))
    for _ in range(2):  # taken twice, kept once
        assert main(["take", str(out), str(draft), "--all"]) == 0
    assert capsys.readouterr().out.count("批注 1 条已记在草稿里") == 1
    (kept,) = load(draft).report.rows("comments").rows
    assert [kept.cell(name).raw for name in ("path", "text", "by", "answer")] == [
        "overview.duties",
        "这里请再写具体些。",
        "王科长",
        "",
    ]
    review = tmp_path / "审阅.docx"
    assert main(["export", str(draft), "-o", str(review), "--copy", "review"]) == 0
    said = [comment.text for comment in docx.Document(str(review)).comments if comment.text.startswith("王科长批注")]
    assert len(said) == 1
    assert said[0].endswith("还没有答复：这里请再写具体些。")
    # A copy that comes back with it again asks nothing new.
    assert back(review, draft).points == ()
    session = Session(load(draft))
    session.type(session.report.rows("comments").rows[0].cell("answer"), "已补充")
    session.leave()
    save(session.draft)
    assert main(["export", str(draft), "-o", str(review), "--copy", "review"]) == 0
    assert not [one for one in docx.Document(str(review)).comments if "王科长" in one.text]


def test_looking_alone_keeps_no_comment(out: Path, draft: Path) -> None:
    word = docx.Document(str(out))
    word.add_comment(word.paragraphs[0].runs[0], "题目对吗？", "王科长", "王")
    word.save(str(out))
    before = draft.read_bytes()
    assert main(["take", str(out), str(draft), "--dry-run"]) == 0
    assert draft.read_bytes() == before


def test_our_own_comments_are_no_open_points(tmp_path: Path, draft: Path) -> None:
    path = tmp_path / "审阅.docx"
    assert main(["export", str(draft), "-o", str(path), "--copy", "review"]) == 0
    assert "commentReference" in xml_of(path)
    found = back(path, draft)
    assert (found.changes, found.points) == ((), ())


def test_controls_stripped_and_the_manifest_removed(tmp_path: Path, draft: Path) -> None:
    path = tmp_path / "报告.docx"
    assert main(["export", str(draft), "-o", str(path), "--copy", "draft"]) == 0
    xml = xml_of(path)
    bare = re.sub(r"<w:sdt>.*?<w:sdtContent>(.*?)</w:sdtContent></w:sdt>", r"\1", xml)
    change(path, (xml, bare))
    assert back(path, draft).changes == ()
    path.write_bytes(without(path.read_bytes(), "customXml/"))
    assert back(path, draft).changes == ()
    change(path, ("1,380.71万元", "1,390.71万元"))
    assert said(back(path, draft).changes) == [("figure", TOTAL, "1,380.71万元", "1,390.71万元")]


def test_a_row_added_in_a_table_and_one_cut(out: Path, draft: Path) -> None:
    word = docx.Document(str(out))
    table = next(t for t in word.tables if any("馆藏档案数字化" in cell.text for cell in t._cells))
    number = next(i for i, row in enumerate(table.rows) if any("馆藏档案数字化" in cell.text for cell in row.cells))
    row = table.rows[number]._tr
    added = parse_xml(row.xml if hasattr(row, "xml") else "")
    new = ("", "产出指标", "质量指标", "数字化合格率", "99%", "99.5%", "10", "10", "")
    for cell, text in zip(added.findall(qn("w:tc")), new, strict=False):
        texts = list(cell.iter(qn("w:t")))
        for element in texts:
            element.text = ""
        if texts:
            texts[0].text = text
    row.addnext(added)
    word.save(str(out))
    (one,) = back(out, draft).changes
    assert (one.kind, one.path, one.at) == ("row_added", "department_evaluation.scores.indicators", 1)
    session = Session(load(draft))
    adopting.take(session, [one])
    rows = session.report.rows("department_evaluation.scores.indicators").rows
    assert [row.cell("level3").raw for row in rows] == ["馆藏档案数字化", "数字化合格率", "查档群众满意度"]
    assert (rows[1].cell("points").raw, rows[1].cell("actual").raw) == ("10", "99.5%")
    session.undo()
    assert session.report.root.content() == load(draft).report.root.content()
    added.getparent().remove(added)
    row.getparent().remove(row)
    word.save(str(out))
    (one,) = back(out, draft).changes
    assert (one.kind, one.path) == ("row_cut", "department_evaluation.scores.indicators.0")


def test_a_later_edit_of_the_draft_is_a_conflict_only_where_both_changed(out: Path, draft: Path) -> None:
    change(out, ("1,380.71万元", "1,390.71万元"), ("接收征集科", "征集接收科"))
    later = load(draft)
    later.report.set(later.report.cell(TOTAL), "1400.00")
    later.report.set(later.report.cell("overview.staff.serving"), "39")
    save(later)
    found = back(out, draft)
    assert found.stale
    assert [(one.path, one.conflict) for one in found.changes] == [
        ("overview.offices.1.name", ""),
        (TOTAL, "1400.00"),
    ]


def test_all_leaves_out_what_the_draft_became_meanwhile(
    out: Path, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(out, ("1,380.71万元", "1,390.71万元"), ("接收征集科", "征集接收科"))
    later = load(draft)
    later.report.set(later.report.cell(TOTAL), "1400.00")
    save(later)
    assert main(["take", str(out), str(draft), "--all"]) == 0
    assert "草稿后来改过的 1 处未取回；看过仍要取的，用 --only 2" in capsys.readouterr().out
    taken = load(draft).report
    assert (taken.cell(TOTAL).raw, taken.cell("overview.offices.1.name").raw) == ("1400.00", "征集接收科")


def test_what_is_typed_and_not_saved_yet_is_no_change_of_the_file(out: Path, draft: Path) -> None:
    change(out, ("接收征集科", "征集接收科"))
    open_draft = load(draft)
    open_draft.report.set(open_draft.report.cell(TOTAL), "1400.00")
    assert [one.path for one in returned_copy.read(out, open_draft).changes] == ["overview.offices.1.name"]


def test_a_draft_changed_since_the_file_without_a_version_kept_is_in_doubt(draft: Path, tmp_path: Path) -> None:
    out = tmp_path / "报告.docx"
    assert main(["export", str(draft), "-o", str(out), "--copy", "stamp", "--force"]) == 0
    draft.write_text(draft.read_text("utf-8").replace("1380.71", "1400.00"), "utf-8")
    os.utime(out, (1, 1))
    total = next(one for one in back(out, draft).changes if one.path == TOTAL)
    assert total.conflict.startswith("1400.00（草稿比这份 Word 文件新")
    assert all(one.conflict or one.refusal for one in back(out, draft).changes if one.kind == "figure")


def test_words_of_the_outline_are_told_and_not_taken(out: Path, draft: Path) -> None:
    change(out, ("部门经费支出总额为", "本部门经费支出总额达到"))
    (one,) = back(out, draft).changes
    assert one.kind == "words"
    assert one.refusal
    session = Session(load(draft))
    assert adopting.take(session, [one]) == 0
    assert not session.modified


def test_all_chosen_changes_are_one_step(out: Path, draft: Path) -> None:
    change(out, ("1,380.71万元", "1,390.71万元"), ("接收征集科", "征集接收科"))
    session = Session(load(draft))
    before = session.report.root.content()
    assert adopting.take(session, back(out, draft).changes) == 2
    assert session.report.cell(TOTAL).raw == "1390.71"
    session.undo()
    assert session.report.root.content() == before
    assert session.done is None


def test_the_command_takes_some_and_then_the_rest(out: Path, draft: Path, capsys: pytest.CaptureFixture[str]) -> None:
    change(out, ("1,380.71万元", "1,390.71万元"), ("接收征集科", "征集接收科"))
    capsys.readouterr()
    assert main(["take", str(out), str(draft), "--dry-run"]) == 0
    listed = capsys.readouterr().out
    assert "1. 内设机构·接收征集科·名称：接收征集科 → 征集接收科" in listed
    assert "2. 支出规模·支出总额：1,380.71万元 → 1,390.71万元" in listed
    assert main(["take", str(out), str(draft), "--only", "2"]) == 0
    assert load(draft).report.cell(TOTAL).raw == "1390.71"
    assert load(draft).report.cell("overview.offices.1.name").raw == "接收征集科"
    capsys.readouterr()
    assert main(["take", str(out), str(draft), "--all", "--format", "json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert [(one["path"], one["taken"]) for one in facts["changes"]] == [("overview.offices.1.name", True)]
    assert main(["take", str(out), str(draft), "--all"]) == 0
    assert "没有改动" in capsys.readouterr().out


@pytest.mark.parametrize("words", ["１，２", "1、2", " 1 , 2 ", "2,1,2"])
def test_the_numbers_are_written_as_an_input_method_writes_them(words: str, out: Path, draft: Path) -> None:
    change(out, ("1,380.71万元", "1,390.71万元"), ("接收征集科", "征集接收科"))
    assert main(["take", str(out), str(draft), "--only", words]) == 0
    assert load(draft).report.cell(TOTAL).raw == "1390.71"
    assert load(draft).report.cell("overview.offices.1.name").raw == "征集接收科"


WRONG = ["9", "0", "-1", "x", "", "1,", ",1", "1,,1", "\u0661", "①", "1;1"]


@pytest.mark.parametrize(
    "words",
    [
        *(["--only", wrong] for wrong in WRONG),
        *(["--dry-run", "--only", wrong] for wrong in WRONG),
        [],
        ["--format", "json"],
    ],
)
def test_what_cannot_be_done_is_one_sentence_and_nothing_is_taken(
    words: list[str], out: Path, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    change(out, ("1,380.71万元", "1,390.71万元"))
    before = draft.read_bytes()
    capsys.readouterr()
    assert main(["take", str(out), str(draft), *words]) == 2
    assert capsys.readouterr().err.count("\n") == 1
    assert draft.read_bytes() == before


@pytest.mark.parametrize("copy", [["--copy", "draft"], ["--copy", "stamp", "--force"]])
@pytest.mark.parametrize("other", ["another department", "another year"])
def test_a_report_that_is_no_export_of_the_draft_is_refused_in_one_sentence(
    other: str, copy: list[str], tmp_path: Path, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    wrong, strange = tmp_path / "别的.toml", tmp_path / "别的.docx"
    text = draft.read_text("utf-8").replace("2024", "2023")
    wrong.write_bytes(REFERENCE.read_bytes() if other == "another department" else text.encode())
    assert main(["export", str(wrong), "-o", str(strange), *copy]) == 0
    before = draft.read_bytes()
    capsys.readouterr()
    assert main(["take", str(strange), str(draft), "--all"]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.count("\n") == 1
    assert "不是由这份草稿导出的" in told.err
    assert draft.read_bytes() == before
    with pytest.raises(DraftError, match="不是由这份草稿导出的"):
        returned_copy.read(strange, load(draft))
    assert main(["verify", str(strange), str(draft)]) == 2
    assert capsys.readouterr().out.count("\n") == 1


def test_a_word_file_of_anything_else_is_refused(
    tmp_path: Path, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    letter = docx.Document()
    letter.add_paragraph("2024年度云漪市档案馆工作总结")
    for number in range(40):
        letter.add_paragraph(f"第{number}项工作已经完成。")
    letter.save(str(tmp_path / "总结.docx"))
    before = draft.read_bytes()
    assert main(["take", str(tmp_path / "总结.docx"), str(draft), "--all"]) == 2
    assert "不是由这份草稿导出的" in capsys.readouterr().err
    assert draft.read_bytes() == before
    assert main(["verify", str(tmp_path / "总结.docx"), str(draft)]) == 2, "nothing was compared"
    assert "没有比较" in capsys.readouterr().err


def test_a_workbook_with_the_name_of_a_word_file_is_called_a_workbook(
    tmp_path: Path, draft: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    book = tmp_path / "账表.docx"
    workbook = openpyxl.Workbook()
    workbook.save(str(tmp_path / "账表.xlsx"))
    book.write_bytes((tmp_path / "账表.xlsx").read_bytes())
    for words in (["verify", str(book), str(draft)], ["take", str(book), str(draft)], ["scan", str(book)]):
        assert main(words) == 2
        said = capsys.readouterr()
        assert said.out == ""
        assert "这是 Excel 工作簿" in said.err


def test_a_name_corrected_in_the_title_alone_comes_back(out: Path, draft: Path) -> None:
    change(out, ("2024年度云漪市档案馆", "2024年度云漪市档案局"))
    assert len(back(out, draft).changes) == 1
