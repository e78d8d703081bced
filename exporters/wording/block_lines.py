"""Reads the wording of a part of the report: a block a line, what belongs into a block indented below it.

``## 标题``  ``### 标题``  ``#### 标题``      headings （一）, 1., （1）
``@文 duties``                       what was filled in, a paragraph a line; words behind the name go before it
``@逐项 funds``                      the lines below, once for every row
``@若 none = 是|否``  ``@否则``        the lines below, where that was chosen, and where not
``@组 scale``  ``@组或缺 goals``      the lines below as said of a group; left out where nothing is filled in
``@表 万元 标题｜项目｜金额``  a table: unit (``-``: none), caption, heads; below it
``@行 {name}｜{amount}``       its rows
``@头 项目｜金额``               rows that are heads, in a table without heads of its own
anything else                        a paragraph
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from exporters.document import Level
from exporters.wording import wording_blocks
from model.text import perhaps

STEP = "  "
CELL = "｜"
MAX_DEPTH = 8
WORDS = ("@文", "@逐项", "@若", "@否则", "@组", "@组或缺", "@表", "@头", "@行")
_LEVELS: dict[str, Level] = {"##": 2, "###": 3, "####": 4}


@dataclass(frozen=True, slots=True)
class LineFault:
    """What is wrong with a line, counted from 1."""

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class _Line:
    number: int
    depth: int
    text: str


def read(text: str) -> tuple[tuple[wording_blocks.Block, ...], list[LineFault]]:
    """The blocks that ``text`` stands for, and what is wrong with it; the blocks are only good without faults."""
    faults: list[LineFault] = []
    lines = list(_lines(text, faults))
    parts, end = _read(lines, 0, 0, faults)
    assert end == len(lines)
    return parts, faults


def placed(text: str) -> Iterator[tuple[int, wording_blocks.Block]]:
    """Each outermost block of a text without faults, with the line where it begins."""
    faults: list[LineFault] = []
    lines = list(_lines(text, faults))
    starts = [line.number for line in lines if line.depth == 0 and line.text != "@否则"]
    yield from zip(starts, _read(lines, 0, 0, faults)[0], strict=True)


def _lines(text: str, faults: list[LineFault]) -> Iterator[_Line]:
    most = 0
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.replace("\t", STEP).rstrip()
        content = line.lstrip(" ")
        if not content:
            continue
        depth = (len(line) - len(content)) // len(STEP)
        if depth > min(most, MAX_DEPTH):
            faults.append(LineFault(number, "缩进过多：每层缩进两个空格，只缩进在 @逐项、@若、@否则、@组、@表 之下"))
            depth = min(most, MAX_DEPTH)
        most = depth + 1 if content[0] == "@" and content[:2] not in ("@文", "@头", "@行") else depth
        yield _Line(number, depth, content)


def _read(
    lines: list[_Line], at: int, depth: int, faults: list[LineFault]
) -> tuple[tuple[wording_blocks.Block, ...], int]:
    """The blocks from line ``at`` on that stand at ``depth``, and the line behind them."""
    parts: list[wording_blocks.Block] = []
    while at < len(lines) and lines[at].depth >= depth:
        line = lines[at]
        inner, end = _read(lines, at + 1, depth + 1, faults)
        if line.text == "@否则":
            last = parts[-1] if parts else None
            if isinstance(last, wording_blocks.IfBlock) and not last.other:
                parts[-1] = replace(last, other=inner)
            else:
                faults.append(LineFault(line.number, "@否则 前面没有同一缩进的 @若，请删去或移到它下面"))
        else:
            try:
                parts.append(_block(line.text, inner))
            except ValueError as error:
                faults.append(LineFault(line.number, str(error)))
        at = end
    return tuple(parts), at


def _block(text: str, inner: tuple[wording_blocks.Block, ...]) -> wording_blocks.Block:
    """The block that a line begins; raises ValueError with the remedy."""
    word, _, rest = text.partition(" ")
    rest = rest.strip(" ")
    if word in _LEVELS:
        return wording_blocks.HeadingBlock(_LEVELS[word], _given(rest, f"{word} 后面要写标题"))
    name, _, more = rest.partition(" ")
    if word == "@文":
        named = _given(name, "@文 后面要写项的名称，如 @文 duties")
        return wording_blocks.TextBlock(named, more.strip().removesuffix("|"), more.strip().endswith("|"))
    if word == "@逐项":
        return wording_blocks.EachBlock(_given(rest, "@逐项 后面要写列表的名称，如 @逐项 funds"), inner)
    if word in ("@组", "@组或缺"):
        return wording_blocks.GroupBlock(
            _given(rest, f"{word} 后面要写组的名称，如 {word} goals"), inner, word == "@组或缺"
        )
    if word == "@若":
        name, equals, values = (piece.strip() for piece in rest.partition("="))
        if not (name and equals and values):
            raise ValueError("@若 要写成“@若 项的名称 = 选项”，如 @若 none = 是")
        return wording_blocks.IfBlock(name, tuple(value.strip() for value in values.split("|")), inner)
    if word == "@表":
        caption, *header = more.split(CELL)
        if not name:
            raise ValueError(f"@表 要写成“@表 单位 标题{CELL}列名{CELL}列名”，没有单位写 -")
        return wording_blocks.TableBlock(caption.strip(" "), "" if name == "-" else name, _cells(header), inner)
    if word in ("@头", "@行"):
        return wording_blocks.RowBlock(_cells(rest.split(CELL)), word == "@头")
    if word.startswith(("@", "#")):
        raise ValueError(
            f"没有“{word[:20]}”这个写法" + perhaps(word, (*WORDS, *_LEVELS), "，请对照文件开头的说明", 0.3)
        )
    return wording_blocks.SentenceBlock(text)


def _cells(texts: list[str]) -> tuple[str, ...]:
    """The cells without the spaces around them; full-width ones indent an entry and stay."""
    return tuple(text.strip(" ") for text in texts)


def _given(text: str, remedy: str) -> str:
    if not text:
        raise ValueError(remedy)
    return text
