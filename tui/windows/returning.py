"""What others changed in an exported Word file: every change is seen before it is taken, and every comment."""

from __future__ import annotations

from typing import Final, TypeAlias

from exporters.returned import adopting, listing_returned
from exporters.returned.change import Change, OpenPoint, Returned
from model.drafts.draft import Draft
from tui.look.cells import wrap
from tui.windows.finding.by_kind import ChooseLines
from tui.windows.finding.finder import FinderLine

WORD: Final = (".docx",)
CONFLICT, CHANGED, COMMENT, REFUSED, TOLD = "有冲突", "改动", "批注", "取不了", "说明"
KINDS: Final = (CONFLICT, CHANGED, COMMENT, REFUSED, TOLD)
MARKS: Final = {CONFLICT: "冲", CHANGED: "改", COMMENT: "批"}
Line: TypeAlias = Change | OpenPoint | str


class TakeBack(ChooseLines[Line]):
    """Every change with place, author, time, old and new, and the comments; the result is those that are chosen.

    At first everything is chosen but what is in conflict with a later edit of the draft.
    """

    def __init__(self, returned: Returned, draft: Draft) -> None:
        points = adopting.unknown(draft.report, returned.points)
        changes = sorted(returned.changes, key=lambda change: KINDS.index(self.kind(change)))
        known = len(returned.points) - len(points)
        told = [f"{known} 条批注已经记在草稿里"] if known else []
        if returned.stale and not returned.certain:
            told.append("认不出这份文件由哪一版草稿导出，按最接近的一版比较：导出以后在草稿里改的，也可能列为改动")
        super().__init__([*changes, *points, *told], KINDS)

    def heading(self) -> str:
        """How many changes are chosen."""
        return f"取回 Word 里的改动：已选 {len(self.chosen)} 处，共 {len(self.takeable)} 处"

    def kind(self, line: Line) -> str:
        """Whether it can be taken, and what it is."""
        if isinstance(line, str):
            return TOLD
        if isinstance(line, OpenPoint):
            return COMMENT
        return REFUSED if line.refusal else CONFLICT if line.conflict else CHANGED

    def can_take(self, line: Line) -> bool:
        """What the draft has a place for."""
        return self.kind(line) in MARKS

    def doubtful(self, line: Line) -> bool:
        """What the draft says otherwise since the export."""
        return self.kind(line) == CONFLICT

    def searched(self, line: Line) -> str:
        """All that is said."""
        return _said(line)

    def choice(self, line: Line) -> FinderLine[tuple[Line, ...]]:
        """The place, then what was changed."""
        kind = self.kind(line)
        if isinstance(line, str):
            return FinderLine(line, "", (line,), kind)
        mark = f"{self.box(line)} {MARKS[kind]}" if kind in MARKS else kind
        severity = {CONFLICT: "error", REFUSED: "warning"}.get(kind, "info")
        note = line.text if isinstance(line, OpenPoint) else listing_returned.what(line)
        return FinderLine(line.label or "全文", " ".join(note.split()), (line,), mark, severity)

    def whole(self, choice: FinderLine[tuple[Line, ...]]) -> str:
        """All there is to say about a line."""
        return "\n".join(wrap(_said(choice.value[0]), self.whole_width, 5))


def _said(line: Line) -> str:
    """What there is to say about a line."""
    if isinstance(line, str):
        return line
    if isinstance(line, OpenPoint):
        return listing_returned.comment(line).strip()
    return "\n".join(part.strip() for part in listing_returned.told(0, line)).removeprefix("0. ")
