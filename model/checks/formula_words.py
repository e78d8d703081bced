"""A formula in the clerk's words, with amounts or with labels alone."""

from __future__ import annotations

from model.figures import exact_digits, group
from model.report.constraints import Bound
from model.report.formulas import Arm, Term
from model.report.tree import Cell
from model.schema.fields import NONE, Number
from model.schema.outline import place


def formula_words(bound: Bound, arm: Arm) -> str:
    """The formula with its amounts: 公务接待费1.47＋公务用车39.91."""
    return _quotient(arm, terms_words(bound, arm.terms), terms_words(bound, arm.base or ()))


def formula_names(bound: Bound, arm: Arm) -> str:
    """The formula in labels, without figures."""
    return _quotient(arm, _side(bound, arm.terms), _side(bound, arm.base or ()))


def _quotient(arm: Arm, numerator: str, denominator: str) -> str:
    if arm.base is None:
        return numerator
    numerator = f"（{numerator}）" if len(arm.terms) > 1 else numerator
    return f"{numerator}÷{denominator}" + ("－1" if arm.growth else "")


def terms_words(bound: Bound, terms: tuple[Term, ...]) -> str:
    """A sum with its amounts; of more than five parts only the first is named."""
    around = bound.node.label
    said = [(sign, cell) for sign, cell in terms if _counts(cell) and (cell.raw != NONE or len(terms) < 3)]
    if len(said) > 5 and all(sign > 0 for sign, _ in said):
        return f"{short_label(around, said[0][1])}等{len(said)}项之和"
    words = ""
    for sign, cell in said:
        words += "－" if sign < 0 else "＋" if words else ""
        words += elsewhere(bound, cell) + short_label(around, cell)
        words += _amount(cell)
    return words


def _amount(cell: Cell) -> str:
    """Every digit of the figure in the unit of its field; where the row names units, with the one that was typed."""
    figure, field = cell.figure, cell.field
    if figure is None or not isinstance(field, Number):
        return ""
    if figure.unit == field.unit:
        return figure.grouped()
    if field.unit_field:
        return figure.grouped() + figure.unit.name
    return group(exact_digits(figure.value, field.unit, field.decimals))


def _counts(cell: Cell) -> bool:
    """Whether an operand is there, or is missed; what is left empty for none is neither."""
    return cell.figure is not None or not cell.field.blank_is_none


def short_label(around: str, cell: Cell) -> str:
    """The label of an operand as it is called inside the record labelled ``around``; amounts of other rows by name."""
    if cell.field.name == "amount" and cell.node.index >= 0 and cell.node.label != around:
        return cell.node.title
    return cell.label.removeprefix(around).removeprefix("·")


def _side(bound: Bound, terms: tuple[Term, ...]) -> str:
    words = ""
    for sign, cell in terms:
        name = short_label(bound.node.label, cell).replace("第1行", "各行").strip("·")
        words += ("－" if sign < 0 else "＋" if words else "") + name
    return words


def elsewhere(bound: Bound, cell: Cell) -> str:
    """The section of a figure, where its label alone is not clear and the rule is of another section; else ""."""
    alone = "." not in cell.node.path and cell.section != bound.node.section
    return place(cell.section) if alone else ""
