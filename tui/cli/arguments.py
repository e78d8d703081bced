"""What the words of a command line ask for, and one sentence for what is wrong with them."""

from __future__ import annotations

import argparse
import os
import re
from collections.abc import Sequence
from functools import partial
from typing import Any, Final, NoReturn

from model.text import nearest, shown
from model.version import VERSION as RELEASE
from tui.cli.commands import COMMANDS, DECLARED, VERSION
from tui.cli.language import pick
from tui.cli.word_types import path_of


def parse(words: Sequence[str]) -> argparse.Namespace:
    """What ``words`` ask for: ``command`` is "open" or one of COMMANDS, the rest is named as its words are declared.

    Exits with 2 and one sentence where the words fit no command. For "open", ``draft`` is None where no file is named.
    "help" and "version" as words are --help and --version; drafts of these names open as ./help and ./version.
    """
    asked = list(words[:1]) == ["help"]
    if asked:
        words = [*words[1:2], "--help"]
    elif list(words) == ["version"]:
        words = ["--version"]
    if words and (words[0] in COMMANDS or words[0].startswith("-")):
        return declared(words[0]).parse_args(words)
    opening = Parser("ziping")
    opening.add_argument("draft", nargs="?", type=path_of)
    opening.set_defaults(command="open")
    if words and not os.path.lexists(words[0]) and (near := nearest(words[0], COMMANDS, 0.7)):
        opening.refuse(f"没有 {words[0]} 这个命令，相近的是 {near}", f"no command {words[0]}, the nearest is {near}")
    if asked:
        opening.refuse(f"没有 {words[0]} 这个命令", f"no command {words[0]}")
    return opening.parse_args(words)


def declared(named: str) -> argparse.ArgumentParser:
    """The parser of all commands; of the one that is ``named`` alone, where it is one."""
    parser = Parser("ziping")
    parser.add_argument(*VERSION.names, action=VersionAction, nargs=0, help=pick(VERSION.said))
    commands = parser.add_subparsers(prog="ziping", dest="command")
    for command in [command for command in DECLARED if command.name == named] or DECLARED:
        one = commands.add_parser(command.name, help=pick(command.said))
        for word in command.words:
            one.add_argument(*word.names, help=pick(word.said), **word.options)
    return parser


class Parser(argparse.ArgumentParser):
    """Speaks the language of the locale: its help, and one sentence on what is wrong with the words of a command."""

    def __init__(self, *args: Any, **options: Any) -> None:
        # The help is the manual's: argparse need not load what asks the terminal how wide it is.
        plain = partial(argparse.HelpFormatter, width=80)
        super().__init__(*args, **{**options, "add_help": False, "formatter_class": plain})
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
        print(f"ziping {RELEASE}", flush=True)
        parser.exit()
