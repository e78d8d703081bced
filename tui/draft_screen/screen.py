"""The screen of one draft: sections at the left, form in the middle, findings and help at the right."""

from __future__ import annotations

import atexit
from collections.abc import Callable, Sequence
from threading import Thread
from typing import ClassVar, Final

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Container
from textual.theme import Theme
from textual.timer import Timer

from model.drafts.draft import Draft
from model.editing.session import Session
from model.safekeeping.recovery import Offer
from tui.config.actions import ACTIONS, MOVES, Action
from tui.draft_screen.accepting_actions import AcceptingActions
from tui.draft_screen.appearance import BESIDE, Appearance
from tui.draft_screen.draft_actions import DraftParts, JumpTrail, WindowOpener
from tui.draft_screen.export_actions import ExportActions
from tui.draft_screen.file_actions import FileActions
from tui.draft_screen.finding_actions import FindingActions
from tui.draft_screen.history_actions import HistoryActions
from tui.draft_screen.import_actions import ImportActions
from tui.draft_screen.key_hints import KeyHints
from tui.draft_screen.navigation import Navigation
from tui.draft_screen.row_actions import RowActions
from tui.draft_screen.text_actions import TextActions
from tui.form.data_entry import DataEntry
from tui.state.field_help import told
from tui.state.view_state import ViewState
from tui.widgets.footer import Footer
from tui.widgets.header import Header
from tui.widgets.panel import Panel
from tui.widgets.sidebar import Sidebar
from tui.widgets.small_window import CoverableScreen
from tui.windows.dialogs import Ask, Read

WIDE: Final = 100
LOOK_DUE: Final = 0.25
"""Seconds after the first picture, or the last key, until the sections that wait are looked at."""
LOOK: Final = 0.015
"""Seconds of one look at them: a key is taken in between."""


def _binding(action: Action) -> Binding:
    return Binding(action.bound, f"command('{action.name}')", action.label, id=action.name, priority=True)


