"""Which subjects the words of a figure can mean, and which aspect of a subject they tell."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final, NamedTuple

from model.language.amounts import PERCENT
from model.language.keys import key, tidy
from model.language.quantity import Quantity, Role
from model.scanning.subjects import FUND, SERVING, by_key, plain_name, post, subjects

if TYPE_CHECKING:
    from collections.abc import Iterable

    from model.report.tree import Node
    from model.scanning.listings import Listing
    from model.scanning.subjects import Aspect, Subject

# How sure a subject is by the way in which it is meant.
NAMED: Final = 5
SPOKEN_OF: Final = 4
BROKEN_DOWN: Final = 3
TAKEN_FOR_GRANTED: Final = 2
_GENERAL: Final = re.compile(r"^(?:一般公共预算(?:财政拨款)?|财政拨款)+(?:安排的?)?")
_SELF: Final = re.compile(
    r"^(?:全[市县区省]?[\u4e00-\u9fff]{0,4}系统)?(?:市|县|区|省|局|厅|委|院|校|馆|全年|全|核定|实有|现有|实际|总|年末|年底|以上|上述)*(?:本级|本部)?"
)
_KINDS: Final = ("学校", "医院", "中心", "街道", "校", "院", "馆")
_DESCRIBED: Final = re.compile(r".*(?:等(?:各项|方面)?的?|而发生的|的)(?=[\u4e00-\u9fff]{2,})")
_SOMEONE: Final = re.compile(r"[局委厅院校所站队馆园厂镇乡村]|中心|公司|街道")
_ANYONE: Final = re.compile(r"机关事业单位|各?单位|学校|机关|机构|部门|院长|村级")
_TAILS: Final = ("财政拨款", "实有", "实", "情况", "总额", "总数", "人数", "数额", "总", "人", "额")
_WHOLE: Final = re.compile(r"支出(?:总|合计|共计|决算总)|[总全整]体?支出|本年支出|部门(?:决算)?支出")
SPENT: Final = re.compile(
    r"支出(?:决算数?|总计|合计|共计)?(?:为|是|共|计|达|到|约|：|由|从|的|上年|去年|上一年|上年度|20[0-9]{2}年度?)*$"
)
# How many there are, and the words that tell that not all of them are serving.
_PRESENT: Final = re.compile(r"实有(?:人员|人数)?(?:共|为|计)*$")
_OTHER_STAFF: Final = re.compile("退休|离休|在职|编外|聘|临时|劳务|遗属")
_PART_OF_UNIT: Final = re.compile("[局厅委办]机关")
# A short word for a change that no list of words has, right before the number: 比上年减3万元.
_MOVED: Final = re.compile("[减增升降超节多少][^额数值]?$")
_LEFT_OVER: Final = re.compile("(?:结转|结余|资金|和|及|下年|使用)+")
_TOTAL_NAMED: Final = re.compile(r"总支出|支出总|整体支出|部门支出|全部支出|总额|^支出|^总")
_SPENT_THAN: Final = re.compile("支出(?:较|比|与|同)")
_BEFORE_BASE: Final = re.compile("^.*?[较比与同]")
_TIMES: Final = re.compile("上年度?|去年|20[0-9]{2}年度?|年初|年末|[末底]|同期|年|决算|预算|的|数")
_FUND_WORDS: Final = re.compile(r"基金|全[省市县区]|[市县区]本级|本级|^[\u4e00-\u9fff]{1,3}[省市县区]")
_FUND_ASPECTS: Final = re.compile(r"预算|决算|合计|总计|总额|总|执行|实际|完成|率|增加|减少")
_VEHICLES: Final = re.compile(r"公务用?车(?:的)?运行(?:和|及)?(?:维护)?")
_THREE: Final = re.compile(r"^(?:以上|上述|这)?三项(?:经费|费用)?$")


class Scope(NamedTuple):
    """Where figures stand: the key of the section, the home that headings tell, the number of the section.

    ``strict``: a section that only quotes figures of others.
    """

    section: str
    home: str
    number: int
    strict: bool = False
    title: tuple[Subject, ...] = ()


class Choice(NamedTuple):
    """A subject that may be meant, how sure that is, and why, in Chinese."""

    subject: Subject
    score: float
    reason: str


@dataclass(slots=True)
class Spoken:
    """What the sentence has spoken of so far.

    ``subject`` is the last one named, None where something unknown was; ``head`` what a list breaks down, ``said`` all
    subjects with a level. ``plan``: amounts are of a plan until something else is said. ``whole`` is the path that
    a list can break down, ``listings`` the lists that its items may fill, ``row`` the last row filled.
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


