"""What is missing, left over or badly said: the rules of a section that are not arithmetic.

The rules follow what reviewers look for; each yields findings of one code. They look at one section at a time, so
that an edit repeats only its own section's.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from model.fields import NO, YES, Annex, Number, Prose, Text, Year
from model.figures import MONEY, PERCENT_UNIT, SCALE
from model.findings import Finding
from model.references import quoted
from model.tree import Cell, Node, RowList
from model.verdicts import judge

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from model.references import Names
    from model.relations import Severity
    from model.report import Report

DEADLINE = (6, 30)
LEVEL = 5  # percent; 基本持平 is not said of more
_RATES = ("满意度", "覆盖率", "参保率", "到位率", "合格率", "及时率", "结案率", "办结率")
TEXTS = 512  # as many texts as a section may have are looked at anew with each key typed in it
GRADES = "优90、良80、中60"


def review_section(report: Report, section: Node, names: Names) -> list[Finding]:
    """What one section has to be told, besides its figures."""
    if section.parts.get("none") is not None and section.cell("none").raw == YES:
        return list(_declared_none(section))
    if isinstance(section.element, Annex) and section.cell("included").raw != YES:
        return list(_annex_left_out(section))
    cells = list(section.cells())
    if not isinstance(section.element, Annex) and _bare(section, cells):
        return [_empty(section)]
    found = [*_required(section, cells), *_rows(section)]
    unit, year = report.section(1).cell("unit").raw, report.section(1).cell("year")
    for cell in cells:
        if cell.error:
            found.append(_say("unreadable", "error", cell, f"{cell.label}：{cell.error}"))
        elif not cell.raw:
            continue
        elif isinstance(cell.field, Number):
            found += _number(cell)
        elif isinstance(cell.field, Text | Prose):
            kept = names.said.get(cell)
            if kept is None or kept[0] != cell.raw:
                kept = names.said[cell] = cell.raw, list(_text(cell, names, unit, year))
            found += kept[1]
        elif cell.field.name == "grade":
            found += _grade(cell)
        if cell.field.name == "comment" and "持平" in cell.raw:
            found += _level(cell)
    if section.section == 4:
        found += _as_of(section, year)
    if section.section == 10:
        found += _unanswered(report.section(9), section)
    if section.section == 11:
        found += _published(report, section)
    return found


def _say(code: str, severity: Severity, cell: Cell, message: str, *others: Cell) -> Finding:
    return Finding(code, severity, "rule", cell.section, (cell.path, *(other.path for other in others)), message)


def _bare(section: Node, cells: list[Cell]) -> bool:
    """Whether nothing is typed in a section, but at most that it is not 无."""
    filled = [cell for cell in cells if cell.raw]
    return not filled or (len(filled) == 1 and "none" in section.parts and not section.content().keys() - {"none"})


def _empty(section: Node) -> Finding:
    none = "，或选“是”写明本单位没有" if "none" in section.parts else ""
    assert section.element is not None
    message = f"{section.element.label}还没有填：请填写{none}"
    return Finding("section_empty", "error", "rule", section.section, (section.path,), message)


def _declared_none(section: Node) -> Iterator[Finding]:
    none = section.cell("none")
    filled = [cell for cell in section.cells() if cell.raw and cell is not none]
    if filled:
        some = "、".join(cell.label for cell in filled[:3])
        message = f"已写明本单位没有，却还填着{some}等{len(filled)}项：请清空，或把“{none.label}”改为“{NO}”"
        yield _say("none_but_filled", "error", none, message, *filled)


def _annex_left_out(annex: Node) -> Iterator[Finding]:
    included = annex.cell("included")
    if not included.raw and not annex.empty:
        assert annex.element is not None
        message = f"{annex.element.label}填了内容，但没有选“{included.label}”：要附就选“是”，不附选“否”"
        yield _say("annex_left_out", "warning", included, message)


def _grade(grade: Cell) -> Iterator[Finding]:
    """The grade against the score, by the standard that the draft gives or the usual one."""
    score, standard = grade.node.cell("score"), grade.node.cell("standard")
    if score.figure is None:
        return
    limits = re.findall(r"([优良中差])\D*?(\d+)", standard.raw or GRADES)
    points = score.figure.value // SCALE
    due = next((name for name, least in limits if points >= int(least)), "差")
    if due != grade.raw:
        message = f"{score.label}{score.figure.text()}，按等级标准应为“{due}”，填的是“{grade.raw}”：请核对"
        yield _say("grade", "error", grade, message, score, standard)


def _required(section: Node, cells: list[Cell]) -> Iterator[Finding]:
    missing = [cell for cell in cells if cell.field.required and cell.state == "missing"]
    if missing:
        some = "、".join(cell.label for cell in missing[:4]) + ("等" if len(missing) > 4 else "")
        message = f"还有{len(missing)}项必填的没有填：{some}"
        fields = tuple(cell.path for cell in missing)
        yield Finding("required", "error", "rule", section.section, fields, message)


def _rows(section: Node) -> Iterator[Finding]:
    for node in section.nodes():
        for part in node.parts.values():
            if not isinstance(part, RowList):
                continue
            seen: dict[str, Node] = {}
            for row in part.rows:
                if row.empty:
                    message = f"{part.element.label}第{row.index + 1}行是空行：请填写或删去"
                    yield _say("empty_row", "warning", next(row.cells()), message)
                elif part.element.unique:
                    name = row.cell(part.element.unique).raw.strip()
                    if name and seen.setdefault(name, row) is not row:
                        message = (
                            f"{part.element.label}第{seen[name].index + 1}行和第{row.index + 1}行都是"
                            f"“{name[:30]}”：请合并或改名"
                        )
                        yield _say("same_row", "error", next(row.cells()), message)


def _number(cell: Cell) -> Iterator[Finding]:
    figure, field = cell.figure, cell.field
    assert isinstance(field, Number)
    if figure is None:
        return
    if figure.value < 0 and not field.signed:
        yield _say("negative", "warning", cell, f"{cell.label}填{figure.text()}，这里一般不会是负数：请核对")
    if field.unit.dimension == MONEY and figure.unit == field.unit and figure.decimals > field.decimals:
        message = f"{cell.label}填{figure.text()}，比规定的{field.decimals}位小数多：请核对"
        yield _say("decimals", "warning", cell, message)
    if figure.unit == PERCENT_UNIT and figure.value > 100 * SCALE and cell.node.title.endswith(_RATES):
        message = f"{cell.node.title}填{figure.text()}，这种比率不会超过100%：请核对"
        yield _say("over_hundred", "error", cell, message)
    rate = cell.formula
    choice = rate.choice if rate is not None and field.remedy else None
    if rate is not None and choice is not None and not choice.raw and judge(rate) != "inconsistent":
        message = f"{cell.label}没有写明基数：请选“{choice.field.label}”"
        yield _say("base_unnamed", "warning", cell, message, choice)


_UNFILLED = ("待填", "待补充", "此处填写")
_BLANK = r"[XＸxｘ×✕]{2,}|(?<![一二三四五六七八九〇○])[〇○]{2,}(?![一二三四五六七八九])|_{2,}|＿{2,}|\*{3,}"
_BLANKS = frozenset("XＸxｘ×✕〇○_＿*")


@lru_cache(TEXTS)
def _placeholder(text: str) -> str:
    """The first mark in ``text`` that stands for something still to come; "" where there is none."""
    for words in _UNFILLED:
        if words in text:
            return words
    found = None if _BLANKS.isdisjoint(text) else re.search(_BLANK, text)
    return found[0] if found else ""


_DOUBLES = ("万元元", "亿元元", "％％", "%%", "，，", "。。", "；；", "、、", "，。", "。，", "、，", "，、", "；。")


@cache
def _again() -> re.Pattern[str]:
    return re.compile(r"(.{2,8})\1")


@lru_cache(TEXTS)
def doubled(text: str) -> str:
    """What stands twice in a row in ``text`` though it is meant once; "" where nothing does."""
    for words in _DOUBLES:
        if words in text:
            return words
    for found in _again().finditer(text):
        if found[1][0] not in "一逐" and all("\u3400" <= mark <= "\u9fff" for mark in found[1]):
            return found[0]
    return ""


# Words beside a year that show that another year than the report's is meant.
_OTHER_YEAR = (
    *("上年", "去年", "较", "比", "同期", "以来", "自", "从", "至", "到", "起", "印发", "号", "〔", "届", "历史", "曾"),
    *("成立", "《", "“", "此前", "近", "规划", "次年", "下", "结转", "结余"),
)


def _text(cell: Cell, names: Names, unit: str, year: Cell) -> Iterator[Finding]:
    text = cell.raw
    if blank := _placeholder(text):
        yield _say("placeholder", "error", cell, f"{cell.label}里还留着“{blank}”：请换成实际内容")
    if found := doubled(text):
        yield _say("doubled", "warning", cell, f"{cell.label}里“{found}”重复：请删去多余的字")
    for quote in quoted(text):
        if names.find(quote.name, cell.section) is None:
            near = names.nearest(quote.name)
            hint = f"，是不是 {{{near}}}？" if near else "：请改成表中的名称"
            yield _say("unknown_reference", "error", cell, f"{cell.label}引用的“{quote.name}”找不到{hint}")
    yield from _other_years(cell, year)
    if len(unit) > 8 and unit[:3] in text and (near := _misnamed(text, unit)):
        yield _say("unit_name", "warning", cell, f"{cell.label}里写作“{near}”，与单位名称“{unit}”不同：请统一")


def _other_years(cell: Cell, year: Cell) -> Iterator[Finding]:
    if year.state != "typed" or isinstance(cell.field, Year):
        return
    last = f"{int(year.raw) - 1}年"
    if last[:4] not in cell.raw:
        return
    for sentence in cell.raw.replace("。", "\n").replace("；", "\n").split("\n"):
        before, said, _ = "".join(sentence.split()).partition(last)
        if said and not (
            before[-1:].isdigit() or before.endswith(".") or any(word in sentence for word in _OTHER_YEAR)
        ):
            message = f"{cell.label}里写着{last}，报告年度是{year.raw}年：是否沿用了上年的话？"
            yield _say("last_year_left", "warning", cell, message, year)
            return


def _misnamed(text: str, unit: str) -> str:
    """A stretch of ``text`` that is nearly the unit's name; "" where there is none."""
    at = text.find(unit[:3])
    while at >= 0:
        for length in (len(unit) - 1, len(unit), len(unit) + 1):
            piece = text[at : at + length]
            if piece[-1:] == unit[-1] and piece != unit and not text.startswith(unit, at):
                common = sum(a == b for a, b in zip(piece, unit, strict=False))
                tail = sum(a == b for a, b in zip(piece[::-1], unit[::-1], strict=False))
                if max(common, tail, _around(piece, unit)) >= len(unit) - 1 and len(piece) >= len(unit) - 1:
                    return piece
        at = text.find(unit[:3], at + 1)
    return ""


