"""The words of the command line, declared once: what ``ziping`` accepts, and its help."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tui.language import pick
from tui.parser import Parser, Version, path_of, port, positive

if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence

COMMANDS = (
    "new",
    "import",
    "check",
    "scan",
    "summary",
    "export",
    "verify",
    "template",
    "wording",
    "rules",
    "explain",
    "diff",
    "history",
    "serve",
    "completion",
)
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
    new = commands.add_parser(
        "new", help=pick(("新建一份空白草稿，或由上年草稿结转", "make a blank draft, or roll last year's forward"))
    )
    new.add_argument("draft", type=path_of, metavar="OUT.toml", help=pick(("新草稿的位置", "where the new draft goes")))
    new.add_argument(
        "--from",
        type=path_of,
        dest="last",
        metavar="LAST.toml",
        help=pick(
            ("上年的草稿：带入上年数和沿用的文字", "last year's draft: its figures and standing texts are carried over")
        ),
    )
    new.add_argument(
        "--year",
        type=int,
        metavar="YEAR",
        help=pick(
            (
                "新草稿的年度，默认为上年草稿的下一年；与 --from 同用",
                "year of the new draft, by default the one after last year's draft; with --from",
            )
        ),
    )
    taken = commands.add_parser(
        "import",
        help=pick(
            (
                "从部门决算公开表（.xlsx、.xls、.ods）取数，先列出再取",
                "take figures from final-accounts workbooks (.xlsx, .xls, .ods), shown before they are taken",
            )
        ),
    )
    taken.add_argument("draft", type=path_of, metavar="DRAFT", help=pick(("草稿", "the draft")))
    taken.add_argument(
        "workbooks",
        type=path_of,
        nargs="+",
        metavar="WORKBOOK",
        help=pick(("工作簿，可以多份，也可以有上年的", "workbooks, one or more, last year's among them")),
    )
    taken.add_argument("--dry-run", action="store_true", help=pick(("只列出，不取", "only list, take nothing")))
    taken.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=pick(("输出格式，默认 text", "output format, text by default")),
    )
    taken.add_argument("--yes", action="store_true", help=pick(("不发问，直接取", "take without asking")))
    _add_check(commands)
    scan = commands.add_parser(
        "scan",
        help=pick(
            (
                "读成文的报告（.docx、.txt、.md），核对其中的数；退出码同 check",
                "read finished reports (.docx, .txt, .md) and check their figures; exit codes as for check",
            )
        ),
    )
    scan.add_argument("reports", nargs="+", metavar="REPORT", help=pick(("报告，可以多份", "reports, one or more")))
    scan.add_argument(
        "-o",
        "--output",
        type=path_of,
        metavar="OUT.toml",
        help=pick(("把读懂的写成草稿；只能给一份报告", "write what was understood as a draft; with one report only")),
    )
    scan.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=pick(("输出格式，默认 text", "output format, text by default")),
    )
    drawn = commands.add_parser(
        "summary",
        help=pick(("画出支出构成、与上年比较、预算执行率", "draw composition, year-on-year and execution rates")),
    )
    drawn.add_argument("drafts", nargs="+", metavar="DRAFT", help=pick(("草稿，可以多份", "drafts, one or more")))
    drawn.add_argument(
        "-o",
        "--output",
        type=path_of,
        metavar="OUT.svg",
        help=pick(("写成 .svg 或 .png（另装 ziping[image]）", "write .svg, or .png (needs ziping[image])")),
    )
    _add_files(commands)
    diff = commands.add_parser(
        "diff",
        help=pick(
            (
                "逐项比较两份草稿：退出码 0 相同，1 有不同，2 读不了",
                "compare two drafts field by field: exit code 0 the same, 1 different, 2 unreadable",
            )
        ),
    )
    diff.add_argument("old", type=path_of, metavar="A", help=pick(("原来的草稿", "the old draft")))
    diff.add_argument("new", type=path_of, metavar="B", help=pick(("现在的草稿", "the new draft")))
    diff.add_argument(
        "--format",
        choices=("text", "json"),
        default="text",
        help=pick(("输出格式，默认 text", "output format, text by default")),
    )
    history = commands.add_parser(
        "history",
        help=pick(("列出草稿以前保存的版本，或恢复其中一版", "list the kept versions of a draft, or restore one")),
    )
    history.add_argument("draft", type=path_of, metavar="DRAFT", help=pick(("草稿", "the draft")))
    history.add_argument(
        "--restore",
        type=int,
        metavar="N",
        help=pick(
            ("恢复第 N 版；现在的内容也会留作一版", "restore version N; what is there now is kept as a version, too")
        ),
    )
    served = commands.add_parser(
        "serve",
        help=pick(
            (
                "在浏览器中填写：显示一个一次有效的地址，按 Ctrl+C 结束（另装 ziping[serve]）",
                "the form in a browser: prints an address that is good once, ends with Ctrl+C (needs ziping[serve])",
            )
        ),
    )
    served.add_argument("draft", type=path_of, metavar="DRAFT", help=pick(("草稿", "the draft")))
    served.add_argument(
        "--host",
        default="127.0.0.1",
        metavar="HOST",
        help=pick(
            (
                "本机的地址，默认 127.0.0.1：只有这台电脑能连",
                "address of this machine, 127.0.0.1 by default: only this computer can connect",
            )
        ),
    )
    served.add_argument(
        "--port",
        type=port,
        default=8765,
        metavar="PORT",
        help=pick(("端口，默认 8765；0 为任一空着的端口", "port, 8765 by default; 0 for any that is free")),
    )
    shell = commands.add_parser(
        "completion", help=pick(("打印命令行补全的脚本", "print the script that completes commands in a shell"))
    )
    shell.add_argument("shell", choices=("bash", "zsh", "fish"), help=pick(("所用的 shell", "your shell")))
    rules = commands.add_parser(
        "rules", help=pick(("列出全部核对规则，或讲解其中一条", "list all rules, or explain one"))
    )
    rules.add_argument("code", nargs="?", default="", metavar="CODE", help=pick(("规则代号", "code of the rule")))
    explain = commands.add_parser(
        "explain",
        help=pick(
            (
                "讲解草稿里的一个数：在哪里引用，与哪些数有关",
                "explain a figure: where it is quoted, every relation it stands in",
            )
        ),
    )
    explain.add_argument("draft", type=path_of, metavar="DRAFT", help=pick(("草稿", "the draft")))
    explain.add_argument(
        "field",
        metavar="PATH",
        help=pick(
            (
                "路径或名称，如 overview.scale.total 或 支出总额",
                "path or name, such as overview.scale.total or 支出总额",
            )
        ),
    )
    return parser


def _add_check(commands: argparse._SubParsersAction[Parser]) -> None:
    check = commands.add_parser(
        "check",
        help=pick(
            (
                "核对草稿或整个文件夹：退出码 0 无错误，1 有错误，2 读不了",
                "check drafts or whole folders: exit code 0 no error, 1 errors found, 2 unreadable",
            )
        ),
    )
    check.add_argument(
        "drafts",
        nargs="+",
        metavar="DRAFT",
        help=pick(
            (
                "草稿，可以多份；或文件夹，其中的 .toml、.docx 每份一行",
                "drafts, one or more; or folders, a line for each .toml and .docx in them",
            )
        ),
    )
    formats = ("text", "json", "sarif", "csv", "xlsx")
    check.add_argument(
        "--format",
        choices=formats,
        default="text",
        help=pick(("输出格式，默认 text", "output format, text by default")),
    )
    check.add_argument(
        "-o",
        "--output",
        default="",
        metavar="FILE",
        help=pick(("结果写入文件；xlsx 必须写明", "write the result to a file; needed for xlsx")),
    )
    check.add_argument(
        "--jobs",
        type=positive,
        default=0,
        metavar="N",
        help=pick(("同时核对的进程数，默认为处理器数", "processes at work, by default one a processor")),
    )
    check.add_argument(
        "--resume",
        default="",
        metavar="FILE",
        help=pick(
            (
                "结果记录：中断后用同一个文件接着核对，没有变的不再核对",
                "record of results: the same file goes on after an interruption; only what changed is checked",
            )
        ),
    )
    check.add_argument(
        "--dask",
        default="",
        metavar="ADDRESS",
        help=pick(("交给 Dask 集群核对（另装 ziping[cluster]）", "check on a Dask cluster (needs ziping[cluster])")),
    )


def _add_files(commands: argparse._SubParsersAction[Parser]) -> None:
    """The commands about the file that is handed over."""
    export = commands.add_parser(
        "export",
        help=pick(
            (
                "导出 Word（.docx）、PDF（.pdf）、Markdown（.md）或纯文本（.txt）",
                "export Word (.docx), PDF (.pdf), Markdown (.md) or plain text (.txt)",
            )
        ),
    )
    export.add_argument("draft", type=path_of, metavar="DRAFT", help=pick(("草稿", "the draft")))
    export.add_argument(
        "-o",
        "--output",
        type=path_of,
        required=True,
        metavar="OUT.docx",
        help=pick(("导出文件的位置", "where the exported file goes")),
    )
    export.add_argument(
        "--copy",
        choices=("stamp", "draft", "review"),
        help=pick(
            (
                "stamp 盖章稿，有错误时不导出；draft 征求意见稿；review 审阅稿，核对结果作为批注。"
                "不写时：没有错误为盖章稿，有错误为征求意见稿",
                "stamp: for the seal, refused with errors; draft: for comment; review: findings as comments. "
                "By default stamp without errors, else draft",
            )
        ),
    )
    export.add_argument(
        "--force",
        action="store_true",
        help=pick(("有错误也导出盖章稿，在页眉注明", "export for the seal in spite of errors, said so in the header")),
    )
    export.add_argument(
        "--template",
        type=path_of,
        metavar="THEIRS.docx",
        help=pick(("用自己的 Word 模板的样式和版面", "styles and layout of a Word file of your own")),
    )
    export.add_argument(
        "--wording",
        type=path_of,
        metavar="THEIRS.toml",
        help=pick(("用自己的提纲和套话", "outline and standard sentences of your own")),
    )
    verify = commands.add_parser(
        "verify",
        help=pick(
            (
                "核对 Word 文件与草稿：退出码 0 一致，1 有不同，2 读不了",
                "hold a Word file against the draft: exit code 0 the same, 1 different, 2 unreadable",
            )
        ),
    )
    verify.add_argument(
        "file",
        type=path_of,
        metavar="OUT.docx",
        help=pick(("导出后可能改过的 Word 文件", "the Word file, perhaps changed since the export")),
    )
    verify.add_argument("draft", type=path_of, metavar="DRAFT", help=pick(("草稿", "the draft")))
    verify.add_argument(
        "--wording",
        type=path_of,
        metavar="THEIRS.toml",
        help=pick(("导出时用的提纲和套话", "outline and sentences it was exported with")),
    )
    template = commands.add_parser(
        "template",
        help=pick(
            (
                "写出 Word 模板，每种样式一行；在 Word 中改好后用 --template",
                "write the Word template, a line for each style; change it in Word and use --template",
            )
        ),
    )
    template.add_argument(
        "output", type=path_of, metavar="OUT.docx", help=pick(("模板的位置", "where the template goes"))
    )
    wording = commands.add_parser(
        "wording",
        help=pick(
            (
                "写出提纲和套话；改好后用 --wording",
                "write outline and standard sentences; change them and use --wording",
            )
        ),
    )
    wording.add_argument("output", type=path_of, metavar="OUT.toml", help=pick(("文件的位置", "where the file goes")))
