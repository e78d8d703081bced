"""Three made-up departments in the ministry's own forms: every figure that the forms have is taken, in each format."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from model.workbooks import mapping, proposing
from model.workbooks.books import read_book
from tests.model.drafting import draft
from tests.model.workbooks.accounts import write_ods, write_xls, write_xlsx
from tests.model.workbooks.ministry import Forms, book
from tests.model.workbooks.test_layouts import THREE, wan

if TYPE_CHECKING:
    from pathlib import Path

    from model.workbooks.taking import Proposal

WRITERS = {"xlsx": write_xlsx, "xls": write_xls, "ods": write_ods}
SOURCES = (
    "general_public",
    "government_fund",
    "state_capital",
    "from_superior",
    "institution",
    "operating",
    "from_affiliated",
    "other",
    "total",
)
BOOKS = {
    "waters": Forms(),
    "archive": Forms(
        department="丁县档案馆",
        year=2022,
        classes=(
            ("201", "一般公共服务支出", 2_100_300.5, 410_200.18, 1_250_000.0, 0.0),
            ("221", "住房保障支出", 180_000.0, 0.0, 0.0, 0.0),
        ),
        general=(("201", 2_100_300.5, 410_200.18, 1_250_000.0), ("221", 180_000.0, 0.0, 0.0)),
        fund=None,
        three=((0.0, 0.0, 0.0), (0.0, 0.0, 0.0), (30_000.0, 30_000.0, 21_456.78), (8_000.0, 6_000.0, 1_200.0)),
    ),
    "college": Forms(
        department="戊市技师学院",
        classes=(
            ("205", "教育支出", 35_000_000.01, 8_000_000.99, 22_000_000.5, 3_300_000.0),
            ("229", "其他支出", 0.0, 0.0, 400_000.0, 0.0),
            ("234", "抗疫特别国债安排的支出", 0.0, 0.0, 70_000.0, 0.0),
        ),
        general=(("205", 30_000_000.01, 5_000_000.99, 20_000_000.0),),
        fund=400_000.0,
        fund_left=0.0,
        capital=1_000.0,
        remitted=50_000.0,
        subsidies=60_000.0,
        three=(
            (100_000.0, 90_000.0, 88_000.01),
            (0.0, 0.0, 0.0),
            (60_000.0, 60_000.0, 59_999.99),
            (5_000.0, 5_000.0, 0.0),
        ),
    ),
}


def expected(forms: Forms) -> dict[str, float | None]:
    """What a report of the department says, in 元, by field; 本单位无 is not in forms."""
    general = [round(sum(float(each[number]) for each in forms.general), 2) for number in (1, 2, 3)]
    scale, part = "overview.scale", "general_budget"
    found: dict[str, float | None] = {
        f"{scale}.total": forms.total,
        f"{scale}.basic": forms.basic,
        f"{scale}.project": forms.column(4),
        f"{scale}.operating": forms.column(5),
        f"{scale}.remitted": forms.remitted,
        f"{scale}.subsidies": forms.subsidies,
        f"{scale}.personnel": forms.column(2),
        f"{scale}.general": forms.column(3),
        f"{part}.basic.actual": round(general[0] + general[1], 2),
        f"{part}.basic.personnel": general[0],
        f"{part}.basic.general": general[1],
        f"{part}.projects.actual": general[2],
    }
    overseas, purchase, operation, reception = forms.three
    for name, at in (("budget", 1), ("actual", 2)):
        vehicles = round((purchase[at] or 0) + (operation[at] or 0), 2)
        found |= {
            f"{THREE}.{name}": round((overseas[at] or 0) + vehicles + (reception[at] or 0), 2),
            f"{THREE}.overseas.{name}": overseas[at],
            f"{THREE}.vehicles.{name}": vehicles,
            f"{THREE}.reception.{name}": reception[at],
            f"general_budget.three_public.details.purchase.{name}": purchase[at],
            f"general_budget.three_public.details.operation.{name}": operation[at],
        }
    found |= {f"overview.income.{name}": amount for name, amount in zip(SOURCES, forms.income, strict=True)}
    names = ("opening", "used_surplus", "distributed", "closing")
    found |= {f"overview.income.{name}": amount for name, amount in zip(names, forms.balances, strict=True)}
    executed = f"{scale}.execution"
    found |= {f"{executed}.original": forms.total + 5, f"{executed}.adjusted": forms.total + 9}
    found |= {f"{executed}.carried_in": 3.0, f"{executed}.carried_over": forms.balances[3]}
    for name, amount, more in (("basic", general[0] + general[1], 11), ("projects", general[2], 33)):
        found[f"{part}.{name}.execution.original"] = amount + more
        found[f"{part}.{name}.execution.adjusted"] = amount + 2 * more if name == "basic" else amount + 44
    for name, opening, closing in (("basic", 1.0, 1.0), ("projects", 2.0, 2.0 + 3.0)):
        found[f"{part}.{name}.execution.carried_in"] = opening
        found[f"{part}.{name}.execution.carried_over"] = closing
    found |= {"basic_data.office.actual": 1.0, "basic_data.procurement.actual": 3_000_000.0}
    funds = (("government_funds", forms.fund, forms.fund_left), ("state_capital", forms.capital, 0.0))
    for name, spending, left in funds:
        spent = spending or 0.0
        found |= {f"{name}.execution.original": spent + 5, f"{name}.execution.adjusted": spent + 6}
        found |= {f"{name}.actual": spent, f"{name}.carried_over": left or 0.0}
        found |= {f"{name}.execution.carried_in": 0.0, f"{name}.execution.carried_over": left or 0.0}
        found |= {f"{name}.opening": 0.0, f"{name}.income": spent + (left or 0.0)}
    annex = "department_evaluation"
    for name, amount in (("basic", forms.basic), ("project", forms.column(4))):
        found |= {f"{annex}.{name}.original": amount + 7, f"{annex}.{name}.adjusted": amount + 3}
    found[f"{scale}.economic.total"] = forms.total
    return found


def counts(forms: Forms) -> dict[str, str]:
    """The numbers of things, by field."""
    names = ("trips", "travellers", "bought", "kept", "receptions")
    told = dict(zip(names, forms.counts, strict=False)) | {"guests": forms.counts[6]}
    return {f"{THREE}.details.{name}": str(number) for name, number in told.items()}


def lists(proposal: Proposal, path: str) -> list[tuple[str, str]]:
    """The new rows of the list at ``path``."""
    return [(figure.row, wan(figure.value)) for figure in proposal.certain if figure.path.startswith(path)]


@pytest.mark.parametrize("suffix", WRITERS)
@pytest.mark.parametrize("name", BOOKS)
def test_the_forms_are_taken_complete(tmp_path: Path, name: str, suffix: str) -> None:
    forms = BOOKS[name]
    grids = book(forms)
    for grid in grids:
        grid.name = grid.name[:31]
    path = WRITERS[suffix](tmp_path / f"a.{suffix}", grids)
    text = (
        f'[overview]\nyear = {forms.year}\nunit = "{forms.department}"\n'
        '[general_budget]\nscope = "仅一般公共预算"\n[overview.scale]\nbreakdown_scope = "全部基本支出"\n'
    )
    proposal = proposing.propose(draft(text).report, [read_book(path)])
    found = {figure.path: wan(figure.value) for figure in proposal.certain if not figure.row}
    amounts = {path: f"{(number or 0) / 10000:.6f}".rstrip("0").rstrip(".") for path, number in expected(forms).items()}
    assert found == amounts | counts(forms) | {mapping.ECONOMIC_SCOPE: "全部支出"}
    economic = [(label, f"{amount / 10000:.6f}".rstrip("0").rstrip(".")) for label, amount in forms.economic if amount]
    assert lists(proposal, mapping.ECONOMIC) == economic
    assert lists(proposal, mapping.FUNCTIONS) == [
        (label, f"{project / 10000:.6f}".rstrip("0").rstrip("."))
        for _, label, _, _, project, _ in forms.classes
        if project
    ]
    assert proposal.doubtful == []
    assert {left.sheet[:3] for left in proposal.unplaced} == {
        sheet for sheet, amount in (("Z09", forms.fund), ("Z11", forms.capital)) if amount is None
    }
    assert any("Z08_1" in remark and "没有用到" in remark for remark in proposal.remarks)


def test_the_part_of_the_general_budget_is_taken_where_the_draft_says_so(tmp_path: Path) -> None:
    forms = BOOKS["college"]
    grids = book(forms)
    for grid in grids:
        grid.name = grid.name[:31]
    path = write_xlsx(tmp_path / "a.xlsx", grids)
    text = '[overview]\nyear = 2023\n[overview.scale]\nbreakdown_scope = "一般公共预算基本支出"\n'
    found = {figure.path: figure for figure in proposing.propose(draft(text).report, [read_book(path)]).certain}
    assert found["overview.scale.personnel"].sheet.startswith("Z07")
    assert found["overview.scale.personnel"].value == "30000000.01元"
