"""The amounts that were found in workbooks, each with its cell, and what is in doubt."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Final

from model.figures import WAN, unit_named
from model.patterns import Pattern
from model.workbooks.files.inspection import Place, address
from model.workbooks.tables.account_tables import AccountTable

# Published tables slip by this much where they add up rounded amounts, in 万元.
SLIP: Final = Decimal("0.02")

_AMOUNT: Final = Pattern(r"(-?[0-9.]+)(\D*)")

NOT_FOUND: Final = "这张表里没有认出它的行或列"
UNCERTAIN: Final = "单元格空着，不能断定是0"
NOTHING: Final = "单元格空着，其余各数加起来已等于合计，应当是0，请自行填写"
NO_VALUE: Final = "是公式，没有存下算出的数，请用 Excel 或 WPS 打开、保存后再导入"


@dataclass(frozen=True, slots=True)
class Hit:
    """An amount found: the table, its row and column, and the number in the unit of the table, None for a blank.

    ``text`` is said instead of a number: that there is nothing of this kind (无, 是). ``printed`` is whether the
    number, or a dash for it, stands in the cell; else the cell is blank and the sum proves that it is 0. ``counted``:
    it is a number of things, not of money. ``added``: further cells whose amounts ``number`` holds.
    """

    table: AccountTable
    row: int
    column: int
    number: Decimal | None
    text: str = ""
    printed: bool = True
    counted: bool = False
    added: tuple[Place, ...] = ()

    @property
    def wan(self) -> Decimal | None:
        """The amount in 万元, a number of things as it is."""
        if self.counted:
            return self.number
        assert self.table.unit is not None
        return None if self.number is None else self.number * self.table.unit.factor / WAN.factor

    @property
    def cell(self) -> str:
        """The name of the cell: D6; those of all where several are added: D6、D8."""
        return "、".join(address(*place) for place in ((self.row, self.column), *self.added))

    @property
    def where(self) -> str:
        """File, sheet and cell, as a remark names them."""
        return f"{self.table.file} 工作表“{self.table.sheet.name}”{self.cell}"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What could not be placed for certain, and why. ``row`` and ``column`` are -1 where it has no one cell.

    ``hits`` are the amounts that stand there for the figure all the same, though the accounts contradict themselves.
    """

    path: str
    table: AccountTable
    row: int
    column: int
    why: str
    hits: tuple[Hit, ...] = ()

    @property
    def cell(self) -> str:
        """The name of the cell; "" where there is no one cell."""
        return address(self.row, self.column) if self.row >= 0 <= self.column else ""


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a list of the draft: a class of expenditure, or a project, and one of its amounts by its field.

    ``parts`` are the rows of its own list of parts.
    """

    name: str
    hit: Hit
    figure: str = "amount"
    parts: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class FundRecord:
    """A row of a list of the draft that holds more than amounts: its figures by their field, and its lists of lines."""

    name: str
    hits: dict[str, Hit]
    lists: dict[str, list[Row]]


@dataclass(slots=True)
class Found:
    """What the tables of one year say: amounts by path, doubts and remarks.

    ``functions`` are the functional classes of project expenditure, ``economic`` the economic classes by what they are
    the classes of (全部支出), ``economic_totals`` their totals, where a cell has one. ``others`` are the same amounts
    in further tables, ``incomes`` the kinds of income of a budget by the list that they are for, ``wholes`` the amounts
    of all sources where ``hits`` cover a part of them. ``listed`` are rows of other lists, by list; ``records`` those
    that hold lists themselves.
    """

    hits: dict[str, Hit] = field(default_factory=dict)
    functions: list[Row] = field(default_factory=list)
    economic: dict[str, list[Row]] = field(default_factory=dict)
    economic_totals: dict[str, Hit] = field(default_factory=dict)
    incomes: dict[str, list[Row]] = field(default_factory=dict)
    listed: dict[str, list[Row]] = field(default_factory=dict)
    records: dict[str, list[FundRecord]] = field(default_factory=dict)
    doubts: list[Doubt] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    others: dict[str, list[Hit]] = field(default_factory=dict)
    wholes: dict[str, Hit] = field(default_factory=dict)


def plain(number: Decimal) -> str:
    """The shortest digits of a number."""
    return f"{number.normalize():f}"


def split_amount(value: str, unit: str = WAN.name) -> tuple[str, str]:
    """The digits of an amount as a draft keeps it, and its unit: ("1.5", "万元").

    ``unit`` is the one of its field, for an amount that names none. For a word, such as 无, the unit is "".
    """
    found = _AMOUNT.fullmatch(value)
    return (found[1], found[2] or unit) if found else (value, "")


def same_amount(one: str, other: str, unit: str) -> bool:
    """Whether two kept amounts of a field in ``unit`` are one: 24.50 and 24.5, 1万元 and 10000元."""
    (old, old_unit), (new, new_unit) = split_amount(one, unit), split_amount(other, unit)
    before, after = unit_named(old_unit), unit_named(new_unit)
    if not (old_unit and new_unit and before and after):
        return one == other
    return Decimal(old) * before.factor == Decimal(new) * after.factor
