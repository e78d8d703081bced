"""Which aspect of a subject the words of a figure tell: budget or result, this year or last, a change, a share."""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from model.language.amounts import MONEY, PERCENT
from model.language.lexicon import pattern
from model.language.quantity import Quantity, Role
from model.patterns import Pattern
from model.scanning.placing.spoken import APPROVED, SPENT, Spoken
from model.scanning.subjects import FUND, OWN_BUDGETS, Aspect, Subject

# A short word for a change that no list of words has, right before the number: 比上年减3万元.
_MOVED: Final = Pattern("[减增升降超节多少][^额数值]?$")
# Words before an amount that make it an opening one; behind it they only tell what it contains.
_OPENING: Final = pattern("<opening_words>")
_UNSPENT: Final = Pattern("[，、：]?(?:预算)?(?:结余|节余)(?:资金|金额|额)?(?:为|是)?")
_ARRANGED: Final = Pattern("安排了?(?:基本|项目)?支出(?:共|合计|总计)?$")
# A budget named before its amount, where the sentence goes on to what was spent of it.
_OWN_BUDGET: Final = Pattern("(?:政府性基金|国有资本经营)预算(?:数|总额|金额)?[为共]?$")
_SPENT_OF_IT: Final = Pattern("决算|执行|实际支出|，(?:全年|当年|本年|已)?支出[为共]?[0-9]")
_TOTAL_NAMED: Final = pattern("<all_expenditure>|^支出|^总")


class ToldAspect(NamedTuple):
    """An aspect that words can tell, None where there is no field; its sign; whether amounts must prove it."""

    aspect: Aspect | None
    sign: int = 1
    unproven: bool = False


def aspects_of(
    subject: Subject, mention: Quantity, spoken: Spoken, following: Quantity | None, year: int, in_sentence: str
) -> tuple[ToldAspect, ...]:
    """The aspects of ``subject`` that the words can tell, the likeliest first.

    ``following`` is the next figure of the sentence; ``in_sentence`` its text.
    """
    if mention.role in (Role.CHANGE, Role.RATE):
        return _moved(subject, mention, spoken)
    if mention.role is Role.LEVEL and mention.kind == PERCENT and not mention.tail.strip("（为是"):
        share = ToldAspect("share" if "share" in subject.fields else None, 1, True)  # 基本支出50万元（52.63%）
        rate: Aspect = "rate_budget" if spoken.against[1] else "rate_last"  # 较预算增加5万元（5.26%）
        moved = spoken.moved if rate in subject.fields else 0
        return (share, ToldAspect(rate, moved, True)) if moved else (share,)
    if mention.role is Role.LEVEL and mention.kind == PERCENT and mention.tail.endswith("执行"):
        return (ToldAspect("execution", 1, True),)  # 支出5万元，执行95.04%
    sign = -1 if "缺口" in mention.tail else 1
    level = _level(subject, mention, spoken, following, year, in_sentence)
    # A budget of the whole year may have been added to and cut.
    unproven = level == "budget" and mention.plan and mention.adjusted
    unproven = unproven or (level == "last" and mention.role is Role.BASE and _of_a_plan(mention, spoken))
    return (ToldAspect(level, sign, unproven),)


def _of_a_plan(mention: Quantity, spoken: Spoken) -> bool:
    """Whether a plan was told last, which is compared: 预算总额50万元，较上年45万元增长11.11%；决算总额48万元."""
    return spoken.mode in ("plan", "adjusted") and not mention.actual


def _level(
    subject: Subject, mention: Quantity, spoken: Spoken, following: Quantity | None, year: int, in_sentence: str
) -> Aspect | None:
    fields = subject.fields
    role = mention.role
    if role is Role.SHARE:
        total = not mention.whole_name or _TOTAL_NAMED.search(mention.whole_name)
        return "share" if "share" in fields and total else None
    if role is Role.EXECUTION:
        return "execution" if "execution" in fields and ("adjusted" in fields or not mention.adjusted) else None
    if role is Role.BASE:
        if _MOVED.search(mention.tail):
            return None
        if mention.against_plan:
            return _planned(subject, mention) if mention.against != "prior" else None
        return _at(subject, mention.against, mention.against_year, year)
    if role is not Role.LEVEL or mention.added or mention.time in ("next", "part"):
        return None
    if subject.home == FUND and mention.time == "opening" and re.search("上年|去年", mention.tail):
        return None
    planned = mention.plan or "批复" in mention.tail
    opening = mention.time == "opening" and not planned and _OPENING.search(mention.gap) is not None
    if opening and mention.depth and mention.stock == "left" and spoken.mode in ("plan", "adjusted"):
        return "carried_in" if "carried_in" in fields else None
    if mention.time == "prior" or opening:
        return None if mention.plan else _at(subject, mention.time, mention.year, year)
    if mention.tail.endswith(("由", "从")):  # 与上年相比，三公经费由5万元降到4万元
        was = following is not None and following.turned and spoken.last_year
        return _at(subject, "prior", 0, year) if was else None
    if mention.year and year and mention.year != year:
        return None
    if "closing" in fields:
        return "closing" if mention.time == "closing" or re.search("滚存|累计", mention.tail) else None
    if mention.stock == "left":
        both = {"plan", "actual"} <= spoken.seen
        saved = "change_budget" in subject.saved and both
        if both and _UNSPENT.fullmatch(mention.tail):
            return "change_budget" if saved else None  # 预算30万元，支出28万元，结余2万元: not what is carried over
        if "left" in fields and "carried" not in fields:
            return "left" if mention.time != "opening" else None
        return "carried" if "carried" in fields else "change_budget" if saved else None
    own = subject.home in OWN_BUDGETS and _OWN_BUDGET.search(mention.tail) and _SPENT_OF_IT.search(in_sentence)
    if (
        mention.plan
        or own
        or _ARRANGED.search(mention.tail)
        or (APPROVED.search(mention.tail) and not mention.actual and mention.kind == MONEY)
    ):
        return _planned(subject, mention)
    if "budget" not in fields:
        spent = mention.actual or mention.time == "this" or (SPENT.search(mention.tail) and not mention.own)
        return "actual" if spent or spoken.mode not in ("plan", "adjusted") else None
    if "actual" not in fields:
        return "budget" if spoken.mode == "plan" or "批复" in mention.tail else None
    spent = mention.actual or (SPENT.search(mention.tail) is not None and not mention.own)
    if fields["actual"].endswith(".executed") and spoken.mode != "actual" and not spent:
        return "budget"  # of projects the approved amount is told
    return _plan_or_actual(mention, spoken, following, in_sentence)


