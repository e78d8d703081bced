"""Reads the annexed tables: a row or a column is known by the labels that the declarations give its fields.

Forms differ from place to place: one table or several, the year in the head of a column or 上年 and 本年, the name of
a group before its rows. A label that no declaration has leaves its figures unread.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from model.errors import ZipingError
from model.language.amounts import numbers
from model.language.lexicon import lexicon
from model.language.paragraphs import PlainTable
from model.language.quantity import Quantity
from model.patterns import Pattern
from model.report.tree import Cell, Node, RowList
from model.scanning.files.blocks import Block, Grid
from model.scanning.files.characters import tidy
from model.scanning.gathering import Gathering, Piece
from model.scanning.titles import annex_of
from model.schema.fields import YES, Field, Number
from model.schema.records import Group, Record, Rows

_UNIT: Final = Pattern(r"单位[：:]?(万元|元)|[（(](万元|元)[)）]")
_CELL: Final = Pattern(r"(-)?([0-9][0-9,]*(?:\.[0-9]+)?)(万元|元|人|%|分|平方米)?")
_NOTHING: Final = Pattern(r"[-—/_]*|无")
# What comes and goes around the name of a row or a column.
_AROUND: Final = Pattern(
    r"^(?:其中|按[收支]入?出?性质分?|[一二三四五六七八九十]+、|[0-9]{1,2}[、.]|（[0-9一二三四五六七八九十]+）|[①-⑳]|[：、])++"
    r"|（.{0,80}?）|[、：:，/“”\s]|(?:合计|总额|经费|金额|支出|拨款|资金|费|额){1,9}(?=[：:、]?$)"
)
_PROJECTS: Final = "project_evaluations.projects"
# What stands behind the label of a line to sign: 单位负责人签字.
_SIGNED: Final = Pattern("(?:签名|签字|盖章){1,3}$")
# The row of a table of indicators that is about how the budget was carried out: 预算执行（10分）.
_EXECUTED: Final = Pattern("预算执行(?:率|情况|指标)?(?:（[0-9]{1,2}分?）)?[|](?:.{0,12}执行率)?")
_TOTAL: Final = Pattern("^(?:总分|合计|总计)")
_GRADE: Final = Pattern("(?:等级：|^)([优良中差])$")
_GRADED: Final = Pattern("(?:绩效)?(?:自评|评价|综合)?(?:结果)?等[级次]")
# Beside the values of indicators: how they are to be reached, and what they are measured in.
_BESIDE: Final = {"sign": Pattern("(?:指标)?(?:性质|方向|符号)"), "unit": Pattern("(?:计量|度量)单位")}
_SIGNS: Final = "≥≤><"
_BARE: Final = Pattern("[0-9][0-9,.]*")
_NUMBER: Final = Pattern(r"^(?:[0-9]{1,2}[、.]|（[0-9]{1,2}）|[①-⑳])")


class AnnexReader:
    """Takes figures and texts of the annexes into ``gathering``; ``year`` is the report's, ``blocks`` the file's.

    ``unit`` is that of the amounts as far as a line or a cell said it, ``origins`` the places of what was taken from
    the last table: row and column of each cell of the report.
    """

    def __init__(self, gathering: Gathering, year: int, blocks: Sequence[Block]) -> None:
        self.gathering = gathering
        self.year = year
        self.blocks = blocks
        self.mentions: list[Quantity] = []
        self._key = ""
        self._node: Node | None = None
        self.unit = self._above = ""
        self.origins: dict[Cell, tuple[int, int]] = {}
        self._listing = False
        self._columns: dict[int, str] = {}
        self._beside: dict[str, int] = {}
        self._width = 0
        self._line = self._at = 0

    def line(self, text: str) -> None:
        """Take in a line between the tables: the title of an annex, a unit, who filled it in."""
        if key := annex_of(text):
            self._turn(key, text)
        if found := _UNIT.search(text):
            self._above = found[1] or found[2]
        self._said(text)

    def scores(self, table: PlainTable) -> None:
        """Place or refuse every figure of a table of the department's indicators that stands within the report."""
        self._turn("department_evaluation", "")
        self.table(table)
        self._key, self._node = "", None

    def table(self, table: PlainTable) -> None:
        """Place or refuse every figure of the table; ``mentions`` are its figures from then on."""
        self.mentions, self.origins = [], {}
        self.unit = self._above  # what a table before it says of itself is not said of this one
        block = self.blocks[table.block]
        printed = block.rows if isinstance(block, Grid) else ()
        self._columns, self._listing = {}, False
        for at, row in enumerate(table.rows):
            cells = tuple(text for text, _ in row)
            self._line = at
            same = at < len(printed) and len(printed[at]) == len(cells)
            self._row(cells, tuple(map(_lines, printed[at])) if same else cells)

    @property
    def _annex(self) -> Node:
        return self.gathering.report.root.record_at(self._key)

    def _turn(self, key: str, title: str) -> None:
        self._key, self._listing, self._columns = key, False, {}
        self.unit = self._above = ""
        if key != "project_evaluations":
            self._node = self._annex
            return
        self._node = None
        if (name := re.search(r"（((?!20[0-9]{2}年度?）|.{0,3}单位：).{1,80})）$", title)) is not None:
            self._project(name[1])

    def _project(self, name: str) -> None:
        rows = self.gathering.rows(_PROJECTS)
        known = next((row for row in rows.rows if row.cell("name").raw == name), None)
        self._node = known or rows.insert(len(rows.rows))
        self._keep(self._node.cell("name"), name)

    def _row(self, cells: tuple[str, ...], printed: tuple[str, ...]) -> None:
        titles = {cell for cell in cells if cell}
        if len(titles) == 1 and (key := annex_of(next(iter(titles)))):
            self._turn(key, next(iter(titles)))
        for cell in cells:
            if found := _UNIT.search(cell):
                self.unit = found[1] or found[2]
        columns = self._heads(cells)
        if len(set(columns.values())) > 1 and not any(map(_CELL.fullmatch, cells)):
            self._columns, self._width, self._listing = columns, len(cells), False
            self._beside = {
                name: cells.index(head) for name in _BESIDE for head in cells if _BESIDE[name].fullmatch(head)
            }
            self._refuse(cells, "表头里的数")
            return
        taken = set[int]()
        if self._node is not None and self._columns and len(cells) == self._width:
            taken = self._below(self._node, cells, printed)
        if self._key and not taken:
            self._pairs(printed)
        self._refuse(tuple("" if at in taken else cell for at, cell in enumerate(cells)), "附件里没有与此对应的项")

    def _heads(self, cells: tuple[str, ...]) -> dict[int, str]:
        """The field, by its name, that each column of a header is of; columns without one are left out."""
        known = _columns(self._node.record) if self._node is not None else {}
        beside = {label for label, path in self._labels().items() if "." not in path}
        found = {at: known.get(_plain(self._yearly(cell)), "") for at, cell in enumerate(cells) if cell}
        return {at: name for at, name in found.items() if name and _signed(cells[at]) not in beside}

    def _labels(self) -> dict[str, str]:
        """The text fields of the form by their labels, each with its path; such a text stands beside its label."""
        if not self._key:
            return {}
        each = self._key == "project_evaluations"
        return _texts(self.gathering.rows(_PROJECTS).element.record if each else self._annex.record)

    def _yearly(self, head: str) -> str:
        """The head of a column with 上年 and 本年 for the years."""
        if not self.year:
            return head
        return re.sub(
            f"{self.year - 1}年度?|去年|上年度", "上年", re.sub(f"{self.year}年(?:度|年(?=末))?", "本年", head)
        )

    def _below(self, node: Node, cells: tuple[str, ...], printed: tuple[str, ...]) -> set[int]:
        """Take a row below a header; returns the places of the cells whose figures are in their fields."""
        names = set(self._columns.values())
        labels = cells[: min(self._columns)]
        label = next((cell for cell in reversed(labels) if cell), "")
        if "level3" in names:
            return self._indicator(node, cells, printed)
        if names <= node.parts.keys():
            return self._put(node, cells, printed)
        goals = node.parts.get("goals")
        if isinstance(goals, Node) and names <= goals.parts.keys():
            return self._put(goals, cells, printed)
        plain = _plain(label)
        total = node.parts.get("total")
        group = next((part for part in _groups(node) if plain in _names(part)), None)
        if _TOTAL.match(label) and isinstance(total, Node) and names <= total.parts.keys():
            group = total  # 合计 below the head 年度资金总额
        if group is not None:
            self._listing = False
            return self._put(group, cells, printed)
        kind, _, name = label.partition("：")
        listed = node.parts.get("projects")
        if not isinstance(listed, RowList) or not label:
            return set()
        if _plain(kind) == _plain(listed.element.label):
            self._listing = True
        name = name if self._listing and _plain(kind) == _plain(listed.element.label) else label
        name = _NUMBER.sub("", name)
        if not self._listing or not name or not any(map(_CELL.fullmatch, cells)):
            return set()
        row = listed.insert(len(listed.rows))
        row.cell("name").raw = name
        return self._put(row, cells, printed)

    def _indicator(self, node: Node, cells: tuple[str, ...], printed: tuple[str, ...]) -> set[int]:
        """Take an indicator, or what they add up to; the levels of the one above stand for empty ones."""
        scores = node.record_at("scores")
        at = {name: place for place, name in reversed(self._columns.items())}
        heads = cells[: at["level3"] + 1]
        if any(_TOTAL.match(cell) or _GRADED.fullmatch(cell) for cell in heads):
            for found in map(_GRADE.search, printed):
                if found is not None:
                    self._keep(scores.cell("grade"), found[1])
            return self._put(scores, cells, printed)
        total = node.parts.get("total")
        told = f"{cells[at.get('level1', 0)]}|{cells[at['level3']]}"
        if isinstance(total, Node) and not total.cell("points").raw and _EXECUTED.fullmatch(told):
            return self._execution(total, at, cells)
        if not cells[at["level3"]]:
            return set()
        rows = scores.list_at("indicators")
        above = rows.rows[-1] if rows.rows else None
        row = rows.insert(len(rows.rows))
        for name in ("level1", "level2"):
            said = _plain(cells[at[name]]) if name in at else ""
            self._keep(row.cell(name), said or (above.cell(name).raw if above is not None else ""))
        return self._put(row, cells, self._measured(printed))

    def _measured(self, printed: tuple[str, ...]) -> tuple[str, ...]:
        """A row of indicators whose values stand with the sign and the unit that other columns give them."""
        sign, unit = (printed[self._beside[name]] if name in self._beside else "" for name in _BESIDE)
        values = {at: name for at, name in self._columns.items() if name in ("target", "actual")}
        return tuple(
            f"{sign if values[at] == 'target' and sign in _SIGNS else ''}{cell}{unit}"
            if at in values and _BARE.fullmatch(cell)
            else cell
            for at, cell in enumerate(printed)
        )

    def _execution(self, total: Node, at: dict[str, int], cells: tuple[str, ...]) -> set[int]:
        """Take the row on how the budget was carried out, which the form has beside the indicators."""
        columns = {"rate": at.get("actual", -1), "points": at.get("points", -1), "score": at.get("score", -1)}
        taken = set()
        for name, place in columns.items():
            self._at = place
            if place >= 0 and self._number(total.cell(name), place, cells):
                taken.add(place)
        return taken

    def _put(self, node: Node, cells: tuple[str, ...], printed: tuple[str, ...]) -> set[int]:
        """Put each cell below the head of a field into that field of ``node``."""
        taken = set()
        for at, name in self._columns.items():
            part, self._at = node.parts.get(name), at
            if not isinstance(part, Cell) or (not cells[at] and isinstance(part.field, Number)):
                continue
            if not cells[at]:
                self.gathering.left_blank.add(part)
            elif not isinstance(part.field, Number):
                self._keep(part, printed[at])
            elif self._number(part, at, cells):
                taken.add(at)
        return taken

    def _number(self, cell: Cell, at: int, cells: tuple[str, ...]) -> bool:
        assert isinstance(cell.field, Number)
        text, place = cells[at], (self._line, at - len(cells))
        found = _CELL.fullmatch(text)
        number = next(numbers(text), None)
        if found is None or number is None or cell.raw:
            return False
        unit = cell.field.unit.name
        if not found[3] and unit == "万元":
            unit = self.unit or unit
        mention = Quantity(number.start, number.end, number.amount, number.hedged, text, cell=place)
        if not self.gathering.put(cell, mention, Piece(text, " | ".join(cells), 0), unit=unit):
            return False
        self.mentions.append(mention)
        self._include(cell)
        return True

    def _pairs(self, printed: tuple[str, ...]) -> None:
        """Take texts that stand behind their label, in a cell before the next label or behind a colon."""
        known = self._labels()
        for at, text in enumerate(printed):
            label = _signed(text)
            others = [cell for cell in printed[at + 1 :] if cell and cell != text]
            beside = others[0] if others and _signed(others[0]) not in known else ""
            self._at = printed.index(beside, at + 1) if beside and label in known else at
            self._said(f"{label}：{beside}" if label in known else text)

    def _said(self, text: str) -> None:
        """Take what stands behind the labels of text fields: 填表人（签名）：张三填报日期：2025年4月20日."""
        if "：" not in text or not self._key:
            return
        each = self._key == "project_evaluations"
        known = self._labels()
        label = "|".join(map(re.escape, known))
        signed = "(?:（[^）]*）|签名|签字|盖章)*："
        for found in re.finditer(rf"({label}){signed}(.*?)(?=(?:{label}){signed}|$)", text, re.DOTALL):
            name, value = known[found[1]], found[2].strip()
            if each and name == "name":
                self._project(value)
            elif self._node is not None:
                self._keep(self.gathering.cell(f"{self._node.path}.{name}"), value)

    def _keep(self, cell: Cell, text: str) -> None:
        """Keep ``text`` in a cell that is empty, where the field can have it."""
        if cell.raw or _NOTHING.fullmatch(text.strip()) or _signed(text) in self._labels():
            return  # a label of the form is no value
        try:
            cell.raw = cell.field.read(text.strip())
        except ZipingError:
            return
        self._include(cell)

    def _include(self, cell: Cell) -> None:
        included = self.gathering.cell(f"{self._key}.included")
        included.raw = YES
        for each in (included, cell):
            self.origins.setdefault(each, (self._line, self._at))

    def _refuse(self, cells: tuple[str, ...], reason: str) -> None:
        for at, cell in enumerate(cells):
            for number in numbers(cell):
                place = self._line, at - len(cells)
                mention = Quantity(number.start, number.end, number.amount, number.hedged, cell, cell=place)
                self.mentions.append(mention)
                self.gathering.refuse(mention, Piece(cell, " | ".join(filter(None, cells)), 0), reason)


