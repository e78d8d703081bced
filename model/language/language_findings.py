"""What the reader tells: findings, each one clear sentence with its place, figures and, where likely, repair."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Literal

from model.figures import SCALE, digits, group
from model.language.amounts import PERCENT
from model.language.intervals import Interpretation, expected
from model.language.lexicon import lexicon
from model.language.quantity import Quantity
from model.language.statements.cures import WORDS, Case, rounded
from model.language.statements.rates_of_change import POINTS_MEANT
from model.language.statements.remarks import Remark
from model.language.statements.scores import OVER_FULL_MARK
from model.language.text_document import Span, TextDocument
from model.text import in_quotes

Severity = Literal["error", "warning", "info"]
Verdict = Literal["inconsistent", "truncation", "not_checked", "rule"]


# 0.15 is not told as 0.2, nor 1055.7 as 1055.696.
_COARSE = 100
# Of what a quotient is so many times by its unit, and not by a share that is told (300万元÷（5＋3＋2）×3).
_USUAL = (SCALE, 100 * SCALE, 1000 * SCALE)


@dataclass(frozen=True, slots=True)
class TextRepair:
    """The piece of the source that would be replaced, and by what."""

    span: Span
    new: str


@dataclass(frozen=True, slots=True)
class LanguageFinding:
    """A finding about a text.

    ``kind`` is the statement's ("change", "share", "list", ...) or the remark's ("doubled", "year_left").
    ``verdict`` is "inconsistent", "truncation", "not_checked" or "rule". ``actual`` is the amount that is likely wrong
    as printed, ``expected`` what it should be, ``difference`` actual less expected in the unit of ``actual``; all plain
    digits, "" where there is none. ``unit`` is theirs. ``words`` quotes the place. ``repair`` is None where no one
    repair is likely. ``heading`` counts the headings before it.
    """

    kind: str
    severity: Severity
    verdict: Verdict
    span: Span
    words: str
    actual: str
    expected: str
    difference: str
    unit: str
    message: str
    diagnosis: str = ""
    repair: TextRepair | None = None
    heading: int = 0


def tell_remark(remark: Remark) -> LanguageFinding:
    """The finding of something said badly: a warning."""
    told = LanguageFinding(remark.kind, "warning", "rule", remark.span, remark.words, "", "", "", "", remark.message)
    return replace(told, heading=remark.heading)


def doubted(finding: LanguageFinding) -> LanguageFinding:
    """The finding as one to look at: the figures may be other ones than those that were taken for it."""
    asked = finding.message if finding.message.endswith("请核对") else f"{finding.message}，请核对"
    return replace(finding, severity="info", message=asked, repair=None)


def tell(
    document: TextDocument, case: Case, verdict: Verdict, rival: tuple[str, Interpretation] | None = None
) -> LanguageFinding:
    """The finding of a case: an error where it is inconsistent, else a warning."""
    statement = case.statement
    target = statement.target
    wrong = target
    due = expected(case.reading) if case.reading.terms else None
    value = rounded(due, target) if due is not None else None
    cure = case.cure
    if verdict == "inconsistent" and rival is None and cure is not None:
        wrong, value = cure.mention, cure.value
    message = _message(document, case, verdict, due, rival)
    diagnosis = ""
    if rival is not None:
        bases = rival[1].base or rival[1].terms
        diagnosis = f"按{rival[0]}{bases[0][1].amount.shown()}计算才是{target.amount.shown()}"
    elif verdict == "inconsistent" and cure is not None and (cure.slip or wrong is not target):
        reason = WORDS[cure.slip] if cure.slip else "与其他各处一致的数"
        unit = _other_unit(wrong, cure.value) if cure.slip == "unit" else ""
        right = f"{wrong.amount.typed}{unit}" if unit else wrong.amount.shown(cure.value)
        diagnosis = f"{reason}：{wrong.amount.shown()}应为{right}"
        if cure.slip == "sign":
            diagnosis = "增减的方向写反了"
    repair = None
    words = document.text_of(wrong)[wrong.start : wrong.end]
    told = rival is None and wrong.cell is None and any(map(str.isdigit, words))  # 四个专项 is no figure
    if verdict == "inconsistent" and value is not None and told and value >= 0:
        repair = TextRepair(document.span(wrong), _rewritten(document, wrong, value))
    if verdict == "inconsistent" and statement.kind in ("change", "rate") and cure is not None and cure.slip == "sign":
        repair = _turned(document, target)
    shown, difference = "", ""
    if statement.whole == POINTS_MEANT:
        shown = f"{target.amount.typed}{POINTS_MEANT}"
        repair, wrong, diagnosis = TextRepair(document.span(target), shown), target, ""
    elif value is not None and statement.kind not in ("direction", "nothing"):
        places = _places(wrong, case.reading, value)
        exact = due if wrong is target and due is not None else Fraction(value)
        shown = digits(round(exact), wrong.amount.unit, places)
        difference = digits(wrong.amount.value - round(exact), wrong.amount.unit, places)
    return LanguageFinding(
        kind=statement.kind,
        severity="error" if verdict == "inconsistent" else "warning",
        verdict=verdict,
        span=document.span(wrong),
        words=document.clause(wrong),
        actual=wrong.amount.typed,
        expected=shown,
        difference=difference,
        unit=wrong.amount.unit.name,
        message=message,
        diagnosis=diagnosis,
        repair=repair,
        heading=document.heading_of(wrong),
    )


def _other_unit(wrong: Quantity, value: int) -> str:
    """The unit of money that makes ``value`` of the digits that are printed; "" where it is none of the three."""
    units = ("元", "万元", "亿元")
    amount = wrong.amount
    if amount.unit.name not in units or value not in (amount.value * 10**4, amount.value // 10**4):
        return ""
    at = units.index(amount.unit.name) + (1 if value > amount.value else -1)
    return units[at] if 0 <= at < len(units) else ""


def _turned(document: TextDocument, target: Quantity) -> TextRepair | None:
    """The word before the target that says which way it went, put right; None where it cannot be found."""
    text = document.text_of(target)
    least = max(0, target.start - len(target.gap))
    opposites = lexicon().turned["change"] | lexicon().turned["plan"]
    found = [(text.rfind(word, least, target.start), word) for word in opposites]
    at, word = max(found)
    if at < 0 or target.cell is not None:
        return None
    return TextRepair(document.span_of(target.prose, at, at + len(word)), opposites[word])


def _places(mention: Quantity, reading: Interpretation, value: int) -> int:
    """With how many decimals an expected amount is told: as printed, two at least for rates, as many as sums need."""
    amount = mention.amount
    if amount.kind == PERCENT or reading.base:
        places = max(2, amount.decimals) if amount.kind == PERCENT else amount.decimals
        step = amount.unit.factor * 10**9
        # 1.546% beside 1.6%: 1.55 would be rounded to what is printed.
        while places < 6 and (
            amount.shown(_at(value, step // 10**places)) == amount.shown()
            or abs(_at(value, step // 10**places) - value) * _COARSE > abs(value)
        ):
            places += 1
        return places
    places = amount.decimals
    for one in reading.operands():
        if one.amount.unit.name == amount.unit.name:
            places = max(places, one.amount.decimals)
    while places < 6 and value % (amount.unit.factor * 10**9 // 10**places):
        places += 1
    return places


def _at(value: int, step: int) -> int:
    return (2 * value + step) // (2 * step) * step


def _rewritten(document: TextDocument, mention: Quantity, value: int) -> str:
    """The number with its unit as it should be printed, in the manner of what stands there."""
    text = document.text_of(mention)[mention.start : mention.end]
    if unit := _other_unit(mention, value):
        return text.removesuffix(mention.amount.unit.name) + unit
    places = mention.amount.decimals
    step = mention.amount.unit.factor * 10**9
    while places < 6 and value % (step // 10**places):
        places += 1
    plain = digits(value, mention.amount.unit, places)
    return re.sub(r"-?[0-9][0-9,]*(?:\.[0-9]+)?", group(plain) if "," in text else plain, text, count=1)


def _shown(terms: tuple[tuple[int, Quantity], ...]) -> str:
    """A sum as it is worked out: 30.00－25.36."""
    parts = [("－" if sign < 0 else "＋") + mention.amount.shown() for sign, mention in terms[:8]]
    text = "".join(parts) + ("＋…" if len(terms) > 8 else "")
    return text.removeprefix("＋")


def _message(
    document: TextDocument, case: Case, verdict: Verdict, due: Fraction | None, rival: tuple[str, Interpretation] | None
) -> str:
    statement, reading = case.statement, case.reading
    target = statement.target
    words = in_quotes(document.clause(target))
    amount = target.amount
    if statement.kind == "direction":
        other = statement.items[0]
        if statement.whole == OVER_FULL_MARK:
            return f"{words}高于满分：{in_quotes(document.clause(other))}，请核对"
        if statement.whole and other is target:
            return f"{words}与文中所说的“{statement.whole}”不符，请核对"
        if statement.whole:
            return f"{words}与{in_quotes(document.clause(other))}的大小，同文中所说的相反，请核对"
        return f"{words}与{in_quotes(document.clause(other))}的增减方向相反，请核对"
    if statement.kind == "nothing":
        return f"{words}：本数为{statement.items[0].amount.shown()}，不会有{amount.shown()}，请核对"
    if verdict == "not_checked":
        return f"{words}：基数为0，不能计算{amount.shown()}的增减率，请改为不写比率"
    assert due is not None
    should = amount.shown(round(due), _places(target, reading, round(due)))
    if statement.kind == "flat":
        beside = reading.terms[0][1].amount
        apart = amount.shown(abs(amount.value - beside.value))
        return f"{beside.shown()}与{words}并不持平，相差{apart}，请核对"
    if verdict == "truncation":
        return f"{words}疑似只截取未四舍五入，应为{should}"
    if statement.kind == "change" and due < 0:
        subject, base = reading.terms[0][1].amount, reading.terms[1][1].amount
        apart = amount.shown(int(abs(due)))
        return f"{words}方向不对：{subject.shown()}与{reading.role}{base.shown()}相比，方向应相反，相差{apart}"
    if statement.whole == POINTS_MEANT:
        return f"{words}是两个百分率之差，应写作{amount.typed}{POINTS_MEANT}"
    if statement.whole == "列出的名称":
        many = should.removesuffix(amount.unit.name)
        return f"{words}列出的名称是{many}个，写的是{amount.shown()}，请核对"
    if statement.kind in ("list", "total", "table") and not reading.base:
        what = "所列各项之和" if statement.kind != "table" or statement.items else "按表头计算"
        why = f"（{statement.whole}）" if statement.whole and statement.kind == "list" else ""
        return f"{words}与{what}{should}不符{why}：{_shown(reading.terms)}＝{should}，写的是{amount.shown()}"
    if statement.kind in ("repeat", "unit"):
        earlier = statement.items[0]
        before = in_quotes(document.clause(earlier))
        where = "前文" if earlier.cell is None else "表中"
        return f"{words}与{where}{before}不一致：{amount.shown()}，{where}为{earlier.amount.shown()}"
    how = _shown(reading.terms)
    if reading.each is not None:
        how = f"{f'（{how}）' if len(reading.terms) > 1 else how}×{reading.each.amount.shown()}"
    if reading.base:
        how = f"（{how}）" if len(reading.terms) > 1 else how
        under = _shown(reading.base)
        how += f"÷{'（' + under + '）' if len(reading.base) > 1 else under}"
        how += "－1" if reading.growth else ""
        how += f"×{reading.times // SCALE}" if reading.times not in _USUAL else ""
    tail = f"；{amount.shown()}是以{rival[0]}为基数，与文中所说的基数不同" if rival is not None and reading.base else ""
    return f"{words}应为{should}（{how}），写的是{amount.shown()}{tail}"
