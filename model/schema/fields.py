"""The kinds of fields: one line declares a field and drives form, draft, checks, search, help and export."""

from __future__ import annotations

import re
from dataclasses import KW_ONLY, dataclass
from functools import cached_property
from typing import ClassVar

from model.figures import NONE_WORDS, PEOPLE, PERCENT_UNIT, WAN, Unit, canonical, hedged
from model.patterns import Pattern
from model.schema.elements import Element, FieldError
from model.schema.relations import Formula, Linear, Operand, Ref
from model.text import clean, normalise, numeral_value, years_in_digits

# Where a figure is looked up, as shown in the help of its field.
FINAL_ACCOUNTS = "部门决算报表"
LAST_FINAL_ACCOUNTS = "上年部门决算报表"
BUDGET_APPROVAL = "财政部门预算批复"
ASSET_SYSTEM = "资产管理信息系统、资产年报"
PERSONNEL_OFFICE = "人事处室、决算报表机构人员情况表"
BUSINESS_OFFICE = "业务处室"
FUND_ACCOUNTS = "社会保险基金预决算报表"

NONE = "无"
# A code of the accounts begins with the number of its kind: 110指挥中心, 12345热线, 2024年 begin with none.
_CODE = Pattern(
    r"^(?:10[1-9]|[235](?:0[1-9]|[1-9][0-9]))(?:[0-9]{2}){0,2}(?![0-9])[-—.、\s]{0,3}(?!工程)(?=[\u4e00-\u9fff]{3})"
)
YES, NO = "是", "否"


@dataclass(eq=False, repr=False)
class Field(Element, Operand):
    """A single value. ``required``: the report is not complete without it. ``free``: any text is a value.

    ``blank_is_none``: left empty, it counts as 本单位无此项 instead of as missing. ``from_last``: the field of the same
    record whose figure of last year this one repeats; ``begins_with``: one that is most often as this field begins, so
    that next year's draft proposes it, for review. ``setting``: it says how the report is made, not what stands in it.
    ``aside``: most rows of the list do without. ``unprinted`` says why the standard wording neither prints the value
    nor goes by it; "" for the many that it does. ``plain_stays``: though ``yearly``, a text without any figure or year
    stands in next year's draft, for review. ``headings`` are what else tables call the column or line of it; running
    text need not know them.
    """

    multiline: ClassVar[bool] = False
    free: ClassVar[bool] = False

    label: str
    _: KW_ONLY
    required: bool = False
    blank_is_none: bool = False
    yearly: bool = False
    plain_stays: bool = False
    from_last: Operand | None = None
    begins_with: Operand | None = None
    unprinted: str = ""
    folded: bool = False
    setting: bool = False
    aside: bool = False
    headings: tuple[str, ...] = ()
    help: str = ""
    source: str = ""

    @cached_property
    def alone(self) -> Linear:
        """The field as a sum of one term."""
        return Linear(((1, Ref(self)),))

    def linear(self) -> Linear:
        """``alone``."""
        return self.alone

    def read(self, typed: str) -> str:
        """What is kept of what was typed: normalised, "" for nothing. Raises FieldError or FigureError."""
        return clean(typed)


@dataclass(eq=False, repr=False)
class Number(Field):
    """A figure in ``unit`` with ``decimals`` places; ``formula`` computes it where the clerk types nothing.

    ``signed``: may be negative. ``unit_field`` names the text field of the same record that holds the unit instead.
    ``aliases`` are other names by which running text calls the figure. ``hedged``: the field also takes bounds
    such as 90以上; they are kept as typed and not checked. ``by_row``: in running text, the name of the row alone
    means this figure; not so where others have that name, too (设备, 教育支出). ``spent`` names, for a budget, the
    field of the same record that says what was spent of it.
    """

    formula: Operand | Formula | None = None
    _: KW_ONLY
    yearly: bool = True
    unit: Unit = WAN
    decimals: int = 2
    signed: bool = False
    unit_field: str = ""
    spent: str = ""
    aliases: tuple[str, ...] = ()
    hedged: bool = False
    by_row: bool = False
    remedy: str = ""

    def read(self, typed: str, unit: Unit | None = None) -> str:
        """Plain digits, with the unit behind them where it is not the field's; "无" for 本单位无此项."""
        text = typed.strip()
        if not text or text in NONE_WORDS:
            return text and NONE
        if self.hedged and hedged(text):
            return text
        return canonical(text, unit or self.unit)


