"""Figures quoted in prose: ``{name}`` stands for a field, named by its path or by its Chinese label."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from model.binding import fold
from model.fields import Number

if TYPE_CHECKING:
    from model.report import Cell, Report


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
    """What the figures of one report can be called; to be made anew when rows came, went or were renamed."""

    def __init__(self, report: Report) -> None:
        self._by_path: dict[str, Cell] = {}
        self._by_label: dict[str, list[Cell]] = {}
        for cell in report.root.cells():
            self._by_path[cell.path] = cell
            if isinstance(cell.field, Number):
                label = cell.label
                for name in {label, label.rpartition("·")[2], cell.field.label}:
                    self._by_label.setdefault(_key(name), []).append(cell)
                if cell.field.name == "amount" and cell.node.index >= 0:
                    self._by_label.setdefault(_key(cell.node.label), []).append(cell)
                    self._by_label.setdefault(_key(cell.node.title), []).append(cell)

    def find(self, name: str, section: int = 0) -> Cell | None:
        """The field called ``name``; of several with that label the one in ``section``. None where none or many are."""
        if name in self._by_path:
            return self._by_path[name]
        found = self._by_label.get(_key(name), [])
        if len(found) > 1:
            found = [cell for cell in found if cell.section == section] or found
        return found[0] if len(found) == 1 else None

    def nearest(self, name: str) -> str:
        """The path or label most like ``name``; "" where nothing is near."""
        import difflib

        if re.fullmatch(r"[\w.]+", name, re.ASCII):
            near = difflib.get_close_matches(name, self._by_path, 1, 0.6)
            return near[0] if near else ""
        near = difflib.get_close_matches(_key(name), self._by_label, 1, 0.5)
        return self._by_label[near[0]][0].label if near else ""


def _key(label: str) -> str:
    return fold(label).replace("·", "")
