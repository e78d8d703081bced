"""What the keys do: each action is declared once, in ``actions.toml``, and feeds the key, the footer and the help."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

Where = Literal[
    "ever",
    "repair",
    "finding",
    "carried",
    "rows",
    "computed",
    "row",
    "always",
    "exported",
    "findings",
    "history",
    "help",
]


@dataclass(frozen=True, slots=True)
class Action:
    """An action of the form: ``name`` is the method behind it, ``label`` its word in the footer.

    ``key`` is "" for what has none of its own; ``second`` is the key that does it in the list of commands, where a
    browser or a terminal keeps ``key`` to itself. ``where`` says when the footer shows it: inside a list or
    row, on a finding, ...; "ever": at every moment and width; "help": only in the help.
    """

    name: str
    label: str
    help: str
    key: str = ""
    second: str = ""
    where: Where = "always"

    @property
    def two_strokes(self) -> str:
        """The two keys that do it, as the help names them: ^P F5; "" where there is only one."""
        second = OWN_SECONDS.get(self.name, self.second)
        return f"{_PALETTE.shown} {key_word(second)}" if second else ""

    @property
    def bound(self) -> str:
        """The key that is bound to it; UNUSED for none: the clerk's own key can only take another's place."""
        return self.key or UNUSED

    @property
    def shown(self) -> str:
        """The key that does it, as footer and help name it: the clerk's own where there is one."""
        if self.name in OWN_KEYS:
            return key_word(OWN_KEYS[self.name])
        own = key_word(self.key) if self.key else ""
        return (own if self.key not in KEPT else "") or self.two_strokes or own


OWN_KEYS: Final[dict[str, str]] = {}
"""Keys from the user's keymap file, by the name of the action; see ``tui.config.keymap``."""

OWN_SECONDS: Final[dict[str, str]] = {}
"""Second strokes from the user's keymap file, by the name of the action."""


KEPT: Final[set[str]] = set()
"""Keys that what the form runs in keeps to itself: their commands are shown with two strokes."""

BY_BROWSERS: Final = frozenset({"ctrl+t", "ctrl+w", "ctrl+n"})
BY_DEEPIN: Final = frozenset({"f1", "f2"})


def kept_keys(*, browser: bool, desktop: str) -> frozenset[str]:
    """The keys that never reach the form in a browser, or in the terminal of the ``desktop`` of that name.

    Chrome opens and closes windows with its three; the terminal of Deepin and UOS has its own help and renames its tab.
    """
    names = desktop.lower().split(":")
    return (BY_BROWSERS if browser else frozenset()) | (
        BY_DEEPIN if not browser and {"deepin", "dde"} & set(names) else frozenset()
    )


def key_word(key: str) -> str:
    """What a key is called: ^S for ctrl+s, F9 for f9."""
    named = {"pagedown": "PgDn", "pageup": "PgUp"}
    return named.get(key) or ("^" + key[5:].upper() if key.startswith("ctrl+") else key.upper())


_FILE: Final = tomllib.loads(Path(__file__).with_name("actions.toml").read_text(encoding="utf-8"))
ACTIONS: Final = tuple(Action(**declared) for declared in _FILE["actions"])
MOVES: Final[list[list[str]]] = _FILE["moves"]
"""Keys of the editors with what they do, for the help."""

_PALETTE: Final = next(action for action in ACTIONS if action.name == "palette")
"""The list of commands: its key is the first of two strokes."""

UNUSED: Final = "f24"
"""A key that keyboards do not have."""

EVER: Final = tuple(action for action in ACTIONS if action.where == "ever")
"""Help, and how to save, to hand over and to leave: they have their room in the footer before all others."""

FIRST: Final[tuple[Where, ...]] = ("repair", "finding", "carried", "rows", "computed", "row")
"""What only some fields have: of the others, these have room first, in this order."""


def by_rank(actions: Iterable[Action]) -> list[Action]:
    """``actions`` as the footer gives room to them: those of the field, then the others as declared."""
    return sorted(actions, key=lambda action: FIRST.index(action.where) if action.where in FIRST else len(FIRST))
