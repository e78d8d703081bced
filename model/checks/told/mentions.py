"""Figures typed in running text that quote a figure of the report, or say how two of them hang together.

What each number of a text is, ``model.language`` reads; ``told_figures`` looks up what it tells of the draft. Precision
comes first: a number is held to what its words name beyond doubt. Where they leave a doubt, it is only told of where
one slip of the fingers makes it of the right one.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Final

from model.checks.told.other_scopes import is_left_from_last_year, opens_with_topic, other_scope_at
from model.checks.told.read_texts import ReadText
from model.checks.told.told_figures import ToldAmount, ToldFigures
from model.checks.verdicts import compare, strict
from model.figures import MONEY, PERCENT_UNIT, Figure, figure
from model.language.lexicon import lexicon, pattern
from model.language.neighbours import of_what_went
from model.language.quantity import Quantity, Role
from model.mistyped import slip_between
from model.patterns import Pattern
from model.report.figures_by_name import says_whose
from model.report.formulas import Value
from model.report.references import Names, alike, quoted
from model.report.tree import Cell
from model.text import fold

_LEAST_DIGITS: Final = 3
"""A figure of fewer digits is one slip away from too many others."""
_LEAST_NAME: Final = 3
_LONGER: Final = 2
_HUNDRED: Final = 100
_FAR: Final = 400
SENTENCES: Final = Pattern("[。！？!?\n]")
"""What ends a sentence."""
_COMMAS: Final = Pattern("[，。；！？,;\n]")
_LESS: Final = frozenset({"down", "save"})
_WAYS: Final = _LESS | {"up"}
CLAUSES: Final = Pattern("[，。；、！？（）()：:,;\n]")


@dataclass(frozen=True, slots=True)
class Mention:
    """A ``figure`` typed in the text of ``cell``, with its ``words`` and what they have ``told`` of the report.

    ``start`` and ``end`` are the places of number and unit in the text. ``turn`` is the word before them for more or
    less (增加, 减少); "" for none. ``slip`` is how a doubtful number differs from the right: "swap", "digit", "turned",
    "shifted" where it is ten times that in another unit, "near" where it is nearly that, "last" where it is that of
    the year before, "another" where it is right for another figure, the other way, "called" where the words are only
    the end of a project's name, "elsewhere" where it is quoted from a figure that the words do not name, "based"
    where it is right of another base, "whole" where it is another rate of all money; "less" and "more" where a
    change is quoted behind a word that does not go with its sign, and what it really was; "" where the words leave
    no doubt.
    """

    cell: Cell
    words: str
    figure: Figure
    told: ToldAmount
    start: int
    end: int
    turn: str = ""
    slip: str = ""

    @property
    def source(self) -> Cell:
        """The figure of the report that is told, or that it is told of."""
        return self.told.source

    @property
    def agrees(self) -> bool:
        """Whether the number is what it should be."""
        return _agrees(self.figure, self.told)


def clause_start(text: str, at: int, marks: Pattern = CLAUSES) -> int:
    """Where the clause of ``text`` begins that ``at`` stands in, no farther back than a reader looks."""
    farthest = max(0, at - _FAR)
    return max((found.end() for found in marks.finditer(text, farthest, at)), default=farthest)


def mentions(cell: Cell, text: ReadText, names: Names) -> Iterator[Mention]:
    """The typed figures in the ``text`` of ``cell`` that quote a figure of the report."""
    names.considered.update(text.quoted.values())
    yield from _turned_quotes(cell, names)
    figures = ToldFigures(names)
    for row in text.document.sentences if text.document is not None else ():
        if row:
            yield from _Sentence(cell, text, names, figures, row).mentions()


def _turned_quotes(cell: Cell, names: Names) -> Iterator[Mention]:
    """Changes quoted behind a word for the other direction, or with a sign behind any (增长{增减率} where it fell)."""
    for quote in quoted(cell.raw):
        source = names.find(quote.name, cell.section)
        figure = source.printed if source is not None and getattr(source.field, "signed", False) else None
        if source is None or figure is None or not figure.value or source.label.endswith("结余"):
            continue
        begin = clause_start(cell.raw, quote.start)
        before = cell.raw[begin : quote.start].rstrip("了为")
        word = next((word for word in lexicon().words(before) if word.end == len(before) and word.kinds & _WAYS), None)
        if word is None:
            continue
        falling = any(each.kinds & _LESS for each in lexicon().words(source.field.label))
        less = falling == (figure.value > 0)
        if figure.value < 0 or less != bool(word.kinds & _LESS):
            start = begin + word.start
            words, told = cell.raw[start : quote.end], ToldAmount.field(source)
            yield Mention(cell, words, figure, told, start, quote.end, word.text, "less" if less else "more")


class _Sentence:
    """One sentence of a text, whose numbers are ``row``, beside the figures of a report."""

    def __init__(self, cell: Cell, text: ReadText, names: Names, figures: ToldFigures, row: list[Quantity]) -> None:
        assert text.document is not None
        self._cell, self._text, self._names, self._row = cell, text, names, row
        self._document = text.document
        self._figures = figures
        prose = text.document.text_of(row[0])
        self._begin = clause_start(prose, row[0].start, SENTENCES)
        end = SENTENCES.search(prose, row[-1].end, row[-1].end + _FAR)
        self._words = prose[self._begin : end.start() if end else row[-1].end + _FAR]
        self._left = is_left_from_last_year(self._words, text.text, names.year)
        self._before: list[Cell] = []
        self._named = ""
        self._unknown: list[str] = []  # the names of amounts that the report does not have

    def mentions(self) -> Iterator[Mention]:
        """What the sentence tells, up to where it begins to speak of something else."""
        words = self._words
        if self._left:  # it is read as of the year that is meant
            words = words.replace(str(self._names.year_told - 1), self._names.year, 1)
        other, listed = other_scope_at(words, self._names), False
        for one in self._row:
            if self._left and one.time == "prior" and one.role is Role.LEVEL:
                one = replace(one, time="this", year=0)
            opening = clause_start(words, one.start - self._begin)
            if (opening and other <= opening) or opens_with_topic(words, opening):
                return
            listed = listed or one.opener in ("weak", "within")
            quoted = self._text.quoted.get(self._document.span(one).start)
            if quoted is not None:
                if not listed and (misplaced := self._misplaced(one, quoted)) is not None:
                    yield misplaced
                if one.role is Role.LEVEL or not self._before:
                    self._before, self._named = [self._figures.spent(quoted)], one.key
                continue
            found = self._mention(one, doubtful=listed or bool(one.rank))
            if found is not None and self._left and not found.agrees and _slip(found.figure, found.told) != "turned":
                return
            if found is not None:
                self._left = False
                yield found

    def _mention(self, one: Quantity, *, doubtful: bool) -> Mention | None:
        level = one.role is Role.LEVEL
        if level and one.own:
            self._before = []
        if (one.total and self._after_others(one)) or (level and one.tail.endswith(lexicon().texts["came_from"])):
            return None
        if one.hedged or (one.added and one.own) or one.time in ("next", "part") or one.role in (Role.BASE, Role.OTHER):
            return None
        if of_what_went(one, self._words[: one.start - self._begin]):
            return None
        if one.role is Role.EXECUTION and (one.time not in ("", "this") or pattern("<paced>").search(one.tail)):
            return None
        year = next((int(word.text[:4]) for word in lexicon().words(one.tail) if "year" in word.kinds), 0)
        if year not in (0, self._text.year, one.against_year) and not self._left and one.time != "prior":
            return None
        if not doubtful and (whole := self._figures.whole_execution(one, self._cell)) is not None:
            return self._of_whole(one, *whole)
        carried = bool(self._before) and not one.own and one.key == self._named
        bare = not carried and not one.key and bool(one.name) and (level or self._row[0] is one)
        doubtful = doubtful or bare  # 我局支出: of all money, unless the amount shows that it is not
        doubtful = doubtful or pattern("<paid_so_far>").search(one.tail) is not None
        subjects = self._before if carried else self._figures.subjects(one)
        short = [] if subjects else self._figures.shortened(one)
        unsaid = not one.own and not carried and (one.role is Role.EXECUTION or one.added)
        told = self._figures.phrase(one, self._cell) if level or unsaid else []
        doubtful = doubtful or unsaid  # 预算执行率: of whatever the text is about
        if not told and not one.added and (not level or one.own or one.plan or one.actual or bare):
            told = self._figures.told(one, subjects)
        if level and one.own and subjects:
            self._before, self._named = subjects, one.key
        elif level and one.own and not told:
            self._unknown.append(one.name)
        either = not doubtful and level and one.own and len(told) > 1 and not self._strayed()
        doubtful = doubtful or not self._certain(one, subjects, told) or (bool(told or short) and self._strayed())
        if not told and level and one.own and (left := self._figures.carried_in(one)):
            return self._of(replace(one, time="opening"), [ToldAmount.field(cell) for cell in left], doubtful=True)
        if not told and not short and level and (turned := self._turned_whole(one)) is not None:
            return turned
        if not told and not short and level and (spoken := self._spoken_of(one)):
            return self._of(one, spoken, doubtful=True)
        if not told and short:
            told = self._figures.told(one, short)
            slip = "called" if one.role is Role.EXECUTION and not doubtful else ""
            return self._of(one, told, doubtful=True) or (self._of(one, told, slip=slip) if slip else None)
        found = self._of(one, told, doubtful=doubtful)
        if found is None and either and one.time == "this":
            found = self._of(one, told, slip="near")
        if bare and level and found is not None and found.agrees:
            self._before, self._named = subjects, one.key
        if found is None and carried and one.role is Role.CHANGE and subjects:
            return self._of(one, self._figures.changes_beside(subjects[0]), slip="another")
        return found

    def _strayed(self) -> bool:
        """Whether the sentence speaks of a part of what the end of its name is called."""
        return any(map(self._figures.ending, self._unknown))

    def _spoken_of(self, one: Quantity) -> list[ToldAmount]:
        """The amounts of what the sentence called by a longer name before: 政府采购12次，采购金额286.40万元."""
        before = self._words[: max(0, one.start - self._begin - len(one.tail))]
        at = before.rfind(one.name) if one.own and one.kind == "money" and len(one.name) > 1 else -1
        if at < _LONGER:
            return []
        longer = before[at - _LONGER : at]
        whole = replace(one, name=longer + one.name, key=longer + one.key, tail=longer + one.tail)
        return self._figures.phrase(whole, self._cell) or self._figures.told(one, self._figures.subjects(whole))

    def _turned_whole(self, one: Quantity) -> Mention | None:
        """A change of what stands whole before the word for it, the other way, against nothing: 基本支出下降1.63%."""
        tail = one.tail.rstrip("了")
        word = next((word for word in lexicon().words(tail) if word.end == len(tail) and word.kinds & _WAYS), None)
        if word is None or not one.own or word.start < _LEAST_NAME:
            return None
        subjects = self._figures.called(tail[: word.start])
        told = [
            each
            for subject in subjects
            for each in self._figures.changes_beside(subject)
            if self._figures.spent(each.source) is subject
            and not any(word.kinds & _LESS for word in lexicon().words(each.source.field.label))
        ]
        change = replace(one, role=Role.CHANGE, direction=-1 if word.kinds & _LESS else 1)
        return self._of(change, told, slip="another")

    def _after_others(self, one: Quantity) -> bool:
        """Whether the name before a total is only the last of several: 普查经费、调查经费合计."""
        prose = self._document.text_of(one)
        at = prose.rfind(one.tail, 0, one.start) if one.tail else -1
        other = prose[clause_start(prose, max(at - 1, 0)) : max(at - 1, 0)]
        return at > 0 and prose[at - 1] in "、及" and len(other) >= _LEAST_NAME

    def _misplaced(self, one: Quantity, quoted: Cell) -> Mention | None:
        """A figure that is ``quoted`` behind the words for another: 三公经费{基本支出}万元."""
        if not (one.level and one.own and one.key) or one.added or one.time not in ("", "this") or one.rank:
            return None
        subjects = self._figures.subjects(one)
        told = self._figures.phrase(one, self._cell) or self._figures.told(one, subjects)
        sources = [*subjects, *(part for each in told for part in each.arm.operands())]
        figure, start = quoted.printed, self._text.before(one)
        if figure is None or start is None or not told or not self._certain(one, subjects, told):
            return None
        spent, source = self._figures.spent(quoted), told[0].source
        other = one.actual and source is spent is not quoted  # 三公经费决算数{三公经费预算数}
        if any((self._figures.spent(each) is spent and not other) or alike(each, quoted) for each in sources):
            return None
        raw = self._cell.raw
        end = raw.index("}", start) + 1
        words = raw[clause_start(raw, start) : end]
        named = fold(raw[clause_start(raw, start, _COMMAS) : start])
        if any(name in named for name in _own_words(quoted, told[0].source)):
            return None
        return Mention(self._cell, words.strip(), figure, told[0], start, end, slip="elsewhere")

    def _certain(self, one: Quantity, subjects: list[Cell], told: list[ToldAmount]) -> bool:
        """Whether the words name one amount beyond doubt, and say what it is compared with."""
        compared = one.role not in (Role.CHANGE, Role.RATE) or one.against == "prior" or one.against_plan
        if one.role is Role.SHARE and told and told[0].itself:
            return True  # what a field says it is a share of, it is of no other
        several = [each.source for each in told] if one.role is Role.LEVEL else subjects
        return compared and all(alike(several[0], cell) for cell in several[1:])

    def _of(self, one: Quantity, told: list[ToldAmount], *, doubtful: bool = False, slip: str = "") -> Mention | None:
        place = self._text.place(one)
        if place is None or not told:
            return None
        way = one.direction if one.role in (Role.CHANGE, Role.RATE) and one.direction else 1
        tried: list[tuple[Figure, ToldAmount]] = []
        for each in told:
            unit = PERCENT_UNIT if each.arm.base else each.source.unit
            typed = self._text.figure(place, unit)
            if typed is not None and each.source is not self._cell:
                tried.append((replace(typed, value=typed.value * way * each.sign), each))
        if one.time == "prior" and one.role is Role.LEVEL:  # of that year in another scope, but where it is this year's
            tried = [pair for pair in tried if self._this_years(*pair)]
        right = next((pair for pair in tried if _agrees(*pair)), None)
        if slip == "another":
            right = next((pair for pair in tried if _slip(*pair) == "turned"), None)
        elif slip:
            likely = tried if right is None else []
            right = next((pair for pair in likely if slip == "called" or _near(*pair)), None)
        elif right is None and doubtful:
            slips = ((pair, _slip(*pair) or self._left_in(one, *pair)) for pair in tried)
            right, slip = next(((pair, slip) for pair, slip in slips if slip), (None, ""))
        elif right is None:
            right = next(iter(tried), None)
        if right is None:
            return None
        words = self._cell.raw[clause_start(self._cell.raw, place[0]) : place[1]].strip()
        return Mention(self._cell, words, *right, *place, turn_of(one), slip)

    def _of_whole(self, one: Quantity, told: ToldAmount, others: list[ToldAmount]) -> Mention | None:
        """The rate of execution of all money: where it is another, it may be of another base, or of another slip."""
        found = self._of(one, [told])
        if found is None or found.agrees:
            return found
        based = any(_agrees(found.figure, other) for other in others)
        return replace(found, slip="based" if based else _slip(found.figure, told) or "whole")

    def _left_in(self, one: Quantity, typed: Figure, told: ToldAmount) -> str:
        """The slip "last" where ``typed`` is last year's amount, in a sentence that speaks of no other year."""
        if not told.itself or one.role is not Role.LEVEL or _short(typed):
            return ""
        if any(each.time == "prior" and each.role is Role.LEVEL for each in self._row):
            return ""
        lasts = [last for last in self._figures.lasts(one, told.source) if last.figure is not None]
        return "last" if any(_agrees(typed, ToldAmount.field(last)) for last in lasts) else ""

    def _this_years(self, typed: Figure, told: ToldAmount) -> bool:
        now = self._figures.spent(told.source).figure
        return now is not None and typed.value == now.value != (told.source.figure or typed).value


