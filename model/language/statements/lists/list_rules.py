"""What lists assert: their items come to their head, where these are all."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from model.language.amounts import MONEY, PERCENT, POINTS
from model.language.intervals import HUNDRED, Interpretation, compare, holds, sum_of
from model.language.lexicon import lexicon, pattern
from model.language.quantity import Quantity, Role
from model.language.statements.lists.families import (
    apart,
    disjoint,
    family_of,
    in_sequence,
    of_one_deed,
    opposed,
    rest_of_all,
)
from model.language.statements.lists.item_lists import ItemList
from model.language.statements.scores import SCORE
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern

# Counts of so many digits do not agree by chance.
_LONG = 3
# Scores of more parts than these come to the whole score.
_SEVERAL = 2
PARTED_AGAIN = "另一种分法合计相符"
"""Why a list is whole: it parts what another list beside it comes to."""
_WHO = ("人", "户", "名", "家", "位")
_SHARED, _SAID = "各项占比合计100%", "已说明分为这几项"
_AND_OTHERS = Pattern("[及和与](?:其他|其它|其余)(.{2,6})$")
_INCLUDES = ("，包括", "，包含", "，具体包括", "，分别包括")
_LAST = ("和", "及", "与", "以及")
_REST_TOO = ("及其他", "和其他", "与其他", "及其它", "和其它")
_OVER = "分项之和大于总数"


def list_statements(document: TextDocument, lists: list[ItemList]) -> Iterator[Statement]:
    """The statements of lists: of the figures, and of the changes that stand beside them."""
    for listing in lists:
        if listing.head is None:
            continue
        yield _statement(document, listing)
        yield from _of_changes(document, listing)
        yield from _of_columns(document, listing)


def _statement(document: TextDocument, listing: ItemList) -> Statement:
    head = listing.heads[0]
    outer = listing.outer
    why = whole(listing)
    why = PARTED_AGAIN if why and listing.settled else why
    turn = head.direction if listing.first.role is Role.CHANGE else 0
    canonical = Interpretation(
        tuple((turn * item.direction if turn else _sign(item, head), item) for item in outer), binding=True
    )
    opened = listing.first.opener or listing.first.item or listing.shares
    may_slip = listing.sure and bool(opened) and (_may_slip(listing) or _over(listing))
    ten_thousand = sum(item.amount.value for item in outer) == head.amount.value * 10**4 > 0 and len(outer) > 1
    certainty = "explicit" if (why or ten_thousand) and listing.sure else "slip" if may_slip else "never"
    if certainty == "never" and opened and _may_be_whole(listing):
        certainty = "asked"
    apart_from_it = head.sentence != listing.first.sentence and not family_of(outer)
    behind = next(iter(document.mentions[head.index + 1 : head.index + 2]), head)
    # 累计支出359万元，支出进度99%。从级次看，中央218万元、省级145万元: of what there was to spend
    part_spent = why == _SAID and behind.role is Role.EXECUTION and behind.amount.value != HUNDRED
    # 受理708件。其中，甲516件，占73.7% ...: of what stands right before it
    right_behind = listing.first.gap.startswith("其中") and listing.first.index == head.index + 1
    if ((why == _SHARED and not right_behind) or part_spent) and apart_from_it and certainty == "explicit":
        certainty = "slip"  # the shares agree with the items: the head may be another
    elsewhere = head.sentence != listing.first.sentence and not head.total
    if elsewhere and head.own and (family := family_of(outer)) and family.head and not head.key.endswith(family.head):
        certainty = "slip" if certainty == "explicit" else certainty  # 审减2200万元。其中：基本支出 ...
    # 三公经费8.81万元。其中公车6.73万元，接待20.8万元，无因公出国: a slip in a list that is whole.
    elsewhere = elsewhere and not listing.said_whole
    rated = head.name.endswith(("率", "度", "水平", "指数")) or head.sentence != listing.first.sentence
    rated = rated and head.kind == PERCENT
    if rated or (elsewhere and any(item.amount.low > head.amount.high for item in outer)):
        certainty = "never"
    elif head.kind == SCORE:
        certainty = "asked" if listing.sure and opened and len(outer) > _SEVERAL else "never"
    return Statement(
        "list",
        head,
        (canonical,) if outer else (),
        chain(_charity(listing, outer), _of_firsts(document, listing)),
        certainty,  # type: ignore[arg-type]
        why,
        items=tuple(outer),
    )


def _charity(listing: ItemList, outer: list[Quantity]) -> Iterator[Interpretation]:
    """Sums of the first items, of all but one list within; for each other head, told as what it would leave over."""
    head = listing.heads[0]
    full = len(outer) > 1 and (whole(listing) not in ("", _OVER) or (whole(listing) == _OVER and apart(outer)))
    hundred = full and listing.hundred
    sums = [
        listing.items[:count]
        for count in range(1, len(listing.items) + 1)
        if not full or count == len(listing.items) or (count > 1 and not hundred and _breaks(listing.items, count))
    ]
    if len(outer) != len(listing.items):
        sums += [outer] if full else [outer[:count] for count in range(1, len(outer))]
    for items in reversed(sums):
        yield Interpretation(tuple((head.direction * item.direction or _sign(item, head), item) for item in items))
    # 儿童86人，男49人、女37人，按年龄分，3岁以下31人，4岁以上55人，全年入院11人: the first of them are all of it
    for count in range(_SEVERAL, len(listing.items) if full else 0):
        firsts = sum_of(listing.items[:count])
        told = next((one for one in listing.heads[1:] if one.kind == head.kind and holds(one.amount, firsts)), None)
        if told is not None and told.sentence == head.sentence:
            yield Interpretation((*firsts.terms, (1, head), (-1, told)))
    bound = bool(whole(listing)) and _bound(listing, head)
    for other in listing.heads[1:]:
        if bound and other.key != head.key and other.sentence != head.sentence:
            continue
        # Where the list says neither planned nor spent, it may be of either.
        either = other.plan != head.plan and not (listing.first.plan or listing.first.actual)
        swapped = (head, other) if other.key == head.key and not either else None
        for items in (some for some in reversed(sums[-8:]) if len(some) > 1 or len(outer) < 2):
            # head = sum + (head - other): holds where the other head is the sum.
            terms = (*((_sign(item), item) for item in items), (1, head), (-1, other))
            yield Interpretation(terms, swapped=swapped)


def _of_firsts(document: TextDocument, listing: ItemList) -> Iterator[Interpretation]:
    """The sum of what stands first behind each semicolon: 甲20万元，全年预算25万元；乙30万元，全年预算33万元.

    A number of another kind before it is of a name (12315平台运行18万元).
    """
    first = listing.first
    alike = [one for one in document.sentences[first.sentence] if one.index >= first.index and one.kind == first.kind]
    firsts = [one for at, one in enumerate(alike) if not at or one.part != alike[at - 1].part]
    same = all(one.role is first.role for one in firsts)
    if len(firsts) > 1 and same and first.opener == "whole" and not first.plan:
        yield Interpretation(tuple((_sign(one), one) for one in firsts))


def _sign(item: Quantity, head: Quantity | None = None) -> int:
    """Whether an item takes off: a loss beside profits (甲公司盈利19万元，乙公司亏损2万元), or what goes the other way.

    支出增加36万元，其中甲增加48万元、乙减少12万元.
    """
    if head is not None and (turned := _said_way(head) * _said_way(item)):
        return turned
    return -1 if "亏损" in item.tail else 1


def _said_way(one: Quantity) -> int:
    """Which way the word right before the figure says that it goes: 1 up, -1 down, 0 where it says none."""
    if one.role is Role.LEVEL and (found := pattern("(?:(?P<Up><up>|[增升涨])|<down>|[减降])[了]?$").search(one.tail)):
        return 1 if found["Up"] else -1
    return 0


def _bound(listing: ItemList, head: Quantity) -> bool:
    """Whether a whole list stands right behind its head, and is not of members that come to something else."""
    between = listing.first.index - head.index in (1, 2)
    family = family_of(listing.outer)
    fits = family is None or not (family.head and head.key) or head.key.endswith(family.head)
    return listing.sure and listing.first.opener != "" and between and fits


def _breaks(items: list[Quantity], count: int) -> bool:
    """Whether a whole list may end before the item at ``count``: another mark stands there than between the others."""
    return items[count].gap[:1] != items[1].gap[:1] or items[count].part != items[count - 1].part


def whole(listing: ItemList) -> str:
    """Why the list must be whole, in Chinese; "" where nothing shows it."""
    outer = listing.outer
    head = listing.heads[0]
    if not outer or listing.crosses:
        return ""
    if listing.first.role is Role.CHANGE:
        return "分项齐全" if family_of(outer) else ""
    if len(outer) == 1 and _one_too_much(listing, outer[0], head):
        return _OVER
    if not listing.ends_open and (shown := _shown_whole(listing, outer)):
        return shown
    over = (
        compare(head.amount, Interpretation(tuple((1, item) for item in outer))) == "inconsistent"
        and sum(_sign(item) * item.amount.value for item in outer) > head.amount.value
    )
    return _OVER if over and _exceeds(listing, outer, head) else ""


def _shown_whole(listing: ItemList, outer: list[Quantity]) -> str:
    """What shows that the items are all, whatever they come to."""
    if len(outer) > 1 and listing.first.opener == "whole" and not (listing.first.mainly or listing.left_over):
        return _SAID
    if len(outer) > 1 and listing.hundred and outer[0].amount.low <= listing.heads[0].amount.high:
        return _SHARED
    last = outer[-1].name
    rest = last in ("其他", "其余", "其它", "其他项目") or (listing.first.opener == "colon" and last.startswith("其他"))
    rest = rest or _other_kinds(last, listing.heads[0].name)
    several = len(outer) > 2 and listing.heads[0].kind.startswith("count")
    rest = rest or (several and last.startswith(("其他", "其它", "其余")))  # 轿车6辆、越野车4辆、其他车辆3辆
    rest = rest or last.endswith(_REST_TOO)
    rest = rest and (listing.extent == len(listing.items) or listing.first.opener == "within")
    if len(outer) > 1 and rest and not listing.first.mainly:
        return "末项为其他"
    if _rounded_off(listing, outer):
        return "已说明包括这几项"
    if family_of(outer) or listing.said_whole or in_sequence(outer):
        return "分项齐全"
    if listing.left_over:
        return ""  # 预算120万元，其中春季班36万元、秋季班48万元，另列师资费
    # What is told of one of each (人均) is no part of a sum: one of them is as much as the whole, or more.
    if opposed(outer) and listing.heads[0].index == listing.first.index - 1 and listing.first.opener == "weak":
        return "分项齐全" if all(item.stock != "average" for item in outer) else ""  # 412人，其中男128人，女428人
    parted = len(outer) > 1 and (opposed(outer) or (rest_of_all(outer) and listing.extent == len(listing.items)))
    return "分项齐全" if parted and _within(listing.heads[0], outer) else ""


def _rounded_off(listing: ItemList, outer: list[Quantity]) -> bool:
    """Whether it says 包括 before parts of an amount, and 和 before the last (包括设备50万元和耗材30万元)."""
    opened = listing.first.gap.startswith(_INCLUDES) and not listing.first.mainly
    ended = len(outer) > 1 and outer[-1].gap.startswith(_LAST) and listing.extent == len(listing.items)
    all_told = opened and ended and not any(one.gap.startswith(_LAST) for one in outer[:-1])
    money = listing.heads[0].kind == MONEY and listing.heads[0].index == listing.first.index - 1
    return all_told and money and not listing.left_over and _within(listing.heads[0], outer)


def _other_kinds(last: str, head: str) -> bool:
    """Whether the last item takes in all others of what the head counts (案件95起，其中 ...，垂钓及其他案件58起)."""
    found = _AND_OTHERS.search(last)
    return found is not None and head.endswith(found[1])


def _within(head: Quantity, outer: list[Quantity]) -> bool:
    """Whether each may be a part of the head: less than it, and no average."""
    parts = all(item.amount.low < head.amount.high and item.stock != "average" for item in outer)
    return parts and head.stock != "average"


def _one_too_much(listing: ItemList, item: Quantity, head: Quantity) -> bool:
    """Whether the one item told is more than what it is part of, printed right before it (64人，其中党员83人)."""
    if head.kind in (PERCENT, POINTS):
        return False  # 投资增长6.1%，其中工业投资增长12.4%
    alone = not head.gap.startswith(("、", "和", "及", "与"))  # 男生64人、女生70人，其中团员83人
    adjacent = item.index == head.index + 1 and item.sentence == head.sentence and listing.first.opener == "weak"
    adjacent = adjacent and alone and listing.sure
    same = item.kind == head.kind and item.time in ("", head.time) and item.plan == head.plan and item.own and head.own
    moves = item.move and item.kind != MONEY  # 经费236万元（含设备购置263万元）
    plain = not (item.stock or head.stock or moves or item.flow not in ("", head.flow)) and len(listing.items) == 1
    return adjacent and same and plain and item.amount.low > head.amount.high


def _exceeds(listing: ItemList, outer: list[Quantity], head: Quantity) -> bool:
    """Whether the items are of one kind that cannot exceed the head: in its sentence, money or posts, no stocks."""
    if len(outer) < 2 or head.sentence != outer[-1].sentence or listing.first.opener == "colon":
        return False
    by_year = len({item.year for item in outer} - {0}) == len(outer)
    timed = not by_year and any(item.time != outer[0].time for item in outer[1:])
    if any(item.part != outer[0].part for item in outer) or timed:
        return False
    if any(item.stock for item in (head, *outer)) or any(item.amount.value < 0 for item in outer):
        return False
    if head.kind == "money":
        if not (listing.first.opener or listing.shares or "用于" in listing.first.gap):
            return False  # 局机关90万元，甲站50万元、乙站60万元: brothers
        return all(item.amount.value <= head.amount.value for item in outer) or len(outer) > 2
    return (
        all(any(post in item.name for post in lexicon().posts) for item in outer)
        or disjoint(outer)
        or of_one_deed(outer)
        or in_sequence(outer, mark="")  # 一标段22公里、二标段19公里
    )


def _over(listing: ItemList) -> bool:
    """Whether the items are more than their head, though each is less: even a list of some of them is wrong then."""
    head, outer = listing.heads[0], listing.outer
    if len(outer) < 2 or listing.crosses or listing.first.role is not Role.LEVEL or not _within(head, outer):
        return False
    if any(item.plan != head.plan or item.amount.value < 0 for item in outer) or head.stock == "net":
        return False
    return sum(item.amount.low if _sign(item) > 0 else -item.amount.high for item in outer) > head.amount.high


def _may_slip(listing: ItemList) -> bool:
    """Whether a slip of the pen may show that the list is whole: its amounts are long enough to tell one."""
    outer = listing.outer
    if len(outer) < 2 or listing.ends_open or listing.crosses or listing.first.mainly or listing.left_over:
        return False
    if any(item.stock in ("cost", "depreciation") and item.stock != listing.heads[0].stock for item in outer):
        return False  # 净值80万元（原值100万元，折旧20万元）
    amounts = [item.amount for item in (listing.heads[0], *outer)]
    if listing.heads[0].kind.startswith("count"):
        like = len({(amount.unit.name, amount.decimals) for amount in amounts}) == 1
        return like and min(len(amount.typed.replace(".", "")) for amount in amounts) >= _LONG
    included = listing.first.gap.startswith(_INCLUDES) and not listing.left_over
    return listing.heads[0].kind == MONEY and (included or all(amount.decimals >= 2 for amount in amounts))


def _may_be_whole(listing: ItemList) -> bool:
    """Whether counts right behind their head may be all there are: alike, and nothing says that there are others."""
    head, outer = listing.heads[0], listing.outer
    if len(outer) < 2 or listing.ends_open or listing.crosses or listing.first.mainly or listing.left_over:
        return False
    if not listing.sure or listing.first.index != head.index + 1 or len(outer) != len(listing.items):
        return False
    amounts = [one.amount for one in (head, *outer)]
    like = len({(amount.unit.name, amount.decimals) for amount in amounts}) == 1
    return like and head.kind.startswith("count") and _within(head, outer)


def _of_columns(document: TextDocument, listing: ItemList) -> Iterator[Statement]:
    """What is told beside the head and each item comes out where the items do, or the items where that does.

    287处、4.13万平方米，其中甲216处、3.42万平方米，乙71处、0.71万平方米. Two columns show each other to be whole.
    """
    head, items = listing.heads[0], listing.outer
    if all(one.turned for one in items) and len(items) > 1:  # 由9.78万元降至9.15万元: what each was, too
        before = [document.mentions[one.index - 1] for one in items]
        was = [one for one in document.sentences[head.sentence] if one.time == "prior" and one.kind == head.kind]
        if len(was) == 1 and holds(was[0].amount, sum_of(before)):
            yield Statement("list", head, (sum_of(items),), whole="各项齐全", items=tuple(items))
    beside = [document.mentions[one.index + 1 : one.index + 2] for one in (head, *items)]
    column = [one for found in beside for one in found]
    more = document.mentions[column[-1].index + 1 : column[-1].index + 2] if column else []
    more = [one for one in more if one.part == column[-1].part and one.kind == column[-1].kind and one.level]
    told = len(items) > 1 and len(column) == len(beside) and listing.sure and not (listing.crosses or more)
    # 资产146件，原值合计63.5万元，其中报废121件，原值51.2万元，调出25件，原值12.3万元
    again = (
        {one.key for one in column[1:] if one.gap.startswith("，")}
        if len({one.key for one in column[1:]}) == 1
        else set()
    )
    like = all(one.level and (one.key in again or (one.gap in ("", "、", "，") and not one.own)) for one in column[1:])
    like = like and column[0].level and column[0].stock != "average" and all(name in column[0].name for name in again)
    if not told or not like or len({one.kind for one in column}) > 1 or column[0].kind in (head.kind, PERCENT):
        return
    sums = [(one[0], sum_of(one[1:])) for one in ([head, *items], column)]
    became = document.mentions[column[0].index + 1 : listing.first.index]  # 预算90万元，核减至80万元，其中 ...
    if any(one.level and one.kind == column[0].kind and holds(one.amount, sums[1][1]) for one in became):
        return
    holding = [holds(target.amount, reading) and len(target.amount.typed) > 1 for target, reading in sums]
    if holding == [True, False] or holding == [False, True]:
        target, reading = sums[holding.index(False)]
        yield Statement("list", target, (reading,), whole="各项齐全", items=reading.operands())


def paired_columns(document: TextDocument) -> Iterator[Statement]:
    """The lists whose every item is told in two figures, where the one column is whole.

    签约11个，资金27.5亿元，新材料4个12.5亿元，文旅5个12.9亿元，物流2个2.1亿元: what the other comes to is wrong, too.
    """
    for row in document.sentences:
        for at in range(2, len(row) - 2 * _SEVERAL):
            heads, first = row[at - 2 : at], row[at : at + 2]
            if heads[0].listed or not _one_pair(first) or {one.kind for one in heads} != {one.kind for one in first}:
                continue
            pairs = [row[start : start + 2] for start in range(at, len(row) - 1, 2)]
            ends = (
                many
                for many, pair in enumerate(pairs)
                if not _one_pair(pair) or [one.kind for one in pair] != [one.kind for one in first]
            )
            pairs = pairs[: next(ends, len(pairs))]
            fine = all(one.level and (not one.total or one.gap == "共") and one.stock != "average" for one in heads)
            if len(pairs) <= _SEVERAL or pairs[-1][1].etcetera or not fine:
                continue
            columns = [
                (next(one for one in heads if one.kind == column[0].kind), column)
                for column in zip(*pairs, strict=True)
            ]
            shown = [holds(head.amount, sum_of(column)) for head, column in columns]
            # 已出租4处，移交1处，剩余1处: all of them in however few digits
            rest = pattern("^(?:<remainder>)").match(pairs[-1][0].tail)
            if shown.count(True) == 1 and (
                rest or len(columns[shown.index(True)][0].amount.typed.replace(".", "")) >= _LONG
            ):
                target, column = columns[shown.index(False)]
                over = sum(one.amount.value for one in column) > target.amount.value
                if over and first[0].opener and target.amount.unit.name in _WHO:
                    continue  # 救助362户86.4万元，其中医疗128户31.2万元 ...: who gets two things is told twice
                yield Statement("list", target, (sum_of(column),), whole="各项齐全", items=column)


def _one_pair(pair: list[Quantity]) -> bool:
    """Whether two figures tell one item: the second right behind the first, without a name of its own (4个12.5亿元)."""
    told = len(pair) == _SEVERAL and all(one.level and one.kind not in (PERCENT, POINTS) for one in pair)
    return told and pair[0].own and not pair[1].own and pair[1].gap in ("", "、", "，") and pair[0].kind != pair[1].kind


def _of_changes(document: TextDocument, listing: ItemList) -> Iterator[Statement]:
    """The changes beside a list's items come to the change beside its head."""
    head = listing.heads[0]
    if listing.first.role is not Role.LEVEL or not family_of(listing.outer) or not listing.sure:
        return
    outer = listing.outer
    for against in (("", True), ("prior", False)):
        of_head = next(_changes_of(document, head, listing.first, against), None)
        ends = [*outer[1:], None]
        of_items = [
            next(_changes_of(document, item, end, against), None) for item, end in zip(outer, ends, strict=True)
        ]
        if of_head is None or any(change is None for change in of_items):
            continue
        terms = tuple((change.direction * of_head.direction, change) for change in of_items if change is not None)
        yield Statement(
            "list",
            of_head,
            (Interpretation(terms, binding=True),),
            whole="分项齐全",
            items=tuple(term[1] for term in terms),
        )


def _changes_of(
    document: TextDocument, level: Quantity, end: Quantity | None, against: tuple[str, bool]
) -> Iterator[Quantity]:
    """The changes against that base between ``level`` and ``end`` whose subject is ``level``."""
    for mention in document.mentions[level.index + 1 : level.index + 7]:
        if mention is end or mention.sentence != level.sentence:
            return
        if mention.role is Role.LEVEL and mention.own and mention.key != level.key:
            return
        of_level = mention.role is Role.CHANGE and not mention.hedged and (not mention.own or mention.key == level.key)
        if of_level and (mention.against, mention.against_plan) == against:
            yield mention