class EditScreen(CoverableScreen[None]):
    """One draft under edit; the parts that it owns do what the keys ask for.

    ``name`` is what to call the draft while it has no file, ``pending`` what was typed into it before and never saved.
    ``keymap_fault`` says what is wrong with the clerk's own keys; ``is_first_time`` whether the hint for beginners is
    due.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        *map(_binding, ACTIONS),
        Binding("escape", "back_to_form", show=False),
        Binding("ctrl+c", "say_copy", show=False),
    ]
    AUTO_FOCUS = "FormView"
    UNSEEN = ("ctrl+s", "ctrl+q")

    def __init__(
        self,
        draft: Draft,
        name: str = "",
        pending: Offer | None = None,
        *,
        keymap_fault: str = "",
        is_first_time: Callable[[], bool] = bool,
    ) -> None:
        super().__init__()
        self.draft = draft
        self._keymap_fault = keymap_fault
        self._is_first_time = is_first_time
        self.state = state = ViewState(Session(draft))
        self.entry = entry = DataEntry(state, self)
        self.header = Header()
        self.footer = footer = Footer()
        self.sidebar = Sidebar()
        self.panel = Panel()
        self._columns = Container(self.sidebar, self.panel, entry)
        self.windows = WindowOpener(self, entry)
        self.trail = JumpTrail(entry, footer)
        parts = DraftParts(draft, state, entry, footer, self.windows, self.trail)
        self.files = FileActions(self, parts, name, pending)
        self.findings = FindingActions(parts)
        self._looking: Timer | None = None
        self.exports = ExportActions(self, parts, self.action_command, self.follow_keys)
        self.navigation = Navigation(parts, self.action_command)
        self.appearance = Appearance(self, self._columns, parts, self.action_command)
        self._hints = KeyHints(state, entry, self.findings, self.exports)
        accepting = AcceptingActions(parts, self.findings)
        own = (self.files, self.findings, accepting, self.exports, self.navigation, self.appearance)
        others = (kind(parts) for kind in (RowActions, TextActions, HistoryActions, ImportActions))
        self.commands: dict[str, Callable[[], object]] = {
            **{name: command for group in (*own, *others) for name, command in group.commands.items()},
            "sections": self.turn_sections,
            "help": self.help_on_field,
        }

    def compose(self) -> ComposeResult:
        """Header, the three columns, footer."""
        self.set_class(self.app.size.width < WIDE, "-narrow")
        self.set_class(self.app.size.width > BESIDE, "-roomy")
        yield self.header
        yield self._columns
        yield self.footer

    def on_mount(self) -> None:
        """Begin to keep what is typed; say what could not be placed when the draft was read."""
        self.files.begin()
        self.app.theme_changed_signal.subscribe(self, self._recolour)
        self.call_after_refresh(self._guard)
        if self.draft.problems:
            said = "\n".join(f"{number}. {one}" for number, one in enumerate(self.draft.problems[:12], 1))
            more = len(self.draft.problems) - 12
            said += f"\n……还有 {more} 处" if more > 0 else ""
            self.windows.show(Read("草稿里有读不了的地方，其余照常填写，保存时原样保留", said))
        elif self.state.milder:
            self.call_after_refresh(self.footer.say, f"{self.state.milder[0]}（F3 总览开头有全部本地规定）")
        elif self.draft.notices:
            self.call_after_refresh(self.footer.say, self.draft.notices[0].split("\n")[0])

    @property
    def ready(self) -> bool:
        """Whether the form can take keys: there are some before it, from whoever types while the program starts."""
        return self.entry.view.is_mounted and self.entry.view.live is not None

    def _recolour(self, theme: Theme) -> None:
        self.hush()
        self.follow()
        self.appearance.tell_theme(theme.name)

    def _guard(self) -> None:
        """The first picture is there: take the lock, offer what was never saved; what can wait has its time now."""
        self._looking = self.set_timer(LOOK_DUE, self._look_everywhere)
        self.set_timer(LOOK_DUE, Thread(target=self._have_ready, daemon=True).start)
        self.set_timer(0.4, self.greet)
        atexit.register(self.files.let_go)
        self.watch(self.app, "app_focus", self._terminal_focused, init=False)
        self.files.guard()
        self.appearance.fit(self.size.width)

    def _have_ready(self) -> None:
        """In a thread: read in what the next keys may need; of a large draft what saves it begins to read it."""
        import tui.form.text_editor  # noqa: F401

        self.call_later(self.entry.prepare)
        import model.language.judgement
        import model.language.text_document  # noqa: F401
        from model.drafts.saving import prepare

        prepare(self.draft)

    def _terminal_focused(self, focus: bool) -> None:
        """The clerk comes back from another program, which may have written the file."""
        if focus:
            self.files.file_watch.look()

    def on_unmount(self) -> None:
        """The form closes."""
        atexit.unregister(self.files.let_go)
        self.files.let_go()

    def _look_everywhere(self) -> None:
        """Nobody types: show what was found in the other sections, too."""
        self.state.look_on(LOOK)
        if not self.state.whole:
            self._looking = self.set_timer(LOOK, self._look_everywhere)
            return
        if self.state.findings:
            self.entry.view.sync()
            self.follow()

    def greet(self) -> None:
        """Say what is wrong with the clerk's own keys; show the hint for beginners, once."""
        if self._keymap_fault:
            self.footer.say(self._keymap_fault, "warning")
        if self.findings.teach is None and self._is_first_time():
            self.appearance.greet()

    def teach(self) -> None:
        """Explain each finding that is walked to from now on, beginning with the first."""
        self.findings.teach = self.appearance.greet
        self.findings.to_finding(1)

    def on_resize(self) -> None:
        """Fold the panels where there is no room for them; the list of sections, once opened, keeps the keys."""
        listing = self.focused is self.sidebar
        self.set_class(self.size.width < WIDE, "-narrow")
        self.set_class(self.size.width > BESIDE, "-roomy")
        if self.ready:
            self.appearance.fit(self.size.width)
        if listing:
            # A column that is set elsewhere counts as hidden for a moment, which takes the keys from it.
            self.call_after_refresh(self.set_focus, self.sidebar)

    # What the parts ask of the screen

    def follow(self) -> None:
        """Bring everything around the form up to date."""
        state, entry = self.state, self.entry
        wide = self.size.width >= WIDE and self.appearance.preview is None
        self.header.update(state, self.files.title)
        self.sidebar.update(state, entry.section)
        self.panel.update(state, entry.section, entry.here, wide=wide, meant=self.findings.current)
        self.appearance.follow()
        self.follow_keys()
        if not state.whole and self._looking is not None:
            self._looking.stop()
            self._looking = self.set_timer(LOOK_DUE, self._look_everywhere)

    def follow_keys(self) -> None:
        """Show the keys of the moment."""
        keys = self._hints.of_sections() if self.focused is self.sidebar else self._hints.of_form()
        self.footer.update(keys, self._hints.ever())

    def say(self, text: str, severity: str = "info") -> None:
        """Show a message at the bottom, until the next key."""
        self.footer.say(text, severity)

    def left_over(self, lines: Sequence[str], what: str = "", amiss: Sequence[str] = (), why: str = "") -> None:
        """Keep ``lines``, ``what`` of a paste had no place, and show those that no message has room for.

        What was ``amiss`` in the paste is shown in any case, and ``why`` nothing of it was taken.
        """
        kept = f"没有地方填的 {what or f'{len(lines)} 行'}已留在剪贴板，可用 Ctrl+V 粘到别处"
        if lines:
            self.app.copy_to_clipboard("\n".join(lines))
        if why:
            self.windows.show(Read("没有粘贴", "\n".join([f"{why}。", "", f"{kept}：", *lines])))
        elif amiss:
            told = [*amiss, "请对照原表。", *(["", f"{kept}：", *lines] if lines else [])]
            self.windows.show(Read("已粘贴，但表里的合计不对", "\n".join(told)))
        elif len(lines) > 3 or max(map(len, lines)) > 20:
            self.windows.show(Read(kept, "\n".join(lines)))

    def ask(self, question: str, answers: Sequence[tuple[str, str]], then: Callable[[int | None], object]) -> None:
        """Ask ``question``; ``then`` is given the number of the answer, None for none."""
        self.windows.ask(Ask(question, answers), then)

    def ask_figure(self, put: Callable[[str], object]) -> None:
        """Ask which figure is to be quoted; ``put`` is given what goes into the text, the brace typed included."""
        from tui.windows.finding.searching import Figures

        self.windows.ask(Figures(self.state, self.entry.section), lambda text: put(text or ""))

    def hush(self) -> None:
        """A key was pressed: what was said has been read."""
        self.appearance.hush()
        if self.footer.said:
            self.footer.said = ""
            self.follow_keys()

    def on_click(self) -> None:
        """A click is as good as a key: what was said has been read."""
        self.hush()

    # Commands

    def action_command(self, name: str) -> None:
        """Do the action with that name, as declared in ``tui.config.actions``."""
        self.commands[name]()

    def action_next_place(self) -> None:
        """The next field; behind the last one, the next section."""
        if not self.entry.next():
            self.navigation.turn(1, from_top=True)

    def action_next_input(self) -> None:
        """The next field that is not computed; behind the last one, the next section."""
        left = self.entry.cell
        if self.entry.next_input():
            return
        self.trail.mark()
        self.navigation.turn(1, from_top=True)
        if left is not None and left.error and left is not self.entry.cell:  # its message is out of sight now
            self.say(f"“{left.field.label}”读不懂：{left.error}；Ctrl+B 回去改", "warning")

    def action_edge(self, end: bool) -> None:
        """The last field of the section (``end``), or the first."""
        self.trail.mark()
        self.entry.go(len(self.entry.sheet.places) - 1 if end else 0)

    def action_previous_place(self) -> None:
        """The field before."""
        self.entry.previous()

    def action_move(self, step: int) -> None:
        """A line up or down."""
        self.entry.move(step)

    def action_open_section(self, number: int) -> None:
        """The section with that number."""
        self.navigation.open_section(number)

    def action_turn(self, step: int) -> None:
        """Another section, the keys staying in the sidebar."""
        self.navigation.turn(step)
        self.set_focus(self.sidebar)
        self.follow()

    def turn_sections(self) -> None:
        """The keys go to the sidebar, or back."""
        if self.focused is self.sidebar:
            self.action_back_to_form()
            return
        self.entry.commit()
        self.add_class("-sections")
        self.set_focus(self.sidebar)
        self.follow()

    def action_back_to_form(self) -> None:
        """The keys go to the form; a field that is being typed into is complete."""
        self.remove_class("-sections")
        self.entry.commit()
        self.entry.resume()

    def help_on_field(self) -> None:
        """The help of the field; F1 once more: every key."""
        self.entry.commit()
        self.windows.show(Read(self.entry.label, told(self.state, self.entry.here), more=self._all_keys))

    def _all_keys(self) -> None:
        keys = "\n".join(f"{(action.shown or '^P').ljust(6)} {action.help}" for action in ACTIONS)
        two = "\n".join(f"{action.two_strokes}  {action.label}" for action in ACTIONS if action.two_strokes)
        moves = "\n".join(f"{key}  {said}" for key, said in MOVES)
        keys = f"{moves}\n\n{keys}\n\n键被浏览器、终端或输入法占用时，先后按：\n{two}"
        self.windows.show(Read("全部按键", keys))

    def action_say_copy(self) -> None:
        """Ctrl+C with nothing selected."""
        self.footer.say("Ctrl+C 复制选中的文字；退出请按 Ctrl+Q", "warning")
