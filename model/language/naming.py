"""Whose a number is: the name before it, or its place in a row of names told 分别."""

from __future__ import annotations

import re

from model.language.amounts import PERCENT
from model.language.aspects import says_result, time_of
from model.language.keys import key, tidy
from model.language.lexicon import LexicalWord, lexicon, pattern
from model.language.quantity import Quantity, Role
from model.patterns import Pattern

_LONGEST_NAME = 40
# What says that all money is meant: 支出总额, 部门支出, 整体支出.
_WHOLE = Pattern(
    r"总[支收]|[支收][出入]总|整体支出|部门(?:经费)?[支收][出入]|经费(?:支出)?总|^(?:本年)?[支收][出入]合计"
)
_COUNTED = Pattern("(?:支出)?(?:[人户件]数|数量|金额|面积|规模|支出)")
# What things are that are told by examples.
_GENUS = Pattern("[^等、]{1,40}、[^等]{1,80}等(?![级次额])([^、]{2,})")
# 分别增加11.6万元、24.3万元和节余3.5万元; not 分别为61.7万元、55.7万元，减支6.0万元
_TURNED = "(?:、|，?(?:以及|[和及与]))(?:<up>|<down>|<save>)"
_FROM = ("由", "从")
# 进村演出由原定的80场追加到96场
_WAS = Pattern("(?<=..)(?<![自理事服遵])[由从](?:原来?)?[定有计]?$")
_OF_YEAR = Pattern("^（(?:20[0-9]{2}年|[前去上今本]年)度?）")
_YEARS = Pattern("(20[0-9]{2})年?(?:[至到]|[-—–~～]+)(20[0-9]{2})年")
# A name begins anew behind these.
_RESTARTS = {"enumerators", "opener", "whole", "purpose", "mainly", "year"}


def name_quantity(mention: Quantity, words: list[LexicalWord], kept: int) -> None:
    """The name before the mention: its clause, up to ``kept``, without what is no name."""
    tail = mention.tail[:kept]
    pieces: list[str] = []
    turned = ""
    last = 0
    for word in words:
        if word.start >= kept:
            break
        if "actual_short" in word.kinds and not says_result(tail, word):
            continue
        if "lead" in word.kinds:
            if len(word.text) == 1:
                continue
            if tidy("".join([*pieces, tail[last : word.start]])):
                continue
            last = min(word.end, kept)
        elif word.kinds & lexicon().nameless and "mask" not in word.kinds and word.text not in lexicon().within:
            if word.kinds & _RESTARTS:
                turned = "".join([*pieces, tail[last : word.start]])
                pieces.clear()
            else:
                pieces.append(tail[last : word.start])
            last = min(word.end, kept)
    pieces.append(tail[last:])
    name = tidy("".join(pieces))
    if not name and turned.endswith(_FROM):
        name = tidy(turned[:-1])  # 人员经费由2022年的244.15万元减少到202.26万元
    name = _WAS.sub("", name)
    if genus := _GENUS.fullmatch(name):
        name = genus[1]  # 办公费、差旅费等公用经费
    if len(name) > _LONGEST_NAME:
        name = name[-_LONGEST_NAME:]
    mention.name = name
    mention.key = key(name)
    if (
        not mention.key
        and mention.flow
        and _WHOLE.search(mention.tail)
        and mention.role not in (Role.EXECUTION, Role.SHARE)
    ):
        mention.key = mention.name = f"总{mention.flow}"
    mention.own = bool(mention.key)


def respectively(found: list[Quantity], year: int) -> None:
    """Numbers told 分别, and shares one behind the other, get their names, or the numbers they are of, in order."""
    for at, first in enumerate(found):
        told = "分别" in first.gap or "依次" in first.gap
        last = found[at - 1].group if at and not (first.own or told) else ()
        # 分别较上年20万元、30万元增加5万元、8万元，增长25%和26.67%
        behind = bool(last) and last[-1] is found[at - 1] and last[0].role in (Role.BASE, Role.CHANGE)
        behind = behind and first.role in (Role.CHANGE, Role.RATE)
        told = told or behind
        if not told and (first.role is not Role.SHARE or first.tail == "的"):
            continue
        run = [first]
        for mention in found[at + 1 :]:
            joined = _OF_YEAR.sub("", mention.gap).strip()
            turned = told and pattern(_TURNED).fullmatch(joined)
            if mention.kind != first.kind or not joined or (joined.strip("、，和及以与") and not turned):
                break
            run.append(mention)
        if len(run) < 2 or (behind and len(run) != len(last)) or not (told or _in_order(found[:at], run)):
            continue
        for rank, mention in enumerate(run):
            mention.rank = rank + 1
            mention.group = run
            mention.role = first.role
            mention.against, mention.against_plan = first.against, first.against_plan
            mention.against_year = first.against_year
            if mention is first or not mention.gap.strip("、，和及以与 "):
                mention.direction, mention.saving = first.direction, first.saving
            mention.whole_name = first.whole_name
            mention.price, mention.hedged = first.price, mention.hedged or first.price
            mention.stock = first.stock if first.stock == "average" else mention.stock
            mention.plan, mention.actual, mention.time = first.plan, first.actual, first.time
        said = re.split(r"分别|依次", first.gap)[0]
        names = [name for name in re.split(r"[、，]", re.split(r"[；：。]", said)[-1]) if name]
        if len(names) > len(run) and _COUNTED.fullmatch(names[-1]):
            names.pop()  # 分布在机关、学校、企业三类场所，人数分别是
        last_words = re.split(r"[、和及与]", names[-1]) if names and "，" in said else []
        names = last_words if len(last_words) == len(run) else names  # 商品和服务支出中，劳务费和咨询费分别为
        if len(names) == len(run) - 1 and (parted := re.fullmatch(r"(?s)(.+)[和及与](.+)", names[-1])):
            names[-1:] = [parted[1], parted[2]]
        if names and {len(name) for name in names[:-1]} == {1}:
            names[:-1] = [name + names[-1][1:] for name in names[:-1]]  # 七、八、九年级
        names = [tidy(name) for name in names]
        told_by_year = "年" in said.rpartition("，")[2]
        words = "".join(one.gap for one in found[: at + 1]) if told_by_year else first.gap
        if (years := _YEARS.search(words)) and int(years[2]) - int(years[1]) == len(run) - 1:
            for place, mention in enumerate(run):  # 2021年至2023年，分别为20万元、30万元、40万元
                mention.year = int(years[1]) + place
                mention.time = time_of(mention.year, year)
        elif first.role is Role.LEVEL and len(names) >= len(run):
            for mention, name in zip(run, names[-len(run) :], strict=True):
                _call(mention, name, year)
        elif first.role is Role.LEVEL and not first.own and (same := _row_before(found[:at], run)):
            for mention, named in zip(run, same, strict=True):  # 甲、乙预算依次为3万元、2万元；决算依次为2万元、1万元
                mention.name, mention.key, mention.own = named.name, named.key, True