class Known(NamedTuple):
    """The subjects that a name can mean; ``unknown`` is a name that means none of them; ``general``: of one budget."""

    subjects: tuple[Subject, ...] = ()
    unknown: str = ""
    general: bool = False


class Names:
    """Looks names up. ``own`` is the unit's name; ``vehicles_bought``: the report speaks of vehicles that were bought."""

    def __init__(self, own: str) -> None:
        self.own = own
        self.vehicles_bought = True
        self._fund = [subject for subject in subjects() if subject.home == FUND]

    def known(self, mention: Quantity, scope: Scope, spoken: Spoken) -> Known:
        """The subjects that the name printed before ``mention`` can mean."""
        if scope.section == "insurance":
            return self._of_fund(mention)
        name = mention.key if mention.own else ""
        of_total = mention.role is Role.SHARE and mention.whole_name[:1] == "总" and not mention.own
        if of_total or (mention.role is Role.SHARE and name and mention.name == mention.whole_name):
            return Known()  # 占总支出的30%: of what was named before
        if mention.stock == "left" and _LEFT_OVER.fullmatch(name):
            return Known()
        if mention.role is Role.BASE and not name:
            held = tidy(_TIMES.sub("", _BEFORE_BASE.sub("", mention.tail)))
            known = self.look_up(key(held), held) if len(held) > 1 else Known()
            if known.subjects:
                return known  # 较上年末资产总额800万元
        if not name or self._impersonal(mention.name) in ("支出", "收入"):
            return self._bare(mention)
        if spoken.head is not None and spoken.head.fields.get("actual") == SERVING:
            name = key(post(name))
        if scope.home.startswith("general_budget.three_public") and _THREE.match(mention.name):
            name = "三公"
        if not self.vehicles_bought and _VEHICLES.search(mention.name):
            name = "公车购置及运行维护"
        return self.look_up(name, mention.tail)

    def look_up(self, name: str, tail: str) -> Known:
        """The subjects called ``name``, those that ``tail`` names at greatest length where there are several."""
        if _PART_OF_UNIT.search(tail):
            return Known((), name)
        found, general = self._found(name)
        if not found:
            return Known((), name)
        plain = plain_name(tail)
        longest = {
            id(one): max((len(said) for said in one.names | one.bare if said in plain), default=0) for one in found
        }
        most = max(longest.values())
        kept = tuple(one for one in found if longest[id(one)] == most)
        if general:
            kept = tuple(one for one in kept if not one.home.startswith("overview.scale"))
        return Known(kept, "" if kept else name, general)

    def _found(self, name: str) -> tuple[tuple[Subject, ...], bool]:
        table = by_key()
        general = False
        for said in self._shapes(name):
            if said in table:
                return table[said], general
            plain = _GENERAL.sub("", said)
            if plain != said and plain and key(plain) in table:
                return table[key(plain)], True
        return (), general

    def _shapes(self, name: str) -> Iterable[str]:
        """The name, and what is left of it without words that change nothing."""
        yield name
        bare = self._impersonal(name)
        if bare != name:
            yield key(bare)
        stripped = _SELF.sub("", bare)
        if stripped and stripped != bare:
            yield key(stripped)
        for tail in _TAILS:
            if stripped.endswith(tail) and len(stripped) > len(tail) + 1:
                yield key(stripped.removesuffix(tail))
        described = _DESCRIBED.match(stripped)
        if described and not _SOMEONE.search(_ANYONE.sub("", described[0])):
            yield key(stripped[described.end() :])

    def _impersonal(self, name: str) -> str:
        """``name`` without the unit's own name, in full or from any of its words on."""
        if len(self.own) > 2 and self.own in name:
            return name.rpartition(self.own)[2]
        for start in range(len(self.own) - 1):
            if name.startswith(self.own[start:]):
                return name[len(self.own) - start :]
        kind = next((kind for kind in _KINDS if name.startswith(kind)), "")
        if kind and self.own.endswith((kind[-1], "学")):
            return name[len(kind) :]
        short = re.match(r"[省市县区州旗]?[\u4e00-\u9fff]{1,5}[局委厅院校馆会队所站镇联]", name)
        if short and self.own and len(short[0]) > 1:
            marks = iter(self.own)
            if all(mark in marks for mark in short[0]):
                return name[short.end() :]
        return name

    def _bare(self, mention: Quantity) -> Known:
        """Words without a name: all expenditure, or all serving staff, where they say that much."""
        if (
            _PRESENT.search(mention.tail)
            and mention.amount.unit in ("人", "名")
            and not _OTHER_STAFF.search(mention.after)
        ):
            return Known(tuple(one for one in subjects() if one.fields.get("actual") == SERVING))
        if mention.tail.rfind("收入") > mention.tail.rfind("支出"):
            return Known((), "收入")
        if "支出" not in mention.tail or mention.flow != "支出":
            return Known()
        if mention.total or _WHOLE.search(mention.tail):
            return Known(by_key()["总支出"])
        spent = SPENT.search(mention.tail) or _SPENT_THAN.search(mention.tail)
        return Known(by_key()["总支出"], "支出") if spent else Known()

    def _of_fund(self, mention: Quantity) -> Known:
        """What a fund took in, paid out or holds; everything else is a line of its lists."""
        tail = mention.tail
        rest = _FUND_WORDS.sub("", tail.rpartition("基金")[2] or tail)
        held = {one.fields.get("actual", one.fields.get("closing", "")): one for one in self._fund}
        balance = re.search("收支结余|收支缺口|当[年期]结余|本[年期]结余", rest)
        if balance:
            return Known((held[f"{FUND}.final_balance"],))
        if re.search("结余|结存", rest):
            return Known((held[f"{FUND}.closing_balance"],))
        plain = key_of_line(rest)
        bare = _FUND_ASPECTS.sub("", plain)
        for word, name in (("收入", "income"), ("支出", "expenditure")):
            if bare == word:
                return Known((held[f"{FUND}.final_{name}_total"],))
        if mention.role is Role.CHANGE and not bare:
            return Known()
        if mention.role is Role.EXECUTION and not bare:
            return Known(tuple(one for one in self._fund if "execution" in one.fields))
        return Known((), plain)


