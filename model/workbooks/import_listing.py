"""Lists what an import would take, as text for people and as JSON for scripts."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from model.figures import WAN, YUAN, digits, group, read
from model.schema.outline import place
from model.workbooks.found_amounts import split_amount
from model.workbooks.taking import Proposal, Taken, Unplaced


def lines(proposal: Proposal) -> Iterator[str]:
    """The figures with old and new value and their cells, what each sheet is, what was not placed, and remarks."""
    yield f"可取的数（{len(proposal.certain)}项）"
    section = 0
    for figure in sorted(proposal.certain, key=lambda figure: figure.section):
        if figure.section != section:
            section = figure.section
            yield place(section)
        yield f"  {figure.label}：{change(figure)}"
        yield f"      {figure.file} 工作表“{figure.sheet}”{figure.cell}"
    if proposal.sheets:
        yield "各工作表"
    yield from (f"  {said}" for said in proposal.sheets)
    left = not_taken(proposal)
    if left:
        choosing = "；对不上的可以打开草稿，用“导入决算表取数”逐项选取" if proposal.doubtful else ""
        yield f"没有取的（{len(left)}项），请自行核对填写{choosing}"
    alike: dict[tuple[str, str, str], list[Unplaced]] = {}
    for each in left:
        alike.setdefault((each.file, each.sheet, each.reason), []).append(each)
    for (file, sheet, reason), several in alike.items():
        yield f"  {'、'.join(map(_named, several))}：{reason}"
        yield f"      {file} 工作表“{sheet}”{'、'.join(each.cell for each in several if each.cell)}"
    if proposal.remarks:
        yield "说明"
    yield from (f"  {remark}" for remark in proposal.remarks)


def not_taken(proposal: Proposal) -> list[Unplaced]:
    """What is not taken unasked: the figures in doubt, and what could not be placed."""
    doubtful = [
        Unplaced(figure.label, figure.file, figure.sheet, figure.cell, _shown(figure.value, figure.unit), figure.doubt)
        for figure in proposal.doubtful
    ]
    return [*doubtful, *proposal.unplaced]


def _named(left: Unplaced) -> str:
    """The figure that was not taken, and what stands in its cell."""
    return left.name + (f"“{left.text[:20]}”" if left.text else "")


def change(figure: Taken) -> str:
    """What taking a figure changes: 1.5万元 → 2万元."""
    new = _shown(figure.kept, figure.unit)
    return f"{new}（不变）" if figure.unchanged else f"{_shown(figure.old, figure.unit)} → {new}"


def _shown(value: str, of: str) -> str:
    """The amount as typed; one in 元 as the form and the report say it, too."""
    plain, unit = split_amount(value, of)
    if not unit:
        return plain or "（空）"
    typed = group(plain) + unit
    if unit != YUAN.name:
        return typed
    return f"{group(digits(read(value, WAN, 2).value, WAN, 2))}{WAN.name}（{typed}）"


def plain(proposal: Proposal) -> dict[str, Any]:
    """The same as JSON has it: ``figures`` that are taken, ``unplaced`` that are not, ``remarks``."""
    return {
        "figures": [
            {
                "path": figure.path,
                "label": figure.label,
                "value": split_amount(figure.value, figure.unit)[0],
                "unit": split_amount(figure.value, figure.unit)[1],
                "file": figure.file,
                "sheet": figure.sheet,
                "cell": figure.cell,
            }
            for figure in proposal.certain
        ],
        "unplaced": [
            {name: getattr(left, name) for name in ("label", "file", "sheet", "cell", "text", "reason")}
            for left in not_taken(proposal)
        ],
        "remarks": list(proposal.remarks),
    }
