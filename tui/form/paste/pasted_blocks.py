"""A block copied from Excel or WPS: lines and tabs become cells and rows of a list, a column of figures goes below."""

from __future__ import annotations

import contextlib
import csv
import io
import re
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from model.errors import ZipingError
from model.patterns import Pattern
from model.report.edits import Inserted, Single, Typed
from model.report.tree import Cell, Node, RowList
from model.schema.fields import Field, Number, Prose, Text
from model.text import first_of
from tui.form.paste.label_match import LabelMatch, latest_year, of_years, only_years, unnumbered, year_before, year_of
from tui.form.paste.pasted_figures import in_units, is_nil, reads, says_none, take_units, units_behind
from tui.form.paste.pasted_totals import is_total

_WRAPPED: Final = Pattern(r"(?<=[\u3001-\u9fff\uff00-\uffef])\n(?=[\u3001-\u9fff\uff00-\uffef])")
_GAPS: Final = Pattern(r"\s{2,}|\u3000+")


def one_line(value: str) -> str:
    """A cell on one line: where Excel wraps Chinese by a line break, nothing stands between the two characters."""
    return " ".join(_WRAPPED.sub("", value).split())


def table(text: str) -> list[list[str]]:
    """The cells of a copied block, line by line, without empty lines.

    Cells are parted by tabs, or, where there is no tab at all, by two spaces and more.
    """
    rows = [[one_line(value) for value in line] for line in split_lines(ended(text))]
    return [row for row in rows if any(row)]


def without_totals(rows: Sequence[list[str]]) -> list[list[str]]:
    """``rows`` without those that are totals of others."""
    return [row for row in rows if not is_total(name_of(row))]


def name_of(row: Sequence[str]) -> str:
    """The first word of a line, a number before it apart."""
    return next((value for value in row if value and not value.isdigit()), "")


def ended(text: str) -> str:
    """``text`` with one mark at each end of a line: terminals send that of Windows as two returns."""
    returns = re.findall("\r+", text)
    if "\n" not in text and not any(len(run) % 2 for run in returns):
        text = text.replace("\r\r", "\r")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def split_lines(text: str) -> Iterable[list[str]]:
    """The lines of ``text`` as cells; what Excel has put in quotation marks, line ends and all, is one cell."""
    if "\t" in text and text.count('"') % 2 == 0:
        with contextlib.suppress(csv.Error):
            return list(csv.reader(io.StringIO(text), delimiter="\t"))
    lines = text.split("\n")
    return [line.split("\t") if "\t" in text else _GAPS.split(line.strip()) for line in lines]


def known_names(rows: RowList) -> dict[str, list[int]]:
    """The numbers of the rows with each name, as names are compared; none where rows have no names."""
    found: dict[str, list[int]] = {}
    title = rows.element.record.title
    for row in rows.rows if title else ():
        if name := unnumbered(row.cell(title).raw):
            found.setdefault(name, []).append(row.index)
    return found


def row_numbers(
    rows: RowList, at: int, columns: Sequence[Field | None], block: Sequence[Sequence[str]]
) -> tuple[list[int], list[str]]:
    """The number of the row that each line of ``block`` goes into, and the names by which rows were found again.

    Where no line has the name of a row, they go one below another from row ``at`` on, unless a row there would get
    another name and keep a text of its own. Else a new name is a new row, behind all.
    """
    below = list(range(at, at + len(block)))
    title = rows.element.record.title
    column = next((n for n, part in enumerate(columns) if part is not None and part.name == title), None)
    if column is None:
        return below, []
    names = [unnumbered(line[column]) if column < len(line) else "" for line in block]
    known = known_names(rows)
    matched = [name for name in names if name in known]
    taken = {part.name for n, part in enumerate(columns) if part is not None and any(line[n:] for line in block)}
    if not matched and not any(_keeps_text(row, taken) for row in rows.rows[at : at + len(block)]):
        return below, []
    empty = [row.index for row in rows.rows if row.empty]
    new = iter([*empty, *range(len(rows.rows), len(rows.rows) + len(block))])
    return [known[name].pop(0) if known.get(name) else next(new) for name in names], matched


def _keeps_text(row: Node, taken: Container[str]) -> bool:
    """Whether ``row`` has a name and a text in a field that is none of those ``taken``."""
    named = bool(row.cell(row.record.title).raw)
    return named and any(cell.raw and cell.field.free and cell.field.name not in taken for cell in row.own_cells)


def block_edits(
    rows: RowList, numbers: Iterable[int], columns: Sequence[Field | None], block: Sequence[Sequence[str]]
) -> list[Single]:
    """The edits that put each line of ``block`` into the row with its number, by the fields of its ``columns``.

    A row that has the name already keeps it as it is written. What is typed in a text stays where the block has
    nothing, dashes or 无 for it.
    """
    edits: list[Single] = []
    for index, line in zip(numbers, block, strict=True):
        pairs = zip(columns, line, strict=False)
        values = [
            (field, kept(field, value))
            for field, value in pairs
            if field is not None and not (index < len(rows.rows) and _spares(rows.rows[index].cell(field.name), value))
        ]
        if index < len(rows.rows):
            cells = [(rows.rows[index].cell(field.name), value) for field, value in values]
            edits += [Typed(cell.path, cell.raw, value) for cell, value in cells if not _said(cell, value)]
        else:
            edits.append(Inserted(rows.path, index, row_content(columns, line)))
    return edits


def row_content(columns: Sequence[Field | None], line: Sequence[str]) -> dict[str, Any]:
    """The texts of a new row by the fields of the ``columns`` of its ``line``."""
    values = [(field.name, kept(field, value)) for field, value in zip(columns, line, strict=False) if field]
    return {name: value for name, value in values if value}