def _around(piece: str, unit: str) -> int:
    """How many characters agree from both ends towards the one that differs."""
    head = next((i for i, (a, b) in enumerate(zip(piece, unit, strict=False)) if a != b), min(len(piece), len(unit)))
    tail = next(
        (i for i, (a, b) in enumerate(zip(piece[::-1], unit[::-1], strict=False)) if a != b),
        min(len(piece), len(unit)),
    )
    return min(head + tail, len(unit))


def _level(comment: Cell) -> Iterator[Finding]:
    """持平 said of a change that is none too small."""
    rate = comment.node.cell("change_rate")
    if rate.figure is not None and abs(rate.figure.value) > LEVEL * SCALE:
        message = f"{comment.label}写着“持平”，而{rate.label}是{rate.figure.text()}：请改成增加或减少的原因"
        yield _say("not_level", "warning", comment, message, rate)


def _as_of(assets: Node, year: Cell) -> Iterator[Finding]:
    """Book values are taken in the report's year."""
    values = assets.parts["book_values"]
    assert isinstance(values, Node)
    date = values.cell("date")
    if date.state == "typed" and year.state == "typed" and date.raw[:4] != year.raw:
        message = f"{date.label}{date.raw}不在报告年度{year.raw}年内：请核对年份"
        yield _say("book_date", "error", date, message, year)


