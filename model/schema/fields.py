"""How a field of the report is declared: one line that drives form, draft, checks, search, help and export.

A record (a section, a group, a row of a list) is a class whose attributes are fields, groups and lists; their order
in the class is their order in the form and in the file.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.errors import ZipingError
from model.figures import NONE_WORDS, PERCENT_UNIT, WAN, Unit, canonical, hedged, normalise, unit_named
from model.schema.relations import Linear, Operand, Ref

if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import ClassVar

    from model.schema.relations import Formula, Rule

# Where a figure is looked up, as shown in the help of its field.
FINAL_ACCOUNTS = "部门决算报表"
LAST_FINAL_ACCOUNTS = "上年部门决算报表"
BUDGET_APPROVAL = "财政部门预算批复"
ASSET_SYSTEM = "资产管理信息系统、资产年报"
PERSONNEL_OFFICE = "人事处室、决算报表机构人员情况表"
BUSINESS_OFFICE = "业务处室"
FUND_ACCOUNTS = "社会保险基金预决算报表"

NONE = "无"
YES, NO = "是", "否"


def clean(text: str) -> str:
    """``text`` with one kind of line end, without the characters that no screen and no Word file can hold."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\u2028", "\n").replace("\u2029", "\n")
    if text.replace("\n", "").replace("\t", "").replace("\u3000", "").isprintable():
        return text
    return "".join(mark for mark in text if mark in "\n\t" or (mark >= " " and not _illegal(mark)))


_UNSEEN = "\ufffe\uffff\ufeff\u200b\u200e\u200f"


def _illegal(mark: str) -> bool:
    turns = "\u202a" <= mark <= "\u202e" or "\u2066" <= mark <= "\u2069"  # the order in which marks are shown
    return turns or "\x7f" <= mark <= "\x9f" or "\ud800" <= mark <= "\udfff" or mark in _UNSEEN


class Element:
    """A named part of a record. ``name`` is its key in the draft, ``label`` what the clerk sees.

    ``yearly``: it belongs to one year, so that next year's draft begins without it.
    """

    name: str = ""
    yearly: bool = False
    owner: type[Record]

    def __init__(self, label: str, *, help: str = "", source: str = "") -> None:
        self.label = label
        self.help = help
        self.source = source

    def __set_name__(self, owner: type[Record], name: str) -> None:
        self.name = name
        self.owner = owner

    def __repr__(self) -> str:
        return f"{type(self).__name__}({getattr(self, 'owner', Record).__name__}.{self.name})"


class FieldError(ZipingError):
    """The text does not fit its field; the message says what is expected."""


class Field(Element, Operand):
    """A single value. ``required``: the report is not complete without it. ``free``: any text is a value.

    ``blank_is_none``: left empty, it counts as 本单位无此项 instead of as missing. ``from_last``: the field of the same
    record whose figure of last year this one repeats. ``yearly`` is the custom of the kind of field unless given.
    ``unprinted`` says why the standard wording neither prints the value nor goes by it; "" for the many that it does.
    """

    multiline: ClassVar[bool] = False
    free: ClassVar[bool] = False
    _linear: Linear | None = None

    def __init__(
        self,
        label: str,
        *,
        required: bool = False,
        blank_is_none: bool = False,
        yearly: bool | None = None,
        from_last: Operand | None = None,
        unprinted: str = "",
        help: str = "",
        source: str = "",
    ) -> None:
        super().__init__(label, help=help, source=source)
        self.required = required
        self.blank_is_none = blank_is_none
        self.from_last = from_last
        self.unprinted = unprinted
        if yearly is not None:
            self.yearly = yearly

    def linear(self) -> Linear:
        """The field as a sum of one term."""
        if self._linear is None:  # asked for at each binding, for each rule
            self._linear = Ref(self).linear()
        return self._linear

    def read(self, typed: str) -> str:
        """What is kept of what was typed: normalised, "" for nothing. Raises FieldError or FigureError."""
        return clean(typed)


