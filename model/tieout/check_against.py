"""``ziping check … --against …`` from the reports and their sources to what is printed or written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from model.batch.formats.destination import refuse_place
from model.batch.search import find, is_draft, is_word
from model.checks.listing import plain as plain_finding
from model.checks.listing import text
from model.drafts.draft import DraftError
from model.errors import ZipingError
from model.files.unwritten import why_unwritten
from model.files.written import write_output
from model.text import json_text, put, rewritable, shown
from model.tieout import tieout_words
from model.tieout.comparing import TieOut, tie_out
from model.tieout.documents import CheckedReport, load_document
from model.tieout.pairing import Sources, files, read_sources
from model.workbooks.books import Book


@dataclass(frozen=True, slots=True)
class TieoutOrder:
    """What is asked for: reports at ``paths``, sources at ``against``, ``output`` "" for the screen.

    ``memo`` is called with each report that was held against its sources and returns where it wrote a memo, "" for
    nowhere. ``stop`` is asked while a workbook is read, ``begin`` told which file it is, "" after the last.
    """

    paths: Sequence[str]
    against: Sequence[str]
    format: str = "text"
    output: str = ""
    memo: Callable[[TieOut], str] = lambda found: ""
    stop: Callable[[], bool] = lambda: False
    begin: Callable[[str], None] = lambda path: None


def check_against(wanted: TieoutOrder, *, out: TextIO, err: TextIO) -> int:
    """Check each report and hold its figures against its sources.

    Returns 0 where all agrees, 1 where an error was found or a figure differs, 2 where something could not be read or
    a report has no source. Raises ZipingError where the work cannot begin.
    """
    if wanted.format not in ("text", "json", "xlsx"):
        raise ZipingError(f"--against 不能和 --format {wanted.format} 同用，只能是 text、json、xlsx")
    refuse_place(wanted.format, wanted.output)
    reports = _reports(wanted.paths)
    if not reports:
        raise ZipingError(f"{wanted.paths[0]}：里面没有 .toml 草稿和 .docx 报告，请检查是否选错了文件夹")
    sources = read_sources(wanted.against, wanted.stop, wanted.begin, None if rewritable(err) else err)
    wanted.begin("")
    code = 2 if sources.faults else 0
    for fault in sources.faults:
        put(fault, err)
    few = len(reports) == 1 and not any(map(os.path.isdir, wanted.against))
    said: list[dict[str, Any]] = []
    told: list[TieOut] = []
    texts: list[str] = []
    for path in reports:
        wanted.begin(path)
        try:
            try:
                document = load_document(path)
                found = _tied(document, sources, all_of_them=few)
            finally:
                wanted.begin("")
        except DraftError as error:
            put(error, err)
            code = 2
            said.append({"path": path, "findings": [], "counts": {}, "problems": list(error.problems)})
            continue
        told.append(found)
        if document.counts["error"] or found.of("differs"):
            code = max(code, 1)
        findings = [plain_finding(finding) for finding in document.findings]
        said.append(
            {"path": path, "findings": findings, "counts": document.counts, "tieout": tieout_words.plain(found)}
        )
        report = text(path, document.findings, document.counts, document.report, document.evidence)
        texts += [report, *tieout_words.lines(found)]
        if where := wanted.memo(found):
            texts.append(f"审核意见已写入 {where}")
    inputs = [*reports, *files(wanted.against)]
    if wanted.format == "xlsx":
        from model.tieout.spreadsheet import workbook

        _write(wanted.output, workbook(told), inputs, err)
    else:
        words = json_text({"drafts": said}, 2) if wanted.format == "json" else "\n".join(texts)
        if wanted.output:
            _write(wanted.output, (words + "\n").encode("utf-8", "surrogateescape"), inputs, err)
        elif wanted.format == "json":
            print(words, file=out)
        elif words:
            put(words, out)
    if wanted.output:
        put(f"核对了 {len(told)} 份，已写入 {shown(wanted.output)}", err)
    return code


def _reports(paths: Sequence[str]) -> list[str]:
    """The drafts and reports at ``paths``; a .toml file of a folder that is no draft is left out."""
    found = []
    for source in find(paths):
        if source.fault:
            raise ZipingError(source.fault)
        if source.named or is_word(source.path) or _may_be_draft(source.path):
            found.append(source.path)
    return found


def _may_be_draft(path: str) -> bool:
    try:
        return is_draft(Path(path).read_bytes())
    except OSError:
        return True  # whoever reads it says why it cannot be read


def _tied(document: CheckedReport, sources: Sources, *, all_of_them: bool) -> TieOut:
    """``document`` held against what belongs to it. Raises DraftError where nothing does."""
    books: list[Book]
    if all_of_them:
        books, others = [book for book, _ in sources.books], list(sources.documents)
    else:
        books, others = sources.of(document)
    others = [other for other in others if not _one_file(other.path, document.path)]
    if not books and not others:
        whose = f"单位名称是“{document.department}”" if document.department else "没有写单位名称"
        raise DraftError(f"{document.path}：{whose}，--against 里没有它的账表和上年报告")
    return tie_out(document, books, others)


def _one_file(one: str, other: str) -> bool:
    try:
        return os.path.samefile(one, other)
    except OSError:
        return False


def _write(path: str, data: bytes, inputs: Iterable[str], err: TextIO) -> None:
    try:
        written = write_output(Path(path), data, map(Path, inputs), kind="check")
    except OSError as error:
        raise ZipingError(f"{path}：没有写成，{why_unwritten(error, path)}") from None
    if written.notice:
        put(written.notice, err)
