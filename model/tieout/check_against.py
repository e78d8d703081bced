"""``ziping check … --against …`` from the reports and their sources to what is printed or written."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, TextIO

from model.batch.formats.destination import refuse_place
from model.batch.search import NOTHING, Source, find, is_any_text, is_left_out
from model.batch.tally import NAMED, Whose
from model.checks.listing import plain as plain_finding
from model.checks.listing import text
from model.checks.policy import STANDARD, RulePolicy
from model.drafts.draft import DraftError
from model.errors import ZipingError
from model.files.unwritten import why_unwritten
from model.files.written import write_output
from model.text import first_of, json_text, put, rewritable, shown
from model.tieout import tieout_words
from model.tieout.compared_lines import TieOut
from model.tieout.comparing import tie_out
from model.tieout.documents import CheckedReport, load_document
from model.tieout.pairing import Sources, files, read_sources
from model.workbooks.books import Book


@dataclass(frozen=True, slots=True)
class TieoutOrder:
    """What is asked for: reports at ``paths``, sources at ``against``, ``output`` "" for the screen.

    ``memo`` is called with each report that was held against its sources and returns where it wrote a memo, "" for
    nowhere. ``stop`` is asked while a workbook is read, ``begin`` told which file it is, "" after the last.
    ``policy`` says which rules are milder than usual.
    """

    paths: Sequence[str]
    against: Sequence[str]
    format: str = "text"
    output: str = ""
    memo: Callable[[TieOut], str] = lambda found: ""
    stop: Callable[[], bool] = lambda: False
    begin: Callable[[str], None] = lambda path: None
    policy: RulePolicy = STANDARD


def check_against(wanted: TieoutOrder, *, out: TextIO, err: TextIO) -> int:
    """Check each report and hold its figures against its sources.

    Returns 0 where all agrees, 1 where an error was found or a figure differs, 2 where something could not be read. Of
    several reports those without a source are checked all the same. Raises ZipingError where the work cannot begin.
    """
    if wanted.format not in ("text", "json", "xlsx"):
        raise ZipingError(f"--against 不能和 --format {wanted.format} 同用，只能是 text、json、xlsx")
    refuse_place(wanted.format, wanted.output)
    found = list(find(wanted.paths))
    for source in found:
        if source.fault:
            raise ZipingError(source.fault)
    sources = read_sources(wanted.against, wanted.stop, wanted.begin, None if rewritable(err) else err)
    wanted.begin("")
    for fault in sources.faults:
        put(fault, err)
    few = len(found) == 1 and not any(map(os.path.isdir, wanted.against))
    done = _Done(wanted, code=2 if sources.faults else 0)
    for source in found:
        _one(source, sources, done, err, all_of_them=few)
    if not done.paths:
        raise ZipingError(f"{wanted.paths[0]}：{NOTHING}")
    if len(found) > 1:
        done.texts += done.totals()
    done.texts += wanted.policy.told()
    inputs = [*done.paths, *files(wanted.against)]
    if wanted.format == "xlsx":
        from model.tieout.spreadsheet import workbook

        _write(wanted.output, workbook(done.told), inputs, err)
    else:
        as_json = wanted.format == "json"
        words = json_text({"drafts": done.said} | wanted.policy.plain(), 2) if as_json else "\n".join(done.texts)
        if wanted.output:
            _write(wanted.output, (words + "\n").encode("utf-8", "surrogateescape"), inputs, err)
        elif as_json:
            print(words, file=out)
        elif words:
            put(words, out)
    if wanted.output:
        put(f"核对了 {len(done.told)} 份，已写入 {shown(wanted.output)}", err)
    return done.code


@dataclass(slots=True)
class _Done:
    """What was found so far, for scripts (``said``), for the workbook (``told``) and for people (``texts``)."""

    wanted: TieoutOrder
    code: int
    paths: list[str] = field(default_factory=list)
    said: list[dict[str, Any]] = field(default_factory=list)
    told: list[TieOut] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    whose: Whose = field(default_factory=Whose)
    unread: int = 0
    left_out: list[str] = field(default_factory=list)

    def totals(self) -> list[str]:
        """How many reports there are and how they fared, and what stands beside them."""
        alone = sum(not found.sources for found in self.told)
        parts = [f"有不符 {sum(bool(found.of('differs')) for found in self.told):,} 份"]
        parts += [f"有错误 {sum(bool(found.document.counts['error']) for found in self.told):,} 份"]
        parts += [f"没有账表 {alone:,} 份"] if alone else []
        parts += [f"读不了 {self.unread:,} 份"] if self.unread else []
        others = f"。另有 {len(self.left_out)} 个文件不是草稿或读不成报告，没有核对：" if self.left_out else ""
        return [
            f"共 {len(self.paths):,} 份：{'，'.join(parts)}{others}{first_of(self.left_out, NAMED)}",
            *self.whose.told(),
        ]


def _one(source: Source, sources: Sources, done: _Done, err: TextIO, *, all_of_them: bool) -> None:
    """Check the report in the file of ``source``, hold it against its sources, and note what there is to say."""
    wanted, path = done.wanted, source.path
    if is_left_out(source):
        done.left_out.append(os.path.basename(path))
        return
    wanted.begin(path)
    try:
        try:
            document = load_document(path, wanted.policy)
            found = _tied(document, sources, all_of_them=all_of_them)
        finally:
            wanted.begin("")
    except DraftError as error:
        if is_any_text(source):
            done.left_out.append(os.path.basename(path))
            return
        put(error, err)
        done.code, done.unread = 2, done.unread + 1
        done.paths.append(path)
        done.said.append({"path": path, "findings": [], "counts": {}, "problems": list(error.problems)})
        return
    done.paths.append(path)
    done.told.append(found)
    findings = [plain_finding(finding) for finding in document.findings]
    said = {"path": path, "findings": findings, "counts": document.counts}
    done.code = max(done.code, int(bool(document.counts["error"] or found.of("differs"))))
    if found.sources:
        said["tieout"] = tieout_words.plain(found)
    else:
        put(f"{path}：{found.foreign[0]}", err)
        said["problems"] = [f"{path}：{found.foreign[0]}"]
    done.said.append(said)
    if document.finished:
        done.whose.add(document.name, document.department, str(document.year or ""))
    done.texts.append(text(path, document.findings, document.counts, document.report, document.evidence))
    done.texts += tieout_words.lines(found)
    if where := wanted.memo(found):
        done.texts.append(f"审核意见已写入 {where}")


def _tied(document: CheckedReport, sources: Sources, *, all_of_them: bool) -> TieOut:
    """``document`` held against what belongs to it; without sources where nothing does.

    Raises DraftError where it is the only report, and nothing that was named for it is of its department.
    """
    books: list[Book]
    if all_of_them:
        books, others = [book for book, _ in sources.books], list(sources.documents)
    else:
        books, others = sources.of(document)
    others = [other for other in others if not _one_file(other.path, document.path)]
    if books or others:
        return tie_out(document, books, others)
    whose = f"单位名称是“{document.department}”" if document.department else "没有写单位名称"
    lone = f"{whose}，--against 里没有它的账表和上年报告"
    if all_of_them:
        raise DraftError(f"{document.path}：{lone}")
    return TieOut(document, foreign=[lone])


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
