"""The first screen of ``ziping`` alone: recent drafts and their state, a new one, the sample."""

from __future__ import annotations

from pathlib import Path
from typing import ClassVar, Final, Protocol

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical

from model.checks.checker import Checker
from model.drafts.draft import Draft, load
from model.errors import ZipingError
from model.files.companions import data_folder
from model.safekeeping.leftovers import all_leftovers
from tui.config.recent import recent
from tui.widgets.hints import Hints
from tui.widgets.menu import Menu
from tui.widgets.small_window import CoverableScreen
from tui.windows.dialogs import Words, here
from tui.windows.first_draft import FirstDraft

SAMPLES: Final = Path(__file__).parents[2] / "samples"
SAMPLE: Final = "changsha-hrss-2022.toml"
MOST_TOLD: Final = 3


class Edit(Protocol):
    """Shows a draft; ``name`` is what to call it while it has no file, ``guided`` has each finding explained."""

    def __call__(self, draft: Draft, name: str = "", *, guided: bool = False) -> None:
        """Show ``draft``."""


class StartScreen(CoverableScreen[None]):
    """Chooses a draft, which ``edit`` then shows."""

    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q,escape,ctrl+c", "quit", show=False, priority=True)]

    def __init__(self, edit: Edit) -> None:
        """``edit`` shows a draft."""
        super().__init__()
        self.recent = recent()
        self._edit = edit
        first = FirstDraft(self, self._open, self._say)
        folder = self.recent[0].parent if self.recent else here()
        self._others: Final = (
            ("新建草稿", "手头没有材料：填单位、年度，从空白写起", first.blank),
            ("由手头材料新建", "上年的草稿或报告（Word、PDF），今年的决算公开表", lambda: first.from_material(folder)),
            (
                "打开样例",
                "长沙市人社局2022年度报告，逐条讲解；不会改动样例",
                lambda: self._open(SAMPLES / SAMPLE, sample=True),
            ),
            ("退出", "", self.action_quit),
        )

    def compose(self) -> ComposeResult:
        """The name of the program over the choices."""
        options = [(path.stem, str(path.parent)) for path in self.recent]
        options += [(name, note) for name, note, _ in self._others]
        with Vertical():
            yield Words("自评  部门整体支出绩效自评报告", "heading")
            if self.recent:
                yield Words("最近打开的草稿在前", "faint")
            yield Menu(options, self._take)
            yield Words("", "error", "note")
            yield Hints(("↑↓", "选", ""), ("回车", "打开", "choose"), ("Esc", "退出", "quit"))

    def _take(self, index: int) -> None:
        """Open what was chosen."""
        if index < len(self.recent):
            self._open(self.recent[index])
        else:
            self._others[index - len(self.recent)][2]()

    def on_mount(self) -> None:
        """Look into the drafts one by one, in a thread: the menu does not wait for them."""
        if self.recent or data_folder("journals").is_dir():
            self.run_worker(self._look, thread=True, exit_on_error=False)

    def _look(self) -> None:
        for index, path in enumerate(self.recent):
            said = state_of(path)
            if self.app.is_running:
                self.app.call_from_thread(self._tell, index, f"{said}  {path.parent}")
        if (told := all_leftovers(self.recent)) and self.app.is_running:
            self.app.call_from_thread(self._tell_leftovers, told)

    def _tell(self, index: int, note: str) -> None:
        self.query_one(Menu).rename(index, note)

    def _tell_leftovers(self, told: list[str]) -> None:
        """Tell of journals that were left lying: nothing offers them by itself."""
        more = f"（另有 {len(told) - MOST_TOLD} 条）" if len(told) > MOST_TOLD else ""
        words = Words("\n".join(told[:MOST_TOLD]) + more, "warning", "note")
        self.query_one(Vertical).mount(words, before=self.query_one(Hints))

    def _open(self, path: Path, *, sample: bool = False) -> None:
        try:
            draft = load(path)
        except ZipingError as error:
            self._say(str(error))
            return
        if sample:
            draft.path = None
        self._edit(draft, "样例（保存时另存）" if sample else "", guided=sample)

    def _say(self, text: str) -> None:
        note = self.query_one(".note", Words)
        note.set(text, "error")
        note.refresh(layout=True)

    def action_choose(self) -> None:
        """Open what is marked, as Enter does."""
        self.query_one(Menu).action_choose()

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit()


def state_of(path: Path) -> str:
    """The unit and year of a draft and how many errors it has, or that it cannot be read."""
    try:
        report = load(path).report
        findings = Checker(report).findings()
    except ZipingError:
        return "读不了"
    errors = sum(finding.severity == "error" and not finding.accepted for finding in findings)
    section = report.section(1)
    unit, year = section.cell("unit").raw or "（未填单位）", section.cell("year").raw
    return f"{unit} {year + '年度 ' if year else ''}{f'错{errors}' if errors else '没有错误'}"
