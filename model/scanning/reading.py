"""Puts the readers to work: from the blocks of a file to a report with everything that is certain."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NamedTuple

from model.scanning.files.blocks import Grid, Line
from model.scanning.files.characters import tidy
from model.scanning.funds import FundReader, GoalReader, fund_name, quote_lines
from model.scanning.gathering import Gathering, Piece
from model.scanning.headings import parts, topic_of
from model.scanning.lists import FUNCTIONS
from model.scanning.numbers import numbers
from model.scanning.prose import declare_none, read_prose, unit_of, year_of
from model.scanning.reader import Reader
from model.scanning.reasons import read_reasons, split_reasons
from model.scanning.subjects import FUND
from model.scanning.tables import read_table
from model.schema.outline import Outline
from model.schema.records import Annex, Section

if TYPE_CHECKING:
    from collections.abc import Sequence

    from model.scanning.files.blocks import Block
    from model.scanning.headings import Part

_NUMBERS = {
    part.name: part.number for part in Outline.elements if isinstance(part, Section) and not isinstance(part, Annex)
}
_FIGURES = ("overview", "general_budget", "assets", "government_funds", "state_capital", "")
# Headings over what the department spent in all, within the part on its money.
_WHOLE = re.compile(r"(?:整体|总体|部门|单位|全年|总)支出|收支|支出(?:总体)?情况$")
_GENERAL = re.compile(r"一般公共预算|财政拨款|管理")
_SHORT = re.compile(r"我(?:局|委|办|厅|校|院|馆|中心|会|队|所|站|镇|街道|部门|单位)")


class Reading(NamedTuple):
    """What was read: ``gathering`` with the report, the keys of the sections ``missing`` a heading."""

    gathering: Gathering
    missing: tuple[str, ...]


def read_report(blocks: Sequence[Block]) -> Reading:
    """The report that ``blocks`` are, bound and ready to be checked."""
    front, found = parts(list(blocks))
    lines = [block.text for block in front if isinstance(block, Line)]
    whole = "\n".join(
        block.text for block in (*front, *(b for part in found for b in part.blocks)) if isinstance(block, Line)
    )
    year, unit = year_of(lines, whole), unit_of(lines)
    gathering = Gathering()
    gathering.set_text("overview.unit", unit)
    if year:
        gathering.set_text("overview.year", str(year))
    if not found:
        found = _undivided(front)
    regarded = _regarded(found)
    for part in (*found, *regarded):
        gathering.headed[part.section] = gathering.headed.get(part.section, False) or bool(part.blocks)
    found = regarded
    figures = _read_figures(found, gathering, year, unit)
    declare_none(found, gathering)
    short = _SHORT.search(whole)
    read_prose(found, gathering, year, short[0] if short else "")
    for fund in gathering.rows(FUND).rows:
        quote_lines(fund)
    if gathering.rows(FUND).rows:
        gathering.cell("insurance.none").raw = "否"
    for key in ("government_funds", "state_capital"):
        if gathering.cell(f"{key}.actual").raw or gathering.cell(f"{key}.budget").raw:
            gathering.cell(f"{key}.none").raw = "否"
    _functions(gathering, figures.by_function)
    _classes(gathering)
    _scope(gathering, whole)
    gathering.report.bind()
    present = {part.section for part in found}
    return Reading(gathering, tuple(key for key in _NUMBERS if key not in present and not _declared(gathering, key)))


def _regarded(found: list[Part]) -> list[Part]:
    """The parts, with headings on basic and project expenditure for section two where no other heading opens it."""
    if any(part.section == "general_budget" for part in found):
        return found
    kept = []
    for part in found:
        budget = part.section == "performance" and topic_of(part.heads[-1].title, "general_budget")
        kept.append(part._replace(section="general_budget") if budget else part)
    return kept


def _undivided(front: list[Block]) -> list[Part]:
    from model.scanning.headings import Part

    return [Part("", (), front)]


def _declared(gathering: Gathering, key: str) -> bool:
    part = gathering.report.section(_NUMBERS[key])
    return "none" in part.parts and bool(part.cell("none").raw)


# So many amounts in one unit and none in another tell the unit of a table that gives none.
_SURE: Final = 5
_OTHER_MONEY: Final = re.compile(
    r"(?:(?:事业|其他|经营|上级补助)收入|(?:事业|经营)支出|自有资金|财政专户)(?:为|共|计)*(?!0(?:\.0+)?(?:万|亿)?元)[0-9]"
)
_VALUES: Final = (
    ("固定资产原值", ("assets.book_values.fixed.cost",)),
    ("固定资产净值", ("assets.book_values.fixed.net", "assets.totals.fixed_net")),
)
_SCOPES: Final = (
    ("overview.scale.basic", "general_budget.basic.actual"),
    ("overview.scale.project", "general_budget.projects.actual"),
)


def _functions(gathering: Gathering, of_project: bool) -> None:
    """Take functional classes back that do not add up to project expenditure, unless it was said that they are its."""
    amounts = [gathering.amount(row.cell("amount").path) for row in gathering.rows(FUNCTIONS).rows]
    whole, project = gathering.amount("overview.scale.total"), gathering.amount("overview.scale.project")
    parts = sum((amount for amount in amounts if amount is not None), Decimal())
    near = Decimal(1000 * len(amounts))  # 0.1 万元 each
    right = project is not None and abs(parts - project) <= near
    others = not of_project or (whole is not None and abs(parts - whole) <= near)
    if amounts and not right and others:
        gathering.withdraw(FUNCTIONS, "按功能分的不是项目支出，没有与此对应的项")


def _classes(gathering: Gathering) -> None:
    """What the classes of fixed assets add up to, where the report does not say whether they are at cost or net."""
    base = gathering.cell("assets.classes.base")
    amounts = [gathering.amount(row.cell("amount").path) for row in gathering.rows("assets.classes.items").rows]
    parts = sum((amount for amount in amounts if amount is not None), Decimal())
    for name, paths in _VALUES:
        values = [value for path in paths if (value := gathering.amount(path)) is not None]
        if not base.raw and amounts and any(abs(value - parts) <= 1000 * len(amounts) for value in values):
            base.raw = name


def _scope(gathering: Gathering, whole: str) -> None:
    """Section two covers one budget only where other money is spent, too, and its figures are far from the whole's."""
    others = any(gathering.cell(f"{key}.actual").raw.strip("0.") for key in ("government_funds", "state_capital"))
    if not others and not _OTHER_MONEY.search(whole):
        return
    pairs = [(gathering.amount(every), gathering.amount(general)) for every, general in _SCOPES]
    known = [(every, general) for every, general in pairs if every is not None and general is not None]
    total, parts = gathering.amount("overview.scale.total"), [general for _, general in pairs if general is not None]
    if not known and total is not None and len(parts) == len(_SCOPES):
        known = [(total, sum(parts, Decimal()))]
    if (others and not known) or any(abs(every - general) * 50 > every for every, general in known):
        gathering.cell("general_budget.scope").raw = "仅一般公共预算"


