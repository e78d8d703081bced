"""Holds a wording against the declarations of the report before anything is said with it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from exporters.wording import wording_blocks
from exporters.wording.names import Scopes, declared, part_of, usable
from exporters.wording.sentence import NTH, Clause, Part, Repeated, SentenceError, ValuePart, WordsPart, parse
from model.schema.elements import Element
from model.schema.fields import NONE, Choice, Field, Number
from model.schema.outline import Outline
from model.schema.records import Group, Rows
from model.text import perhaps

KNOWN = ("@year", "@last", "@self", NTH)


def check(parts: Iterable[wording_blocks.Block], key: str, each: str = "") -> Iterator[str]:
    """What is wrong with the blocks said of the draft's table ``key`` ("": none of them), one sentence a fault.

    ``each`` is the list of that table for whose rows they are said, if any.
    """
    scopes: Scopes = (Outline,)
    for name in filter(None, (key, each)):
        part = declared(name, scopes)
        assert isinstance(part, Group)
        scopes = (*scopes, part.record)
    yield from _blocks(parts, scopes, rows=bool(each), table=None)


def _blocks(
    parts: Iterable[wording_blocks.Block], scopes: Scopes, *, rows: bool, table: wording_blocks.TableBlock | None
) -> Iterator[str]:
    """``rows``: the blocks are said once a row; ``table``: the table they stand in, None for running text."""
    for block in parts:
        if table is not None and not isinstance(block, wording_blocks.RowBlock | wording_blocks.Around):
            yield "@表 之下只能有 @头、@行、@逐项、@若、@组"
        match block:
            case wording_blocks.HeadingBlock() | wording_blocks.SentenceBlock():
                yield from _template(block.template, scopes, rows=rows)
            case wording_blocks.TextBlock():
                yield from _prose(block, scopes, rows=rows)
            case wording_blocks.RowBlock():
                if table is None:
                    yield "@头、@行 只能写在 @表 之下"
                elif len(block.cells) != (columns := len(table.header or next(_rows(table.blocks)).cells)):
                    yield f"@行 有 {len(block.cells)} 格，表头有 {columns} 列，格数要相同"
                if block.cells[0] == wording_blocks.LEFT:
                    yield f"第一格左边没有格，不能写 {wording_blocks.LEFT}"
                for cell in block.cells:
                    yield from _template(cell.removeprefix(wording_blocks.ABOVE), scopes, rows=rows)
            case wording_blocks.TableBlock():
                yield from _template(block.caption, scopes, rows=rows)
                if not block.header and next(_rows(block.blocks), None) is None:
                    yield "@表 没有列名时，下面要写 @头、@行"
                yield from _blocks(block.blocks, scopes, rows=rows, table=block)
            case wording_blocks.EachBlock():
                part, faults = _list(block.name, scopes, rows=rows)
                yield from faults
                if part is not None:
                    yield from _blocks(block.blocks, (*scopes, part.record), rows=True, table=table)
            case wording_blocks.GroupBlock():
                group = declared(block.name, scopes)
                if isinstance(group, Group) and not isinstance(group, Rows):
                    yield from _blocks(block.blocks, (*scopes, group.record), rows=rows, table=table)
                else:
                    yield _wrong(block.name, scopes, group, "一个组")
            case wording_blocks.IfBlock():
                yield from _choice(block, scopes)
                yield from _blocks((*block.blocks, *block.other), scopes, rows=rows, table=table)


def _rows(parts: Iterable[wording_blocks.Block]) -> Iterator[wording_blocks.RowBlock]:
    """The rows of a table as they are written, one after the other."""
    for part in parts:
        if isinstance(part, wording_blocks.RowBlock):
            yield part
        elif isinstance(part, wording_blocks.Around):
            yield from _rows((*part.blocks, *(part.other if isinstance(part, wording_blocks.IfBlock) else ())))


def _prose(block: wording_blocks.TextBlock, scopes: Scopes, *, rows: bool) -> Iterator[str]:
    part = declared(block.name, scopes)
    if not isinstance(part, Field) or isinstance(part, Number):
        yield _wrong(block.name, scopes, part, "一段文字")
    yield from _template(block.before, scopes, rows=rows)


def _choice(block: wording_blocks.IfBlock, scopes: Scopes) -> Iterator[str]:
    part = declared(block.name, scopes)
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
    part = declared(name, scopes)
    if not isinstance(part, Rows):
        return None, [_wrong(name, scopes, part, "一个列表")]
    if rows and declared(name, scopes[-1:]) is None:
        return None, [f"“{name}”不是这一行里的列表，逐项之中只能再逐项这一行自己的列表"]
    return part, []


def _template(template: str, scopes: Scopes, *, rows: bool) -> Iterator[str]:
    try:
        parts = parse(template)
    except SentenceError as error:
        yield str(error)
    else:
        yield from _parts(parts, scopes, rows=rows)


def _parts(parts: Iterable[Part], scopes: Scopes, *, rows: bool, optional: bool = False) -> Iterator[str]:
    for part in parts:
        if isinstance(part, WordsPart):
            continue
        if isinstance(part, Clause):
            for wording, _ in part.wordings:
                yield from _parts(wording, scopes, rows=rows, optional=True)
        elif isinstance(part, Repeated):
            found, faults = _list(part.name, scopes, rows=rows)
            yield from faults
            if found is not None:
                yield from _parts(part.parts, (*scopes, found.record), rows=True)
        else:
            yield from _value(part, scopes, optional=optional)


def _value(part: ValuePart, scopes: Scopes, *, optional: bool) -> Iterator[str]:
    """``optional``: in brackets, where alone a list can say that there is none."""
    if part.name.startswith("@"):
        if part.name not in KNOWN:
            yield f"没有“{part.name}”，可用的是 {'、'.join(KNOWN)}"
        return
    of_list, _, own = part.name.rpartition(".")
    rows = declared(of_list, scopes) if of_list and optional and not part.figure else None
    if isinstance(rows, Rows) and isinstance(part_of(rows.record, own), Number):
        part, scopes = replace(part, name=own), (*scopes, rows.record)
    found = declared(part.name, scopes)
    if isinstance(found, Rows) and not part.words and optional:
        return
    if not isinstance(found, Field):
        yield _wrong(part.name, scopes, found, "一个数或一项文字")
    elif (part.words or not part.figure) and (not isinstance(found, Number) or len(part.words) not in (2, 3)):
        yield f"“{part.name}”后面的方向词要写两个或三个，并且只用于数，如 {{change:增加|减少|持平}}"


def _wrong(name: str, scopes: Scopes, found: Element | None, wanted: str) -> str:
    if found is not None:
        return f"“{name}”（{found.label}）不是{wanted}，请换一个名称或写法"
    return f"没有名为“{name[:60]}”的项" + perhaps(name, usable(scopes), "，请对照各部分前面列出的名称")
