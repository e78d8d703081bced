"""Balances and roll-forwards: what is left of one figure when others are taken off it or put to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, product

from model.language.amounts import MONEY
from model.language.intervals import Interpretation, expected
from model.language.lexicon import lexicon
from model.language.operands import before
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.statements.scores import SCORE
from model.language.statements.statement import Certainty, Example, Statement
from model.language.text_document import TextDocument

EXAMPLES = (
    Example("设备原值9.20万元，累计折旧4.10万元，净值5.20万元。", "5.20"),
    Example("年末结余5.00万元。"),
    Example("年初馆藏100卷，接收20卷，年末馆藏130卷。", "130"),
    Example("资产总额9.00万元，负债总额4.00万元，净资产6.00万元。", "6"),
    Example("上半年支出2.00万元，下半年支出3.00万元，全年共6.00万元。", "6"),
)

_MOST = 16
_BACK = 3
_APART = 4
_FINE = 2
_MOST_UNKNOWN = 4
_MOST_MOVES = 6
_PAID = re.compile("支付|兑付|发放|报账|归还|支出")
UNSPENT = re.compile("[尚还]?未(?:执行|支出|使用|支付|用)")
_WHOLE = re.compile("(?:[财政]*资金)?(?:结转和?结余|结余和?结转|结转|结余|余额|剩余)?(?:资金|指标|余额)?")
_YEARS = re.compile("([两三四五六])年")


def balances(document: TextDocument) -> Iterator[Statement]:
    """The statements of net values, balances of income and expenditure, of stocks and of plans."""
    for row in document.sentences:
        for at, mention in enumerate(row):
            if not mention.level:
                continue
            earlier = [one for one in row[:at] if not one.listed]
            if mention.stock == "net":
                yield from _net(row, at, mention)
            elif mention.stock == "balance":
                yield from _balance(document, row[:at], mention)
            elif mention.time == "closing" or mention.stock == "left" or UNSPENT.match(mention.name):
                here = [one for one in earlier if one.part == mention.part]
                if mention.time != "closing" and {"收入", "支出"} <= {one.flow for one in here}:
                    earlier = here  # 资产增加9万元；食堂收入8万元，支出7万元，结余1万元
                told = list(_rolled(earlier, mention)) or list(_left(earlier, mention, row[at + 1 : at + 2]))
                yield from told or list(_moved(document, mention)) or _across(document, mention)
            elif mention.plan and mention.adjusted:
                yield from _adjusted(row[:at] or _told_before(document, mention), mention)
                yield from _adjusted_from(row[at + 1 : at + 3], mention)


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


def _balance(document: TextDocument, row: list[Quantity], balance: Quantity) -> Iterator[Statement]:
    """Income less expenditure, of one plan; the totals nearest before it."""
    earlier = [*reversed(row), *before(document, balance, 3)]
    levels = [one for one in earlier if one.level and one.kind == balance.kind and one.section == balance.section]
    incomes = [one for one in levels if one.flow == "收入"]
    spendings = [one for one in levels if one.flow == "支出"]
    totals_in = [one for one in incomes if _is_total(one)] or incomes
    totals_out = [one for one in spendings if _is_total(one)] or spendings
    pairs = [(one, other) for one in totals_in[:6] for other in totals_out[:6] if one.plan == other.plan]
    if not pairs:
        return
    first = pairs[0]
    near = balance.sentence - first[0].sentence <= 2
    canonical = Interpretation(((1, first[0]), (-1, first[1])), binding=True)
    rest = [
        Interpretation(((1, one), (-1, other)))
        for one in incomes[:8]
        for other in spendings[:8]
        if one.plan == other.plan
    ]
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


def _left(row: list[Quantity], left: Quantity, behind: list[Quantity]) -> Iterator[Statement]:
    """What was at hand less what was spent of it, both right before it (可支配100万元，支出90万元，结转下年10万元)."""
    levels = [one for one in row if one.level and one.kind == left.kind and one.depth == left.depth]
    spent = next((one for one in reversed(levels[-2:]) if _is_spent(one, left)), None)
    at_hand = [one for one in levels if one is not spent and (one.flow != "支出" or one.plan)]
    more = any(one.level and one.kind == left.kind and one.part == left.part for one in behind)
    if (
        spent is None
        or not at_hand
        or at_hand[-1].amount.high < spent.amount.low
        or more
        or left.opener
        or left.time == "opening"
        or levels[-1].part < left.part - 1
    ):
        return
    rest = [Interpretation(((1, one), (-1, other))) for one in levels for other in levels if one is not other]
    sums = [levels[start:end] for start in range(len(levels) - 2) for end in range(start + 2, len(levels))]
    rest += [Interpretation((*((1, one) for one in several), (-1, spent))) for several in sums]
    yield Statement("balance", left, (Interpretation(((1, at_hand[-1]), (-1, spent)), binding=True),), rest, "slip")


def _without_sums(opening: Quantity, moves: list[Quantity]) -> Iterator[Quantity]:
    """The moves, but no total among them of what it opened with and what came in (年初100，收入900，合计1000)."""
    so_far = opening.amount.value
    for one in moves:
        if one.total and one.amount.value == so_far:
            continue
        so_far += one.amount.value
        yield one


def _is_spent(mention: Quantity, left: Quantity) -> bool:
    """Whether it says what was spent in the year, or in the part of it that what is left is told of."""
    told = mention.actual or mention.flow == "支出"
    here = mention.time not in OTHER_TIMES or mention.time == left.time == "part"
    return told and here and not mention.plan and not mention.stock


def _rolled(row: list[Quantity], closing: Quantity) -> Iterator[Statement]:
    """The opening stock with all that moved it in the sentence; what moved it may stand before it."""
    start = next(
        (place for place in range(len(row) - 1, -1, -1) if row[place].level and row[place].time == "opening"), None
    )
    if start is None:
        return
    opening = row[start]
    moves = [
        one
        for one in row[start + 1 :]
        if one.kind == closing.kind and one.role in (Role.LEVEL, Role.CHANGE) and one.depth <= closing.depth
    ]
    if not moves:
        moves = [one for one in row[:start] if one.kind == closing.kind and one.role is Role.LEVEL and not one.depth]
        moves = [one for one in moves if one.part == opening.part] or moves
        moves = [one for one in moves if one.stock == "balance"] or moves
    if opening.kind != closing.kind or not moves or opening.section != closing.section:
        return
    moves = list(_without_sums(opening, moves))
    signed = [(_sign(one), one) for one in moves[:_MOST]]
    known = [(sign, one) for sign, one in signed if sign]
    rest = [Interpretation(((1, opening), *known[:count])) for count in range(1, len(known))]
    rest += [Interpretation(((1, opening), (sign, one))) for sign, one in known]
    unknown = [one for sign, one in signed if not sign]
    canonical = Interpretation(((1, opening), *known), binding=True)
    certain: Certainty = "explicit"
    if unknown:
        # A word that nobody listed may have taken off or put to: the nearest of all such sums is what was meant.
        certain = "slip"
        ways = [
            Interpretation(((1, opening), *known, *zip(signs, unknown, strict=True)), binding=True)
            for signs in product((1, -1), repeat=len(unknown))
            if len(unknown) <= _MOST_UNKNOWN and all(_may_move(one) for one in unknown)
        ]
        rest += ways
        printed = closing.amount.value
        canonical = min(ways, key=lambda way: abs((expected(way) or Fraction(0)) - printed), default=canonical)
        certain = "slip" if ways else "never"
    if not known and certain == "never":
        return
    # Money that was only spent: the income stands elsewhere, and what is left cannot be worked out here.
    spent_only = all(sign < 0 and one.flow == "支出" and not one.move for sign, one in known)
    other = closing.own and opening.own and closing.key != opening.key and closing.stock != opening.stock
    # Only what went, or only what came, is told here: the rest may stand elsewhere.
    signs = {sign for sign, _ in known}
    if len(signs) == 1 and certain == "explicit":
        against = (closing.amount.value - opening.amount.value) * min(signs) < 0
        certain = "never" if against else "slip"
    if (known and spent_only) or other or any(one.hedged or one.opener for one in moves):
        certain = "never"
    yield Statement("balance", closing, (canonical,), rest, certain)


def _moved(document: TextDocument, closing: Quantity) -> Iterator[Statement]:
    """The opening stock of its paragraph with all that moved it in the sentences between, where each says which way.

    Only a slip of the pen makes an error.
    """
    rows = document.sentences[max(0, closing.sentence - _APART) : closing.sentence]
    told = [one for row in rows for one in row if one.prose == closing.prose and one.kind == closing.kind]
    told = [one for one in told if not one.depth and not one.listed and one.role in (Role.LEVEL, Role.CHANGE)]
    start = next((at for at in range(len(told) - 1, -1, -1) if told[at].level and told[at].time == "opening"), None)
    moves = told[start + 1 :] if start is not None else []
    if start is None or not 1 < len(moves) <= _MOST_MOVES or closing.time == "opening":
        return
    signs: list[int] = []
    for one in moves:
        paid = -1 if one.level and _PAID.search(one.tail) else 0
        signs.append(_sign(one) or paid or (signs[-1] if signs and one.gap.startswith(("、", "和")) else 0))
    if not all(signs) or any(one.hedged or one.total for one in moves):
        return
    known = list(zip(signs, moves, strict=True))
    rest = [Interpretation(((1, told[start]), *known[:count])) for count in range(1, len(known))]
    yield Statement("balance", closing, (Interpretation(((1, told[start]), *known)),), rest, "slip")


def _across(document: TextDocument, closing: Quantity) -> Iterator[Statement]:
    """What was at hand less the year's expenditure, each told in a sentence of its own before it.

    At hand was what the year opened with and its income, or its budget. Only a slip of the pen makes an error.
    """
    rows = document.sentences[max(0, closing.sentence - _APART) : closing.sentence + 1]
    told = [one for row in rows for one in row if one.index < closing.index and one.section == closing.section]
    levels = [one for one in reversed(told) if one.level and one.kind == closing.kind and not one.depth]
    levels = [one for one in levels if one.amount.decimals >= _FINE and not one.listed][:_MOST]
    totals = [one for one in levels if (not one.own or one.total) and one.time in ("", "this") and not one.stock]
    spent = next((one for one in totals if one.flow == "支出" and not one.plan), None)
    income = next((one for one in totals if one.flow == "收入" and not one.plan), None)
    opening = next((one for one in levels if one.time == "opening"), None)
    planned = next((one for one in totals if one.plan and one.flow != "收入"), None)
    if UNSPENT.match(closing.name) or not _WHOLE.fullmatch(closing.name):
        return  # of one thing
    if (
        spent is None
        or spent.sentence == closing.sentence
        or closing.kind != MONEY
        or closing.time == "opening"
        or closing.amount.decimals < _FINE
    ):
        return
    ways = [Interpretation(((1, planned), (-1, spent)))] if planned is not None else []
    if opening is not None and income is not None:
        ways.append(Interpretation(((1, opening), (1, income), (-1, spent))))
    if ways:
        printed = closing.amount.value
        canonical = min(ways, key=lambda way: abs((expected(way) or Fraction(0)) - printed))
        rest = [Interpretation(((1, one), (-1, other))) for one in levels for other in levels if one is not other]
        ends = [one for one in levels if one.time == "opening"]
        rest += [Interpretation((*reading.terms, (1, start))) for reading in rest for start in ends]
        yield Statement("balance", closing, (canonical,), [*ways, *rest], "slip")


def _may_move(mention: Quantity) -> bool:
    """Whether a level may have moved a stock: no plan, nothing of another time, no change of something."""
    return mention.level and mention.own and not mention.plan and mention.time in ("", "this") and not mention.total


def _sign(mention: Quantity) -> int:
    if mention.role is Role.CHANGE:
        return mention.direction if not mention.compared and not mention.against_plan else 0
    if mention.time in ("prior", "next") or mention.plan:
        return 0
    if mention.move:
        return mention.move
    return {"收入": 1, "支出": -1}.get(mention.flow, 1 if mention.stock == "balance" else 0)


def _told_before(document: TextDocument, adjusted: Quantity) -> list[Quantity]:
    """What its paragraph told before its sentence, from the budget at the year's beginning on."""
    told: list[Quantity] = []
    for sentence in range(adjusted.sentence - 1, max(-1, adjusted.sentence - _BACK - 1), -1):
        told = [one for one in document.sentences[sentence] if one.prose == adjusted.prose] + told
        if any(_is_original(one) for one in told):
            break
    return told


