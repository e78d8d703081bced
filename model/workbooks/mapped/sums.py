"""What adds up among the mapped figures: parts and sums, the two sides of the accounts, a part and the whole."""

from __future__ import annotations

from typing import Final

from model.workbooks.mapped.column_names import BASIC, BASIC_PART, BUDGETS, PROJECT, PROJECT_PART
from model.workbooks.mapped.income_figures import INCOME_NAMES
from model.workbooks.mapped.three_public_figures import DETAILS

# What adds up. It also makes a blank certain to be nothing, where the other parts already come to the sum.
SUMS: Final = (
    (
        "overview.scale.total",
        tuple(f"overview.scale.{part}" for part in ("basic", "project", "operating", "remitted", "subsidies")),
    ),
    (BASIC_PART, ("general_budget.basic.personnel", "general_budget.basic.general")),
    (BASIC_PART, ("overview.scale.personnel", "overview.scale.general")),
    *(
        sum_
        for name in ("budget", "actual")
        for sum_ in (
            (
                f"general_budget.three_public.{name}",
                tuple(f"general_budget.three_public.{part}.{name}" for part in ("overseas", "vehicles", "reception")),
            ),
            (
                f"general_budget.three_public.vehicles.{name}",
                tuple(f"{DETAILS}.{part}.{name}" for part in ("purchase", "operation")),
            ),
        )
    ),
    ("overview.income.total", tuple(f"overview.income.{name}" for name in (*BUDGETS, *INCOME_NAMES))),
)

# What comes to the same on both sides: the money that was there, and what became of it.
BALANCES: Final = (
    (
        ("overview.income.total", "overview.income.opening", "overview.income.used_surplus"),
        ("overview.scale.total", "overview.income.distributed", "overview.income.closing"),
    ),
    *(
        (
            (f"{path}.opening", f"{path}.income", f"{path}.transferred_in"),
            (f"{path}.actual", f"{path}.transferred_out", f"{path}.carried_over"),
        )
        for path in ("government_funds", "state_capital")
    ),
)

# Sums of which some parts alone say something wrong: the draft would call the sum a mistake.
ALL_OR_NONE: Final = frozenset({"overview.income.total"})

# The same of the figures that cover all sources.
WHOLE_SUMS: Final = ((BASIC, ("overview.scale.personnel", "overview.scale.general")),)

# A part of the accounts is never more than all of them.
PARTS: Final = ((BASIC_PART, BASIC), (PROJECT_PART, PROJECT))

# The amounts that tell the unit of a table by their size: ten thousand times the year before is a slip of the unit.
SIZES: Final = (
    "overview.scale.total",
    "overview.income.total",
    BASIC_PART,
    "general_budget.three_public.budget",
    "general_budget.three_public.actual",
)