def _own_words(quoted: Cell, named: Cell) -> set[str]:
    """What calls a ``quoted`` figure and not the ``named`` one, beside words for any amount such as 决算数."""
    group = quoted.node.element
    words = (*quoted.label.split("·"), *getattr(quoted.field, "aliases", ()), *(group.aliases if group else ()))
    return {word for word in map(fold, words) if word not in fold(named.label) and says_whose(word)}


def _agrees(typed: Figure, told: ToldAmount) -> bool:
    value = told.arm.value()
    return value is None or compare(typed, value, strict=strict(typed, told.arm)) in ("exact", "rounding")


def _slip(number: Figure, told: ToldAmount) -> str:
    """The one slip that makes ``number`` of what was told; "" where more than one would be needed."""
    value = told.arm.value()
    if value is None:
        return ""
    due, typed = figure(value.point, number.unit, number.decimals, value.over).digits(), number.digits()
    if _short(number) or due == typed:
        return ""
    if due.lstrip("-") == typed.lstrip("-"):
        return "turned"
    if due.startswith("-") != typed.startswith("-"):
        return ""
    return slip_between(due, typed) or ("shifted" if _shifted(number, told.source, value) else "")


def _shifted(number: Figure, source: Cell, value: Value) -> bool:
    """Whether ``number``, in another unit than ``source``, is ten times too much or too little: 5.69亿元 of 5694万."""
    if number.unit == source.unit or number.unit.dimension != MONEY:
        return False
    low, high, point = number.low * value.over, number.high * value.over, value.point
    return low <= 10 * point <= high or 10 * low <= point <= 10 * high


def _near(typed: Figure, told: ToldAmount) -> bool:
    """Whether ``typed`` is the amount to a hundredth: too near to be of something else."""
    right = told.source.figure
    return right is not None and not _short(typed) and 0 < _HUNDRED * abs(typed.value - right.value) <= right.value


def _short(number: Figure) -> bool:
    return len(number.digits().replace(".", "").lstrip("-0")) < _LEAST_DIGITS


def turn_of(one: Quantity) -> str:
    """The word before the number for more or less; "" for none."""
    if one.role not in (Role.CHANGE, Role.RATE):
        return ""
    kinds = {"up", "down", "save", "up_short", "down_short"}
    return next((word.text for word in reversed([*lexicon().words(one.tail)]) if word.kinds & kinds), "")