class Money(Number):
    """An amount of money, in 万元 unless said otherwise."""


@dataclass(eq=False, repr=False)
class Percent(Number):
    """A percentage; two decimals unless said otherwise."""

    _: KW_ONLY
    unit: Unit = PERCENT_UNIT


@dataclass(eq=False, repr=False)
class Count(Number):
    """A number of persons, households or things, in whole numbers."""

    _: KW_ONLY
    unit: Unit = PEOPLE
    decimals: int = 0


@dataclass(eq=False, repr=False)
class Text(Field):
    """A line of text. ``numeral``: a number alone may be all that it says. ``one_name``: no blank parts its words."""

    free: ClassVar[bool] = True

    _: KW_ONLY
    numeral: bool = False
    one_name: bool = False

    def read(self, typed: str) -> str:
        """The text on one line, edges trimmed, in one name without blanks between Chinese characters."""
        line = " ".join(clean(typed).split("\n")).strip()
        return _WITHIN_NAME.sub("", line) if self.one_name else line


@dataclass(eq=False, repr=False)
class SubjectName(Text):
    """The name of a subject of the accounts. Its code, 211 节能环保支出, is no part of it."""

    def read(self, typed: str) -> str:
        """The text on one line, without a code before it."""
        return _CODE.sub("", super().read(typed), count=1)


@dataclass(eq=False, repr=False)
class Prose(Field):
    """Running text of one or more paragraphs; ``{名称}`` in it quotes a figure of the report.

    ``explains`` is the rate of change whose reasons it gives, None where it gives none. ``phrase``: it ends or
    begins a sentence, which a new line would break.
    """

    multiline: ClassVar[bool] = True
    free: ClassVar[bool] = True

    _: KW_ONLY
    explains: Number | None = None
    phrase: bool = False


@dataclass(eq=False, repr=False)
class Year(Field):
    """A calendar year of four digits."""

    _: KW_ONLY
    yearly: bool = True

    def read(self, typed: str) -> str:
        """Four digits, from 1980 to 2099."""
        text = years_in_digits(normalise(typed)).removesuffix("年度").removesuffix("年")
        if text and not (text.isascii() and text.isdigit() and 1980 <= int(text[:5]) <= 2099):
            raise FieldError(f"“{typed.strip()[:20]}”不是年度：请填四位数，如 2022")
        return text


BEFORE = ("之前", "以前", "前")
_WITHIN_NAME = Pattern(r"(?<=[\u4e00-\u9fff（）])\s+(?=[\u4e00-\u9fff（）])")
_IN_WORDS = Pattern("[一二三四五六七八九十]{1,3}(?=[月日])")
_RUN_TOGETHER = Pattern("(20[0-9]{2})([0-9]{2})([0-9]{2})")
_SHORT_YEAR = Pattern("[2-9][0-9](?=[年./-])")
_MONTH_END = Pattern("(?:([0-9]{4})年)?([0-9]{1,2})月[底末]")


