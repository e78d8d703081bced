"""The commands of ``ziping`` and their words, as ``commands.toml`` declares them once."""

from __future__ import annotations

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from tui.cli.language import Said
from tui.cli.word_types import path_of, port, positive


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a command: its names, its help, and what else ``add_argument`` is to know of it."""

    names: tuple[str, ...]
    said: Said
    options: dict[str, Any]

    @property
    def is_option(self) -> bool:
        """Whether it stands anywhere, behind its name."""
        return self.names[0].startswith("-")

    @property
    def takes_value(self) -> bool:
        """Whether something has to follow it."""
        return str(self.options.get("action", "append")) == "append"

    @property
    def choices(self) -> tuple[str, ...]:
        """What alone may be written; () for anything."""
        return tuple(self.options.get("choices", ()))

    @property
    def stands_for(self) -> str:
        """What the usage writes for its value: DRAFT, or text|json."""
        plain = self.names[0].lstrip("-").upper()
        return str(self.options.get("metavar") or "|".join(self.choices) or plain)


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, its help, its words in the order of the help, lines that show its use."""

    name: str
    said: Said
    words: tuple[Word, ...]
    examples: tuple[str, ...] = ()


_TYPES: Final[dict[str, Callable[[str], object]]] = {
    "int": int,
    "path": path_of,
    "path_or_stream": Path,
    "port": port,
    "positive": positive,
}
_FILE: Final = tomllib.loads(Path(__file__).with_name("commands.toml").read_text(encoding="utf-8"))


def _word(told: str | dict[str, Any]) -> Word:
    """The word that is told, or the shared one of that name."""
    declared: dict[str, Any] = _FILE["shared"][told] if isinstance(told, str) else told
    options = {key: value for key, value in declared.items() if key not in ("names", "said")}
    if "type" in options:
        options["type"] = _TYPES[options["type"]]
    return Word(tuple(declared["names"].split()), tuple(declared["said"]), options)


DECLARED: Final = tuple(
    Command(one["name"], tuple(one["said"]), tuple(map(_word, one.get("words", ()))), tuple(one["examples"]))
    for one in _FILE["command"]
)
COMMANDS: Final = tuple(command.name for command in DECLARED)
HELP: Final = _word("help")
VERSION: Final = _word("version")

PROGRAM: Final = Command("", tuple(_FILE["program"]["said"]), (), tuple(_FILE["program"]["examples"]))
ABOUT: Final[Said] = tuple(_FILE["program"]["about"])
CODES: Final[dict[str, Said]] = _FILE["codes"]
"""What each exit code says."""
ENVIRONMENT: Final[dict[str, Said]] = _FILE["environment"]
FILES: Final[dict[str, Said]] = _FILE["files"]
"""The files and folders that the program keeps, and what is in them."""
ENDINGS: Final[dict[str, str]] = _FILE["endings"]
"""The endings of the files that a word of the usage stands for: OUT.svg is svg|png."""
