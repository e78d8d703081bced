"""Drafts made of others, all in agreement: other amounts, fields left out, rows fewer or more."""

from __future__ import annotations

import random
import re
from decimal import Decimal
from typing import TYPE_CHECKING, Any, Final

from model.checks.checker import Checker
from model.drafts.draft import load
from model.figures import exact_digits
from model.report.tree import Cell
from model.schema.fields import Money, Number, Prose, Text
from tests.exporters.drafts import annexed
from tests.model.drafting import DATA, SAMPLES, printed, refilled

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.report.report import Report

_ROUNDS: Final = 9
_FITTED: Final = 3
"""So often a draft is mended; one that is still wrong then is given up."""

_NAMES: Final = (
    "2024年老旧小区改造",
    "“三供一业”移交补助",
    "110指挥中心运行维护",
    "12345政务服务便民热线",
    "“十四五”规划中期评估",
    "第三次全国土壤普查",
    "5G基站选址和1号站房建设",
    "G60高速出入口环境整治（二期）",
    "中央财政2023年农业生产发展资金（提前下达）第二批",
    "信息化建设",
    "1号楼和2号楼消防改造",
    "2023—2025年高素质农民培育",
    "8·15洪灾恢复重建",
    "“放管服”改革",
    "4个街道综合服务设施",
    "消费维权和12315平台运行",
    "农村公路30公里大修",
    "7×24小时应急值守",
    "污水处理厂2.5万吨扩建",
)
_RENAMED: Final = ("projects.items", "funds.items", "capital.items", "additions", "subordinates", "reasons")
_NEUTRAL: Final = "已按规定办理。"
_WITH_FIGURES: Final = re.compile(r"[^。\n]*[0-9][^。\n]*。?")
_KEPT: Final = (".implementation", ".insurance", ".performance", ".problems", ".improvements", ".publication")
"""The sections that must not lose their last row."""
_PLAIN: Final = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")


def drafts() -> Iterator[tuple[str, Report]]:
    """Every draft that can be exported, by name."""
    for path in sorted([*SAMPLES.glob("*.toml"), *DATA.glob("*.toml"), *(DATA / "own_copies").glob("*.toml")]):
        if not {"wording", "reading"} & set(re.split("[-_.]", path.name)) and not (draft := load(path)).problems:
            yield path.stem, draft.report
    yield "annexed", annexed().report


def variants(count: int, seed: int, only: str = "") -> Iterator[tuple[str, Report]]:
    """So many variants of drafts with ``only`` in their name, none with an error in a check; by name and number."""
    known = [(name, report.root.content()) for name, report in drafts() if only in name and not report.root.empty]
    number = -1
    while count:
        number += 1
        dice = random.Random(f"{seed}/{number}")
        name, content = dice.choice(known)
        names = dice.sample(_NAMES, len(_NAMES))
        report = refilled(_rows_changed(content, dice, dice.choice((0.0, 0.1, 0.4)), names))
        before = {cell.path: cell.raw or _computed(cell) for cell in report.root.cells()}
        _vary(report, dice)
        if _mended(report, before):
            count -= 1
            yield f"{name}#{seed}/{number}", report


def _rows_changed(
    content: dict[str, Any], dice: random.Random, rate: float, names: list[str], around: str = ""
) -> dict[str, Any]:
    """``content`` with lists in another order, with rows fewer or more, some under one of ``names``, each used once."""
    changed: dict[str, Any] = {}
    for key, value in content.items():
        path = f"{around}.{key}"
        if isinstance(value, dict):
            changed[key] = _rows_changed(value, dice, rate, names, path)
        elif isinstance(value, list):
            rows = [_rows_changed(row, dice, rate, names, path) for row in value if dice.random() >= rate]
            if dice.random() < rate or (not rows and path.startswith(_KEPT)):
                rows = rows[:1] or [dice.choice(value)]
            if dice.random() < rate:
                dice.shuffle(rows)
            if path.endswith(_RENAMED) and dice.random() < 2 * rate:
                rows += [dict(dice.choice(value)) for _ in names[:1]]
                for row in reversed(rows[-2:]):
                    if names:
                        row["text" if "text" in row else "name"] = names.pop()
            changed[key] = rows
        else:
            changed[key] = value
    return changed


