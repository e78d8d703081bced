"""The zip that a Word file is, opened with limits: a file from anywhere may be read here.

Sizes, the ratio of packing, the number and the depth of elements are bounded, and a document type declaration, by which
XML defines and fetches entities, is refused. Whatever is refused is told in one sentence.
"""

from __future__ import annotations

import zipfile
import zlib
from binascii import crc32
from collections.abc import Callable
from io import BytesIO
from typing import Final
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from model.drafts.draft import DraftError

MAX_PARTS: Final = 4000
MAX_PART: Final = 64 * 1024 * 1024
"""Bytes that one part may unpack to."""
MAX_UNPACKED: Final = 128 * 1024 * 1024
"""Bytes that all parts that are read may unpack to; a report takes a hundredth."""
MAX_RATIO: Final = 200
MAX_TAGS: Final = 4_000_000
MAX_PARAGRAPHS: Final = 200_000
"""Paragraphs and cells of a text; the report of a thousand projects with their annexes has half of them."""
MAX_DEPTH: Final = 200
"""Elements within elements: a table within a table within a control takes some thirty."""

_SMALL: Final = 1024 * 1024
_UNREADABLE: Final = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError)
_NOT_WHOLE: Final = "这不是完好的 .docx 文件，请用 Word 打开并另存为 .docx 再试"
TOO_LONG: Final = f"里面有 {MAX_PARAGRAPHS // 10_000} 万段以上，不像是一份报告，没有读，请检查是否选错了文件"
_TOO_LARGE: Final = "Word 文件展开后大得反常，没有读，请检查是否选错了文件"


_OLD_WORD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_LOCKED: Final = "EncryptedPackage".encode("utf-16-le")
_BOOK: Final = "Workbook".encode("utf-16-le")


def refuse_old_word(data: bytes, name: str) -> None:
    """Raise DraftError where ``data``, the file called ``name``, is of an older Word, or Word locked it."""
    if not data.startswith(_OLD_WORD):
        return
    if _LOCKED in data:
        raise DraftError(f"{name}：文件有密码，请在 Word 或 WPS 里去掉密码、另存为 .docx 再试")
    if _BOOK in data:
        raise DraftError(f"{name}：这是旧版 Excel 的 .xls 文件，不是报告；从报表取数用 ziping import")
    kind = "WPS 文字的 .wps 文件" if name.lower().endswith(".wps") else "旧版 Word 的 .doc 文件"
    raise DraftError(f"{name}：这是{kind}，请用 Word 或 WPS 另存为 .docx 再试")


class BrokenXmlError(DraftError):
    """A part is no XML."""


class _Builder(ElementTree.TreeBuilder):
    """Builds the tree of a part that declares no document type and is not nested without end.

    ``each`` gets every element in the body as it is complete, which is then no part of the tree: a long text takes no
    more memory than its longest table.
    """

    def __init__(self, each: Callable[[Element], None] | None) -> None:
        super().__init__()
        self._each = each
        self._begin, self._finish = super().start, super().end
        self._depth = 0
        self._body: Element | None = None

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise _DeclaredError

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self._depth += 1
        if self._depth > MAX_DEPTH:
            raise _DeepError
        element = self._begin(tag, attrs)
        if self._depth == 2:
            self._body = element if self._each is not None and local(tag) == "body" else None
        return element

    def end(self, tag: str) -> Element:
        element = self._finish(tag)
        self._depth -= 1
        if self._depth == 2 and self._body is not None and self._each is not None:
            self._each(element)
            self._body.remove(element)
        return element


class _DeclaredError(Exception):
    pass


class _DeepError(Exception):
    pass