def _unanswered(problems: Node, improvements: Node) -> Iterator[Finding]:
    found, measures = problems.parts["problems"], improvements.parts["measures"]
    assert isinstance(found, RowList)
    assert isinstance(measures, RowList)
    answered: set[int] = set()
    for measure in measures.rows:
        answers = measure.cell("answers")
        wanted = [piece for piece in re.split(r"[、，,；; ]+", answers.raw) if piece]
        for piece in wanted:
            hit = {
                row.index
                for row in found.rows
                if piece == str(row.index + 1) or (len(piece) > 3 and piece in row.cell("heading").raw)
            }
            answered |= hit
            if not hit:
                message = f"{answers.label}写的“{piece[:20]}”在第九部分找不到：请填问题的序号，如 1"
                yield _say("unknown_problem", "warning", answers, message)
    for row in found.rows:
        heading = row.cell("heading")
        if row.index not in answered and heading.raw:
            number = row.index + 1
            message = f"问题{number}“{heading.raw[:20]}”没有对应的改进措施：请在措施的“针对的问题”填 {number}"
            yield Finding("unanswered", "warning", "rule", 10, (measures.path, heading.path), message)


def _published(report: Report, section: Node) -> Iterator[Finding]:
    date, year = section.cell("date"), report.section(1).cell("year")
    if date.state != "typed" or year.state != "typed":
        return
    published, month, day = map(int, date.raw.split("-"))
    if (published, month, day) <= (int(year.raw), 12, 31):
        message = f"公开日期{date.raw}早于{year.raw}年度结束：请核对年份"
        yield _say("published_early", "error", date, message, year)
    elif (published, month, day) > (int(year.raw) + 1, *DEADLINE):
        message = f"公开日期{date.raw}晚于{int(year.raw) + 1}年{DEADLINE[0]}月{DEADLINE[1]}日：请核对或向财政部门说明"
        yield _say("published_late", "warning", date, message, year)
