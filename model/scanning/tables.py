"""Reads tables: the label of a row and the header of a column together say what a sentence would."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from model.scanning.context import Context
from model.scanning.funds import FundReader
from model.scanning.gathering import Piece
from model.scanning.headings import topic_of
from model.scanning.lists import FUNCTIONS, Listing, broken_down, row_name
from model.scanning.numbers import Number
from model.scanning.sentences import Sentence
from model.scanning.subjects import post

if TYPE_CHECKING:
    from model.report.tree import Node
    from model.scanning.files.blocks import Grid
    from model.scanning.reader import Reader

_CELL: Final = re.compile(
    r"(-|负)?([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*(万元|亿元|元|人|名|%)?"
)
_UNIT: Final = re.compile(r"(?:单位|金额单位)[：:]?\s*(万元|亿元|元|人)|[（(](?:单位[：:])?(万元|亿元|元|人|%)[)）]")
_IN_UNITS: Final = re.compile(r"[（(](?:单位：)?(?:万元|亿元|元|人|%)[)）]|%$")
_ASIDE: Final = re.compile(r"^(?:序号|编号|行次|栏次|科目编码|代码|备注|说明|[0-9]+)$")
_UNITS: Final = re.compile(r"^(?:计量|计算)?单位$")
_KNOWN: Final = re.compile("万元|亿元|元|人|%")
_DESCRIBES: Final = re.compile(r"单位|部门|科室|备注|用途|说明|责任|依据|内容")
_WHOLE: Final = re.compile(r"^(?:本年|全年|年度)?支出(?:合计|总计)?$")
_TOTAL: Final = re.compile(r"^(?:合计|总计|小计|共计|总额)$")
# What the row 合计 of a table is, and the lists its other rows may fill, by what the table is about.
_TOTALS: Final = {
    "general_budget.three_public": "三公经费",
    "general_budget.projects.unit_projects": "部门项目",
    "general_budget.projects.public_projects": "公共项目",
    "overview.scale": "支出总额",
    "assets.disposals": "处置资产",
}
_LISTS: Final = {
    "overview.scale.functions": "overview.scale.project",
    "overview.scale": "overview.scale.project",
    "general_budget.projects.unit_projects": "general_budget.projects.unit_projects.total",
    "general_budget.projects.public_projects": "general_budget.projects.public_projects.total",
    "assets.classes": "assets.classes.base_amount",
    "assets.book_values": "assets.classes.base_amount",
    "assets.disposals": "assets.disposals.total",
    "government_funds": "government_funds.actual",
    "state_capital": "state_capital.actual",
}


def read_table(grid: Grid, caption: str, section: str, home: str, reader: Reader, number: int) -> None:
    """Read ``grid``, which stands below headings about ``home`` and has the ``caption`` before it."""
    _Table(grid, caption, section, home, reader, number).read()


class _Table:
    def __init__(self, grid: Grid, caption: str, section: str, home: str, reader: Reader, number: int) -> None:
        self.reader = reader
        self.number = number
        self.section = section
        self.caption = caption
        first = grid.rows[0]
        names = {cell for cell in first if cell}
        titled = len(names) == 1 and bool(first[0]) and len(grid.rows) > 2
        title = names.pop() if titled else ""
        topic = topic_of(title, section) or topic_of(re.split(r"[。；]", caption)[-1], section)
        self.home = topic or home or section
        rows = grid.rows[1:] if titled else grid.rows
        self.heads, self.rows = _headers(rows)
        found = [match for text in (caption, title, *self.heads) if (match := _UNIT.search(text))]
        self.unit = next((match[1] or match[2] for match in found if match[1] or match[2] != "%"), "")
        labelled = {match[1] or match[2] for row in self.rows for cell in row[:2] if (match := _UNIT.search(cell))}
        if not self.unit and len(labelled - {"人", "%"}) == 1:
            (self.unit,) = labelled - {"人", "%"}
        self.units = next((index for index, head in enumerate(self.heads) if _UNITS.match(head)), -1)

    def read(self) -> None:
        for cells in self.rows:
            self._row(cells)

    def _row(self, cells: tuple[str, ...]) -> None:
        even = len(cells) == len(self.heads)
        label = self._label(cells) if even and self.heads else ""
        row_of: dict[str, Node] = {}
        unit_of_row = cells[self.units] if even and self.units >= 0 and _KNOWN.fullmatch(cells[self.units]) else ""
        texts = [cell for cell in cells if cell and not _CELL.fullmatch(cell)]
        pairs = not self.heads
        aside = [index for index, head in enumerate(self.heads) if even and _ASIDE.match(head)]
        for index, cell in enumerate(cells):
            if not cell or index in aside:
                continue
            match = _CELL.fullmatch(cell)
            if match is None:
                if not label or pairs:
                    label = cell
                continue
            if not label and index == 0 and re.fullmatch(r"[0-9]{1,2}", cell):
                continue
            head = self.heads[index] if even else ""
            printed = f"{label}|{head}|{cell}" if head else f"{label}|{cell}"
            piece = Piece(printed, " | ".join(cells), self.number)
            unit = match[3] or (unit_of_row if unit_of_row and head[-1:] != "%" else self._unit(head, label))
            digits = ("-" if match[1] else "") + match[2].replace(",", "")
            value = Number(0, len(cell), digits, unit, False)
            if not label or (not even and not pairs):
                self.reader.gathering.refuse(value, piece, "表格的行列对不上")
                continue
            name, head = (_IN_UNITS.sub("", text) for text in (label, head))
            self._figure(name, head, value, piece, row_of)
        row = next(iter(row_of.values()), None)
        for index, cell in enumerate(cells):
            head = self.heads[index] if even else ""
            name = "use" if re.search(r"用途|内容|用于", head) else "remark" if re.search(r"备注|说明", head) else ""
            if row is not None and name in row.parts and cell and cell != label and cell in texts:
                row.cell(name).raw = cell

    def _label(self, cells: tuple[str, ...]) -> str:
        """What the row is called: the innermost name where names stand side by side; "" where none stands before."""
        texts: list[tuple[str, str]] = []
        for cell, head in zip(cells, self.heads, strict=True):
            if _CELL.fullmatch(cell) and texts:
                break
            if cell and not _CELL.fullmatch(cell) and not _ASIDE.match(head) and not _DESCRIBES.search(head):
                texts.append((cell, head))
        if len(texts) < 2:
            return texts[0][0] if texts else ""
        named = any(self.reader.phrase(Sentence(cell).text).named for cell, _ in texts)
        return texts[-1][0] if named or texts[-1][1] == texts[0][1] else texts[0][0]

    def _posts(self, label: str, head: str) -> tuple[str, str]:
        """The label and the header in full where the table of the staff shortens them: 行政 is 行政人员."""
        total = _TOTAL.match(label)
        if re.search("编制", head):
            return ("编制数", "") if total else (label, head)
        others = any(re.search("退休|离休|编外|聘|合同|临时", row[0]) for row in self.rows if row)
        if total and (re.search("在职|在编", head) or not others):
            return "在职人员", ""
        return post(label), re.sub(r"实有(?:人?数|人员)?|在职人?数?|人数", "", head)

    def _unit(self, head: str, label: str) -> str:
        rate = re.search(r"%|占比|比例|比重|率$|增幅|降幅", head)
        own = _UNIT.search(head) or (None if rate else _UNIT.search(label))
        if own:
            return own[1] or own[2]
        if rate or re.search(r"%|占比|率$", label):
            return "%"
        if re.search(r"人数|[（(]人[)）]", head + label) or self.home == "overview.staff":
            return "人"
        return self.unit or self.reader.money

    def _figure(self, label: str, head: str, value: Number, piece: Piece, row_of: dict[str, Node]) -> None:
        reader = self.reader
        context = Context(section=self.section, home=self.home)
        reader.context = context
        reader.number = self.number
        plain = re.sub(
            r"^(?:其中：?|[一二三四五六七八九十]+、|[0-9]{1,2}[、.]|（[一二三四五六七八九十0-9]+）)+", "", label
        )
        total = _TOTALS.get(self.home, "")
        if total:
            plain, head = (_TOTAL.sub(total, name) for name in (plain, head))
        if self.home == "overview.staff":
            plain, head = self._posts(plain, head)
        if self.home.startswith("overview.scale"):
            plain = _WHOLE.sub("支出总额", plain)
        if isinstance(reader, FundReader):
            self._turn(reader)
        if any(re.search(f"上年|去年|{reader.year - 1}年", other) for other in self.heads):
            context.basis = "last"
        sentence = Sentence(plain + head)
        value = value._replace(start=len(sentence.text), end=len(sentence.text))
        words = reader.phrase(Sentence(plain).text + Sentence(head).text)
        if reader._special(sentence, sentence.text, words, value, piece) if isinstance(reader, FundReader) else False:
            return
        if not words.named or words.unknown:
            reason = self._listed(plain, head, value, piece, row_of)
        else:
            reason = reader._place(words, value, piece, opened=False, sentence=sentence)
        if reason:
            reader.gathering.refuse(value, piece, reason)

    def _turn(self, reader: FundReader) -> None:
        from model.scanning.funds import fund_name

        name = fund_name(self.caption)
        if name:
            reader.turn_to(name)

    def _listed(self, label: str, head: str, value: Number, piece: Piece, row_of: dict[str, Node]) -> str:
        """Take the number as part of a row of the list that the table fills; returns why not, "" when it was done."""
        reader = self.reader
        words = reader.phrase(head)
        if (
            (words.unknown and not re.search(r"用途|类别|金额|资产|价值|原值|净值", head))
            or words.compared
            or words.direction
            or words.moved
        ):
            return f"不认识“{label[-12:]}”的“{head[-12:]}”"
        listings = broken_down(_LISTS.get(self.home, ""))
        if self.section == "insurance" and isinstance(reader, FundReader) and reader.row is not None:
            listings = _fund_lines(reader, label, budget=words.budget)
        listing = next((one for one in listings if one.takes(label)), None)
        if listing is None or _TOTAL.match(label) or words.period in ("last", "other", "opening"):
            return f"不认识“{label[-12:]}”"
        known = row_of.get(listing.path)
        if known is not None:
            name = "share" if value.percent else listing.figure
            cell = known.cell(name) if name in known.parts else None
            done = cell is not None and not cell.raw and reader.gathering.put(cell, value, piece)
            return "" if done else "同一行有几个数，不清楚是哪个"
        if value.percent or (
            words.budget and "批复" not in head and "projects" not in listing.path and "budget" not in listing.path
        ):
            return "没有与此对应的项"
        if listing.path == FUNCTIONS and "项目" not in self.caption + head:
            reader.by_function = False
        row = reader.gathering.add_row(listing.path, row_name(label), listing.figure, value, piece)
        if row is None:
            return "单位与此项不符"
        row_of[listing.path] = row
        return ""


def _fund_lines(reader: FundReader, label: str, *, budget: bool) -> tuple[Listing, ...]:
    assert reader.row is not None
    when = "budget" if budget else "final"
    if label.endswith(("收入", "补贴", "利息")):
        return (Listing(f"{reader.row.path}.{when}_income"),)
    return (Listing(f"{reader.row.path}.{when}_expenditure"),) if label.endswith(("支出", "费", "待遇", "返还")) else ()


def _headers(rows: tuple[tuple[str, ...], ...]) -> tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]:
    """The headers of the columns, several rows of them put together, and the rows below; no headers for plain pairs."""
    count = 0
    while count < min(3, len(rows) - 1) and not any(_CELL.fullmatch(cell) for cell in rows[count]):
        count += 1
    if not count:
        return (), rows
    heads = rows[0]
    for row in rows[1:count]:
        if len(row) != len(heads):
            return rows[count - 1], rows[count:]
        heads = tuple(head if head == more else head + more for head, more in zip(heads, row, strict=True))
    return heads, rows[count:]
