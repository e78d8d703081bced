"""Reads a PDF file that holds text, by poppler's pdftotext where the computer has it."""

from __future__ import annotations

import shutil
import subprocess
from collections import Counter
from typing import Final

from model.drafts.draft import DraftError
from model.patterns import Pattern
from model.scanning.files.page_tables import with_tables

_SECONDS: Final = 60
_SAVE: Final = "请用 Word 或 WPS 打开，另存为 .docx 再试"
# A line with nothing but the number of the page, as page margins have it.
_PAGE: Final = Pattern(
    r"\s*+(?:[-—–－]\s*+[0-9]{1,3}\s*+[-—–－]|第?+\s*+[0-9]{1,3}\s*+页"
    r"(?:\s*+[，,/]?+\s*+共\s*+[0-9]{1,3}\s*+页)?|[0-9]{1,3})\s*+"
)
_LETTER: Final = Pattern(r"[\u4e00-\u9fff]")
_LEAST: Final = 20


def pdf_text(path: str) -> str:
    """The text of the PDF file at ``path``, page by page, without the numbers of pages.

    Raises DraftError where it holds no text, is locked or cannot be read here.
    """
    program = shutil.which("pdftotext")
    if program is None:
        raise DraftError(f"{path}：这是 PDF 文件，本机没有读 PDF 的程序，{_SAVE}")
    try:
        done = subprocess.run(
            [program, "-layout", "-enc", "UTF-8", "--", path, "-"], capture_output=True, timeout=_SECONDS, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        raise DraftError(f"{path}：PDF 文件没有读成，{_SAVE}") from None
    if done.returncode:
        locked = b"password" in done.stderr.lower() or b"permission" in done.stderr.lower()
        reason = "PDF 文件有密码，请去掉密码再试" if locked else f"PDF 文件已损坏，{_SAVE}"
        raise DraftError(f"{path}：{reason}")
    text = done.stdout.decode("utf-8", "replace")
    if len(_LETTER.findall(text)) < _LEAST:
        raise DraftError(f"{path}：这份 PDF 里没有文字（可能是扫描件），请先识别成文字，存为 .docx 或 .txt 再试")
    pages = [_lines(page) for page in text.split("\f")]
    again = _repeated(pages)
    return "\n".join(with_tables([line for page in pages for line in page if line.strip() not in again]))


def _repeated(pages: list[list[str]]) -> frozenset[str]:
    """The lines that stand first or last on most pages: headers and footers."""
    edges = Counter(line.strip() for page in pages if page for line in {page[0], page[-1]})
    full = sum(map(bool, pages))
    return frozenset(line for line, times in edges.items() if full > 2 and times * 2 > full)


def _lines(page: str) -> list[str]:
    """The lines of a page without its number, which stands first or last."""
    lines = page.rstrip().split("\n")
    while lines and not lines[0].strip():
        lines.pop(0)
    if len(lines) > 1 and _PAGE.fullmatch(lines[-1]):
        lines.pop()
    if len(lines) > 1 and _PAGE.fullmatch(lines[0]):
        lines.pop(0)
    return lines
