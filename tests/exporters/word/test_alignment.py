"""Lines of a returned Word file find theirs in the document, however many were changed at once."""

from __future__ import annotations

from pathlib import Path

import pytest

from exporters.document import Run
from exporters.word.alignment import align
from exporters.word.readback import PrintedLine, WordLine
from model.scanning.files.word_file import WordParagraph


def said(number: int, more: str = "") -> str:
    return f"第{number}号专项完成{number % 50 + 3}项，支出{number * 7 % 911 + 1}.{number % 90 + 10}万元{more}。"


@pytest.mark.parametrize("rows", [12, 120])
def test_each_line_that_was_changed_is_the_one_it_was_though_one_is_cut(rows: int) -> None:
    before = [PrintedLine(((Run(said(number)),),)) for number in range(rows)]
    now = [WordLine((WordParagraph(said(number, "，已验收")),)) for number in range(rows) if number != 7]
    pairs = list(align(before, now, Path("x.docx")))
    assert [pair.before for pair in pairs] == before
    for number, pair in enumerate(pairs):
        if number == 7:
            assert pair.now is None
        else:
            assert pair.now is not None
            assert pair.now.texts == (said(number, "，已验收"),)
