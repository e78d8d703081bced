"""Tables: totals of rows and columns, and what the heads of columns say of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from model.figures import SCALE, Unit
from model.language.amounts import PERCENT, PLAIN, Amount
from model.language.intervals import Interpretation, holds
from model.language.lexicon import lexicon
from model.language.paragraphs import PlainTable
from model.language.quantity import Quantity, Role
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern

_NUMBER = Pattern(r"(-?)([0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]{1,6})?|[0-9]{1,15}(?:\.[0-9]{1,6})?)(%?)")
_TOTAL = Pattern(r"(?:合计|总计|共计|总额|总分)(?:数|金额)?")
_SUB = Pattern(r"(?:其中|小计)")
_RATES = frozenset({"rate", "execution", "share", "label"})
# A share of something else than the column: 占预算%, 占上年比重.
_RATE_OF = Pattern("占.{1,20}?[比%重例]")
_RATE = Pattern(r"率|%|比重|比例|占比|幅度|均|单价|元/")
# What a column counts one by one, so that whole numbers in it were not rounded.
_COUNTS = Pattern(r"人数|件数|数量|分值|得分|权重|[个件次户台辆套所家场期班份宗起处名人](?:数|）|$)")
_AMOUNTS = Pattern(r"[万亿千元]|金额|资金|预算|支出|收入|经费|决算")
_SCORES = Pattern("(?:自评|评价|实际)?得分|分值|权重|满分")
# What was spent, in the head of a column that does not say that it is a result.
_SPENT = Pattern("支出|执行")
_SUMS = Pattern("小计|合计")
# The columns of what there was, what came, what went and what is left.
_FLOWS = (
    Pattern("^(?:年初|期初)[^增减]*$"),
    Pattern("^(?:本年|本期|当年)?(?:增加|新增)[^减率]*$"),
    Pattern("^(?:本年|本期|当年)?减少[^增率]*$"),
    Pattern("^(?:年末|期末)[^增减]*$"),
)
_MOST_ROWS = 400


def tables(document: TextDocument) -> Iterator[Statement]:
    """The statements of every table; one that most rows or columns do not obey is no rule of that table."""
    before: dict[str, list[Quantity]] = {}
    for at, piece in enumerate(document.pieces):
        if isinstance(piece, PlainTable):
            numbers = _cells(piece, at)
            yield from _table(numbers, piece, before)
            before = _scored(numbers, piece) or before  # the goals may stand between


def _scored(numbers: list[list[Quantity | None]], grid: PlainTable) -> dict[str, list[Quantity]]:
    """The scores and points of a table by the head over them: a table that goes on below may add them to its own."""
    found: dict[str, list[Quantity]] = {}
    heads: dict[int, str] = {}
    for cells, row in zip(grid.rows, numbers, strict=False):
        heads |= {at: text for at, (text, _) in enumerate(cells) if _SCORES.fullmatch(text)}
        for at, cell in enumerate(row):
            if cell is not None and at in heads:
                found.setdefault(heads[at], []).append(cell)
    return found


def cells(document: TextDocument) -> Iterator[Quantity]:
    """The numbers of all tables."""
    for at, piece in enumerate(document.pieces):
        if isinstance(piece, PlainTable):
            for row in _cells(piece, at):
                yield from (cell for cell in row if cell is not None)


def _cells(grid: PlainTable, prose: int) -> list[list[Quantity | None]]:
    """The numbers of the table, None for other cells."""
    found: list[list[Quantity | None]] = []
    for line, row in enumerate(grid.rows[:_MOST_ROWS]):
        found.append([_cell(text, prose, line, column) for column, (text, _) in enumerate(row)])
    return found


def _cell(text: str, prose: int, line: int, column: int) -> Quantity | None:
    match = _NUMBER.fullmatch(text)
    if match is None:
        return None
    digits = match[2].replace(",", "")
    whole, _, tail = digits.partition(".")
    value = int(whole + tail) * SCALE // 10 ** len(tail)
    value = -value if match[1] else value
    kind = PERCENT if match[3] else PLAIN
    half = SCALE // 10 ** len(tail) // 2
    amount = Amount(value, half, Unit(match[3], kind), len(tail), match[1] + digits)
    return Quantity(0, len(text), amount, False, "", prose=prose, cell=(line, column), role=Role.LEVEL)


def _table(
    numbers: list[list[Quantity | None]], grid: PlainTable, before: dict[str, list[Quantity]]
) -> Iterator[Statement]:
    data = [line for line, row in enumerate(numbers) if sum(cell is not None for cell in row) and _label(grid, line)]
    if len(data) < 2:
        return
    width = max(len(numbers[line]) for line in data)
    above = [line for line in range(data[0]) if not any(numbers[line]) and len(grid.rows[line]) >= width - 1]
    full = [line for line in above if len([text for text, _ in grid.rows[line] if text]) >= width - 1]
    # A head of two rows, its cells merged: what stands over a column is read as one.
    rows = [grid.rows[line] for line in above] if full else []
    heads = ["".join(dict.fromkeys(row[at][0] for row in rows if at < len(row))) for at in range(width)] if rows else []
    for at, text in enumerate(heads):
        column = [row[at] for row in numbers if at < len(row)]
        _exact([cell for cell in column if cell is not None], text)
    rates = {at for at, text in enumerate(heads) if _head(text) in _RATES or _RATE.search(text)}
    yield from _most(
        [one for one in _total_rows(numbers, grid, data, before) if one.target.cell and one.target.cell[1] not in rates]
    )
    if len(heads) == width:
        yield from _shares(numbers, heads, grid, data)
        yield from _columns(numbers, heads, [line for line in data if not _RATE.search(_label(grid, line))])


def _exact(column: list[Quantity], head: str) -> None:
    """Take the whole numbers of a column of counts as they stand."""
    if _COUNTS.search(head) and not _AMOUNTS.search(head) and not any(one.amount.decimals for one in column):
        for one in column:
            one.amount = replace(one.amount, half=0)


def _label(grid: PlainTable, line: int) -> str:
    """The name of a row: in its first two cells, or behind cells that are blank, merged with those above."""
    row = grid.rows[line]
    names = [text for text, _ in row[:2] if text] or [next((text for text, _ in row[2:] if text), "")]
    return next((text for text in names if not _NUMBER.fullmatch(text)), "")


def _is_total(label: str) -> bool:
    return _TOTAL.fullmatch(label.lstrip("一二三四五六七八九十、.0123456789（）")) is not None


def _total_rows(
    numbers: list[list[Quantity | None]], grid: PlainTable, data: list[int], before: dict[str, list[Quantity]]
) -> Iterator[Statement]:
    """The last or first row, where it is called a total, is the sum of the others.

    A part may stand apart: in a row of its own above the heads of the others, or among the scores ``before``.
    """
    total = _total_row(grid, data)
    if total is None:
        return
    for column, target in enumerate(numbers[total]):
        if target is None or target.kind == PERCENT:
            continue
        items = _items(numbers, grid, data, total, column)
        if len(items) > 1 and all(item.kind == target.kind for item in items) and not _average(target, items):
            reading = Interpretation(tuple((1, item) for item in items), binding=True)
            heads = {row[column][0] for row in grid.rows[: data[0]] if column < len(row)}
            scores = set(filter(_SCORES.fullmatch, heads))
            apart = [row[column] for row in numbers[: data[0]] if scores and column < len(row)]
            further = [cell for cell in apart if cell is not None]
            further += [cell for head in scores for cell in before.get(head, ())]
            with_one = [replace(reading, terms=(*reading.terms, (1, part))) for part in further]
            first, *charity = (*with_one, reading) if len(with_one) == 1 else (reading, *with_one)
            if _is_full_mark(target, items, grid, column) and not any(
                holds(target.amount, one) for one in (first, *charity)
            ):
                continue
            yield Statement("table", target, (first,), charity, items=tuple(items), whole="合计行")


def _items(
    numbers: list[list[Quantity | None]], grid: PlainTable, data: list[int], total: int, column: int
) -> list[Quantity]:
    """What a column holds beside its total; nothing where a row between is not read: one part unread is no slip."""
    found: list[Quantity] = []
    for line in range(data[0], data[-1] + 1):
        if line == total or column >= len(numbers[line]):
            continue
        cell = numbers[line][column]
        if cell is not None and _label(grid, line):
            found.append(cell)
        elif re.search("[0-9]", grid.rows[line][column][0]):
            return []
    return found


def _is_full_mark(target: Quantity, items: list[Quantity], grid: PlainTable, column: int) -> bool:
    """Whether 100 below scores is the full mark, of which the table may list a part only."""
    if target.amount.value != 100 * SCALE or sum(item.amount.value for item in items) >= target.amount.value:
        return False
    return any(column < len(row) and _SCORES.fullmatch(row[column][0]) for row in grid.rows)


def _total_row(grid: PlainTable, data: list[int]) -> int | None:
    """The line of the total of all others, the last or the first; None where there is none, or parts of parts."""
    labels = {line: _label(grid, line) for line in data}
    totals = [line for line in data if _is_total(labels[line])]
    if not totals and _SUB.fullmatch(labels[data[-1]]):
        totals = [data[-1]]  # the only total of a table may be called 小计
    parts = any(_SUB.search(label) for line, label in labels.items() if line not in totals)
    return totals[0] if len(totals) == 1 and totals[0] in (data[0], data[-1]) and not parts else None


def _shares(
    numbers: list[list[Quantity | None]], heads: list[str], grid: PlainTable, data: list[int]
) -> Iterator[Statement]:
    """What part of the total each row of the column before a column of shares is."""
    total = _total_row(grid, data)
    for at in [at for at, text in enumerate(heads) if at and _head(text) == "share" and not _RATE_OF.search(text)]:
        whole = numbers[total][at - 1] if total is not None and at <= len(numbers[total]) else None
        if whole is None or whole.kind == PERCENT or not whole.amount.value:
            continue
        rows = [numbers[line] for line in data if line != total and at < len(numbers[line])]
        pairs = [(row[at], row[at - 1]) for row in rows]
        found = [
            Statement("table", share, (Interpretation(((1, part),), ((1, whole),), binding=True),), whole="表内关系")
            for share, part in pairs
            if share is not None and part is not None and share.kind == PERCENT
        ]
        if len(found) > 2:
            yield from _most(found)


def _average(total: Quantity, items: list[Quantity]) -> bool:
    """Whether a figure in the row of the totals lies among those above it: a rate or an average is no sum of theirs.

    Where it is a tenth of the sum to the digit, its unit or point slipped. Nor is what grew up to it (累计支出).
    """
    values = [item.amount.value for item in items]
    if values == sorted(values) and total.amount.value == values[-1]:
        return True
    return min(values) < total.amount.value < max(values) and sum(values) != total.amount.value * 10


def _most(found: list[Statement]) -> Iterator[Statement]:
    """The statements, where at least half of them hold; else they are no rule, and a slip must show."""
    kept = sum(holds(one.target.amount, one.readings[0]) for one in found)
    for one in found:
        one.certainty = "explicit" if kept * 2 >= len(found) and kept else "slip" if len(found) == 1 else "never"
        yield one


def _columns(numbers: list[list[Quantity | None]], heads: list[str], data: list[int]) -> Iterator[Statement]:
    """What the heads of columns say: a total of those behind it, a change, rates."""
    kinds = [_head(text) for text in heads]
    where = {kind: kinds.index(kind) for kind in set(kinds) if kind and kinds.count(kind) == 1}
    rows = [[numbers[line][at] if at < len(numbers[line]) else None for at in range(len(heads))] for line in data]
    if "total" in where:
        at = where["total"]
        others = [place for place, kind in enumerate(kinds) if place and kind in ("", "plan", "actual") and place != at]
        if len(others) > 1:
            yield from _rule(rows, at, [(1, place) for place in others], [])
    yield from _flows(rows, heads)
    actual = where.get("actual", where.get("this"))
    prior, plan = where.get("prior"), where.get("plan")
    plain = [at for at, kind in enumerate(kinds) if at and kind in ("", "total")]
    sums = [at for at in plain if _SUMS.match(heads[at])]
    bare = sums or [at for at in plain if _SPENT.search(heads[at])]
    if actual is None and ("execution" in where or "change" in where) and len(bare) == 1:
        actual = bare[0]  # 预算|支出|执行率, 小计|上年|增减
    if actual is None:
        return
    base = prior if prior is not None else plan
    if "change" in where and base is not None:
        yield from _rule(rows, where["change"], [(1, actual), (-1, base)], [])
    if "rate" in where and base is not None:
        yield from _rule(rows, where["rate"], [(1, actual), (-1, base)], [(1, base)])
    if "execution" in where and plan is not None:
        yield from _rule(rows, where["execution"], [(1, actual)], [(1, plan)])


def _flows(rows: list[list[Quantity | None]], heads: list[str]) -> Iterator[Statement]:
    """What stood at the end of the year is what stood at its beginning, and what came, less what went."""
    found = [[at for at, text in enumerate(heads) if at and one.search(text)] for one in _FLOWS]
    if all(len(one) == 1 for one in found):
        opening, came, went, closing = (one[0] for one in found)
        yield from _rule(rows, closing, [(1, opening), (1, came), (-1, went)], [])


def _rule(
    rows: list[list[Quantity | None]], target: int, terms: list[tuple[int, int]], base: list[tuple[int, int]]
) -> Iterator[Statement]:
    found: list[Statement] = []
    for row in rows:
        cell = row[target]
        over = [(sign, row[at]) for sign, at in terms]
        under = [(sign, row[at]) for sign, at in base]
        if cell is None or any(one is None for _, one in [*over, *under]):
            continue
        reading = Interpretation(
            tuple((sign, one) for sign, one in over if one is not None),
            tuple((sign, one) for sign, one in under if one is not None),
            binding=True,
        )
        found.append(Statement("table", cell, (reading,), whole="表内关系"))
    if len(found) > 2:
        yield from _most(found)


def _head(text: str) -> str:
    """What a column states, by its head: "plan", "actual", "this", "prior", "change", "rate", "execution" ..."""
    kinds = {kind for word in lexicon().words(text) for kind in word.kinds}
    if re.search("序号|编码|科目|单位|备注|名称|项目|类别", text) and not kinds & {"plan", "actual", "execution"}:
        return "label"
    if "execution" in kinds:
        return "execution"
    if re.search("增减|增长|变动|差额|升降", text):
        return "rate" if re.search("率|%|幅|比例", text) else "change"
    if "share" in kinds or "%" in text:
        return "share"
    if _is_total(text):
        return "total"
    if "prior" in kinds:
        return "prior"
    if kinds & {"plan", "plan_short"} and "actual" not in kinds:
        return "plan"
    if "actual" in kinds or "completed" in kinds:
        return "actual"
    if "this" in kinds:
        return "this"
    return ""
