"""The declared relations: what is said of each kind, and the finding where one does not hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from model.checks.diagnosis.repairs import Repair
from model.checks.diagnosis.slips import OTHER
from model.checks.findings import Finding, digits_over, subtract
from model.checks.formula_words import elsewhere, formula_names, formula_words, terms_words
from model.checks.registry import SAME_FIGURE, relation
from model.checks.verdicts import Verdict, judged
from model.figures import PERCENT_UNIT, SCALE, Figure, exact_digits, group
from model.report.constraints import Bound, NameBound
from model.report.formulas import Arm, Value
from model.report.network import Network
from model.report.tree import Cell, without_rows
from model.schema.fields import Choice
from model.schema.relations import ANY, Hundred, Severity, Within

SUM = "合计与各项对不上是公开报告里最常见的差错，审核时首先核对"
RATE = "百分比与所依据的两个数不符，或基数用错，会被要求说明"
_COMPARE = "对照来源表核对各数，改正填错的那一个"


def _label(bound: Bound) -> str:
    return "" if bound.target is None else bound.target.label


def _formulas(bound: Bound) -> str:
    return "；".join(
        f"{case}：{formula_names(bound, arm)}" if case else formula_names(bound, arm)
        for case, arm in bound.arms.items()
        if arm.terms
    )


@relation(fits=lambda bound: isinstance(bound, NameBound), reason=SAME_FIGURE, remedy=_COMPARE)
def same_name(bound: Bound) -> str:
    """A figure is what the row or line of that name says."""
    return f"{_label(bound)}与同名的那一项（或所写“即哪个数”）相等"


@relation(fits=lambda bound: isinstance(bound.rule, Hundred), reason=RATE, remedy=_COMPARE)
def hundred(bound: Bound) -> str:
    """Shares or points add up to 100."""
    return f"{bound.node.label}各项占比合计为100%"


@relation(
    fits=lambda bound: isinstance(bound.rule, Within), reason="变动大而不说明原因，审核会要求补充", remedy=_COMPARE
)
def within(bound: Bound) -> str:
    """A rate stays within limits, or a reason is given."""
    rule = bound.rule
    assert isinstance(rule, Within)
    limits = f"不低于{rule.low}%" if rule.high == ANY else f"在{rule.low}%到{rule.high}%之间"
    return f"{_formulas(bound)}{limits}，否则写明原因"


@relation(fits=lambda bound: bound.at_most, reason="部分不会大于整体", remedy=_COMPARE)
def at_most(bound: Bound) -> str:
    """A part is not more than the whole."""
    return f"{_formulas(bound)}不超过{_label(bound)}"


@relation(fits=lambda bound: any(arm.base is not None for arm in bound.arms.values()), reason=RATE, remedy=_COMPARE)
def rate(bound: Bound) -> str:
    """A percentage is that of its two amounts."""
    return f"{_label(bound)}＝{_formulas(bound)}"


@relation(
    fits=lambda bound: all(len(arm.terms) < 2 for arm in bound.arms.values()), reason=SAME_FIGURE, remedy=_COMPARE
)
def same(bound: Bound) -> str:
    """A figure is the same in two places."""
    return f"{_label(bound)}＝{_formulas(bound)}"


@relation(fits=lambda _: True, reason=SUM, remedy=_COMPARE)
def total(bound: Bound) -> str:
    """A total is the sum of its parts, a balance what is left."""
    return f"{_label(bound)}＝{_formulas(bound)}"


def describe(bound: Bound, verdict: Verdict, network: Network, repairs: Sequence[Repair]) -> Finding:
    """The finding for a relation with that verdict, in the clerk's words; ``repairs`` are the likely slips.

    ``network`` tells what a figure that nobody typed was added up from.
    """
    target, arm = bound.target, bound.arm()
    assert arm is not None
    unit = arm.operands()[0].unit if target is None else target.unit
    label = "合计" if target is None else target.label
    figure = judged(bound)
    assert figure is not None
    cells = [*([target] if target is not None else []), *arm.operands()]
    fields = tuple(dict.fromkeys(cell.path for cell in cells))
    if isinstance(bound.rule, Within):
        return _out_of_range(bound, bound.rule, arm, fields)
    section = bound.node.section or (target.section if target is not None else 0)
    if verdict in ("not_checked", "rule"):
        message = f"{label}{figure.text()}未核对：{_lacking(arm)}"
        if verdict == "rule":
            message = f"{label}填了{figure.text()}，但基数为 0，不能算百分比：请留空，或写明“上年无此项”"
        severity: Severity = "error" if verdict == "rule" else "info"
        return Finding(bound.code, severity, verdict, section, fields, message, "", figure.digits())
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
    message = _disagreement(bound, arm, network, group(actual) + unit.name, group(expected) + unit.name)
    amount = group(difference.removeprefix("-")) + ("个百分点" if unit == PERCENT_UNIT else unit.name)
    message += f"，{'少' if difference.startswith('-') else '多'}{amount}"
    severity = bound.severity
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


def _lacking(arm: Arm) -> str:
    """Why a relation is not checked: what is not filled in."""
    absent = [cell for cell in arm.operands() if cell.figure is None]
    # What may be left empty for none is not to be filled in, as long as something else is.
    missed = [cell for cell in absent if not cell.field.blank_is_none] or absent
    lacking = "、".join(dict.fromkeys(cell.label for cell in missed))
    why = f"缺{lacking}" if lacking else "基数不是正数，只能核对差额"
    return f"{why}，没有的填“无”" if arm.base is None and all(cell.folded for cell in missed) else why


def _disagreement(bound: Bound, arm: Arm, network: Network, actual: str, expected: str) -> str:
    """What does not agree with what, both amounts with their unit."""
    target = bound.target
    if target is None:
        single = arm.terms[0][1].label if len(arm.terms) == 1 else f"{formula_words(bound, arm)}合计"
        return f"{single}{actual}，应为100{arm.operands()[0].unit.name}"
    # Nobody filled in what was computed.
    has = f"{target.label}{'算得' if target.state == 'computed' else '填'}{actual}，"
    if arm.base is None and len(arm.terms) == 1:
        other = arm.terms[0][1]
        return f"{has}与{elsewhere(bound, other)}{other.label}{expected}不一致"
    return f"{has}按{formula_words(bound, _added_up(arm, network))}应为{expected}"


def _added_up(arm: Arm, network: Network) -> Arm:
    """A sum of which one part alone is there, itself added up: what that is added up from, which the clerk typed."""
    there = [(sign, cell) for sign, cell in arm.terms if cell.figure is not None]
    if arm.base is not None or len(there) != 1 or there[0][1].state != "computed" or there[0][0] < 0:
        return arm
    parts = network.arm(there[0][1])
    return arm if parts is None or parts.base is not None else parts


def _out_of_range(bound: Bound, rule: Within, arm: Arm, fields: tuple[str, ...]) -> Finding:
    value = arm.value()
    assert value is not None
    assert bound.reason is not None
    percent = digits_over(value.point, value.over, PERCENT_UNIT, 2)
    if arm.growth and arm.base is not None:
        low = percent.startswith("-")
        limit = -rule.low if low else rule.high
        if limit:
            what = f"{terms_words(bound, arm.terms)}比{terms_words(bound, arm.base)}"
            what += f"{'减少' if low else '增加'}{group(percent.removeprefix('-'))}%，超过{limit}%"
        else:
            amounts = [f"{cell.field.label}{cell.figure.text()}" for cell in arm.operands() if cell.figure is not None]
            what = ("低于" if low else "高于").join(amounts)
    else:
        low = value.point < rule.low * SCALE * value.over
        what = f"{formula_words(bound, arm)}为{group(percent)}%，" + (
            f"低于{rule.low}%" if low else f"超过{rule.high}%"
        )
    around = f"{bound.node.label}：" if bound.node.label else ""
    message = f"{around}{what}，没有说明原因。请在“{bound.reason.label}”写明原因"
    return Finding(
        bound.code, "warning", "rule", bound.node.section, (*fields, bound.reason.path), message, "", percent
    )


def _too_much(bound: Bound, arm: Arm, value: Value, figure: Figure, section: int, fields: tuple[str, ...]) -> Finding:
    assert bound.target is not None
    unit = bound.target.unit
    actual = digits_over(value.point, value.over, unit, figure.decimals)
    expected = exact_digits(figure.value, unit, figure.decimals)
    difference = subtract(actual, expected)
    single = arm.terms[0][1] if len(arm.terms) == 1 else None
    said = "算得" if single is not None and single.state == "computed" else "填"
    what = f"{single.label}{said}" if single is not None else f"{formula_words(bound, arm)}共"
    message = (
        f"{what}{group(actual)}{unit.name}，超过{bound.target.label}"
        f"{group(expected)}{unit.name}，多{group(difference)}{unit.name}"
    )
    message += f"。{bound.remedy}" if bound.remedy else ""
    return Finding(bound.code, bound.severity, "inconsistent", section, fields, message, expected, actual, difference)


def one_base(choice: Cell, case: str, found: Sequence[Finding], repair: Repair) -> Finding:
    """One finding in place of ``found``, which all say that the amounts are of another base than the one chosen."""
    assert isinstance(choice.field, Choice)
    said = f"写的是{choice.chosen}，但" if choice.chosen else "没有选，而"
    fields = (choice.path, *dict.fromkeys(path for finding in found for path in finding.fields))
    message = f"{choice.label}{said}有{len(found)}处数字只与{case}一致"
    return replace(found[0], code=without_rows(choice.path), fields=fields, message=message, diagnosis=repair.text)


def _unlikely(figure: Figure, value: Value, arm: Arm) -> bool:
    """Whether rounding alone would hardly ever leave such a residual: beyond three standard deviations."""
    if arm.base is not None or not figure.half:
        return False
    residual = abs(value.point - figure.value * value.over)
    step = 2 * figure.half * value.over
    return 12 * residual * residual > 9 * step * step * (len(arm.terms) + 1)
