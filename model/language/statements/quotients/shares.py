"""Shares of totals."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import chain, pairwise

from model.language.amounts import MONEY, PERCENT
from model.language.intervals import HUNDRED, Interpretation, holds
from model.language.keys import alike, joined
from model.language.lexicon import lexicon
from model.language.neighbours import bound_base, named, same_sentence, was
from model.language.quantity import OTHER_TIMES, TOGETHER, Quantity, Role
from model.language.statements.lists.item_lists import ItemList
from model.language.statements.quotients.wholes import agreed_total, is_named, part_of_it, share_of, whole_key
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern
from model.text import in_order

_MOST = 24
_LONG = 3
_SHARED = Pattern("，?占[^，。；（]{1,16}（$")
_CLAUSE = Pattern("[，；。：]")
# What a total is called beside what it is of.
_TOTALS = Pattern("金额$|总额|总量|总计|合计|总数|总|[数额的]$")
_NUMERALS = "两三四五六七八九"
_BEARS, _COMES_TO = ("承担", "分担", "负担", "配套"), ("计", "即", "共计", "合计", "为")
_OF_ALL = {"总支出": "支出", "总收入": "收入"}
_COUNTS = ("场次", "人数", "户数", "件数")
_COUNTED = Pattern("^已|(?:案件|户数|人数|老人|人员|职工|学生|总?数|[人户件宗起场家个])$")
_SEVERAL = Pattern(f"(?:上述|以上)?([{_NUMERALS}])(?:类|项|者|部分|家|个|种)(?:之?和|合计|总[量数额])的?")


def shares(document: TextDocument, lists: list[ItemList]) -> Iterator[Statement]:
    """The statements of shares, those of a list in the light of the list's head and of their brothers."""
    of_list = {share: (listing, item) for listing in lists for item, share in listing.shares.items()}
    parents = {item: listing for listing in lists for item in listing.items}
    agreed = {id(listing): agreed_total(document, listing) for listing in lists if listing.shares}
    for mention in document.mentions:
        if borne := _borne(document, mention):
            yield borne
        if mention.role is not Role.SHARE or mention.hedged:
            continue
        if (inside := _of_bracket(document, mention)) is not None:
            yield inside
            continue
        listing, item = of_list.get(mention, (None, None))
        said_at = document.mentions[mention.index - 1] if mention.tail == "的" and mention.index else mention
        if (together := TOGETHER.match(said_at.tail)) is not None:  # 两项合计占总额90万元的55.6%
            last = next((one for one in lists if one.items and one.items[-1].index == mention.index - 1), None)
            yield _of_sum(document, mention, together, listing or last)
            continue
        if listing is not None and listing.head is not None and listing.head.shared and len(listing.items) == 1:
            listing = None  # two brothers, each with its share: neither is the total of the other
        if item is not None and listing is not None and not mention.rank:
            item = _said(mention, listing) or item
        if item is not None and not mention.rank and (nearer := _nearer(document, mention, item)) is not None:
            listing, item = None, nearer
        base = bound_base(document, mention)
        if listing is not None and (behind := _behind_list(document, mention, listing)) is not None:
            yield behind
            continue
        items = [item] if item is not None else [one for one in _items(document, mention) if one is not base]
        if mention.own and mention.flow:  # 住院7.12万人次，基金支出4.63亿元，住院支出占76.0%
            items = [one for one in items if one.kind == MONEY]
        if mention.time in OTHER_TIMES and not any(one.time == mention.time for one in items):
            continue  # 直接支付占比71.95%，上年占比68.30%: the amounts are this year's
        if not items:
            called = _called(document, mention, Statement("share", mention, ()))
            yield from (called,) if called is not None else ()
            continue
        total = agreed.get(id(listing)) if listing is not None else None
        named_whole = whole_key(mention.whole_name)
        while (
            listing is not None and listing.head is not None and named_whole and not is_named(listing.head, named_whole)
        ):
            outer = parents.get(listing.head)
            if outer is None or outer is listing:
                break
            listing, total = outer, agreed.get(id(outer))
        statement = share_of(document, mention, items, listing, total)
        if statement.certainty != "explicit":
            statement = (
                _of_rest(document, mention, items[0])
                or (_called(document, mention, statement) if base is None else None)
                or _beside(document, mention, statement)
            )
        yield statement


