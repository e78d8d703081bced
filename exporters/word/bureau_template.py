"""A base document of one's own: ours written out to be restyled in Word, and theirs read back for an export.

Of theirs only styles, fonts, theme, numbering, headers, footers and the page are taken, none that refers
to another part; whatever is external is never opened.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.output import ExportError, Saved, save
from exporters.word import base_document as base
from exporters.word import package
from exporters.word import readback as reading

if TYPE_CHECKING:
    from pathlib import Path

MAX_PART = 8 * 1024 * 1024
"""Bytes of one part that is taken over; Word's own style parts have 30 to 500 thousand."""

TABLE_STYLE = ("TableGrid", "Table Grid")
_BUILT_IN = {
    "Normal": "正文",
    "Title": "标题",
    "Body Text": "正文文本",
    "caption": "题注",
    "Signature": "签名",
    "Date": "日期",
    "header": "页眉",
    "footer": "页脚",
    "Table Grid": "网格型（表格样式）",
}
_SMALLEST, _LARGEST = 2000, 31680
"""Twips: no sheet that is printed on is narrower between its margins, and Word knows no larger one."""


def name_of(style: str) -> str:
    """What Word calls the style in Chinese."""
    return _BUILT_IN.get(style, style.replace("heading ", "标题 "))


def write(out: Path) -> Saved:
    """Write our base document with a line in every style. Raises ExportError and OutputRefusedError."""
    from exporters.word import writer as word

    samples = [
        f'<w:p><w:pPr><w:pStyle w:val="{style.id}"/></w:pPr><w:r><w:t>样式“{name_of(style.name)}”：'
        f"{_USES.get(style.id, '')}</w:t></w:r></w:p>"
        for style in base.STYLES
        if style.id not in ("Header", "Footer")
    ]
    own = base.own()
    table = word.sample_table(own)
    text = base.part(
        "document", f"<w:body>{''.join(samples)}{table}{own.section(landscape=False, first=True)}</w:body>"
    )
    return save(out, package.pack((*own.parts, package.text_part(text)), title="自评报告模板", creator=""))


_USES = {
    "Normal": "其他样式的基础，一般不改",
    "Title": "报告标题",
    "SealLine": "标题下的单位名称（盖章）",
    "Heading1": "一、一级标题",
    "Heading2": "（一）二级标题",
    "Heading3": "1.三级标题",
    "Heading4": "（1）四级标题",
    "BodyText": "正文各段",
    "Caption": "表格的标题",
    "TableUnit": "表格右上角的“单位：万元”",
    "TableHeader": "表头一行",
    "TableText": "表格里的文字",
    "TableNumber": "表格里的数字",
    "TableEnd": "表格后的空行",
    "Signature": "落款单位",
    "Date": "落款日期",
    "AnnexMark": "附件首页左上角的“附表1”",
    "AnnexTitle": "附件的标题",
    "AnnexList": "正文后的“附件：……”",
}


def load(path: Path) -> base.Base:
    """The base document at ``path``. Raises ReadError where it cannot be read, ExportError naming what is missing."""
    theirs = reading.open_package(path)
    main = theirs.main()
    targets = theirs.targets(main)
    by_kind = {kind: name for _, kind, name in targets}
    if "styles" not in by_kind:
        raise ExportError(f"模板“{path}”里没有样式，请用 ziping template 另写一份模板，在 Word 中修改后再用。")
    ids = _styles(theirs, by_kind["styles"])
    sheet = _Sheet()
    theirs.parse(main, sheet.start)
    even = _Even()
    if "settings" in by_kind:
        theirs.parse(by_kind["settings"], even.start)
    parts = [
        base.Part(
            "word/settings.xml", base.settings(even=even.found), f"{base.CONTENT}.settings+xml", "settings", "rId2"
        ),
        _part(theirs, by_kind["styles"], "word/styles.xml", "styles", "rId1"),
    ]
    fonts = by_kind.get("fontTable", "")
    if fonts and not theirs.refers(fonts):
        parts.append(_part(theirs, fonts, "word/fontTable.xml", "fontTable", "rId3"))
    for kind, part_id in (("theme", "rId10"), ("numbering", "rId11")):
        name = by_kind.get(kind, "")
        if name and not theirs.refers(name):
            parts.append(_part(theirs, name, f"word/{kind}.xml", kind, part_id))
    names = {part_id: name for part_id, _, name in targets}
    references = "".join(_margins(theirs, parts, names, sheet, kind) for kind in ("header", "footer"))
    return base.Base(tuple(parts), _checked(sheet.page, path), ids, references)


