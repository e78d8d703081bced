"""Beside the form, or below it where it is narrow: what was found, and the help of the field under the cursor."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment

from model.checks.findings import Finding
from model.checks.rules.completeness import unreadable
from model.report.tree import Cell
from tui.look.cells import fit, named, visible, wrap
from tui.look.palette import Palette
from tui.state.field_facts import facts
from tui.state.source_words import origin_words
from tui.state.view_state import MARKS, SHORT_NUMBERS, Target, ViewState, shown
from tui.widgets.drawn import Drawn

HELP_LINES: Final = 13
OWN_LINES: Final = 7
LEAST, FORM_LINES = 5, 11
"""Below the form the panel has so many lines at least, and leaves so many of the screen to the form."""
ACCEPTED: Final = "受"


class Panel(Drawn):
    """Findings and help. ``wide``: a column at the right, else a few lines at the bottom."""

    MARGIN = 1

    def __init__(self) -> None:
        super().__init__()
        self._kept_for: object = None
        self._kept = [0, 0]
        self._meant: Finding | None = None
        self._heading = ""
        self._section = 0
        self._again: Callable[[], None] | None = None

    def redraw(self) -> None:
        """Show again what was shown: it is as much as the size has room for."""
        if self._again is not None:
            self._again()

    def update(
        self, state: ViewState, section: int, target: Target, *, wide: bool, meant: Finding | None = None
    ) -> None:
        """Show what concerns ``target``, the finding that is ``meant`` before all others."""
        self._again = lambda: self.update(state, section, target, wide=wide, meant=meant)
        path = target.path
        self._meant, self._heading, self._section = meant, _label(target), section
        own = isinstance(target, Cell) and bool(target.error)
        findings = [
            f for f in state.of_section(section, path) if not (own and f.code == unreadable.code and path in f.fields)
        ]
        findings.sort(key=lambda finding: finding != meant)
        lines = self._wide(state, findings, path, target) if wide else self._narrow(state, findings, path, target)
        self._grow(len(lines), wide=wide)
        self.show(lines)

    def _grow(self, lines: int, *, wide: bool) -> None:
        """Below the form, take the room that the messages on its field need."""
        if wide:
            if self.styles.inline.has_rule("height"):  # the style sheet has one, too, which is no reason
                self.styles.clear_rule("height")
                self.refresh(layout=True)
        elif self.styles.height is None or self.styles.height.value != lines or self.size.height != lines:
            self.styles.height = lines

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
        mine = [finding for finding in findings if self._own(finding, path)]
        own += self._found(mine, path, height - len(top) - len(own) - bool(findings[len(mine) :]))
        if not own and not mine:
            own = [_fine(state, "本栏", self._section, path, palette)]
        own = self._keep(1, [*own, []], height - len(top))
        others = [finding for finding in findings if not self._own(finding, path)]
        nothing = "本部分还没填完" if state.is_waiting(self._section) else "本部分没有别的问题"
        said = f"本部分{'还有' if mine else '有'} {len(others)} 条" if others else nothing
        lines = [*top, *own, [Segment(said, palette.heading)]]
        return lines + self._found(others, path, height - len(lines))

    def _own(self, finding: Finding, path: str) -> bool:
        """Whether it is about the field at ``path``, or was looked for."""
        return path in finding.fields or finding == self._meant

    def _keep(self, part: int, lines: list[list[Segment]], room: int) -> list[list[Segment]]:
        """``lines`` with the room that the part already had."""
        self._kept[part] = max(self._kept[part], min(len(lines), room))
        return (lines + [[] for _ in range(self._kept[part] - len(lines))])[:room]

    def _narrow(self, state: ViewState, findings: list[Finding], path: str, target: Target) -> list[list[Segment]]:
        palette, size = self.palette, self.room
        width = size.width
        error = target.error if isinstance(target, Cell) else ""
        label = named(visible(_label(target)), width // 2) + "  "
        said = told(state, target, width - cell_len(label) - len("  .."))
        unread = [[Segment(line, palette.error)] for line in wrap(f" 读不懂：{error}", width, 2)] if error else []
        most = max(self.screen.size.height - FORM_LINES, LEAST)
        mine = [finding for finding in findings if self._own(finding, path)]
        below = [*unread, *self._found(mine, path, most - 1 - len(unread))]
        if not findings and not unread:
            below = [_fine(state, "本部分", self._section, "", palette)]
        others = [one for one in findings if one not in mine]
        room = LEAST - 1 - len(below)
        if others and not mine:  # what is said first of the section is read in full, too
            first_said = len(wrap(others[0].message, width - 5)) + (len(others) > 1)
            room = min(max(room, first_said), most - 1 - len(below))
        below += self._found(others, path, room, cut=not mine)
        # What there is to know goes on below the label where no finding needs the lines.
        room = max(LEAST - len(below), 1)
        while len(said) > 1 and len(wrap(label + "  ".join(said), width)) > room:
            said.pop()  # F1 tells all of it
        about = wrap(label + "  ".join(said), width, room)
        lines = [[Segment(label, palette.heading), Segment(about[0][len(label) :], palette.faint)]]
        lines += [*([Segment(line, palette.faint)] for line in about[1:]), *below]
        return lines + [[]] * (LEAST - len(lines))

    def _found(self, findings: list[Finding], path: str, room: int, *, cut: bool = True) -> list[list[Segment]]:
        """The findings in full; those without room are counted, and only one that is longer than ``room`` is cut.

        Without ``cut`` none is. The likely slips are told of those at ``path``, where they are mended.
        """
        palette, width = self.palette, self.room.width
        lines: list[list[Segment]] = []
        for index, finding in enumerate(findings):
            own = self._own(finding, path)
            told = "已接受：" if finding.accepted else ""
            message = _without(self._heading, finding.message) if own else finding.message
            if not own and finding.section not in (0, self._section):
                message = f"{SHORT_NUMBERS[finding.section]} {message}"  # other parts have fields of that name, too
            said = told + message + (f"（可能：{finding.diagnosis}）" if finding.diagnosis and own else "")
            left = len(findings) - index
            space = room - len(lines) - (left > 1)
            text = wrap(said, width - 5)
            if len(text) > space:
                if index or space < 1 or not cut:
                    lines.append([Segment(fit(f"     还有 {left} 条，按 F8 逐条看", width), palette.faint)])
                    break
                text = wrap(said, width - 5, space)
            style = palette.faint if finding.accepted else palette.text if own else palette.label
            mark = ACCEPTED if finding.accepted else MARKS[finding.severity]
            for number, line in enumerate(text):
                head = (">" if own else " ") + mark + "  " if not number else "     "
                look = palette.faint if finding.accepted else palette.severity(finding.severity)
                lines.append([Segment(head, look), Segment(line, style)])
        return lines[: max(room, 0)]


def _fine(state: ViewState, what: str, section: int, path: str, palette: Palette) -> list[Segment]:
    """That nothing was found in ``what``, or when it will be known: a figure or a group is not yet filled in."""
    if state.half_typed:
        return [Segment("输完就核对", palette.faint)]
    if state.is_waiting(section, path):
        return [Segment("这一组还没填完：填完就核对，按 F8 现在看", palette.label)]
    return [Segment(f"{what}核对无误", palette.good)]


def _without(label: str, message: str) -> str:
    """``message`` without the field's ``label`` before it, which stands over it already."""
    rest = message.removeprefix(label)
    return rest.lstrip("里：") if rest != message and rest.startswith(("填", "里", "：")) else message


def _label(target: Target) -> str:
    return target.label if isinstance(target, Cell) else target.element.label


def told(state: ViewState, target: Target, room: int) -> list[str]:
    """The result of a sum under way and where the figure was taken from, both in ``room`` cells, and the facts."""
    if not isinstance(target, Cell):
        return facts(state, target)
    result = f"＝ {visible(shown(target))}" if state.summed is target else ""
    origin = origin_words(state.report, target, room - cell_len(result) - 2 * bool(result))
    return [text for text in (result, origin, *facts(state, target)) if text]