def _of_sum(document: TextDocument, share: Quantity, together: re.Match[str], listing: ItemList | None) -> Statement:
    """The share of what those right before it come to (甲20万元、乙30万元，两项合计占总额的83%).

    It is of as many as are said, else of all of the list, in the base printed before it, the head of the list or the
    one figure that is called so.
    """
    bound = bound_base(document, share)
    row = [one for one in document.sentences[share.sentence] if one.index < share.index and one is not bound]
    count = _NUMERALS.index(together["Many"]) + 2 if together["Many"] else 0
    run: list[Quantity] = []
    for one in reversed(row):
        if (run and one.kind != run[0].kind) or not one.level or not (one.own or one.rank):
            break
        run.insert(0, one)
        if one.opener or (len(run) == count and not together["First"]):
            break
    run = run[:count] if together["First"] and count else run
    head = listing.head if listing is not None and listing.sure and listing.items[0] in run else None
    whole = whole_key(share.whole_name)
    told = [one for one in named(document, whole, share) if one.kind == run[0].kind] if run and whole else []
    if not told and run and len(whole) > _LONG:  # 播出自办节目4380小时，其中新闻类 ...，两类占自办节目的45%
        told = [one for one in same_sentence(document, share) if one.key.endswith(whole) and one.kind == run[0].kind]
    told = [one for one in told if one.time not in OTHER_TIMES and not one.plan and one not in run]
    in_head = head is not None and (not whole or is_named(head, whole))
    base = bound or (head if in_head else next(iter(told), None))
    sure = bound is not None or in_head or len({one.amount.value for one in told}) == 1
    if base is None or len(run) < 2:
        return Statement("share", share, (), certainty="never")
    near = same_sentence(document, share) if bound is None and not (told and base is told[0]) else []
    bases = [base, *(one for one in near if one.level and one.kind == base.kind)]
    pairs = ((run[at:], other) for at in range(len(run)) for other in bases)
    rest = (Interpretation(tuple((1, one) for one in some), ((1, other),)) for some, other in pairs)
    reading = Interpretation(tuple((1, one) for one in run), ((1, base),), binding=True, role=share.whole_name)
    sure = sure and (len(run) == count or bool(run[0].opener))
    return Statement("share", share, (reading,), rest, "explicit" if sure else "slip", items=(run[0], base))


def _behind_list(document: TextDocument, share: Quantity, listing: ItemList) -> Statement | None:
    """The share behind a list without others: of the items together, of the list's head, or of the last item.

    项目支出60万元，其中补助30万元、培训12万元，占项目支出70%: of both, as the whole is the head. 全年总支出80万元。
    项目支出60万元，含补助30万元、培训12万元，占总支出75%: of the head. None where the items are all of the head.
    """
    head, items = listing.head, [one for one in listing.items if one.index < share.index]
    alone = len(listing.shares) == 1 and len(items) > 1 and listing.shares.get(items[-1]) is share
    alone = alone and {one.part for one in items} == {share.part}
    near = head is not None and head.level and share.sentence - head.sentence <= 1
    if head is None or not (near and alone) or share.own or share.rank or bound_base(document, share) is not None:
        return None
    wholes, sure = _wholes_above(document, share, head, listing)
    named_whole = whole_key(share.whole_name) or share.whole_name
    if not wholes and named_whole and head.key and head.key != named_whole and head.own:
        return Statement("share", share, (), certainty="never")  # 固定资产12万元，含房屋9万元、设备3万元，占资产总额69%
    last, together = ((1, items[-1]),), tuple((1, one) for one in items)
    if wholes:
        pairs = [(((1, head),), one) for one in wholes] + [(one, total) for one in (last, together) for total in wholes]
        pairs += [(last, head), (together, head)]
    elif holds(head.amount, Interpretation(together)):
        return None
    else:
        pairs, sure = [(together, head), (last, head)], False
    first, *others = [Interpretation(terms, ((1, total),), role=share.whole_name) for terms, total in pairs]
    return Statement(
        "share",
        share,
        (first,),
        others,
        "explicit" if sure else "never" if wholes else "slip",
        items=(head, pairs[0][1]),
    )


