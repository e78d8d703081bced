"""Whether a figure that its own reading does not explain is borne out by other figures of its sentence."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import accumulate, chain, pairwise, permutations

from model.language.amounts import PERCENT, POINTS
from model.language.intervals import Interpretation, holds
from model.language.quantity import Quantity
from model.language.statements.cures import Case
from model.language.text_document import TextDocument

_MOST = 16
_LEAST_DIGITS = 3
_SENTENCES = 16


def borne_out(document: TextDocument, case: Case) -> bool:
    """Whether other figures of the sentence come to the target in the shape that its statement has.

    At least one of them is none of the reading's own: those alone are a wrong base. A change keeps its base.
    """
    if _of_another_head(document, case):
        return True
    if case.statement.kind in ("average", "share") and case.reading.role:
        return False  # 满意度88.9%（以收回份数为基数）: of no other one
    target = case.statement.target
    digits = target.amount.typed.replace(".", "").lstrip("-0")
    if len(digits if target.amount.decimals else digits.rstrip("0")) < _LEAST_DIGITS or target.cell is not None:
        return False
    row = document.sentences[target.sentence]
    place = row.index(target)
    near = [one for one in row[max(0, place - _MOST) : place + _MOST] if one.sound and one is not target]
    near = [one for one in near if one.stock != "average"]
    levels = [one for one in near if one.level or (target.kind == POINTS and one.kind == PERCENT)]
    own = set(case.reading.operands())
    return any(
        holds(target.amount, reading) and not own.issuperset(reading.operands())
        for reading in _readings(case, target, levels)
    )


def _of_another_head(document: TextDocument, case: Case) -> bool:
    """Whether a list comes to another figure before it than its nearest head, or to one with what follows it.

    全年支出1760万元。支出中拨款1642万元。投向如下：... A figure of the head's name is that total, told twice.
    """
    target, items = case.statement.target, case.statement.items
    if case.statement.kind != "list" or not items or items[0].cell is not None:
        return False
    first = items[0]
    row = [one for one in document.sentences[first.sentence] if one.level and one.kind == target.kind]
    row = [one for one in row if one.depth == first.depth]
    sums = [sum(one.amount.value for one in several) for several in (items, row) if {*several} >= {*items}]
    told = [
        one
        for sentence in document.sentences[max(0, target.sentence - _SENTENCES) : first.sentence + 1]
        for one in sentence
        if one.level and one.kind == target.kind and one.index < first.index
    ]
    last = items[-1].sentence
    behind = [
        [one.amount.value for one in sentence if one.level and one.kind == target.kind]
        for sentence in document.sentences[last + 1 : last + _SENTENCES]
    ]
    first_of_each, all_of_them = (values[0] for values in behind if values), [*chain(*behind)][:_MOST]
    longer = {sums[0] + more for more in chain(accumulate(first_of_each), accumulate(all_of_them))}
    if target.amount.value in longer:
        return True  # 按用途分，人员40万元，公用10万元。项目20万元。
    if target.sentence == first.sentence and not (first.opener == "whole" and "；" in first.gap):
        return False
    head = target.key, target.plan, target.actual
    names = {(one.key, one.plan, one.actual) == head for one in told if one.amount.value in sums}
    if names:
        return True not in names
    # 支出中拨款1642万元，其他收入118万元。投向如下：... of both together.
    beside = pairwise(told)
    both = {one.amount.value + other.amount.value for one, other in beside if one.sentence == other.sentence}
    return not both.isdisjoint(sums)


def _readings(case: Case, target: Quantity, levels: list[Quantity]) -> Iterator[Interpretation]:
    kind, reading = case.statement.kind, case.reading
    if kind == "average":
        times = reading.times
        for over, under in permutations(levels, 2):
            if target.kind != PERCENT or over.kind == under.kind:
                yield Interpretation(((1, over),), ((1, under),), times=times)
    elif kind == "share" and not target.whole_name and case.statement.items:
        for one in levels:  # 证书412本、证明448份，合计860本（份），其中电子证照381份，占44.3%
            yield Interpretation(((1, case.statement.items[0]),), ((1, one),))
    elif kind == "change" and len(reading.terms) == 2:
        base = reading.terms[1][1]
        wanted = PERCENT if target.kind == POINTS else target.kind
        for one in levels:
            if one.kind == wanted and one is not base:
                yield Interpretation(((1, one), (-1, base)), sign=target.direction)
    elif kind in ("list", "total") and not reading.base:
        depths = {one.depth for one in reading.operands()}  # a division of its own in brackets bears no other one out
        like = [one for one in levels if one.kind == target.kind and one.depth in depths]
        for start in range(len(like)):
            for end in range(start + 2, len(like) + 1):
                yield Interpretation(tuple((1, one) for one in like[start:end]))
                if end - start > 3:
                    yield Interpretation(tuple((1, one) for one in like[start:end:2]))
