"""A law over every workbook of these tests: each number in it is taken, or listed with its cell or its table."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.workbooks import proposing
from tests.model.workbooks.passed_over import passed_over

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.report.report import Report
    from model.workbooks.books import Book
    from model.workbooks.taking import Proposal


@pytest.fixture(autouse=True)
def _nothing_is_passed_over(monkeypatch: pytest.MonkeyPatch) -> None:
    propose = proposing.propose

    def watched(report: Report, books: Sequence[Book]) -> Proposal:
        proposal = propose(report, books)
        assert passed_over(books, proposal) == []
        return proposal

    monkeypatch.setattr(proposing, "propose", watched)
