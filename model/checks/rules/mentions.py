"""Figures typed in running text that certainly quote a field.

Precision comes first: a number is taken only where the words before it, up to the last punctuation mark, are the name
of exactly one figure, with nothing but connecting words around it, in the same dimension. All others are left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from model.checks.rules.other_scopes import aside_of, left_in, scope_of
from model.errors import ZipingError
from model.figures import PERCENT_UNIT, WAN, Figure, Unit, read
from model.language.lexicon import lexicon
from model.report.references import Names, alike, quoted
from model.report.tree import Cell
from model.schema.fields import Number
from model.text import fold, normalise


@dataclass(frozen=True, slots=True)
class Mention:
    """A ``figure`` typed in the text of ``cell``, with its ``words`` and the field ``source`` that they name.

    ``start`` and ``end`` are the places of number and unit in the text. ``turn`` is the word before them for more or
    less (增加, 减少); "" for none. ``of`` is the figure told just before, where the text says what share of ``source``
    it is, or that it changed as ``source`` did, the other way; None where the text quotes ``source`` itself.
    """

    cell: Cell
    words: str
    figure: Figure
    source: Cell
    start: int
    end: int
    turn: str = ""
    of: Cell | None = None


_LONGEST = 400  # marks without punctuation: the name of no figure is so long, and all before each number is looked at


@cache
def amounts() -> re.Pattern[str]:
    """Finds a number, without its sign, and the unit behind it, which may be a multiple alone: 5亿.

    A pattern that may begin with a sign takes twice as long to look for. A number is tried where it begins, and as a
    whole: a text of digits alone would be tried from each of them.
    """
    digit, mark = "[0-9０-９]", "[,，.．]"
    number = f"{digit}(?<!{digit}.)(?<!{digit}{mark}.){digit}*+(?:{mark}{digit}++)*+"
    name = "元|人次|人|户|个百分点|个|家|件|项|%|％"
    return re.compile(rf"({number})[^\S\n]*((?:万亿|百万|千万|亿|万|千)(?:{name})?|{name})")


@cache
def _opening() -> re.Pattern[str]:
    """Everything up to the last punctuation mark, that mark included."""
    return re.compile("(?s).*[，。；、！？（）()：:,;]")


@cache
def _share_of() -> re.Pattern[str]:
    """A clause that says a share of something: 占资产总额的, 占支出总额的比重为."""
    return re.compile("占(.{2,30}?)(?:的?(?:比重|比例)(?:为|达|是)?|的)?")


def direction(turn: str) -> int:
    """-1 for a word that says less, else 1."""
    return -1 if turn in lexicon().kinds["down"] else 1


def mentions(cell: Cell, names: Names) -> Iterator[Mention]:
    """The typed figures in the text of ``cell`` that certainly quote a field."""
    text = cell.raw.replace("。", "\n")
    begin = end = over = last = told_to = -1
    quotes = "{" in text
    said = lexicon().texts
    for found in amounts().finditer(text):
        at, stop = found.span()
        if at < over or text.startswith(said["roughly"], stop):
            continue
        if at >= end:
            begin, end = text.rfind("\n", 0, at) + 1, text.find("\n", at)
            end = end if end >= 0 else len(text)
            sentence = text[begin:end]
            held = not left_in(sentence, cell.raw, names.year)
            if not held:  # read as of the year that is meant, as soon as its first figure is this year's
                text = text[:begin] + sentence.replace(str(int(names.year) - 1), names.year, 1) + text[end:]
                sentence = text[begin:end]
            before: Cell | None = None
            subject = ""
            scope = 0
            aside: int | None = None
            opening, seen = 0, begin
        number, unit = found.groups()
        if at > begin and text[at - 1] in "-－":
            at -= 1
            number = text[at] + number
        earlier = _opening().match(text, seen, at)
        opening, seen = earlier.end() - begin if earlier else opening, at
        if at - begin - opening > _LONGEST:
            over = end
            continue
        clause = text[begin + opening : at]
        if clause.endswith(said["quote_hedges"]):
            continue
        scope = scope or (scope_of(sentence) if opening else 0)
        if quotes and (told := _quoted_last(text, max(begin, last), begin + opening, cell, names)) is not None:
            before = told
            told_to = begin + opening - 1 if text[begin + opening - 2] == "}" else told_to
        last = stop
        if "分别" in clause or 0 < scope <= opening:  # the first number is the first name's
            over = end
            continue
        source, subject = _source(clause, names, before, subject)
        source = source or _total(clause, number + unit, names) or _last_years(clause, number + unit, names)
        source = source or _beside(clause, cell, names)
        turn = ""
        if source is None:
            source, turn = _change(clause, unit, names, before)
        of = before if source is None and told_to == begin + opening - 1 else None
        if of is not None:
            source = _whole(clause, unit, names, cell) or _turned_sibling(of, number + unit, turn, names)
        if source is None:
            if before is not None and not _leans(clause, names):
                before = None
            continue
        if source is cell or source.figure is None:
            continue
        if aside is None:
            aside = aside_of(sentence, names)
        if aside <= opening or _topic(sentence, opening):
            over = end
            continue
        figure = _read_as(number + unit, source.unit if of is None or turn else PERCENT_UNIT)
        if not held and figure is not None and figure.value != source.figure.value:
            over = end
            continue
        held = True
        if figure is not None:
            figure = replace(figure, value=direction(turn) * figure.value)
            before, told_to = of or source, stop if of is None and figure == source.figure else -1
            yield Mention(cell, clause[-20:] + number + unit, figure, source, at, stop, turn, of)


def _quoted_last(text: str, start: int, end: int, cell: Cell, names: Names) -> Cell | None:
    """The figure that a ``{name}`` between two places quotes last: what follows goes on about it; None for no such.

    Not one of a row, whose name may come to mean another.
    """
    last = next(reversed(quoted(text[max(start, 0) : end])), None)
    found = names.find(last.name, cell.section) if last is not None else None
    return None if found is None or any(step.isdigit() for step in found.path.split(".")) else found


def _topic(sentence: str, opening: int) -> bool:
    """Whether the clause before is a few words that say whose figure follows: 石桥村，项目支出; not 全年，."""
    before = sentence[: max(opening - 1, 0)]
    if earlier := _opening().match(before):
        before = before[earlier.end() :]
    short = sentence[opening - 1 : opening] in ("，", ",") and 2 < len(before) < 7
    return short and not before.startswith(("我", "本", "全", "年", "当", "总", "目前", "截至")) and before.isalpha()


def _leans(clause: str, names: Names) -> bool:
    """Whether a clause that names nothing known goes on about what was named before it: 较上年减少, 占."""
    name = _without_lead(fold(clause), names.year, names.place)
    return name.startswith(("较", "比", "同比", "占", "增", "减", "上升", "下降", "提高", "降低", "节约")) or not name


def _source(clause: str, names: Names, before: Cell | None, subject: str) -> tuple[Cell | None, str]:
    """The field that a clause before a number names, and the name as it was said, for the clauses that follow."""
    whole = names.certain(clause)
    if whole is not None:
        return whole, fold(clause)
    name = _without_lead(fold(clause), names.year, names.place)
    tried = name
    while tried:
        for candidate in (tried, *_carried(tried, before, subject)):
            for said in (candidate, *_in_full(candidate, names)):
                found = names.certain(said)
                if found is not None:
                    return found, candidate
        link = next((link for link in lexicon().texts["quote_links"] if tried.endswith(link)), "")
        if not link:
            break
        tried = tried.removesuffix(link)
    return None, tried or subject


def _total(clause: str, amount: str, names: Names) -> Cell | None:
    """The total that a clause calls by half its name, where it gives that total's amount: 我局支出 for 支出总额."""
    name = _without_lead(fold(clause), names.year, names.place)
    total = names.certain(name + "总额") if name else None
    figure = _read_as(amount, total.unit) if total is not None else None
    return total if figure is not None and total is not None and figure == total.figure else None


