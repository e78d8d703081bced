"""What the report says in words: name and year, offices, duties, measures, achievements, problems, publication."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from model.scanning.gathering import Gathering
from model.scanning.headings import ANNEXES, ReportPart
from model.scanning.titles import section_of

_UNIT_NAME: Final = re.compile(
    r"(?:单位名称|部门名称|填报单位|评价单位|报告单位|编报单位)(?:（盖章）|（公章）)?：([^：]{3,40}?)(?:（盖章）|（公章）)?$"
)
_TITLE: Final = re.compile(
    r"(?:(20[0-9]{2})年度?)?(?:关于)?([\u4e00-\u9fff（）]{3,40}?)(?:关于)?(?:20[0-9]{2}年度?)?(?:部门|单位)?(?:整体)?支出绩效(?:自评|评价)"
)
# What is listed behind the word for it, or before its number: 内设办公室、财务科2个科室.
_AFTER: Final = "[^：。；]{0,16}?(?:包括|分别为|分别是|(?<!另)有|：|即)+[：]?([^。]+)"
_NAMES: Final = "(?:[^，。；：（）]|（[^）]*）)"
_BEFORE: Final = f"({_NAMES}{{2,40}}、{_NAMES}{{2,160}}?)等?共?(?:[0-9]+|[一二三四五六七八九十两]+)[个家]"
_LISTED_UNITS: Final = (
    (
        "overview.offices",
        (
            re.compile("(?:内设|下设|设有?)[^：。；]{0,20}?(?:机构|科室|处室|部门|股室)" + _AFTER),
            re.compile(
                "(?:内设(?:有|机构)?|下设|机关设有?|局设)"
                + _BEFORE
                + "[^，。；、]{0,8}(?:机构|部门|[科处股]室|室|科|处|部|股|组)"
            ),
        ),
    ),
    (
        "overview.subordinates",
        (
            re.compile(
                "(?:二级(?:机构|单位|预算单位)|(?<!无)(?<!没有)(?:下属|所属|直属|下辖)[^：。；]{0,10}(?:单位|机构))"
                + _AFTER
            ),
            re.compile("(?:下属|所属|直属|下辖|另有)" + _BEFORE + "[^，。；、]{0,12}(?:单位|机构)"),
        ),
    ),
)
# A comma that ends a list of names, since others stand between them.
_STAFFED: Final = re.compile("(?:编制|在职|在编|实有|退休|内设|下设|下辖|下属)[^。]{0,40}[0-9]")
# The last two of a list: 稽核科和档案科.
_LAST: Final = re.compile("(?<=[科处室部股组站队所院局馆])(?:以?及|和)(?=.{1,20}[科处室部股组站队所院局馆]$)")
_ENDED: Final = re.compile("，(?!以?[及和])(?![^（]{0,80}）)")
_DUTIES: Final = re.compile("职责|职能|负责|承担|主管")
# Where a sentence on duties goes on about offices or staff.
_OTHER_UNITS: Final = re.compile("[，；](?=[^，；。]{0,6}(?:内设|下设|下辖|下属|所属|编制|在职|实有))")
_NONE: Final = re.compile(r"无|没有|不涉及|未安排|未发生|为零|为0")
_SENTENCE: Final = 80
_BUDGETS: Final = (
    ("government_funds", "政府性基金"),
    ("state_capital", "国有资本"),
    ("insurance", r"(?:社会保险|社保)基金"),
)
# A sentence without an amount, no caption: of it some speak of how money is kept together.
_SAYS: Final = re.compile(r"^(?!.*[0-9](?:万元|亿元|元)|.*[：）]$).{12}")
_THRIFT: Final = re.compile(_SAYS.pattern + ".*(?:节约|制度|规定|审批|过紧日子|三公|开支)")
_DEFINED: Final = re.compile(r"^(?:一般公共预算)?基本支出(?:.{0,4}是?指|是|系)")
_DEFINED_END: Final = re.compile(r"(?<=。)(?=20[0-9]{2}年)")
_ONE_BUDGET: Final = re.compile(r"本部分[^。]{0,8}仅(?:含|包括)一般公共预算")
# The name of the unit or the day below a report, or where its seal goes.
_SIGNED: Final = re.compile(
    r"20[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?|[\u4e00-\u9fff]{3,24}[局委厅院校馆会队所站镇办心处园]|（.{0,6}[公盖]章）"
)
_DAY: Final = re.compile(r"(20[0-9]{2})年([0-9]{1,2})月([0-9]{1,2})日")
# A heading over problems or measures, which names none of them.
_OVER: Final = re.compile(
    "(?:存在|主要|有关|相关|下一步|改进|整改|完善|工作|意见|和|及|与|的|原因|分析|问题|不足|困难|建议|措施|打算|方向)+"
)
# Items that a paragraph runs together, and how one begins.
_ITEMS: Final = re.compile(
    r"(?<=[。；])(?=[二三四五六七八九十]是|[2-9][、.）](?![0-9]))|(?<=[，：])(?=一是)|(?<=；)(?=另一方面)"
)
_ITEM: Final = re.compile(
    r"[一二三四五六七八九十]是|一方面，|另一方面，|[0-9]{1,2}(?:[、.）](?![0-9])|\.[0-9]{1,2}[、.]?(?![0-9]))|（[一二三四五六七八九十0-9]{1,2}）"
    r"|(?:问题|措施|建议|对策)之[一二三四五六七八九十][：、，]?"
)
# What begins an item beside one that has a heading of its own.
_BESIDE: Final = re.compile(r"（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}\.[0-9]{1,2}[、.]?(?![0-9])")
ANSWERED: Final = ("problems", "improvements")
# Where a paragraph on problems turns to what is done about them.
_TURN: Final = re.compile(
    r"(?<=[。；])(?=下一?步|今后|对此|为此|针对(?:上述|以上|这些)|[我本][^，。；0-9]{0,4}(?:将|拟)|拟|20[0-9]{2}年?度?将|计划于)|^[0-9.、]*(?=建议)"
)
_LED: Final = 8
# A paragraph behind the last section that says what the results are for, and where they can be read.
_SHARED: Final = re.compile(
    "[^，。]{0,16}(?:(?:自评|评价)(?:结果|报告|情况)|本报告).{0,60}(?:公开|公示|公布|应用|运用|参考|依据|挂钩)"
)
_SAYING: Final = 12
_OFTEN: Final = 3
_MANY: Final = 2500
_NO_FIGURE: Final = re.compile(r"[0-9](?:\.[0-9]+)?(?:万元|亿元|元)")


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
    title = "".join(lines[:3])
    found = _TITLE.search(title)
    return found[2].removesuffix("部门").removesuffix("的") if found else ""


def clashes(lines: Sequence[str], whole: str, year: int, unit: str) -> tuple[str, ...]:
    """What of year and unit does not go together in the title, the line for the seal and the report's own results."""
    found = []
    others = Counter(re.findall(r"(20[0-9]{2})年(?=[^，。；]{0,20}(?:支出|决算|完成|收入))", whole))
    most = others.most_common(1)
    if year and most and int(most[0][0]) != year and most[0][1] > _OFTEN and most[0][1] > 3 * others[str(year)]:
        found.append(f"标题是{year}年度，正文说的多是{most[0][0]}年（{most[0][1]}处），请核对年度")
    title = _TITLE.search("".join(lines[:3]))
    named = title[2].removesuffix("部门").removesuffix("的") if title else ""
    if named and unit and unit != named and not (_within(unit, named) or _within(named, unit)):
        found.append(f"标题里的单位是“{named}”，填报单位是“{unit}”，请核对是不是同一单位")
    return tuple(found)


