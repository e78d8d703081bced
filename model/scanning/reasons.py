"""Reads why project expenditure changed: reasons one by one, each with its amounts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from model.scanning.clauses import phrase
from model.scanning.gathering import Piece
from model.scanning.sentences import sentences

if TYPE_CHECKING:
    from model.scanning.gathering import Gathering

REASONS: Final = "general_budget.projects.reasons"
_BEGIN: Final = re.compile(
    r"(?:增加|减少|增减|变动|变化|下降|增长|上升)(?:较大|较多|幅度较大)?的?(?:主要)?原因(?:主要)?(?:是|为|有|如下|：|包括)*[：，]?"
    r"|(?<=，)(?:主要)?原因(?:是|为|有|如下|：|包括)+"
)
_ENUMERATED: Final = re.compile(
    r"(?:^|(?<=[；。，：]))(?:[一二三四五六七八九]是|[2-9][、.](?![0-9])|1[、.](?![0-9])|（[1-9]）|[①-⑨])"
)


def split_reasons(text: str, home: str) -> tuple[str, str]:
    """A paragraph on project expenditure up to the reasons of its change, and the reasons; "" where it gives none."""
    found = _BEGIN.search(text)
    said = "项目支出" if home == "general_budget.projects" else text[: found.start()] if found is not None else ""
    about = found is not None and "项目支出" in said and "基本支出" not in said
    return (text[: found.start()], text[found.end() :]) if found is not None and about else (text, "")


def read_reasons(text: str, gathering: Gathering, year: int, own: str) -> None:
    """Each reason that ``text`` gives, as a row of the list."""
    starts = [match.start() for match in _ENUMERATED.finditer(text)]
    if starts:
        pieces = [text[a:b] for a, b in zip(starts, [*starts[1:], len(text)], strict=True)]
        pieces = [_ENUMERATED.sub("", piece, count=1) for piece in pieces]
    else:
        # A piece that begins with a year or a part goes on about the reason before.
        pieces = [piece for piece in re.split(r"；(?!20[0-9]{2}年|其中|含|包括)", text) if piece.strip("。")]
    for piece in pieces:
        _reason(piece.strip("；。 "), gathering, year, own)


def _reason(text: str, gathering: Gathering, year: int, own: str) -> None:
    rows = gathering.rows(REASONS)
    row = rows.insert(len(rows.rows))
    opening, note = text, ""
    for index, sentence in enumerate(sentences(text)):
        before = 0
        for number in sentence.numbers:
            piece = Piece(sentence.clause(number), sentence.printed.strip(), 2)
            lead = sentence.text[before : number.start]
            before = number.end
            money = number.measure is not None and number.measure.dimension == "金额"
            if re.search(r"[，；].{0,24}(?:其中|含|包括)", lead):
                gathering.refuse(number, piece, "原因里的其他数")
                continue
            words = phrase(re.split(r"[，；：（）]", lead)[-1], "general_budget", year, own)
            told = [phrase(clause, "general_budget", year, own).period for clause in re.split(r"[，；：]", lead)]
            period = next((said for said in reversed(told) if said), "")
            name = "this_year"
            sign = 1
            if (period == "last" and not words.compared) or (
                words.compared and words.basis == "last" and not words.direction
            ):
                name = "last_year"
            elif words.direction and not words.reached:
                name, sign = "change", words.direction
            if "新增" in words.text and name == "change":
                name, sign = "this_year", 1
            cell = row.cell(name)
            if not money or number.hedged or index or cell.raw:
                gathering.refuse(number, piece, "原因里的其他数")
                continue
            if not gathering.put(cell, number, piece, sign=sign):
                gathering.refuse(number, piece, "单位与此项不符")
                continue
            if opening == text:
                opening = sentence.shown(0, number.start)
            note = text[len(sentence.shown(0, number.end)) :].strip("，；。 ")
    opening = re.sub(r"(?:由|从)?(?:上一?年度?|去年|20[0-9]{2}年度?)的?$", "", opening)
    row.cell("text").raw = opening.strip("，：、 ") or text
    if note and not re.search(r"[0-9]万元", note):
        row.cell("note").raw = note