def _last_years(clause: str, amount: str, names: Names) -> Cell | None:
    """Last year's amount, where a clause that names last year gives this year's: 2023年度基本支出 in that of 2024.

    Any other amount may be told of that year, in another scope.
    """
    words = fold(clause)
    if not names.year.isdigit() or not words.startswith(f"{int(names.year) - 1}年"):
        return None
    now, name = _source(names.year + words[4:], names, None, "")
    if now is None or now.figure is None:
        return None
    figure = _read_as(amount, now.unit)
    parts = (part for part in now.node.parts.values() if isinstance(part, Cell))
    last = next((part for part in parts if part.field.from_last is now.field), names.certain(f"{name}上年决算数"))
    if last is None or last.figure is None or figure is None:
        return None
    names.considered.add(last)
    return last if figure.value == now.figure.value != last.figure.value else None


def _beside(clause: str, cell: Cell, names: Names) -> Cell | None:
    """The balance beside the text ``cell`` that a clause calls by its own name: 年末结转, in the text on the fund."""
    words = fold(clause)
    for part in cell.node.parts.values() if words.endswith(("结转", "结余")) else ():
        name = part.field.label.removesuffix("数") if isinstance(part, Cell) else ""
        if isinstance(part, Cell) and isinstance(part.field, Number) and words.endswith(name):
            whose = words.removesuffix(name).removeprefix(names.year + "年").removeprefix("度")
            if not whose or whose in _section_names(cell):
                names.considered.add(part)
                return part
    return None