def of_indicators(table: PlainTable) -> bool:
    """Whether a table is one of the department's indicators with what was scored for each."""
    heads = [text for row in table.rows[:2] for text, _ in row]
    return "三级指标" in heads and any("得分" in head for head in heads) and "项目名称" not in heads


def _plain(label: str) -> str:
    """A label without what comes and goes around it, in the words of the declarations."""
    before = ""
    while before != label:
        before, label = label, _AROUND.sub("", label)
    return lexicon().headings["forms"].get(label, label)


def _signed(label: str) -> str:
    """The label of a text field without what asks for a signature: 单位负责人签字."""
    return _SIGNED.sub("", _plain(label))


def _lines(text: str) -> str:
    return "\n".join(map(tidy, text.split("\n")))


def _texts(record: type[Record]) -> dict[str, str]:
    """The paths of the text fields below a record by their labels; lists have none that stand alone."""
    found: dict[str, str] = {}
    for part in record.elements:
        if isinstance(part, Group) and not isinstance(part, Rows):
            found |= {label: f"{part.name}.{path}" for label, path in _texts(part.record).items()}
        elif isinstance(part, Field) and not isinstance(part, Number):
            found[part.label] = part.name
    return found


def _columns(record: type[Record]) -> dict[str, str]:
    """The names of the fields that a column of the annex can be of, by their plain labels."""
    found: dict[str, str] = {}
    for part in record.elements:
        if isinstance(part, Group):
            found = _columns(part.record) | found
        elif isinstance(part, Field):
            others = (*part.aliases, *part.headings) if isinstance(part, Number) else part.headings
            found = {_plain(name): part.name for name in others} | found | {_plain(part.label): part.name}
    return found


def _groups(node: Node) -> Iterator[Node]:
    yield from (part for part in node.parts.values() if isinstance(part, Node))


def _names(node: Node) -> set[str]:
    assert node.element is not None
    return {_plain(label) for label in (node.element.label, *node.element.aliases)}
