"""Which figure of a statement that does not hold was likely mistyped, judged by all statements that it stands in."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from model.figures import MAX_DIGITS, digits
from model.language.amounts import MONEY, PERCENT, Amount
from model.language.intervals import Interpretation, compare, expected
from model.language.quantity import Quantity
from model.language.statements.statement import Statement
from model.mistyped import DigitSlip, one_slip_away, slip_between

Slip = DigitSlip | Literal["unit", "point", "sign"]
WORDS: dict[Slip, str] = {
    "swap": "相邻两位数字颠倒",
    "digit": "一位数字有误",
    "unit": "单位写错（差一万倍）",
    "point": "小数点错位",
    "sign": "正负号反了",
}
_TELLING = 10


def _slips(amount: Amount) -> Iterator[tuple[int, Slip]]:
    """The values that ``amount`` may have been meant to be, one slip away, the likelier slips first."""
    if sum(map(str.isdigit, amount.typed)) > MAX_DIGITS:
        return
    yield from one_slip_away(amount)
    if amount.kind == MONEY:
        yield from ((amount.value * 10**4, "unit"), (amount.value // 10**4, "unit"))
    if amount.kind in (MONEY, PERCENT):
        yield from ((amount.value * 10, "point"), (amount.value // 10, "point"))
    yield -amount.value, "sign"


_MOST_OPERANDS = 12
_MOST_CASES = 40
_ORDER: dict[Slip | None, int] = {"swap": 3, "digit": 2, "unit": 3, "point": 2, "sign": 1, None: 0}


@dataclass(frozen=True, slots=True)
class Cure:
    """``mention`` read as ``value`` billionths makes a statement hold; ``slip`` is what would explain it, or None."""

    mention: Quantity
    value: int
    slip: Slip | None


@dataclass(slots=True)
class Case:
    """A statement that does not hold, as ``reading`` understands it, and the cure that was chosen.

    ``mends`` is how many cases the cure mends; ``breaks`` tells that it breaks as many statements that hold.
    """

    statement: Statement
    reading: Interpretation
    cure: Cure | None = None
    mends: int = 0
    breaks: bool = False


class CureFinder:
    """Cures for the cases of one document; ``held`` are the readings that hold, by each mention that stands in them."""

    def __init__(self, cases: list[Case], held: dict[Quantity, list[tuple[Quantity, Interpretation]]]) -> None:
        self._cases = cases
        self._held = held
        self._standing: dict[Quantity, list[Case]] = defaultdict(list)
        for case in cases:
            for mention in dict.fromkeys((case.statement.target, *case.reading.operands())):
                self._standing[mention].append(case)

    def choose(self) -> None:
        """Give each case the cure that mends most and breaks least."""
        for case in self._cases:
            best: tuple[tuple[int, int, int], Cure] | None = None
            for cure in cures(case):
                if cure.slip is None and cure.mention is not case.statement.target and self._fixed(cure) < 2:
                    continue
                rank = (
                    self._fixed(cure) - self._broken(cure),
                    _ORDER[cure.slip],
                    int(cure.mention is case.statement.target),
                )
                if best is None or rank > best[0]:
                    best = rank, cure
            case.cure = best[1] if best is not None else None
            case.mends = self._fixed(best[1]) if best is not None else 0
            case.breaks = best is not None and 0 < self._broken(best[1]) >= case.mends

    def _fixed(self, cure: Cure) -> int:
        """How many of the cases it mends."""
        cases = self._standing[cure.mention][:_MOST_CASES]
        return sum(_holds(case.statement.target, case.reading, cure) for case in cases)

    def _broken(self, cure: Cure) -> int:
        """How many statements that hold it would break."""
        return sum(
            not _holds(target, reading, cure) for target, reading in self._held.get(cure.mention, [])[:_MOST_CASES]
        )


def _holds(target: Quantity, reading: Interpretation, cure: Cure) -> bool:
    value = cure.value if cure.mention is target else None
    put = (cure.mention, cure.value) if cure.mention is not target else None
    return compare(target.amount, reading, put, value) in ("exact", "rounding")


def rounded(value: Fraction, like: Quantity) -> int:
    """``value`` billionths rounded half up to the decimals that ``like`` is printed with."""
    step = like.amount.step
    places = (2 * abs(value) + step) // (2 * step)
    return int(places * step) * (-1 if value < 0 else 1)


def cures(case: Case) -> Iterator[Cure]:
    """What would make the case's statement hold: another target, or one operand mistyped."""
    target, reading = case.statement.target, case.reading
    due = expected(reading)
    if due is not None and due * 10**4 == target.amount.value and target.amount.kind == MONEY:
        yield Cure(target, int(due), "unit")  # 每公里1500万元, of 46.8万元 for 312公里
    if due is not None:
        value = rounded(due, target)
        if value or not reading.base:
            yield Cure(target, value, slip_of(target, value, due) if value else None)  # nobody writes 19.73 for 0
    operands = dict.fromkeys(reading.operands())
    if len(operands) > _MOST_OPERANDS:
        return
    if not reading.base and reading.each is None and due is not None:
        lack = Fraction(target.amount.value) - due
        for sign, mention in reading.terms:
            meant = mention.amount.value + reading.sign * sign * lack
            value = rounded(meant, mention)
            # 14.26亿元 for 14.26万元 would still be more than nothing.
            seen = value or abs(mention.amount.value) <= 10**4 * target.amount.step
            fits = seen and (value >= 0 or mention.amount.value < 0)
            if value != mention.amount.value and mention.amount.value and fits:
                yield Cure(mention, value, slip_of(mention, value, meant))
            # 132.39亿元 for 132.39万元, of which 0.01亿元 are too little to say
            smaller = mention.amount.value // 10**4
            telling = mention.amount.kind == MONEY and abs(smaller) >= _TELLING * target.amount.step
            if telling and compare(target.amount, reading, (mention, smaller)) in ("exact", "rounding"):
                yield Cure(mention, smaller, "unit")
        return
    for mention in operands:
        for value, slip in _slips(mention.amount):
            if compare(target.amount, reading, (mention, value)) in ("exact", "rounding"):
                yield Cure(mention, value, slip)


def slip_of(mention: Quantity, value: int, meant: Fraction | None = None) -> Slip | None:
    """The slip of the pen that makes of ``value``, in billionths, what the mention prints; None where none does.

    ``meant`` is the value before it was rounded to the digits of the mention, which a slip of its point shifts.
    """
    amount = mention.amount
    if value == -amount.value:
        return "sign"
    scale = amount.step
    fits = value % scale == 0 and abs(value) < 10**15 * scale
    if fits and (mistyped := slip_between(amount.typed, digits(value, amount.unit, amount.decimals))):
        return mistyped
    factors: tuple[tuple[int, Slip], ...] = ((10**4, "unit"), (10, "point"))
    for times, slip in factors[amount.kind != MONEY :]:
        smaller = rounded(Fraction(amount.value, times), mention)
        # Where little of it is left, anything would do; where nothing is, it was left out of the reckoning.
        told = smaller == 0 or abs(smaller) >= _TELLING * amount.step
        shifted = rounded(Fraction(value, times), mention) == amount.value >= _TELLING * amount.step
        same = meant is None or slip == "unit" or rounded(meant * times, mention) == amount.value
        if amount.value and (value == amount.value * times or shifted or (told and same and value == smaller)):
            return slip
    return None
