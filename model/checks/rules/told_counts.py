"""How many there are, as a text says it, against the list of the draft that it counts or the points that follow it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from model.checks.diagnosis.repairs import Repair, in_text
from model.checks.findings import Finding
from model.checks.registry import SAME_FIGURE, rule
from model.checks.told.mentions import clause_start
from model.language.lexicon import pattern
from model.mistyped import slip_between
from model.report.report import Report
from model.report.tree import Cell, Node, RowList
from model.schema.fields import YES
from model.schema.relations import Severity
from model.schema.sections.overview import Overview
from model.text import in_quotes, numeral, numeral_value

GENERAL: Final = 2
_DIGITS: Final = "一二三四五六七八九十"
_NUMBER: Final = "[0-9]{1,3}|十?[一二三四五六七八九]|[二三四五六七八九]?十|两"
_COUNT: Final = f"(?P<N>{_NUMBER})个?"
_BEHIND: Final = f"(?P<M>{_NUMBER})[个家]"
_ALONE: Final = (
    "(?![^，。；：\n]{0,40}(?:<office_kinds>|[0-9一二三四五六七八九十两]个))(?![^。；\n]{0,80}(?:<counted_apart>))"
)
_FAR: Final = 4000
"""So far behind a count its points are looked for."""
_END: Final = "(?=支出|[，。；：、（]|$)"
_WORDS: Final = {
    "offices": f"(?:<has_offices>)有?(?:[^，。；：0-9]{{1,60}}等)?共?{_COUNT}(?:职能|业务|内设|综合)?"
    f"(?:<inner_offices>){_ALONE}"
    f"|内设(?:<inner_offices>)共?有?{_BEHIND}{_ALONE}",
    "below": f"(?:<lower>)(?:共有?|有|设有)?{_COUNT}(?:<own_bodies>){_ALONE}"
    f"|(?:<lower>)(?:<own_bodies>)共?有?{_BEHIND}{_ALONE}",
    "": f"(?:<in_all>)(?:<carried_out>)?了?{_COUNT}(?P<OF>部门|单位|公共)?项目{_END}"
    f"|(?P<KIND>部门|单位|公共)项目(?:共有?|合计|共计|总共){_BEHIND}{_END}",
    "evaluated": f"(?<![^，。；：、\n])(?:<evaluated_of>){_COUNT}(?:预算)?项目(?:支出)?(?:均|全部|都)?(?:<evaluated>)",
    "following": f"(?:<following>){_COUNT}(?:<counted_points>)(?=[^。；\n]{{0,12}}[：:。]?$)",
    "points": f"{_COUNT}(?:<counted_points>)[^，。；：\n]{{0,6}}[：，。]?(?=一是)",
    "aside": "(?:<not_counted_now>)[^，。；：\n]{0,60}$",
    "more": "<more_points>",
}


@dataclass(frozen=True, slots=True)
class ToldCount:
    """A number of things at ``start`` to ``end`` of a text, written as ``typed``, with the ``words`` around it.

    ``kind`` says of what: offices, below, projects of one kind or any, following, or points, whose number is ``named``.
    """

    kind: str
    start: int
    end: int
    typed: str
    words: str
    named: int = 0


@rule(
    sentence="正文里写的个数，与所列的机构、项目、问题、措施的个数相符",
    reason=SAME_FIGURE,
    remedy="数一数所列的有几个，改正文或补列；所指不是这张表的可以不改",
)
def count_in_text(cell: Cell, told: ToldCount, listed: RowList | None, number: int, *, sure: bool) -> Iterator[Finding]:
    """A text says another number than there is of what ``listed`` has, or of the points that follow in the text."""
    what = f"后面写了{number}条"
    if listed is not None:
        around = listed.node.element if told.kind in _OF_PROJECTS else None
        what = f"{(around or listed.element).label}列了{number}个"
    message = f"{cell.label}里写{in_quotes(told.words)}，而{what}：请核对"
    fields = (cell.path, *([listed.path] if listed is not None else []))
    severity: Severity = "warning" if sure else "info"
    expected, actual = str(number), str(_value(told.typed))
    yield count_in_text.finding(severity, cell.section, fields, message, expected=expected, actual=actual)


class ToldCounts:
    """The counts in one report's texts."""

    def __init__(self) -> None:
        self._found: dict[Finding, Repair | None] = {}
        self.places: set[tuple[Cell, int, int]] = set()

    def findings(self, counts: Iterable[tuple[Cell, ToldCount]], report: Report) -> dict[Finding, Repair | None]:
        """Which of ``counts``, each with its field, are not as many, and the text put right.

        ``places`` are then those of all counts that were compared.
        """
        self._found, self.places = {}, set()
        for cell, told in counts:
            self._compare(cell, told, report)
        return self._found

    def _compare(self, cell: Cell, told: ToldCount, report: Report) -> None:
        if told.kind == "points":
            self._tell(cell, told, None, told.named, sure=True)
            return
        if told.kind == "evaluated":
            self._compare_evaluated(cell, told, report)
            return
        lists = [rows for rows in _lists(cell, told.kind, report) if rows.rows]
        if len(lists) != 1:  # of several, nobody can know which is meant
            return
        listed = len(lists[0].rows)
        sure = told.kind == "following" or cell.field is Overview.duties
        if told.kind in _OF_PROJECTS:
            whole = lists[0].node.cell("complete").raw == YES
            if not whole and _value(told.typed) > listed:  # the main ones are listed
                return
            sure = whole and told.kind != _ANY
        self._tell(cell, told, lists[0], listed, sure=sure)

    def _compare_evaluated(self, cell: Cell, told: ToldCount, report: Report) -> None:
        """More projects are said to be evaluated than there are, one slip from all of them; fewer may be some."""
        said, node = _value(told.typed), report.root.record_at("general_budget.projects")
        kinds = [node.list_at(f"{one}.items") for one in _OF_PROJECTS[_ANY]]
        whole = all(rows.node.cell("complete").raw == YES for rows in kinds if rows.rows)
        others = [report.rows(path) for path in ("project_evaluations.projects", "government_funds.items")]
        listed = sum(len(rows.rows) for rows in kinds)
        more = {listed + len(rows.rows) for rows in others} | {len(others[0].rows)}
        if whole and said > listed and said not in more and slip_between(str(listed), str(said)):
            self._tell(cell, told, max(kinds, key=lambda rows: len(rows.rows)), listed, sure=False)

    def _tell(self, cell: Cell, told: ToldCount, listed: RowList | None, number: int, *, sure: bool) -> None:
        self.places.add((cell, told.start, told.end))
        if _value(told.typed) == number:
            return
        new = str(number) if told.typed.isdigit() else _written(number)
        what = f"“{told.words}”里的{told.typed}改为{new}"
        mended = in_text(cell, told.start, told.start + len(told.typed), new, what)
        self._found.update((said, mended) for said in count_in_text(cell, told, listed, number, sure=sure))


