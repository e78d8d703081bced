"""One thing told twice: the amounts must be one, but only slips of the pen are errors; names are too seldom unique."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from model.language.amounts import MONEY, POINTS
from model.language.intervals import Interpretation
from model.language.keys import alike
from model.language.lexicon import pattern
from model.language.quantity import Quantity, Role
from model.language.statements.lists.item_lists import ItemList
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument
from model.mistyped import slip_between
from model.patterns import Pattern

_LEAST_DIGITS = 4
_SHORTEST = 2
_NAMELESS = Pattern(".{0,2}均")
_MOST = 12
_NEAR = 2
_BACK = 24
_TOLD = Pattern("(?:上述|以上|前述|[该这此][笔项批])(?:资金|款项|经费|支出)?")
# What stands before a deed that is told again, and behind all that were told of.
_LEADS = Pattern("^(?:其中|对|在|20[0-9]{2}年度?|[本当全]年|年度)*所?")
_AVERAGE = "[年月日]?<average>"
_ALL_OF_THEM = ("均", "都", "全部", "已全部")
_OF_ANOTHER = Pattern("[^，。]{2,6}，")  # 县级层面，会议费较上年减少
_AIM = Pattern("的?(?:目标|要求|标准|控制|任务|计划|以上)")


def repeats(document: TextDocument, lists: list[ItemList]) -> Iterator[Statement]:
    """The statements of figures told again under one name."""
    heads = {item: listing for listing in lists for item in listing.items}
    groups: dict[tuple[object, ...], list[Quantity]] = defaultdict(list)
    for mention in document.mentions:
        if mention.role is not Role.LEVEL or mention.hedged or not mention.own or len(mention.key) < _SHORTEST:
            continue
        if mention.stock == "average" and _NAMELESS.fullmatch(mention.key):
            continue  # 代表268名，年人均2400元 ...；委员35名，年人均2000元: of whom stands elsewhere
        if mention.kind in ("percent", "points", "plain") or mention.added or mention.rank or mention.cell:
            continue
        if pattern(_AVERAGE).fullmatch(mention.key):
            continue  # 268名代表，年人均2400元: each is of others
        time = "this" if mention.time in ("", "this") else mention.time
        groups[mention.key, mention.plan, time, mention.kind, mention.stock].append(mention)
    yield from _told_again(document)
    yield from _other_ways(document)
    for group in groups.values():
        for at, later in enumerate(group[1:_MOST], 1):
            for earlier in reversed(group[max(0, at - _MOST) : at]):
                if earlier.amount.value != later.amount.value and _one_thing(document, earlier, later, heads):
                    found = _statement(earlier, later, heads)
                    if found is not None:
                        yield found
                        break


def _told_again(document: TextDocument) -> Iterator[Statement]:
    """What the words say was told before it, and was told otherwise (认定426人 ...；对认定的462名学生).

    It is last year's figure left in, another number of what was not done, or one slip of the pen away.
    """
    for later in document.mentions:
        if not later.level or later.cell or later.depth:
            continue
        back = document.mentions[max(0, later.index - _BACK) : later.index]
        back = [one for one in back if one.kind == later.kind and one.prose == later.prose and one.sound]
        earlier = _left_in(later, back) or _undone(document, later, back) or _slipped(document, later, back)
        if earlier is not None:
            reading = Interpretation(((1, earlier),), binding=True, role="前文")
            yield Statement("repeat", later, (reading,), whole="前文", items=(earlier,))


def _other_ways(document: TextDocument) -> Iterator[Statement]:
    """What its paragraph says went up since last year, and later, by its name, that it went down; or the other way."""
    for later in document.mentions:
        if not (later.own and len(later.name) > _SHORTEST and _since_last_year(later)) or _OF_ANOTHER.match(later.gap):
            continue
        back = document.mentions[max(0, later.index - _BACK) : later.index]
        back = [one for one in back if one.prose == later.prose and one.key == later.key]
        ways = [one for one in back if _since_last_year(one) and one.sentence != later.sentence]
        levels = {one.amount.value for one in back if one.level and not one.plan and one.time in ("", "this")}
        if len(levels) < 2 and ways and all(one.direction * later.direction < 0 for one in ways):
            yield Statement("direction", later, (), certainty="asked", items=(ways[0],))


def _since_last_year(one: Quantity) -> bool:
    """Whether it says how what was spent, or done, went since last year."""
    told = one.role in (Role.CHANGE, Role.RATE) and one.sound and one.kind != POINTS and one.against == "prior"
    other = one.against_plan or pattern("<plan>").search(one.tail) or one.depth or one.rank or one.listed
    return told and one.direction != 0 and not other


def _refers(later: Quantity, one: Quantity) -> bool:
    """Whether the words around a figure say that it is one told before (该笔90万元, 认定的462名, 462名参保居民)."""
    if _TOLD.fullmatch(later.tail):
        return later.kind == MONEY
    if later.tail.endswith("的"):
        deed = _LEADS.sub("", later.tail[:-1])
        told = f"{one.name} {one.tail}"  # 接待费9.40万元 ...；所支出的9.40万元接待费
        return (len(deed) >= _SHORTEST and deed in told) or (bool(one.key) and later.after.startswith(one.name[-3:]))
    if later.after.startswith("的") and not later.key:
        return len(one.name) >= _SHORTEST and one.name in later.after
    if later.after.startswith(_ALL_OF_THEM):
        return alike(one.key, later.key)
    return len(one.key) > _SHORTEST and later.after.startswith(one.key)


def _left_in(later: Quantity, back: list[Quantity]) -> Quantity | None:
    """This year's figure where last year's, or what the year opened with, stands for it (今年95，上年92；今年的92)."""
    if not _of_this_year(later) or _AIM.match(later.after):
        return None
    same = len(later.key) >= _SHORTEST
    back = [one for one in back if (same and alike(one.key, later.key)) or _refers(later, one)]
    now = [one for one in back if one.level and _of_this_year(one) and one.depth == later.depth]
    was = any(one.time in ("prior", "opening") and one.amount.value == later.amount.value for one in back)
    values = {one.amount.value for one in now}
    if not (was and now) or len(values) > 1 or later.amount.value in values:
        return None
    apart = now[-1].part != later.part and not later.gap.startswith("、")
    return now[-1] if apart and now[-1].time in (later.time, "", "this") else None


def _undone(document: TextDocument, later: Quantity, back: list[Quantity]) -> Quantity | None:
    """The number of what was not done where another is told as known behind it (未完成1项 ...；未完成的2项)."""
    if not later.kind.startswith("count") or not (later.tail.endswith("的") and later.tail.startswith(("未", "不"))):
        return None
    same = [one for one in back if one.level and one.tail == later.tail.rstrip("的")]
    same = [one for one in same if one.sentence >= later.sentence - _NEAR]
    behind = document.mentions[later.index + 1 : later.index + 2]
    parted = any(one.kind == later.kind and one.sentence == later.sentence for one in behind)
    one = same[0] if len(same) == 1 else None
    return None if one is not None and parted and later.amount.value < one.amount.value else one


def _slipped(document: TextDocument, later: Quantity, back: list[Quantity]) -> Quantity | None:
    """The one figure that the words refer to and that it is with a slip of the pen."""
    if later.amount.value in {one.amount.value for one in back}:
        return None
    slips = [one for one in back if _refers(later, one)]
    long = sum(map(str.isdigit, later.amount.typed)) >= _LEAST_DIGITS
    told = ("swap", "digit") if long or _TOLD.fullmatch(later.tail) else ("swap",)
    slips = [one for one in slips if slip_between(later.amount.typed, one.amount.typed) in told]
    return slips[0] if len(slips) == 1 and not _parted(document, slips[0], later) else None


def _of_this_year(one: Quantity) -> bool:
    """Whether it is a level of the year, or of its end, that is no plan and nothing of a list."""
    return (
        one.level
        and one.time in ("", "this", "closing")
        and not (one.plan or one.added or one.cell or one.listed or one.rank)
    )


def _parted(document: TextDocument, whole: Quantity, part: Quantity) -> bool:
    """Whether the rest of the whole is told beside the part (62.10万元。该笔26.10万元于年末支付，剩余36.00万元)."""
    rest = whole.amount.value - part.amount.value
    return any(one.amount.value == rest for one in document.sentences[part.sentence])


def _one_thing(document: TextDocument, one: Quantity, other: Quantity, heads: dict[Quantity, ItemList]) -> bool:
    """Whether the two may be held against each other: not two items of lists with different heads."""
    first, second = heads.get(one), heads.get(other)
    swapped = one.prose == other.prose and slip_between(other.amount.typed, one.amount.typed) == "swap"
    swapped = swapped and not _parted(document, one, other)
    if one.sentence == other.sentence:
        return False
    if any(near.amount.value == other.amount.value and near.level for near in document.sentences[one.sentence]):
        return False  # 国有资本经营预算14.87万元，决算14.77万元。国有资本经营预算支出14.77万元
    if one.flow and other.flow and one.flow != other.flow:
        return False
    if one.stock == other.stock == "left" and not _left_of_one(document, one, other):
        return False
    if ("总计" in one.tail) != ("总计" in other.tail):
        return False  # 支出总计 holds what is carried over, too
    if first is not None and second is not None:
        a, b = first.head, second.head
        return first is not second and a is not None and b is not None and a.key == b.key and a.plan == b.plan
    if first is not None or second is not None:
        return len(one.key) > 3 or swapped
    return swapped or one.section != other.section or len(one.key) > 2 or abs(one.sentence - other.sentence) > 2


def _left_of_one(document: TextDocument, one: Quantity, other: Quantity) -> bool:
    """Whether two rests may be of one thing: not where their sentences tell the money of different ones before."""
    before = [
        [
            near.key
            for near in document.sentences[rest.sentence]
            if near.level and not near.stock and near.kind == rest.kind
        ]
        for rest in (one, other)
    ]
    return not all(before) or any(alike(first, second) for first in before[0] for second in before[1])


def _statement(earlier: Quantity, later: Quantity, heads: dict[Quantity, ItemList]) -> Statement | None:
    one, other = earlier.amount, later.amount
    digits = len(one.typed.replace(".", "").lstrip("-0"))
    reading = Interpretation(((1, earlier),), binding=True, role="前文")
    if one.unit == other.unit and one.decimals == other.decimals:
        slip = slip_between(other.typed, one.typed)
        if slip is not None and digits >= _LEAST_DIGITS:
            return Statement("repeat", later, (reading,), items=(earlier,))
        return Statement("repeat", later, (reading,), certainty="never", items=(earlier,))
    for times in (10**4, 10**8):
        for small, large in ((one, other), (other, one)):
            if small.value and small.low * times <= large.high and large.low <= small.high * times and digits > 2:
                return Statement("unit", later, (reading,), items=(earlier,))
    listing = heads.get(earlier)
    head = listing.head if listing is not None else None
    if head is not None and head.kind == other.kind and head.amount.low <= other.high and other.low <= head.amount.high:
        rival = Interpretation(((1, head),))
        return Statement("repeat", later, (reading,), rivals=((head.name or "总额", rival),), items=(earlier,))
    return Statement("repeat", later, (reading,), certainty="never", items=(earlier,))
