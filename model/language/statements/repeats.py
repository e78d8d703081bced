"""One thing told twice: the amounts must be one, but only slips of the pen are errors; names are too seldom unique."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from model.language.amounts import MONEY
from model.language.intervals import Interpretation
from model.language.keys import alike
from model.language.quantity import Quantity, Role
from model.language.statements.lists.item_lists import ItemList
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument
from model.mistyped import slip_between

_LEAST_DIGITS = 4
_SHORTEST = 2
_MOST = 12
_NEAR = 2
_BACK = 24
_TOLD = re.compile("(?:上述|以上|前述|[该这此][笔项批])(?:资金|款项|经费|支出)?")
_AIM = re.compile("的?(?:目标|要求|标准|控制|任务|计划|以上)")


def repeats(document: TextDocument, lists: list[ItemList]) -> Iterator[Statement]:
    """The statements of figures told again under one name."""
    heads = {item: listing for listing in lists for item in listing.items}
    groups: dict[tuple[object, ...], list[Quantity]] = defaultdict(list)
    for mention in document.mentions:
        if mention.role is not Role.LEVEL or mention.hedged or not mention.own or len(mention.key) < _SHORTEST:
            continue
        if mention.kind in ("percent", "points", "plain") or mention.added or mention.rank or mention.cell:
            continue
        time = "this" if mention.time in ("", "this") else mention.time
        groups[mention.key, mention.plan, time, mention.kind, mention.stock].append(mention)
    yield from _told_as_known(document)
    yield from _left_in(document)
    yield from _meant(document)
    for group in groups.values():
        for at, later in enumerate(group[1:_MOST], 1):
            for earlier in reversed(group[max(0, at - _MOST) : at]):
                if earlier.amount.value != later.amount.value and _one_thing(document, earlier, later, heads):
                    found = _statement(earlier, later, heads)
                    if found is not None:
                        yield found
                        break


def _told_as_known(document: TextDocument) -> Iterator[Statement]:
    """What was not done, told again as the one that was counted before it (未完成1项 ...；未完成的2项)."""
    for later in document.mentions:
        undone = later.level and later.tail.endswith("的") and later.tail.startswith(("未", "不"))
        if not undone or not later.kind.startswith("count") or later.depth:
            continue
        rows = document.sentences[max(0, later.sentence - _NEAR) : later.sentence + 1]
        told = [one for row in rows for one in row if one.index < later.index and one.prose == later.prose]
        same = [one for one in told if one.level and one.kind == later.kind and one.tail == later.tail.rstrip("的")]
        behind = document.mentions[later.index + 1 : later.index + 2]
        parted = any(one.kind == later.kind and one.sentence == later.sentence for one in behind)
        if len(same) == 1 and not (parted and later.amount.value < same[0].amount.value):
            reading = Interpretation(((1, same[0]),), binding=True, role="前文")
            yield Statement("repeat", later, (reading,), whole="前文", items=(same[0],))


def _left_in(document: TextDocument) -> Iterator[Statement]:
    """This year's figure told again as last year's, or as what the year opened with (今年95，上年92；今年的92)."""
    for later in document.mentions:
        if not _of_this_year(later) or later.hedged or len(later.key) < _SHORTEST or _AIM.match(later.after):
            continue
        back = document.mentions[max(0, later.index - _BACK) : later.index]
        back = [
            one for one in back if one.kind == later.kind and one.prose == later.prose and alike(one.key, later.key)
        ]
        now = [one for one in back if one.level and _of_this_year(one) and one.depth == later.depth]
        was = [one for one in back if one.time in ("prior", "opening") and one.amount.value == later.amount.value]
        values = {one.amount.value for one in now}
        apart = bool(now) and now[-1].part != later.part and not later.gap.startswith("、")
        if (
            was
            and apart
            and len(values) == 1
            and later.amount.value not in values
            and now[-1].time in (later.time, "", "this")
        ):
            reading = Interpretation(((1, now[-1]),), binding=True, role="前文")
            yield Statement("repeat", later, (reading,), whole="前文", items=(now[-1],))


def _of_this_year(one: Quantity) -> bool:
    """Whether it is a level of the year, or of its end, that is no plan and nothing of a list."""
    return (
        one.level
        and one.time in ("", "this", "closing")
        and not (one.plan or one.added or one.cell or one.listed or one.rank)
    )


def _meant(document: TextDocument) -> Iterator[Statement]:
    """A figure that is said to have been told (该笔62.10万元), and was with a slip of the pen."""
    for later in document.mentions:
        if not later.level or later.cell or later.kind != MONEY or not _TOLD.fullmatch(later.tail):
            continue
        back = document.mentions[max(0, later.index - _BACK) : later.index]
        back = [one for one in back if one.kind == MONEY and one.prose == later.prose]
        slips = [one for one in back if one.sound and slip_between(later.amount.typed, one.amount.typed)]
        if (
            len(slips) == 1
            and not _parted(document, slips[0], later)
            and later.amount.value not in {one.amount.value for one in back}
        ):
            reading = Interpretation(((1, slips[0]),), binding=True, role="前文")
            yield Statement("repeat", later, (reading,), whole="前文", items=(slips[0],))


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
    if ("总计" in one.tail) != ("总计" in other.tail):
        return False  # 支出总计 holds what is carried over, too
    if first is not None and second is not None:
        a, b = first.head, second.head
        return first is not second and a is not None and b is not None and a.key == b.key and a.plan == b.plan
    if first is not None or second is not None:
        return len(one.key) > 3 or swapped
    return swapped or one.section != other.section or len(one.key) > 2 or abs(one.sentence - other.sentence) > 2


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
