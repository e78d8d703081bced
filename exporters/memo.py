"""审核意见: one page for each report that was reviewed, with what is to be set right, ready to be sent back."""

from __future__ import annotations

import io
import os
from typing import TYPE_CHECKING, Final

from exporters.output import ExportError, Saved, save
from model.schema.outline import NUMERALS, place
from model.tieout.telling import summed, where

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from docx.document import Document as Word

    from model.tieout.comparing import TieOut

_LINES: Final = 26
"""How many lines the points may take for all to stand on one page; what is beyond is counted."""
_WIDTH: Final = 34
"""How many signs a line holds."""
_LENGTH: Final = 3 * _WIDTH
"""How many signs of one point."""
_SOURCES: Final = 3


def write_memo(found: TieOut, folder: Path, taken: set[Path]) -> Saved:
    """Write the memo on one report into ``folder``, which is made where there is none.

    ``taken`` are the memos of this run, to which it is added: reports of one file name have memos of their own. A memo
    that was changed since it was written is set aside. Raises ExportError where it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"{folder}：不能建这个文件夹（{error.strerror or error}），请换一个位置") from error
    stem = os.path.splitext(found.document.name)[0]
    out, number = folder / f"{stem}审核意见.docx", 1
    while out in taken:
        number += 1
        out = folder / f"{stem}审核意见（{number}）.docx"
    taken.add(out)
    return save(out, memo(found))


def memo(found: TieOut) -> bytes:
    """The content of the .docx file."""
    from docx import Document
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.shared import Cm, Pt

    word = Document()
    section = word.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.top_margin = section.bottom_margin = Cm(2.2)
    section.left_margin = section.right_margin = Cm(2.6)
    _fonts(word)
    document = found.document
    title = word.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run("部门整体支出绩效自评报告审核意见")
    run.bold, run.font.size = True, Pt(18)
    year = f"{document.year}年度" if document.year else ""
    word.add_paragraph(f"{document.department or document.name}：")
    sources = "、".join(found.sources[:_SOURCES]) + ("等" if len(found.sources) > _SOURCES else "")
    opening = word.add_paragraph(
        f"你单位报送的{year}部门整体支出绩效自评报告收悉。经与{sources}逐项核对，现将审核意见反馈如下。"
    )
    opening.paragraph_format.first_line_indent = Pt(24)
    for line in _body(found):
        paragraph = word.add_paragraph(line)
        paragraph.paragraph_format.first_line_indent = Pt(24)
        if line.startswith(tuple(f"{numeral}、" for numeral in NUMERALS[1:4])):
            paragraph.runs[0].bold = True
    for line in ("审核人（签名）：            ", "审核单位（盖章）：            ", "    年    月    日"):
        word.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    properties = word.core_properties
    properties.title, properties.author = "审核意见", ""
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def _fonts(word: Word) -> None:
    """Text in 仿宋, twelve points, without space between paragraphs."""
    from docx.oxml.ns import qn
    from docx.shared import Pt

    style = word.styles["Normal"]
    style.font.name, style.font.size = "Times New Roman", Pt(12)
    style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "仿宋")
    form = style.paragraph_format
    form.space_before = form.space_after = Pt(0)
    form.line_spacing = Pt(20)


def _body(found: TieOut) -> Iterator[str]:
    yield "一、核对情况"
    yield f"{summed(found)}。"
    points = list(_points(found))
    yield "二、需要核实修改的问题"
    if not points:
        yield "未发现需要修改的问题。"
    room = _LINES
    for number, point in enumerate(points, 1):
        shown = point if len(point) <= _LENGTH else point[: _LENGTH - 1] + "…"
        room -= -(-(len(shown) + 3) // _WIDTH)
        if room < 0:
            yield f"另有{len(points) - number + 1}处，见所附核对结果。"
            break
        yield f"{number}．{shown}"
    yield "三、意见"
    yield "请对上述问题逐项核实，修改后连同有关账表重新报送。" if points else "同意按规定程序报送和公开。"


def _points(found: TieOut) -> Iterator[str]:
    """What is to be set right: figures that differ from the accounts, errors of the report, other roundings."""
    for line in found.of("differs"):
        yield f"{place(line.section)}“{line.label}”为{line.own}，{where(line)}为{line.theirs}，相差{line.difference}。"
    for finding in found.document.findings:
        if finding.severity == "error" and not finding.accepted:
            yield f"{place(finding.section)}{finding.message.rstrip('。')}。"
    for line in found.of("rounding"):
        yield f"{place(line.section)}“{line.label}”为{line.own}，{where(line)}为{line.theirs}，请核实尾数。"
