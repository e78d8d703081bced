"""What to do about a finding: go to it, mend it as proposed, accept it with a reason, see what it rests on."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from model.checks.acceptance import accepted, content
from model.checks.rules.carried_over import confirm
from model.report.tree import Cell
from tui.config.actions import ACTIONS
from tui.state.field_help import tree
from tui.state.view_state import CARRIED, target_path
from tui.windows.accepting import Accept
from tui.windows.dialogs import Read

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from model.checks.diagnosis.repairs import Repair
    from model.checks.findings import Finding
    from tui.config.actions import Action
    from tui.draft_screen.jump_trail import JumpTrail
    from tui.draft_screen.window_opener import WindowOpener
    from tui.form.data_entry import DataEntry
    from tui.state.view_state import ViewState
    from tui.widgets.footer import Footer


class FindingActions:
    """The actions on findings."""

    def __init__(
        self, state: ViewState, entry: DataEntry, footer: Footer, windows: WindowOpener, trail: JumpTrail
    ) -> None:
        self._state = state
        self._entry = entry
        self._footer = footer
        self._windows = windows
        self._trail = trail
        self._visited: Finding | None = None

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name."""
        return {
            "next_finding": self.next_finding,
            "previous_finding": self.previous_finding,
            "repair": self.mend,
            "accept": self.accept,
            "confirm_section": self.confirm_section,
            "explain": self.explain,
        }

    @property
    def current(self) -> Finding | None:
        """The finding that is meant: the one visited last, else the first about the field under the cursor."""
        path = target_path(self._entry.here)
        visited = self._visited
        if visited is not None and path in visited.fields and visited in self._state.findings:
            return visited
        found = [finding for finding in self._state.of_section(self._entry.section, path) if path in finding.fields]
        return min(found, key=lambda finding: finding.accepted, default=None)

    @property
    def carried(self) -> Finding | None:
        """The finding that is meant, where it is that texts of last year still stand."""
        finding = self.current
        return finding if finding is not None and finding.code == CARRIED and not finding.accepted else None

    def word(self, action: Action) -> str:
        """What ``action`` does here, in a word."""
        return "确认无须改" if action.name == "accept" and self.carried is not None else action.label

    @property
    def repair(self) -> Repair | None:
        """What is proposed to mend the finding that is meant."""
        finding = self.current
        if finding is None or finding.accepted:
            return None
        return next((repair for repair in self._state.session.checker.repairs(finding) if repair.raw), None)

    def next_finding(self) -> None:
        """The next finding, in whatever section."""
        self._to_finding(1)

    def previous_finding(self) -> None:
        """The finding before."""
        self._to_finding(-1)

    def _to_finding(self, step: int) -> None:
        self._entry.commit()
        findings = [finding for finding in self._state.findings if not finding.accepted]
        if not findings:
            self._footer.say("没有核对出问题" if not self._state.findings else "没有未处理的问题")
            return
        path = self._entry.here.path
        visited = self._visited
        if visited in findings and visited is not None and path in visited.fields:
            at = findings.index(visited)
        else:
            section = self._entry.section
            behind = sum(finding.section < section for finding in findings)
            at = next((i for i, finding in enumerate(findings) if path in finding.fields[:1]), behind - (step > 0))
        at = (at + step) % len(findings)
        finding = self._visited = findings[at]
        if finding.fields:
            self._trail.jump_to(finding.fields[0])
        said = [f"第 {at + 1} 条，共 {len(findings)} 条", *self._remedies()]
        if self.current != finding:  # it is not told beside the field
            said.append(finding.message)
        self._footer.say("  ".join(said), finding.severity)

    def _remedies(self) -> list[str]:
        """What the keys would do about the finding that is meant: they are under the message that tells of it."""
        shown = {action.name: f"{action.shown} {self.word(action)}" for action in ACTIONS}
        repair = self.repair
        mend = [f"{shown['repair']}：{self._change(repair)}"] if repair is not None else []
        return [*mend, shown["accept"]]

    def _change(self, repair: Repair) -> str:
        """What ``repair`` changes: where, from what, to what."""
        cell = repair.cell
        if cell.field.free:
            return repair.text
        return f"{cell.label} {cell.raw or '空'} 改为 {repair.raw}"

    def mend(self) -> None:
        """The proposed value goes in, as one step of the history."""
        self._entry.commit()
        repair, finding = self.repair, self.current
        if repair is None:
            self._footer.say("本处没有问题" if finding is None else self._by_hand(finding), "warning")
            return
        said = self._change(repair)
        self._trail.mark()
        self._entry.put(repair.cell, repair.raw)
        self._footer.say(f"{said}，Ctrl+Z 恢复")

    def _by_hand(self, finding: Finding) -> str:
        """What to do about a finding that no key mends, at the field under the cursor."""
        cell = self._entry.cell
        if finding.severity == "info":
            return "这条只是提示，可以不改"
        if cell is not None and cell.state == "missing":
            return "这一栏还没有填，请在这里填写"
        if cell is not None and cell.field.free:
            return "这条要改文字，请在这里改"
        if cell is not None and cell.raw and cell.computable:
            return "断定不了哪个数错：别的数都对，就按 F4 改用算得的数"
        return "这条没有可以直接改的数，请对照来源改"

    def accept(self) -> None:
        """The finding stands with a written reason; on an accepted one, it counts again; a text of last year stands."""
        self._entry.commit()
        finding = self.current if self._state.findings else None
        if self.carried is not None:
            self._confirm(self._entry.here.path)
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
            if answer is not None:
                row = content(finding, *answer, date.today().isoformat())
                self._state.session.insert("accepted", len(rows), row)
                self._entry.reload()
                self._footer.say("已接受，并记下理由；再按 Ctrl+T 撤回")

        self._windows.ask(Accept(finding.message, by), given)

    def confirm_section(self) -> None:
        """The texts that stand from last year in this section stand for this year, too."""
        self._entry.commit()
        self._confirm("")

    def _confirm(self, path: str) -> None:
        """Take the mark off the text at ``path``, "" for every one of the section, and go on to the next one."""
        session, section = self._state.session, self._entry.section
        found = self._left(section)
        if found is None:
            self._footer.say("本部分没有沿用上年、待核对的文字", "warning")
            return
        paths = [path] if path else list(found.fields)
        here = self._entry.here.path
        session.together(path or here, confirm(self._state.report, map(self._state.report.cell, paths)))
        self._entry.reload()
        left = self._left(section)
        said = self._state.report.cell(path).label if path else f"本部分沿用的 {len(paths)} 处"
        said = f"已确认：{said}，Ctrl+Z 恢复"
        if left is not None:
            self._visited = left
            after = found.fields.index(path)
            onwards = [other for other in found.fields[after:] + found.fields[:after] if other in left.fields]
            self._trail.jump_to(onwards[0])
            said += f"；本部分还有 {len(left.fields)} 处"
        self._footer.say(said)

    def _left(self, section: int) -> Finding | None:
        found = self._state.findings
        return next((finding for finding in found if finding.code == CARRIED and finding.section == section), None)

    def _take_back(self, finding: Finding) -> None:
        rows = self._state.report.rows("accepted").rows
        for row in rows:
            if accepted(finding, [row]):
                self._state.session.remove("accepted", row.index)
                self._entry.reload()
                self._footer.say("已撤回接受，这条重新计入问题")
                return

    def explain(self) -> None:
        """What the field under the cursor rests on, and what rests on it."""
        cell = self._entry.cell
        if not isinstance(cell, Cell):
            self._footer.say("光标不在栏目上", "warning")
            return
        self._entry.commit()
        head, *branches = tree(self._state, cell)
        self._windows.show(Read(head, "\n".join(branches)))