def _read_figures(found: Sequence[Part], gathering: Gathering, year: int, unit: str) -> Reader:
    """Read the figures of every part; returns the reader of those that are not the funds'."""
    whole = "".join(text for part in found for text in _texts(part))
    reader = Reader(gathering, year, unit)
    if not re.search(r"[0-9] *元", whole) and len(re.findall(r"[0-9] *万元", whole)) > _SURE:
        reader.money = "万元"
    reader.vehicles_bought = bool(re.search(r"车.{0,4}购置", whole))
    funds, goals = FundReader(gathering, year, unit), GoalReader(gathering, year, unit)
    for part in found:
        if part.section == "insurance":
            _funds(part, funds, goals)
        elif part.section in _FIGURES:
            _amounts(part, reader)
    strict = Reader(gathering, year, unit)
    strict.strict, strict.vehicles_bought = True, reader.vehicles_bought
    for part in found:
        if part.section in (*_FIGURES, "insurance"):
            continue
        home = "assets" if part.heads and "资产" in part.heads[-1].title else ""
        for block in part.blocks:
            if isinstance(block, Line):
                strict.paragraph(block.text, part.section, home, _NUMBERS.get(part.section, 0))
            else:
                _unread(block, gathering, _NUMBERS.get(part.section, 0))
    return reader


