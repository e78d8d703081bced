"""What a text says badly: marks left to fill in, words said twice, quotes of nothing, last year's year, a wrong name.

A rule first asks whether all texts that were typed may hold such a fault at all: they hardly ever do, and most of the
time of reading them one by one is saved.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from model.checks.diagnosis.repairs import Repair, in_text
from model.checks.diagnosis.slips import QUOTE
from model.checks.findings import Finding
from model.checks.registry import Facts, mends, rule, text_rules
from model.checks.told.other_scopes import is_left_from_last_year
from model.figures import unit_named
from model.language.lexicon import lexicon, pattern
from model.patterns import Pattern
from model.report.references import lone_brace, quoted
from model.report.tree import Cell
from model.schema.fields import Field, Number, Prose
from model.schema.outline import LAST_SECTION
from model.schema.sections.improvements import Improvements
from model.schema.sections.performance import Performance
from model.schema.sections.problems import Problems
from model.schema.sections.publication import Publication
from model.text import common_ends, in_quotes, normalise


class Texts:
    """The findings on the texts of one report. Each text is read once. When ``facts`` is replaced, this is, too."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._read: dict[Cell, str] = {}
        self._told: dict[Cell, list[Finding]] = {}
        self._quoting: set[Cell] = set()

    def read(self, cells: Iterable[Cell]) -> None:
        """Look at those texts among ``cells`` that are new or other than before."""
        read = self._read
        fresh = [cell for cell in cells if cell.raw and cell.field.free and read.get(cell) != cell.raw]
        for cell in fresh:
            read[cell] = cell.raw
            self._told.pop(cell, None)
            (self._quoting.add if "{" in cell.raw else self._quoting.discard)(cell)
        together = "\n".join([cell.raw for cell in fresh])
        for broken in text_rules():
            assert broken.suspected is not None
            if broken.suspected(self._facts, together):
                for cell in fresh:
                    if broken.suspected(self._facts, cell.raw):
                        self._told.setdefault(cell, []).extend(broken(cell, self._facts))

    def forget(self, cells: Iterable[Cell]) -> None:
        """Forget the findings on the texts of ``cells``; they are read again."""
        for cell in cells:
            self._read.pop(cell, None)
            self._told.pop(cell, None)
            self._quoting.discard(cell)

    def quoting(self) -> list[Cell]:
        """The texts that quote a figure by its name."""
        return list(self._quoting)

    def findings(self, cell: Cell) -> Sequence[Finding]:
        """The findings on the text of ``cell``, which was read before."""
        return self._told.get(cell, ())


# Two or more marks where something is to be filled in; not xx in a word (an address with xxgk in it). Each begins with
# the mark, what stands before it is looked at then: so the search passes over all other places.
_BLANK = Pattern(
    r"([XＸxｘ×✕])(?<![A-WYZa-wyz].)\1+(?![A-WYZa-wyz])|"
    r"([〇○])(?<![一二三四五六七八九〇○].)\2+(?![一二三四五六七八九])|_{2,}|＿{2,}|\*{3,}"
)


def _unfilled(text: str) -> str:
    """The first placeholder in ``text``; "" for none."""
    marks = _BLANK.search(text)
    return next((words for words in lexicon().texts["unfilled"] if words in text), marks[0] if marks else "")


@rule(
    sentence="正文里不留 XX、××、〇〇 等占位符",
    reason="占位符留在公开文本里是明显差错",
    remedy="换成实际内容",
    on=Field,
    suspected=lambda _, text: bool(_unfilled(text)),
)
def placeholder(cell: Cell, facts: Facts) -> Iterator[Finding]:
    """A placeholder that was not filled in."""
    if found := _unfilled(cell.raw):
        yield placeholder.say("error", cell, f"{cell.label}里还留着“{found}”：请换成实际内容")


