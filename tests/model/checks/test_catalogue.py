"""Every rule that can speak is told in the catalogue, and every field can be explained."""

from __future__ import annotations

import pytest

from model.checks.catalogue import catalogue, find_rule, listed, told
from model.checks.explanation import explain, find_field, lines
from model.errors import ZipingError
from model.language import text_document
from model.report.tree import Cell
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
    checker = session(REFERENCE).checker
    for cell in checker.report.root.cells():
        assert next(lines(explain(checker, cell))).startswith(cell.label)


def test_an_explanation_tells_relations_operands_intervals_and_quotations() -> None:
    checker = session(REFERENCE).checker
    checker.findings()
    said = "\n".join(lines(explain(checker, find_field(checker.report, "三公经费决算数"))))
    for words in ("42.64万元", "42.635 到 42.645万元", "[不一致]", "公务接待费", "正文引用", "three_public.saving"):
        assert words in said


def test_an_explanation_follows_the_texts_and_reads_none_again(monkeypatch: pytest.MonkeyPatch) -> None:
    # To read all texts of a large draft takes many seconds, in which the form would take no key.
    edited = session(REFERENCE)
    checker, cell = edited.checker, find_field(edited.report, "三公经费决算数")
    text = edited.report.cell("problems.problems.0.text")

    def quoting() -> list[Cell]:
        checker.findings()
        with monkeypatch.context() as no_reading:
            no_reading.setattr(text_document, "read", lambda *_: pytest.fail("a text is read again"))
            explain(checker, cell)
            return [found for found, _ in checker.quotes(cell)]

    (before,) = quoting()
    edited.type(text, "三公经费决算数42.64万元，比预算少。")
    assert quoting() == [text, before]
    edited.type(text, "")
    assert quoting() == [before]
    edited.type(text, "三公经费决算数42.64万元，比预算少。")
    edited.remove("problems.problems", 0)
    assert quoting() == [before]
