"""From the document tree to plain text, for a mail, a web form or a quick look."""

from __future__ import annotations

import itertools
from collections.abc import Iterator

from exporters.document import NOTES, Block, Document, Heading, Paragraph, Run, Table
from exporters.printable import width
from model.text import clean

INDENT = "　　"
"""The first-line indent: two full-width spaces."""

LINE_WIDTH = 56
"""Half-width columns of a printed line, 28 characters: the signature stands at its right end."""

_GAP = "  "


def render(document: Document) -> str:
    """The report as plain text, one line a paragraph, ending in a line end."""
    return "\n".join(_lines(document)) + "\n"


def _lines(document: Document) -> Iterator[str]:
    *above, last = document.title or ("",)
    yield from (_line(line) for line in (*above, last + document.marked))
    yield from ("", clean(document.seal_line), "")
    for block in document.blocks:
        yield from _block(block)
    yield ""
    if document.annex_lines:
        yield from (*(INDENT + _line(line) for line in document.annex_lines), "")
    yield from (_right(_line(line), LINE_WIDTH) for line in (document.unit, document.date) if line)
    for annex in document.annexes:
        yield from ("", _line(annex.mark), _line(annex.title))
        for block in annex.blocks:
            yield from _block(block)
    if document.notes:
        yield from ("", NOTES, *(INDENT + _line(note.text) for note in document.notes))


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading() | Paragraph():
            yield INDENT + clean(block.text)
        case Table():
            yield from _table(block)


def _table(table: Table) -> Iterator[str]:
    rows = [
        [(start, count, _line(run.text), _figure(table, start, run)) for start, count, run in row]
        for row in table.drawn()
    ]
    widths = [0] * len(table.numeric)
    for start, count, text, _ in itertools.chain(*rows):
        if count == 1:
            widths[start] = max(widths[start], width(text))
    whole = sum(widths) + len(_GAP) * (len(widths) - 1)
    yield ""
    if table.caption:
        yield _line(table.caption)
    if table.unit:
        yield _right(_line(table.unit), whole)
    for number, row in enumerate(rows):
        set_: list[str] = []
        for start, count, text, figure in row:
            columns = sum(widths[start : start + count]) + len(_GAP) * (count - 1)
            gap = " " * (columns - width(text))
            set_.append(gap + text if figure else text + gap)
        yield _GAP.join(set_).rstrip()
        if number == 0 and table.header:
            yield "-" * whole
    yield ""


def _figure(table: Table, column: int, run: Run) -> bool:
    """Whether a cell stands at the right: in a grid each for itself."""
    return table.numeric[column] if table.header else bool(run.path)


def _line(text: str) -> str:
    """``text`` without line ends and tabs, which would break a table."""
    return clean(text).replace("\n", " ").replace("\t", " ")


def _right(text: str, columns: int) -> str:
    return " " * (columns - width(text)) + text
