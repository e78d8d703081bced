"""Two writers of one draft: what each changed comes together, and what both changed is asked, never dropped."""

from __future__ import annotations

import copy
import random
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from model.editing.differences import differences, step_to
from model.editing.merging import Merge
from model.editing.session import Session
from model.report.tree import Cell, Node, RowList
from tests.model.drafting import REFERENCE, draft, opened, refilled

if TYPE_CHECKING:
    from model.report.tree import Content

BASE = """
[overview]
unit = "某局"
year = 2022
[[overview.offices]]
name = "办公室"
[[overview.offices]]
name = "财务处"
remark = "甲"
[[overview.offices]]
name = "人事处"
[overview.scale]
total = 10.0
"""


def base() -> Content:
    return draft(BASE).report.root.content()


def names(content: Content) -> list[str]:
    return [row["name"] for row in content["overview"]["offices"]]


def test_what_one_side_changed_is_taken_silently() -> None:
    mine, theirs = base(), base()
    mine["overview"]["unit"] = "新局"
    mine["overview"]["offices"][1]["remark"] = "乙"
    theirs["overview"]["scale"]["total"] = "12.0"
    theirs["overview"]["offices"].insert(0, {"name": "法规处"})
    del theirs["overview"]["offices"][3]
    merge = Merge(base(), mine, theirs)
    assert merge.conflicts == []
    assert merge.content["overview"]["unit"] == "新局"
    assert merge.content["overview"]["scale"]["total"] == "12.0"
    assert merge.content["overview"]["offices"] == [
        {"name": "法规处"},
        {"name": "办公室"},
        {"name": "财务处", "remark": "乙"},
    ]


def test_what_both_changed_is_asked() -> None:
    mine, theirs = base(), base()
    mine["overview"]["unit"] = "我局"
    theirs["overview"]["unit"] = "他局"
    merge = Merge(base(), mine, theirs)
    (conflict,) = merge.conflicts
    assert (conflict.label, conflict.mine, conflict.theirs) == ("单位名称", "我局", "他局")
    assert merge.content["overview"]["unit"] == "我局"
    conflict.take_theirs()
    assert merge.content["overview"]["unit"] == "他局"


@pytest.mark.parametrize("mine_deletes", [True, False])
def test_a_row_deleted_here_and_changed_there_is_asked(mine_deletes: bool) -> None:
    deleted, changed = base(), base()
    del deleted["overview"]["offices"][1]
    changed["overview"]["offices"][1]["remark"] = "乙"
    mine, theirs = (deleted, changed) if mine_deletes else (changed, deleted)
    merge = Merge(base(), mine, theirs)
    (conflict,) = merge.conflicts
    assert conflict.label == "内设机构·财务处"
    assert ("财务处" in names(merge.content)) is not mine_deletes
    conflict.take_theirs()
    assert names(merge.content) == ["办公室", *(["财务处"] if mine_deletes else []), "人事处"]


def test_a_row_renamed_in_place_is_the_same_row() -> None:
    mine, theirs = base(), base()
    mine["overview"]["offices"][1]["name"] = "计财处"
    theirs["overview"]["offices"][1]["remark"] = "乙"
    merge = Merge(base(), mine, theirs)
    assert merge.conflicts == []
    assert merge.content["overview"]["offices"][1] == {"name": "计财处", "remark": "乙"}


def test_moved_rows_keep_the_edits_of_the_other_side() -> None:
    mine, theirs = base(), base()
    mine["overview"]["offices"].reverse()
    theirs["overview"]["offices"][0]["remark"] = "乙"
    theirs["overview"]["offices"].append({"name": "法规处"})
    merge = Merge(base(), mine, theirs)
    assert merge.conflicts == []
    assert names(merge.content) == ["人事处", "法规处", "财务处", "办公室"]
    theirs["overview"]["offices"][0], theirs["overview"]["offices"][1] = theirs["overview"]["offices"][1::-1]
    merge = Merge(base(), mine, theirs)
    assert [conflict.label for conflict in merge.conflicts] == ["内设机构的次序"]


def test_of_what_the_program_keeps_nobody_is_asked() -> None:
    marks = [{"path": "overview.offices", "kept": "1 2 3"}, {"path": "overview.unit", "kept": "4"}]
    start, mine, theirs = ({**base(), "to_review": [dict(mark) for mark in marks]} for _ in range(3))
    mine["to_review"][0]["kept"] = "2 3"
    theirs["to_review"][0]["kept"] = "1 2"
    del theirs["to_review"][1]
    mine["sources"] = [{"path": "overview.scale.total", "file": "甲.xlsx"}]
    theirs["sources"] = [{"path": "overview.scale.total", "file": "乙.xlsx"}, {"path": "overview.scale.basic"}]
    merge = Merge(start, mine, theirs)
    assert merge.conflicts == []
    assert merge.content["to_review"] == [{"path": "overview.offices", "kept": "2"}]
    assert merge.content["sources"] == [
        {"path": "overview.scale.total", "file": "甲.xlsx"},
        {"path": "overview.scale.basic"},
    ]
    del mine["to_review"][0]
    assert "to_review" not in Merge(start, mine, theirs).content


