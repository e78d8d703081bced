"""What every part of the screen looks at: the session, its findings by field and section, and how full a section is."""

from __future__ import annotations

from contextlib import suppress
from time import monotonic
from typing import Final

from model.checks.findings import Finding, by_section
from model.checks.policy import STANDARD
from model.editing.session import Session
from model.errors import ZipingError
from model.figures import DASHES, PERCENT_UNIT
from model.patterns import Pattern
from model.report.tree import Cell, Node, RowList, without_rows
from model.schema.fields import NONE, YES, Choice, Number
from model.schema.outline import ANNEXES, SECTIONS
from model.text import normalise
from tui.state.half_filled import UNFILLED, HalfFilled

MARKS: Final = {"error": "错", "warning": "警", "info": "示"}
_GAP_AT_POINT: Final = Pattern("(?<=[0-9]) +(?=[.,][0-9])|(?<=[0-9][.,]) +(?=[0-9])")
_PARTS: Final = (*SECTIONS, *ANNEXES)
SHORT_NAMES: Final = ("", *(part.short for part in _PARTS))
SHORT_NUMBERS: Final = ("", *(part.numeral.replace("附表", "附") for part in _PARTS))
CARRIED: Final = "to_review"
STILL_READING: Final = "其余部分还在核对"
_ROW: Final = Pattern(r"\.[0-9]+(?=\.|$)")
Target = Cell | RowList
"""What the cursor can stand on: a value, or the line of a list where the next row begins."""