_REFERENCE = Pattern(r"\{[^{}\n]*\}")
_AGAIN = Pattern(r"([\u3400-\u9fff]{2,8})\1")
_UNIT_BEHIND = Pattern(r"\} *((?:[百千]?万|亿)?元|[%％]|[\u4e00-\u9fff]{1,3}(?![\u4e00-\u9fff]))")


def _may_be_doubled(_: Facts, text: str) -> bool:
    if _UNIT_BEHIND.search(text) is not None:
        return True
    commas = text.replace("。", "，").replace("；", "，").replace("、", "，")
    return "，，" in commas or "元元" in text or "％％" in text or "%%" in text or _AGAIN.search(text) is not None


@rule(
    sentence="正文里没有重复的字词和标点",
    reason="多半是修改时留下的",
    remedy="删去多余的字",
    on=Field,
    suspected=_may_be_doubled,
)
def doubled(cell: Cell, facts: Facts) -> Iterator[Finding]:
    """Words or marks that are repeated by mistake."""
    text = _REFERENCE.sub("{}", cell.raw)  # a name of a figure may say a word twice
    found = next((words for words in lexicon().texts["twice"] if words in text), "")
    for match in () if found else _AGAIN.finditer(text):
        # 每人每年, 服务服务对象
        meant = any(mark in match[1] for mark in "一逐每") or text.startswith("对象", match.end())
        if not meant:
            found = match[0]
            break
    if found:
        yield doubled.say("warning", cell, f"{cell.label}里“{found}”重复：请删去多余的字")
    for start, end in _units_again(cell, facts):
        words = in_quotes(cell.raw[start:end])
        yield doubled.say("warning", cell, f"{cell.label}里引用的数自带单位，后面又写了{words}：请删去{words}")


def _units_again(cell: Cell, facts: Facts) -> Iterator[tuple[int, int]]:
    """Where a text has a unit behind a reference, which is printed with its own: {三公经费预算数}万元."""
    for quote in quoted(cell.raw):
        behind = _UNIT_BEHIND.match(cell.raw, quote.end - 1)
        source = facts.names.find(quote.name, cell.section) if behind is not None else None
        if behind is None or source is None or not isinstance(source.field, Number):
            continue
        said, own = unit_named(behind[1]), source.unit
        if behind[1] == own.name or (said is not None and said.dimension == own.dimension and own.name):
            yield behind.span(1)


@rule(
    sentence="花括号里引用的数要找得到",
    reason="找不到就不能自动填入",
    remedy="改成表中的名称",
    on=Field,
    suspected=lambda _, text: "{" in text or "}" in text,
)
def unknown_reference(cell: Cell, facts: Facts) -> Iterator[Finding]:
    """References to what is not there."""
    for quote in quoted(cell.raw):
        if facts.names.find(quote.name, cell.section) is None:
            near = facts.names.nearest(quote.name)
            hint = f"，是不是 {{{near}}}？" if near else "：请改成表中的名称"
            yield unknown_reference.say("error", cell, f"{cell.label}引用的“{quote.name}”找不到{hint}")
    alone = lone_brace(cell.raw)
    if alone is not None:
        near = in_quotes(cell.raw[max(alone - 4, 0) : alone + 5])
        message = f"{cell.label}里{near}多了一个“{cell.raw[alone]}”：请删去，或写成 {{名称}}"
        yield unknown_reference.say("error", cell, message)


@rule(
    sentence="写本年的句子里不留上年的年份",
    reason="沿用上年文稿时最易漏改",
    remedy="核对后改为本年",
    on=Field,
    suspected=lambda facts, text: bool(facts.last_year) and facts.last_year[:4] in text,
)
def last_year_left(cell: Cell, facts: Facts) -> Iterator[Finding]:
    """Last year, where this one must be meant; the name of a row of an annex is told where section two has it."""
    last, year = facts.last_year, facts.year
    if cell.section > LAST_SECTION and cell.field.name == cell.node.record.title:
        return
    for sentence in re.split("[。；\n]", cell.raw):
        if _last_year_in(sentence, cell.raw, facts):
            message = f"{cell.label}里写着{last}，报告年度是{year.raw}年：是否沿用了上年的话？"
            yield last_year_left.say("warning", cell, message, year)
            return


