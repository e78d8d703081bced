"""A first draft from whatever the clerk has: nothing, last year's draft or report, this year's accounts, or both.

Nothing is written before all was seen: whoever goes back on the way leaves no file, and finds the unit and
the year that were typed again.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import Final, NamedTuple, TypeVar

from textual.app import ComposeResult
from textual.containers import Vertical
from textual.screen import Screen

from model.batch.search import DRAFT, WORD
from model.drafts.draft import Draft, DraftError, load, parse
from model.drafts.new_draft import blank_text
from model.drafts.saving import save
from model.editing import rollforward
from model.errors import ZipingError
from model.report.edits import apply
from model.workbooks import SUFFIXES, import_listing, taking
from tui.widgets.hints import Hints
from tui.widgets.line_input import LineInput
from tui.windows.dialogs import BACK, AskPath, Dialog, Read, TwoLines, Words, here, unused
from tui.windows.importing import Line, NothingRead, ReadingDialog, Readings, Take, read
from tui.windows.picking import Pick

T = TypeVar("T")
REPORTS: Final = (DRAFT, WORD, ".pdf", ".md", ".txt")
"""How the names of last year's drafts and reports end."""
NEXT: Final = "接下来：Esc 关掉这一页，F8 逐处看没填的和有问题的，Ctrl+S 保存；更多决算表用 Ctrl+P 找“取数”。"

LEAST_READ: Final = 10
"""Fields that even a short report has; a file with fewer is hardly one."""


class Material(NamedTuple):
    """The draft that comes of the files, what was taken told in lines, and what the workbooks have for it.

    ``last`` gives the lines on last year's report, once it is known what else was filled in. ``doubt`` says that a file
    is hardly such a report; "" where it is.
    """

    draft: Draft
    told: list[str]
    readings: Readings | None = None
    last: Callable[[], list[str]] = list
    doubt: str = ""


class UnitAndYear(TwoLines[tuple[str, str] | None]):
    """The name of the unit and the year of the report, each as its field takes it, "" where it was left empty.

    ``typed`` is what was typed into the two lines before.
    """

    def __init__(self, typed: tuple[str, str]) -> None:
        section = parse(blank_text()).report.section(1)
        self._fields = [section.cell("unit").field, section.cell("year").field]
        super().__init__(*(LineInput(text, self._tell, lambda _text: self.action_enter()) for text in typed))

    def compose(self) -> ComposeResult:
        """Two lines, what is wrong with them, the keys."""
        with Vertical():
            yield Words("新报告是哪个单位、哪一年度的？", "heading")
            for field, line in zip(self._fields, self.lines, strict=True):
                yield Words(f"{field.label}（可以先空着）", "faint")
                yield line
            yield Words("", "error", "note")
            yield Hints(("回车", "下一步", "enter"), BACK)

    def action_enter(self) -> None:
        """On to the year; there, both are taken."""
        if not self.on_second:
            self.action_next_place()
            return
        try:
            unit, year = (field.read(line.value.strip()) for field, line in zip(self._fields, self.lines, strict=True))
        except ZipingError as error:
            self.query_one(".note", Words).set(str(error), "error")
            return
        self.dismiss((unit, year))

    def _tell(self, _text: str) -> None:
        self.query_one(".note", Words).set("", "error")


