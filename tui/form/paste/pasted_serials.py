"""The numbers of lines and columns that stand beside the names in tables of accounts: they are never amounts."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from itertools import pairwise
from typing import Final

from tui.form.paste.label_match import enumerator, unnumbered, without_number
from tui.form.paste.pasted_blocks import ended, split_lines

LINE_NUMBERS: Final = frozenset({"行次", "栏次", "序号"})
"""What stands over a column, or before a line, that only counts."""
_HIGHEST: Final = 3
"""Digits of the number of a line."""
_SOME: Final = 3
"""Lines from which on numbers one behind another are counting and no amounts."""


def without_line_numbers(text: str) -> str:
    """The copied table ``text`` without its columns and lines that only count; ``text`` itself where it has none.

    The first column stays: what numbers the rows of a list is left out where the list is filled.
    """
    lines = [[cell.strip() for cell in line] for line in split_lines(ended(text))]
    width = max(map(len, lines))
    counting = [at for at in range(1, width) if _is_headed(lines, at) or _counts(lines, at)]
    if not counting:
        return text
    kept = [line for line in lines if line[0] not in LINE_NUMBERS or any(map(_is_name, line))]
    written = io.StringIO()
    rows = [[value for at, value in enumerate(line) if at not in counting] for line in kept]
    csv.writer(written, delimiter="\t", lineterminator="\n").writerows(rows)
    return written.getvalue()


def without_counted_names(lines: Sequence[Sequence[str]], at: int) -> list[list[str]]:
    """``lines`` without the numbers before the names in column ``at``, 1、办公室, where these count on line by line."""
    counted = [enumerator(line[at]) if at < len(line) else "" for line in lines]
    counting = len(lines) > 1 and "" not in counted
    if not counting or {int(later) - int(number) for number, later in pairwise(counted)} != {1}:
        return [[*line] for line in lines]
    return [[*line[:at], without_number(line[at]), *line[at + 1 :]] for line in lines]


def _is_headed(lines: Sequence[Sequence[str]], at: int) -> bool:
    """Whether the first word of column ``at`` says that it counts, with nothing but whole numbers below."""
    column = [line[at] for line in lines if at < len(line) and line[at]]
    return bool(column) and unnumbered(column[0]) in LINE_NUMBERS and all(map(_is_whole, column[1:]))


def _counts(lines: Sequence[Sequence[str]], at: int) -> bool:
    """Whether column ``at``, between the names and others, counts the lines.

    Its numbers are those before the names, 三、上级补助收入 3, or one more from line to line.
    """
    said = [line for line in lines if any(line)]
    numbers = [line[at] if at < len(line) else "" for line in said]
    if len(said) < 2 or not all(map(_is_whole, numbers)) or not all(_is_name(line[at - 1]) for line in said):
        return False
    behind = [line[at + 1] for line in said if at + 1 < len(line)]
    if not behind or any(map(_is_name, behind)):
        return False
    own = [enumerator(line[at - 1]) for line in said]
    if all(number in ("", said_of) for number, said_of in zip(own, numbers, strict=True)) and any(own):
        return True
    steps = {int(later) - int(number) for number, later in pairwise(numbers)}
    return steps == {1} and (len(said) >= _SOME or not any(behind))


def _is_whole(value: str) -> bool:
    return value.isdecimal() and len(value) <= _HIGHEST and not value.startswith("0")


def _is_name(value: str) -> bool:
    return any(map(str.isalpha, value)) and value not in LINE_NUMBERS
