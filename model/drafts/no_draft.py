"""Tells drafts from other files by what they hold, and says of these what they are and which command reads them."""

from __future__ import annotations

import os
import re
from typing import Final

from model.files.standard_input import MARK
from model.schema.outline import Outline

_MARKS: Final = "|".join(part.name for part in Outline.elements)
DRAFT_LINE: Final = re.compile(rf"^[ \t]*(?:schema[ \t]*=|\[+[ \t]*(?:{_MARKS})[ \t.\]])".encode(), re.MULTILINE)
"""A line that only a draft has."""
_TOML_LINE: Final = re.compile(rb"^[ \t]*(?:[A-Za-z0-9_.-]+[ \t]*=|\[)", re.MULTILINE)
_WORDING_LINE: Final = re.compile(rb"^[ \t]*(?:format[ \t]*=|\[+[ \t]*rules[ \t.\]])", re.MULTILINE)
_TEXTS: Final = (".txt", ".md")
_WIDE: Final = (b"\xff\xfe", b"\xfe\xff")
_TO_BE_SAVED: Final = (".doc", ".wps", ".rtf", ".odt", ".ofd")


def is_draft(data: bytes) -> bool:
    """Whether the content of a .toml file is a draft, sound or broken: wording and settings of programs are not.

    A draft has a line ``schema =`` or a table of one of the sections; what is empty or no text may have been one.
    """
    return not data.strip() or b"\0" in data or DRAFT_LINE.search(data.removeprefix(b"\xef\xbb\xbf")) is not None


def why_no_draft(data: bytes, path: str) -> str:
    """What the file called ``path`` is instead of a draft, and what reads it; "" where it may be a draft."""
    ending = os.path.splitext(path)[1].lower()
    if data.startswith(b"%PDF-"):
        return "这不是草稿，是 PDF 文件；读成文的报告用 ziping scan"
    if data.strip() and not data.startswith(_WIDE) and not is_draft(data):
        if ending in _TEXTS:
            return "这不是草稿（.toml），是一份文字；读成文的报告用 ziping scan"
        if path == MARK and not _TOML_LINE.search(data):
            return "标准输入里的不是草稿；读成文的报告用 ziping scan -"
        if ending == ".toml" and _WORDING_LINE.search(data):
            return "这不是草稿，是提纲和句式（写在 --wording 后面的）；请检查是否选错了文件"
    if ending in _TO_BE_SAVED and DRAFT_LINE.search(data) is None:
        return f"这不是草稿，是 {ending} 文件；是报告的，请用 Word 或 WPS 另存为 .docx，再用 ziping scan 读"
    if data.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        return "这不是草稿，是 Word 或 Excel 文件；读成文的报告用 ziping scan，从报表取数用 ziping import"
    return ""
