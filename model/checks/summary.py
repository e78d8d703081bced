"""The data of the summary charts: composition of sums, this year beside last year, execution of the budget.

No field is named here; the declarations decide. A composition is a declared sum of money from the final accounts. A
pair of years is a field from last year's accounts with its ``from_last``. An execution rate is a share with that name.
A figure that is missing or below zero is listed, not drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Final, Literal

from model.checks.findings import digits_over
from model.checks.formula_words import short_label
from model.figures import PERCENT_UNIT, Figure
from model.report.binding import one
from model.report.constraints import Bound
from model.report.formulas import Arm
from model.report.report import Report
from model.report.tree import Cell, Node
from model.schema.fields import FINAL_ACCOUNTS, LAST_FINAL_ACCOUNTS, Money

Kind = Literal["composition", "years", "execution"]
TITLES: Final[dict[Kind, str]] = {"composition": "支出构成", "years": "与上年比较", "execution": "预算执行率"}
_EXECUTION: Final = ("execution", "execution_rate")
_WHOLE: Final = 100 * 10**9


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure to draw: ``amount`` as the report prints it, ``rate`` in % with its meaning for the chart.

    ``path`` is the field that it is drawn from; two bars that say the same of two fields are equal.

    The rate is the share in the whole, the growth over last year or the rate of execution; "" where it has none.
    ``length`` is what is drawn, in the same measure for every bar of a chart.
    """

    label: str
    amount: str
    rate: str
    length: int
    path: str = field(compare=False)


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars that belong together. ``note`` says what a reader has to know, "" for nothing."""

    kind: Kind
    title: str
    bars: tuple[Bar, ...]
    note: str = ""


@dataclass(frozen=True, slots=True)
class Summary:
    """The charts of one report in the order of its sections, and the labels of what others lack.

    ``missing`` is not filled in, ``negative`` below zero, which no bar of a part or a year can show.
    """

    unit: str
    year: str
    charts: tuple[Chart, ...]
    missing: tuple[str, ...]
    negative: tuple[str, ...]

    def of(self, kind: Kind) -> tuple[Chart, ...]:
        """The charts of that kind."""
        return tuple(chart for chart in self.charts if chart.kind == kind)


def summarise(report: Report) -> Summary:
    """What there is to draw of ``report``, which must be bound. Sections with nothing filled in are passed over."""
    charts: list[Chart] = []
    missing: dict[str, None] = {}
    negative: dict[str, None] = {}
    filled = [node for node in report.sections() if any(cell.figure is not None for cell in node.cells())]
    numbers = {node.section for node in filled}
    bounds = [bound for bound in report.bounds if bound.node.section in numbers]
    drawn = (*_compositions(bounds, missing, negative), *_years(filled, missing, negative))
    for chart in (*drawn, *_executions(bounds, missing)):
        if all(chart.bars != other.bars for other in charts):
            charts.append(chart)
    unit, year = report.cell("overview.unit").raw, report.cell("overview.year").raw
    return Summary(unit, year, tuple(charts), tuple(missing), tuple(negative))


def _compositions(bounds: list[Bound], missing: dict[str, None], negative: dict[str, None]) -> Iterator[Chart]:
    """The sums of money that are declared: a formula with pluses only, or a rule that holds a total to its rows."""
    for bound in bounds:
        target, arm = bound.target, bound.arm() if bound.arms else None
        if target is None or arm is None or bound.at_most or not bound.active or not _adds(target, arm):
            continue
        whole = target.figure
        parts = [(cell, cell.figure) for _, cell in arm.terms]
        absent = [cell for cell, found in parts if found is None and not cell.field.blank_is_none]
        if whole is None or absent:
            if bound.computes:
                missing.update(dict.fromkeys(_titled(cell) for cell in (absent or [target])))
            continue
        drawn = [(cell, found) for cell, found in parts if found is not None and found.value]
        below = [cell for cell, found in [*drawn, (target, whole)] if found.value < 0]
        negative.update(dict.fromkeys(map(_titled, below)))
        if len(drawn) < 2 or below or not whole.value:
            continue
        bars = [
            Bar(
                short_label(bound.node.label, cell),
                _said(cell),
                _rate(found.value, whole.value),
                found.value,
                cell.path,
            )
            for cell, found in drawn
        ]
        total = sum(found.value for _, found in drawn)
        slack = whole.half + sum(found.half for _, found in drawn)
        note = "" if abs(total - whole.value) <= slack else "各项之和与合计对不上，请先核对"
        yield Chart("composition", f"{_titled(target)}：{_said(target)}", tuple(bars), note)


def _adds(target: Cell, arm: Arm) -> bool:
    return (
        isinstance(target.field, Money)
        and target.field.source == FINAL_ACCOUNTS
        and not target.field.signed
        and arm.base is None
        and len(arm.terms) > 1
        and all(sign > 0 for sign, _ in arm.terms)
    )


def _years(filled: list[Node], missing: dict[str, None], negative: dict[str, None]) -> Iterator[Chart]:
    """The fields that repeat last year's figure of another, each beside that one."""
    for cell in (cell for node in filled for cell in node.cells()):
        from_last = cell.field.from_last
        if from_last is None or cell.field.source != LAST_FINAL_ACCOUNTS:
            continue
        now = one(cell.node, from_last)
        if cell.figure is None or now.figure is None:
            if (cell.figure is None) != (now.figure is None):
                missing[_titled(cell if cell.figure is None else now)] = None
            continue
        before, after = cell.figure.value, now.figure.value
        below = [each for each, value in ((cell, before), (now, after)) if value < 0]
        negative.update(dict.fromkeys(map(_titled, below)))
        if below or not (before or after):
            continue
        growth = _rate(after - before, before, signed=True) if before else ""
        bars = (Bar("上年", _said(cell), "", before, cell.path), Bar("本年", _said(now), growth, after, now.path))
        yield Chart("years", _titled(now), bars)


def _executions(bounds: list[Bound], missing: dict[str, None]) -> Iterator[Chart]:
    """The shares that are called execution, in one chart."""
    bars: dict[str, Bar] = {}
    for bound in bounds:
        if bound.name not in _EXECUTION:
            continue
        arm = bound.arm()
        if arm is None or arm.base is None:
            continue
        label = bound.node.label or bound.node.kind_label
        value = arm.value()
        if value is None:
            if not all(cell.figure is None for cell in arm.operands()):
                missing.update(dict.fromkeys(_titled(cell) for cell in arm.operands() if cell.figure is None))
            continue
        rate = digits_over(value.point, value.over, PERCENT_UNIT, 2)
        spent = "＋".join(_said(cell) for _, cell in arm.terms)
        bars[label] = Bar(label, spent, rate, max(value.point // value.over, 0), arm.terms[0][1].path)
    if bars:
        yield Chart("execution", TITLES["execution"], tuple(bars.values()))


def _said(cell: Cell) -> str:
    """The figure of ``cell`` as the report prints it, unit and all."""
    printed: Figure | None = cell.printed
    return "" if printed is None else printed.text()


def _rate(part: int, whole: int, *, signed: bool = False) -> str:
    """``part`` in % of ``whole``, two decimals; ``signed``: a growth shows its plus."""
    rate = digits_over(_WHOLE * part, whole, PERCENT_UNIT, 2)
    return f"+{rate}" if signed and part > 0 else rate


def _titled(cell: Cell) -> str:
    """The full label of a figure. A figure outside of groups gets the label of its section first."""
    return cell.label if cell.node.label else f"{cell.node.kind_label}·{cell.label}"
