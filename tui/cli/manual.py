"""The help as a page of the manual, made from the declared commands: sections, in the language of the locale."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Final, NamedTuple

from rich.cells import cell_len

from model.version import VERSION as RELEASE
from tui.cli.commands import DECLARED, HELP, VERSION, Word
from tui.cli.language import Said, pick
from tui.look.cells import wrap

INDENT: Final = 4
MOST: Final = 100

NAME: Final = (
    "部门整体支出绩效自评报告：填写、核对、导出",
    "fill in, check and export the 部门整体支出绩效自评报告",
)
ABOUT: Final = (
    "按十一个部分填写，每填一个数立即与其他所有数核对；填完导出 Word。只写草稿的文件名就打开填写界面，"
    "什么都不写则出现开始画面。命令的说明：ziping help 命令，或 ziping 命令 --help。",
    "Eleven sections, every figure checked against every other as it is typed, a Word file at the end. A draft alone "
    "opens the form; nothing at all opens the start screen. For a command: ziping help COMMAND, or "
    "ziping COMMAND --help.",
)
_STATUS: Final = ("退出码", "EXIT STATUS")
_COMMANDS: Final = ("命令", "COMMANDS")
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
    ("130", ("被中断；check 文件夹可用 --resume 接着核对", "interrupted; --resume goes on with a check of folders")),
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
    "wording": ("ziping wording 句式.toml",),
    "man": ("ziping man > ziping.1", "man ./ziping.1"),
    "schema": ("ziping schema > ziping.schema.json",),
    "rules": ("ziping rules", "ziping rules basic_part"),
    "explain": ("ziping explain 草稿.toml 支出总额",),
    "diff": ("ziping diff 2022.toml 2023.toml",),
    "history": ("ziping history 草稿.toml", "ziping history 草稿.toml --restore 2"),
    "serve": ("ziping serve 草稿.toml", "ziping serve 草稿.toml --port 0"),
    "completion": (
        'eval "$(ziping completion bash)"',
        "ziping completion fish | source",
        "ziping completion powershell | Out-String | iex",
    ),
}


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
    command = next((one for one in DECLARED if one.name == name), None)
    words = command.words if command is not None else ()
    options = [HELP, *(word for word in words if word.is_option)] if command is not None else [HELP, VERSION]
    plain = [word for word in words if not word.is_option]
    title = f"ziping {name}".rstrip()
    found = [
        ManualSection(pick(("名称", "NAME")), (f"{title} - {pick(command.said if command is not None else NAME)}",))
    ]
    if command is None:
        usage = f"ziping [{pick(('草稿', 'DRAFT'))}.toml]", f"ziping {pick(('命令', 'COMMAND'))} ..."
        found += [
            ManualSection(pick(("用法", "SYNOPSIS")), lines=usage),
            ManualSection(pick(("说明", "DESCRIPTION")), (pick(ABOUT),)),
            ManualSection(pick(_COMMANDS), entries=tuple((one.name, pick(one.said)) for one in DECLARED)),
        ]
    else:
        found.append(ManualSection(pick(("用法", "SYNOPSIS")), (" ".join([title, *map(_usage, [*options, *plain])]),)))
    if plain:
        entries = tuple((word.stands_for, pick(word.said)) for word in plain)
        found.append(ManualSection(pick(("参数", "ARGUMENTS")), entries=entries))
    entries = tuple(
        (", ".join(word.names) + (f" {word.stands_for}" if word.takes_value else ""), pick(word.said))
        for word in options
    )
    found.append(ManualSection(pick(("选项", "OPTIONS")), entries=entries))
    told = [(_STATUS, CODES)]
    if command is None:
        told += [(("环境变量", "ENVIRONMENT"), ENVIRONMENT), (("文件", "FILES"), FILES)]
    found += [
        ManualSection(pick(title), entries=tuple((one, pick(does)) for one, does in all_)) for title, all_ in told
    ]
    found.append(ManualSection(pick(("示例", "EXAMPLES")), lines=EXAMPLES[name]))
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