def key_of_line(words: str) -> str:
    """The name of a line of a fund: without times and the words that link it to its amount."""
    words = re.sub(r"(?:20[0-9]{2}年度?|本年度?|当年|全年|其中|预计|主要)[：:]?", "", words)
    return re.sub(r"^[、，：；（）\s]+|(?:[：:、，]|共计|合计|总计|为|是|计|达到|达)+$", "", words)


class Told(NamedTuple):
    """An aspect that words can tell, None where no field is for it; the amount's sign; whether amounts must prove it."""

    aspect: Aspect | None
    sign: int = 1
    unproven: bool = False


def aspects_of(
    subject: Subject, mention: Quantity, spoken: Spoken, following: Quantity | None, year: int, in_sentence: str
) -> tuple[Told, ...]:
    """The aspects of ``subject`` that the words can tell, the likeliest first.

    ``following`` is the next figure of the sentence; ``in_sentence`` its text.
    """
    if mention.role in (Role.CHANGE, Role.RATE):
        return _moved(subject, mention, spoken)
    if mention.role is Role.LEVEL and mention.kind == PERCENT and not mention.tail.strip("（为是"):
        return (Told("share" if "share" in subject.fields else None, 1, True),)  # 基本支出50万元（52.63%）
    sign = -1 if "缺口" in mention.tail else 1
    return (Told(_level(subject, mention, spoken, following, year, in_sentence), sign),)


