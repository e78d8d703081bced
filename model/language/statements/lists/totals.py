"""Totals that stand behind their items: 两项合计, 三年累计, the year and its halves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from model.language.amounts import MONEY
from model.language.intervals import Interpretation, holds, sum_of
from model.language.keys import key
from model.language.lexicon import lexicon, pattern
from model.language.neighbours import before
from model.language.quantity import OTHER_TIMES, Quantity, Role
from model.language.statements.lists.families import in_sequence, opposed
from model.language.statements.scores import SCORE
from model.language.statements.statement import Certainty, Statement
from model.language.text_document import TextDocument
from model.patterns import Pattern

_NUMERALS = "两三四五六"
_SHORT = 3
_YEARS = Pattern(f"([{_NUMERALS}])年")
_OF_SO_MANY = Pattern(f"[{_NUMERALS}].")
_EACH = Pattern("均[^，；]{0,4}$")
_PRICED = Pattern("按?每")
_UNIT_BEHIND = Pattern("（([^）]{1,2})）")
_FIRST = Pattern(f"（前([{_NUMERALS}])[项类者个]）")
# 共计90万元，三项资金分别为20万元、30万元和40万元
_ALL_OF_IT = Pattern(f"，[{_NUMERALS}](?:项|类|者|部分|块)(?:资金|经费|支出|补助|收入)?(?:分别|依次)[为是]$")
_NEAR = 16
_BOTH = Pattern("([^，、和与及]{2,8})[和与及]([^，、和与及]{2,8})(?:两[项类者])?(?:合计|共计|之和|共)[为有]?$")
_PUT_TO = Pattern("^加上?([^，。；]{2,8}?)(?:总计|合计|共计|共)")
_SUMMED = "汇总"
_REST = Pattern("[，；](?:其余|余下|剩余)[^，。；]{0,6}$")
_MONTH = Pattern("[0-9]{1,2}月")
_SO_OFTEN, _IN_ALL, _FAR = Pattern(f"分([{_NUMERALS}])[次批期轮]"), ("全年", "共", "累计", "合计"), 60
# Which of the four quarters are told together.
_QUARTERS = {"上半年": (0, 2), "前三季度": (0, 3), "下半年": (2, 4)}
_FOUR = Pattern("(?:[一1][至到—-][四4]|[四4]个|[各分])季度[^，。；0-9]{0,16}(?:分别|依次)?[为是]?")
_SO_FAR = Pattern("(上半年|前三季度|下半年)(?:累计|合计|共)?(?:支出|完成|实现|拨付)?[为达]?$")
# 两项较预算节约14.70万元: of what is told before it, each beside its budget.
_AGAINST = Pattern(f"(?:^|，)(?:以上|上述)?(?P<Many>[{_NUMERALS}])[项类者](?:经费|支出)?(?:合计|共计|共)?[较比]预算")
_BUDGET, _SPENT = Pattern("预算[数额为是]*$"), Pattern("(?:决算|支出|执行|支付|发生|列支)[数额为是]*$")
_NAMED_SUM = Pattern("(?:合计|共计|总计)[为有]?$")
_SUMS = ("合计", "共计", "共", "小计")


def totals(document: TextDocument) -> Iterator[Statement]:
    """Totals that stand behind their items (两项合计, 合计)."""
    for mention in document.mentions:
        if not mention.level or mention.amount.kind in ("percent", "points") or _EACH.search(mention.tail):
            continue
        if mention.index and _PRICED.match(document.mentions[mention.index - 1].name) and not mention.own:
            continue  # 每个基地奖补2万元，共20个: of those that got it
        of_units = _UNIT_BEHIND.match(mention.after) is not None and mention.tail.endswith("共")  # 共214场（期）
        summed = mention.total or of_units or (mention.kind == MONEY and mention.tail == _SUMMED)
        summed = summed or mention.tail.startswith(("以上", "上述")) or _FIRST.search(mention.gap[-_NEAR:]) is not None
        if not (summed or _goes_on(document, mention) or _sums_up(document, mention)):
            continue
        if not mention.key.startswith(lexicon().rest):  # 其他5个合计2.5亿元: of those, of nothing before it
            yield from _total(document, mention)


def against_budgets(document: TextDocument) -> Iterator[Statement]:
    """The statements of what several spent together against their budgets, told beside each (两项较预算节约14万元)."""
    for claim in document.mentions:
        said = _AGAINST.match(claim.gap) if claim.role is Role.CHANGE and claim.kind == MONEY else None
        if said is None or claim.hedged or not claim.direction:
            continue
        rows = document.sentences[max(0, claim.sentence - 1) : claim.sentence + 1]
        told = [one for row in rows for one in row if one.prose == claim.prose and one.index < claim.index]
        told = [one for one in told if one.level and not one.depth and (one.kind == MONEY or not one.amount.value)]
        pairs = list(zip(told[::2], told[1::2], strict=False))
        alike = all(_BUDGET.search(plan.tail) and _SPENT.search(spent.tail) for plan, spent in pairs)
        if len(told) == 2 * (2 + _NUMERALS.index(said["Many"])) and alike:
            less = [(-claim.direction, plan) for plan, _ in pairs] + [(claim.direction, spent) for _, spent in pairs]
            terms = tuple((sign, one) for sign, one in less if one.amount.value)
            yield Statement("balance", claim, (Interpretation(terms, binding=True),), items=tuple(told))


def halves(document: TextDocument) -> Iterator[Statement]:
    """The year and what it is parted into (上半年2万元，下半年3万元，全年5万元)."""
    for row in document.sentences:
        for words in lexicon().halves:
            for at, first in enumerate(row):
                if words[0] not in first.tail:
                    continue
                told = [one for one in row[at : at + _NEAR] if one.level and one.kind == first.kind and not one.plan]
                parts = told[: len(words)]
                if [word for one, word in zip(parts, words, strict=False) if word in one.tail] != list(words):
                    continue
                around = [*row[max(0, at - 1) : at], *told[len(words) : len(words) + 1]]
                year = next((one for one in around if "全年" in one.gap and one.level and not one.plan), None)
                if year is not None and {year.kind} == {one.kind for one in parts}:
                    yield Statement("total", year, (sum_of(parts),))


def quarters(document: TextDocument) -> Iterator[Statement]:
    """What some quarters came to, where all four are told in order (四个季度分别为20、30、40和50万元，前三季度90)."""
    for row in document.sentences:
        groups = [one.group for one in row if one.rank == 1 and len(one.group) == len(_QUARTERS) + 1]
        for four in (group for group in groups if _FOUR.search(group[0].gap) and all(one.level for one in group)):
            behind = document.mentions[four[-1].index + 1 : four[-1].index + _NEAR]
            for one in (one for one in behind if one.level and one.kind == four[0].kind and one.prose == four[0].prose):
                said = _SO_FAR.match(one.tail)
                if said is not None and one.plan == four[0].plan and one.stock != "average":
                    start, end = _QUARTERS[said[1]]
                    yield Statement("total", one, (sum_of(four[start:end]),), items=tuple(four[start:end]))


def both_sexes(document: TextDocument) -> Iterator[Statement]:
    """All of some persons by two opposed words side by side (共33人，平均年龄41岁，女16人，男17人).

    They are of any figure of their kind that they come to; where they come to none, of the only sum before them.
    """
    for row in document.sentences:
        for at, pair in enumerate(pairwise(row)):
            told = all(one.level and one.own and not (one.depth or one.opener) for one in pair)
            persons = {one.kind for one in pair} == {"count:人"} and pair[0].part == pair[1].part
            if not told or not persons or not opposed([*pair]) or max(len(one.key) for one in pair) > _SHORT:
                continue  # 班子成员女性2人、男性5人: of those
            like = [one for one in row if one.level and one.kind == pair[0].kind and one not in pair]
            sums = [one for one in like if one.total and not one.depth]
            of_another = any(
                one.amount.value == sum(each.amount.value for each in pair) for one in like if one not in sums
            )
            if len(sums) == 1 and sums[0] in row[:at] and not of_another:
                yield Statement("total", sums[0], (sum_of(pair),), items=pair)


def by_months(document: TextDocument) -> Iterator[Statement]:
    """The sum of what was done in as many months as it says (分三次，6月260尾，8月185尾，10月75尾，全年520尾)."""
    for row in document.sentences:
        for start, first in enumerate(row):
            months = [bool(_MONTH.match(one.tail)) and one.level and one.kind == first.kind for one in row[start:]]
            parts = row[start : start + [*months, False].index(False)]
            total = next(iter(row[start + len(parts) :]), first)
            said = _SO_OFTEN.search(document.text_of(first), max(0, first.start - _FAR), first.start)
            told = said is not None and len(parts) > 1 and _NUMERALS.find(said[1]) + 2 == len(parts)
            deed = _MONTH.sub("", first.tail)  # 3月下达；全年支出
            same = not deed or {*total.tail.removeprefix("全年")} & {*deed, *"共累合"}
            if told and same and total.level and total.kind == first.kind and total.tail.startswith(_IN_ALL):
                yield Statement("total", total, (sum_of(parts),))


def _sums_up(document: TextDocument, mention: Quantity) -> bool:
    """Whether it says 累计 right behind figures told 分别 (三年分别投入20万元、30万元和40万元，累计投入90万元)."""
    before = document.mentions[mention.index - 1] if mention.index else None
    if before is None or before.kind != mention.kind or before.part != mention.part:
        return False
    if before.key.startswith("第") and not before.rank:
        return mention.tail.startswith(("累计", "共"))
    return before.rank > 0 and mention.tail.startswith("累计") and before.group[0].key.endswith(mention.key)


def _goes_on(document: TextDocument, mention: Quantity) -> bool:
    """Whether a counted total goes on with the mention (两项合计收入78亿元、支出73亿元)."""
    before = document.mentions[mention.index - 1] if mention.index else None
    if before is None or before.sentence != mention.sentence or not before.total or not before.counted or mention.own:
        return False
    return mention.gap.startswith(("、", "，")) and bool(mention.flow or mention.plan or mention.actual)


def _total(document: TextDocument, total: Quantity) -> Iterator[Statement]:
    """What the total is of, by the first of these that the text has: 分别 behind it, parts in order, so many, a row."""
    if total.kind == SCORE or _REST.match(total.after) or "占" in total.tail:
        return
    row = document.sentences[total.sentence]
    place = row.index(total)
    was = [one.index - 1 for one in row if one.turned]  # 由80场追加到96场
    if total.index in was or len(total.group) > 1:
        return  # of what each was before; 三年合计数分别为57个、73个、94个
    here = [one for one in reversed(row[:place]) if one.level and one.kind == total.kind and one.index not in was]
    ranked = next((one.group for one in here[:1] if one.rank and one.plan == total.plan), [])
    if parts := _told_behind(row, place) or _in_order(here, total) or _told_before(row[:place], total):
        yield Statement("total", total, (sum_of(parts),), items=tuple(parts))
    elif parts := _said_parts(document, row[:place], here, total):
        rest = [Interpretation(((1, one),)) for one in here]
        yield Statement("total", total, (sum_of(parts),), rest, items=tuple(parts))
    elif ranked:
        yield from _of_ranked(ranked, total)
    elif counted := _first_count(row, total):
        yield from _of_so_many(document, here, total, counted)
    elif _of_one_noun(row[:place], total):
        yield Statement("total", total, (sum_of(row[:place]),), items=tuple(row[:place]))
    else:
        yield from _of_row(row[:place], here, total)


def _told_behind(row: list[Quantity], place: int) -> Sequence[Quantity]:
    """The parts that are told 分别 right behind a total, as many as it says; else []."""
    total = row[place]
    these = next((one.group for one in row[place + 1 : place + 2] if one.rank == 1 and _ALL_OF_IT.match(one.gap)), [])
    many = _NUMERALS.index(these[0].gap[1]) + 2 if these else 0
    alike = {(one.kind, one.plan) for one in these} == {(total.kind, total.plan)}
    return these if alike and len(these) == many else []


def _in_order(here: list[Quantity], total: Quantity) -> list[Quantity]:
    """The numbered parts right before a total (第一批436户、第二批512户，累计948户), else []."""
    ordered = in_sequence(here[::-1]) and here[0].index == total.index - 1
    return here[::-1] if ordered and not (total.own and total.key.startswith("第")) else []


def _of_ranked(ranked: Sequence[Quantity], total: Quantity) -> Iterator[Statement]:
    """The sum of what is told 分别 right before it."""
    put_to = ranked[0].tail[-1:] in [*"为至到"] and pattern("<up>|<down>").search(total.tail)
    if put_to or ranked[0].stock == "average":
        return  # 分别调减为270万元、135万元，合计调减45万元; 户均分别为1.1万元和2.85万元，总额475.6万元
    years = _YEARS.search(total.tail)
    if years is not None and _NUMERALS.index(years[1]) + 2 != len(ranked):
        return  # 2021年、2022年分别为30万元和40万元，三年累计: this year's stands elsewhere
    mixed = len({one.time for one in ranked} - {"this"}) > 1 or ranked[-1].part != total.part
    if mixed and "年" not in total.tail:
        return
    sure = not total.own or "年" in total.tail or ranked[0].key.endswith(total.key)
    yield Statement("total", total, (sum_of(ranked),), (), "explicit" if sure else "slip", items=tuple(ranked))


def _of_so_many(document: TextDocument, here: list[Quantity], total: Quantity, counted: int) -> Iterator[Statement]:
    """The sum of so many of the figures before it; ``here`` are those of its sentence, the nearest first."""
    back = [one for one in before(document, total, 8) if one.level and one.kind == total.kind]
    series = [one for one in [*here, *back] if _same_series(one, total)]
    sums = [one for one in series if one.total]
    if any(one.counted == counted and one.key == total.key for one in sums):
        return  # 三个科目预算总额95万元；决算合计90万元
    if len(sums) == counted and all(one.tail in _SUMS for one in sums):
        series = sums  # 甲48台，合计79.2万元；乙1200套，合计38.4万元。两类总额117.6万元
    name = total.key[len(found[0]) :] if (found := _OF_SO_MANY.match(total.key)) else total.key
    named = [one for one in series if total.own and name and one.key.endswith(name)]
    named = [one for one in named if one.own or one.turned]
    if len(named) > 1:
        series = named  # 编制11名、实有10人；编制8名、实有7人；两级合计编制19名
    firsts = list({one.part: one for one in here if one.part != total.part}.values())
    of_total = all(one.plan == total.plan for one in firsts)  # 两项合计预算49万元，实际支出47万元
    if len(firsts) == counted and len(named) <= 1 and series != sums and of_total:
        series = firsts  # 水质监测240份，合格231份；食品监测180份，超标4份；两项监测样品总数420份
    numbered = [one for one in series if one.item]
    if numbered == series[:counted] and len({one.item for one in numbered}) == 1:
        series = numbered  # 1.甲项支出20万元；2.乙项支出30万元。两项共计50万元
    items = series if series in (numbered, sums) else _distinct(series, counted)
    if len(items) != counted:
        return
    rest = [Interpretation(tuple((1, one) for one in series[at : at + counted])) for at in range(1, len(series))]
    rest += [Interpretation(((1, one),)) for one in series[:8]]
    if counted > 2:  # one of them is nothing, and has no figure
        rest += [sum_of(series[at : at + counted - 1]) for at in range(len(series) - counted + 2)]
    told = bool(total.flow or total.plan or total.actual or not total.own) or series == sums
    certain = told and len(series) == counted and all(one.section == total.section for one in items)
    old = sum_of(document.mentions[one.index - one.turned] for one in items)
    certain = certain or (any(one.turned for one in items) and holds(total.amount, old))  # not renewed
    yield Statement("total", total, (sum_of(items),), rest, "explicit" if certain else "slip", items=tuple(items))


def _of_row(run: list[Quantity], here: list[Quantity], total: Quantity) -> Iterator[Statement]:
    """The sum of the figures before it in its sentence, ``run``; ``here`` are those of its kind, the nearest first."""
    if total.own and (named := _named_together(run, total)):
        yield Statement("total", total, (sum_of(named),), certainty="slip", items=tuple(named))
    if (total.own and total.tail != _SUMMED) or len(here) < 2:
        return
    every = [one for one in here if _same_series(one, total)]
    if len(every) < 2 or any(one.amount.value == total.amount.value for one in every):
        return  # the total itself, told before
    # 甲3次、乙5次；丙27次，丁19次，合计46次: where a part of the sentence tells nothing else, it is of its own part
    own_part = [one for one in run if one.part == total.part]
    run = own_part if 1 < len(own_part) < len(run) and total.tail in _SUMS else run
    series = [one for one in every if one in run]
    if len(series) < 2:
        return
    joined = len(run) > 1 and all(one.level and one.own and one.kind == total.kind for one in run)
    joined = joined and (_joined(run) or _in_clauses(run, total)) and series == run[::-1]
    joined = joined and run[0].opener in ("", "whole")
    if joined:
        rest = [sum_of(every[:count]) for count in range(len(series) + 1, len(every) + 1)]
    else:
        rest = [sum_of(series[:count]) for count in range(1, len(series))] + [sum_of(series[1:])]
    if total.kind.startswith("count"):  # 记录仪126台、电脑41台、车辆4辆，共171台（辆）
        counts = [one for one in run if one.level and one.kind.startswith("count") and one.depth == total.depth]
        rest += [Interpretation(tuple((1, one) for one in counts[at:])) for at in range(len(counts))]
    certainty: Certainty = "explicit" if joined else "slip"
    yield Statement("total", total, (sum_of(series[::-1]),), rest, certainty, items=tuple(series))


def _told_before(run: list[Quantity], total: Quantity) -> list[Quantity]:
    """The parts between a total and where it is told again (接诊98例，一类72例、二类26例，合计98例), else []."""
    heads = [at for at, one in enumerate(run) if one.amount.value == total.amount.value and one.kind == total.kind]
    head, parts = (run[heads[-1]], [one for one in run[heads[-1] + 1 :] if one.level]) if heads else (total, [])
    alike = all(one.own and one.kind == total.kind and one.gap[:1] in "、，和及与" for one in parts)
    alike = alike and len({(one.plan, one.time or "this", one.stock) for one in (head, *parts)}) == 1 and head.level
    less = len(parts) > 1 and all(one.amount.value < total.amount.value for one in parts)
    again = (not total.own or total.key == head.key) and total.plan == head.plan and not _PUT_TO.search(total.tail)
    again = again and total.gap.rfind("，") == 0  # 其中甲5、乙2，其余为零星采购，共计8
    plain = again and not any(one.hedged or one.rank or one.etcetera for one in parts)
    return parts if alike and less and plain else []


def _named_together(before: list[Quantity], total: Quantity) -> list[Quantity]:
    """The row right before a total with a name of its own (聘用教师23人、临聘人员31人，编外人员合计54人), else []."""
    same = [one for one in before if one.part == total.part and one.kind == total.kind]
    if total.tail.startswith(("以上", "上述")):  # 一级6件，二级41件，三级297件，以上珍贵文物344件
        run = same
    else:
        begins = next(
            (at for at, one in enumerate(same) if pattern("，?<besides>").match(one.gap.lstrip("；"))), len(same)
        )
        run = same[begins:] if _NAMED_SUM.search(total.tail) else []
        run = run if all(one.gap.startswith(("、", "和", "及")) for one in run[1:]) else []
    alike = all(one.level and one.own and not (one.total or one.stock) for one in run)
    alike = alike and not any(one.opener for one in run[same == run :])
    alike = alike and len({(one.plan, one.time or "this") for one in (*run, total)}) == 1
    return (
        run if alike and len(run) > 1 and run[-1].index - run[0].index == len(run) - 1 and run[-1] is before[-1] else []
    )


def _joined(run: list[Quantity]) -> bool:
    """Whether the figures stand in one row of a sentence, parted by no more than 、 or 和."""
    return all(one.gap.startswith(("、", "和", "及")) for one in run[1:])


def _in_clauses(run: list[Quantity], total: Quantity) -> bool:
    """Whether three at least stand in clauses of one part, none the sum of those before (甲2，乙6，丙3，共计11)."""
    sums = accumulate(one.amount.value for one in run)
    plain = not any(one.opener or one.total or one.time or one.stock for one in run[1:]) and total.gap.startswith("，")
    plain = plain and not (run[0].total or run[0].time or run[0].stock) and run[0].opener in ("", "whole")
    plain = plain and not any(so_far == one.amount.value for so_far, one in zip(sums, run[1:], strict=False))
    return (
        plain
        and len(run) > 2
        and {one.part for one in run} == {total.part}
        and all(one.gap[:1] in "、，" for one in run[1:])
    )


def _of_one_noun(run: list[Quantity], total: Quantity) -> bool:
    """Whether a total behind a row is of the noun that all end with (基本站8处、雨量站6处，站点总数14处)."""
    alike = all(one.level and one.own and one.kind == total.kind and one.plan == total.plan for one in run)
    named = alike and all(one.key and one.key[-1] in total.key and one.time == run[0].time for one in run)
    return named and len(run) > 1 and total.total and total.own and _joined(run) and not run[0].listed


def _said_parts(
    document: TextDocument, before: list[Quantity], here: list[Quantity], total: Quantity
) -> list[Quantity]:
    """The figures that the words say a total is of, [] where they do not say.

    So many years, each told with its number; things of the unit in brackets, too; one that is put to another.
    """
    if first := _FIRST.search(total.gap[-_NEAR:]):  # 拨款20万元、基金30万元、其他5万元，财政拨款（前两项）共50万元
        listed = [one for one in reversed(here) if one.own and not one.total and one.sentence == total.sentence]
        listed = [one for one in listed if one.listed] or listed
        many = _NUMERALS.index(first[1]) + 2
        return listed[:many] if len(listed) > many else []
    if put := _PUT_TO.search(total.tail):  # 两项共236万元，加公积金总计354万元
        added = [one for one in here if put[1] in one.name]
        return [here[0], added[0]] if len(added) == 1 and added[0] is not here[0] else []
    if (named := _BOTH.match(total.tail)) and not total.counted:  # 满意312份、比较满意81份 ...，满意和比较满意合计393份
        names = [key(name) for name in named.groups()]
        both = [[one for one in reversed(here) if one.own and one.key == name] for name in names]
        for name, found in zip(names, both, strict=True):  # 选择满意312份
            rest = [one for one in here if one.key.endswith(name) and one.key not in names]
            found += [] if found else [one for one in rest if not one.key.startswith(("不", "未"))]
        if all(len(found) == 1 for found in both) and both[0] != both[1]:
            return [found[0] for found in both]
    years = _YEARS.search(total.tail)
    told = [one for one in here if one.year and not one.plan]
    if years and len(told) == len({one.year for one in told}) == _NUMERALS.index(years[1]) + 2:
        return told  # 2021年366万元，2022年375万元，2023年393万元，三年累计1134万元
    if years and years[1] == _NUMERALS[0] and not told:  # 上年145万元，本年116万元。两年累计261万元
        back = document.sentences[total.sentence - 1] if total.sentence else []
        near = [
            *(one for one in back if one.prose == total.prose and one.level and one.kind == total.kind),
            *here[::-1],
        ]
        pair = [one for one in near if one.time in ("prior", "this") and not one.plan]
        alike = [one.time for one in pair] == ["prior", "this"] and pair[0].key == pair[1].key
        return pair if alike else []
    unit = _UNIT_BEHIND.match(total.after)
    if unit and total.kind.startswith("count:") and (not total.own or total.counted or total.tail[0] in "各总合全"):
        counts = [one for one in before if one.level and one.kind in (total.kind, f"count:{unit[1]}") and not one.depth]
        joined = counts == before[-len(counts) :] and all(one.gap.startswith("、") for one in counts[1:])
        return counts if joined and len({one.kind for one in counts}) > 1 else []  # 演出64场、培训132期，共196场（期）
    joined = len(here) == 2 and "加上" in here[0].gap and here[0].part == total.part and not here[0].plan
    return here if joined and here[0].index == total.index - 1 else []


def _first_count(row: list[Quantity], total: Quantity) -> int:
    """How many things the total is of, said at it or at a total before it in the sentence."""
    for one in reversed(row[: row.index(total) + 1]):
        if one.counted:
            return one.counted
    return 0


def _same_series(one: Quantity, total: Quantity) -> bool:
    """Whether a level may be an item: of the same plan, time and side of the account."""
    if (one.total and not one.key) or one.added or one.stock == "average" or one.depth > total.depth:
        return False
    if one.plan != total.plan or (one.time in OTHER_TIMES) != (total.time in OTHER_TIMES):
        return False
    if (one.time == "closing") != (total.time == "closing") or (
        one.stock in ("left", "balance") and one.stock != total.stock
    ):
        return False
    return not (total.flow and one.flow and one.flow != total.flow)


def _distinct(series: list[Quantity], count: int) -> list[Quantity]:
    """The nearest levels of different names, as many as are counted."""
    found: dict[str, Quantity] = {}
    for one in series:
        found.setdefault(one.key, one)
        if len(found) == count:
            break
    return list(found.values())
