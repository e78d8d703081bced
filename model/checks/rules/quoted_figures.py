"""Compares figures typed in running text with the fields that they quote, and corrects them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Final

from model.checks.diagnosis.repairs import Repair, in_text
from model.checks.findings import Finding, subtract
from model.checks.registry import SAME_FIGURE, TRUE_FIGURES, rule
from model.checks.told.mentions import Mention, mentions
from model.checks.told.read_texts import ReadTexts
from model.checks.told.told_figures import ToldAmount
from model.checks.verdicts import compare
from model.figures import MONEY, SCALE, Figure, digits, exact_digits, figure, group
from model.language.lexicon import lexicon
from model.report.formulas import Term, total
from model.report.references import Names
from model.report.tree import Cell
from model.schema.outline import place
from model.text import in_quotes


def _names_its_row(cell: Cell) -> bool:
    """Whether it is what a row is called: numbers in a name (项目10, 500万元以下设备) tell of no figure."""
    rows = cell.node.row_list
    return rows is not None and rows.element.unique == cell.field.name


class Mentions:
    """The mentions of one report, whose ``texts`` are read once each. When ``names`` is replaced, this is, too."""

    def __init__(self, names: Names, texts: ReadTexts) -> None:
        self.names = names
        self.texts = texts
        self._found: dict[Cell, list[tuple[Mention, Finding]]] = {}
        self._all: dict[Cell, tuple[Mention, ...]] = {}
        self._readers: dict[Cell, set[Cell]] = {}
        self._askers: dict[str, set[Cell]] = {}

    def findings(self, cells: Iterable[Cell]) -> Iterator[Finding]:
        """What the typed figures in the texts among ``cells`` disagree with."""
        for cell in cells:
            self.forget([cell])
            if not cell.field.free or not cell.raw or cell.raw.isalpha() or _names_its_row(cell):
                continue
            if found := self._disagreeing(cell):
                self._found[cell] = found
                yield from (finding for _, finding in found)

    def forget(self, cells: Iterable[Cell]) -> None:
        """Forget what is mentioned in the texts of ``cells``."""
        for cell in cells:
            self._found.pop(cell, None)
            self._all.pop(cell, None)

    def _disagreeing(self, cell: Cell) -> list[tuple[Mention, Finding]]:
        names = self.names
        names.considered.clear()
        names.looked_up.clear()
        found = self._all[cell] = tuple(mentions(cell, self.texts.of(cell, names), names))
        for source in names.considered:
            self._readers.setdefault(source, set()).add(cell)
        for name in names.looked_up:
            self._askers.setdefault(name, set()).add(cell)
        return [(mention, finding) for mention in found for finding in quoted_in_text(mention, names)]

    def follow(self, changed: Iterable[Cell]) -> set[Cell]:
        """The texts that may quote a figure that ``changed``."""
        return {text for cell in changed for text in self._readers.get(cell, ())}

    def rename(self, names: Iterable[str]) -> set[Cell]:
        """The texts with one of ``names``, which mean other figures now."""
        return {text for name in names for text in self._askers.get(name, ())}

    def misquoted(self, cell: Cell) -> tuple[str, ...]:
        """The words in the text of ``cell`` that quote a figure which says something else."""
        return tuple(mention.words for mention, _ in self._found.get(cell, ()))

    def told(self, cells: Iterable[Cell]) -> set[tuple[Cell, int, int]]:
        """The places of the numbers in the texts of ``cells`` that tell of a figure of the report, right or wrong."""
        return {(cell, one.start, one.end) for cell in cells for one in self._all.get(cell, ())}

    def of(self, source: Cell) -> list[Mention]:
        """The mentions of the figure ``source``, right or wrong, in the texts that are read."""
        return [mention for found in self._all.values() for mention in found if mention.source is source]

    def in_text(self, cell: Cell) -> Sequence[Mention]:
        """What the numbers in the text of ``cell`` tell of figures of the report, right or wrong, in their order."""
        return self._all.get(cell, ())

    def wrong(self, cell: Cell) -> Sequence[tuple[Mention, Finding]]:
        """Those that say something else than the figure, with what was found."""
        return self._found.get(cell, ())

    def mention(self, finding: Finding) -> Mention | None:
        """What ``finding`` tells of; None where it is no finding of this rule."""
        told = (pair for found in self._found.values() for pair in found)
        return next((mention for mention, said in told if said == finding), None)


@rule(sentence="正文里写的数与所引的那一项一致", reason=SAME_FIGURE, remedy="改正，或改写成 {名称}", basis=TRUE_FIGURES)
def quoted_in_text(mention: Mention, names: Names) -> Iterator[Finding]:
    """A figure typed in a text that is not that of the field it quotes, or not what its fields come to."""
    told, typed, value = mention.told, mention.figure, mention.told.arm.value()
    if value is None or (mention.agrees and mention.slip not in ("another", *_WAYS)):
        return
    if mention.slip in _WAYS:
        yield _turned_quote(mention, names)
        return
    due = figure(value.point, typed.unit, typed.decimals, value.over)
    doubtful = bool(mention.slip) or not told.itself
    cut = not doubtful and compare(typed, value) == "truncation"
    expected, actual = due.digits(), typed.digits()
    if doubtful:
        message, difference = f"{_doubt(mention, due)}：请核对", ""
    else:
        source = told.source
        assert source.figure is not None
        unit = source.unit
        expected = exact_digits(source.figure.value, unit, source.figure.decimals)
        actual = exact_digits(typed.value, unit, typed.decimals if typed.unit == unit else 0)
        difference = subtract(actual, expected)
        apart = f"{'少' if difference.startswith('-') else '多'}{group(difference.removeprefix('-'))}"
        apart += unit.name if unit.name != "%" else "个百分点"
        if unit.dimension == MONEY and source.figure.value and (wrong := _unit_slip(typed.value, source.figure.value)):
            apart = wrong
        turned = mention.turn and due.value == -typed.value
        message = (
            f"与{place(source.section)}{source.label}{group(expected)}{unit.name}"
            f"{'比，疑似只截取未四舍五入' if cut else '不一致'}，{'增减的方向写反了' if turned else apart}。"
            f"{_proposal(mention, names)}"
        )
    yield quoted_in_text.finding(
        "info" if mention.slip in _ASKED else "warning" if cut or doubtful else "error",
        mention.cell.section,
        (mention.cell.path, *dict.fromkeys(cell.path for cell in _operands(told))),
        f"{mention.cell.label}里写{in_quotes(mention.words)}，{message}",
        verdict="not_checked" if mention.slip in _ASKED else "truncation" if cut else "inconsistent",
        expected=expected,
        actual=actual,
        difference=difference,
    )


def _turned_quote(mention: Mention, names: Names) -> Finding:
    """A change that is quoted behind a word that does not go with its sign."""
    printed = f"{mention.turn}{mention.figure.text()}"
    return quoted_in_text.finding(
        "error",
        mention.cell.section,
        (mention.cell.path, mention.source.path),
        f"{mention.cell.label}里写{in_quotes(mention.words)}，排出来是“{printed}”，"
        f"实际是{_WAYS[mention.slip]}。{_proposal(mention, names)}",
        actual=mention.figure.digits(),
    )


def _unit_slip(typed: int, right: int) -> str:
    """What was confused where two amounts are ten thousandfold, digit for digit; "" where nothing was."""
    if typed == 10_000 * right:
        return "相差一万倍，像是把元写成了万元"
    return "相差一万倍，像是把万元写成了元" if right == 10_000 * typed else ""


def _operands(told: ToldAmount) -> list[Cell]:
    """The figures that something is told of, the whole or the base first."""
    return [cell for _, cell in (*(told.arm.base or ()), *told.arm.terms)]


_MOST_PLACES: Final = 2
_TOLD_APART: Final = 200
"""A part of one in so many of an amount may be lost where it is written with fewer decimals."""
_SLIPS: Final = {
    "swap": "只是相邻两位数字颠倒，是不是同一个数",
    "digit": "只差一位数字，是不是同一个数",
    "turned": "只是增减的方向相反，是不是同一个数",
    "shifted": "差十倍，是不是换算单位时小数点错了一位",
    "near": "很接近，是不是同一个数",
    "last": "不同，写的是上年的数，是不是忘了改",
    "another": "方向相反",
    "called": "不同，说的是不是这个项目",
    "based": "不同，是按另一个基数算的",
    "whole": "不同，是不是同一个数",
    "elsewhere": "不同，花括号里引用的是另一栏，是不是引错了",
}


_WAYS: Final = {"less": "减少", "more": "增加"}
_ASKED: Final = ("called", "based")
"""What the words may mean otherwise, and rightly."""


def _doubt(mention: Mention, due: Figure) -> str:
    """What an amount is beside that makes it doubtful."""
    told, arm = mention.told, mention.told.arm
    if told.itself:
        return f"与{place(told.source.section)}{told.source.label}{due.text()}{_SLIPS[mention.slip]}"
    base = [cell for _, cell in arm.base or [term for term in arm.terms if term[0] < 0]]
    part = _shown(told.source, [term for term in arm.terms if term[0] > 0])
    if not base:
        return f"应为{part}"
    whole = _shown(base[0], [(1, base[0])])
    compared = arm.growth or arm.base is None
    return f"{part}与{whole}相比应为{due.text()}" if compared else f"{part}是{whole}的{due.text()}"


def _shown(cell: Cell, terms: list[Term]) -> str:
    """``cell`` with its amount; where it is left empty, with the sum of what it must be equal to."""
    summed = total(tuple(terms))
    if cell.printed is not None or summed is None:
        return cell.label + (cell.printed.text() if cell.printed is not None else "")
    return f"{cell.label}（各项之和）{figure(summed[1], cell.unit, 2).text()}"


def _proposal(mention: Mention, names: Names) -> str:
    wanted = _right(mention, names)
    if wanted is None:
        return "请改正"
    return f"应写成 {wanted}" + ("，以后自动一致" if "{" in wanted else "")


def mend(mention: Mention, names: Names) -> Repair | None:
    """The text with the one figure put right; None where the word before it would have to be another, unknown one."""
    wanted, text = _right(mention, names), mention.cell.raw
    if wanted is None:
        return None
    start = mention.start
    if _turned(mention):
        start = text.rfind(mention.turn, 0, start)
    return in_text(mention.cell, start, mention.end, wanted)


def _right(mention: Mention, names: Names) -> str | None:
    """The right text for number and unit: a ``{reference}`` where it prints the same, else the right amount.

    Where the amount has the other sign, the text begins with the opposite word (减少 for 增加). None where the word is
    not directly before the number, or no opposite is known.
    """
    text, typed, value = mention.cell.raw, mention.figure, mention.told.arm.value()
    if value is None or mention.slip in ("another", "near", "whole", *_ASKED):
        return None
    if mention.slip in _WAYS:
        return _quoted_change(mention)
    if mention.slip == "elsewhere":
        return f"{{{names.name_of(mention.source, mention.cell.section)}}}" if mention.told.itself else None
    unit = text[mention.start : mention.end].lstrip("-－+0123456789０１２３４５６７８９,，.． ")
    due, before = figure(value.point, typed.unit, typed.decimals, value.over), ""
    source = mention.source if mention.told.itself else None
    right = source.figure.value if source is not None and source.figure is not None else due.value
    if mention.turn:
        if _turned(mention):
            at = text.rfind(mention.turn, 0, mention.start)
            opposites = lexicon().turned["plan"] | lexicon().turned["change"]
            if at < 0 or text[at + len(mention.turn) : mention.start].strip() or mention.turn not in opposites:
                return None
            before = opposites[mention.turn]
        right = abs(right)
    printed = source.printed if source is not None else None
    alike = printed is not None and typed.digits() == printed.digits()  # but for the unit
    same = printed is not None and printed.value == right and (alike or printed.unit.name == unit.replace("％", "%"))
    if source is not None and same:
        return f"{before}{{{names.name_of(source, mention.cell.section)}}}"
    return f"{before}{group(digits(right, typed.unit, _places(right, typed)))}{unit}"


def _quoted_change(mention: Mention) -> str | None:
    """A quoted change behind the word that goes with its sign: the quote itself, but where it would print a minus."""
    opposites = lexicon().turned["plan"] | lexicon().turned["change"]
    less = any(word.kinds & {"down", "save"} for word in lexicon().words(mention.turn))
    word: str | None = mention.turn if less == (mention.slip == "less") else opposites.get(mention.turn)
    if word is None:
        return None
    typed = mention.figure
    amount = mention.words.removeprefix(mention.turn) if typed.value > 0 else replace(typed, value=-typed.value).text()
    return f"{word}{amount}"


def _places(right: int, typed: Figure) -> int:
    """The decimals to write ``right`` with: as many as were typed, or two at most so that it stays what it is."""
    for places in range(typed.decimals, _MOST_PLACES):
        step = typed.unit.factor * SCALE // 10**places
        if _TOLD_APART * abs((2 * right + step) // (2 * step) * step - right) <= abs(right):
            return places
    return max(typed.decimals, _MOST_PLACES)


def _turned(mention: Mention) -> bool:
    """Whether the amount went the other way than the word before it says."""
    value = mention.told.arm.value()
    return bool(mention.turn) and value is not None and value.point * mention.figure.value < 0
