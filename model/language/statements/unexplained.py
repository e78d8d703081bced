"""Figures called a sum, difference, quotient or average that no statement explains, whatever their operands are called.

The figures right before such a one are its likely operands. Only where nothing in the paragraph comes to it, and it is
one slip of the pen away from what those come to, is that an error.
"""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import replace
from functools import cache
from itertools import accumulate, combinations, permutations

from model.figures import SCALE, Unit
from model.language.amounts import MONEY, PERCENT, POINTS, Amount
from model.language.intervals import HUNDRED, Interpretation, compare, expected, holds
from model.language.keys import alike
from model.language.lexicon import alternatives, lexicon, pattern
from model.language.neighbours import only_a_base
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.statements.balances import carried_too
from model.language.statements.cures import Case, cures, rounded, slip_of
from model.language.statements.statement import Kind, Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern

# What was meant where a unit is wrong.
_MEANT = {"元": Unit("万元", MONEY, 10**4), "万元": Unit("亿元", MONEY, 10**8), "亿元": Unit("万元", MONEY, 10**4)}
_APART = 100
_KINDS = ("change", "rate", "share", "execution", "average", "total")
_WINDOW = 12
_AWAY = 3
_NEAREST = 3
_LONGEST_RUN = 6
_FINE = 3
_PAIR = 2
_OVER_ANOTHER = pattern("^(?:<more_than>|<less_than>)")
_TRIMMED = 12
_DIFFERENCES = "down up save up_short down_short difference remainder undone vacant left_over"
# What is called a part of something, and a part for one.
_QUOTIENT = Pattern("(?:率|占|比例|比重|度|面|相当于)[^，。；0-9]{0,8}$")
_OF_ITSELF = pattern("<own_office>(?!运行|事务|党)")
_BESIDES = "(?:<besides>)"
_AVERAGE = Pattern("[均每][^，。；0-9]{0,8}$")


@cache
def _called(*kinds: str) -> Pattern:
    words = {word for kind in kinds for word in lexicon().kinds[kind] if not kind.endswith("_short")}
    short = {word for kind in kinds if kind.endswith("_short") for word in lexicon().kinds[kind]}
    right_before = f"|(?:{alternatives(short)})[了出到为]?$" if short else ""  # 升级 is no difference
    return Pattern(f"(?:{alternatives(words)})(?!旅)[^，。；0-9]{{0,8}}$" + right_before)  # nor is 差旅费


def unexplained(document: TextDocument, explained: Container[Quantity]) -> Iterator[Statement]:
    """The statements of such figures of the prose that are not ``explained`` by others."""
    for row in document.sentences:
        for at, one in enumerate(row):
            if one in explained or one.hedged or one.cell is not None or one.price or one.listed or one.opener:
                continue
            if one.stock == "left" and (carried_too(document, one) or _opened(document, one)):
                continue
            if pattern(_BESIDES).match(one.tail):
                continue  # 受理320件，办结305件，另有上年结转12件: not what is left of these
            if _OF_ITSELF.search(one.name):
                continue  # 局本级资产总额2.03亿元: the figures before it are the department's
            kind, readings = _became(row, at) if one.turned else _likely(document, row[:at], one)
            if kind == "balance" and one.level and one.time in ("prior", "opening"):
                continue  # of an earlier year, and not what is left of this one's
            if one.stock == "left":
                readings = [reading for reading in readings if not _not_of_plan(one, reading)]
            if one.compared or one.against or one.against_plan:
                readings = [reading for reading in readings if _of_its_base(one, reading)]
            if one.own and one.kind == POINTS:  # of two that are called so, either may be meant
                readings = [way for way in readings if _of_its_name(one, way) and not _called_twice(document, one, way)]
            if not _fine(one.amount):
                readings = [reading for reading in readings if _right_before(one, reading)]
            slips = {due: reading for reading in readings if (due := _slipped(one, reading)) is not None}
            if not slips and kind in ("total", "balance"):
                slips = {at: reading for at, reading in enumerate(readings) if _by_operand(one, reading, explained)}
            apart = [one.index - other.index for reading in slips.values() for other in reading.operands()]
            reach = max(apart, default=0) + 2 if _digits(one.amount) > _FINE and kind != "share" else _WINDOW
            if len(slips) == 1 and not _explained(document, one, reach):
                yield Statement(kind, one, (*slips.values(),))


