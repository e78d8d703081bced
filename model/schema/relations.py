"""What holds between figures, said once: expressions over fields, and rules made of them.

An expression names its operands by ``Ref``, the way from a record to a field inside it. A formula computes a field
that the clerk need not type; the same formula judges the value when the clerk reports one. Rules hold figures that
are all typed. Nothing here knows a draft: ``model.report.binding`` ties expressions to the cells of one report.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from model.schema.elements import Element

Severity = Literal["error", "warning", "info"]


class Operand:
    """Anything a formula can be built from; ``+`` and ``-`` give a Linear."""

    __slots__ = ()

    def linear(self) -> Linear:
        """This operand as a signed sum."""
        raise NotImplementedError

    def __add__(self, other: Operand) -> Linear:
        """The sum of both."""
        return Linear(self.linear().terms + other.linear().terms)

    def __sub__(self, other: Operand) -> Linear:
        """The difference of both."""
        return Linear(self.linear().terms + tuple((-sign, ref) for sign, ref in other.linear().terms))


@dataclass(frozen=True, slots=True)
class Ref(Operand):
    """The way to a field: from the record that declares ``head`` along the names in ``tail``.

    A name as ``head`` is looked up in the record itself, then in the records around it, from the inside out.
    A list on the way means all its rows.
    """

    head: Element | str
    tail: tuple[str, ...] = ()

    def linear(self) -> Linear:
        """A sum of one term (over a list: of one term a row)."""
        return Linear(((1, self),))

    def __getattr__(self, name: str) -> Ref:
        """The way one step further, into a group or a list."""
        if name.startswith("__"):
            raise AttributeError(name)
        return Ref(self.head, (*self.tail, name))


def around(name: str) -> Ref:
    """The way to ``name`` in the nearest record around the one that uses it (a row's list, that list's section)."""
    return Ref(name)


@dataclass(frozen=True, slots=True)
class Linear(Operand):
    """A signed sum of fields."""

    terms: tuple[tuple[int, Ref], ...]

    def linear(self) -> Linear:
        """Itself."""
        return self


@dataclass(frozen=True, slots=True)
class Quotient:
    """100 x numerator / denominator in percent; ``growth`` takes 100 off (the change against the denominator).

    ``times`` replaces 100 %, as the points of a score do; the result is at most ``times``.
    """

    numerator: Linear
    denominator: Linear
    growth: bool = False
    times: Operand | None = None


@dataclass(frozen=True, slots=True)
class Once:
    """A sum that is known once the ``needed`` figures are there, where ``amount`` is something; else as it stands.

    A typed figure may leave that amount out, too, and be the sum ``without``.
    """

    formula: Linear
    amount: Operand
    needed: tuple[Operand, ...]
    without: Linear


@dataclass(frozen=True, slots=True)
class Switch:
    """One formula a choice: ``choice`` is the field that names it, ``default`` the case when nothing is chosen.

    ``sooner`` is the case that goes before the default where its base is there; "" for none.
    """

    choice: Operand
    cases: dict[str, Linear | Quotient | Once]
    default: str
    sooner: str = ""


Formula = Linear | Quotient | Once | Switch


def share(part: Operand, whole: Operand) -> Quotient:
    """``part`` in percent of ``whole``."""
    return Quotient(part.linear(), whole.linear())


def growth(current: Operand, base: Operand) -> Quotient:
    """The change from ``base`` to ``current`` in percent of ``base``: 100 (current / base - 1)."""
    return Quotient(current.linear(), base.linear(), growth=True)


def scored(points: Operand, current: Operand, base: Operand) -> Quotient:
    """``points`` x ``current`` / ``base``, at most ``points``: how 财政 scores the execution of a budget."""
    return Quotient(current.linear(), base.linear(), times=points)


@dataclass(frozen=True, slots=True)
class When:
    """A rule holds only where ``choice`` has one of ``values`` ("" is the empty field).

    ``against`` are amounts that, where the report has any of them, speak for another choice.
    """

    choice: Operand
    values: tuple[str, ...]
    against: tuple[Operand, ...] = ()


@dataclass(frozen=True, slots=True)
class Equal:
    """``target`` equals ``formula``; both are typed or computed elsewhere.

    ``remedy`` tells the clerk what to look at when they differ. ``typed``: only judged where all figures are typed,
    since a computed one follows another formula of the same target. ``readings`` are other sums that ``target`` may
    equal instead, where reports count in several ways. ``explained`` is a text that may tell how far they are apart.
    """

    name: str
    target: Operand
    formula: Operand | Formula
    remedy: str = ""
    when: When | None = None
    severity: Severity = "error"
    typed: bool = False
    readings: tuple[Operand, ...] = ()
    explained: Operand | None = None


@dataclass(frozen=True, slots=True)
class AtMost:
    """``part`` never exceeds ``whole`` (of-which lines, partial lists).

    ``there``: only judged where there is a whole: 无 for it says that nothing is to be held to it.
    """

    name: str
    part: Operand
    whole: Operand
    remedy: str = ""
    when: When | None = None
    severity: Severity = "error"
    there: bool = False


@dataclass(frozen=True, slots=True)
class Hundred:
    """The shares or points named by ``parts`` add up to 100."""

    name: str
    parts: Operand
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Quotes:
    """Each row's ``value`` restates the figure that a text in ``by`` names, in any unit.

    Named can be the rows of the lists ``among`` and the labels of the record's own figures.
    """

    name: str
    value: Operand
    by: tuple[Operand, ...]
    among: tuple[Element, ...]
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Matching:
    """Rows of two lists that have the same name have the same amount."""

    name: str
    left: Operand
    right: Operand
    remedy: str = ""


ANY = 10**9  # percent: no limit, or another rule's


@dataclass(frozen=True, slots=True)
class Within:
    """``value`` lies between ``low`` and ``high`` percent unless the text ``reason`` says why not; a warning."""

    name: str
    value: Quotient
    low: int
    high: int
    reason: Operand
    remedy: str = ""


Rule = Equal | AtMost | Hundred | Quotes | Matching | Within
