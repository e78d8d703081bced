"""Amounts typed in a text that no figure of the report is, but that one is but for swapped digits or its unit."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final, TypeAlias

from model.checks.diagnosis.slips import SWAP, UNIT
from model.checks.findings import Finding
from model.checks.registry import SAME_FIGURE, TRUE_FIGURES, rule
from model.checks.rules.quoted_figures import quoted_in_text
from model.checks.told.mentions import CLAUSES, SENTENCES, Mention, clause_start, turn_of
from model.checks.told.read_texts import ReadText
from model.checks.told.told_figures import ToldAmount
from model.figures import WAN, Figure, group
from model.language.lexicon import lexicon
from model.mistyped import one_slip_away
from model.patterns import Pattern
from model.report.amounts_by_value import Amounts
from model.report.references import Names
from model.report.tree import Cell
from model.schema.fields import Number
from model.schema.outline import place
from model.text import in_quotes

LEAST_DIGITS: Final = 5
"""Of fewer digits, two amounts are alike by chance too often."""
LEAST_BESIDE_NAME: Final = 3
LEAST_NAME: Final = 4
"""So many digits do where the words name the row of the figure, by so many characters."""
LEAST_SIGNIFICANT: Final = 4
"""Of these, so many besides zeros at the end, where only the unit is another."""
TEN_THOUSAND: Final = 10**4

_NUMBER: Final = Pattern("[0-9][0-9,.]*")
_CALLED: Final = Pattern(f"([\u4e00-\u9fff]{{1,{LEAST_NAME}}}?)[为是有共]?$")
_YEARS: Final = Pattern("(?:19|20)[0-9]{2}(?=年)")
_COMPARING: Final = frozenset(
    {"prior", "next", "opening", "closing", "plan", "up", "down", "save", "flat", "up_short", "down_short"}
)
"""What makes an amount one of another time, or one that others are compared with."""

TypedAmount: TypeAlias = tuple[Figure, int, int, str, list[tuple[int, int]]]
"""An amount, where it begins and ends, its word for more or less, and the values that a slip made it of."""


@rule(
    sentence="正文里的金额若与某一项只是相邻两位数字颠倒或单位差一万倍，请核对",
    reason=SAME_FIGURE,
    remedy="对照来源核对；确是那一项的，改写成 {名称}",
    basis=TRUE_FIGURES,
)
def near_figure(mention: Mention, slip: int) -> Iterator[Finding]:
    """An amount that no figure of the report is, beside the one that it is but for ``slip``, SWAP or UNIT."""
    cell, source = mention.cell, mention.source
    shown = source.printed
    assert source.figure is not None
    assert shown is not None
    message = (
        f"{cell.label}里写{in_quotes(mention.words)}，与{place(source.section)}{source.label}"
        f"{group(shown.digits())}{shown.unit.name}"
        f"{'只是相邻两位数字颠倒' if slip == SWAP else '数字相同，单位差一万倍'}：是不是同一个数？"
    )
    yield near_figure.finding(
        "warning",
        cell.section,
        (cell.path, source.path),
        message,
        expected=source.figure.digits(),
        actual=mention.figure.digits(),
    )


class NearFigures:
    """The amounts in one report's texts."""

    def __init__(self) -> None:
        self._told: dict[Finding, Mention] = {}
        self.places: set[tuple[Cell, int, int]] = set()
        """The places of the amounts that are or nearly are a figure of the report, whatever they are called there."""
        self.known: set[tuple[Cell, int, int]] = set()
        """Those that are a figure of the report's own year."""

    def findings(self, typed: Sequence[tuple[Cell, TypedAmount]], amounts: Amounts, names: Names) -> list[Finding]:
        """What amounts that were ``typed``, each with its field, nearly say of the ``amounts`` of the report.

        One that is last year's amount of what its clause names, where no other year is spoken of, was left standing.
        """
        self._told, self.places, self.known = {}, set(), set()
        often = Counter(amount[0].value for _, amount in typed)
        for cell, (figure, start, end, turn, slips) in typed:
            long, as_less = _digits(figure) >= LEAST_DIGITS, -figure.value if turn else figure.value
            if (itself := amounts.first(figure.value) or amounts.first(as_less)) is not None:
                if long or _names(_words(cell, start, end), cell, itself):
                    self.places.add((cell, start, end))
                    if itself.field.from_last is None:
                        self.known.add((cell, start, end))
                    elif long and (now := _left_standing(cell, start, end, itself, names)) is not None:
                        mention = Mention(
                            cell, _words(cell, start, end), figure, ToldAmount.field(now), start, end, slip="last"
                        )
                        self._told.update((said, mention) for said in quoted_in_text(mention, names))
                continue
            if often[figure.value] > 1:
                continue
            near = {(source, slip) for value, slip in slips if (source := amounts.first(value)) is not None}
            if not near:
                continue
            words = _words(cell, start, end)
            found = {(source, slip) for source, slip in near if long or _names(words, cell, source)}
            if len(found) == 1 and not amounts.is_anywhere(figure.value):
                source, slip = found.pop()
                self.places.add((cell, start, end))
                less = source.figure is not None and source.figure.value < 0
                figure = replace(figure, value=-figure.value) if less else figure
                mention = Mention(cell, words, figure, ToldAmount.field(source), start, end, turn if less else "")
                self._told.update((said, mention) for said in near_figure(mention, slip))
        return list(self._told)

    def mention(self, finding: Finding) -> Mention | None:
        """What ``finding`` tells of; None where it is none of these."""
        return self._told.get(finding)


