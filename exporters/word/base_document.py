"""Our own base document: page, fonts, styles and page numbers to GB/T 9704-2012, and nothing else.

python-docx's default document is Letter paper with 164 styles, theme fonts, a thumbnail and somebody else's name in it;
a stamped document starts from nothing instead. Lengths in this module are twips (1/20 pt) unless a name says otherwise,
type sizes are half-points, as in the format itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

from exporters.characters import escape

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

CONTENT = "application/vnd.openxmlformats-officedocument.wordprocessingml"

FANGSONG, HEITI, KAITI, SONGTI, XIAOBIAOSONG = "仿宋_GB2312", "黑体", "楷体_GB2312", "宋体", "方正小标宋简体"
SIZE_2, SIZE_3, SIZE_4, SIZE_SMALL_4 = 44, 32, 28, 24

LINE = 579
"""Line pitch: 22 lines to a page; 580 (29 pt) would give 21."""

TEXT_WIDTH = 8845
"""Between the margins of 28 and 26 mm on A4: 28 characters of 16 pt, each drawn together by 0.25 pt."""


class Part(NamedTuple):
    """A part of the package. ``kind`` is its content type ("": plain XML).

    ``relation`` and ``id`` say how the text refers to it, "" where it does not.
    """

    name: str
    data: str | bytes
    kind: str = ""
    relation: str = ""
    id: str = ""


class Page(NamedTuple):
    """A sheet and its margins, in twips; A4 to the standard unless said otherwise. ``pitch`` 0: no grid."""

    width: int = 11906
    height: int = 16838
    top: int = 2098
    right: int = 1474
    bottom: int = 1984
    left: int = 1587
    header: int = 1134
    footer: int = 1389
    pitch: int = LINE

    @property
    def text_width(self) -> int:
        """What is left between the margins."""
        return self.width - self.left - self.right

    def turned(self) -> Page:
        """The sheet turned for a wide table, its head at the binding edge; the margins turn with it."""
        return self._replace(
            width=self.height, height=self.width, top=self.left, right=self.top, bottom=self.right, left=self.bottom
        )

    def xml(self) -> str:
        """Size, margins."""
        landscape = ' w:orient="landscape"' if self.width > self.height else ""
        return (
            f'<w:pgSz w:w="{self.width}" w:h="{self.height}"{landscape}/>'
            f'<w:pgMar w:top="{self.top}" w:right="{self.right}" w:bottom="{self.bottom}" w:left="{self.left}" '
            f'w:header="{self.header}" w:footer="{self.footer}" w:gutter="0"/>'
        )


class Base(NamedTuple):
    """What a report is set on: the parts beside its text, the page, and the ids of our styles in its style part.

    ``references`` are the headers and footers as a section names them.
    """

    parts: tuple[Part, ...]
    page: Page
    ids: dict[str, str]
    references: str

    def sheet(self, *, landscape: bool) -> Page:
        """The page, turned for a wide table unless it lies on its side already."""
        return self.page.turned() if landscape and self.page.width < self.page.height else self.page

    def section(self, *, landscape: bool, first: bool) -> str:
        """The properties of a section; page numbers begin with the ``first``."""
        page = self.sheet(landscape=landscape)
        start = '<w:pgNumType w:start="1"/>' if first else ""
        grid = f'<w:docGrid w:type="lines" w:linePitch="{page.pitch}"/>' if page.pitch else ""
        return f"<w:sectPr>{self.references}{page.xml()}{start}{grid}</w:sectPr>"


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
    Style("AnnexMark", "附件标记", HEITI, align="left", keep_next=True),
    Style(
        "AnnexTitle", "附件标题", XIAOBIAOSONG, SIZE_2, "center", line=660, before=LINE, after=LINE // 2, keep_next=True
    ),
    Style("AnnexList", "附件说明", indented=True, before=0, keep_next=True),
    Style("Header", "header", HEITI, SIZE_3, "left", line=400),
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


def part(root: str, content: str) -> str:
    """A part of Word's own, its root element and what stands in it."""
    declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    return f'{declaration}<w:{root} xmlns:w="{MAIN}" xmlns:r="{RELATIONS}">{content}</w:{root}>'


def _styles() -> str:
    return part(
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


def settings(*, even: bool = True) -> str:
    """The settings part; ``even``: left pages have footers of their own."""
    sides = "<w:evenAndOddHeaders/>" if even else ""
    return part(
        "settings",
        f'<w:zoom w:percent="100"/><w:defaultTabStop w:val="420"/>{sides}'
        '<w:characterSpacingControl w:val="compressPunctuation"/>'
        # Without the mode Word opens the file as one of 2007; without the first switch it stretches a line that ends
        # in a break.
        "<w:compat><w:doNotExpandShiftReturn/><w:useFELayout/><w:compatSetting w:name='compatibilityMode' "
        "w:uri='http://schemas.microsoft.com/office/word' w:val='15'/></w:compat>"
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/><w:decimalSymbol w:val="."/><w:listSeparator w:val=","/>',
    )


def _font_table() -> str:
    return part(
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
    return part(
        "ftr",
        f'<w:p><w:pPr><w:pStyle w:val="Footer"/><w:ind w:{side}Chars="100" w:{side}="{SIZE_4 * 10}"/>'
        f'<w:jc w:val="{side}"/></w:pPr>' + "".join(f"<w:r>{piece}</w:r>" for piece in pieces) + "</w:p>",
    )


def marked_header(mark: str, style: str) -> str:
    """What copy this is, at the left of the head of each page, in the style with that id."""
    return part("hdr", f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{escape(mark)}</w:t></w:r></w:p>')


Margin = Literal["header", "footer"]


def references(kind: Margin, default: str, even: str) -> str:
    """How a section names the parts with these ids as its headers or footers, "" for none."""
    pairs = (("default", default), ("even", even))
    return "".join(f'<w:{kind}Reference w:type="{side}" r:id="{part}"/>' for side, part in pairs if part)


@cache
def own() -> Base:
    """The base document of this module."""
    parts = (
        Part("word/styles.xml", _styles(), f"{CONTENT}.styles+xml", "styles", "rId1"),
        Part("word/settings.xml", settings(), f"{CONTENT}.settings+xml", "settings", "rId2"),
        Part("word/fontTable.xml", _font_table(), f"{CONTENT}.fontTable+xml", "fontTable", "rId3"),
        Part("word/footer1.xml", _footer("right"), f"{CONTENT}.footer+xml", "footer", "rId4"),
        Part("word/footer2.xml", _footer("left"), f"{CONTENT}.footer+xml", "footer", "rId5"),
    )
    ids = {style.id: style.id for style in STYLES} | {"TableGrid": "TableGrid"}
    return Base(parts, Page(), ids, references("footer", "rId4", "rId5"))
