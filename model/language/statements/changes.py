"""Changes, their rates and directions, and 持平: subject less base, and what part of the base that is."""

from __future__ import annotations

from collections.abc import Iterator

from model.language.document import Document
from model.language.intervals import Reading
from model.language.lexicon import alternatives, lexicon
from model.language.operands import Operands, bound_base, operands
from model.language.statements.statement import Statement
from model.language.tokens import Mention, Role

import re
from functools import cache


def changes(document: Document) -> Iterator[Statement]:
    """The statements of changes, rates, directions and 持平.

    >>> 支出90万元，较上年80万元增加12万元      an error: 10
    >>> 总额90万元，其中甲30万元，较上年80万元增加10万元      nothing: of the total
    """
    for mention in document.mentions:
        if not mention.sound:
            continue
        if mention.role is Role.CHANGE:
            yield _change(document, mention)
        elif mention.role is Role.RATE:
            yield from _rate(document, mention)
        elif mention.role is Role.BASE and _is_flat(mention.after):
            yield _flat(document, mention)


def _difference(mention: Mention, pair: Operands) -> Reading:
    return Reading(
        ((1, pair.subject), (-1, pair.base)), sign=mention.direction, binding=pair.binding, role=base_name(mention)
    )


def base_name(claim: Mention) -> str:
    """What the claim is held against, in Chinese."""
    if claim.against_plan:
        return "预算"
    return {"prior": "上年", "opening": "年初"}.get(claim.against, "")


def _change(document: Document, mention: Mention) -> Statement:
    pairs = operands(document, mention)
    first = next(pairs, None)
    if first is None:
        return Statement("change", mention, (), certainty="never")
    readings = (_difference(mention, first),)
    rest = (_difference(mention, pair) for pair in pairs)
    return Statement("change", mention, readings, rest, "explicit" if first.binding else "never")


def _rate(document: Document, mention: Mention) -> Iterator[Statement]:
    amount = beside(document, mention)
    bound = bound_base(document, mention)
    if amount is not None and amount.direction != mention.direction and amount.amount.value and mention.amount.value:
        yield Statement("direction", mention, (), items=(amount,))
        return
    pairs = operands(document, mention)
    first = next(pairs, None)
    canonical: list[Reading] = []
    charity: list[Reading] = []
    name = base_name(mention)
    if amount is not None and bound is not None:
        canonical.append(Reading(((1, amount),), ((1, bound),), binding=True, role=name))
    if first is not None:
        grown = Reading(
            ((1, first.subject),), ((1, first.base),), True, mention.direction, first.binding or bool(canonical), name
        )
        canonical.append(grown)
    of_amount = next(operands(document, amount), None) if amount is not None else None
    if amount is not None and of_amount is not None and bound is None:
        own = Reading(((1, amount),), ((1, of_amount.base),), binding=of_amount.binding, role=name)
        canonical.insert(0, own) if of_amount.binding else charity.append(own)
        turn = amount.direction
        back = Reading(((1, amount),), ((1, of_amount.subject), (-turn, amount)), role=name)
        charity.append(back)
    rest = (
        Reading(((1, pair.subject),), ((1, pair.base),), True, mention.direction, role=name) for pair in pairs
    )
    if not canonical and not charity:
        back_only = _from_subject(document, mention, amount)
        if back_only is not None:
            yield Statement("rate", mention, (back_only,), certainty="explicit" if back_only.binding else "never")
        return
    explicit = any(reading.binding for reading in canonical)
    if not explicit and (back_only := _from_subject(document, mention, amount)) is not None and back_only.binding:
        yield Statement("rate", mention, (back_only, *canonical, *charity), rest)
        return
    readings = tuple(sorted(canonical, key=lambda reading: not reading.binding))
    yield Statement("rate", mention, readings, _chain(charity, rest), "explicit" if explicit else "never")


def _chain(first: list[Reading], rest: Iterator[Reading]) -> Iterator[Reading]:
    yield from first
    yield from rest


def _from_subject(document: Document, mention: Mention, amount: Mention | None) -> Reading | None:
    """The rate of a change whose base is not printed: of what the subject was before (支出90万元，增加8万元，增长9.76%)."""
    if amount is None:
        return None
    before = document.mentions[amount.index - 1] if amount.index else None
    if before is None or before.sentence != amount.sentence or not before.level or before.kind != amount.kind:
        return None
    adjacent = not amount.own and before.time in ("", "this") and not before.plan and before.own
    sure = adjacent and amount.against == "prior" and not amount.against_plan
    return Reading(((1, amount),), ((1, before), (-amount.direction, amount)), binding=sure, role=base_name(mention))


def beside(document: Document, rate: Mention) -> Mention | None:
    """The change whose rate is printed right before or behind it; None where there is none."""
    if rate.rank or rate.own or rate.opener in ("weak", "whole"):
        return None
    if rate.index:
        before = document.mentions[rate.index - 1]
        if before.sentence == rate.sentence and before.role is Role.CHANGE and not before.hedged and not rate.compared:
            return before
    if rate.index + 1 < len(document.mentions):
        after = document.mentions[rate.index + 1]
        same = after.sentence == rate.sentence and after.role is Role.CHANGE and not after.hedged
        if same and not after.own and not after.compared and after.opener not in ("weak", "whole"):
            return after
    return None


@cache
def _flat_words() -> re.Pattern[str]:
    return re.compile(rf"[）)]?(?:相比|比较|对比)?[，]?(?:保持|均|无)?(?:{alternatives(lexicon().kinds['flat'])})")


def _is_flat(after: str) -> bool:
    return _flat_words().match(after) is not None


def _flat(document: Document, mention: Mention) -> Statement:
    pairs = operands(document, mention)
    first = next(pairs, None)
    if first is None:
        return Statement("flat", mention, (), certainty="never")
    readings = (Reading(((1, first.subject),), binding=first.binding),)
    rest = (Reading(((1, pair.subject),)) for pair in pairs)
    return Statement("flat", mention, readings, rest, "explicit" if first.binding else "never")
