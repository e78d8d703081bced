"""Words that have to go with the figures beside them: grades, 持平, reasons of a change."""

from __future__ import annotations

import re
from collections.abc import Iterator

from model.checks.diagnosis.repairs import Repair
from model.checks.diagnosis.slips import QUOTE
from model.checks.findings import Finding
from model.checks.registry import USUAL_REPORT, Facts, mends, rule
from model.figures import MONEY, NONE_WORDS, SCALE
from model.language import amounts
from model.language.lexicon import lexicon, pattern
from model.report.references import quoted
from model.report.tree import Cell
from model.schema.fields import Grade, Number, Prose
from model.schema.sections.annexes import TotalFunds
from model.schema.sections.execution import Execution
from model.text import in_quotes

_LEVEL = 5  # percent; 基本持平 is not said of more


@rule(
    sentence="等级与总分相符",
    reason="等级与分数不符会被退回",
    remedy="核对总分和等级标准",
    basis=USUAL_REPORT,
    on=Grade,
)
def grade(cell: Cell, _: Facts) -> Iterator[Finding]:
    """The grade against the score, by the standard that the draft gives or the usual one."""
    score, standard, due = _graded(cell)
    if score.figure is not None and due != cell.raw:
        message = f"{score.label}{score.figure.text()}，按等级标准应为“{due}”，填的是“{cell.raw}”：请核对"
        yield grade.say("error", cell, message, score, standard)


def _graded(cell: Cell) -> tuple[Cell, Cell, str]:
    """The score that ``cell`` grades, the standard, and the grade by it; "" where there is no score."""
    field = cell.field
    assert isinstance(field, Grade)
    score, standard = cell.node.cell(field.score.name), cell.node.cell(field.standard.name)
    if score.figure is None:
        return score, standard, ""
    limits = re.findall(r"([优良中差])\D{0,40}?(\d+)", standard.raw or field.usual)
    points = score.figure.value // SCALE
    return score, standard, next((name for name, least in limits if points >= int(least)), field.options[-1])


@mends(grade)
def regraded(cell: Cell, _: Facts) -> Repair | None:
    """The grade that the score is due."""
    due = _graded(cell)[2]
    return Repair(QUOTE, cell, due, f"{cell.label}按等级标准应为“{due}”") if due else None


@rule(place="第二部分", sentence="变动大的不说“持平”", reason="与增减率矛盾", remedy="写明增加或减少的原因", on=Prose)
def not_level(comment: Cell, _: Facts) -> Iterator[Finding]:
    """持平 said of a change that is none too small."""
    assert isinstance(comment.field, Prose)
    if comment.field.explains is None or "持平" not in comment.raw:
        return
    rate = comment.node.cell(comment.field.explains.name)
    before = comment.raw.partition("持平")[0]
    clause = before[max(before.rfind(mark) for mark in "，。；,;") + 1 :]
    if any(part in clause for part in ("人员", "公用")):  # said of a part
        return
    if rate.figure is not None and abs(rate.figure.value) > _LEVEL * SCALE:
        message = f"{comment.label}写着“持平”，而{rate.label}是{rate.figure.text()}：请改成增加或减少的原因"
        yield not_level.say("warning", comment, message, rate)


_SAID_WAY = (
    "(?P<OF><whole_of_it>)?(?:[较比与](?:(?P<PRIOR><the_year_before>)|(?P<PLAN>预算)数?)(?:决算|支出)?数?相?比?)?"
    "(?:略有|有所|小幅|大幅|明显)?(?P<WAY><gone_up>|<gone_down>)了?(?P<WHY>的?(?:主要)?(?:原因)?(?:是|为|系)|$)"
)
_LESS = frozenset({"down", "save"})
_WAYS = _LESS | {"up"}


@rule(
    sentence="说明增减原因的文字里写的增加、减少，与旁边的增减额方向一致",
    reason="报告里这段文字前面自动写出的增减，正与它相反",
    remedy="对照本年数、上年数和预算数，改正写反的那个词",
    on=Prose,
)
def other_direction(text: Cell, _: Facts) -> Iterator[Finding]:
    """More or less said without an amount in the reasons of a change that is the other way.

    The words tell one way only, and of what the reasons are for: at the beginning, or of all of it (费用较上年增加).
    Where they do not say what they compare with, no comparison of the record goes their way.
    """
    if not text.field.label.startswith("增减") or not text.raw:
        return
    signed = [cell for cell in text.node.own_cells if isinstance(cell.field, Number) and cell.field.signed]
    money = [cell for cell in signed if cell.figure is not None and cell.unit.dimension == MONEY]
    for words, down, base in _said_ways(text.raw):
        changes = [cell for cell in money if base in cell.field.label]
        known = any("上年" in cell.field.label for cell in changes) or base
        if changes and known and all(_went(cell) == (1 if down else -1) for cell in changes):
            change, figure = changes[0], changes[0].figure
            assert figure is not None
            beside = f"{change.field.label}{figure.text()}"
            message = f"{text.label}里写{in_quotes(words)}，与{beside}的方向相反：请核对"
            yield other_direction.say("warning", text, message, *changes)


