"""What a .docx says, read back from its zip and XML, however Word, WPS or LibreOffice has saved it since.

A file from anywhere may be read here: sizes are bounded, and a document type declaration, by which XML defines and
fetches entities, is refused.
"""

from __future__ import annotations

import zipfile
import zlib
from io import BytesIO
from pyexpat import ExpatError, ParserCreate
from typing import TYPE_CHECKING, NamedTuple

from model.errors import ZipingError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MAX_FILE = 64 * 1024 * 1024
MAX_PARTS = 4000
MAX_UNPACKED = 256 * 1024 * 1024
"""Bytes: the largest file, and the most that its parts that are read may unpack to; a report takes a thousandth."""

MAX_DEPTH = 200
"""Elements within elements: a table within a table within a control takes some thirty."""


class ReadError(ZipingError):
    """The file cannot be read as a Word file; the text is one sentence with the place and the remedy."""


class Control(NamedTuple):
    """A content control: the tag it is found by ("" for none), and its text as it is printed now."""

    tag: str
    text: str


class Said(NamedTuple):
    """The controls of a part in reading order, and its paragraphs, cells of tables included."""

    controls: tuple[Control, ...]
    paragraphs: tuple[str, ...]


class Package:
    """The parts of one .docx. ``name`` is what messages call it."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = MAX_UNPACKED
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (zipfile.BadZipFile, ValueError, OSError, NotImplementedError) as error:
            raise ReadError(f"“{name}”不是 Word 文件（.docx）或已损坏，请用 Word 打开后另存为 .docx 再试。") from error
        self.names = self._archive.namelist()
        if len(self.names) > MAX_PARTS:
            raise ReadError(f"“{name}”里有 {len(self.names)} 个部分，不像是报告，请检查是否选错了文件。")

    def has(self, part: str) -> bool:
        """Whether there is a part called ``part``."""
        return part in self._archive.NameToInfo

    def checksum(self, part: str) -> int:
        """The CRC-32 of ``part`` as the package states it; -1 where there is no such part."""
        return self._archive.NameToInfo[part].CRC if self.has(part) else -1

    def read(self, part: str) -> bytes:
        """The bytes of ``part``. Raises ReadError where it is missing, broken or too large."""
        try:
            with self._archive.open(part) as file:
                data = file.read(self._left + 1)
        except KeyError:
            raise ReadError(f"“{self.name}”里没有 {part}，不是 Word 文件（.docx），请检查是否选错了文件。") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, NotImplementedError) as error:
            raise ReadError(f"“{self.name}”已损坏或加了密码，读不出 {part}，请用 Word 打开后另存一份再试。") from error
        if len(data) > self._left:
            raise ReadError(f"“{self.name}”解压后过大，不像是报告，请检查是否选错了文件。")
        self._left -= len(data)
        return data

    def parse(
        self,
        part: str,
        start: Callable[[str, dict[str, str]], None] | None = None,
        end: Callable[[str], None] | None = None,
        text: Callable[[str], None] | None = None,
    ) -> bytes:
        """Read ``part`` as XML and call back with local names; returns its bytes. Raises ReadError.

        Without ``start`` nothing is called back, and it is only made sure that the part is XML.
        """
        data = self.read(part)
        depth = 0

        def opened(name: str, attributes: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > MAX_DEPTH:
                raise self.refusal(part)
            assert start is not None
            start(_local(name), {_local(key): value for key, value in attributes.items()})

        def closed(name: str) -> None:
            nonlocal depth
            depth -= 1
            if end is not None:
                end(_local(name))

        def declared(*_: object) -> None:
            raise self.refusal(part)

        parser = ParserCreate(namespace_separator=" " if start else None)
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = declared
        if start is not None:
            parser.StartElementHandler = opened
            parser.EndElementHandler = closed
        if text is not None:
            parser.CharacterDataHandler = text
        try:
            parser.Parse(data, True)
        except (ExpatError, UnicodeError) as error:
            raise self.refusal(part) from error
        return data

    def refusal(self, part: str) -> ReadError:
        """What to say where ``part`` is not what a Word file holds there."""
        return ReadError(f"“{self.name}”里的 {part} 不合规范，请用 Word 打开后另存一份再试。")

    def targets(self, part: str) -> list[tuple[str, str, str]]:
        """What ``part`` refers to inside the package: id, last word of the kind, name of the part. Nothing external."""
        folder = part.rpartition("/")[0]
        return [
            (said.get("Id", ""), said.get("Type", "").rpartition("/")[2], _join(folder, said.get("Target", "")))
            for said in self._relations(part)
            if said.get("TargetMode") != "External"
        ]

    def refers(self, part: str) -> bool:
        """Whether ``part`` refers to anything at all, a link to somewhere outside included."""
        return bool(self._relations(part))

    def _relations(self, part: str) -> list[dict[str, str]]:
        folder, _, file = part.rpartition("/")
        place = f"{folder}/_rels/{file}.rels".removeprefix("/")
        found: list[dict[str, str]] = []

        def start(name: str, attributes: dict[str, str]) -> None:
            if name == "Relationship":
                found.append(attributes)

        if self.has(place):
            self.parse(place, start)
        return found

    def main(self) -> str:
        """The name of the part that holds the text, as the package declares it."""
        found = [target for _, kind, target in self.targets("") if kind == "officeDocument"]
        return found[0] if found else "word/document.xml"


def open_package(path: Path) -> Package:
    """The .docx at ``path``. Raises ReadError where there is none."""
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_FILE + 1)
    except FileNotFoundError:
        raise ReadError(f"“{path}”：没有这个文件，请检查路径。") from None
    except IsADirectoryError:
        raise ReadError(f"“{path}”是文件夹，请指定其中的 .docx 文件。") from None
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise ReadError(f"“{path}”读不了（{why}），若在 Word 中打开着，请先关闭再试。") from None
    if len(data) > MAX_FILE:
        raise ReadError(f"“{path}”超过 {MAX_FILE // 1024 // 1024} MB，不像是报告，请检查是否选错了文件。")
    return Package(data, str(path))


def said(package: Package, part: str = "") -> Said:
    """What ``part`` (default: the text) prints. Deleted revisions, field codes and hidden alternatives say nothing."""
    reader = _Reader()
    package.parse(part or package.main(), reader.start, reader.end, reader.text)
    return Said(tuple(reader.controls), tuple(reader.paragraphs))


_SILENT = frozenset(("del", "moveFrom", "Fallback", "instrText", "delText"))
_MARKS = {"br": "\n", "cr": "\n", "tab": "\t", "noBreakHyphen": "-"}


class _Reader:
    """Gathers paragraphs and controls while expat walks; both may stand within each other."""

    def __init__(self) -> None:
        self.paragraphs: list[str] = []
        self.controls: list[Control] = []
        self._open: list[list[str]] = []  # texts of the paragraphs that are open, text boxes stand in paragraphs
        self._tags: list[tuple[int, list[str]]] = []  # controls that are open: where they come in the list, their texts
        self._silent = 0
        self._in_run = 0
        self._in_text = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name in _SILENT:
            self._silent += 1
        elif name == "t":
            self._in_text = True
        elif name == "r":
            self._in_run += 1
        elif name == "p":
            self._open.append([])
        elif name == "sdt":
            self._tags.append((len(self.controls), []))
            self.controls.append(Control("", ""))
        elif name == "tag" and self._tags:
            place = self._tags[-1][0]
            self.controls[place] = Control(attributes.get("val", ""), "")
        elif name in _MARKS and self._in_run:
            self._say(_MARKS[name])

    def end(self, name: str) -> None:
        """An element closes."""
        if name in _SILENT:
            self._silent -= 1
        elif name == "t":
            self._in_text = False
        elif name == "r":
            self._in_run -= 1
        elif name == "p" and self._open:
            self.paragraphs.append("".join(self._open.pop()))
        elif name == "sdt":
            place, texts = self._tags.pop()
            self.controls[place] = Control(self.controls[place].tag, "".join(texts))

    def text(self, text: str) -> None:
        """Characters between tags."""
        if self._in_text:
            self._say(text)

    def _say(self, text: str) -> None:
        if self._silent:
            return
        if self._open:
            self._open[-1].append(text)
        for _, texts in self._tags:
            texts.append(text)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def _join(folder: str, target: str) -> str:
    """The part that ``target``, as written in a relationship of a part in ``folder``, names."""
    steps = [] if target.startswith("/") else folder.split("/")
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(step for step in steps if step)