def _within(short: str, long: str) -> bool:
    """Whether the marks of ``short`` stand in ``long`` in that order: 市水务局 in 东川市水务局."""
    marks = iter(long)
    return all(mark in marks for mark in short)


def read_prose(parts: Sequence[ReportPart], gathering: Gathering, year: int, short: str) -> None:
    """Fill the text fields of the sections from the words below their headings."""
    if short:
        gathering.set_text("overview.short_name", short)
    for at, part in enumerate(parts):
        lines = part.lines
        title = part.title
        sub = len(part.heads) > 1
        section = part.section
        answers: list[str] = []
        if section not in ("publication", "insurance", ANNEXES):
            lines = _shared(lines, gathering, year)
        if section in ANSWERED:  # problems and what is done about them may stand below one heading
            over = [head.title for head in part.heads[1:] if _OVER.fullmatch(head.title)]
            section = section_of(over[-1]) or section if over else section
            sub = sub and not _OVER.fullmatch(title)
            if not over and section_of(re.split("[与和及]", part.heads[0].title)[0]) == "problems":
                section = "problems"
            if section == "problems" and lines and "improvements" not in {other.section for other in parts[at + 1 :]}:
                *lines, last = lines
                last, *answers = _TURN.split(last, maxsplit=1)
                lines = [*lines, last]
        match section:
            case "overview":
                _overview(part.topic, lines, gathering)
            case "general_budget":
                _budget(part.topic, lines, gathering)
            case "government_funds" | "state_capital":
                _fund_budget(section, lines, gathering)
            case "assets":
                _assets(part.topic, lines, gathering)
            case "implementation":
                _listed("implementation.lead", "implementation.measures", title if sub else "", lines, gathering)
            case "performance":
                run_in = part.opening is not None and bool(part.blocks) and part.blocks[0].piece == part.opening.piece
                themes = "performance.themes"
                _listed("performance.lead", themes, title if sub else "", lines, gathering, run_in=run_in)
            case "problems":
                _listed("", "problems.problems", title if sub else "", lines, gathering)
                _listed("improvements.lead", "improvements.measures", "", answers, gathering)
            case "improvements":
                _listed("improvements.lead", "improvements.measures", title if sub else "", lines, gathering)
            case "publication":
                _publication(part, lines, gathering, year)
            case _:
                pass
    _answers(gathering)


