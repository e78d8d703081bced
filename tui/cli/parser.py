"""How the words of the command line are read, and one sentence for what is wrong with them."""

from __future__ import annotations

import argparse
import re
from typing import Any, Final, NoReturn

from model.text import shown
from model.version import VERSION
from tui.cli.language import pick


class Parser(argparse.ArgumentParser):
    """Speaks the language of the locale: its help, and one sentence on what is wrong with the words of a command."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "add_help": False})
        self.add_argument("-h", "--help", action=HelpAction, nargs=0, help=pick(("显示本说明", "show this help")))

    def format_help(self) -> str:
        """The page of the manual."""
        from tui.cli.manual import page

        return page(self.prog.partition(" ")[2])

    def error(self, message: str) -> NoReturn:
        """Print the sentence for argparse's ``message`` and leave with exit code 2."""
        self.refuse(*complaint(message))

    def refuse(self, chinese: str, english: str) -> NoReturn:
        """Print what is wrong, in the language of the locale, and leave with exit code 2."""
        said = (
            f"命令写得不对：{chinese}；用法见 {self.prog} --help",
            f"not understood: {english}; see {self.prog} --help",
        )
        self.exit(2, shown(pick(said)) + "\n")


KINDS: Final = {
    "int": ("整数", "a whole number"),
    "positive": (" 1 或更大的整数", "a whole number from 1"),
    "port": (" 0 到 65535 的整数", "a whole number from 0 to 65535"),
    "path_of": ("文件的位置", "the place of a file"),
}
"""What the kinds of value in ``word_types`` take, in Chinese and in English."""


def complaint(message: str) -> tuple[str, str]:
    """What argparse's ``message`` says, in Chinese and in English: the word that is wrong, and what may stand there."""
    option, _, why = message.removeprefix("argument ").partition(": ")
    option = option.rpartition("/")[2]
    if chosen := re.match(r"(?s)invalid choice: '?(?>(.*?)'? \(choose from )(.*)\)", why):
        choices = "|".join(choice.strip("' ") for choice in chosen[2].split(","))
        return f"{option} 不能写 {chosen[1]}，只能是 {choices}", f"{option} can't be {chosen[1]}, only {choices}"
    if typed := re.match(r"(?s)invalid (\w+) value: '(.*)'", why):
        chinese, english = KINDS[typed[1]]
        return f"{option} 不能写 {typed[2]}，只能是{chinese}", f"{option} can't be {typed[2]}, only {english}"
    if why.startswith("expected"):
        return f"{option} 后面还缺一个值", f"{option} lacks its value"
    if "required" in message:
        return f"缺少 {why}", f"{why} is missing"
    return f"这里用不上 {why}", f"{why} is of no use here"


class HelpAction(argparse.Action):
    """Prints the help. That of argparse says nothing of a full disk."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print it and leave. Raises OSError where it cannot be written."""
        print(parser.format_help(), end="", flush=True)
        parser.exit()


class VersionAction(argparse.Action):
    """Prints the version."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        """Print it and leave. Raises OSError where it cannot be written."""
        print(f"ziping {VERSION}", flush=True)
        parser.exit()
