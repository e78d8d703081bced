"""Reads plain text and Markdown: lines joined to paragraphs again where a page or a column broke them, tables."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final

from model.language.amounts import numbers
from model.language.paragraphs import is_record
from model.patterns import Pattern
from model.scanning.files.blocks import Block, Grid, Line
from model.scanning.files.page_columns import set_table
from model.scanning.titles import section_of

_RULE: Final = Pattern(r"^[\s:|+\-=—]+$")
_NUMBERED: Final = Pattern(
    r"^\s*(?:第?[一二三四五六七八九十]{1,3}(?:部分|章|[、.．是])|第[一二三四五六七八九十]{1,3}，(?=[^，。；：]{2,8}$)|[壹贰叁肆伍陆柒捌玖拾]{1,2}[、.．]|[甲乙丙丁戊己庚辛壬癸][、.．]|[（(][一二三四五六七八九十0-9]{1,3}[）)]|[0-9]{1,2}(?:-[0-9]{1,2})?\s*[、.．](?![0-9])"
    r"|(?:金额)?单位[：:]\s*[万亿千百]?元$|[①-⑳]|[-*•·]\s|[◆●■▲★◇○□▶►]|附[件表])"
)
_WIDE: Final = str.maketrans({0xFF10 + digit: str(digit) for digit in range(10)} | {"．": "."})
_BOLD: Final = Pattern(r"\*\*([^*\n]+)\*\*")
# A few bold words before a paragraph, without a mark behind them.
_LABELLED: Final = Pattern(r"^\*\*([\u4e00-\u9fff]{2,16})\*\*[ \u3000]+(?=\S)", re.MULTILINE)
_MARKDOWN: Final = Pattern(r"^#{1,6} *[^#\s].*\n", re.MULTILINE)
_BLANK_LINE: Final = Pattern(r"(?<=\n)[ \t\u3000]*\n(?=[^|\s])")
_ESCAPED: Final = Pattern(r"\\([_{}\[\]<>~&$])")
_ITEM: Final = Pattern(r"^[-*•]\s+")
_ENDED: Final = frozenset("。！？!?")
_UNIT_END: Final = Pattern(r"(?:[0-9]\s*(?:万元|亿元|元|人|%|％))$")
_BEGUN: Final = Pattern(r"^\s*(?:[0-9]{4}\s*年|其中|单位名称|截[至止])")
# An enumerator that spaces tore apart: "一 、", "（ 一 ）", "2 、".
_ENUMERATOR: Final = Pattern(r"^([（(]?)\s*([一二三四五六七八九十]{1,3}|[0-9]{1,2})\s*([）)]|[、.．])(?![0-9])")
# The number of a heading with a blank behind it; a number with its unit is none.
_BLANK: Final = Pattern(
    r"^(#{0,6}[ \u3000]*(?:[0-9]{1,2}|[一二三四五六七八九十壹贰叁肆伍陆柒捌玖拾]{1,2}))[ \u3000]+(?=[\u4e00-\u9fff])"
)
# A heading in frames, and the line that ends the title of a report.
_FRAMED: Final = Pattern(r"【(.{2,20})】")
_TITLE_LINE: Final = Pattern(r"[^，。；：]{4,60}(?:自评|绩效|评价)报告")
# A paragraph behind its number, as Word saves a numbered one as text.
_ENUMERATED: Final = Pattern(r"[（(]?(?:[一二三四五六七八九十]{1,3}|[0-9]{1,2}(?:\.[0-9]{1,2}){0,3})[）)、.．]?")
_PROSE: Final = Pattern("[，。；：]")
_FIGURE: Final = Pattern("[0-9][0-9.,]*[%％]?")
_SHORT: Final = 8
_CHINESE: Final = "\u4e00-\u9fff"


def text_blocks(text: str) -> list[Block]:
    """The paragraphs and tables of plain text or Markdown, in order."""
    text = _BOLD.sub(r"\1", _LABELLED.sub(r"\1。", text.translate(_WIDE)))
    blocks: list[Block] = []
    rows: list[tuple[str, ...]] = []
    run: list[str] = []
    if _MARKDOWN.search(text):  # whose blank lines part paragraphs
        text = _ESCAPED.sub(r"\1", _BLANK_LINE.sub(r"\n\f", text))
    lines = [*text.split("\n"), ""]
    behind = apart = 0
    for at, raw in enumerate(lines):
        if at < behind:
            continue
        line = raw.rstrip()
        if not rows and (ruled := set_table(lines, at)):
            blocks += [*_paragraphs(run), Grid(tuple(ruled[0]))]
            run, behind = [], ruled[1]
            continue
        cells = _cells(raw if "\t" in raw.strip() else line)
        if cells is None and rows and not line.strip():
            apart = len(rows)
            continue
        if cells == () and 1 < apart == len(rows) - 1:  # behind a blank line a head with its rule: another table
            blocks += [*_paragraphs(run), _grid(rows[:apart])]
            run, rows, apart = [], rows[apart:], 0
        if cells is None:
            if len(rows) > 1:
                blocks += [*_paragraphs(run), _grid(rows)]
                run = []
            elif rows:
                run.append(" ".join(rows[0]))
            rows, apart = [], 0
            run.append(line.replace("\t", " "))
        elif cells:
            rows.append(cells)
    if len(rows) > 1:
        blocks += [*_paragraphs(run), _grid(rows)]
    else:
        blocks += _paragraphs([*run, *(" ".join(row) for row in rows)])
    return blocks


def _grid(rows: list[tuple[str, ...]]) -> Grid:
    """The rows as a table, each as long as the longest."""
    most = max(map(len, rows))
    return Grid(tuple((*row, *[""] * (most - len(row))) for row in rows))


def _cells(line: str) -> tuple[str, ...] | None:
    """The cells of a line of a table; () for the line that rules it off; None where the line is none."""
    blank_first = line[:1].isspace() and not line.endswith("|")  # the first cell of "  | 合计 | 5"
    if line.strip().startswith("|") and line.count("|") > 1 and not blank_first:
        if _RULE.match(line):
            return ()
        return tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
    if len(parts := re.split(r"(?<= )\||\|(?= )", line)) > 2 and not _PROSE.search(line):
        return tuple(part.strip() for part in parts)
    if "\t" in line.strip():
        cells = tuple(cell.strip() for cell in line.strip("\n").split("\t"))
        return None if _is_numbered([cell for cell in cells if cell]) else cells
    parts = [part for part in re.split(r" {2,}| *\u3000[ \u3000]*", line.strip()) if part]
    figures = sum(bool(re.fullmatch(r"-?[0-9][0-9,.]*%?|[-—/]", part)) for part in parts)
    heads = len(parts) > 2 and all(len(part) <= 16 and not re.search(r"[。；，：]", part) for part in parts)
    if (
        len(parts) > 1
        and not _is_numbered(parts)
        and ((figures and figures >= len(parts) - 2 and len(parts[0]) <= 24) or heads)
    ):
        return tuple(parts)
    return None


def _is_numbered(cells: Sequence[str]) -> bool:
    """Whether the cells are a paragraph and its number, parted by a tab or by blanks."""
    return len(cells) == 2 and bool(_ENUMERATED.fullmatch(cells[0]) and _PROSE.search(cells[1]))


def _paragraphs(lines: Iterable[str]) -> Iterable[Line]:
    """The lines as paragraphs: a line that was broken off goes on with the next one."""
    found: list[Line] = []
    for raw in lines:
        begins = raw[:1] == "\f" or _ITEM.match(raw) is not None
        line = _ENUMERATOR.sub(r"\1\2\3", raw.strip().strip("\u3000"))
        ended = bool(found) and found[-1].text[-1] in _ENDED and len(line) <= _SHORT
        if _BLANK.match(line) and (ended or not _begins_with_amount(line.replace(" ", ""))):
            line = _BLANK.sub(r"\1、", line)
        if not line or set(line) <= set("-=_*—"):
            continue
        hashes = re.match(r"#{1,6}", line)
        marked = re.match(r"#{1,6}\s*(.*)", line) or _FRAMED.fullmatch(line)
        line = re.sub(rf"\*\*|^>\s*|{_ITEM.source}", "", marked[1] if marked else line)
        if not line:
            continue
        if found and not marked and not begins and not found[-1].heading and _goes_on(found[-1].text, line):
            found[-1] = Line(_glue(found[-1].text, line))
        else:
            found.append(Line(line, hashes.end() if hashes else int(marked is not None)))
    return found


def _begins_with_amount(line: str) -> bool:
    """Whether ``line`` begins with a number and its unit."""
    first = next(numbers(line), None)
    return first is not None and first.start == 0 and first.amount.unit.name != ""


def _goes_on(before: str, line: str) -> bool:
    """Whether ``line`` continues the paragraph that ends with ``before``."""
    if before[-1] in _ENDED or _NUMBERED.match(line) or is_record(before, line) or _TITLE_LINE.fullmatch(before):
        return False
    if before[-1] in "：:" and len(before) < 30 and not before.endswith("其中："):
        return False
    if _is_title(before) or _opens_part(line) or _opens_part(before):
        return False
    if _BEGUN.match(line) and (_UNIT_END.search(before) or len(before) < 30):
        return False
    return (
        bool(re.search(r"[，。；、：,;]", before))
        or (len(before) > 20 and not _NUMBERED.match(before))
        or line[0] in "/，。；、）)%"
    )


def _opens_part(line: str) -> bool:
    """Whether a short line without a number is the heading of a part of the report."""
    return len(line) <= 24 and not re.search(r"[，。；：、！？0-9]", line) and bool(section_of(line))


def _is_title(line: str) -> bool:
    """Whether a line without an end mark is a heading rather than the beginning of a paragraph."""
    number = _NUMBERED.match(line)
    rest = line[number.end() :] if number else ""
    if not rest or re.search(r"[0-9]\s*$|[，、。；]$|[0-9] *(?:万元|亿元|元|%)", rest):
        return False
    return (
        len(rest) <= (36 if re.match(r"\s*[（(一二三四五六七八九十第壹贰叁肆伍陆柒捌玖拾]", line) else 22)
        and "。" not in rest
    )


def _glue(before: str, line: str) -> str:
    """Both pieces as one; a single sign left over at a page's end that the next page repeats is dropped."""
    last = re.search(rf"[、，；][{_CHINESE}]$", before)
    if last and before[-1] == line[0]:
        before = before[:-1]
    wide = Pattern(rf"[{_CHINESE}，。、；：（）%]")
    gap = "" if wide.match(before[-1]) or wide.match(line[0]) else " "
    if before[-1].isdigit() and (line[0].isdigit() or line[0] in ".,"):
        torn = re.search(r"[.,][0-9]*$", before) or line[0] in ".,"
        gap = "" if torn and not _FIGURE.fullmatch(line) else " "  # a figure alone was the cell of a table
    return before + gap + line
