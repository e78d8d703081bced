"""Lists: a head and its items, which come to it where the text shows that they are all."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from model.language.intervals import HUNDRED, Interpretation, holds
from model.language.keys import key
from model.language.neighbours import was
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.statements.lists.families import (
    apart,
    but_none,
    family_head,
    family_of,
    in_sequence,
    kinds_named,
    none_of_others,
    opposed,
    parted_before,
    years_named,
)
from model.language.statements.lists.heads import (
    BACK,
    MOST_HEADS,
    head_of_both,
    heads_of_list,
    heads_of_series,
    of_another,
)
from model.language.text_document import TextDocument
from model.patterns import Pattern

_MOST_ITEMS = 60
_BEHIND = 60
_USED = ("用于", "，用于", "，分别用于")
_LEFT_OVER = Pattern("[，；、](?:其余|其他|余下|余为|余|另|以及|还有|不足|缺口|差额|剩余)")
_UNIT_BEHIND = Pattern("（([^）]{1,2})）")
_PARTED = Pattern("分[两二]")
_SO_FAR = Pattern("已[付支拨到办]")
_OVERLAP = Pattern("重叠|交叉|重复|兼有|均含|同时|[两二三]种口径|不宜相加|不能相加")
_TOGETHER = Pattern(
    "，(?:以上|上述)?[二两三四五六七八九](?:项|类|者|部分)[^，。0-9]{0,4}(?:之和|相加|加总|(?:合计|总和)[即为等与])"
)
_NAMED = Pattern("[、和及与][^，、0-9]{1,8}分别[^，。；、0-9]{1,4}$")
_PLANNED = Pattern("计划|目标|任务|指标|预算|实际|完成")
_NEXT_ITEM = Pattern("；[一二三四五六七八九十]是")  # 四是专项46万元；五是经费增加，含补贴29万元: of the fifth
_STOCKS = ("left", "balance")  # part of nothing but what is left


@dataclass(slots=True, eq=False)
class ItemList:
    """A list: its first item's mention, what may be its head (the likeliest first), its items in order.

    ``inner`` are items that belong to a list within; ``extent`` counts the items before another subject may begin;
    ``shares`` are the shares of items, by item. ``sure`` tells that the first head is beyond doubt, ``crosses`` that
    something stands among the items that may be one and is not known, ``said_whole`` that the words behind it say that
    these are all, ``left_over`` that they go on with what is left, ``settled`` that another list shows the head.
    """

    first: Quantity
    heads: list[Quantity]
    sure: bool
    items: list[Quantity]
    inner: set[Quantity] = field(default_factory=set)
    extent: int = 0
    ends_open: bool = False
    shares: dict[Quantity, Quantity] = field(default_factory=dict)
    crosses: bool = False
    said_whole: bool = False
    left_over: bool = False
    settled: bool = False

    @property
    def head(self) -> Quantity | None:
        """The likeliest head."""
        return self.heads[0] if self.heads else None

    @property
    def outer(self) -> list[Quantity]:
        """The items within its extent that belong to no list within; of things counted, those joined by one mark."""
        items = [item for item in self.items[: self.extent] if item not in self.inner]
        if len(items) > 2 and items[0].kind.startswith("count") and items[1].gap.startswith("、"):
            ends = (at for at, item in enumerate(items) if at and not item.gap.startswith(("、", "和", "及", "与")))
            return items[: next(ends, len(items))]  # 立案75件，其中甲32件、乙43件，发出建议60件
        return items

    @property
    def hundred(self) -> bool:
        """Whether each of the outer items has its share, and these come to all of it."""
        shares = [share.amount for share in self.shares.values()]
        full = len(shares) > 1 and self.shares.keys() == set(self.outer)
        return full and abs(sum(one.value for one in shares) - HUNDRED) <= sum(one.half for one in shares)


def listings(document: TextDocument) -> list[ItemList]:
    """The lists of the document in order; a list may stand within another, and one opener begin two: plans, results."""
    found: list[ItemList] = []
    listed: set[Quantity] = set()
    for row in document.sentences:
        for at, mention in enumerate(row):
            opens = mention.role in (Role.LEVEL, Role.CHANGE) and not _NEXT_ITEM.search(mention.gap)
            if not mention.opener or not opens or mention.hedged:
                continue
            if mention.opener == "within" and not document.by_key.get(key(mention.split)):
                # 收回的问卷中，满意120份; 在职人员中，行政编制58人
                mention.split = mention.split.partition("的")[0].removesuffix("人员").removeprefix("实际")
                if not document.by_key.get(key(mention.split)):
                    continue
            here = [_listing(document, row, at, planned, listed) for planned in (mention.plan, not mention.plan)]
            for listing in here:
                if listing is not None:
                    found.append(listing)
                    listed.update(listing.items)
                    for item in listing.items:
                        item.listed = item.part == listing.first.part and mention.opener != "colon"
    for row in document.sentences:
        if row and not _goes_on(document, row):
            found += _unopened(document, row, listed)
    for one, other in pairwise(found):
        if (head := head_of_both(one.first, one.items, one.heads, other.first)) in other.heads:
            other.heads, other.settled = [head], True
    return found


def _alike(first: Quantity, other: Quantity) -> bool:
    """Whether sentences that begin so are of one series: numerals of one manner, or shares in two paragraphs."""
    if first.section != other.section or first.item != other.item or other.opens_sentence:
        return False
    return bool(first.item) or (first.shared and other.shared and first.prose != other.prose and not first.opener)


def _goes_on(document: TextDocument, row: list[Quantity]) -> bool:
    """Whether the sentence is a further item of a series that began before it."""
    earlier = [one[0] for one in document.sentences[max(0, row[0].sentence - BACK * 4) : row[0].sentence] if one]
    return any(_alike(one, row[0]) for one in reversed(earlier) if one.prose == earlier[-1].prose)


def _unopened(document: TextDocument, row: list[Quantity], listed: set[Quantity]) -> list[ItemList]:
    """Lists that no word opens: levels with a share each, and families whose head is printed right before them."""
    series = _following(document, row, 0, row[0])
    levels = [one for one in series if one.level and one.own and one not in listed and not one.depth]
    shared = [mention for mention in levels if mention.shared]
    if len(shared) > 1 and len({mention.kind for mention in shared}) == 1 and shared[0] in row:
        found, sure = heads_of_list(document, row, row.index(shared[0]), listed)
        heads = [head for head in found if head not in shared and not _too_small(head, shared)]
        sure = sure and heads[:1] == found[:1]
        shares = {mention: document.mentions[mention.index + 1] for mention in shared}
        if heads:
            listing = ItemList(shared[0], heads, sure, shared, extent=len(shared), shares=shares)
            told = (holds(share.amount, Interpretation(((1, one),), ((1, heads[0]),))) for one, share in shares.items())
            # Where the shares are not all, and none is of the head, it may be one of their brothers.
            listing.sure = sure and not of_another(heads[0], shares) and (listing.hundred or any(told))
            return [listing]
    joined = [*_joined_behind(row, listed)] or [*_parted_alike(document, row, listed)]
    return [*_family_unopened(document, levels)] or [*joined, *_numbered_behind(document, row)]


def _joined_behind(row: list[Quantity], listed: set[Quantity]) -> Iterator[ItemList]:
    """Rows joined by 、 right behind a total of theirs (信访总量95件，来信37件、来访18件、网信40件).

    Behind a figure that is called no total they are of kinds that never fit one thing at once.
    """
    for at, (head, first) in enumerate(pairwise(row), 1):
        used = first.gap.startswith(_USED)
        if head.opener or head in listed or not head.level or not head.own or not (first.gap[:1] == "，" or used):
            continue
        told = (one for one in row[max(0, at - MOST_HEADS) : at - 1] if one.stock != "average" and not one.hedged)
        if any(one.kind == head.kind for one in told):
            continue
        more = row[at + 1 : at + MOST_HEADS]
        behind = [True, *(one.gap.startswith(("、", "和", "及")) for one in more), False]
        items = row[at : at + behind.index(False)]
        alike = all(one.kind == head.kind and one.level and one.own and not one.opener for one in items)
        alike = alike and len({(one.plan, one.time, one.depth, one.stock) for one in items}) == 1
        alike = alike and (first.depth, first.stock) == (head.depth, head.stock) and first.time in ("", head.time)
        over = sum(one.amount.low for one in items) > head.amount.high and (used or not head.plan)
        several = len(items) > 2 and (head.total or used)
        rest = len(items) > 2 and items[-1].name in ("其他", "其它", "其余") and not head.plan
        named = items[0].rank == 1 and len(items[0].group) == len(items) > 2 and not head.plan
        named = named and not _PLANNED.search(head.tail + first.gap)
        if alike and ((rest and not over) or (named and over and _NAMED.search(first.gap))):
            yield ItemList(first, [head], True, items, extent=len(items), said_whole=True)
        elif alike and len(items) > 1 and (several or (not head.plan and (opposed(items) or apart(items)))):
            yield ItemList(first, [head], True, items, extent=len(items), said_whole=several and over)


def _parted_alike(document: TextDocument, row: list[Quantity], listed: set[Quantity]) -> Iterator[ItemList]:
    """Parts of the names that another total came to (编制24名，甲10名，乙14名。实有22名，甲、乙分别为9名、14名)."""
    for at, head in enumerate(row[:-2]):
        if head in listed:
            continue  # 编制120名（行政60名、参公25名、事业35名），实有112人（行政57人、参公23人、事业32人）
        parts = [one for one in row[at + 1 : at + MOST_HEADS] if one.own and one.part == head.part and not one.opener]
        if head.level and (many := parted_before(document, head, parts)) and parts[many - 1].index == head.index + many:
            yield ItemList(parts[0], [head], True, parts[:many], extent=many, said_whole=True)
            return


def _numbered_behind(document: TextDocument, row: list[Quantity]) -> Iterator[ItemList]:
    """Figures numbered from the first on, behind what they are parts of (35处。第一批20处，第二批15处)."""
    for at, first in enumerate(row):
        if first.opener or not first.level or not first.key.startswith("第一"):
            continue
        same = [one for one in row[at : at + MOST_HEADS] if one.level and one.key.startswith("第")]
        same = [one for one in same if one.kind == first.kind]
        back = document.sentences[first.sentence - 1] if first.sentence else []
        heads = [
            one
            for one in (*back[-MOST_HEADS:], *row[max(0, at - MOST_HEADS) : at])
            if one.level and one.kind == first.kind and one.prose == first.prose and one.plan == first.plan
        ]
        said = document.text_of(first)[max(0, first.start - _BEHIND) : first.start]
        so_far = heads and _SO_FAR.search(said[heads[-1].end - first.start :])  # 中标价43万元；已付两笔，第一笔13万元
        whole = in_sequence(same, 1 if _PARTED.search(said) else 2) and not so_far
        if whole and heads and heads[-1].own and not heads[-1].listed:
            yield ItemList(first, heads[-1:], True, same, extent=len(same), said_whole=True)


def _too_small(head: Quantity, items: list[Quantity]) -> bool:
    """Whether a head in an earlier sentence is an item of another list: less than an item, or with a share."""
    elsewhere = head.sentence != items[0].sentence and not head.total
    if elsewhere and head.shared:
        return True
    return elsewhere and any(item.amount.low > head.amount.high for item in items)


def _family_unopened(document: TextDocument, levels: list[Quantity]) -> Iterator[ItemList]:
    levels = [one for one in levels if one.kind == levels[0].kind and one.stock != "average"]
    for at, first in enumerate(levels):
        for end in range(at + 2, min(len(levels), at + 5) + 1):
            items = levels[at:end]
            behind = document.text_of(first)[items[-1].end : items[-1].end + _BEHIND].partition("。")[0]
            family = family_of(items) or but_none(items, behind)
            if len({(item.plan, item.time) for item in items}) > 1 or family is None:
                continue
            head = family_head(document, family, items)
            after = levels[end] if end < len(levels) else None
            if after is not None and after.kind == first.kind and after.gap[:1] in "、，；和及以与" and not after.plan:
                head = None  # there may be more of them
            near = document.sentences[items[-1].sentence : items[-1].sentence + 2]
            if any(one.key in family.more for row in near for one in row if one not in items):
                head = None  # one of its members is told of only by its change
            if head is not None:
                yield ItemList(first, [head], True, items, extent=len(items), said_whole=family_of(items) is None)
            return


def _listing(
    document: TextDocument, row: list[Quantity], at: int, planned: bool, listed: set[Quantity]
) -> ItemList | None:
    """The list that begins at ``row[at]``, of its plans or of its results; None where there is none."""
    first = row[at]
    if first.role is Role.CHANGE and planned != first.plan:
        return None
    heads, sure = heads_of_list(document, row, at, listed)
    told_plan = first.plan
    if first.role is Role.LEVEL:
        nearest = heads[0] if heads else None
        passed_on = nearest is not None and nearest.plan and not first.plan and not first.actual
        other = planned != first.plan or (not planned and passed_on)
        if other and not (planned and passed_on):
            told = any(mention.plan == planned and mention.level for mention in row[at + 1 :])
            if (passed_on or not told) and (planned or not first.plan):
                return None
            heads, sure = heads_of_series(heads, planned, sure)
        told_plan = planned and not passed_on
        beside = first.opener == "bracket"  # 支出33万元（预算34万元）: of no other plan that is told before it
        if planned and first.plan and heads and not (heads[0].plan or beside) and any(head.plan for head in heads):
            heads = sorted(heads, key=lambda head: not head.plan)
    builder = _ListBuilder(first, planned, told_plan)
    builder.stocks = bool(heads) and heads[0].stock in _STOCKS and first.stock in _STOCKS
    if heads and first.kind.startswith("count") and (unit := _UNIT_BEHIND.match(heads[0].after)):
        builder.other_kind = f"count:{unit[1]}"  # 设备共117台（件），其中电脑64台、桌椅53件
    for mention in _following(document, row, at, first):
        if mention.depth < first.depth or (heads and _told_again(heads[0], mention)) or not builder.take(mention):
            break
    items = builder.items
    if not items or not heads:
        listed.update(items)  # none of them is what a list behind it comes to
        return None
    _ranked_shares(document, items, builder.shares)
    sure = sure and not of_another(heads[0], builder.shares)
    extent = builder.extent if builder.extent >= 0 else len(items)
    listing = ItemList(first, heads, sure, items, builder.inner, extent, shares=builder.shares)
    text = document.text_of(items[-1])
    listing.crosses = builder.crosses or _OVERLAP.search(text, items[0].end, items[-1].end + _BEHIND) is not None
    behind = text[items[-1].end : items[-1].end + _BEHIND].partition("。")[0]
    listing.said_whole = _TOGETHER.match(behind) is not None or none_of_others(listing.outer, behind)
    listing.left_over = _LEFT_OVER.match(behind) is not None
    before = document.text_of(first)[max(0, first.start - _BEHIND) : first.start].rpartition("。")[2]
    named = kinds_named(listing.outer, before) or len({one.kind for one in listing.outer}) > 1
    listing.said_whole |= (named and not listing.left_over) or years_named(listing.outer, before)
    listing.ends_open = any(item.etcetera or "等" in item.name[-3:] for item in items)
    return listing


def _told_again(head: Quantity, mention: Quantity) -> bool:
    """Whether the head itself is told once more, behind its parts (净值20，其中公路9；净值20（原值…）)."""
    return mention.level and mention.own and mention.key == head.key and mention.amount.value == head.amount.value


class _ListBuilder:
    """Collects the items of a list."""

    def __init__(self, first: Quantity, planned: bool, told_plan: bool) -> None:
        self.items: list[Quantity] = []
        self.inner: set[Quantity] = set()
        self.shares: dict[Quantity, Quantity] = {}
        self.extent = -1
        self.crosses = False
        self.stocks = False
        self.other_kind = first.kind
        self._first = first
        self._planned = planned
        self._told_plan = told_plan
        self._told: set[str] = set()
        self._current: Quantity | None = None
        self._inner_part = -1
        self._separated = False
        self._seen = 0

    def take(self, mention: Quantity) -> bool:
        """Take the mention as an item, a share of one, or nothing; False where the list has ended."""
        first = self._first
        if mention.depth > first.depth and not mention.rank:
            behind = self._current is not None and mention.index == self._current.index + 1
            if mention.role is Role.SHARE and behind and self._current is not None:
                self.shares.setdefault(self._current, mention)
            return True
        again = mention.rank == 1 and not mention.own and len(mention.group) == len(self.items) > 1
        ends = mention.total or _of_all(mention) or again  # 分别支出39万元和24万元: of the same things again
        if self.items and mention.role is Role.LEVEL and not mention.item and ends:
            return False
        if self._seen and "；" in mention.gap:
            self._inner_part = -1
            ranked = mention.rank == 1 and bool(self.items)  # 其中省级48个全部销号；建筑、危树分别为312个、186个
            if (len(self.items) > 1 or ranked) and not self._separated and self.extent < 0:
                self.extent = len(self.items)
            self._separated = True
        if mention is not first and mention.opener in ("weak", "whole", "within") and self._seen:
            self._inner_part = mention.part
        self._seen += 1
        if mention.hedged:
            if mention.kind == first.kind and mention.own:
                self.extent = self.extent if self.extent >= 0 else len(self.items)
                self.crosses = True
            return True
        if first.role is Role.LEVEL and mention.role in (Role.CHANGE, Role.OTHER) and mention.kind == first.kind:
            # 外贸稳增长14万元
            self.crosses = self.crosses or (mention.own and not mention.compared and "者比" not in mention.tail)
        if mention.role is Role.SHARE and not mention.rank:
            of = [item for item in self.items if item.key == mention.key] if mention.own else [self._current]
            if ("；" in mention.gap and not mention.own) or mention.depth < first.depth:
                of = []  # 甲类20人；乙类最多，占60%: of what the clause before it names; （其中甲20人），占60%
            if of and of[0] is not None:
                self.shares.setdefault(of[0], mention)
        elif mention.role is first.role and mention.kind in (first.kind, self.other_kind):
            self._level(mention)
        elif mention.level and mention.own:
            self._current = None  # what follows is a share of that
        return len(self.items) < _MOST_ITEMS

    def _level(self, mention: Quantity) -> None:
        first = self._first
        if first.role is Role.CHANGE:
            if mention.compared and (mention.against, mention.against_plan) != (first.against, first.against_plan):
                return
        elif not self._is_item(mention):
            # 中央补助20万元、区级财政预算30万元: one more item, or something else.
            joined = mention.part == first.part and mention.gap.startswith(("、", "和", "及", "与"))
            self.crosses = self.crosses or (joined and mention.own and mention.key not in self._told)
            self._current = None
            return
        # 应收90，实收80；其中居民应收50、实收45，其他应收40、实收35
        self.crosses = self.crosses or (mention.own and mention.key in self._told)
        self._current = mention
        self.items.append(mention)
        self._told.add(mention.key)
        if self._inner_part == mention.part:
            self.inner.add(mention)

    def _is_item(self, mention: Quantity) -> bool:
        """Whether a level is an item: of the list's plan and time, and the first of its name."""
        first = self._first
        if first.opens_sentence and first.item and mention.item == first.item and mention.plan == self._planned:
            return True  # 4、上年结余: it is numbered as one
        if first.year and mention.year and first.gap.find(f"其中{first.year}年") >= 0 and not mention.stock:
            return mention.year not in {item.year for item in self.items}  # 其中2021年支付37万元，2022年支付74万元
        if first.year and len({item.year for item in self.items} - {0}) > 1 and not mention.year:
            return False  # 尾款12万元
        if mention.time in OTHER_TIMES and mention.time != first.time and not mention.shared:
            return False
        if mention.added or (mention.stock == "average" and not mention.shared):
            return False
        if mention.tail == "即":
            return False  # 小微企业占中小企业份额的70%，即734.02万元: what was said before it, in figures
        if mention.stock in _STOCKS and not mention.shared and not self.stocks:
            return False
        if first.opener == "whole" and mention.gap[:1] == "、" and len(self.items) > 1 and not mention.plan:
            return not any(item.plan or item.actual for item in self.items)
        if self._planned:
            if mention.actual or (self._told_plan and not mention.plan):
                return False
        elif mention.plan:
            return False
        if mention.own or mention.rank or mention is first:
            return mention.key not in self._told or not mention.actual
        years = {item.year for item in self.items}
        if first.year and mention.year and mention.gap.startswith("、"):
            return mention.year not in years  # 其中2021年8座、2022年13座
        return bool(mention.key) and mention.key not in self._told


