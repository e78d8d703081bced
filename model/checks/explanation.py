"""Explains a figure: its value, the texts that quote it, and all its relations with operands and intervals."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from model.checks.checker import Checker
from model.checks.formula_words import formula_names, formula_words
from model.checks.verdicts import HUNDRED, judge
from model.errors import ZipingError
from model.figures import Figure, Unit, exact_digits, group
from model.report.constraints import Bound
from model.report.references import Names
from model.report.report import Report
from model.report.sources import source_words
from model.report.tree import Cell
from model.schema.fields import Number
from model.schema.outline import place
from model.schema.relations import Within

STATES = {"missing": "未填", "none": "本单位无此项", "typed": "已填", "computed": "由公式算得", "invalid": "读不懂"}
VERDICT_WORDS = {
    "exact": "一致",
    "rounding": "四舍五入范围内一致",
    "truncation": "疑似截尾",
    "inconsistent": "不一致",
    "not_checked": "未核对",
    "rule": "不符合",
    None: "未核对（数不全）",
}


@dataclass(frozen=True, slots=True)
class Branch:
    """A line of the explanation and what hangs below it; ``address`` ends it for those who write drafts by hand."""

    text: str
    below: tuple[Branch, ...] = ()
    address: str = ""


def find_field(report: Report, name: str) -> Cell:
    """The field called ``name``, by path or label; raises ZipingError that names the nearest where none is."""
    names = Names(report)
    cell = names.find(name)
    if cell is None:
        near = names.nearest(name)
        hint = f"，是不是 {near}？" if near else "；路径见草稿里的 [表] 和键"
        raise ZipingError(f"草稿里没有“{name[:60]}”，或不止一个{hint}")
    return cell


def explain(checker: Checker, cell: Cell) -> Branch:
    """The explanation of one field as a small tree, with the quotations in the texts that ``checker`` has read."""
    report = checker.report
    return Branch(
        f"{cell.label}：{_value(cell)}",
        (
            Branch(f"位置：{place(cell.section)}", address=f"，{cell.path}"),
            *_source(report, cell),
            *_relations(report, cell),
            *_quotes(checker, cell),
        ),
    )


def _value(cell: Cell) -> str:
    shown = cell.figure.text() if cell.figure is not None else cell.raw.replace("\n", " ")[:40]
    return f"{shown}（{STATES[cell.state]}）" if shown else STATES[cell.state]


def _source(report: Report, cell: Cell) -> Iterator[Branch]:
    if words := source_words(report, cell):
        yield Branch(f"来源：{words}")
    if cell.field.source:
        yield Branch(f"取自：{cell.field.source}")
    if cell.figure is not None and cell.figure.half:
        yield Branch(f"按四舍五入，实际在 {interval(cell.figure, cell.unit)} 之间")


def interval(figure: Figure, unit: Unit) -> str:
    """What a printed figure can have been before it was rounded."""
    return f"{group(exact_digits(figure.low, unit))} 到 {group(exact_digits(figure.high, unit))}{unit.name}"


def _relations(report: Report, cell: Cell) -> Iterator[Branch]:
    formula = report.formula(cell)
    bounds = [formula] if formula is not None else []
    bounds += [bound for bound in report.network.uses(cell) if bound not in bounds and cell in bound.operands()]
    bounds = [bound for bound in bounds if cell not in bound.against]
    found = [branch for bound in bounds for branch in _relation(bound)]
    if found:
        yield Branch(f"所在的关系（{len(found)}）", tuple(found))


def _relation(bound: Bound) -> Iterator[Branch]:
    arm = bound.arm()
    if arm is None or not bound.active:
        return
    computing = bound.computes and bound.target is not None and not bound.target.raw
    verdict = "算得" if computing else VERDICT_WORDS[judge(bound)]
    label = "100%" if bound.target is None else bound.target.label
    words = formula_words(bound, arm) if arm.value() is not None else formula_names(bound, arm)
    if isinstance(bound.rule, Within):
        text = f"{words} 在 {bound.rule.low}% 到 {bound.rule.high}% 之间，否则要有原因"
    else:
        text = f"{words} ≤ {label}" if bound.at_most else f"{label} ＝ {words}"
    operands = [*([bound.target] if bound.target is not None else []), *arm.operands()]
    below = tuple(_operand(cell) for cell in dict.fromkeys(operands) if isinstance(cell.field, Number))
    value = arm.value()
    if value is not None and not isinstance(bound.rule, Within):
        unit = HUNDRED.unit if bound.target is None else bound.target.unit
        low, high = -(-value.low // value.low_over), value.high // value.high_over
        if unit.factor and value.low != value.high:
            below += (
                Branch(f"右边在 {group(exact_digits(low, unit))} 到 {group(exact_digits(high, unit))}{unit.name} 之间"),
            )
    yield Branch(f"[{verdict}] {text}", below, f"  ({bound.code})")


def _operand(cell: Cell) -> Branch:
    figure = cell.figure
    width = f"，{interval(figure, cell.unit)}" if figure is not None and figure.half else ""
    return Branch(f"{cell.label} {_value(cell)}{width}")


def _quotes(checker: Checker, cell: Cell) -> Iterator[Branch]:
    found = [Branch(f"{place(text.section)} {text.label}：{said}") for text, said in checker.quotes(cell)]
    if found:
        yield Branch(f"正文引用（{len(found)}）", tuple(found))


def lines(branch: Branch, before: str = "", mark: str = "", *, addresses: bool = True) -> Iterator[str]:
    """The tree as lines of text, with the addresses of the draft and the codes of the rules, or without."""
    yield before + mark + branch.text + (branch.address if addresses else "")
    inner = before + ("" if not mark else "   " if mark == "└─ " else "│  ")
    for number, below in enumerate(branch.below, 1):
        yield from lines(below, inner, "└─ " if number == len(branch.below) else "├─ ", addresses=addresses)
