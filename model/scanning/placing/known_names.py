"""Which subjects the name before a figure can mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from model.language.keys import key, tidy
from model.language.lexicon import lexicon, pattern
from model.language.quantity import Quantity, Role
from model.patterns import Pattern
from model.scanning.listings import row_name
from model.scanning.placing.enumerating import CLAUSE, last_clause
from model.scanning.placing.spoken import SPENT, Scope, Spoken
from model.scanning.subjects import FUND, OWN_BUDGETS, PAID, SERVING, Subject, by_key, plain_name, post, subjects
from model.text import in_order

# So much of a sentence before a figure is looked at for words that tell its field.
AROUND: Final = 200
HIRED: Final = Pattern(
    "^(?:另外?|使用|还|现|其中|年[末底])*+(?:[实共]?有)?(?:以[^，；]{2,8}(?:方式|形式)(?:使用|聘用))?(?:聘用?(?=合同制|聘用|临聘))?"
)
WITHIN: Final = Pattern("(?:方面|[里中]面?|当中|之中|[之以]?内)$")
"""What a sentence puts behind the name of what it speaks of."""
_PIECES: Final = Pattern(r"(?<![^，；。：（）])([^，；。：（）]++)([，；。：（）])")
_BEGINS: Final = Pattern(r"^(?:20[0-9]{2}年度?|本年度?|其中|[一二三四五六]是|未发生|未安排|没有|无)+")
_LONGEST_LABEL: Final = 24
_NO_LABEL: Final = pattern("<no_label>|看$")
_TOGETHER: Final = Pattern(r"(?:以上|上述|这)?[两二三四五六七][项者类]|占比$|比重$|各$")
# A budget and what was spent of it, told as one amount: 预算、决算均为0元.
BOTH: Final = Pattern(
    "(.{2,20}?)(?:年初|全年)?预算数?[和与及、](?:支出)?决算数?(?:[和与及、]上年(?:决算)?数?)?[均都]?为?"
)
# What is named behind its amount: 其余5万元为其他收入; 总支出当中，5万元是基本支出.
_REST: Final = Pattern("(?:^|其余)[^|]{0,2}\\|[为是](?!其中)([\u4e00-\u9fff]{2,12})(?:[，。；（]|$)")
# A name and how the money went: 人员经费用了5万元.
_WENT: Final = pattern("(?:^|.*[里中]面?的?)([\u4e00-\u9fff（）]{2,14}?)<went_words>+$")
_SHORT: Final = Pattern(r"[省市县区州旗]?[\u4e00-\u9fff]{1,5}[局委厅院校馆会队所站镇联]")
_GENERAL: Final = Pattern(r"^(?:一般公共预算(?:财政拨款)?|财政拨款)++(?:安排)?的?")
_SELF: Final = pattern(
    r"^(?:全[市县区省]?[\u4e00-\u9fff]{0,4}系统)?(?:全[市县区镇乡街]|<of_the_unit>)*+(?:本级|本部)?(?:[一二两三四五六七八九十]{1,3}[个项])?"
)
_BARE: Final = Pattern("(?:各[项类]|取得)?(?:支出|收入)|总|执行|[也均则即]|[一两]年间?|部门|单位")
_INCOME: Final = Pattern(
    "收入合计$|各[项类]收入[为共计]*$|^(?:20[0-9]{2}年度?|部门)*决算总?收入[为共计]*$|(?:本年度?|全年|当年|年内|20[0-9]{2}年度?)(?:总|实际|实现|取得)?收入[为共]*$"
)
# A sentence on income alone: 1、收入：80万元.
_INCOME_ALONE: Final = Pattern("(?:[0-9]{1,2}[、.]|（[0-9一二三]）|[一二三]是)?(?:决算|本年)?收入：")
_BESIDE: Final = Pattern("[，；](?:另|此外|还)")
# What the amounts before it make up: 两项构成基本支出.
_MADE_UP: Final = Pattern(
    "^(?:以上|上述)?[两二三四五]项(?:合计)?(?:构成|组成|即)|^基本支出(?:里面?|中|内)的?|^加上?(?=[\u4e00-\u9fff]{4})|^即(?=[\u4e00-\u9fff]{4})|^(?:减|减去|扣除|扣减)(?=累计)|^[前后]者[为是含]?"
)
_OURS: Final = pattern("[本我](?:单位|部门|系统|支队|大队|<office>|[县市区处社])")
_DESCRIBED: Final = Pattern(r".*(?:等(?:各项|方面)?的?|而发生的|(?:取得|实现)的?|的)(?=[\u4e00-\u9fff]{2})")
_STAFF: Final = pattern("(?:(<serving>+)|([离退]休))<staff>?")
_POST: Final = Pattern("行政|参公|(?:非参公)?事业|(?:机关)?工勤")
_ALL_BODIES: Final = Pattern(
    "[本我全]?[局厅委办院]?(?:机关|本级|本部)[及和与][下所直]属[^，；]{0,6}(?:单位|学校|机构|院|站|所|馆)共?"
)
_OF_ASSETS: Final = Pattern("总[额计量]|非?流动|固定|无形")
# What a part is told of: 资产里流动资产.
_INSIDE: Final = Pattern(
    "^(?:(?:全部|总)?支出|(?:总|全部)?资产|(?:总|全部)?收入|在职人员)(?:里面?|当中|中)的?(?=[\u4e00-\u9fff]{2})"
)
_DISPOSED: Final = pattern("<disposal_forms>{1,6}(?=处置)")
_SOMEONE: Final = pattern("(?![办会])<office>|[园厂村]|公司")
_ANYONE: Final = pattern("<anyone>")
_WHOLE: Final = Pattern(r"支出(?:总|合计|共计|决算总)|[总全整]体?支出|本年支出|部门(?:决算)?支出")
# How many there are, and the words that tell that not all of them are serving.
_PRESENT: Final = Pattern(r"实有(?:人员|人数)?(?:共|为|计)*$")
_OTHER_STAFF: Final = pattern("<not_serving>")
_PART_OF_UNIT: Final = Pattern("[局厅委办]机关(?![及和与][下所直]属)")
# What a section on a budget of its own tells without naming that budget again.
_OF_BUDGET: Final = Pattern(
    "(?:20[0-9]{2}年度?)?(?:本年度?|当年|全年|年初|上年|年末)?"
    "(?:(?:政府性基金|国有资本经营)(?:预算)?)?(?:财政拨款)?(?:实现|取得|决算|实际)?(收入|支出|结转(?:和?结余)?|结余)(?:资金)?[共计为]*"
)
_CARRIED_IN: Final = Pattern(
    "(?:20[0-9]{2}年度?)?(?:年初|上年)(?:财政拨款)?(?:结转(?:和?结余)?|结余)(?:资金)?[共计为]*"
)
_LEFT_OVER: Final = pattern("<left_over_words>+")
_SPENDING: Final = Pattern("支出|花费$")
_SPENT_THAN: Final = Pattern("支出(?:较|比|与|同)")
_BEFORE_BASE: Final = Pattern("^.*?[较比与同]")
# A budget that words of no part of the expenditure stand before.
_BUDGET: Final = pattern("<budget_of>的?(?:全年)?预算(?:批复|安排|总额|资金|数)*[为共计]*$")
_TIMES: Final = Pattern("上年度?|去年|20[0-9]{2}年度?|年初|年末|[末底]|同期|年|决算|预算|的|数")
_FUND_WORDS: Final = Pattern(r"基金|全[省市县区]|[市县区]本级|本级|^[\u4e00-\u9fff]{1,3}[省市县区]")
_FUND_ASPECTS: Final = pattern("<fund_aspects>")
_FUND_PART: Final = pattern("(?:^|[^\u4e00-\u9fff]|其中|年|末|初)<fund_parts>基金")
_WENT_TO: Final = pattern("^(?:逐[年步])?(?:<up>|<down>|<up_short>|<down_short>)[至到为]$")
_VEHICLES: Final = Pattern(r"(?:公务?用?车|车辆)(?:的)?运行(?:和|及)?(?:维护)?")
_PART_OF_VEHICLES: Final = Pattern("购置|运行(?:维护)?|用车|车辆")
_THREE_PUBLIC: Final = "general_budget.three_public"
# Which line of the three expenses each count beside them is of.
_LINES: Final = {
    **dict.fromkeys(("receptions", "guests"), "reception"),
    "kept": "vehicles",
    "bought": "details.purchase",
    **dict.fromkeys(("trips", "travellers"), "overseas"),
}
_ALL_ASSETS: Final = "assets.totals.total"
# All of these are of one kind: 在职人员30人，均为事业人员.
_WHOLES: Final = (SERVING, "overview.income.total")
_ALL_OF_A_KIND: Final = Pattern(
    "[，（](?:全部|[均都全])(?:[为是系由]|属于?)([^，；。（）]{2,20}?)(?:身份|编制)?(?=[，；。（）]|$)"
)
_THREE: Final = Pattern(r"^(?:以上|上述|这)?三项(?:经费|费用)?$")


class Known(NamedTuple):
    """The subjects that a name can mean; ``unknown`` is a name that means none of them; ``general``: of one budget."""

    subjects: tuple[Subject, ...] = ()
    unknown: str = ""
    general: bool = False


def counted_beside(path: str) -> Subject | None:
    """The line of the three expenses that a count at ``path`` is told with; None for another figure."""
    home, _, name = path.rpartition(".")
    spent = f"{_THREE_PUBLIC}.{_LINES.get(name)}.actual" if home == f"{_THREE_PUBLIC}.details" else ""
    return next((one for one in subjects() if spent and one.fields.get("actual") == spent), None)


def labels_before(gap: str) -> Iterator[tuple[str, str, bool]]:
    """The names that stand in clauses of their own in ``gap``, each with its mark and whether a list leads to it."""
    pieces = _PIECES.findall(gap)
    for at, (said, mark) in enumerate(pieces):
        name = WITHIN.sub("", tidy(_BEGINS.sub("", said.lstrip("0123456789.、"))))
        if mark != "）" and 1 < len(name) <= _LONGEST_LABEL and not (mark == "：" and _NO_LABEL.search(name)):
            yield name, mark, at > 0 and pieces[at - 1][1] in "：；"


def _of_all(spoken: Spoken) -> bool:
    """Whether the sentence has named no part of the department's money before."""
    before = [one for one in (spoken.subject, spoken.main, *spoken.said) if one is not None]
    whole = {"overview.income.total", "overview.scale.total"}
    return all(one.fields.get("actual") in whole for one in before)


