"""The Word file that a report is set on: ours, made to GB/T 9704-2012, or a bureau's own.

What it brings stays: page, styles, fonts, headers, footers, pictures in them. Its text gives way to the report.
"""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import Final

import docx
from docx.document import Document as WordDocument
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.opc.exceptions import PackageNotFoundError
from docx.oxml.ns import qn
from docx.oxml.section import CT_SectPr
from docx.oxml.styles import CT_Style

from exporters.output import ExportError, Saved, save
from exporters.word import surroundings
from exporters.word.word_package import as_exported
from model.drafts.draft import read_bytes
from model.scanning.files.package import Package

MAX_FILE: Final = 64 * 1024 * 1024

_STYLES: Final[dict[str, list[str]]] = tomllib.loads(files(__package__).joinpath("styles.toml").read_text("utf-8"))
STYLE_NAMES: Final = {key: names[0] for key, names in _STYLES.items()}
"""The styles that a report is set in, by the key that the writer uses: their names in the file."""

_OPTIONAL: Final = frozenset(("CommentText", "CommentReference"))
_SMALLEST: Final = 2000
_LARGEST: Final = 31680
"""Twips: no sheet that is printed on is narrower between its margins, and Word knows no larger one."""


def name_of(key: str) -> str:
    """What Word calls the style in its Chinese menus."""
    return _STYLES[key][-1].replace("heading ", "标题 ")


@dataclass(frozen=True, slots=True)
class Template:
    """The bytes of a .docx that was found fit, and the ids of our styles in it by our keys.

    ``notice`` says what the clerk should know of it, "" for nothing.
    """

    data: bytes
    ids: dict[str, str]
    notice: str = ""

    def open(self) -> WordDocument:
        """A new document with everything of the template but its text, where that has no place for the report."""
        document = docx.Document(BytesIO(self.data))
        if surroundings.place_of_report(document) is None:
            document.element.body.clear_content()
        return document


@cache
def own() -> Template:
    """Our own template."""
    data = files(__package__).joinpath("template.docx").read_bytes()
    return Template(data, _ids(docx.Document(BytesIO(data))))


def write(out: Path) -> Saved:
    """Write our template with a line in every style, to be changed in Word and handed back.

    A report that was exported to that place is another kind of output, and set aside.

    Raises ExportError and OutputRefusedError.
    """
    return save(out, own().data, kind="template", is_report=as_exported)


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
        ids = _ids(document)
        missing = [key for key in STYLE_NAMES if key not in ids]
        ids |= _added(document, missing)
        _check_page(document.element.body.get_or_add_sectPr(), path)
    except (KeyError, ValueError, AttributeError, PackageNotFoundError) as error:
        raise ExportError(f"模板“{path}”不是完好的 Word 文件，请用 Word 打开后另存为 .docx 再用。") from error
    _drop_external(document, path)
    stream = BytesIO()
    document.save(stream)
    return Template(stream.getvalue(), ids, _told(document, path, missing))


def _ids(document: WordDocument) -> dict[str, str]:
    """The ids of those of our styles that the document has.

    A style is found by its name, which Word keeps in English and others in Chinese, headings by their level, too. For
    running text it is the first of 正文文本 and 正文 that indents its paragraphs.
    """
    styles = {style.styleId: style for style in document.styles.element.style_lst if style.styleId}
    names: dict[str, str] = {}
    levels: dict[str, str] = {}
    for id_, style in styles.items():
        names.setdefault(_spelt(style.name_val or ""), id_)
        for level in style.iter(qn("w:outlineLvl")):
            levels.setdefault(level.get(qn("w:val")), id_)
    found: dict[str, str] = {}
    for key, name in STYLE_NAMES.items():
        known = names.get(_spelt(name_of(key))) or names.get(_spelt(name))
        if known is None and key.startswith("Heading"):
            known = levels.get(str(int(key[-1]) - 1))
        if known is not None:
            found[key] = known
    text = [found[key] for key in ("BodyText", "Normal") if key in found and _indents(found[key], styles)]
    found |= {"BodyText": text[0]} if text else {}
    if not text:
        found.pop("BodyText", None)
    return found


def _indents(id_: str, styles: dict[str, CT_Style]) -> bool:
    """Whether the first line of a paragraph in that style is indented, by the style or one that it is based on."""
    for _ in range(len(styles)):
        style = styles.get(id_)
        if style is None:
            return False
        for indent in style.iter(qn("w:ind")):
            said = [indent.get(qn(f"w:{name}")) for name in ("firstLineChars", "firstLine")]
            if any(said):
                return any(value not in (None, "0") for value in said)
        id_ = style.basedOn_val or ""
    return False


def _spelt(name: str) -> str:
    return "".join(name.lower().split())


def _added(document: WordDocument, missing: Iterable[str]) -> dict[str, str]:
    """The ids that our own styles have got in a document that lacked them; they are based on none of its own."""
    ours = {style.styleId: style for style in docx.Document(BytesIO(own().data)).styles.element.style_lst}
    element = document.styles.element
    taken = {style.styleId for style in element.style_lst}
    added: dict[str, str] = {}
    for key in missing:
        style = deepcopy(ours[own().ids[key]])
        added[key] = next(id_ for number in count() if (id_ := f"{key}{number or ''}") not in taken)
        taken.add(added[key])
        style.styleId = added[key]
        style.attrib.pop(qn("w:default"), None)
        for reference in (*style.findall(qn("w:basedOn")), *style.findall(qn("w:next"))):
            style.remove(reference)
        element.append(style)
    return added


def _told(document: WordDocument, path: Path, missing: Iterable[str]) -> str:
    """What was done to the template, and what of it is lost."""
    names = [name_of(key) for key in missing if key not in _OPTIONAL]
    said = f"模板“{path.name}”里没有样式{'、'.join(names)}，已按国家标准的格式补上。" if names else ""
    texts = [paragraph.text for paragraph in document.paragraphs if paragraph.text.strip()]
    if surroundings.place_of_report(document) is None and any(not text.startswith("样式“") for text in texts):
        said += (
            f"模板“{path.name}”里的文字没有保留；"
            f"要保留封面、红头、版记，请在报告应在的位置单独写一行 {surroundings.PLACE}。"
        )
    return said


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
