"""Percentages typed in a text whose part is printed before them, and whose base is a figure of the report, or there.

年中追加35.60万元，占年初预算的5.18%: the sentence names the base and does not print it; the part is ours where it is a
figure of the report, too. 预算80万元，执行率97.57%: in a
sentence alone, 80 may be 79.6; where the report has 80.00 it is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from dataclasses import dataclass, replace
from functools import cache
from typing import Final

from model.checks.diagnosis.repairs import Repair, in_text
from model.checks.findings import Finding
from model.checks.registry import TRUE_FIGURES, rule
from model.checks.rules.arithmetic import RATE
from model.checks.told.mentions import clause_start
from model.checks.told.other_scopes import other_scope_at
from model.checks.told.read_texts import ReadText
from model.checks.verdicts import compare
from model.figures import PERCENT_UNIT, WAN, Figure, figure
from model.language.quantity import Quantity, Role
from model.mistyped import slip_between
from model.patterns import Pattern
from model.report.formulas import WHOLE, Value
from model.report.references import Names
from model.report.tree import Cell
from model.schema.fields import Number
from model.text import fold, in_quotes

_BASE: Final = Pattern("占(?:全年)?([^，。；、占]{2,14}?)的?(?:比重|比例|百分比)?(?:约?为|达到?|是)?$")
_LEAST_DIGITS: Final = 3


@dataclass(frozen=True, slots=True)
class ToldRatio:
    """A percentage at ``place`` of a text, typed as ``rate``: of ``part`` in what is called ``base``, or in ``whole``.

    ``whole`` is a budget of the same sentence; None where the report has the base. ``words`` are the clause.
    """

    place: tuple[int, int]
    rate: Figure
    part: Figure
    base: str
    whole: Figure | None
    words: str
    number: Quantity


@rule(
    sentence="正文里写的占比、执行率，与句中的数和所说的基数相符",
    reason=RATE,
    remedy="按句中所说的基数重算；基数不是这一个的写明是哪一个",
    basis=TRUE_FIGURES,
)
def ratio_in_text(cell: Cell, told: ToldRatio, base: str, whole: Figure, due: Figure) -> Iterator[Finding]:
    """``told`` of ``whole``, which is called ``base``, is not ``due``: a warning where one slip makes it so."""
    slip = _slip(told.rate, due)
    message = f"{cell.label}里写{in_quotes(told.words)}：{told.part.text()}是{base}{whole.text()}的{due.text()}，请核对"
    yield ratio_in_text.ask(cell, message, due.digits(), told.rate.digits(), slip=slip)


def _slip(rate: Figure, due: Figure) -> bool:
    typed = rate.digits()
    return len(typed.replace(".", "").lstrip("-0")) >= _LEAST_DIGITS and bool(slip_between(due.digits(), typed))


class ToldBases:
    """The percentages of one report's texts that are judged against a base."""

    def __init__(self) -> None:
        self.judged: set[Quantity] = set()

    def findings(
        self, ratios: Sequence[tuple[Cell, ToldRatio]], names: Names, doubted: Set[tuple[str, str]]
    ) -> dict[Finding, Repair | None]:
        """Which of ``ratios``, each with its field, do not hold; and the text put right where a slip made it wrong.

        ``doubted`` are amounts, by path and digits, that other rules told of. ``judged`` are then all numbers judged.
        """
        found: dict[Finding, Repair | None] = {}
        self.judged = set()
        if not ratios:
            return found
        known = KnownAmounts(names)
        for cell, told in ratios:
            wholes = [told.whole] if told.whole is not None else known.called.get(fold(told.base), [])
            if not wholes or (told.whole is None and told.part.value not in known.finest):
                continue
            self.judged.add(told.number)
            if not doubted.isdisjoint({(cell.path, told.part.digits()), (cell.path, told.rate.digits())}):
                continue
            fine, wholes = replace(told, part=known.fine(told.part)), [*map(known.fine, wholes)]
            if any(_agrees(fine, whole) for whole in wholes):
                continue
            apart = {whole.value: whole for whole in wholes}
            if len(apart) > 1:  # 年初预算 of the whole, or of a part: the one that the percentage nearly fits
                apart = {at: whole for at, whole in apart.items() if _slip(fine.rate, _due(fine, whole))}
            if len(apart) == 1:
                (whole,) = apart.values()
                due = _due(fine, whole)
                mended = in_text(cell, *told.place, due.text()) if _slip(fine.rate, due) else None
                found.update((said, mended) for said in ratio_in_text(cell, fine, fine.base, whole, due))
        return found


