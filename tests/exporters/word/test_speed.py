"""An export takes at most twice the time of what python-docx needs for the same paragraphs and copied rows."""

from __future__ import annotations

import time
from copy import deepcopy
from io import BytesIO
from typing import TYPE_CHECKING

import pytest

from exporters.compose import compose
from exporters.document import Table
from exporters.word import template, writer
from tests.exporters.drafts import annexed, reference

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporters.document import Document


def pages() -> Document:
    return compose(reference().report)


def projects(count: int) -> Document:
    draft = annexed()
    rows = draft.report.rows("project_evaluations.projects")
    while len(rows.rows) < count:
        rows.insert(len(rows.rows)).cell("name").raw = f"项目{len(rows.rows)}"
    draft.report.bind()
    return compose(draft.report)


def by_python_docx(document: Document) -> bytes:
    """The same paragraphs, and rows copied from the first of each table, in a file that is saved."""
    word = template.own().open()
    body = word.element.body
    end = body.get_or_add_sectPr()
    for block in document.walk():
        if isinstance(block, Table):
            table = word.add_table(1, len(block.numeric))
            first = table.rows[0]._tr
            for row in block.rows:
                copied = deepcopy(first)
                for cell, run in zip(copied.tc_lst, row, strict=True):
                    paragraph = cell.p_lst[0]
                    paragraph.style = "TableText"
                    paragraph.add_r().text = run.text
                table._tbl.append(copied)
            continue
        paragraph = body.add_p()
        paragraph.style = "BodyText"
        paragraph.add_r().text = block.text
        end.addprevious(paragraph)
    stream = BytesIO()
    word.save(stream)
    return stream.getvalue()


def seconds(make: Callable[[Document], object], document: Document) -> float:
    best = 1e9
    for _ in range(3):
        start = time.process_time()
        make(document)
        best = min(best, time.process_time() - start)
    return best


@pytest.mark.parametrize("document", [pages(), projects(100), projects(300)], ids=["pages", "100", "300"])
def test_it_takes_no_more_than_twice(document: Document) -> None:
    assert seconds(writer.content, document) < 2 * seconds(by_python_docx, document)