def rows_behind(document: TextDocument, explained: Container[Quantity]) -> Iterator[Statement]:
    """The lists right behind a figure that come to it but for one slip of the pen in long figures.

    No list of a part of it would do so by chance, whatever the words say.
    """
    for head in document.mentions:
        run = _behind(document, head) if head.level and head.cell is None and not head.stock else []
        if len(run) < (_PAIR if run and run[0].opener else _NEAREST):
            continue
        reading = Interpretation(tuple((1, item) for item in run))
        total = sum(item.amount.value for item in run)
        shown = head.amount.shown(total).rstrip("0万亿元")
        fine = min(sum(map(str.isdigit, shown)), _digits(head.amount)) > _FINE
        found = [
            cure for cure in cures(Case(Statement("list", head, (reading,)), reading)) if cure.mention not in explained
        ]
        # Of things that are counted a few may be told nowhere: 诊疗38620人次，其中门诊31200人次、急诊6420人次.
        long = all(one.amount.decimals for one in (head, *run)) and len(run) + (head.kind == MONEY) > _PAIR
        slips = [cure for cure in found if cure.slip == "swap" or (cure.slip == "digit" and long)]
        slips = [cure for cure in slips if _digits(cure.mention.amount) > _FINE]
        if fine and slips and not _explained(document, head, len(run) + 1):
            yield Statement("list", head, (reading,), whole="只差一位数字", items=tuple(run))


def _behind(document: TextDocument, head: Quantity) -> list[Quantity]:
    """The figures of its kind right behind a figure, each with a name of its own, up to the end of its part."""
    row = document.sentences[head.sentence]
    run: list[Quantity] = []
    for one in row[row.index(head) + 1 :]:
        if one.depth != (run[0] if run else one).depth or one.part != head.part or one.kind != head.kind:
            if one.role is Role.SHARE or one.depth > head.depth:
                continue
            break
        if (
            not (one.level and one.own)
            or one.hedged
            or one.stock
            or one.plan != head.plan
            or one.time not in ("", head.time)
        ):
            return []
        run.append(one)
        if len(run) > _WINDOW:
            return []  # no list that anybody wrote
    return [] if any(one.opener for one in run[1:]) or (run and run[-1].etcetera) else run


def _not_of_plan(left: Quantity, reading: Interpretation) -> bool:
    """Whether what is left is of other money: a plan is taken off what was spent, or the plan is one of 年初.

    Such a plan may have been changed since; only a slip in a long figure tells that it was not.
    """
    terms = reading.terms
    plans = [one for _, one in terms if one.plan]
    if len(terms) != _PAIR or len(plans) != 1:
        return False
    taken_off = (-1, plans[0]) in terms
    short = len(left.amount.typed.replace(".", "").strip("0")) <= _FINE
    return taken_off or ("年初" in plans[0].tail and short)


def _opened(document: TextDocument, left: Quantity) -> bool:
    """Whether its paragraph told right before it what there was to begin with: what moved that is no two figures."""
    rows = document.sentences[max(0, left.sentence - _AWAY) : left.sentence + 1]
    told = (one for row in rows for one in row if one.index < left.index and one.prose == left.prose)
    return any(one.level and one.time == "opening" and one.kind == left.kind for one in told)


