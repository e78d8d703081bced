"""The draft beside its accounts and last year's report: what differs first; Enter leads to the field."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final, NamedTuple

from model.batch.search import DRAFT, WORD
from model.drafts.draft import DraftError
from model.report.report import Report
from model.tieout.compared_lines import WORDS, ComparedLine, TieOut, Verdict, where
from model.tieout.comparing import tie_out
from model.tieout.documents import of_report
from model.tieout.tieout_words import sentence
from model.workbooks import SUFFIXES
from tui.look.cells import wrap
from tui.windows.finding.by_kind import ByKind
from tui.windows.finding.finder import FinderLine

KNOWN: Final = (*SUFFIXES, DRAFT, WORD)
"""How the names of the files end that a draft can be held against."""
ORDER: Final[tuple[Verdict, ...]] = ("differs", "rounding", "not_stated", "agrees")
_COLOURS: Final[dict[Verdict, str]] = {"differs": "error", "rounding": "warning", "not_stated": "info"}
_TOLD: Final = "说明"


class Tied(NamedTuple):
    """What was compared, and a sentence for each file that could not be read."""

    found: TieOut
    faults: list[str]


def hold(report: Report, own: Path | None, paths: Sequence[Path], stop: Callable[[], bool]) -> Tied:
    """``report`` held against the files at ``paths``; ``own`` is where its draft is kept, ``stop`` gives it up.

    Raises DraftError where there is nothing to compare with.
    """
    from model.tieout.pairing import read_sources

    sources = read_sources([str(path) for path in paths], stop, lambda path: None)
    books = [book for book, _ in sources.books]
    if not books and not sources.documents:
        raise DraftError(*sources.faults)
    try:
        return Tied(tie_out(of_report(str(own or "草稿"), report), books, sources.documents), sources.faults)
    except DraftError as error:
        raise DraftError(*sources.faults, *error.problems) from None


class Compare(ByKind[str, "ComparedLine | str"]):
    """Each figure with both amounts, the difference and the place; the result is the path of the field."""

    def __init__(self, tied: Tied) -> None:
        found = tied.found
        lines = sorted(found.lines, key=lambda line: ORDER.index(line.verdict))
        unchecked = [f"{label}：账表里没有找到" for label in found.unchecked]
        super().__init__(
            [*found.foreign, *lines, *tied.faults, *unchecked, *found.left, *found.remarks],
            [*(WORDS[verdict] for verdict in ORDER), _TOLD],
            ("← →", "换一类", "kind(1)"),
            ("回车", "到这一栏", "take"),
            ("Esc", "返回", "close"),
        )

    def heading(self) -> str:
        """What is compared."""
        return "与账表、上年核对"

    def kind(self, line: ComparedLine | str) -> str:
        """The verdict."""
        return _TOLD if isinstance(line, str) else WORDS[line.verdict]

    def searched(self, line: ComparedLine | str) -> str:
        """All that is said."""
        if isinstance(line, str):
            return line
        doubt = f"；账表本身对不上：{line.doubt}" if line.doubt else ""
        return f"{sentence(line)}；{where(line)}{doubt}"

    def choice(self, line: ComparedLine | str) -> FinderLine[str]:
        """Both amounts and the place."""
        if isinstance(line, str):
            return FinderLine(line, "", "", _TOLD)
        amounts = f"{line.own or '未写'} / {line.theirs}"
        cell = f"{line.cell}  " if line.sheet else ""
        note = f"{cell}{amounts}  {line.difference}  {line.source}"
        word = WORDS[line.verdict].removeprefix("报告")
        return FinderLine(line.label, note, line.path, word, _COLOURS.get(line.verdict, ""))

    def whole(self, choice: FinderLine[str]) -> str:
        """All there is to say about a line."""
        line = next(line for line in self.lines if self.choice(line) == choice)
        return "\n".join(wrap(self.searched(line), self.whole_width, self.whole_height))
