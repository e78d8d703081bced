"""Rates beside what was left: of what was spent and what was not, of what was done and what was not."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from model.language.amounts import MONEY, PERCENT
from model.language.intervals import HUNDRED, Interpretation
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.statements.balances import UNSPENT
from model.language.statements.quotients.deeds import MISSED
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern

_BACK = 2
_PAIR = 2
_AGAINST = Pattern("，(?:支出)?决算数?(?P<Way>大于|高于|超过|小于|低于)年?初?预算数?")
_LESS = ("小于", "低于")
_MOST = 12
_MARK = 3


def overspent(document: TextDocument) -> Iterator[Statement]:
    """The statements of rates above 100 per cent: of all there was to spend, which is what was spent and what was left.

    全年预算204万元，实际支出190万元，执行率105.6%，结余14万元: of no other budget.
    """
    yield from _beside_budget(document)
    for rate in document.mentions:
        if rate.role is not Role.EXECUTION or rate.hedged or rate.rank or rate.amount.value <= HUNDRED:
            continue
        if "年初" in rate.tail:
            continue  # 完成年初预算的114%
        rows = document.sentences[max(0, rate.sentence - _BACK) : rate.sentence + 1]
        told = [one for row in rows for one in row if one.prose == rate.prose and one.level and one.kind == MONEY]
        told = [one for one in told if not one.depth]
        lefts = [one for one in told if one.time != "opening" and (one.stock == "left" or UNSPENT.match(one.name))]
        found = [pair for left in lefts for pair in _there_was(told, left)]
        # 年初预算50万元，上年结转12万元，支出56万元，执行率112%: of the budget
        found = [pair for pair in found if len(pair[1]) == 1 or rate.adjusted]
        if len(found) == 1:
            spent, base = found[0]
            reading = Interpretation(((1, spent),), tuple((1, one) for one in base), binding=True, role="可用资金")
            yield Statement("average", rate, (reading,), items=(spent, base[0]))


def _there_was(told: list[Quantity], left: Quantity) -> Iterator[tuple[Quantity, tuple[Quantity, ...]]]:
    """What was spent and what there was, in one figure or with the opening one, where ``left`` is the rest."""
    for spent in (one for one in told if one.amount.value and (one.flow == "支出" or one.actual) and not one.plan):
        rest = [one for one in told if one not in (spent, left)]
        for base in (*combinations(rest, 1), *combinations(rest, _PAIR)):
            opened = len(base) == 1 or base[0].time == "opening" or base[1].time == "opening"
            due = sum(one.amount.value for one in base) - spent.amount.value
            if opened and due == left.amount.value > 0:
                yield spent, base


def done_and_undone(document: TextDocument) -> Iterator[Statement]:
    """The statements of rates between what was done and what was not, which come to a number told before them.

    在册320台，检验288台，检验率90%，未检的32台.
    """
    for rate in document.mentions[1:-1]:
        done, left = document.mentions[rate.index - 1], document.mentions[rate.index + 1]
        if rate.kind != PERCENT or "率" not in rate.tail or rate.hedged or rate.rank or rate.time in OTHER_TIMES:
            continue
        alike = done.level and left.level and done.kind == left.kind and done.sentence == rate.sentence == left.sentence
        if not alike or not done.kind.startswith("count") or "由" in rate.tail:
            continue
        if not MISSED.match(left.tail) or not any(word in rate.tail for word in left.tail[1:_MARK]):
            continue  # 合格率90%，未参加的32人
        earlier = document.mentions[max(0, done.index - _MOST) : done.index]
        same = [one for one in earlier if one.level and one.kind == done.kind and one.prose == done.prose]
        if any(one.amount.value == done.amount.value + left.amount.value for one in same):
            rest = [Interpretation(((1, one),), ((1, base),)) for base in same for one in (done, left, *same)]
            reading = Interpretation(((1, done),), ((1, done), (1, left)), binding=True)
            yield Statement("average", rate, (reading,), rest, items=(done, left))


def _beside_budget(document: TextDocument) -> Iterator[Statement]:
    """The statements of execution rates right before what was spent more or less than a budget that is not printed.

    支出92万元，完成年初预算的115%，决算数大于预算数12万元.
    """
    for rate in document.mentions[1:-1]:
        apart = document.mentions[rate.index + 1]
        said = _AGAINST.fullmatch(apart.gap) if rate.role is Role.EXECUTION and "预算" in rate.tail else None
        if said is None or rate.hedged or apart.hedged or rate.adjusted:
            continue
        row = document.sentences[rate.sentence]
        spent = next((one for one in reversed(row[: row.index(rate)]) if one.level and one.kind == MONEY), rate)
        if spent is rate or spent.plan or apart.kind != MONEY:
            continue
        if "初" in said[0] and "年初" not in rate.tail:
            continue  # 完成预算的100%，决算数大于年初预算数12万元
        sign = 1 if said["Way"] in _LESS else -1
        reading = Interpretation(((1, spent),), ((1, spent), (sign, apart)), binding=True, role="预算")
        near = document.mentions[max(0, rate.index - _MOST) : rate.index]
        rest = [
            Interpretation(((1, spent),), ((1, one),))
            for one in near
            if one.level and one.kind == MONEY and one is not spent
        ]
        yield Statement("average", rate, (reading,), rest, items=(spent, apart))
