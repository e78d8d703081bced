"""审核意见: a letter for each report that was reviewed, with what is to be set right, ready to be sent back."""

from __future__ import annotations

import io
import os
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from exporters.output import ExportError, Saved, save
from exporters.printable import one_line
from model.checks.findings import Finding
from model.files.unwritten import reason
from model.schema.outline import NUMERALS, place
from model.tieout.compared_lines import ComparedLine, TieOut, where
from model.tieout.tieout_words import summed

if TYPE_CHECKING:
    from docx.document import Document as Word


_LENGTH: Final = 102
"""How many signs of one point."""
_SOURCES: Final = 3
_NAMED: Final = 12
"""How many figures that were not read are named."""


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
    whose = said["greeting"].format(department=document.department) if document.department else said["unnamed"]
    word.add_paragraph(one_line(whose))
    sources = "、".join(found.sources[:_SOURCES]) + (said["and_others"] if len(found.sources) > _SOURCES else "")
    opening = said["opening" if found.compared else "opening_alone"].format(year=year, sources=sources)
    word.add_paragraph(one_line(opening)).paragraph_format.first_line_indent = Pt(24)
    for number, (heading, lines) in enumerate(_Memo(found).parts(), 1):
        for line in (f"{NUMERALS[number]}、{heading}", *lines):
            word.add_paragraph(one_line(line)).paragraph_format.first_line_indent = Pt(24)
        word.paragraphs[-1 - len(lines)].runs[0].bold = True
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


class _Memo:
    """What a memo says, part by part."""

    def __init__(self, found: TieOut) -> None:
        self._found, self._document = found, found.document
        self.problems = list(self._problems())
        self.questions = list(self._questions())
        self.lacking = list(self._lacking())

    def parts(self) -> Iterator[tuple[str, list[str]]]:
        """The parts that have something to say, each with its heading."""
        said, counts = _words(), self._document.counts
        checked = [said["compared"].format(counts=summed(self._found))] if self._found.compared else []
        # Without sources the opening has said that there are none.
        doubted = self._found.foreign if self._found.sources else []
        checked += [f"{whose}。" for whose in (*doubted, *self._found.left)]
        checked.append(said["itself"].format(exact=counts["exact"], errors=counts["error"]))
        yield said["checked"], checked
        verdict = self._verdict()
        if self.problems or self._found.compared:
            yield said["problems"], _numbered(self.problems) or [said["no_problems"]]
        if self.questions:
            yield said["questions"], _numbered(self.questions)
        if self.lacking:
            yield said["lacking"], self.lacking
        yield said["verdict"], verdict

    def _verdict(self) -> list[str]:
        said, year = _words(), self._document.year
        if self.problems:
            return [*said["to_correct"]]
        if not any(line.sheet and line.own for line in self._found.lines):  # a report or draft is no account
            return [said["not_compared"].format(year=said["year"].format(year=year) if year else "")]
        if self.questions:
            return [said["to_explain"], *said["to_decide"]]
        return [*said["to_decide"]] if self.lacking else [said["to_approve"]]

    def _problems(self) -> Iterator[str]:
        """What is to be set right: figures that differ from accounts that are sound, errors of the report."""
        for line in self._found.of("differs"):
            if not line.doubt:
                yield _words()["differs"].format(**self._compared(line))
        for finding in self._document.findings:
            if finding.severity == "error" and not finding.accepted:
                yield self._told(finding)

    def _questions(self) -> Iterator[str]:
        """What is to be explained: perhaps other money than the accounts', doubts of the report, other roundings."""
        yield from (f"{asked}？" for asked in self._found.asked)
        for line in self._found.of("differs"):
            if line.doubt:  # the accounts may be what is wrong
                yield _words()["doubted"].format(**self._compared(line), doubt=line.doubt.replace("；", "，"))
        for finding in self._document.findings:
            hint = finding.severity == "info" and finding.verdict == "rule"
            if finding.asks and (self._document.finished or not hint):
                yield self._told(finding)
        for line in self._found.of("rounding"):
            yield _words()["rounding"].format(**self._compared(line))

    def _lacking(self) -> Iterator[str]:
        """What the accounts have and the report seems not to, and what of it was not read."""
        said, document = _words(), self._document
        if lines := self._found.of("not_stated"):
            # Rows of lists last: few reports print them all.
            lines.sort(key=lambda line: any(step.isdigit() for step in line.path.split(".")))
            named = dict.fromkeys(f"{line.label}{line.theirs}" for line in lines)
            some = "、".join(list(named)[:_NAMED]) + (said["and_others"] if len(named) > _NAMED else "")
            yield said["not_stated"].format(count=len(lines), some=some)
        if document.missing:
            yield said["missing"].format(some="、".join(document.missing))
        if document.not_read:
            yield said["not_read"].format(count=document.not_read)

    def _told(self, finding: Finding) -> str:
        message, at = finding.message.removeprefix("请核对：").rstrip("。"), place(finding.section)
        if self._document.finished:  # its parts have other numbers than ours, and there is no draft to be changed
            message, at = message.partition("。")[0].partition("（草稿")[0], ""
        return str(_words()["found"].format(place=at, message=message)).replace("？。", "？")

    def _compared(self, line: ComparedLine) -> dict[str, str]:
        said = _words()
        words = self._document.evidence.get(line.path, "")
        own = said["printed"].format(words=words) if words else ""
        at = where(line)
        return {
            "own": own or said["drafted"].format(place=place(line.section), label=line.label, own=line.own),
            "where": at.removeprefix(f"{line.source} ") if len(self._found.sources) == 1 and line.sheet else at,
            "theirs": line.theirs,
            "difference": line.difference.replace("+", said["more_by"]).replace("-", said["less_by"]),
        }


def _short(point: str) -> str:
    """A point without the sentences that are too much for one; one that is all one sentence stays whole."""
    end = max(point.rfind(mark, 0, _LENGTH) for mark in "。；") if len(point) > _LENGTH else -1
    return point[:end] + "。" if end > _LENGTH // 3 else point


def _numbered(points: list[str]) -> list[str]:
    return [f"{number}．{_short(point)}" for number, point in enumerate(points, 1)]


@cache
def _words() -> dict[str, Any]:
    """The memo's sentences, by name."""
    return tomllib.loads(Path(__file__).with_name("memo.toml").read_text(encoding="utf-8"))
