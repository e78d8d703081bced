"""The command line: reads the words, does the work of ``model`` and ``exporters``, prints one sentence a fault."""

from __future__ import annotations

import argparse
import gc
import sys
from typing import TYPE_CHECKING

from model.errors import ZipingError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

OK, FOUND, UNREADABLE = 0, 1, 2
COMMANDS = ("new", "check", "export")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``ziping``; returns the exit code: 0 fine, 1 errors found, 2 something could not be read or written."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    options = _parser(words).parse_args(words)
    try:
        return int(options.run(options))
    except ZipingError as error:
        print(error, file=sys.stderr)
        return UNREADABLE
    except BrokenPipeError:
        sys.stderr.close()
        return UNREADABLE


def _parser(words: Sequence[str]) -> argparse.ArgumentParser:
    if not words or (words[0] not in COMMANDS and not words[0].startswith("-")):
        parser = argparse.ArgumentParser("ziping", add_help=False)
        parser.add_argument("draft", nargs="?", type=_path)
        parser.set_defaults(run=_open)
        return parser
    parser = argparse.ArgumentParser(
        "ziping",
        usage="ziping [草稿.toml] | new | check | export",
        description="部门整体支出绩效自评报告：填写、核对、导出。不带命令时打开填写界面。",
        add_help=False,
        formatter_class=_help,
    )
    parser.add_argument("-h", "--help", action="help", help="显示本说明")
    parser.add_argument("--version", action=_Version, nargs=0, help="显示版本")
    commands = parser.add_subparsers(title="命令", metavar="命令", required=True)
    new = commands.add_parser("new", help="新建一份空白草稿", formatter_class=_help)
    new.add_argument("draft", type=_path, metavar="OUT.toml", help="新草稿的位置")
    new.set_defaults(run=_new)
    check = commands.add_parser("check", help="核对草稿：退出码 0 无错误，1 有错误，2 读不了", formatter_class=_help)
    check.add_argument("drafts", nargs="+", metavar="DRAFT", help="草稿，可以多份")
    check.add_argument("--format", choices=("text", "json"), default="text", help="输出格式，默认 text")
    check.set_defaults(run=_check)
    export = commands.add_parser(
        "export", help="导出 Word（.docx）、Markdown（.md）或纯文本（.txt）", formatter_class=_help
    )
    export.add_argument("draft", type=_path, metavar="DRAFT", help="草稿")
    export.add_argument("-o", "--output", type=_path, required=True, metavar="OUT.docx", help="导出文件的位置")
    export.set_defaults(run=_export)
    return parser


def _help(prog: str) -> argparse.HelpFormatter:
    """Help of one width: argparse makes a formatter for every option, and asking the terminal imports shutil."""
    return argparse.HelpFormatter(prog, width=78)


def _path(word: str) -> Path:
    from pathlib import Path

    return Path(word)


class _Version(argparse.Action):
    """Looks the version up only when it is asked for: importlib.metadata costs as much as a whole check."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> None:
        from importlib.metadata import version

        print(f"ziping {version('ziping')}")
        parser.exit()


def _open(options: argparse.Namespace) -> int:
    from tui.app import run

    return run(options.draft)


def _new(options: argparse.Namespace) -> int:
    from model.blank import create

    create(options.draft)
    print(f"已新建 {options.draft}；用 ziping {options.draft} 打开填写")
    return OK


def _check(options: argparse.Namespace) -> int:
    gc.disable()
    from model.review import review

    code = review(options.drafts, as_json=options.format == "json", out=sys.stdout, err=sys.stderr)
    gc.freeze()  # or the interpreter would look through everything once more before it exits
    return code


def _export(options: argparse.Namespace) -> int:
    from exporters.compose import compose
    from exporters.export import export
    from model.drafts import DraftError, load

    draft = load(options.draft)
    if draft.problems:
        raise DraftError(*draft.problems)
    export(compose(draft.report), options.output)
    print(f"已导出 {options.output}")
    return OK


if __name__ == "__main__":
    sys.exit(main())
