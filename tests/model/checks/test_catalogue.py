"""Every rule that can speak is told in the catalogue, and every field can be explained."""

from __future__ import annotations

import pytest

from model.checks.catalogue import catalogue, find_rule, listed, told
from model.checks.explanation import explain, find_field, lines
from model.errors import ZipingError
from tests.model.checks.test_planted import PLANTED
from tests.model.drafting import DATA, REFERENCE, session


def test_no_code_stands_twice_and_every_entry_says_why_and_how() -> None:
    entries = catalogue()
    codes = [entry.code for entry in entries]
    assert len(codes) == len(set(codes))
    for entry in entries:
        assert entry.sentence
        assert entry.reason
        assert entry.remedy
        assert told(entry).startswith(entry.code)
        assert entry.code in listed(entries)


def test_every_finding_has_its_entry() -> None:
    known = {entry.code for entry in catalogue()}
    found = set()
    for planted in PLANTED:
        edited = session(DATA / f"{planted.draft}.toml")
        planted.edit.into(edited)
        found |= {finding.code for finding in edited.checker.findings()}
    assert len(found) > 40
    assert found <= known


def test_an_unknown_code_is_answered_with_the_nearest() -> None:
    with pytest.raises(ZipingError, match=r"overview\.scale\.total"):
        find_rule("overview.scale.totl")


def test_every_field_can_be_explained() -> None:
    report = session(REFERENCE).report
    for cell in report.root.cells():
        assert next(lines(explain(report, cell))).startswith(cell.label)


def test_an_explanation_tells_relations_operands_intervals_and_quotations() -> None:
    report = session(REFERENCE).report
    said = "\n".join(lines(explain(report, find_field(report, "三公经费决算数"))))
    for words in ("42.64万元", "42.635 到 42.645万元", "[不一致]", "公务接待费", "正文引用", "three_public.saving"):
        assert words in said
