"""The whole report as it will read, over the whole screen."""

from __future__ import annotations

from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType

from model.drafts.draft import Draft
from tui.state.view_state import Target, ViewState
from tui.widgets.footer import Key
from tui.widgets.hints import Hints
from tui.widgets.preview import Preview
from tui.windows.dialogs import Dialog

KEYS: Final[tuple[Key, ...]] = (("↑↓ PgUp PgDn", "翻看", ""), ("^P", "到某一栏", "seek"), ("Esc", "返回填写", "close"))


class ReportReader(Dialog[bool | None]):
    """Every section and annex one behind another; begins where the cursor of the form is.

    The result is True where the clerk goes on to the list of commands, sections and fields.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("f9,enter", "close", show=False),
        Binding("ctrl+p", "seek", show=False),
    ]

    def __init__(self, draft: Draft, state: ViewState, here: Target) -> None:
        super().__init__()
        self._parts = draft, state
        self._here = here

    def compose(self) -> ComposeResult:
        """One line of keys over the report."""
        yield Hints(("全文预览", "", ""), *KEYS, apart=False)
        preview = Preview(*self._parts, "正在排出全文…", self._refuse)
        preview.can_focus = True
        yield preview

    def on_mount(self) -> None:
        """Show the report, which the keys turn, once the window is seen: a large one takes a second to set."""
        preview = self.query_one(Preview)
        preview.focus()
        self.call_after_refresh(preview.update, 0, self._here)

    def _refuse(self) -> None:
        """Something was typed: it goes nowhere, and the clerk is told."""
        self.query_one(Hints).set(("这里只能看，输入的没有记下", "", ""), *KEYS)

    def action_seek(self) -> None:
        """Close, and go on to where everything is found."""
        self.dismiss(True)
