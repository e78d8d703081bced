"""The help as a page of the manual, made from the declared commands: sections, in the language of the locale."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Final, NamedTuple

from rich.cells import cell_len

from model.version import VERSION as RELEASE
from tui.cli.commands import ABOUT, CODES, DECLARED, ENVIRONMENT, FILES, HELP, PROGRAM, VERSION, Word
from tui.cli.language import pick
from tui.look.cells import wrap

INDENT: Final = 4
MOST: Final = 100

_STATUS: Final = ("退出码", "EXIT STATUS")
_COMMANDS: Final = ("命令", "COMMANDS")


class ManualSection(NamedTuple):
    """A part of a page: paragraphs, then names with what each does, then lines to be shown as they are."""

    title: str
    paragraphs: tuple[str, ...] = ()
    entries: tuple[tuple[str, str], ...] = ()
    lines: tuple[str, ...] = ()


def page(name: str = "") -> str:
    """The page of the command called ``name``, "" for all of them, as wide as the terminal."""
    width = max(40, min(shutil.get_terminal_size().columns, MOST))
    return "\n\n".join("\n".join(_printed(section, width)) for section in _sections(name)) + "\n"


def man_page() -> str:
    """One page of all commands for ``man``, in roff."""
    first, *rest = _sections("")
    parts = [*_roff(first)]
    for section in rest:
        parts += _roff(section)
        if section.title == pick(_COMMANDS):
            for command in DECLARED:
                parts += [f".SS ziping {command.name}"]
                for inner in _sections(command.name)[1:]:
                    parts += _roff(inner, ".P\n.B") if inner.title != pick(_STATUS) else []
    return "\n".join([f'.TH ZIPING 1 "" "ziping {RELEASE}"', ".nh", ".ad l", *parts]) + "\n"


def _sections(name: str) -> list[ManualSection]:
    """What is told of the command called ``name``, "" for the program."""
    command = next((one for one in DECLARED if one.name == name), PROGRAM)
    options = [HELP, *((word for word in command.words if word.is_option) if name else (VERSION,))]
    plain = [word for word in command.words if not word.is_option]
    title = f"ziping {name}".rstrip()
    found = [ManualSection(pick(("名称", "NAME")), (f"{title} - {pick(command.said)}",))]
    if name:
        line = " ".join([title, *map(_usage, [*options, *plain])])
        found.append(ManualSection(pick(("用法", "SYNOPSIS")), (line,)))
    else:
        usage = f"ziping [{pick(('草稿', 'DRAFT'))}.toml]", f"ziping {pick(('命令', 'COMMAND'))} ..."
        found += [
            ManualSection(pick(("用法", "SYNOPSIS")), lines=usage),
            ManualSection(pick(("说明", "DESCRIPTION")), (pick(ABOUT),)),
            ManualSection(pick(_COMMANDS), entries=tuple((one.name, pick(one.said)) for one in DECLARED)),
        ]
    if plain:
        entries = tuple((word.stands_for, pick(word.said)) for word in plain)
        found.append(ManualSection(pick(("参数", "ARGUMENTS")), entries=entries))
    entries = tuple(
        (", ".join(word.names) + (f" {word.stands_for}" if word.takes_value else ""), pick(word.said))
        for word in options
    )
    found.append(ManualSection(pick(("选项", "OPTIONS")), entries=entries))
    told = [(_STATUS, CODES)]
    if not name:
        told += [(("环境变量", "ENVIRONMENT"), ENVIRONMENT), (("文件", "FILES"), FILES)]
    found += [
        ManualSection(pick(title), entries=tuple((one, pick(does)) for one, does in all_.items()))
        for title, all_ in told
    ]
    found.append(ManualSection(pick(("示例", "EXAMPLES")), lines=command.examples))
    return found


def _usage(word: Word) -> str:
    shown = word.stands_for if word.takes_value else ""
    if word.is_option:
        said = f"{word.names[0]} {shown}".strip()
        return said if word.options.get("required") else f"[{said}]"
    return {"+": f"{shown} ...", "?": f"[{shown}]"}.get(str(word.options.get("nargs")), shown)


def _printed(section: ManualSection, width: int) -> Iterator[str]:
    yield section.title
    for text in section.paragraphs:
        for line in wrap(text, width - INDENT):
            yield " " * INDENT + line.strip()
    for name, does in section.entries:
        yield from _entry(name, does, width)
    for line in section.lines:
        yield " " * INDENT + line


def _roff(section: ManualSection, heading: str = ".SH") -> Iterator[str]:
    yield f"{heading} {_escaped(section.title)}"
    if section.paragraphs:
        yield ".P" if heading != ".SH" else ".PP"
    yield from map(_escaped, section.paragraphs)
    for name, does in section.entries:
        yield from (".TP", f".B {_escaped(name)}", _escaped(does))
    if section.lines:
        yield from (".P", ".nf", *map(_escaped, section.lines), ".fi")


def _escaped(text: str) -> str:
    """``text`` as roff says it: its signs are not taken for commands, its hyphens can be copied as options."""
    text = text.replace("\\", "\\e").replace("-", "\\-").replace("~", "\\(ti").replace('"', "\\(dq")
    return f"\\&{text}" if text.startswith((".", "'")) else text


def _entry(name: str, does: str, width: int) -> Iterator[str]:
    """The name, and what it does beside it, or below it where the name is long."""
    column = INDENT + 14
    lines = wrap(does, width - column)
    head = " " * INDENT + name
    if cell_len(head) + 2 <= column:
        yield head + " " * (column - cell_len(head)) + lines[0].strip()
        lines = lines[1:]
    else:
        yield head
    for line in lines:
        yield " " * column + line.strip()
