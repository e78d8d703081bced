"""Chosen changes taken into the draft under edit, as one step of its history."""

from __future__ import annotations

from collections.abc import Sequence

from exporters.returned.change import Change, OpenPoint
from exporters.returned.current_paths import value_of
from model.editing.differences import step_to
from model.editing.session import Session
from model.report.report import Report
from model.report.tree import Cell, Node


def take(session: Session, chosen: Sequence[Change], points: Sequence[OpenPoint] = ()) -> int:
    """Take ``chosen`` into the draft; returns how many could be taken: those that say why they cannot are left.

    Where a change is in conflict with a later edit of the draft, the file prevails: who chooses has seen both. The
    comments ``points`` are kept in the draft, each once, until they are answered there.
    """
    wanted = [change for change in chosen if not change.refusal]
    root = session.report.root
    content = _changed(session.report, wanted, unknown(session.report, points))
    step = step_to(root, content)
    if step is not None:
        # What the program keeps is in no form: comments alone are seen at their field.
        beside = next((point.path for point in points if point.path), session.report.section(1).path)
        session.together(beside if step.path == "comments" else step.path, step.edits)
    return len(wanted)


def unknown(report: Report, points: Sequence[OpenPoint]) -> list[OpenPoint]:
    """Those of ``points`` that the draft does not keep yet, answered or not."""
    kept = {tuple([row.cell(name).raw for name in _SAME]) for row in report.rows("comments").rows}
    return [
        point for point in points if (_one_line(point.on), _one_line(point.text), point.author, point.date) not in kept
    ]


_SAME = ("on", "text", "by", "at")


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _changed(report: Report, wanted: Sequence[Change], points: Sequence[OpenPoint]) -> dict[str, object]:
    """What the report says with the changes made, in a copy of it, so that no path moves while it is still needed."""
    copy = Report()
    copy.root.fill(report.root.content())
    copy.bind()
    # All places are looked up before the first row comes or goes.
    fields = [(copy.cell(change.path), change) for change in wanted if change.kind in _FIELDS and change.line is None]
    texts = [
        (copy.cell(change.path), change) for change in wanted if change.kind in _FIELDS and change.line is not None
    ]
    gone = [copy.root.at(change.path) for change in wanted if change.kind == "row_cut"]
    new = [(copy.rows(change.path), change) for change in wanted if change.kind == "row_added"]
    for order in ("line_added", "text", "line_cut"):
        for cell, change in reversed(texts):
            if change.kind == order:
                _edit_line(cell, change)
    for cell, change in fields:
        if cell.raw or not cell.computable:
            cell.raw = change.value
    for _, (rows, change) in sorted(enumerate(new), key=lambda one: (-one[1][1].at, -one[0])):
        rows.insert(min(change.at, len(rows.rows))).fill(change.content or {})
    for row in gone:
        if isinstance(row, Node):
            rows_around = copy.rows(row.path.rpartition(".")[0])
            rows_around.rows.remove(row)
            rows_around.renumber()
    comments = copy.rows("comments")
    for point in points:
        said = {"path": point.path, "on": _one_line(point.on), "text": _one_line(point.text)}
        comments.insert(len(comments.rows)).fill({**said, "by": point.author, "at": point.date})
    copy.bind()
    # What is computed from the other changes needs not be typed.
    for cell, change in fields:
        if not cell.raw and cell.computable and value_of(cell) != change.value:
            cell.raw = change.value
    return copy.root.content()


_FIELDS = ("figure", "text", "line_added", "line_cut")


def _edit_line(cell: Cell, change: Change) -> None:
    """Put in, replace or cut a line of a long text; where the line itself is gone, at its place."""
    assert change.line is not None
    lines = cell.raw.split("\n") if cell.raw else []
    holding = [place for place, line in enumerate(lines) if line.strip()]
    same = [place for place in holding if change.was and lines[place].strip() == change.was]
    counted = holding[change.line] if 0 <= change.line < len(holding) else None
    place = counted if counted in same else same[0] if same else counted
    if change.kind == "line_added":
        at = 0 if change.line < 0 else len(lines) if place is None else place + 1
        lines.insert(at, change.value)
    elif place is None:
        if change.value:
            lines.append(change.value)
    elif change.value:
        lines[place] = change.value
    else:
        del lines[place]
    cell.raw = "\n".join(lines)
