"""``python -m tests.tools.word_template`` makes exporters/word/template.docx, the file that every report is set on.

Page, type and page numbers are those of GB/T 9704-2012. The file is built from nothing, because the document that
python-docx brings along is Letter paper with 164 styles, theme fonts, a thumbnail and somebody else's name.
Lengths are twips (1/20 pt) unless a name says otherwise, type sizes are half-points, as in the format itself.
"""

from __future__ import annotations

import sys
import zipfile
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Literal

import docx

from exporters.word.template import STYLE_NAMES, name_of
from exporters.word.word_package import with_fixed_dates

TEMPLATE = Path(__file__).parents[2] / "exporters" / "word" / "template.docx"

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"

FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"
SIZE_2, SIZE_3, SIZE_4, SIZE_SMALL_4, SIZE_5 = 44, 32, 28, 24, 21

LINE = 579
"""Line pitch: 22 lines to a page; 580 (29 pt) would give 21."""


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style: ``id`` is the key that the writer knows it by, ``use`` says in the template what it is for."""

    id: str
    use: str
    font: str = FANGSONG
    size: int = SIZE_3
    align: Literal["both", "left", "center", "right"] = "both"
    indented: bool = False
    line: int = LINE
    before: int = 0
    after: int = 0
    outline: int | None = None
    keep_next: bool = False
    loose: bool = False

    def xml(self) -> str:
        """The ``w:style`` element; every property is written out, so that no style depends on what another one sets."""
        name = STYLE_NAMES[self.id]
        normal = self.id == "Normal"
        kind = ' w:default="1"' if normal else "" if name.isascii() else ' w:customStyle="1"'
        based = "" if normal else '<w:basedOn w:val="Normal"/>'
        follows = "" if self.outline is None else '<w:next w:val="BodyText"/>'
        keep = "<w:keepNext/>" if self.keep_next else ""
        # LibreOffice 7.4 reads firstLine alone, Word prefers firstLineChars, which follows a change of the type size.
        indent = f'<w:ind w:firstLineChars="200" w:firstLine="{self.size * 20}"/>' if self.indented else ""
        outline = "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>'
        # 16 pt type gives 27 characters a line; 0.25 pt less between them gives the 28 of the standard.
        squeeze = -5 if self.size == SIZE_3 else 0
        pitch = 'w:line="240" w:lineRule="auto"' if self.loose else f'w:line="{self.line}" w:lineRule="exact"'
        # The pitch is exact already; LibreOffice would give type above 20 pt two lines of the grid: no snapToGrid.
        return (
            f'<w:style w:type="paragraph"{kind} w:styleId="{self.id}"><w:name w:val="{name}"/>{based}{follows}'
            f'<w:qFormat/><w:pPr>{keep}<w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>'
            f'<w:spacing w:before="{self.before}" w:after="{self.after}" {pitch}/>'
            f'{indent}<w:jc w:val="{self.align}"/>{outline}</w:pPr>'
            f'<w:rPr>{_fonts(self.font)}<w:spacing w:val="{squeeze}"/>'
            f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/></w:rPr></w:style>'
        )


STYLES = (
    Style("Normal", "其他样式的基础，一般不改"),
    Style("Title", "报告标题", XIAOBIAOSONG, SIZE_2, "center", line=660, keep_next=True),
    Style("SealLine", "标题下的单位名称（盖章）", align="center", before=LINE, after=LINE, keep_next=True),
    Style("Heading1", "一、一级标题", HEITI, indented=True, outline=0, keep_next=True),
    Style("Heading2", "（一）二级标题", KAITI, indented=True, outline=1, keep_next=True),
    Style("Heading3", "1.三级标题", indented=True, outline=2, keep_next=True),
    Style("Heading4", "（1）四级标题", indented=True, outline=3, keep_next=True),
    Style("BodyText", "正文各段", indented=True),
    Style("Caption", "表格的标题", HEITI, SIZE_4, "center", before=LINE // 4, after=LINE // 8, keep_next=True),
    Style(
        "TableUnit", "表格右上角的“单位：万元”", size=SIZE_SMALL_4, align="right", line=400, after=40, keep_next=True
    ),
    Style("TableHeader", "表头一行", HEITI, SIZE_SMALL_4, "center", line=360, keep_next=True),
    Style("TableText", "表格里的文字", size=SIZE_SMALL_4, align="left", line=360),
    Style("TableNumber", "表格里的数字", size=SIZE_SMALL_4, align="right", line=360),
    Style("TableEnd", "表格后的空行", size=SIZE_SMALL_4, line=LINE // 2),
    Style("Signature", "落款单位", align="right", before=2 * LINE, keep_next=True),
    Style("Date", "落款日期", align="right"),
    Style("AnnexMark", "附件首页左上角的“附表1”", HEITI, align="left", keep_next=True),
    Style(
        "AnnexTitle",
        "附件的标题",
        XIAOBIAOSONG,
        SIZE_2,
        "center",
        line=660,
        before=LINE,
        after=LINE // 2,
        keep_next=True,
    ),
    Style("AnnexList", "正文后的“附件：……”", indented=True, keep_next=True),
    Style("Header", "页眉", HEITI, SIZE_3, "left", line=400),
    Style("Footer", "页脚", SONGTI, SIZE_4, "left", line=400),
    Style("CommentText", "批注", SONGTI, SIZE_5, "left", loose=True),
)

# What a reader's machine may have instead of the type the standard names, best first; then family and pitch.
FALLBACKS = {
    FANGSONG: ("FangSong_GB2312,仿宋,FangSong,华文仿宋,STFangsong,方正仿宋_GBK", "modern", "fixed"),
    HEITI: ("SimHei,华文黑体,STHeiti,方正黑体_GBK", "modern", "fixed"),
    KAITI: ("KaiTi_GB2312,楷体,KaiTi,华文楷体,STKaiti,方正楷体_GBK", "modern", "fixed"),
    SONGTI: ("SimSun,华文宋体,STSong,方正书宋_GBK", "auto", "variable"),
    XIAOBIAOSONG: (
        "FZXiaoBiaoSong-B05S,FZXBSJW--GB1-0,方正小标宋_GBK,华文中宋,STZhongsong,宋体,SimSun",
        "auto",
        "variable",
    ),
}


def _fonts(font: str) -> str:
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def _part(root: str, content: str) -> str:
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{declaration}<w:{root} xmlns:w="{MAIN}" xmlns:r="{RELATIONS}">{content}</w:{root}>'


def _styles() -> str:
    borders = "".join(
        f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
        for side in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    return _part(
        "styles",
        f'<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(FANGSONG)}<w:sz w:val="{SIZE_3}"/><w:szCs w:val="{SIZE_3}"/>'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
        'w:defQFormat="0" w:count="376"/>'
        + "".join(style.xml() for style in STYLES)
        + '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
        '<w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="character" w:styleId="CommentReference"><w:name w:val="annotation reference"/>'
        '<w:basedOn w:val="DefaultParagraphFont"/><w:rPr><w:sz w:val="21"/><w:szCs w:val="21"/></w:rPr></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/>'
        '<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        f"<w:tblPr><w:tblBorders>{borders}</w:tblBorders></w:tblPr></w:style>",
    )


def _settings() -> str:
    return _part(
        "settings",
        '<w:zoom w:percent="100"/><w:mirrorMargins/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        # Without the mode Word opens the file as one of 2007; without the first switch it stretches a line that ends
        # in a break.
        "<w:compat><w:doNotExpandShiftReturn/><w:useFELayout/><w:compatSetting w:name='compatibilityMode' "
        "w:uri='http://schemas.microsoft.com/office/word' w:val='15'/></w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>',
    )


def _font_table() -> str:
    return _part(
        "fonts",
        "".join(
            f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/>'
            f'<w:family w:val="{family}"/><w:pitch w:val="{pitch}"/></w:font>'
            for name, (others, family, pitch) in FALLBACKS.items()
        ),
    )


def _footer(side: Literal["left", "right"]) -> str:
    """— 1 — one character in from the outer edge."""
    pieces = (
        '<w:t xml:space="preserve">— </w:t>',
        '<w:fldChar w:fldCharType="begin"/>',
        '<w:instrText xml:space="preserve"> PAGE </w:instrText>',
        '<w:fldChar w:fldCharType="separate"/>',
        "<w:t>1</w:t>",
        '<w:fldChar w:fldCharType="end"/>',
        '<w:t xml:space="preserve"> —</w:t>',
    )
    return _part(
        "ftr",
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:{side}Chars="100" w:{side}="{SIZE_4 * 10}"/>'
        f'<w:jc w:val="{side}"/></w:pPr>' + "".join(f"<w:r>{piece}</w:r>" for piece in pieces) + "</w:p>",
    )


_SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
    '<w:pgSz w:w="11906" w:h="16838"/><w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" '
    'w:header="1134" w:footer="1389" w:gutter="0"/><w:pgNumType w:start="1"/>'
    f'<w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
)

_CORE = (
    f'<cp:coreProperties xmlns:cp="{PACKAGE}/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/">'
    "<dc:title>自评报告模板</dc:title><dc:language>zh-CN</dc:language></cp:coreProperties>"
)


def _relationships(*links: tuple[str, str]) -> str:
    listed = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(links, 1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{listed}</Relationships>'


def _skeleton() -> bytes:
    """The package without a line of text."""
    parts = {
        "word/document.xml": ("document", _part("document", f"<w:body>{_SECTION}</w:body>")),
        "word/styles.xml": ("styles", _styles()),
        "word/settings.xml": ("settings", _settings()),
        "word/fontTable.xml": ("fontTable", _font_table()),
        "word/footer1.xml": ("footer", _footer("right")),
        "word/footer2.xml": ("footer", _footer("left")),
    }
    kinds = {f"/{name}": f"{CONTENT}.{kind}{'.main' * (kind == 'document')}+xml" for name, (kind, _) in parts.items()}
    kinds["/docProps/core.xml"] = "application/vnd.openxmlformats-package.core-properties+xml"
    overrides = "".join(f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
    links = [(f"{RELATIONS}/{kind}", name.removeprefix("word/")) for name, (kind, _) in parts.items()][1:]
    core = f"{PACKAGE}/relationships/metadata/core-properties"
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "[Content_Types].xml",
            f'<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>',
        )
        main = (f"{RELATIONS}/officeDocument", "word/document.xml")
        archive.writestr("_rels/.rels", _relationships(main, (core, "docProps/core.xml")))
        archive.writestr("word/_rels/document.xml.rels", _relationships(*links))
        archive.writestr("docProps/core.xml", _CORE)
        for name, (_, xml) in parts.items():
            archive.writestr(name, xml)
    return stream.getvalue()


def build() -> bytes:
    """The template: a line in every style that says what it is for, and a small table."""
    document = docx.Document(BytesIO(_skeleton()))
    for style in STYLES:
        if style.id not in ("Header", "Footer", "CommentText"):
            document.add_paragraph(f"样式“{name_of(style.id)}”：{style.use}", style=STYLE_NAMES[style.id])
    table = document.add_table(2, 2, style=STYLE_NAMES["TableGrid"])
    rows = (("TableHeader", "项目"), ("TableHeader", "预算数")), (("TableText", "公务接待费"), ("TableNumber", "8.00"))
    for row, cells in zip(table.rows, rows, strict=True):
        for cell, (key, text) in zip(row.cells, cells, strict=True):
            cell.paragraphs[0].text = text
            cell.paragraphs[0].style = STYLE_NAMES[key]
    stream = BytesIO()
    document.save(stream)
    return with_fixed_dates(stream.getvalue())


def main() -> int:
    """Write the template; returns 0."""
    TEMPLATE.write_bytes(build())
    return 0


if __name__ == "__main__":
    sys.exit(main())
