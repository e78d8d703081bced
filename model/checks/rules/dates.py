"""Days that do not go with the year of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.checks.diagnosis.repairs import Repair
from model.checks.diagnosis.slips import DIGIT
from model.checks.findings import Finding
from model.checks.registry import USUAL_REPORT, Facts, mends, rule
from model.language.lexicon import lexicon, pattern
from model.mistyped import slip_between
from model.report.tree import Cell, Node
from model.schema.fields import Date, Prose, a_year_later, month_and_day
from model.schema.sections.annexes import BasicData
from model.schema.sections.assets import Assets
from model.schema.sections.overview import Overview
from model.schema.sections.publication import Publication

# A day, and behind it in the sentence that something will be public.
_TO_BE_PUBLISHED = "(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日(?=.{0,40}<published>)"


_PLAUSIBLE = range(2000, 2041)
"""Years of which a report may be: performance was not evaluated before, and nobody writes of them yet."""
_FEWEST = 2
DATED = (Assets, Publication, BasicData)
"""The sections with days: the others may have many thousand rows, in which none is looked for at each key."""


@rule(
    place="第一部分",
    sentence="报告年度与账面数截止日、成文和公开日期合得上",
    reason="年度填错，全文的年份都跟着错",
    remedy="核对报告年度；日期错的改日期",
    on=Overview,
    reads=DATED,
)
def report_year(_: Node, facts: Facts) -> Iterator[Finding]:
    """A year that no day in the report goes with while several go with another one, or that is far from now."""
    year, meant = facts.year, _year_meant(facts)
    if year.state != "typed":
        return
    days = [date for date in _days(facts) if _year_of(date) == meant]
    if meant and days:
        message = f"报告年度填{year.raw}，而{len(days)}处日期都是{meant}年度报告的：请核对，是不是{meant}"
        yield report_year.say("warning", year, message, *days)
    elif int(year.raw) not in _PLAUSIBLE:
        yield report_year.say("warning", year, f"报告年度填{year.raw}：请核对" + (f"，是不是{meant}" if meant else ""))


def _days(facts: Facts) -> list[Cell]:
    """The days typed in the report that say of which year it is."""
    sections = [*facts.report.sections(), *facts.report.annexes()]
    cells = (cell for section in sections if section.record in DATED for cell in section.cells())
    return [cell for cell in cells if isinstance(cell.field, Date) and cell.state == "typed" and _year_of(cell)]


def _year_of(date: Cell) -> int | None:
    """The year of the report that ``date`` goes with; None where it has no year."""
    assert isinstance(date.field, Date)
    year = date.raw[:4]
    return int(year) - (not date.field.within_year) if year.isdigit() else None


def _year_meant(facts: Facts) -> int | None:
    """The year that is meant where the one filled in must be wrong; None where it need not be, or nobody knows."""
    year = facts.year
    if year.state != "typed":
        return None
    days = _days(facts)
    told = {_year_of(date) for date in days}
    if len(told) == 1 and (len(days) >= _FEWEST or int(year.raw) not in _PLAUSIBLE) and int(year.raw) not in told:
        return told.pop()
    if int(year.raw) in _PLAUSIBLE or told:
        return None
    near = [n for n in _PLAUSIBLE if slip_between(year.raw, str(n)) == "swap"]
    return near[0] if len(near) == 1 else None


@rule(
    place="第十一部分",
    sentence="绩效自评报告在6月30日前公开",
    reason="逾期公开会被通报",
    remedy="核对日期，或向财政部门说明",
    basis=USUAL_REPORT,
    on=Date,
)
def published_late(date: Cell, facts: Facts) -> Iterator[Finding]:
    """A day after the last one that is declared for it, in the year after the report's."""
    last = _last_day(date)
    if last is None or not _both_typed(date, facts.year):
        return
    due = (int(facts.year.raw) + 1, *last)
    if _day(date, facts.year) > due:
        message = f"公开日期{date.raw}晚于{due[0]}年{due[1]}月{due[2]}日：请核对或向财政部门说明"
        yield published_late.say("warning", date, message, facts.year)


@rule(place="第十一部分", sentence="公开日期在报告年度结束之后", reason="多半是年份写错", remedy="核对年份", on=Date)
def published_early(date: Cell, facts: Facts) -> Iterator[Finding]:
    """A day of publication before the year of the report is over."""
    if _last_day(date) is None or not _both_typed(date, facts.year):
        return
    if _day(date, facts.year) <= (int(facts.year.raw), 12, 31):
        message = f"公开日期{date.raw}早于{facts.year.raw}年度结束：请核对年份"
        yield published_early.say("error", date, message, facts.year)


