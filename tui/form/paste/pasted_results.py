"""The columns of a copied block that the program computes: what it computes otherwise is kept as it was copied."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from model.errors import ZipingError
from model.figures import read
from model.report.edits import Single, Typed, apply
from model.report.report import Report
from model.report.tree import Cell, RowList
from model.schema.fields import Number
from tui.form.paste.pasted_blocks import kept
from tui.form.paste.pasted_figures import is_nil


def differing(
    rows: RowList, at: int, edits: Sequence[Single], results: Mapping[int, Number], block: Sequence[Sequence[str]]
) -> list[tuple[Cell, str]]:
    """The figures of the columns ``results`` that the program computes otherwise, each with its cell after ``edits``.

    The ``block`` is put into ``rows`` from row ``at`` on by ``edits``. The cells are those of a copy of the draft.
    """
    given = [
        (index, part, line[column])
        for index, line in enumerate(block, at)
        for column, part in results.items()
        if column < len(line) and line[column] and not is_nil(line[column])
    ]
    if not given:
        return []
    draft = Report()
    draft.root.fill([*rows.node.outwards()][-1].content())
    for edit in edits:
        apply(draft.root, edit)
    draft.bind()
    there = draft.rows(rows.path).rows
    found = [(there[index].cell(part.name), value) for index, part, value in given]
    return [(cell, value) for cell, value in found if not _agrees(cell, value)]


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
