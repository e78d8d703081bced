"""What tables hold that the report has no place for, or that is not this year's: told with its cells."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from model.figures import WAN
from model.workbooks import mapping
from model.workbooks.files.inspection import address
from model.workbooks.tables import amount

if TYPE_CHECKING:
    from model.workbooks.hits import Found
    from model.workbooks.tables import Table


def tell_leftovers(tables: list[Table], found: Found) -> None:
    """Remark what is not used of ``tables``: economic classes, units, projects, columns of last year."""
    _unused(tables, found)
    _beside(tables, found)


def _unused(tables: list[Table], found: Found) -> None:
    """What the draft has no place for is told with its cells."""
    for table in tables:
        for head, what in mapping.UNUSED:
            places = [
                (row, column)
                for column in range(table.width)
                if table.is_value(column) and re.search(head, table.coded_by(column))
                for row in table.data()
                if table.code(row, column)[0] and amount(table.cell(row, column), table.unit or WAN)
            ]
            if places:
                first, last = (tuple(pick(axis) for axis in zip(*places, strict=True)) for pick in (min, max))
                cells = f"{address(first[0], first[1])}:{address(last[0], last[1])}"
                where = f"{table.file} 工作表“{table.sheet.name}”{cells}"
                found.remarks.append(f"{where} 是{what}，草稿里没有它的位置，没有用到")
                break


def _beside(tables: list[Table], found: Found) -> None:
    """Columns of the year before are told: last year's figures come from last year's own accounts or draft."""
    for table in tables:
        columns = [column for column in range(table.width) if table.is_value(column) and table.is_of_last_year(column)]
        if columns:
            names = "、".join(address(table.header, column) for column in columns[:6])
            where = f"{table.file} 工作表“{table.sheet.name}”{names}"
            found.remarks.append(f"{where} 下面是上年的数，没有取：请从上年的决算表或草稿带入")
