"""An edit re-checks only what it touches, and comes to what a full check would."""

from __future__ import annotations

import gc
import random
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from model.checks.checker import Checker
from model.drafts.draft import parse
from model.editing.session import Session
from model.report.edits import Inserted, Removed, Typed
from model.report.tree import RowList
from model.schema.fields import Choice, Number
from tests.benchmarks.large_drafts import large_draft
from tests.model.drafting import REFERENCE, SMALL, draft, refilled, session

if TYPE_CHECKING:
    from pathlib import Path

    from model.checks.findings import Finding
    from model.report.edits import Single
    from model.report.report import Report
    from model.report.tree import Cell, Content

PATHS = [REFERENCE, SMALL]
# Shrinking a list of edits takes minutes and tells little more.
PHASES = (Phase.explicit, Phase.generate)
KINDS = ("type", "type", "type", "clear", "junk", "choose", "say", "insert", "copy", "remove", "move", "undo", "redo")
SAYINGS = (
    *("2021年的工作", "XX", "长沙市人力资源社会保障局", "{三公经费预算数}", "{scale.total}", "{没有的数}", "1", "2、3"),
    *("三公经费{overview.scale.basic}", "2021年末结转20.15万元", "两个项目批复合计696.5万元"),
    *("三公经费预算数为92.61万元", "三公经费预算数为29.61万元", "全年支出87842.29万元", "工伤保险费收入", "转移收入"),
    *("万元", "万人", "2022", "2023", "2023-06-30", "2023-07-01", "", "  ", "进一步进一步", "公务接待费"),
)
NUMBERS = ("0", "-1", "5", "无", "10.5", "1.2345", "3亿元", "7000元", "99.99", "4013.21", "11825.25", "1e5")


class Move(NamedTuple):
    """An edit at random: what kind, and the numbers that choose where and what."""

    kind: str
    place: int
    choice: int


moves = st.builds(Move, st.sampled_from(KINDS), st.integers(0, 10**6), st.integers(0, 10**6))


@cache
def content(path: Path) -> Content:
    """What stands in a sample; not to be changed."""
    return session(path).report.root.content()


def full(report: Report) -> list[Finding]:
    """The findings of a fresh report with the same content."""
    return Checker(refilled(report.root.content())).findings()


def lists(report: Report) -> list[RowList]:
    """Every list of rows."""
    return [part for node in report.root.nodes() for part in node.parts.values() if isinstance(part, RowList)]


def figures(report: Report) -> list[Cell]:
    """The cells of figures."""
    return [cell for cell in report.root.cells() if isinstance(cell.field, Number)]


def make(edited: Session, move: Move) -> None:
    """Do the edit, where there is a place for it."""
    report = edited.report
    kind, place, choice = move
    cells = list(report.root.cells())
    if kind == "type":
        numbers = figures(report)
        typed = [cell.raw for cell in numbers if cell.raw]
        words = (*NUMBERS, *typed[choice % 7 :: 7])
        edited.type(numbers[place % len(numbers)], words[choice % len(words)])
    elif kind == "clear":
        filled = [cell for cell in cells if cell.raw]
        if filled:
            edited.type(filled[place % len(filled)], "")
    elif kind == "junk":
        edited.type(cells[place % len(cells)], "十二万")
    elif kind == "choose":
        chosen = [cell for cell in cells if isinstance(cell.field, Choice)]
        cell = chosen[place % len(chosen)]
        assert isinstance(cell.field, Choice)
        options = ("", *cell.field.options)
        edited.type(cell, options[choice % len(options)])
    elif kind == "say":
        texts = [cell for cell in cells if not isinstance(cell.field, Number | Choice)]
        edited.type(texts[place % len(texts)], SAYINGS[choice % len(SAYINGS)])
    elif kind == "undo":
        edited.undo()
    elif kind == "redo":
        edited.redo()
    else:
        row_edit(edited, move)


