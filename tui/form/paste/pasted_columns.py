"""What is in the columns of a copied block: what its line of headings says, else the fields of the list in order."""

from __future__ import annotations

from collections.abc import Container, Sequence
from dataclasses import dataclass, field, replace
from typing import Final, Literal

from model.figures import PERCENT_UNIT, Unit
from model.language.lexicon import lexicon
from model.schema.fields import FINAL_ACCOUNTS, Field, Number, Text
from model.schema.records import Rows
from model.text import normalise
from tui.form.form_sheet import summed
from tui.form.paste.label_match import LabelMatch, of_years, only_year, unnumbered
from tui.form.paste.pasted_blocks import labels_of
from tui.form.paste.pasted_codes import are_coded, begins_with_code, code_columns, joined_to_codes, without_parts
from tui.form.paste.pasted_figures import in_units, is_amount, is_nil, is_number, says_none, units_behind
from tui.form.paste.pasted_serials import LINE_NUMBERS
from tui.form.paste.pasted_totals import SUM_WORDS

SERIALS: Final = LINE_NUMBERS | {"编号"}
_BY: Final = "按"
_OWN: Final = "本年"
_NAME: Final = "名称"
_LEAST_BELOW: Final = 2
"""Lines of amounts below words that make these the headings of a column."""
MOST_TITLES: Final = 3
"""Lines above the headings: the title of a table, its unit."""


@dataclass(frozen=True, slots=True)
class ColumnBlock:
    """The ``lines`` of a block without titles and headings, and the field of each column, None for none.

    ``names`` is the column with the names of the lines; ``over`` are the columns without a place, and ``heads`` what
    they are called, empty where the block has no headings. ``guessed``: its columns are not the fields in their order.
    ``computed`` are the columns that are left to the program. ``parts`` are the lines left out, as they were copied,
    because by their codes others contain them.
    """

    lines: list[list[str]]
    columns: list[Field | None]
    names: int
    over: list[int]
    heads: list[str] = field(default_factory=list)
    guessed: bool = False
    computed: dict[int, Number] = field(default_factory=dict)
    parts: list[str] = field(default_factory=list)


def column_block(
    rows: Rows,
    start: int,
    block: list[list[str]],
    year: str = "",
    units: Sequence[Unit] = (),
    names: Container[str] = (),
) -> ColumnBlock:
    """The columns of ``block``, pasted into the list ``rows`` with the cursor in its column ``start``.

    ``year`` is the year of the report, "" where it is not known. ``units`` are those of the whole table, ``names``
    those of the rows that are there: lines without headings may begin with them wherever the cursor stands.

    A column that numbers the lines is left out, one of codes, and under its heading one that the program computes.
    Of lines with codes only those stay that no other contains: the amount of 20126 is within that of 201.
    """
    fields = [*rows.record.own_fields]
    labels = column_labels(rows, fields)
    for number, line in enumerate(block[: MOST_TITLES + 1]):
        below = block[number + 1 :]
        if below and (joined := _joined(line, below[0], labels) or joined_to_codes(line, below[0])):
            line, below = joined, below[1:]
        words = of_years(line, year)
        if _is_head(words, below, labels, fields[0]):
            codes = code_columns(words, labels)
            below, parts = without_parts([row for row in below if unnumbered(row[0]) not in SERIALS], codes)
            found = _headed(words, below, labels, rows, fields, units, codes)
            return replace(found, heads=[line[at] if at < len(line) else "" for at in found.over], parts=parts)
        if sum(map(bool, line)) > 1:
            break
    numbered = int(_numbered(block))
    width = max(map(len, block), default=0)
    coded = are_coded(block, numbered)
    block, parts = without_parts(block, [numbered] if coded else [])
    numbered += coded
    kinds = [_kind([line[at] for line in block if at < len(line)]) for at in range(numbered, width)]
    own = fields[start:]
    if start and any(unnumbered(line[numbered]) in names for line in block if numbered < len(line)):
        own = [fields[0], *own]
    columns: list[Field | None] = [None] * numbered + own
    guessed = coded or not all(map(_takes, own, kinds))
    if guessed:
        columns[numbered:] = _by_kind(kinds, own)
    computed = any(_computed(part) and part.unit == PERCENT_UNIT for part in fields if isinstance(part, Number))
    over = [
        at
        for at, kind in enumerate(kinds, numbered)
        if at >= len(columns) or (columns[at] is None and not (kind == "rates" and computed))
    ]
    columns += [None] * (width - len(columns))
    lines = [[in_units(columns[at], units, value) for at, value in enumerate(line)] for line in block]
    return ColumnBlock(lines, columns, numbered, over, guessed=guessed, parts=parts)


