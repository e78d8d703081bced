"""Days that do not go with the year of the report."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.checks.findings import Finding
from model.checks.registry import USUAL_REPORT, Facts, rule
from model.language.lexicon import lexicon, pattern
from model.report.tree import Cell, Node
from model.schema.fields import Date, Prose, month_and_day
from model.schema.sections.publication import Publication

# A day, and behind it in the sentence that something will be public.
_TO_BE_PUBLISHED = "(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日(?=.{0,40}<published>)"


@rule(
    code="published_late",
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


@rule(
    code="published_early",
    place="第十一部分",
    sentence="公开日期在报告年度结束之后",
    reason="多半是年份写错",
    remedy="核对年份",
    on=Date,
)
def published_early(date: Cell, facts: Facts) -> Iterator[Finding]:
    """A day of publication before the year of the report is over."""
    if _last_day(date) is None or not _both_typed(date, facts.year):
        return
    if _day(date, facts.year) <= (int(facts.year.raw), 12, 31):
        message = f"公开日期{date.raw}早于{facts.year.raw}年度结束：请核对年份"
        yield published_early.say("error", date, message, facts.year)


@rule(
    code="signed_early",
    place="第十一部分",
    sentence="报告在报告年度结束之后成文",
    reason="多半是年份写错",
    remedy="核对年份",
    on=Date,
)
def signed_early(date: Cell, facts: Facts) -> Iterator[Finding]:
    """A day under the report before its year is over; some reports are drawn up in December."""
    assert isinstance(date.field, Date)
    if date.field.within_year or not date.field.advances or _last_day(date) is not None:
        return
    if _both_typed(date, facts.year) and _day(date, facts.year) <= (int(facts.year.raw), 12, 31):
        message = f"{date.label}{date.raw}早于{facts.year.raw}年度结束：请核对年份"
        yield signed_early.say("warning", date, message, facts.year)


@rule(
    code="book_date",
    place="第四部分",
    sentence="账面数的日期在报告年度内",
    reason="多半是沿用了上年的日期",
    remedy="核对年份",
    on=Date,
)
def book_date(date: Cell, facts: Facts) -> Iterator[Finding]:
    """A day of another year, where it is declared to be one of the report's."""
    assert isinstance(date.field, Date)
    if date.field.within_year and _both_typed(date, facts.year) and date.raw[:4] != facts.year.raw:
        message = f"{date.label}{date.raw}不在报告年度{facts.year.raw}年内：请核对年份"
        yield book_date.say("error", date, message, facts.year)


@rule(
    code="published_elsewhere",
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
