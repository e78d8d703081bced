"""The help as a page of the manual, made from the parser of the command: sections, in the language of the locale."""

from __future__ import annotations

import argparse
import shutil
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from tui.cli.language import pick
from tui.look.cells import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.cli.language import Said

INDENT: Final = 4
MOST: Final = 100

NAME: Final = (
    "部门整体支出绩效自评报告：填写、核对、导出",
    "fill in, check and export the 部门整体支出绩效自评报告",
)
ABOUT: Final = (
    "按十一个部分填写，每填一个数立即与其他所有数核对；填完导出 Word。只写草稿的文件名就打开填写界面，"
    "什么都不写则出现开始画面。命令的说明：ziping 命令 --help。",
    "Eleven sections, every figure checked against every other as it is typed, a Word file at the end. A draft alone "
    "opens the form; nothing at all opens the start screen. For a command: ziping COMMAND --help.",
)
CODES: Final[tuple[tuple[str, Said], ...]] = (
    ("0", ("没有错误；verify、diff：没有不同", "no error; verify, diff: no difference")),
    (
        "1",
        (
            "有错误；export：有错误，没有导出；verify、diff：有不同",
            "errors; export: refused; verify, diff: different",
        ),
    ),
    ("2", ("有文件读不了、写不了，或命令写得不对", "something could not be read or written, or was not understood")),
    ("130", ("check 文件夹时被中断，可用 --resume 接着核对", "check of folders interrupted; --resume goes on")),
)
ENVIRONMENT: Final[tuple[tuple[str, Said], ...]] = (
    (
        "LANGUAGE, LC_ALL, LC_MESSAGES, LANG",
        ("说明用的语言：写明英文（en…）才用英文，否则中文", "language of the help: English for en…, else Chinese"),
    ),
    (
        "XDG_CONFIG_HOME, XDG_STATE_HOME, XDG_DATA_HOME",
        ("Linux 上下列文件夹的位置", "on Linux: the folders below"),
    ),
)
FILES: Final[tuple[tuple[str, Said], ...]] = (
    ("NAME.toml", ("草稿", "a draft")),
    (".NAME.toml.versions/", ("以前保存的各版", "the versions kept before the last saves")),
    (".NAME.toml.journal", ("还没有保存的输入", "what was typed and not saved")),
    (".NAME.toml.lock", ("谁正打开着草稿", "who has the draft open")),
    ("NAME.rescue.toml", ("草稿写不了时另存的内容", "what could not be written to the draft")),
    (
        "~/.config/ziping/",
        ("settings.toml 配色，keymap.toml 自己的键", "settings.toml: colours, keymap.toml: keys"),
    ),
    ("~/.local/state/ziping/", ("最近打开的草稿", "drafts opened last")),
    ("~/.local/share/ziping/", ("没有文件的草稿的输入，出错报告", "input of drafts without a file, crash reports")),
)
EXAMPLES: Final = {
    "": ("ziping", "ziping 草稿.toml", "ziping check 草稿.toml", "ziping export 草稿.toml -o 报告.docx"),
    "new": ("ziping new 草稿.toml", "ziping new 2023.toml --from 2022.toml"),
    "import": ("ziping import 草稿.toml 决算公开表.xlsx --dry-run", "ziping import 草稿.toml 2023.xlsx 2022.xls"),
    "check": ("ziping check 草稿.toml", "ziping check 全市/ --format xlsx -o 结果.xlsx --resume 进度.jsonl"),
    "scan": ("ziping scan 报告.docx", "ziping scan 报告.txt -o 草稿.toml"),
    "summary": ("ziping summary 草稿.toml", "ziping summary 草稿.toml -o 图.svg"),
    "export": ("ziping export 草稿.toml -o 报告.docx", "ziping export 草稿.toml -o 审阅.docx --copy review"),
    "verify": ("ziping verify 报告.docx 草稿.toml",),
    "take": ("ziping take 退回.docx 草稿.toml", "ziping take 退回.docx 草稿.toml --only 1,3"),
    "template": ("ziping template 模板.docx",),
    "wording": ("ziping wording 套话.toml",),
    "rules": ("ziping rules", "ziping rules basic_part"),
    "explain": ("ziping explain 草稿.toml 支出总额",),
    "diff": ("ziping diff 2022.toml 2023.toml",),
    "history": ("ziping history 草稿.toml", "ziping history 草稿.toml --restore 2"),
    "serve": ("ziping serve 草稿.toml", "ziping serve 草稿.toml --port 0"),
    "completion": ('eval "$(ziping completion bash)"', "ziping completion fish | source"),
}


