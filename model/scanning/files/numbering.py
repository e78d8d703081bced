"""The numbers that Word writes before paragraphs itself: 一、 and （一） that stand in no text of the file."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from model.text import numeral

_CHINESE: Final = frozenset(
    (
        "chineseCounting",
        "chineseCountingThousand",
        "japaneseCounting",
        "ideographDigital",
        "taiwaneseCounting",
        "taiwaneseCountingThousand",
        "koreanCounting",
    )
)
_CIRCLED: Final = frozenset(("decimalEnclosedCircle", "decimalEnclosedCircleChinese"))
_LEVELS: Final = 9
_LONGEST: Final = 40  # of a level's text, placeholders included


class Level(NamedTuple):
    """How a level is numbered: what it starts with, the kind of numerals, the text with %1 for the first level's."""

    start: int = 1
    form: str = "decimal"
    text: str = ""


class Style(NamedTuple):
    """What a paragraph style says: its name, the list and the level it numbers by, its level in the outline."""

    name: str = ""
    list: str = ""
    level: str = ""
    outline: str = ""
    based_on: str = ""


class Numbering:
    """Counts the paragraphs of each list. ``lists`` are the levels of each by its id, ``same`` lists that count on."""

    def __init__(self, lists: dict[str, dict[int, Level]], same: dict[str, str]) -> None:
        self._lists = lists
        self._same = same
        self._counts: dict[str, list[int]] = {}

    def label(self, number: str, level: str) -> str:
        """The number of the next paragraph at ``level`` of the list ``number``; "" where it has none or a bullet."""
        levels = self._lists.get(number)
        depth = int(level) if level.isdigit() and len(level) < 2 else 0
        if not levels or depth not in levels:
            return ""
        counts = self._counts.setdefault(self._same.get(number, number), [0] * _LEVELS)
        counts[depth] = counts[depth] + 1 if counts[depth] else levels[depth].start
        counts[depth + 1 :] = [0] * (_LEVELS - depth - 1)
        here = levels[depth]
        if here.form in ("bullet", "none") or not re.search(r"%[1-9]", here.text):
            return ""

        def counted(found: re.Match[str]) -> str:
            at = int(found[1]) - 1
            return _numeral(counts[at] or levels.get(at, Level()).start, levels.get(at, Level()).form)

        label = re.sub(r"%([1-9])", counted, here.text[:_LONGEST]).strip()
        # A full stop would make one number of "1." and the year behind it.
        return re.sub(r"(?<=[0-9])[.．]?$", "、", label) if re.fullmatch(r"[0-9]+[.．]?", label) else f"{label} "


def _numeral(number: int, form: str) -> str:
    if form in _CIRCLED and 0 < number <= 20:
        return chr(ord("①") + number - 1)
    if form not in _CHINESE or not 0 < number < 100:
        return str(number)
    return numeral(number)