class Number(Field):
    """A figure in ``unit`` with ``decimals`` places; ``formula`` computes it where the clerk types nothing.

    ``signed``: may be negative. ``unit_field`` names the text field of the same record that holds the unit instead.
    ``aliases`` are other names by which running text calls the figure. ``hedged``: bounds such as 90以上 may stand
    here, too; they are kept as typed and judged by nothing. ``by_row``: in running text, the name of the row alone
    means this figure; not so where others have that name, too (设备, 教育支出).
    """

    yearly = True

    def __init__(
        self,
        label: str,
        formula: Operand | Formula | None = None,
        *,
        unit: Unit = WAN,
        decimals: int = 2,
        signed: bool = False,
        unit_field: str = "",
        aliases: tuple[str, ...] = (),
        hedged: bool = False,
        by_row: bool = False,
        remedy: str = "",
        required: bool = False,
        blank_is_none: bool = False,
        yearly: bool | None = None,
        from_last: Operand | None = None,
        unprinted: str = "",
        help: str = "",
        source: str = "",
    ) -> None:
        super().__init__(
            label,
            required=required,
            blank_is_none=blank_is_none,
            yearly=yearly,
            from_last=from_last,
            unprinted=unprinted,
            help=help,
            source=source,
        )
        self.formula: Formula | None = formula.linear() if isinstance(formula, Operand) else formula
        self.unit = unit
        self.decimals = decimals
        self.signed = signed
        self.unit_field = unit_field
        self.aliases = aliases
        self.hedged = hedged
        self.by_row = by_row
        self.remedy = remedy

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


class Percent(Number):
    """A percentage; two decimals unless said otherwise."""

    def __init__(
        self,
        label: str,
        formula: Formula | None = None,
        *,
        signed: bool = False,
        blank_is_none: bool = False,
        aliases: tuple[str, ...] = (),
        help: str = "",
        remedy: str = "",
    ) -> None:
        super().__init__(
            label,
            formula,
            unit=PERCENT_UNIT,
            signed=signed,
            blank_is_none=blank_is_none,
            aliases=aliases,
            help=help,
            remedy=remedy,
        )


class Count(Number):
    """A number of persons, households or things: ``unit`` is its Chinese name (人, 户, 个)."""

    def __init__(
        self,
        label: str,
        formula: Operand | None = None,
        *,
        unit: str,
        aliases: tuple[str, ...] = (),
        required: bool = False,
        blank_is_none: bool = False,
        help: str = "",
        source: str = "",
    ) -> None:
        known = unit_named(unit)
        if known is None:
            raise ValueError(f"unknown unit {unit}")
        super().__init__(
            label,
            formula,
            unit=known,
            decimals=0,
            aliases=aliases,
            required=required,
            blank_is_none=blank_is_none,
            help=help,
            source=source,
        )


class Text(Field):
    """A line of text."""

    free = True

    def read(self, typed: str) -> str:
        """The text on one line, edges trimmed."""
        return " ".join(clean(typed).split("\n")).strip()


class Prose(Field):
    """Running text of one or more paragraphs; ``{名称}`` in it quotes a figure of the report."""

    multiline = True
    free = True


class Year(Field):
    """A calendar year of four digits."""

    yearly = True

    def read(self, typed: str) -> str:
        """Four digits, from 1980 to 2099."""
        text = normalise(typed).removesuffix("年度").removesuffix("年")
        if text and not (text.isascii() and text.isdigit() and 1980 <= int(text[:5]) <= 2099):
            raise FieldError(f"“{typed.strip()[:20]}”不是年度：请填四位数，如 2022")
        return text


class Date(Field):
    """A day; stored as 2022-12-31, printed as 2022年12月31日."""

    yearly = True

    def read(self, typed: str) -> str:
        """The day as 2022-12-31, from that or 2022年12月31日, 2022.12.31, 2022/12/31."""
        text = normalise(typed).removesuffix("日")
        if not text:
            return ""
        for mark in "年月./":
            text = text.replace(mark, "-")
        parts = text.split("-")
        if len(parts) == 3 and all(part.isascii() and part.isdigit() and len(part) < 5 for part in parts):
            year, month, day = map(int, parts)
            if 1980 <= year <= 2099 and 1 <= month <= 12 and 1 <= day <= _days(year, month):
                return f"{year:04}-{month:02}-{day:02}"
        raise FieldError(f"“{typed.strip()[:20]}”不是日期：请写成 2022-12-31 或 2022年12月31日")


