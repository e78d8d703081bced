"""The sections that list headings: what was done and achieved, what went wrong and is done about it, what it is for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

from model.language.lexicon import lexicon, pattern
from model.patterns import Pattern
from model.scanning.gathering import Gathering
from model.scanning.headings import ANNEXES, ReportPart
from model.scanning.titles import section_of

ANSWERED: Final = ("problems", "improvements")
_LISTS: Final = {
    "implementation": "implementation.measures",
    "performance": "performance.themes",
    "problems": "problems.problems",
    "improvements": "improvements.measures",
}
_OVER: Final = pattern("<over_lists>+(?:也?有[一二两三四五])?")
# Items that a paragraph runs together, and how one begins.
_ITEMS: Final = pattern(
    r"(?<=[。；])(?=第?[二三四五六七八九十](?:处?是|，|、|要)|[头第]一处是|（[1一]）|[2-9][、.）](?![0-9])|（[2-9二三四五六七八九]）|其[一二三四五六七八九]，|针对|<item_kinds>之?[二三四五六七八九2-9])|(?<=[，：])(?=一[是要])|(?<=，)(?=[二三四五]要)|(?<=；)(?=另一方面)"
)
_ITEM: Final = pattern(
    r"其[一二三四五六七八九]，|针对(?:[前后第][一二三四五]?[处个项]，|问题[一二三四五六七八九]，?|(?!.{0,4}(?:问题|不足)|[上以]|存在|自评|这)[^，。；]{2,12}，)|[头第]?[一二三四五六七八九十](?:处?是|，|、|要)|[甲乙丙丁戊己庚辛]、|另?一方面，|[0-9]{1,2}(?:[、.）](?![0-9])|\.[0-9]{1,2}[、.]?(?![0-9]))"
    r"|（[一二三四五六七八九十0-9]{1,2}）|<item_kinds>之?[一二三四五六七八九十0-9]{1,2}(?:[：、，]|是(?:因)?)"
)
# What says how many items follow.
_ANNOUNCED: Final = Pattern(
    "[^，。；]{0,16}(?:[一二两三四五六七八]|[2-8])(?:条|个方面|方面|个|点|处)(?:问题|不足|措施)?[改进入手]{0,2}[。：]|[^，。；]{2,8}有[一二三四五][。：]"
)
# What begins an item beside one that has a heading of its own.
_BESIDE: Final = Pattern(r"（[一二三四五六七八九十]{1,3}）|[0-9]{1,2}\.[0-9]{1,2}[、.]?(?![0-9])")
# Where a paragraph on problems turns to what is done about them.
_TURN: Final = pattern(
    r"(?:^|(?<=[。；]))(?=<turns>|[本我][^，。；0-9]{0,4}[将拟]|20[0-9]{2}年?度?将)|^[0-9.、]*(?=建议)"
)
_KIND: Final = pattern(
    "[0-9.、]{0,8}(?:(<over_lists>{1,12})(?:：|也?有[一二三四五][。：])|(<item_kinds>)之?[一二三四五六七八九十0-9])"
)
# What a measure or a problem is called before it, behind its number: 1.不足：.
_CALLED: Final = pattern("<item_kinds>：")
_LED: Final = 8
# How long the first clause of an item may be that is its heading, and how short the rest.
_LONGEST_HEADING: Final = 40
_SHORTEST_TEXT: Final = 8
_GRADED: Final = Pattern(
    "[^。]{0,40}(?:等级|等次|评定|分，(?:结果|评|属于?))[为是：]*“?([优良中差])(?:秀|好|等)?(?![\u4e00-\u9fff])”?[^。，]{0,4}。?"
    "|[^。]{0,40}[，：]“?([优良中差])(?:秀|好)?”?等[级次]。?"
)
# A paragraph whose first sentence is its heading.
_THEME: Final = Pattern("(?:[\u4e00-\u9fff]{4,16}[。：]|[\u4e00-\u9fff]{2,3}：).{12}")
# The columns of a table of problems by their heads.
_TABLED: Final = tuple(map(Pattern, ("问题|不足", "原因|表现", "措施|整改|对策|打算", "具体|安排|做法|内容")))
_GOAL: Final = Pattern(
    r"(?:[0-9.]+)?(?P<Told>(?:20[0-9]{2}年(?:初|度)?，?)?(?:[我本][^，。；：设确制]{1,3})?)(?:(?:年初|年度|全年|整体|总体|支出|绩效|设定|确定|制定|下达|的){0,5}目标(?:设定|设置)?(?!完成)(?:是|为)?"
    "|(?P<Came>(?:(?:年度)?(?:绩效)?目标|实际)?(?:完成|实现|达成)(?:情况|结果)|实际(?:完成|达成)(?=：)))[：。]"
)
_CAME_OF: Final = Pattern("截[至止](?:20[0-9]{2}年)?(?:年?[底末]|12月)")
_CAPTION: Final = Pattern("表[0-9]{1,2}")
_TABLE_NAME: Final = Pattern("(?:表[0-9]{1,2})?[^，。；：]{2,30}(?:指标|得分|评分|情况|明细|完成)表")
_MEANT: Final = Pattern("^(?:我们|我[局院校])?(?:打算|准备|计划)(?=.{4})")
_MANY: Final = 2500
_AIMED: Final = Pattern("^(?:20[0-9]{2}年度?|年度)*(?:绩效)?目标[是为]：?")
# A heading over the score.
_CONCLUDED: Final = Pattern("^(?:综合|总体|自我|绩效)?(?:自评|评价|评分|得分)(?:结论|结果|得分|打分|情况)?$")
# Who signed below a report, and when, or where the seal goes.
_SIGNED: Final = pattern(
    r"[\u4e00-\u9fff]{3,24}(?:<office>|处|园|政府)(?:20[0-9]{2}年[0-9]{1,2}月(?:[0-9]{1,2}日)?)?"
    r"|20[0-9]{2}年[0-9一二三四五六七八九十]{1,2}月(?:[0-9一二三四五六七八九十]{1,3}日)?|.{0,6}[公盖]章|特此报告。?"
)
_PUBLISHED: Final = pattern("<published>")
_WHEN: Final = pattern(
    ".{0,16}[0-9]{1,2}月[0-9]{1,2}日[前内]?.{0,12}(?:<site>|<published>).{0,14}|公开(?:时间|渠道|方式|地点|平台)：.*"
)
_WATCHED: Final = Pattern("[^，。]{0,6}接受[^，。]{0,8}监督")
# A paragraph behind the last section that says what the results are for, and where they can be read.
_SHARED: Final = pattern("[^，。]{0,16}(?:(?:自评|评价)(?:结果|报告|情况)|本报告).{0,60}(?:<published>|<used_for>)")
_OPENED: Final = pattern("前通过([^，。]{2,120}?)(?:全文)?公开，")
_SITE: Final = pattern("(?:通过|在|于|公开(?:渠道|方式|地点|平台)：)((?:(?!通过|日前|日[在于]|[，。]).){2,40}?<site>)")
_BY_THEN: Final = Pattern("^.{0,12}(?:底|末|[0-9]日|月)(?:之?前|以?内)?(?:[在于]|通过)")
_DAY: Final = Pattern(r"(?:(20[0-9]{2})年)?([0-9]{1,2})月([0-9]{1,2})日")


def read_last_sections(parts: Sequence[ReportPart], gathering: Gathering, year: int) -> None:
    """Fill the lists of the sections from the words below their headings; ``year`` is the report's, 0 for unknown."""
    announced = ("", "")  # the outer heading, and the section that a line below it announced last
    for at, part in enumerate(parts):
        lines, title, section, sub = part.lines, part.title, part.section, len(part.heads) > 1
        if section == "publication":  # 公开时间 | 6月20日前
            tables = [block.table.rows for block in part.blocks if block.table is not None]
            pairs = [[text for text, _ in row] for rows in tables for row in rows if len(row) == 2]
            lines = [line for line in lines if not _CAPTION.match(line)] + [
                text if label == "结果应用" else f"{label}：{text}" for label, text in pairs[1:]
            ]
        if part.blocks and any(block.table is not None for block in part.blocks):
            lines = [line for line in lines if not _TABLE_NAME.fullmatch(line)]
        answers: list[str] = []
        if section not in ("publication", "insurance", ANNEXES):
            lines = _without_uses(lines, gathering, year)
        if section == "assets" and sub and section_of(re.split("[与和及]", part.heads[0].title)[0]) == "implementation":
            section = "implementation"  # 组织实施与资产管理
        if section in ANSWERED:  # problems and what is done about them may stand below one heading
            over = [head.title for head in part.heads[1:] if _OVER.fullmatch(head.title)]
            section = section_of(re.sub("也?有.$", "", over[-1])) or section if over else section
            sub = sub and not _OVER.fullmatch(title)
            if not over and section_of(re.split("[与和及]", part.heads[0].title)[0]) == "problems":
                section = "problems"
            if over and title == over[-1] and sum(other.title == title for other in parts) > 1 and lines:
                lines = [f"一是{lines[0]}", *lines[1:]]  # 1.不足：…。2.不足：…。
            if not over and part.heads[0].title == announced[0]:
                section = announced[1]
            if lines and lines[-1][-1:] == "：" and _OVER.fullmatch(lines[-1][:-1]):
                announced = part.heads[0].title, section_of(lines[-1].rstrip("：")) or section
                lines = lines[:-1]
            lines, answers = _parted(lines)
            behind = all(other.section != "improvements" for other in parts[at + 1 :])
            if section == "problems" and lines and not answers and behind:
                last, *answers = _TURN.split(lines[-1], maxsplit=1)
                lines = [*lines[:-1], last]
        for rows in [block.table.rows for block in part.blocks if block.table and section in ANSWERED]:
            _problems_in_rows([[text for text, _ in row] for row in rows], gathering)
        heading = title if sub or _goal_of(title) == "performance.goals.expected" else ""
        if len(part.heads) > 2 and not lines and _goes_on(part, _LISTS.get(section, ""), gathering):
            continue
        below = parts[at + 1] if at + 1 < len(parts) else part
        if section in _LISTS and sub and not part.blocks and below.blocks and below.heads[:-1] == part.heads:
            continue  # over the headings of the list
        match section:
            case "implementation":
                _listed("implementation.lead", "implementation.measures", heading, lines, gathering)
            case "performance":
                lines = _goals(heading, lines, gathering)
                over_list = section_of(heading) and (
                    not lines or _ITEM.match(lines[0]) or all(map(_THEME.match, lines))
                )
                heading = (
                    ""
                    if heading[-1:] == "表" or _goal_of(heading) or _CONCLUDED.search(heading) or over_list
                    else heading
                )
                run_in = part.opening is not None and bool(part.blocks) and part.blocks[0].piece == part.opening.piece
                _listed("performance.lead", "performance.themes", heading, lines, gathering, run_in=run_in)
            case "problems":
                _listed("", "problems.problems", heading, lines, gathering)
                _listed("improvements.lead", "improvements.measures", "", answers, gathering)
            case "improvements":
                _listed("improvements.lead", "improvements.measures", heading, [*lines, *answers], gathering)
            case "publication":
                _publication(part, lines, gathering, year)
            case "overview" if heading and _goal_of(heading):
                _goals(heading, lines, gathering)
            case _:
                pass
    _answers(gathering)


