"""What was typed and never saved, offered when the draft is opened again."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from itertools import chain, islice
from typing import ClassVar, Final

from rich.cells import cell_len
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from model.editing.differences import Difference
from model.safekeeping.recovery import Offer
from tui.look.cells import clip, visible
from tui.widgets.hints import Hints
from tui.widgets.menu import Menu
from tui.windows.dialogs import ANSWER, Asking, Words

TAKE, DROP, LATER = range(3)
MOST: Final = 400
LINES: Final = 120
"""So many lines are set at once."""
ROOM: Final = 120
"""So many cells of a value are shown."""
BEFORE: Final = 12
"""So many characters before the first difference are shown with it."""


class Listed(Asking[int | None]):
    """Lines to look through, over answers; the result is the number of the answer, None for Esc.

    ``escape`` says what Esc does. Of many lines the first ones are set; the others as they are come to.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("pagedown", "turn(1)", show=False, priority=True),
        Binding("pageup", "turn(-1)", show=False, priority=True),
    ]

    def __init__(self, title: str, lines: Iterable[str], answers: Sequence[tuple[str, str]], escape: str) -> None:
        super().__init__()
        self._escape = escape
        self._title = title
        self._lines = iter(lines)
        self._shown: list[str] = []
        self._text = Words(self._with_more())
        self._answers = answers

    def compose(self) -> ComposeResult:
        """Title, list, answers, the keys."""
        with Vertical():
            yield Words(self._title, "heading", "title")
            yield self._text
            with Vertical(classes="foot"):
                yield Menu(self._answers, self.dismiss)
                yield Hints(*ANSWER, ("PgUp PgDn", "翻看", "turn(1)"), ("Esc", self._escape, "close"))

    def action_turn(self, step: int) -> None:
        """Scroll by some lines; at the end of those that are set, set more."""
        around = self.query(Vertical).first()
        around.scroll_relative(y=8 * step, animate=False, immediate=True)
        if step > 0 and around.scroll_offset.y >= around.max_scroll_y:
            self._text.set(self._with_more())

    def _with_more(self) -> str:
        """The lines that are set, so many more, and where others are behind them, that there are."""
        self._shown += islice(self._lines, LINES)
        left = [*islice(self._lines, 1)]
        self._lines = chain(left, self._lines)
        return "\n".join([*self._shown, *(["……按 PgDn 接着列"] if left else [])])


class Recover(Listed):
    """Asks what is to become of what a journal has: TAKE, DROP or LATER (None too)."""

    def __init__(self, offer: Offer) -> None:
        found = len(offer.differences)
        process = offer.header.process
        who = f"{visible(process.user)[:40]}（电脑 {visible(process.host)[:40]}）"
        when = f"，{moment(offer.header.time)}" if offer.header.time is not None else ""
        title = f"上次有 {found} 处填写没有保存：{who}{when}"
        if not offer.same_base:
            title += "\n文件后来又改过，请看清两边的值"
        text = told(offer.differences, "文件里", "没保存的")
        if offer.left_out:
            text += f"\n放不回去的 {len(offer.left_out)} 处（日志会另外留着）：\n" + "\n".join(offer.left_out[:20])
        answers = [
            ("全部找回", "找回后仍未保存，Ctrl+Z 可撤销"),
            ("不要了", "丢掉这些填写"),
            ("以后再说", "下次打开再问"),
        ]
        super().__init__(title, text.split("\n"), answers, "以后再说")


def moment(seconds: float) -> str:
    """Day and time as the clerk reads them. No pattern of strftime: Windows refuses Chinese ones."""
    at = time.localtime(seconds)
    return f"{at.tm_mon:02}月{at.tm_mday:02}日 {at.tm_hour:02}:{at.tm_min:02}"


def told(found: Sequence[Difference], old: str, new: str) -> str:
    """Differences as lines: label, and both values below it."""
    lines: list[str] = []
    for difference in found[:MOST]:
        lines.append(visible(difference.label) + (f"  {difference.change}" if difference.change else ""))
        before, after = shortened(difference.old, difference.new)
        lines += (f"  {old}：{before}", f"  {new}：{after}")
    if len(found) > MOST:
        lines.append(f"……还有 {len(found) - MOST} 处")
    return "\n".join(lines)


def shortened(one: str, other: str) -> tuple[str, str]:
    """Two values on a line or two each, ↵ for a new paragraph; of long texts what stands at the first difference."""
    one, other = (visible(text.replace("\n", "↵")) for text in (one, other))
    if cell_len(one) > ROOM or cell_len(other) > ROOM:
        pairs = enumerate(zip(one, other, strict=False))
        common = next((at for at, (left, right) in pairs if left != right), min(len(one), len(other)))
        if common > BEFORE:
            one, other = (f"..{text[common - BEFORE :]}" for text in (one, other))
    return clip(one, ROOM) or "（空）", clip(other, ROOM) or "（空）"
