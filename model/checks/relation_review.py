"""The findings on the relations of one report: judged at each edit, put into words when they are asked for."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from model.checks.diagnosis.likely import diagnose
from model.checks.diagnosis.misreadings import on_its_base
from model.checks.diagnosis.repairs import MOST, Repair
from model.checks.diagnosis.slips import BASE, COLUMN, OTHER
from model.checks.diagnosis.what_if import WhatIf
from model.checks.diagnosis.whole_columns import mends, rows_in_yuan, told_of, with_its_column
from model.checks.findings import Finding
from model.checks.rules.arithmetic import describe, one_base
from model.checks.verdicts import VERDICTS, Verdict, judge
from model.report.constraints import Bound
from model.report.report import Report
from model.report.tree import Cell


class RelationReview:
    """The relations of one report with their verdicts, and the findings on those that do not hold, said once each."""

    def __init__(self, report: Report) -> None:
        self._report = report
        self._verdicts: dict[Bound, Verdict | None] = {}
        self._told: set[Bound] = set()
        self._said: dict[Bound, tuple[Finding, list[Repair]]] = {}
        self._columns: dict[Finding, list[Repair]] = {}
        self.judge(report.bounds)

    def judge(self, bounds: Iterable[Bound]) -> None:
        """Judge ``bounds``, which are new, or share a figure with what was edited."""
        for bound in bounds:
            verdict = self._verdicts[bound] = judge(bound)
            if verdict is None or verdict == "exact":
                self._told.discard(bound)
            else:
                self._told.add(bound)

    def drop(self, bounds: Iterable[Bound]) -> None:
        """Forget relations that are no longer there."""
        for bound in bounds:
            self._said.pop(bound, None)
            self._verdicts.pop(bound, None)
            self._told.discard(bound)

    def forget_all(self) -> None:
        """Drop every finding: the year or the unit has changed, which any of them may say."""
        self._said = {}

    def forget_named(self, places: tuple[str, ...]) -> None:
        """Drop the findings with a path that begins with one of ``places``, and all that propose a repair."""
        for bound, (finding, repairs) in list(self._said.items()):
            if repairs or any(path.startswith(places) for path in finding.fields):
                del self._said[bound]

    def forget(self, cells: set[Cell], touched: set[Bound]) -> None:
        """Drop the findings on relations that share a cell with one of the ``touched``; they are made anew."""
        if not self._said:
            return
        for bound in touched:
            cells.update(bound.operands())
            if bound.target is not None:
                cells.add(bound.target)
        network = self._report.network
        left, near = list(cells), set(touched)
        while left:  # a diagnosis counts what follows from a repair, however far
            cell = left.pop()
            formula = network.formula(cell)
            behind = formula.operands() if formula is not None and not cell.raw else []
            uses = network.uses(cell)
            ahead = [one for bound in uses if bound.computes and (one := bound.target) is not None and not one.raw]
            near.update(uses, () if formula is None else (formula,))
            more = {other for other in (*behind, *ahead) if other not in cells}
            cells |= more
            left += more
        for said in near & self._said.keys():
            del self._said[said]

    def findings(self, only: int = 0) -> list[Finding]:
        """What was found, in the order of the report; ``only`` in the section of that number."""
        found: list[Finding] = []
        computed: list[tuple[Bound, Finding]] = []
        bases: dict[tuple[int, str], list[tuple[Finding, Repair]]] = {}
        what_if = self.what_if()
        for bound in self._report.network.in_order(self._told):
            if only and bound.node.section != only:
                continue
            verdict = self._verdicts[bound]
            assert verdict is not None
            if bound not in self._said:
                repairs = diagnose(bound, what_if) if verdict == "inconsistent" else []
                self._said[bound] = describe(bound, verdict, self._report.network, repairs), repairs
            finding, repairs = self._said[bound]
            target = bound.target
            if finding.severity == "error" and target is not None and target.state == "computed":
                computed.append((bound, finding))
            elif repairs and repairs[0].kind == BASE:
                bases.setdefault((id(repairs[0].cell), repairs[0].raw), []).append((finding, repairs[0]))
            else:
                found.append(finding)
        if not only:
            self._columns = {}
        found = self._by_column(found)
        for several in bases.values():
            finding, repair = several[0]
            if len(several) > 1:
                finding = one_base(repair.cell, repair.raw, [said for said, _ in several], repair)
            found.append(finding)
        errors = {finding for finding in found if finding.severity == "error"}
        wrong = {finding.fields[0] for finding in errors}
        slips = [repair.cell.path for said, repairs in self._said.values() if said in errors for repair in repairs]
        found += [finding for bound, finding in computed if not self._follows(bound, wrong, {*wrong, *slips})]
        return list({_said_once(finding): finding for finding in reversed(found)}.values())[::-1]

    def _by_column(self, found: list[Finding]) -> list[Finding]:
        """``found`` with one finding in place of all that a column, mended whole, leaves none of."""
        told = dict(self._said.values())
        pairs = [(finding, told[finding]) for finding in found if told[finding]]
        columns = [repairs[0] for _, repairs in pairs if repairs[0].kind == COLUMN] or rows_in_yuan(pairs)
        for column in columns:
            whole = with_its_column(column)
            mended = [finding for finding, repairs in pairs if mends(whole, repairs)]
            if mended:
                finding = told_of(whole, mended[0])
                self._columns[finding] = [whole, *(one for one in told[mended[0]] if not mends(whole, [one]))][:MOST]
                found = [finding if one is mended[0] else one for one in found if one not in mended[1:]]
                pairs = [(one, repairs) for one, repairs in pairs if one not in mended]
        return found

    def what_if(self) -> WhatIf:
        """Tells what would hold with another figure, as things stand now."""
        return WhatIf(self._report.network, self._verdicts)

    def repairs(self, finding: Finding) -> list[Repair]:
        """The likely slips behind a finding of ``findings``, best first; empty where nothing is proposed."""
        if finding in self._columns:
            return self._columns[finding]
        merged: list[Repair] = []
        figures: list[Repair] = []
        for bound, (said, repairs) in self._said.items():
            own = on_its_base(bound) if repairs and repairs[0].kind == BASE else None
            if said == finding:
                return [*repairs, *([own] if own is not None else [])]
            if repairs and repairs[0].kind == BASE and repairs[0].cell.path == finding.fields[0]:
                merged = [repairs[0]]
                figures += [own] if own is not None else []
        if figures:  # the base is right and all the rates are wrong
            others = [(one.cell, one.raw) for one in figures[1:]]
            merged.append(replace(figures[0], also=(*others, *figures[0].also)))
        return merged

    def _follows(self, bound: Bound, wrong: set[str], told: set[str]) -> bool:
        """Whether a computed figure is wrong only because a figure that it is computed from is ``wrong``.

        False where the likely slip is in another figure. A relation among computed figures has no slip of its own:
        there, the likely slip may be in any figure that was ``told`` before.
        """
        slips = [repair.cell.path for repair in self._said[bound][1] if repair.kind != OTHER]
        known = told if all(cell.state != "typed" for cell in bound.operands()) else wrong
        return known.issuperset(slips[:1]) and not wrong.isdisjoint(self._beneath(bound))

    def _beneath(self, bound: Bound) -> set[str]:
        """The paths of all figures in a relation, and of those that its computed figures are computed from."""
        left = [*bound.operands(), *([bound.target] if bound.target is not None else [])]
        found: set[str] = set()
        while left:
            cell = left.pop()
            if cell.path in found:
                continue
            found.add(cell.path)
            if cell.state == "computed" and (formula := self._report.formula(cell)) is not None:
                left += formula.operands()
        return found

    def counts(self) -> dict[str, int]:
        """How many relations there are of each verdict."""
        verdicts = list(self._verdicts.values())
        return {verdict: verdicts.count(verdict) for verdict in VERDICTS if verdict != "rule"}


def _said_once(finding: Finding) -> object:
    """A key that is equal for two findings with one content: a figure that two formulas find wrong by one amount."""
    if finding.verdict == "inconsistent":
        return finding.fields[0], finding.expected, finding.actual
    return finding.code, finding.fields, finding.message
