"""A Word file that came back, read beside the draft it was exported from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Final

from exporters.named_files import wording_of
from exporters.returned import exported
from exporters.returned.authors import Authors
from exporters.returned.change import Change, OpenPoint, Returned
from exporters.returned.current_paths import CurrentPaths, value_of
from exporters.returned.reading_changes import ChangeReader
from exporters.word.alignment import Pair, align, no_export, pieces
from exporters.word.comments import AUTHOR
from exporters.word.readback import added_beside, lines, open_copy, plain, printed
from model.drafts.draft import Draft, DraftError
from model.errors import ZipingError
from model.report.report import Report
from model.scanning.files.own_export import read_manifest
from model.scanning.files.word_file import WordFile

COMPUTED: Final = "这是算得的数，草稿后来改过，未取回；要改请改它的分项"
BESIDE: Final = "草稿里没有放它的栏目，请把意思写进草稿的正文"


def read(path: Path, draft: Draft, wording: Path | None = None, stop: Callable[[], bool] = lambda: False) -> Returned:
    """What came back in the .docx at ``path`` for ``draft``, each change once, in reading order.

    ``wording`` is what it was exported with, by default what the draft names; reading ends when ``stop`` says so.
    Raises WordingError, StoppedError and DraftError, also for a file that is plainly no export of the draft.
    """
    file = open_copy(path, stop)
    base = exported.find(draft, wording_of(draft, wording), file, read_manifest(file))
    pairs = list(align(printed(base.document), lines(file), path))
    if not base.certain and (why := no_export(base.document, pairs)):
        raise DraftError(f"{path}：不是由这份草稿导出的（{why}），没有取；请换成由它导出、别人改过的 Word 文件")
    present = CurrentPaths(base.report, draft.report)
    authors = Authors(file)
    reader = ChangeReader(pairs, base.report, draft.report, present, authors)
    stale = base.report.root.content() != draft.report.root.content()
    changes = _once(reader.changes())
    if not base.certain and base.report is draft.report and _older(path, draft):
        before = [report for report in exported.candidates(draft) if report is not draft.report]
        changes = (_doubted(change, draft.report, before) for change in changes)
    return Returned(
        (*changes, *_beside(file, authors)), tuple(_points(pairs, file, base.report, present)), stale, base.certain
    )


def _older(path: Path, draft: Draft) -> bool:
    """Whether the file was written before the draft was saved last."""
    try:
        return draft.path is not None and path.stat().st_mtime < draft.path.stat().st_mtime
    except OSError:
        return False


def _doubted(change: Change, report: Report, before: Sequence[Report]) -> Change:
    """A change that may be the draft's own: it was saved after the file, and what was exported is not kept.

    What the draft said ``before``, too, was not changed there.
    """
    if change.refusal or change.conflict or not change.path or change.kind != "figure":
        return change
    cell = report.cell(change.path)
    if any(_said(one, change.path) == value_of(cell) for one in before):
        return change
    if cell.computable and not cell.raw:
        return replace(change, refusal=COMPUTED)
    return replace(change, conflict=f"{value_of(cell) or '（空）'}（草稿比这份 Word 文件新，可能是后来在草稿里改的）")


def _said(report: Report, path: str) -> str | None:
    try:
        return value_of(report.cell(path))
    except (LookupError, ZipingError):
        return None


def _beside(file: WordFile, authors: Authors) -> Iterator[Change]:
    """The foot- and endnotes and whatever else no field holds."""
    for what, text, line in added_beside(file):
        yield Change("words", what, "", *authors.of_line(line), "", text, refusal=BESIDE)


def _once(changes: Iterable[Change]) -> Iterator[Change]:
    """The changes without those told already; where a field became several things, each says so."""
    first: dict[tuple[object, ...], Change] = {}
    values: dict[tuple[str, int | None], set[str]] = {}
    for change in dict.fromkeys(changes):
        key: tuple[object, ...] = (change,)
        if change.kind in ("figure", "text") and change.path:
            key = (change.kind, change.path, change.value, change.line, change.was)
            values.setdefault((change.path, change.line), set()).add(change.value)
        first.setdefault(key, change)
    for change in first.values():
        several = len(values.get((change.path, change.line), ())) > 1 and change.kind in ("figure", "text")
        yield replace(change, conflict=change.conflict or "文件里几处改得不一样") if several else change


def _points(pairs: Sequence[Pair], file: WordFile, report: Report, present: CurrentPaths) -> Iterator[OpenPoint]:
    """The comments of others than this program, in reading order; those without a place last."""
    left = {number: remark for number, remark in file.remarks.items() if remark.author != AUTHOR}
    section = ""
    for pair in pairs:
        if pair.before is not None and pair.before.level == 1:
            section = pair.before.texts[0]
        for number, cell in enumerate(pair.now.cells if pair.now is not None else ()):
            for anchor in cell.anchors:
                remark = left.pop(anchor.remark, None)
                if remark is None:
                    continue
                on = plain(cell.text[anchor.start : anchor.end])
                path = ""
                if pair.before is not None:
                    shift = len(cell.number)
                    path = _field_at(pair, number, anchor.start + shift, anchor.end + shift)
                label = report.cell(path).label if path else section
                yield OpenPoint(
                    label, (present.path(path) or "") if path else "", remark.author, remark.date, on, remark.text
                )
    for remark in left.values():
        yield OpenPoint("", "", remark.author, remark.date, "", remark.text)


def _field_at(pair: Pair, number: int, start: int, end: int) -> str:
    """The field that the words between ``start`` and ``end`` of a cell print; "" for fixed words alone."""
    assert pair.before is not None
    assert pair.now is not None
    cell = pair.before.cells[number]
    found = ""
    for run, (begin, stop) in zip(cell, pieces(cell, pair.now.cells[number].printed), strict=True):
        if begin < end and stop > start:
            if run.path:
                return run.path
            found = found or (run.origin.path if run.origin is not None else "")
    return found
