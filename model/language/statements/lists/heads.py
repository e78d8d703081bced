"""The head of a list: the figure that its items are of."""

from __future__ import annotations

from model.language.aspects import SPLIT
from model.language.intervals import Interpretation, holds, sum_of
from model.language.keys import alike, key
from model.language.lexicon import lexicon
from model.language.neighbours import named
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.text_document import TextDocument
from model.patterns import Pattern

MOST_HEADS = 12
BACK = 2
"""So many sentences before a list its head may stand."""
# What was done beyond a plan (任务28个，多签3个).
_OF_ITSELF = Pattern("；(?P<Name>[^，。；：、0-9]{2,8}?)(?:主要)?(?:包括|包含|分为|用于)")
_MORE = Pattern("(?:多|超|少(?![儿年]))[\u4e00-\u9fff]?$")


def heads_of_series(heads: list[Quantity], planned: bool, sure: bool) -> tuple[list[Quantity], bool]:
    """The heads of that series first; sure only where there is one in the first head's sentence."""
    same = [head for head in heads if head.plan == planned]
    return same, sure and bool(same) and same[0].sentence == heads[0].sentence


def heads_of_list(
    document: TextDocument, row: list[Quantity], at: int, listed: set[Quantity]
) -> tuple[list[Quantity], bool]:
    """What may be the head of the list that begins at ``row[at]``, the likeliest first; whether that one is sure."""
    first = row[at]
    found: list[Quantity] = []
    for name in filter(None, (first.divided, key(first.split))):
        called = [mention for mention in named(document, name, first) if mention.index < first.index][:2]
        told = document.mentions[max(0, first.index - MOST_HEADS) : first.index]
        ends = [
            one for one in told if one.level and one.kind == first.kind and one.key.endswith(name) and not one.listed
        ]
        found += called or ends  # 固定资产原值98万元 ...。原值按类别分
    earlier = [mention for mention in reversed(row[:at]) if mention.kind == first.kind]
    back = [
        mention
        for sentence in range(first.sentence - 1, max(-1, first.sentence - BACK - 1), -1)
        for mention in reversed(document.sentences[sentence])
        if mention.kind == first.kind
    ]
    if first.opens_sentence or (first.opener in ("whole", "weak", "", "within") and not earlier):
        likely = [mention for mention in back if _may_head(mention, first)]
        likely = [mention for mention in likely if mention not in listed or _numbered_before(mention, first)]
        likely = likely or [mention for mention in _of_part(document, first, back) if mention not in listed]
        rest = [mention for mention in back if mention.role is first.role]
    else:
        likely = [mention for mention in earlier if _may_head(mention, first)]
        if first.opener == "whole" and "；" in first.gap:
            # a further division of the same total, not of the last item of the one before it
            outer = [mention for mention in back if _may_head(mention, first)]
            likely = [mention for mention in [*likely, *outer] if mention not in listed]
        rest = [mention for mention in [*earlier, *back] if mention.role is first.role]
    if first.stock in ("cost", "net") and likely:  # 原值98万元，净值62万元，按类别分，房屋原值61万元
        near = likely[0].sentence
        likely.sort(key=lambda mention: mention.stock != first.stock or mention.sentence != near)
    found += likely
    # 甲、乙分别为73万元和126万元，其中授予企业188万元: of both together.
    sure = bool(found) and not (found[0].rank and found[0].sentence == first.sentence)
    if first.opener in ("colon", "bracket") and not first.opens_sentence:
        before = document.mentions[first.index - 1] if first.index else None
        sure = sure and before is found[0]
    if first.opens_sentence and found and first.sentence - found[0].sentence > 1:
        between = document.sentences[found[0].sentence + 1 : first.sentence]
        sure = sure and not any(between) and (bool(first.item) or found[0].prose == first.prose)
    if found and (found[0].section != first.section or (first.opener == "whole" and found[0].prose != first.prose)):
        sure = False  # its head stands below the same heading
    if found and ({first.flow, found[0].flow} == {"收入", "支出"} or not found[0].key.endswith(first.divided)):
        sure = False
    of_another_name = _OF_ITSELF.search(first.gap)  # 收入包括：拨款90万元；支出包括：工资70万元
    if found and of_another_name and of_another_name["Name"] not in found[0].name:
        sure = False
    if found and first.time == "prior" and not first.year and found[0].time == "this":
        sure = False  # 经费由上年的42万元降至36万元。其中购置费上年18万元、本年无此项支出
    found += [mention for mention in rest if not mention.hedged]
    if found:
        found += [mention for mention in named(document, found[0].key, first) if mention.kind == first.kind]
    return list(dict.fromkeys(found))[:MOST_HEADS], sure


def head_of_both(first: Quantity, items: list[Quantity], heads: list[Quantity], other: Quantity) -> Quantity | None:
    """The one head that the items of a parting come to, of which the ``other`` one beside it is, too, or None.

    在职69人。按身份分，公务员44人、事业人员25人；按学历分，... The other may name another: 按编制分.
    """
    if first.sentence != other.sentence or not all(SPLIT.search(one.gap) for one in (first, other)):
        return None
    before = [item for item in items if item.index < other.index]
    found = [head for head in heads if len(before) > 1 and holds(head.amount, sum_of(before))]
    named = any(head.key and head.key in other.gap for head in heads)
    return found[0] if len(found) == 1 and not named and first.plan == other.plan else None


def _may_head(mention: Quantity, first: Quantity) -> bool:
    if mention.hedged or mention.role is not first.role or mention.depth > first.depth or _MORE.match(mention.tail):
        return False
    if mention.time in OTHER_TIMES and mention.time != first.time and not (_inside(mention, first) and not first.time):
        return False
    if mention.added or (mention.stock in ("left", "balance", "average") and mention.stock != first.stock):
        return False
    return not (first.plan and mention.actual) and not (first.actual and mention.plan)


def _numbered_before(mention: Quantity, first: Quantity) -> bool:
    """Whether it is the numbered item that the sentence before the list's is of (1.补助90万元。其中，中央60万元)."""
    return bool(mention.item) and mention.sentence == first.sentence - 1 and mention.prose == first.prose


def _of_part(document: TextDocument, first: Quantity, back: list[Quantity]) -> list[Quantity]:
    """The figure of a part of the year that alone is told in the sentence before (1至6月完成90万元。其中，甲60万元)."""
    before = document.sentences[first.sentence - 1] if first.sentence else []
    told = [one for one in before if one.role in (Role.LEVEL, Role.BASE) and one.kind == first.kind]
    alone = len(told) == 1 and told[0].time == "part" and not first.time and told[0].prose == first.prose
    return [one for one in told if alone and one in back and one.level and not one.plan and not first.plan]


def of_another(head: Quantity, shares: dict[Quantity, Quantity]) -> bool:
    """Whether the shares name another whole; or the head, a part of the year's figure, is the whole of none."""
    # 占总数的12%: of any
    named_wholes = {share.whole_name for share in shares.values()}.difference(lexicon().texts["summed"])
    wholes = {key(name) for name in named_wholes} - {""}
    if not all(alike(head.key, whole) or whole in head.key for whole in wholes):
        return True
    told = [(share.amount, Interpretation(((1, item),), ((1, head),))) for item, share in shares.items()]
    return head.time == "part" and bool(told) and not any(holds(share, reading) for share, reading in told)


def _inside(mention: Quantity, first: Quantity) -> bool:
    """Whether the list stands in brackets right behind the mention."""
    return first.opener == "bracket" and first.index == mention.index + 1
