"""Every rule in words: the relations that the sections declare and the registered rules, in the order of the report."""

from __future__ import annotations

from model.checks.registry import TRUE_FIGURES, RuleEntry, kind_of, registered
from model.checks.rules.arithmetic import RATE
from model.errors import ZipingError
from model.report.constraints import Bound
from model.report.report import Report
from model.report.tree import Cell, Node, RowList, without_rows
from model.schema.outline import NUMERALS, place
from model.text import perhaps


def catalogue() -> list[RuleEntry]:
    """Every rule, the relations in the order of the report, then the rules of text and completeness."""
    report = Report()
    _one_row_each(report.root)
    report.bind()
    found: dict[str, RuleEntry] = {}
    for bound in report.bounds:
        entry = _relation(bound)
        found.setdefault(entry.code, entry)
        if bound.choice is not None and all(arm.terms for arm in bound.arms.values()):
            found.setdefault(*_base(bound.choice))
    return [*sorted(found.values(), key=_order), *sorted((rule.entry for rule in registered()), key=_order)]


def _order(entry: RuleEntry) -> int:
    return next((number for number in range(1, len(NUMERALS)) if place(number) == entry.place), 0)


def find_rule(code: str) -> RuleEntry:
    """The rule called ``code``; raises ZipingError that names the nearest where there is none."""
    entries = {entry.code: entry for entry in catalogue()}
    if code not in entries:
        hint = perhaps(code, entries, "；用 ziping rules 看全部规则", 0.4)
        raise ZipingError(f"没有代号为 {code} 的规则{hint}")
    return entries[code]


def listed(entries: list[RuleEntry]) -> str:
    """The rules, a line each, section by section."""
    lines = []
    last = None
    for entry in entries:
        if entry.place != last:
            last = entry.place
            lines.append(last or "各部分")
        lines.append(f"  {entry.code}  {entry.sentence}")
    return "\n".join(lines)


def told(entry: RuleEntry) -> str:
    """One rule in full."""
    parts = (("规则", entry.sentence), ("为什么", entry.reason), ("怎么改", entry.remedy), ("依据", entry.basis))
    return "\n".join([entry.code, *(f"  {name}：{words}" for name, words in parts if words)])


def _one_row_each(node: Node) -> None:
    for part in node.parts.values():
        if isinstance(part, RowList):
            part.insert(0)
            _one_row_each(part.rows[0])
        elif isinstance(part, Node):
            _one_row_each(part)


def _relation(bound: Bound) -> RuleEntry:
    section = bound.node.section or (bound.target.section if bound.target is not None else 0)
    kind = kind_of(bound)
    remedy = bound.remedy or kind.remedy
    return RuleEntry(bound.code, place(section), _of_any(kind.sentence(bound)), kind.reason, remedy, TRUE_FIGURES)


def _of_any(words: str) -> str:
    """``words`` about the first row of a list, said of any."""
    return words.replace("·第1行", "").replace("第1行·", "")


def _base(choice: Cell) -> tuple[str, RuleEntry]:
    """The rule for the one finding in place of many, where several amounts agree with another choice."""
    code = without_rows(choice.path)
    label = _of_any(choice.label)
    remedy = "改选基数，或按所选的基数重填各数"
    return code, RuleEntry(code, place(choice.section), f"{label}与各数实际依据的一致", RATE, remedy, TRUE_FIGURES)
