"""What a text says badly, apart from sums: words twice, another year's sentence left in, a grade beside its score."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from model.language.lexicon import lexicon, pattern
from model.language.paragraphs import PlainProse
from model.language.text_document import Span, TextDocument, sentences
from model.patterns import Pattern

_COMPARED = Pattern(r"(?:较|比|同比|与)(20[0-9]{2})年[^，。；]{0,12}(?:增|减|提|上升|下降|降|多|少|扩大)")
_FIRST = Pattern(r"^(?:[^，。；：]{0,6}[：、，])?(?:截至|截止)?(20[0-9]{2})年(?:度|底|末)?")


# 得分79.6分，等级为良; not where the report names limits or another full score of its own.
_GRADED = Pattern(
    r"(?:自评|总|综合)?得分为?([0-9]{1,3}(?:\.[0-9]{1,2})?)分[，；（]?[^，。；0-9]{0,6}(?:等级|等次|档次)[^，。；0-9]{0,4}?([优良中差])"
)
_LIMITS = Pattern("[0-9]分?(?:（含）|及)?(?:以上|以下|[-—～至])[^。]{0,12}[优良]|满分为?(?!100分)[0-9]{3}")
_TWICE = r"(<lead_in>)(?:[：，、]|主要|的|其)?(?:主要|其)?\1|原因(?:是|为|在于)?[：，]?(?:主要)?原因(?:是|为)"

# Last year's own score, where no other year is spoken of: 2021年度整体支出绩效自评得分91分.
_SCORED = Pattern(
    "(20[0-9]{2})年度?[^，。；0-9]{0,20}自评(?:综合|总)?(?:得分|评分|结果|总分)[为是：]*[0-9]{2,3}(?:\\.[0-9]+)?分"
)
_ANY_YEAR = Pattern("20[0-9]{2}(?=年)|上年|去年|上一年")

RemarkKind = Literal["doubled", "year_left", "grade"]


@dataclass(frozen=True, slots=True)
class Remark:
    """Something said badly at ``span``: the words that show it. ``heading`` counts the headings before it."""

    kind: RemarkKind
    span: Span
    words: str
    message: str
    heading: int = 0


def remarks(document: TextDocument) -> Iterator[Remark]:
    """What is said badly."""
    limited = any(isinstance(piece, PlainProse) and _LIMITS.search(piece.text) for piece in document.pieces)
    below = 0
    for at, piece in enumerate(document.pieces):
        if isinstance(piece, PlainProse) and piece.heading:
            below += 1
        elif isinstance(piece, PlainProse):
            for remark in _of_paragraph(document, at, piece.text, limited=limited):
                yield replace(remark, heading=below)


def _of_paragraph(document: TextDocument, at: int, text: str, *, limited: bool) -> Iterator[Remark]:
    for found in pattern(_TWICE).finditer(text):
        span = document.span_of(at, found.start(), found.end())
        yield Remark("doubled", span, found[0], f"“{found[0]}”说了两遍：请删去一遍")
    for found in () if limited else _GRADED.finditer(text):
        due = next(grade for grade, least in lexicon().grades.items() if float(found[1]) >= least)
        if due != found[2]:
            span = document.span_of(at, found.start(1), found.end())
            yield Remark("grade", span, found[0], f"“{found[0]}”：按常用标准应为“{due}”，请对照本地标准核对")
    if document.year:
        yield from _year_left(document, at, text)


def _year_left(document: TextDocument, at: int, text: str) -> Iterator[Remark]:
    """Last year told of as this year's result, itself compared with the year before it, or as that of the score."""
    scored = _SCORED.search(text)
    if scored is not None and int(scored[1]) == document.year - 1 and set(_ANY_YEAR.findall(text)) == {scored[1]}:
        span = document.span_of(at, scored.start(1), scored.end(1) + 1)
        message = f"自评得分写着{scored[1]}年，而报告年度是{document.year}年：是否沿用了上年的话？请核对"
        yield Remark("year_left", span, f"{scored[1]}年", message)
    for start, end in sentences(text):
        first = _FIRST.match(text[start:end])
        if first is None or int(first[1]) != document.year - 1:
            continue
        compared = _COMPARED.search(text[start:end])
        # 2022年比2021年增长5%，2023年比2022年增长7%: year after year, also in sentences of their own.
        goes_on = any(int(one[1]) == document.year - 1 for one in _COMPARED.finditer(text))
        if compared is not None and int(compared[1]) == document.year - 2 and not goes_on:
            span = document.span_of(at, start + first.start(1), start + first.end(1) + 1)
            message = (
                f"写着{first[1]}年，并与{compared[1]}年相比，而报告年度是{document.year}年：是否沿用了上年的话？请核对"
            )
            yield Remark("year_left", span, f"{first[1]}年", message)