def _days(year: int, month: int) -> int:
    if month == 2:
        return 29 if year % 4 == 0 and (year % 100 or year % 400 == 0) else 28
    return 30 if month in (4, 6, 9, 11) else 31


class Choice(Field):
    """One of ``options``; ``default`` is what counts when nothing is chosen."""

    def __init__(
        self,
        label: str,
        options: tuple[str, ...],
        *,
        default: str = "",
        yearly: bool = False,
        unprinted: str = "",
        help: str = "",
    ) -> None:
        super().__init__(label, yearly=yearly, unprinted=unprinted, help=help)
        self.options = options
        self.default = default

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

    def __init__(self, label: str, *, help: str = "") -> None:
        super().__init__(label, (YES, NO), help=help)


class Group(Element):
    """A part of a record with fields of its own; ``computed`` gives some of them a formula in this place.

    ``aliases`` are other names by which reports call it.
    """

    def __init__(
        self,
        record: type[Record],
        label: str,
        *,
        computed: Mapping[str, Operand | Formula] | None = None,
        aliases: tuple[str, ...] = (),
        help: str = "",
    ) -> None:
        super().__init__(label, help=help)
        self.record = record
        self.computed = computed or {}
        self.aliases = aliases

    def __getattr__(self, name: str) -> Ref:
        """The way to the element ``name`` of this group, for use in formulas."""
        if name.startswith("__") or name == "owner":
            raise AttributeError(name)
        return Ref(self, (name,))


class Section(Group):
    """One of the eleven parts of the report; ``number`` is 1 to 11, ``label`` the official heading."""

    def __init__(self, number: int, record: type[Record], label: str, *, aliases: tuple[str, ...] = ()) -> None:
        super().__init__(record, label, aliases=aliases)
        self.number = number


class Annex(Section):
    """A table annexed to the report, left out unless its record's ``included`` says yes; numbered from 12."""


class Rows(Group):
    """A list of rows, each of them a record. ``unique`` names the text field that no two rows may share.

    ``noun`` is what the clerk calls one row ("项目"). ``internal``: the program keeps it, nobody fills it in.
    """

    def __init__(
        self,
        record: type[Record],
        label: str,
        *,
        noun: str,
        unique: str = "",
        yearly: bool = False,
        internal: bool = False,
        help: str = "",
    ) -> None:
        super().__init__(record, label, help=help)
        self.yearly = yearly
        self.internal = internal
        self.noun = noun
        self.unique = unique


class Record:
    """Base of every declaration: ``elements`` are its parts in order, ``rules`` what must hold in it.

    ``groups`` names the parts that are records or lists of records themselves, ``own_fields`` the others, ``numbers``
    holds the figures by name.
    ``title`` is the text that a row is called by: its first field; "" where that is no text.
    """

    elements: ClassVar[tuple[Element, ...]] = ()
    groups: ClassVar[tuple[str, ...]] = ()
    own_fields: ClassVar[tuple[Field, ...]] = ()
    numbers: ClassVar[dict[str, Number]] = {}
    title: ClassVar[str] = ""
    rules: ClassVar[tuple[Rule, ...]] = ()

    def __init_subclass__(cls) -> None:
        own = [part for part in vars(cls).values() if isinstance(part, Element)]
        cls.elements = tuple(part for base in cls.__bases__ for part in getattr(base, "elements", ())) + tuple(own)
        cls.groups = tuple(part.name for part in cls.elements if isinstance(part, Group))
        cls.own_fields = tuple(part for part in cls.elements if isinstance(part, Field))
        cls.numbers = {part.name: part for part in cls.elements if isinstance(part, Number)}
        first = next((part for part in cls.elements if isinstance(part, Field)), None)
        cls.title = first.name if isinstance(first, Text) else ""