def _adjusted(row: list[Quantity], adjusted: Quantity) -> Iterator[Statement]:
    """The budget at the year's beginning with all that was added to it and cut from it, in any order."""
    levels = [one for one in row if one.kind == adjusted.kind and one.role in (Role.LEVEL, Role.CHANGE)]
    start = next((at for at in range(len(levels) - 1, -1, -1) if _is_original(levels[at])), None)
    net = tuple(lexicon().kinds["net_change"])
    moves = [one for one in levels[start + 1 :] if not one.tail.startswith(net)] if start is not None else []
    if start is None or not moves or not all(moves_plan(one) or _is_cut(one) for one in moves):
        return
    first = levels[start]
    signed = [(-1 if one.direction < 0 or _is_cut(one) else 1, one) for one in moves]
    certain = [one.index for one in moves] == list(range(first.index + 1, adjusted.index))
    yield Statement(
        "balance",
        adjusted,
        (Interpretation(((1, first), *signed), binding=True),),
        certainty="explicit" if certain and adjusted.key in ("", first.key) else "never",
    )


def _is_original(mention: Quantity) -> bool:
    plain = mention.level and mention.plan and not (mention.adjusted or mention.added or mention.listed)
    return plain and not _is_cut(mention)


def moves_plan(mention: Quantity) -> bool:
    """Whether it was added to a budget in the course of the year, or cut from it."""
    return not mention.hedged and (mention.added or (mention.role is Role.CHANGE and not mention.compared))


