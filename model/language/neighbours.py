"""What stands around a figure: in its sentence, before it, of one name, and the base printed right before it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator

from model.language.lexicon import pattern
from model.language.quantity import Quantity, Role
from model.language.text_document import TextDocument
from model.patterns import Pattern

_YEARS = Pattern("(20[0-9]{2})年[末底度]?[比较][^，。；0-9]{0,2}(20[0-9]{2})年")
_THAN = Pattern("[比较](20[0-9]{2})年")
_GONE = "处置|<disposal_forms>"
_MOST = 24
_BACK = 2


def bound_base(document: TextDocument, claim: Quantity) -> Quantity | None:
    """The base printed right before the claim (较上年80万元增加12万元，增长15%), or None."""
    if claim.role is Role.BASE:
        return claim
    if claim.rank:
        return _base_of_rank(document, claim)
    at = claim.index
    while at > 0:
        before = document.mentions[at - 1]
        if before.sentence != claim.sentence:
            return None
        later = document.mentions[at]
        if before.role is Role.BASE:
            own = later.own and later.compared
            # 高于目标值90%，较上年提升1.3个百分点: of last year's, which is told elsewhere
            other = later.compared and later.against == "prior" and before.plan and not later.against_plan
            return None if before.hedged or own or other or later.part != before.part else before
        if claim.role is Role.SHARE and at == claim.index and claim.tail == "的":
            return before
        if (
            before.role not in (Role.CHANGE, Role.RATE)
            or later.compared
            or later.opener in ("weak", "whole")
            or later.own
        ):
            return None
        at -= 1
    return None


def _base_of_rank(document: TextDocument, claim: Quantity) -> Quantity | None:
    """The base of a claim's place among as many right before them (分别较上年20万元、30万元增加5万元、8万元)."""
    first = claim.group[0]
    while first.index and (last := document.mentions[first.index - 1].group):
        if len(last) != len(claim.group) or last[0].sentence != claim.sentence or last[-1].index != first.index - 1:
            return None
        if last[0].role is Role.BASE:
            return last[claim.rank - 1]
        if last[0].role is not Role.CHANGE:
            return None
        first = last[0]
    return None


def same_sentence(document: TextDocument, claim: Quantity) -> list[Quantity]:
    """The mentions of the claim's sentence, the nearest before it first, then those behind it."""
    row = document.sentences[claim.sentence]
    at = next((place for place, mention in enumerate(row) if mention is claim), 0)
    return [*reversed(row[max(0, at - _MOST) : at]), *row[at + 1 : at + 5]]


def before(document: TextDocument, claim: Quantity, back: int = _BACK) -> Iterator[Quantity]:
    """The mentions of the sentences before the claim's, the nearest first."""
    for sentence in range(claim.sentence - 1, max(-1, claim.sentence - back - 1), -1):
        yield from reversed(document.sentences[sentence][-_MOST:])


def named(document: TextDocument, wanted: str, claim: Quantity) -> Iterator[Quantity]:
    """The levels of that name wherever they stand, the nearest first."""
    found = document.by_key.get(wanted, [])
    if len(found) > _MOST:
        at = bisect_left(found, claim.index, key=lambda mention: mention.index)
        found = found[max(0, at - _MOST) : at + 4]
    yield from sorted(found, key=lambda mention: (mention.index > claim.index, abs(mention.index - claim.index)))


def of_years(document: TextDocument, near: Quantity, years: tuple[int, int], kind: str = "") -> list[Quantity]:
    """The levels of two years that the paragraph tells once each, before ``near``; [] where it tells others, too."""
    told = [one for one in document.mentions[max(0, near.index - _MOST) : near.index + 1] if one.prose == near.prose]
    told = [
        one
        for one in told
        if one.level and not (one.plan or one.depth or one.total) and one.kind not in ("points", "plain")
    ]
    told = [one for one in told if one is not near and (not kind or one.kind == kind)]
    pair = [[one for one in told if one.year == year] for year in years]
    found = [one for several in pair for one in several]
    alike = len({(one.kind, one.key) for one in found}) == 1 and (not near.own or near.key == found[0].key)
    return found if alike and all(len(several) == 1 for several in pair) else []


def two_years(document: TextDocument, claim: Quantity) -> list[Quantity]:
    """The levels of the earlier and the later of two years that a change names (2023年比2021年增加); else []."""
    named = _YEARS.search(claim.tail)
    then = _THAN.match(claim.tail)
    if named is None and then is not None and claim.index:  # 2022年比2021年减少3万元，比2020年减少8万元
        before = document.mentions[claim.index - 1]
        first = _YEARS.search(before.tail) if before.sentence == claim.sentence else None
        kind = "" if claim.role is Role.RATE else claim.kind
        return of_years(document, claim, (int(then[1]), int(first[1])), kind) if first is not None else []
    kind = "" if claim.role is Role.RATE else "percent" if claim.kind == "points" else claim.kind
    return of_years(document, claim, (int(named[2]), int(named[1])), kind) if named is not None else []


def was(document: TextDocument, one: Quantity) -> bool:
    """Whether it is what a figure was before: what that became is meant (基本支出由20万元增加到21万元)."""
    return any(after.turned for after in document.mentions[one.index + 1 : one.index + 2])


def only_a_base(document: TextDocument, plan: Quantity) -> bool:
    """Whether a plan is told but for the rate right behind it (完成预算1000万元的94%), and what came of it is not."""
    behind = document.mentions[plan.index + 1 : plan.index + 2]
    return plan.plan and any(
        one.role is Role.EXECUTION and one.tail == "的" and one.sentence == plan.sentence for one in behind
    )


def once(mentions: Iterable[Quantity]) -> list[Quantity]:
    """Each mention once, in order, no more than bounds the work."""
    found = list(dict.fromkeys(mentions))
    return found[:_MOST]


def of_what_went(one: Quantity, sentence: str) -> bool:
    """Whether an asset's value is that of what ``sentence``, as far as the value, says was disposed of."""
    held = one.stock in ("cost", "depreciation", "net") and one.time not in ("prior", "opening", "closing")
    return held and pattern(_GONE).search(sentence) is not None