def _parted(lines: list[str]) -> tuple[list[str], list[str]]:
    """The lines on problems and those on measures, where words before them say so: 不足之处：, 对策之一：."""
    kept, answers, into = list[str](), list[str](), ""
    for line in lines:
        told = _KIND.match(line)
        kind = section_of(told[1] or told[2]) if told else None
        into = kind if kind in ANSWERED else into
        listed = told is not None and bool(told[1]) and kind in ANSWERED and _ITEM.match(line, told.end())
        (answers if into == "improvements" else kept).append(line[told.end() :] if told and listed else line)
    return kept, answers


def _listed(lead: str, path: str, title: str, lines: list[str], gathering: Gathering, *, run_in: bool = False) -> None:
    """A list of headings with text below; what stands before the first heading is the lead.

    ``run_in``: the first line stands in the paragraph of its heading.
    """
    rows = gathering.rows(path)
    themes = [line for line in lines if _THEME.match(line) and not _ANNOUNCED.match(line)]
    if not title and len(themes) > 1 and not any(map(_ITEM.match, lines)):
        lines = [f"一是{line}" if line in themes else line for line in lines]
    if title:
        row = rows.insert(len(rows.rows))
        row.cell("heading").raw = title
        if run_in and len(lines) > 1 and "lead" in row.parts and not _BESIDE.match(lines[1]):
            row.cell("lead").raw, lines = lines[0], lines[1:]
    own = rows.rows[-1] if title else None
    for line in filter(None, lines if title else [piece for whole in lines for piece in _ITEMS.split(whole)]):
        item = (_BESIDE if title else _ITEM).match(line)
        if item is None and _ANNOUNCED.fullmatch(line):
            continue
        if line[-1] == "：" and _OVER.fullmatch(line[:-1]):
            continue
        if item:
            row = rows.insert(len(rows.rows))
            said = line[item.end() :]
            called = _CALLED.match(said)
            heading, text = _headed(said[called.end() :] if called else said)
            if line.startswith("针对"):
                heading, text = _MEANT.sub("", re.split("[，。；]", said)[0]), said.rstrip("；")
            row.cell("heading").raw, row.cell("text").raw = heading, text
        elif rows.rows:
            cell = rows.rows[-1].cell("text")
            cell.raw = f"{cell.raw}\n{line}" if cell.raw else line
        elif lead:
            gathering.set_text(lead, line if len(line) > _LED or line[-1] not in "，：" else "")
        else:
            row = rows.insert(0)
            row.cell("heading").raw, row.cell("text").raw = re.split(r"[，。；]", line)[0][:40], line
    if own is not None:
        own.cell("text").raw = own.cell("text").raw or title


