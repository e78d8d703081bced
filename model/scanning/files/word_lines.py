"""A Word file as lines and tables, with the figures that one of our own copies says the fields of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from model.scanning.files.blocks import Block, Grid, Line, Tagged
from model.scanning.files.own_export import read_manifest
from model.scanning.files.word_file import WordBlock, WordCell, WordFile, WordParagraph, WordTable, paragraphs


def word_blocks(file: WordFile) -> list[Block]:
    """The lines and tables of a Word file, in order."""
    origin = read_manifest(file)
    exported = origin.texts() if origin is not None else {}
    notes = [line for line in _lines(file.notes, {}) if isinstance(line, Line) and re.search("[0-9]", line.text)]
    return [*_lines(file.blocks, exported), *([Line("附件：脚注", 1), *notes] if notes else [])]


def _lines(blocks: Iterable[WordBlock], exported: dict[str, list[str]]) -> Iterator[Block]:
    """The blocks as lines and tables; ``exported`` is what each tag of a control stood for when it was written."""
    for block in blocks:
        if isinstance(block, WordTable):
            if block.rows:
                tagged = [one for at, row in enumerate(block.rows) for one in _tagged_cells(row, at, exported)]
                yield Grid(tuple(tuple(_cells(row)) for row in block.rows), tuple(tagged))
            continue
        text = _spaced(block)
        at = len(text) - len(block.text)
        tagged = [_tagged(one.tag, text[at + one.start : at + one.end], exported) for one in block.controls if one.tag]
        places = [(at + one.start, at + one.end) for one in block.controls if one.tag]
        begin = 0
        for line in text.split("\n"):
            if line.strip():
                here = [
                    one._replace(start=start - begin, end=end - begin)
                    for one, (start, end) in zip(tagged, places, strict=True)
                    if begin <= start < begin + len(line)
                ]
                yield Line(line, block.heading, tuple(here))
            begin += len(line) + 1


def _tagged(tag: str, text: str, exported: dict[str, list[str]]) -> Tagged:
    said = " ".join(text.split())
    known = exported.get(tag, [said])
    return Tagged(tag, said, said if said in known else known[0])


def _tagged_cells(row: Sequence[WordCell], at: int, exported: dict[str, list[str]]) -> Iterator[Tagged]:
    column = -sum(cell.span for cell in row)
    for cell in row:
        said = [
            (one.tag, it.text[one.start : one.end]) for it in paragraphs(cell.blocks) for one in it.controls if one.tag
        ]
        if len(said) == 1:
            yield _tagged(*said[0], exported)._replace(cell=(at, column))
        column += cell.span


def _cells(row: Iterable[WordCell]) -> Iterator[str]:
    for cell in row:
        text = "\n".join(_inner(cell.blocks)).strip()
        yield text
        # A header over several columns is the header of each; a figure is never said twice.
        yield from [("" if any(map(str.isdigit, text)) else text)] * (cell.span - 1)


def _inner(blocks: Iterable[WordBlock]) -> Iterator[str]:
    for block in blocks:
        if isinstance(block, WordTable):
            yield from (" ".join(_cells(row)) for row in block.rows)
        elif text := _spaced(block).strip():
            yield text


def _spaced(block: WordParagraph) -> str:
    return block.printed.replace("\t", " ")
