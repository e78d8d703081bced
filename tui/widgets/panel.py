"""Beside the form, or below it where it is narrow: what was found, and the help of the field under the cursor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.cells import cell_len
from rich.segment import Segment

from model.report.tree import Cell
from tui.look.cells import clip, fit, named, visible, wrap
from tui.state.field_facts import facts
from tui.state.source_words import origin_words
from tui.state.view_state import MARKS, shown, target_path
from tui.widgets.drawn import Drawn

if TYPE_CHECKING:
    from model.checks.findings import Finding
    from tui.state.view_state import Target, ViewState

HELP_LINES: Final = 13
OWN_LINES: Final = 7
CUT: Final = 6
ACCEPTED: Final = "受"


class Panel(Drawn):
    """Findings and help. ``wide``: a column at the right, else a few lines at the bottom."""

    MARGIN = 1

    def __init__(self) -> None:
        super().__init__()
        self._kept_for: object = None
        self._kept = [0, 0]

    def update(self, state: ViewState, section: int, target: Target, *, wide: bool) -> None:
        """Show what concerns ``target``."""
        path = target_path(target)
        own = isinstance(target, Cell) and bool(target.error)
        findings = [
            f for f in state.of_section(section, path) if not (own and f.code == "unreadable" and path in f.fields)
        ]
        draw = self._wide if wide else self._narrow
        self.show(draw(state, findings, path, target))

    def _wide(self, state: ViewState, findings: list[Finding], path: str, target: Target) -> list[list[Segment]]:
        """Help, the findings of the field, those of the section, each with room of its own.

        While the cursor stays on a field no part shrinks: what lies below it is not painted again with each key.
        """
        palette, size = self.palette, self.room
        width, height = size.width, size.height
        if (target, size) != self._kept_for:
            self._kept_for, self._kept = (target, size), [0, OWN_LINES]
        top = [[Segment(named(visible(_label(target)), width), palette.heading)]]
        for text in told(state, target, 3 * width):
            top += [[Segment(line, palette.label)] for line in wrap(text, width, 4)]
        top = self._keep(0, [*top[:HELP_LINES], []], height)
        own: list[list[Segment]] = []
        if isinstance(target, Cell) and target.error:
            own = [[Segment(line, palette.error)] for line in wrap("读不懂：" + target.error, width, 5)]
        mine = [finding for finding in findings if path in finding.fields]
        own += self._found(mine, path, (height - len(top)) * 2 // 3 - len(own), CUT)
        if not own:
            own = [[Segment("本栏核对无误", palette.good)]]
        own = self._keep(1, [*own, []], height - len(top))
        others = len(findings) - len(mine)
        said = f"本部分{'还有' if mine else '有'} {others} 条" if others else "本部分没有别的问题"
        lines = [*top, *own, [Segment(said, palette.heading)]]
        others_first = [finding for finding in findings if path not in finding.fields]
        return lines + self._found(others_first, path, height - len(lines), CUT)

    def _keep(self, part: int, lines: list[list[Segment]], room: int) -> list[list[Segment]]:
        """``lines`` with the room that the part already had."""
        self._kept[part] = max(self._kept[part], min(len(lines), room))
        return (lines + [[] for _ in range(self._kept[part] - len(lines))])[:room]

    def _narrow(self, state: ViewState, findings: list[Finding], path: str, target: Target) -> list[list[Segment]]:
        palette, size = self.palette, self.room
        width = size.width
        error = target.error if isinstance(target, Cell) else ""
        first = [Segment(named(visible(_label(target)), width // 2) + "  ", palette.heading)]
        room = width - first[0].cell_length
        said = "  ".join(told(state, target, room - len("  ..")))
        first.append(Segment(clip(visible(said), room), palette.faint))
        unread = [[Segment(line, palette.error)] for line in wrap(f" 读不懂：{error}", width, 2)] if error else []
        if not findings and not unread:
            return [first, [Segment("本部分核对无误", palette.good)]]
        return [first, *unread, *self._found(findings, path, size.height - 1 - len(unread), 2)]

    def _found(self, findings: list[Finding], path: str, room: int, cut: int) -> list[list[Segment]]:
        palette, width = self.palette, self.room.width
        lines: list[list[Segment]] = []
        for index, finding in enumerate(findings):
            own = path in finding.fields
            told = "已接受：" if finding.accepted else ""
            said = told + finding.message + (f"（可能：{finding.diagnosis}）" if finding.diagnosis else "")
            text = wrap(said, width - 5, cut)
            left = len(findings) - index
            if len(lines) + len(text) > room - (left > 1):
                text = text[: max(room - len(lines) - (left > 1), 0)]
                if not text:
                    lines.append([Segment(fit(f"     还有 {left} 条，按 F8 逐条看", width), palette.faint)])
                    break
            style = palette.faint if finding.accepted else palette.text if own else palette.label
            mark = ACCEPTED if finding.accepted else MARKS[finding.severity]
            for number, line in enumerate(text):
                head = (">" if own else " ") + mark + "  " if not number else "     "
                look = palette.faint if finding.accepted else palette.severity(finding.severity)
                lines.append([Segment(head, look), Segment(line, style)])
        return lines[:room]


def _label(target: Target) -> str:
    return target.label if isinstance(target, Cell) else target.element.label


def told(state: ViewState, target: Target, room: int) -> list[str]:
    """The result of a sum under way and where the figure was taken from, both in ``room`` cells, and the facts."""
    if not isinstance(target, Cell):
        return facts(state, target)
    result = f"＝ {visible(shown(target))}" if state.summed is target else ""
    origin = origin_words(state.report, target, room - cell_len(result) - 2 * bool(result))
    return [text for text in (result, origin, *facts(state, target)) if text]