def _section_names(cell: Cell) -> tuple[str, ...]:
    element = cell.node.element
    return () if element is None or "." in cell.node.path else tuple(map(fold, element.aliases))


def _change(clause: str, unit: str, names: Names, before: Cell | None) -> tuple[Cell | None, str]:
    """The change that a clause names by its direction (支出总额较上年减少), and the word that says which."""
    words = fold(clause)
    said = words[-2:]
    if said not in lexicon().turned["change"]:
        return None, ""
    kind = "增减率" if unit in ("%", "％") else "增减额"
    name = _without_lead(words.removesuffix(said), names.year, names.place)
    for against in lexicon().texts["against_last_year"]:
        name = name.replace(against, "较上年")
    tries = [] if name.startswith(("较", "比")) or not name else [name + kind]
    if before is not None:
        tries += [before.field.label + name + kind, *_carried(name + kind, before, "")]
        if not name and before.field.label.endswith("增减额"):
            tries += [label.removesuffix("增减额") + kind for label in (before.label, before.field.label)]
    found = next((cell for cell in map(names.certain, tries) if cell is not None), None)
    if found is not None and len(parts := re.split("[较比]", name)) == 2 and parts[0]:
        whose, spent = names.certain(parts[0]), found.node.parts.get("actual")
        if whose is None or (whose.node is not found.node and (not isinstance(spent, Cell) or not alike(whose, spent))):
            return None, said  # of all money, not of the budget that the change is of
    return found, said


def _whole(clause: str, unit: str, names: Names, cell: Cell) -> Cell | None:
    """The amount that a clause says a share of: 占资产总额的.

    None where the text of ``cell`` tells that amount, too: then the sentence is judged by what it tells itself.
    """
    said = _share_of().fullmatch(fold(clause)) if unit in ("%", "％") else None
    whole = names.certain(said[1]) if said is not None else None
    if whole is None or whole.figure is None or whole.unit.dimension != WAN.dimension:
        return None
    told = whole.figure.digits() in cell.raw.replace(",", "").replace("，", "")
    return None if told or any(names.find(one.name, cell.section) is whole for one in quoted(cell.raw)) else whole


def _turned_sibling(of: Cell, amount: str, turn: str, names: Names) -> Cell | None:
    """The change beside ``of`` of another figure by just that amount, the other way: hardly two figures do that."""
    for part in of.node.parts.values() if turn else ():
        if isinstance(part, Cell) and isinstance(part.field, Number) and part.field.signed:
            names.considered.add(part)
            change, typed = part.figure, _read_as(amount, part.unit)
            if change is not None and typed is not None and change.value * direction(turn) == -typed.value:
                return part
    return None


def _without_lead(name: str, year: str, place: str) -> str:
    """``name`` without words before the figure's name, such as 全年 or 我局; "" where it names another year.

    ``place`` is the department's place (长沙市). It is removed, too, and so is 全市.
    """
    own = (place, "全" + place[-1]) if place else ()
    while True:
        digits = len(name) - len(name.lstrip("0123456789"))
        after = name[digits:]
        if digits == 4 and after.startswith("年"):
            if name[:4] != year:
                return ""
            name = after.removeprefix("年度").removeprefix("年")
        elif digits in (1, 2) and after.startswith(("月", "日")):
            name = after[1:]
        elif own and name.startswith(own):
            name = name.removeprefix(own[0]).removeprefix(own[1])
        elif lead := next((lead for lead in lexicon().texts["quote_leads"] if name.startswith(lead)), ""):
            name = name.removeprefix(lead)
        else:
            return name


def _in_full(name: str, names: Names) -> Iterator[str]:
    """How a figure that is said shortly is called in full: 公务接待费预算, 公务接待费实际支出."""
    if name.endswith(("预算", "决算")) and name[-3:-2] in names.owners:
        yield name + "数"
    elif name.endswith("支出"):
        whose = name.removesuffix("支出").removesuffix("实际")
        if whose[-1:] in names.owners:
            yield whose + "决算数"
            if not whose.endswith("预算"):
                yield whose + "决算支出数"


def _carried(name: str, before: Cell | None, subject: str) -> Iterator[str]:
    """Names that lean on the clause before: its group's (三公经费 + 预算执行率), or its end (失业保险 + 参保人数)."""
    if before is not None and before.node.element is not None:
        yield before.node.element.label + name
    if len(name) > 2 and name[-2:] in subject:
        yield name + subject.rpartition(name[-2:])[2]


def _read_as(text: str, unit: Unit) -> Figure | None:
    plain = normalise(text).replace("，", ",")
    try:
        return read(plain, unit, 0)
    except ZipingError:
        return None
