"""Which findings wait: nothing is wrong of a sum, or a figure in a text, while the clerk is still typing it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Final

from model.checks.findings import Finding
from model.checks.rules.completeness import required, section_empty, table_unfilled
from model.report.report import Report
from model.report.tree import Cell, Node, RowList

UNFILLED: Final = frozenset({required.code, section_empty.code, table_unfilled.code})
"""The findings that only say that something is still to be filled in."""


class HalfFilled:
    """The group under the cursor, which the clerk fills in from the top, and what was wrong in it before.

    A group is what stands directly in a section, with everything in it. A sum over several groups waits for the last of
    them, and what a total of rows still lacks, until the cursor leaves their list.
    """

    def __init__(self, report: Report) -> None:
        self._report = report
        self._group: Node | None = None
        self._before: set[tuple[str, str]] = set()
        self._at: tuple[int, ...] | None = None
        self._later: set[str] = set()
        self._rows: RowList | None = None
        self._typed = ""
        self._said: frozenset[Finding] = frozenset()
        self._said_of: set[tuple[str, str]] = set()
        self._begun: Node | None = None

    def type_in(self, cell: Cell | None, known: Iterable[Finding]) -> bool:
        """A figure is being typed into ``cell``, or (None) none is; returns whether that is a change.

        Half a figure says nothing that its clerk means: until it is typed to its end, only what is ``known`` shows.
        """
        path = cell.path if cell is not None else ""
        changed = path != self._typed
        if changed:
            self._typed, self._said = path, frozenset(known if path else ())
            self._said_of = {_key(finding) for finding in self._said}
        return changed

    @property
    def typed(self) -> str:
        """The address of the field that a figure is being typed into; "" for none."""
        return self._typed

    def begin(self, row: Node) -> None:
        """``row`` is new: nothing is said of what it lacks until the cursor leaves it."""
        self._begun = row

    def stand_at(self, target: Cell | RowList, findings: Callable[[], Iterable[Finding]]) -> None:
        """The cursor is on ``target`` now; ``findings`` gives those of its section as they are now."""
        way = [*target.node.outwards()]
        group = _group(target.node)
        if group is not self._group:
            self._before = {_key(finding) for finding in findings() if not self.waits(finding)}
            self._group = group
            parts = [*(way[-2].parts if len(way) > 1 else ())]
            name = group.element.name if group.element is not None else ""
            self._later = {*parts[parts.index(name) + 1 :]} if name in parts else set()
        if self._begun not in way:
            self._begun = None
        self._come_to(target)

    def go_back(self, target: Cell | RowList) -> None:
        """What is found next is found with the cursor on ``target``: in the group that it is in, it waits as before."""
        if _group(target.node) is self._group:
            self._come_to(target)

    def _come_to(self, target: Cell | RowList) -> None:
        self._rows = target if isinstance(target, RowList) else target.node.row_list
        self._at = target.position if isinstance(target, Cell) else None

    def leave(self) -> None:
        """Nothing waits any more, wherever the cursor is."""
        self._group, self._at, self._begun, self._later, self._rows = None, None, None, set(), None

    def waits(self, finding: Finding) -> bool:
        """Whether ``finding`` rests on half a figure, or came up in the group where a blank below can still undo it."""
        if self._typed and finding not in self._said and finding.code not in UNFILLED:
            judged = finding.fields[:1] == (self._typed,)
            if judged or _key(finding) not in self._said_of:
                return True
        if self._begun is not None and finding.fields:
            row = self._begun.path + "."
            inside = [f"{path}.".startswith(row) for path in finding.fields]
            lacks = all(inside) and (finding.verdict != "inconsistent" or not self._complete(finding))
            if lacks or (any(inside) and finding.verdict == "not_checked"):
                return True
        if finding.verdict != "inconsistent" or self._group is None or _key(finding) in self._before:
            return False
        parts = [*self._parts(finding)]
        blank = [cell for cell in parts if cell.state == "missing" and cell.field.blank_is_none]
        if any(self._is_below(cell) or self._comes_later(cell, parts) for cell in blank):
            return True
        return self._rows is not None and self._falls_short(finding, self._rows)

    def _complete(self, finding: Finding) -> bool:
        """Whether every figure of ``finding`` is there."""
        return all(cell.state != "missing" for cell in self._parts(finding))

    def _is_below(self, cell: Cell) -> bool:
        """Whether ``cell`` stands in the group at the cursor or below it."""
        inside = any(node is self._group for node in cell.node.outwards())
        return self._at is not None and inside and cell.position >= self._at

    def _comes_later(self, cell: Cell, parts: list[Cell]) -> bool:
        """Whether ``cell`` stands in a group of this section below the one under the cursor, some of ``parts`` not."""
        group = _group(cell.node)
        if self._group is None or group.parent is not self._group.parent or group.element is None:
            return False
        return group.element.name in self._later and any(_group(part.node) is not group for part in parts)

    def _falls_short(self, finding: Finding, rows: RowList) -> bool:
        """Whether a total of ``rows`` is less than it should be."""
        for number, path in enumerate(finding.fields):
            cell = self._report.root.at(path)
            formula = self._report.formula(cell) if isinstance(cell, Cell) and not cell.raw else None
            if formula is not None and any(part.node.row_list is rows for part in formula.operands()):
                return finding.difference.startswith("-") is (number == 0)
        return False

    def _parts(self, finding: Finding) -> Iterator[Cell]:
        """The figures of ``finding``, and those that its computed figures are added up from."""
        for path in finding.fields:
            cell = self._report.root.at(path)
            if isinstance(cell, Cell):
                yield cell
                formula = self._report.formula(cell) if not cell.raw else None
                yield from formula.operands() if formula is not None else ()


def _group(node: Node) -> Node:
    """What stands directly in the section around ``node``, or the section itself for a field of its own."""
    way = [*node.outwards()]
    return way[max(len(way) - 3, 0)]  # behind it come the section and the report


def _key(finding: Finding) -> tuple[str, str]:
    return finding.code, finding.fields[0] if finding.fields else ""
