"""Reads why project expenditure changed: reasons one by one, each with its amounts."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from model.language.amounts import MONEY
from model.language.lexicon import pattern
from model.language.quantity import Quantity, Role
from model.patterns import Pattern
from model.scanning.gathering import Gathering, Piece
from model.scanning.placing.enumerating import OF_YEAR, last_clause

REASONS: Final = "general_budget.projects.reasons"
_BEGIN: Final = pattern(
    r"<change_words>(?:较大|较多|幅度较大)?的?(?:主要)?(?:原因|因素)(?:主要)?(?:是|为|有[一二三四五]?|如下|：|包括)*[：，]?"
    r"|变动(?:较大|明显|较多)的有?[^，。；：]{0,6}：|[增减]支?(?:因素|原因)(?:是|为|有)?："
    r"|(?:<change_words>|[增降]幅)[0-9.,万亿元%，增长减少下降幅为]{0,60}。(?=一是)"
    r"|(?<=，)(?:主要)?原因(?:是|为|有|如下|：|包括)+"
    r"|(?<=[元%]，)主要(?:是由于|是因为?|[是系因]|由于)(?=[^。；0-9]{2,60}[由从][^，。；0-9]{0,8}[0-9.,]+[万亿]?元)"
)
_ENUMERATED: Final = Pattern(
    r"(?:^|(?<=[；。，：]))(?:[一二三四五六七八九]是|[2-9][、.](?![0-9])|1[、.](?![0-9])|（[1-9]）|[①-⑨])"
)
# A piece that begins with a year or a part goes on about the reason before.
_NEXT: Final = Pattern(r"；(?!20[0-9]{2}年|其中|含|包括)")
_ASIDE: Final = Pattern(r"[，；].{0,24}(?:其中|含|包括)")
_BEFORE: Final = Pattern("(?<![较比与同])(?:上年|去年)(?!.{0,120}(?:本年|今年|当年))")
_EDGES: Final = "，；。：、 "


def reasons_start(text: str, home: str) -> int:
    """Where a paragraph on project expenditure begins to give the reasons of its change; -1 where it gives none."""
    found = _BEGIN.search(text)
    if found is None:
        return -1
    said = "项目支出" if home == "general_budget.projects" else text[: found.start()]
    return found.end() if "项目支出" in said and "基本支出" not in said else -1


def read_reasons(
    text: str, start: int, offset: int, found: Sequence[tuple[Quantity, Piece]], gathering: Gathering
) -> None:
    """Each reason from ``start`` of ``text`` on as a row of the list; ``found`` are its figures.

    ``offset`` is where the text begins in the paragraph by which the figures are counted.
    """
    starts = [match.start() for match in _ENUMERATED.finditer(text, start)]
    if not starts:
        starts = [start, *(match.end() for match in _NEXT.finditer(text, start))]
    elif text[start : starts[0]].strip(_EDGES):
        starts.insert(0, start)
    for begin, end in zip(starts, [*starts[1:], len(text)], strict=True):
        inside = [one for one in found if begin <= one[0].start - offset < end]
        if text[begin:end].strip(_EDGES):
            _reason(text[begin:end], begin + offset, inside, gathering)
        else:
            for mention, piece in inside:
                gathering.refuse(mention, piece, "原因里的其他数")


def _reason(text: str, begin: int, found: Sequence[tuple[Quantity, Piece]], gathering: Gathering) -> None:
    rows = gathering.rows(REASONS)
    row = rows.insert(len(rows.rows))
    said = _ENUMERATED.sub("", text, count=1).strip(_EDGES)
    skipped = text.find(said)
    first, last = -1, -1
    sentence_end = text.find("。") if "。" in text else len(text)
    for mention, piece in found:
        name, sign = "this_year", 1
        told_before = (
            mention.role is Role.LEVEL
            and not row.cell("last_year").raw
            and _BEFORE.search(text[: mention.start - begin]) is not None
        )
        if (
            mention.role is Role.BASE
            or told_before
            or mention.tail.endswith(("由", "从"))
            or (mention.role is Role.LEVEL and mention.time == "prior" and not OF_YEAR.search(last_clause(mention.gap)))
        ):
            name = "last_year"
        elif mention.role is Role.CHANGE and "新增" not in mention.tail:
            name, sign = "change", mention.direction
        aside = _ASIDE.search(mention.gap) or mention.start - begin > sentence_end
        cell = row.cell(name)
        if aside or mention.kind != MONEY or mention.hedged or cell.raw or mention.role in (Role.SHARE, Role.RATE):
            gathering.refuse(mention, piece, "原因里的其他数")
        elif not gathering.put(cell, mention, piece, sign=sign):
            gathering.refuse(mention, piece, "单位与此项不符")
        else:
            first = mention.start - begin - skipped if first < 0 else first
            last = mention.end - begin - skipped
    opening, note = (said[:first], said[last:].strip(_EDGES)) if first >= 0 else (said, "")
    opening = re.sub(r"(?:由|从)?(?:上一?年度?|去年|20[0-9]{2}年度?)的?$|[由从]$", "", opening)
    row.cell("text").raw = opening.strip(_EDGES) or said
    if note and not re.search(r"[0-9]万元", note):
        row.cell("note").raw = note
