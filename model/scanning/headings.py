"""Which part of the report a heading opens, whatever its number, its place and its exact words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from model.language.lexicon import pattern
from model.language.paragraphs import PlainTable
from model.language.text_document import TextDocument
from model.patterns import Pattern
from model.scanning.files.blocks import Block, Line
from model.scanning.files.characters import tidy
from model.scanning.titles import annex_of, section_of, topic_of

_CHINESE: Final = "一二三四五六七八九十"
# The numbering styles from the outermost in; a heading's level is where its style stands here.
_STYLES: Final = (
    Pattern(
        rf"第[{_CHINESE}]{{1,3}}(?:部分|章)[、:：.]?|[壹贰叁肆伍陆柒捌玖拾]{{1,2}}[、.．]|[甲乙丙丁戊己庚辛壬癸][、.．]"
        rf"|【[{_CHINESE}]{{1,3}}】|【(?=[^【】]{{2,24}}】$)"
    ),
    Pattern(rf"[{_CHINESE}]{{1,3}}[、.．，](?!是)"),
    Pattern(rf"[（](?:[{_CHINESE}]{{1,3}}|[甲乙丙丁戊己庚辛])[）][、.]?"),
    pattern(r"[0-9]{1,2}(?:[、.．](?![0-9])|(?=(?![年月日个])[\u4e00-\u9fff]{4}|<short_headings>$))"),
    Pattern(r"[（][0-9]{1,2}[）][、.]?|[◆●■▲★◇○□▶►]\s*"),
    Pattern(r"[①-⑳]"),
)
# So few words behind what may be a heading end its sentence that all of it is one.
_WHOLE_SENTENCE: Final = 6
# The level of a heading with one figure for its number.
_FIGURE: Final = 3
_ABOVE: Final = Pattern(r"^([0-9]{1,2})(?![0-9.])[^\n]*\n\1\.1(?![0-9])", re.MULTILINE)
_DOTTED: Final = Pattern(r"[0-9]{1,2}(?:\.[0-9]{1,2}){1,3}[、.]?(?=[\u4e00-\u9fff]| [0-9])")


_TABLE_NUMBER: Final = Pattern("附?[件图表][0-9]{1,2}(?:-[0-9]{1,2})?(?![0-9.])")
_UNIT: Final = Pattern("（(?:本[节表]|本部分|以下)?(?:金额)?单位：[万亿]?元）")
ANNEXES: Final = "annexes"
"""What stands for a section where the annexed tables are read, and the notes at the foot of pages."""

NOTES: Final = "附件：脚注"
_ANNEX: Final = Pattern(r"附[件表]\s*[0-9一二三四五六]{0,2}(?:-[0-9]{1,2})?：?")


class Head(NamedTuple):
    """A heading: its ``title`` without number, its ``level`` (0 outermost), the section it opens.

    ``section`` is None where the heading opens no part of the report, "" where it ends one.
    """

    title: str
    level: int
    section: str | None


class Stretch(NamedTuple):
    """A piece of the document, or what of it stands on its own where headings were run into the text.

    ``start`` is its place in the ``piece`` of that number; ``heading`` is a Line's; ``text`` is as the reader of
    language writes it, ``source`` as the file does. ``table`` is there for a table, which has no text.
    """

    piece: int
    start: int
    text: str
    source: str
    heading: int
    table: PlainTable | None = None

    @property
    def numbered(self) -> int:
        """How much of the text is the number of a heading or of a table: 4 of 1.1、概况, 2 of 表1部门支出."""
        dotted = _DOTTED.match(self.text) or _TABLE_NUMBER.match(self.text)
        return dotted.end() if dotted is not None else 0

    @property
    def printed(self) -> str:
        """The text with the marks that the file has, without the blanks that typesetting left."""
        return tidy(self.source)


class ReportPart(NamedTuple):
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
        return "" if self.opening is None else _numbered(self.opening.printed)[1].strip("：。.、】 ")

    @property
    def lines(self) -> list[str]:
        """The paragraphs as printed."""
        return [block.printed for block in self.blocks if block.table is None]


def parts(document: TextDocument, blocks: Sequence[Block]) -> tuple[list[Stretch], list[ReportPart]]:
    """What stands before the first heading, and the stretches below each heading; ``blocks`` are the file's."""
    lines = list(_stretches(document, blocks))
    told = _heads(lines)
    top = _top_level(told)
    front: list[Stretch] = []
    found: list[ReportPart] = []
    heads: list[Head] = []
    section = ""
    annexed = False
    for line, head in zip(lines, told, strict=True):
        if annexed or (any(part.section for part in found) and _begins_annex(line)):
            annexed = head is None or not head.section or _numbered(line.text)[0] is None or head.level > top
        if annexed and found[-1].section == ANNEXES:
            found[-1].blocks.append(line)
            continue
        if annexed:
            section, heads = ANNEXES, [Head(line.text, 0, "")]
        elif head is not None and _opens(head, section, heads, top):
            section = head.section or ""
            heads = [head]
        elif head is not None and head.section is None and (head.level <= top <= 1 or head.level < top):
            section, heads = "", [head]
        elif head is not None and found:
            heads = [*heads[:1], *[above for above in heads[1:] if above.level < head.level], head]
        elif found:
            found[-1].blocks.append(line)
            continue
        else:
            front.append(line)
            continue
        found.append(ReportPart(section, tuple(heads), [], line))
    return front, found


