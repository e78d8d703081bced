"""``ziping check … --against …``: figures held against the accounts and last year's report, a memo for each report."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from model.errors import ZipingError

if TYPE_CHECKING:
    from model.checks.policy import RulePolicy
    from model.tieout.compared_lines import TieOut


def run(options: argparse.Namespace, policy: RulePolicy) -> int:
    """Do what ``options`` of "check" ask for, with the rules as ``policy`` has them; returns the exit code.

    Raises ZipingError where it cannot begin.
    """
    from model.tieout.check_against import TieoutOrder, check_against
    from tui.cli.escape import Waiting

    if not options.against:
        raise ZipingError("--memo 要和 --against 一起用：写明用哪些账表核对")
    others = [name for name in ("jobs", "resume", "dask") if getattr(options, name)]
    if others:
        raise ZipingError(f"--{others[0]} 不能和 --against 同用")

    taken: set[Path] = set()

    def memo(found: TieOut) -> str:
        if options.memo is None:
            return ""
        from exporters.memo import write_memo

        saved = write_memo(found, options.memo, taken)
        return f"{saved.path}{''.join(f'；{notice}' for notice in saved.notices)}"

    with Waiting() as waiting:
        wanted = TieoutOrder(
            options.drafts,
            options.against,
            options.format,
            options.output,
            memo,
            waiting.stopped,
            lambda path: waiting.begin(f"正在读 {os.path.basename(path)}"),
            policy,
        )
        return check_against(wanted, out=sys.stdout, err=sys.stderr)