def _problems_in_rows(rows: list[list[str]], gathering: Gathering) -> None:
    """Take the problems of a table with a row for each: the problem, why it came about, what is done about it."""
    heads = rows[0]
    places = [next((at for at, head in enumerate(heads) if words.search(head)), -1) for words in _TABLED]
    if places[0] < 0 or max(places[1:3]) < 0:
        return
    for row in rows[1:]:
        problem, cause, measure, deed = (row[at] if 0 <= at < len(row) else "" for at in places)
        for path, text, said in (("problems.problems", problem, cause), ("improvements.measures", measure, deed)):
            if text:
                items = gathering.rows(path)
                item = items.insert(len(items.rows))
                item.cell("heading").raw = re.split("[，。；：]", text)[0][:40]
                item.cell("text").raw = said or text


def _goes_on(part: ReportPart, path: str, gathering: Gathering) -> bool:
    """Take a numbered sentence without text below it into the item above; False where it is a heading, or none is."""
    rows = gathering.rows(path).rows if path else ()
    if not rows or part.opening is None or rows[-1].cell("heading").raw != part.heads[-2].title:
        return False
    if part.opening.text[-1] not in "。；":
        return False
    cell = rows[-1].cell("text")
    above = [] if cell.raw == rows[-1].cell("heading").raw else [cell.raw]
    cell.raw = "\n".join([*above, part.opening.printed])
    return True