def _vary(report: Report, dice: random.Random) -> None:
    """Leave fields out and change amounts; the report need not agree with itself afterwards."""
    blank, other, times = (
        dice.choice((0.0, 0.03, 0.1, 0.3)),
        dice.choice((0.0, 0.0, 0.05, 0.2)),
        dice.choice((1, 2, 3, 7)),
    )
    computed = dice.choice((True, False))
    for node in [one for one in report.root.nodes() if one.parent is not None and one.section and one.index < 0]:
        if node.element is not None and node.parent is not report.root and dice.random() < blank / 2:
            for cell in node.cells():
                _leave_out(cell)
    for cell in report.root.cells():
        field = cell.field
        if cell.raw and dice.random() < blank and isinstance(field, Number | Text | Prose) and field.name != "unit":
            _leave_out(cell)
        if not isinstance(field, Number) or not _PLAIN.fullmatch(cell.raw):
            continue
        if isinstance(field, Money):
            cell.raw = str(Decimal(cell.raw) * times)
        if computed and cell.computable:
            cell.raw = ""
        elif dice.random() < other:
            _change(cell, dice)
    if dice.random() < 2 * other:
        _turn(report, dice)
    names = sorted({cell.field.name for cell in report.root.cells() if cell.raw and isinstance(cell.field, Number)})
    column = dice.choice(["executed", *names]) if blank else ""
    unit = dice.choice(("", "", "", "元"))
    for cell in report.root.cells():
        if cell.field.name == column:
            _leave_out(cell)
        elif unit and isinstance(cell.field, Money) and _PLAIN.fullmatch(cell.raw):
            cell.raw = f"{Decimal(cell.raw) * 10000:f}{unit}"
    report.bind()


def _computed(cell: Cell) -> str:
    return "" if cell.figure is None or cell.error else exact_digits(cell.figure.value, cell.unit, cell.figure.decimals)


def _leave_out(cell: Cell) -> None:
    if not cell.field.required:
        cell.raw = ""


def _change(cell: Cell, dice: random.Random) -> None:
    """Another figure of about that size, or none."""
    assert isinstance(cell.field, Number)
    value = abs(Decimal(cell.raw)) * dice.randint(20, 180) / 100
    decimals = min(cell.field.decimals, dice.choice((0, 1, 2, 2, 2)))
    cell.raw = dice.choice(("0", "无", *[printed(value, decimals)] * 6))


def _turn(report: Report, dice: random.Random) -> None:
    """Exchange figures of this year and of the last, so that what rose falls."""
    for cell in report.root.cells():
        source = getattr(cell.field, "from_last", None)
        beside = None if source is None else cell.node.parts.get(source.name)
        if isinstance(beside, Cell) and beside.raw and cell.raw and dice.random() < 0.6:
            cell.raw, beside.raw = beside.raw, cell.raw


def _mended(report: Report, before: dict[str, str]) -> bool:
    """Put right or leave out what contradicts the rest; whether that leaves no error. ``before``: what stood there.

    First the judged figure is made to fit, then the figures that it is held against are left out, then their rows.
    """
    for turn in range(_ROUNDS):
        wrong = [one for one in Checker(report).findings() if one.severity == "error"]
        if not wrong:
            return True
        for finding in wrong:
            parts = [report.root.at(path) for path in finding.fields if path]
            cells = [part for part in parts if isinstance(part, Cell)]
            if finding.code == "required":
                for cell in cells:
                    cell.raw = before.get(cell.path) or ("" if isinstance(cell.field, Number) else _NEUTRAL)
                continue
            judged = cells[-1 if turn % 2 and len(cells) == 2 else 0 :][:1]
            for cell in judged if turn < _FITTED else cells:
                if isinstance(cell.field, Text | Prose):
                    cell.raw = _WITH_FIGURES.sub("", cell.raw) or _NEUTRAL
                elif isinstance(cell.field, Number):
                    fits = bool(finding.expected) and cell in judged and (turn < _FITTED or cell.field.required)
                    if fits or not cell.field.required:
                        cell.raw = finding.expected if fits else ""
            if turn > _FITTED + 2:
                for rows in [rows for cell in cells if (rows := cell.node.row_list) is not None]:
                    rows.rows.clear()
        report.bind()
    return False
