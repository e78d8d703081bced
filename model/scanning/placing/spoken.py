"""What a sentence has spoken of so far, and where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from typing import Final, NamedTuple

from model.language.amounts import MONEY
from model.language.quantity import Quantity, Role
from model.patterns import Pattern
from model.report.tree import Node
from model.scanning.listings import Listing
from model.scanning.subjects import Subject, subjects

# How sure a subject is by the way in which it is meant.
NAMED: Final = 5
SPOKEN_OF: Final = 4
BROKEN_DOWN: Final = 3
TAKEN_FOR_GRANTED: Final = 2
_MOST_ITEMS: Final = 60
"""Of how many items before it a total may be."""
# What says that the amount behind it was spent.
SPENT: Final = Pattern(
    r"支出(?:决算数?|总计|合计|共计)?(?:为|是|共|计|达|到|约|：|由|从|的|上年|去年|上一年|上年度|20[0-9]{2}年度?)*$|花费$"
)
_AGAINST_LAST_YEAR: Final = Pattern(
    "[与同和跟](?:上年度?|去年|上一年度?|(20[0-9]{2})年度?)(?:决算数?)?(?:相比较?|比较?|对比)"
)
# A total that is called nothing else: 四类合计; not 二者合计人员经费.
_SUM: Final = Pattern("[合共总]计[为共]?$")
# What says that the amount behind it is a budget: 核定三公经费5万元.
APPROVED: Final = Pattern("批复|核定|批准|下达")

_GOES_ON: Final = Pattern(
    r"^(?:(?:以上|上述)?[两二三四五]项(?:合计|共计)|其中|[二三四五六七八九十]是|[（(]?[2-9][）)、.]|[②-⑳]|（[二三四五六七八九十]）|从.{2,8}(?:分析|看|来看)|本年(?:基金)?收支结余)"
)


class Scope(NamedTuple):
    """Where figures stand: the key of the section, the home that headings tell, the number of the section.

    ``strict``: a section that only quotes figures of others.
    """

    section: str
    home: str
    number: int
    strict: bool = False
    title: tuple[Subject, ...] = ()


class SubjectChoice(NamedTuple):
    """A subject that may be meant, how sure that is, and why, in Chinese."""

    subject: Subject
    score: float
    reason: str


@dataclass(slots=True)
class Spoken:
    """What the sentence has spoken of so far.

    ``subject`` is the last one named, None where something unknown was; ``head`` what a list breaks down, ``said`` all
    subjects with a level. ``plan``: amounts are of a plan until something else is said. ``whole`` is the path that
    a list can break down, ``listings`` the lists that its items may fill, ``row`` the last row filled. ``moved`` is the
    direction of the figure told last where that is a change, 0 for others.
    ``last_year``: all is compared with the year before.
    ``prefix`` stands before a colon and belongs to the names of what follows; ``called`` is a sentence of its own.
    """

    subject: Subject | None = None
    head: Subject | None = None
    main: Subject | None = None
    said: list[Subject | None] = field(default_factory=list)
    mode: str = ""
    seen: frozenset[str] = frozenset()
    prior: bool = False
    whole: str = ""
    listings: tuple[Listing, ...] = ()
    row: Node | None = None
    strayed: bool = False
    item_moved: bool = False
    against: tuple[str, bool] = ("", False)
    moved: int = 0
    items: list[Quantity] = field(default_factory=list)
    then: bool = False
    later: bool = False
    now: bool = False
    foreign: bool = False
    income: bool = False
    adding: bool = False
    base_in_brackets: bool = False
    reason: bool = False
    others: bool = False
    last_year: bool = False
    prefix: str = ""
    called: Subject | None = None

    def behind(self, text: str, section: str) -> Spoken:
        """What is spoken of where the sentence ``text`` of that section begins, after this one."""
        if _GOES_ON.match(text):
            return replace(self, reason=False, said=list(self.said), strayed=False)
        main = self.main or self.head or self.subject
        if main is not None and main.home == "overview.income":
            main = None
        mode = self.mode if section == "insurance" else ""
        return Spoken(subject=self.called, main=main, prior=True, whole=self.whole, mode=mode)

    def tell_comparison(self, text: str, year: int) -> None:
        """Remember whether the sentence ``text`` compares all that it tells with the year before ``year``."""
        found = _AGAINST_LAST_YEAR.search(text)
        self.last_year = self.last_year if found is None else found[1] in (None, str(year - 1))

    def tell_year(self, mention: Quantity) -> None:
        """Remember whether amounts of this year, or of others, were told in the sentence."""
        if mention.role is not Role.LEVEL:
            return
        if mention.time in ("next", "part"):
            self.then = self.later = True
        elif mention.time == "prior" and mention.year and mention.own:
            self.then = True
        elif mention.time != "prior":
            self.now = True

    def tell_kind(self, mention: Quantity) -> None:
        """Remember whether plans or results are told, and what amounts are compared with."""
        self.moved = mention.direction if mention.role is Role.CHANGE else 0
        if mention.role is Role.BASE:
            self.base_in_brackets = mention.gap.endswith("（")
            self.against = mention.against, mention.against_plan
        elif mention.role is Role.LEVEL and (mention.time == "prior" or mention.own):
            self.against = ("prior", False) if mention.time == "prior" else ("", False)
        spent = SPENT.search(mention.tail) is not None and not mention.own
        plan = mention.plan or (APPROVED.search(mention.tail) is not None and not mention.actual and not spent)
        if mention.role is Role.EXECUTION:  # 支出5万元，年初预算4万元，完成预算的125%，其中基本支出3万元
            self.mode = "actual"
        told = plan or mention.actual or spent
        amount = mention.role is Role.LEVEL and mention.kind == MONEY and not mention.hedged
        if amount and told and not mention.after.startswith("的"):
            self.mode = ("adjusted" if mention.adjusted else "plan") if plan else "actual"
            self.seen |= {self.mode}
        if mention.own and mention.role is Role.LEVEL and not mention.hedged:
            self.items = [*self.items[-_MOST_ITEMS:], mention]

    def total_of(self, mention: Quantity) -> str:
        """What the names of the items have in common that a total told after them comes to; "" for none."""
        return _common_end([one.key for one in self._summed(mention)])

    def _summed(self, mention: Quantity) -> list[Quantity]:
        """The last items whose sum the mention is; none where it is no sum."""
        found, total = len(self.items), 0
        for start in reversed(range(len(self.items))):
            if self.items[start].kind != mention.kind:
                break
            total += self.items[start].amount.value
            if total == mention.amount.value and start < len(self.items) - 1:
                found = start
        return self.items[found:]

    def whole_of(self, mention: Quantity) -> Subject | None:
        """What the last items are the parts of, where a total told after them is their sum; None for nothing known."""
        if self.row is not None and self.whole and _SUM.search(mention.tail) and self._summed(mention):
            return next((one for one in subjects() if self.whole in one.fields.values()), None)
        some = [one for one in self.said[-2:] if one is not None]
        if len(some) < 2 or not self._summed(mention):
            return None
        shared = takewhile(lambda pair: pair[0] == pair[1], zip(*(one.home.split(".") for one in some), strict=False))
        home = ".".join(step for step, _ in shared)
        wholes = [one for one in subjects() if one.home == home and one not in some]
        if len(wholes) > 1:
            wholes = [one for one in wholes if f"{home}.total" in one.fields.values()]
        return wholes[0] if len(wholes) == 1 else None

    def stray(self, unknown: str) -> None:
        """Something else is spoken of now, of the name ``unknown`` where no subject has it."""
        if "离退休" in unknown:  # its parts have fields, the sum of them has none
            self.subject, self.row = None, None
            return
        if unknown:
            self.said.append(None)
            self.income = unknown in ("收入", "总收入")
        self.subject, self.row, self.strayed = None, None, True


def _common_end(names: Sequence[str]) -> str:
    shortest = min(names, key=len, default="")
    return next(
        (shortest[at:] for at in range(len(shortest)) if all(name.endswith(shortest[at:]) for name in names)), ""
    )


def ranks_of(found: Sequence[Quantity]) -> dict[int, tuple[int, int]]:
    """The rank and the number of those told one after the other, by identity: 分别为3万元、2万元; 占比60%、40%."""
    ranks: dict[int, tuple[int, int]] = {}
    for at, first in enumerate(found):
        if first.rank and first.group:
            ranks[id(first)] = first.rank - 1, len(first.group)
        elif first.role is Role.SHARE and id(first) not in ranks:
            run = [first]
            for other in found[at + 1 :]:
                if other.gap.strip() not in ("、", "和", "与") or other.kind != first.kind:
                    break
                run.append(other)
            if len(run) > 1:
                ranks |= {id(one): (rank, len(run)) for rank, one in enumerate(run)}
    return ranks
