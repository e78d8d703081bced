"""A new draft: every section, group and key of the declaration, each with a comment that tells the clerk what to write.

A key without a value is a commented line (``# total =``). Saving a value replaces that line.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from model.drafts.draft import SCHEMA, Draft, DraftError, parse
from model.drafts.notation import label, template
from model.drafts.saving import save
from model.files.unwritten import unusable
from model.schema.elements import FieldError
from model.schema.fields import Choice, Date, Field, Flag, Number
from model.schema.outline import Outline
from model.schema.records import Group, Record, Rows, Section

_HEAD = """\
# 部门整体支出绩效自评报告
# 填写：去掉行首的 # 和空格，在等号后面填写，井号后面的说明可以留着。
# 金额、人数直接写数字，不带逗号和单位，如 12345.67；用别的单位时加引号，如 "1.5亿元"；本单位无此项写 "无"。
# 文字写在引号中间；有多段的，用三个引号开头、三个引号结尾。
# 列表（如内设机构）有几行就写几段，每段以 [[…]] 一行开头；样子就在那里。
"""
SCHEMA_FILE = "ziping.schema.json"
"""Where an editor looks for the JSON Schema, beside the draft: ``ziping schema > ziping.schema.json`` makes it."""
# Room for a figure between the longest key of a table and the comments.
_ROOM = 15


def create(path: Path, year: int | None = None) -> None:
    """Write a draft to ``path`` that is blank but for the ``year`` of the report, where that is given.

    Raises DraftError as ``save_new`` does, and when no report can be of that year.
    """
    draft = parse(blank_text())
    if year is not None:
        cell = draft.report.section(1).cell("year")
        try:
            cell.raw = cell.field.read(str(year))
        except FieldError as error:
            raise DraftError(f"没有新建：{error}") from None
    save_new(draft, path)


def save_new(draft: Draft, path: Path) -> None:
    """Save ``draft`` as ``path``. Raises DraftError when something is there already or it cannot be written."""
    if os.path.lexists(path) and not os.path.isdir(path) and not unusable(path.name):
        raise DraftError(f"{path}：已经有这个文件，没有新建；请换一个文件名，或用 ziping {path} 打开它")
    save(draft, path)


def blank_text() -> str:
    """The text of a blank draft."""
    head = [f"#:schema {SCHEMA_FILE}", f"schema = {SCHEMA}  # 草稿格式的版本，请勿改动", "", *_HEAD.splitlines()]
    return "\n".join([*head, *_inside(Outline, "")]) + "\n"


def _inside(record: type[Record], path: str) -> Iterator[str]:
    """The lines below the header of a section or a group: keys first, since TOML wants it, then what has a header."""
    yield from _keys(record)
    for part in record.elements:
        inner = f"{path}.{part.name}".removeprefix(".")
        if isinstance(part, Rows) and part.internal:
            continue
        if isinstance(part, Rows):
            yield from ("", _heading(part))
            yield from (f"# {line}" for line in _example(part, inner))
        elif isinstance(part, Group):
            yield from ("", _heading(part), f"[{inner}]")
            yield from _inside(part.record, inner)


def _example(rows: Rows, path: str) -> Iterator[str]:
    """A row of a list to copy, with the lists and groups in it."""
    yield f"[[{path}]]"
    yield from _row(rows.record, path)


def _row(record: type[Record], path: str) -> Iterator[str]:
    for line in _keys(record):
        yield line.removeprefix("# ")
    for part in record.elements:
        if isinstance(part, Rows):
            yield _heading(part)
            yield from _example(part, f"{path}.{part.name}")
        elif isinstance(part, Group):
            yield from (_heading(part), f"[{path}.{part.name}]")
            yield from _row(part.record, f"{path}.{part.name}")


def _keys(record: type[Record]) -> Iterator[str]:
    fields = record.own_fields
    column = max((len(field.name) for field in fields), default=0) + _ROOM
    for field in fields:
        yield f"{template(field).ljust(column)}  # {_comment(field)}"


def _comment(field: Field) -> str:
    """What to write into ``field``: label, unit, whether it must be, what it means, where it is found."""
    said = [label(field)]
    if isinstance(field, Number) and field.formula is not None:
        said.append("不填则自动计算")
    elif field.required:
        said.append("必填")
    if isinstance(field, Flag):
        said.append("填 true（是）或 false（否）")
    elif isinstance(field, Choice):
        said.append("选填 " + " 或 ".join(f'"{option}"' for option in field.options))
    elif isinstance(field, Date):
        said.append("如 2022-12-31")
    if field.help:
        said.append(field.help)
    if field.source:
        said.append(f"来源：{field.source}")
    return "；".join(said)


def _heading(part: Group) -> str:
    """The comment above a section, a group or the example of a list."""
    hint = f"。{part.help}" if part.help else ""
    if isinstance(part, Rows):
        return f"# {part.label}：一个{part.noun}写一段{hint}"
    return f"# {part.heading if isinstance(part, Section) else part.label}{hint}"
