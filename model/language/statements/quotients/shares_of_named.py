"""Shares of what is told by name beside its brothers, and of a whole that is counted otherwise than its part."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from model.language.amounts import MONEY, PERCENT
from model.language.intervals import Interpretation, expected, holds
from model.language.keys import key
from model.language.lexicon import lexicon
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.statements.lists.families import family_of
from model.language.statements.statement import Statement, all_of_it
from model.language.text_document import TextDocument
from model.patterns import Pattern
from model.text import in_order

_ALL = Pattern("^(?:全部|所有|全体|全年|总)")
_COUNTED = Pattern("(?:[人件批场]次|人数|户数|件数|场次|总数|数量?|[人户件])$")
# The share of several of them: 满意和较满意, 合格以上.
_SEVERAL = Pattern("[和及与、]|以[上下]")
_RATIOS = Pattern("(?:比例|占比|比重)(?:分别|依次)?[为是]$|(?:各|分别|依次)占$")
_FORMER = Pattern("([前后])者占(?:比[为]?)?$")
_PAIR = 3
_LEAST = 2
_BEHIND = 60


def shares_of_named(document: TextDocument) -> Iterator[Statement]:
    """The statements of such shares; those of other shapes are told by ``shares``."""
    for row in document.sentences:
        yield from _of_family(document, row)
        yield from _in_order(row)
        yield from _of_the_two(document, row)
        for at, share in enumerate(row):
            if share.role is Role.SHARE and not (
                share.hedged or share.rank or share.depth or share.time in OTHER_TIMES
            ):
                back = document.sentences[share.sentence - 1] if share.sentence else []
                told = [*(one for one in back if one.prose == share.prose), *row[:at]]
                levels = [one for one in told if one.level and not one.depth and one.stock != "average"]
                if share.flow:  # 住院7.12万人次，基金支出4.63亿元，住院支出占76.0%
                    levels = [one for one in levels if one.kind == MONEY]
                if not told and share.own and not share.plan:
                    levels = _told_next(document, row, share)
                yield from _of_brothers(levels, share) if share.own else _of_other_kind(levels, share)


def _told_next(document: TextDocument, row: list[Quantity], share: Quantity) -> list[Quantity]:
    """The figures behind a share that opens its paragraph (拨款占总收入80%。总收入900万元，构成为拨款720万元...)."""
    behind = next(iter(document.sentences[share.sentence + 1 : share.sentence + 2]), [])
    told = [one for one in behind if one.prose == share.prose and one.level and not one.depth]
    named = [one for one in told if one.key == share.key]
    whole = told and len(share.whole_name) >= _LEAST and told[0].name.endswith(share.whole_name)
    return told if len(row) == 1 and whole and len(named) == 1 and told[0].time not in OTHER_TIMES else []


def _in_order(row: list[Quantity]) -> Iterator[Statement]:
    """The shares of figures that come to a total right behind them, told in their order, one of which does not fit.

    中央420万元、省级135万元、县级45万元，总投资600万元，三级承担比例为70%、22.5%、7.5%.
    """
    for at, first in enumerate(row):
        if first.kind != PERCENT or first.rank or first.hedged or not _RATIOS.search(first.tail):
            continue
        more = [one.kind == PERCENT and one.gap in ("、", "和", "，") and one.sound for one in row[at + 1 :]]
        shares = row[at : at + 1 + [*more, False].index(False)]
        parts, total = row[max(0, at - 1 - len(shares)) : at - 1], row[at - 1]
        ends = at + 2 * len(shares)
        if ends < len(row) and row[at + len(shares)].gap == "，即":  # 各占60%、40%，即90万元、60万元，合计
            parts, total = row[at + len(shares) : ends], row[ends]
        whole = len(parts) == len(shares) > _LEAST and all(one.level and one.kind == total.kind for one in parts)
        if not whole or not total.level or total.amount.value != _sum(parts):
            continue
        readings = [Interpretation(((1, one),), ((1, total),), binding=True, role=total.name) for one in parts]
        wrong = [pair for pair in zip(shares, readings, strict=True) if not holds(pair[0].amount, pair[1])]
        if len(wrong) == 1:
            yield Statement("share", wrong[0][0], (wrong[0][1],), items=(wrong[0][1].terms[0][1], total))


def _of_the_two(document: TextDocument, row: list[Quantity]) -> Iterator[Statement]:
    """The shares of the former and the latter of two figures in the total told behind them (前者占89%，后者占11%)."""
    for share in row:
        said = _FORMER.match(share.tail) if share.kind == PERCENT and share.role is Role.SHARE else None
        before = [
            one for one in document.mentions[max(0, share.index - _PAIR - _LEAST) : share.index] if one.kind != PERCENT
        ]
        told = before[-_PAIR:]
        if said is None or len(told) != _PAIR or len({(one.kind, one.prose) for one in told}) != 1 or share.whole_name:
            continue
        former, latter, total = told
        if all(one.level for one in told) and total.total and _sum([former, latter]) == total.amount.value:
            item = former if said[1] == "前" else latter
            yield Statement(
                "share", share, (Interpretation(((1, item),), ((1, total),), binding=True),), items=(item, total)
            )


def _of_brothers(levels: list[Quantity], share: Quantity) -> Iterator[Statement]:
    """The share of the one level it names in the sum of that and those joined to it, where that sum is printed."""
    named = [one for one in levels if one.own and len(one.key) >= _LEAST]
    items = [one for one in named if share.name.startswith(one.key) or share.key in one.key]
    items = [one for one in items if one.key == share.key] or items
    if len(items) != 1 or len(share.key) < _LEAST or (_SEVERAL.search(share.name) and share.key != items[0].key):
        return
    if any(one.index == items[0].index + 1 and one.kind != items[0].kind for one in levels):
        return  # 产业类6个、320万元: of either
    like = [one for one in levels if one.kind == items[0].kind and one.plan == items[0].plan]
    at = like.index(items[0])
    for start in range(at + 1):
        for end in range(max(at + 1, start + _LEAST), len(like) + 1):
            run = like[start:end]
            whole = next((one for one in like if one not in run and one.amount.value == _sum(run)), None)
            said = _COUNTED.sub("", _ALL.sub("", share.whole_name))[:_LEAST]
            other = whole is not None and len(said) == _LEAST and not in_order(said, whole.name)
            if whole is not None and not other and not any(one.time in OTHER_TIMES for one in run):
                others = [one for one in like if one not in run and one is not whole]
                rest = [Interpretation(((1, items[0]),), ((1, one),)) for one in others]
                reading = Interpretation(((1, items[0]),), ((1, whole),), binding=True, role=whole.name or "合计")
                yield Statement("share", share, (reading,), rest, items=(items[0], whole))
                return


def _sum(run: list[Quantity]) -> int:
    return sum(one.amount.value for one in run)


def _of_other_kind(levels: list[Quantity], share: Quantity) -> Iterator[Statement]:
    """The share that what stands right before it is of the one level that it names, counted in another unit."""
    said = _COUNTED.sub("", share.whole_name)
    wholes = [one for one in levels if len(said) >= _LEAST and said in one.name]
    item = levels[-1] if levels else share
    if len(wholes) != 1 or item.index != share.index - 1 or item.kind == wholes[0].kind or not item.own:
        return
    counts = item.kind.startswith("count") and wholes[0].kind.startswith("count")
    reading = Interpretation(((1, item),), ((1, wholes[0]),), binding=True)
    due, printed = expected(reading) or Fraction(0), share.amount.value
    tenth = any(abs(due * 10 - printed * times) <= 10 * share.amount.step for times in (1, 100))
    if counts and not holds(share.amount, reading) and (tenth or printed < 2 * due < 4 * printed):
        yield Statement("share", share, (reading,), items=(item, wholes[0]))


def _of_family(document: TextDocument, row: list[Quantity]) -> Iterator[Statement]:
    """The last of the shares of a family, whose figures are told elsewhere (人员占基本支出的86%，公用占14%)."""
    told = [one for one in row if one.role is Role.SHARE and one.own and not (one.rank or one.depth or one.hedged)]
    near = len(told) > 1 and told[-1].index - told[0].index == len(told) - 1
    wholes = {key(one.whole_name) for one in told if one.whole_name}
    behind = document.text_of(told[-1])[told[-1].end : told[-1].end + _BEHIND].partition("。")[0] if near else ""
    if (
        near
        and not any(word in behind for word in lexicon().rest)
        and len(wholes) <= 1
        and len({one.time for one in told}) == 1
        and (family_of(told) or (len(told) > 2 and told[-1].key in lexicon().rest))
    ):
        reading = Interpretation(((1, all_of_it(told[0])), *((-1, one) for one in told[:-1])), binding=True)
        yield Statement("balance", told[-1], (reading,), items=tuple(told))
