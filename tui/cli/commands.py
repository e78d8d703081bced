"""The commands of ``ziping`` and their words, declared once: parser, help, manual and completion follow from here."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Final

from tui.cli.language import Said
from tui.cli.word_types import path_of, port, positive


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a command: its names, its help, and what else ``add_argument`` is to know of it."""

    names: tuple[str, ...]
    said: Said
    options: dict[str, Any]

    @property
    def is_option(self) -> bool:
        """Whether it stands anywhere, behind its name."""
        return self.names[0].startswith("-")

    @property
    def takes_value(self) -> bool:
        """Whether something has to follow it."""
        return str(self.options.get("action", "append")) == "append"

    @property
    def choices(self) -> tuple[str, ...]:
        """What alone may be written; () for anything."""
        return tuple(self.options.get("choices", ()))

    @property
    def stands_for(self) -> str:
        """What the usage writes for its value: DRAFT, or text|json."""
        plain = self.names[0].lstrip("-").upper()
        return str(self.options.get("metavar") or "|".join(self.choices) or plain)


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, its help, its words in the order of the help."""

    name: str
    said: Said
    words: tuple[Word, ...]


def _command(name: str, chinese: str, english: str, *words: Word) -> Command:
    return Command(name, (chinese, english), words)


def _word(names: str, chinese: str, english: str, **options: Any) -> Word:
    return Word(tuple(names.split()), (chinese, english), options)


def _path(names: str, chinese: str, english: str, **options: Any) -> Word:
    return _word(names, chinese, english, type=path_of, **options)


def _format(*choices: str) -> Word:
    return _word("--format", "输出格式，默认 text", "output format, text by default", choices=choices, default="text")


DRAFT: Final = _path("draft", "草稿", "the draft", metavar="DRAFT")
EXPORTED_WITH: Final = _path(
    "--wording", "导出时用的提纲和句式", "outline and sentences it was exported with", metavar="THEIRS.toml"
)
TEXT_OR_JSON: Final = _format("text", "json")

DECLARED: Final = (
    _command(
        "new",
        "新建一份空白草稿，或由上年草稿结转",
        "make a blank draft, or roll last year's forward",
        _path("draft", "新草稿的位置", "where the new draft goes", metavar="OUT.toml"),
        _path(
            "--from",
            "上年的草稿或报告（.docx、.pdf、.txt）：带入上年数和沿用的文字",
            "last year's draft or report (.docx, .pdf, .txt): its figures and standing texts are carried over",
            dest="last",
            metavar="LAST",
        ),
        _word(
            "--year",
            "新草稿的年度；与 --from 同用时默认为上年草稿的下一年",
            "year of the new draft; with --from by default the one after last year's",
            type=int,
            metavar="YEAR",
        ),
    ),
    _command(
        "import",
        "从部门决算公开表（.xlsx、.xls、.ods）取数，先列出再取",
        "take figures from final-accounts workbooks (.xlsx, .xls, .ods), shown before they are taken",
        DRAFT,
        _path(
            "workbooks",
            "工作簿，可以多份，也可以有上年的",
            "workbooks, one or more, last year's among them",
            nargs="+",
            metavar="WORKBOOK",
        ),
        _word("--dry-run", "只列出，不取", "only list, take nothing", action="store_true"),
        TEXT_OR_JSON,
        _word("--yes", "不发问，直接取", "take without asking", action="store_true"),
    ),
    _command(
        "check",
        "核对草稿或整个文件夹：退出码 0 无错误，1 有错误，2 读不了",
        "check drafts or whole folders: exit code 0 no error, 1 errors found, 2 unreadable",
        _word(
            "drafts",
            "草稿，可以多份；或文件夹，其中的 .toml、.docx 每份一行；- 为标准输入",
            "drafts, one or more; or folders, a line for each .toml and .docx in them; - for standard input",
            nargs="+",
            metavar="DRAFT",
        ),
        _format("text", "json", "sarif", "csv", "xlsx"),
        _word(
            "-o --output",
            "结果写入文件；xlsx 必须写明",
            "write the result to a file; needed for xlsx",
            default="",
            metavar="FILE",
        ),
        _word(
            "--against",
            "逐项与决算公开表、上年的草稿或报告核对，可以多次写；文件夹按单位名称配对",
            (
                "hold each figure against final accounts and last year's draft or report, more than once if need "
                "be; folders are paired by the department's name"
            ),
            action="append",
            default=[],
            metavar="FILE",
        ),
        _path(
            "--memo",
            "每份报告写一页审核意见（.docx）到这个文件夹；与 --against 同用",
            "write a page of review (.docx) for each report into this folder; with --against",
            metavar="DIR",
        ),
        _path(
            "--wording",
            "按本地提纲和句式文件里 [rules] 的规定放宽规则",
            "rules made milder as [rules] in your outline and sentences says",
            metavar="THEIRS.toml",
        ),
        _word(
            "--jobs",
            "同时核对的进程数，默认为处理器数",
            "processes at work, by default one a processor",
            type=positive,
            default=0,
            metavar="N",
        ),
        _word(
            "--resume",
            "结果记录：中断后用同一个文件接着核对，没有变的不再核对",
            "record of results: the same file goes on after an interruption; only what changed is checked",
            default="",
            metavar="FILE",
        ),
        _word(
            "--dask",
            "交给 Dask 集群核对（另装 '.[cluster]'）；集群要信得过：连得上它的人都能在上面执行程序",
            "check on a Dask cluster (needs '.[cluster]') that you trust: who reaches it can run programs on it",
            default="",
            metavar="ADDRESS",
        ),
    ),
    _command(
        "scan",
        "读成文的报告（.docx、.pdf、.txt、.md），核对其中的数；退出码同 check",
        "read finished reports (.docx, .pdf, .txt, .md) and check their figures; exit codes as for check",
        _word(
            "reports",
            "报告，可以多份；- 为标准输入",
            "reports, one or more; - for standard input",
            nargs="+",
            metavar="REPORT",
        ),
        _word(
            "-o --output",
            "把读懂的写成草稿，- 为标准输出；只能给一份报告",
            "write what was understood as a draft, - for standard output; with one report only",
            type=Path,
            metavar="OUT.toml",
        ),
        TEXT_OR_JSON,
    ),
    _command(
        "summary",
        "画出支出构成、与上年比较、预算执行率",
        "draw composition, year-on-year and execution rates",
        _word("drafts", "草稿，可以多份", "drafts, one or more", nargs="+", metavar="DRAFT"),
        _path(
            "-o --output",
            "写成 .svg 或 .png（另装 '.[image]'）",
            "write .svg, or .png (needs '.[image]')",
            metavar="OUT.svg",
        ),
    ),
    _command(
        "export",
        "导出 Word（.docx）、PDF（.pdf）、Markdown（.md）或纯文本（.txt）",
        "export Word (.docx), PDF (.pdf), Markdown (.md) or plain text (.txt)",
        replace(DRAFT, options=DRAFT.options | {"type": Path}),
        _word(
            "-o --output",
            "导出文件的位置；- 为标准输出，写 Word",
            "where the exported file goes; - for standard output, as Word",
            type=Path,
            required=True,
            metavar="OUT.docx",
        ),
        _word(
            "--copy",
            (
                "stamp 盖章稿，有错误时不导出；draft 征求意见稿；review 审阅稿，核对结果作为批注。"
                "不写时：没有错误为盖章稿，有错误为征求意见稿"
            ),
            (
                "stamp: for the seal, refused with errors; draft: for comment; review: findings as comments. "
                "By default stamp without errors, else draft"
            ),
            choices=("stamp", "draft", "review"),
        ),
        _word(
            "--force",
            "有错误也导出盖章稿，文件上注明",
            "export for the seal in spite of errors, said so in the header",
            action="store_true",
        ),
        _path(
            "--template",
            "用自己的 Word 模板的样式和版面",
            "styles and layout of a Word file of your own",
            metavar="THEIRS.docx",
        ),
        _path("--wording", "用自己的提纲和句式", "outline and standard sentences of your own", metavar="THEIRS.toml"),
    ),
    _command(
        "verify",
        "核对 Word 文件与草稿：退出码 0 一致，1 有不同，2 读不了",
        "hold a Word file against the draft: exit code 0 the same, 1 different, 2 unreadable",
        _path(
            "file", "导出后可能改过的 Word 文件", "the Word file, perhaps changed since the export", metavar="OUT.docx"
        ),
        DRAFT,
        EXPORTED_WITH,
        TEXT_OR_JSON,
    ),
    _command(
        "take",
        "把别人在 Word 文件里改的取回草稿，逐处取或不取；批注列出",
        "take what others changed in a Word file into its draft, one by one; comments are listed",
        _path("file", "退回的 Word 文件", "the Word file that came back", metavar="OUT.docx"),
        DRAFT,
        _word("--all", "不发问，能取的全取", "take all that can be taken, unasked", action="store_true"),
        _word(
            "--only",
            "只取这几处，按列出的序号",
            "take only these, by their numbers in the list",
            default="",
            metavar="N,M",
        ),
        _word("--dry-run", "只列出，不取", "only list, take nothing", action="store_true"),
        EXPORTED_WITH,
        TEXT_OR_JSON,
    ),
    _command(
        "template",
        "写出 Word 模板，每种样式一行；在 Word 中改好后用 --template",
        "write the Word template, a line for each style; change it in Word and use --template",
        _path("output", "模板的位置", "where the template goes", metavar="OUT.docx"),
    ),
    _command(
        "wording",
        "写出提纲和句式；改好后用 --wording",
        "write outline and standard sentences; change them and use --wording",
        _path("output", "文件的位置", "where the file goes", metavar="OUT.toml"),
    ),
    _command(
        "diff",
        "逐项比较两份草稿：退出码 0 相同，1 有不同，2 读不了",
        "compare two drafts field by field: exit code 0 the same, 1 different, 2 unreadable",
        _path("old", "原来的草稿", "the old draft", metavar="A"),
        _path("new", "现在的草稿", "the new draft", metavar="B"),
        TEXT_OR_JSON,
    ),
    _command(
        "history",
        "列出草稿以前保存的版本，或恢复其中一版",
        "list the kept versions of a draft, or restore one",
        DRAFT,
        _word(
            "--restore",
            "恢复第 N 版；现在的内容也会留作一版",
            "restore version N; what is there now is kept as a version, too",
            type=int,
            metavar="N",
        ),
    ),
    _command(
        "serve",
        "在浏览器中填写：显示一个一次有效的地址，按 Ctrl+C 结束（另装 '.[serve]'）",
        "the form in a browser: prints an address that is good once, ends with Ctrl+C (needs '.[serve]')",
        DRAFT,
        _word(
            "--host",
            "本机的地址，默认 127.0.0.1：只有这台电脑能连",
            "address of this machine, 127.0.0.1 by default: only this computer can connect",
            default="127.0.0.1",
            metavar="HOST",
        ),
        _word(
            "--port",
            "端口，默认 8765；0 为任一空着的端口",
            "port, 8765 by default; 0 for any that is free",
            type=port,
            default=8765,
            metavar="PORT",
        ),
    ),
    _command(
        "completion",
        "打印命令行补全的脚本",
        "print the script that completes commands in a shell",
        _word("shell", "所用的 shell", "your shell", choices=("bash", "zsh", "fish", "powershell")),
    ),
    _command(
        "man",
        "打印 man 手册页（roff）",
        "print the page for man, in roff",
    ),
    _command(
        "schema",
        "打印草稿的 JSON Schema，供编辑器补全和检查",
        "print the JSON Schema of a draft, for editors",
    ),
    _command(
        "rules",
        "列出全部核对规则，或讲解其中一条",
        "list all rules, or explain one",
        _word("code", "规则代号", "code of the rule", nargs="?", default="", metavar="CODE"),
    ),
    _command(
        "explain",
        "讲解草稿里的一个数：在哪里引用，与哪些数有关",
        "explain a figure: where it is quoted, every relation it stands in",
        DRAFT,
        _word(
            "field",
            "路径或名称，如 overview.scale.total 或 支出总额",
            "path or name, such as overview.scale.total or 支出总额",
            metavar="PATH",
        ),
    ),
)
COMMANDS: Final = tuple(command.name for command in DECLARED)
HELP: Final = _word("-h --help", "显示本说明", "show this help", action="help")
VERSION: Final = _word("--version", "显示版本", "show the version", action="version")
