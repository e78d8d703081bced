"""Decides which field a number belongs to, by the words before it and what was said so far, or that none is certain."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from model.scanning.clauses import Phrase, phrase
from model.scanning.confirming import NEAR, borne_out, confirmed
from model.scanning.context import Context
from model.scanning.lists import broken_down
from model.scanning.subjects import AUTHORISED, FUND, KINDS, SERVING, post, subjects

if TYPE_CHECKING:
    from model.scanning.gathering import Gathering, Piece
    from model.scanning.numbers import Number
    from model.scanning.sentences import Sentence
    from model.scanning.subjects import Aspect, Subject

# Where a report speaks of no purchase at all, what it spent on running vehicles is all it spent on them.
_OPERATION: Final = re.compile(r"(?:公务用?车|公车)(?:的)?运行(?:和|及)?(?:维护)?(?:费用?|经费)?")
TOTAL: Final = "overview.scale.total"
_PARTS_WITHIN: Final = re.compile(r"[0-9](?:万|亿)?元（其中[^（）]*$")
_PARTS_NEXT: Final = re.compile(r"[，：；（]其中[：，]?([^0-9，。；]{1,40})")
_ACTUAL_NEXT: Final = re.compile(r"[，、（]其?(?:实际|决算|执行)(?:支出|执行|发生|完成)?(?:数|金额)?为?[0-9]")
_FULFILLED: Final = re.compile(r"完成(?:年初|部门|批复)?预算(?:批复|安排)?(?:数|金额)?为?的?$")
_BUDGET_NEXT: Final = re.compile(
    r"[，（](?:其中)?(?:[比较与占]|完成|低于|控制在)?(?:年初|部门|批复)?预算(?:批复|安排)?(?:数|金额)?[为的]?[0-9]"
)
# What persons do, who were counted for that: 事业人员12人参加培训.
_DOING: Final = re.compile(r"(?!其中|[和及与以共均为等的])[\u4e00-\u9fff]")
_GROSS: Final = re.compile(r"[，、](?:本年|当年)?(?:减少|划出|处置)[0-9,.]+(?:万|亿)?元")
_NETTED: Final = re.compile(r"增加[0-9,.]+(?:万|亿)?元[，、](?:本年|当年)?减少$")
_YEAR_PART: Final = re.compile(r"[，：；（]其中[：，]?本年支出")
_GENERAL_PART: Final = re.compile(r"[，：；（]其中[：，]?[^0-9，；。]{0,6}一般公共预算")
_THREE: Final = re.compile(r"(?:以上|上述|这)三项(?:经费|费用)?(?!.*分别)")
# Income, and then expenditure without another word: the whole of both.
_INCOME: Final = re.compile(
    r"(?:^|[，；。：）])(?:20[0-9]{2}年度?|本年度?|全年|上年度?)?(?:部门|单位|总|决算)*收入(?:总计|合计|决算)?[为共]?[0-9,.]+(?:万|亿)?元，(?:总|决算)?支出(?:决算|合计|总计)?$"
)
_BOTH: Final = re.compile(r"全年收入.{4,80}；全年支出$")
_ELSE: Final = re.compile("上年|去年|同比|同期|上一年")
QUOTED: Final = "正文引用的数，另作核对"
NO_FIELD: Final = "没有与此对应的项"


class Placer:
    """Puts numbers into ``gathering``, given the words before them.

    ``year`` is the report's year (0: not known), ``own`` the name of the unit. ``money`` is the unit
    of amounts that give none in tables, "" where it is not certain. ``by_function``: every list
    of functional classes was said to be of project expenditure. ``strict``: running text that quotes
    figures of other sections; only what no other section says otherwise is taken.
    """

    def __init__(self, gathering: Gathering, year: int, own: str) -> None:
        self.gathering = gathering
        self.year = year
        self.own = own
        self.context = Context()
        self.number = 0
        self.strict = False
        self.vehicles_bought = True
        self.money = ""
        self.by_function = True
        self.fund = -1
        self.names_fund = ""

    def phrase(self, clause: str) -> Phrase:
        """``clause`` taken apart."""
        section = "" if self.strict else self.context.section
        if self.context.home.startswith("general_budget.three_public"):
            clause = _THREE.sub("三公经费", clause).replace("车辆运行", "公务用车运行")
        if self.context.inside is not None and self.context.inside.fields.get("actual") == SERVING:
            clause = post(clause)
        if not self.vehicles_bought:
            clause = _OPERATION.sub("公务用车购置及运行维护费", clause)
        return phrase(clause.strip("、"), section, self.year, self.own)

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
        if _INCOME.search(sentence.before(number)) or _BOTH.search(sentence.before(number)):
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

    def path(self, field: str) -> str:
        """The path of ``field``; that of a fund's in the fund being read."""
        return field.replace(FUND, f"{FUND}.{self.fund}", 1) if field.startswith(FUND) else field

    # Which subject, which aspect

    def choose(self, words: Phrase) -> Subject | None:
        """The one subject that the words mean here; None where none or several may be meant."""
        context = self.context
        inside = context.inside.home if context.inside is not None else ""
        here = context.subject.home if context.subject is not None else ""
        found: dict[Subject, int] = {}
        for one in words.named:
            if one.inner != self._inside_budget_paid(words, one) or (words.general and one.home == "overview.scale"):
                continue
            if one.home == "overview.staff" and (context.others or (one.fields["actual"] in KINDS and self._posts())):
                continue
            outright = any(name in words.text.replace("、", "") for name in one.names)
            if not outright and (context.strayed or one.home not in (here, inside)):
                continue
            score = 8 * (one.home in (here, inside)) + 4 * (one.section == context.section)
            score += 2 * (one.home == context.home) + context.home.startswith(one.home)
            score += one.home.startswith(context.home) if context.home else 0
            found[one] = score
        best = max(found.values(), default=0)
        chosen = [one for one, score in found.items() if score == best]
        if len(chosen) > 1 and any(one.home.startswith("assets.") for one in chosen):
            chosen = [one for one in chosen if one.home == "assets.totals"]
        return chosen[0] if len(chosen) == 1 else None

    def _posts(self) -> bool:
        """Whether authorised posts are being told by kind, and not those who hold them."""
        inside = self.context.inside
        return inside is not None and inside.fields.get("actual") == AUTHORISED

    def _inside_budget_paid(self, words: Phrase, one: Subject) -> bool:
        parts = [other for other in words.named if other.inner]
        inside = self.context.inside
        return bool(parts) and inside is not None and "overview.staff.budget_paid" in inside.fields.values()

    def _aspect(
        self, subject: Subject, words: Phrase, number: Number, *, opened: bool, named: bool, sentence: Sentence
    ) -> tuple[Aspect | None, int]:
        """The aspect of ``subject`` that the words say, and the sign of the direction."""
        context = self.context
        if words.execution and not number.percent and _FULFILLED.search(words.text):
            return ("budget" if "budget" in subject.fields and not words.adjusted else None), 1  # 完成预算60万元的…
        if words.execution or (words.share and number.percent and words.budget):
            return ("execution" if number.percent else None), 1
        if words.share:
            return ("share" if number.percent else None), 1
        if words.period == "other" or words.basis == "other" or words.adjusted:
            return None, 1
        if subject.home == "assets.totals" and words.basis == "opening":
            words.basis = "last"  # the opening balance of the balance sheet is last year's closing one
        if (words.direction or words.moved or words.rate) and not words.reached:
            if words.direction < 0 and number.digits.startswith("-"):
                return None, 1
            basis = words.basis or context.basis
            kind = "rate" if number.percent else "change"
            if words.rate and not number.percent:
                return None, 1
            came = words.direction > 0 and _GROSS.match(sentence.text, number.end)
            if came or _NETTED.search(sentence.before(number)):
                return None, 1  # what came and what went, neither of them the change
            if (
                not basis
                and kind == "change"
                and context.said >= {"budget", "actual"}
                and "change_budget" in subject.fields
            ):
                basis = (
                    "budget"
                    if re.search("节约|节省|结余", words.text) and not _ELSE.search(sentence.before(number))
                    else ""
                )
            if not basis:
                proven = self._proven(kind, subject, words, number)
                if proven is not None or not words.rate:
                    return proven, words.direction or 1
                fitting = [aspect for aspect in subject.fields if aspect.startswith(kind)]
                return (fitting[0] if len(fitting) == 1 else None), words.direction or 1
            return _named_aspect(f"{kind}_{basis}", subject), words.direction or 1
        if number.percent:
            if words.silent and opened and context.aspect == "actual" and self._is_share(subject, number):
                return "share", 1
            if words.text == "的" and context.aspect == "budget" and "预算" in _before(sentence, number):
                return ("execution" if "完成" in _before(sentence, number) else None), 1
            if words.silent and opened and context.aspect is not None and context.aspect.startswith("change_"):
                down = self.gathering.cell(context.path).raw.startswith("-") != (context.aspect in subject.saved)
                return _named_aspect("rate" + context.aspect.removeprefix("change"), subject), -1 if down else 1
            return None, 1
        if words.carried:
            return "carried", 1
        return self._amount_aspect(subject, words, number, named=named, sentence=sentence), 1

    def _is_share(self, subject: Subject, number: Number) -> bool:
        """Whether a bare percentage in brackets is the part that the subject has in the total, as the amounts prove."""
        total = self.gathering.amount(TOTAL)
        amount = self.gathering.amount(self.context.path) if "share" in subject.fields else None
        if not total or amount is None:
            return False
        return abs(100 * amount / total - Decimal(number.digits)) <= NEAR

    def _proven(self, kind: str, subject: Subject, words: Phrase, number: Number) -> Aspect | None:
        """What a change is from where nothing says so, as the amounts prove for one base and no other."""
        fitting = [
            aspect
            for aspect in subject.fields
            if aspect.startswith(f"{kind}_")
            and confirmed(self.gathering, subject, aspect, number, words.direction or 1, self.path)
        ]
        return fitting[0] if len(fitting) == 1 else None

    def _amount_aspect(
        self, subject: Subject, words: Phrase, number: Number, *, named: bool, sentence: Sentence
    ) -> Aspect | None:
        context = self.context
        if words.compared or (words.silent and context.pending):
            basis = words.basis or (context.basis if context.pending else "")
            return {"last": "last", "budget": "budget", "opening": "opening"}.get(basis)  # type: ignore[return-value]
        before = sentence.before(number)
        income = _INCOME.search(before)
        if income is not None and not words.period:
            words.period = self.phrase(income[0].partition("收入")[0].lstrip("，；。：）")).period
        if words.period == "last" or (context.then and not words.period and named):
            return None if words.budget else "last"
        if words.period == "opening" and not words.budget:
            return "last" if subject.home == "assets.totals" else "opening"
        if words.reached or words.actual:
            carried = words.budget and not re.search(r"决算|实际|执行|发生|完成", words.text)
            return "budget" if carried else "actual"
        if words.budget:
            return "budget"
        if "closing" in subject.fields:
            return "closing" if words.period == "closing" or re.search("滚存|累计", words.text) else None
        if "budget" not in subject.fields or "actual" not in subject.fields:
            unsaid = context.mode not in ("budget", "adjusted") or context.carried_mode or words.period == "this"
            return "actual" if unsaid else None
        around = context.around[-1].aspect if context.around else None
        if named and around in ("budget", "actual") and _PARTS_WITHIN.search(sentence.before(number)):
            return around  # 预算30万元（其中接待费8万元
        if named and not words.budget and _BUDGET_NEXT.match(sentence.text, number.end):
            return "actual"  # 接待费3万元，预算5万元
        if named and _ACTUAL_NEXT.match(sentence.text, number.end):
            return "budget" if "budget" in context.said and not words.actual else None  # 接待费5万元，实际3万元
        if named and context.leading and context.said >= {"budget", "actual"}:
            return context.leading  # type: ignore[return-value]
        if context.mode == "adjusted" or (named and context.mode == "budget" and "actual" in context.said):
            return None
        if context.mode and subject.home != FUND and not (context.carried_mode and context.mode == "budget"):
            return context.mode  # type: ignore[return-value]
        if subject.home == FUND:
            told = self.gathering.cell(self.path(f"{FUND}.budget_income_total")).raw
            return context.mode or (None if told else "actual")  # type: ignore[return-value]
        spent = any(name.endswith("支出") and name in words.text for name in subject.names)
        unsaid = "预算" not in sentence.text.replace("一般公共预算", "")
        return "actual" if spent or unsaid else None


def _before(sentence: Sentence, number: Number) -> str:
    """The clause before ``number``, the number before it included."""
    return re.split(r"[，；：（）。]", sentence.before(number))[-1]


def _named_aspect(name: str, subject: Subject) -> Aspect | None:
    return next((aspect for aspect in subject.fields if aspect == name), None)