def _last_year_in(sentence: str, text: str, facts: Facts) -> bool:
    """Whether ``sentence`` of ``text`` says last year though this one must be meant."""
    if is_left_from_last_year(sentence, text, facts.year.raw):
        return _quotes_this_year(sentence, facts) or not _tells_last_years_figure(sentence, facts)
    words = lexicon().texts
    before, said, after = "".join(sentence.split()).partition(facts.last_year)
    before = before.removesuffix("截至").removesuffix("截止到")
    doubts = set(words["other_year_meant"])
    if not before and text.lstrip().startswith(facts.last_year) and facts.year.raw not in text:
        tells = any(word in after for word in words["results"])
        doubts -= set(words["other_year_or_work"] if tells else ())
    return bool(said) and not (
        before[-1:].isdigit()
        or before.endswith(words["before_last_year"])
        or after.startswith(words["after_last_year"])
        or (after.startswith("度") and not after[1:].startswith(words["any_year"]))
        or facts.year.raw in sentence
        or any(word in sentence for word in doubts)
    )


def _quotes_this_year(sentence: str, facts: Facts) -> bool:
    """Whether ``sentence`` quotes a figure of the year of the report, and says of none that it is."""
    found = [facts.names.find(quote.name, 0) for quote in quoted(sentence)]
    told = any(words in sentence for words in ("本年", "今年", f"{facts.year.raw}年"))
    return not told and any(one is not None and not one.field.label.startswith("上年") for one in found)


def _tells_last_years_figure(sentence: str, facts: Facts) -> bool:
    """Whether an amount of ``sentence`` is one that the report gives for last year: then its year is right."""
    from model.language.amounts import numbers  # loaded with the first text that is read

    found = [facts.names.find(quote.name, 0) for quote in quoted(sentence)]
    if any(one is not None and one.field.label.startswith("上年") for one in found):
        return True
    last = [cell.figure for cell in facts.report.cells() if cell.field.label.startswith("上年")]
    told = {figure.digits() for figure in last if figure is not None}
    return any(number.amount.typed in told for number in numbers(normalise(sentence)))


@rule(
    sentence="下一步的措施和结果应用说的是以后的年度",
    reason="沿用上年文稿时，“编制下年预算”“下年预算安排”的年份最易漏改",
    remedy="核对后改为下一年",
    on=Field,
    suspected=lambda facts, text: bool(facts.last_year) and f"{facts.year.raw}年" in text and "预算" in text,
)
def plan_of_this_year(cell: Cell, facts: Facts) -> Iterator[Finding]:
    """A budget of the year of the report that a next step is to make: it was made the year before."""
    steps = any(node.record in (Improvements, Publication) for node in cell.node.outwards())
    if steps and (found := _plan(cell.raw, facts)) is not None:
        message = f"{cell.label}里写着“{found[0]}”，报告年度就是{facts.year.raw}年：是否应为下一年？"
        yield plan_of_this_year.say("warning", cell, message, facts.year)


def _plan(text: str, facts: Facts) -> re.Match[str] | None:
    plan = f"{facts.year.raw}年度?[^，。；]{{0,6}}预算"
    return re.search(f"编制{plan}|(?:作为|与|同){plan}(?:安排|编制)[^，。；]{{0,8}}(?:依据|参考|挂钩|结合)", text)


@mends(plan_of_this_year)
def _next_year(cell: Cell, facts: Facts) -> Repair | None:
    """The text with the next year in place of that of the report."""
    found = _plan(cell.raw, facts)
    if found is None:
        return None
    right = found[0].replace(facts.year.raw, str(int(facts.year.raw) + 1))
    return in_text(cell, *found.span(), right)