def told_ratios(cell: Cell, text: ReadText, names: Names) -> Iterator[ToldRatio]:
    """The percentages of the ``text`` of ``cell`` whose part and base are known."""
    document = text.document
    for row in document.sentences if document is not None else ():
        for at, one in enumerate(row):
            if not at or one.role not in (Role.SHARE, Role.EXECUTION) or one.hedged or one.rank:
                continue
            assert document is not None
            prose = document.text_of(one)
            words = prose[clause_start(prose, row[0].start) : row[at - 1].end]
            if other_scope_at(words, names) <= len(words):
                continue
            place, found = text.place(one), _operands(row, at)
            if place is None or found is None:
                continue
            part, whole, base = found
            places = [text.place(number) for number in (part, whole) if number is not None]
            figures = [text.figure(each, WAN) if each is not None else None for each in places]
            rate = text.figure(place, PERCENT_UNIT)
            if rate is None or figures[0] is None or figures[-1] is None:
                continue
            clause = cell.raw[clause_start(cell.raw, place[0]) : place[1]].strip()
            yield ToldRatio(place, rate, figures[0], base, figures[1] if whole is not None else None, clause, one)


def _operands(row: list[Quantity], at: int) -> tuple[Quantity, Quantity | None, str] | None:
    """The part of the percentage at that place, its base where that is printed, and what the base is called."""
    one, part = row[at], row[at - 1]
    if one.own or not (part.level and part.kind == "money" and part.part == one.part and not part.depth):
        return None
    based = next(iter(_BASE.findall(one.tail)), "")
    if named := based if part.added else one.whole_name or based:  # what was added is of the budget that is named
        return (part, None, named) if (part.added or not part.plan) and part.time in ("", "this", "part") else None
    before = row[at - 2] if at > 1 else None
    if one.role is not Role.EXECUTION or before is None or not before.level or before.kind != part.kind:
        return None
    if before.key != part.key or not part.key or before.plan == part.plan or before.part != one.part:
        return None
    return (before, part, "预算") if part.plan else (part, before, "预算")


@cache
def _names(field: Number) -> frozenset[str]:
    """What texts may call the amount of ``field``."""
    return frozenset(fold(name.removesuffix(end)) for name in (field.label, *field.aliases) for end in ("", "数"))


class KnownAmounts:
    """The amounts of a report: those ``called`` by a label alone, and every one by its value, the finest there is."""

    def __init__(self, names: Names) -> None:
        self.called: dict[str, list[Figure]] = {}
        self.finest: dict[int, Figure] = {}
        for section in names.report.sections():
            for cell in names.report.cells(section):
                amount, field = cell.figure, cell.field
                if amount is None or not isinstance(field, Number) or field.unit != WAN:
                    continue
                known = self.finest.setdefault(amount.value, amount)
                if amount.half < known.half:
                    self.finest[amount.value] = amount
                if cell.node.outermost_row is None:
                    for name in _names(field):
                        self.called.setdefault(name, []).append(amount)

    def fine(self, typed: Figure) -> Figure:
        """``typed``, or the same amount as the report has it, with more decimals: 80万元 of 80.00 is not 79.6."""
        return min(typed, self.finest.get(typed.value, typed), key=lambda one: one.half)


def _share(part: Figure, whole: Figure) -> Value:
    return Value(WHOLE * part.low, whole.high, WHOLE * part.value, whole.value, WHOLE * part.high, whole.low)


def _due(told: ToldRatio, whole: Figure) -> Figure:
    """The percentage that the part is of ``whole``, with as many decimals as were typed."""
    value = _share(told.part, whole)
    return figure(value.point, PERCENT_UNIT, told.rate.decimals, value.over)


def _agrees(told: ToldRatio, whole: Figure) -> bool:
    return whole.low <= 0 or compare(told.rate, _share(told.part, whole)) in ("exact", "rounding")
