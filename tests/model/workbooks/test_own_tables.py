"""Tables that offices keep for their own use: a workbook in, the fields of a blank draft out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.workbooks import proposing, taking
from model.workbooks.books import read_book
from tests.model.drafting import draft
from tests.model.workbooks.accounts import write_xlsx
from tests.model.workbooks.drawn import drawn
from tests.model.workbooks.own_tables import BOOKS, said
from tests.model.workbooks.passed_over import passed_over
from tests.model.workbooks.test_layouts import wan

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize("name", BOOKS)
def test_an_offices_own_book_fills_a_blank_draft_and_nothing_of_it_vanishes(tmp_path: Path, name: str) -> None:
    sheets, says = BOOKS[name]
    book = read_book(write_xlsx(tmp_path / "a.xlsx", [drawn(sheet, text) for sheet, text in sheets.items()]))
    report = draft("").report
    proposal = proposing.propose(report, [book])
    taking.take(report, proposal)
    found = {cell.path: wan(cell.raw) for cell in report.root.cells() if cell.raw and cell.section}
    assert found == said(says)
    assert passed_over([book], proposal) == []