@rule(
    sentence="写本年的句子里不留下一年的年份",
    reason="照别的年度的文稿改写时，年份最易漏改",
    remedy="核对后改为本年",
    on=Prose,
    suspected=lambda facts, text: bool(facts.last_year) and f"{int(facts.year.raw) + 1}年" in text,
)
def next_year_left(cell: Cell, facts: Facts) -> Iterator[Finding]:
    """A result of the year after the report's, which nobody knows yet."""
    if (place := _next_year_in(cell, facts)) is not None:
        said = cell.raw[place : place + 5]
        message = f"{cell.label}里写着{said}的结果，报告年度是{facts.year.raw}年：是否应为{facts.year.raw}年？"
        yield next_year_left.say("warning", cell, message, facts.year)


def _next_year_in(cell: Cell, facts: Facts) -> int | None:
    """Where the text of ``cell`` has the next year as that of a result; None where it has not, or plans may be meant.

    The sentence quotes a figure of this report, or tells what came of the year while the text speaks of no other one.
    """
    if any(node.record in (Problems, Improvements, Publication) for node in cell.node.outwards()):
        return None
    text, words = cell.raw, lexicon().texts
    following = f"{int(facts.year.raw) + 1}年"
    others = set(_ANY_YEAR.findall(text)) - {following}
    done = any(node.record is Performance for node in cell.node.outwards())
    for found in _SENTENCE.finditer(text):
        sentence = found[0].lstrip().removeprefix("截至").removeprefix("截止")
        after = sentence.removeprefix(following).removeprefix("度")
        if facts.year.raw not in sentence and _told_done(sentence, following, achieved=done):
            return found.end() - len(sentence)
        whole = after.startswith((*words["any_year"], "12月31日", "末", "底", "年末", "年底"))
        if not (sentence.startswith(following) and whole):
            continue
        plain = _aims_met(after.removeprefix("12月31日"))
        if facts.year.raw in sentence or any(word in plain for word in words["to_come"]):
            continue
        if quoted(sentence) or (not others and any(word in plain for word in words["results"])):
            return found.end() - len(sentence)
    return None


def _told_done(sentence: str, following: str, *, achieved: bool) -> bool:
    """Whether ``sentence`` tells right behind the year how many of something there were, in what was ``achieved``.

    整改 is done there, too, where it has an object that is counted. Elsewhere it must say that they were all.
    """
    words = lexicon().texts
    in_all = "(?:<in_all>)?" if achieved else "(?:<in_all>)"
    done = pattern(f"^{in_all}(?:<done_with>)(?!到位)[^，。；：、0-9]{{2,12}}[0-9]")
    return (
        sentence.startswith(following)
        and done.match(sentence.removeprefix(following)) is not None
        and not any(word in sentence for word in words["to_come"] if word not in words["done_with"])
    )


def _aims_met(words: str) -> str:
    """``words`` without the aims that they say were met: 较好完成年度目标任务 is no aim that is to come."""
    met = pattern("(?:<met_well>)完成了?[^，。；]{0,6}(?:目标|计划)").search(words)
    if met is None or any(still in words[: met.start()] for still in lexicon().texts["still_to_do"]):
        return words
    return f"{words[: met.start()]}完成{words[met.end() :]}"


_ANY_YEAR = Pattern("(?<![0-9])(?:19|20)[0-9]{2}年")
_SENTENCE = Pattern("[^。；\n]+")


@mends(next_year_left)
def _report_year(cell: Cell, facts: Facts) -> Repair | None:
    """The text with the year of the report in place of the next one in its first sentence that is told of."""
    place = _next_year_in(cell, facts)
    return None if place is None else in_text(cell, place, place + 4, facts.year.raw)


