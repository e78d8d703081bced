"""Judges statements with charity: an error only where no admissible reading holds and the operands are explicit."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from itertools import chain

from model.language.amounts import MONEY, PERCENT
from model.language.intervals import HUNDRED, Interpretation, compare, expected, holds
from model.language.language_findings import LanguageFinding, doubted, tell, tell_remark
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.statements.aims_reached import aims_reached
from model.language.statements.balances import balances, worth
from model.language.statements.bearing_out import Held, a_ratio_of_others, borne_out, others_stand_by, told_otherwise
from model.language.statements.counted_names import counted_names
from model.language.statements.cures import Case, CureFinder, rounded, slip_of
from model.language.statements.lists.families import OVERLAPPING
from model.language.statements.lists.family_totals import family_totals, parted_twice
from model.language.statements.lists.item_lists import ItemList, listings
from model.language.statements.lists.list_rules import list_statements, paired_columns
from model.language.statements.lists.totals import both_sexes, by_months, halves, quarters, totals
from model.language.statements.orders import orders
from model.language.statements.quotients.averages import averages
from model.language.statements.quotients.deeds import deeds
from model.language.statements.quotients.executions import executions
from model.language.statements.quotients.products import of_three, products
from model.language.statements.quotients.rates_and_rests import done_and_undone, overspent
from model.language.statements.quotients.rates_in_rows import rates_in_rows
from model.language.statements.quotients.shares import shares
from model.language.statements.quotients.shares_of_named import shares_of_named
from model.language.statements.rates_of_change import POINTS_MEANT, changes
from model.language.statements.remarks import remarks
from model.language.statements.repeats import repeats
from model.language.statements.roll_forwards import added_to, net_flows, offsets, reckoned_back
from model.language.statements.scores import scores
from model.language.statements.spelled_out import (
    differences,
    formulas,
    named_things,
    proportions,
    ratios,
    restated,
    said_counts,
)
from model.language.statements.spoken_sizes import spoken_sizes
from model.language.statements.statement import Statement, of_itself
from model.language.statements.tables.column_rules import BY_ROWS
from model.language.statements.tables.table_rules import tables
from model.language.statements.tables.told_again import told_again
from model.language.statements.unexplained import in_wrong_unit, rows_behind, shown_by_slip, unexplained
from model.language.text_document import TextDocument
from model.mistyped import slip_between

_MOST_READINGS = 400
_NEAR = 2
_FAR = 10
_WIDE = 3
_AROUND = 12
# No more than the eighth part is little.
_LITTLE = 8


def statements(document: TextDocument) -> Iterator[Statement]:
    """Every statement of the document among its figures."""
    lists = listings(document)
    _pass_on(lists)
    yield from chain(
        changes(document),
        averages(document),
        products(document),
        of_three(document),
        rates_in_rows(document),
        deeds(document),
        scores(document),
        formulas(document),
        ratios(document),
        proportions(document),
        restated(document),
        differences(document),
        orders(document),
        aims_reached(document),
        spoken_sizes(document),
        named_things(document),
        said_counts(document),
        counted_names(document),
        list_statements(document, lists),
        paired_columns(document),
        shares(document, lists),
        shares_of_named(document),
        executions(document),
        overspent(document),
        done_and_undone(document),
        balances(document),
        totals(document),
        family_totals(document),
        parted_twice(document),
        halves(document),
        both_sexes(document),
        quarters(document),
        by_months(document),
        worth(document),
        net_flows(document),
        offsets(document),
        added_to(document),
        reckoned_back(document),
        repeats(document, lists),
        tables(document),
        told_again(document),
    )


def _pass_on(lists: list[ItemList]) -> None:
    """A list's items are of its head's plan and time where they do not say otherwise."""
    innermost = {item: listing for listing in lists if listing.head is not None for item in listing.items}
    for listing in lists:
        head = listing.head
        if head is None or not listing.sure or head.role is not Role.LEVEL:
            continue
        # 支出8.90万元，预算10.50万元。构成为 ...: of either
        earlier = [one for one in listing.heads[1:] if one.index < listing.first.index]
        beside = [one for one in earlier if one.sentence == head.sentence and one.key == head.key]
        either = any(not one.plan and one.time not in OTHER_TIMES for one in beside)
        # 预算35万元，其中基本21万元；决算33万元，其中基本20万元: of the list that begins last
        for item in (one for one in listing.items if innermost[one] is listing):
            if not item.actual and not item.plan and head.plan and not either:
                item.plan = True
            if not item.time and head.time in OTHER_TIMES:
                item.time = head.time


def judge(document: TextDocument, checked: set[Quantity] | None = None) -> list[LanguageFinding]:
    """What is wrong or doubtful, in the order of the text; the same cause once.

    Every figure of a statement that holds is added to ``checked``, and every one that a finding is built on.
    """
    held: dict[Quantity, list[tuple[Quantity, Interpretation]]] = defaultdict(list)
    cases: list[Case] = []
    found: list[LanguageFinding] = []
    unsure: list[Statement] = []
    elsewhere: list[tuple[Statement, Interpretation]] = []
    for statement in statements(document):
        if statement.kind in ("nothing", "direction") or statement.whole == POINTS_MEANT:
            cases.append(Case(statement, next(iter(statement.readings), Interpretation(()))))
            continue
        verdict, reading = _judge(statement)
        if reading is not None and reading.swapped is not None and statement.certainty == "explicit":
            elsewhere.append((statement, reading))
        elif reading is not None and verdict in ("exact", "rounding"):
            for mention in (statement.target, *reading.operands()):
                held[mention].append((statement.target, reading))
        elif verdict == "truncation" and statement.certainty == "explicit" and not _trimmed(document, statement):
            found.append(tell(document, Case(statement, statement.readings[0]), "truncation"))
        elif verdict == "no base":
            found.append(tell(document, Case(statement, statement.readings[0]), "not_checked"))
        elif verdict == "inconsistent" and _trimmed(document, statement):
            continue
        elif (verdict == "inconsistent" and statement.certainty in ("explicit", "slip")) or (
            verdict == "inconsistent" and _rival(statement) is not None
        ):
            cases.append(Case(statement, statement.readings[0]))
        elif verdict == "inconsistent":
            unsure.append(statement)
    values = Counter((one.kind, one.amount.value, one.key) for one in document.mentions)
    for statement, reading in elsewhere:
        here = reading.swapped[0] if reading.swapped is not None else statement.target
        if here in held or values[here.kind, here.amount.value, here.key] > 1:
            held[statement.target].append((statement.target, reading))
        else:  # a figure that nothing else bears out is no figure of another scope
            cases.append(Case(statement, statement.readings[0]))
    cases = [case for case in cases if not _two_things(case, held)]
    cases = [case for case in cases if not borne_out(document, case)]
    computed = [case for case in cases if case.reading.terms]
    CureFinder(computed, held).choose()
    standing = [case for case in cases if _stands(case)]
    asked = [case for case in cases if case not in standing and _nearly_whole(case)]
    cases = standing
    told = {one for case in cases for one in (case.statement.target, *case.statement.items, *case.reading.operands())}
    open_to_all = held.keys() | told
    found_so = [one for one in unsure if one.target not in open_to_all and shown_by_slip(document, one)]
    found_so = [one for one in found_so if not borne_out(document, Case(one, one.readings[0]))]
    found_so += unexplained(document, open_to_all | {one.target for one in found_so})
    found_so += rows_behind(document, open_to_all | {one.target for one in found_so})
    found_so += in_wrong_unit(document, open_to_all | {one.target for one in found_so})
    asked += _asked([one for one in unsure if one not in found_so], held)
    more = [Case(statement, statement.readings[0]) for statement in found_so]
    more = [case for case in more if told.isdisjoint(case.reading.operands())]
    CureFinder(more, held).choose()
    cases += more
    found += _told(document, cases, held)
    for case in asked:
        if told.isdisjoint((case.statement.target, *case.reading.operands())):
            finding = tell(document, case, "inconsistent")
            found.append(doubted(replace(finding, message=f"{finding.message}；若已列全，请核对")))
            cases.append(case)
    if checked is not None:
        checked.update(held)
        checked.update(one for case in cases for one in (case.statement.target, *case.reading.operands()))
    found += [tell_remark(remark) for remark in remarks(document)]
    return sorted(found, key=lambda finding: (finding.span.block, finding.span.cell or (0, 0), finding.span.start))


def _judge(statement: Statement) -> tuple[str, Interpretation | None]:
    """How the statement stands, and the reading that decides."""
    worst = "not_checked"
    for at, reading in enumerate(chain(statement.readings, statement.charity)):
        if at >= _MOST_READINGS:
            break
        if (reading.swapped and _coarser(*reading.swapped)) or of_itself(statement, reading):
            continue
        verdict = compare(statement.target.amount, reading)
        if verdict in ("exact", "rounding") and not (reading.swapped and _mistyped(*reading.swapped)):
            return verdict, reading
        if at == 0:
            worst = verdict
            zero = reading.base and len(reading.base) == 1 and reading.base[0][1].amount.value == 0
            if zero and reading.binding and statement.kind == "rate" and statement.target.amount.value:
                worst = "no base"
    return worst, None


def _coarser(here: Quantity, far: Quantity) -> bool:
    """Whether the far figure is the one at hand with fewer digits (6.64亿元 beside 66434.48万元)."""
    return far.amount.half > here.amount.half and far.amount.low <= here.amount.value <= far.amount.high


def _mistyped(here: Quantity, far: Quantity) -> bool:
    """Whether the one figure is the other with a slip of the pen, so that it is no figure of another scope."""
    one, other = here.amount, far.amount
    near = abs(here.sentence - far.sentence) <= _NEAR
    if one.unit != other.unit and one.typed == other.typed and one.kind == other.kind:
        return True
    if (
        near
        or one.unit != other.unit
        or one.decimals != other.decimals
        or len(one.typed.strip("-0").replace(".", "")) < 4
    ):
        return False
    return slip_between(one.typed, other.typed) is not None


def _two_things(case: Case, held: dict[Quantity, list[tuple[Quantity, Interpretation]]]) -> bool:
    """Whether a figure told twice under one name is two figures, each borne out by other statements."""
    statement = case.statement
    return (
        statement.kind == "repeat" and not statement.whole and statement.target in held and statement.items[0] in held
    )


def _rival(statement: Statement) -> tuple[str, Interpretation] | None:
    """Another base than the one named that the figure is true of."""
    return next(
        (rival for rival in statement.rivals if compare(statement.target.amount, rival[1]) in ("exact", "rounding")),
        None,
    )


def _stands(case: Case) -> bool:
    """Whether the case is an error: explicit, or explained by a slip."""
    statement = case.statement
    if statement.kind in ("nothing", "direction") or _rival(statement) is not None:
        return True
    if statement.certainty == "explicit":
        return not _far_off(case)
    return statement.certainty == "slip" and case.cure is not None and not case.breaks and _plain_slip(case)


def _far_off(case: Case) -> bool:
    """Whether a quotient is so far from what is printed that, without a slip, its operands must have been misread."""
    due, printed = expected(case.reading), abs(case.statement.target.amount.value)
    slip = case.cure.slip if case.cure is not None else None
    first = next(iter(case.statement.items), case.statement.target)
    if due is not None and case.statement.kind == "list" and first.sentence != case.statement.target.sentence:
        # Of another matter than its head: 净增640件。按类型分，民事312件、刑事113件
        return slip in (None, "digit") and not 2 * printed < 3 * abs(due) < 4.5 * printed
    if due is None or slip is not None:
        return False
    if not case.reading.base:  # 扣0.54分。与上年90.81分相比提高1.55分: of a figure that is not told
        return case.statement.kind == "change" and abs(due) > _FAR * printed
    if abs(HUNDRED - due - printed) <= case.statement.target.amount.half:
        return False  # 节约22.68万元，节约率95.80%: what was not saved
    rate = case.statement.kind == "average" and case.statement.target.kind == PERCENT
    most = _WIDE if rate else _FAR
    return abs(due) > most * printed or printed > most * abs(due)


def _by_chance(case: Case) -> bool:
    """Whether no slip explains the case, or one in so short a figure that it fits by chance.

    What a misreading puts beside each other is as far apart as that.
    """
    statement, cure = case.statement, case.cure
    if statement.kind not in ("change", "average", "total") or statement.target.cell is not None:
        return False
    named = statement.kind == "average" and case.reading.role  # of what its unit, or the words beside it, name
    told = bool(named) or _side_by_side(case)
    if told or (case.mends > 1 and cure is not None and cure.slip is not None):
        return False
    due, target = expected(case.reading), statement.target
    if due is not None and slip_of(target, rounded(due, target), due) is not None:
        return False  # 由73%到70%，提升3个百分点; 98人，9.8万元，人均1100元
    operand = cure.mention if cure is not None and cure.slip is not None else target
    return not _fine(operand)


def _side_by_side(case: Case) -> bool:
    """Whether a change stands right behind its subject and its base, and none of it can be of anything else.

    在职143人，比上年141人多2人.
    """
    target, terms = case.statement.target, [one for _, one in case.reading.terms]
    beside = [one.index for one in terms] == [target.index - 2, target.index - 1] and case.reading.binding
    plain = (
        case.statement.kind == "change" and beside and terms[1].role is Role.BASE and not (terms[1].own or target.own)
    )
    return plain and {one.part for one in terms} == {target.part} and {one.depth for one in terms} == {target.depth}


def _plain_slip(case: Case) -> bool:
    """Whether a slip of the pen explains the case so well that the list must be meant to be whole."""
    cure = case.cure
    assert cure is not None
    if case.reading.each is not None:
        return cure.value > 0 and cure.slip in ("swap", "unit", "point")
    due, printed = expected(case.reading) or 0, case.statement.target.amount.value
    tenths = (10 * printed, Fraction(printed, 10), Fraction(printed, 10**4))
    if case.statement.kind == "average" and 0 < due in tenths:
        return True  # 12000吨，损耗6吨，损耗率5‰: to so many digits no chance
    if cure.slip == "point" and case.statement.kind == "average" and cure.mention is case.statement.target:
        # 不合格率11.00% of 516 in 46905, 户均30000元 of 3000元: to so many digits no chance.
        amount = cure.mention.amount
        told = sum(map(str.isdigit, amount.shown(cure.value).lstrip("0.")))
        return amount.decimals > 1 or (amount.kind != PERCENT and told > _NEAR)
    if cure.slip == "point" and case.statement.kind == "list":
        return cure.mention is not case.statement.target and _fine(cure.mention, 3)  # 1105.28，21.47，38.47 of 1358.40
    if cure.slip not in ("swap", "digit", "unit"):
        return False
    if cure.slip == "unit" and case.statement.kind == "list":
        return _fine(cure.mention)  # 预算6.82亿元，其中本级1.15亿元，下属单位5.67万元
    if cure.slip == "unit" and case.statement.kind == "average" and cure.mention.amount.decimals:
        return True  # 438户，补贴157.68元，户均3600元
    if case.statement.kind in ("average", "execution"):
        return cure.mention is case.statement.target and _fine(cure.mention, 2 if cure.slip == "swap" else 3)
    target = case.statement.target.amount
    total = sum(sign * mention.amount.value for sign, mention in case.reading.terms)
    lack = abs(target.value) - abs(total) if not case.reading.base else 0
    if case.statement.kind == "list":
        # A few that are left over may be told nowhere: only two digits that change places do not come by chance.
        partial = target.kind.startswith("count") or case.statement.items[0].opener == "weak"
        swap = cure.slip == "swap"
        small = lack <= 0 or lack * 100 <= abs(target.value) or (swap and _fine(cure.mention, 3))
        told = swap or not partial or (lack < 0 and target.kind == MONEY)  # even some of the parts are no more
        several = len(case.statement.items) - 2 * (target.kind in OVERLAPPING)
        if swap and lack < 0 and several > _NEAR:
            return True  # 作品620幅，其中书法250幅、国画280幅（208幅）、摄影162幅
        return _fine(cure.mention) and _fine(case.statement.target) and small and told
    return case.statement.kind != "balance" or _fine(cure.mention, 1)


def _asked(unsure: list[Statement], held: dict[Quantity, list[tuple[Quantity, Interpretation]]]) -> list[Case]:
    """Those that are true but for one slip of the pen, though nothing shows that all was told."""
    cases = [Case(one, one.readings[0]) for one in unsure if one.certainty == "asked" and one.readings]
    CureFinder(cases, held).choose()
    return [case for case in cases if not case.breaks and _nearly_whole(case, 2 * _LITTLE)]


def _nearly_whole(case: Case, least: int = _LITTLE) -> bool:
    """Whether a list that may be of some of its head only falls short of it by little, and by one slip of the pen."""
    target, cure = case.statement.target.amount, case.cure
    if case.statement.kind != "list" or cure is None or cure.slip not in ("swap", "digit") or not target.value:
        return False
    lack = target.value - sum(sign * one.amount.value for sign, one in case.reading.terms)
    return 0 < lack * least <= target.value


def _fine(mention: Quantity, least: int = 2) -> bool:
    """Whether so many digits were meant, more than ``least``, that no chance makes them agree: 280 may be rounded."""
    digits = mention.amount.typed.replace(".", "").lstrip("-0")
    return len(digits if mention.amount.decimals else digits.rstrip("0")) > least


def _trimmed(document: TextDocument, statement: Statement) -> bool:
    """Whether a share was trimmed so that all make 100: it is off by no more than rounding leaves over."""
    target = statement.target
    if statement.kind != "share" or not statement.readings or target.role is not Role.SHARE:
        return False
    rows = document.sentences[max(0, target.sentence - _AROUND) : target.sentence + _AROUND + 1]
    near = [one for row in rows for one in row if one.section == target.section and one.depth == target.depth]
    shares = [one for one in near if one.role is Role.SHARE]
    due = expected(statement.readings[0])
    if due is None or abs(due - target.amount.value) > min(len(shares), _AROUND) * target.amount.step:
        return False
    at = shares.index(target)
    return any(
        sum(one.amount.value for one in shares[start:end]) == HUNDRED
        for start in range(max(0, at - _AROUND), at + 1)
        for end in range(at + 1, min(len(shares), at + _AROUND) + 1)
    )


def _of_wrong_base(statement: Statement, taken: set[Quantity]) -> bool:
    """Whether a share is one of a base that was taken by mistake for other shares."""
    if statement.kind != "share" or not statement.items:
        return False
    readings = (Interpretation(((1, statement.items[0]),), ((1, base),)) for base in taken)
    return any(holds(statement.target.amount, reading) for reading in readings)


def _told(document: TextDocument, cases: list[Case], held: Held) -> Iterator[LanguageFinding]:
    """A finding for each cause: cases of one cure, and shares of one wrong base, are one."""
    told: set[object] = set()
    based: set[Quantity] = set()
    taken: set[Quantity] = set()
    for case in cases:
        rival = _rival(case.statement)
        if rival is not None and case.statement.kind == "share":
            based.add(case.statement.items[1])
            taken.update(one for _, one in rival[1].base or ())
    wrong = {case.statement.target for case in cases if case.statement.kind in ("change", "rate")}
    for case in cases:
        rival = _rival(case.statement)
        statement = case.statement
        if statement.kind == "direction" and statement.items[0] in wrong:
            continue
        if rival is None and _of_wrong_base(statement, taken):
            continue  # of a part of a part: told with the shares of the parts
        cause: object
        if statement.kind == "share" and statement.items and statement.items[1] in based:
            cause = ("base", statement.items[1])
        elif statement.kind == "list" and statement.target in based:
            continue  # the head is the wrong base
        elif rival is None and case.cure is not None:
            cause = (case.cure.mention, case.cure.value)
        else:
            cause = statement.target
        if cause in told:
            continue
        told.add(cause)
        finding = tell(document, case, "inconsistent", rival)
        sure = rival is not None or (case.cure is not None and case.cure.slip is not None)
        doubtful = not sure and (
            statement.whole == BY_ROWS or others_stand_by(document, case, held) or told_otherwise(document, case)
        )
        doubtful = doubtful or (statement.kind == "direction" and statement.certainty == "asked")
        doubtful = doubtful or (rival is None and (_by_chance(case) or a_ratio_of_others(document, case)))
        yield doubted(finding) if doubtful else finding
