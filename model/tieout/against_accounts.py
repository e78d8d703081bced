"""Holds the figures of a report against the cells of the accounts, whatever field or unit the report has them in."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Final

from model.figures import MONEY, WAN, YI, YUAN, Figure, FigureError, Unit, figure, read
from model.report.tree import Cell
from model.schema.fields import Number
from model.schema.outline import LAST_SECTION
from model.schema.relations import Equal
from model.text import shortened
from model.tieout.compared_lines import ComparedLine, TieOut, compared_line, where
from model.tieout.documents import CheckedReport
from model.workbooks import mapping, proposing
from model.workbooks.books import Book
from model.workbooks.taking import Proposal, Taken

_TELLING: Final = 3
"""So many digits at least tell one amount from another; one more where no unit is printed."""


class AccountsComparison:
    """One report beside the workbooks of its department; what comes of it is added to ``found``."""

    def __init__(self, document: CheckedReport, books: Sequence[Book], found: TieOut) -> None:
        self._document = document
        self._books = books
        self._found = found
        self._cells = {cell.path: cell for cell in document.report.root.cells()}

    def run(self) -> None:
        """Compare what the accounts have for the report as it stands, then what covers other money than it may say."""
        proposal = proposing.propose(self._document.report, self._books)
        for taken in self._figures(proposal):
            self._compare(taken, proposal)
        told = {*proposal.foreign, *proposal.untaken}
        self._found.remarks.extend(remark for remark in proposal.remarks if remark not in told)
        self._unplaced(proposal)
        if self._document.finished:
            self._as_general_budget()

    def _figures(self, proposal: Proposal) -> list[Taken]:
        taken = [*proposal.figures, *proposal.repeated]
        return [
            one
            for one in taken
            # An annex that the report does not have; 本单位无此项, of which the amounts tell.
            if (one.section <= LAST_SECTION or one.path in self._document.stated)
            and (one.row or one.path not in self._cells or isinstance(self._cells[one.path].field, Number))
        ]

    def _compare(self, taken: Taken, proposal: Proposal) -> None:
        cell = self._stating(None if taken.row else self._cells.get(taken.path), proposal)
        theirs = _amount(taken.value, cell.unit if cell is not None else WAN)
        own = None if cell is None else self._document.figure(cell)
        if own is None and (taken.optional or not theirs.value):
            return  # not every department reports it, and nobody has to write that there is nothing
        section, path, label = taken.section, taken.path, taken.label
        if cell is not None:
            section, path, label = cell.section, cell.path, cell.label
        if own is None and (loose := self._loose(theirs)) is not None:
            own, words = loose
            if not words:
                return  # it stands in another field, and is compared there
            self._found.told_as.append(f"{label} {own.text()}（“{shortened(words, 30)}”）")
        # Whose accounts they are is said once, before all lines.
        doubt = "；".join(why for why in taken.doubt.split("；") if f"{why}，没有选取" not in proposal.foreign)
        place = (taken.file, taken.sheet, taken.cell)
        line = compared_line(section, path, label, own, theirs, place, taken.covers, doubt)
        if line.verdict == "differs" and path != taken.path and path in self._document.handed_back:
            self._ask(line)  # what was left and handed back is no balance
        else:
            self._found.lines.append(line)

    def _ask(self, line: ComparedLine, of: str = "") -> None:
        self._found.asked.append(
            f"{line.label}：报告{line.own}，{where(line)}{of}为{line.theirs}，是口径不同，还是有一处写错"
        )

    def _stating(self, cell: Cell | None, proposal: Proposal) -> Cell | None:
        """The field in which the report states the amount of ``cell``: another that is declared to be the same."""
        if cell is None or cell.path in self._document.stated:
            return cell
        taken = {one.path for one in proposal.figures}
        others = (other for other in self._same.get(cell, ()) if other.path not in taken)
        return next((other for other in others if other.path in self._document.stated), cell)

    @cached_property
    def _same(self) -> dict[Cell, list[Cell]]:
        """The fields that a rule of the report declares to be the same amount, for what is chosen in it."""
        same: dict[Cell, list[Cell]] = {}
        for bound in self._document.report.bounds:
            if not isinstance(bound.rule, Equal) or bound.target is None or not bound.active:
                continue
            arm = bound.arm()
            if arm is not None and len(arm.terms) == 1 and arm.terms[0][0] == 1 and arm.base is None:
                other = arm.terms[0][1]
                same.setdefault(bound.target, []).append(other)
                same.setdefault(other, []).append(bound.target)
        return same

    def _loose(self, theirs: Figure) -> tuple[Figure, str] | None:
        """The amount of the report which is ``theirs`` as it is printed, and its clause, "" where it has a field."""
        for (unit, decimals), amounts in self._amounts.items():
            if theirs.unit.dimension == MONEY and (told := amounts.get(figure(theirs.value, unit, decimals).value)):
                return told
        return None

    @cached_property
    def _amounts(self) -> dict[tuple[Unit, int], dict[int, tuple[Figure, str]]]:
        """The money that the report prints, by the unit and the decimals that it is printed with."""
        found: dict[tuple[Unit, int], dict[int, tuple[Figure, str]]] = {}
        for amount in self._document.amounts.values():
            if len(amount.digits().replace(".", "").strip("-0")) >= _TELLING:
                found.setdefault((amount.unit, amount.decimals), {})[amount.value] = (amount, "")
        for number in self._document.unread:
            units = [unit for unit in (WAN, YUAN, YI) if unit.name == number.unit] or [WAN, YUAN] * (not number.unit)
            telling = len(number.digits.replace(".", "").strip("-0")) >= _TELLING + (not number.unit)
            for unit in units if telling else ():
                amount = read(number.digits, unit, number.mention.amount.decimals)
                kept = found.setdefault((unit, amount.decimals), {})
                kept.setdefault(amount.value, (amount, number.piece.clause))
        return found

    def _unplaced(self, proposal: Proposal) -> None:
        """Tell what was not compared: whole tables by their reason, figures where there is a draft to change."""
        tables: dict[tuple[str, str], list[str]] = {}
        for left in proposal.unplaced:
            where = f"{left.file} 工作表“{left.sheet}”{left.cell}"
            if left.label and not self._document.finished:
                self._found.remarks.append(f"{left.label}：{left.reason}（{where}）")
            elif not left.label:
                tables.setdefault((left.file, left.reason), []).append(where)
        for (file, reason), places in tables.items():
            said = places[0] if len(places) == 1 else f"{file} 的{len(places)}张表"
            self._found.left.append(f"{said}：{reason}，没有核对")

    def _as_general_budget(self) -> None:
        """Compare what covers the general budget only: a report that does not say what it covers may mean that.

        What agrees so is right; what differs may be of other money, and is asked.
        """
        scopes = [entry.scope for entry in mapping.MAPPING if entry.scope is not None]
        chosen = {scope.choice: scope.value for scope in scopes if not self._cells[scope.choice].raw}
        known = {line.path for line in self._found.lines}
        for path, value in chosen.items():
            self._cells[path].raw = value
        try:
            proposal = proposing.propose(self._document.report, self._books)
        finally:
            for path in chosen:
                self._cells[path].raw = ""
        for taken in self._figures(proposal):
            cell = None if taken.row else self._cells.get(taken.path)
            own = None if cell is None else self._document.figure(cell)
            if cell is None or own is None or taken.path in known:
                continue
            place = (taken.file, taken.sheet, taken.cell)
            theirs = _amount(taken.value, cell.unit)
            line = compared_line(cell.section, cell.path, cell.label, own, theirs, place, taken.covers, taken.doubt)
            if line.verdict == "differs":
                self._ask(line, "只含一般公共预算，")
            else:
                self._found.lines.append(line)


def _amount(value: str, unit: Unit) -> Figure:
    """A value as a draft keeps it in a field of ``unit``; 无 is nothing."""
    decimals = 2 if unit.dimension == WAN.dimension else 0
    try:
        return read(value, unit, decimals)
    except FigureError:
        return figure(0, unit, decimals)