def _following(document: TextDocument, row: list[Quantity], at: int, first: Quantity) -> Iterator[Quantity]:
    """The mentions that may belong to the list: of its sentence, and of sentences that go on counting (二是).

    What an item's paragraph says more of it is left out.
    """
    yield from (one for one in row[at:] if not was(document, one))
    if not (first.item or (first.shared and not first.opener)):
        return
    prose = first.prose
    for sentence in range(first.sentence + 1, min(len(document.sentences), first.sentence + _MOST_ITEMS)):
        following = document.sentences[sentence]
        says_more = following and following[0].prose == prose and not following[0].item
        if not following or (says_more and not first.opener):
            continue
        if not _alike(first, following[0]):
            return
        prose = following[0].prose
        yield from (one for one in following if not was(document, one))


def _of_all(mention: Quantity) -> bool:
    """Whether it is all money that was spent or came in: no item beside others."""
    return mention.key in ("总支出", "总收入")


def _ranked_shares(document: TextDocument, items: list[Quantity], shares: dict[Quantity, Quantity]) -> None:
    """Shares told 分别 behind the items, in their order."""
    row = document.sentences[items[-1].sentence]
    ranked = [mention for mention in row if mention.role is Role.SHARE and mention.rank]
    between = document.mentions[items[-1].index + 1 : ranked[0].index] if ranked else []
    behind = bool(ranked) and ranked[0].index > items[-1].index and not any(one.level and one.own for one in between)
    if behind and len(ranked) == len(items) and not shares:
        shares.update(zip(items, ranked, strict=True))
