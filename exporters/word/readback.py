"""What a Word file says, read back line by line as the document prints it; a row of a table is one line."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from exporters.document import Block, Document, Heading, Paragraph, Run, Table, text_of_runs
from exporters.output import ExportError
from model.drafts.draft import DraftError, read_bytes
from model.scanning.files.docx import read_word
from model.scanning.files.opening_word import open_word
from model.scanning.files.own_export import handle
from model.scanning.files.package import Package
from model.scanning.files.word_file import Anchor, WordBlock, WordControl, WordFile, WordParagraph, paragraphs
from model.text import clean, common_ends

MAX_FILE: Final = 64 * 1024 * 1024

Printed = tuple[Run, ...]
"""A paragraph or a cell as the document prints it."""


@dataclass(frozen=True, slots=True)
class PrintedLine:
    """What the document prints in one line of the file: a paragraph, or the cells of a row.

    ``level`` is that of a heading, 0 for any other line.
    """

    cells: tuple[Printed, ...]
    level: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each cell."""
        return tuple(plain(text_of_runs(cell)) for cell in self.cells)


@dataclass(frozen=True, slots=True)
class WordLine:
    """What the file prints in one line: a paragraph, or the cells of a row, each as one paragraph."""

    cells: tuple[WordParagraph, ...]

    @property
    def texts(self) -> tuple[str, ...]:
        """The text of each cell."""
        return tuple(plain(cell.printed) for cell in self.cells)


def open_package(path: Path) -> Package:
    """The .docx at ``path``. Raises DraftError where there is none."""
    return Package(_bytes(path), str(path))


def open_copy(path: Path, stop: Callable[[], bool] = lambda: False) -> WordFile:
    """What the .docx at ``path`` says, whoever wrote it; reading ends when ``stop`` says so.

    Raises DraftError where there is none, or none that can be read within the limits, and StoppedError.
    """
    return open_word(_bytes(path), str(path), stop)


def _bytes(path: Path) -> bytes:
    return read_bytes(str(path), "Word 文件（.docx）", MAX_FILE)


def plain(text: str) -> str:
    """``text`` without what programs set differently on saving: breaks, tabs, doubled and outer spaces.

    Nor with the break at which a title of two lines is parted, before its bracket.
    """
    return " ".join(clean(text).replace("\u00a0", " ").split()).replace(" （", "（")


def printed(document: Document) -> list[PrintedLine]:
    """The lines of the document in reading order, none that is empty."""
    return [line for line in _printed(document) if any(line.texts)]


def _printed(document: Document) -> Iterator[PrintedLine]:
    yield from map(_line, (*document.title, document.seal_line))
    for block in document.blocks:
        yield from _block(block)
    yield from map(_line, (*document.annex_lines, document.unit, document.date))
    for annex in document.annexes:
        yield from map(_line, (annex.mark, annex.title))
        for block in annex.blocks:
            yield from _block(block)


def _line(text: str) -> PrintedLine:
    return PrintedLine(((Run(text),),))


def _block(block: Block) -> Iterator[PrintedLine]:
    match block:
        case Heading():
            yield PrintedLine(((Run(block.number), Run(block.title, origin=block.origin)),), block.level)
        case Paragraph():
            yield PrintedLine((block.runs,))
        case Table():
            yield _line(block.caption)
            yield _line(block.unit)
            yield PrintedLine(tuple((Run(text),) for text in block.header))
            yield from (
                PrintedLine(tuple((run,) for _, _, run in block.cells(number))) for number in range(len(block.rows))
            )


REPORT: Final = ("ziping_report", "ziping_report_end")
"""The bookmarks at the first and in the last paragraph of the report in a file that holds more: cover, imprint."""


def lines(file: WordFile) -> list[WordLine]:
    """The lines of the report in a Word file in reading order, none that is empty."""
    return [line for line in _lines(_report(file)) if any(line.texts)]


def added_beside(file: WordFile) -> Iterator[tuple[str, str, WordLine]]:
    """What stands beside the lines of the report, which no export has: foot- and endnotes, files put in as they are.

    Each by what it is, what it says and the line that it hangs on.
    """
    for paragraph in paragraphs(_report(file)):
        for note in paragraph.notes:
            if note.text:
                yield "脚注" if note.kind == "footnote" else "尾注", plain(note.text), WordLine((paragraph,))
    for name in file.embedded:
        unread = "Word 打开时才显示它的内容，请用 Word 打开并另存为 .docx 再试"
        yield "嵌入的文件", f"{plain(name.rpartition('/')[2])}（{unread}）", WordLine(())


def _report(file: WordFile) -> tuple[WordBlock, ...]:
    marked = [any(set(REPORT) & set(one.bookmarks) for one in paragraphs((block,))) for block in file.blocks]
    first = marked.index(True) if True in marked else 0
    last = len(marked) - marked[::-1].index(True) if sum(marked) > 1 else len(marked)
    return file.blocks[first:last]


def _lines(blocks: Iterable[WordBlock]) -> Iterator[WordLine]:
    for block in blocks:
        if isinstance(block, WordParagraph):
            yield WordLine((block,))
        else:
            for row in block.rows:
                yield WordLine(tuple(_joined(tuple(paragraphs(cell.blocks))) for cell in row))


def _joined(cell: tuple[WordParagraph, ...]) -> WordParagraph:
    """The paragraphs of a cell as one, a line end between them."""
    if len(cell) == 1:
        return cell[0]
    at, controls, changes, anchors = 0, [], [], []
    for one in cell:
        controls += [WordControl(tag, start + at, end + at) for tag, start, end in one.controls]
        changes += [change._replace(at=change.at + at) for change in one.changes]
        anchors += [Anchor(remark, start + at, end + at) for remark, start, end in one.anchors]
        at += len(one.printed) + 1
    text = "\n".join(one.printed for one in cell)
    return WordParagraph(text, "", False, tuple(controls), tuple(changes), tuple(anchors))


def prove(data: bytes, document: Document) -> None:
    """The last blocking check: the finished file is opened again and compared with the document, line by line.

    Raises ExportError where it does not print what the document says, or a control holds another figure.
    """
    try:
        file = read_word(Package(data, "刚写成的文件"))
    except DraftError as error:
        raise ExportError(f"没有导出：写成的文件读不回来（{error}），请把草稿发给维护人员。") from error
    said, wanted = lines(file), printed(document)
    for found, line in zip(said, wanted, strict=False):
        if found.texts != line.texts:
            raise ExportError(_difference("".join(found.texts), "".join(line.texts)))
    if len(said) != len(wanted):
        raise ExportError(f"没有导出：写成的文件里有 {len(said)} 行，草稿有 {len(wanted)} 行，请把草稿发给维护人员。")
    controls = [
        (one.tag, plain(cell.text[one.start : one.end]))
        for line in said
        for cell in line.cells
        for one in cell.controls
    ]
    figures = [(handle(run.path), plain(run.text)) for run in document.figures()] if document.returning else []
    if controls != figures:
        raise ExportError("没有导出：写成的文件里，数与栏目对不上，请把草稿发给维护人员。")


def _difference(found: str, wanted: str) -> str:
    at = common_ends(found, wanted)[0]
    start = max(at - 10, 0)
    return f"没有导出：写成了“{found[start : at + 20]}”，草稿里是“{wanted[start : at + 20]}”，请把草稿发给维护人员。"
