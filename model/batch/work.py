"""What a worker does: it reads and checks one file after the other, and goes on whatever is wrong with one of them."""

from __future__ import annotations

import gc
import json
import signal
from collections.abc import Sequence
from concurrent.futures import BrokenExecutor
from typing import Any

from model.batch.checked import Checked, outcome_of, plain
from model.batch.search import Source, is_any_text, is_left_out, is_report
from model.checks import listing
from model.checks.checker import Checker
from model.checks.findings import Finding
from model.drafts.draft import Draft, DraftError, load_named
from model.drafts.layout import address_of, line_of, lines
from model.errors import ZipingError
from model.language.quantity import Quantity
from model.report.report import Report
from model.text import json_text


def start() -> None:
    """Make a process of a pool ready: it ignores Ctrl+C, which the caller answers, and has all modules loaded.

    Garbage is collected between chunks only, and never among what is loaded now: a report is full of references in
    circles, but each is released when it is checked.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Checker(Report()).counts()
    gc.freeze()
    gc.disable()


def check_chunk(sources: Sequence[Source], located: bool) -> list[Checked]:
    """The outcome for each of ``sources``; ``located``: with the line of each finding."""
    outcome = [check_file(source, located) for source in sources]
    if not gc.isenabled():
        gc.collect()
    return outcome


def check_as_json(sources: Sequence[tuple[str, int, int, bool, str]], located: bool) -> str:
    """The same on another machine: ``sources`` are their parts, the outcomes are JSON, which ``outcomes_of`` reads."""
    return json_text([plain(outcome) for outcome in check_chunk([Source(*parts) for parts in sources], located)])


def outcomes_of(sources: Sequence[Source], answer: object) -> list[Checked]:
    """What another machine answered for ``sources``. Raises ValueError where that is no such answer."""
    found = json.loads(answer) if isinstance(answer, str) else None
    if not isinstance(found, list) or len(found) != len(sources):
        raise ValueError("no answer to what was asked")
    return [outcome_of(source, one) for source, one in zip(sources, found, strict=True)]


def check_file(source: Source, located: bool) -> Checked:
    """The outcome for the file of ``source``, whatever it holds."""
    try:
        if source.fault:
            return Checked(source, "unread", problems=[source.fault])
        if is_left_out(source):
            return Checked(source, "left out")
        if is_report(source.path):
            return _report(source)
        return _draft(source, located)
    except DraftError as error:
        return Checked(source, "unread", problems=list(error.problems))
    except ZipingError as error:
        return Checked(source, "unread", problems=[f"{source.path}：{error}"])
    except Exception as error:  # whatever is wrong with one file or our reading of it, the others go on
        return failed(source, error)


def failed(source: Source, error: BaseException) -> Checked:
    """The outcome where the program, not the file, is at fault."""
    if isinstance(error, BrokenExecutor):
        why = "核对它的进程中途没了"
    elif isinstance(error, TimeoutError):
        why = str(error)
    else:
        why = f"{type(error).__name__}: {error}"
    said = f"{source.path}：核对时程序出错（{why}），没有核对；请单独核对这一份，并反馈给开发者"
    return Checked(source, "crashed", problems=[said])


def _draft(source: Source, located: bool) -> Checked:
    from model.scanning.time_limit import in_time

    with in_time(source.path):
        draft = load_named(source.path).without_problems()
        checker = Checker(draft.report)
        findings, unread = checker.findings(), listing.plain_unread(checker.unread())
    lines = _lines(draft, findings) if located and findings else []
    year = draft.report.cell("overview.year").raw
    outcome = Checked(source, "draft", _plain(findings), checker.counts(), lines, unread=unread, year=year)
    draft.report.release()
    return outcome


def _report(source: Source) -> Checked:
    # A folder of drafts does not wait for what reads finished reports.
    from model.scanning.combining import judge_report
    from model.scanning.scan import not_read, read_file
    from model.scanning.time_limit import in_time

    checked: set[Quantity] = set()
    try:
        with in_time(source.path):
            reading = read_file(source.path)
            titled = reading.gathering.cell("overview.unit").raw  # by a title that is a self-evaluation's
            if is_any_text(source) and not (reading.gathering.placed or titled):
                return Checked(source, "left out")
            findings, counts = judge_report(reading, checked)
    except DraftError:
        if is_any_text(source):
            return Checked(source, "left out")
        raise
    gathering = reading.gathering
    whose, year = (gathering.cell(path).raw for path in ("overview.unit", "overview.year"))
    return Checked(
        source,
        "report",
        _plain(findings),
        counts,
        not_read=len(not_read(gathering, checked)),
        department=whose,
        year=year,
    )


def _plain(findings: Sequence[Finding]) -> list[dict[str, Any]]:
    return [listing.plain(finding) for finding in findings]


def _lines(draft: Draft, findings: Sequence[Finding]) -> list[int]:
    known = lines(draft.text)
    return [line_of(known, address_of(said.fields[0])) if said.fields else 0 for said in findings]
