"""Roll-forwards: what a year opened with, what came, what went, and what it closed with."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise, product

from model.language.amounts import MONEY
from model.language.intervals import Interpretation, expected
from model.language.lexicon import lexicon, pattern
from model.language.quantity import Quantity, Role
from model.language.statements.statement import Certainty, Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern
from model.text import numeral_value

_MOST = 16
_APART = 4
WITHIN = 60
"""Numbers before another one that can belong to it; all of an endless list would be looked at for each of it."""
_MOST_UNKNOWN = 4
_MOST_MOVES = 6
_SHORT = 2
# What was left of an earlier time.
_STALE = Pattern("年[末底]|结转|结余|结存|留存|旧存|没用完|未用完|未结|存量|剩余|在办")
_STOCK = Pattern(
    "未(?:审执|[审办执])?结|"
    "收支相抵后?|相抵后?|在(?:册|籍|库|园|院|校|岗|职|编|押|管|养|栏|读)|[0-9]{1,2}[月日时]|目前|[清盘]库|盘[点存]|账[上面]|结余|结存|结转|余额|库存|存量|专户|资金|款项|[尚还仍]有?|在|剩余|[年本]?末|年底"
)
_FAR = 10
_RECKONED_BACK = Pattern("[推测]算|倒推|反推|[，；](?:也)?(?:就是说|即)")
_OFFSET = Pattern("(?:(?P<Many>[二两三四五])[者项](?:因素)?|增减)(?:相抵|轧抵|互抵|抵扣)后?")
_AND_OTHERS = Pattern("[^；。0-9]{0,8}(?:另|其他|其它|其余|等)")  # 退休4人，另因机构改革划转情况见附表
_BECAUSE = Pattern("，?(?:系|均系|是因|是由于|由于|因)")
_FORMERLY, _NEW = Pattern("此前|之前|原有|原为|以前"), Pattern("新|增|净增")
# 再减上缴25万元
_OFF = Pattern("(?:再|又)?减(?!少)")
_SPENT = Pattern("(?:支出|列支|开支)[了为共计]*$")
# What a deed begins with that nobody listed: 收押金, 退押金; what the treasury 收回 went.
_CAME, _WENT = Pattern("(?:[0-9至]{1,5}月)?收(?![回缴支监])"), Pattern("(?:[0-9至]{1,5}月)?[付退]")
# What is lent comes back, and is then no longer owed.
_LENT, _LENT_BACK = (
    ("发放", "放贷", "投放", "应计", "应收", "计提"),
    ("收回", "回收", "归还", "偿还", "收缴", "实收", "清收"),
)
_OWED = Pattern("贷款|应收|欠[费款缴]")


def _without_sums(opening: Quantity, moves: list[Quantity]) -> Iterator[Quantity]:
    """The moves, but no total among them of what it opened with and what came in (年初100，收入900，合计1000)."""
    so_far = opening.amount.value
    for at, one in enumerate(moves):
        if at > 1 and (one.stock == "balance" or one.name.endswith(tuple(lexicon().kinds["deficit"]))):
            continue  # 收入90万元，支出80万元，当期结余10万元; 收支缺口10万元
        turns = at and _sign(one) * _sign(moves[at - 1]) < 0  # 购置15万元，调入5万元，报废20万元: no sum of what came
        if one.amount.value == so_far and (one.total or (at > 1 and not turns)):
            continue
        if not (one.total or turns) and at > 1 and one.amount.value == so_far - opening.amount.value:
            continue
        parts = moves[max(0, at - one.counted) : at] if one.counted > 1 else []
        if parts and sum(part.amount.value for part in parts) == one.amount.value:
            continue  # 购买服务支出98.6万元，添置辅具支出21.4万元，两项共支出120万元
        so_far += one.amount.value
        yield one


def rolled(document: TextDocument, row: list[Quantity], closing: Quantity) -> Iterator[Statement]:
    """The opening stock with all that moved it in the sentence; what moved it may stand before it."""
    start = next(
        (place for place in range(len(row) - 1, -1, -1) if row[place].level and row[place].time == "opening"), None
    )
    if start is None:
        return
    opening = row[start]
    summed = _summed(row, start)
    if summed is not None:  # 收入248万元，加上年结转32万元，可用资金合计280万元，支出256万元: what is left of that
        opening, start = row[summed], summed
    moves = [
        one
        for one in row[start + 1 :]
        if one.kind == closing.kind and one.role in (Role.LEVEL, Role.CHANGE) and one.depth <= closing.depth
    ]
    if not moves and summed is None:
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
    rest += [  # 上年结余30万元，本年超支10万元，相抵后尚余20万元，加上更早的结余5万元，滚存结余25万元
        Interpretation(((1, one), *((_sign(more) or 1, more) for more in moves[at + 1 :])))
        for at, one in enumerate(moves)
        if one.stock == "left"
    ]
    rest += _with_opening_inside(known)
    unknown = [one for sign, one in signed if not sign]
    if unknown and not known and all(one.stock == "left" for one in unknown):
        return  # 使用非财政拨款结余0万元，结余分配0万元: income and expenditure are told elsewhere
    begun = [one for one in row[:start] if one.level and one.kind == closing.kind and one not in moves][-_MOST_UNKNOWN:]
    for way in product((1, -1), repeat=len(begun)):  # 代收32万元，上缴30万元，上年结存15万元
        rest.append(Interpretation(((1, opening), *known, *zip(way, begun, strict=True))))
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
    all_told = [one.stock for _, one in known] == ["balance"]  # 当期结余1500万元，加上年结余2.16亿元，滚存结余2.31亿元
    if len(signs) == 1 and certain == "explicit" and not all_told and summed is None:
        against = (closing.amount.value - opening.amount.value) * min(signs) < 0
        certain = "never" if against else "slip"
    if (known and spent_only and summed is None) or other or any(one.hedged or one.opener for one in moves):
        certain = "never"
    yield Statement("balance", closing, (canonical,), rest, certain)


def _summed(row: list[Quantity], start: int) -> int | None:
    """The place of a total of what a year opened with, at ``start``, and what came in beside it; None for none."""
    for at in range(start + 1, len(row)):
        one = row[at]
        parts = [
            other for other in row[:at] if other.level and other.kind == one.kind and not (other.listed or other.depth)
        ]
        if one.level and one.total and one.kind == row[start].kind and row[start] in parts[-_SHORT:]:
            return at if one.amount.value == sum(other.amount.value for other in parts[-_SHORT:]) else None
    return None


def _with_opening_inside(known: list[tuple[int, Quantity]]) -> Iterator[Interpretation]:
    """What is left where the income holds what the year opened with (加上年初结转9万元，收入总计90万元)."""
    if any(one.flow == "收入" and (one.total or "总" in one.tail) for _, one in known):
        yield Interpretation(tuple(known))


def _chained(document: TextDocument, opening: Quantity, moves: list[tuple[int, Quantity]], closing: Quantity) -> bool:
    """Whether no figure of their kind stands between the two but moves that each say which way they went."""
    between = document.mentions[opening.index + 1 : closing.index]
    like = [one for one in between if one.kind == closing.kind and one.stock != "balance"]
    if like != [one for _, one in moves] or {sign for sign, _ in moves} != {1, -1}:
        return False
    so_far = 0
    for sign, one in moves:
        if one.hedged or one.opener or one.depth or one.compared or one.amount.value == abs(so_far):
            return False  # 收入20万元，支出15万元，收支相抵结余5万元
        so_far += sign * one.amount.value
    return True


def moved(document: TextDocument, closing: Quantity) -> Iterator[Statement]:
    """The opening stock of its paragraph with all that moved it up to the closing one, where each says which way.

    Only a slip of the pen makes an error, but where both what came and what went is told sentence by sentence.
    """
    before = document.mentions[max(0, closing.index - WITHIN) : closing.index]
    told = [one for one in before if one.prose == closing.prose and one.sentence >= closing.sentence - _APART]
    told = [one for one in told if one.kind == closing.kind and one.depth <= closing.depth and not one.listed]
    told = [one for one in told if not one.price and one.stock != "average"]
    start = next((at for at in range(len(told) - 1, -1, -1) if _opens(document, told[at])), None)
    if start is None or closing.time == "opening":
        return
    opening, moves = told[start], list(_without_sums(told[start], told[start + 1 :]))
    if not 1 < len(moves) <= _MOST_MOVES or any(one.hedged or one.compared for one in moves):
        return
    signs = [_lent(one) if _OWED.search(opening.name) else _way(document, one) for one in moves]
    if not all(signs) or any(one.total and not one.own for one in moves):
        return
    steps = [opening, *moves, closing]
    near = all(one.sentence - before.sentence <= 1 for before, one in pairwise(steps))
    name = _STOCK.sub("", closing.name)
    same = not closing.own or not name or name[:_SHORT] in opening.name
    if (
        not same
        and closing.time == "closing"
        and len(name) > _SHORT + 1
        and opening.own
        and closing.sentence != opening.sentence
    ):
        return  # of another thing
    # 调拨320床（其中80床不占本库库存): what of it counts, is not known
    inside = any(one.kind == closing.kind and one.depth > closing.depth and one.index > opening.index for one in before)
    sure = near and same and not inside and opening.section == closing.section and set(signs) == {1, -1}
    known = list(zip(signs, moves, strict=True))
    left_out = [] if sure else range(len(known))
    rest = [Interpretation(((1, opening), *known[:at], *known[at + 1 :])) for at in left_out]
    reading = Interpretation(((1, opening), *known), binding=sure)
    due, printed = expected(reading) or 0, closing.amount.value
    sure = sure and printed < _FAR * due < _FAR * _FAR * printed  # else of something that is told elsewhere
    rest = [] if sure and _chained(document, opening, known, closing) else rest
    rest += _with_opening_inside(known)
    yield Statement("balance", closing, (reading,), rest, "explicit" if sure else "slip")


def reckoned_back(document: TextDocument) -> Iterator[Statement]:
    """What a year must have opened with, reckoned back from what it closed with (年末214处 ...，即年初205处)."""
    for row in document.sentences:
        for at, opening in enumerate(row):
            if not (opening.level and opening.time in ("opening", "prior")):
                continue
            if not _RECKONED_BACK.search(opening.gap):
                behind = row[at + 1 : at + _MOST] if at and row[at - 1].time == "closing" else []
                found = list(_closed_with(document, row[at - 1], opening, behind))
                if opening.time == "opening" and not found:
                    found = list(_opened_with(document, row[max(0, at - _MOST) : at], opening))
                yield from found
                continue
            same = [one for one in row[:at] if one.kind == opening.kind and not one.depth and not one.listed]
            if any(one.role is Role.CHANGE and one.compared for one in same):
                change = same[-1]  # 支出742.16万元，较上年多支出38.90万元，即上年为703.26万元
                if len(same) == _SHORT and same[0].level and change.direction and opening.time == change.against:
                    earlier = Interpretation(((1, same[0]), (-change.direction, change)), binding=True)
                    yield Statement("balance", opening, (earlier,))


def added_to(document: TextDocument) -> Iterator[Statement]:
    """What there was before with what is new, three figures side by side (新认定9所，累计达47所，此前为38所)."""
    for row in document.sentences:
        for new, total, was in zip(row, row[1:], row[2:], strict=False):
            alike = len({(one.kind, one.part, one.depth) for one in (new, total, was)}) == 1
            told = total.tail.startswith(("累计", "总数")) and _FORMERLY.match(was.tail) and _NEW.match(new.name)
            if alike and told and new.level and total.level and was.level:
                reading = Interpretation(((1, was), (1, new)), binding=True)
                yield Statement("balance", total, (reading,), items=(was, new))


def _opened_with(document: TextDocument, earlier: list[Quantity], opening: Quantity) -> Iterator[Statement]:
    """What it closed with less what moved it, all told before it (年末28册，其中新购2册、剔旧1册，上年末27册)."""
    same = [one for one in earlier if one.kind == opening.kind]
    closing = [one for one in same if one.level and one.time == "closing"]
    moves = [(-_way(document, one), one) for one in same if one not in closing and one.level and not one.depth]
    told = len(moves) == len(same) - 1 and not any(one.stock or one.listed != moves[0][1].listed for _, one in moves)
    if len(closing) == 1 and told and {sign for sign, _ in moves} == {1, -1}:
        yield Statement("balance", opening, (Interpretation(((1, closing[0]), *moves), binding=True),))


def _closed_with(
    document: TextDocument, closing: Quantity, opening: Quantity, behind: list[Quantity]
) -> Iterator[Statement]:
    """What it closed with, told before all else (年末212户，年初187户，新增56户、退出31户)."""
    told = [one for one in behind if one.kind == closing.kind and one.part == closing.part]
    moves = [(_way(document, one), one) for one in told if one.level and not (one.depth or one.hedged)]
    alike = closing.level and closing.kind == opening.kind and closing.part == opening.part
    if alike and len(moves) == len(told) and {sign for sign, _ in moves} == {1, -1}:
        yield Statement("balance", closing, (Interpretation(((1, opening), *moves), binding=True),))


def net_flows(document: TextDocument) -> Iterator[Statement]:
    """What came less what went, told behind a net change (较年初净减5人：退休6人，调出3人，招录4人)."""
    for row in document.sentences:
        for at, change in enumerate(row[:-1]):
            first = row[at + 1]
            said = (
                change.role is Role.CHANGE
                and pattern("<net_change>").search(change.tail)
                and first.opener in ("colon", "weak", "bracket")
            )
            said = said or (
                change.role is Role.CHANGE and change.kind == "count:人" and _BECAUSE.match(first.gap) is not None
            )
            of_it = [_flows(one, change) and one.depth == first.depth for one in row[at + 1 :]] if said else []
            moves = row[at + 1 : at + 1 + [*of_it, False].index(False)]
            more = row[at + 1 + len(moves) :][:1]  # 退休8人、招录4人、军转安置1人: which way that went, no word says
            more = [one for one in more if moves and one.kind == first.kind and one.gap.startswith(("、", "和"))]
            rest_too = moves and _AND_OTHERS.match(document.text_of(change), moves[-1].end)
            if {_sign(one) for one in moves} == {1, -1} and not (more or rest_too):
                terms = tuple((_sign(one), one) for one in moves)
                rest = [Interpretation(terms[:count], sign=change.direction) for count in range(2, len(terms))]
                reading = Interpretation(terms, sign=change.direction, binding=True)
                yield Statement("list", change, (reading,), rest, items=tuple(moves))


def offsets(document: TextDocument) -> Iterator[Statement]:
    """What changes told before it come to together (甲少支36万元；乙多支22万元。二者相抵，净减少14万元)."""
    for change in document.mentions:
        if change.role is not Role.CHANGE or change.hedged:
            continue
        before = document.mentions[max(0, change.index - _MOST) : change.index]
        group = before[-1].group if before and pattern("^(?:<total>)(?:<net_change>)").search(change.tail) else ()
        if group and before[-1] is group[-1] and all(one.role is Role.CHANGE and one.direction for one in group):
            terms = tuple((one.direction, one) for one in group)  # 分别增加60亩、减少15亩，合计净增45亩
            reading = Interpretation(terms, sign=change.direction, binding=True)
            alike = {(one.kind, one.against) for one in (*group, change)}
            yield from [Statement("list", change, (reading,), items=tuple(group))] if len(alike) == 1 else []
        if before and (
            parts := _of_counted(before, change)
        ):  # 甲同比减少0.9万元；乙增加1.2万元；两项合计18万元，增加0.3万元
            reading = Interpretation(tuple((one.direction, one) for one in parts), sign=change.direction, binding=True)
            yield Statement("list", change, (reading,), items=tuple(parts))
        said = _OFFSET.search(change.gap)
        if said is None:
            continue
        told = [
            one for one in before if one.role is Role.CHANGE and one.kind == change.kind and one.prose == change.prose
        ]
        many = numeral_value(said["Many"]) if said["Many"] else _SHORT
        if many <= len(told) and all(one.direction for one in told[-many:]):
            terms = tuple((one.direction, one) for one in told[-many:])
            reading = Interpretation(terms, sign=change.direction, binding=True)
            rest = [
                Interpretation(tuple((one.direction, one) for one in told[at:]), sign=change.direction)
                for at in range(len(told))
            ]
            sure = bool(said["Many"]) and many == len(told)
            yield Statement("list", change, (reading,), rest, "explicit" if sure else "slip", items=tuple(told[-many:]))


def _of_counted(before: list[Quantity], change: Quantity) -> list[Quantity]:
    """The changes of as many items as the total right before the change is said to be of; [] where one has none."""
    total = before[-1]
    row = [one for one in before if one.sentence == change.sentence and one.depth == change.depth]
    parts = [one for one in row if one.role is Role.CHANGE and one.kind == change.kind and not one.hedged]
    told = total.total and total.level and total.counted == len(parts) > 1 and total.kind == change.kind
    alike = all(one.direction and one.compared and one.against == change.against for one in (*parts, change))
    levels = [one for one in row if one.level and one.own and one.kind == total.kind and one is not total]
    return parts if told and alike and len(levels) == len(parts) else []


def _flows(one: Quantity, change: Quantity) -> bool:
    """Whether it says what came or went of what changed."""
    return one.level and one.kind == change.kind and one.move != 0


def _opens(document: TextDocument, one: Quantity) -> bool:
    """Whether it is what the year opened with: said so, or joined to such a one of another kind (420顶、棉被860床)."""
    if not one.level:
        return False
    if one.time == "prior" and (_STALE.search(one.tail) or one.tail.endswith(("年末", "年底"))):
        return True
    return in_run(document, one) == "opening"


def in_run(document: TextDocument, one: Quantity) -> str:
    """The time of a figure, or that of the figures of other kinds that it is joined to."""
    kinds = {one.kind}
    while not one.time and (not one.gap or one.gap.startswith(("、", "和", "及"))) and one.index:
        one = document.mentions[one.index - 1]
        if one.kind in kinds:
            return ""
        kinds.add(one.kind)
    return one.time


def _way(document: TextDocument, one: Quantity) -> int:
    """Which way a figure went, by its own words or those of the figure that it is joined to; 0 where nothing says."""
    for _ in range(_MOST_MOVES):
        went, came = (max(one.tail.rfind(word) for word in words) for words in (lexicon().went, lexicon().came))
        # 收取伙食费: came, though what it is called is an expense
        told = 0 if one.role is Role.CHANGE else (came > went) - (went > came)
        way = 0 if one.kind == MONEY and _SPENT.search(one.tail) else one.move
        way = way or told or _sign(one) or bool(_CAME.match(one.key)) - bool(_WENT.match(one.key))
        way = way or -bool(_OFF.match(one.tail))
        if way or not (not one.gap or one.gap.startswith(("、", "和"))) or not one.index:
            return way
        one = document.mentions[one.index - 1]
    return 0


def _lent(one: Quantity) -> int:
    """Which way a figure moved what is lent; 0 where nothing says."""
    return any(word in one.tail for word in _LENT) - any(word in one.tail for word in _LENT_BACK)


def _may_move(mention: Quantity) -> bool:
    """Whether a level may have moved a stock: no plan, nothing of another time, no change of something."""
    return mention.level and mention.own and not mention.plan and mention.time in ("", "this") and not mention.total


def _sign(mention: Quantity) -> int:
    if mention.role is Role.CHANGE:
        sign = -1 if "超支" in mention.tail else mention.direction
        return sign if not mention.compared and not mention.against_plan else 0
    if mention.time in ("prior", "next") or mention.plan:
        return 0
    if mention.kind == MONEY and _SPENT.search(mention.tail):
        return -1  # 购置装备共支出641万元
    if mention.move:
        return mention.move
    return {"收入": 1, "支出": -1}.get(mention.flow, 1 if mention.stock == "balance" else 0)
