"""Scores: what each part was given comes to the whole score."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from model.language.intervals import HUNDRED, Interpretation, sum_of
from model.language.lexicon import lexicon
from model.language.quantity import Quantity
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern

SCORE = "count:分"
"""The kind of scores: what they come to is told by the statements of this module alone."""
# 满意度10分，得满分: a score that no figure tells.
_FULL = Pattern("[得获]满分")
OVER_FULL_MARK = "满分"
"""Why a score cannot be: no more is given than may be."""
_FEWEST = 3
_OF_ANY = "得分"
_BACK = 8
_GIVEN = ("得", "自评得", "实得")


def scores(document: TextDocument) -> Iterator[Statement]:
    """The statements of whole scores behind the scores of the parts, in their sentence or the next one."""
    words = lexicon().scores
    for row in document.sentences:
        for total in row:
            if (
                total.kind != SCORE
                or not total.level
                or total.depth
                or total.time == "prior"
                or total.rank  # 得分分别为9分、8分: of the parts
                or not (total.name.endswith(words) or total.total)
            ):
                continue
            if any(_gained(one) for one in row if one.index == total.index + 1):
                continue  # 总分100分，得96.1分: what may be given at most
            here = [one for one in row if one.index < total.index]
            before = document.sentences[total.sentence - 1] if total.sentence and not here else []
            if not here and not any(one.kind == SCORE for one in before):
                yield from _told_first(document, row, total)
            parts = [one for one in here or before if one.level and one.kind == SCORE and not one.depth]
            told = [one for one in parts if one.tail.endswith(("得", "自评")) or one.name.endswith(words)]
            # 四项合计满分30分: of what each may be given
            alike = [one for one in parts if one.tail[-2:] == total.name[-2:]]
            told = alike if len(alike) >= _FEWEST else told
            given = told if len(told) >= _FEWEST else []
            parts = given or parts
            named = total.name in words or any(total.name.endswith(word) for word in words if word != _OF_ANY)
            if not named and any(one.name.endswith(words) for one in parts):
                continue  # 产出指标得分48.5分，效益指标得分29分
            if not given and any("扣" in one.tail for one in parts):
                continue  # 编制扣1.2分、执行扣2.3分，得分96.5分
            if not given and sum(one.amount.value for one in parts) == HUNDRED:
                continue  # 投入20分、产出50分、效果30分，总分96分: what each may be given at most
            if len(parts) >= _FEWEST and not any(one.hedged or one.time == "prior" for one in [*here, *before]):
                several = any(one.tail.endswith("各") for one in [*here, *before])  # 时效、成本各10分，均得满分
                several = several or any(_FULL.search(one.after) for one in [*here, *before])
                sure = not several and (not total.counted or total.counted == len(parts))
                further = _further(document, total, [*here, *before])
                sure = sure and not further and (not told or parts == given)
                told = [one for one in (*further, *parts) if one.tail.endswith(("得", "自评"))]
                inner = [one for one in here or before if one.level and one.kind == SCORE and one.depth]
                yield Statement(
                    "total",
                    total,
                    (sum_of(parts),),
                    (*_charity(parts), sum_of(inner), sum_of(told)),  # 履职效能40分（得38.6分）
                    "explicit" if sure else "never",
                    items=tuple(parts),
                )


def _gained(one: Quantity) -> bool:
    """Whether it is called what was gained (得96.1分, 自评得分96.1分)."""
    return one.kind == SCORE and one.level and (one.tail.endswith(("得", "自评")) or one.name.endswith(_OF_ANY))


def _told_first(document: TextDocument, row: list[Quantity], total: Quantity) -> Iterator[Statement]:
    """The whole score before the scores of its parts (总分93.8分，投入18.6分、过程19.2分、产出28.5分、效果27.5分).

    The parts may open the next sentence; each may be told behind its full mark (其中：投入20分，得18.6分；...).
    """
    behind = row[row.index(total) + 1 :]
    apart = not any(one.kind == SCORE for one in behind)
    if apart:
        behind = next(iter(document.sentences[total.sentence + 1 : total.sentence + 2]), [])
        if not behind or not behind[0].opener or behind[0].section != total.section:
            return
    if pairs := _pairs(behind, total):
        for mark, given in pairwise(behind):
            if given in pairs and given.amount.value > mark.amount.value:
                yield Statement("direction", given, (), whole=OVER_FULL_MARK, items=(mark,))
        yield Statement("total", total, (sum_of(pairs),), _charity(pairs), "explicit", items=tuple(pairs))
        return
    parts: list[Quantity] = []
    for one in behind:
        if one.kind != SCORE or not one.level or one.depth or one.time == "prior" or one.compared:
            break
        parts.append(one)
    likely = len(parts) >= _FEWEST and all(one.gap.startswith(("、", "和", "，")) for one in parts[1:])
    if (
        likely
        and not total.plan
        and parts[0].part == parts[-1].part
        and not any("扣" in one.gap for one in parts)
        and sum(one.amount.value for one in parts) != HUNDRED
    ):
        inner = [one for one in behind if one.level and one.kind == SCORE and one.depth]
        rest = [sum_of(inner), *_charity(parts)]
        rest += [sum_of(parts[:count]) for count in range(2, len(parts))]
        over = sum(one.amount.value for one in parts) > total.amount.value
        sure = not apart or over  # in a sentence of their own fewer may be told than there are
        yield Statement("total", total, (sum_of(parts),), rest, "explicit" if sure else "never", items=tuple(parts))


def _pairs(row: list[Quantity], total: Quantity) -> list[Quantity]:
    """What each part was given, where all stand behind their full marks, which come to 100; else none."""
    given = [one for one in row if one.gap.lstrip("，（").startswith(_GIVEN) and one.kind == SCORE]
    full = [one for one in row if one.kind == SCORE and one not in given]
    side_by_side = all(mark.index + 1 == one.index for mark, one in zip(full, given, strict=False))
    whole = len(given) == len(full) >= _FEWEST and side_by_side and not any(one.hedged for one in given)
    return given if whole and sum(one.amount.value for one in full) == HUNDRED and not total.plan else []


def _further(document: TextDocument, total: Quantity, known: list[Quantity]) -> list[Quantity]:
    """The scores below the total's heading that stand in sentences before the ``known`` ones."""
    rows = document.sentences[max(0, total.sentence - _BACK) : total.sentence]
    told = [one for row in rows for one in row if one.section == total.section and one not in known]
    return [one for one in told if one.level and one.kind == SCORE]


def _charity(parts: list[Quantity]) -> Iterator[Interpretation]:
    """Sums of every other score, each being told beside the most that it may be, and of those that come last."""
    yield sum_of(parts[::2])
    yield sum_of(parts[1::2])
    for word in {one.tail[-2:] for one in parts}:  # 满分10分，扣1分，自评9分: what is told in the same word
        yield sum_of([one for one in parts if one.tail[-2:] == word])
    for start in range(1, len(parts) - 1):
        yield sum_of(parts[start:])
