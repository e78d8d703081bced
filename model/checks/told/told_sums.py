"""The sums of several projects that texts tell."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from model.checks.told.mentions import SENTENCES, clause_start
from model.errors import ZipingError
from model.figures import WAN, Figure, read
from model.language.lexicon import pattern
from model.patterns import Pattern
from model.text import normalise, numeral_value

_NUMBER: Final = "[0-9]{1,3}|十?[一二三四五六七八九]|[二三四五六七八九]?十|两"
_SUM: Final = (
    "(?:(?<=[，。；：（\n])|^)(?:[0-9]{4}年度?)?(?:[我本][^，。；：]{1,3})?(?:<this_year>)?(?:<in_all>)?(?:<carried_out>)?"
    f"(?:(?P<N>{_NUMBER})个(?P<OF>部门|单位|公共)?项目|(?P<NAMES>[^，。；：\n]{{6,120}}?))"
    "(?:(?P<GIVEN><given_sum>)|(?P<SPENT><spent_sum>))?(?:金额|资金|总额|数)?(?:<in_all>)为?"
    "(?P<SUM>[0-9][0-9,]*(?:[.][0-9]+)?)(?P<UNIT>万元|亿元|元)"
)
_YEAR: Final = Pattern("(20[0-9]{2})年")
GIVEN: Final = ("amount", "adjusted", "budget", "total.original", "total.adjusted", "appropriation.original")
SPENT: Final = ("executed", "actual", "total.actual", "appropriation.actual")


@dataclass(frozen=True, slots=True)
class ToldSum:
    """An amount at ``start`` to ``end`` of a text that several projects come to, with the ``words`` around it.

    They are ``counted``, of ``kind`` or any, or ``named`` (0 or "" for the other). ``columns`` are those that the words
    mean, all where they do not say. ``year`` is the one that the sentence names last, "" for none.
    """

    start: int
    end: int
    amount: Figure
    words: str
    counted: int
    kind: str
    named: str
    columns: tuple[str, ...]
    year: str = ""


def told_sums(text: str) -> Iterator[ToldSum]:
    """The amounts in ``text`` that several projects, counted or named, are said to come to."""
    if "项目" not in text and "经费" not in text and "资金" not in text:
        return
    for found in pattern(_SUM).finditer(text):
        if pattern("<not_counted_now>").search(text, clause_start(text, found.start(), SENTENCES), found.start("SUM")):
            continue
        try:
            amount = read(normalise(found["SUM"] + found["UNIT"]), WAN, 0)
        except ZipingError:
            continue
        number = found["N"] or ""
        columns = GIVEN if found["GIVEN"] else SPENT if found["SPENT"] else (*GIVEN, *SPENT)
        counted = int(number) if number.isdigit() else numeral_value(number) if number else 0
        sentence = text[clause_start(text, found.start(), SENTENCES) : found.start("SUM")]
        yield ToldSum(
            found.start("SUM"),
            found.end(),
            amount,
            found[0].strip("，。；： "),
            counted,
            found["OF"] or "",
            found["NAMES"] or "",
            columns,
            *_YEAR.findall(sentence)[-1:],
        )
