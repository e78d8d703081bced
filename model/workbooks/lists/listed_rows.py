"""Lists of projects, of asset classes and of disposals: one of them a row, and sums among them that must hold."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from itertools import accumulate
from typing import Final

from model.patterns import Pattern
from model.schema.fields import YES
from model.workbooks import mapping
from model.workbooks.classes import printed_name
from model.workbooks.found_amounts import SLIP, Doubt, Found, Hit, Row
from model.workbooks.spot_lookup import read_cell
from model.workbooks.tables import departments
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.cell_values import bare, clean, numeric
from model.workbooks.tables.table_kinds import (
    ASSET_LIST,
    ASSET_MOVES,
    ASSETS,
    DISPOSAL_LIST,
    FUND_LISTS,
    GENERAL_PROJECTS,
    NEW_ASSETS,
    PROJECT_LISTS,
    STAFF,
    STAFF_BELOW,
)

_SUM: Final = Pattern("[小合总]计$")
_WHOLE: Final = Pattern("(?:项目)?(?:支出)?[合总]计")
_NUMBER: Final = Pattern("[0-9]{1,3}")
_NUMBERS: Final = Pattern("序号|编号|行次")
_BESIDE: Final = Pattern(f"{_NUMBERS.source}|.*(?:编码|代码)")
_PUBLIC: Final = Pattern("公共项目")
_BUDGET: Final = "(?:一般公共预算|(?:政府性基金|国有资本经营)(?:预算)?)(?:财政拨款)?(?:项目)?(?:支出)?"
_HEADING: Final = Pattern(rf"(?:(?:公共|单位|部门)(?:预算)?项目|{_BUDGET})(?:\([^()]+\))?")
_FUNDS: Final = {"政府性基金": "government_funds", "国有资本经营": "state_capital"}
_TOTALS: Final = {"amount": "total", "executed": "executed"}
"""What of the projects of a kind is summed, and the field of the sum."""
_OF_ALL: Final = {"executed": "actual", "amount": "execution.original", "adjusted": "execution.adjusted"}
"""What all projects of the general budget come to, by what is summed."""
_OF_FUND: Final = {"executed": "amount", "use": "use"}
"""What the draft keeps of a project that a budget of its own paid, by what it is called among other projects."""
_ADDITIONS: Final = "assets.book_values.additions"
_FIXED: Final = Pattern("固定资产(?:[合总小]计)?")
_CHINESE: Final = Pattern("[一二三四五六七八九十]{1,2}、")
_COST_HEAD: Final = Pattern("/(?:账面)?(?:原值|金额)$")
_DISPOSED: Final = "assets.disposals.total"
_OF_FUNDS: Final = {"amount": "actual"}
_OF_ASSETS: Final = {"cost": "fixed.cost", "written_off": "fixed.written_off", "net": "fixed.net"}


def find_listed(tables: list[AccountTable], year: int | None, found: Found) -> None:
    """The rows of all lists among ``tables``, where they come to the sum told; why not, where they do not."""
    for kinds, read in (
        (PROJECT_LISTS, _projects),
        *(((kind,), _fund_items) for kind in FUND_LISTS),
        ((ASSET_LIST,), _assets),
        ((ASSETS,), _assets),
        ((DISPOSAL_LIST,), _disposals),
        ((ASSET_MOVES,), _moves),
        ((NEW_ASSETS,), _new_assets),
        ((STAFF, STAFF_BELOW), _subordinates),
    ):
        told = {id(table): read(table, year) for table in tables if table.kind in kinds}
        taken = dict[str, AccountTable]()
        for table in _not_repeated([table for table in tables if any(told.get(id(table), ()))]):
            rows, sums, why = told[id(table)]
            again = next((path for path in rows if path in taken), "")
            if again and _plain(rows) == _plain(told[id(taken[again])][0]):
                continue  # the same list once more
            if again:
                why = "同样的清单不止一张，不能断定用哪一张"
                found.listed.pop(again, None)
                found.doubts.append(Doubt("", taken[again], -1, -1, why))
            if why:
                found.doubts.append(Doubt("", table, -1, -1, f"{why}，清单里的行没有取"))
                continue
            of_accounts = found.listed.keys() if kinds == PROJECT_LISTS else ()
            found.listed |= {path: of_list for path, of_list in rows.items() if path not in of_accounts}
            taken |= dict.fromkeys(rows, table)
            for path, hit in sums.items():
                if path in found.hits:
                    found.others.setdefault(path, []).append(hit)
                else:
                    found.hits[path] = hit


Read = tuple[dict[str, list[Row]], dict[str, Hit], str]
"""The rows by their list, the sums by their fields, and why there are none; "" where there are."""


_Sums = list[tuple[str, dict[str, Hit]]]


def _plain(rows: dict[str, list[Row]]) -> list[tuple[object, ...]]:
    """What lists say, wherever it stands."""
    listed = [row for of_list in rows.values() for whole in of_list for row in (whole, *whole.parts)]
    return [(row.name, row.figure, row.hit.wan, row.hit.text) for row in listed]


def _not_repeated(lists: Sequence[AccountTable]) -> list[AccountTable]:
    """The lists without those whose names all stand in a longer one: the ledger of one office of the department."""
    named = [{clean(table.cell(row, at)) for row in table.data() for at in _names(table)} for table in lists]
    names = [{name for name in of_list if name and not _SUM.search(name)} for of_list in named]
    return [table for table, own in zip(lists, names, strict=True) if not any(own < other for other in names)]


def _names(table: AccountTable) -> list[int]:
    """The columns of the names of projects, or the first column of labels."""
    places = [place for place in range(table.width) if re.fullmatch(mapping.PROJECT_NAMES, table.paths[place])]
    labels = [place for place in range(table.width) if not table.is_value(place) and table.paths[place]]
    return places or [place for place in labels if not _BESIDE.fullmatch(table.paths[place])][:1]


def _columns(table: AccountTable, of: str, year: int | None) -> dict[str, int]:
    """The column of each figure of such a list, where there is one only."""
    heads = mapping.COLUMNS[of].items()
    return {name: places[0] for name, head in heads if len(places := table.columns(head, year)) == 1}


def _told(table: AccountTable, row: int, columns: dict[str, int]) -> dict[str, Hit]:
    """The amounts of a row, -1 for none, by the figures that ``columns`` are of."""
    hits = {name: read_cell(table, row, at, "") for name, at in columns.items() if row >= 0}
    return {name: hit for name, hit in hits.items() if isinstance(hit, Hit) and hit.number is not None}


def _texts(table: AccountTable) -> list[tuple[str, int]]:
    """The fields of texts and the columns where they stand."""
    return [
        (field, at)
        for field, head in mapping.PROJECT_TEXTS
        for at, path in enumerate(table.paths)
        if re.fullmatch(head, path)
    ]


def _said(table: AccountTable, row: int, name: str, texts: Sequence[tuple[str, int]]) -> Iterator[Row]:
    """What ``texts``, columns by their fields, say in a row of the list."""
    for field, at in texts:
        text = table.cell(row, at)
        if isinstance(text, str) and text.strip() and not numeric(text):
            said = text.strip().removeprefix("用于") if field == "use" else text.strip()
            yield Row(name, Hit(table, row, at, None, text=said), field)


def _fund_items(table: AccountTable, year: int | None) -> Read:
    """What a budget of its own was spent on, and what all of it comes to."""
    fund = mapping.NONE[table.kind].removesuffix("none")
    columns = _columns(table, "fund_items", year)
    if "amount" not in columns or len(_names(table)) != 1:
        return {}, {}, "没有认出支出项目和决算数各在哪一列"
    rows, whole = _classes(table, columns["amount"])
    sums = _told(table, whole, columns)
    if not rows or "amount" not in sums:
        return {}, {}, "没有认出支出项目或合计"
    texts = [(field, at) for field, at in _texts(table) if field == "use"]
    rows = [part for row in rows for part in (replace(row, parts=()), *_said(table, row.hit.row, row.name, texts))]
    if sums["amount"].number != _total(rows, "amount"):
        return {}, {}, "各支出项目之和与合计不相等"
    return {f"{fund}items": rows}, {f"{fund}{_OF_FUNDS.get(name, name)}": hit for name, hit in sums.items()}, ""


def _projects(table: AccountTable, year: int | None) -> Read:
    """The projects of a list, those called public apart."""
    columns, places = _columns(table, "projects", year), _names(table)
    alone = len(columns) == 1 and "累计" in table.paths[columns.get("executed", 0)]  # may be of several years
    if "executed" not in columns or alone or len(places) != 1:
        return {}, {}, "没有认出项目名称和支出各在哪一列"
    rows, sums = _by_kind(table, columns, places[0])
    every = [row for of_kind in rows.values() for row in of_kind]
    names = [row.name for row in every if row.figure == "executed"]
    if not names or len(set(names)) < len(names):
        return {}, {}, "有同名的项目" if names else "没有认出项目"
    for field, hit in sums[-1][1].items():
        if hit.number != _total(every, field):
            return {}, {}, f"各项目的{table.paths[columns[field]]}之和与合计不相等"
    if any(kind and not _come_to(rows.get(kind, ()), told) for kind, told in sums):
        return {}, {}, "各项目之和与小计不相等"
    totals = {
        f"{kind}.{path}": summed
        for kind, of_kind in rows.items()
        for field, path in ({"executed": "actual"} if kind in _FUNDS.values() else _TOTALS).items()
        for _, told in sums
        if (summed := told.get(field)) is not None and summed.number == _total(of_kind, field)
    }
    if table.kind == GENERAL_PROJECTS:
        totals |= {
            f"general_budget.projects.{path}": sums[-1][1][field]
            for field, path in _OF_ALL.items()
            if field in sums[-1][1]
        }
    if place := table.noted(mapping.ALL_PROJECTS):
        complete = Hit(table, *place, None, text=YES)
        totals |= {f"{kind}.complete": complete for kind in rows if f"{kind}.total" in totals}
    for fund in rows.keys() & _FUNDS.values():
        own = [replace(row, figure=_OF_FUND[row.figure]) for row in rows[fund] if row.figure in _OF_FUND]
        spent = {row.name for row in own if row.hit.number}
        rows[fund] = [row for row in own if row.name in spent]
    return {f"{kind}.items": of_kind for kind, of_kind in rows.items()}, totals, ""


def _by_kind(table: AccountTable, columns: dict[str, int], names: int) -> tuple[dict[str, list[Row]], _Sums]:
    """The rows of a list of projects, with ``names`` in that column, by the list of the draft that they belong to.

    And the amounts of each sum among them with the list that it is called after, "" for none; those of all projects
    last, {} where no row has them.
    """
    numbers = next((at for at in range(table.width) if _NUMBERS.fullmatch(table.paths[at])), -1)
    texts = _texts(table)
    public = _PUBLIC.search(table.title) or "公共项目" in map(bare, table.heading.lines)
    kind = plain = mapping.PUBLIC_PROJECTS if public else mapping.PROJECTS
    groups: list[tuple[str, list[Row]]] = [(kind, [])]
    sums, whole = _Sums(), dict[str, Hit]()
    for row in table.data():
        number = clean(table.cell(row, numbers)) if numbers >= 0 else "1"
        before = [] if numbers >= 0 and _NUMBER.fullmatch(number) else map(clean, table.sheet.rows[row][:names])
        beside = next((text for text in before if _SUM.search(text) or _HEADING.fullmatch(bare(text))), "")
        name = clean(table.cell(row, names)) or beside
        told = _told(table, row, columns)
        # A line that heads the rows below it, or the kind of each in a column of its own.
        headings = (_HEADING.fullmatch(bare(cell)) for cell in table.sheet.rows[row] if cell != "")
        heading = next(filter(None, headings), None)
        if heading and (not told or name != heading[0]):
            kind = _kind_named(heading[0], plain if told else groups[0][0])
            plain = plain if kind in _FUNDS.values() else kind
            if kind != groups[-1][0] or not told:
                groups.append((kind, []))
        if not told or not name:
            continue
        if _WHOLE.fullmatch(name):
            whole = told
        elif not _NUMBER.fullmatch(number) or (numbers < 0 and (_SUM.search(name) or _HEADING.fullmatch(bare(name)))):
            of = None if bare(name).startswith("一般公共") else _HEADING.match(bare(name))
            kind = _kind_named(of[0], "") if of else groups[-1][0] if _SUM.search(name) else mapping.PROJECTS
            if of and _come_to(groups[-1][1], told):  # the sum stands below what it is of
                groups[-1] = (kind, groups[-1][1])
            groups.append((kind, []))
            sums.append((kind if of else "", told))
        elif not _SUM.search(name):
            groups[-1][1].extend(Row(name, hit, field) for field, hit in told.items())
            groups[-1][1].extend(_said(table, row, name, texts))
    found = {kind: [row for of, some in groups if of == kind for row in some] for kind, _ in groups}
    return {kind: of_kind for kind, of_kind in found.items() if of_kind}, [*sums, ("", whole)]


def _kind_named(name: str, general: str) -> str:
    """The list of the projects that are called so: 公共项目, 单位项目 or of a budget, ``general`` for 一般公共预算."""
    fund = next((path for words, path in _FUNDS.items() if words in name), "")
    if fund or name.startswith("一般公共"):
        return fund or general
    return mapping.PUBLIC_PROJECTS if name.startswith("公共") else mapping.PROJECTS


def _come_to(rows: Sequence[Row], told: dict[str, Hit]) -> bool:
    """Whether there are ``rows`` and they come to each amount of their sum."""
    return bool(rows) and all(hit.number == _total(rows, field) for field, hit in told.items())


def _total(rows: Sequence[Row], figure: str) -> Decimal:
    return sum((row.hit.number or Decimal() for row in rows if row.figure == figure), Decimal())


def _classes(table: AccountTable, column: int, among: Sequence[int] = ()) -> tuple[list[Row], int]:
    """The classes with an amount in ``column``, parts (其中) within the one above them, and the row of the sum, or -1.

    They are the rows ``among`` those of the table, or all. A part is followed by others that are set in as it is, or at
    least not numbered as the classes are (一、设备, 其中：车辆, 1.校车).
    """
    rows, whole, inside = list[Row](), -1, False
    (place,) = _names(table)
    printed = {row: str(table.said(row, place)) for row in among or table.data()}
    numbers = (match.lastgroup for text in printed.values() if (match := _CLASS_NUMBER.match(clean(text))))
    numbered = next(numbers, None)
    for row, text in printed.items():
        name = _CLASS_NUMBER.sub("", clean(text))
        hit = read_cell(table, row, column, mapping.ASSET_CLASSES)
        if _WHOLE_CLASS.fullmatch(name):
            whole = row
            if rows:
                break
            continue  # the sum stands above its classes
        number = _CLASS_NUMBER.match(clean(text))
        outer = (number is not None and number.lastgroup == numbered) if numbered else not text[:1].isspace()
        inside = bool(rows) and (name.startswith("其中") or (inside and not outer))
        name = re.sub("^其中:?", "", name)
        if not isinstance(hit, Hit) or not hit.number or not name:
            continue
        if inside:
            rows[-1] = replace(rows[-1], parts=(*rows[-1].parts, Row(printed_name(name), hit)))
        else:
            rows.append(Row(printed_name(name), hit))
    return [replace(row, parts=_outer(row.parts)) for row in rows], whole


def _outer(parts: Sequence[Row]) -> tuple[Row, ...]:
    """The parts of a class without those that only make up the one right above them (房屋, then what it is used as)."""
    found: list[Row] = []
    left = list(parts)
    while left:
        found.append(left.pop(0))
        sums = list(accumulate(row.hit.number or Decimal() for row in left))
        if (found[-1].hit.number or Decimal()) in sums[1:]:
            del left[: sums.index(found[-1].hit.number or Decimal()) + 1]
    return tuple(found)


_WHOLE_CLASS: Final = Pattern("(?:固定资产)?[合总]计")
_CLASS_NUMBER: Final = Pattern(
    "^(?:(?P<FIRST>[一二三四五六七八九十]{1,2}、)|(?P<SECOND>\\([一二三四五六七八九十]\\))|(?P<THIRD>[0-9]{1,2}[、.]))"
)


def _assets(table: AccountTable, year: int | None) -> Read:
    """The classes of fixed assets at their cost, else at what they are worth, and what all come to.

    In a table of all assets they stand below their sum; there nothing is told where they do not add up.
    """
    of_all, only, columns = table.kind == ASSETS, table.kind == ASSET_LIST, _columns(table, "assets", year)
    base = next((name for name in ("cost", "net") if name in columns), "")
    if not base or len(_names(table)) != 1:
        return {}, {}, "没有认出类别和原值各在哪一列" if only else ""
    head, below = _fixed_assets(table) if of_all else (-1, ())
    rows, foot = _classes(table, columns[base], below)
    sums = _told(table, head if of_all else foot, columns)
    if not rows or base not in sums:
        return {}, {}, "没有认出资产类别或合计" if only else ""
    if abs(_total(rows, "amount") - (sums[base].number or 0)) > SLIP:
        return {}, {}, "各类资产之和与合计不相等" if only else ""
    told = {f"assets.book_values.{_OF_ASSETS.get(name, name)}": hit for name, hit in sums.items()}
    told["assets.classes.base_amount"] = sums[base]
    told["assets.classes.base"] = replace(sums[base], text=mapping.ASSET_BASES[base])
    return {mapping.ASSET_CLASSES: rows}, told if of_all or "固定资产" in table.title else {}, ""


def _fixed_assets(table: AccountTable) -> tuple[int, list[int]]:
    """The row of all fixed assets in a table of all assets, -1 for none, and the rows of their classes below it."""
    names = {row: clean(table.cell(row, _names(table)[0])) for row in table.data()}
    head = next((row for row, name in names.items() if _FIXED.fullmatch(bare(name))), -1)
    numbered = head >= 0 and _CHINESE.match(names[head])
    below = [row for row in names if row > head >= 0]
    ends = (at for at in below if (numbered and _CHINESE.match(names[at])) or mapping.OTHER.match(bare(names[at])))
    end = next(ends, table.end)
    return head, [row for row in below if row < end]


def _disposals(table: AccountTable, year: int | None) -> Read:
    """What was disposed of by form or by kind of asset, and in all."""
    columns = _columns(table, "disposals", year)
    if "amount" not in columns or len(_names(table)) != 1:
        return {}, {}, "没有认出处置形式和金额各在哪一列"
    rows, whole = _classes(table, columns["amount"])
    total = read_cell(table, whole, columns["amount"], _DISPOSED) if whole >= 0 else None
    by_kind = re.search(mapping.DISPOSAL_KINDS, table.paths[_names(table)[0]]) is not None
    known = by_kind or all(re.search(mapping.DISPOSAL_FORMS, row.name) for row in rows)
    if not known or not isinstance(total, Hit):
        return {}, {}, "没有认出处置形式或合计"
    if len({row.name for row in rows}) < len(rows):
        return {}, {}, "有同名的处置形式或类别"
    if total.number != _total(rows, "amount"):
        return {}, {}, "各处置形式之和与合计不相等"
    way, other = ("kind", "form") if by_kind else ("form", "kind")
    lists = {f"assets.disposals.by_{way}": rows}
    across = _across(table, total, mapping.DISPOSAL_FORM if by_kind else mapping.DISPOSAL_CLASS)
    if len(across) >= (1 if by_kind else 2):
        lists[f"assets.disposals.by_{other}"] = across
    return lists, {_DISPOSED: total}, ""


def _across(table: AccountTable, total: Hit, called: str) -> list[Row]:
    """What the sum is made of in its own row, in columns that are ``called`` so; [] where they do not come to it."""
    heads = [(at, _COST_HEAD.sub("", path).rpartition("/")[2]) for at, path in enumerate(table.paths)]
    named = [(at, name) for at, name in heads if table.is_value(at) and re.fullmatch(called, name)]
    read = [(name, read_cell(table, total.row, at, _DISPOSED)) for at, name in named]
    rows = [Row(printed_name(name), hit) for name, hit in read if isinstance(hit, Hit) and hit.number]
    once = len({row.name for row in rows}) == len(rows)
    return rows if once and total.number == _total(rows, "amount") else []


def _moves(table: AccountTable, year: int | None) -> Read:
    """The classes of fixed assets where they are the rows of what came and went; else what was added."""
    of_classes = _assets(table, year)
    return of_classes if of_classes[0] else _additions(table, year)


def _additions(table: AccountTable, year: int | None) -> Read:
    """What was added to fixed assets: some of it, in the rows 其中 below the sum and those set in as they are."""
    columns = _columns(table, "additions", year)
    if "amount" not in columns or len(_names(table)) != 1:
        return {}, {}, ""
    rows, inside, whole = list[Row](), False, Decimal()
    for row in table.data():
        text = str(table.cell(row, _names(table)[0]))
        hit = read_cell(table, row, columns["amount"], _ADDITIONS)
        number = hit.number if isinstance(hit, Hit) else None
        if re.fullmatch(mapping.ADDED_ROW, bare(text)):
            inside, whole = True, number or Decimal()
            continue
        inside = inside and text[:1].isspace()
        if inside and number and isinstance(hit, Hit):
            rows.append(Row(printed_name(text).removeprefix("其中:"), hit))
    if rows and _total(rows, "amount") > whole:
        return {}, {}, "各项加起来比本年增加的还多"
    return {_ADDITIONS: rows} if rows else {}, {}, ""


def _new_assets(table: AccountTable, year: int | None) -> Read:
    """The assets that were added, one a row; nothing is said of those that are not listed."""
    columns = _columns(table, "new_assets", year)
    places = [at for at, path in enumerate(table.paths) if re.search(mapping.ASSET_NAMES, path)]
    if "amount" not in columns or len(places) != 1:
        return {}, {}, "没有认出资产名称和金额各在哪一列"
    named = [(clean(table.cell(row, places[0])), _told(table, row, columns).get("amount")) for row in table.data()]
    rows = [Row(printed_name(name), hit) for name, hit in named if name and hit and not _SUM.search(name)]
    sums = [hit for name, hit in named if hit and _SUM.search(name)]
    if len({row.name for row in rows}) < len(rows):
        return {}, {}, "有同名的资产"
    if any(hit.number != _total(rows, "amount") for hit in sums):
        return {}, {}, "各项资产之和与合计不相等"
    return {_ADDITIONS: rows} if rows else {}, {}, ""


def _subordinates(table: AccountTable, _: int | None) -> Read:
    """The offices below the department, where the table says that its rows are these; its own office is none."""
    places = [at for at, path in enumerate(table.paths) if re.fullmatch(mapping.SUBORDINATE_NAMES, path)]
    if len(places) != 1 or not re.search(mapping.SUBORDINATES_TITLE, table.title):
        return {}, {}, ""
    named = {clean(table.cell(row, places[0])): row for row in table.data()}
    own = table.heading.department
    rows = [
        Row(name, Hit(table, row, places[0], None, text=printed_name(name)), "name")
        for name, row in named.items()
        if name and not (_SUM.search(name) or departments.is_own_office(name) or departments.alike(name, own))
    ]
    inside = any(re.search(mapping.OFFICES_INSIDE, row.name) for row in rows)
    return {mapping.SUBORDINATES: rows} if rows and not inside else {}, {}, ""
