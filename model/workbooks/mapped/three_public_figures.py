"""Where the three public expenses stand, what they were spent on, and the numbers of things that go with them."""

from __future__ import annotations

from typing import Final

from model.workbooks.mapped.column_names import ACTUAL, ALL, BUDGET, THE_ONE_ROW
from model.workbooks.tables.table_kinds import THREE_PUBLIC, MappedFigure, Spot

# A sum of all that stands beside a sum of 三公 is another sum; the budget of 三公 is the one of the whole year, as the
# note below the national table says.
PREFERRED: Final = ("三公经费", "全年预算")


def _three(group: str, name: str) -> str:
    """A column of the 三公 table: 预算数 or 决算数 above the item or below it; "" where they head the rows."""
    item = rf"(?:{name})(?:/(?:小计|合计))?"
    over = r"(?:[^/]*三公经费[^/]*/)?"
    return over + (rf"(?:(?:{group})/{over}{item}|{item}/(?:{group}))" if group else rf"(?:{item})")


_THREE: Final = r"三公经费(?:支出)?(?:合计|小计|总额)?"
_FEE: Final = r"(?:经费|费用?)?(?:支出)?"
_CAR: Final = "(?:公务用车|公车|公用车辆?)"
_RUN: Final = r"(?:运行\(?(?:维护)?\)?|运维|维护)"
_VEHICLES: Final = rf"(?:{_CAR}(?:购置{_FEE}[及和、]{_CAR}?{_RUN}|{_RUN}[及和、]购置){_FEE}|公务用车(?:经费|费用?))"
_ITEMS: Final = {
    "": (rf"{ALL}|[^/]*三公经费[^/]*/[小合]计|{_THREE}", rf"(?:支出)?(?:合计|总计)|{_THREE}"),
    "overseas.": (rf"因公(?:临时)?出国\(境\){_FEE}",) * 2,
    "vehicles.": (_VEHICLES,) * 2,
    "reception.": (rf"公务接待{_FEE}",) * 2,
}
DETAILS: Final = "general_budget.three_public.details"
_PARTS: Final = {
    f"{DETAILS}.purchase.": (_CAR, rf"购置{_FEE}"),
    f"{DETAILS}.operation.": (_CAR, rf"{_RUN}{_FEE}"),
}
_OF: Final = r"(?:数量?)?(?:[(:](?:个|批次?|人次?|辆|台|次)\)?)?"
COUNTED: Final = {
    "receptions": rf"(?:国内)?公务接待(?:的)?批次{_OF}",
    "guests": rf"(?:国内)?公务接待(?:的)?(?:总)?人[次数]{_OF}",
    "bought": rf"(?:当年|本年|年度)?(?:{_CAR}购置(?:数量?|辆数)|购置{_CAR}(?:数量?|辆数)?){_OF}",
    "kept": rf"(?:年末|期末)?{_CAR}(?:年末)?保有(?:数?量|辆数){_OF}",
    "trips": rf"因公(?:临时)?出国\(境\)(?:累计)?团组{_OF}",
    "travellers": rf"因公(?:临时)?出国\(境\)(?:累计)?(?:团组)?人[次数]{_OF}",
}


def _three_public() -> tuple[MappedFigure, ...]:
    found = []
    for name, group in (("budget", BUDGET), ("actual", ACTUAL)):
        parts = {
            item: _spots(
                group, rf"(?:{_VEHICLES}/)?{car}?{part}", rf"(?:其中:)?(?:\([0-9一二]\)|[0-9][.、])?{car}?{part}"
            )
            for item, (car, part) in _PARTS.items()
        }
        for item, (column, row) in _ITEMS.items():
            path, added = f"general_budget.three_public.{item}{name}", tuple(zip(*parts.values(), strict=True))
            spots = _spots(group, column, row)
            found.append(MappedFigure(path, spots, added=added if item == "vehicles." else ()))
        found += [MappedFigure(f"{item}{name}", spots) for item, spots in parts.items()]
    signs = ("批次", "接待[^ ]*人[次数]", "购置[^费 ]{0,4}辆|购置数", "保有", "团组", "出国[^ ]*人[次数]")
    for (name, row), sign in zip(COUNTED.items(), signs, strict=True):
        spots = (
            Spot(THREE_PUBLIC, row, ACTUAL),
            Spot(THREE_PUBLIC, THE_ONE_ROW, _three(f"{ACTUAL}|[^/]*统计数", row)),
        )
        found.append(MappedFigure(f"{DETAILS}.{name}", spots, sign=sign))
    return tuple(found)


def _spots(group: str, column: str, row: str) -> tuple[Spot, ...]:
    """All in one row; an item a row, 预算数 and 决算数 the columns; an item a column, 预算数 and 决算数 the rows."""
    return (
        Spot(THREE_PUBLIC, THE_ONE_ROW, _three(group, column), prefer=PREFERRED),
        Spot(THREE_PUBLIC, row, group, prefer=PREFERRED),
        Spot(THREE_PUBLIC, group, _three("", column), prefer=PREFERRED),
    )


THREE_PUBLIC_FIGURES: Final = _three_public()
