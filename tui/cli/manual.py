"""The help as a page of the manual, made from the declared commands: sections, in the language of the locale."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from tui.cli.commands import DECLARED, HELP, VERSION
from tui.cli.language import pick
from tui.look.cells import wrap

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tui.cli.commands import Word
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
    "schema": ("ziping schema > ziping.schema.json",),
    "rules": ("ziping rules", "ziping rules basic_part"),
    "explain": ("ziping explain 草稿.toml 支出总额",),
    "diff": ("ziping diff 2022.toml 2023.toml",),
    "history": ("ziping history 草稿.toml", "ziping history 草稿.toml --restore 2"),
    "serve": ("ziping serve 草稿.toml", "ziping serve 草稿.toml --port 0"),
    "completion": ('eval "$(ziping completion bash)"', "ziping completion fish | source"),
}


def page(name: str = "") -> str:
    """The page of the command called ``name``, "" for all of them, as wide as the terminal."""
    width = max(40, min(shutil.get_terminal_size().columns, MOST))
    return "\n".join(_lines(name, width)) + "\n"


def _lines(name: str, width: int) -> Iterator[str]:
    command = next((one for one in DECLARED if one.name == name), None)
    words = command.words if command is not None else ()
    options = [HELP, *(word for word in words if word.is_option)] if command is not None else [HELP, VERSION]
    plain = [word for word in words if not word.is_option]
    title = f"ziping {name}".rstrip()
    yield pick(("名称", "NAME"))
    yield from _set(f"{title} - {pick(command.said if command is not None else NAME)}", width, INDENT)
    yield from ("", pick(("用法", "SYNOPSIS")))
    if command is None:
        yield from (f"    ziping [{pick(('草稿', 'DRAFT'))}.toml]", f"    ziping {pick(('命令', 'COMMAND'))} ...")
        yield from ("", pick(("说明", "DESCRIPTION")))
        yield from _set(pick(ABOUT), width, INDENT)
        yield from ("", pick(("命令", "COMMANDS")))
        for one in DECLARED:
            yield from _entry(one.name, pick(one.said), width)
    else:
        usage = " ".join([title, *map(_usage, [*options, *plain])])
        yield from _set(usage, width, INDENT)
    if plain:
        yield from ("", pick(("参数", "ARGUMENTS")))
        for word in plain:
            yield from _entry(word.stands_for, pick(word.said), width)
    yield from ("", pick(("选项", "OPTIONS")))
    for word in options:
        value = f" {word.stands_for}" if word.takes_value else ""
        yield from _entry(", ".join(word.names) + value, pick(word.said), width)
    yield from _told(("退出码", "EXIT STATUS"), CODES, width)
    if command is None:
        yield from _told(("环境变量", "ENVIRONMENT"), ENVIRONMENT, width)
        yield from _told(("文件", "FILES"), FILES, width)
    yield from ("", pick(("示例", "EXAMPLES")))
    for example in EXAMPLES[name]:
        yield " " * INDENT + example


def _usage(word: Word) -> str:
    shown = word.stands_for if word.takes_value else ""
    if word.is_option:
        said = f"{word.names[0]} {shown}".strip()
        return said if word.options.get("required") else f"[{said}]"
    return {"+": f"{shown} ...", "?": f"[{shown}]"}.get(str(word.options.get("nargs")), shown)


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
