"""A block copied from Excel or WPS: its lines and tabs become cells and rows of a list."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, Final

from model.errors import ZipingError
from model.fields import Field, Number
from model.session import Inserted, Typed

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.report import RowList
    from model.session import Single

SUM_WORDS: Final = frozenset({"合计", "总计", "合 计", "小计"})


def table(text: str) -> list[list[str]]:
    """The cells of a copied block, line by line, without empty lines and without the line of totals."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    rows = [[value.strip() for value in line.split("\t")] for line in lines if line.strip()]
    return [row for row in rows if row[0] not in SUM_WORDS]


def block_edits(rows: RowList, at: int, column: int, block: Sequence[Sequence[str]]) -> list[Single]:
    """The edits that put ``block`` into ``rows``, from row ``at`` and ``column`` on; further columns are left out."""
    fields = [part for part in rows.element.record.elements if isinstance(part, Field)][column:]
    edits: list[Single] = []
    for index, line in enumerate(block, at):
        values = [(field, _kept(field, value)) for field, value in zip(fields, line, strict=False)]
        if index < len(rows.rows):
            cells = [(rows.rows[index].cell(field.name), value) for field, value in values]
            edits += [Typed(cell.path, cell.raw, value) for cell, value in cells if cell.raw != value]
        else:
            content: dict[str, Any] = {field.name: value for field, value in values if value}
            edits.append(Inserted(rows.path, index, content))
    return edits


def _kept(field: Field, value: str) -> str:
    if isinstance(field, Number) and field.unit_field:
        return value
    with contextlib.suppress(ZipingError):
        return field.read(value)
    return value
