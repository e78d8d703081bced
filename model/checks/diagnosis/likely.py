"""Names the slip that probably made a relation fail, each with the one value that would mend it.

Nothing here is certain: the caller says "possible". A slip may sit in the judged figure, in an operand, or in what a
computed operand was computed from. Repairs are ranked by how many other relations they would mend, less those they
would break.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from model.checks.diagnosis.misreadings import (
    added_up,
    all_of_its_whole,
    counted_in_others,
    exchanged,
    left_from_last_year,
    left_out_items,
    other_base,
    other_ratio,
    other_scope,
    quoted_elsewhere,
    too_small_total,
)
from model.checks.diagnosis.repairs import MOST, Repair
from model.checks.diagnosis.slips import COLUMN, DIGIT, OTHER, SCOPE, UNIT
from model.checks.diagnosis.suspects import suspects
from model.checks.diagnosis.typing_slips import blanks, swaps_beyond, typing_slips
from model.checks.diagnosis.what_if import WhatIf
from model.checks.diagnosis.whole_columns import typed_in_yuan
from model.checks.verdicts import judged
from model.figures import FigureError, read
from model.report.constraints import Bound
from model.report.formulas import Arm
from model.schema.fields import BUDGET_APPROVAL, FINAL_ACCOUNTS, LAST_FINAL_ACCOUNTS, NONE, Number


def diagnose(bound: Bound, what_if: WhatIf) -> list[Repair]:
    """The likeliest slips behind an inconsistent relation, best first, ``MOST`` of them; none where nothing fits.

    ``what_if`` tries a repair on the other relations.
    """
    arm = bound.arm()
    if arm is None or arm.value() is None:
        return []
    found: dict[tuple[int, str], Repair] = {}
    for repair in _candidates(bound, arm, what_if):
        kept = found.get((id(repair.cell), repair.raw))
        if kept is None or repair.kind < kept.kind:
            found[id(repair.cell), repair.raw] = repair
    fit = [repair for repair in found.values() if _can_be_typed(repair)]
    scored = [replace(repair, score=_score(bound, repair, what_if)) for repair in fit]
    scored = [repair for repair in scored if not _falsifies(bound, repair)]
    if any(True for _ in blanks(arm, what_if.network)):  # what fits only as long as a part is blank
        chance = {OTHER} if any(cell.figure.decimals for cell in arm.operands() if cell.figure) else {OTHER, DIGIT}
        scored = [repair for repair in scored if repair.kind not in chance or repair.score > 0]
    known = max((repair.score for repair in scored if repair.kind < DIGIT), default=-1)
    scored = [repair for repair in scored if repair.kind != SCOPE or known < max(repair.score, 0)]
    scored.sort(key=lambda repair: (-repair.score, repair.kind))
    ranked = [repair for repair in scored if repair.score > 0 or (repair.score == 0 and repair.kind != OTHER)]
    if not ranked:  # what breaks as much elsewhere is offered only where nothing better is known
        ranked = [repair for repair in scored if repair.kind != OTHER]
        if not bound.computes:  # else the computed figure can be taken instead
            own = [repair for repair in scored if repair.kind == OTHER and repair.cell is bound.target]
            if len(arm.operands()) == 1 and any(repair.score < 0 for repair in own):  # borne out: the other of the two
                ranked += [repair for repair in scored if repair.kind == OTHER and repair.score >= 0][:1]
            ranked += own
    elif all(_doubtful(one) and one.cell is not bound.target for one in ranked):
        # what fits by chance elsewhere must not hide that the judged figure itself may be wrong
        own = [repair for repair in scored if repair.cell is bound.target][:1]
        ranked[MOST - len(own) :] = own
    if bound.is_chosen_against and any(repair.kind == SCOPE for repair in ranked):
        ranked = [repair for repair in ranked if repair.kind != OTHER]  # nothing but that it would fit speaks for it
    return _told_once(ranked)[:MOST]


def _can_be_typed(repair: Repair) -> bool:
    """Whether its field takes what it puts there: what makes up for 999999999999999 may have a digit too many."""
    field = repair.cell.field
    if not isinstance(field, Number) or repair.raw in ("", NONE):
        return True
    try:
        read(repair.raw, repair.cell.unit, field.decimals)
    except FigureError:
        return False
    return True


def _told_once(ranked: list[Repair]) -> list[Repair]:
    """The repairs without those that say of a figure again that it slipped by so many places, with other decimals."""
    kept: dict[tuple[int, str], Repair] = {}
    for repair in ranked:
        told = repair.text.partition("，应为")[0] if repair.kind == UNIT else f"{repair.text}{repair.raw}"
        kept.setdefault((id(repair.cell), told), repair)
    return list(kept.values())


def _doubtful(repair: Repair) -> bool:
    return repair.kind == SCOPE or (repair.score <= 0 and repair.kind >= DIGIT)


def _falsifies(bound: Bound, repair: Repair) -> bool:
    """Whether the repair changes a figure from the accounts only so that a computed one agrees with it."""
    target = bound.target
    if target is None or repair.cell is target or repair.score > 0:
        return False
    derived = isinstance(target.field, Number) and target.computable and not target.field.source
    return derived and repair.cell.field.source in (BUDGET_APPROVAL, FINAL_ACCOUNTS, LAST_FINAL_ACCOUNTS)


def _candidates(bound: Bound, arm: Arm, what_if: WhatIf) -> Iterator[Repair]:
    target = bound.target
    figure = judged(bound)
    assert figure is not None
    if columns := list(typed_in_yuan(arm, figure, at_most=bound.at_most)):
        yield from columns
        return
    yield from other_scope(bound, what_if)
    if not bound.at_most:
        if bases := list(other_base(bound, arm, figure, what_if)):
            yield from bases
            return
        yield from left_from_last_year(bound, arm, figure)
        yield from counted_in_others(arm, figure, what_if.network)
        yield from left_out_items(bound, arm, figure)
        yield from swaps_beyond(bound, arm, figure, what_if.network)
        yield from other_ratio(bound, arm, figure)
        if target is not None and arm.base is None and len(arm.terms) == 1:
            yield from added_up(what_if.network, target, arm.terms[0][1])
            yield from quoted_elsewhere(bound, arm.terms[0][1], target, figure)
    elif target is not None:
        yield from too_small_total(target, arm, figure)
        if target.raw:
            yield from all_of_its_whole(target, arm, figure)
        yield from exchanged(bound, arm, what_if)
    for suspect in suspects(bound, arm, figure, what_if.network):
        yield from typing_slips(bound, suspect, what_if)


def _score(bound: Bound, repair: Repair, what_if: WhatIf) -> int:
    """The number of relations that the repair mends, minus the number that it breaks; ``bound`` is not counted."""
    figure = repair.cell.figure
    if figure is None or not repair.raw or repair.also:
        return repair.score
    if repair.kind == COLUMN:
        return 0  # what one figure alone would mend and break says nothing
    assert isinstance(repair.cell.field, Number)
    value = 0 if repair.raw == NONE else read(repair.raw, repair.cell.unit, repair.cell.field.decimals).value
    return what_if.gain(repair.cell, replace(figure, value=value), bound)
