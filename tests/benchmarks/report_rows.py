"""Reports written as Word files and read again, accounts imported, in process."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from python_calamine import CalamineWorkbook

from exporters.compose import compose
from exporters.plain import plain_text
from exporters.word import writer
from model.drafts.draft import parse
from model.report.report import Report
from model.scanning import judging
from model.scanning.files.plain import text_blocks
from model.scanning.reading import read_report
from model.workbooks import proposing
from model.workbooks.books import read_book
from tests.benchmarks.large_drafts import SAMPLE, large_draft
from tests.benchmarks.process_rows import run
from tests.benchmarks.timing import Pair, Row, budget, spent, timed
from tests.exporters.word.test_speed import by_python_docx
from tests.model.workbooks.accounts import write_xlsx
from tests.model.workbooks.ministry import Forms, book

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager


def exporting(projects: int = 0) -> Callable[[], AbstractContextManager[Pair]]:
    """From the report to the bytes of the Word file; at least, its paragraphs and copied rows by python-docx."""

    @contextmanager
    def prepare() -> Iterator[Pair]:
        report = parse(large_draft(projects) if projects else SAMPLE.read_text(encoding="utf-8")).report
        document = compose(report)
        yield Pair(timed(lambda: by_python_docx(document)), timed(lambda: writer.content(compose(report))))

    return prepare


@contextmanager
def scanning() -> Iterator[Pair]:
    """A report of thirty pages read and judged, beside a process that imports python-docx."""
    page = _pages()
    yield Pair(spent(lambda: run(sys.executable, "-c", "import docx")), timed(lambda: _scan(page)))


@contextmanager
def scanning_more() -> Iterator[Pair]:
    """Sixteen times the text against sixteen times the time."""
    page = _pages()
    once = timed(lambda: _scan(page))
    yield Pair(lambda: 16 * once(), timed(lambda: _scan(page * 16)))


def _pages() -> str:
    return plain_text.render(compose(parse(SAMPLE.read_text(encoding="utf-8")).report))


def _scan(pages: str) -> None:
    judging.judge(read_report(text_blocks(pages)).gathering)


def importing(rows: int = 0) -> Callable[[], AbstractContextManager[Pair]]:
    """Nine sheets of a department's accounts; with ``rows``, one of them longer by so many."""

    @contextmanager
    def prepare() -> Iterator[Pair]:
        with TemporaryDirectory() as folder:
            grids = book(Forms())
            end = grids[0].size[0]
            for number in range(rows):
                grids[0].put(end + number, 0, f"9{number:06}", f"项目{number}", *[float(number)] * 6)
            path = write_xlsx(Path(folder, "accounts.xlsx"), grids)

            def least() -> None:
                workbook = CalamineWorkbook.from_path(str(path))
                for name in workbook.sheet_names:
                    workbook.get_sheet_by_name(name).to_python()

            def take() -> None:
                proposing.propose(Report(), [read_book(path)])

            yield Pair(timed(least) if rows else budget(0.050), timed(take))

    return prepare


ROWS = (
    Row("export", "export of 25 pages", "python-docx, copied rows", 2, exporting(), 9),
    Row("export-300", "the same, 300 projects", "python-docx, copied rows", 2, exporting(300), 2),
    Row("export-1000", "the same, 1,000 projects", "python-docx, copied rows", 2, exporting(1000), 1),
    Row("scan", "scan of 30 pages", "import docx", 1.6, scanning, 9),
    Row("scan-16", "scan of 16 times the text", "16 scans", 1.2, scanning_more, 3),
    Row("import", "import of nine sheets", "50 ms", 1, importing(), 9),
    Row("import-18000", "import of 18,000 rows", "python-calamine", 6, importing(18_000), 3),
)
