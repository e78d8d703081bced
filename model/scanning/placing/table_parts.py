"""Parts the tables of a report that stand side by side in one grid, so that a figure is told by its own label."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple

from model.language.paragraphs import PlainTable

NUMBER: Final = re.compile(
    r"(-|负)?([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)\s*(万元|亿元|元|人|名|%)?"
)
_FLOW: Final = re.compile("收入|支出")
_MOST_HEADS: Final = 3


class TablePart(NamedTuple):
    """One of the tables of a grid.

    ``beyond`` is the number of columns to its right in the grid, ``flow`` 收入 or 支出 where its heads say that of all
    its rows, else "".
    """

    table: PlainTable
    beyond: int = 0
    flow: str = ""


def table_parts(table: PlainTable) -> Iterator[TablePart]:
    """The tables that stand side by side in ``table``, from the left; the whole where it is one."""
    texts = [tuple(text for text, _ in row) for row in table.rows]
    heads, first = headers(texts)
    edges = [at for at in range(2, len(heads) - 1) if _begins(at, heads, texts[first:])]
    for start, end in zip([0, *edges], [*edges, len(heads)], strict=True) if edges else ():
        rows = tuple(row[start:end] for row in table.rows)
        yield TablePart(PlainTable(rows, table.block), len(heads) - end, _flow(heads[start:end]))
    if not edges:
        yield TablePart(table)


def headers(rows: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], int]:
    """The headers of the columns, several rows of them put together, and how many rows those are; none for pairs."""
    count = 0
    while count < min(_MOST_HEADS, len(rows) - 1) and not any(NUMBER.fullmatch(cell) for cell in rows[count]):
        count += 1
    if not count:
        return (), 0
    heads = rows[0]
    for row in rows[1:count]:
        if len(row) != len(heads):
            return rows[count - 1], count
        heads = tuple(head if head == more else head + more for head, more in zip(heads, row, strict=True))
    return heads, count


def _begins(edge: int, heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> bool:
    """Whether labels begin anew at a column: under the head of the first ones or 支出 beside 收入, behind amounts."""
    one, other = heads[0], heads[edge]
    flows = set(_FLOW.findall(one)), set(_FLOW.findall(other))
    if not one or (one != other and (len(flows[0]) != 1 or len(flows[1]) != 1 or flows[0] == flows[1])):
        return False
    rows = [row for row in rows if len(row) == len(heads)]
    labels = [row[edge] for row in rows if row[edge]]
    named = sum(NUMBER.fullmatch(label) is None for label in labels)
    beside = [any(NUMBER.fullmatch(row[at]) for row in rows) for at in (edge - 1, *range(edge + 1, len(heads)))]
    return named > 1 and named * 2 > len(labels) and beside[0] and any(beside[1:])


def _flow(heads: tuple[str, ...]) -> str:
    said = [set(_FLOW.findall(head)) for head in (heads if _FLOW.search(heads[0]) else heads[1:])]
    both = set.intersection(*said[:1]) if _FLOW.search(heads[0]) else set.intersection(*said)
    return both.pop() if len(both) == 1 else ""
