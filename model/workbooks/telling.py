"""What an import would do, for people and for scripts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from model.figures import WAN, YUAN, digits, group, read, unit_named
from model.schema.outline import place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.workbooks.taking import Proposal, Taken, Unplaced

_FIGURE = re.compile(r"(-?[0-9.]+)(\D*)")


def split(value: str) -> tuple[str, str]:
    """The plain digits of a kept amount and its unit; a word has none."""
    found = _FIGURE.fullmatch(value)
    return (found[1], found[2] or WAN.name) if found else (value, "")


def lines(proposal: Proposal) -> Iterator[str]:
    """The figures with old and new value and their cells, what was not placed, and remarks."""
    yield f"可取的数（{len(proposal.figures)}项）"
    section = 0
    for figure in sorted(proposal.figures, key=lambda figure: figure.section):
        if figure.section != section:
            section = figure.section
            yield place(section)
        yield f"  {figure.label}：{change(figure)}"
        yield f"      {figure.file} 工作表“{figure.sheet}”{figure.cell}"
    if proposal.unplaced:
        yield f"没有取的（{len(proposal.unplaced)}项），请自行核对填写"
    for left in proposal.unplaced:
        yield f"  {left.label or '整张表'}：{_words(left)}{left.reason}"
        yield f"      {left.file} 工作表“{left.sheet}”{left.cell}"
    if proposal.remarks:
        yield "说明"
    yield from (f"  {remark}" for remark in proposal.remarks)


def _words(left: Unplaced) -> str:
    return f"“{left.text[:20]}”，" if left.text else ""


def change(figure: Taken) -> str:
    """What taking a figure changes: 1.5万元 → 2万元."""
    new = _shown(figure.value)
    return f"{new}（不变）" if same(figure) else f"{_shown(figure.old)} → {new}"


def _shown(value: str) -> str:
    """The amount as typed; one in 元 as the form and the report say it, too."""
    plain, unit = split(value)
    if not unit:
        return plain or "（空）"
    typed = group(plain) + unit
    if unit != YUAN.name:
        return typed
    return f"{group(digits(read(value, WAN, 2).value, WAN, 2))}{WAN.name}（{typed}）"


def same(figure: Taken) -> bool:
    """Whether the draft says so already."""
    (old, old_unit), (new, new_unit) = split(figure.old), split(figure.value)
    before, after = unit_named(old_unit), unit_named(new_unit)
    if not (old_unit and new_unit and before and after):
        return figure.old == figure.value
    from decimal import Decimal

    return Decimal(old) * before.factor == Decimal(new) * after.factor


def plain(proposal: Proposal) -> dict[str, Any]:
    """The same as JSON has it: ``figures`` and ``unplaced``."""
    return {
        "figures": [
            {
                "path": figure.path,
                "label": figure.label,
                "value": split(figure.value)[0],
                "unit": split(figure.value)[1],
                "file": figure.file,
                "sheet": figure.sheet,
                "cell": figure.cell,
            }
            for figure in proposal.figures
        ],
        "unplaced": [left._asdict() for left in proposal.unplaced],
    }
