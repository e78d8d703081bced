"""Reports held against their accounts and last year's report: every cell that was changed is told, and nothing else."""

from __future__ import annotations

import json
import random
from typing import TYPE_CHECKING

import pytest

from model.drafts.draft import load
from model.drafts.saving import save
from model.figures import WAN, read
from model.tieout.comparing import judge
from model.workbooks import taking
from model.workbooks.reading import read_book
from tests.model.workbooks.accounts import Accounts, elsewhere, hunan_2022, write_ods, write_xls, write_xlsx
from tests.model.workbooks.ministry import Forms, book
from tui.cli.main import main

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from tests.model.workbooks.accounts import Grid

SCOPES = '[general_budget]\nscope = "仅一般公共预算"\n[overview.scale]\nbreakdown_scope = "全部基本支出"\n'


def ministry(accounts: Accounts, year: int = 2022) -> list[Grid]:
    grids = book(Forms(department="云漪市人力资源和社会保障局", year=year))
    for grid in grids:
        grid.name = grid.name[:31]
    return grids


BOOKS: dict[str, tuple[Callable[..., list[Grid]], Callable[..., Path], str]] = {
    "hunan-2022": (hunan_2022, write_xlsx, "xlsx"),
    "elsewhere": (elsewhere, write_ods, "ods"),
    "ministry": (ministry, write_xls, "xls"),
}


def made(folder: Path, name: str, text: str = "") -> tuple[Path, Path, list[Grid]]:
    """A draft that says what its accounts say, and the accounts."""
    draw, write, suffix = BOOKS[name]
    grids = draw(Accounts(fund=118.6, carried=6.4), year=2022)
    accounts = write(folder / f"{name}决算.{suffix}", grids)
    head = f'schema = 1\n[overview]\nyear = 2022\nunit = "云漪市人力资源和社会保障局"\n{text or SCOPES}'
    path = folder / f"{name}.toml"
    path.write_text(head, encoding="utf-8")
    read_draft = load(path)
    taking.take(read_draft.report, taking.propose(read_draft.report, [read_book(accounts)]))
    save(read_draft)
    return path, accounts, grids


def told(capsys: pytest.CaptureFixture[str], *words: str) -> dict[str, object]:
    """What a tie-out says as JSON, of one report."""
    main(["check", *words, "--format", "json"])
    (report,) = json.loads(capsys.readouterr().out)["drafts"]
    assert isinstance(report, dict)
    return report["tieout"]  # type: ignore[no-any-return]


@pytest.mark.parametrize("name", BOOKS)
def test_a_report_agrees_with_the_accounts_that_it_was_made_of(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    path, accounts, _ = made(tmp_path, name)
    found = told(capsys, str(path), "--against", str(accounts))
    counts = found["counts"]
    assert isinstance(counts, dict)
    assert counts["agrees"] > 20
    assert (counts["differs"], counts["rounding"]) == (0, 0)
    assert found["unchecked"] == []


@pytest.mark.parametrize("seed", range(2))
@pytest.mark.parametrize("name", BOOKS)
def test_every_changed_cell_is_told_and_nothing_else(
    tmp_path: Path, name: str, seed: int, capsys: pytest.CaptureFixture[str]
) -> None:
    path, accounts, grids = made(tmp_path, name)
    before = told(capsys, str(path), "--against", str(accounts))
    lines = [line for line in before["lines"] if line["verdict"] == "agrees"]  # type: ignore[attr-defined]
    places = sorted({(line["sheet"], line["cell"]) for line in lines})
    dice = random.Random(seed)
    chosen = dice.sample(places, min(20, len(places)))
    by_name = {grid.name: grid for grid in grids}
    changed = set()
    scale = 1 if name == "hunan-2022" else 10_000
    for sheet, cell in chosen:
        letters = cell.rstrip("0123456789")
        column = sum((ord(letter) - 64) * 26**power for power, letter in enumerate(reversed(letters))) - 1
        row = int(cell[len(letters) :]) - 1
        old = by_name[sheet].cells.get((row, column))
        if isinstance(old, float | int):
            by_name[sheet].cells[row, column] = round(old * dice.choice((1.1, 0.9)) + dice.choice((3, 70)) * scale, 2)
            changed.add((sheet, cell))
    assert len(changed) >= 12
    _, write, suffix = BOOKS[name]
    other = write(tmp_path / f"改过.{suffix}", grids)
    after = told(capsys, str(path), "--against", str(other))
    wrong = [line for line in after["lines"] if line["verdict"] in ("differs", "rounding")]  # type: ignore[attr-defined]
    assert {(line["sheet"], line["cell"]) for line in wrong} == changed


@pytest.mark.parametrize(
    ("own", "theirs", "verdict"),
    [
        ("1500.5", "1500.50", "agrees"),
        ("1500.51", "15005061元", "agrees"),
        ("1500.51", "1500.5", "rounding"),
        ("1500.50", "15005061元", "rounding"),
        ("1500.53", "1500.5", "differs"),
        ("1500.5", "15005", "differs"),
        ("0", "0元", "agrees"),
        ("-3", "3", "differs"),
        ("15.01亿元", "150050万元", "agrees"),
    ],
)
def test_two_figures(own: str, theirs: str, verdict: str) -> None:
    assert judge(read(own, WAN, 2), read(theirs, WAN, 2)) == verdict
