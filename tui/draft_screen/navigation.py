"""Getting about: everywhere by name, overview, words in the text, numbers over the fields, the way back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from tui.draft_screen.draft_actions import DraftActions, DraftParts

if TYPE_CHECKING:
    from tui.windows.finding.command_palette import Goal


class Navigation(DraftActions):
    """The actions that put the cursor somewhere else. ``run`` does an action by its name."""

    def __init__(self, parts: DraftParts, run: Callable[[str], object]) -> None:
        super().__init__(parts)
        self._run = run
        self._sought = ""
        self._ended: tuple[int, int] | None = None

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name."""
        return {
            "palette": self.palette,
            "overview": self.overview,
            "search": self.search,
            "jump": self.jump,
            "back": self._trail.back,
            "next_section": lambda: self.page(1),
            "previous_section": lambda: self.page(-1),
        }

    def page(self, step: int) -> None:
        """A long annex a screen further on (1) or back (-1), as far as there is one; else another section.

        At the end of a long one the first key stays: who pages quickly does not get into the next part unawares.
        """
        entry = self._entry
        if entry.page(step):
            self._ended = None
            return
        here = entry.section, entry.index
        if step > 0 and entry.at_end_of_long and here != self._ended and entry.section != self._state.numbers[-1]:
            self._ended = here
            self._footer.say("已到本表末尾，再按 PgDn 到下一部分")
            return
        self._ended = None
        self.turn(step)

    def turn(self, step: int, *, from_top: bool = False) -> None:
        """Another section, so many further on; ``from_top`` is as ``show_section`` has it. Behind the ends is none."""
        numbers = self._state.numbers
        at = numbers.index(self._entry.section) + step
        if 0 <= at < len(numbers):
            self._entry.show_section(numbers[at], from_top=from_top)
        else:
            self._entry.commit()
            self._footer.say("已经是第一部分" if step < 0 else "已经是最后一部分")

    def open_section(self, number: int) -> None:
        """The section with that number."""
        self._trail.mark()
        self._entry.show_section(number)

    def palette(self) -> None:
        """Everything by name."""
        from tui.windows.finding.command_palette import CommandPalette

        self._entry.commit()
        self._windows.ask(CommandPalette(self._state, self._entry.section), self._chosen)

    def _chosen(self, goal: Goal | None) -> None:
        if goal == ("section", str(self._entry.section)):  # asked for by name from within: its head is meant
            self._trail.mark()
            self._entry.show_section(self._entry.section, from_top=True)
        else:
            self._go(goal)

    def _go(self, goal: Goal | None) -> None:
        if goal is None:
            return
        kind, name = goal
        if kind == "action":
            self._run(name)
        elif kind == "section":
            self.open_section(int(name))
        else:
            self._trail.jump_to(name)

    def overview(self) -> None:
        """The whole draft at a glance."""
        from tui.windows.overview_window import OverviewWindow

        self._entry.commit()
        self._windows.ask(OverviewWindow(self._state, self._entry.section), self._go)

    def search(self) -> None:
        """Words or figures in everything that was typed."""
        from tui.windows.finding.searching import Search

        self._entry.commit()
        search = Search(self._state, self._sought)

        def found(path: str | None) -> None:
            self._sought = search.typed
            if path is not None:
                self._trail.jump_to(path)

        self._windows.ask(search, found)

    def jump(self) -> None:
        """Numbers over the fields that are seen; typing one goes there."""
        self._entry.commit()
        self._entry.resume()
        self._entry.number_places(self._trail.mark)
        self._footer.say("输入栏目上的编号就到那一栏，Esc 取消")
