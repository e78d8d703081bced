"""Reads the text of a Word file without a Word library: paragraphs with their numbers, tables, content controls."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO
from typing import Final
from xml.parsers import expat

from model.drafts.draft import DraftError
from model.scanning.files.blocks import Block, Grid, Line
from model.scanning.files.numbering import Numbering, Style
from model.scanning.files.styles import read_numbering, read_styles

MAX_XML: Final = 64 * 1024 * 1024
MAX_RATIO: Final = 200
MAX_DEPTH: Final = 200
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMPATIBLE: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_BODY: Final = "word/document.xml"
_NOTES: Final = ("word/footnotes.xml", "word/endnotes.xml")
# Text moved away stands again where it was moved to.
_GONE: Final = frozenset(("moveFrom", "del"))
_STYLES_BUILT_IN: Final = ("1", "2", "3", "4")  # Chinese Word calls its heading styles so


def word_blocks(data: bytes, name: str) -> list[Block]:
    """The paragraphs and tables of the .docx file that ``data`` is, in order. Raises DraftError where it is none."""
    with _package(data, name) as package:
        body = _part(package, _BODY, name)
        if body is None:
            raise DraftError(f"{name}：这不是 Word 文件（里面没有正文），请用 Word 另存为 .docx 再试")
        notes = [part for path in _NOTES if (part := _part(package, path, name)) is not None]
        styles, numbering = _part(package, "word/styles.xml", name), _part(package, "word/numbering.xml", name)
    reader = _Reader(name, read_styles(styles), read_numbering(numbering))
    if not reader.read(body):
        raise DraftError(f"{name}：Word 文件里的正文已损坏，请用 Word 打开并另存后再试")
    return [*reader.blocks, *_footnotes(notes, name)]


def unpacked(data: bytes, name: str) -> int:
    """How many bytes the parts that are read unfold to, as the file says. Raises DraftError where it is no package."""
    with _package(data, name) as package:
        return sum(info.file_size for info in package.infolist() if info.filename in (_BODY, *_NOTES))


def plain_blocks(path: str) -> list[list[object]]:
    """The blocks of the .docx file at ``path`` as plain data: text and whether it is a heading, or rows of texts."""
    with open(path, "rb") as file:
        found = word_blocks(file.read(), path)
    return [[block.text, block.heading] if isinstance(block, Line) else [block.rows] for block in found]


def _footnotes(notes: list[bytes], name: str) -> list[Block]:
    """The notes that hold digits, below a heading of their own; what cannot be read is left out."""
    found: list[Block] = []
    for part in notes:
        reader = _Reader(name, {}, Numbering({}, {}))
        if reader.read(part):
            found += [block for block in reader.blocks if isinstance(block, Line) and re.search("[0-9]", block.text)]
    return [Line("附件：脚注", True), *found] if found else []


def _package(data: bytes, name: str) -> zipfile.ZipFile:
    try:
        return zipfile.ZipFile(BytesIO(data))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise DraftError(f"{name}：这不是完好的 .docx 文件，请用 Word 打开并另存为 .docx 再试") from None


def _part(package: zipfile.ZipFile, path: str, name: str) -> bytes | None:
    """The part of the package at ``path``, None where there is none."""
    try:
        info = package.getinfo(path)
        packed = max(info.compress_size, 1)
        if info.file_size > MAX_XML or (info.file_size > 1024 * 1024 and info.file_size / packed > MAX_RATIO):
            raise DraftError(f"{name}：Word 文件展开后大得反常，没有读，请检查是否选错了文件")
        with package.open(info) as file:
            part = file.read(MAX_XML + 1)
    except KeyError:
        return None
    except RuntimeError:
        raise DraftError(f"{name}：Word 文件有密码或用了不支持的压缩，请去掉密码另存为 .docx 再试") from None
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise DraftError(f"{name}：这不是完好的 .docx 文件，请用 Word 打开并另存为 .docx 再试") from None
    if len(part) > MAX_XML:
        raise DraftError(f"{name}：Word 文件展开后大得反常，没有读，请检查是否选错了文件")
    return part


class _Paragraph:
    """A paragraph being read; ``style``, ``list`` and ``level`` are what it says of itself."""

    def __init__(self) -> None:
        self.pieces: list[str] = []
        self.heading = False
        self.style = ""
        self.list = ""
        self.level = ""


class _Table:
    """A table being read; a cell's text gathers until the cell ends."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = []
        self.row: list[str] = []
        self.cell: list[str] = []
        self.span = 1


