"""From the document tree to Markdown, for review and for comparing two drafts line by line."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from exporters.document import NOTES, Block, Document, Heading, Paragraph, Table
from model.patterns import Pattern
from model.text import clean

_INLINE = Pattern(r"[\\`*_{}\[\]<>#~|&$]")
_LIST_START = Pattern(r"^(\d{1,9})([.)])|^([-+=:])")


def render(document: Document) -> str:
    """The report as Markdown (CommonMark with pipe tables), ending in a line end."""
    return "\n\n".join(part for part in _parts(document) if part) + "\n"


def _parts(document: Document) -> Iterator[str]:
    yield f"# {_inline(''.join(document.title) + document.marked)}"
    yield _text(document.seal_line)
    for block in document.blocks:
        yield from _block(block)
    yield "\\\n".join(_inline(line) for line in document.annex_lines)
    yield _text(document.unit)
    yield _text(document.date)
    for annex in document.annexes:
        yield "---"
        yield f"## {_inline(f'{annex.mark} {annex.title}')}"
        for block in annex.blocks:
            yield from _block(block)
    if document.notes:
        yield "---"
        yield f"## {NOTES}"
        yield "\n".join(f"- {_inline(note.text)}" for note in document.notes)


def _block(block: Block) -> Iterator[str]:
    match block:
        case Heading():
            yield f"{'#' * (block.level + 1)} {_inline(block.text)}"
        case Paragraph():
            yield _text(block.text)
        case Table():
            yield f"**{_inline(block.caption)}**" if block.caption.strip() else ""
            yield _inline(block.unit)
            yield _table(block)


def _table(table: Table) -> str:
    rule = ["---:" if numeric else "---" for numeric in table.numeric]
    rows = [[run.text for run in row] for row in table.body]
    return "\n".join([_row(map(_cell, table.head)), _row(rule), *(_row(map(_cell, row)) for row in rows)])


def _row(cells: Sequence[str] | map[str]) -> str:
    return f"| {' | '.join(cells)} |"


def _cell(text: str) -> str:
    return "<br>".join(_lines(text))


def _inline(text: str) -> str:
    """One line, every character that Markdown would take for its own marked as plain."""
    return " ".join(_lines(text))


def _text(text: str) -> str:
    """A paragraph: line ends stay as hard breaks, and no line starts a list, a heading or a rule by accident."""
    return "\\\n".join(_LIST_START.sub(r"\1\\\2\3", line) for line in _lines(text))


def _lines(text: str) -> list[str]:
    """The lines that hold something, without outer blanks (Markdown drops them) and with the marks escaped."""
    return [_INLINE.sub(r"\\\g<0>", line.strip()) for line in clean(text).split("\n") if line.strip()]