def _begins_annex(line: Stretch) -> bool:
    """Whether the line is the mark or the title of a table that is annexed to the report."""
    text = line.text
    if line.table is not None or _numbered(text)[0] is not None:
        return False
    captioned = text[0] == "表" and annex_of(text) == "department_evaluation"  # of indicators, within the report
    return _ANNEX.fullmatch(text) is not None or text == NOTES or (bool(annex_of(text)) and not captioned)


def _stretches(document: TextDocument, blocks: Sequence[Block]) -> Iterator[Stretch]:
    for place, piece in enumerate(document.pieces):
        if isinstance(piece, PlainTable):
            yield Stretch(place, 0, "", "", 0, piece)
            continue
        block = blocks[piece.block]
        source, marked = (block.text, block.heading) if isinstance(block, Line) else ("", 0)
        for start, end in _runs(piece.text):
            span = document.span_of(place, start, end)
            opened = len(source[: span.start].rstrip("“‘ \u3000"))  # quotes are none of the reader's text
            last = len(source) if end == len(piece.text) else span.end
            yield Stretch(place, start, piece.text[start:end], source[opened:last], marked)


def _runs(text: str) -> Iterator[tuple[int, int]]:
    """Where the stretches of a paragraph begin and end: one, or headings and the text that was run into them."""
    if len(text) <= 8:
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
    deep = head.level > top + 1 and not (head.level == _FIGURE and "一般公共预算" in head.title)
    if inside_prose or head.section in ("", section, "overview", "performance") or deep:
        return False
    if head.section == "general_budget" and "一般公共预算" not in head.title:
        return False
    return len(heads) < 3 and not (section == "assets" and head.section == "problems")


def _heads(lines: list[Stretch]) -> list[Head | None]:
    """The heading that each line is; 1 is above 1.1 where no numbers in Chinese are, and 第一部分 right above those."""
    found = [(line.text, _head(line)) for line in lines]
    numbered = [text for text, head in found if head is not None]
    outer, *between = [any(map(style.match, numbered)) for style in _STYLES[:_FIGURE]]
    if any(between) or not any(map(_DOTTED.match, numbered)):
        return [head for _, head in found]
    # 2 单位情况 right above 2.1
    outer = outer and not _ABOVE.search("\n".join(numbered))
    return [_outwards(text, head, dotted=outer) if head is not None else None for text, head in found]


def _outwards(text: str, head: Head, *, dotted: bool) -> Head:
    """The heading ``text`` one level out where its number is ``dotted``; a single figure as an outer number if not."""
    if dotted:
        return head._replace(level=head.level - 1) if _DOTTED.match(text) else head
    return head._replace(level=1) if head.level == _FIGURE else head


def _top_level(told: list[Head | None]) -> int:
    """The level of the headings that open most parts of the report."""
    opened: dict[int, set[str]] = {}
    for head in told:
        if head is not None and head.section:
            opened.setdefault(head.level, set()).add(head.section)
    return max(opened, key=lambda level: (len(opened[level]), -level), default=1)


def _head(line: Stretch | Line) -> Head | None:
    """The heading that ``line`` is, None where it is running text or a table."""
    text = line.text
    if not text:
        return None
    level, title = _numbered(text)
    if level is None and (counted := _COUNTED.fullmatch(text)) and section_of(counted[1]):
        level, title = 1, counted[1]
    if level is None:
        if not line.heading and not (len(text) <= 24 and section_of(text) and _bare(text)):
            return None
        level, title = line.heading - 1 if line.heading else 1, text
    title = title.strip("：。.、】 ")
    if (
        not title
        or (len(title) > 45 and not line.heading)
        or re.search(r"[。；！？]|[0-9](?:万元|元|%)|[0-9]{3}\.[0-9]", title)
    ):
        return None
    if not line.heading and (
        text[-1] in "；，、"
        or (text[-1] == "。" and len(title) > 20)
        or "：" in _UNIT.sub("", title)
        or title.count("，") > 2
    ):
        return None
    return Head(title, level, section_of(title))