class _Reader:
    """Gathers blocks from the events of the parser."""

    def __init__(self, name: str, styles: dict[str, Style], numbering: Numbering) -> None:
        self.name = name
        self.styles = styles
        self.numbering = numbering
        self.blocks: list[Block] = []
        self.tables: list[_Table] = []
        self.paragraphs: list[_Paragraph] = []
        self.skipped = 0
        self.depth = 0
        self.in_text = False

    def read(self, part: bytes) -> bool:
        """Gather the blocks of ``part``; False where it is no XML. Raises DraftError for what no Word writes."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.StartElementHandler = self.start
        parser.EndElementHandler = self.end
        parser.CharacterDataHandler = self.characters
        parser.StartDoctypeDeclHandler = self.doctype
        parser.buffer_text = True
        try:
            parser.Parse(part, True)
        except expat.ExpatError:
            return False
        return True

    def doctype(self, *_: object) -> None:
        raise DraftError(f"{self.name}：Word 文件里有不该有的文档类型声明，没有读，请用 Word 另存后再试")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise DraftError(f"{self.name}：Word 文件嵌套太深，没有读，请用 Word 另存后再试")
        space, _, name = tag.rpartition(" ")
        gone = name in _GONE and space in (_WORD, _STRICT) and bool(self.paragraphs)
        if self.skipped or gone or (space == _COMPATIBLE and name == "Fallback"):
            self.skipped += 1
            return
        if space not in (_WORD, _STRICT):
            return
        match name:
            case "p":
                self.paragraphs.append(_Paragraph())
            case "t":
                self.in_text = True
            case "tab" | "ptab" if self.depth > 3:
                self._add(" ")
            case "br" | "cr":
                self._add("\n")
            case "noBreakHyphen":
                self._add("-")
            case "pStyle" | "outlineLvl" | "numId" | "ilvl":
                self._property(name, attributes.get(f"{space} val", ""))
            case "tbl":
                self.tables.append(_Table())
            case "gridSpan":
                span = attributes.get(f"{space} val", "")
                if self.tables and span.isdigit() and len(span) < 3:
                    self.tables[-1].span = max(1, int(span))
            case _:
                pass

    def end(self, tag: str) -> None:
        self.depth -= 1
        if self.skipped:
            self.skipped -= 1
            return
        space, _, name = tag.rpartition(" ")
        if space not in (_WORD, _STRICT):
            return
        if name == "t":
            self.in_text = False
        elif name == "p" and self.paragraphs:
            self._paragraph(self.paragraphs.pop())
        elif name == "tc" and self.tables:
            table = self.tables[-1]
            text = "\n".join(table.cell).strip()
            # A header over several columns is the header of each; a figure is never said twice.
            again = "" if any(map(str.isdigit, text)) else text
            table.row += [text, *[again] * (table.span - 1)]
            table.cell, table.span = [], 1
        elif name == "tr" and self.tables:
            table = self.tables[-1]
            table.rows.append(tuple(table.row))
            table.row = []
        elif name == "tbl" and self.tables:
            table = self.tables.pop()
            if self.tables:
                self.tables[-1].cell += [" ".join(row) for row in table.rows]
            elif table.rows:
                self.blocks.append(Grid(tuple(table.rows)))

    def characters(self, text: str) -> None:
        if self.in_text and not self.skipped:
            self._add(text)

    def _property(self, name: str, value: str) -> None:
        if not self.paragraphs:
            return
        paragraph = self.paragraphs[-1]
        match name:
            case "pStyle":
                paragraph.style = value
                built_in = value.lower().startswith(("heading", "标题")) or value in _STYLES_BUILT_IN
                paragraph.heading = paragraph.heading or built_in
            case "outlineLvl":
                paragraph.heading = value != "9"
            case "numId":
                paragraph.list = value
            case _:
                paragraph.level = value

    def _add(self, text: str) -> None:
        if self.paragraphs:
            self.paragraphs[-1].pieces.append(text)

    def _paragraph(self, paragraph: _Paragraph) -> None:
        text = "".join(paragraph.pieces)
        style = self.styles.get(paragraph.style, Style())
        if style.name.startswith("toc"):
            return
        number = paragraph.list or style.list
        if number and text.strip():
            text = self.numbering.label(number, paragraph.level or style.level or "0") + text
        if self.tables:
            if text.strip():
                self.tables[-1].cell.append(text.strip())
            return
        heading = paragraph.heading or style.name.startswith("heading") or style.outline not in ("", "9")
        self.blocks += [Line(line, heading) for line in text.split("\n") if line.strip()]
