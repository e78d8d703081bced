"""What the form says before anything is wrong: what the first key does, what a space means, a row just added."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.tui.driving import NARROW, SAMPLE, opened

if TYPE_CHECKING:
    from pathlib import Path

SMALL = SAMPLE.with_name("small-bureau-2024.toml")
ITEMS = "general_budget.projects.unit_projects.items"


async def test_the_line_below_says_whether_typing_replaces_or_goes_on(draft: Path) -> None:
    async with opened(draft, NARROW) as form:
        form.go("overview.scale.basic")
        await form.settle()
        assert "输入 替换" in form.lines()[-1]
        await form.keys("end")
        assert "替换" not in form.lines()[-1]
        assert "续写" in form.lines()[-1]
        await form.keys("1")
        assert "续写" not in form.lines()[-1], "it is seen by now"
        form.go("overview.unit")
        await form.settle()
        assert "输入 续写" in form.lines()[-1]


@pytest.mark.parametrize(
    ("path", "said"), [("overview.scale.basic", "本单位没有的填“无”"), ("overview.scale.total", "由程序算")]
)
async def test_a_space_in_an_empty_figure_says_what_to_do(tmp_path: Path, path: str, said: str) -> None:
    draft = tmp_path / "草稿.toml"
    draft.write_text("schema = 2\n", "utf-8")
    async with opened(draft, NARROW) as form:
        cell = form.go(path)
        await form.keys("space")
        assert cell.raw == ""
        assert said in form.lines()[-1]
        assert "读不懂" not in form.text()


@pytest.mark.parametrize("leave", ["up", "f8", "ctrl+l"])
async def test_a_row_just_added_is_not_wrong_until_it_is_left(draft: Path, leave: str) -> None:
    draft.write_bytes(SMALL.read_bytes())
    async with opened(draft, NARROW) as form:
        state = form.screen.state
        form.go(f"{ITEMS}.0.name")
        before = set(state.findings)
        await form.keys("f5")
        assert form.here == f"{ITEMS}.1.name"
        assert set(state.findings) <= before
        await form.keys("档案数字化")
        assert not [one for one in set(state.findings) - before if one.fields[0].startswith(f"{ITEMS}.1")]
        await form.keys(leave)
        if leave == "up":
            form.go("overview.unit")
        assert [one for one in set(state.findings) - before if one.fields[0].startswith(f"{ITEMS}.1")]


async def test_the_palette_offers_sections_in_use_before_annexes_that_are_not(draft: Path) -> None:
    draft.write_bytes(SMALL.read_bytes())
    async with opened(draft, NARROW) as form:
        await form.keys("ctrl+p", "公用经费", "enter")
        assert form.here == "overview.scale.general"
        await form.keys("ctrl+p", "主题", "enter")
        assert form.here.startswith("performance.themes")


async def test_where_the_key_asks_the_line_below_says_so(draft: Path) -> None:
    lines = "[government_funds]\nbudget = 900\nactual = 860\ncarried_over = 53\ntext = '略'\n"
    draft.write_text("schema = 2\n" + lines, encoding="utf-8")
    async with opened(draft, NARROW) as form:
        form.go("government_funds.carried_over")
        form.screen.state.refresh()
        await form.keys("f8")
        assert "^R 改正（先问）：53 改为 40.00" in form.lines()[-1]
        await form.keys("ctrl+r", "escape")
        assert "没有改" in form.lines()[-1]


async def test_the_first_message_of_another_field_is_read_in_full(draft: Path) -> None:
    draft.write_bytes(SMALL.read_bytes())
    async with opened(draft, NARROW) as form:
        state = form.screen.state
        form.go("overview.scale.total")
        await form.keys("1", "escape")
        form.go("overview.unit")
        await form.settle()
        first = next(one for one in state.of_section(1) if "overview.unit" not in one.fields)
        shown = "".join(form.part(form.screen.panel).split())
        assert "".join(first.message.split())[-12:] in shown
