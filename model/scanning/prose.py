"""What the report says in words: name and year, offices, duties, how money and assets are kept; the rest by lists."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from typing import Final

from model.language.lexicon import lexicon, pattern
from model.language.text_document import sentences
from model.patterns import Pattern
from model.scanning.gathering import Gathering
from model.scanning.headings import ANNEXES, ReportPart
from model.scanning.last_sections import read_last_sections
from model.scanning.titles import said_to_be_none
from model.text import in_order, numeral_value, numeral_years

_UNIT_NAME: Final = pattern(
    "<signing><sealed>?：([^：]{3,40}?)<sealed>?(?:$|[填编报][^：]{0,3}(?:日期|时间|人)(?:（[^（）]{0,6}）)?：)"
)
_CALLED: Final = Pattern("（(?:以下|下文|下)?[简统]?称为?“?([\u4e00-\u9fff]{2,8})”?）")
_SHORT: Final = pattern("我(?:(?!乡)<office>|部门|单位|社|部(?!门))")
# A government that calls itself as its place: 我乡.
_RURAL: Final = Pattern("([镇乡]|街道)(?:人民政府|办事处)$")
_OF_ITSELF: Final = pattern("本(?:<office>)(?=内设|机关|[负主承]|20[0-9]{2}年)")
_TITLE: Final = Pattern(
    r"(?:(20[0-9]{2})年度?)?(?:关于)?([\u4e00-\u9fff（）]{3,40}?)(?:关于)?(?:20[0-9]{2}年度?)?(?:部门|单位)?(?:整体支出|整体|支出)绩效(?:情况)?的?(?:自评|评价)"
)
# The unit on a line of its own below a title that does not name it.
_OWN_LINE: Final = pattern("[\u4e00-\u9fff]{1,8}[省市县区州旗镇乡][\u4e00-\u9fff（）]{1,20}<office>")
_FEW: Final = 4
_NONE: Final = pattern("<nothing>|为零|为0")
_SENTENCE: Final = 80
_BUDGETS: Final = (
    ("government_funds", "政府性基金"),
    ("state_capital", "国有资本"),
    ("insurance", r"(?:社会保险|社保)基金"),
)
_DEFINED: Final = Pattern(r"^(?:一般公共预算)?基本支出(?:.{0,4}是?指|是|系)")
_DEFINED_END: Final = Pattern(r"(?<=。)(?=20[0-9]{2}年)")
_ONE_BUDGET: Final = Pattern(r"本部分[^。]{0,8}仅(?:含|包括)一般公共预算")
_ONE_BREAKDOWN: Final = Pattern("其中：?一般公共预算安排的人员经费")
DAY: Final = Pattern(r"(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
_CHINESE_DAY: Final = Pattern(
    "(?:20[0-9]{2}|二[〇零○][〇零○一二三四五六七八九]{2})年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日"
)
_DATED: Final = Pattern("^(?:成文|报告|签署|落款)(?:日期|时间)：")
_SAYING: Final = 12
_OFTEN: Final = 3
# A list of names behind the word for it, or between that and its number: 内设办公室、财务科2个科室.
_NAMES: Final = "(?:[^，。；：（）]|（[^（）]{0,40}）)"
_BEFORE: Final = f"({_NAMES}{{2,40}}、{_NAMES}{{2,160}}?)等?共?(?:[0-9]+|[一二三四五六七八九十两]+)[个家]"
_BEHIND: Final = "(?:(?!<lower>)[^：。；]){0,16}?(?<![另没])<listed_as>+：?([^。]+)"
_UNITS: Final = {
    "overview.offices": (
        pattern("(?:[内下]设|(?<!建)设有?)[^：。；]{0,20}?<inner_offices>" + _BEHIND),
        pattern("<has_offices>" + _BEFORE + "[^，。；、]{0,8}<office_kinds>"),
        pattern(
            "(?:机关设|内设|设有|(?:^|[。；])设|[队院局站校馆所道处委厅会][部内里]?设|(?:(?:常设|内设)机构|科室)(?:[为有]|包括)|(?:^|[。；])(?:内设)?(?:机构|科室)(?:设置)?[：。])([^，。；：（）0-9]{2,40}[室科处部股局庭办](?:、[^，。；：（）、0-9]{2,20}?[室科处部股组办局庭队]){1,30})(?:[，。；]|等(?:机构|科室|部门)?[，。；]|等?共?[0-9一二三四五六七八九十]{1,2}个)"
        ),
    ),
    "overview.subordinates": (
        pattern("<lower>[^，。；：]{0,4}单位有?[0-9一二两三四五六七八九]{1,2}[个家]，(?:为|即|是)([^，。；]+)"),
        pattern(
            "(?:<lower_bodies>|(?<!无)(?<!没有)(?:<lower>|[下另]?设<body_kinds>)[^：。；]{0,10}(?:单位|机构))" + _BEHIND
        ),
        pattern("(?:<lower>|另有)" + _BEFORE + "[^，。；、]{0,12}(?:单位|机构)"),
        pattern("(?:下设|下辖|所属|管理)" + _BEFORE + "(?:派出|二级|事业|直属)"),
        pattern(
            "(?:下设|下辖|下属(?!单位|机构|事业|各|二级)|所属(?:机构|单位)有|管理)([^，。；：（）、0-9]{3,30}(?:中心|[院所队站馆校])(?:[、和及与][^，。；：（）、和及与0-9]{3,30}(?:中心|[院所队站馆校])){0,20})(?:[。；]|[1-9一两二三四五六七八九][个家](?:事业)?单位)"
        ),
        pattern("<lower>(?:事业|预算|二级)?单位为([^，。；：、0-9]{3,30}(?:[、和][^，。；：、0-9]{3,30}){1,20})[。；]"),
        pattern(
            "<lower>(?:事业|预算|二级)?单位为([^，。；：、0-9]{3,30}?(?:<office>|[学园队司院])(?:（[^（）]{2,20}）)?)[。；]"
        ),
        pattern("<lower>(?:机构|单位)?[：。](?!无)([^，。；：]{3,40}(?:、[^，。；：、]{3,40}){0,20})[。；]"),
        pattern("下面?[带管]着" + _BEFORE + "[^，。；、]{0,6}(?:单位|机构)"),
    ),
}
# Where a paragraph goes on about other bodies: those below the unit, or sent out, which have no list.
_OTHER_BODIES: Final = pattern(
    "(?:^|(?<=[，；。]))(?:[^，；。、：]{0,6}<sent_out>"
    "|(?P<Below>[^，；。、：]{0,4}(?:<lower_bodies>|<lower>|[下另]?设<body_kinds>)))"
)
# A place for which the name of a body stands behind the list: 城关、石桥2个派出所.
_BODY: Final = pattern("(?:<office>|<office_kinds>|<body_ends>)(?:（[^（）]{0,60}）)?$")
_SHORT_NAME: Final = 3
# A comma that ends a list of names, and what joins its last two: 稽核科和档案科.
_ENDED: Final = pattern(
    "，(?!以?[及和])(?![^（]{0,80}）)|；(?=<lower>|另|编制|在职|实有|[^，；。、：]{0,12}[0-9]{1,3}[个家所])"
)
_LAST: Final = pattern("(?<=[科处室部股组站队所院局馆])(?:以?及|和)(?=.{1,20}(?:<office>|<office_kinds>)$)")
_HOW_MANY: Final = Pattern("^(?:[0-9]+|[一二两三四五六七八九十]+)[个家][^，。；：、（）]{0,8}[：，]")
# What of a sentence may stand before the first name: 管委会设; 有.
_WHO_HAS: Final = pattern(
    "^(?:[^、，。]{0,8}<office>(?:机关|本级)?[内下]?设)?有?(?:<lower_bodies>)?(?=[\u4e00-\u9fff]{2})"
)
_DUTIES: Final = pattern("<duties>")
# Where a sentence on duties goes on about offices or staff, and one that tells their numbers.
_ASIDE: Final = pattern("[，；](?=[^，；。]{0,6}<of_staff>)")
_LABELLED: Final = pattern("^(?:[本我](?:<office>|单位|部门)的?)?(?:主要)?(?:职责|职能)[：是为]+(?=.{8})")
_MONTH: Final = Pattern("[0-9]{1,2}月(?:[0-9]{1,2}日)?")
_NUMBER: Final = Pattern(r"^[0-9]{1,2}(?:\.[0-9]{1,2})+")
_COUNTED: Final = Pattern("[0-9](?:[人名件%]|[万亿]?元)")
_STAFFED: Final = pattern("<of_staff>[^。]{0,40}[0-9]|人员[0-9]+[人名]")
CAPTION: Final = Pattern(
    "^[附续]?[表图][0-9一二三四五六七八九十]+(?![是为，])|^20[0-9]{2}年[^，。；：]{2,40}表$|（?单位：[万亿]?元）?$"
)
_ASIDE_OF_OFFICE: Final = Pattern(
    r"(.+?)（((?=[^（）]*(?:预算|合并|本级|牌子|挂牌|编报|独立|代管|核算|财务|[、，]))[^（）]*)）"
)
_NUMBERED: Final = Pattern(r"[一二三四五六七八九十]+是|（?[0-9一二三四五六七八九十]{1,2}[）、.](?![0-9])|[①-⑳]")
# What a line says of why basic expenditure changed; that figures are told as equal is no reason.
_COMMENT: Final = Pattern("较(?:上年|预算)|持平|原因|^主要(?:是|因|为)")
_CHANGED: Final = Pattern("(?<!执行率偏差的)原因|主要是|(?<!预算)(?<![0-9]万元）)持平")
# The clause that says why, behind the figures.
_WHY: Final = Pattern(
    "(?:^|(?<=[，；：）]))(?:[^，。；0-9]{0,10}原因|主要(?:是|系|因为?|由于)|系(?!统)|由于"
    "|(?:[^，。；0-9]{2,10}，)?[增减]量(?:主要)?来自|(?:增加|减少|增长|下降)的?部分(?:主要)?(?:用于|来自))[^。；]{4,}"
)
_THREE_PUBLIC: Final = "general_budget.three_public"
_DETAILS: Final = f"{_THREE_PUBLIC}.details."
_LINES: Final = tuple(f"{_THREE_PUBLIC}.{line}" for line in ("reception", "vehicles", "overseas"))
# A sentence without an amount, no caption; of such some speak of how money is kept together.
_SAYS: Final = Pattern("^(?!.*[0-9](?:万元|亿元|元|人次|批|辆)|.*[：）]$)(?:.{12}|.{7,}。$)")
_THRIFT: Final = pattern(_SAYS.source + ".*<thrift>")
_OPENING: Final = Pattern("(?:[^。0-9]{12,}。)+(?=.)")
_HEADED: Final = Pattern("^“?三公”?经费(?:支出)?(?:使用|管理|支出)?情况[。：](?=.{8})")
_THRIFTY: Final = pattern("<thrift>")
_NO_FIGURE: Final = Pattern(r"[0-9](?:\.[0-9]+)?(?:万元|亿元|元)|[0-9]\.[0-9]{2}(?![0-9])")


def year_of(lines: Sequence[str], whole: str, told: int) -> int:
    """The year that the report is on: that of its title, else ``told`` by its results, else the one it speaks of most.

    0 where it names none.
    """
    for line in lines:
        found = re.search(r"(20[0-9]{2})\s*年", line)
        if found:
            return int(found[1])
    common = Counter(re.findall(r"(20[0-9]{2})年", whole)).most_common(1)
    return told or (int(common[0][0]) if common else 0)


def unit_of(lines: Sequence[str]) -> str:
    """The name of the unit: from the line for its seal, else from the title; "" where neither tells."""
    for line in lines:
        found = _UNIT_NAME.search(line)
        if found and "X" not in found[1]:
            return found[1].strip()
    named = _titled(lines)
    return named or next((line for line in map(str.strip, lines[1:_FEW]) if _OWN_LINE.fullmatch(line)), "")


def own_name(whole: str, unit: str) -> str:
    """What the report calls the ``unit`` that it is of: 我局, 本局, （以下简称市局); "" where it does not."""
    called = next((one for one in _CALLED.finditer(whole) if one[1][0] in "本我" or in_order(one[1], unit)), None)
    if short := called or _SHORT.search(whole) or _OF_ITSELF.search(whole):
        return short[short.lastindex or 0]
    rural = _RURAL.search(unit)
    if rural is not None and f"我{rural[1]}" in whole:
        return f"我{rural[1]}"
    itself = f"本{unit[-1:]}"
    return itself if unit and itself in whole else ""


def _titled(lines: Sequence[str]) -> str:
    """The unit that the title names; "" where it names none (部门整体支出绩效自评报告)."""
    found = _TITLE.search("".join(lines[:3]).replace(" ", ""))
    name = found[2].removesuffix("部门").removesuffix("的") if found else ""
    return "" if name in ("部门整体", "单位整体", "整体", "部门（单位）", "单位（部门）") else name


def is_title(heading: str) -> bool:
    """Whether a heading is the title of the report itself: …整体支出绩效自评报告, or the same without its last word."""
    return heading.endswith("报告") or _TITLE.search(heading) is not None


def clashes(lines: Sequence[str], whole: str, year: int, unit: str) -> tuple[str, ...]:
    """What of year and unit does not go together in the title, the line for the seal and the report's own results."""
    found = []
    others = Counter(re.findall(r"(20[0-9]{2})年(?=[^，。；]{0,20}(?:支出|决算|完成|收入))", whole))
    most = others.most_common(1)
    if year and most and int(most[0][0]) != year and most[0][1] > _OFTEN and most[0][1] > 3 * others[str(year)]:
        found.append(f"标题是{year}年度，正文说的多是{most[0][0]}年（{most[0][1]}处），请核对年度")
    named = _titled(lines)
    if named and unit and unit != named and not (in_order(unit, named) or in_order(named, unit)):
        found.append(f"标题里的单位是“{named}”，填报单位是“{unit}”，请核对是不是同一单位")
    return tuple(found)


