"""The small windows: a question with answers, a path to type, a text to read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, ClassVar, Final

from rich.segment import Segment
from textual.app import ComposeResult
from textual.await_complete import AwaitComplete
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen, ScreenResultType

from model.files.unwritten import unusable
from tui.config.actions import KEPT
from tui.look.cells import wrap
from tui.look.palette import Tone
from tui.widgets.drawn import Drawn
from tui.widgets.footer import Key
from tui.widgets.hints import Hints
from tui.widgets.line_input import LineInput
from tui.widgets.menu import Menu
from tui.widgets.small_window import CoverableScreen

BACK: Final[Key] = ("Esc", "返回", "close")
ANSWER: Final[tuple[Key, ...]] = (("↑↓", "选", ""), ("回车", "确定", "choose"))


class Words(Drawn):
    """Text, wrapped; ``set`` changes it. ``role`` is what it is to the window, for its style sheet."""

    def __init__(self, text: str, tone: Tone = "text", role: str = "") -> None:
        super().__init__()
        self.text = text
        self.tone = tone
        if role:
            self.add_class(role)

    def get_content_height(self, _container: object, _viewport: object, width: int) -> int:
        """As many lines as the text takes."""
        return len(wrap(self.text, width))

    def redraw(self) -> None:
        """The text in the width of now."""
        look = self.palette.tone(self.tone)
        self.show([[Segment(line, look)] for line in wrap(self.text, max(self.size.width, 2))])

    def set(self, text: str, tone: Tone = "text") -> None:
        """Show another text."""
        width = max(self.size.width, 2)
        if len(wrap(text, width)) != len(wrap(self.text, width)):
            self.refresh(layout=True)
        self.text, self.tone = text, tone
        self.redraw()


class Dialog(CoverableScreen[ScreenResultType], ModalScreen[ScreenResultType]):
    """A window in the middle of the screen; Esc closes it without a result.

    Where it is too high for the screen it scrolls, between its title and its keys.
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,ctrl+q", "close", show=False)]

    then: Callable[[Any], object] | None = None

    def dismiss(self, result: ScreenResultType | None = None) -> AwaitComplete:
        """Close with ``result``; ``then`` is told at once, so that the next key already finds what it did."""
        closing = super().dismiss(result)
        if self.then is not None:
            self.then(result)
        return closing

    @property
    def ready(self) -> bool:
        """Whether the next key would find what it is meant for."""
        return self.focused is not None or (self.is_mounted and not self.query("Menu, LineInput"))

    def action_close(self) -> None:
        """Close without a result."""
        self.dismiss(None)


class TwoLines(Dialog[ScreenResultType]):
    """A window with two lines to type into: every key that goes on leads from one to the other."""

    def __init__(self, first: LineInput, second: LineInput) -> None:
        super().__init__()
        self.lines = first, second

    @property
    def on_second(self) -> bool:
        """Whether the second line has the focus."""
        return self.focused is self.lines[1]

    def action_next_place(self) -> None:
        """The other line."""
        self.set_focus(self.lines[not self.on_second])

    action_previous_place = action_next_place

    def action_move(self, _step: int) -> None:
        """The other line."""
        self.action_next_place()


class Asking(Dialog[ScreenResultType]):
    """A window with a menu: a click on the key that chooses does so."""

    def action_choose(self) -> None:
        """The line that is marked, as Enter does."""
        self.query_one(Menu).action_choose()


class Ask(Asking[int | None]):
    """A question; the result is the number of the answer, None for Esc. ``escape`` says what Esc does."""

    def __init__(self, question: str, answers: Sequence[tuple[str, str]], escape: str = "返回") -> None:
        super().__init__()
        self._question = question
        self._answers = answers
        self._escape = escape

    def compose(self) -> ComposeResult:
        """The question over its answers, and the keys."""
        with Vertical():
            yield Words(self._question, "heading")
            yield Menu(self._answers, self.dismiss, whole=True)
            yield Hints(*ANSWER, ("Esc", self._escape, "close"))


def here() -> Path:
    """The folder that the program was started in; the person's own folder where that is gone."""
    try:
        return Path.cwd()
    except OSError:
        return Path.home()


