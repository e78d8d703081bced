"""Getting about: everywhere by name, findings, overview, words in the text, numbers over the fields, the way back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.draft_screen.bench import Bench

if TYPE_CHECKING:
    from model.checks.findings import Finding
    from tui.windows.command_palette import Goal


class Wayfinding(Bench):
    """The actions that put the cursor somewhere else. Each window is loaded when it is first opened."""

    _sought = ""

    def action_palette(self) -> None:
        """Everything by name."""
        from tui.windows.command_palette import CommandPalette

        self.entry.commit()
        self.ask(CommandPalette(self.state), self._go)

    def _go(self, goal: Goal | None) -> None:
        if goal is None:
            return
        kind, name = goal
        if kind == "action":
            getattr(self, f"action_{name}")()
        elif kind == "section":
            self.mark()
            self.entry.show_section(int(name))
        else:
            self.jump_to(name)

    def action_problems(self) -> None:
        """Every finding in one list."""
        from tui.windows.problem_list import ProblemList

        self.entry.commit()
        self.ask(ProblemList(self.state), self._show)

    def _show(self, finding: Finding | None) -> None:
        if finding is None or not finding.fields:
            return
        self.jump_to(finding.fields[0])
        self.footer.say(finding.message, "info" if finding.accepted else finding.severity)

    def action_overview(self) -> None:
        """The whole draft at a glance."""
        from tui.windows.overview_window import OverviewWindow

        self.entry.commit()
        self.ask(OverviewWindow(self.state, self.entry.section), self._go)

    def action_search(self) -> None:
        """Words or figures in everything that was typed."""
        from tui.windows.searching import Search

        self.entry.commit()
        search = Search(self.state, self._sought)

        def found(path: str | None) -> None:
            self._sought = search.typed
            if path is not None:
                self.jump_to(path)

        self.ask(search, found)

    def action_jump(self) -> None:
        """Numbers over the fields that are seen; typing one goes there."""
        self.entry.commit()
        self.entry.resume()
        self.entry.number_places(self.mark)
        self.footer.say("输入栏目上的编号就到那一栏，Esc 取消")