def read_prose(parts: Sequence[ReportPart], gathering: Gathering, year: int, short: str) -> None:
    """Fill the text fields of the sections from the words below their headings."""
    if short:
        gathering.set_text("overview.short_name", short)
    told = {one.piece.sentence for one in gathering.placed}
    for part in parts:
        lines = [line for line in part.lines if not CAPTION.search(line)]
        if len(lines) < len(part.lines) and part.section != ANNEXES and any(block.table for block in part.blocks):
            gathering.cell("overview.tables").raw = "是"
        _declare(lines, gathering)
        bare = {
            block.printed
            for block in part.blocks
            if not any(block.text[start:end] in told for start, end in sentences(block.text))
        }
        match part.section:
            case "overview":
                # 内设机构。办公室、财务科。 使用方向。主要用于……
                named = lines and (part.title in ("机构", "内设机构") or part.title.endswith("使用方向"))
                _overview(part.topic, [f"{part.title}：{lines[0]}", *lines[1:]] if named else lines, gathering)
            case "general_budget":
                _budget(part.topic, lines, bare, gathering)
            case "government_funds" | "state_capital":
                _fund_budget(part.section, [line for line in lines if line in bare], gathering)
            case "assets":
                topic = "assets.management" if "配置" in part.title else part.topic
                _assets(topic, lines, gathering)
            case _:
                pass
    read_last_sections(parts, gathering, year)


