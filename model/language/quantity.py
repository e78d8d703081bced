"""A number of a text with what the words around it say of it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from enum import Enum

from model.language.amounts import Amount
from model.patterns import Pattern


class Role(Enum):
    """What a number states."""

    LEVEL = "level"
    CHANGE = "change"
    RATE = "rate of change"
    BASE = "base"
    SHARE = "share"
    EXECUTION = "execution"
    OTHER = "other"


@dataclass(slots=True, eq=False)
class Quantity:
    """A number of the document and what the words around it say; "", 0 and False where they do not say it."""

    # Where it stands: its place in the text, the words since the number before it, its places in the document.
    start: int
    end: int
    amount: Amount
    hedged: bool  # nothing is held to it
    gap: str
    about: bool = False  # hedged by no more than a word such as 约
    index: int = 0
    prose: int = 0
    sentence: int = 0
    part: int = 0  # between semicolons
    section: int = 0

    # What it states, and of what: ``own`` where its name stands before it, and was not said earlier in the sentence.
    role: Role = Role.LEVEL
    name: str = ""
    key: str = ""  # that of the name
    own: bool = False

    # Of a plan (``adjusted``: as it was changed), a change of one (``added``), or what came of it.
    plan: bool = False
    adjusted: bool = False
    added: bool = False
    actual: bool = False

    time: str = ""  # this, prior, next, opening, closing, part (of a year)
    year: int = 0
    flow: str = ""  # 收入 or 支出

    # Of a change: up (1) or down (-1), whether it was saved, and what it is held against: prior, opening or a plan.
    direction: int = 0
    saving: bool = False
    against: str = ""
    against_year: int = 0
    against_plan: bool = False
    compared: bool = False  # with anything

    whole_name: str = ""  # what a share is of
    depth: int = 0  # of brackets

    # How a list begins at it: weak (其中), whole (分别为), bracket, colon, within (基本支出中).
    opener: str = ""
    opens_sentence: bool = False
    mainly: bool = False  # its list has the main items only

    total: bool = False
    counted: int = 0  # of how many it is the total
    etcetera: bool = False  # 等 stands behind it
    item: str = ""  # the manner of the numeral before it (一是, ①, （1）, 1.)
    rank: int = 0  # its place among numbers told 分别, which are its ``group``
    tail: str = ""  # the words of its own clause before it
    after: str = ""  # the words behind it
    stock: str = ""  # cost, depreciation, net, average, balance, left
    split: str = ""  # what a list is told within or by
    divided: str = ""  # the key of what is parted (项目支出按功能分)
    move: int = 0  # what came in (1) or went out (-1)
    cell: tuple[int, int] | None = None  # row and column of a table, None in prose
    shared: bool = False  # its share stands right behind it
    turned: bool = False  # the number before became it (由20万元降至15万元)
    price: bool = False  # hedged, for it is the price of one (每月300元)
    listed: bool = False  # an item of an opened list
    group: Sequence[Quantity] = ()

    @property
    def kind(self) -> str:
        """The kind of its amount."""
        return self.amount.unit.dimension

    @property
    def sound(self) -> bool:
        """Whether it takes part in equalities."""
        return not self.hedged and self.role is not Role.OTHER

    @property
    def level(self) -> bool:
        """Whether it states a level that takes part in equalities."""
        return self.role is Role.LEVEL and not self.hedged


# What says that a share is of several together: 两项合计占.
TOGETHER = Pattern(
    "(?:以上|上述|这)?(?P<First>前)?(?:(?P<Many>[两三四五六七八九])(?:[类项者家个种]|部分)"
    "(?:合计|共计|总计|之和|相加|一共|共)?|(?:合计|共计|总计|之和|相加|一共|共))占(?!比)"
)
# Times that are not the report's year, or not all of it.
OTHER_TIMES = ("prior", "next", "opening", "part")


@dataclass(slots=True)
class SaidSoFar:
    """What a sentence has said so far, and what it carries to its next number."""

    topic: tuple[str, int]
    key: str = ""
    name: str = ""
    flow: str = ""
    against: tuple[str, bool, int] = ("", False, 0)
    part: int = 0
    depth: int = 0
    outer: dict[int, tuple[str, str]] = field(default_factory=dict)
    compared: bool = False
