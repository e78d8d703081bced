"""Checks drafts and says what was found, as text for people or JSON for scripts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TextIO

from model.checks.checker import Checker
from model.checks.listing import finish, plain, plain_unread, text
from model.checks.policy import STANDARD, RulePolicy
from model.drafts.draft import Draft, DraftError, load_named
from model.scanning.time_limit import in_time
from model.text import put


def review(
    paths: Sequence[str],
    *,
    as_json: bool,
    out: TextIO,
    err: TextIO,
    policy: RulePolicy = STANDARD,
    begin: Callable[[str], None] = lambda path: None,
    beside: Callable[[str, Draft], Sequence[str]] = lambda path, draft: (),
) -> int:
    """Check each draft and print its findings on ``out``, faults of reading on ``err``; ``policy`` makes rules milder.

    ``begin`` is told which draft comes next, "" when something is to be printed. ``beside`` says what is wrong with the
    files that a draft names.

    Returns 0 where no error was found, 1 where one was, 2 where a draft, or a file that it names, could not be read.
    """
    code = 0
    drafts: list[dict[str, Any]] = []
    for path in paths:
        begin(path)
        try:
            try:
                with in_time(path):
                    draft = load_named(path).without_problems()
                    checker = Checker(draft.report, policy)
                    findings, counts, unread = checker.findings(), checker.counts(), checker.unread()
            finally:
                begin("")
        except DraftError as error:
            put(error, err)
            code = 2
            drafts.append({"path": path, "findings": [], "counts": {}, "problems": list(error.problems)})
            continue
        problems = [f"{path}：{fault}" for fault in beside(path, draft)]
        for notice in (*draft.notices, *problems):
            put(notice, err)
        code = 2 if problems else code
        if counts["error"]:
            code = max(code, 1)
        if as_json:
            found = [plain(finding) for finding in findings]
            said = {"path": path, "findings": found, "counts": counts, "unread": plain_unread(unread)}
            drafts.append(said | ({"problems": problems} if problems else {}))
        else:
            put(text(path, findings, counts, draft.report, unread=unread), out)
    finish(drafts, policy, out, as_json=as_json)
    return code
