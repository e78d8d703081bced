"""Where staff and assets stand: tables that many departments keep beside their accounts."""

from __future__ import annotations

from typing import Final

from model.workbooks.mapped.column_names import TOTAL_ROW
from model.workbooks.tables.table_kinds import ASSETS, STAFF, MappedFigure, Spot

_OPENING: Final = "(?:上年|年)初(?:数|余额|金额|账面数)?|期初(?:数|余额)?"
_CLOSING: Final = "(?:本年)?年末(?:数|余额|金额|账面数)?|期末(?:数|余额)?"
_ALL: Final = "资产(?:总额|总计|合计|总量)"
_ASSETS: Final = (
    ("totals.total", _CLOSING, (_ALL,)),
    ("totals.last_year", _OPENING, (_ALL,)),
    ("totals.current", _CLOSING, ("流动资产(?:合计|小计)?",)),
    ("totals.non_current", _CLOSING, ("非流动资产(?:合计|小计)?",)),
    ("totals.fixed_net", _CLOSING, ("固定资产(?:账面)?净值",)),
    # Beside 固定资产净值 in a sum of all assets the bare name is that of the net value, too.
    ("totals.intangible_net", _CLOSING, ("无形资产(?:账面)?净值", "无形资产")),
    ("totals.construction", _CLOSING, ("在建工程",)),
    ("book_values.fixed.cost", _CLOSING, ("固定资产(?:账面)?原值",)),
    ("book_values.fixed.written_off", _CLOSING, ("(?:减:)?(?:固定资产)?累计折旧",)),
    ("book_values.fixed.net", _CLOSING, ("固定资产(?:账面)?净值",)),
    ("book_values.intangible.cost", _CLOSING, ("无形资产(?:账面)?原值",)),
    ("book_values.intangible.written_off", _CLOSING, ("(?:减:)?(?:无形资产)?累计摊销",)),
    ("book_values.intangible.net", _CLOSING, ("无形资产(?:账面)?净值",)),
    ("book_values.opening_cost", _OPENING, ("固定资产(?:账面)?原值",)),
)
_PRESENT: Final = "(?:(?:年末)?(?:实有|实际)?(?:人员|人数)(?:情况)?/)?(?:年末)?(?:实有|实际)?"
_POSTS: Final = "(?:核定)?编制(?:人?数|人员|情况)?"
_STAFF: Final = (
    ("authorised", f"{_POSTS}(?:/(?:合计|小计))?"),
    ("serving", f"{_PRESENT}在职(?:在编)?(?:人员|人数)?(?:/(?:合计|小计))?"),
    ("retired_veterans", f"{_PRESENT}离休(?:人员|人数)?"),
    ("retired", f"{_PRESENT}退休(?:人员|人数)?"),
)
# Posts by kind: with these two alone above them they make all.
_BY_KIND: Final = (f"{_POSTS}/行政(?:编制)?", f"{_POSTS}/事业(?:编制)?")

POSSESSION_FIGURES: Final = (
    *(
        MappedFigure(f"assets.{path}", tuple(Spot(ASSETS, row, column) for row in rows), sign=rows[0])
        for path, column, rows in _ASSETS
    ),
    *(
        MappedFigure(
            f"overview.staff.{path}",
            (Spot(STAFF, TOTAL_ROW, column), Spot(STAFF, column, "(?:年末)?(?:人数|数量|统计数|合计)")),
            sign=path,
            added=(tuple(Spot(STAFF, TOTAL_ROW, kind) for kind in _BY_KIND),) if path == "authorised" else (),
        )
        for path, column in _STAFF
    ),
)
STAFF_COUNTS: Final = frozenset(f"overview.staff.{path}" for path, _ in _STAFF)
