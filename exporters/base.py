"""Our own empty Word package: page, fonts, styles and page numbers to GB/T 9704-2012, and nothing else.

python-docx's default document is Letter paper with 164 styles, theme fonts, a thumbnail and somebody else's name in it;
a stamped document starts from nothing instead. Lengths in this module are twips (1/20 pt) unless a name says otherwise,
type sizes are half-points, as in the format itself.
"""

from __future__ import annotations

import zipfile
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Literal

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

ESCAPES = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"}
"""Written here since ``xml.sax.saxutils`` loads the whole of ``urllib`` first: a quarter of the time of an export."""

FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"
SIZE_2, SIZE_3, SIZE_4, SIZE_SMALL_4 = 44, 32, 28, 24

LINE = 579
"""Line pitch: 22 lines to a page; 580 (29 pt) would give 21."""

TEXT_WIDTH = 8845
"""Between the margins of 28 and 26 mm on A4: 28 characters of 16 pt, each drawn together by 0.25 pt."""

SECTION = (
    '<w:sectPr><w:footerReference w:type="default" r:id="rId4"/><w:footerReference w:type="even" r:id="rId5"/>'
    '<w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="2098" w:right="1474" w:bottom="1984" w:left="1587" w:header="851" w:footer="1389" w:gutter="0"/>'
    f'<w:pgNumType w:start="1"/><w:docGrid w:type="lines" w:linePitch="{LINE}"/></w:sectPr>'
)


@dataclass(frozen=True, slots=True)
class Style:
    """A paragraph style. ``id`` stands in the text, ``name`` is what Word shows (built-in names appear in Chinese)."""

    id: str
    name: str
    font: str = FANGSONG
    size: int = SIZE_3
    align: Literal["both", "left", "center", "right"] = "both"
    indented: bool = False
    line: int = LINE
    before: int = 0
    after: int = 0
    outline: int | None = None
    keep_next: bool = False
    default: bool = False

    def xml(self) -> str:
        """The ``w:style`` element; every property is written out, so that no style depends on what another one sets."""
        kind = ' w:default="1"' if self.default else "" if self.name.isascii() else ' w:customStyle="1"'
        based = "" if self.default else '<w:basedOn w:val="Normal"/>'
        keep = "<w:keepNext/>" if self.keep_next else ""
        # LibreOffice 7.4 reads firstLine alone, Word prefers firstLineChars, which follows a change of the type size.
        indent = f'<w:ind w:firstLineChars="200" w:firstLine="{self.size * 20}"/>' if self.indented else ""
        outline = "" if self.outline is None else f'<w:outlineLvl w:val="{self.outline}"/>'
        # The pitch is exact already; LibreOffice would give type above 20 pt two lines of the grid.
        # 16 pt type gives 27 characters a line; 0.25 pt less between them gives the 28 of the standard.
        squeeze = -5 if self.size == SIZE_3 else 0
        return (
            f'<w:style w:type="paragraph"{kind} w:styleId="{self.id}"><w:name w:val="{self.name}"/>{based}<w:qFormat/>'
            f'<w:pPr>{keep}<w:widowControl w:val="0"/><w:snapToGrid w:val="0"/>'
            f'<w:spacing w:before="{self.before}" w:after="{self.after}" w:line="{self.line}" w:lineRule="exact"/>'
            f'{indent}<w:jc w:val="{self.align}"/>{outline}</w:pPr>'
            f'<w:rPr>{_fonts(self.font)}<w:spacing w:val="{squeeze}"/>'
            f'<w:sz w:val="{self.size}"/><w:szCs w:val="{self.size}"/></w:rPr></w:style>'
        )


