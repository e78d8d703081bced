"""A step of the history in words, and where it was: for undo and redo."""

from __future__ import annotations

from contextlib import suppress

from model.report.edits import Edit, Inserted, Moved, Removed, Typed
from model.report.report import Report
from model.text import common_ends

LONGEST, BEFORE = 16, 4
ACCEPTED, CARRIED, SOURCES, POINTS = "accepted", "to_review", "sources", "comments"
KEPT = (CARRIED, SOURCES, POINTS)


def told(edit: Edit, report: Report, *, back: bool = False) -> str:
    """What ``edit`` did, or how it was taken ``back``, as one short sentence; ``report`` is with or without it."""
    if isinstance(edit, Typed):
        same = common_ends(edit.old, edit.new)[0]
        start = same - BEFORE if same > LONGEST - BEFORE else 0  # a few marks before what is different
        old, new = _short(edit.old, start), _short(edit.new, start)
        label = _label(report, edit.path)
        return f"{label}由 {new} 改回 {old}" if back else f"{label}：{old} 改为 {new}"
    if edit.path == ACCEPTED:
        return "接受一条核对结果" if isinstance(edit, Inserted) else "撤回对一条核对结果的接受"
    label = _list_label(report, edit.path)
    if isinstance(edit, Inserted):
        return f"{label}加第{edit.at + 1}行"
    if isinstance(edit, Removed):
        return f"{label}删第{edit.at + 1}行"
    if isinstance(edit, Moved):
        return f"{label}第{edit.at + 1}行移到第{edit.to + 1}行"
    if edit.edits[0].path.partition(".")[0] == CARRIED:
        several = "等" if sum(map(_confirmed, edit.edits)) > 1 else ""
        return f"确认沿用的文字无须改动：{_label(report, edit.path)}{several}"
    if any(one.path.partition(".")[0] == SOURCES for one in edit.edits):
        return f"从工作簿取数（{sum(not _kept(one) for one in edit.edits)}处）"
    if edit.edits[0].path.partition(".")[0] == POINTS and isinstance(edit.edits[0], Typed):
        return f"答复批注：{_label(report, edit.path)}"
    if any(one.path.partition(".")[0] == POINTS for one in edit.edits):
        return f"取回 Word 里的改动和批注（{len(edit.edits)}处）"
    if len(edit.edits) == 1:
        return told(edit.edits[0], report, back=back)
    return f"{label}一次改动（{len(edit.edits)}处）"


def where(edit: Edit, *, back: bool) -> str:
    """The path to show once ``edit`` was done again, or taken ``back``: the field, the row, the list."""
    if isinstance(edit, Typed):
        return edit.path
    if edit.path == ACCEPTED:
        return str(edit.content.get("fields", "")).partition(" ")[0] if isinstance(edit, Inserted | Removed) else ""
    if isinstance(edit, Moved):
        return f"{edit.path}.{edit.at if back else edit.to}"
    if isinstance(edit, Inserted | Removed):
        gone = isinstance(edit, Inserted) == back
        return f"{edit.path}.{max(edit.at - gone, 0)}"
    first = edit.edits[0]
    return first.path if isinstance(first, Typed) and not _kept(first) else edit.path


def _kept(edit: Edit) -> bool:
    """Whether ``edit`` is about what the program keeps beside the report, which no form shows."""
    return edit.path.partition(".")[0] in KEPT


def _confirmed(edit: Edit) -> int:
    """How many texts of last year lost their mark by ``edit``."""
    if isinstance(edit, Typed):
        return len(edit.old.split()) - len(edit.new.split())
    return len(str(edit.content.get("kept", "")).split()) if isinstance(edit, Removed) else 0


def _label(report: Report, path: str) -> str:
    try:
        return report.cell(path).label
    except KeyError:
        return path


def _list_label(report: Report, path: str) -> str:
    with suppress(KeyError):
        return report.rows(path).element.label
    with suppress(KeyError):
        return f"{report.cell(path).label}等"
    return ""


def _short(text: str, start: int) -> str:
    if not text:
        return "空"
    shown = text[start : start + LONGEST].replace("\n", " ")
    return (".." if start else "") + shown + (".." if start + LONGEST < len(text) else "")
