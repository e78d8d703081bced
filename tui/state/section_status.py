"""How a section stands, on a line: how full it is and what was found, no count ever cut."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from rich.cells import cell_len
from rich.segment import Segment

from tui.look.cells import fit
from tui.look.palette import Palette
from tui.state.view_state import MARKS

SHARE: Final = 8
"""The cells of a share, such as 143/143, and of the blank behind it."""


def standing(
    head: Segment, share: str, count: Mapping[str, int], room: int, palette: Palette, width: int = SHARE
) -> list[Segment]:
    """``head``, the share in ``width`` cells, and how many findings there are of each severity, in ``room`` cells.

    What has no room is left out whole: the least severe counts first, then the share. The count of the worst severity
    is always there; where not even that has room beside it, ``head`` is cut.
    """
    full = fit(share, max(width, cell_len(share) + 1))
    counts = [
        Segment(f"{mark}{count[severity]} ", palette.severity(severity))
        for severity, mark in MARKS.items()
        if count[severity]
    ]
    before = head.cell_length + cell_len(full)
    while len(counts) > 1 and before + _cells(counts) > room:
        counts.pop()
    if before + _cells(counts) > room:
        full = " " if counts else ""
    name = fit(head.text.rstrip(), min(head.cell_length, room - cell_len(full) - _cells(counts)))
    return [Segment(name, head.style), Segment(full, palette.faint), *counts]


def _cells(counts: list[Segment]) -> int:
    """The cells that ``counts`` take, the blank behind the last one left out."""
    return max(sum(segment.cell_length for segment in counts) - 1, 0)
