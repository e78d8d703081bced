"""Rates and changes told in order (分别): of rows of figures before them, which all the others bear out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import product

from model.language.amounts import PERCENT, POINTS
from model.language.intervals import Interpretation, holds
from model.language.quantity import Quantity, Role
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern

_FEWEST, _MOST, _AROUND = 3, 8, 18
_TELLING = 5
_CHANGED = Pattern("分别(?:比上年|较上年|同比)?(?:各)?(?:净)?(?:增加|减少|增长|下降|上升|增|减)$")


def rates_in_rows(document: TextDocument) -> Iterator[Statement]:
    """The statements of the one rate or change of a row that is not what all others are of the figures before them.

    甲、乙、丙分别支付26万元、12万元和4万元，进度分别为74%、67%、57%: of as many figures told in order before these.
    """
    yield from _changes_in_rows(document)
    for first in document.mentions:
        group = first.group
        if first.rank != 1 or first.kind != PERCENT or not _FEWEST <= len(group) <= _MOST:
            continue
        if any(one.hedged or one.role is Role.RATE for one in group):
            continue
        found = [pair for pair in _rows(document, first, len(group)) if _misses(group, pair) is not None]
        odd = {_misses(group, pair) for pair in found}
        if len(odd) == 1 and (place := odd.pop()) is not None and place >= 0:
            over, under = (row[place] for row in found[0])
            reading = Interpretation(((1, over),), ((1, under),), binding=True, role=under.name)
            yield Statement("average", group[place], (reading,), items=(over, under))


def _changes_in_rows(document: TextDocument) -> Iterator[Statement]:
    """The one change of a row, each in its own unit, that is not what the two figures of that unit before differ by.

    接待64批次716人次，7.16万元；上年81批次902人次，9.47万元。批次、人次、经费分别减少17批次、186人次和2.31万元.
    """
    for first in document.mentions:
        if not _CHANGED.search(first.gap):
            continue
        row = document.sentences[first.sentence]
        row = row[row.index(first) :]
        ends = (at for at, one in enumerate(row) if at and one.gap not in ("、", "和", "，"))
        row = row[: next(ends, len(row))]
        told = document.sentences[first.sentence - 1] if first.sentence else []
        told = [one for one in told if one.prose == first.prose and one.level and one.stock != "average"]
        pairs = [[other for other in told if other.kind == one.kind] for one in row]
        if len(row) < _FEWEST or len({one.kind for one in row}) < len(row) or any(len(pair) != 2 for pair in pairs):
            continue
        pairs = [sorted(pair, key=lambda one: -one.amount.value) for pair in pairs]
        readings = [Interpretation(((1, more), (-1, less)), binding=True) for more, less in pairs]
        wrong = [at for at, one in enumerate(row) if not holds(one.amount, readings[at])]
        if len(wrong) == 1 and not any(one.hedged for one in row):
            yield Statement("balance", row[wrong[0]], (readings[wrong[0]],), items=tuple(pairs[wrong[0]]))


def _rows(document: TextDocument, first: Quantity, size: int) -> Iterator[tuple[list[Quantity], list[Quantity]]]:
    """Two rows of figures of one kind before the rates, side by side or each behind the one that it is of."""
    before = document.mentions[max(0, first.index - _AROUND) : first.index]
    near = [one for one in before if one.level and one.prose == first.prose and one.kind not in (PERCENT, POINTS)]
    for kind in {one.kind for one in near}:
        like = [one for one in near if one.kind == kind]
        rows = [like[at : at + size * step : step] for step in (1, 2) for at in range(len(like))]
        rows = [row for row in rows if len(row) == size]
        wholes = [[one] * size for one in like]
        yield from (pair for pair in product(rows, (*rows, *wholes)) if set(pair[0]).isdisjoint(pair[1]))


def _misses(group: Sequence[Quantity], pair: tuple[list[Quantity], list[Quantity]]) -> int | None:
    """The place of the one rate that is not of the two rows, -1 where all are, None where more are not."""
    missed = -1
    for place, (rate, over, under) in enumerate(zip(group, *pair, strict=True)):
        if not holds(rate.amount, Interpretation(((1, over),), ((1, under),))):
            if missed >= 0:
                return None
            missed = place
    digits = (one.amount.typed.replace(".", "").strip("0") for at, one in enumerate(group) if at != missed)
    parted = sum(one.amount.value for one in pair[0]) == pair[1][0].amount.value  # shares of what all of them come to
    return missed if sum(map(len, digits)) >= _TELLING - parted else None


def grown_in_rows(document: TextDocument, rate: Quantity) -> Statement | None:
    """The rate of its place among rates told 分别 behind this year's figures and last year's, each of its kind."""
    size = len(rate.group)
    first = rate.group[0].index if rate.group else 0
    row = document.mentions[max(0, first - 2 * size) : first]
    if size < _FEWEST - 1 or len(row) != 2 * size or any(one.hedged or one.sentence != rate.sentence for one in row):
        return None
    this, last = row[:size], row[size:]
    if last[0].role is Role.CHANGE and len(last[0].group) == size == last[-1].rank:
        return _of_changes(this, last, rate)
    kinds = [one.kind for one in this]
    named = all(one.own and one.key == other.key for one, other in zip(this, last, strict=True))
    alike_rows = kinds == [one.kind for one in last] and (len(set(kinds)) == size or named)
    if not alike_rows or last[0].time != "prior" or this[0].time not in ("", "this") or not this[0].level:
        return None
    pair = ((1, this[rate.rank - 1]),), ((1, last[rate.rank - 1]),)
    return Statement("rate", rate, (Interpretation(*pair, growth=True, sign=rate.direction, binding=True),))


def _of_changes(this: Sequence[Quantity], changes: Sequence[Quantity], rate: Quantity) -> Statement | None:
    """The rate of its place of the changes told 分别 before it, each of this year's figure of its place."""
    one, change = this[rate.rank - 1], changes[rate.rank - 1]
    now = all(each.level and each.time in ("", "this") and not each.plan and each.kind == change.kind for each in this)
    since = {rate.against, change.against} <= {"", "prior"} and not (rate.against_plan or change.against_plan)
    if not now or not since or not rate.direction or rate.direction != change.direction:
        return None
    reading = Interpretation(((1, change),), ((1, one), (-change.direction, change)), binding=True, role="上年")
    return Statement("rate", rate, (reading,))