def _wholes_above(
    document: TextDocument, share: Quantity, head: Quantity, listing: ItemList
) -> tuple[list[Quantity], bool]:
    """The totals before a list that its head may be a share of, and whether the share names one of them."""
    whole = whole_key(share.whole_name) or share.whole_name
    if not whole or alike(head.key, whole):
        return [], False
    levels = [one for one in document.mentions[: head.index] if one.level and one.kind == head.kind]
    told = [one for one in named(document, whole, share) if one in levels and one.time not in OTHER_TIMES]
    sure = len({one.amount.value for one in told}) == 1
    if whole in _OF_ALL and not head.key.endswith(_OF_ALL[whole]):  # called 本年支出, or otherwise
        larger = [one for one in levels if not one.plan and one.amount.value > head.amount.value]
        told += [one for one in larger if not told or not one.own][-_MOST:]
    return (told, sure) if any(one.amount.value >= head.amount.value for one in told) else ([], False)


def _of_bracket(document: TextDocument, share: Quantity) -> Statement | None:
    """The share of a figure in the one that brackets tell of its whole (人员20万元占基本支出（25万元）的比重为80%)."""
    pair = document.mentions[max(0, share.index - 2) : share.index]
    if len(pair) < 2 or any(not one.level or one.sentence != share.sentence for one in pair):
        return None
    item, whole = pair
    inside = whole.depth == share.depth + 1 and item.depth == share.depth
    told = inside and item.kind == whole.kind and _SHARED.match(whole.gap) and share.tail.startswith("的")
    if not told:
        return None
    return Statement("share", share, (Interpretation(((1, item),), ((1, whole),), binding=True),), items=(item, whole))


def _borne(document: TextDocument, share: Quantity) -> Statement | None:
    """What part somebody bears of the total before it, its amount behind (总额314万元，省级承担60%，计188万元)."""
    behind = next(iter(document.mentions[share.index + 1 : share.index + 2]), share)
    bears = share.level and share.tail.endswith(_BEARS)
    told = bears or (share.role is Role.SHARE and share.own and not share.rank and "中" not in share.tail[1:])
    if share.kind != PERCENT or not told or behind.sentence != share.sentence or behind.own:
        return None
    at = share.index - 1
    while at > 0 and document.mentions[at - 1].kind == PERCENT and document.mentions[at].tail in _COMES_TO:
        at -= 2  # 中央占60%，为90万元，地方占40%，为60万元
    before = document.mentions[at] if at >= 0 else share
    total = before.level and before.kind == behind.kind == MONEY and before.prose == share.prose
    total = total and (bears or (not share.whole_name and before.sentence == share.sentence and not before.shared))
    if not total or behind.tail not in _COMES_TO or before.amount.value <= behind.amount.value:
        return None
    reading = Interpretation(((1, behind),), ((1, before),), binding=True)
    # What was agreed is no share that was trimmed so that all make 100.
    rest = (one for one in document.sentences[share.sentence] if one.level and one.index < share.index)
    charity = [Interpretation(((1, behind),), ((1, one),)) for one in rest if one.kind == behind.kind and not bears]
    return Statement("share" if bears else "average", share, (reading,), charity, items=(behind, before))


