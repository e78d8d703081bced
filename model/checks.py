"""Judges every relation of a report and says what it found, in full or after one edit.

The rules of judgement follow the interval test of XBRL Calculations 1.1: printed figures are intervals, and a
relation holds when what the operands can have been meets what the target can have been.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, NamedTuple

from model.binding import Arm, Bound, Term, Value
from model.fields import Number
from model.figures import PERCENT_UNIT, SCALE, Figure, Unit, digits, exact_digits, group

if TYPE_CHECKING:
    from collections.abc import Iterable

    from model.relations import Severity
    from model.report import Cell, Report

Verdict = Literal["exact", "rounding", "truncation", "inconsistent", "not_checked", "rule"]
VERDICTS: tuple[Verdict, ...] = ("exact", "rounding", "truncation", "inconsistent", "not_checked", "rule")
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
HUNDRED = Figure(100 * SCALE, 0, PERCENT_UNIT, 2)


class Finding(NamedTuple):
    """What a check has to say. ``section`` is 1 to 11; ``fields`` are paths, the judged field first.

    ``expected``, ``actual`` and ``difference`` are plain digits in the judged field's unit, "" where there is none.
    """

    code: str
    severity: Severity
    verdict: Verdict
    section: int
    fields: tuple[str, ...]
    message: str
    expected: str = ""
    actual: str = ""
    difference: str = ""
    diagnosis: str = ""
    accepted: bool = False


class Checker:
    """The findings of one report, kept up to date edit by edit."""

    def __init__(self, report: Report) -> None:
        self.report = report
        self._verdicts: dict[Bound, Verdict | None] = {}
        self._findings: dict[Bound, Finding] = {}
        self.check_all()

    def check_all(self) -> None:
        """Judge every relation."""
        self._verdicts = {}
        self._findings = {}
        self._judge(self.report.bounds)

    def check(self, touched: Iterable[Bound]) -> None:
        """Judge the relations that an edit touched."""
        self._judge(touched)

    def _judge(self, bounds: Iterable[Bound]) -> None:
        for bound in bounds:
            verdict = judge(bound)
            self._verdicts[bound] = verdict
            if verdict is None or verdict == "exact":
                self._findings.pop(bound, None)
            else:
                self._findings[bound] = describe(bound, verdict)

    def findings(self) -> list[Finding]:
        """What was found, in the order of the report; what is unreadable stands among it."""
        found = [self._findings[bound] for bound in self.report.bounds if bound in self._findings]
        found += [unreadable(cell) for cell in self.report.root.cells() if cell.error]
        return sorted(found, key=lambda finding: (finding.section, SEVERITIES.index(finding.severity)))

    def counts(self) -> dict[str, int]:
        """How many findings of each severity and how many relations of each verdict."""
        found = self.findings()
        counts = {severity: sum(finding.severity == severity for finding in found) for severity in SEVERITIES}
        verdicts = [*self._verdicts.values()]
        return counts | {verdict: verdicts.count(verdict) for verdict in VERDICTS if verdict != "rule"}


def judge(bound: Bound) -> Verdict | None:
    """How the relation stands; None where there is nothing to judge (not chosen, nothing typed, computed)."""
    target = bound.target
    if target is not None and bound.computes and not target.raw:
        return None
    when = bound.when
    if when is not None and when[0].raw not in when[1]:
        return None
    figure = HUNDRED if target is None else target.figure
    arm = bound.arm()
    if figure is None or arm is None:
        return None
    value = arm.value()
    if value is None:
        if target is None or not target.raw or not arm.terms:
            return None
        return "rule" if arm.zero_base else "not_checked"
    if bound.at_most:
        return "exact" if value.low <= figure.high * value.low_over else "inconsistent"
    return compare(figure, value, strict=_strict(figure, arm))


def compare(figure: Figure, value: Value, *, strict: bool = False) -> Verdict:
    """How a printed figure agrees with what was computed.

    ``strict``: an equality of amounts in one unit and precision, where rounding explains nothing.
    """
    printed, half = figure.value, figure.half
    low, low_over, point, over, high, high_over = value
    if abs(point - printed * over) <= half * over and not (strict and point != printed * over):
        return "exact"
    if not strict and low <= (printed + half) * low_over and (printed - half) * high_over <= high:
        return "rounding"
    cut_low, cut_high = (printed, printed + 2 * half) if printed >= 0 else (printed - 2 * half, printed)
    if not strict and half and low < cut_high * low_over and cut_low * high_over <= high:
        return "truncation"
    return "inconsistent"


def _strict(figure: Figure, arm: Arm) -> bool:
    if arm.base is not None or len(arm.terms) != 1 or figure.half == 0:
        return False
    operand = arm.terms[0][1].figure
    return operand is not None and operand.half == figure.half


def describe(bound: Bound, verdict: Verdict) -> Finding:
    """The finding for a relation with that verdict, in the clerk's words."""
    target, arm = bound.target, bound.arm()
    assert arm is not None
    unit = PERCENT_UNIT if target is None else target.unit
    label = "各项占比合计" if target is None else target.label
    figure = HUNDRED if target is None else target.figure
    assert figure is not None
    cells = [*([target] if target is not None else []), *arm.operands()]
    fields = tuple(dict.fromkeys(cell.path for cell in cells))
    section = bound.node.section or (target.section if target is not None else 0)
    if verdict in ("not_checked", "rule"):
        lacking = "、".join(dict.fromkeys(cell.label for cell in arm.operands() if cell.figure is None))
        if verdict == "rule":
            message = f"{label}填了{figure.text()}，但基数为 0，不能算百分比：请留空，或写明“上年无此项”"
            return Finding(bound.code, "error", verdict, section, fields, message, "", figure.digits())
        why = f"缺{lacking}" if lacking else "基数不是正数，只能核对差额"
        message = f"{label}{figure.text()}未核对：{why}"
        return Finding(bound.code, "info", verdict, section, fields, message, "", figure.digits())
    value = arm.value()
    assert value is not None
    least = figure.decimals if figure.unit == unit else 2
    if bound.at_most:
        return _too_much(bound, arm, value, figure, section, fields)
    expected = digits_over(value.point, value.over, unit, least)
    actual = exact_digits(figure.value, unit, least)
    if target is None:
        expected, actual = actual, expected
    difference = subtract(actual, expected)
    name = "" if target is None else f"{label}填{group(actual)}{unit.name}，"
    words = formula_words(bound, arm)
    if target is None:
        message = f"{words}合计{group(actual)}%，应为100%"
    else:
        message = f"{name}按{words}应为{group(expected)}{unit.name}"
    amount = group(difference.removeprefix("-")) + ("个百分点" if unit == PERCENT_UNIT else unit.name)
    message += f"，{'少' if difference.startswith('-') else '多'}{amount}"
    severity: Severity = bound.severity
    if verdict == "rounding":
        severity = "info"
        message += "，四舍五入可以解释" + ("（但可能性很小，请核对）" if _unlikely(figure, value, arm) else "")
    elif verdict == "truncation":
        severity = "warning"
        message += "，疑似只截取未四舍五入"
    elif bound.remedy:
        message += f"。{bound.remedy}"
    return Finding(bound.code, severity, verdict, section, fields, message, expected, actual, difference)


