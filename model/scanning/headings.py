"""Which part of the report a heading opens, whatever its number, its place and its exact words."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple

from model.language.paragraphs import PlainTable
from model.scanning.files.blocks import Block, Line
from model.scanning.files.characters import tidy

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.language.text_document import TextDocument

_CHINESE: Final = "一二三四五六七八九十"
# The numbering styles from the outermost in; a heading's level is where its style stands here.
_STYLES: Final = (
    re.compile(rf"第[{_CHINESE}]{{1,3}}(?:部分|章)[、:：.]?"),
    re.compile(rf"[{_CHINESE}]{{1,3}}[、.．，](?!是)"),
    re.compile(rf"[（][{_CHINESE}]{{1,3}}[）][、.]?"),
    re.compile(r"[0-9]{1,2}(?:[、.．](?![0-9])|(?=[\u4e00-\u9fff]{4}))"),
    re.compile(r"[（][0-9]{1,2}[）][、.]?"),
    re.compile(r"[①-⑳]"),
)
_DOTTED: Final = re.compile(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}[、.]?(?=[\u4e00-\u9fff])")

# What the heading of each part says, by the key of its section; the first that fits counts. "" closes a part.
SECTIONS: Final = (
    ("", r"^(?:附件|附表)|其他需要说明|评价(?:工作)?(?:依据|方法|过程|组织|开展)|自评结论"),
    ("government_funds", r"政府性基金"),
    ("state_capital", r"国有资本"),
    ("insurance", r"(?:社会保险|社保)基金"),
    ("publication", r"结果.{0,6}(?:应用|运用|使用|公开)|应用和公开|(?:自评|评价).{0,6}公开"),
    (
        "improvements",
        r"(?:改进|整改|完善).{0,4}(?:措施|方向|建议|意见|计划|思路|打算)|下一?步.{0,6}(?:措施|打算|工作|计划)|(?:有关|相关|意见和|意见|对策)建议|^(?:建议|措施|打算|改进|下一步)$",
    ),
    ("problems", r"问题|不足"),
    ("assets", r"资产.{0,6}(?:管理|情况|状况|使用)|资产$"),
    (
        "implementation",
        r"项目(?!支出管理).{0,4}(?:组织实施|实施情况|管理情况|组织管理)|(?:内部|财务)(?:控制|管理)(?:情况)?$",
    ),
    (
        "general_budget",
        r"一般公共预算|(?:部门|单位|整体)支出(?:总体)?情况$|(?:支出|资金|经费).{0,3}(?:管理|收支).{0,4}使用|(?:经费|资金|预算)(?:的)?(?:使用|执行|支出|收支).{0,3}情况"
        r"|^(?:部门|单位)?(?:整体)?(?:资金|经费|支出|预算)(?:支出)?(?:使用|分析|执行|管理)(?:[及和与]?(?:使用|分析|执行|管理))?(?:情况|分析)?$",
    ),
    (
        "overview",
        r"(?:部门|单位|机构|基本|整体|本级|学校|机关).{0,6}(?:概况|概述|简介|基本情况)|^(?:概况|基本情况|概述)$"
        r"|^(?:支出|收支|收入支出|经费收支)(?:总体)?情况$",
    ),
    (
        "performance",
        r"绩效(?:目标)?(?:.{0,4}(?:完成|实现))?(?:.{0,2}情况|分析|评价|成效)|(?:主要|工作|取得).{0,4}(?:成效|成绩|业绩)|履职|产出.{0,3}效益"
        r"|工作(?:完成|开展)情况|^(?:主要|履职|部门|支出)?绩效$",
    ),
)
# What a heading inside a part or the title of a table is about: the home of the figures below it.
TOPICS: Final = (
    ("overview.duties", r"职能|职责"),
    ("overview.offices", r"机构(?!.*(?:人员|编制))"),
    ("overview.staff", r"人员|编制"),
    ("general_budget.three_public", r"三公"),
    ("overview.scale.functions", r"功能分类|按功能|支出功能"),
    ("general_budget.projects.unit_projects", r"(?:部门|单位)项目"),
    ("general_budget.projects.public_projects", r"公共项目"),
    ("general_budget.projects", r"项目支出|项目资金|专项资金|专项支出"),
    ("general_budget.basic", r"基本支出"),
    ("assets.disposals", r"处置(?:情况|资产|明细|表|$)|资产处置$"),
    ("assets.classes", r"分类|构成"),
    ("assets.performance", r"资产(?:的)?(?:绩效|使用效益)"),
    ("assets.book_values", r"账面|原值|折旧"),
    ("assets.management", r"配置|(?:资产)?管理制度|日常管理"),
    ("assets.totals", r"资产(?:总体|总量|总额|状况|规模|基本)|总体情况"),
    ("overview.scale", r"支出规模|整体支出|部门支出|支出(?:总体)?情况|收支|使用方向|支出构成"),
)


class Head(NamedTuple):
    """A heading: its ``title`` without number, its ``level`` (0 outermost), the section it opens.

    ``section`` is None where the heading opens no part of the report, "" where it ends one.
    """

    title: str
    level: int
    section: str | None


class Stretch(NamedTuple):
    """A piece of the document, or what of it stands on its own where headings were run into the text.

    ``start`` is its place in the ``piece`` of that number; ``text`` is as the reader of language writes it, ``source``
    as the file does. ``table`` is there for a table, which has no text.
    """

    piece: int
    start: int
    text: str
    source: str
    heading: bool
    table: PlainTable | None = None

    @property
    def numbered(self) -> int:
        """How much of the text is the number of a heading: 4 of 1.1、概况."""
        dotted = _DOTTED.match(self.text)
        return dotted.end() if dotted is not None else 0

    @property
    def printed(self) -> str:
        """The text with the marks that the file has, without the blanks that typesetting left."""
        return tidy(self.source)


class Part(NamedTuple):
    """A stretch of the report below one heading: the headings above it from the outermost in, and what stands below.

    ``opening`` is the innermost heading as it stands in the report; None for a report without headings.
    """

    section: str
    heads: tuple[Head, ...]
    blocks: list[Stretch]
    opening: Stretch | None = None

    @property
    def topic(self) -> str:
        """What the innermost heading that says so is about, within the section; "" where none does."""
        found = (topic_of(head.title, self.section) for head in reversed(self.heads))
        return next((topic for topic in found if topic), "")

    @property
    def title(self) -> str:
        """The innermost heading as printed, without its number; "" for a report without headings."""
        return "" if self.opening is None else _numbered(self.opening.printed)[1].strip("：。.、 ")

    @property
    def lines(self) -> list[str]:
        """The paragraphs as printed."""
        return [block.printed for block in self.blocks if block.table is None]


def section_of(title: str) -> str | None:
    """The key of the section that a heading with that title opens; "" for an end; None where it opens none."""
    plain = _plain(title)
    if len(plain) > 40:
        return None
    return next((key for key, words in SECTIONS if re.search(words, plain)), None)


def topic_of(title: str, section: str = "") -> str:
    """The home of the figures in ``section`` below a heading or in a table of that title; "" where it tells none."""
    plain = _plain(title)
    return next((home for home, words in TOPICS if home.startswith(section) and re.search(words, plain)), "")


def _plain(title: str) -> str:
    return re.sub(r"[“”‘’\"'《》\s]|（.{0,80}?）", "", title)


def parts(document: TextDocument, blocks: Sequence[Block]) -> tuple[list[Stretch], list[Part]]:
    """What stands before the first heading, and the stretches below each heading; ``blocks`` are the file's."""
    lines = list(_stretches(document, blocks))
    top = _top_level(lines)
    front: list[Stretch] = []
    found: list[Part] = []
    heads: list[Head] = []
    section = ""
    for line in lines:
        head = _head(line)
        if head is not None and _opens(head, section, heads, top):
            section = head.section or ""
            heads = [head]
        elif head is not None and head.level <= top <= 1 and head.section is None:
            section, heads = "", [head]
        elif head is not None and found:
            heads = [*heads[:1], *[above for above in heads[1:] if above.level < head.level], head]
        elif found:
            found[-1].blocks.append(line)
            continue
        else:
            front.append(line)
            continue
        found.append(Part(section, tuple(heads), [], line))
    return front, found