_ANY: Final = "项目"
_OF_PROJECTS: Final[Mapping[str, tuple[str, ...]]] = {
    "部门": ("unit_projects",),
    "单位": ("unit_projects",),
    "公共": ("public_projects",),
    _ANY: ("unit_projects", "public_projects"),
}


def _lists(cell: Cell, kind: str, report: Report) -> Iterator[RowList]:
    """The lists of the draft that a text in ``cell`` may count when it counts things of that ``kind``."""
    if kind in ("offices", "below"):
        yield report.rows("overview.offices" if kind == "offices" else "overview.subordinates")
    elif kind == "following":  # the list of the section that the text leads in
        yield from _led_in(cell)
    elif kind != _ANY or cell.section == GENERAL:
        for one in _OF_PROJECTS[kind]:
            yield report.rows(f"general_budget.projects.{one}.items")


def _led_in(cell: Cell) -> Iterator[RowList]:
    node: Node = cell.node
    if node.parent is not None and node.parent.parent is None and cell.field.name in ("lead", "intro"):
        yield from (part for part in node.parts.values() if isinstance(part, RowList))


def told_counts(text: str) -> Iterator[ToldCount]:
    """The numbers of things in ``text``, those of points that follow last."""
    for kind in ("offices", "below", "", "evaluated", "following"):
        for found in pattern(_WORDS[kind]).finditer(text):
            named = found.groupdict()
            name = "N" if found["N"] is not None else "M"
            if pattern(_WORDS["aside"]).search(text, clause_start(text, found.start()), found.start()) is None:
                yield _told(kind or named["OF"] or named["KIND"] or _ANY, text, found, name)
    for found in pattern(_WORDS["points"]).finditer(text):
        number, more = _points(text[found.end() : found.end() + _FAR])
        if number > 1 and not more:
            yield _told("points", text, found, "N", number)


def _told(kind: str, text: str, found: re.Match[str], name: str, named: int = 0) -> ToldCount:
    start, end = found.span(name)
    end += text[end : end + 1] == "个"
    return ToldCount(kind, start, end, found[name], found[0].rstrip("：，。"), named)


def _points(text: str) -> tuple[int, bool]:
    """How many points ``text`` has, which begins with the first of them (一是 … 二是 …), and whether others follow."""
    again = text.find("一是", 1)
    text = text if again < 0 else text[:again]
    at = number = 0
    while number < len(_DIGITS) and (found := text.find(_DIGITS[number] + "是", at)) >= 0:
        at, number = found + 2, number + 1
    return number, pattern(_WORDS["more"]).search(text, at) is not None


def _value(typed: str) -> int:
    return int(typed) if typed.isdigit() else numeral_value(typed)


def _written(number: int) -> str:
    return "两" if number == 2 else numeral(number) if number < 100 else str(number)
