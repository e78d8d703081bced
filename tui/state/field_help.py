"""What there is to know about a field, for the help: what goes in, where from, which rules hold it, what it tells."""

from __future__ import annotations

from functools import cache
from typing import Final

from rich.cells import cell_len

from model.checks.catalogue import catalogue
from model.checks.explanation import explain, lines
from model.checks.registry import RuleEntry
from model.report.tree import Cell
from tui.look.cells import wrap
from tui.state.field_facts import facts
from tui.state.view_state import STILL_READING, Target, ViewState

COLUMNS: Final = 66
_BELOW: Final = str.maketrans({"├": "│", "└": " ", "─": " "})


def told(state: ViewState, target: Target) -> str:
    """The help of what the cursor stands on."""
    said = facts(state, target)
    if isinstance(target, Cell):
        rules = [rule for rule in _rules(state, target) if rule is not None]
        if rules:
            said += ["", "核对的规则"]
        for rule in rules:
            said.append(f"· {rule.sentence}")
            said.append(f"  {rule.reason}；{rule.remedy}")
        said += ["", *tree(state, target)]
    return "\n".join(said)


def tree(state: ViewState, cell: Cell) -> list[str]:
    """The explanation of ``cell`` as lines, the first one the field; what is long hangs below its own branch."""
    found: list[str] = []
    still_reading = state.still_reading
    if not still_reading:
        state.session.checker.findings()
    for line in lines(explain(state.session.checker, cell), addresses=False):
        body = line.lstrip("│├└─ ")
        before = line[: len(line) - len(body)]
        first, *rest = wrap(body, COLUMNS - cell_len(before)) or ("",)
        hanging = before.translate(_BELOW)
        found += [before + first, *(hanging + more for more in rest)]
    return [*found, f"正文引用：{STILL_READING}"] if still_reading else found


def _rules(state: ViewState, cell: Cell) -> list[RuleEntry | None]:
    formula = state.report.formula(cell)
    bounds = [*([formula] if formula is not None else []), *state.report.network.uses(cell)]
    codes = dict.fromkeys(bound.code for bound in bounds if bound.active)
    return [_entries().get(code) for code in codes]


@cache
def _entries() -> dict[str, RuleEntry]:
    return {entry.code: entry for entry in catalogue()}