@rule(
    sentence="单位名称全文一致",
    reason="与公章不一致",
    remedy="统一为全称",
    on=Field,
    suspected=lambda facts, text: 8 < len(facts.unit) <= _LONGEST_NAME and facts.unit[:3] in text,
)
def unit_name(cell: Cell, facts: Facts) -> Iterator[Finding]:
    """The unit's own name, but for a slip."""
    if near := _cut_short(cell.raw.strip(), facts.unit) or _misnamed(cell.raw, facts.unit):
        message = f"{cell.label}里写作“{near}”，与单位名称“{facts.unit}”不同：请统一"
        yield unit_name.say("warning", cell, message)


@mends(doubled)
def _said_once(cell: Cell, facts: Facts) -> Repair | None:
    """The text without the repetition; None where it is not known which of two marks is right."""
    text = cell.raw
    words = next((finding.message.partition("里“")[2].partition("”重复")[0] for finding in doubled(cell, facts)), "")
    again = next(_units_again(cell, facts), None)
    if not words:
        return in_text(cell, *again, "", f"删去{in_quotes(cell.raw[slice(*again)])}") if again is not None else None
    once = words.removesuffix("元") if words.endswith("元元") else words[: len(words) // 2]
    if words not in (once * 2, once + "元"):
        return None
    return Repair(QUOTE, cell, text.replace(words, once, 1), f"{in_quotes(words)}改为{in_quotes(once)}")


@mends(last_year_left)
def _this_year(cell: Cell, facts: Facts) -> Repair | None:
    """The text with this year instead of last year in the first sentence with last year."""
    at = 0
    for sentence in re.split("[。；\n]", cell.raw):
        start = cell.raw.index(sentence, at)
        at = start + len(sentence)
        place = sentence.find(facts.last_year[:4])
        if place >= 0 and (_last_year_in(sentence, cell.raw, facts)):
            what = f"“{facts.last_year}”改为“{facts.year.raw}年”"
            return in_text(cell, start + place, start + place + 4, facts.year.raw, what)
    return None


@mends(unknown_reference)
def _renamed(cell: Cell, facts: Facts) -> Repair | None:
    """The text with the nearest known name in its first reference to what is not there; None where none is near."""
    for quote in quoted(cell.raw):
        if facts.names.find(quote.name, cell.section) is None:
            near = facts.names.nearest(quote.name)
            return in_text(cell, quote.start, quote.end, f"{{{near}}}") if near else None
    return None


_LONGEST_NAME = 100
"""What is longer is no name of a unit but a text that was pasted into its field: nothing is compared with it."""

_NUMBERED = "0123456789一二三四五六七八九十东西南北中"


def _misnamed(text: str, unit: str) -> str:
    """A stretch of ``text`` that is nearly the unit's name; "" where there is none."""
    at = text.find(unit[:3])
    while at >= 0:
        for length in (len(unit) - 1, len(unit), len(unit) + 1):
            piece = text[at : at + length]
            if piece[-1:] == unit[-1] and piece != unit and not text.startswith(unit, at) and not _sister(piece, unit):
                common = sum(a == b for a, b in zip(piece, unit, strict=False))
                tail = sum(a == b for a, b in zip(piece[::-1], unit[::-1], strict=False))
                if max(common, tail, sum(common_ends(piece, unit))) >= len(unit) - 1 and len(piece) >= len(unit) - 1:
                    return piece
        at = text.find(unit[:3], at + 1)
    return ""


def _cut_short(text: str, unit: str) -> str:
    """``text`` where it is the unit's name but for its last character, and so the name of none; "" where it is not."""
    return text if text == unit[:-1] and not text.endswith(lexicon().texts["accounted_bodies"]) else ""


def _sister(piece: str, unit: str) -> bool:
    """Whether ``piece`` is the name of another body of the kind: 第二人民医院, 城西分局."""
    differ = [pair for pair in zip(piece, unit, strict=False) if pair[0] != pair[1]]
    return len(piece) == len(unit) and all(mark in _NUMBERED for pair in differ for mark in pair)
