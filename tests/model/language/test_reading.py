"""Small pieces of reports: what is wrong is told, what can be right is not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from model.language.text_document import figures, read
from tests.model.language.reading import DATA, cases, differing, found

if TYPE_CHECKING:
    from pathlib import Path

CASES = cases("reading.toml")
CONSISTENT = sorted(
    path for path in (DATA / "reports").iterdir() if path.suffix in (".txt", ".md") and "planted" not in path.stem
)


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES])
def test_a_piece_of_a_report_is_told_what_is_wrong_and_nothing_else(case: dict[str, Any]) -> None:
    assert differing(case) == []


@pytest.mark.parametrize("case", [pytest.param(case, id=case["name"]) for case in CASES if "counted" in case])
def test_every_figure_is_listed_once(case: dict[str, Any]) -> None:
    assert len(list(figures(read(case["text"])))) == case["counted"]


@pytest.mark.parametrize("path", CONSISTENT, ids=lambda path: path.stem)
def test_a_consistent_report_has_no_error(path: Path) -> None:
    assert [one.message for one in found(path.read_text(encoding="utf-8")) if one.severity == "error"] == []
