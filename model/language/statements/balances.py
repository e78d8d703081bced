"""Balances and roll-forwards: what is left of one figure when others are taken off it or put to it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from model.language.amounts import PERCENT
from model.language.intervals import Interpretation
from model.language.lexicon import lexicon, pattern
from model.language.neighbours import before
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.statements.roll_forwards import WITHIN, in_run, moved, rolled
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern

_BACK = 3
_NOT_OF_IT = Pattern("（[^（）]*不(?:占|计|含|纳)[^（）]*）")  # 调拨320床（其中80床不占本库库存）
_STILL = Pattern(
    "(?:账上|目前|现|年末|年底)[^，]{0,4}(?:还有|尚有|仍有|尚存|结存|库存|在办|留存|余额)|(?:专户|账户|账面)余额"
)
UNSPENT = Pattern("[尚还]?未(?:执行|支出|使用|支付|用)")


def balances(document: TextDocument) -> Iterator[Statement]:
    """The statements of net values, balances of income and expenditure, of stocks and of plans."""
    for row in document.sentences:
        for at, mention in enumerate(row):
            if not mention.level or _NOT_OF_IT.search(
                document.text_of(mention), max(0, mention.start - WITHIN), mention.start
            ):
                continue
            nearest = row[max(0, at - WITHIN) : at]
            if sure := [one for one in moved(document, mention) if _closes(document, one)]:
                yield from sure
            elif mention.stock == "net":
                yield from _net(row, at, mention)
            elif mention.stock == "depreciation" and mention.index:
                yield from _net_before(document, document.mentions[mention.index - 1], mention)
            elif mention.stock == "balance":
                yield from _balance(document, nearest, mention)
            elif mention.time == "opening":
                continue
            elif mention.time == "closing" or mention.stock == "left" or UNSPENT.match(mention.name):
                earlier = [one for one in nearest if not one.listed]
                if mention.listed and any(one.stock == "left" and one.time == "closing" for one in earlier):
                    continue  # 年末结余22万元，其中项目结转19万元: a part of it
                here = [one for one in earlier if one.part == mention.part]
                if mention.time != "closing" and {"收入", "支出"} <= {one.flow for one in here}:
                    earlier = here  # 资产增加9万元；食堂收入8万元，支出7万元，结余1万元
                told = list(rolled(document, earlier, mention))
                if not told and carried_too(document, mention):
                    continue
                yield from told or list(moved(document, mention))
            elif mention.plan and mention.adjusted:
                yield from _adjusted(nearest or _told_before(document, mention), mention)
                yield from _adjusted_from(nearest, row[at + 1 : at + 3], mention)


def _closes(document: TextDocument, statement: Statement) -> bool:
    """Whether a roll-forward is beyond doubt, and its target what it closes with: said so, or what is still there."""
    closing = statement.target
    still = _STILL.search(closing.tail) is not None or closing.stock == "left"
    return statement.certainty == "explicit" and (still or in_run(document, closing) == "closing")


def _net(row: list[Quantity], at: int, net: Quantity) -> Iterator[Statement]:
    """Cost less depreciation, both before it in its sentence, or right behind it in brackets."""
    pairs = [[one for one in row[:at] if one.level and one.stock and one.depth == net.depth][-2:]]
    if row[at + 1 : at + 2] and row[at + 1].depth > net.depth:
        pairs.append(row[at + 1 : at + 3])
    for pair in pairs:
        if len(pair) == 2 and pair[0].stock == "cost" and pair[1].stock == "depreciation":
            cost, taken = pair
            if cost.level and taken.level and cost.kind == net.kind == taken.kind and cost.depth == taken.depth:
                yield Statement("balance", net, (Interpretation(((1, cost), (-1, taken)), binding=True),))


def _net_before(document: TextDocument, cost: Quantity, taken: Quantity) -> Iterator[Statement]:
    """The only net value of one name before cost and depreciation (固定资产净值29万元 ...。固定资产原值98万元)."""
    stem = cost.name.replace("账面", "").replace("原值", "")
    told = [one for one in document.mentions[max(0, cost.index - WITHIN) : cost.index] if one.prose == cost.prose]
    same = [one for one in told if one.level and stem in one.name and one.stock in ("net", "cost")]
    pair = cost.level and cost.stock == "cost" and cost.kind == taken.kind and cost.part == taken.part
    pair = pair and all(one.stock != "depreciation" for one in document.mentions[taken.index + 1 : taken.index + 2])
    if pair and stem and len(same) == 1 and same[0].stock == "net" and same[0].sentence < cost.sentence:
        alike = same[0].kind == cost.kind and (same[0].time or "this") == (cost.time or "this")
        if alike or same[0].time == "closing":
            yield Statement("balance", same[0], (Interpretation(((1, cost), (-1, taken)), binding=True),))


def _balance(document: TextDocument, row: list[Quantity], balance: Quantity) -> Iterator[Statement]:
    """Income less expenditure, of one plan; the totals nearest before it."""
    earlier = [*reversed(row), *before(document, balance, 3)]
    levels = [one for one in earlier if one.level and one.kind == balance.kind and one.section == balance.section]
    levels = [one for one in levels if one.time not in ("prior", "next") or one.time == balance.time]
    incomes = [one for one in levels if one.flow == "收入"]
    spendings = [one for one in levels if one.flow == "支出"]
    totals_in = [one for one in incomes if _is_total(one)] or incomes
    totals_out = [one for one in spendings if _is_total(one)] or spendings
    pairs = [(one, other) for one in totals_in[:6] for other in totals_out[:6] if one.plan == other.plan]
    if not pairs:
        return
    first = min(pairs, key=lambda pair: pair[0].plan != balance.plan)
    near = balance.sentence - first[0].sentence <= 2
    sign = -1 if pattern("<down>|<deficit>").search(balance.tail) else 1
    canonical = Interpretation(((1, first[0]), (-1, first[1])), sign=sign, binding=True)
    rest = [
        Interpretation(((1, one), (-1, other)), sign=sign)
        for one in incomes[:8]
        for other in spendings[:8]
        if one.plan == other.plan
    ]
    if "差额" in balance.tail:
        rest.append(Interpretation(canonical.terms, sign=-sign))  # of what was spent more, without a word for it
    opening = [one for one in levels if one.time == "opening"]
    rest += [Interpretation(((1, stock), (1, one), (-1, other))) for stock in opening[:2] for one, other in pairs[:4]]
    closed = any(one.stock == "balance" and one.index > first[0].index for one in levels)
    other = closed or (first[0].plan and not balance.plan and first[0].sentence != balance.sentence)
    certain = not other and (
        near and _is_total(first[0]) and _is_total(first[1]) and first[0].key in (first[1].key, f"{first[1].key}收入")
    )
    yield Statement("balance", balance, (canonical,), rest, "explicit" if certain else "slip" if near else "never")


def _is_total(mention: Quantity) -> bool:
    return mention.total or mention.actual or mention.plan or not mention.own


def carried_too(document: TextDocument, left: Quantity) -> bool:
    """Whether the next sentence but one at the latest tells what was left of last year, which ``left`` holds, too."""
    later = document.sentences[left.sentence + 1 : left.sentence + 3]
    told = [one for row in later for one in row if one.level and one.section == left.section and one.kind == left.kind]
    return any(one.time == "opening" and one.stock == "left" and not one.depth for one in told)


def _told_before(document: TextDocument, adjusted: Quantity) -> list[Quantity]:
    """What its paragraph told before its sentence, from the budget at the year's beginning on; none of another item."""
    told: list[Quantity] = []
    if adjusted.item:
        return told  # 2．工作经费年初预算262万元，压减73万元。5．劳务经费：全年预算219万元
    for sentence in range(adjusted.sentence - 1, max(-1, adjusted.sentence - _BACK - 1), -1):
        told = [one for one in document.sentences[sentence] if one.prose == adjusted.prose] + told
        if any(is_original(one) or one.item for one in told):
            break
    return told


