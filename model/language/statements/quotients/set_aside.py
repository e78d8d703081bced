"""What a rate does not count of what was spent or planned: what is taken out of it, what was paid for another year."""

from __future__ import annotations

from collections.abc import Iterator

from model.language.intervals import Interpretation
from model.language.lexicon import pattern
from model.language.quantity import Quantity
from model.patterns import Pattern

_OUT = "^[^，。；]{0,6}(?:<excluded>)"
_THEN = Pattern("(?:[^，。；0-9]{0,8}(?:因素|影响|资金|部分|支出|预算|指标))?(?:[之以]?后|外|不计)?[，（]|[之以]?后|外")
_THIS_YEAR = pattern("<this>")


def taken_out(row: list[Quantity], rate: Quantity, kind: str) -> Quantity | None:
    """The figure right before the rate without which it is said to be (剔除年底下达的100万元后，执行率97.14%)."""
    before = row[max(0, row.index(rate) - 1) : row.index(rate)]
    found = [one for one in before if one.kind == kind and one.sound and is_out(one) and _THEN.match(rate.gap)]
    return found[0] if found else None


def is_out(one: Quantity) -> bool:
    """Whether a figure is called what is not counted (剔除, 扣除, 不含)."""
    return pattern(_OUT).search(one.tail) is not None


def without(spent: Quantity, planned: Quantity, part: Quantity) -> tuple[Interpretation, ...]:
    """The rates of what was spent in what was planned, where a part of either, or of both, is not counted."""
    less_spent, less_planned = ((1, spent), (-1, part)), ((1, planned), (-1, part))
    pairs = ((((1, spent),), less_planned), (less_spent, less_planned), (less_spent, ((1, planned),)))
    return tuple(
        Interpretation(over, under, role="预算") for over, under in pairs if _positive(over) and _positive(under)
    )


def of_other_years(row: list[Quantity], rate: Quantity, spent: Quantity) -> Iterator[Quantity]:
    """The parts of what was spent, told behind it, that are of another year (其中支付上年尾款30万元)."""
    for one in row:
        part = (one.listed or one.opener or one.depth > spent.depth) and spent.index < one.index < rate.index
        if part and one.level and one.kind == spent.kind and one.time in ("prior", "opening", "next"):
            yield one


def of_this_year(rate: Quantity) -> bool:
    """Whether the rate is said to be this year's."""
    return _THIS_YEAR.search(rate.tail) is not None


def _positive(terms: tuple[tuple[int, Quantity], ...]) -> bool:
    return sum(sign * one.amount.value for sign, one in terms) > 0