def _declare(lines: Sequence[str], gathering: Gathering) -> None:
    """Write what a sentence says there is none of: 0 for a detail, as its own sentence is printed; 无 for others.

    A line of 三公 has none in all amounts that the others come to without it.
    """
    for path in (path for line in lines for sentence in line.split("。") for path in said_to_be_none(sentence)):
        cell = gathering.cell(path)
        cell.raw = cell.raw or ("0" if path.startswith(_DETAILS) else "无")
        home, _, name = path.rpartition(".")
        if home not in _LINES or name != "actual":
            continue
        for one in ("budget", "last_year"):
            amounts = [gathering.amount(f"{line}.{one}") for line in _LINES]
            whole = gathering.amount(f"{_THREE_PUBLIC}.{one}")
            if whole is not None and sum(filter(None, amounts)) == whole and not gathering.cell(f"{home}.{one}").raw:
                gathering.cell(f"{home}.{one}").raw = "无"


def says_none(sentence: str) -> bool:
    """Whether a sentence says that the unit has no such budget or item, or that a section leaves others out."""
    if _ONE_BUDGET.search(sentence):
        return True
    return len(sentence) < _SENTENCE and (_NONE.search(sentence) is not None or bool(said_to_be_none(sentence)))


def read_day(lines: Sequence[str], gathering: Gathering) -> None:
    """Keep the day that stands on a line of its own, the last of them, as the one on which the report was signed."""
    unit = gathering.cell("overview.unit").raw
    alone = (_in_digits(_DATED.sub("", line.removeprefix(unit).strip())) for line in reversed(lines))
    for day in filter(None, map(DAY.fullmatch, alone)):
        gathering.cell("publication.signed").raw = f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
        return


