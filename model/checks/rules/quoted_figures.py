"""Compares figures typed in running text with the fields that they quote, and corrects them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from model.checks.diagnosis.repairs import Repair
from model.checks.diagnosis.slips import QUOTE
from model.checks.findings import Finding, digits_over, subtract
from model.checks.registry import SAME_FIGURE, TRUE_FIGURES, rule
from model.checks.rules.mentions import Mention, direction, mentions
from model.checks.verdicts import compare, strict
from model.figures import PERCENT_UNIT, digits, exact_digits, group
from model.language.lexicon import lexicon
from model.report.formulas import Arm, Value
from model.report.references import Names
from model.report.tree import Cell
from model.schema.outline import place
from model.text import in_quotes


class Mentions:
    """The mentions of one report. Each text is read once. When ``names`` is replaced, this is, too."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._read: dict[Cell, tuple[str, list[Mention]]] = {}
        self._readers: dict[Cell, set[Cell]] = {}
        self._askers: dict[str, set[Cell]] = {}

    def findings(self, cells: Iterable[Cell]) -> Iterator[Finding]:
        """What the typed figures in the texts among ``cells`` disagree with."""
        for cell in cells:
            if not cell.raw or cell.raw.isalpha() or not cell.field.free:
                continue
            kept = self._read.get(cell)
            if kept is None or kept[0] != cell.raw:
                kept = self._read[cell] = cell.raw, self._mentions(cell)
            for mention in kept[1]:
                finding = judge_mention(mention, self._names)
                if finding is not None:
                    yield finding

    def _mentions(self, cell: Cell) -> list[Mention]:
        names = self._names
        names.considered.clear()
        names.looked_up.clear()
        found = list(mentions(cell, names))
        for source in names.considered:
            self._readers.setdefault(source, set()).add(cell)
        for name in names.looked_up:
            self._askers.setdefault(name, set()).add(cell)
        return found

    def follow(self, changed: Iterable[Cell]) -> set[Cell]:
        """Forget what was read from texts that may quote a figure that ``changed``; returns them."""
        texts = {text for cell in changed for text in self._readers.get(cell, ())}
        for text in texts:
            self._read.pop(text, None)
        return texts

    def rename(self, names: Iterable[str]) -> set[Cell]:
        """Forget what was read from texts with one of ``names``, which mean other figures now; returns those texts."""
        texts = {text for name in names for text in self._askers.get(name, ())}
        for text in texts:
            self._read.pop(text, None)
        return texts

    def repair(self, finding: Finding) -> Repair | None:
        """The text with the one figure put right that ``finding`` tells of; None where the words do not allow it."""
        for _, found in self._read.values():
            for mention in found:
                if mention.cell.path == finding.fields[0] and judge_mention(mention, self._names) == finding:
                    return mend(mention, self._names)
        return None


def judge_mention(mention: Mention, names: Names) -> Finding | None:
    """The finding where the typed figure is not the field's; None where it is, or the field is empty."""
    return next(quoted_in_text(mention, names), None)


@rule(
    code="quoted_in_text",
    sentence="正文里写的数与所引的那一项一致",
    reason=SAME_FIGURE,
    remedy="改正，或改写成 {名称}",
    basis=TRUE_FIGURES,
)
def quoted_in_text(mention: Mention, names: Names) -> Iterator[Finding]:
    """A figure typed in a text that is not that of the field it quotes."""
    source, figure = mention.source, mention.figure
    if source.figure is None:
        return
    if mention.of is not None:
        yield from _said_of_another(mention, mention.of)
        return
    arm = Arm(((1, source),))
    value = arm.value()
    if value is None or compare(figure, value, strict=strict(figure, arm)) in ("exact", "rounding"):
        return
    cut = compare(figure, value) == "truncation"
    unit = source.unit
    expected = exact_digits(source.figure.value, unit, source.figure.decimals)
    actual = exact_digits(figure.value, unit, figure.decimals if figure.unit == unit else 0)
    difference = subtract(actual, expected)
    name = unit.name if unit.name != "%" else "个百分点"
    gap = f"{'少' if difference.startswith('-') else '多'}{group(difference.removeprefix('-'))}{name}"
    if compare(replace(figure, value=-figure.value), value) in ("exact", "rounding"):
        gap = "方向相反"
    message = (
        f"{mention.cell.label}里写{in_quotes(mention.words)}，与{place(source.section)}{source.label}"
        f"{group(expected)}{unit.name}{'比，疑似只截取未四舍五入' if cut else '不一致'}，{gap}。"
        f"{_proposal(mention, names)}"
    )
    yield quoted_in_text.finding(
        "warning" if cut else "error",
        mention.cell.section,
        (mention.cell.path, source.path),
        message,
        verdict="truncation" if cut else "inconsistent",
        expected=expected,
        actual=actual,
        difference=difference,
    )


