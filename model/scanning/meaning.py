"""Tells what a number is by the words before it: which subject they mean here, and which aspect of it."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final

from model.scanning.clauses import Phrase, phrase
from model.scanning.confirming import NEAR, confirmed
from model.scanning.context import Context
from model.scanning.subjects import AUTHORISED, FUND, KINDS, SERVING, post

if TYPE_CHECKING:
    from model.scanning.gathering import Gathering
    from model.scanning.numbers import Number
    from model.scanning.sentences import Sentence
    from model.scanning.subjects import Aspect, Subject

# Where a report speaks of no purchase at all, what it spent on running vehicles is all it spent on them.
_OPERATION: Final = re.compile(r"(?:公务用?车|公车)(?:的)?运行(?:和|及)?(?:维护)?(?:费用?|经费)?")
TOTAL: Final = "overview.scale.total"
# What stands before or behind a number and tells which amount it is.
_PARTS_WITHIN: Final = re.compile(r"[0-9](?:万|亿)?元（其中[^（）]*$")
_ACTUAL_NEXT: Final = re.compile(r"[，、（]其?(?:实际|决算|执行)(?:支出|执行|发生|完成)?(?:数|金额)?为?[0-9]")
_FULFILLED: Final = re.compile(r"完成(?:年初|部门|批复)?预算(?:批复|安排)?(?:数|金额)?为?的?$")
_BUDGET_NEXT: Final = re.compile(
    r"[，（](?:其中)?(?:[比较与占]|完成|低于|控制在)?(?:年初|部门|批复)?预算(?:批复|安排)?(?:数|金额)?[为的]?[0-9]"
)
# What came and what went: neither is the change.
_GROSS: Final = re.compile(r"[，、](?:本年|当年)?(?:减少|划出|处置)[0-9,.]+(?:万|亿)?元")
_NETTED: Final = re.compile(r"增加[0-9,.]+(?:万|亿)?元[，、](?:本年|当年)?减少$")
_THREE: Final = re.compile(r"(?:以上|上述|这)三项(?:经费|费用)?(?!.*分别)")
# Income, and then expenditure without another word: the whole of both.
INCOME: Final = re.compile(
    r"(?:^|[，；。：）])(?:20[0-9]{2}年度?|本年度?|全年|上年度?)?(?:部门|单位|总|决算)*收入(?:总计|合计|决算)?[为共]?[0-9,.]+(?:万|亿)?元，(?:总|决算)?支出(?:决算|合计|总计)?$"
)
_ELSE: Final = re.compile("上年|去年|同比|同期|上一年")


class Meaning:
    """Tells subject and aspect of numbers for ``gathering``, given the words before them.

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
                return None, 1
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
        income = INCOME.search(before)
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
