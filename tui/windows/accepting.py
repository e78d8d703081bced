"""Accepts a finding: why, and who says so. Answers a remark: what is said to it, and by whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical

from tui.widgets.hints import Hints
from tui.widgets.line_input import LineInput
from tui.windows.dialogs import BACK, TwoLines, Words


@dataclass(frozen=True, slots=True)
class AcceptWords:
    """What the dialog says above, over its two lines, and of what Enter does."""

    title: str
    reason: str
    by: str
    enter: str


ACCEPTING: Final = AcceptWords("接受这条核对结果，不再计入问题", "理由", "接受人", "接受")
ANSWERING: Final = AcceptWords("答复这条批注", "答复", "答复人", "答复")


class Accept(TwoLines[tuple[str, str] | None]):
    """The result is the reason and the name; None for Esc. Without a reason nothing is accepted."""

    def __init__(self, message: str, by: str, wording: AcceptWords = ACCEPTING) -> None:
        self._reason = LineInput("", self._tell, lambda _text: self._on())
        self._by = LineInput(by, self._tell, lambda _text: self._take())
        super().__init__(self._reason, self._by)
        self._wording = wording
        self._message = message
        self._hints = Hints(BACK)

    def compose(self) -> ComposeResult:
        """The finding, two lines, the keys."""
        with Vertical():
            yield Words(self._wording.title, "heading")
            yield Words(self._message)
            yield Words(f"{self._wording.reason}（必填，随草稿保存）", "faint")
            yield self._reason
            yield Words(self._wording.by, "faint")
            yield self._by
            yield self._hints

    def on_descendant_focus(self) -> None:
        """Enter means something else on the other line."""
        self._tell("")

    def action_enter(self) -> None:
        """On to the second line; there, accept."""
        if self.on_second:
            self._take()
        else:
            self._on()

    def _on(self) -> None:
        if self._reason.value.strip():
            self.set_focus(self._by)

    def _take(self) -> None:
        if not self._reason.value.strip():
            self.set_focus(self._reason)
            return
        self.dismiss((self._reason.value.strip(), self._by.value.strip()))

    def _tell(self, _text: str) -> None:
        word = self._wording.enter if self.on_second else f"写{self._wording.by}"
        ready = bool(self._reason.value.strip())
        first = ("回车", word, "enter") if ready else (f"请先写明{self._wording.reason}", "", "")
        self._hints.set(first, BACK)
