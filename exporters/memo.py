"""审核意见: one page for each report that was reviewed, with what is to be set right, ready to be sent back."""

from __future__ import annotations

import io
import os
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from exporters.output import ExportError, Saved, save
from model.files.unwritten import reason
from model.schema.outline import NUMERALS, place
from model.tieout.comparing import ComparedLine, TieOut
from model.tieout.tieout_words import summed, where

if TYPE_CHECKING:
    from docx.document import Document as Word


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
        raise ExportError(f"{folder}：不能建这个文件夹（{reason(error)}），请换一个位置") from error
    stem = os.path.splitext(found.document.name)[0]
    name = _words()["file"].format(name=stem)
    out, number = folder / f"{name}.docx", 1
    while out in taken:
        number += 1
        out = folder / f"{name}（{number}）.docx"
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
    said, document = _words(), found.document
    title = word.add_paragraph()
    title.alignment = WD_ALIGN_PARAGRAPH.CENTER
    run = title.add_run(said["title"])
    run.bold, run.font.size = True, Pt(18)
    year = said["year"].format(year=document.year) if document.year else ""
    word.add_paragraph(said["greeting"].format(department=document.department or document.name))
    sources = "、".join(found.sources[:_SOURCES]) + (said["and_others"] if len(found.sources) > _SOURCES else "")
    opening = word.add_paragraph(said["opening"].format(year=year, sources=sources))
    opening.paragraph_format.first_line_indent = Pt(24)
    for line in _body(found):
        paragraph = word.add_paragraph(line)
        paragraph.paragraph_format.first_line_indent = Pt(24)
        if line.startswith(tuple(f"{numeral}、" for numeral in NUMERALS[1:4])):
            paragraph.runs[0].bold = True
    for line in said["foot"]:
        word.add_paragraph(line).alignment = WD_ALIGN_PARAGRAPH.RIGHT
    properties = word.core_properties
    properties.title, properties.author = said["subject"], ""
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
    said = _words()
    yield said["checked"]
    yield f"{summed(found)}。"
    yield from (f"{whose}。" for whose in found.foreign)
    points = list(_points(found))
    yield said["problems"]
    if not points:
        yield said["no_problems"]
    room = _LINES - sum(-(-len(whose) // _WIDTH) for whose in found.foreign)
    for number, point in enumerate(points, 1):
        shown = _short(point)
        room -= -(-(len(shown) + 3) // _WIDTH)
        if room < 0:
            yield said["more"].format(count=len(points) - number + 1)
            break
        yield f"{number}．{shown}"
    yield said["verdict"]
    yield said["to_correct"] if points else said["to_approve"]


def _short(point: str) -> str:
    """A point without the sentences that are too much for the page; one that is all one sentence breaks off."""
    if len(point) <= _LENGTH:
        return point
    end = max(point.rfind(mark, 0, _LENGTH) for mark in "。；")
    return point[:end] + "。" if end > _LENGTH // 3 else point[: _LENGTH - 1] + "…"


def _points(found: TieOut) -> Iterator[str]:
    """What is to be set right: figures that differ from the accounts, errors of the report, other roundings."""
    said = _words()

    def compared(line: ComparedLine) -> dict[str, object]:
        return {
            "place": place(line.section),
            "label": line.label,
            "own": line.own,
            "where": where(line),
            "theirs": line.theirs,
            "difference": line.difference,
        }

    for line in found.of("differs"):
        yield said["differs"].format(**compared(line))
    for finding in found.document.findings:
        if finding.severity == "error" and not finding.accepted:
            yield said["found"].format(place=place(finding.section), message=finding.message.rstrip("。"))
    for line in found.of("rounding"):
        yield said["rounding"].format(**compared(line))


@cache
def _words() -> dict[str, Any]:
    """The memo's sentences, by name."""
    return tomllib.loads(Path(__file__).with_name("memo.toml").read_text(encoding="utf-8"))
