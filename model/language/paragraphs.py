"""A report as running prose and tables: one way of writing, wrapped lines joined, each character's place kept."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from model.patterns import Pattern
from model.text import UNSEEN, numeral_years


@dataclass(frozen=True, slots=True)
class TextParagraph:
    """A paragraph of a report as it stands in the file; ``heading``: the file marks it as one."""

    text: str
    heading: bool = False


@dataclass(frozen=True, slots=True)
class TextTable:
    """A table: the texts of its cells, row by row."""

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PlainProse:
    """A paragraph in one way of writing: ``text``, and the place in the source of each of its characters.

    ``block`` is the place of its paragraph among the blocks that were given, 0 where one text was.
    """

    text: str
    places: Sequence[int]
    block: int = 0
    heading: bool = False


@dataclass(frozen=True, slots=True)
class PlainTable:
    """A table in one way of writing: (text, place of its first character in the source) for each cell."""

    rows: tuple[tuple[tuple[str, int], ...], ...]
    block: int = 0

    def around(self, line: int, column: int) -> tuple[str, str]:
        """What the row and the column of a cell are called; "" where nothing calls them."""
        row = next((text for text, _ in self.rows[line][:column] if text and not _FIGURE.fullmatch(text)), "")
        above = [cells[column][0] for cells in self.rows[:line] if column < len(cells)]
        heads = [text for text in takewhile(lambda text: not _FIGURE.fullmatch(text), above) if text]
        return row, "".join(dict.fromkeys(heads))


_FIGURE = Pattern(r"-?[0-9][0-9,.]*%?")
_DROP = "\u200b"
_QUOTES = "“”‘’\"'「」『』"
_FULL = {0xFF01 + place: 0x21 + place for place in range(94)}
_ALIKE = str.maketrans(
    {chr(code): chr(plain) for code, plain in _FULL.items()}
    | dict.fromkeys("−﹣–", "-")
    | dict.fromkeys(" \u3000\xa0\t\u2002\u2003\u2009", " ")
    | {
        "﹪": "%",
        "（": "（",
        "）": "）",
        "(": "（",
        ")": "）",
        "，": "，",
        "：": "：",
        ":": "：",
        "；": "；",
        ";": "；",
    }
    | {"？": "？", "！": "！", "?": "？", "!": "！", "［": "（", "］": "）", "〇": "〇", "～": "～"}
    | dict.fromkeys(_QUOTES + UNSEEN, _DROP)
)
# What is dropped: quotes, blanks but those between Latin words and numbers, and the brackets of 因公出国（境）费.
_DROPPED = Pattern(
    r"\u200b+| +|（(?=(?:境外?|类|款|项|护|维护|境外）)）)"
    r"|(?<=（境)）|(?<=（境外)）|(?<=（类)）|(?<=（款)）|(?<=（项)）|(?<=（护)）|(?<=（维护)）"
)
_TORN = Pattern(r"(?<![0-9.,])[0-9][0-9.,]{0,24}(?: +[0-9.,]{1,24}){1,8}(?![0-9])")
_OUTLINE = Pattern(r"(?:[0-9]{1,2}\.)+(?:[0-9]{1,2})?")
_WHOLE = Pattern(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,4})?|[0-9]+(?:\.[0-9]{1,4})?")
_UNIT = Pattern(r" *(?:[万亿千百] *)*(?:元|人|户|个|家|件|名|吨|亩|公顷|公?斤|公里|平方米|立方米|%)|年")
# A comma that separates no thousands.
_COMMA = Pattern(r",(?![0-9]{3}(?![0-9]))|(?<![0-9]),")
_POINT = Pattern(r"^ *[0-9]{1,2} *(\.)(?=[^0-9]|20[0-9]{2}年)")
# The number of an item within a paragraph, before a year: …万元；2.2022年计划生育扶助.
_ITEM_POINT = Pattern(r"(?:(?<=[。；][0-9])|(?<=[。；][0-9]{2}))\.(?=20[0-9]{2}年)")


def plainly(raw: str, offset: int = 0) -> tuple[str, list[int]]:
    """``raw`` of one line in one way of writing, and the place of each character, counted from ``offset``."""
    text = raw.translate(_ALIKE)
    if "," in text:
        text = _COMMA.sub("，", text)
    text = numeral_years(text)
    if point := _POINT.match(text):
        text = text[: point.start(1)] + "、" + text[point.end(1) :]
    if ".20" in text:
        text = _ITEM_POINT.sub("、", text)
    torn: set[int] = set()
    if " " in text:
        for run in _TORN.finditer(text):
            whole = run[0].replace(" ", "").rstrip(".,")
            first = run[0].split(" ")[0]
            year = len(first) == 4 and first[:2] in ("19", "20") and len(whole) > 4
            numeral = run.start() == 0 and _OUTLINE.fullmatch(first)  # 6.3 10个协会
            if not year and not numeral and _WHOLE.fullmatch(whole) and (_UNIT.match(text, run.end()) or "." in whole):
                torn.update(at for at in range(run.start(), run.end()) if text[at] == " ")
    pieces: list[str] = []
    places: list[int] = []
    last = 0
    for found in _DROPPED.finditer(text):
        start, end = found.span()
        if found[0][0] == " " and start > 0 and end < len(text) and start not in torn:
            before, after = text[start - 1], text[end]
            if before.isascii() and after.isascii() and before.isalnum() and after.isalnum():
                end = start  # a blank that means something
        if end > start:
            pieces.append(text[last:start])
            places.extend(range(offset + last, offset + start))
            last = end
    pieces.append(text[last:])
    places.extend(range(offset + last, offset + len(text)))
    return "".join(pieces), places


_MARKED = Pattern(r"\s*#{1,6}\s+")
_RULE = Pattern(r"[\s|:+\-=—]+")
_ENDED = frozenset("。！？；：")
_OPENS = Pattern(
    r"(?:第[一二三四五六七八九十]{1,3}(?:部分|章|节)|[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十0-9]{1,3}）|[0-9]{1,2}[、.．](?![0-9])|[①-⑳]|——|附[件表])"
)
_SECTION = Pattern(
    r"(?:第[一二三四五六七八九十]{1,3}(?:部分|章|节)|[一二三四五六七八九十]{1,3}[、.．]|（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}[、.．](?![0-9])|（[0-9]{1,2}）)"
)
_AMOUNT = Pattern(r"[0-9](?:[万亿千百]?[元人户个家件名吨]|%)")
_BEGINS = Pattern(r"[0-9]{4}年|其中|截[至止]")
_FIGURE_ENDS = Pattern(r"[0-9](?:[万亿]?元|人|名|%)$")
# A line that is a name and its figure, as in a list without marks: 卫生健康支出318.42万元，占4.81%.
_RECORD = Pattern(
    r" *[^0-9，。；：（）]{2,24}[0-9][0-9,.]* *(?:[万亿]?元|人|名|个|%)(?:[，,] *占[^0-9，]{0,8}[0-9.]{1,7} *[%％])? *"
)
_LONGEST_HEADING = 40
_CELL = Pattern(r"-?[0-9][0-9,.]*%?|[-—/]")


def is_heading(text: str) -> bool:
    """Whether a paragraph only names what follows: short, numbered or without a figure, without a full stop."""
    if len(text) > _LONGEST_HEADING or text[-1:] in "。；，、：" or _AMOUNT.search(text) or "，" in text:
        return False
    return bool(_SECTION.match(text)) or len(text) <= 24


def is_record(text: str, line: str) -> bool:
    """Whether a paragraph is a name with its figure, that ``line`` does not go on with."""
    return _RECORD.fullmatch(text) is not None and line[0] not in "，；。、）,;占"


def prose_and_tables(source: str | Iterable[TextParagraph | TextTable]) -> list[PlainProse | PlainTable]:
    """The paragraphs and tables of ``source`` in order, in one way of writing."""
    if isinstance(source, str):
        return list(_of_text(source))
    found: list[PlainProse | PlainTable] = []
    for at, block in enumerate(source):
        if isinstance(block, TextTable):
            found.append(
                PlainTable(
                    tuple(_whole([("".join(plainly(cell)[0].split()), 0) for cell in row]) for row in block.rows), at
                )
            )
        else:
            start = 0
            for line in block.text.split("\n"):
                text, places = plainly(line, start)
                start += len(line) + 1
                if text:
                    found.append(PlainProse(text, tuple(places), at, block.heading or is_heading(text)))
    return found


def _of_text(source: str) -> Iterator[PlainProse | PlainTable]:
    rows: list[tuple[tuple[str, int], ...]] = []
    text, places = "", list[int]()
    pieces: list[str] = []
    start = apart = 0
    for line in [*source.split("\n"), None]:
        cells = _cells(line, start) if line is not None else None
        if cells is not None and (cells or rows):
            if not cells and not (line or "").strip():
                apart = len(rows)
            elif not cells and 1 < apart == len(rows) - 1:  # behind a blank line a head with its rule: another table
                if pieces:
                    text = "".join(pieces)
                    yield PlainProse(text, tuple(places), 0, is_heading(text))
                    pieces, places = [], []
                yield PlainTable(tuple(_whole(row) for row in rows[:apart]))
                rows, apart = rows[apart:], 0
            if cells:
                rows.append(cells)
            start += len(line or "") + 1
            continue
        if rows and (line is None or line.strip()):
            if len(rows) > 1:
                if pieces:
                    text = "".join(pieces)
                    yield PlainProse(text, tuple(places), 0, is_heading(text))
                    pieces, places = [], []
                yield PlainTable(tuple(_whole(row) for row in rows))
            else:
                for cell, place in rows[0]:
                    pieces.append(cell)
                    places.extend(range(place, place + len(cell)))
            rows, apart = [], 0
        if line is None:
            break
        marked = _MARKED.match(line)
        plain, at = plainly(line[marked.end() :], start + marked.end()) if marked else plainly(line, start)
        start += len(line) + 1
        if not plain.strip():
            continue
        if pieces and (marked or not _goes_on(pieces[0], pieces[-1], plain)):
            text = "".join(pieces)
            yield PlainProse(text, tuple(places), 0, is_heading(text))
            pieces, places = [], []
        if marked:
            yield PlainProse(plain, tuple(at), 0, True)
            continue
        pieces.append(plain)
        places.extend(at)
    if pieces:
        text = "".join(pieces)
        yield PlainProse(text, tuple(places), 0, is_heading(text))


def _goes_on(first: str, before: str, line: str) -> bool:
    """Whether ``line`` continues the paragraph whose first and last lines are ``first`` and ``before``."""
    if first is before and is_record(before, line):
        return False
    if before[-1] in _ENDED or _OPENS.match(line) or (_BEGINS.match(line) and _FIGURE_ENDS.search(before)):
        return False
    return not (first is before and is_heading(before))


def _cells(line: str, offset: int) -> tuple[tuple[str, int], ...] | None:
    """The cells of a line of a table; () for a line that rules it off or is blank; None for prose."""
    bare = line.strip()
    if not bare:
        return ()
    if bare.startswith("|") and bare.count("|") > 1:
        if _RULE.fullmatch(bare):
            return ()
        return tuple(_placed(line, offset, r"[^|]+"))
    if "\t" in bare:
        return tuple(_placed(line, offset, r"[^\t]+"))
    parts = tuple(_placed(line, offset, r"[^ \u3000]+(?:[ \u3000][^ \u3000]+)*"))
    if len(parts) < 2:
        return None
    figures = sum(bool(_CELL.fullmatch(text)) for text, _ in parts)
    heads = len(parts) > 2 and all(len(text) <= 16 and not re.search("[。；，：]", text) for text, _ in parts)
    if (figures and figures >= len(parts) - 2 and len(parts[0][0]) <= 24) or heads:
        return parts
    return None


def _whole(row: Sequence[tuple[str, int]]) -> tuple[tuple[str, int], ...]:
    """The row with 合 and 计 in one cell where blanks tore them apart."""
    if len(row) > 1 and row[0][0] and row[1][0] and row[0][0] + row[1][0] in ("合计", "总计", "小计", "项目", "类别"):
        return ((row[0][0] + row[1][0], row[0][1]), *row[2:])
    return tuple(row)


def _placed(line: str, offset: int, pattern: str) -> Iterator[tuple[str, int]]:
    for found in re.finditer(pattern, line):
        text = found[0].strip()
        yield "".join(plainly(text)[0].split()), offset + found.start() + found[0].find(text[:1])