def test_both_add_the_same_row() -> None:
    mine, theirs = base(), base()
    mine["overview"]["offices"].append({"name": "法规处", "remark": "一"})
    theirs["overview"]["offices"].append({"name": "法规处"})
    merge = Merge(base(), mine, theirs)
    assert names(merge.content).count("法规处") == 1
    theirs["overview"]["offices"][3]["remark"] = "二"
    assert [conflict.mine for conflict in Merge(base(), mine, theirs).conflicts] == ["一"]


def _lists(node: Node) -> list[RowList]:
    return [part for inner in node.nodes() for part in inner.parts.values() if isinstance(part, RowList)]


def _scribble(session: Session, dice: random.Random, who: str) -> None:
    """One random edit; what it writes bears the writer's mark and is written nowhere else."""
    mark = f"{who}{dice.randrange(10**9)}"
    root = session.report.root
    kind = dice.random()
    lists = [rows for rows in _lists(root) if rows.rows]
    if kind < 0.6 or not lists:
        session.type(dice.choice(list(root.cells())), mark)
        return
    rows = dice.choice(lists)
    at = dice.randrange(len(rows.rows))
    first = rows.element.record.elements[0].name
    if kind < 0.8:
        session.insert(rows.path, at, {first: mark})
    elif kind < 0.9:
        session.remove(rows.path, at)
    else:
        session.move(rows.path, at, dice.randrange(len(rows.rows)))


def _texts(content: Any) -> list[str]:
    if isinstance(content, str):
        return [content]
    inner = content.values() if isinstance(content, dict) else content
    return [text for value in inner for text in _texts(value)]


@settings(max_examples=40, deadline=None)
@given(seed=st.integers(0, 2**32), edits=st.integers(1, 12))
def test_two_writers_lose_no_edit(seed: int, edits: int) -> None:
    dice = random.Random(seed)
    writers = [Session(opened(REFERENCE)) for _ in "ab"]
    start = writers[0].report.root.content()
    for _ in range(edits):
        for writer, who in zip(writers, ("甲", "乙"), strict=True):
            _scribble(writer, dice, who)
    mine, theirs = (writer.report.root.content() for writer in writers)
    merge = Merge(copy.deepcopy(start), copy.deepcopy(mine), copy.deepcopy(theirs))
    written = {text for side in (mine, theirs) for text in _texts(side)} - set(_texts(start))
    kept = set(_texts(merge.content)) | {
        piece for conflict in merge.conflicts for side in (conflict.mine, conflict.theirs) for piece in side.split("，")
    }
    assert written <= kept
    # Whoever takes the merge in gets it as one step, and back.
    step = step_to(writers[0].report.root, merge.content)
    if step is not None:
        writers[0].together(step.path, step.edits)
        assert refilled(merge.content).root.content() == writers[0].report.root.content()
        writers[0].undo()
    assert writers[0].report.root.content() == mine


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), edits=st.integers(1, 12))
def test_differences_are_found_and_steps_lead_from_one_version_to_the_other(seed: int, edits: int) -> None:
    dice = random.Random(seed)
    old, new = Session(opened(REFERENCE)), Session(opened(REFERENCE))
    for _ in range(edits):
        _scribble(new, dice, "丙")
    found = list(differences(old.report.root, new.report.root))
    told = {piece for difference in found for piece in difference.new.split("，")}
    before, after = old.report.root.content(), new.report.root.content()
    own = {"accepted", "to_review", "sources"}
    outside = [{name: part for name, part in all.items() if name not in own} for all in (before, after)]
    assert set(_texts(outside[1])) - set(_texts(outside[0])) <= told
    assert bool(found) == (outside[0] != outside[1])
    step = step_to(old.report.root, after)
    if step is not None:
        old.together(step.path, step.edits)
    assert old.report.root.content() == after
    assert all(isinstance(cell, Cell) for cell in old.report.root.cells())


def test_whether_an_annex_is_attached_is_told_with_the_annex() -> None:
    old, new = draft(BASE).report.root, draft(BASE + "[department_evaluation]\nincluded = true\n").report.root
    assert [difference.label for difference in differences(old, new)] == ["附表2·附本表"]