def _counted(spoken: Spoken) -> bool:
    """Whether persons were counted last in the sentence, and not posts."""
    staff = [one.fields.get("actual") for one in spoken.said if one is not None and one.home == "overview.staff"]
    return bool(staff) and staff[-1] != "overview.staff.authorised"


class KnownNames:
    """Looks names up. ``own`` is the unit's name; ``vehicles_bought``: the report tells of vehicles bought."""

    def __init__(self, own: str) -> None:
        self.own = own
        self.vehicles_bought = True
        self._fund = [subject for subject in subjects() if subject.home == FUND]

    def known(self, mention: Quantity, scope: Scope, spoken: Spoken) -> Known:
        """The subjects that the name printed before ``mention`` can mean."""
        if scope.section == "insurance":
            return self._of_fund(mention)
        if scope.section in OWN_BUDGETS and (one := self._of_own_budget(mention, scope.section)) is not None:
            return Known((one,))
        if scope.section in ("overview", "") and _CARRIED_IN.fullmatch(mention.tail) and _of_all(spoken):
            return Known(tuple(one for one in subjects() if one.fields.get("opening") == "overview.income.opening"))
        caused = mention.role is Role.CHANGE and re.match("因(?!公)", mention.name)  # 因折旧减少5万元
        name = mention.key if mention.own and not caused else ""
        if mention.role is Role.SHARE and (not name or mention.name == mention.whole_name):
            return Known()  # 占总支出的30%: of what was named before
        if mention.stock == "left" and _LEFT_OVER.fullmatch(name):
            return Known()
        if mention.role is Role.BASE and not name:
            held = tidy(_TIMES.sub("", _BEFORE_BASE.sub("", mention.tail)))
            known = self.look_up(key(held), held) if len(held) > 1 else Known()
            if known.subjects:
                return known  # 较上年末资产总额800万元
        if not name or _BARE.fullmatch(self._impersonal(mention.name)):
            return self._bare(mention)
        head = (spoken.subject if mention.opener else None) or spoken.head
        staff = _STAFF.fullmatch(mention.split)  # 在职人员中，行政27人
        if (staff and staff[1]) or (head is not None and head.fields.get("actual") in (SERVING, PAID)):
            name = key(post(name))
        elif _POST.fullmatch(name) and _counted(spoken):
            name = key(post(name))  # 在职63人，控制率92.65%；行政27人，事业36人
        if scope.section == "assets" and _OF_ASSETS.fullmatch(name):
            name = f"资产{name}" if name.startswith("总") else f"{name}资产"  # below 资产: 总额5万元，流动3万元
        if head is not None and head.fields.get("actual") == _ALL_ASSETS and name == "无形资产":
            name = key("无形资产净值")  # what the sum of all assets holds is net
        if scope.home.startswith("general_budget.three_public") and _THREE.match(mention.name):
            name = "三公"
        near = scope.home.startswith(_THREE_PUBLIC)
        near = near or any(
            one is not None and one.home.startswith(_THREE_PUBLIC) for one in (spoken.head, *spoken.said[-1:])
        )
        if near and _PART_OF_VEHICLES.fullmatch(name):
            # 公务用车购置及运行维护费26万元。购置费18万元; 接待费3万元，用车费20万元
            name = key(f"公务用车{'' if name in ('用车', '车辆') else name}费")
        vehicles = _VEHICLES.search(mention.name)
        if not self.vehicles_bought and vehicles and (near or vehicles[0].startswith("公")):
            name = "公车购置及运行维护"
        whole = self.look_up(key(spoken.prefix + mention.name), spoken.prefix + mention.tail) if spoken.prefix else None
        return whole if whole is not None and whole.subjects else self.look_up(name, mention.tail)

    def meant(self, mention: Quantity, scope: Scope, spoken: Spoken, *, ranked: bool) -> Known:
        """What the words around ``mention`` mean: also a rest, a total, a budget and result in one.

        ``ranked``: it is one of several told one after the other (分别).
        """
        known = self.known(mention, scope, spoken)
        if both := BOTH.fullmatch(last_clause(mention.gap)):
            name = row_name(both[1])
            known = self.look_up(key(name), name)
        if not known.subjects and (went := _WENT.fullmatch(last_clause(mention.gap))):
            named = self.look_up(key(went[1]), went[1])
            known = named if named.subjects else known
        if left := _REST.match(f"{last_clause(mention.gap)}|{mention.after}"):
            named = self.look_up(key(left[1]), left[1])
            known = named if named.subjects or not mention.gap.endswith(("，", "；")) else known
        total = mention.total or last_clause(mention.gap) in ("计", "共")
        if total and mention.role is Role.LEVEL and (not mention.own or _TOGETHER.match(mention.name)):
            name = spoken.total_of(mention)
            name = "总收入" if name == "收入" and scope.section == "overview" else name
            all_of_them = self.look_up(name, name) if len(name) > 1 else Known()
            known = all_of_them if all_of_them.subjects else known
            if not known.subjects and (whole := spoken.whole_of(mention)) is not None:
                known = Known((whole,))  # 公务接待费3万元、公务用车运行维护费2万元，合计5万元
        elif known.subjects and known.subjects[0].home == "overview.staff" and not mention.own and spoken.strayed:
            known = Known()  # 行政编制20名，实有18人
        if ranked and _TOGETHER.match(mention.name):
            known = Known()
        elif mention.own and ranked and len({one.key for one in mention.group}) == 1 < len(mention.group):
            known = Known((), "各年度")  # 2022年至2023年项目支出依次为3万元、2万元
        return known

    def announced(self, text: str, section: str) -> Subject | None:
        """What a sentence without figures says that the next is about: 三公经费方面，管得很紧. None: nothing known."""
        name = WITHIN.sub("", tidy(CLAUSE.split(row_name(text))[0]))
        known = self.look_up(key(name), name).subjects if len(name) > 1 else ()
        here = [one for one in known if one.section == section]
        return here[0] if len(here) == 1 else None

    def told_too(self, mention: Quantity, path: str) -> list[str]:
        """The paths of other fields that the words of the figure at ``path`` tell, too."""
        home, words = path.rpartition(".")[0], last_clause(mention.gap)
        if path.endswith(".actual") and BOTH.fullmatch(words):
            names = ("budget", "last_year") if "上年" in words else ("budget",)
            fields = (one.fields for one in subjects() if one.fields.get("actual") == path)
            told = {f"{home}.{name}" for name in names}
            return [other for each in fields for other in each.values() if other in told]
        kind = _ALL_OF_A_KIND.match(mention.after) if path in _WHOLES else None
        name = "" if kind is None else post(kind[1])
        names = (name, f"{name}收入") if name and home == "overview.income" else (name,)
        known = (one for said in names if said for one in self.look_up(key(said), said).subjects)
        return list(dict.fromkeys(one.fields["actual"] for one in known if one.home == home))

    def _of_own_budget(self, mention: Quantity, section: str) -> Subject | None:
        """What a section on one budget tells of it: income, expenditure, what was carried over; None: other words."""
        found = _OF_BUDGET.fullmatch(mention.tail)
        planned = mention.plan and not mention.own and "收入" not in mention.tail
        if mention.role is not Role.LEVEL or not (found or planned):
            return None
        name = (
            "actual"
            if found is None
            else {"收入": "income", "支出": "actual"}.get(
                found[1], "opening" if mention.time == "opening" else "actual"
            )
        )
        path = f"{section}.{name}"
        return next((one for one in subjects() if path in one.fields.values()), None)

    def look_up(self, name: str, tail: str) -> Known:
        """The subjects called ``name``, those that ``tail`` names at greatest length where there are several."""
        if _PART_OF_UNIT.search(tail):
            return Known((), name)
        found, general = self._found(name)
        if not found:
            return Known((), name)
        plain = plain_name(tail)
        longest = {
            id(one): max((len(said) for said in one.names | one.bare if said in plain), default=0) for one in found
        }
        most = max(longest.values())
        kept = tuple(one for one in found if longest[id(one)] == most)
        if general:
            kept = tuple(one for one in kept if not one.home.startswith("overview.scale"))
        return Known(kept, "" if kept else name, general)

    def _found(self, name: str) -> tuple[tuple[Subject, ...], bool]:
        table = by_key()
        general = False
        for said in self._shapes(name):
            if said in table:
                return table[said], general
            plain = _GENERAL.sub("", said)
            if plain != said and plain and key(plain) in table:
                return table[key(plain)], True
        return (), general

    def _shapes(self, name: str) -> Iterable[str]:
        """The name, and what is left of it without words that change nothing."""
        yield name
        if (every := _ALL_BODIES.match(name)) is not None:
            yield key(name[every.end() :])
        bare = self._impersonal(name).lstrip("0123456789")  # 2023年12月底在职58人
        if bare != name:
            yield key(bare)
        stripped = bare[own.end() :] if (own := _SELF.match(bare)) else bare
        if stripped and stripped != bare:
            yield key(stripped)
        if (staff := _STAFF.fullmatch(stripped)) is not None:
            yield key("在职人员" if staff[1] else staff[2])
        whole, made_of, part = stripped.partition("由")
        if (inside := _INSIDE.match(stripped)) is not None:
            yield key(stripped[inside.end() :])
        if made_of and key(whole) in by_key():
            yield key(part)  # 非流动资产由固定资产净值5万元、在建工程3万元构成
        if "类" in stripped or stripped.endswith("净额"):
            yield key(stripped.replace("类", "").replace("净额", "净值"))  # 人员类支出
        if disposed := _DISPOSED.match(stripped):
            yield key(stripped[disposed.end() :])
        for tail in lexicon().texts["name_tails"]:
            if stripped.endswith(tail) and len(stripped) > len(tail) + 1:
                yield key(stripped.removesuffix(tail))
        described = _DESCRIBED.match(stripped)
        if described and not _SOMEONE.search(_OURS.sub("", _ANYONE.sub("", described[0]))):
            yield key(stripped[described.end() :])

    def _impersonal(self, name: str) -> str:
        """``name`` without the unit's own name, in full or from any of its words on."""
        name = _MADE_UP.sub("", name)
        if len(self.own) > 2 and self.own in name:
            return name.rpartition(self.own)[2]
        for start in range(len(self.own) - 1):
            if name.startswith(self.own[start:]):
                return name[len(self.own) - start :]
        if own := _OURS.match(name):
            return name[own.end() :]
        kind = next((kind for kind in lexicon().texts["schools_and_others"] if name.startswith(kind)), "")
        if kind and (kind in self.own or self.own.endswith((kind[-1], "学", "学院" if kind == "学校" else kind))):
            return name[len(kind) :]
        short = _SHORT.match(name)
        if short and len(short[0]) > 1 and in_order(short[0], self.own):
            return name[short.end() :]
        return name

    def _bare(self, mention: Quantity) -> Known:
        """Words without a name: all expenditure, or all serving staff, where they say that much."""
        if (
            _PRESENT.search(mention.tail)
            and mention.amount.unit.name in ("人", "名")
            and not _OTHER_STAFF.search(mention.after)
        ):
            return Known(tuple(one for one in subjects() if one.fields.get("actual") == SERVING))
        if mention.tail.rfind("收入") > mention.tail.rfind("支出"):
            # What was left of last year is no part of it.
            carried = "上年" in mention.after[:12] and not _BESIDE.match(mention.after)
            alone = _INCOME_ALONE.fullmatch(mention.gap) is not None
            whole = (alone or _INCOME.search(mention.tail)) and not mention.plan and not carried
            return Known(by_key()["总收入"]) if whole else Known((), "收入")
        if mention.plan and not mention.added and _BUDGET.search(mention.tail):
            return Known(by_key()["总支出"], "预算")
        if not _SPENDING.search(mention.tail) or mention.flow != "支出":
            return Known()
        if mention.total or _WHOLE.search(mention.tail):
            return Known(by_key()["总支出"])
        spent = SPENT.search(mention.tail) or _SPENT_THAN.search(mention.tail)
        return Known(by_key()["总支出"], "支出") if spent else Known()

    def _of_fund(self, mention: Quantity) -> Known:
        """What a fund took in, paid out or holds; everything else is a line of its lists."""
        tail = mention.tail
        if _FUND_PART.search(tail):
            return Known((), key_of_line(tail))  # 其中统筹基金支出: of a part of the fund
        if _WENT_TO.match(tail):
            return Known()  # 年末累计结余由16.90亿元降至16.38亿元: of what was named before
        rest = _FUND_WORDS.sub("", tail.rpartition("基金")[2] or tail)
        held = {one.fields.get("actual", one.fields.get("closing", "")): one for one in self._fund}
        balance = re.search("收支结余|收支缺口|当[年期]结余|本[年期]结余", rest)
        if balance:
            return Known((held[f"{FUND}.final_balance"],))
        if re.search("结余|结存", rest):
            return Known((held[f"{FUND}.closing_balance"],))
        plain = key_of_line(rest)
        bare = _FUND_ASPECTS.sub("", plain)
        for word, name in (("收入", "income"), ("支出", "expenditure")):
            if bare == word:
                return Known((held[f"{FUND}.final_{name}_total"],))
        if mention.role is Role.CHANGE and not bare:
            return Known()
        if mention.role is Role.EXECUTION and not bare:
            return Known(tuple(one for one in self._fund if "execution" in one.fields))
        return Known((), plain)


def key_of_line(words: str) -> str:
    """The name of a line of a fund: without times and the words that link it to its amount."""
    words = re.sub(r"(?:20[0-9]{2}年度?|本年度?|当年|全年|其中|预计|主要)[：:]?", "", words)
    return re.sub(r"^[、，：；（）\s]+|(?:[：:、，]|共计|合计|总计|为|是|计|达到|达)+$", "", words)