def _in_digits(line: str) -> str:
    """A day in Chinese numerals as one in digits: 二〇二四年五月二十日; any other line as it is."""
    if not _CHINESE_DAY.fullmatch(line):
        return line
    year, month, day = re.split("[年月]", numeral_years(line).rstrip("日"))
    return f"{year}年{numeral_value(month)}月{numeral_value(day)}日"


def _overview(topic: str, lines: list[str], gathering: Gathering) -> None:
    for line in lines:
        for kind, said in _by_bodies(line):
            for path, patterns in _UNITS.items():
                found = next((match for one in patterns if (match := one.search(said))), None)
                if found and kind in ("", path):
                    _offices(path, found[1], gathering)
        sentences = re.findall("[^。]+。?", line)
        sentences = [_LABELLED.sub("", one) for one in sentences]
        if topic == "overview.duties":
            gathering.set_text("overview.duties", "".join(one for one in sentences if not _STAFFED.search(one)))
        elif _ONE_BREAKDOWN.search(line):
            gathering.cell("overview.scale.breakdown_scope").raw = "一般公共预算基本支出"
        if topic == "overview.scale" and (found := re.search(r"使用方向：([^。]+)", line) or _WENT_TO.search(line)):
            gathering.set_text("overview.scale.purpose", found[1])
        elif topic in ("", "overview.offices", "overview.staff") and not _NO_FIGURE.search(line):
            duties = [_ASIDE.split(one)[0] for one in sentences if _DUTIES.search(one)]
            said = "".join(one for one in duties if not _COUNTED.search(one))
            gathering.set_text("overview.duties", _NUMBER.sub("", said if said[-1:] in "。" else f"{said}。"))


