"""Arithmetic as evidence: whether a change or a rate fits the amounts that were read of a subject."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from model.figures import unit_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from model.scanning.gathering import Gathering
    from model.scanning.numbers import Number
    from model.scanning.subjects import Aspect, Subject

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
        return None if before <= 0 else abs(100 * (actual - before) / before - said) <= Decimal("0.02")
    if unit is None:
        return None
    return abs(actual - before - said * unit.factor) <= Decimal(unit.factor) / 50


def _change(gathering: Gathering, subject: Subject, base: str, path: Callable[[str], str]) -> Decimal | None:
    aspect: Aspect = "change_last" if base == "last" else "change_budget"
    found = _amount(gathering, subject, aspect, path)
    return -found if found is not None and aspect in subject.saved else found


def _amount(gathering: Gathering, subject: Subject, aspect: Aspect, path: Callable[[str], str]) -> Decimal | None:
    return gathering.amount(path(subject.fields[aspect])) if aspect in subject.fields else None