class ViewState:
    """One session as the screen sees it; ``refresh`` after every change."""

    def __init__(self, session: Session) -> None:
        self.session = session
        self.report = session.report
        self._known: list[Finding] = []
        self._waiting: list[Finding] = []
        self._half_filled = HalfFilled(self.report)
        self.marks: dict[str, str] = {}
        self.row_marks: dict[str, str] = {}
        self.shares: dict[int, str] = {}
        self.summed: Cell | None = None
        self.unfolded: set[int] = set()
        self._used_last_year = {row.cell("path").raw for row in self.report.rows("used_last_year").rows}
        self.whole = False
        """Whether the findings of every section are known."""
        self._looked_at = {1}
        self.numbers = [part.section for part in (*self.report.sections(), *self.report.annexes())]
        self._wording = ""
        self.milder: list[str] = []
        self._follow_wording()
        self._take(session.checker.findings(only=self.numbers[0]))

    @property
    def findings(self) -> list[Finding]:
        """Every finding, in the order of the report.

        The first picture does not wait for them: until they are asked for, or something changes, those of the first
        section are known and shown. Those of a group that is still being filled in wait; see ``stand_at``.
        """
        if not self.whole:
            self._take_all()
        return self._known

    @property
    def still_reading(self) -> bool:
        """Whether so much of a large draft is to be read that ``findings`` would hold up the keys."""
        return not self.whole and self.session.checker.much_unread

    @property
    def known(self) -> list[Finding]:
        """``findings``, or those known by now where it is ``still_reading``."""
        return self._known if self.still_reading else self.findings

    def is_open(self, part: Cell | Node | RowList) -> bool:
        """Whether a part that nothing is typed in is shown all the same: asked for, or used last year."""
        section = part.section if isinstance(part, Node) else part.node.section
        used = self._used_last_year
        return section in self.unfolded or (bool(used) and without_rows(part.path) in used)

    def stand_at(self, target: Target) -> None:
        """The cursor is on ``target``: what waited for a group to be filled in is known when the group is left."""
        every = [*self._known, *self._waiting]
        checker, section = self.session.checker, target.node.section
        self._half_filled.stand_at(target, lambda: every if self.whole else checker.findings(section))
        self._wait_no_more(every)

    def go_back(self, path: str) -> None:
        """A step of the history was taken back, or done again: what is found next, is found from ``path``."""
        with suppress(KeyError):
            if not isinstance(target := self.report.root.at(path), Node):
                self._half_filled.go_back(target)

    def settle(self) -> None:
        """The clerk asks what is wrong: nothing waits."""
        self._half_filled.leave()
        self._wait_no_more([*self._known, *self._waiting])

    def _wait_no_more(self, every: list[Finding]) -> None:
        if any(not self._half_filled.waits(finding) for finding in self._waiting):
            self._take(by_section(every))

    def refresh(self, section: int = 0, near: Node | None = None) -> None:
        """Take in what changed: the findings, and how full ``section`` is (0: every section).

        Where a key changed what much of a large report says, ``section`` alone, or no more of it than the row around
        ``near``: the others stay as they were until there is time to ``look_on``.
        """
        self._follow_wording()
        checker = self.session.checker
        if not checker.much_unread:
            self._take_all(section)
            return
        self.whole = False
        if section:
            self._take_section(section, near)

    def look_at(self, section: int, near: Node | None = None) -> None:
        """Know what is found in ``section``, to which the cursor comes: it is not said to be right unseen."""
        if not self.whole and section not in self._looked_at:
            self._take_section(section, near)

    def _take_section(self, section: int, near: Node | None) -> None:
        others = [one for one in (*self._known, *self._waiting) if one.section != section]
        found = self.session.checker.findings(section, near)
        self._looked_at.add(section)
        self._take(sorted([*others, *found], key=lambda one: one.section), section)

    def type_in(self, cell: Cell | None) -> bool:
        """What rests on the figure in ``cell`` waits from now on, or (None) no longer; returns whether that is new."""
        return self._half_filled.type_in(cell, self._known)

    @property
    def half_typed(self) -> bool:
        """Whether a figure is being typed, on which nothing is said until it is whole."""
        return bool(self._half_filled.typed)

    def is_waiting(self, section: int, path: str = "") -> bool:
        """Whether something is wrong in ``section``, or at ``path``, that is told once its group is filled in."""
        return any(
            path in finding.fields if path else finding.section == section
            for finding in self._waiting
            if not finding.accepted
        )

    def begin_row(self, row: Node) -> None:
        """``row`` is new and the cursor goes into it: what is found in it alone waits until it is left."""
        self._half_filled.begin(row)

    def look_on(self, seconds: float) -> None:
        """Look at the other sections, too, for so many seconds at the most; ``whole`` once nothing is left."""
        end = monotonic() + seconds
        for _ in self.session.checker.reading():
            if monotonic() > end:
                return
        self._take_all()

    def _take_all(self, section: int = 0) -> None:
        self._take(self.session.checker.findings(), section if self.whole else 0)
        self.whole = True

    def _follow_wording(self) -> None:
        """Take rules to be as mild as the file of sentences says that the draft names; where it cannot be, as usual.

        ``milder`` then says which rules are, or why the file could not be read.
        """
        name = self.report.section(1).cell("wording").raw
        if name == self._wording:
            return
        from exporters.named_files import wording_of

        self._wording, policy = name, STANDARD
        try:
            policy = wording_of(self.session.draft).rules
            self.milder = policy.told()
        except ZipingError as error:
            self.milder = str(error).splitlines()
        self.session.checker.relax(policy)

    def _take(self, findings: list[Finding], section: int = 0) -> None:
        self._waiting, self._known = [], []
        for finding in findings:
            (self._waiting if self._half_filled.waits(finding) else self._known).append(finding)
        self.marks = {}
        self.row_marks = {}
        for finding in reversed(self._known):
            if not finding.accepted:
                for path in finding.fields if finding.code == CARRIED else finding.fields[:1]:
                    self._mark(path, finding.severity)
        for number in (section,) if section else self.numbers:
            self.shares[number] = self._share(number)

    def _share(self, number: int) -> str:
        """How full a section is: "12/20" of what is required; 无, 未填 or 已填 where that says more."""
        none = self.report.section(number).parts.get("none")
        if isinstance(none, Cell) and none.raw == YES:
            return "无此项"
        required, lacking, typed = self.session.checker.fullness(number)
        if not typed:
            return "未填"
        return f"{required - lacking}/{required}" if required else f"填{typed}栏"

    def _mark(self, path: str, severity: str) -> None:
        _worst(self.marks, path, severity)
        for row in _ROW.finditer(path):
            _worst(self.row_marks, path[: row.end()], severity)

    def of_section(self, number: int, path: str = "") -> list[Finding]:
        """The findings with a figure in a section; those of the field at ``path`` first."""
        inside = f"{self.report.section(number).path}."
        found = [
            finding
            for finding in self._known
            if finding.section == number or any(field.startswith(inside) for field in finding.fields)
        ]
        found.sort(key=lambda finding: finding.code in UNFILLED)  # what is wrong comes before what is still to come
        return sorted(found, key=lambda finding: finding.fields.index(path) > 0 if path in finding.fields else 2)

    def counts(self) -> dict[int, dict[str, int]]:
        """How many findings of each severity each section has."""
        counts = {number: dict.fromkeys(MARKS, 0) for number in self.numbers}
        for finding in self._known:
            if finding.section in counts and not finding.accepted:
                counts[finding.section][finding.severity] += 1
        return counts

    @property
    def unit_name(self) -> str:
        """The name of the department that the report is about."""
        return self.report.section(1).cell("unit").raw

    @property
    def year(self) -> str:
        """The year that the report is about."""
        return self.report.section(1).cell("year").raw


