"""Reads what a Word file says of its styles and lists, as far as it tells headings and the numbers before them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from xml.etree.ElementTree import Element

from model.scanning.files.numbering import Level, Numbering, Style

_DEEPEST: Final = 10  # styles based on styles


def read_styles(part: Element | None) -> dict[str, Style]:
    """The paragraph styles by id, each with what it takes from the style it is based on; none without a ``part``."""
    found: dict[str, Style] = {}
    at = ""

    def start(name: str, value: Callable[[str], str]) -> None:
        nonlocal at
        if name == "style":
            at = value("styleId")
            found[at] = Style()
        elif at:
            field = {"name": "name", "numId": "list", "ilvl": "level", "outlineLvl": "outline", "basedOn": "based_on"}
            if name in field:
                found[at] = found[at]._replace(
                    **{field[name]: value("val").lower() if name == "name" else value("val")}
                )

    _walk(part, start)
    return {key: _whole(style, found) for key, style in found.items()}


def _whole(style: Style, styles: dict[str, Style]) -> Style:
    below = style
    for _ in range(_DEEPEST):
        above = styles.get(below.based_on)
        if above is None:
            break
        style = style._replace(
            list=style.list or above.list, level=style.level or above.level, outline=style.outline or above.outline
        )
        below = above
    return style


def read_numbering(part: Element | None) -> Numbering:
    """The lists of the file; none without a ``part``."""
    kinds: dict[str, dict[int, Level]] = {}
    lists: dict[str, str] = {}
    restarted: set[str] = set()
    kind, depth, number = "", 0, ""

    def start(name: str, value: Callable[[str], str]) -> None:
        nonlocal kind, depth, number
        match name:
            case "abstractNum":
                kind, number = value("abstractNumId"), ""
                kinds[kind] = {}
            case "num":
                kind, number = "", value("numId")
            case "abstractNumId" if number:
                lists[number] = value("val")
            case "startOverride" if number:
                restarted.add(number)
            case "lvl" if kind:
                depth = int(value("ilvl")) if value("ilvl") in tuple("012345678") else 0
                kinds[kind][depth] = Level()
            case "start" | "numFmt" | "lvlText" if kind and depth in kinds[kind]:
                said = value("val")
                level = kinds[kind][depth]
                if name == "start":
                    level = level._replace(start=int(said) if said.isdigit() and len(said) < 4 else 1)
                elif name == "numFmt":
                    level = level._replace(form=said)
                else:
                    level = level._replace(text=said)
                kinds[kind][depth] = level
            case _:
                pass

    _walk(part, start)
    levels = {number: kinds.get(kind, {}) for number, kind in lists.items()}
    return Numbering(levels, {number: kind for number, kind in lists.items() if number not in restarted})


def _walk(part: Element | None, start: Callable[[str, Callable[[str], str]], None]) -> None:
    """Call ``start`` with the name of each element of ``part`` and a function that gives its attributes."""
    for element in () if part is None else part.iter():
        space, brace, name = element.tag.rpartition("}")
        attributes, prefix = element.attrib, space + brace

        def value(key: str, attributes: dict[str, str] = attributes, prefix: str = prefix) -> str:
            return attributes.get(prefix + key, "")

        start(name, value)
