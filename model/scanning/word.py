"""Reads the text of a Word file without a Word library: paragraphs, tables, content controls; nothing is resolved."""

from __future__ import annotations

import zipfile
from io import BytesIO
from typing import Final
from xml.parsers import expat

from model.drafts import DraftError
from model.scanning.blocks import Block, Grid, Line

MAX_XML: Final = 64 * 1024 * 1024
MAX_RATIO: Final = 200
MAX_DEPTH: Final = 200
_WORD: Final = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_COMPATIBLE: Final = "http://schemas.openxmlformats.org/markup-compatibility/2006"
_STRICT: Final = "http://purl.oclc.org/ooxml/wordprocessingml/main"
_BODY: Final = "word/document.xml"


def word_blocks(data: bytes, name: str) -> list[Block]:
    """The paragraphs and tables of the .docx file that ``data`` is, in order. Raises DraftError where it is none."""
    reader = _Reader(name)
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.StartElementHandler = reader.start
    parser.EndElementHandler = reader.end
    parser.CharacterDataHandler = reader.characters
    parser.StartDoctypeDeclHandler = reader.doctype
    parser.buffer_text = True
    try:
        parser.Parse(_body(data, name), True)
    except expat.ExpatError:
        raise DraftError(f"{name}：Word 文件里的正文已损坏，请用 Word 打开并另存后再试") from None
    return reader.blocks


def _body(data: bytes, name: str) -> bytes:
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            info = package.getinfo(_BODY)
            packed = max(info.compress_size, 1)
            if info.file_size > MAX_XML or (info.file_size > 1024 * 1024 and info.file_size / packed > MAX_RATIO):
                raise DraftError(f"{name}：Word 文件展开后大得反常，没有读，请检查是否选错了文件")
            with package.open(info) as file:
                body = file.read(MAX_XML + 1)
    except KeyError:
        raise DraftError(f"{name}：这不是 Word 文件（里面没有正文），请用 Word 另存为 .docx 再试") from None
    except RuntimeError:
        raise DraftError(f"{name}：Word 文件有密码或用了不支持的压缩，请去掉密码另存为 .docx 再试") from None
    except (zipfile.BadZipFile, EOFError, OSError, ValueError, NotImplementedError, zipfile.zlib.error):  # type: ignore[attr-defined]
        raise DraftError(f"{name}：这不是完好的 .docx 文件，请用 Word 打开并另存为 .docx 再试") from None
    if len(body) > MAX_XML:
        raise DraftError(f"{name}：Word 文件展开后大得反常，没有读，请检查是否选错了文件")
    return body


class _Table:
    """A table being read; a cell's text gathers until the cell ends."""

    def __init__(self) -> None:
        self.rows: list[tuple[str, ...]] = []
        self.row: list[str] = []
        self.cell: list[str] = []
        self.span = 1


class _Reader:
    """Gathers blocks from the events of the parser."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.blocks: list[Block] = []
        self.tables: list[_Table] = []
        self.paragraphs: list[tuple[list[str], bool]] = []
        self.skipped = 0
        self.depth = 0
        self.in_text = False

    def doctype(self, *_: object) -> None:
        raise DraftError(f"{self.name}：Word 文件里有不该有的文档类型声明，没有读，请用 Word 另存后再试")

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            raise DraftError(f"{self.name}：Word 文件嵌套太深，没有读，请用 Word 另存后再试")
        space, _, name = tag.rpartition(" ")
        if self.skipped or (space == _COMPATIBLE and name == "Fallback"):
            self.skipped += 1
            return
        if space not in (_WORD, _STRICT):
            return
        match name:
            case "p":
                self.paragraphs.append(([], False))
            case "t":
                self.in_text = True
            case "tab" | "ptab" if self.depth > 3:
                self._add(" ")
            case "br" | "cr":
                self._add("\n")
            case "noBreakHyphen":
                self._add("-")
            case "pStyle" | "outlineLvl":
                value = attributes.get(f"{space} val", "")
                # Chinese Word calls its heading styles 1, 2, 3.
                style = value.lower().startswith(("heading", "标题")) or value in ("1", "2", "3", "4")
                if self.paragraphs and (style or name == "outlineLvl"):
                    self.paragraphs[-1] = (self.paragraphs[-1][0], value != "9")
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
            self._paragraph(*self.paragraphs.pop())
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

    def _add(self, text: str) -> None:
        if self.paragraphs:
            self.paragraphs[-1][0].append(text)

    def _paragraph(self, pieces: list[str], heading: bool) -> None:
        text = "".join(pieces)
        if self.tables:
            if text.strip():
                self.tables[-1].cell.append(text.strip())
            return
        self.blocks += [Line(line, heading) for line in text.split("\n") if line.strip()]