def _said_ways(text: str) -> Iterator[tuple[str, bool, str]]:
    """What ``text`` says of all that it explains: the words, whether it fell, and what it is compared with, "" unsaid.

    Nothing where it tells of both ways.
    """
    said_way = pattern(_SAID_WAY)
    clauses = [clause for clause in re.split("[，。；,;\n]", text) if clause]
    said = [found for clause in clauses if (found := said_way.match(clause)) is not None]
    ways = {bool(word.kinds & _LESS) for word in lexicon().words(text) if word.kinds & _WAYS}
    at_first = said_way.match(text) is not None
    for base, name in (("PRIOR", "上年"), ("PLAN", "预算"), ("", "")):
        if base:
            told = [one for one in said if one[base] and (len(ways) == 1 if one["OF"] else at_first)]
            sure = sum(name in clause for clause in clauses) == len(told)
        else:
            told = [one for one in said if not (one["PRIOR"] or one["PLAN"]) and (one["OF"] or one["WHY"])]
            sure = len(ways) == 1 and not any(other in text for other in ("上年", "去年", "预算"))
        down = {one["WAY"] in lexicon().texts["gone_down"] for one in told}
        if sure and len(down) == 1:
            yield told[0][0], down.pop(), name


def _went(change: Cell) -> int:
    """1 for more, -1 for less, 0 for neither; of what is declared as saved, less is positive."""
    value = change.figure.value if change.figure is not None else 0
    saved = any(word.kinds & _LESS for word in lexicon().words(change.field.label.replace("增减", "")))
    return (value > 0) - (value < 0) if not saved else (value < 0) - (value > 0)


_TURNS = frozenset({"compare", "up", "down", "save"})
_NEAR = 6
"""A word of more or less stands no more marks before its amount."""


@rule(
    sentence="说明原因的文字里不再写一遍增减额、增减率",
    reason="报告里这段文字的前面已经写了，会接连说两遍",
    remedy="删去重复的话，只写原因",
    on=Prose,
    of_draft=True,
)
def said_again(text: Cell, facts: Facts) -> Iterator[Finding]:
    """A reason that says first how much more or less it was: the sentence before it in the report has said so."""
    signed = [cell for cell in text.node.own_cells if isinstance(cell.field, Number) and cell.field.signed]
    changes = [(cell, cell.figure) for cell in signed if cell.figure is not None and cell.figure.value]
    for words, said in _turns(text, facts) if changes else ():
        for change, figure in changes:
            if said in (change, (abs(figure.value), figure.unit.dimension == MONEY)):
                before = f"前面自动写出的{change.field.label}"
                message = f"{text.label}里{in_quotes(words)}会与{before}重复：请删去，只写原因"
                yield said_again.say("warning", text, message, change)
                return


@rule(
    sentence="说明原因的文字里不再写“原因是”",
    reason="报告里这段文字的前面已经写了“原因是”，会接连说两遍",
    remedy="改成“因……”，或分成两句",
    on=Prose,
    of_draft=True,
)
def reason_again(text: Cell, facts: Facts) -> Iterator[Finding]:
    """A reason that leads in a reason once more in its first sentence; at its beginning the words are printed once."""
    if text.field.label.endswith(("增减原因", "偏差原因")):
        first = re.split("[。；\n]", text.raw.lstrip("，："))[0]
        if found := re.search("(?<=[，,])(?:其?主要)?原因(?:是|为|在于)", first):
            message = f"{text.label}里又写了“{found[0]}”，报告里它前面已有“原因是”：请改成“因……”，或分成两句"
            yield reason_again.say("warning", text, message)


def _turns(text: Cell, facts: Facts) -> Iterator[tuple[str, Cell | tuple[int, bool] | None]]:
    """How much more or less than before a text says that it was: the words, and the figure quoted or typed there.

    A typed one is its value without sign and whether that is money.
    """
    for quote in quoted(text.raw):
        yield text.raw[quote.start : quote.end], facts.names.find(quote.name, text.section)
    for sentence in re.findall("[^。；\n]+", text.raw):
        for number in amounts.numbers(sentence):
            words = [word for word in lexicon().words(sentence[: number.start]) if word.kinds & _TURNS]
            if any("compare" in word.kinds for word in words) and number.start - words[-1].end <= _NEAR:
                said = number.amount.value, number.amount.kind == amounts.MONEY
                yield sentence[max(number.start - 12, 0) : number.end], said


@rule(
    sentence="预算执行率是100%的，不写执行率偏差的原因",
    reason="没有偏差却印出“执行率偏差的原因”，前后矛盾",
    remedy="没有要说明的清空这一栏；执行率填错的改执行率",
    on=(Execution.reason, TotalFunds.reason),
    of_draft=True,
)
def nothing_to_explain(reason: Cell, _: Facts) -> Iterator[Finding]:
    """Why the rate of execution is another than 100 %, where it is 100 % and nothing was left."""
    rate, left = reason.node.cell("rate"), reason.node.parts.get("carried_over")
    kept = isinstance(left, Cell) and left.figure is not None and left.figure.value
    if rate.figure is None or rate.figure.value != 100 * SCALE or kept or reason.raw.strip("。 ") in NONE_WORDS:
        return
    message = f"{rate.label}是{rate.figure.text()}，没有偏差，却写着{reason.field.label}，会照印：没有要说明的请清空"
    yield nothing_to_explain.say("info", reason, message, rate)


@mends(nothing_to_explain)
def left_out(reason: Cell, _: Facts) -> Repair:
    """The reason is left out."""
    return Repair(QUOTE, reason, "", f"清空{reason.field.label}")
