"""The first screen of ``ziping`` alone: recent drafts, a new one, the sample."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import Screen

from model.errors import ZipingError
from tui.recent import recent
from tui.screens.dialogs import AskPath, Words
from tui.widgets.menu import Menu

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from model.drafts import Draft

SAMPLES: Final = Path(__file__).parents[2] / "samples"
SAMPLE: Final = "changsha-hrss-2022.toml"


class StartScreen(Screen[None]):
    """Chooses a draft; the app opens it."""

    DEFAULT_CSS = """
    StartScreen {
        align: center middle;
        & > Vertical { width: 90%; max-width: 76; height: auto; padding: 1 2; background: $surface; }
        & Menu, & #note { margin-top: 1; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [Binding("ctrl+q,escape,ctrl+c", "quit", show=False, priority=True)]

    def __init__(self) -> None:
        super().__init__()
        self.recent = recent()

    def compose(self) -> ComposeResult:
        """The name of the program over the choices."""
        options = [(path.stem, str(path.parent)) for path in self.recent]
        options += [
            ("新建草稿", "空白的十一个部分"),
            ("打开样例", "长沙市人社局2022年度报告，不会改动样例"),
            ("退出", "^Q"),
        ]
        with Vertical():
            yield Words("自评  部门整体支出绩效自评报告", "heading")
            yield Words("最近打开的草稿在前；↑↓ 选择，回车打开" if self.recent else "↑↓ 选择，回车打开", "faint")
            yield Menu(options)
            note = Words("", "error")
            note.id = "note"
            yield note

    def on_menu_chosen(self, message: Menu.Chosen) -> None:
        """Open what was chosen."""
        chosen = message.index - len(self.recent)
        if chosen < 0:
            self._open(self.recent[message.index])
        elif chosen == 0:
            proposed = str(Path.cwd() / "自评草稿.toml")
            self.app.push_screen(AskPath("新草稿放在哪里？", proposed, ".toml", new=True), self._new)
        elif chosen == 1:
            self._open(SAMPLES / SAMPLE, sample=True)
        else:
            self.app.exit()

    def _new(self, path: Path | None) -> None:
        if path is None:
            return
        from model.blank import create

        try:
            create(path)
        except ZipingError as error:
            self._say(str(error))
            return
        self._open(path)

    def _open(self, path: Path, *, sample: bool = False) -> None:
        from model.drafts import load
        from tui.application import ZipingApp

        try:
            draft: Draft = load(path)
        except ZipingError as error:
            self._say(str(error))
            return
        if sample:
            draft.path = None
        assert isinstance(self.app, ZipingApp)
        self.app.edit(draft, "样例（保存时另存）" if sample else "")

    def _say(self, text: str) -> None:
        note = self.query_one("#note", Words)
        note.set(text, "error")
        note.refresh(layout=True)

    def action_quit(self) -> None:
        """Leave the program."""
        self.app.exit()
