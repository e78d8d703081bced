"""How sure it is that a figure is about a subject: by its name, the heading, the list, and what was said before."""

from __future__ import annotations

import re
from typing import Final

from model.language.amounts import PERCENT
from model.language.quantity import Quantity, Role
from model.patterns import Pattern
from model.scanning.placing.known_names import Known
from model.scanning.placing.spoken import (
    BROKEN_DOWN,
    NAMED,
    SPENT,
    SPOKEN_OF,
    TAKEN_FOR_GRANTED,
    Scope,
    Spoken,
    SubjectChoice,
)
from model.scanning.subjects import PAID, Subject

# What persons do, who were counted for that: 事业人员12人参加培训.
_DOING: Final = Pattern(r"(?!其中|组成|构成|[和及与以共均为等的])[\u4e00-\u9fff]")
_FIGURES: Final = frozenset({"overview", "general_budget", "assets", "government_funds", "state_capital"})
_NEAR: Final = frozenset({"overview", "general_budget"})
_PROCUREMENT: Final = "basic_data.procurement"
_TOTAL: Final = "overview.scale.total"
_BOOKED: Final = "assets.book_values.fixed"
YEAR_PART: Final = Pattern(r"[，：；（]其中[：，]?本年支出")
_INCOME: Final = "overview.income.total"
# What is told of income with what was carried over: 总收入90万元，其中年初结转10万元，本年收入80万元.
WITH_CARRIED: Final = Pattern(
    r"[，：；（]+(?:其中|包括|含|由)?[：，]?(?:本年收入|(?:年初|上年)(?:财政拨款)?(?:结转|结余))"
)
# What income and expenditure come to with what was carried over and what is left: 收入、支出总计均为90万元.
_BOTH_FLOWS: Final = Pattern("收入[、和与及]支出(?:决算)?总计[^，；。]*$")
_WITH_LEFT: Final = Pattern("(?:（|[，：；]?(?:其中|包括|含))+[：，]?年末(?:财政拨款)?(?:结转|结余)")
_GENERAL_PART: Final = Pattern(r"[，：；（]其中[：，]?[^0-9，；。]{0,6}一般公共预算")


def named_choices(known: Known, mention: Quantity, spoken: Spoken, scope: Scope, name: str = "") -> list[SubjectChoice]:
    """The subjects that a name can mean here, each with how sure that is."""
    paid = any(one is not None and one.fields.get("actual") == PAID for one in (spoken.head, spoken.subject))
    inner = paid and any(one.inner for one in known.subjects)
    if spoken.foreign:
        return []
    plain = re.sub(r"[（）()、\s]|[年期][初末]", "", name or mention.tail).replace("净额", "净值")
    before = (spoken.head, spoken.subject, None if spoken.subject else spoken.main)
    near = {other.home for other in before if other is not None}
    near |= {scope.home} if scope.home.startswith("assets.book_values.") else set()
    if mention.depth and spoken.subject is not None and "固定资产净值" in spoken.subject.names:
        near.add(_BOOKED)  # 固定资产净值5万元（原值8万元，累计折旧3万元）
    found = []
    for one in known.subjects:
        if one.inner != inner or _barred(one, mention, spoken, scope, plain, near):
            continue
        score, reasons = float(NAMED), [f"写明“{mention.name or '支出'}”"]
        said = one.fields.get("actual") == _INCOME and all(
            other is None or other.section == "overview" for other in (spoken.subject, spoken.main)
        )
        if not mention.own and not mention.total and not name and not said:
            score = TAKEN_FOR_GRANTED
            score += 1 if spoken.main is one or spoken.subject is one else 0
            score += 2 if scope.home.startswith("overview.scale") and not mention.own else 0
        if spoken.head is not None and spoken.head.home == one.home:
            score += 3
            reasons.append("是所列各项之一")
        elif one.home in near:
            score += 1
        if scope.home == one.home:
            score += 3
            reasons.append("标题相符")
        elif scope.home and (scope.home.startswith(f"{one.home}.") or one.home.startswith(f"{scope.home}.")):
            score += 2
        if scope.section == one.section:
            score += 2
        elif scope.section in _FIGURES and one.section in _FIGURES and not {scope.section, one.section} <= _NEAR:
            score -= 3
        elif scope.section in _FIGURES:
            score -= 0.5
        if one.home == "assets.totals":
            score += 2 if not scope.home.startswith("assets.book") else 0
        found.append(SubjectChoice(one, score, "，".join(reasons)))
    return found