Kind = Literal["words", "figures", "rates", ""]
"""What is in a column; "" for nothing."""


def _kind(values: Sequence[str]) -> Kind:
    there = [value for value in values if value and not is_nil(value) and not says_none(value)]
    figures = [value for value in there if is_amount(value)]
    if 2 * len(figures) <= len(there):
        return "words" if there else ""
    return "rates" if all(normalise(value).endswith("%") for value in figures) else "figures"


def _takes(part: Field, kind: Kind) -> bool:
    """Whether a column of that kind may be the field: no figures alone stand in words, no words in figures."""
    if kind == "words":
        return not isinstance(part, Number) or part.hedged
    if isinstance(part, Number):
        return kind != "rates" or part.unit == PERCENT_UNIT or bool(part.unit_field)
    return not kind or not isinstance(part, Text) or part.numeral


def _by_kind(kinds: Sequence[Kind], fields: Sequence[Field]) -> list[Field | None]:
    """The fields of columns without headings: words in their order, figures and rates in theirs.

    Of two amounts where the list has more, the last one is what was spent.
    """
    typed = [part for part in fields if not _computed(part)]
    amounts = [part for part in typed if _takes(part, "figures") and not _takes(part, "rates")]
    if 1 < kinds.count("figures") < len(amounts):
        spent = [part for part in amounts if part.source == FINAL_ACCOUNTS][-1:]
        amounts = [part for part in amounts if part not in spent][: kinds.count("figures") - len(spent)] + spent
    left = {
        "words": iter([part for part in typed if not isinstance(part, Number)]),
        "figures": iter(amounts),
        "rates": iter([part for part in typed if isinstance(part, Number) and part.unit == PERCENT_UNIT]),
    }
    return [next(left[kind], None) if kind else None for kind in kinds]


def column_labels(rows: Rows, fields: Sequence[Field]) -> LabelMatch[Field]:
    """Which of ``fields`` a heading means above a column of the list ``rows``."""
    named = [(part.label, part) for part in fields]
    named += [(label, part) for part in fields for label in labels_of(part)]
    first = fields[0]
    if first.name == rows.unique:  # 项目, 项目名称 above the names of what the list is of
        words = (rows.label, rows.noun, *labels_of(first))
        named += [(word + end, first) for word in words for end in ("", _NAME)]
    amounts = [part for part in fields if summed(part) and not _computed(part)]
    if len(amounts) == 1 and amounts[0].source == FINAL_ACCOUNTS:  # what was spent, however it is called
        words = (*lexicon().texts["spent_columns"], *SUM_WORDS, rows.label.partition(_BY)[0])
        named += [(word, amounts[0]) for word in words]
    named += [(label.removeprefix(_OWN), part) for label, part in named if label.startswith(_OWN)]
    return LabelMatch(named)


def _is_head(line: Sequence[str], below: Sequence[Sequence[str]], labels: LabelMatch[Field], first: Field) -> bool:
    """Whether ``line`` says what is in the columns: most of it, its first word, or the words above figures do."""
    words = [value for value in line if value]
    if any(is_nil(word) or is_amount(word) for word in words):
        return False
    if words and (unnumbered(words[0]) in SERIALS or begins_with_code(words)):
        return True
    known = [labels.find(word) for word in words]
    alike = sum(part is not None for part in known)
    if alike and 2 * alike > len(words) and (len(words) > 1 or labels.exact(words[0]) is not None):
        return True
    if not words or not below:
        return False
    return labels.exact(words[0]) is first or any(
        word and isinstance(labels.exact(word), Number) and any(is_amount(row[at]) for row in below if at < len(row))
        for at, word in enumerate(line)
    )