@dataclass(eq=False, repr=False)
class Date(Field):
    """A day; stored as 2022-12-31, printed as 2022年12月31日.

    ``within_year``: it is a day of the report's year. ``last_day``: it comes after that year, and is in the next one
    this month and day at the latest; None where nothing is said about it. ``deadline``: something happens before it;
    6月30日前, without a year, is a day, too, and stored so: that of the year after the report's. ``advances``: next
    year's draft begins with the same day a year later, marked to be looked at.
    """

    _: KW_ONLY
    yearly: bool = True
    within_year: bool = False
    last_day: tuple[int, int] | None = None
    deadline: bool = False
    advances: bool = False

    def read(self, typed: str) -> str:
        """The day as 2022-12-31, from that, 2022年12月31日, 22.12.31, 20221231 or 二〇二二年十二月三十一日."""
        text = _in_digits(normalise(typed))
        if not text:
            return ""
        if self.deadline:
            text = _without(text, BEFORE)
            text = _MONTH_END.sub(_last_of_month, text)
            if ending := month_and_day(text):
                return f"{ending[0]}月{ending[1]}日前"
        if run := _RUN_TOGETHER.fullmatch(text):
            text = "-".join(run.groups())
        text = ("20" if _SHORT_YEAR.match(text) else "") + text.removesuffix("日")
        for mark in "年月./":
            text = text.replace(mark, "-")
        parts = text.split("-")
        if len(parts) == 3 and all(part.isascii() and part.isdigit() and len(part) < 5 for part in parts):
            year, month, day = map(int, parts)
            if len(parts[0]) == 4 and not 1980 <= year <= 2099:
                raise FieldError(f"“{typed.strip()[:20]}”：年份只收1980年到2099年，请改")
            if 1980 <= year <= 2099 and 1 <= month <= 12 and 1 <= day <= _days(year, month):
                return f"{year:04}-{month:02}-{day:02}"
            if 1980 <= year <= 2099 and 1 <= month <= 12:
                raise FieldError(f"“{typed.strip()[:20]}”：{month}月没有这一天，只有{_days(year, month)}天，请改")
        raise FieldError(f"“{typed.strip()[:20]}”不是日期：请写全年、月、日，用年月日或 - . 隔开")


def month_and_day(text: str) -> tuple[int, int] | None:
    """The day of any year that 6月30日 or 6月30日前 is; None where ``text`` is nothing such."""
    month, mark, day = _without(_in_digits(text), BEFORE).removesuffix("日").partition("月")
    if not (mark and all(part.isascii() and part.isdigit() and len(part) < 3 for part in (month, day))):
        return None
    number, last = int(month), int(day)
    return (number, last) if 1 <= number <= 12 and 1 <= last <= _days(2000, number) else None


def a_year_later(day: str) -> str:
    """The same day of the next year. ``day`` is as stored; a day without a year is returned unchanged."""
    if month_and_day(day):
        return day
    year, month, last = map(int, day.split("-"))
    return f"{year + 1:04}-{month:02}-{min(last, _days(year + 1, month)):02}"


def _in_digits(text: str) -> str:
    """``text`` without blanks, a year, month and day in Chinese numerals in digits, 日 for 号."""
    plain = years_in_digits("".join(text.split())).replace("号", "日")
    return _IN_WORDS.sub(lambda found: str(numeral_value(found[0])), plain)


def _last_of_month(found: re.Match[str]) -> str:
    """The last day of the month whose end was named."""
    year, month = found[1] or "", int(found[2])
    return f"{year}年{month}月{_days(int(year or 2001), month)}日".removeprefix("" if year else "年")


def _without(text: str, endings: tuple[str, ...]) -> str:
    return next((text.removesuffix(ending) for ending in endings if text.endswith(ending)), text)


def _days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


@dataclass(eq=False, repr=False)
class Choice(Field):
    """One of ``options``; ``default`` is what counts when nothing is chosen."""

    options: tuple[str, ...] = (YES, NO)
    _: KW_ONLY
    default: str = ""

    def read(self, typed: str) -> str:
        """One of the options, or "" for none; the start of an option or its number is enough."""
        text = clean(typed).strip()
        found = [option for option in self.options if option == text]
        found = found or [option for number, option in enumerate(self.options, 1) if normalise(text) == str(number)]
        found = found or [option for option in self.options if text and option.startswith(text)]
        if text and len(found) != 1:
            raise FieldError(f"“{text[:20]}”不在可选之列：请选 {' / '.join(self.options)}")
        return found[0] if found else ""


class Flag(Choice):
    """Yes or no; empty is neither."""


@dataclass(eq=False, repr=False)
class Grade(Choice):
    """One of the grades ``options``, best first, that ``score`` gives by the limits that the text ``standard`` names.

    ``usual`` are the limits where that text is empty: 优90、良80、中60; what is below all of them has the last grade.
    """

    _: KW_ONLY
    score: Number
    standard: Text
    usual: str
