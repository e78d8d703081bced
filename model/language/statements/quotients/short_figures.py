"""What even a figure of two digits may be taken for: readings of few chances."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise, permutations, product

from model.language.amounts import PERCENT
from model.language.intervals import Interpretation
from model.language.quantity import Quantity
from model.language.statements.cures import Case
from model.patterns import Pattern

_TOGETHER = "之和"
_OF_ALL = Pattern("全年|共|累计")
_TIMES = "count:倍"


def readings_of_short_figures(case: Case, row: list[Quantity]) -> Iterator[Interpretation]:
    """The readings of few chances, that even a figure of two digits may be taken for."""
    target, reading = case.statement.target, case.reading
    like = [one for one in row if one.level and one.index < target.index]
    if case.statement.kind == "average" and target.kind == _TIMES and len(reading.terms) == 1:
        for over, under in permutations(like, 2):  # 由2020年的6.3万元增加到25.8万元，增加19.5万元，是2020年的4.1倍
            yield Interpretation(((1, over),), ((1, under),), times=reading.times)
        together = pairwise(like) if _TOGETHER in target.tail else ()
        for (one, other), under in product(together, like):  # 后两年之和是首年的4.1倍
            yield Interpretation(((1, one), (1, other)), ((1, under),), times=reading.times)
    elif case.statement.kind == "average" and target.kind != PERCENT and reading.base:
        for one in like:  # 优待金312万元、补助247.50万元，受助家庭208户、户均1.5万元
            if one.kind == target.kind and one.stock != "average":
                yield Interpretation(((1, one),), reading.base, times=reading.times)
    elif case.statement.kind == "share" and reading.base and not target.whole_name and case.statement.items:
        item = case.statement.items[0]  # 甲台播出8395小时，日均23小时；乙台播出6570小时，自办2628小时，占40%
        for one in like:
            if one.part == item.part != reading.base[0][1].part and one.kind == item.kind and one.index < item.index:
                yield Interpretation(((1, item),), ((1, one),))
        for of, one in permutations(like, 2):  # 其余14728人次为200毫升献血，占40%
            if of.kind == one.kind != item.kind and target.index - 3 < one.index and of.index < one.index:
                yield Interpretation(((1, one),), ((1, of),))
    elif case.statement.kind == "balance" and reading.terms and not reading.base:
        whole = reading.terms[0][1]
        for one in like:  # 共68项，一季度办结9项 ...，全年66项；未办结2项
            if one.kind == whole.kind and _OF_ALL.search(one.gap):
                yield Interpretation(((1, whole), (-1, one)))
    elif case.statement.kind == "rate":
        for was, now in pairwise(like):  # 以后三年依次为41.5、46.1、44.8万元，2023年有所回落，下降2.8%
            if was.rank and now.rank and was.kind == now.kind:
                yield Interpretation(((1, now),), ((1, was),), growth=True, sign=target.direction)