def _by_bodies(line: str) -> Iterator[tuple[str, str]]:
    """The stretches of a paragraph, each with the list of which it may speak; "" for either."""
    kind, start = "", 0
    for found in _OTHER_BODIES.finditer(line):
        yield kind, line[start : found.start()]
        kind, start = "overview.subordinates" if found["Below"] else "sent out", found.start()
    yield kind, line[start:]


def _offices(path: str, words: str, gathering: Gathering) -> None:
    rows = gathering.rows(path)
    if rows.rows:
        return
    if words == "无":
        rows.insert(0).cell("name").raw = words
    named: dict[str, str] = {}
    words = _HOW_MANY.sub("", _WHO_HAS.sub("", words))
    if "、" in words or path == "overview.subordinates":
        words = _LAST.sub("、", _ENDED.split(words)[0])
    for piece in re.split(r"[、，；](?![^（]{0,80}）)", words.replace("。", "")):
        found = re.fullmatch(
            r"(?:和|及|以及)?([^（）]{2,40}(?:（[^（）]{1,16}）)?)(?:（([^（）]+)）)?等?(?:[0-9一二三四五六七八九十]+[个家].*)?",
            piece.strip(),
        )
        if found is None or found[1] in named or re.search("[0-9]|^[一二两三四五六七八九十]{1,2}[个家]$", found[1]):
            continue
        name, remark = found[1], found[2]
        if (aside := _ASIDE_OF_OFFICE.fullmatch(name)) is not None:
            name, remark = aside[1], aside[2]
        named[name] = remark or ""
    if 2 * sum(len(name) <= _SHORT_NAME and not _BODY.search(name) for name in named) > len(named):
        return
    for name, remark in named.items():
        row = rows.insert(len(rows.rows))
        row.cell("name").raw = name
        row.cell("remark").raw = remark


def _budget(topic: str, lines: list[str], bare: set[str], gathering: Gathering) -> None:
    """``bare`` are the lines that tell no figure which has a field."""
    basic = topic in ("", "general_budget.basic")
    begun = False
    for line in lines:
        begun = begun or line not in bare
        line = _HEADED.sub("", line)
        opening = _OPENING.match(line)
        if opening and _THRIFTY.search(opening[0]) and ("三公" in line or topic == _THREE_PUBLIC):
            gathering.set_text(f"{_THREE_PUBLIC}.lead", opening[0])
        if _ONE_BUDGET.search(line):
            gathering.cell("general_budget.scope").raw = "仅一般公共预算"
        elif _DEFINED.search(line) and not _NO_FIGURE.search(_DEFINED_END.split(line)[0]):
            gathering.set_text("general_budget.basic.definition", _DEFINED_END.split(line)[0])
        elif (
            topic == "general_budget.basic" and not begun and line in bare and "基本支出" in line and _SAYS.search(line)
        ):
            gathering.set_text("general_budget.basic.definition", line)
        elif (
            topic == "general_budget.projects"
            and (not _NO_FIGURE.search(line) or (line in bare and not _NUMBERED.match(line)))
            and not said_to_be_none(line)
        ):
            gathering.set_text("general_budget.projects.closing", line)
        elif (_SAYS.search(line) and ("三公" in line or topic == "general_budget.three_public")) or (
            basic and _THRIFT.search(line) and gathering.cell("general_budget.basic.actual").raw
        ):
            gathering.set_text("general_budget.three_public.lead", line)
        elif (
            basic
            and not _NO_FIGURE.search(line)
            and (_COMMENT.search(line) or (begun and line in bare and topic))
            and not said_to_be_none(line)
        ):
            cell = gathering.cell("general_budget.basic.comment")
            cell.raw = cell.raw or line.strip("。")
        for sentence in re.findall(r"[^。]+。?", line):
            why = _WHY.search(sentence)
            told = "基本支出" in sentence or (
                topic == "general_budget.basic" and ("主要" in sentence or why is not None)
            )
            told = told or (basic and "基本支出" in line and sentence.startswith("原因："))
            if told and (why or _CHANGED.search(sentence)) and "三公" not in sentence:
                cell = gathering.cell("general_budget.basic.comment")
                cell.raw = cell.raw or _NAMED_CAUSE.sub("", why[0] if why else sentence).strip("。")