def _called(document: TextDocument, share: Quantity, statement: Statement) -> Statement | None:
    """The share of what it is called in what it names as its whole, each told once, or in the total right before it.

    Other shares of the sentence's figures are admissible, but where the whole is named.
    """
    row = [one for one in document.sentences[share.sentence] if one.index < share.index and one.level]
    back = document.sentences[share.sentence - 1] if share.sentence else []
    said = _TOTALS.sub("", share.whole_name)
    # 四项中，甲占比重最大，为78.2%
    row = row or [one for one in back if one.level and one.prose == share.prose and share.own]
    if share.rank:
        items = list(_items(document, share))
    elif share.own:
        items = [one for one in row if share.name in one.name or share.key == one.key]
    else:
        before = [one for one in row if not _aside(one, share)][-1:]
        between = row[row.index(before[0]) + 1 :] if before else []
        items = [one for one in before if one.index == share.index - 1 - len(between) and (one.own or one.tail)]
    if len(items) != 1 or items[0].plan or items[0].time in OTHER_TIMES:
        return None
    item = items[0]
    alike_told = [one for one in (*row, *back) if one.level and one.kind == item.kind and one is not item]
    alike_told = [one for one in alike_told if not was(document, one)]
    alike_told = [one for one in alike_told if not share.whole_name or not part_of_it(document, one, share.whole_name)]
    several = _SEVERAL.fullmatch(share.whole_name)
    whole: tuple[Quantity, ...] = ()
    if several and item.rank and len(item.group) == _NUMERALS.index(several[1]) + 2:
        whole = tuple(item.group)  # 三类分别为162件、588件、934件，第三类占三类之和的55.5%
    elif len(said) > 1 and said not in lexicon().scopes:
        told = [one for one in alike_told if _says(document, said, one) and one.plan == item.plan]
        told = [one for one in told if one.own] or told
        told = [one for one in told if one.total] or [one for one in told if said not in lexicon().bare]
        bare = _COUNTED.sub("", said)  # 占参考人数的, of 参加高考学生
        near = [one for one in alike_told if one.name[:1] == bare[:1] and in_order(bare, one.name)]
        told = told or [one for one in near if not any(bare in other.name for other in near)]
        whole = tuple(told) if len(told) == 1 else ()
    elif not said and not share.own:
        near = [one for one in document.mentions[max(0, item.index - _MOST) : item.index] if one.prose == item.prose]
        near = [one for one in near if one.level and one.kind == item.kind and one.time == item.time]
        near = [one for one in near if not (one.listed or (said != share.whole_name and one.shared))]
        near = [one for one in near if len(one.name) > 1 and item.name.endswith(_COUNTED.sub("", one.name) or one.name)]
        # 受援人561人次 ...，农民工受援244人次，占43.5%
        whole = tuple(near) if len(near) == 1 and near[0].name != item.name else ()
    if not whole or sum(one.amount.value for one in whole) < item.amount.value:
        return None
    reading = Interpretation(((1, item),), tuple((1, one) for one in whole), binding=True)
    pairs = [] if said else [(one, other) for one in (item, *alike_told) for other in alike_told if one is not other]
    rest = (Interpretation(((1, one),), ((1, other),)) for one, other in pairs)
    charity: Iterator[Interpretation] = chain(statement.readings, statement.charity, rest)
    if len(said) > _LONG and all(one.name.endswith(said) for one in whole):  # 占中小企业合同金额的70%: of no other one
        charity = (one for one in charity if all(other.name.endswith(said) for _, other in one.base))
    return Statement("share", share, (reading,), charity, items=(item, whole[0]))


def _of_rest(document: TextDocument, share: Quantity, item: Quantity) -> Statement | None:
    """The share of the rest of a whole whose other part was told with its share (甲4元，占总额5元的80%；乙1元，占20%).

    A share that names another whole is of that.
    """
    row = [one for one in document.sentences[share.sentence] if one.index < item.index and one.kind == item.kind]
    beside = item.index == share.index - 1 and not share.whole_name and not share.rank
    for part, whole in pairwise(row) if beside else ():
        of_whole = next(iter(document.mentions[whole.index + 1 : whole.index + 2]), share)
        told = part.level and of_whole.role is Role.SHARE and of_whole.tail == "的"
        if told and part.amount.value + item.amount.value == whole.amount.value:
            reading = Interpretation(((1, item),), ((1, whole),), binding=True)
            return Statement("share", share, (reading,), items=(item, whole))
    return None


def _says(document: TextDocument, said: str, whole: Quantity) -> bool:
    """Whether a share names the whole so: by a part of its name, or by its name and what it counts (占民事案件的)."""
    counted = len(whole.name) > 1 and _COUNTED.sub("", said) == whole.name and whole.time not in OTHER_TIMES
    if counted:  # 在编119人 ... 年初在编116人: of either
        near = document.mentions[max(0, whole.index - _MOST) : whole.index + _MOST]
        alike_named = [one for one in near if one.prose == whole.prose and one.level and whole.name in one.name]
        counted = {one.amount.value for one in alike_named if one.kind == whole.kind} == {whole.amount.value}
    return (
        (said in whole.name and not joined(whole.name, said))
        or counted
        or (said in _COUNTS and whole.total and not whole.listed)
    )


