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
    """A number of the document and what the words around it say; see ``Role`` for ``role``.

    ``name`` is printed before it, ``key`` its key, ``own`` whether it stands there itself or was said before in the
    sentence. ``plan``, ``added`` (a change of a plan), ``actual``; ``time`` is "", "this", "prior", "next", "opening",
    "closing" or "part" (of a year); ``flow`` "收入", "支出" or "". For changes: ``direction`` 1 or -1, ``saving``, and
    what it is compared with: ``against`` ("", "plan", "prior", "opening"), ``against_plan``.
    ``sentence``, ``part`` (between semicolons) and ``section`` count through the document; ``depth`` is that of
    brackets. ``opener`` is how a list begins at it: "", "weak", "whole", "bracket", "colon", "within" (基本支出中).
    ``split`` is what a list is told within or by, ``divided`` the key of what is parted (项目支出按功能分).
    ``rank`` is the place among numbers told 分别, 0 for none.
    ``item`` is the manner of the numeral before it (一是, ①, （1）, 1.), "" for none.
    ``shared``: its share stands right behind it; ``turned``: what the number before it became (由20万元降至15万元).
    ``about``: hedged by no more than a word such as 约.
    ``price``: hedged, for it is the price of one (每月300元); ``listed``: an item of an opened list (其中).
    """

    start: int
    end: int
    amount: Amount
    hedged: bool
    gap: str
    about: bool = False
    index: int = 0
    prose: int = 0
    sentence: int = 0
    part: int = 0
    section: int = 0
    role: Role = Role.LEVEL
    name: str = ""
    key: str = ""
    own: bool = False
    plan: bool = False
    adjusted: bool = False
    added: bool = False
    actual: bool = False
    time: str = ""
    year: int = 0
    flow: str = ""
    direction: int = 0
    saving: bool = False
    against: str = ""
    against_year: int = 0
    against_plan: bool = False
    compared: bool = False
    whole_name: str = ""
    depth: int = 0
    opener: str = ""
    opens_sentence: bool = False
    mainly: bool = False
    total: bool = False
    counted: int = 0
    etcetera: bool = False
    item: str = ""
    rank: int = 0
    tail: str = ""
    after: str = ""
    stock: str = ""
    split: str = ""
    divided: str = ""
    move: int = 0
    cell: tuple[int, int] | None = None
    shared: bool = False
    turned: bool = False
    price: bool = False
    listed: bool = False
    group: Sequence[Quantity] = ()

    @property
    def kind(self) -> str:
        """The kind of its amount."""
        return self.amount.kind

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
