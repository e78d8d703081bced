"""Text on a screen of cells: what can be shown of it, how wide it is, where Chinese may be broken."""

from __future__ import annotations

from functools import lru_cache
from typing import Final

from rich.cells import cell_len, get_character_cell_size

from model.patterns import Pattern

# Control characters, direction marks, joiners, lone surrogates: a terminal acts on them instead of showing them.
_UNSEEN: Final = Pattern(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff\ufff9-\uffff"
    "\ud800-\udfff\U000e0000-\U000e0fff]"
)
_NOT_FIRST: Final = frozenset("，。、；：？！）》〉”’】」』〕％…·,.;:?!)]}%")
_NOT_LAST: Final = frozenset("（《〈“‘【「『〔([{￥¥")
_STOPS: Final = frozenset("，。、；：？！＋－·＝ ")
_SLACK: Final = 12
"""A line of a message is so many cells shorter at most, for the sake of whole words."""
_UNITS: Final = frozenset("万亿元人年月日分个项处条行栏")


def visible(text: str) -> str:
    """``text`` on one line, without what a terminal would obey instead of show."""
    if text.isprintable():
        return _UNSEEN.sub("", text) if not text.isascii() else text
    return _UNSEEN.sub("", text.replace("\n", " ").replace("\t", " "))


def as_typed(text: str) -> str:
    """``text`` with a space for each mark that cannot be shown: as many marks as before, for an editor."""
    return text if text.isascii() and text.isprintable() else _UNSEEN.sub(" ", text)


def fit(text: str, width: int, *, right: bool = False) -> str:
    """``text`` in exactly ``width`` cells, cut with ".." where it is longer."""
    text = clip(text, width)
    blank = " " * (width - cell_len(text))
    return blank + text if right else text + blank


def clip(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells, cut with ".." where it is longer."""
    if width <= 0:
        return ""
    if len(text) <= width // 2 or (len(text) <= 2000 and cell_len(text) <= width):
        return text
    return _start(text, width - 2) + ".." if width > 2 else "." * width


def _start(text: str, width: int) -> str:
    """The beginning of ``text`` that takes at most ``width`` cells."""
    taken = 0
    for index, mark in enumerate(text):
        taken += get_character_cell_size(mark)
        if taken > width:
            return text[:index]
    return text


def middle(text: str, width: int) -> str:
    """``text`` in at most ``width`` cells, ".." in its middle where it is longer: a file's name keeps its ending."""
    if cell_len(text) <= width:
        return text
    if width < 4:
        return clip(text, width)
    end = _start(text[::-1], (width - 2) // 2)[::-1]
    return _start(text, width - 2 - cell_len(end)) + ".." + end


def named(label: str, width: int) -> str:
    """What the clerk calls a field, in at most ``width`` cells: what it is in comes first, its own name last."""
    return middle(label, width) if "·" in label else clip(label, width)


def breaks(text: str, width: int, limit: int = 0, slack: int = 0) -> list[int]:
    """Where the lines after the first begin, when ``text`` (one paragraph) is set in ``width`` cells.

    No line begins with a closing mark or ends with an opening one; Latin words, figures and their units stay whole.
    With a ``limit``, no more than that many places. With ``slack``, a line ends behind a mark or a blank where one
    stands in its last so many cells, so that no Chinese word is torn there.
    """
    found: list[int] = []
    start = used = 0
    index, end = 0, len(text)
    width = max(width, 2)
    while index < end:
        size = get_character_cell_size(text[index])
        if used + size <= width:
            used += size
            index += 1
            continue
        place = index
        while place > start + 1 and _bound(text[place - 1], text[place]):
            place -= 1
        if place == start + 1:
            place = max(index, start + 1)
        if slack:
            place = _behind_mark(text, start, place, slack)
        found.append(place)
        if limit and len(found) == limit:
            break
        start = index = place
        used = 0
    return found


def _behind_mark(text: str, start: int, place: int, slack: int) -> int:
    """Where a line that could end before ``place`` ends behind a mark, at most ``slack`` cells earlier; else there."""
    at = place
    while at > start + 1 and slack >= 0:
        if text[at - 1] in _STOPS or text[at] in _NOT_LAST:
            return at
        at -= 1
        slack -= get_character_cell_size(text[at])
    return place


def _bound(before: str, after: str) -> bool:
    if after in _NOT_FIRST or before in _NOT_LAST:
        return True
    if after in _UNITS and (before.isdigit() or (before in "万亿" and after in "元人")):
        return True
    return before.isascii() and after.isascii() and not before.isspace() and not after.isspace()


@lru_cache(maxsize=512)
def wrap(text: str, width: int, limit: int = 0) -> tuple[str, ...]:
    """``text`` in lines of at most ``width`` cells; with a ``limit``, the last of that many lines ends in "..".

    Lines that go on are set in as far as their paragraph, and begin with no space of their own. They end behind marks
    where some are near, unless that takes more lines than there may be.
    """
    lines = _wrapped(text, width, limit, slack=min(width // 5, _SLACK))
    if limit and len(lines) > limit:
        lines = _wrapped(text, width, limit, slack=0)
    if limit and len(lines) > limit:
        lines[limit - 1] = clip(lines[limit - 1] + lines[limit], width - 2)
        if not lines[limit - 1].endswith(".."):
            lines[limit - 1] += ".."
        del lines[limit:]
    return tuple(lines)


def _wrapped(text: str, width: int, limit: int, slack: int) -> list[str]:
    lines: list[str] = []
    for paragraph in text.split("\n"):
        paragraph = visible(paragraph)
        words = paragraph.lstrip(" ")
        indent = paragraph[: min(len(paragraph) - len(words), width // 2)]
        room = limit - len(lines) if limit else 0
        marks = [0, *breaks(words, width - len(indent), room, slack)]
        parts = [words[a:b] for a, b in zip(marks, [*marks[1:], len(words)], strict=True)]
        lines += [indent + (part.lstrip(" ") if place else part) for place, part in enumerate(parts)]
        if limit and len(lines) > limit:
            break
    return lines