def page(parser: argparse.ArgumentParser) -> str:
    """The page of ``parser``, as wide as the terminal."""
    width = max(40, min(shutil.get_terminal_size().columns, MOST))
    return "\n".join(_lines(parser, width)) + "\n"


def _lines(parser: argparse.ArgumentParser, width: int) -> Iterator[str]:
    command = parser.prog.partition(" ")[2]
    words = [action for action in parser._actions if not action.option_strings]
    options = [action for action in parser._actions if action.option_strings]
    commands = {choice.dest: str(choice.help) for choice in _choices()}
    whole = not command
    yield pick(("名称", "NAME"))
    yield from _set(f"{parser.prog} - {pick(NAME) if whole else commands[command]}", width, INDENT)
    yield from ("", pick(("用法", "SYNOPSIS")))
    if whole:
        yield from (f"    ziping [{pick(('草稿', 'DRAFT'))}.toml]", f"    ziping {pick(('命令', 'COMMAND'))} ...")
        yield from ("", pick(("说明", "DESCRIPTION")))
        yield from _set(pick(ABOUT), width, INDENT)
        yield from ("", pick(("命令", "COMMANDS")))
        for name, does in commands.items():
            yield from _entry(name, does, width)
    else:
        usage = " ".join([parser.prog, *map(_usage, [*options, *words])])
        yield from _set(usage, width, INDENT)
    if words and not whole:
        yield from ("", pick(("参数", "ARGUMENTS")))
        for action in words:
            yield from _entry(_shown(action), str(action.help or ""), width)
    yield from ("", pick(("选项", "OPTIONS")))
    for action in options if not whole else _whole_options():
        value = f" {_shown(action)}" if action.nargs != 0 else ""
        yield from _entry(", ".join(action.option_strings) + value, str(action.help or ""), width)
    yield from _told(("退出码", "EXIT STATUS"), CODES, width)
    if whole:
        yield from _told(("环境变量", "ENVIRONMENT"), ENVIRONMENT, width)
        yield from _told(("文件", "FILES"), FILES, width)
    yield from ("", pick(("示例", "EXAMPLES")))
    for example in EXAMPLES[command]:
        yield " " * INDENT + example


def _choices() -> list[argparse.Action]:
    return subcommands()._choices_actions


def subcommands() -> argparse._SubParsersAction[argparse.ArgumentParser]:
    """The commands and their parsers, as declared."""
    from tui.cli.arguments import declared

    return next(one for one in declared()._actions if isinstance(one, argparse._SubParsersAction))


def _whole_options() -> list[argparse.Action]:
    from tui.cli.arguments import declared

    return [action for action in declared()._actions if action.option_strings]


def _shown(action: argparse.Action) -> str:
    if action.metavar is None and action.choices is not None:
        return "|".join(map(str, action.choices))
    return str(action.metavar or action.dest.upper())


def _usage(action: argparse.Action) -> str:
    shown = _shown(action) if action.nargs != 0 else ""
    if action.option_strings:
        word = f"{action.option_strings[0]} {shown}".strip()
        return word if action.required else f"[{word}]"
    return {"+": f"{shown} ...", "?": f"[{shown}]"}.get(str(action.nargs), shown)


def _told(title: Said, entries: tuple[tuple[str, Said], ...], width: int) -> Iterator[str]:
    yield from ("", pick(title))
    for name, does in entries:
        yield from _entry(name, pick(does), width)


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


def _set(text: str, width: int, indent: int) -> Iterator[str]:
    for line in wrap(text, width - indent):
        yield " " * indent + line.strip()
