"""The window of the export: as which copy, in which format, and what stands in the way of the stamp."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from textual.app import ComposeResult
from textual.containers import Vertical

from exporters.copies import Copy
from model.checks.findings import Finding
from tui.widgets.hints import Hints
from tui.widgets.menu import Menu
from tui.windows.dialogs import BACK, Asking, Words

SHOWN: Final = 6


@dataclass(frozen=True, slots=True)
class Kind:
    """What a report can be handed over as: its name, the end of the file name, the copy."""

    name: str
    note: str
    suffix: str
    copy: Copy | None = None
    added: str = ""

    def beside(self, path: Path) -> Path:
        """Where the report goes that belongs to the draft at ``path``."""
        return path.with_name(path.stem + self.added + self.suffix)


KINDS: Final = (
    Kind("Word 盖章稿", "正式报告", ".docx", "stamp"),
    Kind("Word 征求意见稿", "页眉注明征求意见稿", ".docx", "draft", "（征求意见稿）"),
    Kind("Word 审阅稿", "核对结果写成批注", ".docx", "review", "（审阅稿）"),
    Kind("PDF", "由 LibreOffice 转换", ".pdf"),
    Kind("Markdown", "", ".md"),
    Kind("纯文本", "", ".txt"),
)

Wish = Kind | str
"""A kind, or the path of a field to go to; "" for the list of all findings."""


class Exporting(Asking[Wish]):
    """The kinds, and below them the errors, on each of which Enter leads to its field.

    ``unsaved``: the draft has changes that its file has not; the report is made with them. ``unusable`` says for the
    paths of fields why the files that they name cannot be used: then each kind leads to the first of them.
    """

    def __init__(
        self, findings: Sequence[Finding], *, unsaved: bool = False, unusable: Mapping[str, str] | None = None
    ) -> None:
        super().__init__()
        self._unsaved = unsaved
        self._unusable = unusable or {}
        self._errors = [f for f in findings if f.severity == "error" and not f.accepted and f.fields]
        self._warnings = sum(f.severity == "warning" and not f.accepted for f in findings)

    def compose(self) -> ComposeResult:
        """What stands in the way, the kinds, the errors."""
        errors = self._errors
        options = [(kind.name, self._note(kind)) for kind in KINDS]
        options += [(f"错 {why}", "") for why in self._unusable.values()]
        options += [(f"错 {finding.message}", "") for finding in errors[:SHOWN]]
        options += [("全部问题", f"还有 {len(errors) - SHOWN} 处错误")] if len(errors) > SHOWN else []
        said = "没有错误，可以盖章"
        if self._warnings and not errors:
            said += f"；有 {self._warnings} 条警告，盖章前请看一遍"
            options.append(("全部问题", f"{self._warnings} 条警告"))
        if errors:
            said = f"还有 {len(errors)} 处错误没有改正或接受，不能出盖章稿；选一处错误回车就到"
        if self._unusable:
            said = "现在导出不了；选一种，回车就到要改的栏"
        with Vertical():
            yield Words("导出", "heading")
            yield Words(said, "warning" if errors or self._unusable else "good")
            if self._unsaved:
                yield Words("草稿有改动还没有保存，导出的是现在填的内容", "faint")
            yield Menu(options, self._take, 1 if errors else 0, whole=True)
            yield Hints(("↑↓", "选", ""), ("回车", "继续", "choose"), BACK)

    def _note(self, kind: Kind) -> str:
        if not self._errors:
            return kind.note
        if kind.copy == "stamp":
            return "有错误，先改正或接受"
        return kind.note if kind.copy else "注明征求意见稿"

    def _take(self, index: int) -> None:
        """The kind with that number, or the field of the error below them."""
        if self._unusable and index < len(KINDS) + len(self._unusable):
            self.dismiss([*self._unusable][max(index - len(KINDS), 0)])
            return
        if index < len(KINDS):
            if KINDS[index].copy == "stamp" and self._errors:
                index = len(KINDS)
            else:
                self.dismiss(KINDS[index])
                return
        index -= len(KINDS) + len(self._unusable)
        self.dismiss(self._errors[index].fields[0] if index < min(SHOWN, len(self._errors)) else "")
