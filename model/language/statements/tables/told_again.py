"""What the sentences say again of a table: the rate of one of its rows, its whole score."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import permutations

from model.language.amounts import PERCENT
from model.language.intervals import Interpretation
from model.language.lexicon import lexicon
from model.language.paragraphs import PlainTable
from model.language.quantity import Quantity, Role
from model.language.statements.scores import SCORE
from model.language.statements.statement import Statement
from model.language.statements.tables.column_heads import is_total, kind_of
from model.language.statements.tables.table_rules import cells
from model.language.text_document import TextDocument
from model.patterns import Pattern

_GIVEN = Pattern("(?:自评|评价|实际)?得分")
_LEAST_NAME = 3
_FEWEST_SCORES = 3


def told_again(document: TextDocument) -> Iterator[Statement]:
    """The statements of figures that a table tells too; where they differ, a slip must show."""
    rows: dict[tuple[int, int], list[Quantity]] = {}
    for cell in cells(document):
        assert cell.cell is not None
        rows.setdefault((cell.prose, cell.cell[0]), []).append(cell)
    if not rows:
        return
    yield from _rates(document, rows)
    yield from _scores(document, rows)


def _rates(document: TextDocument, rows: dict[tuple[int, int], list[Quantity]]) -> Iterator[Statement]:
    """The rate of execution right behind an amount that a row of that name has, and the rate of that row."""
    named = [(_around(document, row[0])[0], row) for row in rows.values()]
    for one in document.mentions:
        before = document.mentions[one.index - 1] if one.index else one
        if one.kind != PERCENT or one.role is not Role.EXECUTION or one.hedged or before.sentence != one.sentence:
            continue
        found = [
            (row, [cell for cell in row if kind_of(_around(document, cell)[1]) == "execution"])
            for name, row in named
            if len(name) >= _LEAST_NAME
            and name in before.name
            and any(cell.amount.typed == before.amount.typed.replace(",", "") for cell in row)
        ]
        if len(found) == 1 and len(found[0][1]) == 1:
            row, rates = found[0]
            statement = _again(one, rates[0])
            told = [other for other in document.sentences[one.sentence] if other.level and other.kind == before.kind]
            amounts = [cell for cell in row if cell not in rates]
            # The table's may be of the adjusted budget, the sentence's of the opening one that it names.
            statement.charity = tuple(
                Interpretation(((1, over),), ((1, base),))
                for over, base in (*permutations(told, 2), *permutations(amounts, 2))
            )
            yield statement


def _scores(document: TextDocument, rows: dict[tuple[int, int], list[Quantity]]) -> Iterator[Statement]:
    """The whole score, and that of the only table of scores with a total."""
    totals = [
        cell
        for row in rows.values()
        if is_total(_around(document, row[0])[0])
        for cell in row
        if _GIVEN.fullmatch(_around(document, cell)[1])
    ]
    if len(totals) != 1 or sum(cell.prose == totals[0].prose for row in rows.values() for cell in row) < _FEWEST_SCORES:
        return
    for one in document.mentions:
        if one.kind == SCORE and one.level and not one.hedged and not one.depth and one.time != "prior":
            before = document.mentions[one.index - 1] if one.index else one
            first = before is one or before.sentence != one.sentence
            if first and one.name.endswith(lexicon().scores):
                yield _again(one, totals[0])


def _around(document: TextDocument, cell: Quantity) -> tuple[str, str]:
    """What the row and the column of a cell are called."""
    table = document.pieces[cell.prose]
    assert isinstance(table, PlainTable)
    assert cell.cell is not None
    return table.around(*cell.cell)


def _again(one: Quantity, cell: Quantity) -> Statement:
    return Statement("repeat", one, (Interpretation(((1, cell),)),), certainty="slip", items=(cell,))