def _said(cell: Cell, value: str) -> bool:
    """Whether ``cell`` says ``value`` already, a number before a name apart."""
    named = cell.field.name == cell.node.record.title
    return cell.raw == value or (named and bool(value) and unnumbered(cell.raw) == unnumbered(value))


def _spares(cell: Cell, value: str) -> bool:
    """Whether ``value`` is nothing or a mark for nothing, and ``cell`` a text that says something."""
    return isinstance(cell.field, Text | Prose) and bool(cell.raw) and (not value or is_nil(value) or says_none(value))


def cut_off(block: Sequence[Sequence[str]], names: int, over: Sequence[int]) -> list[str]:
    """What stands in the columns ``over`` of ``block``, line by line, behind the name of the line in ``names``."""
    rest = [(line[names] if names < len(line) else "", [line[at] for at in over if at < len(line)]) for line in block]
    return ["\t".join([name, *values]) for name, values in rest if any(values)]


def replaced(edits: Iterable[Single]) -> str:
    """How many fields said something else before ``edits``, as the end of a sentence; "" for none."""
    over = sum(isinstance(edit, Typed) and bool(edit.old) for edit in edits)
    return f"，改了原有的 {over} 栏" if over else ""


@dataclass(frozen=True, slots=True)
class PastedColumn:
    """What a copied column of figures does: its edits, a sentence on them for the clerk, the lines without a place."""

    edits: list[Single]
    said: str
    rest: list[str]


def column(here: Cell, text: str) -> PastedColumn | None:
    """What ``text`` does to the figures of the record that ``here`` stands in; None where it is no column of figures.

    A figure behind words goes to the field with that name; figures alone go one below another from ``here`` on, an
    empty line leaves its field as it is. So do those of one line that has as many as there are fields from ``here`` on.
    Nothing is done where else a line has several figures.
    """
    whole, units = take_units([*split_lines(ended(text).strip("\n"))])
    whole = _turned(here, whole)
    lines = [[value.strip() for value in line if value.strip()] for line in whole]
    if not isinstance(here.field, Number) or sum(map(len, lines)) < 2:
        return None
    cells = [cell for cell in here.node.own_cells if isinstance(cell.field, Number)]
    year = year_of(here.node) or latest_year([line[0] for line in lines if line])
    by_name = LabelMatch([(label, cell) for cell in cells for label in labels_of(cell.field)])
    below = iter(cells[cells.index(here) :])
    edits: list[Single] = []
    over: list[str] = []
    taken: set[str] = set()
    other = False  # whether the figures stand under the heading of another year
    fields = [cell.field for cell in cells if isinstance(cell.field, Number)]
    kinds = {(part.unit, part.unit_field, part.hedged): part for part in fields}.values()
    for line in lines:
        figures = [value for value in line if is_nil(value) or any(reads(part, value) for part in kinds)]
        if len(figures) > 1:
            return PastedColumn([], "没有粘贴：请只复制一列数，或名称和数两列", ["\t".join(line) for line in whole])
        cell = by_name.find(of_years(line[:1], year)[0]) if len(line) > len(figures) else next(below, None)
        if line and not figures:
            units = units_behind(line[-1]) or units
            other = bool(year_before(of_years(line[-1:], year)[0])) if only_years(line[-1]) else other
        if cell is None or not figures or other or cell.path in taken:
            nothing = cell is not None and len(line) == 1 and not figures  # a known line that has no figure
            over += ["\t".join(line)] if line and not nothing else []
            continue
        taken.add(cell.path)
        if (value := kept(cell.field, in_units(cell.field, units_behind(line[0]) or units, figures[0]))) != cell.raw:
            edits.append(Typed(cell.path, cell.raw, value))
    done = (
        f"已填 {len(edits)} 栏{replaced(edits)}，Ctrl+Z 恢复" if edits else "粘贴的数都已经填着" if taken else "没有填"
    )
    rest = first_of([line.replace("\t", " ") for line in over], 3)
    return PastedColumn(edits, f"{done}；没有地方填的 {len(over)} 行：{rest}" if over else done, over)


def _turned(here: Cell, whole: list[list[str]]) -> list[list[str]]:
    """``whole``, or its one line as a column: where that is the fields of a record from ``here`` on, its name apart."""
    group = here.node.element
    if len(whole) != 1 or group is None:
        return whole
    values = whole[0][1:] if unnumbered(whole[0][0]) == unnumbered(group.label) else whole[0]
    cells = [cell for cell in here.node.own_cells if isinstance(cell.field, Number)]
    below = cells[cells.index(here) :] if here in cells else []
    fits = len(values) == len(below) and all(
        not value.strip() or is_nil(value) or (isinstance(cell.field, Number) and reads(cell.field, value))
        for cell, value in zip(below, values, strict=True)
    )
    return [[value] for value in values] if fits else whole


def names_of(field: Field) -> tuple[str, ...]:
    """The label of ``field`` and its other names in running text."""
    return (field.label, *field.aliases) if isinstance(field, Number) else (field.label,)


def labels_of(field: Field) -> tuple[str, ...]:
    """The names of ``field`` and what tables call it."""
    return (*names_of(field), *field.headings)


def kept(field: Field, value: str) -> str:
    """``value`` as ``field`` keeps it, "" for dashes; as it is where it cannot be read."""
    if is_nil(value) and not (isinstance(field, Text) and field.numeral):
        return ""
    if isinstance(field, Number) and field.unit_field:
        return value
    with contextlib.suppress(ZipingError):
        return field.read(value)
    return value
