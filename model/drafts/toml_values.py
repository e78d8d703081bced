"""The values of TOML as the fields of a draft take them, and what messages call them."""

from __future__ import annotations

import datetime
from typing import Any

from model.schema.fields import NO, YES, Date, Field, Flag, Number, Year


class Literal(str):
    """A number of the file, kept as its text."""

    __slots__ = ()


def typed(field: Field, value: Any) -> str | None:
    """The text that the TOML value ``value`` is for ``field``; None when it is of another kind.

    Text is taken for every field: it may be what was typed and does not fit yet.
    """
    if type(value) is str:
        return value.removesuffix("\n") if field.multiline else value
    if isinstance(value, Literal):
        return str(value) if isinstance(field, Number | Year) else None
    if isinstance(value, bool):
        return (YES if value else NO) if isinstance(field, Flag) else None
    if isinstance(value, int):
        if not isinstance(field, Number | Year):
            return None
        return str(value) if abs(value) < 10**20 else "9" * 21
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value.isoformat() if isinstance(field, Date) else None
    return None


def wanted(field: object) -> str:
    """What a field takes, and how it is written."""
    if isinstance(field, Number):
        return f"数，如 {field.label} = 12.5 写作 {field.name} = 12.5"
    if isinstance(field, Flag):
        return f"是或否，写作 {field.name} = true 或 false"
    if isinstance(field, Year):
        return f"年度，写作 {field.name} = 2022"
    if isinstance(field, Date):
        return f"日期，写作 {field.name} = 2022-12-31"
    return '文字，要加引号："…"'


def kind(value: Any) -> str:
    """What a value is called."""
    kinds = (
        (bool, "真假值"),
        (Literal, "数"),
        (int, "数"),
        (str, "文字"),
        (list, "列表"),
        (dict, "表"),
        (datetime.date, "日期"),
        (datetime.time, "时间"),
    )
    return next((name for kind, name in kinds if isinstance(value, kind)), "别的")
