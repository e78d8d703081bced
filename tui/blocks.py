"""A block copied from Excel or WPS: its lines and tabs become cells and rows of a list."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from typing import TYPE_CHECKING, Any, Final

from model.errors import ZipingError
from model.fields import Field, Number
from model.session import Inserted, Typed

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from model.session import Single
    from model.tree import RowList

SUM_WORDS: Final = frozenset({"合计", "总计", "小计", "共计"})
NIL: Final = frozenset({"-", "－", "—", "–", "/"})
_GAPS: Final = re.compile(r"\s{2,}|\u3000+")


def table(text: str, labels: Sequence[str] = ()) -> list[list[str]]:
    """The cells of a copied block, line by line, without empty lines and without the lines of totals.

    Cells are parted by tabs, or, where there is no tab at all, by two spaces and more. The first line is left out where
    it only repeats ``labels``.
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    rows = [[" ".join(value.split()) for value in line] for line in _lines(text)]
    rows = [row for row in rows if any(row) and _plain(row[0]) not in SUM_WORDS]
    heads = [_plain(value) for value in rows[0] if value] if rows else []
    if heads and all(any(head.startswith(label) for label in map(_plain, labels)) for head in heads):
        del rows[0]
    return rows


def _lines(text: str) -> Iterable[list[str]]:
    """The lines of ``text`` as cells; what Excel has put in quotation marks, line ends and all, is one cell."""
    if "\t" in text and text.count('"') % 2 == 0:
        with contextlib.suppress(csv.Error):
            return list(csv.reader(io.StringIO(text), delimiter="\t"))
    lines = text.split("\n")
    return [line.split("\t") if "\t" in text else _GAPS.split(line.strip()) for line in lines]


def _plain(text: str) -> str:
    return "".join(text.split()).rstrip("：:")


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
    if isinstance(field, Number) and value in NIL:
        return ""
    if isinstance(field, Number) and field.unit_field:
        return value
    with contextlib.suppress(ZipingError):
        return field.read(value)
    return value
