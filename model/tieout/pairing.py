"""Which accounts and which earlier report belong to which report: by the name of the department."""

from __future__ import annotations

import math
import os
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final, TextIO

from model.batch.search import DRAFT, WORD
from model.drafts.draft import DraftError, read_bytes
from model.drafts.no_draft import is_draft
from model.errors import ZipingError
from model.text import put
from model.tieout.documents import CheckedReport, load_document
from model.workbooks import SUFFIXES
from model.workbooks.books import Book, open_book
from model.workbooks.table_choice import named_in
from model.workbooks.tables.departments import same

_KNOWN: Final = (*SUFFIXES, DRAFT, WORD)
_NAMED: Final = (*_KNOWN, ".pdf", ".txt", ".md")
"""What may be named by itself; in folders such files are anything."""
_SILENT: Final = 2.0


@dataclass(slots=True)
class Sources:
    """What reports are held against, read once: workbooks with the departments that they name, and documents."""

    books: list[tuple[Book, tuple[str, ...]]] = field(default_factory=list)
    documents: list[CheckedReport] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def of(self, document: CheckedReport) -> tuple[list[Book], list[CheckedReport]]:
        """Those that name the department of ``document``; a file that names none counts by its own name."""
        wanted = document.department
        books = [book for book, names in self.books if wanted and any(same(name, wanted) for name in names)]
        documents = [
            other for other in self.documents if wanted and other.department and same(other.department, wanted)
        ]
        return books, documents


def files(paths: Iterable[str]) -> list[str]:
    """The workbooks, drafts and reports among ``paths``: a file that is named, all of a folder and below it.

    Raises ZipingError for what is none of these.
    """
    found: list[str] = []
    for path in paths:
        if os.path.isdir(path):
            for folder, folders, names in os.walk(path):
                folders[:] = sorted(name for name in folders if not name.startswith("."))
                known = (name for name in sorted(names) if name.lower().endswith(_KNOWN))
                found += [os.path.join(folder, name) for name in known if not name.startswith((".", "~$"))]
        elif path.lower().endswith(_NAMED):
            found.append(path)
        else:
            raise ZipingError(
                f"{path}：--against 要的是决算公开表（.xlsx、.xls、.ods）、上年的草稿（.toml）或报告（.docx）"
            )
    return list(dict.fromkeys(found))


def read_sources(
    paths: Sequence[str], stop: Callable[[], bool], begin: Callable[[str], None], told: TextIO | None = None
) -> Sources:
    """Every source at ``paths``; one that cannot be read is a fault.

    ``begin`` is told what is read, ``stop`` asked. Where it takes longer than a command should keep silent, one line on
    ``told`` says how much there is.
    """
    sources = Sources()
    found, started = files(paths), time.monotonic()
    for number, path in enumerate(found):
        if told is not None and number and time.monotonic() - started > _SILENT:
            put(f"--against 里有 {len(found):,} 个文件，已读 {number:,} 个，还在读", told)
            started = math.inf
        begin(path)
        try:
            if not path.lower().endswith(SUFFIXES):
                if not path.lower().endswith(DRAFT) or is_draft(read_bytes(path)):
                    sources.documents.append(load_document(path))
                continue
            book = open_book(Path(path), stop)
            sources.books.append((book, named_in(book) or (os.path.splitext(book.file)[0],)))
        except DraftError as error:
            sources.faults += error.problems
    return sources
