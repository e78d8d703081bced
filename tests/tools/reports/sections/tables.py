"""Tables of accounts: totals of columns, differences and rates of rows."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING

from tests.tools.reports.claims import Claim
from tests.tools.reports.report import Table
from tests.tools.reports.statements import HUNDRED

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.tools.reports.department import Asset, Line, Metric
    from tests.tools.reports.grammar import Phrase
    from tests.tools.reports.printing import Part, Printed
    from tests.tools.reports.statements import Statements

TOTALS = ["合计", "合　计", "总计", "合　　计"]


def execution(say: Statements, caption: str, line: Line, names: Sequence[str]) -> Table:
    """Lines with plan, changed plan, result and the rate of execution."""
    heads = say.rng.choice(
        [
            ["项目", "年初预算数", "全年预算数", "决算数", "执行率"],
            ["支出项目", "年初预算", "调整后预算", "全年执行数", "预算执行率（%）"],
        ]
    )
    signed = "%" not in heads[-1]
    rows, claims, columns = [], [], []
    for name, one in [*zip(names, line.parts, strict=True), (say.rng.choice(TOTALS), line)]:
        cells = [say.style.cell(one.budget), say.style.cell(one.adjusted), say.style.cell(one.actual)]
        phrase: list[Phrase] = [(name,), *((cell,) for cell in cells)]
        if one.adjusted:
            rate = say.style.percent(HUNDRED * one.actual / one.adjusted, sign=signed)
            other = (HUNDRED * one.actual / one.budget,) if one.budget not in (0, one.adjusted) else ()
            claims.append(Claim("table", "ratio", (rate.id, cells[2].id, cells[1].id), others=other))
            phrase.append((rate,))
        else:
            phrase.append(("—",))
        rows.append(tuple(phrase))
        columns.append(cells)
        if one is not line and one.parts and say.maybe(0.7):
            below = _parts(say, one, len(heads))
            rows += [row for row, _ in below]
            # What stands below 其中 is no item of the column's total, but makes its own line.
            claims += [
                Claim("table", "sum", (whole.id, *(part.id for part in parts)), (1, *(-1 for _ in parts)))
                for whole, *parts in zip(cells, *(inner for _, inner in below), strict=True)
            ]
    table = Table(_caption(say, caption), (_head(heads), *rows), tuple(claims + column_sums(columns)))
    return transposed(table) if say.maybe(0.15) and not any(one.parts for one in line.parts) else table


def _parts(say: Statements, line: Line, width: int) -> list[tuple[tuple[Phrase, ...], list[Printed]]]:
    """A row for each part of a line, indented or after 其中; the rate is left open."""
    lead = say.rng.choice(["其中：", "　　", "其中："])
    made: list[tuple[tuple[Phrase, ...], list[Printed]]] = []
    for one in line.parts:
        cells = [say.style.cell(one.budget), say.style.cell(one.adjusted), say.style.cell(one.actual)]
        row: list[Phrase] = [(lead + one.name,), *((cell,) for cell in cells)]
        row += [("—",)] * (width - len(row))
        made.append((tuple(row), cells))
    return made


def transposed(table: Table) -> Table:
    """The same with lines as columns."""
    return Table(table.caption, tuple(zip(*table.rows, strict=True)), table.claims)


def scores(say: Statements, metrics: Sequence[Metric]) -> tuple[Table, Decimal]:
    """The annex of indicators: planned and reached, the points to win and those won, which add up; and their sum."""
    rows: list[tuple[Phrase, ...]] = []
    points: list[list[Printed]] = []
    left = 100
    for place, one in enumerate(metrics):
        most = left if place == len(metrics) - 1 else left // (len(metrics) - place)
        left -= most
        won = Decimal(most) - Decimal(say.rng.choice([0, 0, 0, 5, 10, 15])) / 10
        cells = [say.style.count(Decimal(most), ""), say.style.count(won, "", 1)]
        reached = [say.style.count(value, one.unit, one.decimals) for value in (one.target, one.value)]
        rows.append(((one.subject,), (reached[0],), (reached[1],), *((cell,) for cell in cells)))
        points.append(cells)
    total = [sum((row[at].number for row in points), Decimal(0)) for at in (0, 1)]
    points.append([say.style.count(total[0], ""), say.style.count(total[1], "", 1)])
    rows.append((("总分",), ("—",), ("—",), *((cell,) for cell in points[-1])))
    heads = say.rng.choice(
        [
            ["三级指标", "年度指标值", "实际完成值", "分值", "得分"],
            ["绩效指标", "目标值", "完成值", "权重分", "自评得分"],
        ]
    )
    caption = say.pick("[附表：|]部门整体支出绩效自评[表|指标完成情况]")
    return Table(caption, (_head(heads), *rows), tuple(column_sums(points))), total[1]


def comparison(say: Statements, caption: str, line: Line, names: Sequence[str]) -> Table:
    """Lines with this year, last year and the difference, which may be negative, and perhaps its rate."""
    heads = say.rng.choice(
        [
            ["项目", "本年决算", "上年决算", "增减额"],
            ["类别", f"{say.about.year}年", f"{say.about.year - 1}年", "增减额"],
        ]
    )
    rated = say.maybe(0.5) and all(one.prior for one in [*line.parts, line])
    heads = [*heads, *(["增减率（%）"] if rated else [])]
    rows, claims, columns = [], [], []
    for name, one in [*zip(names, line.parts, strict=True), (say.rng.choice(TOTALS), line)]:
        cells = [say.style.cell(value) for value in (one.actual, one.prior, one.actual - one.prior)]
        claims.append(Claim("table", "sum", tuple(cell.id for cell in cells), (1, -1, -1)))
        phrase: list[Phrase] = [(name,), *((cell,) for cell in cells)]
        if rated:
            rate = say.style.percent(HUNDRED * (one.actual - one.prior) / one.prior, sign=False)
            claims.append(Claim("table", "growth", (rate.id, cells[0].id, cells[1].id)))
            phrase.append((rate,))
        rows.append(tuple(phrase))
        columns.append(cells)
    return Table(_caption(say, caption), (_head(heads), *rows), tuple(claims + column_sums(columns)))


def assets(say: Statements, caption: str, classes: Sequence[Asset]) -> Table:
    """Classes of assets with cost, depreciation and net value."""
    heads = say.rng.choice([["资产类别", "原值", "累计折旧", "净值"], ["类别", "账面原值", "已提折旧", "账面净值"]])
    rows: list[tuple[Phrase, ...]] = []
    claims, columns = [], []
    total = [sum((getattr(one, of) for one in classes), Decimal(0)) for of in ("cost", "worn", "net")]
    listed = [(one.name, [one.cost, one.worn, one.net]) for one in classes]
    for name, values in [*listed, (say.rng.choice(TOTALS), total)]:
        cells = [say.style.cell(value) for value in values]
        claims.append(Claim("table", "sum", tuple(cell.id for cell in cells), (1, -1, -1)))
        rows.append(((name,), *((cell,) for cell in cells)))
        columns.append(cells)
    return Table(_caption(say, caption), (_head(heads), *rows), tuple(claims + column_sums(columns)))


def column_sums(columns: Sequence[Sequence[Printed]]) -> list[Claim]:
    """The last row is the sum of the others, column by column."""
    claims = []
    for column in zip(*columns, strict=True):
        signs = (*(1 for _ in column[:-1]), -1)
        claims.append(Claim("table", "sum", tuple(cell.id for cell in column), signs))
    return claims


def _head(names: Sequence[str]) -> tuple[tuple[Part, ...], ...]:
    return tuple((name,) for name in names)


def _caption(say: Statements, caption: str) -> str:
    unit = say.rng.choice([f"单位：{say.style.unit}", f"金额单位：{say.style.unit}", f"（单位：{say.style.unit}）"])
    return f"{caption}\n{unit}"
