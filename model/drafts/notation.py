"""How a value, its key and its comment are written in a draft."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

import tomlkit

from model.errors import ZipingError
from model.patterns import Pattern
from model.schema.fields import YES, Date, Field, Flag, Number, Year

_BARE_NUMBER: Final = Pattern(r"0|-?[1-9][0-9]{0,14}|-?(?:0|[1-9][0-9]{0,14})\.[0-9]{1,6}")
_BARE_KEY: Final = Pattern(r"[A-Za-z0-9_\-]+")
_SURROGATE: Final = Pattern("[\ud800-\udfff]")


def storable(raw: str) -> str:
    """``raw`` as a file can hold it: halves of characters, which no encoding knows, become the mark for them."""
    return _SURROGATE.sub("\ufffd", raw)


def value(field: Field, raw: str, newline: str = "\n", *, multiline: bool = False) -> str:
    """The TOML value for what was typed into ``field``; text that does not fit the field is kept as a string.

    ``multiline``: running text goes between triple quotes even where it has no line break.
    """
    raw = storable(raw)
    if isinstance(field, Number) and _BARE_NUMBER.fullmatch(raw):
        return str(tomlkit.value(raw).as_string())
    if isinstance(field, Flag) and raw in field.options:
        return "true" if raw == YES else "false"
    if isinstance(field, Year | Date) and raw[:4].isdecimal() and reads_as(field, raw, raw):
        return raw
    if field.multiline and (multiline or "\n" in raw):
        quoted = tomlkit.string(f"\n{raw}\n", multiline=True).as_string()
        # tomlkit puts a line break before one that the text starts with, since TOML drops the first.
        return quoted.replace("\n", "", 1).replace("\n", newline)
    return tomlkit.string(raw).as_string()


def reads_as(field: Field, raw: str, wanted: str) -> bool:
    """Whether ``field`` reads the text ``raw`` as ``wanted``: 2024.6.30 is kept as 2024-06-30."""
    try:
        return field.read(raw) == wanted
    except ZipingError:
        return False


def key(name: str) -> str:
    """``name`` as a key, in quotes where it needs them."""
    return name if _BARE_KEY.fullmatch(name) else tomlkit.string(name).as_string()


def dotted(keys: Iterable[str]) -> str:
    """``keys`` as one dotted key."""
    return ".".join(map(key, keys))


def label(field: Field) -> str:
    """What the clerk calls the field, with its unit: 支出总额（万元）."""
    unit = field.unit.name if isinstance(field, Number) else ""
    return f"{field.label}（{unit}）" if unit else field.label


def template(field: Field) -> str:
    """The commented line of ``field`` where it has no value yet: with quotes where text belongs."""
    return f"# {field.name} =" + ("" if isinstance(field, Number | Year | Date | Flag) else ' ""')
