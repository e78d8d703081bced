"""How the screen of a draft looks: the preview beside the form, the colours, the hint for beginners."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

from textual.containers import Container
from textual.screen import Screen

from tui.config import settings
from tui.draft_screen.draft_actions import DraftActions, DraftParts
from tui.widgets.greeting import LINES, Greeting

if TYPE_CHECKING:
    from tui.widgets.preview import Preview

BESIDE: Final = 160
"""In more columns than these the preview has room of its own."""


class Appearance(DraftActions):
    """What is shown around the form in ``columns`` of ``screen``; ``preview`` is None while there is none."""

    def __init__(
        self, screen: Screen[None], columns: Container, parts: DraftParts, run: Callable[[str], object]
    ) -> None:
        super().__init__(parts)
        self._run = run
        self._screen = screen
        self._columns = columns
        self.preview: Preview | None = None
        self._by_itself = True
        self._greeting: Greeting | None = None

    @property
    def commands(self) -> Mapping[str, Callable[[], object]]:
        """What each action does, by its name."""
        return {"preview": self.turn_preview, "theme": self.next_theme}

    def turn_preview(self) -> None:
        """The section beside the form, then the whole report to read, then nothing."""
        self._by_itself = False
        if self.preview is None:
            self._open()
            self._footer.say("预览跟着填写走；再按看全文，再按收起")
            return
        from tui.windows.report_reader import ReportReader

        self._close()
        reader = ReportReader(self._draft, self._state, self._entry.here)
        self._windows.ask(reader, lambda seeks: self._run("palette") if seeks else None)

    def fit(self, width: int) -> None:
        """Where there is room beside the form, the preview stands there by itself, until the clerk folds it away."""
        if self._by_itself and self._columns.is_attached and (width > BESIDE) != (self.preview is not None):
            if self.preview is None:
                self._open()
            else:
                self._close()

    def _open(self) -> None:
        from tui.widgets.preview import Preview

        self.preview = Preview(self._draft, self._state)
        self._screen.add_class("-preview")
        self._columns.mount(self.preview, before=0)

    def _close(self) -> None:
        if self.preview is not None:
            self.preview.remove()
        self.preview = None
        self._screen.remove_class("-preview")

    def follow(self) -> None:
        """Bring the preview up to date, where there is one."""
        if self.preview is not None and self.preview.is_mounted:
            self.preview.update(self._entry.section, self._entry.here)

    def next_theme(self) -> None:
        """The next colours."""
        app = self._screen.app
        names = [name for name, _ in settings.THEMES]
        now = names.index(app.theme) if app.theme in names else -1
        app.theme = names[(now + 1) % len(names)]
        settings.remember(theme=app.theme)

    def tell_theme(self, name: str) -> None:
        """Everything stands in other colours: say which."""
        self._footer.say(f"配色：{dict(settings.THEMES)[name]}")

    def greet(self, lines: Sequence[str] = LINES) -> None:
        """Show a hint, by default the one for beginners, until the next key."""
        self.hush()
        self._greeting = Greeting(lines)
        self._screen.mount(self._greeting, after=self._columns)

    def hush(self) -> None:
        """A key was pressed: the hint has been read."""
        if self._greeting is not None:
            self._greeting.remove()
            self._greeting = None
