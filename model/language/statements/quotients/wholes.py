"""The share of a figure in its whole: which total its words and its list name, and which others they allow."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from model.language.intervals import HUNDRED, Interpretation, holds, sum_of
from model.language.keys import alike, key
from model.language.neighbours import before, bound_base, named, same_sentence
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.statements.lists.item_lists import ItemList
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument

_MOST = 24
_QUALIFIED = ("cost", "net")


def share_of(
    document: TextDocument, share: Quantity, items: list[Quantity], listing: ItemList | None, agreed: Quantity | None
) -> Statement:
    """The statement that ``share`` is that of the first of ``items``; of the others it may be, too.

    ``listing`` is the list that it stands in, ``agreed`` the total that most shares of the list are of.
    """
    item = items[0]
    said = share.whole_name
    whole = whole_key(said)
    bound = bound_base(document, share)
    head = listing.head if listing is not None else None
    totals: list[Quantity] = []
    sure = False
    if bound is not None:
        totals, sure = [bound], True
    elif whole:
        totals, sure = _named_totals(document, share, item, listing, whole)
    elif listing is not None and head is not None:
        generic = not said or said in ("总支出", "总数", "总额", "总量", "总收入") or key(said) == ""
        totals = [agreed] if agreed is not None else []
        totals.append(head)
        sure = ((listing.sure and item in listing.items[: listing.extent]) or agreed is not None) and generic
    if listing is None and not said and bound is None and not share.rank:
        beside = _total_beside(document, share, item)
        totals, sure = ([beside], True) if beside is not None else (totals, sure)
    if not whole and bound is None:
        totals += [mention for mention in _near(document, share) if _total(mention, item)]
        if said:
            totals += [
                mention
                for mention in document.mentions[:80]
                if mention.level and mention.total and mention.kind == item.kind
            ]
    if listing is not None and listing.sure and not whole:
        totals = [mention for mention in totals if mention is head or mention not in listing.items]
    totals = [mention for mention in dict.fromkeys(totals) if mention not in (item,) or len(items) > 1][:_MOST]
    if said and bound is None:
        totals = [mention for mention in totals if not part_of_it(document, mention, said)]
    if head is not None and listing is not None and _qualified(listing):
        stem = key(head.name.replace("原值", "").replace("净值", "").replace("账面", ""))
        totals = [mention for mention in totals if mention.stock == head.stock or not mention.key.startswith(stem)]
    within = listing is not None and item in listing.items[: listing.extent]
    if sure and within and head is not None and head.sentence == share.sentence and totals[:1] == [head]:
        totals = [one for one in totals if one.sentence == share.sentence or alike(one.key, head.key)]
    if listing is not None and head is not None and not whole and _of_head(listing, head, share):
        totals, said = [head], head.name
    if not totals:
        return Statement("share", share, (), certainty="never")
    if bound is None and item.amount.low > totals[0].amount.high:
        sure = False  # what is less is no whole of it
    canonical = Interpretation(((1, item),), ((1, totals[0]),), binding=sure, role=said)
    rest: Iterator[Interpretation] = (
        Interpretation(((1, one),), ((1, total),), role=said)
        for one in items[:6]
        for total in totals
        if one is not total and one.kind == total.kind and not (one is item and total is totals[0])
    )
    all_told = listing is not None and sum(one.amount.value for one in listing.shares.values()) == HUNDRED
    if listing is not None and (listing.hundred or all_told) and not _qualified(listing):
        brothers = Interpretation(((1, item),), tuple((1, one) for one in listing.shares))
        rest = chain((brothers,), rest)  # of what all of them come to, which is printed nowhere
    between = document.mentions[item.index + 1 : share.index]
    adjacent = item.index < share.index
    adjacent = adjacent and all(one is bound or one.role in (Role.SHARE, Role.EXECUTION) for one in between)
    adjacent = adjacent or listing is not None or share.rank > 0 or (share.own and item.key == share.key)
    return Statement(
        "share",
        share,
        (canonical,),
        rest,
        "explicit" if sure and adjacent and item.amount.value != totals[0].amount.value else "never",
        rivals=tuple(_rivals(document, item, totals[0])),
        items=(item, totals[0]),
    )


def part_of_it(document: TextDocument, mention: Quantity, said: str) -> bool:
    """Whether the share right behind a figure says that it is itself a part of the whole ``said``."""
    behind = document.mentions[mention.index + 1 : mention.index + 2]
    return any(one.role is Role.SHARE and one.whole_name == said and not (one.own or one.rank) for one in behind)


def _of_head(listing: ItemList, head: Quantity, share: Quantity) -> bool:
    """Whether the items come to the head of their list, and all other shares of them are of that head.

    基本90万元，其中人员80万元，占基本的88.9%；公用10万元，占12.5%: not of 人员.
    """
    others = [(item, other) for item, other in listing.shares.items() if other is not share]
    whole = others and all(one.kind == head.kind for one in listing.items) and holds(head.amount, sum_of(listing.items))
    return bool(whole) and all(
        holds(other.amount, Interpretation(((1, item),), ((1, head),))) for item, other in others
    )


def _named_totals(
    document: TextDocument, share: Quantity, item: Quantity, listing: ItemList | None, whole: str
) -> tuple[list[Quantity], bool]:
    """The totals that the words ``whole`` may name, and whether the first of them is surely meant."""
    head = listing.head if listing is not None else None
    totals: list[Quantity] = []
    sure = False
    exact = [mention for mention in named(document, whole, share) if _total(mention, item)]
    here = [one for one in exact if one.sentence == share.sentence and one.index < item.index and one is not item]
    exact = [one for one in exact if one.time not in OTHER_TIMES and not one.plan] or exact
    all_money = whole in ("总支出", "总收入") and listing is not None and listing.sure
    all_money = all_money and head is not None and not head.shared  # 基本支出90万元，占总支出的60%
    all_money = all_money and head is not None and head.flow in ("", whole[1:])  # 支出80万元 ...；盈余3万元，占收入的4%
    if head is not None and (is_named(head, whole) or all_money):
        totals, sure = [head], listing is not None and listing.sure
        if _qualified(listing):
            exact = [mention for mention in exact if mention.stock == head.stock]
    elif exact:
        values = {mention.amount.value for mention in exact}
        close = any(0 <= share.sentence - mention.sentence <= 2 for mention in exact)
        sure = (len(values) == 1 and close) or len({one.amount.value for one in here}) == 1
        sure = sure and not (exact[0].time == "part" != item.time)
        nearer = [one for one in _near(document, share) if one.own and one.name.endswith(whole) and _total(one, item)]
        sure = sure and (bool(here) or not any(one not in exact and one is not item for one in nearer))
        exact += nearer
        exact = [*here, *exact]
    near = [one for one in _near(document, share) if alike(one.key, whole) and _total(one, item)]
    return [*totals, *exact, *near], sure


def _total_beside(document: TextDocument, share: Quantity, item: Quantity) -> Quantity | None:
    """The total in the sentence of a share that names none; None where it is not the only amount there, or a sum."""
    found = None
    row = [one for one in document.sentences[share.sentence] if one.index < share.index and one.kind == item.kind]
    row = [one for one in row if not one.hedged]
    levels = [one for one in row if one.level]
    summed = len(levels) > 1 and levels == row and levels[-1].total and levels[-1].index == share.index - 1
    if summed and share.own and item in levels[:-1] and item.part == share.part:
        found = levels[-1]  # 总馆外借52.8万册、分馆19.4万册，共72.2万册，分馆占26.87%
    beside = len(row) == 2 and levels == row and row[1] is item and row[0].part == item.part
    after = next(iter(document.mentions[share.index + 1 : share.index + 2]), share)
    # 山区80万元，丘陵40万元，占26%，平原50万元: a brother of theirs.
    brother = after.level and after.own and after.kind == item.kind and after.sentence == share.sentence
    brother = (brother and after.part == item.part and not after.opener) or (beside and row[0].opener == "whole")
    if beside and not (item.plan or row[0].shared or (brother and not row[0].total)):
        found = row[0]  # 采购支出50万元，授予中小企业30万元，占比60%
    return found


def is_named(head: Quantity, whole: str) -> bool:
    """Whether ``whole`` is how the total ``head`` may be called in short."""
    return alike(head.key, whole) or (bool(whole) and (head.key.startswith(whole) or head.key.endswith(whole)))


def _qualified(listing: ItemList | None) -> bool:
    """Whether the list's head is said to be 原值 or 净值, right before the list or in the words that open it."""
    if listing is None or listing.head is None or listing.head.stock not in _QUALIFIED:
        return False
    return listing.sure and (listing.head.sentence == listing.first.sentence or bool(listing.first.split))


