"""Decides which field a number belongs to, by the words before it and what was said so far, or that none is certain."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from model.scanning.confirming import borne_out, confirmed
from model.scanning.lists import broken_down
from model.scanning.meaning import INCOME, TOTAL, Meaning
from model.scanning.subjects import subjects

if TYPE_CHECKING:
    from model.scanning.clauses import Phrase
    from model.scanning.gathering import Piece
    from model.scanning.numbers import Number
    from model.scanning.sentences import Sentence
    from model.scanning.subjects import Aspect, Subject

# What follows a number and tells whose it is.
_PARTS_NEXT: Final = re.compile(r"[，：；（]其中[：，]?([^0-9，。；]{1,40})")
# What persons do, who were counted for that: 事业人员12人参加培训.
_DOING: Final = re.compile(r"(?!其中|[和及与以共均为等的])[\u4e00-\u9fff]")
_YEAR_PART: Final = re.compile(r"[，：；（]其中[：，]?本年支出")
_GENERAL_PART: Final = re.compile(r"[，：；（]其中[：，]?[^0-9，；。]{0,6}一般公共预算")
_BOTH: Final = re.compile(r"全年收入.{4,80}；全年支出$")
QUOTED: Final = "正文引用的数，另作核对"
NO_FIELD: Final = "没有与此对应的项"


class Placer(Meaning):
    """Puts numbers into ``gathering``, or says why not."""

    def _place(self, words: Phrase, number: Number, piece: Piece, *, opened: bool, sentence: Sentence) -> str:
        """Put ``number`` where ``words`` say; returns why that is not certain, "" when it was done."""
        context = self.context
        if words.several:
            return "一句话里有几个项目"
        if words.share and context.row is not None and "share" in context.row.parts and number.percent:
            if not words.unknown or re.search(r"资产|处置", "".join(words.unknown)):
                return "" if self.gathering.put(context.row.cell("share"), number, piece) else "占比不是百分比"
            return "不清楚占什么的比例"
        if words.unknown:
            return f"不认识“{words.unknown[-1][-12:]}”"
        if words.silent and not (context.pending or (number.percent and (opened or words.text == "的"))):
            return "数前没有说明是什么"
        named = bool(words.named)
        meant = (self._named if named else self._unnamed)(words, number, opened=opened, sentence=sentence)
        if isinstance(meant, str):
            return meant
        subject, aspect, sign = meant
        if aspect is None or aspect not in subject.fields:
            if named:
                context.subject, context.fresh, context.row, context.path = subject, True, None, ""
                context.aspect, context.strayed = aspect, False
            return NO_FIELD
        if words.share and words.base and not any("overview.scale.total" in one.fields.values() for one in words.base):
            return "占比的基数不是支出总额"
        if aspect in subject.saved:
            sign = -sign
        path = self.path(subject.fields[aspect])
        if aspect in ("actual", "opening", "closing") and self._is_base(path, sentence, number):
            path = "assets.classes.base_amount"
        if self.strict:
            context.subject, context.fresh = subject, True
            if not self._strictly(words, path, number):
                return QUOTED
        if not self.gathering.put(self.gathering.cell(path), number, piece, sign=sign):
            return "单位与此项不符"
        if named and aspect in ("budget", "actual") and not (words.budget or words.actual):
            context.leading = aspect
        elif named:
            context.leading = ""
        context.main = context.main or subject
        context.subject, context.fresh, context.row, context.strayed = subject, True, None, False
        context.path, context.aspect = path, aspect
        context.whole = path if broken_down(path) else context.whole
        context.pending = False
        context.basis = words.basis or ("last" if aspect == "last" else context.basis)
        if subject not in context.recent[-1:]:
            context.recent.append(subject)
        if aspect in ("budget", "actual") and (words.budget or words.actual):
            context.turn(aspect)
        return ""

    def _named(
        self, words: Phrase, number: Number, *, opened: bool, sentence: Sentence
    ) -> tuple[Subject, Aspect | None, int] | str:
        """The subject that the words name, the aspect and the sign; why not, where several have that name."""
        subject = self.choose(words)
        if subject is None:
            return "这个名称在报告里有几处"
        if self.context.foreign:
            return "不清楚说的是哪个单位"
        if subject.home == "overview.staff" and _DOING.match(sentence.text, number.end):
            return "说的是其中一些人"
        if subject.fields.get("actual") == TOTAL and _YEAR_PART.match(sentence.text, number.end):
            return NO_FIELD  # with what was carried over
        if subject.home.startswith("general_budget") and _GENERAL_PART.match(sentence.text, number.end):
            return NO_FIELD  # of all budgets, of which this section only covers one
        return subject, *self._aspect(subject, words, number, opened=opened, named=True, sentence=sentence)

    def _unnamed(
        self, words: Phrase, number: Number, *, opened: bool, sentence: Sentence
    ) -> tuple[Subject, Aspect | None, int] | str:
        """The subject that is still spoken of, or the whole before its parts; why not, where that is not certain."""
        context = self.context
        total = self._total(words, number, sentence)
        subject = total or context.subject
        leans = words.compared or words.share or words.basis or words.execution or total is not None
        earlier = not leans and (words.period == "last" or words.budget)
        again = self._broken_next(words, number, sentence)
        if again is not None:
            subject, context.fresh, context.parent = again, True, None
        unknown = subject is None and context.parent is None and context.main is None
        if unknown or not (context.fresh or leans or earlier):
            return "不清楚说的是哪个项目"
        whole = self._of_whole(subject, words, number, opened=opened, sentence=sentence)
        if whole is not None:
            return whole
        if subject is None or (not context.fresh and context.parent not in (None, subject)):
            return "不清楚说的是整体还是其中一项"
        aspect, sign = self._aspect(subject, words, number, opened=opened, named=False, sentence=sentence)
        alone = context.parent is None and context.main in (None, subject)
        sure = aspect is not None and self._borne_out(subject, subject if alone else None, aspect, number, sentence)
        if earlier and not (context.fresh or sure):
            return "不清楚说的是哪个项目"
        return subject, aspect, sign

    def _broken_next(self, words: Phrase, number: Number, sentence: Sentence) -> Subject | None:
        """The whole broken down before, where its parts follow the number again: 决算支出47万元，其中接待费12万元."""
        context = self.context
        if words.budget == words.actual or words.compared or number.percent:
            return None
        following = _PARTS_NEXT.match(sentence.text, number.end)
        if following is None:
            return None
        part = self.choose(self.phrase(following[1]))
        for whole in (context.parent, context.main):
            if whole is not None and part is not None and part != whole and part.home.startswith(whole.home):
                return whole
        return None

    def _total(self, words: Phrase, number: Number, sentence: Sentence) -> Subject | None:
        """The department's whole expenditure, where nothing else can be meant by 支出; None otherwise."""
        context = self.context
        if context.section != "overview" or context.fresh or self.strict or "支出" not in words.text:
            return None
        total = next(one for one in subjects() if one.fields.get("actual") == TOTAL)
        if INCOME.search(sentence.before(number)) or _BOTH.search(sentence.before(number)):
            return total
        outright = context.home == "overview.scale" and re.search(r"本年支出|支出(?:合计|总计)", words.text)
        alone = context.subject in (None, total) and context.parent in (None, total) and not context.strayed
        said = context.home == "overview.scale" or re.search(r"支出决算|决算支出|[本全]年.{0,2}支出", words.text)
        return total if outright or (alone and context.home in ("", "overview.scale") and said) else None

    def _of_whole(
        self, subject: Subject | None, words: Phrase, number: Number, *, opened: bool, sentence: Sentence
    ) -> tuple[Subject, Aspect, int] | None:
        """The subject broken down before, where a change or rate behind its parts is its own, as the amounts prove."""
        context = self.context
        for whole in (context.inside, context.parent, context.main):
            if whole is None or (whole == subject and context.fresh):
                continue
            aspect, sign = self._aspect(whole, words, number, opened=opened, named=False, sentence=sentence)
            if aspect is None or aspect not in whole.fields:
                continue
            if confirmed(self.gathering, whole, aspect, number, sign, self.path) or self._borne_out(
                whole, subject, aspect, number, sentence
            ):
                return whole, aspect, sign
        return None

    def _borne_out(
        self, whole: Subject, part: Subject | None, aspect: Aspect, number: Number, sentence: Sentence
    ) -> bool:
        return borne_out(self.gathering, whole, part, aspect, number, sentence.following(number), self.path)

    def _strictly(self, words: Phrase, path: str, number: Number) -> bool:
        """Whether running text says the figure outright, and no other amount than the report's own section."""
        explicit = words.execution or ((words.budget or words.actual) and bool(words.named))
        # Other outlines tell these in the part on performance, where nothing else says whose they are.
        told = path.startswith("general_budget.three_public.") or (self.context.home and path.startswith("assets."))
        explicit = explicit or (self.context.clean and bool(told))
        return explicit and not self.gathering.differs(self.gathering.cell(path), number)

    def _is_base(self, path: str, sentence: Sentence, number: Number) -> bool:
        """Whether a fixed asset's cost or net value opens the classification and was stated before."""
        if path not in ("assets.book_values.fixed.cost", "assets.book_values.fixed.net", "assets.totals.fixed_net"):
            return False
        if not re.match(r"[，。：]?.{0,6}(?:分类|构成|按类别|具体)", sentence.text[number.end :]):
            return False
        choice = self.gathering.cell("assets.classes.base")
        choice.raw = "固定资产原值" if path.endswith("cost") else "固定资产净值"
        return bool(self.gathering.cell(path).raw)