def in_wrong_unit(document: TextDocument, explained: Container[Quantity]) -> Iterator[Statement]:
    """The statements of figures that fit others near them in another unit, and in the one that is printed do not.

    In 元 they would be alone, in 亿元 far more than all others, in 万元 far less.
    """
    for one in document.mentions:
        amount = one.amount
        odd = amount.unit.name in _MEANT and one.stock != "average" and not one.hedged and _digits(amount) >= _FINE
        if not odd or one in explained or one.cell is not None:
            continue
        unit = _MEANT[amount.unit.name]
        step = unit.factor * SCALE // 10**amount.decimals
        value = amount.value * unit.factor // amount.unit.factor
        shadow = replace(one, amount=replace(amount, value=value, half=step // 2, unit=unit))
        row = [other for other in document.sentences[one.sentence] if other is not one]
        back = document.sentences[one.sentence - 1] if one.sentence else []
        near = [*(other for other in back if other.prose == one.prose), *row][-_WINDOW:]
        near = [other for other in near if not other.hedged]
        same = [other for other in near if other.kind == one.kind]
        sizes = [other.amount.value for other in same if other.amount.value and other.stock != "average"]
        if amount.unit.name == "元":
            likes = [other for other in same if other.amount.unit.name == "元" and not (other.price or other.stock)]
            if likes or not amount.decimals or _digits(amount) <= _FINE:
                continue
        elif not sizes or max(sizes) * _APART > amount.value > min(sizes) // _APART:
            continue
        pairs = [((1, over), (sign, under)) for over, under in permutations(same, 2) for sign in (1, -1)]
        runs = [tuple((1, other) for other in same[start:end]) for start, end in combinations(range(len(same) + 1), 2)]
        ways = [Interpretation(way) for way in (*pairs, *runs) if len(way) > 1]
        if found := [way for way in ways if compare(shadow.amount, way) == "exact"]:
            yield Statement("balance", one, (found[0],))
            continue
        for other in sorted(near, key=lambda other: other.kind.startswith("count")):
            fine = (_digits(other.amount) >= _FINE and other.kind not in (POINTS, one.kind)) or other.stock == "average"
            both = zip(_explaining(other, shadow, near), _explaining(other, one, near), strict=True) if fine else ()
            if way := next((told for right, told in both if holds(other.amount, right)), None):
                yield Statement("share", other, (way,))
                break


def shown_by_slip(document: TextDocument, statement: Statement) -> bool:
    """Whether a statement whose operands the words do not name surely is told by a slip in one of its figures.

    The figures stand beside each other, are long enough that no chance makes them agree, and nothing else explains the
    target.
    """
    target = statement.target
    if target.cell is not None or target.kind == POINTS or not statement.readings or statement.kind not in _KINDS:
        return False
    reading = statement.readings[0]
    near = all(target.sentence - one.sentence in (0, 1) and one.prose == target.prose for one in reading.operands())
    row = document.sentences[target.sentence]
    if any(one.own and one.level and one.kind != target.kind and one.index < target.index for one in row) and not any(
        one.sentence == target.sentence for one in reading.operands()
    ):
        return False  # 用户64万户，较上年81万户下降21%。蓄水量3亿立方米，较上年回落20%: of what its own sentence names
    if target.whole_name and any(target.whole_name[-_NEAREST:] not in one.name for _, one in reading.base):
        return False  # of a whole that is told elsewhere
    if statement.kind == "execution" and any(
        one.sentence != target.sentence and one.key and target.key and not alike(one.key, target.key)
        for _, one in reading.base
    ):
        return False  # 辅警经费预算1097.15万元，支出813.25万元。人员经费963.16万元，执行率87.74%: of its own budget
    if not near or not reading.terms or _digits(target.amount) < (_FINE + bool(reading.base)):
        return False
    found = [cure for cure in cures(Case(statement, reading)) if cure.slip in ("swap", "digit")]
    found = [cure for cure in found if _digits(cure.mention.amount) > _FINE]
    if reading.base and any(one.sentence != target.sentence for one in reading.operands()):
        # Of the many digits of two figures told before, one or other makes any quotient by chance.
        found = [cure for cure in found if cure.mention is target or cure.slip == "swap"]
    return bool(found) and not _explained(document, target)


def _by_operand(one: Quantity, reading: Interpretation, explained: Container[Quantity]) -> bool:
    """Whether the reading holds with one slip of the pen in a figure that no other statement bears out."""
    found = [cure for cure in cures(Case(Statement("total", one, (reading,)), reading)) if cure.mention is not one]
    return any(
        cure.slip in ("swap", "digit") and cure.mention not in explained and _digits(cure.mention.amount) > _FINE
        for cure in found
    )


def _became(row: list[Quantity], at: int) -> tuple[Kind, list[Interpretation]]:
    """What a figure became by what was put to it or taken off (新增1.36万户，由18.42万户增至19.87万户)."""
    one, was = row[at], row[at - 1]
    moves = [other for other in (*row[max(0, at - 2) : at - 1], *row[at + 1 : at + 2]) if other.kind == one.kind]
    moves = [
        other
        for other in moves
        if other.move * one.direction > 0 or (other.role is Role.CHANGE and other.index > one.index)
    ]
    fine = was.kind == one.kind and was.level and _digits(one.amount) > _FINE
    return "balance", [Interpretation(((1, was), (one.direction, other))) for other in moves] if fine else []


def _likely(document: TextDocument, earlier: list[Quantity], one: Quantity) -> tuple[Kind, list[Interpretation]]:
    """What the figure is called, and what the figures right before it come to as such."""
    told = [other for other in earlier if not other.hedged and other.depth <= one.depth]
    kind = PERCENT if one.kind == POINTS else one.kind
    if sum(other.kind == kind for other in told) <= 1 and one.sentence:
        back = document.sentences[one.sentence - 1]
        told = [other for other in back if not other.hedged and other.prose == one.prose and not other.depth] + told
    same = [other for other in told if other.kind == kind and not other.price]
    same = [other for other in same if other.stock != "average" or other.amount.unit.factor >= one.amount.unit.factor]
    near = [other for other in same if not (other.listed or other.opener)][-_NEAREST:]
    if same and same[0].opens_sentence:
        near = []  # 按警情分，火灾412起，救援537起，救助298起，余下39起: of what is told elsewhere
    if one.kind == PERCENT:
        if one.time in OTHER_TIMES or one.total or not _QUOTIENT.search(one.tail) or not _fine(one.amount):
            return "share", []
        counts = [other for other in told if other.kind not in (PERCENT, POINTS) and other.part == one.part]
        counts = [other for other in counts if other.stock != "average"]
        kinds = dict.fromkeys(other.kind for other in counts)
        several = [[other for other in counts if other.kind == kind][-_NEAREST:] for kind in kinds]
        pairs = [pair for row in several for pair in permutations(row, 2)]
        last = counts[-1:]
        pairs += [(one, other) for one in last for other in counts if other.kind == one.kind and other is not one]
        return "share", [Interpretation(((1, over),), ((1, under),)) for over, under in dict.fromkeys(pairs)]
    if one.kind == POINTS:
        # 比不低于70%的要求高10个百分点
        limits = [other for other in earlier[-1:] if other.hedged and other.kind == PERCENT]
        near = [*near, *limits][-_NEAREST:]
        return "change", [Interpretation(((1, over), (-1, under))) for over, under in permutations(near, 2)]
    if _AVERAGE.search(one.tail):
        counts = [other for other in told if other.kind.startswith("count") and other.kind != one.kind][-2:]
        amounts = [other for other in same if not (other.stock or other.time in ("opening", "closing"))][-2:]
        ways = [Interpretation(((1, over),), ((1, under),), times=SCALE) for over in amounts for under in counts]
        return "average", ways
    if one.total or pattern("<summed>[^，。；0-9]{0,8}$").search(one.tail):
        if one.own and one.gap.startswith(("、", "，", "；")) and pattern("<summed>$").search(earlier[-1].tail):
            return "total", []  # 培训费共1.88万元、办公费共4.54万元、劳务费共2.4万元
        same = [other for other in same if other.sentence == one.sentence or not one.own]
        if one.own and "累计" in one.tail and not any(other.rank or other.year for other in same):
            return "total", []  # 新建120个、改造40个，累计建成860个: with those of the years before
        runs = [same[-many:] for many in range(2, min(len(same), _LONGEST_RUN) + 1)]
        return "total", [Interpretation(tuple((1, other) for other in run)) for run in runs]
    if one.role is Role.CHANGE or _called(*_DIFFERENCES.split()).search(one.tail):
        if one.compared or (one.index and document.mentions[one.index - 1].compared):
            near = [other for other in near if not only_a_base(document, other)]
        pairs = [
            *permutations(near, 2),
            *((other, near[-1]) for other in same if near and near[-1] is same[-1] is not other),
        ]
        pairs = [pair for pair in dict.fromkeys(pairs) if not _parts_of_one(same, pair)]
        ways = [Interpretation(((1, over), (-1, under))) for over, under in pairs]
        for many in range(2, min(len(same) - 1, _LONGEST_RUN) + 1):
            taken = tuple((-1, other) for other in same[-many:])
            ways.append(Interpretation(((1, same[-many - 1]), *taken)))
        return "balance", ways
    return "total", []


def _parts_of_one(told: list[Quantity], pair: tuple[Quantity, Quantity]) -> bool:
    """Whether both stand in a row of figures that come to the one right before them: parts of it, none less another."""
    first, last = sorted(told.index(one) for one in pair)
    for head in range(first):
        sums = accumulate(one.amount.value for one in told[head + 1 :])
        if any(at > last and so_far == told[head].amount.value for at, so_far in enumerate(sums, head + 2)):
            return True
    return False


def _of_its_name(one: Quantity, reading: Interpretation) -> bool:
    """Whether what it is said to be more or less than bears that name (超过平均增幅1.4个百分点: no other rate)."""
    told = (other.key for _, other in reading.terms)
    return not _OVER_ANOTHER.match(one.tail) or any(key and (key in one.key or one.key in key) for key in told)


def _called_twice(document: TextDocument, one: Quantity, reading: Interpretation) -> bool:
    """Whether another figure beside the reading's first one has its name, which is not that of the claim."""
    subject = reading.terms[0][1]
    row = document.sentences[subject.sentence]
    return subject.key != one.key and any(
        other.level and other.key == subject.key and other is not subject for other in row
    )


def _fine(amount: Amount) -> bool:
    """Whether so many digits are printed that chance does not make them agree, and not all of it (100%)."""
    return _digits(amount) >= _FINE and amount.value != HUNDRED


def _digits(amount: Amount) -> int:
    digits = amount.typed.replace(".", "").lstrip("0")
    return len(digits if amount.decimals else digits.rstrip("0"))


def _right_before(one: Quantity, reading: Interpretation) -> bool:
    """Whether the reading is of the two figures right before one of two digits, or of the base right before it."""
    two = {other.index for other in reading.operands()} == {one.index - 1, one.index - 2}
    based = any(other.role is Role.BASE and other.index == one.index - 1 for other in reading.operands())
    return (two or based) and _digits(one.amount) == _FINE - 1


def _of_its_base(one: Quantity, reading: Interpretation) -> bool:
    """Whether the reading takes one of two figures off the other as what the figure is compared with."""
    pairs = permutations(reading.operands(), 2) if len(reading.operands()) == 2 else ()
    return any(
        (base.role is Role.BASE or base.hedged or (base.plan, base.time) == (one.against_plan, one.against))
        and (reading.terms[0][1] is subject) == (one.direction > 0)
        for subject, base in pairs
    )


def _slipped(one: Quantity, reading: Interpretation) -> int | None:
    """What the reading comes to where the figure is that with a slip of the pen, else None."""
    due = expected(reading)
    if due is None or due <= 0:
        return None
    value = rounded(due, one)
    if reading.base and abs(due - one.amount.value) <= _TRIMMED * one.amount.step:
        return None  # cut off, or trimmed so that all make 100
    slip = slip_of(one, value)
    if slip == "digit" and reading.base and _digits(one.amount) <= _FINE:
        return None  # of two figures in a few, one digit off comes by chance
    # 9460万元加0.15亿元，共1.096万元
    unit = slip == "unit" and value > 0 and not reading.base and _digits(one.amount) > _FINE
    return value if unit or slip in ("swap", "digit", "point") else None


def _explained(document: TextDocument, one: Quantity, reach: int = _WINDOW) -> bool:
    """Whether any figures of its paragraph near it come to the figure, or explain another figure with it."""
    around = document.mentions[max(0, one.index - reach) : one.index + reach]
    near = [other for other in around if other is not one and other.prose == one.prose]
    near = [other for other in near if abs(other.sentence - one.sentence) <= _AWAY]
    amount = _worked_out(one.amount)
    return any(holds(amount, reading) for reading in _readings(one, near)) or any(
        holds(_worked_out(other.amount), reading)
        for other in near
        if not (other.price and len(other.amount.typed) < _FINE)  # 1元 is many things by chance
        for reading in _explaining(other, one, near)
    )


def _worked_out(amount: Amount) -> Amount:
    """The amount as one that was worked out and rounded to what is printed."""
    return replace(amount, half=max(amount.half, amount.step // 2))


def _readings(one: Quantity, near: list[Quantity]) -> Iterator[Interpretation]:
    """All sums, differences, products and quotients that it may be."""
    same = [other for other in near if other.kind == one.kind]
    yield from (Interpretation(((1, other),)) for other in same)
    if one.kind in (PERCENT, POINTS):
        rates = [other for other in near if other.kind == PERCENT]
        for pair in permutations(rates, 2):
            yield from (Interpretation(((1, pair[0]), (sign, pair[1]))) for sign in (1, -1))
    if one.kind == PERCENT:
        counts = [other for other in near if other.kind not in (PERCENT, POINTS)]
        for over, under in permutations(counts, 2):
            if over.kind.partition(":")[0] != under.kind.partition(":")[0]:
                continue  # but 642栋建筑配置微型消防站563个，覆盖率87.69%
            for sign in (1, -1):
                yield Interpretation(((1, over),), ((1, under),), growth=True, sign=sign)
                yield Interpretation(((1, over),), ((1, under), (sign, over)))
            yield Interpretation(((1, over),), ((1, under),))
            yield Interpretation(((1, over), (1, under)), ((1, under),))
            for more in counts:
                if more.kind == over.kind and more not in (over, under) and more.index - over.index in (1, -1):
                    for sign in (1, -1):
                        yield Interpretation(((1, over), (sign, more)), ((1, under),))
                        yield Interpretation(((1, over),), ((1, under), (sign, more)))
        return
    for start, end in combinations(range(len(same) + 1), 2):
        run = tuple((-1, other) for other in same[start:end])
        yield Interpretation(run, sign=-1)
        for other in (*same[:start], *same[end:]):
            yield from (Interpretation(((sign, other), *run), sign=sign) for sign in (1, -1))
    for first, second, third in combinations(same, 3):
        for signs in ((1, 1, -1), (1, -1, 1), (-1, 1, 1), (1, 1, 1)):
            yield Interpretation(tuple(zip(signs, (first, second, third), strict=True)))
    for over, under in permutations(near, 2):
        yield Interpretation(((1, over),), ((1, under),), times=SCALE)
        yield Interpretation(((1, over),), each=under)


def _explaining(other: Quantity, one: Quantity, near: list[Quantity]) -> Iterator[Interpretation]:
    """What another figure near it comes to with it: a rate of it, an average, or a rate that it is the change of."""
    for third in near:
        if third is other:
            continue
        for over, under in ((one, third), (third, one)):
            if other.kind == PERCENT and over.kind == under.kind:
                yield Interpretation(((1, over),), ((1, under),))
            elif other.kind not in (PERCENT, POINTS) and PERCENT not in (over.kind, under.kind):
                yield Interpretation(((1, over),), ((1, under),), times=SCALE)
