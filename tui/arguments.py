"""The words of the command line, declared once: what ``ziping`` accepts, and its help."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any, NoReturn

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

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
    return _commands().parse_args(words)


def _opening() -> argparse.ArgumentParser:
    parser = _Parser("ziping")
    parser.add_argument("draft", nargs="?", type=_path)
    parser.set_defaults(command="open")
    return parser


def _commands() -> argparse.ArgumentParser:
    parser = _Parser(
        "ziping",
        usage="ziping [草稿.toml] | 命令 …",
        description="部门整体支出绩效自评报告：填写、核对、导出。不带命令时打开填写界面。",
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="显示版本")
    commands = parser.add_subparsers(prog="ziping", title="命令", metavar="命令", dest="command", required=True)
    new = commands.add_parser("new", help="新建一份空白草稿，或由上年草稿结转")
    new.add_argument("draft", type=_path, metavar="OUT.toml", help="新草稿的位置")
    new.add_argument("--from", type=_path, dest="last", metavar="LAST.toml", help="上年的草稿：带入上年数和沿用的文字")
    new.add_argument("--year", type=int, metavar="YEAR", help="新草稿的年度，默认为上年草稿的下一年；与 --from 同用")
    taken = commands.add_parser("import", help="从部门决算公开表（.xlsx、.xls、.ods）取数，先列出再取")
    taken.add_argument("draft", type=_path, metavar="DRAFT", help="草稿")
    taken.add_argument("workbooks", type=_path, nargs="+", metavar="WORKBOOK", help="工作簿，可以多份，也可以有上年的")
    taken.add_argument("--dry-run", action="store_true", help="只列出，不取")
    taken.add_argument("--format", choices=("text", "json"), default="text", help="输出格式，默认 text")
    taken.add_argument("--yes", action="store_true", help="不发问，直接取")
    _add_check(commands)
    scan = commands.add_parser("scan", help="读成文的报告（.docx、.txt、.md），核对其中的数；退出码同 check")
    scan.add_argument("reports", nargs="+", metavar="REPORT", help="报告，可以多份")
    scan.add_argument("-o", "--output", type=_path, metavar="OUT.toml", help="把读懂的写成草稿；只能给一份报告")
    scan.add_argument("--format", choices=("text", "json"), default="text", help="输出格式，默认 text")
    drawn = commands.add_parser("summary", help="画出支出构成、与上年比较、预算执行率")
    drawn.add_argument("drafts", nargs="+", metavar="DRAFT", help="草稿，可以多份")
    drawn.add_argument("-o", "--output", type=_path, metavar="OUT.svg", help="写成 .svg 或 .png（另装 ziping[image]）")
    _add_files(commands)
    diff = commands.add_parser("diff", help="逐项比较两份草稿：退出码 0 相同，1 有不同，2 读不了")
    diff.add_argument("old", type=_path, metavar="A", help="原来的草稿")
    diff.add_argument("new", type=_path, metavar="B", help="现在的草稿")
    diff.add_argument("--format", choices=("text", "json"), default="text", help="输出格式，默认 text")
    history = commands.add_parser("history", help="列出草稿以前保存的版本，或恢复其中一版")
    history.add_argument("draft", type=_path, metavar="DRAFT", help="草稿")
    history.add_argument("--restore", type=int, metavar="N", help="恢复第 N 版；现在的内容也会留作一版")
    served = commands.add_parser(
        "serve", help="在浏览器中填写：显示一个一次有效的地址，按 Ctrl+C 结束（另装 ziping[serve]）"
    )
    served.add_argument("draft", type=_path, metavar="DRAFT", help="草稿")
    served.add_argument(
        "--host", default="127.0.0.1", metavar="HOST", help="本机的地址，默认 127.0.0.1：只有这台电脑能连"
    )
    served.add_argument("--port", type=_port, default=8765, metavar="PORT", help="端口，默认 8765；0 为任一空着的端口")
    rules = commands.add_parser("rules", help="列出全部核对规则，或讲解其中一条")
    rules.add_argument("code", nargs="?", default="", metavar="CODE", help="规则代号")
    explain = commands.add_parser("explain", help="讲解草稿里的一个数：在哪里引用，与哪些数有关")
    explain.add_argument("draft", type=_path, metavar="DRAFT", help="草稿")
    explain.add_argument("field", metavar="PATH", help="路径或名称，如 overview.scale.total 或 支出总额")
    return parser


def _add_check(commands: argparse._SubParsersAction[_Parser]) -> None:
    check = commands.add_parser("check", help="核对草稿或整个文件夹：退出码 0 无错误，1 有错误，2 读不了")
    check.add_argument(
        "drafts", nargs="+", metavar="DRAFT", help="草稿，可以多份；或文件夹，其中的 .toml、.docx 每份一行"
    )
    formats = ("text", "json", "sarif", "csv", "xlsx")
    check.add_argument("--format", choices=formats, default="text", help="输出格式，默认 text")
    check.add_argument("-o", "--output", default="", metavar="FILE", help="结果写入文件；xlsx 必须写明")
    check.add_argument("--jobs", type=_positive, default=0, metavar="N", help="同时核对的进程数，默认为处理器数")
    check.add_argument(
        "--resume", default="", metavar="FILE", help="结果记录：中断后用同一个文件接着核对，没有变的不再核对"
    )
    check.add_argument("--dask", default="", metavar="ADDRESS", help="交给 Dask 集群核对（另装 ziping[cluster]）")


def _add_files(commands: argparse._SubParsersAction[_Parser]) -> None:
    """The commands about the file that is handed over."""
    export = commands.add_parser("export", help="导出 Word（.docx）、PDF（.pdf）、Markdown（.md）或纯文本（.txt）")
    export.add_argument("draft", type=_path, metavar="DRAFT", help="草稿")
    export.add_argument("-o", "--output", type=_path, required=True, metavar="OUT.docx", help="导出文件的位置")
    export.add_argument(
        "--copy",
        choices=("stamp", "draft", "review"),
        help="stamp 盖章稿，有错误时不导出；draft 征求意见稿；review 审阅稿，核对结果作为批注。"
        "不写时：没有错误为盖章稿，有错误为征求意见稿",
    )
    export.add_argument("--force", action="store_true", help="有错误也导出盖章稿，在页眉注明")
    export.add_argument("--template", type=_path, metavar="THEIRS.docx", help="用自己的 Word 模板的样式和版面")
    export.add_argument("--wording", type=_path, metavar="THEIRS.toml", help="用自己的提纲和套话")
    verify = commands.add_parser("verify", help="核对 Word 文件与草稿：退出码 0 一致，1 有不同，2 读不了")
    verify.add_argument("file", type=_path, metavar="OUT.docx", help="导出后可能改过的 Word 文件")
    verify.add_argument("draft", type=_path, metavar="DRAFT", help="草稿")
    verify.add_argument("--wording", type=_path, metavar="THEIRS.toml", help="导出时用的提纲和套话")
    template = commands.add_parser("template", help="写出 Word 模板，每种样式一行；在 Word 中改好后用 --template")
    template.add_argument("output", type=_path, metavar="OUT.docx", help="模板的位置")
    wording = commands.add_parser("wording", help="写出提纲和套话；改好后用 --wording")
    wording.add_argument("output", type=_path, metavar="OUT.toml", help="文件的位置")


class _Parser(argparse.ArgumentParser):
    """Speaks Chinese: headings of the help, and one sentence on what is wrong with the words of a command."""

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{**options, "add_help": False})
        self._positionals.title = "参数"
        self._optionals.title = "选项"
        self.add_argument("-h", "--help", action="help", help="显示本说明")

    def format_help(self) -> str:
        """The help, with the one English word that argparse leaves."""
        return super().format_help().replace("usage:", "用法：", 1)

    def error(self, message: str) -> NoReturn:
        """Print the sentence and leave with exit code 2."""
        named = message.rpartition(": ")[2]
        what = f"缺少 {named}" if "required" in message else f"这里用不上 {named}"
        self.exit(2, f"命令写得不对：{what}；用法见 ziping --help\n")


def _positive(word: str) -> int:
    number = int(word)
    if number < 1:
        raise ValueError(word)
    return number


def _port(word: str) -> int:
    number = int(word)
    if not 0 <= number < 2**16:
        raise ValueError(word)
    return number


def _path(word: str) -> Path:
    from pathlib import Path

    return Path(word)


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: importlib.metadata costs as much as a whole check."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"ziping {version('ziping')}")
        parser.exit()
