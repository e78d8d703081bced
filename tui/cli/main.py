"""The command line: does the work of ``model`` and ``exporters``, prints one sentence a fault.

Each command imports what it needs when it runs, so that a check waits for no screen and no Word.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from model.errors import ZipingError
from model.text import json_text, put
from tui.cli.streams import complain, prepare
from tui.cli.word_types import expanded

if TYPE_CHECKING:
    from model.checks.policy import RulePolicy
    from model.drafts.draft import Draft

OK, UNREADABLE, CRASHED, INTERRUPTED = 0, 2, 70, 130


def run() -> NoReturn:
    """``ziping`` as a process, which ends with what ``main`` returns, or with 70 where the program itself failed."""
    if sys.stdout is None:  # closed: the first file that is opened would take its place
        complain("没有做完：标准输出已关闭，请不要用 >&-；不要输出可以用 >/dev/null")
        sys.exit(UNREADABLE)
    prepare(sys.argv[1:])
    try:
        code = main(sys.argv[1:] if os.name != "nt" else list(expanded(sys.argv[1:])))
    except KeyboardInterrupt:
        complain("已中断")
        code = INTERRUPTED
    except Exception as error:
        from tui.app.crash import COMMAND, report

        complain(report(error, COMMAND))
        code = CRASHED
    sys.exit(code)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run ``ziping``; returns the exit code: 0 fine, 1 errors found, 2 something could not be read or written."""
    words = list(sys.argv[1:] if arguments is None else arguments)
    try:
        code = _run(words)
        sys.stdout.flush()
        return code
    except ZipingError as error:
        complain(error)
        return UNREADABLE
    except BrokenPipeError:
        # Whoever read the output has had enough: nothing is to be said, also not when Python empties its buffers.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return OK
    except OSError as error:
        from model.files.unwritten import reason

        complain(f"没有做完：{reason(error)}，请检查磁盘空间和权限")
        return UNREADABLE


def _run(words: list[str]) -> int:
    from tui.cli.arguments import parse

    options = parse(words)
    match options.command:
        case "check":
            return _check(options)
        case "scan":
            return _scan(options)
        case "summary":
            import shutil

            from exporters.summary.summary_command import summary

            summary(options.drafts, options.output, shutil.get_terminal_size().columns, sys.stdout, sys.stderr)
        case "export" | "verify" | "template" | "wording":
            from tui.cli import export_commands

            return export_commands.RUN[options.command](options)
        case "take":
            from tui.cli import take_command

            return take_command.run(options)
        case "diff" | "history":
            from tui.cli import version_commands

            return version_commands.run(options)
        case "new" | "import":
            from tui.cli import draft_commands

            return draft_commands.RUN[options.command](options)
        case "completion":
            from tui.cli import completion

            print(completion.script(options.shell))
        case "man":
            from tui.cli.manual import man_page

            print(man_page(), end="")
        case "serve":
            from tui.serve import server

            return server.serve(options.draft, options.host, options.port)
        case "schema":
            from model.drafts.json_schema import json_schema

            put(json_text(json_schema(), 2), sys.stdout)
        case "rules":
            from model.checks.catalogue import catalogue, find_rule, listed, told

            print(told(find_rule(options.code)) if options.code else listed(catalogue()))
        case "explain":
            from model.checks.checker import Checker
            from model.checks.explanation import explain, find_field, lines
            from model.drafts.draft import load

            checker = Checker(load(options.draft).report)
            cell = find_field(checker.report, options.field)
            checker.findings()
            put("\n".join(lines(explain(checker, cell))), sys.stdout)
        case _:
            from tui.app import opening

            return opening.run(options.draft)
    return OK


def _check(options: argparse.Namespace) -> int:
    if options.output == "-":
        options.output = ""
    against = options.against or options.memo is not None
    many = options.format not in ("text", "json") or options.output or options.jobs or options.resume or options.dask
    if "-" in options.drafts and (many or against or len(options.drafts) > 1):
        raise ZipingError("-（标准输入）只能单独核对，结果写到标准输出，格式为 text 或 json")
    if against:
        from tui.cli import tieout_command

        return tieout_command.run(options, _policy(options.wording))
    from model.batch.search import is_report

    if many or any(is_report(draft) or os.path.isdir(draft) for draft in options.drafts):
        return _check_many(options)
    from model.batch.review import review
    from tui.cli.escape import WaitingLine

    as_json, policy = options.format == "json", _policy(options.wording)
    with WaitingLine() as line:
        return review(
            options.drafts,
            as_json=as_json,
            out=sys.stdout,
            err=sys.stderr,
            policy=policy,
            begin=line.check,
            beside=partial(_unusable, options.wording),
        )


def _unusable(wording: Path | None, path: str, draft: Draft) -> list[str]:
    """What is wrong with the files that the draft at ``path`` names, where another ``wording`` is not used instead."""
    overview = draft.report.section(1)
    if not any(overview.cell(name).raw for name in ("template", "wording")):
        return []  # a check waits for no Word
    from exporters.job import unusable_files
    from model.files.standard_input import MARK

    draft.path = None if path == MARK else Path(path)
    return [*unusable_files(draft, wording).values()]


def _scan(options: argparse.Namespace) -> int:
    from model.scanning.scan import scan
    from tui.cli.escape import WaitingLine

    as_json, policy = options.format == "json", _policy(options.wording)
    with WaitingLine() as line:
        return scan(
            options.reports,
            as_json=as_json,
            keep=options.output,
            out=sys.stdout,
            err=sys.stderr,
            policy=policy,
            begin=line.check,
        )


def _check_many(options: argparse.Namespace) -> int:
    from model.batch.check_many import CheckOrder, check_many

    order = CheckOrder(
        options.drafts,
        options.format,
        options.output,
        options.jobs,
        options.resume,
        options.dask,
        policy=_policy(options.wording),
    )
    return check_many(order, out=sys.stdout, err=sys.stderr)


def _policy(wording: Path | None) -> RulePolicy:
    """What the bureau's file ``wording`` says about the rules. Raises WordingError."""
    if wording is None:
        from model.checks.policy import STANDARD

        return STANDARD
    from exporters.wording.bureau_wording import load

    return load(wording).rules