def row_edit(edited: Session, move: Move) -> None:
    """Insert an empty row or a copy, remove or move a row."""
    kind, place, choice = move
    rows = lists(edited.report)[place % len(lists(edited.report))]
    count = len(rows.rows)
    if kind == "insert":
        edited.insert(rows.path, choice % (count + 1))
    elif not count:
        return
    elif kind == "copy":
        edited.insert(rows.path, choice % (count + 1), rows.rows[choice % count].content())
    elif kind == "remove":
        edited.remove(rows.path, choice % count)
    else:
        edited.move(rows.path, choice % count, (choice // 7) % count)


def same(edited: Session) -> None:
    """The findings, kept up edit by edit, are those of a full check."""
    assert edited.checker.findings() == full(edited.report)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
@settings(max_examples=50, deadline=None, derandomize=True, phases=PHASES)
@given(made=st.lists(moves, min_size=1, max_size=10))
def test_findings_after_edits_are_those_of_a_full_check(path: Path, made: list[Move]) -> None:
    edited = session(path)
    for move in made:
        make(edited, move)
        edited.checker.findings()
    same(edited)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
@settings(max_examples=30, deadline=None, derandomize=True, phases=PHASES)
@given(made=st.lists(moves, min_size=1, max_size=25))
def test_undo_to_the_start_gives_the_opening_content_and_redo_the_last(path: Path, made: list[Move]) -> None:
    edited = session(path)
    for move in made:
        make(edited, move)
    last = edited.report.root.content()
    steps = 0
    while edited.undo() is not None:
        steps += 1
    assert edited.report.root.content() == content(path)
    same(edited)
    for _ in range(steps):
        edited.redo()
    assert edited.report.root.content() == last
    same(edited)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_a_long_sitting_stays_right(path: Path) -> None:
    dice = random.Random(2022)
    edited = session(path)
    for number in range(300):
        make(edited, Move(dice.choice(KINDS), dice.randrange(10**6), dice.randrange(10**6)))
        if number % 10 == 0:
            same(edited)
    same(edited)


def test_a_long_sitting_among_projects_and_named_rows_stays_right() -> None:
    dice = random.Random(14)
    edited = Session(parse(large_draft(5)))
    said = "第2号专项业务经费全年执行数为9.99万元，其中{第3号专项业务经费分值}"
    edited.type(edited.report.cell("problems.problems.0.text"), said)
    told = "第2号专项业务经费、第3号专项业务经费执行合计9.99万元。专项业务经费执行率12.3%。"
    edited.type(edited.report.cell("problems.problems.1.text"), told)
    names = ("", "第2号专项业务经费", "第9号专项业务经费", "设备")
    for number in range(200):
        kind = dice.choice((*KINDS[7:], "rename", "project"))
        if kind == "rename":
            named = [row for rows in lists(edited.report) for row in rows.rows if row.record.title]
            row = dice.choice(named)
            edited.type(row.cell(row.record.title), dice.choice(names))
        elif kind == "project":
            annex = edited.report.section(14)
            cell = dice.choice(
                [cell for cell in annex.cells() if isinstance(cell.field, Number)] or figures(edited.report)
            )
            edited.type(cell, dice.choice(NUMBERS))
        else:
            make(edited, Move(kind, dice.randrange(10**6), dice.randrange(10**6)))
        edited.checker.findings()
        if number % 5 == 0:
            same(edited)
    same(edited)


def test_rows_pasted_together_are_told_like_rows_that_were_always_there() -> None:
    edited = session(REFERENCE)
    edited.checker.findings()
    path = "overview.subordinates"
    content = [{"name": f"第{number}中心"} for number in range(3)]
    edits: list[Single] = [Inserted(path, at, row) for at, row in enumerate(content)]
    edits += [
        Typed("overview.scale.basic", edited.report.cell("overview.scale.basic").raw, "1"),
        Removed(path, 1, content[1]),
    ]
    edited.together(path, edits)
    same(edited)
    edited.undo()
    same(edited)


@pytest.mark.parametrize("path", PATHS, ids=lambda path: path.stem)
def test_every_figure_can_be_cleared_and_typed_again(path: Path) -> None:
    edited = session(path)
    opening = edited.checker.findings()
    for number, cell in enumerate(figures(edited.report)):
        raw = cell.raw
        edited.type(cell, "")
        if number % 9 == 0:
            same(edited)
        edited.leave()
        edited.type(cell, raw)
    assert edited.checker.findings() == opening


def test_a_diagnosis_follows_the_relations_that_rank_it() -> None:
    edited = session(REFERENCE)
    edited.checker.findings()
    edited.type(edited.report.cell("insurance.funds.3.goals.indicators.4.actual"), "")
    same(edited)


def test_findings_gathered_under_one_base_follow_the_base_chosen() -> None:
    edited = session(REFERENCE)
    edited.checker.findings()
    edited.type(edited.report.cell("assets.classes.base"), "固定资产净值")
    same(edited)


def test_an_edit_among_two_thousand_named_figures_touches_those_that_name_it() -> None:
    many = range(2000)
    left = "".join(f'[[assets.totals.additions]]\nname = "资产{number}"\namount = {number}.25\n' for number in many)
    right = "".join(
        f'[[assets.book_values.additions]]\nname = "资产{number}"\namount = {number}.25\n' for number in reversed(many)
    )
    report = draft(left + right).report
    cell = report.cell("assets.book_values.additions.0.amount")
    touched = [bound for bound in report.set(cell, "7") if bound.code == "assets.additions"]
    assert [bound.target.path for bound in touched if bound.target] == ["assets.totals.additions.1999.amount"]
    name = report.cell("assets.book_values.additions.1.name")
    assert len([bound for bound in report.set(name, "资产1999") if bound.code == "assets.additions"]) == len(many)


@pytest.mark.parametrize("step", ["insert", "move", "remove"])
def test_a_row_that_comes_goes_or_moves_leaves_the_texts_of_others_read(step: str) -> None:
    edited = Session(parse(large_draft(60)))
    path = "project_evaluations.projects"
    edited.checker.findings()
    if step == "insert":
        edited.insert(path, 30, edited.report.rows(path).rows[29].content())
    elif step == "move":
        edited.move(path, 30, 50)
    else:
        edited.remove(path, 30)
    assert not edited.checker.much_unread
    same(edited)


def test_of_many_rows_to_be_read_only_the_new_one_is_read_at_once() -> None:
    edited = Session(parse(large_draft(60)))
    checker, rows = edited.checker, edited.report.rows("project_evaluations.projects")
    before = checker.findings()
    edited.type(edited.report.section(1).cell("unit"), "株洲市统计局")
    edited.insert(rows.path, 30)
    found = checker.findings(rows.node.section, rows.rows[30])
    here = f"{rows.path}.30."
    assert [finding.code for finding in found if finding.fields and finding.fields[0].startswith(here)] == [
        finding.code
        for finding in Checker(edited.report).findings()
        if finding.fields and finding.fields[0].startswith(here)
    ]
    assert checker.much_unread
    moved = [finding for finding in before if finding.fields and finding.fields[0].startswith(f"{rows.path}.59.")]
    assert not any(finding in found for finding in moved)
    same(edited)


def test_a_key_in_the_units_name_makes_little_of_a_large_draft_anew() -> None:
    edited = Session(parse(large_draft(60)))
    unit = edited.report.section(1).cell("unit")
    edited.type(unit, unit.raw + "7")
    edited.checker.findings()
    gc.collect()
    kept = {id(one): one for one in gc.get_objects()}
    edited.type(unit, unit.raw + "7")
    edited.checker.findings()
    # What Python looks through for garbage; many new objects make it look through all, which holds a key up.
    fresh = sum(id(one) not in kept for one in gc.get_objects())
    assert fresh < len(edited.report.cells()) / 12


def test_names_and_amounts_that_are_looked_up_follow_the_edits() -> None:
    edited = Session(parse(large_draft(30)))
    report, path = edited.report, "project_evaluations.projects"
    name, other = report.cell(f"{path}.7.name"), report.cell(f"{path}.3.name").raw
    text, spent = report.cell("general_budget.projects.closing"), report.cell("general_budget.three_public.actual")
    edited.checker.findings()

    def codes() -> set[str]:
        same(edited)
        return {finding.code for finding in edited.checker.findings()}

    edited.type(name, other)
    assert "same_row" in codes()
    edited.move(path, 7, 0)
    assert "same_row" in codes()
    edited.remove(path, 4)
    assert "same_row" not in codes()
    edited.undo()
    edited.type(report.cell(f"{path}.0.name"), report.cell("general_budget.projects.unit_projects.items.0.name").raw)
    found = codes()
    assert "project_elsewhere" in found
    assert "same_row" not in found
    edited.type(report.cell("general_budget.projects.unit_projects.items.0.name"), "另一个项目")
    assert "project_elsewhere" not in codes()
    edited.type(text, "按工作需要拨付87824.29万元。")
    assert "near_figure" in codes()
    edited.type(spent, "87824.29")
    assert "near_figure" not in codes()
    edited.type(spent, "42.64")
    assert "near_figure" in codes()
