"""What the members of a family come to, where that is told behind them (车费9万元；接待费2万元。三公经费合计11万元)."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from model.language.intervals import Interpretation, sum_of
from model.language.lexicon import Family, lexicon
from model.language.quantity import Quantity
from model.language.statements.lists.families import family_members, is_head_of, none_of_others
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument

_BACK = 2
_REACH = 120
_NEAR = 12
_WAYS = "两种分法"


def family_totals(document: TextDocument) -> Iterator[Statement]:
    """The statements of totals that bear the name of what a family comes to, each of its members told once before."""
    for total in document.mentions:
        if not total.level or not total.key or total.depth or total.added or total.cell is not None:
            continue
        families = [family for family in lexicon().families if is_head_of(total, family)]
        earlier = _before(document, total) if families else []
        if any(one.key == total.key for one in earlier):
            continue  # told before its members, too: a list
        parts = next(filter(None, (_members(document, total, earlier, family) for family in families)), [])
        if parts and not _told_already(document, total, parts):
            near = total.total and parts[0].sentence >= total.sentence - 1
            rest = [Interpretation(((1, one),)) for one in parts]
            yield Statement("total", total, (sum_of(parts),), rest, "explicit" if near else "slip", items=tuple(parts))


def parted_twice(document: TextDocument) -> Iterator[Statement]:
    """A number of things parted in two ways, one behind the other, that come to one sum which is not the number.

    奖牌87枚，金、银、铜牌分别为31枚、28枚、27枚，其中省级35枚，市级51枚: 86.
    """
    for row in document.sentences:
        for at, head in enumerate(row):
            run = [one for one in row[at + 1 : at + _NEAR] if one.kind == head.kind and one.part == head.part]
            run = run if run and run[-1].index - head.index == len(run) else []
            if not head.level or head.listed or head.rank or not all(one.level and not one.depth for one in run):
                continue
            begins = [place for place, one in enumerate(run) if one.opener or one.rank == 1 or not place]
            if len(begins) != _BACK or not all(one.rank or one.own for one in run):
                continue
            ways = [run[: begins[1]], run[begins[1] :]]
            sums = {sum(one.amount.value for one in way) for way in ways}
            told = any(one.amount.value in sums for one in row)
            if min(map(len, ways)) > 1 and len(sums) == 1 and not told:
                yield Statement("list", head, (sum_of(ways[0]),), whole=_WAYS, items=tuple(run))


def _told_already(document: TextDocument, total: Quantity, parts: list[Quantity]) -> bool:
    """Whether another figure before it is what they come to (支出90万元 ...。支出总计95万元，含结转下年5万元)."""
    come_to = sum(one.amount.value for one in parts)
    earlier = document.mentions[max(0, total.index - _NEAR) : total.index]
    return any(
        one.level and one.prose == total.prose and one.kind == total.kind and one.amount.value == come_to
        for one in earlier
    )


def _before(document: TextDocument, total: Quantity) -> list[Quantity]:
    """The levels of its plan and time that its paragraph tells right before it."""
    rows = document.sentences[max(0, total.sentence - _BACK) : total.sentence + 1]
    told = [one for one in chain.from_iterable(rows) if one.index < total.index and one.prose == total.prose]
    told = [one for one in told if one.level and one.key and one.kind == total.kind and one.plan == total.plan]
    told = [one for one in told if not (one.added or one.depth or one.stock)]
    return [one for one in told if (one.time or "this") == (total.time or "this")]


def _members(document: TextDocument, total: Quantity, told: list[Quantity], family: Family) -> list[Quantity]:
    """The members of the family, each told once, but for those that are said to be nothing; else []."""
    members = [(one, family_members(one.key, family)) for one in told]
    parts = [one for one, names in members if names]
    names = [name for _, found in members for name in found]
    if len(parts) < 2 or len(names) != len(set(names)) or len(parts) != len(names):
        return []
    lacking = family.of - set(names)
    text = document.text_of(total)
    behind = text[parts[0].end : min(total.end + _REACH, len(text))]
    return parts if not lacking or none_of_others(parts, behind) else []