def _worst(marks: dict[str, str], path: str, severity: str) -> None:
    """Mark ``path`` with ``severity``, unless it is marked as worse."""
    if marks.get(path) != "error":
        marks[path] = severity if severity != "info" else marks.get(path, severity)


def wanted(section: Node) -> bool:
    """Whether ``section`` is to be filled in: not said to be 无, nor an annex that is left out."""
    none, included = section.parts.get("none"), section.parts.get("included")
    absent = isinstance(none, Cell) and none.raw == YES
    return not absent and not (isinstance(included, Cell) and included.raw != YES)


def to_fill(cell: Cell) -> bool:
    """Whether the report is not complete without a value that ``cell`` still lacks."""
    return cell.field.required and cell.state == "missing"


def is_passed(cell: Cell) -> bool:
    """Whether Enter passes over ``cell``: what is computed, the share of an amount that was left empty for none.

    So is a remark, as long as no row of the list has one.
    """
    if cell.field.aside and (rows := cell.node.row_list) is not None:
        return not any(row.cell(cell.field.name).raw for row in rows.rows)
    if cell.state != "missing" or not cell.computable:
        return cell.state == "computed"
    return cell.field.blank_is_none and cell.unit == PERCENT_UNIT


def state_word(cell: Cell) -> str:
    """The state of a field in a word of at most four cells."""
    match cell.state:
        case "missing":
            if isinstance(cell.field, Choice) and cell.field.default:
                return "默认"
            return ("待算" if cell.computable else "缺") if cell.field.required else "选填"
        case "none":
            return "无"
        case "computed":
            return "算得"
        case "invalid":
            return "不懂"
        case _:
            return "已填"


def shown(cell: Cell) -> str:
    """The value of a field as it stands on the form: figures as the report prints them, "" for nothing."""
    figure = cell.printed
    if figure is None or cell.raw == "无":
        return cell.chosen
    text = figure.grouped()
    return text if figure.unit == cell.unit else text + figure.unit.name


def unit_word(cell: Cell, *, typed: bool = False) -> str:
    """The unit that stands behind a value, or behind what was typed; "" for none, or where the value names its own."""
    if not isinstance(cell.field, Number) or cell.state == "none":
        return ""
    figure = cell.figure if typed else cell.printed
    return cell.unit.name if figure is None or figure.unit == cell.unit else ""


def in_order(cell: Cell) -> str:
    """The text of a field as it is kept once it is left; raises ZipingError where it cannot be read.

    Of a figure, dashes are 无, and a blank beside the point or a comma is left out. In a workbook such a cell is asked
    about: there nobody sees what becomes of it.
    """
    if isinstance(cell.field, Number):
        if cell.raw.strip() and not cell.raw.strip().strip(DASHES):
            return NONE
        return cell.field.read(_GAP_AT_POINT.sub("", normalise(cell.raw)), cell.unit)
    return cell.field.read(cell.raw)