def _fund_budget(key: str, lines: list[str], gathering: Gathering) -> None:
    """What a section on a budget of its own says beside its figures."""
    if gathering.cell(f"{key}.none").raw == "是":
        return
    found = gathering.cell(f"{key}.actual").raw
    for line in lines:
        if len(line) > _SAYING and not _NUMBERED.match(line) and (found or not _NO_FIGURE.search(line)):
            gathering.set_text(f"{key}.text", line)


def _assets(topic: str, lines: list[str], gathering: Gathering) -> None:
    for line in lines:
        if topic == "assets.performance":
            gathering.set_text("assets.performance", line)
        elif topic == "assets.management" or not _NO_FIGURE.search(line):
            gathering.set_text("assets.management", line)
        else:
            said = (one for one in re.findall("[^。]+。?", line) if not any(map(str.isdigit, _MONTH.sub("", one))))
            managed = (one for one in said if any(word in one for word in lexicon().texts["managed"]))
            gathering.set_text("assets.management", "".join(managed))
        if (found := _AT_YEARS_END.search(line)) and topic != "assets.performance":
            cell = gathering.cell("assets.book_values.date")
            cell.raw = cell.raw or f"{found[1]}-12-31"


_NAMED_CAUSE: Final = Pattern("^(?:主要|变动|变化|增减){0,2}原因：")
_WENT_TO: Final = Pattern("(?:^|。)((?:全部|整体)?(?:资金|支出|经费)(?:主要|重点)(?:投向|用于|投入)[^。；0-9]{6,})")
_AT_YEARS_END: Final = Pattern("(?:截[止至]|^|。)(20[0-9]{2})年(?:12月(?:31日|底|末)|(?<=截.20..年)年?[底末])")
_NOTHING: Final = pattern(
    "[本我]?(?:单位|部门|<office>)?(?:20[0-9]{2}年度?|本年度?|[均都]){0,3}(?:<nothing>|无)(?:[此该这][项类]|相关)?<budget_matter>{0,4}"
)


def _whole_lines(part: ReportPart) -> list[str]:
    """The paragraphs of the part, the first with the heading that stands in it."""
    lines, first = part.lines, part.blocks[0] if part.blocks else None
    if first is None or part.opening is None or first.piece != part.opening.piece or not lines:
        return lines
    return [f"{part.title}{lines[0]}", *lines[1:]]


def declare_none(parts: Sequence[ReportPart], gathering: Gathering) -> None:
    """Mark the budgets of which the report says that the unit has none, where it gives no figure for them."""
    texts = [text for part in parts for text in (part.title, *_whole_lines(part))]
    sentences = [sentence for text in texts for sentence in re.split("[。；]", text)]
    short = [sentence for sentence in sentences if len(sentence) < _SENTENCE and _NONE.search(sentence)]
    for key, words in _BUDGETS:
        cell = gathering.cell(f"{key}.none")
        section = cell.node
        filled = any(other.raw for other in section.cells() if other is not cell)
        about = (part for part in parts if part.section == key or re.search(words, part.title))
        below = [text for part in about for text in part.lines]
        if below and not filled and all(_NOTHING.fullmatch(text.strip("。；， ")) for text in below):
            cell.raw = "是"
        said = pattern(
            rf"<nothing>(?:[^，]{{0,30}}[、和及与]|[^，]{{0,8}}){words}"
            rf"|{words}[^，]{{0,16}}(?:为零|为0元?|为0万元|无$|无(?:支出|收支|安排|资金)|(?!无)<nothing>)"
            rf"|{words}[^。；]{{0,40}}均无(?:支出|收支|收入|安排)"
        )
        if not filled and any(map(said.search, short)):
            cell.raw = "是"