def read_day(lines: Sequence[str], gathering: Gathering) -> None:
    """Keep the day that stands on a line of its own, the last of them, as the one on which the report was signed."""
    for day in filter(None, map(_DAY.fullmatch, reversed(lines))):
        gathering.cell("publication.signed").raw = f"{day[1]}-{int(day[2]):02}-{int(day[3]):02}"
        return


def _overview(topic: str, lines: list[str], gathering: Gathering) -> None:
    for line in lines:
        for path, patterns in _LISTED_UNITS:
            found = next((match for pattern in patterns if (match := pattern.search(line))), None)
            if found is not None:
                _offices(path, found[1], gathering)
        if topic == "overview.duties":
            said = "".join(one for one in re.findall("[^。]+。?", line) if not _STAFFED.search(one))
            gathering.set_text("overview.duties", said)
        elif topic == "overview.scale" and (found := re.search(r"使用方向：([^。]+)", line)):
            gathering.set_text("overview.scale.purpose", found[1])
        elif topic in ("", "overview.offices") and not _NO_FIGURE.search(line):
            said = "".join(_OTHER_UNITS.split(one)[0] for one in re.findall("[^。]+。?", line) if _DUTIES.search(one))
            gathering.set_text("overview.duties", said if said[-1:] in "。" else f"{said}。")


def _offices(path: str, words: str, gathering: Gathering) -> None:
    rows = gathering.rows(path)
    if rows.rows:
        return
    known: set[str] = set()
    if "、" in words:
        words = _LAST.sub("、", _ENDED.split(words)[0])
    for piece in re.split(r"[、，；](?![^（]{0,80}）)", words.replace("。", "")):
        found = re.fullmatch(
            r"(?:和|及|以及)?([^（）]{2,40}(?:（[^（）]{1,16}）)?)(?:（([^（）]+)）)?等?(?:[0-9一二三四五六七八九十]+个.*)?",
            piece.strip(),
        )
        if found is None or found[1] in known or re.search("[0-9]", found[1]):
            continue
        name, remark = found[1], found[2]
        aside = re.fullmatch(r"(.+?)（((?=[^（）]*(?:预算|合并|本级|挂牌))[^（）]*)）", name)
        if aside:
            name, remark = aside[1], aside[2]
        known.add(name)
        row = rows.insert(len(rows.rows))
        row.cell("name").raw = name
        row.cell("remark").raw = remark or ""


