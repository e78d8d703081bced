"""Every finding in one list, by section and severity; Enter goes to the field, or shows those that are alike."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Final

from textual.binding import Binding, BindingType

from model.checks.findings import Finding
from model.checks.listing import WORDS, joined, likeness
from tui.look.initials import folded, score
from tui.state.view_state import MARKS, SHORT_NAMES, SHORT_NUMBERS, ViewState
from tui.windows.dialogs import Words
from tui.windows.finding.finder import STEPS, Finder, FinderLine

ACCEPTED: Final = "accepted"
KINDS: Final = {"": "全部", **WORDS, ACCEPTED: "已接受"}


class ProblemList(Finder["Finding"]):
    """The findings in their order; Tab turns the severities, left and right the sections, typing narrows the words."""

    WHOLE = True
    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("tab", "kind(1)", show=False, priority=True),
        Binding("shift+tab", "kind(-1)", show=False, priority=True),
        Binding("right", "section(1)", show=False, priority=True),
        Binding("left", "section(-1)", show=False, priority=True),
    ]

    def __init__(self, state: ViewState, findings: Sequence[Finding]) -> None:
        super().__init__(
            "", ("Tab", "换类别", "kind(1)"), ("← →", "换部分", "section(1)"), ("文字", "再缩小", ""), *STEPS
        )
        self._state = state
        self._findings = findings
        self._number = {finding: number for number, finding in enumerate(findings, 1)}
        self._kind = ""
        self._section = 0
        self._alike: dict[Finding, int] = {}
        self._only: object = None
        self._title = self._head()
        if not findings:
            self.listing.nothing = "没有核对出问题"

    def look(self, text: str) -> Sequence[FinderLine[Finding]]:
        """The findings that are of the kind and section chosen and have the words in them.

        As long as no words are typed, those that are alike share a line.
        """
        wanted = folded(text)
        found = [
            finding
            for finding in self._findings
            if self._is_of(finding, self._kind)
            and self._section in (0, finding.section)
            and self._only in (None, likeness(finding, self._state.report))
            and (not wanted or score(wanted, finding.message) > 2)
        ]
        kinds = [[finding] for finding in found] if wanted or self._only else joined(found, self._state.report)
        self._alike = {kind[0]: len(kind) for kind in kinds if len(kind) > 1}
        return [self._choice(kind[0]) for kind in kinds]

    def _shared(self, finding: Finding) -> int:
        """How many findings the line of ``finding`` stands for; 0 where it stands for itself."""
        return self._alike.get(finding, 0)

    def action_take(self) -> None:
        """The finding that is marked, or, of a line for several, the list of those."""
        choices = self.listing.choices
        if choices and self._shared(choices[self.listing.index].value):
            self._only = likeness(choices[self.listing.index].value, self._state.report)
            self.look_up("")
        else:
            super().action_take()

    def _is_of(self, finding: Finding, kind: str) -> bool:
        if kind == ACCEPTED or finding.accepted:
            return kind in ("", ACCEPTED) and finding.accepted
        return kind in ("", finding.severity)

    def _choice(self, finding: Finding) -> FinderLine[Finding]:
        said = f"{SHORT_NUMBERS[finding.section]} " if finding.section else ""
        said += f"同类 {count} 处，回车逐条列出：" if (count := self._shared(finding)) else ""
        more = f"（可能：{finding.diagnosis}）" if finding.diagnosis else ""
        mark = "已接受" if finding.accepted else f"{MARKS[finding.severity]} {self._number[finding]}"
        return FinderLine(
            said + finding.message + more, "", finding, mark, "info" if finding.accepted else finding.severity
        )

    def _head(self) -> str:
        findings = [f for f in self._findings if self._section in (0, f.section)]
        where = f"{SHORT_NUMBERS[self._section]} {SHORT_NAMES[self._section]}" if self._section else "全部部分"
        counts = "  ".join(
            f"{'[' if kind == self._kind else ' '}{word} {sum(self._is_of(f, kind) for f in findings)}"
            f"{']' if kind == self._kind else ' '}"
            for kind, word in KINDS.items()
        )
        return f"核对结果：{where}\n{counts}"

    def _turned(self) -> None:
        self._only = None
        self.query(Words).first().set(self._head(), "heading")
        self.look_up(self.typed)

    def action_kind(self, step: int) -> None:
        """Another severity."""
        kinds = list(KINDS)
        self._kind = kinds[(kinds.index(self._kind) + step) % len(kinds)]
        self._turned()

    def action_section(self, step: int) -> None:
        """Another section that has findings; behind the last one, all of them."""
        sections = [0, *sorted({finding.section for finding in self._findings} - {0})]
        at = sections.index(self._section) if self._section in sections else 0
        self._section = sections[(at + step) % len(sections)]
        self._turned()
