"""How the words of the command line are read: the kinds of value, and one sentence for what is wrong with them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, NoReturn

from tui.language import pick

if TYPE_CHECKING:
    from pathlib import Path


class Parser(argparse.ArgumentParser):
    """Speaks the language of the locale: its help, and one sentence on what is wrong with the words of a command."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "add_help": False})
        self.add_argument("-h", "--help", action="help", help=pick(("显示本说明", "show this help")))

    def format_help(self) -> str:
        """The page of the manual."""
        from tui.manual import page

        return page(self)

    def error(self, message: str) -> NoReturn:
        """Print the sentence and leave with exit code 2."""
        named = message.rpartition(": ")[2]
        missing = "required" in message
        chinese = f"命令写得不对：{'缺少' if missing else '这里用不上'} {named}；用法见 ziping --help"
        what = f"{named} is missing" if missing else f"{named} is of no use here"
        self.exit(2, pick((chinese, f"not understood: {what}; see ziping --help")) + "\n")


def positive(word: str) -> int:
    """A number from 1 on; ValueError for anything else, which the parser turns into its sentence."""
    number = int(word)
    if number < 1:
        raise ValueError(word)
    return number


def port(word: str) -> int:
    """A port, 0 for any that is free; ValueError as above."""
    number = int(word)
    if not 0 <= number < 2**16:
        raise ValueError(word)
    return number


def path_of(word: str) -> Path:
    """The path; pathlib is loaded by whoever names one."""
    from pathlib import Path

    return Path(word)


class Version(argparse.Action):
    """Looks the version up only when it is asked for: importlib.metadata costs as much as a whole check."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print it and leave."""
        from importlib.metadata import version

        print(f"ziping {version('ziping')}")
        parser.exit()