def _bare(text: str) -> bool:
    return not re.search(r"[，。；：、！？0-9]", text) and not text.endswith("报告")


def _numbered(text: str) -> tuple[int | None, str]:
    if (listed := _LISTED.match(text)) and (section_of(listed[1]) or topic_of(listed[1])):
        return 2, listed[1]
    if dotted := _DOTTED.match(text):
        return 1 + dotted[0].rstrip("、.").count("."), text[dotted.end() :]
    for level, style in enumerate(_STYLES):
        if found := style.match(text):
            return level, text[found.end() :]
    counted = _COUNTED.fullmatch(text)
    return None, counted[1] if counted else text


_INSIDE: Final = Pattern(rf"(?<=。)(?=[{_CHINESE}]{{1,3}}、)|(?<=[。；])(?=（[{_CHINESE}]{{1,3}}）)")
_NUMBER_INSIDE: Final = Pattern(r"(?<=[。；])[0-9]{1,2}[、.](?![0-9])")
_NUMBER: Final = Pattern(
    rf"第[{_CHINESE}]{{1,3}}(?:部分|章)|[{_CHINESE}]{{1,3}}[、.]|（[{_CHINESE}0-9]{{1,3}}）|[0-9]{{1,2}}[、.](?![0-9])"
)
_TITLE_END: Final = pattern("<title_ends>")
# What follows a heading for certain, and what at least does not go on with its last word.
_STRONG: Final = Pattern(rf"[。：:]?(?:（[{_CHINESE}]{{1,3}}）|[0-9]{{1,2}}[、.](?![0-9])|20[0-9]{{2}}年|截[至止])")
_WEAK: Final = Pattern(
    r"(?:[。：:]|(?!经费|支出|费|编制|预算|情况|规模|构成|管理|分析|使用))(?![的为是和与及较比、，；。：:0-9])[\u4e00-\u9fff（][^。；：:，、]"
)

# What begins a measure or a task, and no heading.
_DEED: Final = pattern("<deeds>")


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
    listed = _RUN_IN.match(text)
    if listed is not None and _head(Line(listed[1])) is not None:
        return [listed[1], listed[2]]
    number = _NUMBER.match(text) or _DOTTED.match(text)
    if number is None or _head(Line(text)) is not None:
        return [text]
    label = _LABEL.match(text, number.end())
    known = label[1] if label else ""
    if label and (section_of(known) is not None or (label[2] == "。" and topic_of(known))):  # 6.2 改进：（1）按月通报
        return [text[: label.end() - 1], text[label.end() :]]
    title = text[number.end() : number.end() + 40]
    stop = re.search(r"[。；，：]|[0-9]", title)
    title = title[: stop.start()] if stop else title
    ends = [number.end() + match.end() for match in _TITLE_END.finditer(title)]
    for follows in (_STRONG, _WEAK):
        for end in ends:
            known = text[number.end() : end]
            after = follows.match(text, end)
            whole = stop is not None and stop[0] == "。" and 0 < len(title) + number.end() - end <= _WHOLE_SENTENCE
            if follows is _WEAK and (_DEED.match(known) or whole):
                break  # 实行项目支出月调度, 专项支出滞后。 are no headings on project expenditure
            if after and (section_of(known) is not None or topic_of(known) or known.endswith("基金")):
                rest = text[end:].lstrip("。：:")
                return [text[:end], *_run_in(rest)]
    ended = _ENDED.match(text)
    return [ended[1], ended[2]] if ended and _head(Line(ended[1])) is not None else [text]


_LABEL: Final = Pattern(r"([\u4e00-\u9fff]{2,8})([：。])(?=.)")
# 第一，概况: no item of a list is so short.
_COUNTED: Final = Pattern(
    rf"第[{_CHINESE}]{{1,3}}[，：、]?\s*((?<=、)[\u4e00-\u9fff、]{{2,24}}|[\u4e00-\u9fff]{{2,8}})。?"
)
# A heading as an item of a list: 二是基本支出。
_LISTED: Final = Pattern(rf"[{_CHINESE}]是(“?三?公?”?[\u4e00-\u9fff]{{2,8}})。?$")
_RUN_IN: Final = Pattern(rf"([{_CHINESE}]是[“”\u4e00-\u9fff]{{2,12}})。(.+)")
_ENDED: Final = Pattern(
    rf"((?:（[{_CHINESE}]{{1,3}}）|[{_CHINESE}]{{1,3}}、)[^。；：0-9]{{2,40}}|[0-9]{{1,2}}(?:[、.]|(?:\.[0-9]{{1,2}}){{1,2}}[、.]?)[^。；：，0-9]{{2,22}})。(.+)"
)