def _budget(topic: str, lines: list[str], gathering: Gathering) -> None:
    basic = topic in ("", "general_budget.basic")
    for line in lines:
        if _ONE_BUDGET.search(line):
            gathering.cell("general_budget.scope").raw = "仅一般公共预算"
        elif _DEFINED.search(line) and not _NO_FIGURE.search(_DEFINED_END.split(line)[0]):
            gathering.set_text("general_budget.basic.definition", _DEFINED_END.split(line)[0])
        elif topic == "general_budget.projects" and not _NO_FIGURE.search(line):
            gathering.set_text("general_budget.projects.closing", line)
        elif _SAYS.search(line) and ("三公" in line or topic == "general_budget.three_public"):
            gathering.set_text("general_budget.three_public.lead", line)
        elif basic and not _NO_FIGURE.search(line) and re.search(r"较(?:上年|预算)|持平|原因", line):
            cell = gathering.cell("general_budget.basic.comment")
            cell.raw = cell.raw or line.strip("。")
        elif basic and _THRIFT.search(line) and gathering.cell("general_budget.basic.actual").raw:
            gathering.set_text("general_budget.three_public.lead", line)
        for sentence in re.findall(r"[^。]+。?", line):
            if "基本支出" in sentence and re.search(r"原因|持平|主要是", sentence) and "三公" not in sentence:
                cell = gathering.cell("general_budget.basic.comment")
                cell.raw = cell.raw or re.split(r"[，,](?=20[0-9]{2}年基本支出)", sentence)[-1].strip("。")


def _fund_budget(key: str, lines: list[str], gathering: Gathering) -> None:
    """What a section on a budget of its own says beside its figures."""
    if gathering.cell(f"{key}.none").raw == "是":
        return
    for line in lines:
        if not _NO_FIGURE.search(line) and len(line) > _SAYING:
            gathering.set_text(f"{key}.text", line)


def _assets(topic: str, lines: list[str], gathering: Gathering) -> None:
    for line in lines:
        if topic == "assets.performance":
            gathering.set_text("assets.performance", line)
        elif not _NO_FIGURE.search(line):
            gathering.set_text("assets.management", line)
        if (found := re.search(r"截[止至](20[0-9]{2})年12月(?:31日|底|末)", line)) and topic != "assets.performance":
            cell = gathering.cell("assets.book_values.date")
            cell.raw = cell.raw or f"{found[1]}-12-31"


def _listed(lead: str, path: str, title: str, lines: list[str], gathering: Gathering, *, run_in: bool = False) -> None:
    """A list of headings with text below; what stands before the first heading is the lead.

    ``run_in``: the first line stands in the paragraph of its heading.
    """
    rows = gathering.rows(path)
    if title:
        row = rows.insert(len(rows.rows))
        row.cell("heading").raw = title
        if run_in and len(lines) > 1 and "lead" in row.parts and not _BESIDE.match(lines[1]):
            row.cell("lead").raw, lines = lines[0], lines[1:]
    own = rows.rows[-1] if title else None
    pieces = lines if title else [piece for whole in lines for piece in _ITEMS.split(whole)]
    for line in filter(None, pieces):
        item = (_BESIDE if title else _ITEM).match(line)
        if item:
            row = rows.insert(len(rows.rows))
            row.cell("heading").raw, row.cell("text").raw = _headed(line[item.end() :])
        elif rows.rows:
            cell = rows.rows[-1].cell("text")
            cell.raw = f"{cell.raw}\n{line}" if cell.raw else line
        elif lead:
            gathering.set_text(lead, line if len(line) > _LED or line[-1:] not in "，：" else "")
        else:
            row = rows.insert(0)
            row.cell("heading").raw, row.cell("text").raw = re.split(r"[，。；]", line)[0][:40], line
    if own is not None:
        own.cell("text").raw = own.cell("text").raw or title


def _headed(item: str) -> tuple[str, str]:
    """The heading of an item that stands in running text, and its text: its first sentence, or the clause it begins."""
    found = re.match(r"([^。：]{4,40})[。：](.*)", item)
    if found:
        return found[1], found[2]
    return re.split(r"[，。；]", item)[0][:40], item.rstrip("；")


def _publication(part: ReportPart, lines: list[str], gathering: Gathering, year: int) -> None:
    title = part.title if len(part.heads) > 1 else ""
    opened = "公开" in title
    lines = _unsigned(lines)
    _published(lines, gathering, year)
    if opened:
        rest = [line for line in lines if not (re.search(r"公开|公示|公布", line) and "月" in line)]
        gathering.set_text("publication.text", "\n".join(rest))
    elif len(part.heads) > 2 or (title and "应用" not in title and "运用" not in title):
        row = gathering.rows("publication.uses").insert(len(gathering.rows("publication.uses").rows))
        row.cell("heading").raw, row.cell("text").raw = title, "\n".join(lines) or title
    else:
        gathering.set_text("publication.intro", "\n".join(lines))