def _is_cut(mention: Quantity) -> bool:
    """Whether a change of a plan took something off it."""
    return any("cut" in word.kinds for word in lexicon().words(mention.tail))


def _adjusted_from(behind: list[Quantity], adjusted: Quantity) -> Iterator[Statement]:
    """The same where both stand in brackets behind it (全年预算112万元（年初100万元，追加12万元）)."""
    if len(behind) < 2 or not all(one.depth > adjusted.depth and one.kind == adjusted.kind for one in behind):
        return
    first, added = behind
    if added.added and first.level and not added.hedged and "年初" in first.tail:
        sign = -1 if _is_cut(added) else 1
        yield Statement("balance", adjusted, (Interpretation(((1, first), (sign, added)), binding=True),))


def totals(document: TextDocument) -> Iterator[Statement]:
    """Totals that stand behind their items (两项合计, 合计)."""
    for mention in document.mentions:
        if not mention.level or mention.amount.kind in ("percent", "points"):
            continue
        if not mention.total and not _goes_on(document, mention) and not _sums_up(document, mention):
            continue
        yield from _total(document, mention)


def worth(document: TextDocument) -> Iterator[Statement]:
    """Assets less liabilities, and what part of the assets the liabilities are."""
    for row in document.sentences:
        owned = next((one for one in row if one.level and one.key in ("资产", "总资产", "年末资产")), None)
        owed = next((one for one in row if one.level and one.key in ("负债", "总负债")), None)
        if owned is None or owed is None or owned.kind != owed.kind or owned.part != owed.part:
            continue
        for one in row:
            if one.level and one.key == "净资产" and one.kind == owned.kind:
                yield Statement("balance", one, (Interpretation(((1, owned), (-1, owed)), binding=True),))
            elif one.kind == "percent" and one.name.endswith("资产负债率") and one.time not in OTHER_TIMES:
                yield Statement(
                    "share", one, (Interpretation(((1, owed),), ((1, owned),), binding=True),), items=(owed, owned)
                )


