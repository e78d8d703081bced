"""What the sentences say again of a table: rates, amounts and changes of its rows, its whole score."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import permutations

from model.language.amounts import MONEY, PERCENT
from model.language.intervals import Interpretation, holds
from model.language.keys import key
from model.language.lexicon import lexicon
from model.language.paragraphs import PlainTable
from model.language.quantity import Quantity, Role
from model.language.statements.scores import SCORE
from model.language.statements.statement import Statement
from model.language.statements.tables.column_heads import is_total, kind_of, kinds_of
from model.language.statements.tables.table_rules import cells
from model.language.text_document import TextDocument
from model.mistyped import slip_between
from model.patterns import Pattern

_GIVEN = Pattern("(?:自评|评价|实际)?得分")
_LEAST_NAME = 3
_FEWEST_SCORES = 3
# So long a name of a row is that of one thing, and so many digits are not the same by chance.
_LONG_NAME = 6
_MANY_DIGITS = 5
_LEAD = Pattern("^(?:其中[：:]?|[0-9一二三四五六七八九十]{1,3}[、.]|（[0-9一二三四五六七八九十]{1,3}）)+")
_ANOTHER_TIME = Pattern("上年|去年|上一年|下年|明年|累计|合计|共")


def told_again(document: TextDocument) -> Iterator[Statement]:
    """The statements of figures that a table tells too; where they differ, a slip must show."""
    rows: dict[tuple[int, int], list[Quantity]] = {}
    for cell in cells(document):
        assert cell.cell is not None
        rows.setdefault((cell.prose, cell.cell[0]), []).append(cell)
    if not rows:
        return
    yield from _rates(document, rows)
    yield from _amounts(document, rows)
    yield from _moves(document, rows)
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


def _amounts(document: TextDocument, rows: dict[tuple[int, int], list[Quantity]]) -> Iterator[Statement]:
    """An amount that a sentence tells of the one row which it names, and that row has with two digits swapped."""
    named = [(key(_LEAD.sub("", _around(document, row[0])[0])), row) for row in rows.values()]
    named = [(name, row) for name, row in named if len(name) >= _LONG_NAME and len(row) > 1]
    for one in document.mentions if named else ():
        digits = one.amount.typed.replace(",", "")
        text = document.text_of(one)
        start, end = (max(text.rfind(mark, 0, one.start) for mark in "。；"), re.search("[。；]|$", text[one.end :]))
        said = text[start + 1 : one.end + (end.start() if end else 0)]
        if one.kind != MONEY or not one.level or one.time in ("prior", "next") or _ANOTHER_TIME.search(said):
            continue
        found = [row for name, row in named if name in said]
        told = [cell for row in found for cell in row]
        if len(found) != 1 or sum(map(str.isdigit, digits)) < _MANY_DIGITS or digits in (c.amount.typed for c in told):
            continue
        swapped = [cell for cell in told if slip_between(digits, cell.amount.typed) == "swap"]
        if len(swapped) == 1 and swapped[0].amount.decimals == one.amount.decimals:
            yield _again(one, _in_unit_of(one, swapped[0]))


def _moves(document: TextDocument, rows: dict[tuple[int, int], list[Quantity]]) -> Iterator[Statement]:
    """A change since last year of what a row is called, where both years of that row differ by it the other way."""
    years: dict[str, list[tuple[Quantity, Quantity]]] = {}
    for row in rows.values():
        kinds = kinds_of(["", *(_around(document, cell)[1] for cell in row)])[1:]
        prior, actual = (
            [cell for cell, kind in zip(row, kinds, strict=True) if kind == one] for one in ("prior", "actual")
        )
        if len(prior) == 1 and len(actual) == 1:
            name = key(_LEAD.sub("", _around(document, row[0])[0]))
            years.setdefault(name, []).append((actual[0], prior[0]))
    for one in document.mentions if years else ():
        pairs: Sequence[tuple[Quantity, Quantity]] = years.get(one.key, ())
        since = one.role is Role.CHANGE and one.against == "prior" and not one.against_plan and one.own
        if since and one.kind == MONEY and one.direction and not one.hedged and len(pairs) == 1:
            now, then = (_in_unit_of(one, cell) for cell in pairs[0])
            reading = Interpretation(((1, now), (-1, then)), sign=one.direction, role="上年")
            if holds(one.amount, replace(reading, sign=-one.direction)):
                yield Statement("change", one, (reading,), items=(now, then))


def _in_unit_of(one: Quantity, cell: Quantity) -> Quantity:
    """The cell, its amount in the unit of ``one``."""
    amount, unit = cell.amount, one.amount.unit
    value, half = (part * unit.factor // amount.unit.factor for part in (amount.value, amount.half))
    return replace(cell, amount=replace(amount, value=value, half=half, unit=unit))


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
