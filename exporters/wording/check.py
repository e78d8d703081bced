"""Holds a wording against the declarations of the report before anything is said with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from exporters.wording import blocks
from exporters.wording.syntax import NTH, Clause, Each, Say, TemplateError, Value, parse
from model.schema.fields import NONE, Choice, Field, Number
from model.schema.outline import Outline
from model.schema.records import Group, Record, Rows

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from exporters.wording.syntax import Part
    from model.schema.elements import Element

KNOWN = ("@year", "@last", "@self", NTH)

Scopes = tuple[type[Record], ...]
"""The records around a place, the whole report first."""


def check(parts: Iterable[blocks.Block], key: str, each: str = "") -> Iterator[str]:
    """What is wrong with the blocks said of the draft's table ``key`` ("": none of them), one sentence a fault.

    ``each`` is the list of that table for whose rows they are said, if any.
    """
    scopes: Scopes = (Outline,)
    for name in filter(None, (key, each)):
        part = _find(name, scopes)
        assert isinstance(part, Group)
        scopes = (*scopes, part.record)
    yield from _blocks(parts, scopes, rows=bool(each), table=None)


def _blocks(parts: Iterable[blocks.Block], scopes: Scopes, *, rows: bool, table: blocks.Grid | None) -> Iterator[str]:
    """``rows``: the blocks are said once a row; ``table``: the table they stand in, None for running text."""
    for block in parts:
        if table is not None and not isinstance(block, blocks.Row | blocks.Each | blocks.If | blocks.Inside):
            yield "@表 之下只能有 @行、@逐项、@若、@组"
        match block:
            case blocks.Head() | blocks.Say():
                yield from _template(block.template, scopes, rows=rows)
            case blocks.Prose():
                yield from _prose(block, scopes, rows=rows)
            case blocks.Row():
                if table is None:
                    yield "@行 只能写在 @表 之下"
                elif len(block.cells) != len(table.header):
                    yield f"@行 有 {len(block.cells)} 格，表头有 {len(table.header)} 列，格数要相同"
                for cell in block.cells:
                    yield from _template(cell, scopes, rows=rows)
            case blocks.Grid():
                yield from _template(block.caption, scopes, rows=rows)
                yield from _blocks(block.blocks, scopes, rows=rows, table=block)
            case blocks.Each():
                part, faults = _list(block.name, scopes, rows=rows)
                yield from faults
                if part is not None:
                    yield from _blocks(block.blocks, (*scopes, part.record), rows=True, table=table)
            case blocks.Inside():
                group = _find(block.name, scopes)
                if isinstance(group, Group) and not isinstance(group, Rows):
                    yield from _blocks(block.blocks, (*scopes, group.record), rows=rows, table=table)
                else:
                    yield _wrong(block.name, scopes, group, "一个组")
            case blocks.If():
                yield from _choice(block, scopes)
                yield from _blocks((*block.blocks, *block.other), scopes, rows=rows, table=table)


def _prose(block: blocks.Prose, scopes: Scopes, *, rows: bool) -> Iterator[str]:
    part = _find(block.name, scopes)
    if not isinstance(part, Field) or isinstance(part, Number):
        yield _wrong(block.name, scopes, part, "一段文字")
    yield from _template(block.before, scopes, rows=rows)


def _choice(block: blocks.If, scopes: Scopes) -> Iterator[str]:
    part = _find(block.name, scopes)
    if not isinstance(part, Field):
        yield _wrong(block.name, scopes, part, "一个选项")
    elif isinstance(part, Choice):
        for value in block.values:
            if value not in part.options:
                yield f"“{part.label}”没有“{value[:20]}”这个选项，可选：{'、'.join(part.options)}"
    elif isinstance(part, Number) and block.values != (NONE,):
        yield f"“{part.label}”是数，@若 {block.name} 后面只能写 = {NONE}（本单位无此项）"


def _list(name: str, scopes: Scopes, *, rows: bool) -> tuple[Rows | None, list[str]]:
    """The list called ``name``. Within rows it must be the row's own, or a report could grow beyond all bounds."""
    part = _find(name, scopes)
    if not isinstance(part, Rows):
        return None, [_wrong(name, scopes, part, "一个列表")]
    if rows and _find(name, scopes[-1:]) is None:
        return None, [f"“{name}”不是这一行里的列表，逐项之中只能再逐项这一行自己的列表"]
    return part, []


def _template(template: str, scopes: Scopes, *, rows: bool) -> Iterator[str]:
    try:
        parts = parse(template)
    except TemplateError as error:
        yield str(error)
    else:
        yield from _parts(parts, scopes, rows=rows)


def _parts(parts: Iterable[Part], scopes: Scopes, *, rows: bool) -> Iterator[str]:
    for part in parts:
        if isinstance(part, Say):
            continue
        if isinstance(part, Clause):
            for wording, _ in part.wordings:
                yield from _parts(wording, scopes, rows=rows)
        elif isinstance(part, Each):
            found, faults = _list(part.name, scopes, rows=rows)
            yield from faults
            if found is not None:
                yield from _parts(part.parts, (*scopes, found.record), rows=True)
        else:
            yield from _value(part, scopes)


def _value(part: Value, scopes: Scopes) -> Iterator[str]:
    if part.name.startswith("@"):
        if part.name not in KNOWN:
            yield f"没有“{part.name}”，可用的是 {'、'.join(KNOWN)}"
        return
    found = _find(part.name, scopes)
    if not isinstance(found, Field):
        yield _wrong(part.name, scopes, found, "一个数或一项文字")
    elif part.words and (not isinstance(found, Number) or len(part.words) not in (2, 3)):
        yield f"“{part.name}”后面的方向词要写两个或三个，并且只用于数，如 {{change:增加|减少|持平}}"


def _find(name: str, scopes: Scopes) -> Element | None:
    """What is called ``name`` in the innermost record that has a part of its first name."""
    first, *rest = name.split(".")
    for record in reversed(scopes):
        part = _part(record, first)
        if part is None:
            continue
        for step in rest:
            if not isinstance(part, Group) or isinstance(part, Rows):
                return None
            part = _part(part.record, step)
        return part
    return None


def _part(record: type[Record], name: str) -> Element | None:
    return next((part for part in record.elements if part.name == name), None)


def _wrong(name: str, scopes: Scopes, found: Element | None, wanted: str) -> str:
    if found is not None:
        return f"“{name}”（{found.label}）不是{wanted}，请换一个名称或写法"
    from difflib import get_close_matches

    near = get_close_matches(name, _names(scopes), 1, 0.6)
    return f"没有名为“{name[:60]}”的项" + (f"，是不是 {near[0]}？" if near else "，请对照各部分前面列出的名称")


def _names(scopes: Scopes) -> list[str]:
    """Every name that can be written here, those of groups with their parts."""
    return [name for record in scopes for name in names(record)]


def names(record: type[Record], before: str = "") -> Iterator[str]:
    """The names of the parts of ``record``, those of groups with their parts; rows by the list alone."""
    for part in record.elements:
        yield before + part.name
        if isinstance(part, Group) and not isinstance(part, Rows) and record is not Outline:
            yield from names(part.record, f"{before}{part.name}.")