def _goals(heading: str, lines: list[str], gathering: Gathering) -> list[str]:
    """The lines below ``heading`` without those that tell the score, or the goals of the year and what came of them."""
    kept = list[str]()
    cell = _goal_of(heading)
    for line in lines:
        cell = "" if _ITEM.match(line) else cell
        if (graded := _GRADED.search(line)) is not None:
            gathering.set_text("performance.evaluation.grade", graded[1] or graded[2])
            alone = (not heading or bool(kept)) and "元" not in line  # 投入资金838万元，自评得分94.5分，等级为优: more
            if alone and _GRADED.fullmatch(line) and gathering.typed("performance.evaluation.score"):
                continue
        if (goal := _GOAL.match(line)) is not None:
            cell = "performance.goals.actual" if goal["Came"] else "performance.goals.expected"
            goal = None if goal["Told"] else goal  # 2022年初，我局设定的目标是：…
        elif cell and _CAME_OF.match(line):
            cell = "performance.goals.actual"
        if cell:
            gathering.set_text(cell, _AIMED.sub("", line[goal.end() :] if goal else line))
        else:
            kept.append(line)
    return kept


def _goal_of(heading: str) -> str:
    """The field of the goals of the year, or of what came of them, that a heading names; "" for none."""
    named = _GOAL.fullmatch(f"{heading}：")
    return "" if named is None else "performance.goals.actual" if named["Came"] else "performance.goals.expected"


