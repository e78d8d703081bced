"""What the words of a command line ask for."""

from __future__ import annotations

import argparse
import os
from collections.abc import Sequence

from model.text import nearest
from tui.cli.commands import COMMANDS, DECLARED, VERSION
from tui.cli.language import pick
from tui.cli.parser import Parser, VersionAction
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
