"""What a check has to say, in the clerk's words."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from model.checks.slips import OTHER
from model.checks.verdicts import HUNDRED
from model.figures import PERCENT_UNIT, SCALE, Figure, Unit, digits, exact_digits, group
from model.schema.fields import NONE, Choice, Number
from model.schema.outline import place
from model.schema.relations import Within

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.checks.repairs import Repair
    from model.checks.verdicts import Verdict
    from model.report.constraints import Bound
    from model.report.formulas import Arm, Term, Value
    from model.report.tree import Cell
    from model.schema.relations import Severity

QUOTED = "quoted_in_text"
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")


@dataclass(frozen=True, slots=True)
class Finding:
    """What a check has to say. ``section`` is 1 to 11, from 12 for the annexes; ``fields`` are paths, judged one first.

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


def describe(bound: Bound, verdict: Verdict, repairs: Sequence[Repair] = ()) -> Finding:
    """The finding for a relation with that verdict, in the clerk's words; ``repairs`` are the likely slips."""
    target, arm = bound.target, bound.arm()
    assert arm is not None
    unit = arm.operands()[0].unit if target is None else target.unit
    label = "合计" if target is None else target.label
    figure = HUNDRED if target is None else target.figure
    assert figure is not None
    cells = [*([target] if target is not None else []), *arm.operands()]
    fields = tuple(dict.fromkeys(cell.path for cell in cells))
    if isinstance(bound.rule, Within):
        return _out_of_range(bound, bound.rule, arm, fields)
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
        finding = _too_much(bound, arm, value, figure, section, fields)
        return replace(finding, diagnosis="；".join(repair.text for repair in repairs))
    expected = digits_over(value.point, value.over, unit, least)
    actual = exact_digits(figure.value, unit, least)
    if target is None:
        expected, actual = actual, expected
    difference = subtract(actual, expected)
    name = "" if target is None else f"{label}填{group(actual)}{unit.name}，"
    if target is None:
        single = arm.terms[0][1].label + group(actual) if len(arm.terms) == 1 else ""
        message = f"{single or formula_words(bound, arm) + '合计' + group(actual)}{unit.name}，应为100{unit.name}"
    elif arm.base is None and len(arm.terms) == 1:
        other = arm.terms[0][1]
        where = _elsewhere(bound, other)
        message = f"{label}填{group(actual)}{unit.name}，与{where}{other.label}{group(expected)}{unit.name}不一致"
    else:
        message = f"{name}按{formula_words(bound, arm)}应为{group(expected)}{unit.name}"
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
    # That the judged figure may just be another one is said already, with the amount that it should be.
    slips = "；".join([repair.text for repair in repairs if repair.kind != OTHER or repair.cell is not target])
    return Finding(bound.code, severity, verdict, section, fields, message, expected, actual, difference, slips)


def _out_of_range(bound: Bound, rule: Within, arm: Arm, fields: tuple[str, ...]) -> Finding:
    value = arm.value()
    assert value is not None
    assert bound.reason is not None
    percent = digits_over(value.point, value.over, PERCENT_UNIT, 2)
    if arm.growth and arm.base is not None:
        low = percent.startswith("-")
        what = f"{_terms_words(bound, arm.terms)}比{_terms_words(bound, arm.base)}"
        what += ("减少" if low else "增加") + group(percent.removeprefix("-")) + "%"
        what += f"，超过{-rule.low if low else rule.high}%"
    else:
        low = value.point < rule.low * SCALE * value.over
        what = f"{formula_words(bound, arm)}为{group(percent)}%，" + (
            f"低于{rule.low}%" if low else f"超过{rule.high}%"
        )
    message = f"{what}，没有说明原因。请在“{bound.reason.label}”写明原因"
    return Finding(
        bound.code, "warning", "rule", bound.node.section, (*fields, bound.reason.path), message, "", percent
    )


def _elsewhere(bound: Bound, cell: Cell) -> str:
    """The part of the report that a figure stands in, where its label says too little and it is not the rule's own."""
    alone = "." not in cell.node.path and cell.section != bound.node.section
    return place(cell.section) if alone else ""


def _too_much(bound: Bound, arm: Arm, value: Value, figure: Figure, section: int, fields: tuple[str, ...]) -> Finding:
    assert bound.target is not None
    unit = bound.target.unit
    actual = digits_over(value.point, value.over, unit, figure.decimals)
    expected = exact_digits(figure.value, unit, figure.decimals)
    difference = subtract(actual, expected)
    single = arm.terms[0][1] if len(arm.terms) == 1 else None
    what = f"{single.label}填" if single is not None else f"{formula_words(bound, arm)}共"
    message = (
        f"{what}{group(actual)}{unit.name}，超过{bound.target.label}"
        f"{group(expected)}{unit.name}，多{group(difference)}{unit.name}"
    )
    message += f"。{bound.remedy}" if bound.remedy else ""
    return Finding(bound.code, bound.severity, "inconsistent", section, fields, message, expected, actual, difference)


def one_base(choice: Cell, case: str, found: Sequence[Finding], repair: Repair) -> Finding:
    """One finding in place of ``found``, which all say that the amounts are of another base than the one chosen."""
    assert isinstance(choice.field, Choice)
    chosen = choice.raw or choice.field.default
    fields = (choice.path, *dict.fromkeys(path for finding in found for path in finding.fields))
    message = f"{choice.label}写的是{chosen}，但有{len(found)}处数字只与{case}一致"
    code = ".".join(step for step in choice.path.split(".") if not step.isdigit())
    first = found[0]
    return replace(first, code=code, fields=fields, message=message, diagnosis=repair.text)


def say(code: str, severity: Severity, cell: Cell, message: str, *others: Cell) -> Finding:
    """The finding of a rule that is not arithmetic about ``cell`` and the ``others`` that it is held against."""
    return Finding(code, severity, "rule", cell.section, (cell.path, *(other.path for other in others)), message)


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
    around = bound.node.label
    said = [(sign, cell) for sign, cell in terms if _counts(cell) and (cell.raw != NONE or len(terms) < 3)]
    if len(said) > 5 and all(sign > 0 for sign, _ in said):
        return f"{short_label(around, said[0][1])}等{len(said)}项之和"
    words = ""
    for sign, cell in said:
        words += "－" if sign < 0 else "＋" if words else ""
        words += _elsewhere(bound, cell) + short_label(around, cell)
        if cell.figure is not None:
            words += cell.figure.grouped()
            other_unit = isinstance(cell.field, Number) and cell.figure.unit != cell.field.unit
            words += cell.figure.unit.name if other_unit else ""
    return words


def _counts(cell: Cell) -> bool:
    """Whether an operand is there, or is missed; what is left empty for none is neither."""
    return cell.figure is not None or not cell.field.blank_is_none


def short_label(around: str, cell: Cell) -> str:
    """The label of an operand as it is called inside the record labelled ``around``; a row's amount by its name."""
    if cell.field.name == "amount" and cell.node.index >= 0:
        return cell.node.title
    return cell.label.removeprefix(around).removeprefix("·")