def name_rows(found: list[Quantity]) -> None:
    """Numbers of another time that stand in a row behind as many named ones are of these, in order.

    在职74人、退休61人、聘用23人，上年末为76人、57人、28人.
    """
    for at, first in enumerate(found):
        if (first.own and first.role is not Role.BASE) or first.time not in ("prior", "opening") or first.rank:
            continue
        joined = [one.gap == "、" and not one.own for one in found[at + 1 :]]
        last = found[at : at + 1 + [*joined, False].index(False)]
        this = found[max(0, at - len(last)) : at]
        alike = len(last) > 1 and [one.kind for one in this] == [one.kind for one in last]
        if alike and all(one.own and one.level and one.time in ("", "this") for one in this):
            for one, same in zip(last, this, strict=True):
                one.name, one.key, one.own, one.time, one.year = same.name, same.key, True, first.time, first.year


def _row_before(before: list[Quantity], run: list[Quantity]) -> list[Quantity]:
    """The last numbers told 分别 before the run, where they have names, are as many and of its kind; else none."""
    last = next((one.group for one in reversed(before) if one.group and one.role is Role.LEVEL), ())
    alike = len(last) == len(run) and all(one.own and one.kind == run[0].kind for one in last)
    return list(last) if alike and len({one.key for one in last}) == len(last) else []


def name_sums(found: list[Quantity]) -> None:
    """A total without a name that comes to the named items before it is of them all, and a plan where they are.

    甲预算3万元、乙预算2万元，合计5万元: neither it nor what is told of it bears the name of the last item.
    """
    for at, total in enumerate(found):
        if total.own or not total.total or not total.level or total.depth:
            continue
        start = next((place for place in range(at, 0, -1) if not _item(found[place - 1], total)), 0)
        items = found[start:at]
        while len(items) > 1 and sum(one.amount.value for one in items) != total.amount.value:
            items = items[1:]
        if len(items) < 2 or len({one.key for one in items}) < len(items):
            continue
        plans = {(one.plan, one.actual, one.adjusted) for one in items}
        if len(plans) == 1 and not (total.plan or total.actual):
            ((total.plan, total.actual, total.adjusted),) = plans
        for one in found[at:]:
            if one.own and one is not total:
                break
            one.name = one.key = ""


def _item(one: Quantity, total: Quantity) -> bool:
    return one.own and one.level and one.kind == total.kind and not one.total


def _in_order(before: list[Quantity], shares: list[Quantity]) -> bool:
    """Whether as many levels stand right before the shares (基本32万元、项目40万元，占比44%、56%)."""
    items = before[-len(shares) :]
    return len(items) == len(shares) and all(one.level and one.kind == items[0].kind != PERCENT for one in items)


def _call(mention: Quantity, name: str, year: int) -> None:
    """Give the mention the name that stands for it in a row of names, with the plan that it tells of."""
    words = list(lexicon().words(name))
    kinds = {kind for word in words for kind in word.kinds}
    for word in words:
        if "year" in word.kinds:
            mention.year, mention.time = int(word.text[:4]), time_of(int(word.text[:4]), year)
            name = name.replace(word.text, "")
        for time in ("prior", "this"):
            if time in word.kinds:
                mention.time, name = time, name.replace(word.text, "")
    name = tidy(name) or mention.name
    if "plan" in kinds or "actual" in kinds:
        mention.plan, mention.actual = "actual" not in kinds, "actual" in kinds
        for word in reversed(list(lexicon().words(name))):
            if word.kinds & {"plan", "actual", "links"}:
                name = name[: word.start] + name[word.end :]
        name = tidy(name) or mention.name
    mention.name, mention.key, mention.own = name, key(name), bool(key(name))
