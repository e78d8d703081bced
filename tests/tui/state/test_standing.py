"""How a section stands, at the left and in the overview: no count is ever cut, however many there are."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.segment import Segment
from rich.style import Style

from model.drafts.draft import load
from model.drafts.new_draft import blank_text
from model.editing.session import Session
from tests.tui.driving import LARGE, NARROW, WIDE, opened
from tui.look.palette import Palette
from tui.state.section_status import standing
from tui.state.view_state import MARKS, ViewState

if TYPE_CHECKING:
    from pathlib import Path

    from tests.tui.driving import Driver

PLAIN = Palette(*(Style() for _ in fields(Palette)))
COUNT = re.compile("([错警示])([0-9]+)")


def told(head: str, share: str, count: dict[str, int], room: int) -> str:
    return "".join(segment.text for segment in standing(Segment(head), share, count, room, PLAIN))


@given(
    head=st.sampled_from(["  ", " 二   一般公共预算支出 "]),
    share=st.sampled_from(["无此项", "43/43", "143/143", "12345/12345"]),
    numbers=st.tuples(*[st.integers(0, 12000)] * 3),
    room=st.integers(12, 60),
)
def test_a_count_is_there_whole_or_not_at_all_and_the_worst_one_always(
    head: str, share: str, numbers: tuple[int, int, int], room: int
) -> None:
    count = dict(zip(MARKS, numbers, strict=True))
    said = told(head, share, count, room)
    assert cell_len(said.rstrip()) <= room
    there = {MARKS[severity]: str(number) for severity, number in count.items() if number}
    shown = COUNT.findall(said)
    assert shown == list(there.items())[: len(shown)]
    assert bool(shown) == bool(there)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((4, 1, 3), "  143/143 错4 警1 示3"),
        ((12, 10, 13), "  143/143 错12 警10 示13"),
        ((100, 10, 13), "  143/143 错100 警10"),
        ((100, 100, 100), "  143/143 错100 警100"),
        ((12000, 100, 100), "  143/143 错12000 警100"),
        ((120000, 1000, 100), "  143/143 错120000"),
        ((0, 0, 100), "  143/143 示100"),
    ],
)
def test_the_least_severe_count_goes_first(numbers: tuple[int, int, int], said: str) -> None:
    assert told("  ", "143/143", dict(zip(MARKS, numbers, strict=True)), 24).rstrip() == said


@pytest.fixture
def faulty(tmp_path: Path) -> Path:
    """A draft with a hundred amounts that cannot be read in its first section, and much that is missing."""
    path = tmp_path / "错.toml"
    rows = "".join(f'[[overview.scale.functions]]\nname = "支出{n}"\namount = "1..{n}"\n' for n in range(100))
    path.write_text(blank_text() + rows, "utf-8")
    return path


def errors(form: Driver) -> str:
    count = form.screen.state.counts()[1]["error"]
    assert count >= 100
    return f"错{count}"


@pytest.mark.parametrize("size", [NARROW, WIDE, LARGE, (120, 24), (100, 30)], ids=lambda size: f"{size[0]}x{size[1]}")
async def test_a_hundred_errors_are_told_at_the_left_and_in_the_overview(faulty: Path, size: tuple[int, int]) -> None:
    async with opened(faulty, size) as form:
        said = errors(form)
        await form.keys("escape")  # away with what was told of the file
        await form.keys("f2")
        width = form.screen.sidebar.size.width
        left = [line[:width] for line in form.lines()[1:4]]
        assert any(f"{said} " in line for line in left), form.text()
        await form.keys("escape", "f3")
        assert f"{said} " in form.text()


def test_a_finding_is_shown_in_every_section_with_one_of_its_figures(tmp_path: Path) -> None:
    lines = "schema = 2\n[general_budget.basic]\npersonnel = 60\ngeneral = 40\n[government_funds]\nactual = 500\n"
    draft = tmp_path / "草稿.toml"
    draft.write_text(lines, "utf-8")
    state = ViewState(Session(load(draft)))
    found = next(one for one in state.findings if one.fields[0].startswith("general_budget.scope"))
    at = [number for number in state.numbers if found in state.of_section(number)]
    assert at == sorted({state.report.cell(path).section for path in found.fields})
    assert len(at) > 1
    assert sum(sum(count.values()) for count in state.counts().values()) == len(state.findings)