class Package:
    """The parts of one .docx. ``name`` is what messages call it. Raises DraftError where ``data`` is none."""

    def __init__(self, data: bytes, name: str) -> None:
        self.name = name
        self._left = MAX_UNPACKED
        if data.startswith(b"%PDF-"):
            raise DraftError(f"{name}：这是 PDF 文件，请给 Word 文件（.docx）；核对 PDF 里的数用 ziping scan")
        refuse_old_word(data, name)
        try:
            self._archive = zipfile.ZipFile(BytesIO(data))
        except (*_UNREADABLE, NotImplementedError):
            raise DraftError(f"{name}：{_NOT_WHOLE}") from None
        self.names = tuple(self._archive.namelist())
        if len(self.names) > MAX_PARTS:
            raise DraftError(f"{name}：里面有 {len(self.names)} 个部分，不像是报告，没有读，请检查是否选错了文件")

    @property
    def text_size(self) -> int:
        """How many bytes the parts that are XML unfold to, as the file says."""
        parts = [info for info in self._archive.infolist() if info.filename.endswith((".xml", ".rels"))]
        return sum(info.file_size for info in parts)

    def read(self, part: str) -> bytes | None:
        """The bytes of ``part``, None where there is no such part. Raises DraftError: broken, locked, too large."""
        try:
            info = self._archive.getinfo(part)
            packed = max(info.compress_size, 1)
            limit = min(MAX_PART, self._left)
            if info.file_size > limit or (info.file_size > _SMALL and info.file_size / packed > MAX_RATIO):
                raise DraftError(f"{self.name}：{_TOO_LARGE}")
            with self._archive.open(info) as file:
                data = file.read(limit + 1)
        except KeyError:
            return None
        except (RuntimeError, NotImplementedError):
            raise DraftError(f"{self.name}：Word 文件有密码或用了不支持的压缩，请去掉密码另存为 .docx 再试") from None
        except _UNREADABLE:
            raise DraftError(f"{self.name}：{_NOT_WHOLE}") from None
        if len(data) > limit:
            raise DraftError(f"{self.name}：{_TOO_LARGE}")
        self._left -= len(data)
        return data

    def xml(self, part: str, each: Callable[[Element], None] | None = None) -> Element | None:
        """The root element of ``part``, None where there is no such part.

        ``each`` gets every element in its body, in order, and the tree is without them. Raises BrokenXmlError where it
        is no XML, DraftError where it holds what no program for texts writes.
        """
        data = self.read(part)
        return None if data is None else self._parsed(data, each)

    def optional_xml(self, part: str) -> Element | None:
        """As ``xml``, but None, too, for a part that says nothing that can be used."""
        data = self.read(part)
        if data is None:
            return None
        try:
            return self._parsed(data)
        except DraftError:
            return None

    def _parsed(self, data: bytes, each: Callable[[Element], None] | None = None) -> Element:
        if data.count(b"<") > MAX_TAGS:
            raise DraftError(f"{self.name}：{_TOO_LARGE}")
        if data.count(b"</w:p>") > MAX_PARAGRAPHS:  # else they are counted as they are read
            raise DraftError(f"{self.name}：{TOO_LONG}")
        parser = ElementTree.XMLParser(target=_Builder(each))
        try:
            parser.feed(data)
            root: Element = parser.close()
        except _DeclaredError:
            raise DraftError(f"{self.name}：Word 文件里有不该有的文档类型声明，没有读，请用 Word 另存后再试") from None
        except _DeepError:
            raise DraftError(f"{self.name}：Word 文件嵌套太深，没有读，请用 Word 另存后再试") from None
        except (ElementTree.ParseError, ValueError, LookupError):
            raise BrokenXmlError(f"{self.name}：Word 文件里的正文已损坏，请用 Word 打开并另存后再试") from None
        return root

    def main(self) -> str:
        """The name of the part that holds the text, as the package declares it."""
        found = [target for kind, target in self.related("") if kind == "officeDocument"]
        return found[0] if found else "word/document.xml"

    def related(self, part: str) -> list[tuple[str, str]]:
        """What ``part`` ("" for the package itself) refers to inside: the last word of the kind, the part's name."""
        folder, _, file = part.rpartition("/")
        root = self.optional_xml(f"{folder}/_rels/{file}.rels".removeprefix("/"))
        return [
            (said.get("Type", "").rpartition("/")[2], _joined(folder, said.get("Target", "")))
            for said in (() if root is None else root)
            if said.get("TargetMode") != "External"
        ]

    def fingerprint(self, without: str) -> str:
        """What tells the content of all parts but ``without`` from any other: eight hexadecimal digits.

        The directory of the zip states a checksum of each part: nothing is unpacked.
        """
        sums = sorted((info.filename, info.CRC) for info in self._archive.infolist() if info.filename != without)
        return f"{crc32(repr(sums).encode()):08x}"


def local(tag: str) -> str:
    """The name of an element or attribute without its namespace."""
    return tag.rpartition("}")[2]


def _joined(folder: str, target: str) -> str:
    """The part that ``target``, as written in a relationship of a part in ``folder``, names."""
    steps = [] if target.startswith("/") else folder.split("/")
    for step in target.split("/"):
        if step == "..":
            del steps[-1:]
        elif step not in ("", "."):
            steps.append(step)
    return "/".join(step for step in steps if step)