class FirstDraft:
    """Asks step by step on ``screen``; ``opened`` is given the path of the draft once it is written."""

    def __init__(self, screen: Screen[None], opened: Callable[[Path], object], say: Callable[[str], object]) -> None:
        self._screen = screen
        self._opened = opened
        self._say = say

    def blank(self, typed: tuple[str, str] = ("", "")) -> None:
        """A draft with unit and year alone; both were ``typed`` so far."""
        self._ask(UnitAndYear(typed), lambda said: self._keep(_named(said), lambda: self.blank(said)))

    def from_material(self, folder: Path, chosen: Sequence[Path] = ()) -> None:
        """A draft from files in ``folder`` or elsewhere; those ``chosen`` before have their ticks."""
        title = "由哪份材料新建？上年的草稿或报告，今年的决算公开表，Tab 可选几份"
        window = Pick(folder, title, (*REPORTS, *SUFFIXES), refuse=_two_reports, chosen=chosen)
        self._ask(window, lambda paths: self._sort(paths, lambda: self.from_material(window.folder, window.chosen)))

    def _ask(
        self, window: Dialog[T | None], then: Callable[[T], object], back: Callable[[], object] = lambda: None
    ) -> None:
        """Show ``window``; go on with what comes of it, ``back`` where the clerk goes back."""

        def answered(result: T | None) -> None:
            if result is not None:
                then(result)
            else:
                back()

        self._screen.app.push_screen(window, answered)

    def _sort(self, paths: tuple[Path, ...], back: Callable[[], object]) -> None:
        last = _reports(paths)
        books = [path for path in paths if path not in last]
        if last:
            self._read(paths, lambda stop: _rolled(last[0], books, stop), back)
        else:
            self._from_books(books, back)

    def _from_books(self, books: Sequence[Path], back: Callable[[], object], typed: tuple[str, str] = ("", "")) -> None:
        def go_on(said: tuple[str, str]) -> None:
            again = partial(self._from_books, books, back, said)
            self._read(books, lambda stop: _with(_named(said).draft, books, stop), again)

        self._ask(UnitAndYear(typed), go_on, back)

    def _read(
        self, paths: Sequence[Path], work: Callable[[Callable[[], bool]], Material], back: Callable[[], object]
    ) -> None:
        self._screen.app.push_screen(ReadingDialog(paths, work), lambda found: self._look(found, back))

    def _look(self, found: Material | NothingRead | None, back: Callable[[], object]) -> None:
        if found is None:
            back()
        elif isinstance(found, NothingRead):

            def seen(_: None) -> None:
                back()

            self._screen.app.push_screen(Read("没有新建", found.why), seen)
        elif found.readings is None:
            self._keep(found, back)
        else:
            self._ask(Take(found.readings), lambda lines: self._keep(_taken(found, lines), back), back)

    def _keep(self, found: Material, back: Callable[[], object]) -> None:
        year = found.draft.report.section(1).cell("year").raw
        window = AskPath(f"{found.doubt}新草稿放在哪里？", str(unused(here(), year)), DRAFT, new=True)
        self._ask(window, lambda path: self._write(found, path), back)

    def _write(self, found: Material, path: Path) -> None:
        try:
            save(found.draft, path)
        except ZipingError as error:
            self._say(str(error))
            return
        self._opened(path)
        if told := [*found.told, *found.last()]:
            self._screen.app.push_screen(Read("已新建草稿，取来的如下", "\n".join([NEXT, *told])))


def _reports(paths: Sequence[Path]) -> list[Path]:
    """Those of ``paths`` that are last year's drafts or reports, no workbooks."""
    return [path for path in paths if path.suffix.lower() not in SUFFIXES]


def _two_reports(paths: Sequence[Path]) -> str:
    """What to do where more than one of ``paths`` is of last year; "" else."""
    many = len(_reports(paths))
    return f"上年的草稿或报告只能选一份，现在选了 {many} 份：按 Tab 去掉多选的" if many > 1 else ""


def _named(said: tuple[str, str]) -> Material:
    """A blank draft of a unit and a year."""
    draft = parse(blank_text())
    overview = draft.report.section(1)
    overview.cell("unit").raw, overview.cell("year").raw = said
    draft.report.bind()
    return Material(draft, [])


def _rolled(last: Path, books: Sequence[Path], stop: Callable[[], bool]) -> Material:
    """What follows last year's draft or report. Raises ZipingError."""
    from model.scanning.scan import draft_of

    old, account = (load(last), []) if last.suffix.lower() == DRAFT else draft_of(str(last))
    rolled = rollforward.roll_forward(old, None, last.name)
    head = f"由 {last.name} 结转为{rolled.year}年度"
    found = _with(rolled.draft, books, stop)
    read = sum(bool(cell.raw and cell.section) for cell in old.report.root.cells()) if account else LEAST_READ
    if read < LEAST_READ:
        found = found._replace(doubt=f"{last.name} 不像自评报告，只读到 {read} 项；不要就按 Esc。\n")
    return found._replace(last=lambda: [head, *rollforward.told(rolled), *account])


def _with(draft: Draft, books: Sequence[Path], stop: Callable[[], bool]) -> Material:
    """``draft`` with what the workbooks have for it; where they cannot be read, it is told why."""
    try:
        return Material(draft, [], read(draft.report, books, stop) if books else None)
    except DraftError as error:
        return Material(draft, [*error.problems])


def _taken(found: Material, lines: Sequence[Line]) -> Material:
    """The draft with the chosen figures in it."""
    report = found.draft.report
    figures = [line for line in lines if isinstance(line, taking.Taken)]
    for edit in taking.edits(report, figures):
        apply(report.root, edit)
    report.bind()
    told = [f"  {figure.label}：{import_listing.change(figure)}  {figure.file} {figure.cell}" for figure in figures]
    return found._replace(told=[f"由决算公开表取数（{len(figures)}项）", *told, *found.told])
