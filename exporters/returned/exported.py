"""Which draft a Word file was exported from: the one at hand, or a version of it that was kept."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from exporters.compose import compose, content_hash
from exporters.document import Document
from exporters.word.readback import PrintedLine, WordLine, lines, printed
from exporters.wording.wording_blocks import Wording
from model.drafts.draft import Draft, DraftError, load, parse
from model.drafts.versions import versions
from model.patterns import Pattern
from model.report.report import Report
from model.scanning.files.own_export import Manifest
from model.scanning.files.word_file import WordFile

_NUMBER: Final = Pattern(r"[0-9][0-9,.]*")


@dataclass(frozen=True, slots=True)
class ExportedReport:
    """A report as it was exported, and its document. ``certain``: the file itself says that it was this one."""

    report: Report
    document: Document
    certain: bool


def find(draft: Draft, wording: Wording, file: WordFile, origin: Manifest | None) -> ExportedReport:
    """The report that ``file`` was exported from.

    The file says so by its hash. Where it does not, or where that version is no longer kept, it is the one that has
    most numbers, then most lines, in common with it, the present one before all.
    """
    here = lines(file)
    said, numbers = {line.texts for line in here}, _numbers(here)
    likeliest, most = None, (-1, 0)
    for report in candidates(draft):
        same = origin is not None and origin.draft == content_hash(report)
        document = compose(report, wording)
        there = printed(document)
        common = ((_numbers(there) & numbers).total(), sum(line.texts in said for line in there))
        if same:
            return ExportedReport(report, document, certain=True)
        if common > most:
            likeliest, most = ExportedReport(report, document, certain=False), common
    assert likeliest is not None
    return likeliest


def _numbers(found: Sequence[PrintedLine] | Sequence[WordLine]) -> Counter[str]:
    """How often each number is printed."""
    return Counter(number for line in found for text in line.texts for number in _NUMBER.findall(text))


def candidates(draft: Draft) -> Iterator[Report]:
    """The report as it is, as it was saved last, and as it was before the last saves, the newest first."""
    yield draft.report
    saved = parse(draft.text, draft.path.name) if draft.path is not None else None  # before what is not saved yet
    if saved is not None and not saved.problems and saved.report.root.content() != draft.report.root.content():
        yield saved.report
    for version in versions(draft.path) if draft.path is not None else ():
        try:
            kept = load(version.path)
        except DraftError:
            continue
        if not kept.problems:
            yield kept.report