def halves(document: TextDocument) -> Iterator[Statement]:
    """The year and its halves (上半年2万元，下半年3万元，全年5万元)."""
    for row in document.sentences:
        for first, second in pairwise(row):
            if not ("上半年" in first.tail and "下半年" in second.tail and first.level and second.level):
                continue
            at = second.index + 1
            around = [one for one in document.mentions[max(0, first.index - 1) : at + 1] if one not in (first, second)]
            year = next(
                (one for one in around if "全年" in one.gap and one.sentence == first.sentence and one.level), None
            )
            if year is not None and year.kind == first.kind == second.kind:
                yield Statement("total", year, (Interpretation(((1, first), (1, second)), binding=True),))


def _sums_up(document: TextDocument, mention: Quantity) -> bool:
    """Whether it says 累计 right behind figures told 分别 (三年分别投入20万元、30万元和40万元，累计投入90万元)."""
    before = document.mentions[mention.index - 1] if mention.index else None
    told = before is not None and before.rank > 0 and before.kind == mention.kind and before.part == mention.part
    return told and before is not None and mention.tail.startswith("累计") and before.group[0].key.endswith(mention.key)


def _goes_on(document: TextDocument, mention: Quantity) -> bool:
    """Whether a counted total goes on with the mention (两项合计收入78亿元、支出73亿元)."""
    before = document.mentions[mention.index - 1] if mention.index else None
    if before is None or before.sentence != mention.sentence or not before.total or not before.counted or mention.own:
        return False
    return mention.gap.startswith(("、", "，")) and bool(mention.flow or mention.plan or mention.actual)


