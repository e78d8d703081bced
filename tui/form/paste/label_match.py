"""Which field a label in a pasted table means, where it is not quite the label of the form."""

from __future__ import annotations

import difflib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from typing import Final, Generic, TypeVar

from model.patterns import Pattern
from model.report.tree import Node
from model.text import NOTE_MARKS, in_order, normalise, numeral_value, years_in_digits

LIKENESS: Final = 0.8
MARGIN: Final = 0.05
_NUMBERED: Final = Pattern(
    rf"(?:其中:|(?<![0-9])[{re.escape(NOTE_MARKS)}]|[(]?(?:[0-9]{{1,2}}|[一二三四五六七八九十]{{1,2}})(?:[)]|[、,.．](?![0-9]))+)+"
)
_COUNTED: Final = Pattern("[0-9]{1,2}|[一二三四五六七八九十]{1,2}")
_BRACKETS: Final = Pattern(r"[(][^()]*[)]")

_QUOTES: Final = dict.fromkeys(map(ord, "“”‘’\"'"))

_YEAR: Final = Pattern(r"^(20[0-9]{2})年度?")
_BARE: Final = Pattern("20[0-9]{2}")
_BEFORE: Final = Pattern(r"^(?:上一?年|去年)(?:度|同期)?|^20[0-9]{2}年度?")
_NOW: Final = Pattern("^(?:本年|当年)度?")
_VALUE: Final = Pattern("数|金额")

T = TypeVar("T")


def unnumbered(label: str) -> str:
    """``label`` without spaces and quotation marks, without 其中： and numbers such as 1、 before it, half-width."""
    return _NUMBERED.sub("", _plain(label), count=1)


def without_number(name: str) -> str:
    """``name`` as it is written, without 其中： and numbers such as 1、 before it, and without a colon behind it."""
    bare = unnumbered(name)
    ends = (name[at:].strip().rstrip("：:") for at in range(len(name)))
    return next((end for end in ends if _plain(end) == bare), bare)


def is_numbered(label: str) -> bool:
    """Whether a number such as 1、 or 其中： stands before ``label``."""
    return unnumbered(label) != _plain(label)


def enumerator(label: str) -> str:
    """The number before ``label`` in figures, 3 of 三、上级补助收入; "" for none."""
    found = _NUMBERED.match(_plain(label))
    counted = _COUNTED.search(unicodedata.normalize("NFKC", found[0])) if found is not None else None
    return "" if counted is None else counted[0] if counted[0].isdigit() else str(numeral_value(counted[0]))


def _plain(label: str) -> str:
    return years_in_digits("".join(normalise(label).translate(_QUOTES).split())).rstrip(":")


def of_years(heads: Sequence[str], year: str) -> list[str]:
    """``heads`` with 上年 for the year before the report's ``year``, and without that year itself.

    Where ``year`` is not known, it is the latest one of ``heads``.
    """
    stated = [_YEAR.match(unnumbered(head)) for head in heads]
    now = year if year.isdigit() else latest_year(heads)
    words = {now: "", str(int(now) - 1): "上年"} if now else {}
    return [
        words[found[1]] + found.string[found.end() :] if found and found[1] in words else head
        for head, found in zip(heads, stated, strict=True)
    ]


def only_year(head: str) -> bool:
    """Whether ``head`` is a year and nothing else: 2025年度."""
    return (found := _YEAR.match(head)) is not None and found.end() == len(head)


def year_before(head: str) -> str:
    """The year that ``head`` begins with, as :func:`of_years` has it: 上年, 2022年; "" for the report's own or none."""
    found = _BEFORE.match(unnumbered(head))
    return "" if found is None else found[0] if found[0].startswith("20") else "上年"


def begins_with_year(head: str) -> bool:
    """Whether ``head`` begins with a year, in figures or as 本年: 2024年决算数."""
    plain = unnumbered(head)
    return bool(_YEAR.match(plain) or _NOW.match(plain))


