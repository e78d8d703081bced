"""Figures that are probably typing errors: below zero, too precise, ten thousand times too large, over 100 %."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from model.checks.diagnosis.repairs import Repair
from model.checks.diagnosis.slips import SWAP
from model.checks.diagnosis.whole_columns import in_wan
from model.checks.findings import Finding
from model.checks.registry import Facts, mends, rule
from model.checks.verdicts import judge
from model.figures import PERCENT, PERSONS, SCALE, Figure, FigureError, read
from model.language.lexicon import lexicon
from model.mistyped import slip_between
from model.patterns import Pattern
from model.report.binding import one
from model.report.sources import FigureOrigin, source_of
from model.report.tree import Cell, Node, RowList
from model.schema.fields import Count, Field, Money, Number
from model.schema.records import Rows
from model.schema.sections.annexes import Funds, Indicator, TotalFunds
from model.schema.sections.assets import Assets
from model.schema.sections.execution import Execution
from model.schema.sections.general_budget import GeneralBudget, ThreePublic, ThreePublicDetails
from model.schema.sections.insurance import FundIndicator
from model.schema.sections.overview import Staff
from model.text import fold, normalise

_LEAST_DIGITS: Final = 3


@rule(sentence="不会为负的数不填负数", reason="多半是符号误填", remedy="核对后改正", on=Number)
def negative(cell: Cell, _: Facts) -> Iterator[Finding]:
    """A figure below zero in a field that is not declared to be signed."""
    figure, field = cell.figure, cell.field
    assert isinstance(field, Number)
    if figure is not None and figure.value < 0 and not field.signed:
        yield negative.say("warning", cell, f"{cell.label}填{figure.text()}，这里一般不会是负数：请核对")


@rule(
    sentence="上年数、预算数与本年决算数不相差一万倍",
    reason="多半是把元当成了万元",
    remedy="核对两个数的单位",
    on=Number,
)
def magnitude(cell: Cell, facts: Facts) -> Iterator[Finding]:
    """An amount that is some ten thousand times the one it goes with; told of the figure that was typed so."""
    beside = _beside(cell)
    if cell.figure is None or beside is None or beside.figure is None:
        return
    if _ten_thousandfold(cell.figure.value, beside.figure.value):
        small, large = sorted((cell, beside), key=lambda one: abs(one.figure.value if one.figure is not None else 0))
        slip = _typed(large, facts)
        assert slip.figure is not None
        assert small.figure is not None
        right = in_unit(slip, facts)
        wanted = right.text.rpartition("，")[2] if right else ""
        within = f"（算在{large.label}里）" if slip is not large else ""
        message = (
            f"{slip.label}填{slip.figure.text()}{within}，{small.label}是{small.figure.text()}，"
            f"相差约一万倍：是否把元当成了万元？{f'若是，{wanted}' if wanted else ''}"
        )
        yield magnitude.say("warning", slip, message, *dict.fromkeys(one for one in (large, small) if one is not slip))


@rule(
    sentence="写着增减原因的，上年数与本年数不会分毫不差",
    reason="多半是把本年的数又填成了上年的数",
    remedy="对照上年决算核对上年数",
    on=(GeneralBudget, Assets),
)
def as_last_year(section: Node, _: Facts) -> Iterator[Finding]:
    """Last year's amount that is this year's to the last digit, beside reasons why it is another."""
    for cell in section.cells():
        figure, source = cell.figure, cell.field.from_last
        if figure is None or source is None or len(figure.digits().replace(".", "").strip("0")) < _LONG:
            continue
        now = next((part for part in cell.node.own_cells if part.field is source), None)
        if now is None or now.figure is None or now.figure.value != figure.value:
            continue
        reasons = [one for one in cell.node.cells() if "增减原因" in one.label and one.raw]
        if reasons and not any("持平" in one.raw for one in reasons):
            message = f"{cell.label}与{now.field.label}都是{figure.text()}，又写着增减原因：请核对{cell.field.label}"
            yield as_last_year.say("info", cell, message, now)


_LONG = 4
"""So many digits do not come again by chance."""


def _typed(cell: Cell, facts: Facts) -> Cell:
    """The greatest of the typed figures that ``cell`` is added up from; itself where it is typed."""
    arm = facts.report.network.arm(cell) if not cell.raw else None
    if arm is None or arm.base is not None:
        return cell
    parts = [part for sign, part in arm.terms if part.figure is not None and sign > 0]
    return _typed(max(parts, key=lambda part: part.figure.value if part.figure is not None else 0), facts)


@mends(magnitude)
def in_unit(cell: Cell, _: Facts) -> Repair | None:
    """The amount of ``cell``, which was typed in 元, in the unit of the field."""
    return in_wan(cell)


def _beside(cell: Cell) -> Cell | None:
    """This year's figure beside last year's, or what was spent beside a budget that is more; None where none is.

    Beside an original budget it is the whole year's; where that is not filled in, what was spent.
    """
    field = cell.field
    if field.name == "original" and issubclass(cell.node.record, (Execution, Funds)):
        adjusted, actual = cell.node.cell("adjusted"), cell.node.cell("actual")
        return adjusted if adjusted.figure is not None else actual
    if field.from_last is not None:
        beside = cell.node.parts.get(field.from_last.name) if isinstance(field.from_last, Field) else None
        return beside if isinstance(beside, Cell) else one(cell.node, field.from_last)
    if not isinstance(field, Number) or not field.spent:
        return None
    spent = cell.node.cell(field.spent)
    if spent.figure is None or cell.figure is None or spent.figure.value >= cell.figure.value:
        return None
    return spent


def _ten_thousandfold(left: int, right: int) -> bool:
    """Whether one of two amounts is some ten thousand times the other."""
    less, more = sorted((abs(left), abs(right)))
    return 4 * more >= 10_000 * less > 0 and more <= 40_000 * less


@rule(
    sentence="金额按规定的小数位填",
    reason="位数不一致，合计容易差分毫",
    remedy="按规定位数四舍五入",
    on=Number,
    of_draft=True,
)
def decimals(cell: Cell, _: Facts) -> Iterator[Finding]:
    """More decimals than the field has, or a part of what is counted."""
    figure, field = cell.figure, cell.field
    assert isinstance(field, Number)
    if figure is None or figure.unit != field.unit:
        return
    if figure.decimals > field.decimals and isinstance(field, Money):
        message = f"{cell.label}填{figure.text()}，比规定的{field.decimals}位小数多：请核对"
        yield decimals.say("warning", cell, message)
    if (figure.unit.dimension == PERSONS or isinstance(field, Count)) and figure.value % SCALE:
        what = "人数" if figure.unit.dimension == PERSONS else ""
        yield decimals.say("warning", cell, f"{cell.label}填{figure.text()}，{what}应为整数：请核对")


@rule(place="第七部分", sentence="满意度、覆盖率等不超过100%", reason="超过就是填错", remedy="核对后改正", on=Number)
def over_hundred(cell: Cell, _: Facts) -> Iterator[Finding]:
    """More than 100 % of what cannot be more."""
    figure = cell.figure
    if figure is None or figure.unit.dimension != PERCENT or figure.value <= 100 * SCALE:
        return
    if cell.field is FundIndicator.achieved:
        return  # 98% were aimed at
    if cell.node.title.endswith(lexicon().texts["capped_rates"]):
        message = f"{cell.node.title}填{figure.text()}，这种比率不会超过100%：请核对"
        yield over_hundred.say("error", cell, message)


@rule(
    sentence="一项的分值不超过100分",
    reason="总分是100分，超过多半是把金额填到了分值里",
    remedy="核对分值，金额填到它自己的栏里",
    on=(TotalFunds.points, Indicator.points),
)
def points_over_hundred(cell: Cell, _: Facts) -> Iterator[Finding]:
    """More points for one line than there are in all."""
    if cell.figure is not None and cell.figure.value > 100 * SCALE:
        message = f"{cell.label}填{cell.figure.text()}，总分只有100分：请核对，是不是填错了栏"
        yield points_over_hundred.say("error", cell, message)


@rule(
    sentence="预算执行的得分不超过它的分值",
    reason="得满分也只有分值那么多",
    remedy="核对得分和分值",
    on=TotalFunds.score,
)
def score_over_points(score: Cell, facts: Facts) -> Iterator[Finding]:
    """More than all points for the execution, before there is a rate that the score is held to."""
    points, formula = score.node.cell("points"), facts.report.formula(score)
    arm = formula.arm() if formula is not None else None
    if score.figure is None or points.figure is None or (arm is not None and arm.value() is not None):
        return
    if score.figure.value > points.figure.value:
        message = f"{score.label}填{score.figure.text()}，超过{points.field.label}{points.figure.text()}：请核对"
        yield score_over_points.say("error", score, message, points)


_MANY_POSTS = 50
"""So few posts may well be empty: a new office has ten of them and one person."""


@rule(
    place="第一部分",
    sentence="编制数不到在职人数的十倍",
    reason="相差这么多，多半是多打了一位",
    remedy="核对编制数和在职人数",
    on=Staff.authorised,
)
def posts_unfilled(posts: Cell, _: Facts) -> Iterator[Finding]:
    """Ten times as many posts as people who serve in them."""
    serving = posts.node.cell("serving")
    if posts.figure is None or serving.figure is None or posts.figure.value < _MANY_POSTS * SCALE:
        return
    if posts.figure.value >= 10 * serving.figure.value > 0:
        message = f"{posts.label}填{posts.figure.text()}，{serving.label}只有{serving.figure.text()}：请核对"
        yield posts_unfilled.say("warning", posts, message, serving)


@rule(
    place="第二部分",
    sentence="接待批次不多于人次，出国团组不多于人次",
    reason="一批至少一人，多半是两个数填反了",
    remedy="核对批次和人次，填反的对调",
    on=(ThreePublicDetails.guests, ThreePublicDetails.travellers),
)
def more_visits_than_visitors(people: Cell, _: Facts) -> Iterator[Finding]:
    """Fewer persons than groups of them."""
    groups = _groups(people)
    if people.figure is not None and groups.figure is not None and groups.figure.value > people.figure.value:
        message = (
            f"{groups.label}{groups.figure.text()}，多于{people.label}{people.figure.text()}：是不是填反了，请核对"
        )
        yield more_visits_than_visitors.say("warning", people, message, groups)


@rule(
    place="第二部分",
    sentence="三公经费所填的几项之和不超过总数",
    reason="总数不会小于其中的几项",
    remedy="核对总数和各项；没有发生的填“无”",
    on=(ThreePublic.budget, ThreePublic.actual, ThreePublic.last_year),
)
def three_public_parts(total: Cell, _: Facts) -> Iterator[Finding]:
    """Two of the three expenses that come to more than all of them; a relation judges all three."""
    lines = [total.node.cell(f"{line}.{total.field.name}") for line in ("reception", "vehicles", "overseas")]
    told = {cell: cell.figure for cell in lines if cell.figure is not None}
    summed = sum(figure.value for figure in told.values())
    if total.figure is None or len(told) == len(lines) or summed <= total.figure.value:
        return
    said = "＋".join(f"{cell.node.label}{figure.text()}" for cell, figure in told.items())
    message = f"{said}已超过{total.label}{total.figure.text()}：请核对"
    yield three_public_parts.say("error", total, message, *told)


def _groups(people: Cell) -> Cell:
    return people.node.cell("receptions" if people.field is ThreePublicDetails.guests else "trips")


@mends(more_visits_than_visitors)
def exchanged(people: Cell, _: Facts) -> Repair | None:
    """The numbers of persons and of groups in each other's place; None where one has none to give."""
    groups = _groups(people)
    if not people.raw or not groups.raw:
        return None
    text = f"{groups.field.label}和{people.field.label}对调"
    return Repair(SWAP, people, groups.raw, text, also=((groups, people.raw),))