STYLES = (
    Style("Normal", "Normal", default=True),
    Style("Title", "Title", XIAOBIAOSONG, SIZE_2, "center", line=660, keep_next=True),
    Style("SealLine", "盖章行", align="center", before=LINE, after=LINE, keep_next=True),
    Style("Heading1", "heading 1", HEITI, indented=True, outline=0, keep_next=True),
    Style("Heading2", "heading 2", KAITI, indented=True, outline=1, keep_next=True),
    Style("Heading3", "heading 3", indented=True, outline=2, keep_next=True),
    Style("Heading4", "heading 4", indented=True, outline=3, keep_next=True),
    Style("BodyText", "Body Text", indented=True),
    Style("Caption", "caption", HEITI, SIZE_4, "center", before=LINE // 4, after=LINE // 8, keep_next=True),
    Style("TableUnit", "表格单位", size=SIZE_SMALL_4, align="right", line=400, after=40, keep_next=True),
    Style("TableHeader", "表头", HEITI, SIZE_SMALL_4, "center", line=360, keep_next=True),
    Style("TableText", "表格文字", size=SIZE_SMALL_4, align="left", line=360),
    Style("TableNumber", "表格数字", size=SIZE_SMALL_4, align="right", line=360),
    Style("TableEnd", "表后空行", size=SIZE_SMALL_4, line=LINE // 2),
    Style("Signature", "Signature", align="right", before=2 * LINE, keep_next=True),
    Style("Date", "Date", align="right"),
    Style("Footer", "footer", SONGTI, SIZE_4, "left", line=400),
)

# What a reader's machine may have instead of the type the standard names, best first; then family and pitch.
FALLBACKS = {
    FANGSONG: ("FangSong_GB2312,仿宋,FangSong,华文仿宋,STFangsong,方正仿宋_GBK", "modern", "fixed"),
    HEITI: ("SimHei,华文黑体,STHeiti,方正黑体_GBK", "modern", "fixed"),
    KAITI: ("KaiTi_GB2312,楷体,KaiTi,华文楷体,STKaiti,方正楷体_GBK", "modern", "fixed"),
    SONGTI: ("SimSun,华文宋体,STSong,方正书宋_GBK", "auto", "variable"),
    XIAOBIAOSONG: ("FZXiaoBiaoSong-B05S,方正小标宋_GBK,华文中宋,STZhongsong,宋体,SimSun", "auto", "variable"),
}


def _fonts(font: str) -> str:
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{font}" w:hAnsi="{font}" w:eastAsia="{font}" w:cs="{font}"/>'


def _part(root: str, content: str) -> str:
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{declaration}<w:{root} xmlns:w="{MAIN}" xmlns:r="{RELATIONS}">{content}</w:{root}>'


def _styles() -> str:
    return _part(
        "styles",
        f"<w:docDefaults><w:rPrDefault><w:rPr>{_fonts(FANGSONG)}<w:sz w:val='{SIZE_3}'/><w:szCs w:val='{SIZE_3}'/>"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
        '<w:latentStyles w:defLockedState="0" w:defUIPriority="99" w:defSemiHidden="1" w:defUnhideWhenUsed="1" '
        'w:defQFormat="0" w:count="376"/>' + "".join(style.xml() for style in STYLES) + '<w:style w:type="character" '
        'w:default="1" w:styleId="DefaultParagraphFont"><w:name w:val="Default Paragraph Font"/></w:style>'
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:tblPr>'
        '<w:tblInd w:w="0" w:type="dxa"/><w:tblCellMar><w:left w:w="70" w:type="dxa"/>'
        '<w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
        '<w:style w:type="table" w:styleId="TableGrid"><w:name w:val="Table Grid"/><w:basedOn w:val="TableNormal"/>'
        "<w:tblPr><w:tblBorders>"
        + "".join(
            f'<w:{side} w:val="single" w:sz="4" w:space="0" w:color="auto"/>'
            for side in ("top", "left", "bottom", "right", "insideH", "insideV")
        )
        + "</w:tblBorders></w:tblPr></w:style>",
    )


def _settings() -> str:
    return _part(
        "settings",
        '<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
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


def _content_types() -> str:
    word = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    kinds = {
        "word/document.xml": f"{word}.document.main+xml",
        "word/styles.xml": f"{word}.styles+xml",
        "word/settings.xml": f"{word}.settings+xml",
        "word/fontTable.xml": f"{word}.fontTable+xml",
        "word/footer1.xml": f"{word}.footer+xml",
        "word/footer2.xml": f"{word}.footer+xml",
        "docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
    }
    return (
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        + "".join(f'<Override PartName="/{name}" ContentType="{kind}"/>' for name, kind in kinds.items())
        + "</Types>"
    )


def _relationships(*targets: tuple[str, str]) -> str:
    """``targets`` are (type, target) pairs, numbered rId1, rId2, … in their order."""
    return (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(targets, 1)
        )
        + "</Relationships>"
    )


def _core(title: str, creator: str) -> str:
    """Title and author; no dates, since the same report shall give the same bytes tomorrow."""
    escapes = str.maketrans(ESCAPES)
    return (
        '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{title.translate(escapes)}</dc:title><dc:creator>{creator.translate(escapes)}</dc:creator>"
        "<dc:language>zh-CN</dc:language></cp:coreProperties>"
    )


@cache
def _fixed_parts() -> tuple[tuple[str, str], ...]:
    """The parts that are the same in every report, by name in the package."""
    core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties"
    return (
        ("[Content_Types].xml", _content_types()),
        (
            "_rels/.rels",
            _relationships((f"{RELATIONS}/officeDocument", "word/document.xml"), (core, "docProps/core.xml")),
        ),
        (
            "word/_rels/document.xml.rels",
            _relationships(
                (f"{RELATIONS}/styles", "styles.xml"),
                (f"{RELATIONS}/settings", "settings.xml"),
                (f"{RELATIONS}/fontTable", "fontTable.xml"),
                (f"{RELATIONS}/footer", "footer1.xml"),
                (f"{RELATIONS}/footer", "footer2.xml"),
            ),
        ),
        ("word/styles.xml", _styles()),
        ("word/settings.xml", _settings()),
        ("word/fontTable.xml", _font_table()),
        ("word/footer1.xml", _footer("right")),
        ("word/footer2.xml", _footer("left")),
    )


def package(body: str, *, title: str, creator: str) -> bytes:
    """A whole .docx: ``body`` (block elements as XML, well-formed and clean) on our page, with title and author."""
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, xml in (
            *_fixed_parts(),
            ("word/document.xml", _part("document", f"<w:body>{body}{SECTION}</w:body>")),
            ("docProps/core.xml", _core(title, creator)),
        ):
            # No clock and no machine in the file: the same report gives the same bytes.
            entry = zipfile.ZipInfo(name, date_time=(1980, 1, 1, 0, 0, 0))
            entry.create_system = 0
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, xml)
    return stream.getvalue()
