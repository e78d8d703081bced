"""The screen of one draft: sections at the left, form in the middle, findings and help at the right."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType
from textual.containers import Container

from model.editing.session import Session
from tui.config.actions import ACTIONS, EVER, KEYED, MOVES, OWN_KEYS, Action, by_rank
from tui.draft_screen.export_actions import Handing
from tui.draft_screen.file_actions import Safekeeping
from tui.draft_screen.finding_actions import Mending
from tui.draft_screen.import_actions import Starting
from tui.draft_screen.navigation import Wayfinding
from tui.draft_screen.row_actions import Rowing
from tui.form.entry import Entry
from tui.form.generator import row_of
from tui.look.painting import Painter
from tui.state.desk import Desk
from tui.widgets.footer import Footer
from tui.widgets.header import Header
from tui.widgets.panel import Panel
from tui.widgets.sidebar import Sidebar
from tui.windows.changes import Changes
from tui.windows.dialogs import Read

if TYPE_CHECKING:
    from textual.app import ComposeResult

    from model.drafts.draft import Draft
    from tui.widgets.footer import Key

WIDE: Final = 100


class EditScreen(Wayfinding, Mending, Rowing, Handing, Starting, Changes, Safekeeping):
    """One draft under edit."""

    DEFAULT_CSS = """
    EditScreen {
        layers: default side;
        & > Container { height: 1fr; layers: default side; }
        &.-narrow Panel { dock: bottom; width: 100%; height: 5; }
        &.-narrow Sidebar { display: none; }
        & Preview { dock: right; width: 50%; height: 1fr; }
        &.-preview Sidebar { display: none; }
        &.-preview Panel { split: bottom; width: 100%; height: 5; }
        &.-narrow.-preview Preview { dock: bottom; width: 100%; height: 45%; }
        &.-narrow.-preview Panel { display: none; }
        &.-narrow.-sections Sidebar { display: block; layer: side; width: 46; }
    }
    """
    BINDINGS: ClassVar[list[BindingType]] = [
        *(Binding(action.key, action.name, action.label, id=action.name, priority=True) for action in KEYED),
        Binding("escape", "back_to_form", show=False),
        Binding("ctrl+c", "say_copy", show=False),
    ]
    AUTO_FOCUS = "FormView"

    def __init__(self, draft: Draft, name: str = "") -> None:
        super().__init__()
        self.draft = draft
        self.sample = name
        self.desk = Desk(Session(draft))
        self.entry = Entry(self.desk, self.follow)
        self.header = Header()
        self.footer = Footer()
        self.sidebar = Sidebar()
        self.panel = Panel()
        self._painted = False
        self._compositor = Painter()
        if OWN_KEYS:
            from tui.config.keymap import rebind

            rebind(self._bindings)

    def compose(self) -> ComposeResult:
        """Header, the three columns, footer."""
        self.set_class(self.app.size.width < WIDE, "-narrow")
        yield self.header
        with Container():
            yield self.sidebar
            yield self.panel
            yield self.entry
        yield self.footer

    def on_mount(self) -> None:
        """Say what could not be placed when the draft was read."""
        self.set_timer(0.25, self._look_everywhere)
        self.set_timer(0.4, self.greet)
        self.set_timer(0.3, self.entry.prepare)
        if self.draft.problems:
            told = "\n".join(f"{number}. {said}" for number, said in enumerate(self.draft.problems[:12], 1))
            more = len(self.draft.problems) - 12
            told += f"\n……还有 {more} 处" if more > 0 else ""
            self.app.push_screen(Read("草稿里有读不了的地方，其余照常填写，保存时原样保留", told))
        elif self.draft.notices:
            self.call_after_refresh(self.footer.say, self.draft.notices[0].split("\n")[0])

    def paint(self) -> None:
        """Put on the screen what changed, now: Textual goes through three queues and waits for its next frame."""
        for part in self._compositor.visible_widgets:
            if part is not self and part._repaint_required and part.display and not part._layout_required:
                part._repaint_required = False
                self._dirty_widgets.add(part)
        self._on_timer_update()

    def _look_everywhere(self) -> None:
        """The first picture is there: show what was found in the other sections, too."""
        if self.desk.findings:
            self.entry.view.sync()
            self.follow()

    def _compositor_refresh(self) -> None:
        # A picture without the form would only be painted to be painted over.
        if self.entry.view.sheet is not None:
            super()._compositor_refresh()

    def on_resize(self) -> None:
        """Fold the panels where there is no room for them; the list of sections, once opened, keeps the keys."""
        listing = self.focused is self.sidebar
        self.set_class(self.size.width < WIDE, "-narrow")
        if listing:
            # A column that is set elsewhere counts as hidden for a moment, which takes the keys from it.
            self.call_after_refresh(self.set_focus, self.sidebar)

    @property
    def wide(self) -> bool:
        """Whether the panels stand beside the form."""
        return self.size.width >= WIDE and self.preview is None

    def follow(self) -> None:
        """Bring everything around the form up to date."""
        desk, entry = self.desk, self.entry
        file = str(self.draft.path.name) if self.draft.path else self.sample or "未命名"
        self.header.update(desk, file)
        self.sidebar.update(desk, entry.section)
        self.panel.update(desk, entry.section, entry.here, wide=self.wide)
        self.show_preview()
        self.follow_keys()
        if not self._painted:
            self._painted = True
            self.call_later(self.paint)

    def follow_keys(self) -> None:
        """Show the keys of the moment."""
        self.footer.update(self._keys(), [self._key(action) for action in EVER])

    def hush(self) -> None:
        """A key was pressed: what was said has been read."""
        if self.greeting is not None:
            self.greeting.remove()
            self.greeting = None
        if self.footer.said:
            self.footer.said = False
            self.follow_keys()

    def on_click(self) -> None:
        """A click is as good as a key: what was said has been read."""
        self.hush()

    def _key(self, action: Action) -> Key:
        return action.shown, self.word(action), action.name

    def _keys(self) -> list[Key]:
        if self.focused is self.sidebar:
            return [("↑↓", "选部分", ""), ("Enter", "回到表格", "back_to_form")]
        moves: list[Key] = [("Enter", "下一栏", "")]
        if self.entry.in_text:
            moves = [("Esc", "写完", ""), ("Enter", "换行", ""), ("{", "引用数", "")]
        return moves + [self._key(action) for action in by_rank(filter(self._due, ACTIONS))]

    def _due(self, action: Action) -> bool:
        match action.where:
            case "always":
                return True
            case "rows":
                return row_of(self.entry.here) is not None
            case "row":
                return self.entry.cell is not None and row_of(self.entry.cell) is not None
            case "finding":
                return self.finding is not None
            case "carried":
                return self.carried is not None
            case "repair":
                return self.repair is not None
            case "computed":
                return self.entry.cell is not None and self.entry.cell.computable
            case "findings":
                return bool(self.desk.marks)
            case "exported":
                return self.exported is not None
            case "history":
                return self.desk.session.modified
            case _:
                return False

    # Moving

    def action_next_place(self) -> None:
        """The next field; behind the last one, the next section."""
        if not self.entry.next():
            self.action_next_section()

    def action_previous_place(self) -> None:
        """The field before."""
        self.entry.previous()

    def action_move(self, step: int) -> None:
        """A line up or down."""
        self.entry.move(step)

    def action_next_section(self) -> None:
        """The next section."""
        self._turn(1)

    def action_previous_section(self) -> None:
        """The section before."""
        self._turn(-1)

    def _turn(self, step: int) -> None:
        numbers = self.desk.numbers
        self.entry.show_section(numbers[(numbers.index(self.entry.section) + step) % len(numbers)])

    def action_open_section(self, number: int) -> None:
        """The section with that number."""
        self.mark()
        self.entry.show_section(number)

    def action_turn(self, step: int) -> None:
        """Another section, the keys staying in the sidebar."""
        self._turn(step)
        self.set_focus(self.sidebar)
        self.follow()

    def action_sections(self) -> None:
        """The keys go to the sidebar, or back."""
        if self.focused is self.sidebar:
            self.action_back_to_form()
            return
        self.entry.commit()
        self.add_class("-sections")
        self.set_focus(self.sidebar)
        self.follow()

    def action_back_to_form(self) -> None:
        """The keys go to the form."""
        self.remove_class("-sections")
        self.entry.resume()

    # Files

    def action_help(self) -> None:
        """The help of the field; F1 once more: every key."""
        from tui.state.explaining import told

        self.entry.commit()
        self.app.push_screen(Read(self.entry.label, told(self.desk, self.entry.here), more=self._all_keys))

    def _all_keys(self) -> None:
        keys = "\n".join(f"{(action.shown or '^P').ljust(6)} {action.help}" for action in ACTIONS)
        moves = "\n".join(f"{key}  {said}" for key, said in MOVES)
        self.app.push_screen(Read("全部按键", f"{keys}\n\n{moves}"))

    def action_say_copy(self) -> None:
        """Ctrl+C with nothing selected."""
        self.footer.say("Ctrl+C 复制选中的文字；退出请按 Ctrl+Q", "warning")
