"""How many there are, in a word, of what is told by name: 有四项：一是…, 甲、乙两个镇, 三期，分别为甲、乙和丙."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from model.figures import SCALE, Unit
from model.language.amounts import Amount
from model.language.intervals import holds, sum_of
from model.language.quantity import Quantity, Role
from model.language.statements.spelled_out import of_so_many
from model.language.statements.statement import Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern
from model.text import numeral_value

_NUMERALS = "一二三四五六七八九"
_MANY = "(?P<Many>[两二三四五六七八九])"
_FIRST = Pattern(f"{_MANY}(?P<Of>个?方面|大?类|项|点|个|种|条|块|部分)[^，。；：0-9]{{0,10}}[：，](?=一是)")
_MORE = Pattern("还有|此外|另外|最后|以及|同时")
_BEFORE = Pattern(
    "(?:^|[，。；：、（）0-9])(?P<Names>[^，。；：、（）0-9等]{1,14}(?:、[^，。；：、（）0-9等]{1,6}){1,8}?)"
    f"{_MANY}(?P<Of>个|类|种|级|镇|乡|村|县|区|家|所|校)(?=[^，。；：、])"
)
_BEHIND = Pattern(
    f"{_MANY}(?P<Of>个|类|种|项|期|批|次|场|家|所|支)[^，。；：、0-9]{{0,8}}，分别[为是在]"
    "(?P<Names>[^，。；：、（）0-9等]{2,14}(?:、[^，。；：、（）0-9等]{2,14}){1,8})(?=[，。；])"
)
# 国家考试六项：高考、自考 ...，: not 其中六项, nor names that may go on.
_COLON = Pattern(
    f"(?<![其之当]中){_MANY}(?P<Of>类|种|项|门|所|场)[^，。；：、（）0-9]{{0,6}}："
    "(?P<Names>[^，。；：、（）0-9等]{2,12}(?:、[^，。；：、（）0-9等]{2,14}){2,8})(?=[，。；])"
)
# Of what the sentence before lists: 。以上三种形式中; 。上述四类支出.
_ABOVE = Pattern("[。；](?:以上|上述|这)(?P<Many>[三四五六七八九])大?(?P<Of>[类种项个])(?=[^0-9，。；、])")
_OTHERS = Pattern("其他|其它|其余")
_JOINED = Pattern("(?<=.)[和及与](?=.)")
_FEWEST = 3
_BACK = 2
_REACH = 3000


def counted_names(document: TextDocument) -> Iterator[Statement]:
    """The statements of such numbers, where one more or one less is told by name."""
    seen = -1
    for mention in document.mentions:
        if mention.prose == seen or mention.cell is not None:
            continue
        seen = mention.prose
        text = document.text_of(mention)
        for found in _FIRST.finditer(text):
            if (many := _numbered(text[found.end() : found.end() + _REACH], numeral_value(found["Many"]))) > 1:
                yield from _told(mention, found, many)
        for found in _BEFORE.finditer(text):
            names = found["Names"].split("、")
            names[-1:] = _JOINED.split(names[-1])
            like = len({len(name) for name in names[1:]}) == 1 and len(names[0]) >= len(names[-1])
            if like and len(names) >= _FEWEST and not any(map(_JOINED.search, names)):
                yield from _told(mention, found, len(names))
        for found in _ABOVE.finditer(text):
            if many := _listed_before(document, mention.prose, found.start()):
                yield from _told(mention, found, many)
        for found in chain(_BEHIND.finditer(text), _COLON.finditer(text)):
            names = found["Names"].split("、")
            last = _JOINED.split(names[-1])
            if not any(map(_JOINED.search, names[:-1])) and len(last) <= 2:
                yield from _told(mention, found, len(names) + len(last) - 1)


def _listed_before(document: TextDocument, prose: int, end: int) -> int:
    """How many the sentence that ends there lists by name that come to what is told before them; 0 where none do."""
    told = [row for row in document.sentences if row and row[0].prose == prose and row[-1].end <= end]
    if not told or told[-1][-1].etcetera:
        return 0
    levels = [one for row in told[-_BACK:] for one in row if one.level and one.kind == told[-1][-1].kind]
    for at, head in enumerate(levels[:-_FEWEST]):
        items = levels[at + 1 :]
        apart = (
            all(one.own and not one.depth and not one.total for one in items)
            and items[0].sentence == told[-1][0].sentence
        )
        if apart and not any(_OTHERS.search(one.name) for one in items) and holds(head.amount, sum_of(items)):
            return len(items)
    return 0


def _numbered(text: str, said: int) -> int:
    """How many items 一是, 二是 ... begin in ``text``; 0 where what is told otherwise may be one more."""
    many, at = 0, 0
    while many < len(_NUMERALS) and (place := text.find(f"{_NUMERALS[many]}是", at)) >= 0:
        again = text.find("一是", at + 1) if many else -1
        if 0 <= again < place:
            break
        many, at = many + 1, place + 1
    if many < said and (
        _MORE.search(text[at:]) or re.search(f"{_NUMERALS[many]}[为、则）]|其{_NUMERALS[many]}", text[at:])
    ):
        return 0
    return many


def _told(mention: Quantity, found: re.Match[str], many: int) -> Iterator[Statement]:
    said = numeral_value(found["Many"])
    amount = Amount(said * SCALE, 0, Unit(found["Of"], "count"), 0, str(said))
    yield from of_so_many(
        replace(mention, start=found.start("Many"), end=found.end("Of"), amount=amount, hedged=False, role=Role.LEVEL),
        many,
    )
