"""Projects told in running text, each with its budget and what was spent: 甲项目，预算30万元，支出28万元."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final, NamedTuple

from model.figures import SCALE
from model.language.amounts import MONEY, PERCENT
from model.language.keys import key
from model.language.quantity import Quantity
from model.patterns import Pattern
from model.scanning.gathering import Gathering, Piece
from model.scanning.listings import by_class
from model.scanning.placing.known_names import KnownNames

KINDS: Final = ("general_budget.projects.unit_projects", "general_budget.projects.public_projects")
NO_PROJECT: Final = Pattern(
    "人员(?:经费|支出|$)|公用(?:经费|支出)|(?:机构|机关|单位|部门|日常|正常|保|^)运转(?!经费)|基本支出"
)
_KINDS: Final = Pattern("(?:公共|部门|单位)项目")
_NUMBERED: Final = Pattern(
    "[①-⑳]|（[0-9一二三四五六七八九十]{1,2}）|[0-9]{1,2}[、.）](?![0-9])|[一二三四五六七八九十]是"
)
# What opens a list of projects, and what a list may open without that word below a heading on projects.
_OPENED: Final = Pattern(
    "项目(?![^。；：]{0,80}(?:功能|分类|基金))[^。；：]{0,80}：|项目支出(?:主要)?包括(?=[^，。；：、0-9]{2,30}[0-9.,]+[万亿]?元)"
)
# A list that says whose projects they are, and no amount that they come to: 2025年公共项目有：甲项目30万元，执行28万元.
_HEAD: Final = Pattern("(?:^|[。\\n])(?:[0-9]{4}年度?)?(?P<OF>部门|单位|公共)项目(?:主要)?有：$")
# Before projects that are told in sentences of their own: 共批复项目4个，合计588万元。一是甲项目，批复30万元.
_COUNTED: Final = Pattern("项目(?:支出)?(?:共|共有|有)?[0-9]{1,2}个|(?<![0-9])[0-9]{1,2}个[^，。；]{0,6}项目")
# A project told under a number, whatever the heading: 1.健身项目。预算30万元，支出28万元.
_PROJECT: Final = Pattern(rf"(?:{_NUMBERED.source})[^，：。；0-9]{{2,30}}(?:项目|专项|工程)[，：。]")
_LISTED: Final = Pattern("(?:具体|分别|其中|如下|包括|主要有|分项看?|逐[项个]|情况)[^。；：]{0,6}：")
# A name may stand in a sentence of its own, and the use may: 甲项目。批复30万元，支出28万元。用于采购设备。
_SENTENCES: Final = Pattern(
    rf"(?:(?:{_NUMBERED.source})[^。；，：0-9]{{3,40}}。(?!用于))?[^。；]+(?:。(?=(?:资金)?(?:主要)?用于)[^。；]+)?[。；]?"
)
_PLAN: Final = Pattern("预算|批复|安排|下达|年初|核定")
_SPENT: Final = Pattern("支出|实支|支付|付款|执行|使用|拨付|列支|决算|完成")
_ADJUSTED: Final = Pattern("调整(?!预算)|全年预算|追加后")
_BECAME: Final = Pattern("(?:调整|追加|调增|调减)[为到至]$")
_OTHER: Final = Pattern("结余|结转|剩余|节约|[较比增减降超]|占|均|上年|其中")
_CARRIED_OUT: Final = Pattern("(?:执行|完成|支付|支出|占|为)[^，]{0,6}(?:率|预算|进度)?[的为达到约：]*$")
# Before a list that is none of projects: why an amount changed.
_WHY: Final = Pattern("原因|因素")
_NEAR: Final = 12
_MARK: Final = 4
_SHARE: Final = Pattern("占(?!预算|批复|年初|全年)[^，；]{0,10}项目(?:支出)?[^，；]{0,4}$")
_BOTH: Final = Pattern("(?:批复|预算)[^，；]{0,6}[与和及、][^，；]{0,4}(?:支付|支出|执行|决算)[^，；]{0,6}[都均]")
_ALL_SPENT: Final = Pattern("，[^，；。]{0,4}(?:全数|全部|全额|足额)(?:支出|支付|执行|使用|拨付)")
_BUDGETS: Final = Pattern("一般公共预算|政府性基金预算|国有资本经营预算|财政拨款预算")
_TAIL: Final = Pattern(
    "(?:年初|当年|全年|实际|项目)?(?:预算|批复|安排|下达|支出|支付|执行|资金){0,3}(?:数|金额)?[为共：]{0,2}$"
)
_APPROVED: Final = Pattern("(?:批复|预算)(?:数|金额)?[为共：]{0,2}$")
_PAID: Final = Pattern("(?:实际)?(?:支出|列支|支付|投入)(?:数|金额)?[为共]{0,2}$")
_NAME: Final = Pattern('[\u4e00-\u9fffA-Za-z0-9“”"（）《》·—、.+-]{3,40}')
# Behind a number that is part of a name: the name goes on.
_RUNS_ON: Final = Pattern("[^，：。；、（）0-9]{2,30}[0-9（，]")
_ASIDE: Final = Pattern("（[^（）]*）$")  # 耕地保护补贴（含上年结转）
_NO_NAME: Final = Pattern(
    "[合总共小]计|预算|批复|(?:中央|[省市县级]|上级|财政|配套|自有).{0,4}资金$|其余|其他|其中|逐项|[说列]明|同比|较|比上年|全年|本年|上年|当年|截至|(?:支出|收入|决算|执行率|个|(?:部门|单位|公共|专项|重点|主要|经常性|一次性|本级|[类个等该类性大小]|[^\u4e00-\u9fff])项目|^.{0,1}项目)(?:年度|全年|本年)?$"
    "|^(?:此外|另外|以上|上述)"
)
# What it is used for, up to a clause with a figure of its money: 用于清淤，全年支付76万元.
_USE: Final = Pattern(
    "用于((?:(?!，[^，；。]{0,10}(?:支[付出]|执行|拨付|使用|完成|预算|批复|结[转余])[^，；。]{0,4}[0-9])[^。；])+)"
)
# What was done with the money of a project, where nothing else stands behind it.
_SAID: Final = Pattern("，(?![占完其])(?![^；。]{0,80}[0-9][万亿]?元)([^，；。][^；。]{3,80})[；。]")
_TOTAL: Final = Pattern("[合总共]计|共")

# So far back the words reach that say of what a list is.
_BEFORE: Final = 240
# What of the projects is summed, and the field of the sum.
_SUMMED: Final = {"amount": "total", "executed": "executed"}

Told = Sequence[tuple[Quantity, Piece]]


class ToldProject(NamedTuple):
    """A project as a piece of text tells it: its ``figures`` by the names of their fields, what it is used for.

    ``both``: what was approved was spent, and is told once.
    """

    name: str
    figures: dict[str, tuple[Quantity, Piece]]
    use: str
    both: bool = False


class ProjectItems:
    """Reads the projects of the paragraphs into the lists of ``gathering``, and what they come to.

    ``names`` tell which names are none of a project.
    """

    def __init__(self, gathering: Gathering, names: KnownNames) -> None:
        self._gathering = gathering
        self._names = names
        self._known: dict[str, set[str]] = {kind: set() for kind in KINDS}

    def read(self, text: str, offset: int, found: Told, kind: str, *, titled: bool, named: str = "") -> set[int]:
        """Take the projects of a paragraph into the list ``kind``; returns the identities of the figures dealt with.

        ``offset`` is where the paragraph begins in its piece; ``titled``: a heading says that it is about projects;
        ``named``: the one right above it may be the name of a project.
        """
        taken: set[int] = set()
        listed: list[tuple[Quantity, Piece]] = []
        starts = [mention.start - offset for mention, _ in found]
        bare = False
        named = named if _is_name(named, self._names) else ""
        for start, end, opened in [(0, len(text), False)] if named else _stretches(text, titled=titled):
            inside = found[bisect_left(starts, start) : bisect_left(starts, end)]
            head = _HEAD.search(text, 0, start) if opened else None
            if head is not None:
                kind, bare = KINDS[head["OF"] == "公共"], True
            elif opened:
                bare = False
            project = _project(text, offset, start, end, inside, self._names, named, bare=bare)
            several = [project] if project is not None else []
            if not several and opened:
                stop = text.find("。", start) + 1 or len(text)
                behind = found[bisect_left(starts, start) : bisect_left(starts, stop)]
                several = _bare(text, offset, start, behind, self._names)
            placed = [one for one in several if self._place(one, _kind_at(text, start, kind))]
            taken |= {id(mention) for one in placed for mention, _ in one.figures.values()}
            listed += inside
        for mention, piece in listed if taken else ():
            if id(mention) not in taken:
                self._gathering.refuse(mention, piece, "项目说明里的数")
                taken.add(id(mention))
        if titled and len(self._known[kind]) > 1:
            taken |= self._totals(found, taken, kind)
        return taken

    def _place(self, project: ToldProject, kind: str) -> bool:
        """Take the project as a row of its list; False where it stands there, or cannot."""
        gathering = self._gathering
        rows, known = gathering.rows(f"{kind}.items").rows, self._known[kind]
        if len(rows) != len(known):  # a table has told some, too
            known |= {row.cell("name").raw for row in rows}
        if project.name in known:
            return False
        first = "amount" if "amount" in project.figures else "executed"
        row = gathering.add_row(f"{kind}.items", project.name, first, *project.figures[first])
        if row is None:
            return False
        known.add(project.name)
        for name, (mention, piece) in project.figures.items():
            if name != first and not gathering.put(row.cell(name), mention, piece):
                gathering.refuse(mention, piece, "单位与此项不符")
        if project.both:
            row.cell("executed").raw = row.cell("amount").raw
        row.cell("use").raw = project.use
        return True

    def _sum(self, kind: str, name: str) -> Decimal | None:
        """What the projects listed come to; None where one has no such figure, or only one is listed."""
        known = self._gathering.amounts(f"{kind}.items", name)
        return sum(known, Decimal()) if len(known) == len(self._gathering.rows(f"{kind}.items").rows) > 1 else None

    def finish(self) -> None:
        """Place what all projects come to where a sentence before them tells it: 共安排4个项目，批复60万元."""
        gathering = self._gathering
        for kind in KINDS:
            approved, adjusted = self._sum(kind, "amount"), self._sum(kind, "adjusted")
            if approved is not None and adjusted is not None and adjusted == gathering.amount(f"{kind}.total"):
                gathering.prefer(f"{kind}.total", approved)  # the text tells what the adjusted budgets come to
            for name, path in _SUMMED.items():
                total, cell = self._sum(kind, name), gathering.cell(f"{kind}.{path}")
                if cell.raw or total is None:
                    continue
                words = _PLAN if name == "amount" else _SPENT
                told = [
                    one
                    for one in gathering.unread
                    if one.mention.amount.in_base_unit == total
                    and one.mention.kind == MONEY
                    and re.search("项目|专项", one.piece.sentence)
                    and words.search(one.piece.clause)
                ]
                if len(told) == 1:
                    gathering.take_back(told[0].mention)
                    gathering.put(cell, told[0].mention, told[0].piece)

    def _totals(self, found: Told, taken: set[int], kind: str) -> set[int]:
        """Place what the projects listed so far come to; returns the identities of those figures."""
        placed: set[int] = set()
        gathering = self._gathering
        summed = {piece.sentence for mention, piece in found if _TOTAL.search(mention.gap)}
        told = [one for one in found if id(one[0]) not in taken and one[1].sentence in summed]
        for mention, piece in told:
            for name, path in _SUMMED.items():
                cell = gathering.cell(f"{kind}.{path}")
                same = self._sum(kind, name) == mention.amount.in_base_unit
                if mention.kind == MONEY and same and not cell.raw and gathering.put(cell, mention, piece):
                    placed.add(id(mention))
                    break
        spent = gathering.amount(f"{kind}.executed")
        if placed and spent is not None and spent != gathering.amount("general_budget.projects.actual"):
            for mention, piece in told:  # the rate of those listed is not that of all projects
                if mention.kind == PERCENT:
                    gathering.refuse(mention, piece, "所列项目合计的，没有对应的项")
                    placed.add(id(mention))
        return placed


def _kind_at(text: str, start: int, kind: str) -> str:
    """The list of the projects that stand there: the one last named before them, else ``kind``."""
    named = list(_KINDS.finditer(text, 0, start))
    return KINDS[named[-1][0] == "公共项目"] if named else kind


def _stretches(text: str, *, titled: bool) -> Iterator[tuple[int, int, bool]]:
    """Where pieces of a list of projects stand: numbered ones, and those behind what opens it (True)."""
    going_on = counted = False
    for said in _SENTENCES.finditer(text):
        opener = _OPENED.search(said[0]) or (_LISTED.search(said[0]) if titled else None)
        number = _NUMBERED.match(said[0])
        counted = _COUNTED.search(said[0]) is not None or (counted and number is not None)
        start = said.start() + (opener.end() if opener else number.end() if number else 0)
        listed = titled and said[0].endswith("；")
        if opener or going_on or listed or (number and (titled or counted or _PROJECT.match(said[0]))):
            yield start, said.end(), opener is not None
        going_on = (opener is not None or going_on or titled) and said[0].endswith("；")


def _project(
    text: str, offset: int, start: int, end: int, inside: Told, names: KnownNames, name: str, *, bare: bool = False
) -> ToldProject | None:
    """The project that stands there with its budget and what was spent of it; None where that is not clear.

    ``name`` is its name where that stands before, else "". ``bare``: an amount right behind a name may be its budget.
    """
    figures: dict[str, tuple[Quantity, Piece]] = {}
    approved = False
    at, numbered = start, _NUMBERED.search(text, max(0, start - _MARK), start) is not None
    for mention, piece in inside:
        begin = mention.start - offset
        if not name and mention.kind not in (MONEY, PERCENT) and _RUNS_ON.match(text, mention.end - offset):
            continue  # 110指挥中心, 农村公路30公里大修
        words = text[at:begin]
        at = mention.end - offset
        if not name:
            number = _NUMBERED.match(words)
            numbered = numbered or number is not None
            words = words[number.end() :] if number else words
            name, *rest = re.split("[，：。]", words, maxsplit=1)
            name, words = (name, rest[0]) if rest else ((_APPROVED if bare else _TAIL).sub("", words), words)
            if not _is_name(name, names):
                name = _ASIDE.sub("", name)
            if not _is_name(name, names):
                return None
            words = words.removeprefix(name) if not rest else words
        told = "amount" if _BOTH.search(words) else _told(mention, words)
        approved = approved or (bare and told == "amount" and not mention.hedged)
        if bare and not (told or figures or mention.hedged or words.strip("为：")) and mention.kind == MONEY:
            told = "amount"  # 项目有：甲项目280万元，用于清淤，执行271万元: of the budget, since what was spent follows
        if told and told not in figures:
            figures[told] = mention, piece
        elif not told and not figures and mention.kind == MONEY:
            return None
        if told == "amount" and _BOTH.search(words):
            return ToldProject(name, figures, _use(text, at, end), both=True)
    if list(figures) == ["amount"] and _ALL_SPENT.match(text, at):
        return ToldProject(name, figures, _use(text, at, end), both=True)
    plan = figures.get("adjusted") or figures.get("amount")
    alone = figures.keys() == {"executed", "share"} and text[:end].rstrip()[-1:] == "；"
    said = numbered and list(figures) == ["executed"] and _use(text, start, end)  # else a reason may be told so
    if plan is None and (alone or said):
        return ToldProject(name, figures, _use(text, start, end))
    if approved and "executed" not in figures:
        return ToldProject(name, figures, _use(text, start, end))  # 项目有：甲项目批复280万元，用于清淤
    if plan is None or "executed" not in figures:
        return None
    spent, planned = (one.amount.in_base_unit for one in (figures["executed"][0], plan[0]))
    if "rate" in figures and not is_rate_of(spent, planned, figures["rate"][0]):
        del figures["rate"]
    return ToldProject(name, figures, _use(text, start, end))


def _use(text: str, start: int, end: int) -> str:
    found = _USE.search(text, start, end)
    return found[1].strip("，") if found else ""


def _bare(text: str, offset: int, start: int, inside: Told, names: KnownNames) -> list[ToldProject]:
    """Projects of which one amount each is told, where the words before the list say that it was spent."""
    before = text[max(0, start - _BEFORE) : start]
    if (
        len(inside) < 2
        or "支出" not in before
        or _WHY.search(before[-_NEAR:])
        or _PLAN.search(_BUDGETS.sub("", before.rpartition("。")[2]))
    ):
        return []
    at, told = start, list[ToldProject]()
    for mention, piece in inside:
        words = text[at : mention.start - offset]
        at = mention.end - offset
        if told and mention.kind not in (MONEY, PERCENT) and not re.search("[；。]", words):
            continue  # 甲项目支出3万元，发放412户；
        clause = re.split("[；。]", words)[-1].strip("，、和")
        name = _PAID.sub("", clause)
        if (words[:1] == "；" and _PLAN.search(clause)) or _NUMBERED.match(clause):
            break  # 项目支出60万元：甲项目40万元，乙项目20万元；预算65万元
        if told and _told(mention, name) == "share":
            told[-1].figures["share"] = mention, piece
            continue
        if mention.kind != MONEY or mention.hedged or _PLAN.search(clause):
            return []
        if not _is_name(name, names) or re.search("(?<!经)费$", name):  # 差旅费 is a kind of expenditure
            break
        said = _SAID.match(text, at)
        told.append(ToldProject(name, {"executed": (mention, piece)}, said[1] if said else ""))
    return told if len(told) > 1 and not by_class({one.name for one in told}) else []


def _is_name(name: str, names: KnownNames) -> bool:
    if not _NAME.fullmatch(name) or any(map(_NO_NAME.search, (name, _ASIDE.sub("", name)))) or NO_PROJECT.search(name):
        return False
    return not names.look_up(key(name), name).subjects


def _told(mention: Quantity, words: str) -> str:
    """Which figure of a project the words before it tell; "" for none."""
    clause = re.split("[，；：（）]", re.sub("（[^（）]*）(?=[为是达]?$)", "", words))[-1]
    if mention.hedged:
        return ""
    if mention.kind == PERCENT and _SHARE.search(clause):
        return "share"
    if mention.kind == PERCENT:
        return "rate" if _CARRIED_OUT.search(clause) and not re.search("[较比增减降超]", clause) else ""
    if mention.kind != MONEY or _OTHER.search(clause):
        return ""
    plan = max((found.end() for found in _PLAN.finditer(clause)), default=0)
    spent = max((found.end() for found in _SPENT.finditer(clause)), default=0)
    if spent > plan:
        return "executed"
    if _BECAME.search(clause):
        return "adjusted"  # 年初安排5万元，调整为6万元
    return "adjusted" if _ADJUSTED.search(clause) else "amount" if plan else ""


def is_rate_of(spent: Decimal, plan: Decimal, rate: Quantity) -> bool:
    """Whether the rate is that of what was spent of the budget, as printed."""
    near = 2 * Decimal(rate.amount.half) / SCALE
    return bool(plan) and abs(100 * spent / plan - rate.amount.in_base_unit) <= near