def whole_key(said: str) -> str:
    """The key of the total that a share names: 占资产总额 is of what 资产总额 is called elsewhere."""
    for word in ("总额", "总量", "总计", "合计", "总数"):
        said = said.replace(word, "")
    if said in ("总支出", "总收入"):
        return said
    return f"总{said}" if said in ("支出", "收入", "部门支出", "整体支出") else key(said)


def _total(mention: Quantity, item: Quantity) -> bool:
    return mention.level and mention.kind == item.kind and not mention.added


def _near(document: TextDocument, share: Quantity) -> Iterator[Quantity]:
    yield from (mention for mention in same_sentence(document, share) if mention.level)
    yield from (mention for mention in before(document, share, 3) if mention.level)


def _rivals(document: TextDocument, item: Quantity, total: Quantity) -> Iterator[tuple[str, Interpretation]]:
    """Other values of the total's thing (净值 where 原值 is named) that the words do not allow as its base."""
    stem = total.key.replace("原值", "").replace("净值", "").replace("账面", "")
    if not stem or total.stock not in _QUALIFIED:
        return
    for name in (f"{stem}净值", f"{stem}原值", f"{stem}账面净值", f"{stem}账面原值", "净值", "原值"):
        for mention in named(document, key(name), item):
            if mention.amount.value != total.amount.value and mention.kind == item.kind:
                yield mention.name, Interpretation(((1, item),), ((1, mention),))


def agreed_total(document: TextDocument, listing: ItemList) -> Quantity | None:
    """The total that most shares of the list are of; None where fewer than two agree."""
    best: tuple[int, Quantity] | None = None
    qualified = _qualified(listing)
    for total in listing.heads:
        if qualified and total is not listing.head:
            continue
        fit = sum(
            holds(share.amount, Interpretation(((1, item),), ((1, total),)))
            for item, share in listing.shares.items()
            if item is not total
        )
        if fit > 1 and (best is None or fit > best[0]):
            best = fit, total
    return best[1] if best is not None and best[0] * 2 >= len(listing.shares) else None