def unused(folder: Path, year: str) -> Path:
    """A name in ``folder`` for a new draft of ``year`` ("" for none) that no file there has."""
    stem = f"自评{year}" if year.isdigit() else "自评草稿"
    found, number = folder / f"{stem}.toml", 1
    while found.exists():
        number += 1
        found = folder / f"{stem}（{number}）.toml"
    return found


class AskPath(Dialog[Path | None]):
    """Where to write a file; the result is the path, None for Esc. ``suffix`` is added where none is typed.

    ``new``: no file may be there yet, and what is typed takes the place of the name proposed; ``old``: one must be.
    """

    def __init__(self, question: str, path: str, suffix: str, *, new: bool = False, old: bool = False) -> None:
        super().__init__()
        self._question = question
        self._path = path
        self._suffix = suffix
        self._new = new
        self._old = old

    def compose(self) -> ComposeResult:
        """The question, the line, what stands in the way, the keys."""
        with Vertical():
            yield Words(self._question, "heading")
            yield LineInput(self._path, self._tell, self._take, select=self._new)
            yield Words("", "faint", "note")
            yield Hints(BACK)

    def on_mount(self) -> None:
        """Say what would happen with the path proposed."""
        self._tell(self._path)

    def _read(self, text: str) -> Path | None:
        text = text.strip().strip("\"'“”")
        if not text or "\x00" in text:
            return None
        path = Path(text).expanduser()
        return path if path.suffix else path.with_name(path.name + self._suffix) if path.name else None

    def _problem(self, path: Path) -> str:
        try:
            if said := unusable(path.name):
                return said
            if path.is_dir():
                return "这是文件夹，请在后面加上文件名"
            if not path.parent.is_dir():
                return f"没有文件夹 {path.parent}，请先建立或换一个位置"
            if self._old:
                return "" if path.is_file() else "没有这个文件"
            if path.exists():
                return "已有这个文件，请换一个文件名" if self._new else ""
        except (OSError, ValueError):
            return "这个路径不能用，请改短或改名"
        return ""

    def _tell(self, text: str) -> None:
        """What stands in the way of the path typed; where nothing does, what Enter would do."""
        note, path = self.query_one(".note", Words), self._read(text)
        word = ""
        if path is None:
            note.set("请输入文件的位置", "faint")
        elif problem := self._problem(path):
            note.set(problem, "error")
        elif path.exists() and not self._old:
            note.set("已有这个文件", "warning")
            word = "替换"
        else:
            note.set("")
            word = "确定"
        self.query_one(Hints).set(*([("回车", word, "take")] if word else []), BACK)

    def action_take(self) -> None:
        """The path typed is the one, as Enter says."""
        self._take(self.query_one(LineInput).value)

    def _take(self, text: str) -> None:
        path = self._read(text)
        if path is not None and not self._problem(path):
            self.dismiss(path)


class Read(Dialog[None]):
    """A text to read; Enter or Esc closes it, the arrows turn it. F1 closes it, too, and goes on to ``more``."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "close", show=False),
        Binding("f1,f3", "more", show=False),
        Binding("down", "turn(3)", show=False),
        Binding("up", "turn(-3)", show=False),
        Binding("pagedown,space", "page(1)", show=False),
        Binding("pageup", "page(-1)", show=False),
    ]

    def __init__(self, title: str, text: str, more: Callable[[], object] | None = None) -> None:
        super().__init__()
        self._more = more
        self._title = title
        self._text = text

    def compose(self) -> ComposeResult:
        """Title, text, how to go back."""
        with Vertical():
            yield Words(self._title, "heading", "title")
            yield Words(self._text)
            more = [("F3" if "f1" in KEPT else "F1", "全部按键", "more")] if self._more else []
            yield Hints(("↑↓", "翻看", ""), BACK, *more)

    def action_more(self) -> None:
        """Close, and show what comes next."""
        self.dismiss(None)
        if self._more is not None:
            self._more()

    def action_turn(self, lines: int) -> None:
        """Scroll by so many lines."""
        self.query_one(Vertical).scroll_relative(y=lines, animate=False, immediate=True)

    def action_page(self, step: int) -> None:
        """Scroll by what is seen of the text, two lines of it staying in sight."""
        self.action_turn(step * max(self.query_one(Vertical).scrollable_content_region.height - 2, 1))
