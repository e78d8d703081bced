"""A hint: what someone who opens the program for the first time should know, or a lesson; gone at the next key."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from rich.segment import Segment

from tui.look.cells import fit, wrap
from tui.widgets.drawn import Drawn

LINES: Final = (
    "第一次用：直接输入，回车到下一栏；PgDn 到下一部分，F2 看目录。",
    "核对随填随出，F8 到下一处问题；F1 看本栏的说明和全部按键。",
    "Ctrl+S 保存，Ctrl+Z 撤销，Ctrl+E 导出 Word。开始填写，这几行就收起。",
)


class Greeting(Drawn):
    """Stands between the form and the keys; no window over the form, which would cut wide characters in two."""

    def __init__(self, lines: Sequence[str] = LINES) -> None:
        super().__init__()
        self._hint = lines

    def get_content_height(self, _container: object, _viewport: object, width: int) -> int:
        """As many lines as they take."""
        return len(self._wrapped(width))

    def redraw(self) -> None:
        """The lines over the whole width."""
        width, style = self.size.width, self.palette.choice
        self.show([[Segment(fit(f"  {line}", width), style)] for line in self._wrapped(width)], style)

    def _wrapped(self, width: int) -> list[str]:
        return [part for line in self._hint for part in wrap(line, max(width - 4, 2))]