def only_years(head: str) -> bool:
    """Whether ``head``, as it was copied, is of a year and says no more: 2024年度, 上年数, 本年（元）."""
    plain = _BRACKETS.sub("", unnumbered(head))
    found = _BEFORE.match(plain) or _NOW.match(plain)
    return found is not None and _VALUE.sub("", plain[found.end() :], count=1) == ""


def years_spelt(heads: Sequence[str]) -> list[str]:
    """``heads`` with 年 behind the years, where they are several years in a row as bare numbers: 项目, 2023, 2024."""
    bare = [int(head) for head in heads if _BARE.fullmatch(head)]
    row = len(bare) > 1 and sorted(bare) == [*range(min(bare), max(bare) + 1)]
    return [f"{head}年" if row and _BARE.fullmatch(head) else head for head in heads]


def latest_year(heads: Sequence[str]) -> str:
    """The latest year that one of ``heads`` begins with; "" for none."""
    return max((found[1] for head in heads if (found := _YEAR.match(unnumbered(head)))), default="")


def year_of(node: Node) -> str:
    """The year of the report that ``node`` stands in, as it is typed; "" where it is not."""
    *_, root = node.outwards()
    return root.cell("overview.year").raw


class LabelMatch(Generic[T]):
    """Finds things by their labels. ``named`` are labels with what they name; of equal labels the first counts.

    A label of the year before is never like one of the year itself, which nobody has to say: 2025年预算数 of the report
    on 2025 is 本年预算数.
    """

    def __init__(self, named: Iterable[tuple[str, T]]) -> None:
        self._exact: dict[str, T] = {}
        self._short: dict[str, T] = {}
        said = [(unnumbered(label), thing) for label, thing in named]
        unsaid = [(bare, thing) for whole, thing in said if (bare := _NOW.sub("", whole)) and bare != whole]
        for whole, thing in (*said, *unsaid):
            self._exact.setdefault(whole, thing)
            self._short.setdefault(_BRACKETS.sub("", whole), thing)
        self._years = {short: year_before(short) for short in self._short}
        self._alike: dict[str, T | None] = {}
        self._edges: dict[str, list[str]] = {}
        for short in filter(None, self._short):
            for letter in {short[0], short[-1]}:
                self._edges.setdefault(letter, []).append(short)

    def exact(self, label: str) -> T | None:
        """What has just that label, brackets and 本年 before it apart; None where nothing has."""
        whole = unnumbered(label)
        for said in (whole, _NOW.sub("", whole)):
            short = _BRACKETS.sub("", said)
            found = self._exact.get(said)
            found = found if found is not None else self._short.get(short) if short else None
            if found is not None:
                return found
        return None

    def find(self, label: str) -> T | None:
        """What has that label or, where nothing has, the one label that is clearly most like it; None for none."""
        if (found := self.exact(label)) is not None:
            return found
        if label not in self._alike:
            self._alike[label] = self._most_like(_BRACKETS.sub("", unnumbered(label)))
        return self._alike[label]

    def _most_like(self, short: str) -> T | None:
        year = year_before(short)
        near = {known for letter in {*short[:1], *short[-1:]} for known in self._edges.get(letter, ())}
        ranked = sorted(
            (
                (difflib.SequenceMatcher(None, short, known).ratio(), known)
                for known in near
                if self._years[known] == year and _is_longer(short, known)
            ),
            reverse=True,
        )
        if not ranked or ranked[0][0] < LIKENESS:
            return None
        close = [known for ratio, known in ranked if ratio > ranked[0][0] - MARGIN]
        return self._short[close[0]] if len(close) == 1 else None


def _is_longer(one: str, other: str) -> bool:
    """Whether one of two labels is the other with more words at an end, or in the middle as 公务用车 is 公车."""
    short, long = sorted((one, other), key=len)
    if not short or long.startswith(short) or long.endswith(short):
        return bool(short)
    return short[0] == long[0] and in_order(short, long)