def _stretches(document: TextDocument, blocks: Sequence[Block]) -> Iterator[Stretch]:
    for place, piece in enumerate(document.pieces):
        if isinstance(piece, PlainTable):
            yield Stretch(place, 0, "", "", False, piece)
            continue
        block = blocks[piece.block]
        source, marked = (block.text, block.heading) if isinstance(block, Line) else ("", False)
        for start, end in _runs(piece.text):
            span = document.span_of(place, start, end)
            yield Stretch(place, start, piece.text[start:end], source[span.start : span.end], marked)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where the stretches of a paragraph begin and end: one, or headings and the text that was run into them."""
    if len(text) <= 12:
        yield 0, len(text)
        return
    at = 0
    for piece in _split_inside(text):
        for run in _run_in(piece):
            at = text.index(run, at)
            if run:
                yield at, at + len(run)
            at += len(run)


def _opens(head: Head, section: str, heads: list[Head], top: int) -> bool:
    """Whether ``head`` opens a new part of the report rather than a subdivision of the present one."""
    if head.section is None:
        return False
    if head.level <= top:
        return True
    inside_prose = section in ("performance", "problems", "improvements", "publication", "implementation", "insurance")
    if inside_prose or head.section in ("", section, "overview", "performance") or head.level > top + 1:
        return False
    if head.section == "general_budget" and "一般公共预算" not in head.title:
        return False
    return len(heads) < 3 and not (section == "assets" and head.section == "problems")


def _top_level(lines: list[Stretch]) -> int:
    """The level of the headings that open most parts of the report."""
    opened: dict[int, set[str]] = {}
    for line in lines:
        if (head := _head(line)) is not None and head.section:
            opened.setdefault(head.level, set()).add(head.section)
    return max(opened, key=lambda level: (len(opened[level]), -level), default=1)


def _head(line: Stretch | Line) -> Head | None:
    """The heading that ``line`` is, None where it is running text or a table."""
    text = line.text
    if not text:
        return None
    level, title = _numbered(text)
    if level is None:
        if not line.heading and not (len(text) <= 24 and section_of(text) and _bare(text)):
            return None
        level, title = 1, text
    title = title.strip("：。.、 ")
    if (
        not title
        or (len(title) > 45 and not line.heading)
        or re.search(r"[。；！？]|[0-9](?:万元|元|%)|[0-9]{3}\.[0-9]", title)
    ):
        return None
    if not line.heading and (
        text[-1] in "；，、" or (text[-1] == "。" and len(title) > 20) or "：" in title or title.count("，") > 2
    ):
        return None
    return Head(title, level, section_of(title))


def _bare(text: str) -> bool:
    return not re.search(r"[，。；：、！？0-9]", text) and not text.endswith("报告")


def _numbered(text: str) -> tuple[int | None, str]:
    if dotted := _DOTTED.match(text):
        return 1 + dotted[0].rstrip("、.").count("."), text[dotted.end() :]
    for level, style in enumerate(_STYLES):
        if found := style.match(text):
            return level, text[found.end() :]
    return None, text


_INSIDE: Final = re.compile(rf"(?<=[。；])(?=[{_CHINESE}]{{1,3}}、|（[{_CHINESE}]{{1,3}}）)")
_NUMBER_INSIDE: Final = re.compile(r"(?<=[。；])[0-9]{1,2}[、.](?![0-9])")
_NUMBER: Final = re.compile(
    rf"第[{_CHINESE}]{{1,3}}(?:部分|章)|[{_CHINESE}]{{1,3}}[、.]|（[{_CHINESE}]{{1,3}}）|[0-9]{{1,2}}[、.](?![0-9])"
)
_TITLE_END: Final = re.compile(
    "情况|概况|收支|支出|规模|范围|分析|措施|经费|职能|职责|机构|人员|问题|内容|建议|应用|公开|基金|管理"
)
# What follows a heading for certain, and what at least does not go on with its last word.
_STRONG: Final = re.compile(rf"[。：:]?(?:（[{_CHINESE}]{{1,3}}）|[0-9]{{1,2}}[、.](?![0-9])|20[0-9]{{2}}年|截[至止])")
_WEAK: Final = re.compile(
    r"(?:[。：:]|(?!经费|支出|费|编制|预算|情况|规模|构成|管理|分析))(?![的为是和与及较比、，；。：:0-9])[\u4e00-\u9fff（][^。；：:，、]"
)


def _split_inside(text: str) -> list[str]:
    """A paragraph as the stretches that headings within it begin."""
    found: list[str] = []
    for piece in _INSIDE.split(text):
        start = 0
        for inner in _NUMBER_INSIDE.finditer(piece):
            if _run_in(piece[inner.start() : inner.start() + 60])[1:]:
                found.append(piece[start : inner.start()])
                start = inner.start()
        found.append(piece[start:])
    return found


def _run_in(text: str) -> list[str]:
    """A heading and the text that was run into it; the whole as one where there is none."""
    number = _NUMBER.match(text)
    if number is None or _head(Line(text)) is not None:
        return [text]
    title = text[number.end() : number.end() + 40]
    stop = re.search(r"[。；，：]|[0-9]", title)
    title = title[: stop.start()] if stop else title
    ends = [number.end() + match.end() for match in _TITLE_END.finditer(title)]
    for follows in (_STRONG, _WEAK):
        for end in ends:
            known = text[number.end() : end]
            after = follows.match(text, end)
            if after and (section_of(known) is not None or topic_of(known) or known.endswith("基金")):
                rest = text[end:].lstrip("。：:")
                return [text[:end], *_run_in(rest)]
    ended = _ENDED.match(text)
    return [ended[1], ended[2]] if ended and _head(Line(ended[1])) is not None else [text]


_ENDED: Final = re.compile(
    rf"((?:（[{_CHINESE}]{{1,3}}）|[{_CHINESE}]{{1,3}}、)[^。；：0-9]{{4,40}}|[0-9]{{1,2}}[、.][^。；：，0-9]{{4,22}})。(.+)"
)
