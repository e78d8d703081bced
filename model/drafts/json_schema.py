"""The JSON Schema of a draft, made from the declarations: editors complete and check a draft by it."""

from __future__ import annotations

from typing import Any, Final

from model.drafts.draft import SCHEMA
from model.drafts.notation import label
from model.report.edits import MAX_ROWS
from model.schema.elements import Element
from model.schema.fields import Choice, Date, Field, Flag, Number, Year
from model.schema.outline import Outline
from model.schema.records import Group, Record, Rows

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"


def json_schema() -> dict[str, Any]:
    """The schema of a whole draft as plain values.

    It says what a draft may hold, not what a report must: a draft is begun empty. A figure is a number, or the text
    that a clerk types for one ("1.5亿元", "无"). Keys that the program does not know are kept, and so allowed.
    """
    whole = _record(Outline)
    version = {"type": "integer", "minimum": 1, "maximum": SCHEMA, "description": "草稿格式的版本，请勿改动"}
    whole["properties"] = {"schema": version, **whole["properties"]}
    return {"$schema": DIALECT, "title": "部门整体支出绩效自评报告草稿", "required": ["schema"], **whole}


def _record(record: type[Record]) -> dict[str, Any]:
    return {"type": "object", "properties": {part.name: _part(part) for part in record.elements}}


def _part(part: Element) -> dict[str, Any]:
    if isinstance(part, Rows):
        found = {"type": "array", "maxItems": MAX_ROWS, "items": _record(part.record), "title": part.label}
    elif isinstance(part, Group):
        found = {**_record(part.record), "title": part.label}
    else:
        assert isinstance(part, Field)
        found = {**_value(part), "title": label(part)}
    said = "；".join(filter(None, (part.help, f"来源：{part.source}" if part.source else "")))
    return {**found, "description": said} if said else found


def _value(field: Field) -> dict[str, Any]:
    """What TOML value a field takes; text that does not fit it yet is kept, too, and so is a string everywhere."""
    if isinstance(field, Flag):
        return {"type": ["boolean", "string"]}
    if isinstance(field, Choice):
        return {"type": "string", "examples": list(field.options)}
    if isinstance(field, Year):
        return {"type": ["integer", "string"], "examples": [2022]}
    if isinstance(field, Number):
        return {"type": ["number", "string"]}
    if isinstance(field, Date):
        return {"type": "string", "examples": ["2022-12-31", *(["6月30日前"] if field.deadline else [])]}
    return {"type": "string"}