@rule(
    place="第十一部分、附表1",
    sentence="报告在报告年度结束之后成文，附表在那以后填报",
    reason="多半是年份写错",
    remedy="核对年份",
    on=Date,
)
def signed_early(date: Cell, facts: Facts) -> Iterator[Finding]:
    """A day under the report or an annex before the year is over; some reports are drawn up in December."""
    assert isinstance(date.field, Date)
    if not date.section or date.field.within_year or _last_day(date) is not None:
        return
    if _both_typed(date, facts.year) and _day(date, facts.year) <= (int(facts.year.raw), 12, 31):
        message = f"{date.label}{date.raw}早于{facts.year.raw}年度结束：请核对年份"
        yield signed_early.say("warning", date, message, facts.year)


@rule(
    place="第十一部分",
    sentence="报告先成文，后公开",
    reason="多半有一个日期写错",
    remedy="核对两个日期",
    on=Publication,
)
def signed_late(publication: Node, facts: Facts) -> Iterator[Finding]:
    """A day under the report after the day of publication, where that goes with the year of the report."""
    signed, date = publication.cell("signed"), publication.cell("date")
    if not (_both_typed(signed, date) and facts.year.state == "typed"):
        return
    published = _day(date, facts.year)
    if (int(facts.year.raw), 12, 31) < published < _day(signed, facts.year):
        message = f"{signed.label}{signed.raw}晚于{date.label}{date.raw}：报告先成文后公开，请核对两个日期"
        yield signed_late.say("warning", signed, message, date, facts.year)


@rule(
    place="第四部分", sentence="账面数的日期在报告年度内", reason="多半是沿用了上年的日期", remedy="核对年份", on=Date
)
def book_date(date: Cell, facts: Facts) -> Iterator[Finding]:
    """A day of another year, where it is declared to be one of the report's."""
    assert isinstance(date.field, Date)
    if date.field.within_year and _both_typed(date, facts.year) and date.raw[:4] != facts.year.raw:
        message = f"{date.label}{date.raw}不在报告年度{facts.year.raw}年内：请核对年份"
        yield book_date.say("error", date, message, facts.year)


@mends(report_year, published_early, signed_early, book_date)
def right_year(cell: Cell, facts: Facts) -> Repair | None:
    """The year of the report as its days have it, for ``cell``, that year or one of the days; else the day's own."""
    if (meant := _year_meant(facts)) or cell is facts.year:
        return Repair(DIGIT, facts.year, str(meant), f"{facts.year.label}应为{meant}") if meant else None
    off = int(facts.year.raw) - (_year_of(cell) or 0)
    day = cell.raw
    for _ in range(off):
        day = a_year_later(day)
    return Repair(DIGIT, cell, day, f"{cell.label}应为{day}") if off == 1 else None


@rule(
    place="第十一部分",
    sentence="文字里的公开日期与所填的一致",
    reason="同一件事两个日期，多半有一个是上年的",
    remedy="核对后改成一致",
    on=Publication,
)
def published_elsewhere(publication: Node, facts: Facts) -> Iterator[Finding]:
    """A day by which a text of the section says that the report will be public, and that is not the day filled in."""
    date = publication.cell("date")
    if not _both_typed(date, facts.year):
        return
    due = _day(date, facts.year)
    for text in publication.cells():
        if not isinstance(text.field, Prose):
            continue
        for sentence in re.split("[。；\n]", "".join(text.raw.split())):
            said = pattern(_TO_BE_PUBLISHED).search(sentence)
            if said is None or any(word in sentence for word in lexicon().texts["another_publication"]):
                continue
            year, month, day = map(int, said.groups())
            if (year, month, day) != due:
                filled = f"{date.label}是{due[0]}年{due[1]}月{due[2]}日"
                message = f"{text.label}里写着{year}年{month}月{day}日公开，{filled}：请核对，改成一致"
                yield published_elsewhere.say("warning", text, message, date)
                break


def _last_day(date: Cell) -> tuple[int, int] | None:
    assert isinstance(date.field, Date)
    return date.field.last_day


def _both_typed(date: Cell, year: Cell) -> bool:
    return date.state == "typed" and year.state == "typed"


def _day(date: Cell, report_year: Cell) -> tuple[int, int, int]:
    """Year, month and day; a day without a year is one of the year after the report's."""
    if without_year := month_and_day(date.raw):
        return (int(report_year.raw) + 1, *without_year)
    year, month, day = map(int, date.raw.split("-"))
    return year, month, day
