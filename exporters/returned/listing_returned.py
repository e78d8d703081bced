"""What came back, as lines of text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from typing import Final

from exporters.returned.change import Change, OpenPoint, Returned
from model.text import in_quotes, shortened

_LONGEST: Final = 80


def lines(returned: Returned) -> Iterator[str]:
    """Each change with its number and what is to be known before it is taken, then the comments."""
    if returned.stale and returned.changes:
        yield "草稿在导出之后改过：与文件里的改动冲突的，下面注明。"
    if not returned.changes:
        yield "Word 文件里没有改动。"
    for number, change in enumerate(returned.changes, 1):
        yield from told(number, change)
    if returned.points:
        yield f"批注 {len(returned.points)} 条，等待答复："
        yield from map(comment, returned.points)


def told(number: int, change: Change) -> Iterator[str]:
    """One change: where, who, when, old and new."""
    yield f"{number}. {change.label}{_who(change.author, change.date)}：{what(change)}"
    if change.conflict:
        yield f"   冲突：草稿里现在是 {_short(change.conflict)}"
    if change.refusal:
        yield f"   取不了：{change.refusal}"


def what(change: Change) -> str:
    """What became of what, as printed."""
    old, new = _short(change.old), _short(change.new)
    if change.kind == "row_added":
        return f"加一行 {new}"
    if change.kind == "row_cut":
        return f"删一行 {old}"
    if not change.old:
        return f"加入 {new}"
    return f"删去 {old}" if not change.new else f"{old} → {new}"


def _who(author: str, date: str) -> str:
    said = "，".join(filter(None, (author, date[:16].replace("T", " "))))
    return f"（{said}）" if said else ""


def comment(point: OpenPoint) -> str:
    """A comment: where, on what, who, when, what it says."""
    on = in_quotes(_short(point.on)) if point.on else ""
    text = " ".join(point.text.split())
    return f"  {point.label or '全文'}{on}{_who(point.author, point.date)}：{text}"


def _short(text: str) -> str:
    return shortened(" ".join(text.split()), _LONGEST)


def facts(returned: Returned, taken: tuple[int, ...] = ()) -> dict[str, object]:
    """What came back as it is printed in JSON; ``taken`` are the numbers of the changes that were taken."""
    names = ("kind", "label", "path", "author", "date", "old", "new", "conflict", "refusal")
    return {
        "stale": returned.stale,
        "changes": [
            {"number": number, **{name: getattr(change, name) for name in names}, "taken": number in taken}
            for number, change in enumerate(returned.changes, 1)
        ],
        "comments": [asdict(point) for point in returned.points],
    }
