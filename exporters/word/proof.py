"""The last blocking check: the finished file is opened again and every figure in it compared with the document tree."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from exporters.characters import attribute, escape
from exporters.output import ExportError
from exporters.word.package import MAIN_PART
from exporters.word.readback import Package, ReadError
from exporters.word.writer import handle

if TYPE_CHECKING:
    from collections.abc import Iterator

    from exporters.document import Document, Run

# Our own controls as they are written. Whatever has another form is not found here, and the export stops: on this
# path a miss is safe, and a reader for every form (exporters.word.readback) takes four times as long.
_CONTROL = re.compile(
    r'<w:tag w:val="([^"]*)"/><w:id w:val="\d+"/></w:sdtPr><w:sdtContent>'
    r'(?:<w:r><w:t xml:space="preserve">([^<]*)</w:t></w:r></w:sdtContent>|(.*?)</w:sdtContent>)',
    re.DOTALL,
)
_TEXT = re.compile(r"<w:(?:t xml:space=\"preserve\">([^<]*)</w:t|(br)/|(tab)/)>")


def prove(data: bytes, document: Document) -> None:
    """Raises ExportError where a figure in the .docx ``data`` is not the one of ``document``, or the file is broken."""
    try:
        package = Package(data, "刚写成的文件")
        xml = package.parse(MAIN_PART).decode()
    except ReadError as error:
        raise ExportError(f"没有导出：写成的文件读不回来（{error}），请把草稿发给维护人员。") from error
    found = list(_controls(xml))
    runs = list(document.figures())
    for run, control in zip(runs, found, strict=False):
        # What needs no escaping is compared as it is: nearly every figure.
        if (run.path, run.text) != control and (attribute(handle(run.path)), escape(run.text)) != control:
            raise ExportError(_difference(run, control[1]))
    if len(runs) == len(found):
        return
    raise ExportError(f"没有导出：写成的文件里有 {len(found)} 个数，草稿有 {len(runs)} 个，请把草稿发给维护人员。")


def _controls(xml: str) -> Iterator[tuple[str, str]]:
    for tag, text, content in _CONTROL.findall(xml):
        pieces = _TEXT.findall(content) if content else ()
        yield tag, text or "".join([piece or ("\n" if br else "\t" if tab else "") for piece, br, tab in pieces])


def _difference(run: Run, text: str) -> str:
    return f"没有导出：{run.label}写成了“{text[:40]}”，草稿里是“{run.text[:40]}”，请把草稿发给维护人员。"