def _unsigned(lines: list[str]) -> list[str]:
    """The lines without who signed below them, and when."""
    while lines and _SIGNED.fullmatch(lines[-1]):
        lines = lines[:-1]
    return lines


def _shared(lines: list[str], gathering: Gathering, year: int) -> list[str]:
    """The lines without the paragraphs at their end on the use of the results, which go to their own section."""
    kept = _unsigned(lines)
    while kept and _SHARED.match(kept[-1]):
        kept = kept[:-1]
    said = _unsigned(lines)[len(kept) :]
    _published(said, gathering, year)
    gathering.set_text("publication.intro", "\n".join(said))
    return kept


def _published(lines: Sequence[str], gathering: Gathering, year: int) -> None:
    """Keep the day and the place of publication that the lines name."""
    for line in lines:
        found = re.search(r"(?:(20[0-9]{2})年)?([0-9]{1,2})月([0-9]{1,2})日", line)
        if found and re.search(r"公开|公示|公布", line):
            cell = gathering.cell("publication.date")
            said = int(found[1]) if found[1] else year + 1
            if not cell.raw and year:
                cell.raw = f"{said}-{int(found[2]):02}-{int(found[3]):02}"
        place = re.search(
            r"(?:通过|在|于)((?:(?!通过|日前|[，。]).){2,40}?(?:网站|官网|网|平台|公众号|公开栏|公示栏))", line
        )
        if place and re.search(r"公开|公示|公布", line):
            gathering.set_text("publication.place", place[1])


def _answers(gathering: Gathering) -> None:
    """Which problem each measure answers: the pairs whose headings have most in common, each problem once."""
    problems = gathering.rows("problems.problems").rows
    measures = gathering.rows("improvements.measures").rows
    if len(problems) * len(measures) > _MANY:
        return
    common = {
        (measure.index, problem.index): len(_pairs(measure.cell("heading").raw) & _pairs(problem.cell("heading").raw))
        for measure in measures
        for problem in problems
    }
    if len(measures) == len(problems):  # reports answer in the order in which they ask
        common = {pair: shared + 2 * (pair[0] == pair[1]) for pair, shared in common.items()}
    while common:
        best = max(common, key=lambda pair: common[pair])
        if common[best] < 2:
            return
        measures[best[0]].cell("answers").raw = str(best[1] + 1)
        common = {pair: shared for pair, shared in common.items() if pair[0] != best[0] and pair[1] != best[1]}


def _pairs(heading: str) -> set[str]:
    plain = re.sub(r"[^\u4e00-\u9fff]", "", heading)
    return {plain[at : at + 2] for at in range(len(plain) - 1)} - {
        "加强",
        "进一",
        "一步",
        "不够",
        "工作",
        "管理",
        "提高",
        "存在",
    }


_NOTHING: Final = re.compile(
    r"(?:本|我)?(?:单位|部门|[局委办厅校院馆中心会队所站镇街道])?(?:20[0-9]{2}年度?)?(?:无|没有|不涉及|未发生)(?:此项|该项|相关|这项)?(?:预算|支出|内容|情况|业务)*"
)


def declare_none(parts: Sequence[ReportPart], gathering: Gathering) -> None:
    """Mark the budgets of which the report says that the unit has none, where it gives no figure for them."""
    sentences = [sentence for part in parts for text in part.lines for sentence in re.split("[。；]", text)]
    short = [sentence for sentence in sentences if len(sentence) < _SENTENCE and _NONE.search(sentence)]
    for key, words in _BUDGETS:
        cell = gathering.cell(f"{key}.none")
        section = cell.node
        filled = any(other.raw for other in section.cells() if other is not cell)
        below = [text for part in parts if part.section == key for text in part.lines]
        if below and not filled and all(_NOTHING.fullmatch(text.strip("。；， ")) for text in below):
            cell.raw = "是"
        said = re.compile(
            rf"(?:无|没有|不涉及|未安排|未发生)(?:[^，]{{0,30}}、|[^，]{{0,8}}){words}"
            rf"|{words}[^，]{{0,16}}(?:为零|为0元?|为0万元|无$|不涉及|未发生|未安排|没有)"
        )
        if not filled and any(map(said.search, short)):
            cell.raw = "是"
