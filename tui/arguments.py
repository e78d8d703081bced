"""What the words of a command line ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.commands import COMMANDS, DECLARED
from tui.language import pick
from tui.parser import Parser, Version, path_of

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

VERSIONS = ("diff", "history")
FILES = ("export", "verify", "template", "wording")


def parse(words: Sequence[str]) -> argparse.Namespace:
    """What ``words`` ask for: ``command`` is "open" or one of COMMANDS. Exits with 2 and the usage where none fits.

    "check" has ``drafts`` (names), ``format``, ``output``, ``jobs``, ``resume`` and ``dask`` (0 and "": not given),
    "scan" ``reports`` (names), ``format`` and ``output``, "summary" ``drafts`` (names) and ``output``, "rules" ``code``
    ("" for all), the others ``draft`` (None: no file named), "new" ``last`` and ``year``, "explain" ``field``.
    "export" has ``output``, ``copy``, ``force``, ``template`` and ``wording``, "verify" ``file`` and ``wording``;
    "template" and "wording" have ``output`` alone.
    """
    if not words or (words[0] not in COMMANDS and not words[0].startswith("-")):
        return _opening().parse_args(words)
    return declared().parse_args(words)


def _opening() -> argparse.ArgumentParser:
    parser = Parser("ziping")
    parser.add_argument("draft", nargs="?", type=path_of)
    parser.set_defaults(command="open")
    return parser


def declared() -> argparse.ArgumentParser:
    """The parser of all commands, from which help and completion are made, too."""
    parser = Parser("ziping")
    parser.add_argument("--version", action=Version, nargs=0, help=pick(("显示版本", "show the version")))
    commands = parser.add_subparsers(prog="ziping", dest="command", required=True)
    for command in DECLARED:
        one = commands.add_parser(command.name, help=pick(command.said))
        for word in command.words:
            one.add_argument(*word.names, help=pick(word.said), **word.options)
    return parser
