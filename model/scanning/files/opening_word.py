"""Opens Word files of strangers: one that unfolds to more than a short report is read in a process of its own."""

from __future__ import annotations

import os
from collections.abc import Callable
from itertools import starmap
from typing import Any, Final

from model.drafts.draft import DraftError
from model.scanning.files.docx import read_word
from model.scanning.files.package import Package
from model.scanning.files.word_file import (
    Anchor,
    CustomPart,
    TrackedChange,
    WordBlock,
    WordCell,
    WordComment,
    WordControl,
    WordFile,
    WordNote,
    WordParagraph,
    WordTable,
)

MAX_HERE: Final = 6 * 1024 * 1024
"""Bytes that a file may unfold to that is read here: to start a process takes longer than to read it."""


def open_word(data: bytes, path: str, stop: Callable[[], bool] = lambda: False) -> WordFile:
    """What the .docx file at ``path``, which holds ``data``, says; reading ends when ``stop`` says so.

    Raises DraftError with one sentence where it cannot be read, or not within the limits, and StoppedError.
    """
    package = Package(data, path)
    if package.text_size <= MAX_HERE:
        return read_word(package)
    from model import sandbox

    try:
        return _file(sandbox.run(__name__, plain_word.__name__, os.path.abspath(path), path, stop=stop))
    except sandbox.FaultError as error:
        raise DraftError(str(error)) from None
    except sandbox.TooMuchError as error:
        raise DraftError(f"{path}：{error}，文件损坏或太大，请用 Word 打开，只留下报告，另存为 .docx 再试") from None


def plain_word(path: str, name: str) -> dict[str, Any]:
    """What the .docx file at ``path`` says, as plain data; ``name`` is what messages call it."""
    with open(path, "rb") as opened:
        file = read_word(Package(opened.read(), name))
    return {
        "blocks": list(map(_plain, file.blocks)),
        "notes": list(map(_plain, file.notes)),
        "remarks": file.remarks,
        "headers": file.headers,
        "saved": file.saved,
        "custom": file.custom,
        "embedded": file.embedded,
    }


def _plain(block: WordBlock) -> list[Any]:
    """A table is a list of its rows, a paragraph begins with its text."""
    if isinstance(block, WordTable):
        return [[(list(map(_plain, cell.blocks)), cell.span, cell.below) for cell in row] for row in block.rows]
    marks = (block.controls, block.changes, block.anchors, block.notes, block.bookmarks)
    return [block.text, block.number, block.heading, *(marks if any(marks) else ())]


def _file(plain: dict[str, Any]) -> WordFile:
    name, time = plain["saved"]
    return WordFile(
        tuple(map(_block, plain["blocks"])),
        tuple(map(_block, plain["notes"])),
        {number: WordComment(*remark) for number, remark in plain["remarks"].items()},
        tuple(plain["headers"]),
        (name, time),
        tuple(starmap(CustomPart, plain["custom"])),
        tuple(plain["embedded"]),
    )


def _block(plain: list[Any]) -> WordBlock:
    if not plain or not isinstance(plain[0], str):
        return WordTable(
            tuple(tuple(WordCell(tuple(map(_block, blocks)), *rest) for blocks, *rest in row) for row in plain)
        )
    text, number, heading, *marks = plain
    if not marks:
        return WordParagraph(text, number, heading)
    kinds = (WordControl, TrackedChange, Anchor, WordNote)
    controls, changes, anchors, notes = (tuple(starmap(kind, mark)) for kind, mark in zip(kinds, marks, strict=False))
    return WordParagraph(text, number, heading, controls, changes, anchors, tuple(marks[-1]), notes)