def has_unknown_head(block: Sequence[Sequence[str]]) -> bool:
    """Whether the first line of a block that no heading was known in is one of headings: words above amounts."""
    head, *below = block if block else [[]]
    if len(below) < _LEAST_BELOW or any(is_amount(word) or is_nil(word) or says_none(word) for word in head):
        return False
    columns = ([row[at] for row in below if at < len(row) and row[at]] for at, word in enumerate(head) if word)
    return any(len(column) == len(below) and all(map(is_amount, column)) for column in columns)


def _joined(upper: Sequence[str], lower: Sequence[str], labels: LabelMatch[Field]) -> list[str]:
    """The headings of two lines in one, where the upper has cells over several of the lower; else none.

    A cell below one of the upper line that is a year alone is of that year.
    """
    words = [word for word in lower if word]
    known = [word for word in words if labels.find(word) is not None]
    if not (upper and upper[0]) or lower[:1] != [""] or len(words) < 2 or 2 * len(known) < len(words):
        return []
    heads: list[str] = []
    over = ""
    for at in range(max(len(upper), len(lower))):
        above, below = (line[at] if at < len(line) else "" for line in (upper, lower))
        over = above or over
        heads.append(over + below if below and only_year(over) else below or above)
    return heads


def _headed(
    head: Sequence[str],
    below: Sequence[Sequence[str]],
    labels: LabelMatch[Field],
    rows: Rows,
    fields: Sequence[Field],
    units: Sequence[Unit],
    codes: Sequence[int],
) -> ColumnBlock:
    """The columns by their headings, ``codes`` apart.

    Of several for one field that counts which says what the list is of, 项目支出 for 项目支出按功能分类; else that with
    the field's own label, else the first.
    """
    found = _named(head, below, labels, fields[0], codes)
    chosen: dict[str, int] = {}

    def rank(at: int) -> tuple[bool, bool, int]:
        return head[at] != rows.label.partition(_BY)[0], not head[at].startswith(found[at].label), at

    for at in sorted(found, key=rank):
        chosen.setdefault(found[at].name, at)
    width = max([len(head), *map(len, below)])
    columns: list[Field | None] = []
    over: list[int] = []
    for at in range(width):
        part = found.get(at)
        word = unnumbered(head[at]) if at < len(head) else ""
        columns.append(part if part is not None and chosen[part.name] == at and not _computed(part) else None)
        left_out = word in SERIALS or at in codes or (part is not None and _computed(part))
        if columns[-1] is None and not left_out and any(row[at] for row in below if at < len(row)):
            over.append(at)
    said = [*(units_behind(word) or units for word in head), *[units] * (width - len(head))]
    lines = [[in_units(columns[at], said[at], value) for at, value in enumerate(row)] for row in below]
    names = chosen.get(fields[0].name, 0)
    computed = {
        at: part
        for at, part in sorted(found.items())
        if isinstance(part, Number) and part.formula is not None and chosen[part.name] == at
    }
    return ColumnBlock(lines, columns, names, over, computed=computed)


def _named(
    head: Sequence[str], below: Sequence[Sequence[str]], labels: LabelMatch[Field], first: Field, codes: Sequence[int]
) -> dict[int, Field]:
    """The fields that headings name, by their columns; the ``first`` where it is not named, above the first words."""
    free = [(at, word) for at, word in enumerate(head) if at not in codes]
    found = {at: part for at, word in free if word and (part := labels.find(word)) is not None}
    for at, word in free if first not in found.values() else ():
        nameless = at not in found and unnumbered(word) not in SERIALS
        if nameless and _kind([row[at] for row in below if at < len(row)]) == "words":
            return found | {at: first}
    return found


def _computed(part: Field) -> bool:
    return isinstance(part, Number) and part.formula is not None


def _numbered(block: Sequence[Sequence[str]]) -> bool:
    """Whether the first column only numbers the lines, from one on, with words behind every number."""
    counted = [line[0] for line in block] == [str(number) for number in range(1, len(block) + 1)]
    return len(block) > 1 and counted and all(len(line) > 1 and line[1] and not is_number(line[1]) for line in block)