def _beside(document: TextDocument, share: Quantity, statement: Statement) -> Statement:
    """The share held against those beside it: shares of one whole stand to each other as what they are of does.

    Witnesses are the other shares, where they agree on a whole that is the sum of all that are told.
    """
    series = _series(document, share)
    item = next((one for one, other in series if other is share), None)
    if item is None or len(series) < 2 or any(one.kind != item.kind for one, _ in series):
        return statement
    others = [(one.amount, other.amount) for one, other in series if other is not share]
    low = max(Fraction(one.low, other.high) for one, other in others)
    high = min(Fraction(one.high, max(other.low, 1)) for one, other in others)
    total = sum(one.amount.value for one, _ in series)
    summed = low <= Fraction(total, HUNDRED) <= high
    apart = Fraction(item.amount.low, share.amount.high) > high or item.amount.high < low * share.amount.low
    agreed = low <= high and apart
    fine = all(len(other.typed.replace(".", "").lstrip("0")) > 2 for _, other in others)
    row = document.sentences[share.sentence]
    printed = summed and any(one.amount.value == total and one.kind == item.kind for one in row)  # 合计2212.60万元
    if not (agreed and summed and (fine or printed)):
        return statement
    reading = Interpretation(((1, item),), tuple((1, one) for one, _ in series), binding=True)
    charity = chain(statement.readings, statement.charity)
    said = [one for one in named(document, whole_key(share.whole_name), share) if one.prose == share.prose]
    if whole := next((one for one in said if one.amount.value == total and one.kind == item.kind), None):
        reading = Interpretation(((1, item),), ((1, whole),), binding=True, role=share.whole_name)
        return Statement("share", share, (reading,), items=(item, whole))  # 占总支出的65%；占总支出的34%。总支出90万元
    return Statement("share", share, (reading,), charity, "slip", items=(item, item))


def _series(document: TextDocument, share: Quantity) -> list[tuple[Quantity, Quantity]]:
    """What the share and its brothers are of, each with its share behind it and nothing else between them."""
    row = document.sentences[share.sentence]
    found: list[tuple[Quantity, Quantity]] = []
    for one, other in pairwise(row):
        if one.level and one.shared and one.depth == share.depth == other.depth and not other.hedged:
            if found and one.opener:
                if any(pair[1] is share for pair in found):
                    break
                found = []
            found.append((one, other))
        elif one.level and one.own and one.depth <= share.depth and not other.shared and found:
            if any(pair[1] is share for pair in found):
                break
            found = []
    wholes = {whole_key(other.whole_name) for _, other in found}
    return found if len(wholes) == 1 else []


def _said(share: Quantity, listing: ItemList) -> Quantity | None:
    """The one item that the words before the share name again (甲60人、乙40人；甲最多，占60%), or None."""
    clauses = _CLAUSE.split(share.gap)[:-1]
    named_again = [one for one in listing.items if one.name and any(one.name in clause for clause in clauses)]
    return named_again[0] if len(named_again) == 1 else None


def _nearer(document: TextDocument, share: Quantity, item: Quantity) -> Quantity | None:
    """What else the item counts, told between it and its share: it may be of that (38个班，1140人次，占21.8%)."""
    before = document.mentions[share.index - 1]
    between = before.index > item.index and before.sentence == share.sentence and before.depth == share.depth
    return before if between and before.level and before.kind != item.kind and not share.own else None


def _items(document: TextDocument, share: Quantity) -> Iterator[Quantity]:
    """Whose share it is, the likeliest first."""
    if share.rank:
        levels = [
            mention
            for mention in same_sentence(document, share.group[0])
            if mention.index < share.group[0].index and mention.level and mention.kind not in ("percent", "points")
        ]
        if len(levels) >= len(share.group):
            yield levels[len(share.group) - share.rank]
        return
    own = share.key if share.own else ""
    row = [
        mention
        for mention in same_sentence(document, share)
        if mention.level and mention.kind not in ("percent", "points") and mention.index < share.index
    ]
    if own:
        yield from [mention for mention in row if mention.key == own]
        yield from [mention for mention in row if len(own) > 1 and mention.key.endswith(own)]
        yield from named(document, own, share)
    else:
        row.sort(key=lambda mention: _aside(mention, share))
        yield from [mention for mention in row if not mention.plan]


def _aside(mention: Quantity, share: Quantity) -> bool:
    """Whether a figure is a part that brackets tell of whose share follows them (甲90万元（其中乙40万元），占80%)."""
    return mention.depth > share.depth and (mention.listed or bool(mention.opener))