def _total(document: TextDocument, total: Quantity) -> Iterator[Statement]:
    if total.kind == SCORE:
        return
    row = document.sentences[total.sentence]
    place = row.index(total)
    here = [one for one in reversed(row[:place]) if one.level and one.kind == total.kind]
    ranked = next((one.group for one in here[:1] if one.rank and one.plan == total.plan), None)
    mixed = ranked is not None and (len({one.time for one in ranked} - {"this"}) > 1 or ranked[-1].part != total.part)
    years = _YEARS.search(total.tail)
    if ranked is not None and years is not None and " 两三四五六".index(years[1]) + 1 != len(ranked):
        return  # 2021年、2022年分别为30万元和40万元，三年累计: this year's stands elsewhere
    if mixed and "年" not in total.tail:
        return
    if ranked is not None:
        reading = Interpretation(tuple((1, one) for one in ranked), binding=True)
        sure = not total.own or "年" in total.tail or ranked[0].key.endswith(total.key)
        yield Statement("total", total, (reading,), certainty="explicit" if sure else "slip", items=tuple(ranked))
        return
    counted = _first_count(row, total)
    if counted:
        back = [one for one in before(document, total, 8) if one.level and one.kind == total.kind]
        series = [one for one in [*here, *back] if _same_series(one, total)]
        numbered = [one for one in series if one.item]
        if numbered == series[:counted] and len({one.item for one in numbered}) == 1:
            series = numbered  # 1.甲项支出20万元；2.乙项支出30万元。两项共计50万元
        items = series if series == numbered else _distinct(series, counted)
        if len(items) == counted:
            canonical = Interpretation(tuple((1, one) for one in items), binding=True)
            rest = [
                Interpretation(tuple((1, one) for one in series[at : at + counted])) for at in range(1, len(series))
            ]
            rest += [Interpretation(((1, one),)) for one in series[:8]]
            certain = len(series) == counted and bool(total.flow or total.plan or total.actual or not total.own)
            certain = certain and all(one.section == total.section for one in items)
            yield Statement("total", total, (canonical,), rest, "explicit" if certain else "slip", items=tuple(items))
        return
    if total.own or len(here) < 2:
        return
    series = [one for one in here if _same_series(one, total)]
    if len(series) < 2:
        return
    first = row[0]
    run = row[:place]
    joined = len(run) > 1 and all(one.level and one.own and one.kind == total.kind for one in run)
    joined = joined and all(one.gap.startswith(("、", "和", "及")) for one in run[1:]) and series == run[::-1]
    joined = joined and not first.opener
    canonical = Interpretation(tuple((1, one) for one in series))
    rest = [Interpretation(tuple((1, one) for one in series[:count])) for count in range(1, len(series))]
    rest += [Interpretation(tuple((1, one) for one in series[1:]))]
    certainty: Certainty = "explicit" if joined else "slip"
    rest = [] if joined else rest
    if total.kind.startswith("count"):  # 记录仪126台、电脑41台、车辆4辆，共171台（辆）
        counts = [one for one in run if one.level and one.kind.startswith("count") and one.depth == total.depth]
        rest += [Interpretation(tuple((1, one) for one in counts[at:])) for at in range(len(counts))]
    yield Statement("total", total, (canonical,), rest, certainty, items=tuple(series))


def _first_count(row: list[Quantity], total: Quantity) -> int:
    """How many things the total is of, said at it or at a total before it in the sentence."""
    for one in reversed(row[: row.index(total) + 1]):
        if one.counted:
            return one.counted
    return 0


def _same_series(one: Quantity, total: Quantity) -> bool:
    """Whether a level may be an item: of the same plan, time and side of the account."""
    if (one.total and not one.key) or one.added or one.depth > total.depth:
        return False
    if one.plan != total.plan or (one.time in OTHER_TIMES) != (total.time in OTHER_TIMES):
        return False
    if (one.time == "closing") != (total.time == "closing"):
        return False
    return not (total.flow and one.flow and one.flow != total.flow)


def _distinct(series: list[Quantity], count: int) -> list[Quantity]:
    """The nearest levels of different names, as many as are counted."""
    found: dict[str, Quantity] = {}
    for one in series:
        found.setdefault(one.key, one)
        if len(found) == count:
            break
    return list(found.values())