_VALUE = Pattern(r"(>=|≥|<=|≤|=)?([0-9][0-9,]*(?:\.[0-9]+)?)([^0-9<>=≥≤.,]{0,6})")


@rule(
    place="附表2",
    sentence="没有达到指标值的不得满分",
    reason="得分与完成情况不符，复核时会改分",
    remedy="核对实际完成值和得分",
    on=Indicator.score,
)
def score_and_target(score: Cell, _: Facts) -> Iterator[Finding]:
    """All points though the plain number that was wanted was missed."""
    row, points = score.node, score.node.cell("points")
    wanted, reached = row.cell("target"), row.cell("actual")
    if score.figure is None or points.figure is None or _met(row) is not False:
        return
    if score.figure.value >= points.figure.value > 0:
        name = f"{row.label}（{level3}）" if (level3 := row.cell("level3").raw) else row.label
        target = f"{wanted.field.label}{row.cell('nature').raw}{wanted.raw}"
        message = f"{name}：{reached.field.label}{reached.raw}，{target}，没有达到却得满分：请核对"
        yield score_and_target.say("warning", score, message, reached, wanted, points)


def _met(row: Node) -> bool | None:
    """Whether an indicator reached its target; None where they are not two plain numbers of one unit.

    Without a sign before the target, less may be better: only the same number is known to reach it.
    """
    wanted = _VALUE.fullmatch(normalise(f"{row.cell('nature').raw}{row.cell('target').raw}"))
    reached = _VALUE.fullmatch(normalise(row.cell("actual").raw))
    if wanted is None or reached is None or reached[1]:
        return None
    units = {unit for unit in (wanted[3], reached[3], normalise(row.cell("unit").raw)) if unit}
    if len(units) > 1:
        return None
    target, actual = (Decimal(found[2].replace(",", "")) for found in (wanted, reached))
    match wanted[1]:
        case "≥" | ">=":
            return actual >= target
        case "≤" | "<=":
            return actual <= target
        case "=":
            return None if actual > target else actual == target
        case _:
            return True if actual == target else None