def _said_of_another(mention: Mention, of: Cell) -> Iterator[Finding]:
    """What a text says of ``of``, told just before: a share of another figure, or a change that is another figure's.

    A text may mean more than its words say, so it is only asked to be looked at.
    """
    source, figure = mention.source, mention.figure
    assert source.figure is not None
    said, actual = f"{mention.cell.label}里写{in_quotes(mention.words)}", figure.digits()
    where = mention.cell.section, (mention.cell.path, source.path, of.path)
    if mention.turn:
        message = f"{said}，说的是{of.field.label}，而这个数是{source.label}，方向相反：请核对"
        yield quoted_in_text.finding("warning", *where, message, expected=source.figure.digits(), actual=actual)
        return
    value = _share_of(mention)
    if value is None or compare(figure, value) in ("exact", "rounding"):
        return
    expected = _percent(value, figure.decimals)
    message = f"{said}，{of.label}占{source.label}{source.figure.text()}的{expected}：请核对"
    yield quoted_in_text.finding("warning", *where, message, expected=expected.removesuffix("%"), actual=actual)


def _proposal(mention: Mention, names: Names) -> str:
    wanted = _right(mention, names)
    if wanted is None:
        return "请改正"
    return f"应写成 {wanted}" + ("，以后自动一致" if "{" in wanted else "")


def _share_of(mention: Mention) -> Value | None:
    """The share that the figure told before has in the one named; None where it has none."""
    assert mention.of is not None
    return Arm(((1, mention.of),), ((1, mention.source),)).value()


def _percent(value: Value, decimals: int) -> str:
    return digits_over(value.point, value.over, PERCENT_UNIT, decimals) + "%"


def mend(mention: Mention, names: Names) -> Repair | None:
    """The text with the one figure put right; None where the word before it would have to be another, unknown one."""
    wanted, text = _right(mention, names), mention.cell.raw
    if wanted is None:
        return None
    start = mention.start
    if _turned(mention):
        start = text.rfind(mention.turn, 0, start)
    new = text[:start] + wanted + text[mention.end :]
    return Repair(QUOTE, mention.cell, new, f"{in_quotes(text[start : mention.end])}改为{in_quotes(wanted)}")


def _right(mention: Mention, names: Names) -> str | None:
    """The right text for number and unit: a ``{reference}`` where it prints the same, else the right amount.

    Where the amount has the other sign, the text begins with the opposite word (减少 for 增加). None where the word is
    not directly before the number.
    """
    source, text = mention.source, mention.cell.raw
    assert source.figure is not None
    if mention.of is not None:
        share = None if mention.turn else _share_of(mention)
        return None if share is None else _percent(share, mention.figure.decimals)
    typed = text[mention.start : mention.end]
    unit = typed.lstrip("-－+0123456789０１２３４５６７８９,，.． ")
    value, before = source.figure.value, ""
    if mention.turn:
        if _turned(mention):
            at = text.rfind(mention.turn, 0, mention.start)
            if at < 0 or text[at + len(mention.turn) : mention.start].strip():
                return None
            before = lexicon().turned["change"][mention.turn]
        value = abs(value)
    printed = source.printed
    alike = printed is not None and mention.figure.digits() == printed.digits()  # but for the unit
    if printed is not None and printed.value == value and (alike or printed.unit.name == unit.replace("％", "%")):
        return f"{before}{{{names.name_of(source, mention.cell.section)}}}"
    figure = mention.figure
    return f"{before}{group(digits(value, figure.unit, figure.decimals))}{unit}"


def _turned(mention: Mention) -> bool:
    """Whether the amount went the other way than the word before it says."""
    source = mention.source
    return bool(mention.turn and source.figure and source.figure.value * direction(mention.turn) < 0)
