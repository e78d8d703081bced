"""Figures that are rows of a list: parts of a total, or assets that explain a change."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from model.figures import SCALE
from model.language.amounts import MONEY, PERCENT
from model.language.lexicon import pattern
from model.language.quantity import Quantity, Role
from model.patterns import Pattern
from model.scanning.gathering import Gathering, Piece, Unread
from model.scanning.listings import Listing, added_name, broken_down, classes_are_broken_down, classes_of, row_name
from model.scanning.placing.settling import is_money
from model.scanning.placing.spoken import SPENT, Spoken

# The sections on budgets that many departments do not have, by their numbers.
_OWN_BUDGETS: Final = {"government_funds": 5, "state_capital": 6}
_SUMMED: Final = Pattern("(?:以上|两项|三项)?(?:共计?|合计|总计|计)(?:支出)?")
_PLANNED: Final = Pattern("(?:年初|全年)?预算(?:数|安排)?")
_ITEM: Final = Pattern("^[\u4e00-\u9fff（）()“”、]{4,30}$")
_NO_ITEM: Final = Pattern("预算|收入[为共]*$|上年|去年|结[转余]|[较比]|其中|下达|拨[入付]|调[入出整]|追加")
# Whose money it is, before what it was spent on: 土地出让收入安排的征地补偿支出.
_GRANTED: Final = Pattern("^.{2,20}(?:收入|资金|公益金)安排的|^(?:支出|资金)?(?:主要)?用于")
_USED: Final = Pattern("[，（](?:主要)?用于([^；。）]{3,80})")
_OUT: Final = pattern("<went_out>")
_ITEMS_NAMED: Final = Pattern("^主要支出项目(?:有|包括|为)：")
_KIND: Final = Pattern("(公共|部门|单位)项目(?:主要)?有：")
# What is called so is no row: a sum, a comparison, what a year had in all; 2024年老旧小区改造 may be one.
_NO_ROW: Final = Pattern(
    "[0-9]{4}年(?:[^，]{0,3}$|[^，]*(?:预算|决算|收入|支出|结[转余]|执行|安排|批复|下达|拨付|数)$)"
    "|合计|总计|较|比上年|用于|均$|^[前后两]者"
)
OF_YEAR: Final = Pattern("20[0-9]{2}年[^度初末底，]{5}")
_IN_NAME: Final = Pattern(
    "(?:^|(?<=[，、；：。元%]))[^，、；：。元%]{0,30}(?<![0-9])[0-9.,]{1,6}[^0-9，、；：。元%]{0,4}$"
)
# A number without a unit is no amount where a name goes on behind it: 抽检2025专项.
_RUNS_ON: Final = Pattern("[\u4e00-\u9fff]{2}")
_OPENS: Final = frozenset({"weak", "whole", "colon", "bracket", "within"})
# What begins a list though no word of the lexicon does.
_LISTED: Final = Pattern(
    r"主要.{0,6}[有为]：|如下|主要项目|[项目支出]有：|构成|分类|[原净]值的?分布：|来看|科目，分别|按.{0,8}(?:类别|形式|方式|归类|划分|科目)|，一是"
)
CLAUSE: Final = Pattern(r"[，；：（）。]")


def last_clause(gap: str) -> str:
    """The words of the last clause before a figure; brackets that open and close in it are a part of its name."""
    if "（" not in gap and "）" not in gap:
        return gap[max(map(gap.rfind, "，；：。")) + 1 :]
    depth = 0
    for at in range(len(gap) - 1, -1, -1):
        depth += (gap[at] == "）") - (gap[at] == "（")
        if depth < 0 or (not depth and gap[at] in "，；：。"):
            return gap[at + 1 :]
    return CLAUSE.split(gap)[-1] if depth else gap


def _with_number(words: str, mention: Quantity, piece: Piece) -> str:
    """``words`` with the number before them that is a part of the name, if there is one: 110指挥中心."""
    if words != mention.gap or not words:
        return words
    before = piece.sentence[: max(piece.sentence.rfind(words), 0)]  # 单价100万元（含）以上设备62万元
    return words if (number := _IN_NAME.search(before)) is None else number[0] + words


def begins_list(mention: Quantity) -> bool:
    """Whether the words before a figure open a list."""
    return mention.role is Role.LEVEL and (mention.opener in _OPENS or _LISTED.search(mention.gap) is not None)


def names_whole(mention: Quantity, spoken: Spoken, gathering: Gathering, *, headed: bool) -> bool:
    """Keep in ``spoken`` what the words before ``mention`` say is broken down there; returns whether a list begins.

    ``headed``: something was spoken of that the list may break down.
    """
    anew = spoken.subject is None or mention.opens_sentence or not broken_down(spoken.whole)
    if "经济分类" in mention.gap and anew:
        spoken.whole, spoken.foreign = "overview.scale.economic.total", False
    elif "功能" in mention.gap and "项目支出" in mention.gap:
        spoken.whole, spoken.foreign = "overview.scale.project", False
    elif base := classes_of(mention.gap):
        gathering.cell("assets.classes.base").raw = base
        spoken.whole, spoken.foreign = "assets.classes.base_amount", False
    elif mention.opener == "colon" and not headed:
        return False
    return True


def open_list(mention: Quantity, spoken: Spoken, home: str) -> None:
    """The lists that can break down what was placed last are open from the mention on; ``home`` is the heading's."""
    listings = () if spoken.foreign else broken_down(spoken.whole)
    if not classes_are_broken_down(mention.gap, home):
        listings = tuple(one for one in listings if one.path != "assets.classes.items")
    spoken.listings = listings or spoken.listings