@rule(
    sentence="取来的数改过的，不与原来的数只差相邻两位数字颠倒",
    reason="多半是重新输入时敲错了，差额和增减率会跟着错",
    remedy="对照来源核对；来源本身有错的，写明理由接受",
    on=Number,
    of_draft=True,
)
def unlike_source(cell: Cell, facts: Facts) -> Iterator[Finding]:
    """A figure that is the one taken from a file, but for two digits that changed places."""
    taken, figure = _swapped(cell, facts), cell.figure
    if taken is not None and figure is not None:
        message = (
            f"{cell.label}填{figure.text()}，{taken[1].file}里是{taken[0].text()}，只是相邻两位数字颠倒：请对照来源核对"
        )
        yield unlike_source.say("warning", cell, message)


@mends(unlike_source)
def as_taken(cell: Cell, facts: Facts) -> Repair | None:
    """What was taken is put back."""
    taken = _swapped(cell, facts)
    return Repair(SWAP, cell, taken[1].value, f"{cell.label}改回{taken[0].text()}") if taken is not None else None


def _swapped(cell: Cell, facts: Facts) -> tuple[Figure, FigureOrigin] | None:
    """What a file says of ``cell``, where two of its digits changed places there; None where they did not.

    In a list rows may have moved since, and of two digits many figures are so by chance.
    """
    assert isinstance(cell.field, Number)
    sources = facts.report.rows("sources")
    if not sources.rows or not cell.raw or cell.figure is None or cell.node.outermost_row is not None:
        return None
    origin = source_of(facts.report, cell) if fold(cell.path) in facts.report.titled(sources) else None
    if origin is None or origin.value == cell.raw:
        return None
    try:
        taken = read(origin.value, cell.unit, cell.field.decimals)
    except FigureError:
        return None
    figure = cell.figure
    alike = taken.unit == figure.unit and taken.decimals == figure.decimals
    if not alike or sum(map(str.isdigit, taken.digits())) < _LEAST_DIGITS:
        return None
    return (taken, origin) if slip_between(figure.digits(), taken.digits()) == "swap" else None