def _texts(part: Part) -> list[str]:
    return [
        text
        for block in part.blocks
        for text in ([block.text] if isinstance(block, Line) else [cell for row in block.rows for cell in row])
    ]


def _amounts(part: Part, reader: Reader) -> None:
    number = _NUMBERS.get(part.section, 0)
    titles = " ".join(head.title for head in part.heads)
    if re.search(r"^附[件表]", titles):
        for block in part.blocks:
            _unread(block, reader.gathering, number)
        return
    section, home = part.section, part.topic
    if section == "general_budget" and not home and _WHOLE.search(part.heads[-1].title) and not _GENERAL.search(titles):
        section, home = "overview", "overview.scale"
    last = ""
    for head in part.heads[1:]:
        if any(True for _ in numbers(head.title)):
            reader.paragraph(head.title, section, home, number)
    title = part.heads[-1].title if part.heads else ""
    for block in part.blocks:
        if isinstance(block, Grid):
            caption = last if len(last) < 60 or "单位：" in last[-12:] else ""
            read_table(block, caption or titles, section, home or section, reader, number)
            continue
        last = block.text
        text, reasons = split_reasons(block.text, home) if part.section == "general_budget" else (block.text, "")
        reader.paragraph(text, section, home, number, title)
        title = ""
        if reasons:
            read_reasons(reasons, reader.gathering, reader.year, reader.own)


def _funds(part: Part, funds: FundReader, goals: GoalReader) -> None:
    inner = [head.title for head in part.heads[1:]]
    aims = any(re.search(r"目标|绩效", title) for title in inner)
    name = next((fund_name(title) for title in reversed(inner) if fund_name(title)), "")
    reader = goals if aims else funds
    if name:
        reader.turn_to(name)
    for block in part.blocks:
        if isinstance(block, Grid):
            funds.fund = reader.fund
            read_table(block, " ".join(inner), "insurance", FUND, funds, 7)
            continue
        if aims:
            goals.paragraph(block.text, "insurance", FUND, 7)
            _goal_text(block.text, goals)
        elif re.search(r"定[量性]目标|目标任务|参保(?:人数|单位|人员)", block.text):
            goals.fund = funds.fund
            goals.paragraph(block.text, "insurance", FUND, 7)
            _goal_text(block.text, goals)
        else:
            funds.paragraph(block.text, "insurance", FUND, 7)
            if funds.row is not None and not re.search(r"[0-9]", block.text):
                cell = funds.row.cell("remark")
                cell.raw = cell.raw or block.text


def _goal_text(text: str, goals: GoalReader) -> None:
    if goals.row is None:
        return
    for sentence in re.findall(r"[^。]+。?", text):
        found = re.search(r"定性目标(?:为|是)?：(.+)", sentence)
        path = f"{goals.row.path}.goals."
        if found:
            goals.gathering.set_text(f"{path}qualitative", found[1])
        elif not re.search(r"[0-9](?!年)", re.sub(r"20[0-9]{2}年?", "", sentence)):
            goals.gathering.set_text(f"{path}text", sentence)


def _unread(block: Block, gathering: Gathering, section: int) -> None:
    texts = [block.text] if isinstance(block, Line) else [" | ".join(row) for row in block.rows]
    for text in texts:
        for number in numbers(tidy(text)):
            gathering.refuse(
                number, Piece(text, text, section), "这里的表没有读" if isinstance(block, Grid) else "附件、脚注没有读"
            )
