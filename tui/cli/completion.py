"""The scripts that complete words in a shell, made from the declared commands: options, choices, files, rules."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from model.checks.catalogue import catalogue
from tui.cli.commands import DECLARED, ENDINGS, HELP, Word
from tui.cli.language import pick


@dataclass(frozen=True, slots=True)
class Slot:
    """What may stand somewhere: words to choose from, or files with these endings; neither where anything may."""

    words: tuple[str, ...]
    files: str


@dataclass(frozen=True, slots=True)
class CompletionLine:
    """A command: its options with what follows each (None: nothing does), and its words in order."""

    name: str
    does: str
    options: dict[str, Slot | None]
    slots: tuple[Slot, ...]
    endless: bool


def script(shell: str) -> str:
    """The script for ``shell``: bash, zsh, fish or powershell."""
    lines = list(_lines())
    return "\n".join({"bash": _bash, "zsh": _zsh, "fish": _fish, "powershell": _powershell}[shell](lines))


def _lines() -> Iterator[CompletionLine]:
    for command in DECLARED:
        options: dict[str, Slot | None] = dict.fromkeys(HELP.names)
        slots = []
        endless = False
        for word in command.words:
            if word.is_option:
                options |= dict.fromkeys(word.names, _slot(word) if word.takes_value else None)
            else:
                slots.append(_slot(word))
                endless = word.options.get("nargs") == "+"
        yield CompletionLine(command.name, pick(command.said), options, tuple(slots), endless)


def _slot(word: Word) -> Slot:
    if word.choices:
        return Slot(word.choices, "")
    if word.stands_for == "CODE":
        return Slot(tuple(entry.code for entry in catalogue()), "")
    return Slot((), ENDINGS.get(word.stands_for, ""))


def _bash(lines: list[CompletionLine]) -> list[str]:
    """What may stand where is data in associative arrays, by command and option, and by command and place."""
    options = {line.name: " ".join(line.options) for line in lines}
    values = {f"{line.name} {name}": slot for line in lines for name, slot in line.options.items() if slot is not None}
    slots = {f"{line.name} {place}": slot for line in lines for place, slot in enumerate(line.slots)}
    slots |= {f"{line.name} more": line.slots[-1] for line in lines if line.endless}
    tables = {"options": options, "values": _replies(values), "slots": _replies(slots)}
    out = [
        f"declare -gA _ziping_{name}=({' '.join(f'[{_quoted(key)}]={_quoted(said)}' for key, said in table.items())})"
        for name, table in tables.items()
    ]
    return [*out, _static("completion.bash")]


def _replies(slots: dict[str, Slot]) -> dict[str, str]:
    found = {
        key: f"words {' '.join(slot.words)}" if slot.words else f"files {slot.files}" for key, slot in slots.items()
    }
    return {key: "" if said == "files " else said for key, said in found.items()}


def _static(name: str) -> str:
    """The part of a script that no declaration changes."""
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


def _zsh(lines: list[CompletionLine]) -> list[str]:
    out = ["#compdef ziping", "_ziping() {", "    local -a commands; commands=("]
    out += [f"        {_quoted(f'{line.name}:{line.does}')}" for line in lines]
    out += [
        "    )",
        "    if ((CURRENT == 2)); then",
        "        _describe command commands",
        "        _files -g '*.toml'",
        "        return",
        "    fi",
        "    local command=$words[2]",
        "    shift words; ((CURRENT--))",
        "    case $command in",
    ]
    for line in lines:
        specs = []
        for name, slot in line.options.items():
            specs.append(_quoted(name if slot is None else f"{name}: :{_action(slot)}"))
        for place, slot in enumerate(line.slots, 1):
            many = line.endless and place == len(line.slots)
            specs.append(_quoted(f"{'*' if many else place}: :{_action(slot)}"))
        out.append(f"        {line.name}) _arguments {' '.join(specs)} ;;")
    return [*out, "    esac", "}", "compdef _ziping ziping", ""]


def _action(slot: Slot) -> str:
    if slot.words:
        return f"({' '.join(slot.words)})"
    if slot.files == "*":
        return "_files"
    # One ending in brackets would be read as qualifiers of the pattern, and match nothing.
    endings = f"({slot.files})" if "|" in slot.files else slot.files
    return f'_files -g "*.{endings}"' if slot.files else " "


def _fish(lines: list[CompletionLine]) -> list[str]:
    top = "__fish_is_first_arg"
    out = ["complete -c ziping -f", f"complete -c ziping -n {top} -k -a '(__fish_complete_suffix .toml)'"]
    out.append(f"complete -c ziping -n {top} -l version")
    for line in lines:
        out.append(f"complete -c ziping -n {top} -a {line.name} -d {_quoted(line.does)}")
        here = f"-n '__fish_seen_subcommand_from {line.name}'"
        for name, slot in line.options.items():
            flag = f"-l {name[2:]}" if name.startswith("--") else f"-s {name[1:]}"
            # A file may follow an option only where it takes one.
            value = f" {'-r' if slot.files == '*' else '-x'}{_fish_slot(slot)}" if slot is not None else ""
            out.append(f"complete -c ziping {here} {flag}{value}")
        out += [
            f"complete -c ziping {here}{_fish_slot(slot)}"
            for slot in dict.fromkeys(line.slots)
            if slot.words or slot.files
        ]
    return [*out, ""]


def _fish_slot(slot: Slot) -> str:
    if slot.words:
        return f" -a {_quoted(' '.join(slot.words))}"
    if slot.files == "*":
        return " -F"
    calls = "; ".join(f"__fish_complete_suffix .{ending}" for ending in slot.files.split("|"))
    return f" -k -a '({calls})'" if slot.files else ""


def _powershell(lines: list[CompletionLine]) -> list[str]:
    """What may stand where is data in hash tables: for each command its options, and its words by their place."""
    out = ["$global:ZipingCommands = [ordered]@{"]
    for line in lines:
        options = "; ".join(f"'{name}' = {_offer(slot)}" for name, slot in line.options.items())
        slots = ", ".join(map(_offer, line.slots))
        endless = "$true" if line.endless else "$false"
        said = f"Does = {_doubled(line.does)}; Options = @{{{options}}}; Slots = @({slots}); Endless = {endless}"
        out.append(f"    '{line.name}' = @{{ {said} }}")
    return [*out, "}", _static("completion.ps1")]


def _offer(slot: Slot | None) -> str:
    if slot is None:
        return "$null"
    words = ", ".join(map(_doubled, slot.words))
    endings = ", ".join(f"'{ending}'" for ending in slot.files.split("|") if ending)
    return f"@{{ Words = @({words}); Files = @({endings}) }}"


def _doubled(text: str) -> str:
    return "'" + re.sub("(['‘’‚‛])", r"\1\1", text) + "'"  # each of them ends a text there


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "'\\''") + "'"
