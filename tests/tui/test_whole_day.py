"""The clerk's day at the real terminal, by keys alone: from a blank draft to the stamped report of a department."""

from __future__ import annotations

import shutil
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import load
from model.editing.session import Session
from model.report.tree import Cell, RowList
from model.schema.fields import Choice, Number, Prose
from tests.tui.driving import SAMPLE
from tests.tui.test_whole_report import BLANK, Terminal, started
from tui.form.form_sheet import FormSheet
from tui.form.paste.pasting import read_paste
from tui.state.view_state import ViewState, is_passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.report.report import Report
    from tui.state.view_state import Target

WANTED = SAMPLE.with_name("small-bureau-2024.toml")
SECTIONS = range(1, 12)
WIDTH = 79
MOST_KEYS = 1.3
"""Keys that are no characters of the content, for each value that is typed or pasted."""
OFFICES, PROJECTS, THEMES = "overview.offices", "general_budget.projects.unit_projects.items", "performance.themes"
RATE, ON_LAST_YEAR, RIGHT = "general_budget.three_public.execution_rate", "96.70", "92.93"
CLASSES, WRONG_BASE = "assets.classes.base", "固定资产原值"
TOTAL = "assets.totals.total"
LASTING, SWAPPED, AS_WELL = "assets.totals.non_current", "2486.47", "142.63"
"""Two digits of the one swapped: with the two of ``assets.totals.current`` swapped, the sum would be right, too."""


def is_computed(target: Target) -> bool:
    return isinstance(target, Cell) and is_passed(target)


def heading(report: Report, section: int) -> str:
    element = report.section(section).element
    assert element is not None
    return element.label


def content(cell: Cell) -> object:
    """What a field says: a figure counts for the same whether it was typed or computed."""
    if isinstance(cell.field, Number):
        return cell.figure
    return cell.raw or (cell.field.default if isinstance(cell.field, Choice) else "")


class Clerk:
    """Fills the form of a blank draft with what ``wanted`` has, knowing at each key where the cursor stands."""

    def __init__(self, terminal: Terminal, draft: Path, wanted: Report) -> None:
        self.terminal = terminal
        self.wanted = wanted
        self.state = ViewState(Session(load(draft)))
        self.values = self.moves = 0
        self.pasted = {OFFICES: self._offices(), PROJECTS: self._projects(), THEMES: self._themes()}

    def press(self, *names: str) -> None:
        """Keys that are no characters of the content."""
        self.moves += len(names)
        self.terminal.press(*names)

    def fill(self, section: int) -> None:
        """Go through the form of a section from its first field, Enter or Tab behind each."""
        index = 0
        while index < len(places := FormSheet(self.state, section, WIDTH).places):
            here = self._value(places[index].target)
            self.state.session.leave()
            stops = [place.target for place in FormSheet(self.state, section, WIDTH).places]
            index = next(at for at, stop in enumerate(stops) if stop is here) + 1
            # Enter passes over what is computed; in a text that was touched it begins a line.
            skips = not (isinstance(here, Cell) and isinstance(here.field, Prose) and here.raw)
            passed = list(takewhile(is_computed, stops[index:])) if skips else []
            before = next((at for at, stop in enumerate(passed) if self._is_typed(stop)), -1)
            if before < 0:
                self.press("Enter" if skips else "Tab")
                index += len(passed)
            else:
                self.press(*["Tab"] * (before + 1))
                index += before

    def _is_typed(self, passed: Target) -> bool:
        """Whether something is typed where Enter would pass: the rate that will be wrong, a total, a remark."""
        if not isinstance(passed, Cell) or passed.path in (RATE, TOTAL):
            return isinstance(passed, Cell)
        return passed.field.aside and self._list(passed) not in self.pasted and bool(self.wanted.cell(passed.path).raw)

    @staticmethod
    def _list(cell: Cell) -> str:
        return cell.path.rpartition(".")[0].rstrip(".0123456789")

    def _value(self, target: Target) -> Target:
        """Give the field or list under the cursor what is wanted there; returns where the cursor is then."""
        session = self.state.session
        if isinstance(target, RowList):
            rows = self.wanted.rows(target.path).rows
            if target.path in self.pasted and not target.rows:
                text = self.pasted[target.path]
                self.terminal.paste(text)
                self.moves += 1
                found = read_paste(target, text)
                assert found is not None
                session.together(found.path, found.edits)
                self.values += sum(bool(cell.raw) for row in target.rows for cell in row.cells())
                return target
            if len(target.rows) >= len(rows):
                return target
            session.insert(target.path, len(target.rows))
            target = next(target.rows[-1].cells())
        raw = {RATE: ON_LAST_YEAR, CLASSES: WRONG_BASE, LASTING: SWAPPED}.get(
            target.path, self.wanted.cell(target.path).raw
        )
        if raw and self._list(target) not in self.pasted:
            self.values += 1
            if isinstance(target.field, Choice):
                self._choose(target, raw)
            elif "{" in raw:
                self.terminal.paste(raw)  # typed, the brace would ask which figure is meant
            else:
                self.terminal.type(raw)
            session.type(target, raw)
        return target

    def _choose(self, cell: Cell, raw: str) -> None:
        assert isinstance(cell.field, Choice)
        options = cell.field.options
        now = cell.raw or cell.field.default
        there = options.index(raw)
        self.press(*["Space"] * ((there - options.index(now)) % len(options) if now in options else there + 1))

    def _offices(self) -> str:
        return "\n".join(row.title for row in self.wanted.rows(OFFICES).rows)

    def _projects(self) -> str:
        rows = [[row.cell(name).raw for name in ("name", "amount", "use")] for row in self.wanted.rows(PROJECTS).rows]
        return "\n".join("\t".join(row) for row in [["项目名称", "批复金额", "用途"], *rows])

    def _themes(self) -> str:
        told = []
        for number, row in zip("一二三四五六七八九", self.wanted.rows(THEMES).rows, strict=False):
            told += [f"（{number}）{row.title}", f"{row.cell('lead').raw}{row.cell('text').raw}"]
        return "\n".join(told)


