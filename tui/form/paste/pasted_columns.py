"""What is in the columns of a copied block: what its line of headings says, else the fields of the list in order."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Final

from model.figures import unit_named
from model.schema.fields import Field, Number
from model.schema.records import Rows
from model.text import normalise
from tui.form.paste.label_match import LabelMatch, of_years, unnumbered
from tui.form.paste.pasted_blocks import is_nil, labels_of, reads

SERIALS: Final = frozenset({"序号", "编号", "行次", "栏次"})
_UNIT: Final = re.compile(r"[(](?:单位:)?([^()]{1,3})[)]$")
_NAME: Final = "名称"
MOST_TITLES: Final = 3
"""Lines above the headings: the title of a table, its unit."""


@dataclass(frozen=True, slots=True)
class ColumnBlock:
    """The ``lines`` of a block without titles and headings, and the field of each column, None for none.

    ``names`` is the column with the names of the lines; ``over`` are the columns without a place, and ``heads`` what
    they are called, empty where the block has no headings.
    """

    lines: list[list[str]]
    columns: list[Field | None]
    names: int
    over: list[int]
    heads: list[str] = field(default_factory=list)


def column_block(rows: Rows, start: int, block: list[list[str]], year: str = "") -> ColumnBlock:
    """The columns of ``block``, pasted into the list ``rows`` with the cursor in its column ``start``.

    ``year`` is the year of the report, "" where it is not known.

    A column that numbers the lines is left out, and under its heading one that the program computes.
    """
    fields = [part for part in rows.record.elements if isinstance(part, Field)]
    labels = column_labels(rows, fields)
    for number, line in enumerate(block[: MOST_TITLES + 1]):
        words = of_years(line, year)
        if _is_head(words, block[number + 1 :], labels, fields[0]):
            found = _headed(words, block[number + 1 :], labels, fields)
            return replace(found, heads=[line[at] if at < len(line) else "" for at in found.over])
        if sum(map(bool, line)) > 1:
            break
    numbered = _numbered(block)
    columns: list[Field | None] = [*([None] * numbered), *fields[start:]]
    width = max(map(len, block), default=0)
    return ColumnBlock(block, columns, int(numbered), list(range(len(columns), width)))


def column_labels(rows: Rows, fields: Sequence[Field]) -> LabelMatch[Field]:
    """Which of ``fields`` a heading means above a column of the list ``rows``."""
    named = [(part.label, part) for part in fields]
    named += [(label, part) for part in fields for label in labels_of(part)]
    first = fields[0]
    if first.name == rows.unique:  # 项目, 项目名称 above the names of what the list is of
        words = (rows.label, rows.noun, *labels_of(first))
        named += [(word + end, first) for word in words for end in ("", _NAME)]
    return LabelMatch(named)


def _is_head(line: Sequence[str], below: Sequence[Sequence[str]], labels: LabelMatch[Field], first: Field) -> bool:
    """Whether ``line`` says what is in the columns: most of it, its first word, or the words above figures do."""
    words = [value for value in line if value]
    if any(is_nil(word) or _is_number(word) for word in words):
        return False
    if words and unnumbered(words[0]) in SERIALS:
        return True
    known = [labels.find(word) for word in words]
    alike = sum(part is not None for part in known)
    if alike and 2 * alike > len(words) and (len(words) > 1 or labels.exact(words[0]) is not None):
        return True
    if not words or not below:
        return False
    return labels.exact(words[0]) is first or any(
        word and isinstance(labels.exact(word), Number) and any(_is_number(row[at]) for row in below if at < len(row))
        for at, word in enumerate(line)
    )


def _is_number(value: str) -> bool:
    return normalise(value).replace(",", "").replace(".", "", 1).lstrip("-").rstrip("%").isdigit()


def _headed(
    head: Sequence[str], below: Sequence[Sequence[str]], labels: LabelMatch[Field], fields: Sequence[Field]
) -> ColumnBlock:
    """The columns by their headings: of several for one field that with its own label counts, else the first."""
    found = {at: part for at, word in enumerate(head) if word and (part := labels.find(word)) is not None}
    chosen: dict[str, int] = {}
    for at, part in sorted(found.items(), key=lambda pair: not head[pair[0]].startswith(pair[1].label)):
        chosen.setdefault(part.name, at)
    width = max([len(head), *map(len, below)])
    columns: list[Field | None] = []
    over: list[int] = []
    for at in range(width):
        part = found.get(at)
        word = unnumbered(head[at]) if at < len(head) else ""
        columns.append(part if part is not None and chosen[part.name] == at and not _computed(part) else None)
        left_out = word in SERIALS or (part is not None and _computed(part))
        if columns[-1] is None and not left_out and any(row[at] for row in below if at < len(row)):
            over.append(at)
    lines = [[_in_unit(columns[at], head[at:][:1], value) for at, value in enumerate(row)] for row in below]
    names = chosen.get(fields[0].name, 0)
    return ColumnBlock(lines, columns, names, over)


def _computed(part: Field) -> bool:
    return isinstance(part, Number) and part.formula is not None


def _in_unit(part: Field | None, heads: Sequence[str], value: str) -> str:
    """``value`` with the unit that the heading gives in brackets, where it is another than that of the field."""
    stated = _UNIT.search(normalise(heads[0])) if heads else None
    unit = unit_named(stated[1]) if stated else None
    if unit is None or not isinstance(part, Number) or part.unit_field or unit == part.unit or is_nil(value):
        return value
    return value + unit.name if _is_number(value) and reads(part, value + unit.name) else value


def _numbered(block: Sequence[Sequence[str]]) -> bool:
    """Whether the first column only numbers the lines, from one on, with words behind every number."""
    counted = [line[0] for line in block] == [str(number) for number in range(1, len(block) + 1)]
    return len(block) > 1 and counted and all(len(line) > 1 and line[1] and not _is_number(line[1]) for line in block)
