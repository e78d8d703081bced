"""Lists of lines of several kinds: one kind at a time is listed, and in some of them lines are chosen."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, ClassVar, Generic, TypeVar

from textual.binding import Binding, BindingType

from tui.look.initials import folded, score
from tui.widgets.footer import Key
from tui.windows.dialogs import Words
from tui.windows.finding.finder import Finder, FinderLine

T = TypeVar("T")
L = TypeVar("L")
ENOUGH = 2
"""What a line must score above, to fit the words that are typed."""


class ByKind(Finder[T], Generic[T, L]):
    """``lines`` of the ``kinds``, in this order; ← and → list another kind, what is typed those with the words."""

    WHOLE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("right", "kind(1)", show=False, priority=True),
        Binding("left", "kind(-1)", show=False, priority=True),
    ]

    def __init__(self, lines: Sequence[L], kinds: Sequence[str], *hints: Key) -> None:
        super().__init__("", *hints)
        self.lines = lines
        there = {self.kind(line) for line in lines}
        self._kinds = ["", *(kind for kind in kinds if kind in there)]
        self._only = ""

    def on_mount(self) -> None:
        """Begin with every line."""
        super().on_mount()
        self.query(Words).first().set(self._head(), "heading")

    def heading(self) -> str:
        """What the window is about."""
        raise NotImplementedError

    def kind(self, line: L) -> str:
        """The kind of ``line``."""
        raise NotImplementedError

    def searched(self, line: L) -> str:
        """The words of ``line`` that can be looked for."""
        raise NotImplementedError

    def choice(self, line: L) -> FinderLine[T]:
        """``line`` as it is listed."""
        raise NotImplementedError

    def look(self, text: str) -> Sequence[FinderLine[T]]:
        """The lines of the kind chosen that have the words in them."""
        return [self.choice(line) for line in self.listed(text)]

    def listed(self, text: str) -> list[L]:
        """The lines of the kind chosen that have the words ``text`` in them."""
        wanted = folded(text)
        return [
            line
            for line in self.lines
            if self._only in ("", self.kind(line)) and (not wanted or score(wanted, self.searched(line)) > ENOUGH)
        ]

    def _head(self) -> str:
        count = {kind: sum(kind in ("", self.kind(line)) for line in self.lines) for kind in self._kinds}
        kinds = " ".join(
            f"[{kind or '全部'} {count[kind]}]" if kind == self._only else f" {kind or '全部'} {count[kind]} "
            for kind in self._kinds
        )
        return f"{self.heading()}\n{kinds}"

    def turned(self, index: int) -> None:
        """What is listed has changed; the line with number ``index`` is marked."""
        self.query(Words).first().set(self._head(), "heading")
        self.look_up(self.typed)
        self.listing.index = max(min(index, len(self.listing.choices) - 1), 0)
        self.listing.redraw()

    def action_kind(self, step: int) -> None:
        """Another kind of line."""
        self._only = self._kinds[(self._kinds.index(self._only) + step) % len(self._kinds)]
        self.turned(0)


class ChooseLines(ByKind[tuple[Any, ...], L]):
    """Lines that are taken or not; the result is those taken.

    At first all are chosen but the ``doubtful`` ones. Lines that ``can_take`` refuses are listed and cannot be chosen.
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "choose", show=False, priority=True),
        Binding("ctrl+a", "choose_all", show=False, priority=True),
    ]

    def __init__(self, lines: Sequence[L], kinds: Sequence[str]) -> None:
        super().__init__(
            lines,
            kinds,
            ("Tab", "取、不取", "choose"),
            ("^A", "全取、全不取", "choose_all"),
            ("← →", "换一类", "kind(1)"),
            ("回车", "取选中的", "take"),
            ("Esc", "返回，不取", "close"),
        )
        self.takeable = [line for line in lines if self.can_take(line)]
        # By identity: two lines may say the same.
        self._out = {id(line) for line in self.takeable if self.doubtful(line)}

    def can_take(self, line: L) -> bool:
        """Whether there is something to take in ``line``."""
        raise NotImplementedError

    def doubtful(self, line: L) -> bool:
        """Whether ``line`` is only taken when the clerk says so."""
        raise NotImplementedError

    def box(self, line: L) -> str:
        """Whether ``line`` is chosen, as a mark."""
        return "[ ]" if id(line) in self._out else "[x]"

    @property
    def chosen(self) -> list[L]:
        """The lines that are chosen now."""
        return [line for line in self.takeable if id(line) not in self._out]

    def _turn(self, lines: Sequence[L]) -> None:
        """Choose ``lines``, or none of them where all are chosen."""
        meant = {id(line) for line in lines if self.can_take(line)}
        self._out = self._out - meant if meant & self._out else self._out | meant
        self.turned(self.listing.index)

    def action_choose(self) -> None:
        """This line, or not; and on to the next one."""
        listing = self.listing
        if listing.choices:
            line = listing.choices[listing.index].value[0]
            listing.index += listing.index + 1 < len(listing.choices)
            self._turn([line])

    def action_choose_all(self) -> None:
        """Every line that is listed now, or none of them."""
        self._turn(self.listed(self.typed))

    def clicked(self) -> None:
        """A click on a line chooses it, or not."""
        self._turn([self.listing.choices[self.listing.index].value[0]])

    def action_take(self) -> None:
        """What is chosen is wanted."""
        self.dismiss(tuple(self.chosen))