def take_row(mention: Quantity, piece: Piece, spoken: Spoken, gathering: Gathering, *, aside: bool) -> bool:
    """Take the figure as a row of the list that is open; False where none is, or the words are no name.

    ``aside``: it stands in brackets.
    """
    if spoken.row is not None and not aside and "其中" in mention.gap and "；" not in mention.gap:
        return False  # a part of the row before it
    if not is_money(mention) and (mention.amount.unit.name or _RUNS_ON.match(mention.after)):
        return False
    if mention.role is not Role.LEVEL or mention.amount.typed.startswith("-"):
        return False
    name = row_name(_with_number(last_clause(mention.gap), mention, piece))
    if (kind := _KIND.search(mention.gap)) is not None:
        path = f"general_budget.projects.{'public' if kind[1] == '公共' else 'unit'}_projects.items"
        spoken.listings = tuple(one for one in spoken.listings if one.path == path)  # else the list of the others
    own = next((key for key, number in _OWN_BUDGETS.items() if number == piece.section), "")
    if own and not spoken.listings and _ITEMS_NAMED.search(mention.gap):
        spoken.listings = (Listing(f"{own}.items"),)  # what was spent in all stands nowhere
    listing = next((listing for listing in _open_to(spoken, name) if listing.takes(name)), None)
    other_year = mention.time in ("prior", "next") and not OF_YEAR.search(name)
    if listing is None or other_year or _NO_ROW.search(name):
        return False
    row = gathering.add_row(
        listing.path, name, listing.figure, mention, piece, unit="" if mention.amount.unit.name else "万元"
    )
    if row is None:
        return False
    spoken.row, spoken.listings = row, spoken.listings or (listing,)
    return True


def _open_to(spoken: Spoken, name: str) -> tuple[Listing, ...]:
    """The lists that a row called ``name`` can go on, or begin without a word for that: 处置资产5万元，报废3万元."""
    if spoken.listings or spoken.foreign or spoken.subject is None:
        return spoken.listings
    return tuple(one for one in broken_down(spoken.whole) if one.closed and one.takes(name))


def take_budget_items(gathering: Gathering) -> None:
    """Take what the budgets of their own were spent on, told in a row that comes to a sum told behind or before.

    With the sum its budget and the rate behind it: 甲支出3万元、乙支出2万元，共5万元，年初预算6万元，执行率83.3%.
    """
    for section, number in _OWN_BUDGETS.items():
        by_sentence: dict[str, list[Unread]] = {}
        for one in gathering.unread:
            if one.piece.section == number and one.mention.cell is None and not one.mention.hedged:
                by_sentence.setdefault(one.piece.sentence, []).append(one)
        for told in by_sentence.values():
            _take_items(section, told, gathering)


