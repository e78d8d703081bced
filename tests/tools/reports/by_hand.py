"""Measures the scan on what was written by hand: whole reports with their truth beside them, and small cases."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from tests.tools.reports.measuring import amounts, findings, names, scan, scan_texts
from tests.tools.reports.slips import Slip

if TYPE_CHECKING:
    from collections.abc import Sequence

DATA = Path(__file__).parents[2] / "data"


def reports(folder: Path = DATA / "blind") -> None:
    """Print for each report the errors that are false and the planted ones that are missed; then the sums."""
    planted = found = raised = false = 0
    for path in sorted(folder.glob("*.txt")):
        truth = tomllib.loads(path.with_suffix(".toml").read_text("utf-8"))
        scanned = scan([path])[0]
        errors = findings(scanned)
        slips = [
            Slip(one["kind"], one["printed"], one["right"], one["sentence"], one["self_contained"])
            for one in truth.get("error", [])
        ]
        missed = [slip for slip in slips if not any(names(error, slip) for error in errors)]
        wrong = [error for error in errors if not any(names(error, slip) for slip in slips)]
        if scanned["refused"]:
            print(f"  refused: {scanned['refused']}")
        print(f"{path.stem}: {len(slips) - len(missed)} of {len(slips)} found, {len(wrong)} false errors")
        for error in wrong:
            print(f"  false: {error['message']}")
        for slip in missed:
            print(f"  missed: {slip.right} -> {slip.wrong} in {slip.sentence}")
        planted, found = planted + len(slips), found + len(slips) - len(missed)
        raised, false = raised + len(errors), false + len(wrong)
    print(f"all: {found} of {planted} planted errors found; {raised} errors raised, {false} of them false")


def cases(path: Path = DATA / "reading_cases_generator.toml") -> None:
    """Print the cases that the scan does not read as their file says, and how many it does."""
    listed: list[dict[str, Any]] = tomllib.loads(path.read_text("utf-8"))["case"]
    right = 0
    for case, scanned in zip(listed, scan_texts(case["text"] for case in listed), strict=True):
        errors = findings(scanned)
        faults = ["refused"] if scanned["refused"] else differences(case["errors"], errors)
        if "counted" in case and (read := len(scanned["figures"]) + len(scanned["unread"])) != case["counted"]:
            faults.append(f"{read} figures placed or listed, not {case['counted']}")
        right += not faults
        if faults:
            print(f"{case['name']}: {'; '.join(faults)}")
    print(f"{right} of {len(listed)} cases as their file says")


def differences(wanted: Sequence[Sequence[str]], errors: Sequence[dict[str, Any]]) -> list[str]:
    """Expected errors that no finding names, and findings that name nothing expected."""
    said = [amounts(error) for error in errors]
    asked = [{number for text in one for number in amounts(text)} for one in wanted]
    faults = [f"not found: {one}" for one, need in zip(wanted, asked, strict=True) if not any(need <= s for s in said)]
    return faults + [
        f"false error: {error['message']}"
        for error, numbers in zip(errors, said, strict=True)
        if not any(need & numbers for need in asked)
    ]
