"""The codes of the budget that stand beside the names in a copied table: they are never amounts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from model.schema.fields import Field
from tui.form.paste.label_match import LabelMatch, unnumbered
from tui.form.paste.pasted_figures import is_nil, is_number

_CODES: Final = ("编码", "代码", "编号")
_CODE_PARTS: Final = ("类", "款", "项")
"""Headings of the three columns into which a code of the budget is parted."""
_CODE_LENGTHS: Final = frozenset({3, 5, 7})
"""Digits of the codes of classes, sections and items of expenditure."""


def are_coded(block: Sequence[Sequence[str]], at: int) -> bool:
    """Whether column ``at`` of a block without headings has the codes of the names beside it, with amounts behind."""
    beside = [list(row[at : at + 3]) for row in block]
    return len(beside) > 0 and all(
        len(cells) == 3
        and cells[0].isdigit()
        and len(cells[0]) in _CODE_LENGTHS
        and cells[1]
        and not is_number(cells[1])
        and (is_number(cells[2]) or is_nil(cells[2]))
        for cells in beside
    )


def begins_with_code(words: Sequence[str]) -> bool:
    """Whether the headings ``words`` begin with that of a column of codes, or of the three parts of one."""
    return _is_code(words[0]) or tuple(words[: len(_CODE_PARTS)]) == _CODE_PARTS


def _is_code(head: str) -> bool:
    return unnumbered(head).endswith(_CODES)


def code_columns(head: Sequence[str], labels: LabelMatch[Field]) -> list[int]:
    """The columns of ``head`` that hold a code, or the parts of one."""
    parted = [at for at, word in enumerate(head) if word in _CODE_PARTS]
    if len(parted) == len(_CODE_PARTS):
        return parted
    return [at for at, word in enumerate(head) if _is_code(word) and labels.exact(word) is None][:1]


def without_parts(block: Sequence[list[str]], codes: Sequence[int]) -> tuple[list[list[str]], list[str]]:
    """The lines of ``block`` that none of the others contains by the codes in the columns ``codes``, and the others."""
    said = ["".join(line[at] for at in codes if at < len(line)) for line in block]
    known = {code for code in said if len(code) in _CODE_LENGTHS and code.isdigit()}
    within = [any(code[:length] in known for length in _CODE_LENGTHS if length < len(code)) for code in said]
    kept = [line for line, part in zip(block, within, strict=True) if not part]
    return kept, ["\t".join(line) for line, part in zip(block, within, strict=True) if part]


def joined_to_codes(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """The headings of two lines in one, where the lower names only the code and the name of a line; else none."""
    if not (lower and _is_code(lower[0])) or any(map(is_number, lower)) or len(upper) < len(lower):
        return []
    below = [*lower, *[""] * (len(upper) - len(lower))]
    return [low or up for up, low in zip(upper, below, strict=True)]
