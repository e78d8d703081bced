"""Figures quoted in prose: ``{name}`` stands for a field, named by its path or by its Chinese label."""

from __future__ import annotations

import re
from functools import cache, cached_property
from typing import TYPE_CHECKING, NamedTuple

from model.binding import fold
from model.fields import Number
from model.report import Cell, join_labels

if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.report import Report


class Quoted(NamedTuple):
    """A reference as it stands in a text: the ``name`` in the braces and where it starts and ends."""

    name: str
    start: int
    end: int


@cache
def _braces() -> re.Pattern[str]:
    return re.compile(r"\{([^{}\n]{1,80})\}")


def quoted(text: str) -> list[Quoted]:
    """The references in ``text``, in order."""
    if "{" not in text:
        return []
    return [Quoted(match[1].strip(), *match.span()) for match in _braces().finditer(text)]


class Names:
    """What the figures of one report can be called; to be made anew when rows came, went or were renamed.

    The labels are gathered when the first one is looked up: most reports quote no figure by name.
    """

    def __init__(self, report: Report) -> None:
        self._report = report

    @cached_property
    def _by_label(self) -> dict[str, list[Cell]]:
        found: dict[str, list[Cell]] = {}
        for node in self._report.root.nodes():
            label = node.label
            for part in node.parts.values():
                if isinstance(part, Cell) and isinstance(part.field, Number):
                    for name in {fold(name) for name in _names(part, part.field, label)}:
                        found.setdefault(name, []).append(part)
        return found

    def find(self, name: str, section: int = 0) -> Cell | None:
        """The field called ``name``; of several with that label the one in ``section``. None where none or many are."""
        if "." in name and (cell := self._at(name)) is not None:
            return cell
        found = self._by_label.get(fold(name), [])
        if len(found) > 1:
            found = [cell for cell in found if cell.section == section] or found
        return found[0] if len(found) == 1 else None

    def _at(self, path: str) -> Cell | None:
        try:
            return self._report.cell(path)
        except KeyError:
            return None

    def certain(self, name: str) -> Cell | None:
        """The one field that has this label and no other; None where there is any doubt."""
        found = self._by_label.get(fold(name), [])
        return found[0] if len(found) == 1 else None

    def nearest(self, name: str) -> str:
        """The path or label most like ``name``; "" where nothing is near."""
        import difflib

        if re.fullmatch(r"[\w.]+", name, re.ASCII):
            near = difflib.get_close_matches(name, [cell.path for cell in self._report.root.cells()], 1, 0.6)
            return near[0] if near else ""
        near = difflib.get_close_matches(fold(name), self._by_label, 1, 0.5)
        return self._by_label[near[0]][0].label if near else ""


def _names(cell: Cell, field: Number, around: str) -> Iterator[str]:
    """Every name of a number field: its label, alone and with what it stands in, its other names, its row's name."""
    parts = join_labels(around, field.label).split("·")
    for start in range(len(parts)):
        yield "".join(parts[start:])
    yield field.label
    yield from field.aliases
    if cell.node.index >= 0 and field.name in ("amount", "actual"):
        yield around
        title = cell.node.title
        yield title
        for mark in "省市县区":
            place, found, rest = title[:4].partition(mark)
            if found and place:
                yield rest + title[4:]
