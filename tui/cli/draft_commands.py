"""The commands that start from what the clerk already has: last year's draft, the workbooks of the final accounts."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Final

from model.errors import ZipingError
from model.files.standard_input import at_keyboard
from model.text import json_text, put
from tui.cli.streams import agrees, tell

if TYPE_CHECKING:
    from model.workbooks.books import Book
    from model.workbooks.taking import Proposal

OK = 0
_DOCUMENTS: Final = frozenset({".doc", ".docx", ".wps", ".pdf", ".txt", ".md", ".xls", ".xlsx", ".ods", ".et"})


def _new(options: argparse.Namespace) -> int:
    """A blank draft, or one rolled forward from the draft or the finished report of last year."""
    path: Path = options.draft
    last: Path | None = options.last
    if path.suffix.lower() in _DOCUMENTS:
        raise ZipingError(f"{path} 不是草稿的名称：草稿是 .toml 文件，请写成 {path.with_suffix('.toml')}")
    if last is None:
        from model.drafts.new_draft import create

        create(path, options.year)
        put(f"已新建 {path}；用 ziping {path} 打开填写", sys.stdout)
        return OK

    from model.editing import rollforward
    from model.scanning.scan import draft_of

    read, account = draft_of(str(last)) if last.suffix.lower() != ".toml" else (None, [])
    rolled = rollforward.create(path, last, options.year, read)
    put(f"已新建 {path}（{rolled.year}年度），由 {last} 结转；用 ziping {path} 打开填写", sys.stdout)
    tell(account)
    tell(rollforward.told(rolled))
    return OK


def _take_workbooks(options: argparse.Namespace) -> int:
    """Show what workbooks have for a draft, and take it when told to."""
    from model.drafts.draft import load
    from model.drafts.saving import save
    from model.safekeeping.locks import Lock
    from model.workbooks import SUFFIXES, import_listing, proposing, taking
    from tui.cli.escape import WaitingLine

    as_json = options.format == "json"
    if as_json and not (options.dry_run or options.yes):
        raise ZipingError("--format json 不会发问：只看请加 --dry-run，直接取数请加 --yes")
    if options.draft.suffix.lower() in SUFFIXES:
        raise ZipingError(f"{options.draft} 是工作簿，草稿要写在它前面：ziping import 草稿.toml {options.draft.name}")
    draft = load(options.draft).without_problems()
    books = _opened(options.workbooks)
    with WaitingLine() as line:
        line.begin("正在从读到的表里找草稿要的数")
        proposal = proposing.propose(draft.report, books)
    if as_json:
        print(json_text(import_listing.plain(proposal), 2))
    else:
        tell(import_listing.lines(proposal))
    if options.dry_run:
        return OK
    if not proposal.certain or not (options.yes or _agreed(proposal)):
        if not as_json:
            print("没有取数，草稿没有改动")
        return OK
    with Lock.kept(options.draft, "没有取数；请先关闭再取"):
        taking.take(draft.report, proposal)
        told = save(draft)
    for sentence in told:
        put(sentence, sys.stderr)
    if not as_json:
        put(f"已取 {len(proposal.certain)} 项，保存在 {options.draft}", sys.stdout)
    return OK


def _opened(paths: Sequence[Path]) -> list[Book]:
    """The workbooks at ``paths``; Esc ends the reading."""
    from model.workbooks.books import open_book
    from tui.cli.escape import Waiting

    books = []
    with Waiting() as waiting:
        for path in paths:
            waiting.begin(f"正在读 {path.name}")
            books.append(open_book(path, waiting.stopped))
    return books


def _agreed(proposal: Proposal) -> bool:
    if not at_keyboard():
        raise ZipingError("这里不能发问，没有取数：看过以后要取，请加 --yes")
    return agrees(f"取这 {len(proposal.certain)} 项吗？[j 取 / n 不取] ") is True


RUN: Final = {"new": _new, "import": _take_workbooks}
"""What each command does. They raise ZipingError."""
