"""Runs pieces of reports through the reader and compares what it tells with what a case asks for."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import TYPE_CHECKING, Any

from model.language.judgement import judge
from model.language.text_document import read

if TYPE_CHECKING:
    from model.language.language_findings import LanguageFinding

DATA = Path(__file__).parents[2] / "data"


def cases(name: str) -> list[dict[str, Any]]:
    """The cases of a file in tests/data."""
    loaded: list[dict[str, Any]] = tomllib.loads((DATA / "language" / name).read_text(encoding="utf-8"))["case"]
    return loaded


def found(text: str) -> list[LanguageFinding]:
    return judge(read(text))


def tells(finding: LanguageFinding, amounts: list[str]) -> bool:
    """Whether the finding names each of the amounts, with or without separators."""
    said = " ".join((finding.message, finding.diagnosis, finding.actual, finding.expected, finding.words)).replace(
        ",", ""
    )
    return all(amount.replace(",", "") in said for amount in amounts)


def differing(case: dict[str, Any]) -> list[str]:
    """What is told beside what the case asks for, and what is not told that it asks for."""
    findings = found(case["text"])
    errors = [finding for finding in findings if finding.severity == "error"]
    warnings = [finding for finding in findings if finding.severity == "warning"]
    wanted, warned = case.get("errors", []), case.get("warnings", [])
    return [
        *(f"not found: {amounts}" for amounts in wanted if not any(tells(error, amounts) for error in errors)),
        *(f"false: {error.message}" for error in errors if not any(tells(error, amounts) for amounts in wanted)),
        *(f"not warned: {words}" for words in warned if not any(words in one.message for one in warnings)),
        *(f"false warning: {one.message}" for one in warnings if not any(words in one.message for words in warned)),
    ]
