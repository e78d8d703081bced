"""The readers that offices use see every figure and every mark of the copy for the stamp, in its order."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING

import docx
import mammoth
import pytest
from docx2python import docx2python

from exporters.compose import compose
from exporters.word import writer
from tests.exporters.drafts import annexed, reference, small

if TYPE_CHECKING:
    from collections.abc import Callable

    from exporters.document import Document
    from model.drafts.draft import Draft


def by_python_docx(data: bytes) -> str:
    document = docx.Document(BytesIO(data))
    said = []
    for block in document.iter_inner_content():
        if isinstance(block, docx.table.Table):
            # It gives a merged cell once for each column and row that the cell takes.
            said += [cell.text for cell in {cell._tc: cell for row in block.rows for cell in row.cells}.values()]
        else:
            said.append(block.text)
    return "".join(said)


def by_mammoth(data: bytes) -> str:
    return str(mammoth.extract_raw_text(BytesIO(data)).value)


def by_docx2python(data: bytes) -> str:
    with docx2python(BytesIO(data), duplicate_merged_cells=False) as read:
        return str(read.text)


def marks(text: str) -> str:
    """``text`` without white space, which every reader sets in its own way."""
    return re.sub(r"\s+", "", text)


@pytest.mark.parametrize("read", [by_python_docx, by_mammoth, by_docx2python])
@pytest.mark.parametrize("make", [small, reference, annexed])
def test_nothing_is_missing(make: Callable[[], Draft], read: Callable[[bytes], str]) -> None:
    document: Document = compose(make().report)
    said = marks(read(writer.content(document)))
    wanted = marks("".join(document.lines()))
    assert said.startswith(wanted) if read is by_docx2python else said == wanted
    assert len(list(document.figures())) > 50
