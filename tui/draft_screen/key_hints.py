"""Which keys the footer shows at the moment, and what each of them is called there."""

from __future__ import annotations

from tui.config.actions import ACTIONS, EVER, Action, Where, by_rank
from tui.draft_screen.export_actions import ExportActions
from tui.draft_screen.finding_actions import FindingActions
from tui.form.data_entry import DataEntry
from tui.form.form_sheet import row_of
from tui.state.view_state import ViewState
from tui.widgets.footer import Key


class KeyHints:
    """The keys that mean something where the cursor is."""

    def __init__(self, state: ViewState, entry: DataEntry, findings: FindingActions, exports: ExportActions) -> None:
        self._state = state
        self._entry = entry
        self._findings = findings
        self._exports = exports

    def ever(self) -> list[Key]:
        """The keys that are always shown."""
        return [self._key(action) for action in EVER]

    def of_sections(self) -> list[Key]:
        """The keys while the list of sections has them."""
        return [("↑↓", "选部分", ""), ("Enter", "回到表格", "back_to_form")]

    def of_form(self) -> list[Key]:
        """The keys while the form has them, those of the field first."""
        moves: list[Key] = [("Enter", "展开" if self._entry.place.folded else "下一栏", "")]
        if self._entry.in_text:
            moves = [
                ("Esc", "写完", ""),
                ("Enter", "下一栏" if self._entry.in_phrase else "换行", ""),
                ("{", "引用数", ""),
            ]
        due = self._due()
        keys = [self._key(action) for action in by_rank(action for action in ACTIONS if action.where in due)]
        if does := self._entry.typing_does:  # where there is room: it displaces no key
            keys.append(("输入", does, ""))
        return moves + keys

    def _key(self, action: Action) -> Key:
        word = self._findings.word(action)
        if action.name == "next_section" and self._entry.more_below:
            word = "往下翻页"
        return action.shown, word, f"command('{action.name}')"

    def _due(self) -> set[Where]:
        """Which kinds of action mean something where the cursor is."""
        cell, findings = self._entry.cell, self._findings
        due: dict[Where, bool] = {
            "always": True,
            "rows": row_of(self._entry.here) is not None,
            "row": cell is not None and row_of(cell) is not None,
            "finding": findings.current is not None,
            "carried": findings.carried is not None,
            "repair": bool(findings.repairs),
            "computed": cell is not None and cell.computable,
            "findings": bool(self._state.marks),
            "exported": self._exports.exported is not None,
            "history": self._state.session.modified,
        }
        return {kind for kind, is_due in due.items() if is_due}