@pytest.fixture
def blank(tmp_path: Path) -> Path:
    return Path(shutil.copy(BLANK, tmp_path / "新草稿.toml"))


@pytest.fixture
def terminal(blank: Path, tmp_path: Path) -> Iterator[Terminal]:
    with started(blank, tmp_path) as terminal:
        yield terminal


def test_a_day_from_a_blank_draft_to_the_stamp(terminal: Terminal, blank: Path) -> None:
    wanted = load(WANTED).report
    clerk = Clerk(terminal, blank, wanted)
    terminal.shows("单位名称")
    for section in SECTIONS:
        clerk.press("F8")
        screen = terminal.shows(f"第 {section} 条，共 11 条")
        assert f"{heading(wanted, section)}还没有填" in "".join(screen.split())
    clerk.press("F8")
    terminal.shows("第 1 条，共 11 条")

    for section in SECTIONS:
        clerk.fill(section)
        terminal.shows(heading(wanted, section + 1) if section < 11 else "附表1")

    clerk.press("F8")
    assert "96.70%" in terminal.shows("第 1 条，共")
    clerk.press("C-r")
    terminal.shows(f"{ON_LAST_YEAR} 改为 {RIGHT}")
    clerk.press("F8")
    terminal.shows("有 2 种改法")
    clerk.press("C-r")
    choices = terminal.shows("哪一个数填错了？")
    right = wanted.cell(LASTING).raw
    assert f"142.36 改为 {AS_WELL}" in choices
    assert f"{SWAPPED} 改为 {right}  相邻两位数字颠倒" in choices
    clerk.press("Down", "Enter")
    terminal.shows(f"{SWAPPED} 改为 {right}，Ctrl+Z 恢复")
    clerk.press("F8", "C-r")
    terminal.shows(f"{WRONG_BASE} 改为")

    clerk.press("F12")
    terminal.shows("配色：浅色")
    clerk.press("C-s")
    terminal.shows("已保存")
    clerk.press("C-e")
    terminal.shows("没有错误，可以盖章")
    clerk.press("Enter")
    terminal.shows(".docx")
    clerk.press("Enter")
    terminal.shows("已导出")
    clerk.press("C-q")
    terminal.shows("code=0")

    (exported,) = blank.parent.glob("*.docx")
    assert exported.stat().st_size > 5_000
    written = load(blank).report
    cells = [cell for section in SECTIONS for cell in wanted.section(section).cells() if cell.section != 8]
    assert [(cell.path, mine) for cell in cells if (mine := content(written.cell(cell.path))) != content(cell)] == []
    themes = zip(written.rows(THEMES).rows, wanted.rows(THEMES).rows, strict=True)
    for mine, theirs in themes:
        assert mine.title == theirs.title
        assert theirs.cell("text").raw in mine.cell("text").raw
    assert clerk.moves <= MOST_KEYS * clerk.values, (clerk.moves, clerk.values)
