"""Findings that stand: accepted with a reason, comments answered, texts of last year confirmed."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from itertools import groupby

from model.checks.acceptance import accepted, content
from model.checks.findings import Finding
from model.checks.rules.carried_over import confirm, is_dated
from model.checks.rules.completeness import open_point
from model.report.edits import Typed
from model.report.tree import Cell
from model.schema.outline import place
from model.schema.records import Rows
from tui.draft_screen.draft_actions import DraftActions, DraftParts
from tui.draft_screen.finding_actions import FindingActions
from tui.state.view_state import CARRIED, STILL_READING
from tui.windows.accepting import ACCEPTING, ANSWERING, Accept
from tui.windows.recovery_offer import Listed


class AcceptingActions(DraftActions):
    """The actions by which a finding stands; ``findings`` knows which one is meant."""

    def __init__(self, parts: DraftParts, findings: FindingActions) -> None:
        super().__init__(parts)
        self._findings = findings
        self._told = ""
        """The text of last year that the clerk was asked to read last."""

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name."""
        return {"accept": self.accept, "confirm_section": self.confirm_section}

    def accept(self) -> None:
        """The finding stands with a written reason; on an accepted one, it counts again; a text of last year stands."""
        self._entry.commit()
        finding = self._findings.current if self._state.known else None
        cell = self._entry.cell
        if self._findings.carried is not None and cell is not None:
            self._confirm([cell], cell.label)
            return
        if finding is None:
            self._footer.say("光标所在的栏没有要接受的问题", "warning")
            return
        if finding.accepted:
            self._take_back(finding)
            return
        rows = self._state.report.rows("accepted").rows
        by = rows[-1].cell("by").raw if rows else ""

        def given(answer: tuple[str, str] | None) -> None:
            if answer is not None and finding.code == open_point.code:
                cell = self._state.report.cell(finding.fields[1])
                typed = Typed(cell.path, cell.raw, "，".join(filter(None, answer)))
                self._state.session.together(finding.fields[0], [typed])
                self._entry.reload()
                self._footer.say("答复已记在草稿里，Ctrl+Z 恢复")
            elif answer is not None:
                row = content(finding, *answer, date.today().isoformat())
                self._state.session.insert("accepted", len(rows), row)
                self._entry.reload()
                self._footer.say("已接受，并记下理由；再按 Ctrl+T 撤回")

        wording = ANSWERING if finding.code == open_point.code else ACCEPTING
        self._windows.ask(Accept(finding.message, by, wording), given)

    def confirm_section(self) -> None:
        """The texts that stand from last year in this section stand for this year, too, once the clerk has read them.

        Those with figures or a year in them are left to be read one by one: they are last year's, and the cursor goes
        from each to the next. Behind the last one, and where this section has no text of last year left, the next
        section that has is asked for.
        """
        self._entry.commit()
        here, cell = self._entry.section, self._entry.cell
        found = self._left(here) or self._elsewhere(here)
        if found is None:
            still = self._state.still_reading
            self._footer.say(STILL_READING if still else "没有沿用上年、待核对的文字了")
            return
        plain, dated = self._parted(found)
        told = cell is not None and cell.path == self._told
        if not plain and told and cell is dated[-1] and (other := self._elsewhere(here)) is not None:
            found = other
            plain, dated = self._parted(found)
        if not plain or found.section != here:
            at = dated.index(cell) + told if not plain and cell in dated else 0
            self._told = (plain or dated)[at % len(plain or dated)].path
            self._findings.visit(found, self._told)
        others = f"{len(dated)} 处写着数或年份，是上年的：请逐处看过再改" if dated else ""
        if not plain:
            self._footer.say(f"这 {others}，不用改就按 Ctrl+T", "warning")
            return

        def answered(index: int | None) -> None:
            if index == 0:
                self._confirm(plain, f"本部分沿用的 {len(plain)} 处", stay=True)

        where = place(found.section) if found.section != here else ""
        title = f"{where}这 {len(plain)} 处文字还是上年的，今年不用改？" + (f"\n另有 {others}" if others else "")
        self._windows.ask(Listed(title, _listed(plain), [("都不用改，确认", "Ctrl+Z 恢复")], "先不确认"), answered)

    def _confirm(self, cells: Sequence[Cell], said: str, *, stay: bool = False) -> None:
        """Take the marks off ``cells``, which ``said`` names, and go on to the next text that has one.

        ``stay``: they stand all over the section, and the clerk goes on to type where the cursor is.
        """
        section, first = self._entry.section, cells[0].path
        before = self._left(section)
        self._state.session.together(first, confirm(self._state.report, cells))
        self._entry.reload()
        left = self._left(section)
        said = f"已确认：{said}，Ctrl+Z 恢复"
        if left is not None and stay:
            said += f"；还有 {len(left.fields)} 处写着数或年份，再按 Ctrl+K 逐处看"
        elif left is not None and before is not None:
            after = before.fields.index(first)
            onwards = before.fields[after:] + before.fields[:after]
            self._findings.visit(left, next(other for other in onwards if other in left.fields))
            said += f"；本部分还有 {len(left.fields)} 处"
        elif (other := self._elsewhere(section)) is not None:
            said += f"；Ctrl+K 到{place(other.section)}的 {len(other.fields)} 处"
        self._footer.say(said)

    def _parted(self, found: Finding) -> tuple[list[Cell], list[Cell]]:
        """The texts of ``found``: those that may be confirmed by a list, and those that are last year's to be read."""
        plain: list[Cell] = []
        dated: list[Cell] = []
        report, year = self._state.report, self._state.year
        for cell in map(report.cell, found.fields):
            (dated if is_dated(cell, year) else plain).append(cell)
        return plain, dated

    def _left(self, section: int) -> Finding | None:
        found = self._state.known
        return next((finding for finding in found if finding.code == CARRIED and finding.section == section), None)

    def _elsewhere(self, section: int) -> Finding | None:
        """The carried texts of the next section behind ``section`` that has any; behind the last one, the first."""
        numbers = self._state.numbers
        at = numbers.index(section) + 1
        return next(filter(None, map(self._left, (*numbers[at:], *numbers[:at]))), None)

    def _take_back(self, finding: Finding) -> None:
        rows = self._state.report.rows("accepted").rows
        for row in rows:
            if accepted([finding], [row])[0].accepted:
                self._state.session.remove("accepted", row.index)
                self._entry.reload()
                self._footer.say("已撤回接受，这条重新计入问题")
                return


def _listed(cells: Sequence[Cell]) -> Iterator[str]:
    """What ``cells`` say: a line each, and a line for all that stand in one row of a list, inner rows indented."""
    for node, group in groupby(cells, key=lambda cell: cell.node):
        rows = [around for around in node.outwards() if around.index >= 0]
        if not rows:
            yield from (f"{cell.label}：{cell.raw}" for cell in group)
            continue
        values = [cell for cell in group if (cell.field.name, cell.raw) != (node.record.title, node.title)]
        said = "，".join(f"{cell.field.label} {cell.raw}" for cell in values)
        element = node.element
        untitled = isinstance(element, Rows) and not node.record.title
        name = f"{element.noun}{node.index + 1}" if untitled else node.label_within("")
        yield "  " * (len(rows) - (node.index >= 0)) + name + (f"：{said}" if said else "")
