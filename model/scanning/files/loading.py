"""From a file to its lines and tables; what is no report is refused in one sentence before it is read in full."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from model.drafts.draft import MAX_TEXT as MAX_PARAGRAPH
from model.drafts.draft import DraftError, read_bytes
from model.patterns import Pattern
from model.scanning.files.blocks import Block, Line, as_shown
from model.scanning.files.package import refuse_old_word

MAX_TEXT: Final = 3 * 1024 * 1024
MAX_MARKS: Final = 1024 * 1024
_HEAD: Final = 4096
MAX_WORD: Final = 100 * 1024 * 1024
_SAVE_AGAIN: Final = "请用 Word 或 WPS 打开，另存为 .docx 再试"
_RECOGNISE: Final = "请先识别成文字，存为 .docx 或 .txt 再试"
_UNPACK: Final = "请先解压，再给其中的报告"
_OTHERS: Final = (
    (b"{\\rtf", "RTF 文件", _SAVE_AGAIN),
    (b"<!doctype html", "网页文件", _SAVE_AGAIN),
    (b"<html", "网页文件", _SAVE_AGAIN),
    (b"mime-version:", "网页文件", _SAVE_AGAIN),
    (b"<?xml", "XML 文件", _SAVE_AGAIN),
    (b"\x89png", "图片", _RECOGNISE),
    (b"\xff\xd8\xff", "图片", _RECOGNISE),
    (b"gif8", "图片", _RECOGNISE),
    (b"rar!", "压缩文件", _UNPACK),
    (b"7z\xbc\xaf", "压缩文件", _UNPACK),
)
_DRAFT: Final = re.compile(rb"^(?:schema *= *[0-9]+ *(?:#.*)?$|\[overview[\].])", re.MULTILINE)
# How much of a text has to be what a Chinese report is made of, where its encoding can only be guessed.
_COMMON: Final = Pattern(r"[\u4e00-\u9fff\u3000-\u303f\uff00-\uffefA-Za-z0-9\s.,%“”‘’—…|()-]")


def load_blocks(path: str, notices: list[str] | None = None) -> list[Block]:
    """The lines and tables of the report in the file at ``path``. Raises DraftError where there is none to read.

    What the reader of the report should know of the file itself is added to ``notices``.
    """
    data = read_bytes(path, "报告（.docx、.pdf、.txt 或 .md）", MAX_WORD)
    if not data.strip(b"\0 \r\n\t"):
        raise DraftError(f"{path}：文件是空的，请检查是否选错了文件")
    refuse_old_word(data, path)
    head = data[:_HEAD].removeprefix(b"\xef\xbb\xbf").lstrip()
    for mark, kind, remedy in _OTHERS:
        if head.lower().startswith(mark):
            raise DraftError(f"{path}：这是{kind}，{remedy}")
    if path.lower().endswith(".toml") or len(set(_DRAFT.findall(data[:_HEAD]))) > 1:
        raise DraftError(f"{path}：这是草稿，不是成文的报告；核对草稿请用 ziping check {path}")
    zipped = data.startswith(b"PK")
    if not zipped and path.lower().endswith(".docx") and _is_text(data):
        raise DraftError(f"{path}：这不是完好的 .docx 文件，而是文本；请把文件名的 .docx 改为 .txt 再试")
    if head.startswith(b"%PDF"):
        from model.scanning.files.pdf_text import pdf_text
        from model.scanning.files.plain import text_blocks

        found = text_blocks(pdf_text(path))
    elif zipped or path.lower().endswith(".docx"):
        from model.scanning.files.opening_word import open_word
        from model.scanning.files.word_lines import word_blocks

        word = open_word(data, path)
        found = word_blocks(word)
        changes = sum(len(paragraph.changes) for paragraph in word.paragraphs())
        if changes and notices is not None:
            notices.append(f"文件里有{changes}处没有接受的修订，按全部接受以后的文字核对")
    else:
        from model.scanning.files.plain import text_blocks

        if len(data) > MAX_TEXT:
            raise DraftError(f"{path}：文本超过 {MAX_TEXT // 1024 // 1024} MB，不像是一份报告，请检查是否选错了文件")
        whole = _decoded(data, path)
        _refuse_long(path, whole.split("\n"))  # before the line is read for what may continue it
        found = text_blocks(whole)
    if sum(len(text) for block in found for text in _texts(block)) > MAX_MARKS:
        raise DraftError(f"{path}：文字超过 {MAX_MARKS // 10000} 万字，不像是一份报告，请检查是否选错了文件")
    _refuse_long(path, (text for block in found for text in _texts(block)))
    if not found:
        raise DraftError(f"{path}：文件里没有文字（可能是扫描的图片），请先识别成文字再试")
    return [*map(as_shown, found)]


def _texts(block: Block) -> Iterator[str]:
    """The paragraph, or the cells of the table."""
    if isinstance(block, Line):
        yield block.text
    else:
        for row in block.rows:
            yield from row


def _refuse_long(path: str, texts: Iterable[str]) -> None:
    if any(len(text) > MAX_PARAGRAPH for text in texts):
        raise DraftError(f"{path}：有一段超过 {MAX_PARAGRAPH // 10000} 万字，不像是一份报告，请检查是否选错了文件")


def _is_text(data: bytes) -> bool:
    try:
        return bool(_decoded(data[:_HEAD], ""))
    except DraftError:
        return False


def _wide(data: bytes) -> tuple[str, ...]:
    """The encodings of two bytes a mark that make Chinese of ``data``, which does not say in which it is."""
    found = []
    for encoding in ("utf-16-le", "utf-16-be"):
        text = data[:_HEAD].decode(encoding, "ignore")
        if len(_COMMON.findall(text)) * 10 > len(text) * 9:
            found.append(encoding)
    return tuple(found)


def _decoded(data: bytes, path: str) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            encodings: tuple[str, ...] = (encoding,)
            break
    else:
        encodings = _wide(data) if b"\0" in data[:_HEAD] else ("utf-8", "gb18030")
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        odd = sum(mark < " " and mark not in "\n\r\t\f\v" for mark in text)
        if not odd or (odd * 200 < len(text) and "\0" not in text):
            return text.replace("\r\n", "\n").replace("\r", "\n").replace("\f", "\n").replace("\v", "\n")
        break
    raise DraftError(f"{path}：这不是文本文件，请给 .docx、.txt 或 .md 文件")
