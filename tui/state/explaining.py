"""What there is to know about a field, for the help: what goes in, where from, which rules hold it, what it tells."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from rich.cells import cell_len

from model.checks.catalogue import catalogue
from model.checks.explanation import explain, lines
from model.report.tree import Cell
from tui.look.cells import wrap
from tui.widgets.panel import facts

if TYPE_CHECKING:
    from model.checks.registry import Entry
    from tui.state.desk import Desk, Target

COLUMNS: Final = 66
_BELOW: Final = str.maketrans({"├": "│", "└": " ", "─": " "})


def told(desk: Desk, target: Target) -> str:
    """The help of what the cursor stands on."""
    said = facts(desk, target)
    if isinstance(target, Cell):
        rules = [rule for rule in _rules(desk, target) if rule is not None]
        if rules:
            said += ["", "核对的规则"]
        for rule in rules:
            said.append(f"· {rule.sentence}")
            said.append(f"  {rule.reason}；{rule.remedy}")
        said += ["", *tree(desk, target)]
    return "\n".join(said)


def tree(desk: Desk, cell: Cell) -> list[str]:
    """The explanation of ``cell`` as lines, the first one the field; what is long hangs below its own branch."""
    found: list[str] = []
    for line in lines(explain(desk.report, cell)):
        body = line.lstrip("│├└─ ")
        before = line[: len(line) - len(body)]
        first, *rest = wrap(body, COLUMNS - cell_len(before)) or ("",)
        hanging = before.translate(_BELOW)
        found += [before + first, *(hanging + more for more in rest)]
    return found


def _rules(desk: Desk, cell: Cell) -> list[Entry | None]:
    formula = desk.report.formula(cell)
    bounds = [*([formula] if formula is not None else []), *desk.report.network.uses(cell)]
    codes = dict.fromkeys(bound.code for bound in bounds if bound.active)
    return [_entries().get(code) for code in codes]


@cache
def _entries() -> dict[str, Entry]:
    return {entry.code: entry for entry in catalogue()}
