"""The columns of a copied block that the program computes: what it computes otherwise is kept as it was copied."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from model.errors import ZipingError
from model.figures import read
from model.report.edits import Inserted, Single, Typed, apply
from model.report.report import Report
from model.report.tree import Cell, Content, RowList
from model.schema.fields import Number
from tui.form.paste.pasted_blocks import kept
from tui.form.paste.pasted_figures import is_nil


def differing(
    rows: RowList,
    numbers: Iterable[int],
    edits: Sequence[Single],
    results: Mapping[int, Number],
    block: Sequence[Sequence[str]],
) -> list[tuple[Cell, str]]:
    """The figures of the columns ``results`` that the program computes otherwise, each with its cell after ``edits``.

    Each line of the ``block`` is put by ``edits`` into the row of ``rows`` with its number. The cells are those of a
    copy of the draft.
    """
    given = [
        (index, part, line[column])
        for index, line in zip(numbers, block, strict=True)
        for column, part in results.items()
        if column < len(line) and line[column] and not is_nil(line[column])
    ]
    if not given:
        return []
    draft = _done(rows, edits)
    there = draft.rows(rows.path).rows
    found = [(there[index].cell(part.name), value) for index, part, value in given]
    return [(cell, value) for cell, value in found if not _agrees(cell, value)]


def without_results(rows: RowList, edits: Sequence[Single]) -> tuple[list[Single], list[str], list[str]]:
    """``edits`` of a table without the figures that the program computes just so, what these are called, and others.

    The others, which it computes otherwise, stay in the edits; each is told with the name of its row.
    """
    draft = _done(rows, edits)
    given = [cell for edit in edits for cell in _filled(draft, edit) if cell.computable and cell.raw]
    said = [(cell, cell.raw) for cell in given if isinstance(cell.field, Number)]
    for cell, _ in said:
        draft.set(cell, "")
    same = {cell.path: cell.field.label for cell, value in said if _agrees(cell, value)}
    left = [edit for edit in edits if not (isinstance(edit, Typed) and edit.path in same)]
    found = [
        replace(edit, content=_without(f"{edit.path}.{edit.at}", edit.content, same))
        if isinstance(edit, Inserted)
        else edit
        for edit in left
    ]
    return (
        found,
        [*dict.fromkeys(same.values())],
        [f"{cell.node.title}{raw}" for cell, raw in said if cell.path not in same],
    )


def _filled(draft: Report, edit: Single) -> Iterator[Cell]:
    """The cells of ``draft`` that ``edit`` filled."""
    if isinstance(edit, Typed):
        yield draft.cell(edit.path)
    elif isinstance(edit, Inserted):
        yield from draft.rows(edit.path).rows[edit.at].cells()


def _without(path: str, content: Content, paths: Container[str]) -> Content:
    """``content`` of the row at ``path`` without the values at ``paths``."""
    return {
        name: [_without(f"{path}.{name}.{at}", part, paths) for at, part in enumerate(value)]
        if isinstance(value, list)
        else value
        for name, value in content.items()
        if f"{path}.{name}" not in paths
    }


def _done(rows: RowList, edits: Sequence[Single]) -> Report:
    """A copy of the draft of ``rows`` with ``edits`` done."""
    draft = Report()
    draft.root.fill([*rows.node.outwards()][-1].content())
    for edit in edits:
        apply(draft.root, edit)
    draft.bind()
    return draft


def with_results(edits: Sequence[Single], results: Sequence[tuple[Cell, str]]) -> list[Single]:
    """``edits`` with the ``results`` typed into their fields, where they are checked; ``results`` as of ``differing``.

    They have to be put in after the rows that came.
    """
    return [*edits, *(Typed(cell.path, cell.raw, kept(cell.field, value)) for cell, value in results)]


def _agrees(cell: Cell, value: str) -> bool:
    """Whether ``value`` is the figure of ``cell``, but for one of its last decimal: shares are made to add up."""
    try:
        said = read(value, cell.unit, 0)
    except ZipingError:
        return True
    return cell.figure is not None and abs(cell.figure.value - said.value) <= 2 * said.half