def _adjusted(row: list[Quantity], adjusted: Quantity) -> Iterator[Statement]:
    """The budget at the year's beginning with all that was added to it and cut from it, in any order."""
    levels = [one for one in row if one.kind == adjusted.kind and not one.hedged]
    levels = [
        one for one in levels if one.role in (Role.LEVEL, Role.CHANGE) or (one.role is Role.OTHER and is_cut(one))
    ]
    start = next((at for at in range(len(levels) - 1, -1, -1) if is_original(levels[at])), None)
    net = tuple(lexicon().kinds["net_change"])
    moves = [one for one in levels[start + 1 :] if not one.tail.startswith(net)] if start is not None else []
    if start is None or not moves or not all(moves_plan(one) or is_cut(one) for one in moves):
        return
    first = levels[start]
    signed = [(-1 if one.direction < 0 or is_cut(one) else 1, one) for one in moves]
    between = [one for one in row if first.index < one.index < adjusted.index and one.kind != PERCENT]
    certain = moves == between
    yield Statement(
        "balance",
        adjusted,
        (Interpretation(((1, first), *signed), binding=True),),
        certainty="explicit" if certain and (not adjusted.own or adjusted.key == first.key) else "never",
    )


def is_original(mention: Quantity) -> bool:
    """Whether it is a budget as it was before anything was put to it or taken off."""
    plain = mention.level and mention.plan and not (mention.adjusted or mention.added or mention.listed)
    plain = plain and mention.time != "prior"
    return plain and not is_cut(mention)


