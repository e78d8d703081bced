"""From a file to its lines and tables; what is no report is refused in one sentence before it is read in full."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from model.drafts import DraftError, read_bytes

if TYPE_CHECKING:
    from model.scanning.blocks import Block

MAX_TEXT: Final = 3 * 1024 * 1024
MAX_MARKS: Final = 1024 * 1024
MAX_WORD: Final = 100 * 1024 * 1024
_OLD_WORD: Final = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_OTHERS: Final = ((b"%PDF", "PDF"), (b"{\\rtf", "RTF"), (b"\x89PNG", "图片"), (b"\xff\xd8\xff", "图片"))


def load_blocks(path: str) -> list[Block]:
    """The lines and tables of the report in the file at ``path``. Raises DraftError where there is none to read."""
    data = read_bytes(path, "报告（.docx、.txt 或 .md）", MAX_WORD)
    if not data.strip(b"\0 \r\n\t"):
        raise DraftError(f"{path}：文件是空的，请检查是否选错了文件")
    if data.startswith(_OLD_WORD):
        raise DraftError(f"{path}：这是旧版 Word 的 .doc 文件，请用 Word 或 WPS 另存为 .docx 再试")
    for mark, kind in _OTHERS:
        if data.startswith(mark):
            raise DraftError(f"{path}：这是{kind}文件，请给 .docx、.txt 或 .md 文件")
    if data.startswith(b"PK") or path.lower().endswith(".docx"):
        from model.scanning.word import word_blocks

        found = word_blocks(data, path)
    else:
        from model.scanning.plain import text_blocks

        if len(data) > MAX_TEXT:
            raise DraftError(f"{path}：文本超过 {MAX_TEXT // 1024 // 1024} MB，不像是一份报告，请检查是否选错了文件")
        found = text_blocks(_decoded(data, path))
    if sum(map(_length, found)) > MAX_MARKS:
        raise DraftError(f"{path}：文字超过 {MAX_MARKS // 10000} 万字，不像是一份报告，请检查是否选错了文件")
    if not found:
        raise DraftError(f"{path}：文件里没有文字（可能是扫描的图片），请先识别成文字再试")
    return found


def _length(block: Block) -> int:
    from model.scanning.blocks import Line

    return len(block.text) if isinstance(block, Line) else sum(len(cell) for row in block.rows for cell in row)


def _decoded(data: bytes, path: str) -> str:
    for mark, encoding in ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16")):
        if data.startswith(mark):
            encodings: tuple[str, ...] = (encoding,)
            break
    else:
        encodings = ("utf-8", "gb18030")
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