def _headed(item: str) -> tuple[str, str]:
    """The heading of an item that stands in running text, and its text: its first sentence, or the clause it begins."""
    found = re.match(r"([^。：]{2,40})[。：](.*)", item)
    if found and not re.search("[0-9]", found[1]):
        return found[1], found[2]
    heading, _, rest = item.partition("，")
    if re.search("[。；：0-9]", heading) or len(heading) > _LONGEST_HEADING or len(rest) < _SHORTEST_TEXT:
        return _MEANT.sub("", re.split(r"[，。；]", item)[0])[:_LONGEST_HEADING], item.rstrip("；")
    return _MEANT.sub("", heading), rest.rstrip("；")


def _publication(part: ReportPart, lines: list[str], gathering: Gathering, year: int) -> None:
    title = part.title if len(part.heads) > 1 else ""
    opened = "公开" in title
    lines = _unsigned(lines, gathering)
    _published([title, *lines], gathering, year)
    if opened:
        rest = [line for line in lines if not (_PUBLISHED.search(line) and "月" in line)]
        gathering.set_text("publication.text", "\n".join(rest))
    elif len(part.heads) > 2 or (title and "应用" not in title and "运用" not in title):
        row = gathering.rows("publication.uses").insert(len(gathering.rows("publication.uses").rows))
        row.cell("heading").raw, row.cell("text").raw = title, "\n".join(lines) or title
    else:
        divided = [_without_day(line) for line in lines]
        gathering.set_text("publication.intro", "\n".join(filter(None, (kept for kept, _ in divided))))
        gathering.set_text("publication.text", "\n".join(filter(None, (more for _, more in divided))))


def _without_day(line: str) -> tuple[str, str]:
    """The line without the clauses that tell day and place of publication, and what stands behind them in a sentence.

    That the public may watch is left out there: every report is printed with it.
    """
    kept, more = "", ""
    for sentence in re.findall("[^。]+。?", line):
        clauses, end = sentence.strip("。").split("，"), "。" * (sentence[-1] == "。")
        told = [at for at, one in enumerate(clauses) if _WHEN.fullmatch(one)]
        first = told[0] if told else len(clauses)
        before = clauses[:first]
        behind = [one for one in clauses[first + 1 :] if not (_WHEN.fullmatch(one) or _WATCHED.fullmatch(one))]
        kept += "，".join(before) + end if before else ""
        more += "，".join(behind) + end if behind else ""
    return kept, more


def _unsigned(lines: list[str], gathering: Gathering) -> list[str]:
    """The lines without who signed below them, and when."""
    unit = gathering.cell("overview.unit").raw
    while lines and all(said == unit or _SIGNED.fullmatch(said) for said in lines[-1].strip("（）").split("，")):
        lines = lines[:-1]
    return lines


def _without_uses(lines: list[str], gathering: Gathering, year: int) -> list[str]:
    """The lines without those at their end on the use of the results, which go to their own section."""
    kept = lines = _unsigned(lines, gathering)
    while kept and _SHARED.match(kept[-1]):
        kept = kept[:-1]
    said = lines[len(kept) :]
    _published(said, gathering, year)
    gathering.set_text("publication.intro", "\n".join(said))
    return kept


def _published(lines: Sequence[str], gathering: Gathering, year: int) -> None:
    """Keep the day and the place of publication that the lines name."""
    for line in filter(_PUBLISHED.search, lines):
        cell = gathering.cell("publication.date")
        if (found := _DAY.search(line)) and not cell.raw and year:
            cell.raw = f"{found[1] or year + 1}-{int(found[2]):02}-{int(found[3]):02}"
        if place := _OPENED.search(line) or _SITE.search(line):
            gathering.set_text("publication.place", _BY_THEN.sub("", place[1]))


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
    return {plain[at : at + 2] for at in range(len(plain) - 1)}.difference(lexicon().texts["commonplace"])