def moves_plan(mention: Quantity) -> bool:
    """Whether it was added to a budget in the course of the year, or cut from it."""
    return not mention.hedged and (mention.added or (mention.role is Role.CHANGE and not mention.compared))


def is_cut(mention: Quantity) -> bool:
    """Whether a change of a plan took something off it."""
    return any("cut" in word.kinds for word in lexicon().words(mention.tail))


def _adjusted_from(earlier: list[Quantity], behind: list[Quantity], adjusted: Quantity) -> Iterator[Statement]:
    """The same where both stand in brackets behind it (全年预算112万元（年初100万元，追加12万元）)."""
    before = [one for one in earlier if one.kind == adjusted.kind][-1:]
    pairs = [(behind[0], before[0])] if before and behind and is_original(behind[0]) else []
    if len(behind) > 1 and all(one.depth > adjusted.depth and one.kind == adjusted.kind for one in behind):
        pairs += [(behind[0], behind[1])] if behind[0].level and "年初" in behind[0].tail else []
    for first, added in (pair for pair in pairs if pair[1].added and not pair[1].hedged):
        sign = -1 if is_cut(added) else 1
        yield Statement("balance", adjusted, (Interpretation(((1, first), (sign, added)), binding=True),))


def worth(document: TextDocument) -> Iterator[Statement]:
    """Assets less liabilities, and what part of the assets the liabilities are, told in two sentences at most."""
    rows = [row if row else [] for row in document.sentences]
    both = [a + b for a, b in pairwise([[], *rows]) if b and (not a or a[0].prose == b[0].prose)]
    for row in both:
        owned = next((one for one in row if one.level and one.key in ("资产", "总资产", "年末资产")), None)
        owed = next((one for one in row if one.level and one.key in ("负债", "总负债")), None)
        if owned is None or owed is None or owned.kind != owed.kind or owned.time in OTHER_TIMES:
            continue
        if owned.part != owed.part and sum(one.level and one.key == owned.key for one in row) > 1:
            continue
        for one in (one for one in row if one.sentence == owed.sentence and one.time == owed.time):
            if one.level and one.key == "净资产" and one.kind == owned.kind:
                yield Statement("balance", one, (Interpretation(((1, owned), (-1, owed)), binding=True),))
            elif one.kind == "percent" and one.name.endswith("资产负债率") and one.time not in OTHER_TIMES:
                yield Statement(
                    "share", one, (Interpretation(((1, owed),), ((1, owned),), binding=True),), items=(owed, owned)
                )