def _left_standing(cell: Cell, start: int, end: int, last: Cell, names: Names) -> Cell | None:
    """This year's figure beside ``last``, where the clause of an amount names it and its sentence no other year."""
    now = next((part for part in last.node.own_cells if part.field is last.field.from_last), None)
    if now is None or now.figure is None or last.figure is None or now.figure.value == last.figure.value:
        return None
    text = cell.raw
    sentence, clause = (
        text[clause_start(text, start, marks) : found.start() if (found := marks.search(text, end)) else len(text)]
        for marks in (SENTENCES, CLAUSES)
    )
    said = lexicon().texts
    ends = sorted((*said["spent_names"], "数"), key=len, reverse=True)
    called = {_without(name, ends) for name in (now.field.label, *getattr(now.field, "aliases", ()))} | {
        now.node.label.rpartition("·")[2]
    }
    if not any(len(name) >= LEAST_NAME and name in clause for name in called):
        return None
    years = {year for year in _YEARS.findall(sentence) if year != names.year}
    compared = lexicon().words(sentence)
    if years or any(word.kinds & _COMPARING for word in compared):
        return None
    others = (*said["other_year_meant"], *said["compared_with"])
    return None if any(word in sentence for word in others) else now


def _without(name: str, ends: Sequence[str]) -> str:
    return next((name.removesuffix(end) for end in ends if name.endswith(end) and name != end), name)


def _slips(figure: Figure) -> Iterator[tuple[int, int]]:
    """The values that ``figure`` may have been meant for, each with the slip."""
    yield from ((value, SWAP) for value, kind in one_slip_away(figure) if kind == "swap")
    if len(figure.digits().replace(".", "").strip("0")) >= LEAST_SIGNIFICANT:
        yield figure.value * TEN_THOUSAND, UNIT
        if not figure.value % TEN_THOUSAND:
            yield figure.value // TEN_THOUSAND, UNIT


def _names_row(words: str, source: Cell) -> bool:
    """Whether ``words`` name the row of the list that ``source`` stands in, as a text of that row does."""
    texts = (part.raw for part in source.node.own_cells if not isinstance(part.field, Number))
    return source.node.index >= 0 and any(len(text) >= LEAST_NAME and text in words for text in texts)


def _names(words: str, cell: Cell, source: Cell) -> bool:
    """Whether ``words``, which end with an amount, say that it is ``source``: they name its row, or it.

    It need not be named in full (年末结转 for 年末结转结余数) in a text ``cell`` of its record or one around that.
    """
    if _names_row(words, source):
        return True
    if cell.node not in source.node.outwards() or source.node.outermost_row is not cell.node.outermost_row:
        return False
    numbers = list(_NUMBER.finditer(words))
    called = _CALLED.search(words[: numbers[-1].start()]) if numbers else None
    return called is not None and called[1] in source.field.label


def _digits(figure: Figure) -> int:
    return sum(mark.isdigit() for mark in figure.digits())


def typed_amounts(text: ReadText) -> Iterator[TypedAmount]:
    """The amounts of ``text`` that have digits enough to be told from others, with their places and likely slips.

    Short ones are told from others only where the row is named, and by digits that changed places.
    """
    for one in text.document.mentions if text.document is not None else ():
        if sum(mark.isdigit() for mark in one.amount.typed) >= LEAST_BESIDE_NAME:
            place = text.place(one) if one.kind == "money" or one.amount.unit.name in ("万", "亿") else None
            figure = text.figure(place, WAN) if place is not None else None
            if place is not None and figure is not None:
                short, turn = _digits(figure) < LEAST_DIGITS, turn_of(one)
                slips = [(value, slip) for value, slip in _slips(figure) if slip == SWAP or not short]
                less = [(-value, slip) for value, slip in slips] if turn and one.direction < 0 else []
                yield figure, *place, turn if less else "", slips + less


def _words(cell: Cell, start: int, end: int) -> str:
    """The clause of an amount up to its end."""
    return cell.raw[clause_start(cell.raw, start) : end].strip()