def _planned(subject: Subject, mention: Quantity) -> Aspect | None:
    """The budget that the words tell: of the beginning of the year, or with what was added and cut."""
    fields = subject.fields
    if mention.added:
        return None
    if mention.adjusted and "adjusted" in fields:
        return "adjusted"
    if mention.adjusted:
        return "budget" if "budget" in fields and "调整" not in mention.tail else None
    return "budget" if "budget" in fields else "original" if "original" in fields else None


def _at(subject: Subject, time: str, said: int, year: int) -> Aspect | None:
    """The aspect of an earlier amount."""
    if said and year and said not in (year - 1, year):
        return None
    if subject.home == FUND and time == "prior":
        return None
    if time == "opening" and "opening" in subject.fields:
        return "opening"
    if time == "prior" or (time == "opening" and subject.home in ("assets.totals", *OWN_BUDGETS)):
        return "last" if "last" in subject.fields else "opening" if "opening" in subject.fields else None
    return None


def _moved(subject: Subject, mention: Quantity, spoken: Spoken) -> tuple[ToldAspect, ...]:
    kind = "change" if mention.role is Role.CHANGE else "rate"
    if not mention.direction or mention.amount.typed.startswith("-"):
        return ()
    unproven = False
    against, against_plan = mention.against, mention.against_plan
    if not (against or against_plan):
        against, against_plan = spoken.against
    if against_plan and kind == "change" and spoken.mode == "adjusted" and "change_plan" in subject.fields:
        return (ToldAspect("change_plan", mention.direction, unproven=True),)  # 全年预算6万元，较年初预算增加1万元
    if against_plan:
        bases = [] if mention.adjusted or against == "prior" else ["budget"]
    elif against:
        bases = ["opening", "last"] if against == "opening" else ["last"]
        unproven = _of_a_plan(mention, spoken)
        if (
            against == "opening"
            and subject.home not in ("assets.totals", FUND)
            and "change_opening" not in subject.fields
        ):
            bases = []
    elif mention.saving and {"plan", "actual"} <= spoken.seen:
        bases = ["budget"]
    else:
        bases, unproven = ["last", "budget", "opening"], True
    unproven = unproven or (spoken.then and not spoken.now)  # 2022年支出80万元，同比增加5万元
    told = [f"{kind}_{base}" for base in bases if f"{kind}_{base}" in subject.fields]
    return tuple(
        ToldAspect(aspect, -mention.direction if aspect in subject.saved else mention.direction, unproven)  # type: ignore[arg-type]
        for aspect in told
    )


def _plan_or_actual(mention: Quantity, spoken: Spoken, following: Quantity | None, in_sentence: str) -> Aspect | None:
    if mention.actual or mention.tail.startswith(("完成", "执行")) or (SPENT.search(mention.tail) and not mention.own):
        return "actual"
    if following is not None and not following.own and following.role is Role.LEVEL and not mention.compared:
        if following.actual and "plan" in spoken.seen | ({"plan"} if spoken.mode == "plan" else set()):
            return "budget"  # 接待费5万元，实际3万元
        if following.actual:
            return None
        if following.plan:
            return "actual"
    if following is not None and following.role is Role.BASE and following.against_plan:
        return "actual"
    if "actual" in spoken.seen and SPENT.search(mention.tail):
        return "actual"
    if spoken.mode == "plan":
        return "budget" if not {"plan", "actual"} <= spoken.seen else None
    if spoken.mode == "adjusted":
        return None
    if spoken.mode == "actual" or mention.compared or mention.time == "this":
        return "actual"
    plain = in_sentence.replace("一般公共预算", "").replace("政府性基金预算", "").replace("国有资本经营预算", "")
    return "actual" if mention.flow == "支出" or "预算" not in plain else None
