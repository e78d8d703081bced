"""The tables of social insurance funds, one a fund: what came in, what went out, and the balances."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Final

from model.workbooks.classes import printed_name
from model.workbooks.found_amounts import SLIP, Doubt, Found, FundRecord, Hit, Row
from model.workbooks.mapping import COLUMNS, FUND_NAME, FUND_ROWS, INSURANCE_FUNDS
from model.workbooks.spot_lookup import read_cell
from model.workbooks.tables.account_tables import AccountTable
from model.workbooks.tables.table_kinds import INSURANCE

_SUMS: Final = ("income", "expenditure")
_ONCE: Final = ("opening_balance", "closing_balance")
"""What the report says of the accounts only."""


def find_insurance(tables: Sequence[AccountTable], year: int | None, found: Found) -> None:
    """Add to ``found`` each fund whose lines and balances add up; a doubt for each other."""
    funds: dict[str, FundRecord] = {}
    for table in (table for table in tables if table.kind == INSURANCE):
        name = re.search(FUND_NAME, table.title)
        record = FundRecord(printed_name(name[0]) if name else "", {}, {})
        why = "标题里没有写明是哪一项基金" if not name else _read(table, year, record)
        if not why and record.name in funds:
            why = "同一项基金的表不止一张，不能断定用哪一张"
            del funds[record.name]
        elif not why:
            funds[record.name] = record
        if why:
            found.doubts.append(Doubt("", table, -1, -1, f"{why}，这张表没有取"))
    if funds:
        found.records[INSURANCE_FUNDS] = list(funds.values())


def _read(table: AccountTable, year: int | None, record: FundRecord) -> str:
    """Put what a table says into ``record``; returns why not, "" where all of it adds up."""
    for of, head in COLUMNS["insurance"].items():
        for column in table.columns(head, year):
            rows = list(_rows(table, column))
            for at, (known, _, hit) in enumerate(rows):
                field = f"{of}_{known}_total" if known in _SUMS else known if known in _ONCE else f"{of}_{known}"
                if not known or known == "all" or (known in _ONCE and of != "final"):
                    continue
                if field in record.hits:
                    return f"{hit.cell} 和 {record.hits[field].cell} 像是同一项"
                record.hits[field] = hit
                lines = _lines(rows, at) if known in _SUMS else []
                if lines is None:
                    return f"各科目之和与 {hit.cell} 不相等"
                if lines:
                    record.lists[f"{of}_{known}"] = lines
        income, spent, balance = (
            record.hits.get(f"{of}_{name}") for name in ("income_total", "expenditure_total", "balance")
        )
        if income and spent and balance and not _same(income.wan, spent.wan, balance.wan):
            return "收入减支出不等于本年收支结余"
    opening, closing, balance = (record.hits.get(name) for name in (*_ONCE, "final_balance"))
    if opening and closing and balance and not _same(closing.wan, opening.wan, balance.wan):
        return "上年结余加本年收支结余不等于年末滚存结余"
    return "" if record.hits else "没有认出预算数、决算数各在哪一列"


def _same(whole: Decimal | None, part: Decimal | None, rest: Decimal | None) -> bool:
    return abs((whole or Decimal()) - (part or 0) - (rest or 0)) <= SLIP


def _rows(table: AccountTable, column: int) -> Iterator[tuple[str, str, Hit]]:
    """The rows with an amount in ``column``: what each is, "" for a line of income or expenditure, and its name."""
    for row in table.data():
        hit = read_cell(table, row, column, "")
        name = table.labels(row, column)[-1].removeprefix("其中:")
        if name and isinstance(hit, Hit) and hit.number is not None:
            yield next((known for known, words in FUND_ROWS if re.fullmatch(words, name)), ""), name, hit


def _lines(rows: Sequence[tuple[str, str, Hit]], at: int) -> list[Row] | None:
    """The lines that come to the sum in row ``at``, those above it or else below it; None where they do not."""
    above = at
    while above > 0 and not rows[above - 1][0]:
        above -= 1
    below = next((row for row in range(at + 1, len(rows)) if rows[row][0]), len(rows))
    sides = [rows[above:at], rows[at + 1 : below]]
    for side in sides:
        lines = [Row(printed_name(name), hit) for _, name, hit in side if hit.number]
        if lines and sum((line.hit.number or 0 for line in lines), Decimal()) == rows[at][2].number:
            return lines
    return None if any(sides) else []