def _margins(
    theirs: reading.Package, parts: list[base.Part], names: dict[str, str], sheet: _Sheet, kind: base.Margin
) -> str:
    """Take over the headers or footers of the last section, ours where there is none; returns how they are named."""
    found: dict[str, str] = {}
    for number, side in enumerate(("default", "even"), 1):
        name = names.get(sheet.references.get((kind, side), ""), "")
        if name and theirs.has(name):
            if theirs.refers(name):
                what = "页眉" if kind == "header" else "页脚"
                raise ExportError(
                    f"模板“{theirs.name}”的{what}里有图片或链接，带不到报告里，请在 Word 中删去、改用文字后再用。"
                )
            found[side] = f"rId{kind[0].upper()}{number}"
            parts.append(_part(theirs, name, f"word/{kind}{number}.xml", kind, found[side]))
    if kind == "footer" and not found:
        own = base.own()
        parts += [part for part in own.parts if part.relation == kind]
        return own.references
    # The base document is one page long: who writes into its header sees no left page that lacks it.
    default = found.get("default", "")
    return base.references(kind, default, found.get("even", default))


def _part(theirs: reading.Package, name: str, as_name: str, kind: str, part_id: str) -> base.Part:
    """One of their parts under our name, as it is, after a look that it is XML."""
    data = theirs.parse(name)
    if len(data) > MAX_PART:
        raise ExportError(f"模板“{theirs.name}”里的 {name} 过大，请用 ziping template 另写一份模板再改。")
    content = "application/vnd.openxmlformats-officedocument.theme" if kind == "theme" else f"{base.CONTENT}.{kind}"
    return base.Part(as_name, data, f"{content}+xml", kind, part_id)


def _styles(theirs: reading.Package, part: str) -> dict[str, str]:
    """The ids of our styles in their style part, found by name. Raises ExportError naming every one that is missing."""
    found: dict[str, str] = {}
    current = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal current
        if name == "style":
            current = attributes.get("styleId", "")
        elif name == "name" and current:
            found.setdefault(attributes.get("val", "").lower(), current)
            current = ""

    theirs.parse(part, start)
    wanted = [(style.id, style.name) for style in base.STYLES] + [TABLE_STYLE]
    missing = [name_of(name) for _, name in wanted if name.lower() not in found]
    if missing:
        raise ExportError(
            f"模板“{theirs.name}”里缺少样式：{'、'.join(missing)}；请在 Word 中补上同名的样式，"
            "或用 ziping template 另写一份模板再改。"
        )
    return {id_: found[name.lower()] for id_, name in wanted}


class _Sheet:
    """The page of the last section, and its headers and footers."""

    def __init__(self) -> None:
        self.page = base.Page(pitch=0)
        self.references: dict[tuple[str, str], str] = {}

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name == "sectPr":
            self.page, self.references = base.Page(pitch=0), {}
        elif name in ("headerReference", "footerReference"):
            self.references[name.removesuffix("Reference"), attributes.get("type", "default")] = attributes.get(
                "id", ""
            )
        elif name == "pgSz":
            self.page = self.page._replace(width=_twips(attributes, "w"), height=_twips(attributes, "h"))
        elif name == "pgMar":
            sides = {
                side: abs(_twips(attributes, side)) for side in ("top", "right", "bottom", "left", "header", "footer")
            }
            self.page = self.page._replace(**sides)
        elif name == "docGrid" and attributes.get("linePitch"):
            self.page = self.page._replace(pitch=_twips(attributes, "linePitch"))


class _Even:
    """Whether left pages have headers and footers of their own."""

    found = False

    def start(self, name: str, attributes: dict[str, str]) -> None:
        """An element opens."""
        if name == "evenAndOddHeaders":
            self.found = attributes.get("val", "1") not in ("0", "false", "off")


def _twips(attributes: dict[str, str], name: str) -> int:
    text = attributes.get(name, "0").partition(".")[0]
    return int(text) if text.removeprefix("-").isdecimal() and len(text) < 7 else 0


def _checked(page: base.Page, path: Path) -> base.Page:
    sides = (page.text_width, page.height - page.top - page.bottom)
    if min(sides) < _SMALLEST or max(page.width, page.height) > _LARGEST:
        raise ExportError(f"模板“{path}”的版面放不下正文（纸张太小或页边距太大），请在 Word 的“页面设置”中改正。")
    return page