def _too_much(bound: Bound, arm: Arm, value: Value, figure: Figure, section: int, fields: tuple[str, ...]) -> Finding:
    assert bound.target is not None
    unit = bound.target.unit
    actual = digits_over(value.point, value.over, unit, figure.decimals)
    expected = exact_digits(figure.value, unit, figure.decimals)
    difference = subtract(actual, expected)
    message = (
        f"{formula_words(bound, arm)}共{group(actual)}{unit.name}，超过{bound.target.label}"
        f"{group(expected)}{unit.name}，多{group(difference)}{unit.name}"
    )
    message += f"。{bound.remedy}" if bound.remedy else ""
    return Finding(bound.code, bound.severity, "inconsistent", section, fields, message, expected, actual, difference)


def unreadable(cell: Cell) -> Finding:
    """The finding for a cell whose text cannot be read."""
    return Finding("unreadable", "error", "rule", cell.section, (cell.path,), f"{cell.label}：{cell.error}")


def digits_over(point: int, over: int, unit: Unit, decimals: int) -> str:
    """``point / over`` billionths as plain digits in ``unit``, rounded half away from zero."""
    if over == 1:
        return exact_digits(point, unit, decimals)
    return digits((2 * point + over) // (2 * over), unit, decimals)


def subtract(left: str, right: str) -> str:
    """The difference of two plain decimal strings, without loss."""
    places = max(len(left.partition(".")[2]), len(right.partition(".")[2]))
    unit = Unit("", "")
    return digits((_nano(left) - _nano(right)), unit, places)


def _nano(plain: str) -> int:
    whole, _, tail = plain.partition(".")
    return int(whole + tail.ljust(9, "0"))


def _unlikely(figure: Figure, value: Value, arm: Arm) -> bool:
    """Whether rounding alone would hardly ever leave such a residual: beyond three standard deviations."""
    if arm.base is not None or not figure.half:
        return False
    residual = abs(value.point - figure.value * value.over)
    step = 2 * figure.half * value.over
    return 12 * residual * residual > 9 * step * step * (len(arm.terms) + 1)


def formula_words(bound: Bound, arm: Arm) -> str:
    """The formula with the amounts that stand in it: 公务接待费1.47＋公务用车39.91."""
    numerator = _terms_words(bound, arm.terms)
    if arm.base is None:
        return numerator
    brackets = len(arm.terms) > 1
    numerator = f"（{numerator}）" if brackets else numerator
    return f"{numerator}÷{_terms_words(bound, arm.base)}" + ("－1" if arm.growth else "")


def _terms_words(bound: Bound, terms: tuple[Term, ...]) -> str:
    said = [(sign, cell) for sign, cell in terms if cell.figure is not None and (cell.raw != "无" or len(terms) < 3)]
    if len(said) > 5 and all(sign > 0 for sign, _ in said):
        return f"{short_label(bound, said[0][1])}等{len(said)}项之和"
    words = ""
    for sign, cell in said:
        assert cell.figure is not None
        words += ("－" if sign < 0 else "＋" if words else "") + short_label(bound, cell) + cell.figure.grouped()
        words += cell.figure.unit.name if isinstance(cell.field, Number) and cell.figure.unit != cell.field.unit else ""
    return words


def short_label(bound: Bound, cell: Cell) -> str:
    """The label of an operand as it is called inside the rule's own record; a row's amount by the row's name."""
    if cell.field.name == "amount" and cell.node.index >= 0:
        return cell.node.title
    return cell.label.removeprefix(bound.node.label).removeprefix("·")
