"""What each number of a sentence is there: a level, a change, a base, a share ..., of what name, plan and time.

The words between a number and the one before it decide; little is carried on from sentence to sentence.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from itertools import pairwise

from model.figures import Unit
from model.language.amounts import MONEY, PLAIN, numbers
from model.language.aspects import FILLING, SPLIT, open_list, tell_aspects, tell_behind, topic_of
from model.language.keys import tidy
from model.language.lexicon import alternatives, lexicon
from model.language.naming import name_quantity, name_rows, name_sums, respectively
from model.language.quantity import TOGETHER, Quantity, Role, SaidSoFar
from model.language.roles import role_of
from model.patterns import Pattern

# How many items there are: 三项构成, 由以下四项组成, 共两项.
_MANY_BEHIND = Pattern(r"等?[两二三四五六七八九](?:项|类|个?部分|块|方面)[。，；]?$")
_ON_PLAN = Pattern(r"(?:以|按照?)[^，；。]{0,12}(?:预算|计划)[^，；。]{0,4}(?:为基数|口径)，")
_ETCETERA = Pattern(r"(?:用于[^，。；]{0,20})?等(?![级次])")
_ASIDE = Pattern(r"（[^（）]{0,60}）")
_CLAUSES = Pattern(r"[，；：。（）！？、,]|——")
_ITEMIZED = Pattern(
    r"(?P<is>[一二三四五六七八九十]是)|(?P<one>其[一二三四五])|(?P<circle>[①-⑳])|(?P<bracket>（[0-9一二三四五六七八九十]{1,2}）)"
    r"|(?P<mark>^(?:——|[●◆■•▪·○◇★▶➢]))|(?P<point>(?:^|[；：。，])[0-9a-z]{1,2}[、.．）])"
)
_MOST_OF = Pattern("[^，。；：（）]{1,16}占(?:比重?|的?比例)(?=最[高大低小]，$)")
_AIM = Pattern("的(?:[^，。；：]{0,4}(?:目标|任务|要求|预期|计划))")
_AGES, _SIZES = "count:岁", ("count:毫升", "count:mm", "count:cm")
_NOUN = Pattern("[\u4e00-\u9fff](?<![的和及与至到以为增减上下升降提，])")
_AGED = Pattern("^(?:及?以[上下]|以内)?[^，。；：、（）0-9]{0,8}$")
_CODE = Pattern(r"[0-9]{3,7}[\u4e00-\u9fff]{2}")
_TIMES = ("万", "亿")
_LONGEST_GAP = 400
_LONGEST_NAME = 40
_NEAR_PRICE = 8
_ON_BASIS = Pattern("在((?:上年度?|去年|上一年|20[0-9]{2}年|年初预算))的?基础上")
_BASIS_BEHIND = Pattern("的?基础上")
# A figure that a sentence begins with, of a year and of nothing else: 2024年为235.14万元.
_YEAR_ALONE = Pattern("(?:而|到)?20[0-9]{2}年度?(?:则|只|仅|已)?(?:[为是有]|达到?)?")
_PARTS = "分之"
_MARKS = "，。；：、（）/和与及到至-~—"
_JOINED = ("、", "和", "及", "与")
_JOINTS = ("和", "与", "及")


@cache
def _either() -> Pattern:
    words = alternatives(lexicon().turned["change"])
    return Pattern(rf"(?:{words})(?:（|/|或)(?:{words})）?")


class SentenceReader:
    """Reads the sentences of one document in order; ``year`` is the report's, 0 where it is not known."""

    def __init__(self, year: int) -> None:
        self.year = year
        self._part = 0
        self._opened = ""
        self._of_year: Quantity | None = None

    def read(self, text: str, start: int, end: int) -> list[Quantity]:
        """The mentions of the sentence at ``start`` to ``end`` of ``text``; places are those of ``text``."""
        sentence = text[start:end]
        found: list[Quantity] = []
        before = 0
        depth = 0
        self._part += 1
        for number in numbers(sentence):
            gap = sentence[before : number.start]
            depth = max(0, depth + gap.count("（") - gap.count("）"))
            if found:
                found[-1].after = gap[:24]
                self._part += gap.count("；")
            mention = Quantity(
                start + number.start, start + number.end, number.amount, number.hedged, gap[-_LONGEST_GAP:], depth=depth
            )
            mention.part, mention.about = self._part, number.about
            if mention.kind in _SIZES and _NOUN.match(sentence, number.end):
                mention.hedged = True  # 200毫升献血14728人次: a size, by which things are called
            if (
                found and found[-1].kind == _AGES != mention.kind and _AGED.match(gap)
            ):  # 其中80岁以上2880人: how these are called
                found[-1].hedged = True
                mention.gap = (found[-1].gap + text[found[-1].start : found[-1].end] + gap)[-_LONGEST_GAP:]
            before = number.end
            found.append(mention)
        if found:
            found[-1].after = sentence[before : before + 24]
            if _MANY_BEHIND.match(found[-1].after):
                for mention in found:
                    if mention.opener in ("weak", "colon"):
                        mention.opener = "whole"
            if "构成" in found[-1].after or "组成" in found[-1].after:
                made = next((mention for mention in reversed(found) if "由" in mention.gap), None)
                if made is not None:
                    made.opener = "whole"
        opened, self._opened = self._opened, _opener_at_end(sentence)
        if found and opened and not found[0].opener and _ITEMIZED.match(sentence):
            found[0].opener, found[0].opens_sentence = opened, True
        topic = topic_of(sentence[: found[0].start - start], self.year) if found else ("", 0)
        state = SaidSoFar(topic)
        if self._of_year is not None and found and _YEAR_ALONE.fullmatch(found[0].gap):
            state.key, state.name, state.flow = self._of_year.key, self._of_year.name, self._of_year.flow
        for at, mention in enumerate(found):
            self._tell(mention, found[at - 1] if at else None, state)
        levels = [one for one in found if one.level and not one.hedged]
        # 2023年项目支出300.54万元。2024年为235.14万元: of the same
        self._of_year = levels[0] if len(levels) == 1 and levels[0].own and levels[0].year else None
        for mention in found:
            tell_behind(mention, self.year)
        for at, mention in enumerate(found[1:]):
            alone = not (mention.own or mention.rank or mention.tail == "的" or TOGETHER.match(mention.tail))
            aside = (
                found[at].depth > mention.depth and found[at].opener
            )  # 甲90万元（其中乙40万元），占80%: the share of 甲
            found[at].shared = mention.role is Role.SHARE and alone and not aside
        for head, counted, cost in zip(found, found[1:], found[2:], strict=False):
            beside = (
                counted.opener == "weak" and counted.kind.startswith("count") and cost.gap == "" and not cost.opener
            )
            if beside and head.kind == cost.kind == MONEY and head.level:
                cost.opener = "weak"  # 预算56万元，其中无人机4架9.6万元、救生艇2艘31.6万元
        self._borrow_units(found)
        respectively(found, self.year)
        name_rows(found)
        name_sums(found)
        return found

    def _tell(self, mention: Quantity, before: Quantity | None, state: SaidSoFar) -> None:
        gap = _ASIDE.sub("", mention.gap)
        all_words = list(lexicon().words(gap))
        open_list(mention, gap, before, all_words)
        bare = gap.rstrip("（： ")
        cuts = [0, *(found.end() for found in _CLAUSES.finditer(bare))]
        tail = bare[cuts[-1] :]
        if not tail.strip("的为是") and len(cuts) > 1 and gap.endswith(("（", "：")):
            tail = bare[cuts[-2] :].rstrip("，；：。（）！？、")
        elif not tail.strip("的为是达到") and len(cuts) > 1 and (most := _MOST_OF.search(bare[: cuts[-1]])):
            tail = most[0]  # 其中工程类占比最高，为53.5%
        elif split := SPLIT.search(tail):
            tail = tail[split.end() :]
            mention.split = tidy(split[0].strip("按从，：").removesuffix("为"))
        elif gap.startswith("用于"):
            pass  # 20万元用于甲、30万元用于乙: the names stand behind
        elif (
            "、" in bare[cuts[-1] - 1 : cuts[-1]]
            and before is not None
            and bare[: cuts[-1]].strip("，；及和以") != "、"
        ):
            tail = bare[next((cut for cut in reversed(cuts[:-1]) if bare[cut - 1 : cut] != "、"), 0) :]  # 土地、房屋
        if tail.startswith("在") and _BASIS_BEHIND.match(mention.after):
            tail = f"较{tail[1:]}"
        if mention.opener == "within" and "中" in tail:
            tail = tail[tail.index("中") + 1 :].lstrip("，：")
        mention.tail = _ON_BASIS.sub(r"较\1", tail[-_LONGEST_NAME * 2 :])
        words = list(lexicon().words(mention.tail))
        mention.etcetera = _ETCETERA.match(mention.after) is not None
        itemized = _ITEMIZED.search(mention.gap)
        mention.item = itemized.lastgroup or "" if itemized else ""
        tell_aspects(mention, words, self.year)
        if _ON_PLAN.search(gap) and not mention.actual:
            mention.plan = True
        role, kept = role_of(mention, before, words, all_words, state)
        mention.role = role
        if role in (Role.CHANGE, Role.RATE) and _AIM.match(mention.after):
            mention.hedged = True  # 下降6.0%，完成下降3%的目标
        name_quantity(mention, words, kept)
        if "（" in mention.gap and _either().search(mention.gap):
            mention.hedged = True  # 下降（增长）5%: neither was chosen
        if mention.kind == PLAIN and not mention.tail and _CODE.match(mention.amount.typed + mention.after):
            mention.hedged = True  # 301工资福利支出: the number of an account
        priced = any("price" in word.kinds and _is_price(word.text, mention.tail[word.end :]) for word in words)
        # 按生均300元增拨
        by_price = "按" in mention.tail and "算" not in mention.tail if mention.stock == "average" else priced
        mention.price = not mention.hedged and by_price
        if before is not None and before.price and mention.kind == before.kind and gap in _JOINED:
            mention.price = True  # 每公里3.5万元（国道）、1.0万元（县道）
        if mention.price or any("stale" in word.kinds for word in words):
            mention.hedged = True
        self._carry(mention, before, state)

    def _carry(self, mention: Quantity, before: Quantity | None, state: SaidSoFar) -> None:
        """What the sentence has said before, where the mention does not say it itself."""
        role = mention.role
        joined = not mention.tail and before is not None and mention.gap in ("", "、")
        if joined and before is not None and (mention.kind != before.kind or before.time in ("prior", "opening")):
            mention.time, mention.year = before.time, before.year  # 上年14批206人
            mention.plan, mention.actual = before.plan, before.actual
        aside = mention.depth > state.depth and before is not None and before.time in ("prior", "opening")
        if aside and before is not None and role is Role.LEVEL and not mention.time:
            mention.time, mention.year = before.time, before.year  # 与上年43万元（接待费7万元、车辆费36万元）相比
        if mention.depth < state.depth:
            state.key, state.name = state.outer.get(mention.depth, ("", ""))
        state.depth = mention.depth
        if not mention.time and mention.year == 0 and state.topic[0] and role is Role.LEVEL and not mention.compared:
            mention.time, mention.year = state.topic
        if not mention.own and role is not Role.BASE:
            mention.key = state.key
            if not mention.name:
                mention.name = state.name
        elif mention.added:
            pass  # what was added to a budget is no other thing: 年初预算580万元，追加修复资金60万元，支出611.90万元
        elif mention.own and role not in (Role.SHARE, Role.OTHER) and not (role is Role.BASE and state.key):
            state.key, state.name = mention.key, mention.name
            state.outer[mention.depth] = mention.key, mention.name
        if role is Role.BASE and not mention.own:
            mention.key = state.key
            mention.name = mention.name or state.name
        if role in (Role.BASE, Role.CHANGE, Role.RATE) and mention.compared:
            state.against = (mention.against, mention.against_plan, mention.against_year)
            state.part = mention.part
            state.compared = True
        if mention.time == "part" and not mention.added:
            state.topic = ("part", 0)
        if role is Role.LEVEL and not mention.flow:
            mention.flow = state.flow if not mention.own else ""
        if mention.flow:
            state.flow = mention.flow

    def _borrow_units(self, found: list[Quantity]) -> None:
        """Numbers whose unit was left out are in that of the number they are joined to, or of the money before them."""
        for after, mention in pairwise(reversed(found)):
            amount, joined = mention.amount, after.amount.unit
            if amount.kind == PLAIN and mention.role is Role.LEVEL and after.gap in _JOINTS and after.kind != PLAIN:
                half = amount.half * joined.factor if amount.decimals else 0  # 完成6124和6087人次
                mention.amount = replace(amount, value=amount.value * joined.factor, half=half, unit=joined)
        unit: Unit | None = None
        units = {mention.amount.unit.name for mention in found if mention.kind == MONEY}
        for mention in found:
            amount = mention.amount
            if amount.kind == MONEY:
                unit = amount.unit
            elif amount.decimals and amount.unit.name in _TIMES and f"{amount.unit.name}元" in units:
                # 捐款130.49万，其中现金94.25万元
                mention.amount = replace(amount, unit=Unit(f"{amount.unit.name}元", MONEY, amount.unit.factor))
            elif mention.gap.endswith(_PARTS):
                continue  # 逾期率万分之1.8
            elif mention.after and mention.after[0] not in _MARKS:
                continue  # 桥梁328.5延米: a unit that nobody listed
            elif amount.kind == PLAIN and amount.decimals and unit is not None and mention.role is Role.LEVEL:
                value, half = amount.value * unit.factor, amount.half * unit.factor
                mention.amount = replace(amount, value=value, half=half, unit=unit)


def _opener_at_end(sentence: str) -> str:
    """How a list begins in the lines behind a sentence that ends with a colon; "" where none does."""
    if not sentence.rstrip().endswith("："):
        return ""
    kinds = {kind for word in lexicon().words(sentence[-_NEAR_PRICE:]) for kind in word.kinds}
    return "weak" if "opener" in kinds and "whole" not in kinds else "colon"


def _is_price(word: str, rest: str) -> bool:
    """Whether ``word`` makes a price of the number that ``rest`` leads to: 每人每年, 标准为; not 标准化建设."""
    rest = rest.removesuffix("为").removesuffix("分别").removesuffix("依次")  # 标准分别为5000元和3000元
    return len(rest) <= _NEAR_PRICE if word.startswith("每") else not rest.strip(FILLING)