def _barred(one: Subject, mention: Quantity, spoken: Spoken, scope: Scope, plain: str, near: set[str]) -> bool:
    """Whether the words ``plain``, or those around them, cannot mean ``one`` here; ``near`` are homes spoken of."""
    actual = one.fields.get("actual")
    if one.home == "overview.income" and (mention.flow == "支出" or "支" in mention.tail):
        return True
    part = spoken.head is one  # 在职人员15人，其中在编10人: no part is the whole
    if one.home == _PROCUREMENT and "政府" not in plain and one not in (*spoken.said, spoken.main, *scope.title):
        return True  # 设备采购30万元
    if one.home == "overview.staff" and (spoken.others or part or _DOING.match(mention.after)):
        return True
    named = one.home in near or any(name in plain for name in one.names)
    if not named and any(name in plain for name in one.bare):
        return True
    if actual == _TOTAL and (YEAR_PART.match(mention.after) or _WITH_LEFT.match(mention.after)):
        return True  # with what was carried over
    if actual == _TOTAL and mention.role is Role.LEVEL and _BOTH_FLOWS.search(mention.gap):
        return True
    if actual == _INCOME and not mention.tail.endswith("本年收入") and WITH_CARRIED.match(mention.after):
        return True
    # Of all budgets, of which this section covers one.
    return one.section == "general_budget" and _GENERAL_PART.match(mention.after) is not None


def unnamed_choices(
    mention: Quantity, spoken: Spoken, scope: Scope, rank: tuple[int, int] | None, *, parted: bool
) -> list[SubjectChoice]:
    """The subjects that a figure without a name can be about: what the sentence, the heading or the list speaks of.

    ``rank`` is its place among figures told 分别 and their number; ``parted``: the list goes on behind a semicolon.
    """
    if rank is not None:
        shared = mention.role is Role.SHARE  # 基本3万元，项目2万元，合计5万元，占比分别为: the total has no share
        said = [one for one in spoken.said if one is None or not shared or "share" in one.fields]
        last = said[-rank[1] :]
        one = last[rank[0]] if len(last) == rank[1] else None
        return [] if one is None else [SubjectChoice(one, NAMED, "分别")]
    leans = mention.role is not Role.LEVEL or mention.plan or mention.actual or mention.time in ("prior", "opening")
    leans = leans or (mention.time == "this" and (not mention.year or (mention.shared and bool(scope.title))))
    leans = leans or (mention.time == "closing" and spoken.subject is not None)
    leans = leans or mention.compared or SPENT.search(mention.tail) is not None or mention.stock == "left"
    leans = leans or mention.kind == PERCENT or mention.tail.startswith("执行")
    if not leans:
        return []
    found: dict[Subject, SubjectChoice] = {}

    def add(subject: Subject | None, score: float, reason: str) -> None:
        if subject is not None and (subject not in found or found[subject].score < score):
            found[subject] = SubjectChoice(subject, score, reason)

    if spoken.subject is not None:
        listed = spoken.head is not None and spoken.head is not spoken.subject
        closed = "；" in mention.gap
        near = mention.role in (Role.LEVEL, Role.SHARE) or spoken.item_moved or parted
        item = SPOKEN_OF if not listed else BROKEN_DOWN if closed or not near else NAMED
        add(spoken.subject, item, "承前一项")
        if listed and mention.role is not Role.SHARE:
            add(spoken.head, SPOKEN_OF + 0.5 if closed else BROKEN_DOWN, "承所列各项的总数")
        elif closed:  # 基本支出9万元，由人员经费8万元和公用经费1万元组成；上年决算7万元
            add(spoken.main, BROKEN_DOWN, "承本句")
    elif not spoken.strayed and not mention.depth:  # what stands in brackets is of the words before them
        for title in scope.title:
            add(title, SPOKEN_OF if spoken.main in (None, *scope.title) else BROKEN_DOWN, "承标题")
        loose = scope.title or mention.stock == "left"  # 预算结余5万元 may be of all
        add(spoken.main, TAKEN_FOR_GRANTED if loose else BROKEN_DOWN, "承上句")
    elif spoken.head is not None:
        add(spoken.head, TAKEN_FOR_GRANTED, "承所列各项的总数")
    elif spoken.main is not None and mention.role is not Role.SHARE:
        add(spoken.main, TAKEN_FOR_GRANTED - 1, "承上句")
    return list(found.values())
