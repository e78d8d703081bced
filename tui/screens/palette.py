"""Everywhere by name: one list over the commands, the sections and the fields, by words, number or pinyin initials."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from model.fields import Number
from tui.actions import ACTIONS
from tui.desk import SHORT_NAMES, SHORT_NUMBERS, shown, state_word
from tui.initials import folded, score
from tui.screens.finder import Choice, Finder

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from model.report import Cell
    from tui.desk import Desk

OWN: Final = "palette"
Goal = tuple[str, str]
"""What was chosen: ("action", its name), ("section", its number) or ("field", its path)."""


class Palette(Finder[Goal]):
    """Commands, sections and fields."""

    def __init__(self, desk: Desk) -> None:
        super().__init__("找命令、部分、栏目", "汉字、数字或拼音首字母，如 sgjf  ↑↓ 选  回车 前往  Esc 返回")
        self._all = [*_commands(), *_sections(desk), *_fields(desk)]

    def look(self, text: str) -> Sequence[Choice[Goal]]:
        """What fits, best first: commands before sections before fields."""
        wanted = folded(text)
        if not wanted:
            return [choice for choice, _also in self._all]
        scored = [
            (max(score(wanted, choice.name), 6 * any(_is_value(wanted, known) for known in also)), choice)
            for choice, also in self._all
        ]
        return [choice for points, choice in sorted(scored, key=lambda pair: -pair[0]) if points]


def _is_value(wanted: str, known: str) -> bool:
    return wanted == known or (len(wanted) > 2 and wanted[0].isdigit() and known.startswith(wanted))


def _commands() -> Iterator[tuple[Choice[Goal], tuple[str, ...]]]:
    for action in ACTIONS:
        if action.name != OWN:
            note = f"{action.shown.ljust(5)} {action.help}"
            yield Choice(action.label, note, ("action", action.name), "命令", "info"), ()


def _sections(desk: Desk) -> Iterator[tuple[Choice[Goal], tuple[str, ...]]]:
    for number in desk.numbers:
        node = desk.report.section(number)
        name = node.element.label if node.element is not None else SHORT_NAMES[number]
        also = (str(number), SHORT_NUMBERS[number])
        yield Choice(f"{SHORT_NUMBERS[number]} {name}", desk.shares[number], ("section", str(number)), "部分"), also


def _fields(desk: Desk) -> Iterator[tuple[Choice[Goal], tuple[str, ...]]]:
    for cell in desk.report.root.cells():
        if cell.section:
            note = f"{SHORT_NUMBERS[cell.section]}  {state_word(cell)}  {summary(cell)}"
            yield Choice(cell.label, note, ("field", cell.path)), (folded(summary(cell)),)


def summary(cell: Cell) -> str:
    """The value of a field in a few words, with its unit."""
    text = shown(cell)
    if isinstance(cell.field, Number) and text:
        return text + ("" if not text[-1:].isdigit() else cell.unit.name)
    return text[:30]
