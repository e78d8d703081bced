"""Looks for words in everything that was typed, and for a figure to quote."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Final

from model.patterns import Pattern
from model.report.references import quoted
from model.report.tree import Cell
from model.schema.fields import Number
from tui.look.cells import visible
from tui.look.initials import folded, score
from tui.state.view_state import SHORT_NUMBERS, ViewState, shown, wanted
from tui.windows.finding.command_palette import named, summary, told_apart
from tui.windows.finding.finder import MOST, STEPS, Finder, FinderLine

AROUND: Final = 12
_SEPARATORS: Final = Pattern("(?<=[0-9])[,，](?=[0-9])")
_HALF_WIDTH: Final = str.maketrans("０１２３４５６７８９．", "0123456789.")


def _pattern(sought: str) -> re.Pattern[str]:
    """What ``sought`` looks like in texts: a number with separators or without, whichever of them was typed."""
    plain = _SEPARATORS.sub("", sought.translate(_HALF_WIDTH))
    return re.compile(re.sub("(?<=[0-9])(?=[0-9])", "[,，]?", re.escape(plain)), re.IGNORECASE)


class Search(Finder[str]):
    """Where the words stand; the result is the path of the field."""

    def __init__(self, state: ViewState, typed: str = "") -> None:
        super().__init__("在全文中找文字或数", *STEPS, typed=typed)
        self._names = state.session.checker.names
        used = {number for number in state.numbers if wanted(state.report.section(number))}
        cells = state.report.root.cells()
        self._cells = [
            cell for cell in cells if cell.section and (cell.raw or (cell.computable and cell.section in used))
        ]
        self._texts: dict[Cell, str] = {}
        self._figures: dict[Cell, str] = {}

    def look(self, text: str) -> Sequence[FinderLine[str]]:
        """The first places where ``text`` stands, as many as are listed, with what is around them.

        A number is found also where the program computed it.
        """
        self.listing.nothing = "没有符合的" if text.strip() else "输入要找的字或数，这里列出每一处"
        return list(islice(self._found(text.strip()), MOST)) if text.strip() else []

    def _found(self, sought: str) -> Iterator[FinderLine[str]]:
        plain, pattern = folded(sought), _pattern(sought)
        for cell in self._cells:
            text = self._text(cell)
            places = [*pattern.finditer(text)]
            if not places and not (plain and isinstance(cell.field, Number) and plain in self._figure(cell)):
                continue
            place = f"{SHORT_NUMBERS[cell.section]} {cell.label}"
            if not places:
                yield FinderLine(summary(cell), place, cell.path)
            for found in places:
                start, end = max(found.start() - AROUND, 0), found.end() + AROUND
                said = (".." if start else "") + text[start:end] + (".." if end < len(text) else "")
                yield FinderLine(said, place, cell.path)

    def _text(self, cell: Cell) -> str:
        """What was typed as it is shown; kept, since each key looks through all of it."""
        if (text := self._texts.get(cell)) is None:
            text = self._texts[cell] = visible(self._in_chinese(cell))
        return text

    def _figure(self, cell: Cell) -> str:
        """A figure as it is printed, folded; kept, too."""
        if (text := self._figures.get(cell)) is None:
            text = self._figures[cell] = folded(shown(cell))
        return text

    def _in_chinese(self, cell: Cell) -> str:
        """What was typed, with the figures that it quotes by their names: some were quoted by their paths."""
        text = cell.raw
        if "{" not in text:
            return text
        for quote in reversed(quoted(text)):
            if (figure := self._names.find(quote.name, cell.section)) is not None:
                text = f"{text[: quote.start]}{{{self._names.name_of(figure, cell.section)}}}{text[quote.end :]}"
        return text


class Figures(Finder[str]):
    """The figures that a text in ``section`` can quote; the result is what goes into the text, its braces included."""

    def __init__(self, state: ViewState, section: int) -> None:
        super().__init__(
            "引用哪个数？汉字、数或拼音首字母",
            ("↑↓", "选", ""),
            ("回车", "引用", "take"),
            ("Esc", "照打的输入", "close"),
        )
        self._state = state
        self._section = section
        cells = [cell for cell in state.report.root.cells() if isinstance(cell.field, Number) and cell.section]
        self._cells = sorted(cells, key=lambda cell: (cell.figure is None, cell.section != section))

    def look(self, text: str) -> Sequence[FinderLine[str]]:
        """The figures called like that, those that have a value and those of the section first."""
        wanted = folded(text)
        scored = [
            (max(named(wanted, cell), score(wanted, summary(cell)) if wanted[:1].isdigit() else 0), cell)
            for cell in self._cells
        ]
        found = [cell for points, cell in sorted(scored, key=lambda pair: -pair[0]) if points]
        return [
            FinderLine(label, f"{summary(cell) or '未填'}  {SHORT_NUMBERS[cell.section]}", cell.path)
            for cell, label in zip(found, told_apart([(cell.label, cell.section) for cell in found]), strict=True)
        ]

    def look_up(self, text: str) -> None:
        """Another text was typed. A closing brace ends a name typed by hand; what follows it goes on in the text."""
        name, brace, rest = text.replace("｝", "}").partition("}")
        super().look_up(name)
        if brace:
            known = self._state.session.checker.names.find(name, self._section) is not None
            only = self.listing.choices if len(self.listing.choices) == 1 and not known else ()
            self.dismiss(f"{{{self._text_name(only[0].value) if only else name}}}{rest}")

    def action_take(self) -> None:
        """The marked figure, by a name that no other figure has."""
        if self.listing.choices:
            self.dismiss(f"{{{self._text_name(self.listing.choices[self.listing.index].value)}}}")

    def _text_name(self, path: str) -> str:
        return self._state.session.checker.names.name_of(self._state.report.cell(path), self._section)

    def action_close(self) -> None:
        """No figure is meant: what was typed stays in the text."""
        self.dismiss(f"{{{self.typed}")
