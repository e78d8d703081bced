"""Whether an aim was reached, said in words right behind a rate that says otherwise (完成率99.7%，超额完成任务)."""

from __future__ import annotations

from collections.abc import Iterator

from model.language.amounts import PERCENT
from model.language.intervals import HUNDRED
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern

_ALL = "(?:以上|上述)?(?:[两三四五六]项|各项|全部)?(?:指标|任务)?(?:均|都|全部|全面)?"
_BEYOND = Pattern(f"，{_ALL}超额完成[^，。；0-9率的]{{0,10}}(?=[，。；]|$)")
_SHORT_OF = Pattern(f"，{_ALL}(?:未能?|没有)完成[^，。；0-9]{{0,6}}(?:任务|目标|计划)(?=[，。；]|$)")
_REACHED = Pattern(
    f"，{_ALL}(?P<Not>未能?|没有|尚未)?(?:达到|实现|符合|满足|优于|好于|控制在)了?[^，。；0-9]{{0,8}}(?:目标|要求|标准)"
    "(?:要求|值|[以之]内|范围内?)?(?=[，。；]|$)"
)
_SHOULD = Pattern("应当?(?:达到?|不低于|高于)|不低于")
# 损失率控制在2.5%以内: the less, the better.
_AT_MOST = Pattern("不高于|不超过|不得超过|不大于|控制在")
# 优于全省标准: no aim of its own.
_OTHERS = Pattern("[省国]|全市|行业|平均|先进")
_WITHIN = ("以内", "以下", "之内")
_ACTUALLY = Pattern("，?(?:全年|年末)?(?:实际|实绩|实测)(?:[为是达完成]{0,2})")
_PERMILLE = "count:‰"
_RATE = Pattern("[\u4e00-\u9fff]{2}率")
_BACK, _REACH = 3, 40


def aims_reached(document: TextDocument) -> Iterator[Statement]:
    """The statements of such words; each is wrong as it stands."""
    for row in document.sentences:
        for at, rate in enumerate(row):
            if (
                rate.kind not in (PERCENT, _PERMILLE)
                or rate.hedged
                or rate.cell is not None
                or rate.time in OTHER_TIMES
            ):
                continue
            behind = document.text_of(rate)[rate.end : rate.end + _REACH]
            whole = rate.amount.value >= HUNDRED
            if _is_done(row, at) and (said := _SHORT_OF.match(behind) if whole else _BEYOND.match(behind)):
                yield Statement("direction", rate, (), items=(rate,), whole=said[0].strip("，"))
                continue
            told, aim = _REACHED.match(behind), _the_aim(document, rate)
            if told is None or aim is None or _OTHERS.search(told[0]):
                continue
            over = rate.amount.value - aim.amount.value
            if (over <= 0 if _most(aim) else over >= 0) == bool(told["Not"]):
                yield Statement("direction", rate, (), items=(aim,), whole=told[0].strip("，"))


def _is_done(row: list[Quantity], at: int) -> bool:
    """Whether it is a rate of what was done, or goes on from one (完成率为102%、99%)."""
    while at and row[at].gap == "、" and row[at - 1].kind == PERCENT:
        at -= 1
    return row[at].role is Role.EXECUTION and "完成" in row[at].tail


def _the_aim(document: TextDocument, rate: Quantity) -> Quantity | None:
    """The one limit that is said before it that a rate of its name should keep to, or None."""
    called = _RATE.search(rate.tail)
    rows = document.sentences[max(0, rate.sentence - _BACK) : rate.sentence + 1]
    told = [one for row in rows for one in row if one.kind == rate.kind and one.prose == rate.prose]
    told = [one for one in told if one.index < rate.index]
    if called is None and told and told[-1].index == rate.index - 1 and _ACTUALLY.fullmatch(rate.gap):
        told = told[-1:]  # 受害率不高于0.5‰，实际为0.4‰
    else:
        told = [one for one in told if called is not None and called[0] in one.tail]
    return told[0] if len(told) == 1 and (_most(told[0]) or _SHOULD.search(told[0].tail)) else None


def _most(aim: Quantity) -> bool:
    """Whether a rate should be no more than it."""
    return _AT_MOST.search(aim.tail) is not None and (aim.after.startswith(_WITHIN) or "控制在" not in aim.tail)