@rule(
    place="第七部分",
    sentence="填了比率要写明基数",
    reason="同一个比率换了基数就是另一个数",
    remedy="选择基数",
    on=Number,
    of_draft=True,
)
def base_unnamed(cell: Cell, facts: Facts) -> Iterator[Finding]:
    """A rate whose base is a matter of choice, and not chosen."""
    formula = facts.report.formula(cell)
    choice = formula.choice if formula is not None and formula.remedy else None
    if cell.figure is None or formula is None or choice is None or choice.raw:
        return
    if judge(formula) != "inconsistent":
        message = f"{cell.label}没有写明基数：请选“{choice.field.label}”"
        yield base_unnamed.say("warning", cell, message, choice)


@rule(
    sentence="一处的金额按同一个单位填足位数",
    reason="按亿元填的数只精确到百万元，合计差几十万元也核对不出来",
    remedy="按旁边各数的单位填足位数",
    on=(Rows, Money),
)
def coarse_unit(at: RowList | Cell, facts: Facts | None = None) -> Iterator[Finding]:
    """An amount in a greater unit, not exact to one of the field's, where others beside it are typed in that.

    Beside it are those of its column, and those of its record where that is no row: there, where its digits leave more
    than a hundredth of it open. A whole number of the greater unit has just dropped its zeros.
    """
    if isinstance(at, RowList):
        fields = [field for field in at.element.record.own_fields if isinstance(field, Money)]
        for field in fields:
            cells = [row.cell(field.name) for row in at.rows]
            if any(map(_in_its_unit, cells)):
                yield from (said for cell in cells for said in _coarse(cell))
    elif at.node.index < 0 and at.figure is not None and 200 * at.figure.half > abs(at.figure.value):
        yield from _coarse(at) if any(map(_in_its_unit, at.node.own_cells)) else ()


def _in_its_unit(cell: Cell) -> bool:
    return (
        bool(cell.raw) and isinstance(cell.field, Money) and cell.figure is not None and cell.figure.unit == cell.unit
    )


def _coarse(cell: Cell) -> Iterator[Finding]:
    figure, unit = cell.figure, cell.unit
    if figure is None or not figure.value % (figure.unit.factor * SCALE):
        return
    if figure.unit.factor > unit.factor and 2 * figure.half > unit.factor * SCALE:
        message = f"{cell.label}填的是{figure.text()}，旁边有按{unit.name}填的：请按{unit.name}填足位数"
        yield coarse_unit.say("info", cell, message)
