"""A block copied from Excel or WPS: lines and tabs become cells and rows of a list, a column of figures goes below."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from model.errors import ZipingError
from model.report.edits import Inserted, Typed
from model.report.tree import Cell
from model.schema.fields import Field, Number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from model.report.edits import Single
    from model.report.tree import RowList

SUM_WORDS: Final = frozenset({"合计", "总计", "小计", "共计"})
NIL: Final = frozenset({"-", "－", "—", "–", "/"})
_GAPS: Final = re.compile(r"\s{2,}|\u3000+")


def table(text: str, labels: Sequence[str] = ()) -> list[list[str]]:
    """The cells of a copied block, line by line, without empty lines and without the lines of totals.

    Cells are parted by tabs, or, where there is no tab at all, by two spaces and more. The first line is left out where
    it only repeats ``labels``.
    """
    rows = [[" ".join(value.split()) for value in line] for line in _lines(_ended(text))]
    rows = [row for row in rows if any(row) and _plain(row[0]) not in SUM_WORDS]
    heads = [_plain(value) for value in rows[0] if value] if rows else []
    if heads and all(any(head.startswith(label) for label in map(_plain, labels)) for head in heads):
        del rows[0]
    return rows


def _ended(text: str) -> str:
    """``text`` with one mark at each end of a line: terminals send that of Windows as two returns."""
    returns = re.findall("\r+", text)
    if "\n" not in text and not any(len(run) % 2 for run in returns):
        text = text.replace("\r\r", "\r")
    return text.replace("\r\n", "\n").replace("\r", "\n")


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


def replaced(edits: Iterable[Single]) -> str:
    """How many fields said something else before ``edits``, as the end of a sentence; "" for none."""
    over = sum(isinstance(edit, Typed) and bool(edit.old) for edit in edits)
    return f"，改了原有的 {over} 栏" if over else ""


@dataclass(frozen=True, slots=True)
class PastedColumn:
    """What a copied column of figures does: its edits, and a sentence on them for the clerk."""

    edits: list[Single]
    said: str


_NUMBERED: Final = re.compile(r"(?:其中[:：]|[（(]?[0-9一二三四五六七八九十]+[）)、.．])+")


def column(here: Cell, text: str) -> PastedColumn | None:
    """What ``text`` does to the figures of the record that ``here`` stands in; None where it is no column of figures.

    A figure behind words goes to the field with that name; figures alone go one below another from ``here`` on, an
    empty line leaves its field as it is. Nothing is done where a line has several figures.
    """
    lines = [[value.strip() for value in line if value.strip()] for line in _lines(_ended(text).strip("\n"))]
    if not isinstance(here.field, Number) or sum(map(len, lines)) < 2:
        return None
    cells = [cell for cell in here.node.parts.values() if isinstance(cell, Cell) and isinstance(cell.field, Number)]
    by_name = {_named(cell.field.label): cell for cell in cells}
    below = iter(cells[cells.index(here) :])
    edits: list[Single] = []
    over: list[str] = []
    for line in lines:
        figures = [value for value in line if value in NIL or any(_reads(cell.field, value) for cell in cells)]
        if len(figures) > 1:
            return PastedColumn([], "没有粘贴：请只复制一列数，或名称和数两列")
        cell = by_name.get(_named(line[0])) if len(line) > len(figures) else next(below, None)
        if cell is None or not figures:
            over += [" ".join(line)] if line else []
        elif (value := _kept(cell.field, figures[0])) != cell.raw:
            edits.append(Typed(cell.path, cell.raw, value))
    done = f"已填 {len(edits)} 栏{replaced(edits)}，Ctrl+Z 恢复" if edits else "没有填"
    rest = "、".join(over[:3]) + ("等" if len(over) > 3 else "")
    return PastedColumn(edits, f"{done}；没有地方填的 {len(over)} 行：{rest}" if over else done)


def _named(label: str) -> str:
    return _NUMBERED.sub("", _plain(label), count=1)


def _reads(field: Field, value: str) -> bool:
    with contextlib.suppress(ZipingError):
        return bool(field.read(value))
    return False


def _kept(field: Field, value: str) -> str:
    if isinstance(field, Number) and value in NIL:
        return ""
    if isinstance(field, Number) and field.unit_field:
        return value
    with contextlib.suppress(ZipingError):
        return field.read(value)
    return value
