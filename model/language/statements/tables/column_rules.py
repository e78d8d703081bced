"""What the columns of a table are of each other: as their heads say, or as the other rows show."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, permutations

from model.language.amounts import PERCENT
from model.language.intervals import HUNDRED, Interpretation, holds
from model.language.quantity import Quantity
from model.language.statements.statement import Statement
from model.language.statements.tables.column_heads import DECLINE, DIFFERENCE, GROWTH, RATE, RATE_OF, RATES, kinds_of
from model.patterns import Pattern

BY_HEADS = "表内关系"
BY_ROWS = "其他各行"
"""How a statement is known: by the heads of its columns, or because the other rows obey it."""
Row = Sequence[Quantity | None]
# What was spent, in the head of a column that does not say that it is a result.
_SPENT = Pattern("支出|执行")
_SUMS = Pattern("小计|合计")
_CHANGE = Pattern("增减|变动|差额|升降")
_ADDED = Pattern("调整[数额]|追加|调增")
# The columns of what there was, what came, what went and what is left.
_FLOWS = (
    Pattern("^(?:年初|期初)[^增减]*$"),
    Pattern("^(?:本年|本期|当年)?(?:增加|新增)[^减率]*$"),
    Pattern("^(?:本年|本期|当年)?减少[^增率]*$"),
    Pattern("^(?:年末|期末)[^增减]*$"),
)
_RUNNING = Pattern("^累计")
_MOST_COLUMNS = 14
_MOST_TERMS = 5
# By their heads quotients and differences are such: two rows tell of what. Of sums the rows alone tell.
_FEWEST = 2
_FEWEST_OF_SUM = 3
_FINE = 3


@dataclass(frozen=True, slots=True)
class Formula:
    """How a column is computed: the sum of ``terms``, each a sign and a column, over that of ``base``."""

    terms: tuple[tuple[int, int], ...]
    base: tuple[tuple[int, int], ...] = ()

    def of(self, row: Row) -> Interpretation | None:
        """What it comes to in a row; None where a figure is missing there."""
        terms = [(sign, one) for sign, at in self.terms if (one := row[at]) is not None]
        base = [(sign, one) for sign, at in self.base if (one := row[at]) is not None]
        kinds = {one.kind for _, one in (*terms, *base)}
        if len(terms) < len(self.terms) or len(base) < len(self.base) or len(kinds) > 1:
            return None
        if base and PERCENT in kinds:
            return None  # no rate is one of rates
        return Interpretation(tuple(terms), tuple(base), binding=True)


def columns(rows: Sequence[Row], heads: Sequence[str], whole: Row | None, levels: Sequence[Row]) -> Iterator[Statement]:
    """The statements of the columns; ``whole`` is the row of totals, ``levels`` are the rows of what is no rate."""
    kinds = kinds_of(heads)
    full = [at for at in range(1, len(heads)) if sum(row[at] is not None for row in rows) > 1]
    percent = {at for at in full if all(one.kind == PERCENT for row in rows if (one := row[at]))}
    rates = {at for at in full if RATE.search(heads[at]) or (at in percent and GROWTH.search(heads[at]))}
    plain = [at for at in full if at not in rates | percent and kinds[at] not in RATES][:_MOST_COLUMNS]
    for at in range(1, len(heads)):
        if kinds[at] == "share" and whole is not None:
            yield from _shares(levels, at, plain, whole, named=RATE_OF.search(heads[at]) is None)
        of = rows if kinds[at] == "change" else levels
        named = list(_named(at, kinds, heads))
        told = _as_said(of, at, named)
        if not told and (at in plain or at in rates):
            others = [one for one in plain if one != at and (at in rates or not _CHANGE.search(heads[one]))]
            told = _as_shown(of, at, heads[at], others, rate=at in rates)
        yield from told or _as_slips(of, at, named)
        if at in plain and _RUNNING.search(heads[at]):
            yield from _running(levels, at, [one for one in plain if one < at])


def across(rows: Sequence[Row], labels: Sequence[str]) -> Iterator[Statement]:
    """The statements of rows that are called what is left over of others (比预算增减, 净值), as most columns show."""
    turned = [[None, *column] for column in zip(*rows, strict=True)]
    lines = [at for at, _ in enumerate(labels, 1) if any(row[at] is not None for row in turned)]
    if len(lines) > _MOST_COLUMNS:
        return
    for at in lines:
        if DIFFERENCE.search(labels[at - 1]) and not RATE.search(labels[at - 1]):
            others = [one for one in lines if one != at]
            yield from _as_shown(turned, at, labels[at - 1], others, short=False)


def _named(at: int, kinds: Sequence[str], heads: Sequence[str]) -> Iterator[Formula]:
    """The formulas that the heads give for a column: a total of those behind it, a change, rates, a stock."""
    where = {kind: kinds.index(kind) for kind in set(kinds) if kind and kinds.count(kind) == 1}
    if kinds[at] == "total":
        others = [place for place, kind in enumerate(kinds) if place and kind in ("", "plan", "actual") and place != at]
        if len(others) > 1:
            yield Formula(tuple((1, place) for place in others))
    flows = [[place for place, text in enumerate(heads) if place and one.search(text)] for one in _FLOWS]
    if all(len(one) == 1 for one in flows) and flows[-1] == [at]:
        opening, came, went, _ = (one[0] for one in flows)
        yield Formula(((1, opening), (1, came), (-1, went)))
    actual = where.get("actual", where.get("this"))
    bare = [place for place, kind in enumerate(kinds) if place and kind in ("", "total")]
    spent = [place for place in bare if _SUMS.match(heads[place])]
    spent = spent or [place for place in bare if _SPENT.search(heads[place])]
    if actual is None and kinds[at] in ("execution", "change") and len(spent) == 1:
        actual = spent[0]  # 预算|支出|执行率, 小计|上年|增减
    if actual is None:
        return
    plans = [place for place, kind in enumerate(kinds) if kind == "plan" and not _ADDED.search(heads[place])]
    prior = where.get("prior")
    bases = plans if "预算" in heads[at] or prior is None else [prior]
    if kinds[at] == "change" and len(bases) == 1:
        yield Formula(((1, actual), (-1, bases[0])))
    if kinds[at] == "rate" and len(bases) == 1:
        yield Formula(((1, actual), (-1, bases[0])), ((1, bases[0]),))
    if kinds[at] == "execution":
        for plan in plans:
            yield Formula(((1, actual),), ((1, plan),))


def _shown(at: int, head: str, plain: Sequence[int], *, rate: bool) -> Iterator[Formula]:
    """The formulas that a column may be computed by, for the rows to show which."""
    if rate:
        for one, other in permutations(plain, 2):
            if GROWTH.search(head):
                yield Formula(((1, one), (-1, other)), ((1, other),))
                if DECLINE.search(head):
                    yield Formula(((1, other), (-1, one)), ((1, other),))
            else:
                yield Formula(((1, one),), ((1, other),))
        pairs = [] if GROWTH.search(head) else list(pairwise(plain))  # 年初预算|追加预算|支出|执行率
        yield from (Formula(((1, one),), ((1, first), (1, then))) for one in plain for first, then in pairs)
        return
    if DIFFERENCE.search(head):
        yield from (Formula(((1, one), (-1, other))) for one, other in permutations(plain, 2))
        before = [one for one in plain if one < at][-3:]
        if len(before) == 3:  # 上年结转|本年收入|本年支出|年末结转
            yield Formula(((1, before[0]), (1, before[1]), (-1, before[2])))
        return
    behind, before = [one for one in plain if one > at], [one for one in plain if one < at][::-1]
    for side in (before, behind):
        for start in range(len(side)):
            for count in range(2, min(_MOST_TERMS, len(side) - start) + 1):
                yield Formula(tuple((1, place) for place in side[start : start + count]))


def _as_said(rows: Sequence[Row], at: int, formulas: Sequence[Formula]) -> list[Statement]:
    """The statements of the formula of the heads that most rows obey, where half of three rows or more do."""
    found = max((_statements(rows, at, formula, BY_HEADS) for formula in formulas), key=_kept, default=[])
    return found if len(found) > _FEWEST and _kept(found) * 2 >= len(found) else []


def _as_slips(rows: Sequence[Row], at: int, formulas: Sequence[Formula]) -> list[Statement]:
    """The statements of the formula of the heads where fewer obey it, all in figures that tell: a slip must show."""
    found = max((_statements(rows, at, formula, BY_ROWS) for formula in formulas), key=_kept, default=[])
    sure = len(found) > _FEWEST and _kept(found) and all(_tells(one, short=False) for one in found)
    return found if sure else []


def _as_shown(
    rows: Sequence[Row], at: int, head: str, plain: Sequence[int], *, rate: bool = False, short: bool = True
) -> list[Statement]:
    """The statements of a formula that all rows obey but one in three, so many that no chance makes it."""
    words = rate or DIFFERENCE.search(head)
    fewest = _FEWEST if words else _FEWEST_OF_SUM
    best: list[list[Statement]] = []
    most = 0
    for formula in _shown(at, head, plain, rate=rate):
        found = _statements(rows, at, formula, BY_ROWS)
        telling = [one for one in found if _tells(one, short=short and bool(words))]
        if len(telling) < max(fewest, most):
            continue
        kept = _kept(telling)
        broken = len(found) - _kept(found)
        if kept >= max(fewest, most) and broken * 3 <= max(kept, 3) and broken < kept:
            best = [*best, found] if kept == most else [found]
            most = kept
    if not best:
        return []
    for first, *others in zip(*best, strict=False):
        first.charity = tuple(one.readings[0] for one in others)
    return best[0]


def _tells(statement: Statement, *, short: bool) -> bool:
    """Whether a statement that holds shows something: 0, 100% and a short figure may come by chance."""
    target = statement.target.amount
    figures = [statement.target, *statement.readings[0].operands()]
    if any(not one.amount.value for one in figures) or target.value == HUNDRED:
        return False
    digits = target.typed.replace(".", "").lstrip("-0")
    return short or len(digits) >= _FINE


def _statements(rows: Sequence[Row], at: int, formula: Formula, whole: str) -> list[Statement]:
    found = [(cell, reading) for row in rows if (cell := row[at]) is not None and (reading := formula.of(row))]
    return [Statement("table", cell, (reading,), whole=whole) for cell, reading in found]


def _kept(found: Sequence[Statement]) -> int:
    return sum(holds(one.target.amount, one.readings[0]) for one in found)


def _shares(rows: Sequence[Row], at: int, plain: Sequence[int], whole: Row, *, named: bool) -> list[Statement]:
    """What part of the total each row of a column is: of the one right before the shares, or of one that fits."""
    best: list[Statement] = []
    for place in [one for one in plain if one < at][::-1]:
        total = whole[place]
        if total is None or total.kind == PERCENT or not total.amount.value:
            continue
        beside = named and place == at - 1
        pairs = [(row[at], row[place]) for row in rows if row is not whole]
        readings = [
            (share, Interpretation(((1, part),), ((1, total),), binding=True))
            for share, part in pairs
            if share is not None and part is not None and share.amount.value <= HUNDRED
        ]
        sure = beside and len(readings) > _FEWEST
        found = [
            Statement("table", share, (reading,), whole=BY_HEADS if sure else BY_ROWS) for share, reading in readings
        ]
        if len(found) >= _FEWEST and (beside or _kept(found) >= _FEWEST) and _kept(found) > _kept(best):
            best = found
    return best if _kept(best) * 2 >= len(best) else []


def _running(rows: Sequence[Row], at: int, plain: Sequence[int]) -> list[Statement]:
    """What came together up to each row of another column."""
    for place in plain:
        found = []
        for line, row in enumerate(rows):
            parts = [one for earlier in rows[: line + 1] if (one := earlier[place]) is not None]
            cell = row[at]
            if cell is not None and len(parts) == line + 1 > 1:
                terms = tuple((1, one) for one in parts)
                found.append(Statement("table", cell, (Interpretation(terms, binding=True),), whole=BY_ROWS))
        if _kept(found) >= _FEWEST and len(found) - _kept(found) <= 1:
            return found
    return []