def _level(
    subject: Subject, mention: Quantity, spoken: Spoken, following: Quantity | None, year: int, in_sentence: str
) -> Aspect | None:
    fields = subject.fields
    role = mention.role
    if role is Role.SHARE:
        total = not mention.whole_name or _TOTAL_NAMED.search(mention.whole_name)
        return "share" if "share" in fields and total else None
    if role is Role.EXECUTION:
        return "execution" if "execution" in fields and not mention.adjusted else None
    if role is Role.BASE:
        if _MOVED.search(mention.tail):
            return None
        if mention.against_plan:
            return "budget" if "budget" in fields and not mention.adjusted and mention.against != "prior" else None
        return _at(subject, mention.against, mention.against_year, year)
    if role is not Role.LEVEL or mention.added or mention.time in ("next", "part"):
        return None
    if subject.home == FUND and mention.time == "opening" and re.search("上年|去年", mention.tail):
        return None
    if mention.time in ("prior", "opening"):
        return None if mention.plan else _at(subject, mention.time, mention.year, year)
    if (mention.year and year and mention.year != year) or mention.tail.endswith(("由", "从")):
        return None
    if "closing" in fields:
        return "closing" if mention.time == "closing" or re.search("滚存|累计", mention.tail) else None
    if mention.stock == "left":
        saved = "change_budget" in subject.saved and {"plan", "actual"} <= spoken.seen
        return "carried" if "carried" in fields else "change_budget" if saved else None
    if mention.plan:
        return "budget" if "budget" in fields and not mention.adjusted else None
    if "budget" not in fields:
        return "actual" if spoken.mode not in ("plan", "adjusted") or mention.actual or mention.time == "this" else None
    if "actual" not in fields:
        return "budget" if spoken.mode == "plan" or "批复" in mention.tail else None
    return _plan_or_actual(mention, spoken, following, in_sentence)


def _at(subject: Subject, time: str, said: int, year: int) -> Aspect | None:
    """The aspect of an earlier amount."""
    if said and year and said not in (year - 1, year):
        return None
    if subject.home == FUND and time == "prior":
        return None
    if time == "opening" and "opening" in subject.fields:
        return "opening"
    if time == "prior" or (time == "opening" and subject.home == "assets.totals"):
        return "last" if "last" in subject.fields else "opening" if "opening" in subject.fields else None
    return None


def _moved(subject: Subject, mention: Quantity, spoken: Spoken) -> tuple[Told, ...]:
    kind = "change" if mention.role is Role.CHANGE else "rate"
    if not mention.direction or mention.amount.digits.startswith("-"):
        return ()
    unproven = False
    against, against_plan = mention.against, mention.against_plan
    if not (against or against_plan):
        against, against_plan = spoken.against
    if against_plan:
        bases = [] if mention.adjusted or against == "prior" else ["budget"]
    elif against:
        bases = ["opening", "last"] if against == "opening" else ["last"]
        if (
            against == "opening"
            and subject.home not in ("assets.totals", FUND)
            and "change_opening" not in subject.fields
        ):
            bases = []
    elif mention.saving and {"plan", "actual"} <= spoken.seen:
        bases = ["budget"]
    else:
        bases, unproven = ["last", "budget", "opening"], True
    unproven = unproven or (spoken.then and not spoken.now)  # 2022年支出80万元，同比增加5万元
    told = [f"{kind}_{base}" for base in bases if f"{kind}_{base}" in subject.fields]
    return tuple(
        Told(aspect, -mention.direction if aspect in subject.saved else mention.direction, unproven)  # type: ignore[arg-type]
        for aspect in told
    )


def _plan_or_actual(mention: Quantity, spoken: Spoken, following: Quantity | None, in_sentence: str) -> Aspect | None:
    if mention.actual or (SPENT.search(mention.tail) and not mention.own):
        return "actual"
    if following is not None and not following.own and following.role is Role.LEVEL and not mention.compared:
        if following.actual and "plan" in spoken.seen | ({"plan"} if spoken.mode == "plan" else set()):
            return "budget"  # 接待费5万元，实际3万元
        if following.actual:
            return None
        if following.plan:
            return "actual"
    if following is not None and following.role is Role.BASE and following.against_plan:
        return "actual"
    if "actual" in spoken.seen and SPENT.search(mention.tail):
        return "actual"
    if spoken.mode == "plan":
        return "budget" if not {"plan", "actual"} <= spoken.seen else None
    if spoken.mode == "adjusted":
        return None
    if spoken.mode == "actual" or mention.compared or mention.time == "this":
        return "actual"
    plain = in_sentence.replace("一般公共预算", "").replace("政府性基金预算", "").replace("国有资本经营预算", "")
    return "actual" if mention.flow == "支出" or "预算" not in plain else None
