"""Arithmetic as evidence: whether a figure fits the amounts that were read of a subject."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from model.figures import unit_named

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from model.scanning.gathering import Gathering
    from model.scanning.numbers import Number
    from model.scanning.subjects import Aspect, Subject

# Percentage points that rounding may leave between a printed rate and the amounts.
NEAR = Decimal("0.02")
_BASES: dict[str, Aspect] = {"last": "last", "budget": "budget", "opening": "opening"}


def confirmed(
    gathering: Gathering, subject: Subject, aspect: Aspect, number: Number, sign: int, path: Callable[[str], str]
) -> bool | None:
    """Whether ``number`` is what the subject's amounts give for ``aspect``; None where they do not tell.

    ``sign`` is that of the direction said, a decrease negative.
    """
    kind, _, base = aspect.partition("_")
    if base not in _BASES or kind not in ("change", "rate"):
        return None
    actual = _amount(gathering, subject, "actual", path)
    before = _amount(gathering, subject, _BASES[base], path)
    if actual is None:
        return None
    unit = unit_named(number.unit)
    said = Decimal(number.digits) * sign
    if before is None:
        change = _change(gathering, subject, base, path) if kind == "rate" else None
        if change is None:
            return None
        before = actual - change
    if kind == "rate":
        return None if before <= 0 else abs(100 * (actual - before) / before - said) <= NEAR
    if unit is None:
        return None
    return abs(actual - before - said * unit.factor) <= Decimal(unit.factor) / 50


def borne_out(
    gathering: Gathering,
    whole: Subject,
    part: Subject | None,
    aspect: Aspect,
    number: Number,
    following: Sequence[Number],
    path: Callable[[str], str],
) -> bool:
    """Whether ``number`` is a figure of ``whole`` rather than of its ``part``, by the ``following`` numbers or by size.

    A change is borne out by the rate behind it, an earlier amount by the change or the rate behind it, or by being
    near the amount of the whole and far from that of the part; by that alone where ``part`` is the whole itself.
    """
    actual = _amount(gathering, whole, "actual", path)
    unit = unit_named(number.unit)
    if actual is None or actual <= 0 or unit is None or number.percent or number.hedged:
        return False
    said = Decimal(number.digits) * unit.factor
    if aspect in _BASES.values() and said > 0:
        for other in following[:2]:
            known = unit_named(other.unit)
            if other.percent and abs(100 * abs(actual - said) / said - Decimal(other.digits)) <= NEAR:
                return True
            if (
                known
                and not other.percent
                and abs(abs(actual - said) - Decimal(other.digits) * known.factor) <= (Decimal(known.factor) / 50)
            ):
                return True
        less = None if part is None else _amount(gathering, part, "actual", path)
        near = Decimal("0.7") < said / actual < Decimal("1.4")
        if part == whole:
            return near
        return near and less is not None and less > 0 and not Decimal("0.3") < said / less < Decimal("3.3")
    if aspect.startswith("change_") and following and following[0].percent:
        bases = [base for base in (actual - said, actual + said) if base > 0]
        return any(abs(100 * said / base - Decimal(following[0].digits)) <= NEAR for base in bases)
    return False


def _change(gathering: Gathering, subject: Subject, base: str, path: Callable[[str], str]) -> Decimal | None:
    aspect: Aspect = "change_last" if base == "last" else "change_budget"
    found = _amount(gathering, subject, aspect, path)
    return -found if found is not None and aspect in subject.saved else found


def _amount(gathering: Gathering, subject: Subject, aspect: Aspect, path: Callable[[str], str]) -> Decimal | None:
    return gathering.amount(path(subject.fields[aspect])) if aspect in subject.fields else None