def _take_items(section: str, told: list[Unread], gathering: Gathering) -> None:
    actual, rows = gathering.cell(f"{section}.actual"), gathering.rows(f"{section}.items")
    items: list[Unread] = []
    for at, one in enumerate(told):
        mention, words = one.mention, last_clause(one.mention.gap)
        if mention.kind != MONEY or rows.rows:
            continue
        known = gathering.amount(actual.path) if actual.raw else None
        total = sum(item.mention.amount.value for item in items)
        if _SUMMED.fullmatch(words) and len(items) > 1 and total == mention.amount.value and not known:
            gathering.take_back(mention)
            gathering.put(actual, mention, one.piece)
            _add_items(section, items, gathering)
            _take_budget(section, told[at + 1 :], gathering)
        elif mention.role is Role.LEVEL and _ITEM.search(row_name(words)) and not _NO_ITEM.search(words):
            items.append(one)
            if known is not None and len(items) > 1 and total + mention.amount.value == known * SCALE:
                _add_items(section, items, gathering)


def _add_items(section: str, items: list[Unread], gathering: Gathering) -> None:
    for one in items:
        gathering.take_back(one.mention)
        name = row_name(_GRANTED.sub("", last_clause(one.mention.gap)))
        row = gathering.add_row(f"{section}.items", name, "amount", one.mention, one.piece)
        if row is None:
            gathering.refuse(one.mention, one.piece, "单位与此项不符")
        elif used := _USED.match(one.mention.after):
            row.cell("use").raw = used[1]


def _take_budget(section: str, told: list[Unread], gathering: Gathering) -> None:
    """The budget of what was spent, and the rate if it is that of the two."""
    for one in told:
        words, spent = last_clause(one.mention.gap), gathering.amount(f"{section}.actual")
        plan = gathering.amount(f"{section}.budget")
        path = ""
        if one.mention.kind == MONEY and _PLANNED.fullmatch(words):
            path = f"{section}.budget"
        elif one.mention.kind == PERCENT and words.endswith("执行率") and plan and spent is not None:
            near = abs(100 * spent / plan - Decimal(one.mention.amount.value) / SCALE)
            path = f"{section}.execution.rate" if near <= 2 * Decimal(one.mention.amount.half) / SCALE else ""
        if path and not gathering.cell(path).raw:
            gathering.take_back(one.mention)
            gathering.put(gathering.cell(path), one.mention, one.piece)


def further_figure(mention: Quantity, spoken: Spoken) -> str:
    """The name of the figure of the row filled last that the mention is, where it has none yet; "" for none."""
    row = spoken.row
    if row is None or mention.own or mention.hedged or "；" in mention.gap or "executed" not in row.parts:
        return ""
    name = ""
    if mention.role is Role.EXECUTION:
        name = "rate"
    elif mention.role is Role.SHARE:
        name = "share" if "项目" in (mention.whole_name or "项目") else ""
    elif is_money(mention) and mention.time not in ("prior", "next", "opening"):
        spent = mention.actual or SPENT.search(mention.tail) is not None
        name = "executed" if spent else "adjusted" if mention.plan and mention.adjusted else ""
    return "" if not name or row.cell(name).raw else name


def take_addition(
    mention: Quantity, piece: Piece, spoken: Spoken, listing: Listing | None, gathering: Gathering
) -> bool:
    """Take the figure as an asset that explains a change; False where no additions are spoken of."""
    if listing is None:
        return False
    spoken.adding = spoken.adding or listing.gate.search(mention.gap) is not None  # 新增110指挥中心设备2万元
    if not spoken.adding or not is_money(mention) or _OUT.search(mention.gap):
        return False
    words = last_clause(mention.gap)
    name = added_name(words if "）" in words else re.sub(r"-?[0-9][0-9,.]*[^0-9]*$", "", piece.clause))
    if not 1 < len(name) <= 40:
        return False
    return gathering.add_row(listing.path, name, "amount", mention, piece) is not None
