"""The Word file that a report is set on: ours, made to GB/T 9704-2012, or a bureau's own.

What it brings stays: page, styles, fonts, headers, footers, pictures in them. Its text gives way to the report.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from typing import TYPE_CHECKING, Final

import docx
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn

from exporters.output import ExportError, Saved, save
from model.drafts.draft import read_bytes
from model.scanning.files.package import Package

if TYPE_CHECKING:
    from pathlib import Path

    from docx.document import Document as WordDocument
    from docx.oxml.section import CT_SectPr

MAX_FILE: Final = 64 * 1024 * 1024

STYLE_NAMES: Final = {
    "Normal": "Normal",
    "Title": "Title",
    "SealLine": "盖章行",
    "Heading1": "heading 1",
    "Heading2": "heading 2",
    "Heading3": "heading 3",
    "Heading4": "heading 4",
    "BodyText": "Body Text",
    "Caption": "caption",
    "TableUnit": "表格单位",
    "TableHeader": "表头",
    "TableText": "表格文字",
    "TableNumber": "表格数字",
    "TableEnd": "表后空行",
    "Signature": "Signature",
    "Date": "Date",
    "AnnexMark": "附件标记",
    "AnnexTitle": "附件标题",
    "AnnexList": "附件说明",
    "Header": "header",
    "Footer": "footer",
    "CommentText": "annotation text",
    "CommentReference": "annotation reference",
    "TableGrid": "Table Grid",
}
"""The styles that a report is set in, by the key that the writer uses: their names in the file.

Word writes the names of its built-in styles in English, whatever language its menus have.
"""

_CHINESE: Final = {
    "Normal": "正文",
    "Title": "标题",
    "BodyText": "正文文本",
    "Caption": "题注",
    "Signature": "签名",
    "Date": "日期",
    "Header": "页眉",
    "Footer": "页脚",
    "TableGrid": "网格型（表格样式）",
}
_OPTIONAL: Final = frozenset(("CommentText", "CommentReference"))
_SMALLEST: Final = 2000
_LARGEST: Final = 31680
"""Twips: no sheet that is printed on is narrower between its margins, and Word knows no larger one."""


def name_of(key: str) -> str:
    """What Word calls the style in its Chinese menus."""
    return _CHINESE.get(key, STYLE_NAMES[key].replace("heading ", "标题 "))


@dataclass(frozen=True, slots=True)
class Template:
    """The bytes of a .docx that was found fit, and the ids of our styles in it by our keys."""

    data: bytes
    ids: dict[str, str]

    def open(self) -> WordDocument:
        """A new document with everything of the template but its text."""
        document = docx.Document(BytesIO(self.data))
        document.element.body.clear_content()
        return document


@cache
def own() -> Template:
    """Our own template."""
    data = files(__package__).joinpath("template.docx").read_bytes()
    return Template(data, _ids(docx.Document(BytesIO(data)), "template.docx"))


def write(out: Path) -> Saved:
    """Write our template with a line in every style, to be changed in Word and handed back.

    Raises ExportError and OutputRefusedError.
    """
    return save(out, own().data)


def load(path: Path) -> Template:
    """The template at ``path``.

    Raises DraftError where it cannot be read, ExportError that names what is missing in it.
    """
    data = read_bytes(str(path), "模板（.docx）", MAX_FILE)
    package = Package(data, str(path))
    for name in package.names:
        if name.endswith((".xml", ".rels")):
            package.xml(name)  # python-docx reads without limits: what is hostile is refused before
    try:
        document = docx.Document(BytesIO(data))
        ids = _ids(document, str(path))
        _check_page(document.element.body.get_or_add_sectPr(), path)
    except (KeyError, ValueError, AttributeError, PackageNotFoundError) as error:
        raise ExportError(f"模板“{path}”不是完好的 Word 文件，请用 Word 打开后另存为 .docx 再用。") from error
    _drop_external(document, path)
    stream = BytesIO()
    document.save(stream)
    return Template(stream.getvalue(), ids)


def _ids(document: WordDocument, name: str) -> dict[str, str]:
    """The ids of our styles, found by name. Raises ExportError that names every one that is missing."""
    ids: dict[str, str] = {}
    for style in document.styles.element.style_lst:
        said = style.name_val
        if said and style.styleId:
            ids.setdefault(said.lower(), style.styleId)
    found = {key: ids[said.lower()] for key, said in STYLE_NAMES.items() if said.lower() in ids}
    missing = [name_of(key) for key in STYLE_NAMES if key not in found and key not in _OPTIONAL]
    if missing:
        raise ExportError(
            f"模板“{name}”里缺少样式：{'、'.join(missing)}；请在 Word 中补上同名的样式，"
            "或用 ziping template 另写一份模板再改。"
        )
    return found


def _check_page(section: CT_SectPr, path: Path) -> None:
    sheet = Paper.of(section)
    if min(sheet.text_width, sheet.text_height) < _SMALLEST or max(sheet.width, sheet.height) > _LARGEST:
        raise ExportError(f"模板“{path}”的版面放不下正文（纸张太小或页边距太大），请在 Word 的“页面设置”中改正。")


def _drop_external(document: WordDocument, path: Path) -> None:
    """Take out every reference to a file elsewhere but links; a picture elsewhere would be missing, so it is told."""
    for part in document.part.package.iter_parts():
        for name, link in list(part.rels.items()):
            if not link.is_external or link.reltype == RELATIONSHIP_TYPE.HYPERLINK:
                continue
            if link.reltype == RELATIONSHIP_TYPE.IMAGE:
                raise ExportError(f"模板“{path}”里有链接到别处的图片，请在 Word 中改为插入图片再用。")
            del part.rels[name]
    for element in document.settings.element.findall(qn("w:attachedTemplate")):
        document.settings.element.remove(element)


@dataclass(frozen=True, slots=True)
class Paper:
    """A sheet of paper and its margins, in twips."""

    width: int
    height: int
    top: int
    right: int
    bottom: int
    left: int

    @classmethod
    def of(cls, section: CT_SectPr) -> Paper:
        """The sheet that the properties of a section describe; 0 for what they leave out."""
        lengths = (
            section.page_width,
            section.page_height,
            section.top_margin,
            section.right_margin,
            section.bottom_margin,
            section.left_margin,
        )
        return cls(*(abs(length.twips) if length is not None else 0 for length in lengths))

    @property
    def text_width(self) -> int:
        """What is left between the margins at the sides."""
        return self.width - self.left - self.right

    @property
    def text_height(self) -> int:
        """What is left between the margins above and below."""
        return self.height - self.top - self.bottom
